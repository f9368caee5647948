"""What belongs together on a line, in the rules and on the pages of both formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.document.blocks import Document, Heading, Paragraph, Run, Table, plain
from courseware.formats import FORMATS
from courseware.formats.docx.runs import tied
from courseware.formats.pdf import breaking
from courseware.formats.pdf.breaking import End, Span, broken
from courseware.formats.pdf.fonts import FontSet
from courseware.formats.pdf.structure import Elem
from courseware.formats.together import chains, joints
from tests.docx_reading import paragraphs, style, words
from tests.pdf_reading import read
from tests.test_pdf_writer import line_ends, look

NAMES = ("Vladimir Sorokin", "블라디미르 소로킨", "나하늘")
DATA = Path(__file__).parent / "data" / "together.txt"
CASES = [line for line in DATA.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def meant(case: str) -> tuple[str, set[int]]:
    """The text of a case, and where its spaces, hyphens and dashes are behind which no line ends."""
    text, places = "", set[int]()
    for char in case:
        if char != "~":
            text += char
            continue
        if text[-1] not in "-–":
            text += " "
        places.add(len(text) - 1)
    return text, places


@pytest.mark.parametrize("case", CASES)
def test_what_belongs_together_is_known(case: str) -> None:
    text, places = meant(case)
    assert joints(text, chains(text, NAMES)) == places


def spans(text: str, lang: str) -> list[Span]:
    ((font, _),) = FontSet(look().fonts, "ko").split(text, heading=False, bold=False)
    return [Span(text, font, 10, "000000", Elem("P"), None, lang, lang == "en")]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("justified", [False, True])
def test_no_line_ends_inside_of_it_where_a_line_can_hold_it(case: str, justified: bool) -> None:
    text, places = meant(case)
    found = spans(text, "en" if text.isascii() or "–" in text else "ko")
    limit = max(found[0].width(text[start:end]) for start, end in [*chains(text, NAMES), (0, 1)]) + 40
    ends = set[int]()
    for width in range(int(limit), int(limit) + 160, 7):
        at = 0
        for line in broken(found, width, width, justified, frozenset(places)):
            ends.add(at - 1)
            at += sum(len(part) for piece in line for _, part in (*piece.parts, *filter(visible, [piece.gap])))
    assert -1 in ends
    assert not ends & places


def visible(gap: tuple[Span, str] | None) -> bool:
    """Whether what stands between two pieces is a character of the text: no hyphen at a line's end."""
    return gap is not None and gap[1] != "\u00ad"


def test_a_chain_that_no_line_can_hold_may_break() -> None:
    text, places = meant("Vladimir~Sorokin")
    lines = broken(spans(text, "en"), 50, 50, False, frozenset(places))
    assert [line[-1].end for line in lines] == [End.TIED, End.LAST]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_paragraph_as_long_as_a_book_loses_no_word_and_goes_over_no_edge(
    monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    text = {"ko": "섬과 뭍을 잇는 배가 날마다 다닌다. ", "en": "Boats link the island with the main­land. "}[lang] * 9
    found = [*spans(text, lang), *spans("\n" + text.strip(), lang)]
    chosen = broken(found, 90, 110, False)
    monkeypatch.setattr(breaking, "_LONG", 10)
    filled = broken(found, 90, 110, False)
    assert [piece for line in filled for piece in line] == [piece for line in chosen for piece in line]
    assert len(filled) <= len(chosen)
    widths = [sum(piece.width + piece.gap_width for piece in line[:-1]) + line[-1].alone for line in filled]
    assert max(widths[:1]) <= 90
    assert max(widths) <= 110 + 0.001
    assert End.FORCED in [line[-1].end for line in filled]
    assert End.FORCED not in [piece.end for line in filled for piece in line[:-1]]


def test_what_belongs_together_is_found_through_bold_and_small_print() -> None:
    text = (Run("On "), Run("February", bold=True), Run(" 9", muted=True), Run(" they met."))
    (found,) = (plain(tied(text, (), 14)),)
    assert found == "On February\u00a09 they met."


TITLE = "The Harbour Summit of Two Neighbours and South Korea–Russia Relations"


def test_a_title_has_lines_of_about_one_length_and_parts_no_names_in_it() -> None:
    document = Document("t", "en", "student", (Heading(1, (Run(TITLE),)),))
    reading = read(FORMATS["pdf"].write(document, look()).data)
    title = reading.elements("H1")[0]
    assert reading.text_of(title).strip() == TITLE
    (end,) = line_ends(reading, title)
    first = TITLE.index(end) + len(end)
    assert abs(first - (len(TITLE) - first)) <= 12
    assert end not in ("South ", "Korea–")


# --- Word


def word(*blocks: Paragraph | Table, lang: str = "en") -> list[str]:
    document = Document("t", lang, "student", blocks, names=NAMES)
    data = FORMATS["docx"].write(document, style()).data
    return [words(paragraph) for paragraph in paragraphs(data)]


def test_word_gets_no_break_spaces_and_the_same_words() -> None:
    text = "Vladimir Sorokin came on February 9 with Na Mo-rae (p2, p5)."
    (said, *_) = word(Paragraph((Run(text),)))
    assert said == "Vladimir\u00a0Sorokin came on February\u00a09 with Na\u00a0Mo-rae (p2,\u00a0p5)."
    assert said.replace("\u00a0", " ") == text


def test_word_gets_none_where_a_cell_cannot_hold_the_words() -> None:
    cells = ((Run("9 March"),), (Run("Vladimir Sorokin, 9 March"),))
    table = Table(((Run("a"),), (Run("b"),)), (cells,), (0.88, 0.12))
    said = [text for text in word(table) if "March" in text]
    assert said == ["9\u00a0March", "Vladimir Sorokin, 9\u00a0March"]
