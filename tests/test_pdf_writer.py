"""The PDF writer: nothing is lost, nothing is cut in two, and everything is tagged."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from PIL import Image, ImageOps

from courseware.document.blocks import (
    PAGE,
    PAGES,
    AnswerLines,
    Block,
    Columns,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Margin,
    NameLine,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Table,
    plain,
    texts,
)
from courseware.errors import CoursewareError
from courseware.formats import FORMATS
from courseware.formats.pdf import fonts as pdf_fonts
from courseware.formats.pdf import hyphens, signs
from courseware.look import fonts, images, style
from tests.conftest import ROOT, some
from tests.pdf_ink import collisions, outside
from tests.pdf_reading import Element, Reading, read, string

KOREAN = (
    "2024년 6월 19일 러시아의 푸틴 대통령과 북한의 김정은 국무위원장은 평양에서 ‘포괄적 전략적 동반자 관계에 관한 "
    "조약’에 서명하였다. 이 조약은 어느 한쪽이 전쟁 상태에 처하면 다른 한쪽이 지체 없이 원조를 제공한다고 규정한다."
)


def t(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(t(text))


@cache
def look(**choices: object) -> style.Style:
    family = fonts.shipped()
    return style.make(style.Choices(**choices), style.Fonts(family, family))  # type: ignore[arg-type]


def document(*blocks: Block, **more: object) -> Document:
    return Document("러시아와 북한", "ko", "student", blocks, **more)  # type: ignore[arg-type]


def write(*blocks: Block, using: style.Style | None = None, **more: object) -> bytes:
    return FORMATS["pdf"].write(document(*blocks, **more), using or look()).data


def wanted(blocks: tuple[Block, ...]) -> list[str]:
    said = [plain(text).replace("\n", " ") for text in texts(blocks)]
    return [text for text in said if text.strip()]


def said(reading: Reading) -> list[str]:
    """Without the space that stands for a line break at a paragraph's end."""
    return [text for text in reading.texts() if text.strip()]


def picture(form: str = "PNG", mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    Image.new(mode, (40, 20), 0).save(file, form)
    return file.getvalue()


def vocabulary(rows: int) -> Table:
    body = tuple((t(f"낱말{n}"), t("條約"), t(f"a word, and what it means in English {n}")) for n in range(rows))
    return Table((t("낱말"), t("한자"), t("뜻")), body, (0.3, 0.2, 0.5), "낱말 표")


EVERY_KIND: tuple[Block, ...] = (
    Heading(1, t("러시아와 북한의 새 조약")),
    Paragraph(t("읽고 토론하기"), "subtitle"),
    Paragraph(t("중급 · 학생용"), "badge"),
    NameLine(("학년", "반", "번호", "이름")),
    Paragraph(t("50분"), "meta"),
    Heading(2, t("배경")),
    Paragraph(
        (
            Run("이 조약은 "),
            Run("포괄적", bold=True),
            Run("(包括的) "),
            Run("comprehensive ", lang="en"),
            Run("조약이며 ", emphasis=True),
            Run("원문은 여기", link="https://example.org/조약?a=1"),
            Run("에 있다.\n둘째 줄", muted=True),
        )
    ),
    Note("box", (Heading(3, t("목표")), List((Item(t("하나")), Item(t("둘")))))),
    vocabulary(4),
    Quote(t(KOREAN), t("김정은, 평양")),
    Quote(t("짧은 말")),
    List(
        (Item(t("무엇을 규정합니까?"), (AnswerLines(2, "답 쓰는 곳"), Note("teacher", (paragraph("예시 답"),)))),),
        True,
        3,
    ),
    List((Item(t("바깥"), (List((Item(t("안")),)),)),)),
    AnswerLines(3),
    Figure(picture(), "검은 네모", 0.3),
    PageBreak(),
    Note("source", (paragraph("출처: 한겨레"),)),
)


@cache
def every_kind() -> Reading:
    footer = Margin(t("바닥글"), t(f"{PAGE} / {PAGES}"))
    return read(write(*EVERY_KIND, header=Margin(t("머리글")), footer=footer, date="2024-06-24T17:44:00+09:00"))


# Nothing is lost


def test_every_kind_of_block_says_its_words_in_order() -> None:
    assert said(every_kind()) == wanted(EVERY_KIND)


def test_no_text_is_untagged() -> None:
    assert every_kind().untagged() == ""


def test_header_footer_and_page_numbers_are_artifacts() -> None:
    reading = every_kind()
    assert [reading.artifacts(page) for page in range(3)] == [f"머리글바닥글{n} / 3" for n in (1, 2, 3)]


def test_every_format_of_paper_is_that_large() -> None:
    for paper, (width, height) in some(style.PAPERS.items()):
        page = pypdfium2.PdfDocument(write(paragraph("가"), using=look(paper=paper)))[0]
        assert page.get_size() == pytest.approx((width, height), abs=0.01)


def test_an_empty_document_is_one_empty_page() -> None:
    assert FORMATS["pdf"].write(document(), look()).pages == 1


def test_a_page_break_at_the_start_or_at_the_end_makes_no_empty_page() -> None:
    assert FORMATS["pdf"].write(document(PageBreak(), paragraph("가"), PageBreak(), PageBreak()), look()).pages == 1


def test_characters_that_only_steer_layout_are_left_out() -> None:
    assert said(read(write(paragraph("조\u200b약\ufeff을\t읽는다")))) == ["조약을 읽는다"]


def test_spaces_of_other_widths_are_spaces_and_marks_of_direction_nothing() -> None:
    """Text from the web is full of them, and hardly a font has them."""
    text = "3\u202f%\u2009가\u2066나\u2069 葛\U000e0100"
    assert said(read(write(paragraph(text), paragraph("a\vb\fc")))) == ["3\u00a0% 가나 葛", "a b c"]


@pytest.mark.parametrize("text", ["שלום", "السلام", "नमस्ते"])
def test_letters_that_would_come_out_wrong_are_one_error_even_if_a_font_has_them(text: str) -> None:
    with pytest.raises(CoursewareError, match=text) as caught:
        write(paragraph(f"가 {text} 나"))
    assert len(caught.value.problems) == 1


def test_a_character_that_no_font_has_is_an_error_that_names_it_and_its_place() -> None:
    with pytest.raises(CoursewareError) as caught:
        write(paragraph("확인란 𒀀 에 표시"), vocabulary(2), paragraph("𓀀"))
    first, second = caught.value.problems
    assert first.values["code"] == "U+12000"
    assert "확인란" in str(first.values["around"])
    assert first.remedy
    assert second.values["code"] == "U+13000"


def classroom_signs() -> list[str]:
    """The groups of tests/data/signs.txt: what stands on worksheets."""
    lines = (ROOT / "tests" / "data" / "signs.txt").read_text(encoding="utf-8").splitlines()
    return ["".join(line.split()) for line in lines if line and not line.startswith("#")]


def ks_x_1001() -> list[str]:
    """The characters of each row of the Korean standard, but the soft hyphen, which prints at a line's end alone."""
    rows = [bytes(part for cell in range(161, 255) for part in (row, cell)) for row in range(161, 254)]
    texts = (unicodedata.normalize("NFC", row.decode("euc_kr", errors="ignore")) for row in rows)
    return [text.replace("\u00ad", "") for text in texts if text]


@pytest.mark.parametrize("bold", [False, True])
def test_every_character_of_the_korean_standard_and_every_sign_of_a_classroom_prints(bold: bool) -> None:
    groups = [*ks_x_1001(), *classroom_signs()]
    assert sum(map(len, groups)) > 8_200 + 1_100
    data = write(*(Paragraph((Run(" ".join(group), bold=bold),)) for group in groups))
    assert "".join("".join(said(read(data))).split()) == "".join("".join(groups).split())


def test_a_character_that_only_a_fallback_font_has_is_drawn_with_it(tmp_path: Path) -> None:
    family = fonts.shipped()
    poor = tmp_path / "poor.ttf"
    poor.write_bytes(_without_hangul(family.regular.read_bytes()))
    using = replace(look(), fonts=style.Fonts(style.Family("Poor", poor, poor), family, (family,)))
    assert said(read(write(paragraph("abc 조약 def"), using=using))) == ["abc 조약 def"]


def _without_hangul(font: bytes) -> bytes:
    """The font with the groups of its format 12 character map that begin in the hangul block moved out of sight."""
    data = bytearray(font)
    tables = int.from_bytes(data[4:6], "big")
    at = next(12 + 16 * n for n in range(tables) if data[12 + 16 * n : 16 + 16 * n] == b"cmap")
    cmap = int.from_bytes(data[at + 8 : at + 12], "big")
    places = [int.from_bytes(data[cmap + 8 + 8 * n : cmap + 12 + 8 * n], "big") for n in range(5)]
    table = next(cmap + place for place in places if data[cmap + place : cmap + place + 2] == b"\0\x0c")
    for n in range(int.from_bytes(data[table + 12 : table + 16], "big")):
        group = table + 16 + 12 * n
        if 0xAC00 <= int.from_bytes(data[group : group + 4], "big") <= 0xD7A3:
            data[group + 4 : group + 8] = (0).to_bytes(4, "big")
    return bytes(data)


def test_a_family_without_a_bold_face_is_thickened_and_not_lost() -> None:
    family = replace(fonts.shipped(), bold=fonts.shipped().regular)
    using = replace(look(), fonts=style.Fonts(family, family))
    assert said(read(write(Paragraph((Run("굵게", bold=True), Run(" 보통"))), using=using))) == ["굵게 보통"]


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("JPEG", "L"), ("JPEG", "CMYK")]
)
def test_pictures_of_every_kind_are_drawn_and_described(form: str, mode: str) -> None:
    reading = read(write(Figure(picture(form, mode), "검은 네모")))
    (figure,) = reading.elements("Figure")
    assert string(figure.entries["Alt"]) == "검은 네모"
    bitmap = pypdfium2.PdfDocument(write(Figure(picture(form, mode), "x")))[0].render(scale=0.5).to_pil()
    assert bitmap.size == (298, 421)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright_however_the_phone_was_held(form: str, orientation: int) -> None:
    """And is no larger for it."""
    photo = Image.new("RGB", (40, 20), "white")
    photo.paste("red", (0, 0, 20, 10))
    photo.paste("blue", (20, 0, 40, 10))
    exif = Image.Exif()
    exif[0x112] = orientation
    file = io.BytesIO()
    photo.save(file, form, exif=exif)
    upright = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
    data = write(Figure(file.getvalue(), "네 칸", 0.5))
    page = look().page
    left, high = page.left, page.text_width / 2 * upright.height / upright.width
    bitmap = pypdfium2.PdfDocument(data)[0].render().to_pil().convert("RGB")
    for across, down in ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)):
        there = bitmap.getpixel((int(left + page.text_width / 2 * across), int(page.top + high * down)))
        wanted = upright.getpixel((int(upright.width * across), int(upright.height * down)))
        assert all(abs(a - b) < 40 for a, b in some(zip(there, wanted, strict=True)))
    assert form == "PNG" or images.bare(file.getvalue()) in data


def test_sixteen_bits_of_grey_are_not_white() -> None:
    file = io.BytesIO()
    Image.new("I;16", (8, 8), 128 * 256).save(file, "PNG")
    page = look().page
    bitmap = pypdfium2.PdfDocument(write(Figure(file.getvalue(), "회색")))[0].render().to_pil().convert("L")
    assert bitmap.getpixel((int(page.width / 2), int(page.top + 100))) == pytest.approx(128, abs=1)


@pytest.mark.parametrize(
    "above", [(Heading(2, t("지도")),), (Heading(1, t("제목")), Paragraph(t("부제"), "subtitle")), ()]
)
def test_a_picture_as_high_as_a_page_stays_with_what_announces_it(above: tuple[Block, ...]) -> None:
    file = io.BytesIO()
    Image.new("RGB", (30, 80)).save(file, "PNG")
    figure = Figure(file.getvalue(), "지도")
    blocks = (*above, figure) if above else (List((Item(t("지도를 보세요."), (figure,)),)),)
    for filler in (0, 5, 30, 33):
        reading = read(write(*[paragraph(f"줄 {n}") for n in range(filler)], *blocks))
        (place,) = reading.elements("Figure")[0].kids
        assert reading.chars_of(reading.elements("LI" if not above else "H1")[0])[0].page == place[0]  # type: ignore[index]
        assert place[0] == len(reading.pages) - 1  # type: ignore[index]


def test_a_picture_without_a_description_is_decoration() -> None:
    reading = read(write(Figure(picture(), ""), paragraph("가")))
    assert [element.role for element in reading.elements()] == ["Document", "P"]


def test_a_broken_picture_is_an_error_that_names_it() -> None:
    with pytest.raises(CoursewareError, match="검은 네모"):
        write(Figure(b"no picture", "검은 네모"))


# What things mean


def test_the_structure_tree_says_what_each_block_is() -> None:
    roles = [element.role for element in every_kind().elements()]
    for role in (
        "Document",
        "H1",
        "H2",
        "H3",
        "P",
        "Table",
        "THead",
        "TBody",
        "TR",
        "TH",
        "TD",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "BlockQuote",
        "Figure",
        "Link",
        "Span",
        "Div",
        "Form",
    ):
        assert role in roles
    assert roles[0] == "Document"


def test_the_tags_leave_out_no_level_of_heading() -> None:
    reading = read(write(Heading(1, t("가")), Heading(3, t("나")), Heading(3, t("다")), Heading(2, t("라"))))
    assert [element.role for element in reading.elements()] == ["Document", "H1", "H2", "H2", "H2"]


def test_words_in_another_language_carry_it() -> None:
    (span,) = [element for element in every_kind().elements("Span") if "Lang" in element.entries]
    assert (every_kind().text_of(span), string(span.entries["Lang"])) == ("comprehensive ", "en")


def gray(text: str, **properties: object) -> bytes:
    """A page with `text` as a copier shows it, where the accent has the same colour as all text."""
    using = look(accent="1F2328")
    page = pypdfium2.PdfDocument(write(Paragraph((Run(text, **properties),)), using=using))[0]  # type: ignore[arg-type]
    return page.render(scale=2).to_pil().convert("L").tobytes()


@pytest.mark.parametrize("text", ["조약", "條約", "treaty", "2024년", "1961"])
def test_emphasis_shows_without_colour_and_is_not_bold(text: str) -> None:
    shown = [gray(text), gray(text, emphasis=True), gray(text, bold=True), gray(text, bold=True, emphasis=True)]
    assert len(set(shown)) == 4


def drawn(data: bytes) -> str:
    """The operators of all pages."""
    return "\n".join(resolve1(s).get_data().decode() for page in read(data).pages for s in page.contents)


def test_dots_stand_over_letters_alone_and_latin_letters_lean() -> None:
    drawing = drawn(write(Paragraph((Run("조약(條約)과 UN총회, ‘the treaty’ of 1961", emphasis=True),))))
    assert len(re.findall(r"^q 1 J .* ([\d.]+ [\d.]+) m \1 l S Q$", drawing, re.MULTILINE)) == len("조약條約과총회")
    assert drawing.count(" Tm ") == 2  # UN, and the English words
    assert "q 1 J" not in drawing[drawing.index("EMC") :], "dots are an artifact"


def test_underlined_text_has_a_rule_as_long_as_itself() -> None:
    data = write(Paragraph((Run("가나 "), Run("밑줄 친 말", underline=True), Run(" 다"))))
    chars = [char for char in read(data).chars if char.text in "밑말"]
    (rule,) = re.findall(r"^\S+ \S+ \S+ RG \S+ w (\S+) \S+ m (\S+) \S+ l S$", drawn(data), re.MULTILINE)
    assert [float(x) for x in rule] == pytest.approx([chars[0].x, chars[-1].end], abs=0.02)


def test_a_list_typed_with_brackets_has_them_whatever_the_course_wants() -> None:
    using = replace(look(), numbers=(style.Label("ganada", "{}."),))
    items = (Item(t("하나")), Item(t("둘")))
    reading = read(write(List(items, True, 3, bracket=True), List(items, True), using=using))
    assert [reading.text_of(label) for label in reading.elements("Lbl")] == ["3)", "4)", "가.", "나."]


def forms(reading: Reading) -> list[tuple[str, str]]:
    """Every place to write in: the element around it, and its description."""
    parents = {id(kid): element.role for element in reading.elements() for kid in element.kids}
    return [(parents[id(form)], string(form.entries["Alt"])) for form in reading.elements("Form")]


def test_each_blank_of_a_name_line_is_described_behind_its_name() -> None:
    reading = read(write(NameLine(("학년", "이름"), ("빈칸: 학년", "빈칸: 이름"))))
    assert forms(reading) == [("P", "빈칸: 학년"), ("P", "빈칸: 이름")]
    assert [reading.text_of(element) for element in reading.elements("P")] == ["학년", "이름"]
    assert forms(read(write(NameLine(("학년",))))) == []


@pytest.mark.parametrize("inside", [paragraph("예시 답"), List((Item(t("예시 답")),)), vocabulary(2)])
def test_a_box_for_the_teacher_says_so_at_its_head(inside: Block) -> None:
    plain_box, told = (read(write(Note("teacher", (inside,), label))) for label in ("", "교사용:"))
    (box,) = told.elements("Div")
    first = box.kids[0]
    assert not isinstance(first, tuple)
    assert (first.role, string(first.entries["ActualText"])) == ("P", "교사용:")
    assert told.text_of(first) == " "
    assert [text for text in told.texts() if text.strip()] == [text for text in plain_box.texts() if text.strip()]
    places = [[(char.text, char.x, char.y) for char in one.chars if char.text.strip()] for one in (plain_box, told)]
    assert places[0] == places[1]


@pytest.mark.parametrize(
    ("levels", "heard"), [((1, 2, 3), "H1 H2 H3"), ((2, 3, 2), "H1 H2 H1"), ((1, 3, 2), "H1 H2 H2"), ((3, 1), "H1 H1")]
)
def test_headings_leave_out_no_level(levels: tuple[int, ...], heard: str) -> None:
    reading = read(write(*(Heading(level, t("가")) for level in levels)))
    assert " ".join(element.role for element in reading.elements("H1", "H2", "H3")) == heard


def test_the_first_cell_of_a_row_is_its_heading_where_the_table_names_its_rows() -> None:
    table = Table((t("낱말"), t("뜻")), ((t("조약"), t("나라 사이의 약속")),), (0.3, 0.7))
    heads = [read(write(replace(table, names_rows=names))).elements("TH") for names in (False, True)]
    scopes = [[str(resolve1(head.entries["A"])["Scope"]) for head in one] for one in heads]
    assert scopes == [["/'Column'"] * 2, ["/'Column'", "/'Column'", "/'Row'"]]


def test_each_line_of_a_cell_is_a_paragraph_and_lines_with_a_sign_are_a_list() -> None:
    cell = t("관계\n→ 김정은: 서명한 상대\n→ 장호진: 경고를 받은 상대")
    reading = read(write(Table((t("인물"),), ((cell,),), (1.0,))))
    (inside,) = reading.elements("TD")
    assert [kid.role for kid in inside.kids if not isinstance(kid, tuple)] == ["P", "L"]
    assert [reading.text_of(label) for label in reading.elements("Lbl")] == ["→", "→"]
    assert [reading.text_of(body) for body in reading.elements("LBody")] == [
        "김정은: 서명한 상대",
        "장호진: 경고를 받은 상대",
    ]
    assert inside.kids
    assert reading.text_of(inside).startswith("관계")


def test_columns_stand_where_their_line_of_dashes_says() -> None:
    row = (t("가나"), t("가나"), t("가나"))
    table = Table((t("나라이름"),) * 3, (row,), (1 / 3,) * 3, aligns=(None, "center", "right"))
    reading = read(write(table))
    heads, cells = ([reading.chars_of(e) for e in reading.elements(role)] for role in ("TH", "TD"))
    assert cells[0][0].x == pytest.approx(heads[0][0].x)
    assert sum(c.x + c.end for c in cells[1]) / 4 == pytest.approx(sum(c.x + c.end for c in heads[1]) / 8, abs=0.1)
    assert cells[2][-1].end == pytest.approx(heads[2][-1].end, abs=0.1)
    assert cells[2][0].x > heads[2][0].x + 10


def test_blanks_that_were_typed_to_place_a_text_place_it() -> None:
    reading = read(write(paragraph("가"), paragraph("\u3000\u3000가"), paragraph("\u00a0\n\u3000가")))
    x, second, third = (char.x for char in reading.chars if char.text == "가")
    assert second == pytest.approx(x + 2 * 10.5, abs=0.5)
    assert third == pytest.approx(x + 10.5, abs=0.5)


def test_list_numbers_begin_where_the_list_says() -> None:
    reading = every_kind()
    assert [reading.text_of(label) for label in reading.elements("Lbl")] == ["•", "•", "3.", "•", "–"]


def test_a_link_leads_somewhere_and_says_where() -> None:
    reading = every_kind()
    (note,) = [resolve1(ref) for ref in resolve1(reading.pages[0].annots)]
    assert string(resolve1(note["A"])["URI"]) == "https://example.org/%EC%A1%B0%EC%95%BD?a=1"
    assert string(note["Contents"]) == "원문은 여기"
    assert "StructParent" in note


LINKED = (
    Run("읽을 글: ", link=None),
    Run("김정은과 푸틴이 평양에서 서명한 조약의 ", link="https://example.org"),
    Run("원문(原文)", link="https://example.org", bold=True),
    Run("과 설명이 여기에 " * 12, link="https://example.org"),
    Run(" 있다."),
)


def annotations(reading: Reading) -> list[dict[str, object]]:
    return [resolve1(ref) for page in reading.pages for ref in resolve1(page.annots) or ()]


def test_a_link_over_several_lines_and_weights_is_one_link_and_a_place_a_line() -> None:
    for filler in range(28, 36):
        reading = read(write(*[paragraph(f"줄 {n}") for n in range(filler)], Paragraph(LINKED)))
        (link,) = reading.elements("Link")
        assert reading.text_of(link) == plain(LINKED[1:4])
        lines = {(char.page, round(char.y, 1)) for char in reading.chars_of(link)}
        notes = annotations(reading)
        assert len(lines) == len(notes) == 3
        assert {string(note["Contents"]) for note in notes} == {plain(LINKED[1:4]).strip()}


def test_a_link_in_another_language_is_called_by_its_address_and_its_words_keep_their_voice() -> None:
    address = "https://example.org/조약"
    reading = read(write(Paragraph((Run("Read "), Run("the ", lang="en", link=address), Run("조약", link=address)))))
    (link,) = reading.elements("Link")
    assert [(kid.role, reading.text_of(kid)) for kid in link.kids] == [("Span", "the "), ("Span", "조약")]  # type: ignore[union-attr,arg-type]
    assert [string(note["Contents"]) for note in annotations(reading)] == ["https://example.org/%EC%A1%B0%EC%95%BD"]


def test_runs_that_one_voice_reads_are_one_element() -> None:
    text = (Run("가 "), Run("mutual ", lang="en"), Run("assistance", lang="en", bold=True), Run(" 나"))
    reading = read(write(Paragraph(text)))
    assert [reading.text_of(span) for span in reading.elements("Span")] == ["가 ", "mutual assistance", " 나"]


def test_a_link_of_nothing_but_a_space_is_no_link() -> None:
    reading = read(write(Paragraph((Run("가"), Run(" ", link="https://example.org"), Run("나")))))
    assert reading.elements("Link") == []


def test_the_parent_tree_names_the_owner_of_every_piece_of_content() -> None:
    reading = every_kind()
    numbers = resolve1(resolve1(reading.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    tree = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for number, page in some(enumerate(reading.pages)):
        owners = resolve1(tree[page.attrs["StructParents"]])
        drawn = {char.mcid for char in reading.chars if char.page == number and char.mcid is not None}
        assert drawn <= set(range(len(owners)))
    assert resolve1(tree[3])["S"].name == "Link"


def test_the_file_knows_its_title_language_author_and_date() -> None:
    reading = read(write(paragraph("가"), author="김 선생", date="2024-06-24T17:44:00+09:00"))
    assert string(reading.info["Title"]) == "러시아와 북한"
    assert string(reading.info["Author"]) == "김 선생"
    assert string(reading.info["CreationDate"]) == "D:20240624174400+09'00'"
    assert string(reading.catalog["Lang"]) == "ko"
    assert resolve1(reading.catalog["ViewerPreferences"])["DisplayDocTitle"] is True
    assert resolve1(reading.catalog["MarkInfo"])["Marked"] is True
    assert "러시아와 북한".encode() in resolve1(reading.catalog["Metadata"]).get_data()


def test_headings_are_bookmarks_nested_as_they_are() -> None:
    data = write(Heading(1, t("제목")), Heading(2, t("하나")), Heading(3, t("안")), Heading(2, t("둘")))
    marks = [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(data).get_toc(max_depth=5)]
    assert marks == [(0, "제목"), (1, "하나"), (2, "안"), (1, "둘")]


# How it looks


def test_lines_break_only_between_words() -> None:
    reading = read(write(paragraph(KOREAN * 4), Note("box", (paragraph(KOREAN),)), using=look(justify=True)))
    for element in some(reading.elements("P")):
        chars = reading.chars_of(element)
        ends = [one.text for one, other in pairwise(chars) if round(one.y, 1) != round(other.y, 1)]
        assert set(ends) == {" "}


def test_justified_lines_end_at_the_margin() -> None:
    reading = read(write(paragraph(KOREAN * 3), using=look(justify=True)))
    page = look().page
    *lines, _last = sorted(reading.lines(0), key=lambda line: -line[2])
    assert len(lines) > 4
    for _, right, _, _ in lines:
        assert right == pytest.approx(page.width - page.right, abs=0.2)


def test_a_long_address_breaks_after_its_slashes() -> None:
    url = "https://www.example.org/" + "/".join(f"section{n}" for n in range(30))
    reading = read(write(Paragraph((Run(url, link=url),))))
    chars = reading.chars_of(reading.elements("P")[0])
    ends = [one.text for one, other in pairwise(chars) if round(one.y, 1) != round(other.y, 1)]
    assert ends
    assert set(ends) == {"/"}


def test_a_word_wider_than_its_column_is_broken_and_stays_in_its_cell() -> None:
    word = "국제연합안전보장이사회결의(제이천삼백구십칠호)"
    table = Table((t("가"), t("나")), ((t(word), t("x" * 200)),), (0.1, 0.9))
    reading = read(write(table))
    page = look().page
    edge = page.left + page.text_width * 0.1
    first, second = reading.elements("TD")
    assert (reading.text_of(first), reading.text_of(second)) == (word, "x" * 200)
    assert max(char.end for char in reading.chars_of(first)) <= edge
    assert max(char.end for char in reading.chars_of(second)) <= page.width - page.right
    starts = [b for a, b in pairwise(reading.chars_of(first)) if b.y < a.y - 1]
    assert not {")", ","} & {char.text for char in starts}


def test_an_accent_never_parts_from_its_letter() -> None:
    """A letter with two accents has no code of its own, NFC or not."""
    word = "ŏ\u0301" * 60
    reading = read(write(Table((t("가"), t("나")), ((t(word), t("x")),), (0.1, 0.9))))
    cell = reading.chars_of(reading.elements("TD")[0])
    assert "".join(char.text for char in cell) == word
    assert not [b for a, b in pairwise(cell) if b.y < a.y - 1 and b.text == "\u0301"]


@pytest.mark.parametrize(
    "fields", [("학년", "반", "번호", "이름", "학교", "날짜", "과목"), ("이름 " * 60,), ("A", "이름 " * 20)]
)
def test_every_field_of_a_name_line_has_room_to_write(fields: tuple[str, ...]) -> None:
    """Its blank lies on the page, on the baseline of the name's last line, behind it and before the next name."""
    reading = read(write(NameLine(fields)))
    assert said(reading) == wanted((NameLine(fields),))
    page = look().page
    rules = drawn_rules(reading.pages[0])
    assert len(rules) == len(fields)
    for element, (left, right, y) in some(zip(reading.elements("P"), rules, strict=True)):
        chars = [char for char in reading.chars_of(element) if char.text != " "]
        last = [char for char in chars if round(char.y, 1) == round(chars[-1].y, 1)]
        assert max(char.end for char in last) < left <= right - 30
        assert right <= page.width - page.right + 0.1
        assert 0 < last[0].y - y < 5
        assert max(char.end for char in chars) <= page.width - page.right


def drawn_rules(page: PDFPage) -> list[tuple[float, float, float]]:
    """(left, right, y) of every level rule of a page."""
    content = b"".join(resolve1(stream).get_data() for stream in page.contents)
    found = re.findall(rb"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", content)
    return [(float(left), float(right), float(y)) for left, y, right, other in found if y == other]


def line_ends(reading: Reading, element: Element) -> list[str]:
    """What stands at the end of each line of an element but the last: its last word with what follows it."""
    lines: list[str] = [""]
    chars = reading.chars_of(element)
    for before, char in zip([None, *chars], chars, strict=False):
        if before and round(before.y, 1) != round(char.y, 1):
            lines.append("")
        lines[-1] += char.text
    return [line[line.rstrip().rfind(" ") + 1 :] for line in lines[:-1]]


def narrow(text: str, lang: str, share: float = 0.2, bold: bool = False) -> list[str]:
    """The ends of the lines of a cell that takes this share of the page's width."""
    table = Table((t("가"), t("나")), (((Run(text, bold=bold, lang=lang),), t("x")),), (share, 1 - share))
    reading = read(write(table))
    assert plain(((Run(text)),)) in said(reading)
    return line_ends(reading, reading.elements("TD")[0])


ORDINARY = (
    "Negotiations concerning intercontinental reconnaissance satellites deteriorated notwithstanding reassurances"
)


def test_an_ordinary_english_word_is_divided_where_a_line_would_have_a_hole() -> None:
    ends = narrow(ORDINARY, "en")
    divided = [end for end in ends if end.endswith("\u00ad")]
    assert divided
    for end in divided:
        assert len(end) >= 4
    assert all(end[-1] in " \u00ad" for end in some(ends))


@pytest.mark.parametrize(
    ("text", "lang", "bold"),
    [
        ("국제연합 안전보장이사회의 대북제재 결의를 위반하는 군사협력에 대하여 우려를 표명하였다", "ko", False),
        ("jeongsanghoedam dongbanja gwangye pogwaljeok jeollyakjeok hyeomnyeok", "ko-Latn", False),
        (ORDINARY.title(), "en", False),
        (ORDINARY, "en", True),
    ],
    ids=["Korean", "romanised Korean", "names", "terms in bold"],
)
def test_what_is_no_ordinary_english_word_is_never_divided(text: str, lang: str, bold: bool) -> None:
    assert {end[-1] for end in narrow(text, lang, bold=bold)} == {" "}


def test_dots_in_english_text_are_latin_and_are_read_as_what_they_are() -> None:
    english, korean = Paragraph((Run("So · be it…", lang="en"),)), paragraph("그래 · 그럼…")
    reading = read(write(english, korean))
    assert said(reading) == ["So · be it…", "그래 · 그럼…"]
    latin, own = ({char.text: char.end - char.x for char in reading.chars_of(p)} for p in reading.elements("P"))
    assert latin["·"] < own["·"] * 0.6
    assert latin["…"] != own["…"]
    assert latin[" "] == own[" "]


def test_a_font_without_latin_forms_keeps_its_own() -> None:
    assert signs.latin(bytes(40), {"…": 5, "·": 6}) == {}
    face = pdf_fonts.face(fonts.shipped().regular)
    assert face.in_latin() is not face
    assert set(face.in_latin().signs) == {"…", "·"}
    assert face.signs == {}


def test_a_heading_is_not_divided() -> None:
    reading = read(write(Heading(2, (Run(ORDINARY * 3, lang="en"),)), Paragraph((Run(ORDINARY),))))
    assert "\u00ad" not in reading.text_of(reading.elements("H1")[0])


def test_a_word_wider_than_its_column_is_divided_with_a_hyphen_even_in_a_name() -> None:
    ends = narrow("Intercontinental", "en", share=0.12)
    assert ends
    assert all(end.endswith("\u00ad") for end in ends)


def test_romanised_korean_that_no_line_can_hold_is_divided_between_syllables() -> None:
    word = "daeryukgantandomisail"
    ends = narrow(word, "ko-Latn", share=0.12)
    assert ends
    assert all(end.endswith("\u00ad") for end in ends)
    assert hyphens.forced(word, "ko-Latn") == ["dae", "ryuk", "gan", "tan", "do", "mi", "sail"]
    assert hyphens.forced("jungangdaehakgyo", "ko-Latn")[0] == "jungang"


def test_an_address_never_gets_a_hyphen() -> None:
    url = "https://example.org/intercontinental-reconnaissance/notwithstanding/responsibilities"
    assert "\u00ad" not in "".join(narrow(url, "en", share=0.15))


@pytest.mark.parametrize("text", ["거리는 약 " * 8 + "1,200 km", "it takes " * 9 + "30 minutes", "약 " * 22 + "3.5 %"])
def test_a_number_stays_with_its_unit(text: str) -> None:
    for share in (0.3, 0.34, 0.38, 0.42, 0.46, 0.5):
        assert not [end for end in narrow(f"{text} {text}", "en", share) if end.strip()[-1:].isdigit()]


def test_two_faces_in_a_line_stand_on_one_baseline(tmp_path: Path) -> None:
    family = fonts.shipped()
    latin = tmp_path / "latin.ttf"
    latin.write_bytes(_with_low_capitals(_without_hangul(family.regular.read_bytes())))
    using = replace(look(), fonts=style.Fonts(style.Family("Latin", latin, latin), family, (family,)))
    reading = read(write(paragraph("treaty 조약 treaty"), using=using))
    assert len({char.y for char in reading.chars}) == 1
    assert len(reading.fonts()) == 2


def _with_low_capitals(font: bytes) -> bytes:
    """The font with capitals that are said to be half as high."""
    data = bytearray(font)
    tables = int.from_bytes(data[4:6], "big")
    at = next(12 + 16 * n for n in range(tables) if data[12 + 16 * n : 16 + 16 * n] == b"OS/2")
    place = int.from_bytes(data[at + 8 : at + 12], "big") + 88
    data[place : place + 2] = (int.from_bytes(data[place : place + 2], "big") // 2).to_bytes(2, "big")
    return bytes(data)


@pytest.mark.parametrize("text", [KOREAN * 3, ORDINARY * 8])
def test_justified_spaces_keep_within_limits(text: str) -> None:
    """At most two and a half times as wide as the font says, characters at most a fiftieth of their size apart."""
    size = look().look("body").size
    for body in (10.5, 14, 18, 24):
        using = look(justify=True, body_size=body)
        reading = read(write(Paragraph((Run(text, lang="en"),)), using=using))
        size = using.look("body").size
        for one, other in some(pairwise(reading.chars_of(reading.elements("P")[0]))):
            if round(one.y, 1) == round(other.y, 1):
                normal = one.end - one.x
                assert other.x - one.x <= (2.5 * normal if one.text == " " else normal) + 0.021 * size


FOLLOWERS: dict[str, tuple[Block, ...]] = {
    "paragraph": (paragraph(KOREAN * 2),),
    "table": (vocabulary(6),),
    "list": (List(tuple(Item(t(f"항목 {n}")) for n in range(5))),),
    "box": (Note("box", (paragraph(KOREAN), paragraph(KOREAN))),),
    "quote": (Quote(t(KOREAN), t("김정은")),),
    "questions": (List(tuple(Item(t(KOREAN), (AnswerLines(3),)) for _ in range(2)), True),),
    "heading": (Heading(3, t("다음 제목")), paragraph(KOREAN)),
}


@pytest.mark.parametrize("kind", FOLLOWERS)
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(kind: str) -> None:
    for filler in range(24, 34):
        reading = read(write(*[paragraph(f"줄 {n}") for n in range(filler)], Heading(2, t("제목")), *FOLLOWERS[kind]))
        heading = reading.elements("H1")[0]
        place = reading.chars_of(heading)[0]
        below = {
            round(char.y)
            for char in reading.chars
            if char.page == place.page and char.mcid is not None and char.y < place.y - 1
        }
        assert len(below) >= 2, f"after {filler} lines"


def test_no_line_of_a_paragraph_stands_alone_on_a_page() -> None:
    for filler in range(26, 34):
        reading = read(write(*[paragraph(f"줄 {n}") for n in range(filler)], paragraph(KOREAN * 2)))
        lines: dict[int, set[float]] = {}
        for char in reading.chars_of(reading.elements("P")[-1]):
            lines.setdefault(char.page, set()).add(round(char.y, 1))
        assert min(len(rows) for rows in lines.values()) >= 2


def test_a_table_repeats_its_header_row_as_an_artifact_and_leaves_no_row_alone() -> None:
    more = 0
    for filler in range(20, 32, 2):
        reading = read(write(*[paragraph(f"줄 {n}") for n in range(filler)], vocabulary(30)))
        assert len(reading.elements("TH")) == 3
        pages: dict[int, int] = {}
        for row in some(reading.elements("TBody")[0].kids):
            at = {char.page for char in reading.chars_of(row)}  # type: ignore[arg-type]
            assert len(at) == 1
            pages[at.pop()] = pages.get(max(pages, default=0), 0) + 1
        first, *later = sorted(pages)
        more += len(later)
        assert [page for page in later if reading.artifacts(page) != "낱말한자뜻"] == []
        assert reading.artifacts(first) == ""
        assert min(pages.values()) >= 2
    assert more


def test_a_row_higher_than_a_page_is_cut_between_lines() -> None:
    table = Table((t("가"), t("나")), ((t(KOREAN * 30), t("짧다")), (t("둘"), t("셋"))), (0.3, 0.7))
    data = write(table)
    assert said(read(data)) == wanted((table,))
    assert len(pypdfium2.PdfDocument(data)) > 2


def test_a_question_stays_with_two_of_its_answer_lines_and_three_stay_together() -> None:
    for count in (1, 2, 3):
        question = List((Item(t(KOREAN), (AnswerLines(count, "답"),)),), True)
        for filler in range(22, 34):
            reading = read(write(*[paragraph(f"줄 {n}") for n in range(filler)], question))
            label = reading.chars_of(reading.elements("Lbl")[0])[0]
            assert _writing_rules(reading.pages[label.page]) == count


def test_a_question_stays_with_the_beginning_of_its_teachers_note() -> None:
    note = Note("teacher", tuple(paragraph(f"살펴볼 점 {n}") for n in range(6)))
    for filler in range(22, 36):
        question = List((Item(t("무엇을 규정합니까?"), (note,)),), True)
        reading = read(write(*[paragraph(f"줄 {n}") for n in range(filler)], question))
        text, first, second, *_ = reading.elements("LBody")[0].kids[0:1] + reading.elements("Div")[0].kids  # type: ignore[operator]
        assert {reading.chars_of(one)[0].page for one in (text, first, second)} == {reading.chars_of(text)[0].page}  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["box", "source"])
def test_a_small_box_stays_whole(role: str) -> None:
    for filler in range(22, 36):
        box = Note(role, tuple(paragraph(f"둘째 줄 {n}") for n in range(5)))  # type: ignore[arg-type]
        reading = read(write(*[paragraph(f"줄 {n}") for n in range(filler)], box))
        assert len({char.page for char in reading.chars_of(reading.elements("Div")[0])}) == 1


@pytest.mark.parametrize("count", [4, 5, 12])
def test_answer_lines_are_shared_between_two_pages_so_that_pages_fill(count: int) -> None:
    """The question keeps two lines at least, and two at least go over."""
    shared = 0
    for filler in range(20, 36):
        fillers = [paragraph(f"줄 {n}") for n in range(filler)]
        question = List((Item(t("무엇을 규정합니까?"), (AnswerLines(count, "답"),)),), True)
        reading = read(write(*fillers, question))
        counts = [_writing_rules(page) for page in reading.pages]
        label = reading.chars_of(reading.elements("Lbl")[0])[0]
        assert counts[label.page] >= 2
        assert sum(counts) == count
        assert 1 not in counts
        shared += len([number for number in counts if number]) > 1
    assert shared >= 2


def _writing_rules(page: PDFPage) -> int:
    """How many lines to write on a page has: they are drawn inside marked content, other rules in artifacts."""
    content = b"".join(resolve1(stream).get_data() for stream in page.contents)
    return sum(part.count(b" l S") for part in re.findall(rb"/Form <<.*?EMC", content, re.DOTALL))


@pytest.mark.parametrize("lines", [1, 4, 6])
def test_no_row_stands_alone_however_high(lines: int) -> None:
    row = (t("\n".join(["줄"] * lines)), t("뜻"))
    table = Table((t("낱말"), t("뜻")), (row,) * 8, (0.5, 0.5))
    for filler in range(18, 36):
        reading = read(write(*[paragraph(f"줄 {n}") for n in range(filler)], table))
        rows = reading.elements("TBody")[0].kids
        pages = Counter(reading.chars_of(row)[0].page for row in rows)  # type: ignore[arg-type]
        assert min(pages.values()) >= 2


def test_a_quotation_stays_with_its_attribution() -> None:
    for filler in range(26, 34):
        reading = read(write(*[paragraph(f"줄 {n}") for n in range(filler)], Quote(t("짧은 말"), t("김정은"))))
        words, by = reading.elements("P")[-2:]
        assert reading.chars_of(words)[0].page == reading.chars_of(by)[0].page


def test_a_box_is_as_wide_as_the_text() -> None:
    data = write(Note("box", (paragraph("가"),)))
    bitmap = pypdfium2.PdfDocument(data)[0].render(scale=4).to_pil().convert("L")
    page = look().page
    row = int((page.top + 12) * 4)
    dark = [x for x in range(bitmap.width) if bitmap.getpixel((x, row)) < 250]
    assert dark[0] / 4 == pytest.approx(page.left, abs=0.5)
    assert dark[-1] / 4 == pytest.approx(page.width - page.right, abs=0.5)


def test_no_two_glyphs_lie_on_one_another() -> None:
    assert collisions(write(*EVERY_KIND)) == []


def test_lines_too_close_are_seen_to_collide() -> None:
    body = replace(look().look("body"), line=7)
    tight = replace(look(), looks={**look().looks, "body": body})
    assert collisions(write(paragraph(KOREAN), using=tight))


def test_a_header_too_long_for_one_line_does_not_run_into_the_text() -> None:
    header, footer = Margin(t(KOREAN * 2), t("오른쪽 " * 12)), Margin(t(KOREAN * 2))
    data = write(paragraph(KOREAN), header=header, footer=footer)
    assert collisions(data) == []
    assert outside(data, look().page) == []


# Columns


def tops(reading: Reading, page: int) -> dict[float, float]:
    """Where the text's columns begin on a page, and how high up each of them."""
    found: dict[float, float] = {}
    for left, _, y, _ in reading.lines(page):
        found[round(left)] = max(found.get(round(left), 0), y)
    return found


def test_columns_stand_side_by_side_begin_at_one_height_and_are_balanced() -> None:
    style_, inside = look(), tuple(paragraph(KOREAN) for _ in range(8))
    data = write(paragraph("앞"), Columns(2, inside), paragraph("뒤"))
    reading = read(data)
    assert said(reading) == ["앞", *[KOREAN] * 8, "뒤"]
    first, second = (round(style_.page.left + n * (style_.column_width(2) + style_.column_gap)) for n in (0, 1))
    lines = reading.lines(0)
    columns = [[y for left, _, y, _ in lines if abs(left - x) < 1] for x in (first, second)]
    before, *left = sorted(columns[0], reverse=True)
    *left, after = left
    assert max(left) == pytest.approx(max(columns[1]), abs=0.1)
    assert abs(len(left) - len(columns[1])) <= 3
    assert after < min(*left, *columns[1]) < before
    assert collisions(data) == []


def test_a_heading_never_ends_a_column() -> None:
    for words in range(1, 9):
        text = paragraph(" ".join(KOREAN.split()[:words]))
        reading = read(write(Columns(2, (Heading(3, t("소제목")), text))))
        heading, below = (reading.chars_of(reading.elements(role)[0])[0] for role in ("H1", "P"))
        assert below.x == pytest.approx(heading.x, abs=0.1)
        assert below.y < heading.y


def test_columns_longer_than_a_page_go_on_in_columns_on_the_next() -> None:
    data = write(paragraph("앞"), Columns(2, tuple(paragraph(KOREAN) for _ in range(60))), paragraph("뒤"))
    reading = read(data)
    assert len(reading.pages) > 1
    for page in range(len(reading.pages)):
        assert len(tops(reading, page)) == 2
    assert said(reading) == ["앞", *[KOREAN] * 60, "뒤"]
    assert collisions(data) == []


def test_columns_that_a_page_holds_only_a_few_lines_of_begin_on_the_next_with_their_heading() -> None:
    filler = [paragraph(KOREAN) for _ in range(3)]
    for lines in range(18, 24):
        inside = Columns(2, tuple(paragraph(KOREAN) for _ in range(30)))
        reading = read(write(*filler, AnswerLines(lines), Heading(2, t("두 단")), inside))
        (heading,) = pages_of(reading, "H1")
        first = reading.chars_of(reading.elements("P")[3])[0].page
        assert heading == {first}


SHORT = {
    "a line": (paragraph("한 줄"),),
    "an item": (List((Item(t("하나뿐")),)),),
    "two items": (List((Item(t("하나")), Item(t("둘")))),),
    "a line and lines": (paragraph("한 줄"), AnswerLines(2)),
}


@pytest.mark.parametrize("below", SHORT)
def test_pages_of_short_sections_are_full_and_no_heading_stands_alone_at_their_foot(below: str) -> None:
    for first in ("a line", "two items"):
        sections = [(Heading(3, t(f"질문 {n}")), *SHORT[below if n else first]) for n in range(40)]
        reading = read(write(*(block for section in sections for block in section)))
        headings = [reading.chars_of(element) for element in reading.elements("H1")]
        assert len(headings) == 40
        behind = sorted({(char.page, -char.y) for char in reading.chars if char.mcid is not None})
        for heading in headings:
            page, y = heading[0].page, max(char.y for char in heading)
            assert any(other == page and -place < y - 1 for other, place in behind), below
        lowest = [min(-place for other, place in behind if other == page) for page in range(len(reading.pages))]
        assert len(lowest) > 1
        assert max(lowest[:-1]) < 240, lowest  # points above the edge of the sheet: a section is 120 high


# Links within the file


def test_a_link_to_a_heading_leads_to_its_page_and_is_tagged() -> None:
    link = Paragraph((Run("쪽수: "), Run("낱말로", link="#vocabulary")))
    reading = read(write(link, PageBreak(), paragraph("가"), Heading(2, t("낱말"), "vocabulary")))
    (annotation,) = (resolve1(each) for each in resolve1(reading.pages[0].annots))
    page, kind, _, height, _ = resolve1(annotation["Dest"])
    (heading,) = reading.elements("H1")
    (found,) = {char.y for char in reading.chars_of(heading)}
    assert page.objid == reading.pages[1].pageid
    assert kind.name == "XYZ"
    assert 0 < height - found < 60
    assert "A" not in annotation
    assert reading.text_of(reading.elements("Link")[0]) == "낱말로"


# Footnotes


def noted(text: str, note: str) -> Paragraph:
    return Paragraph((Run(text), Run("", footnote=(Run(note),)), Run(" 끝")))


def pages_of(reading: Reading, role: str) -> list[set[int]]:
    return [{char.page for char in reading.chars_of(element)} for element in reading.elements(role)]


def test_a_footnote_stands_on_the_page_of_its_mark_and_below_all_its_text() -> None:
    blocks = [noted(KOREAN * 3, f"{n}번 각주. {KOREAN}") for n in range(12)]
    data = write(*blocks)
    reading = read(data)
    assert len(reading.pages) > 1
    assert pages_of(reading, "Reference") == pages_of(reading, "Note")
    places = [reading.chars_of(note) for note in reading.elements("Note")]
    for page in range(len(reading.pages)):
        notes = [char for place in places for char in place if char.page == page]
        text = [char for char in reading.chars if char.page == page and char.mcid is not None and char not in notes]
        assert notes
        assert max(char.y for char in notes) < min(char.y for char in text)
    assert collisions(data) == []


def test_a_footnote_is_told_behind_the_text_that_refers_to_it() -> None:
    reading = read(write(noted("첫째", "하나"), noted("둘째", "둘")))
    assert said(reading) == ["첫째 끝", "하나", "둘째 끝", "둘"]
    first, second = reading.elements("Note")
    assert [reading.text_of(element) for element in reading.elements("Reference")] == ["1", "2"]
    assert [string(note.entries["ID"]) for note in (first, second)] == ["note-0001", "note-0002"]


def test_a_footnote_too_long_for_its_page_goes_on_at_the_foot_of_the_next() -> None:
    data = write(noted("긴 각주", KOREAN * 120), paragraph(KOREAN))
    reading = read(data)
    (pages,) = pages_of(reading, "Note")
    assert pages == set(range(len(reading.pages)))
    assert len(pages) > 1
    assert said(reading) == wanted((noted("긴 각주", KOREAN * 120), paragraph(KOREAN)))
    assert collisions(data) == []


def test_a_mark_that_is_torn_apart_has_one_footnote() -> None:
    """A word without a space is torn where the line ends, if need be between the digits of a mark."""
    marks = [Run("", footnote=(Run(f"각주 {n}"),)) for n in range(1, 201)]
    reading = read(write(Paragraph((Run("가" * 40), *marks))))
    assert said(reading)[1:] == [f"각주 {n}" for n in range(1, 201)]


def test_a_footnote_in_a_cell_stays_on_the_page_of_its_row() -> None:
    rows = tuple((t(f"낱말{n}"), (Run("뜻"), Run("", footnote=(Run(f"각주 {n}. {KOREAN}"),)))) for n in range(30))
    data = write(Table((t("낱말"), t("뜻")), rows, (0.5, 0.5)))
    reading = read(data)
    assert len(reading.pages) > 1
    assert pages_of(reading, "Reference") == pages_of(reading, "Note")
    assert collisions(data) == []


# The file


def test_two_runs_give_the_same_bytes() -> None:
    code = (
        "import hashlib\nimport tests.test_pdf_writer as t; print(hashlib.sha256(t.write(*t.EVERY_KIND)).hexdigest())"
    )
    root = Path(__file__).parent.parent
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(root)},
        ).stdout
        for seed, zone, locale in (("1", "Asia/Seoul", "C"), ("2", "America/New_York", "C.UTF-8"))
    }
    assert len(digests) == 1


def test_a_header_that_leaves_no_room_is_an_error() -> None:
    head = Margin(t("강좌의 이름 " * 120), ())
    with pytest.raises(CoursewareError, match="too little room for text"):
        FORMATS["pdf"].write(
            replace(document(paragraph("가")), header=head), look(margins_mm=(20, 70, 20, 70), body_size=30)
        )


def test_every_font_is_embedded() -> None:
    assert every_kind().fonts() == {"F1": True, "F2": True}


def test_other_words_give_another_id() -> None:
    ids = {FORMATS["pdf"].write(document(paragraph(text)), look()).data[-300:] for text in ("가", "나")}
    assert len(ids) == 2


def test_four_pages_are_small() -> None:
    written = FORMATS["pdf"].write(document(*EVERY_KIND, vocabulary(45)), look())
    assert written.pages == 4
    assert len(written.data) < 80_000


def test_fonts_are_parsed_once_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, int]] = []
    read_tables = fonts.read_tables

    def counted(path: Path, tags: Iterable[str], index: int = 0) -> dict[str, bytes]:
        asked.append((path, "glyf" in tags))
        return read_tables(path, tags, index)

    pdf_fonts.face.cache_clear()
    fonts.glyphs.cache_clear()
    monkeypatch.setattr(fonts, "read_tables", counted)
    for _ in range(3):
        write(*EVERY_KIND)
    assert len(asked) == len(set(asked)) == 4  # two faces, each once for its outlines and once for its characters


# Whatever comes

letters = st.text(
    st.sampled_from("가나다라마바사아자차카타파하 조약을條約abcXYZ .,?!()‘’「」%·~-/:é0123456789\n"), max_size=60
)
long_words = st.sampled_from(["가" * 150, ")" * 90, "(" * 90, "https://example.org/" + "a_b/" * 40, "x" * 120])
runs = st.builds(
    Run,
    letters | long_words,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, "en", "ko-Latn"]),
    st.sampled_from([None, None, "https://example.org/가"]),
)
inlines = st.lists(runs, max_size=3).map(tuple)


@st.composite
def grids(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 5))
    row = st.tuples(*[inlines] * columns)
    return Table(draw(row), tuple(draw(st.lists(row, max_size=4))), (1 / columns,) * columns)


leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 3), inlines),
    st.builds(Paragraph, inlines, st.sampled_from(["body", "subtitle", "meta", "badge"])),
    grids(),
    st.builds(Quote, inlines, inlines),
    st.builds(AnswerLines, st.integers(0, 40), st.sampled_from(["", "답"])),
    st.builds(
        NameLine,
        st.lists(st.sampled_from(["이름", "학년", "Date", "A long field of many words"]), max_size=7).map(tuple),
    ),
    st.builds(Figure, st.just(picture()), st.just("네모"), st.floats(0.1, 1)),
    st.just(PageBreak()),
)


def nests(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(st.builds(Item, inlines, blocks), max_size=3).map(tuple)
    return st.one_of(
        st.builds(List, items, st.booleans(), st.integers(1, 2000)),
        st.builds(Note, st.sampled_from(["box", "teacher", "source"]), blocks),
    )


blocks_of_all_kinds = st.lists(st.recursive(leaves, nests, max_leaves=6), max_size=6).map(tuple)


@pytest.mark.slow
@settings(max_examples=60)
@given(blocks_of_all_kinds, st.sampled_from(["A4", "Letter"]))
def test_whatever_is_written_can_be_read_again(blocks: tuple[Block, ...], paper: str) -> None:
    using = look(paper=paper, justify=paper == "Letter")
    data = write(*blocks, using=using)
    reading = read(data)
    assert said(reading) == wanted(blocks)
    assert reading.untagged() == ""
    assert collisions(data) == []
    page = using.page
    assert [char for char in reading.chars if char.x < page.left - 0.1] == []
    assert [char for char in reading.chars if char.text != " " and char.end > page.width - page.right + 0.1] == []
    assert [char for char in reading.chars if not page.bottom - 0.1 <= char.y <= page.height - page.top] == []
