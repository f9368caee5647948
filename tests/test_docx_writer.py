"""What a Word file made from blocks has to be: whole, valid, accessible, and the same every time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator, ValidationResult

from courseware.document.blocks import (
    PAGE,
    PAGES,
    AnswerLines,
    Columns,
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
    entries,
    plain,
    texts,
)
from courseware.errors import CoursewareError
from courseware.formats import FORMATS
from courseware.formats.docx import write
from courseware.formats.docx.markup import clean, shares
from courseware.formats.docx.runs import address, bookmark
from tests import random_documents
from tests.conftest import some
from tests.docx_reading import (
    TABLE,
    R,
    W,
    body,
    document,
    everything,
    files,
    has,
    note,
    notes,
    numbered,
    packed,
    paragraphs,
    part,
    parted,
    png,
    properties,
    says,
    style,
    style_of,
    styles,
    value,
    words,
)

STYLE = style()


def written(*blocks: object, **more: object) -> bytes:
    return write(document(*blocks, **more), STYLE).data  # type: ignore[arg-type]


def audited(data: bytes, folder: Path) -> ValidationResult:
    """By an auditor of its own: one that has seen other files takes their footnotes for this file's."""
    path = folder / "handout.docx"
    path.write_bytes(data)
    return OpenXmlValidator().validate(path)


# Valid files


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_auditor_finds_nothing_in_a_handout_with_every_kind_of_block(tmp_path: Path, lang: str, paper: str) -> None:
    result = audited(write(everything(lang), style(paper=paper)).data, tmp_path)
    assert result.is_valid, result.errors


def test_the_auditor_finds_nothing_in_an_empty_handout(tmp_path: Path) -> None:
    assert audited(written(), tmp_path).is_valid


@pytest.mark.slow
@pytest.mark.parametrize("hundred", [0, 1])
def test_the_auditor_finds_nothing_in_a_hundred_random_documents(tmp_path: Path, hundred: int) -> None:
    for seed in range(hundred * 100, hundred * 100 + 100):
        result = audited(write(random_documents.document(seed, most=5), STYLE).data, tmp_path)
        assert result.is_valid, (seed, result.errors)


EVERYWHERE = (
    "<>&\"'",
    "]]>",
    "<w:p/>",
    "&#0;",
    "",
    " ",
    "가" * 10_000,
    "x" * 10_000,
    *map(chr, range(32)),
    "\x7f\x85\ufffe\uffff\ud800",
)


def test_the_auditor_finds_nothing_and_no_word_is_lost_whatever_stands_where_text_may_stand(tmp_path: Path) -> None:
    for text in EVERYWHERE:
        blocks = (
            Heading(2, says(text)),
            Paragraph((Run(text), Run(text, bold=True, link="https://example.com"), Run(text, lang="en"))),
            List((Item(says(text)),), ordered=True),
            Table((says(text),), ((says(text),),), (1.0,), text),
            Quote(says(text), says(text)),
            Note("box", (Paragraph(says(text)), NameLine((text,)))),
            Figure(png(), text),
            AnswerLines(1, text),
        )
        margin = Margin(says(text), says(text))
        more = {"header": margin, "footer": margin, "author": text, "subject": text, "keywords": (text,)}
        data = written(*blocks, **more)
        result = audited(data, tmp_path)
        assert result.is_valid, (text[:20], result.errors)
        wanted = clean("".join(plain(text) for text in texts(blocks)))
        assert re.sub(r"\s", "", words(body(data))) == re.sub(r"\s", "", wanted), text[:20]


def test_the_auditor_finds_nothing_where_the_words_are_hostile(tmp_path: Path) -> None:
    evil = "<w:p>&amp;\"'\x00\x0b\ud800\uffff\r\n]]>" + "가" * 10_000
    blocks = (
        Paragraph((Run(evil, link="http://[x"), Run(evil, link=f"https://a.b/{evil[:40]}"), Run(""))),
        Table((says(evil),), ((says(""),),), (1.0,), evil),
        Figure(png(), evil),
        NameLine((evil, "")),
    )
    more = {"author": evil, "subject": evil, "keywords": (evil,), "header": Margin(says(evil))}
    assert audited(written(*blocks, **more), tmp_path).is_valid


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<w:cantSplit/>", "<w:cannotSplit/>"),
        ('<w:pStyle w:val="Title"/>', '<w:keepNext/><w:pStyle w:val="Title"/>'),
        ('w:type="fixed"', 'w:type="broken"'),
        ('r:id="rId', 'r:id="nowhere'),
        ('<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="99"/>'),
    ],
)
def test_the_auditor_would_find_a_fault(tmp_path: Path, good: str, bad: str) -> None:
    parts = files(write(everything(), STYLE).data)
    whole = parts["word/document.xml"].decode()
    assert good in whole
    parts["word/document.xml"] = whole.replace(good, bad).encode()
    assert not audited(packed(parts), tmp_path).is_valid


def test_every_style_numbering_and_relationship_that_is_used_is_there() -> None:
    data = write(everything(), STYLE).data
    known = {node.get(f"{W}styleId") for node in part(data, "word/styles.xml").iter(f"{W}style")}
    numbers = {node.get(f"{W}numId") for node in part(data, "word/numbering.xml").iter(f"{W}num")}
    related = {node.get("Id") for node in part(data, "word/_rels/document.xml.rels")}
    for node in some(body(data).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")):
        assert node.get(f"{W}val") in known
    for node in some(body(data).iter(f"{W}numId")):
        assert node.get(f"{W}val") in numbers
    for node in some(body(data).iter()):
        assert {node.get(f"{R}id"), node.get(f"{R}embed")} - {None} <= related


# Words


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_file_has_the_words_of_the_blocks_in_their_order(lang: str) -> None:
    handout = everything(lang)
    data = write(handout, STYLE).data
    expected, below = parted(handout.blocks)
    assert re.sub(r"\s", "", words(body(data))) == re.sub(r"\s", "", "".join(expected))
    assert notes(data) == below == ["표를 보라.", "끝이라는 end", "칸의 주", "기사 전문"]


CHARACTERS = st.characters(exclude_categories=(), exclude_characters=PAGE + PAGES)
TEXT = st.text(CHARACTERS, max_size=40) | st.text(" 가漢aŏ“·…&<\n\t\r1", max_size=40)


@given(text=TEXT, lang=st.sampled_from(["ko", "en", "ko-Latn", "ja", "x"]), bold=st.booleans())
@settings(max_examples=60)
def test_any_text_goes_through_and_comes_back(text: str, lang: str, bold: bool) -> None:
    data = written(Paragraph((Run(text, bold=bold, lang=lang),)), Table((says(text),), ((says(text),),), (1.0,), text))
    first, *_ = paragraphs(data)
    assert words(first) == clean(text)
    lines = [clean(plain(line)) for entry in entries(says(text)) for line in entry.lines]
    for cell in some(body(data).iter(f"{W}tc")):
        assert [words(paragraph) for paragraph in cell.iter(f"{W}p")] == lines


LINE = st.text("가漢aŏ <&", max_size=6).map(says)
LEAVES = st.one_of(
    st.builds(Heading, st.integers(1, 6), LINE),
    st.builds(Paragraph, LINE, st.sampled_from(["body", "subtitle", "meta", "badge"])),
    st.builds(Quote, LINE, LINE | st.just(())),
    st.builds(AnswerLines, st.integers(0, 10)),
    st.builds(NameLine, st.lists(st.text("가a", max_size=3), max_size=3).map(tuple)),
    st.just(TABLE),
    st.just(PageBreak()),
)


def containers(blocks: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    inner = st.lists(blocks, max_size=3).map(tuple)
    items = st.lists(st.builds(Item, LINE, inner), max_size=3).map(tuple)
    return st.builds(List, items, st.booleans(), st.integers(1, 9)) | st.builds(
        Note, st.sampled_from(["box", "teacher", "source"]), inner
    )


@pytest.mark.slow
@given(st.lists(st.recursive(LEAVES, containers, max_leaves=8), max_size=5))
@settings(max_examples=60)
def test_blocks_nest_in_any_way_and_lose_no_word(blocks: list[object]) -> None:
    data = written(*blocks)
    expected = "".join(plain(text) for text in texts(blocks))  # type: ignore[arg-type]
    assert re.sub(r"\s", "", words(body(data))) == re.sub(r"\s", "", expected)
    *_, last, section = body(data)
    assert (last.tag, section.tag) == (f"{W}p", f"{W}sectPr")
    tables = [node.tag == f"{W}tbl" for node in body(data)]
    assert (True, True) not in pairwise(tables)


def test_white_space_at_the_ends_of_a_run_stays() -> None:
    data = written(Paragraph((Run(" 가 "), Run(" ", bold=True), Run("  나"))))
    assert words(body(data)) == " 가    나"


def controls(data: bytes) -> list[tuple[str, str, list[str]]]:
    """Every content control: its title, its tag, and the paragraphs, or what of one, that it holds."""
    found = []
    for control in body(data).iter(f"{W}sdt"):
        content = control.find(f"{W}sdtContent")
        held = [words(paragraph) for paragraph in content.iter(f"{W}p")] or [words(content)]
        found.append((value(control, "sdtPr/alias"), value(control, "sdtPr/tag"), held))
    return found


def test_lines_to_write_on_are_one_control_that_says_what_it_is() -> None:
    question = List((Item(says("왜?"), (AnswerLines(3, "답을 쓰는 자리: 3줄"),)),), ordered=True)
    data = written(question, AnswerLines(1, "한 줄"), Note("box", (AnswerLines(2, "상자 안"),)))
    assert controls(data) == [
        ("답을 쓰는 자리: 3줄", "answer", ["\u00a0", "", ""]),
        ("한 줄", "answer", ["\u00a0"]),
        ("상자 안", "answer", ["\t", "\t"]),
    ]
    numbers = [value(control, "sdtPr/id") for control in body(data).iter(f"{W}sdt")]
    assert len(set(numbers)) == 3


def test_each_blank_of_a_name_line_is_a_control() -> None:
    data = written(NameLine(("학년", "이름"), ("빈칸: 학년", "빈칸: 이름")))
    assert controls(data) == [("빈칸: 학년", "name", ["\t"]), ("빈칸: 이름", "name", ["\t"])]
    (line,) = paragraphs(data)
    assert words(line) == "학년\t\t\t이름\t\t"


@pytest.mark.parametrize("inside", [Paragraph(says("예시 답")), List((Item(says("예시 답")),)), TABLE])
def test_a_box_for_the_teacher_says_so_at_its_head(inside: Paragraph | List | Table) -> None:
    data = written(Note("teacher", (inside, Paragraph(says("끝"))), "교사용:"))
    assert controls(data) == [("교사용:", "teacher", ["\u00a0"])]
    assert words(body(data)).replace("\u00a0", "", 1) == words(
        body(written(Note("teacher", (inside, Paragraph(says("끝"))))))
    )


def test_a_control_at_the_foot_of_columns_does_not_hold_the_end_of_their_section() -> None:
    data = written(Columns(2, (Paragraph(says("왜?")), AnswerLines(2, "답"))), Paragraph(says("끝")))
    ends = [node for node in body(data).iter(f"{W}sectPr") if node.getparent().tag == f"{W}pPr"]
    assert len(ends) == 1
    assert next(ends[0].iterancestors(f"{W}sdt"), None) is None
    assert controls(data) == [("답", "answer", ["\u00a0", ""])]


@pytest.mark.parametrize(
    ("levels", "depths"),
    [
        ((1, 2, 3, 2), ["", "0", "1", "0"]),
        ((2, 3, 2), ["0", "1", "0"]),
        ((1, 3, 2), ["", "0", "0"]),
        ((3, 2, 1, 2), ["0", "0", "0", "1"]),
        ((1, 2, 1, 3), ["", "0", "", "0"]),
    ],
)
def test_headings_stand_in_the_navigation_pane_without_a_gap(levels: tuple[int, ...], depths: list[str]) -> None:
    data = written(*(Heading(level, says("가")) for level in levels))
    shown = part(data, "word/styles.xml")
    natural = {style.get(f"{W}styleId"): value(style, "pPr/outlineLvl") for style in shown.iter(f"{W}style")}
    found = [value(node, "pPr/outlineLvl") or natural[style_of(node)] for node in paragraphs(data)]
    assert [depth if depth != "9" else "" for depth in found] == depths


def test_a_line_of_a_cell_is_a_paragraph_of_its_own() -> None:
    texts = [words(paragraph) for paragraph in paragraphs(written(TABLE))]
    assert ("제재", "制裁") in pairwise(texts)


@pytest.mark.parametrize(("share", "tied"), [(0.1, False), (0.25, False), (0.4, True)])
def test_a_date_is_kept_together_only_where_another_face_has_room_for_it_too(share: float, tied: bool) -> None:
    """Word and LibreOffice cut what is too wide for a cell between any two digits."""
    cell = (Run("September 30, 1990", bold=True),)
    data = written(Table((says("가"), says("나")), ((cell, says("다")),), (share, 1 - share)), lang="en")
    assert ("September\u00a030,\u00a01990" in words(body(data))) is tied


def test_empty_lines_in_a_cell_are_room_and_no_paragraphs() -> None:
    data = written(Table((says("가"),), ((says("나\n\n다\n"),), (says("\n\n"),)), (1.0,)))
    cells = [[words(paragraph) for paragraph in cell.iter(f"{W}p")] for cell in body(data).iter(f"{W}tc")]
    assert cells == [["가"], ["나\n", "다\n"], ["\n\n"]]


def test_lines_of_a_cell_with_the_same_sign_are_a_list() -> None:
    cell = says("관계\n→ 김정은: 서명한 상대\n→ 장호진: 경고를 받은 상대")
    data = written(Table((says("가"),), ((cell,),), (1.0,)))
    listed = [words(paragraph) for paragraph in paragraphs(data) if paragraph.find(f"{W}pPr/{W}numPr") is not None]
    assert listed == ["김정은: 서명한 상대", "장호진: 경고를 받은 상대"]
    assert [number for number, _ in numbered(data)] == [0, 0]
    signs = [level.get(f"{W}val") for level in part(data, "word/numbering.xml").iter(f"{W}lvlText")]
    assert "→" in signs


@pytest.mark.parametrize("names", [False, True])
def test_the_first_column_says_what_a_row_is_about(names: bool) -> None:
    data = written(replace(TABLE, names_rows=names))
    (look,) = body(data).iter(f"{W}tblLook")
    assert look.get(f"{W}firstColumn") == str(int(names))
    assert int(look.get(f"{W}val"), 16) & 0x80 == 0x80 * names  # ECMA-376-1 §17.4.55


# The same bytes


def test_the_same_handout_gives_the_same_bytes() -> None:
    assert write(everything(), STYLE).data == write(everything(), style()).data


@pytest.mark.parametrize("surroundings", [{"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul"}, {"PYTHONHASHSEED": "2"}])
def test_hash_seed_time_zone_and_locale_change_nothing(surroundings: dict[str, str]) -> None:
    root = Path(__file__).parent.parent
    code = (
        "import hashlib, tests.docx_reading as d; from courseware.formats.docx import write;"
        "print(hashlib.sha256(write(d.everything(), d.style()).data).hexdigest())"
    )
    env = {**os.environ, "PYTHONPATH": str(root), "LC_ALL": "C", **surroundings}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(write(everything(), STYLE).data).hexdigest()


def test_parts_are_sorted_and_dated_1980() -> None:
    with zipfile.ZipFile(io.BytesIO(write(everything(), STYLE).data)) as package:
        first, *others = package.infolist()
    assert first.filename == "[Content_Types].xml"
    assert [info.filename for info in others] == sorted(info.filename for info in others)
    assert {info.date_time for info in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}


# Properties


def test_the_file_says_whose_it_is_and_when_the_unit_was_made() -> None:
    core = files(write(everything(), STYLE).data)["docProps/core.xml"].decode()
    for told in ("푸틴의 평양 방문", "김 선생", "북러 조약", "조약, treaty", ">ko<", ">1<", "2024-06-24T08:44:00Z"):
        assert told in core
    assert core.count("2024-06-24T08:44:00Z") == 2
    assert core.count("김 선생") == 2


def test_nothing_in_the_file_speaks_of_the_library_that_wrote_it() -> None:
    for name, data in some(files(write(everything(), STYLE).data).items()):
        assert b"python" not in data.lower(), name


def test_a_property_longer_than_word_allows_is_cut() -> None:
    core = part(written(author="가" * 300), "docProps/core.xml")
    assert max(len(node.text or "") for node in core) == 255


# Page, header and footer


def test_the_page_is_the_papers() -> None:
    section = body(write(document(), style(paper="B4")).data).find(f"{W}sectPr")
    size = section.find(f"{W}pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("14570", "20636")
    margins = section.find(f"{W}pgMar")
    assert margins.get(f"{W}left") == "1134"
    assert int(margins.get(f"{W}header")) < int(margins.get(f"{W}top"))


def test_page_numbers_are_fields() -> None:
    data = write(everything(), STYLE).data
    footer = part(data, "word/footer1.xml")
    assert [node.text.strip() for node in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert words(footer) == "누리집\t1 / 1"
    assert words(part(data, "word/header1.xml")) == "한국학\t교사용"


def test_the_right_side_of_a_header_stands_at_the_edge_of_the_text() -> None:
    (tab,) = (
        node
        for named in part(written(), "word/styles.xml").iter(f"{W}style")
        if named.get(f"{W}styleId") == "Header"
        for node in named.iter(f"{W}tab")
    )
    assert tab.get(f"{W}val") == "right"
    assert int(tab.get(f"{W}pos")) == pytest.approx(STYLE.page.text_width * 20, abs=1)


def test_without_words_there_is_no_header_and_no_rule_above_nothing() -> None:
    assert not [name for name in files(written()) if "header" in name or "footer" in name]


# Headings and styles


def test_a_handouts_title_is_words_title_and_no_heading_level_is_skipped() -> None:
    data = written(*(Heading(level, says("가")) for level in (1, 2, 3, 4, 5)))
    assert styles(data) == ["Title", "Heading1", "Heading2", "Heading3", "Heading3"]


def test_styles_go_by_words_own_names_where_it_has_them() -> None:
    known = {
        node.find(f"{W}name").get(f"{W}val"): node.get(f"{W}customStyle") == "1"
        for node in part(written(), "word/styles.xml").iter(f"{W}style")
    }
    builtin = {"Normal", "Title", "Subtitle", "heading 1", "heading 2", "Body Text", "List Number", "List Bullet"}
    builtin |= {"Quote", "header", "footer", "Hyperlink", "Strong", "Emphasis"}
    own = {"Handout Table", "Table Header", "Table Text", "Writing Line", "Name Line", "Box", "Teacher Note"}
    own |= {"Source Card", "Small Print", "Badge", "Attribution", "Muted"}
    assert all(known[name] is False for name in some(builtin))
    assert all(known[name] is True for name in some(own))


def test_every_paragraph_has_a_style_that_means_something() -> None:
    assert "Normal" not in styles(write(everything(), STYLE).data)


def test_plain_blocks_carry_no_formatting_of_their_own() -> None:
    data = written(Heading(2, says("가")), Paragraph(says("나")), List((Item(says("다")),)), Note("box", ()))
    heading, paragraph, _ = paragraphs(data)
    assert [len(properties(node)) for node in (heading, paragraph)] == [1, 2]
    assert has(paragraph, "keepNext")


def test_lines_may_grow_but_never_clip_except_ruled_ones() -> None:
    rules = {
        node.get(f"{W}styleId"): node.find(f"{W}pPr/{W}spacing").get(f"{W}lineRule")
        for node in part(written(), "word/styles.xml").iter(f"{W}style")
        if node.find(f"{W}pPr/{W}spacing") is not None
    }
    assert {name for name, rule in rules.items() if rule != "atLeast"} == {"WritingLine", "Separator"}


def test_a_change_of_the_look_reaches_the_file() -> None:
    data = write(document(), style(primary="123456", body_size=12)).data
    text = files(data)["word/styles.xml"].decode()
    assert 'w:color w:val="123456"' in text
    assert '<w:sz w:val="24"/>' in text


def test_korean_fonts_have_a_name_that_every_windows_knows() -> None:
    data = written()
    table = files(data)["word/fontTable.xml"].decode()
    assert 'w:name="Noto Sans KR"><w:altName w:val="Malgun Gothic"/>' in table
    theme = files(data)["word/theme/theme1.xml"].decode()
    assert theme.count('<a:ea typeface="Noto Sans KR"/>') == theme.count('script="Hang"') == 2


# Language


def language(run: object) -> tuple[str, str, bool]:
    found = run.find(f"{W}rPr/{W}lang")  # type: ignore[attr-defined]
    hint = run.find(f"{W}rPr/{W}rFonts")  # type: ignore[attr-defined]
    return found.get(f"{W}val"), found.get(f"{W}eastAsia"), hint is not None


def spoken(text: str, lang: str, own: str | None = None) -> list[tuple[str, str, str, bool]]:
    data = written(Paragraph((Run(text, lang=own),)), lang=lang)
    return [(words_of(run), *language(run)) for run in body(data).iter(f"{W}r")]


def words_of(run: object) -> str:
    return "".join(node.text for node in run.iter(f"{W}t"))  # type: ignore[attr-defined]


def test_every_run_says_its_language() -> None:
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        for text in some(part(write(everything(), STYLE).data, name).iter(f"{W}t")):
            assert text.getparent().find(f"{W}rPr/{W}lang") is not None


def test_korean_text_takes_korean_quotation_marks_and_stays_in_one_piece() -> None:
    assert spoken("“EU와 NATO”…", "ko") == [("“EU와 NATO”…", "ko-KR", "ko-KR", True)]


def test_latin_letters_alone_have_the_language_of_latin_letters() -> None:
    """By Korean rules LibreOffice ends a line within “p17”."""
    assert spoken("(p2, p17)", "ko") == [("(p2,\u00a0p17)", "en-US", "ko-KR", True)]
    assert spoken("… ☐", "ko") == [("… ☐", "ko-KR", "ko-KR", True)]


def test_english_text_is_cut_only_around_korean_words() -> None:
    assert spoken("Pyongyang (평양, 平壤) in 2024", "en") == [
        ("Pyongyang (", "en-US", "ko-KR", False),
        ("평양, 平壤", "ko-KR", "ko-KR", True),
        (") in 2024", "en-US", "ko-KR", False),
    ]


def test_a_runs_own_language_beats_the_documents() -> None:
    assert spoken("treaty", "ko", "en") == [("treaty", "en-US", "ko-KR", False)]
    assert spoken("“조약”", "en", "ko") == [("“조약”", "ko-KR", "ko-KR", True)]
    assert spoken("条約", "ko", "ja") == [("条約", "ja-JP", "ja-JP", True)]
    assert spoken("traité", "ko", "fr") == [("traité", "fr", "ko-KR", False)]


def test_romanised_korean_is_not_proofread() -> None:
    data = written(Paragraph((Run("choyak", lang="ko-Latn"),)))
    (run,) = body(data).iter(f"{W}r")
    assert language(run) == ("en-US", "ko-KR", False)
    assert run.find(f"{W}rPr/{W}noProof") is not None


def stressed(text: str, **more: object) -> list[tuple[str, str, bool]]:
    """Each stretch of an emphasised text, its mark (w:em), and whether it leans."""
    data = written(Paragraph((Run(text, emphasis=True, **more),)))  # type: ignore[arg-type]
    style = part(data, "word/styles.xml").find(f"{W}style[@{W}styleId='Emphasis']")
    styled = {"Emphasis": value(style, "rPr/em")}
    return [
        (
            words(run),
            value(run, "rPr/em") or styled.get(value(run, "rPr/rStyle"), ""),
            run.find(f"{W}rPr/{W}i") is not None,
        )
        for run in body(data).iter(f"{W}r")
    ]


@pytest.mark.parametrize("more", [{}, {"bold": True}, {"link": "https://example.org"}])
def test_emphasis_is_dots_over_hangul_and_leaning_latin_letters(more: dict[str, object]) -> None:
    said = stressed("조약(條約)과 UN총회, the treaty of 1961", **more)
    assert {mark for _, mark, leans in said if leans} <= {"", "none"}
    assert "".join(text for text, mark, _ in said if mark == "dot") == "조약條約과총회"
    assert "".join(text for text, _, leans in said if leans) == "UNthe treaty of 1961"
    assert "".join(text for text, _, _ in said) == "조약(條約)과 UN총회, the treaty of 1961"


def test_underlined_text_is_underlined_in_any_style() -> None:
    data = written(Paragraph((Run("밑줄", underline=True), Run(" 없음 "), Run("둘", underline=True, emphasis=True))))
    runs = [(words(run), value(run, "rPr/u")) for run in body(data).iter(f"{W}r")]
    assert runs == [("밑줄", "single"), (" 없음 ", ""), ("둘", "single")]


def test_bold_stays_where_a_run_has_another_style_as_well() -> None:
    data = written(Paragraph((Run("가", bold=True), Run("나", bold=True, muted=True), Run("다", muted=True))))
    runs = [
        (run.find(f"{W}rPr/{W}rStyle").get(f"{W}val"), run.find(f"{W}rPr/{W}b") is not None)
        for run in body(data).iter(f"{W}r")
    ]
    assert runs == [("Strong", False), ("Muted", True), ("Muted", False)]


# Links


def test_neighbouring_runs_of_one_link_are_one_link() -> None:
    data = write(everything(), STYLE).data
    (link, _) = body(data).iter(f"{W}hyperlink")
    assert words(link) == "기사 전문"
    targets = {node.get("Id"): node for node in part(data, "word/_rels/document.xml.rels")}
    target = targets[link.get(f"{R}id")]
    assert target.get("Target") == "https://example.com/%EA%B0%80?a=1&b=2"
    assert target.get("TargetMode") == "External"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://example.com/a b", "https://example.com/a%20b"),
        ("https://한국.kr/", "https://xn--3e0b707e.kr/"),
        ("https://example.com/%ea#x", "https://example.com/%ea#x"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        ("http://[x", ""),
        ("https://", ""),
        ("https://a b/", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("#here", ""),
        (None, ""),
    ],
)
def test_a_link_is_an_address_that_word_can_open_or_none(link: str | None, target: str) -> None:
    assert address(link) == target


# Lists


def numbers(data: bytes) -> list[tuple[str, str]]:
    return [
        (node.find(f"{W}numId").get(f"{W}val"), node.find(f"{W}ilvl").get(f"{W}val"))
        for node in body(data).iter(f"{W}numPr")
    ]


def starts(data: bytes) -> dict[str, str]:
    return {
        node.get(f"{W}numId"): node.find(f".//{W}startOverride").get(f"{W}val")
        for node in part(data, "word/numbering.xml").iter(f"{W}num")
        if node.find(f".//{W}startOverride") is not None
    }


def test_every_numbered_list_starts_anew() -> None:
    two = List((Item(says("가")), Item(says("나"))), ordered=True)
    data = written(two, two, List((Item(says("다")),), ordered=True, start=7))
    first, same, second, _, third = (number for number, _ in numbers(data))
    assert first == same
    assert len({first, second, third}) == 3
    assert [starts(data)[number] for number in (first, second, third)] == ["1", "1", "7"]


def test_a_list_in_a_list_is_one_level_deeper_and_goes_back() -> None:
    inner = List((Item(says("나")),), ordered=True)
    data = written(List((Item(says("가"), (inner,)), Item(says("다"), (inner,))), ordered=True))
    (a, level_a), (b, level_b), (c, level_c), (d, _) = numbers(data)
    assert a == c
    assert len({a, b, d}) == 3
    assert (level_a, level_b, level_c) == ("0", "1", "0")


def test_lists_nested_deeper_than_word_counts_stay_lists() -> None:
    blocks: tuple[List, ...] = ()
    for _ in range(12):
        blocks = (List((Item(says("가"), blocks),), ordered=True),)
    assert [level for _, level in numbers(written(*blocks))] == [str(min(i, 8)) for i in range(12)]


def test_what_belongs_to_an_item_stands_under_its_text() -> None:
    data = written(List((Item(says("가"), (Paragraph(says("나")), AnswerLines(1), TABLE)),)))
    indent = str(round(STYLE.list_indent * 20))
    _, paragraph, line, *_ = paragraphs(data)
    assert properties(paragraph).find(f"{W}ind").get(f"{W}left") == indent
    assert properties(line).find(f"{W}ind").get(f"{W}left") == indent
    assert body(data).find(f".//{W}tblInd").get(f"{W}w") == indent


# Tables


def test_a_header_row_is_marked_and_rows_stay_whole() -> None:
    rows = list(body(written(TABLE)).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert {style_of(node) for node in rows[0].iter(f"{W}p")} == {"TableHeader"}


def test_a_table_tells_what_it_is_to_those_who_cannot_see_it() -> None:
    table = body(written(TABLE)).find(f"{W}tbl/{W}tblPr")
    assert table.find(f"{W}tblCaption").get(f"{W}val") == "낱말표"
    assert table.find(f"{W}tblDescription").get(f"{W}val") == "낱말, 뜻"
    look = table.find(f"{W}tblLook")
    assert look.get(f"{W}val") == "0620"
    assert look.get(f"{W}firstRow") == "1"


def test_columns_add_up_to_the_width_of_the_text() -> None:
    table = Table(tuple(says(c) for c in "가나다"), (), (1 / 3, 1 / 3, 1 / 3))
    grid = [int(node.get(f"{W}w")) for node in body(written(table)).iter(f"{W}gridCol")]
    cells = [int(node.get(f"{W}w")) for node in body(written(table)).iter(f"{W}tcW")]
    assert grid == cells
    assert sum(grid) == round(STYLE.page.text_width * 20)


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=12))
def test_shares_lose_no_twip(parts: list[float]) -> None:
    assert sum(shares(482.3, parts)) == 9646


@pytest.mark.parametrize(("rows", "loose"), [(1, [0]), (6, [5]), (9, [0, 1, 2, 3, 4, 5, 6, 8])])
def test_short_tables_stay_whole_and_long_ones_keep_their_last_two_rows_together(rows: int, loose: list[int]) -> None:
    table = Table((says("가"),), tuple((says(str(i)),) for i in range(rows)), (1.0,))
    _, *cells, _ = paragraphs(written(table))
    assert [i for i, cell in enumerate(cells) if not has(cell, "keepNext")] == loose


def test_neighbouring_tables_do_not_melt_into_one() -> None:
    data = written(TABLE, TABLE, Paragraph(says("다음")))
    assert [node.tag.removeprefix(W) for node in body(data)] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_room_below_a_table_is_given_by_what_follows_and_not_by_an_empty_paragraph() -> None:
    data = written(TABLE, Paragraph(says("다음")), Paragraph(says("그다음")))
    *_, after, next_ = paragraphs(data)
    assert int(properties(after).find(f"{W}spacing").get(f"{W}before")) > 0
    assert properties(next_).find(f"{W}spacing") is None


def test_a_paragraph_stands_after_the_last_table() -> None:
    assert styles(written(TABLE))[-1] == "Separator"
    assert "Separator" not in styles(written(TABLE, Paragraph(says("끝"))))


# Where students write


def test_ruled_lines_are_paragraphs_whose_rules_survive_typing() -> None:
    data = written(Paragraph(says("왜?")), AnswerLines(3))
    assert styles(data) == ["BodyText", *["WritingLine"] * 3]
    (ruled,) = (
        node
        for node in part(data, "word/styles.xml").iter(f"{W}style")
        if node.find(f"{W}name").get(f"{W}val") == "Writing Line"
    )
    assert [node.tag.removeprefix(W) for node in ruled.find(f"{W}pPr/{W}pBdr")] == ["bottom", "between"]


def test_a_question_stays_with_its_lines() -> None:
    data = written(List((Item(says("왜?"), (AnswerLines(3),)),), ordered=True))
    assert [has(node, "keepNext") for node in paragraphs(data)] == [True, True, True, False]


def test_a_question_keeps_two_of_its_lines_and_the_others_may_go_to_the_next_page() -> None:
    data = written(List((Item(says("왜?"), (AnswerLines(6),)),), ordered=True))
    assert [has(node, "keepNext") for node in paragraphs(data)] == [True, True, False, False, False, True, False]


def test_a_page_of_lines_may_break_but_leaves_none_alone() -> None:
    kept = [has(node, "keepNext") for node in paragraphs(written(AnswerLines(20)))]
    assert [i for i, keep in enumerate(kept) if keep] == [0, 18]


@pytest.mark.parametrize("count", [0, -1])
def test_no_lines_are_no_lines(count: int) -> None:
    assert "WritingLine" not in styles(written(AnswerLines(count)))


def test_a_name_line_is_words_and_tabs_and_the_name_gets_most_room() -> None:
    (line,) = paragraphs(written(NameLine(("학년", "반", "이름"))))
    assert words(line) == "학년\t\t\t반\t\t\t이름\t\t"
    stops = list(properties(line).find(f"{W}tabs"))
    assert [stop.get(f"{W}leader") for stop in stops] == ["none", "underscore", "none"] * 2 + ["none", "underscore"]
    ends = [int(stop.get(f"{W}pos")) for stop in stops]
    assert ends == sorted(ends)
    assert ends[-1] == pytest.approx(STYLE.page.text_width * 20, abs=1)
    blanks = [ends[i + 1] - ends[i] for i in (0, 3, 6)]
    assert max(blanks) == blanks[2]


# Boxes and quotations


def sides(paragraph: object) -> tuple[int, int]:
    """Where a paragraph's box begins and ends: Word draws its side at the leftmost point of the text."""
    found = properties(paragraph).find(f"{W}ind")  # type: ignore[arg-type]
    if found is None:
        look = STYLE.look("box")
        return round(look.left * 20), round(look.right * 20)
    left = int(found.get(f"{W}left")) - int(found.get(f"{W}hanging", "0"))
    return left, int(found.get(f"{W}right"))


def test_everything_in_a_box_shares_its_sides() -> None:
    deep = List((Item(says("나"), (Paragraph(says("다")),)),))
    note = Note("box", (Paragraph(says("가")), List((Item(says("나"), (deep,)),)), AnswerLines(2), Quote(says("라"))))
    assert {sides(node) for node in paragraphs(written(note))} == {(126, 126)}


def border_colors(paragraph: object) -> set[str]:
    found = properties(paragraph).find(f"{W}pBdr")  # type: ignore[arg-type]
    return set() if found is None else {node.get(f"{W}color") for node in found}


def test_neighbouring_boxes_of_one_kind_stay_two() -> None:
    boxes = [Note("box", (Paragraph(says("가")), Paragraph(says("나")))) for _ in range(3)]
    colors = [border_colors(node) for node in paragraphs(written(*boxes))]
    assert colors[0] == colors[1] == colors[4] == set()
    assert colors[2] == colors[3] != set()


def test_neighbouring_quotations_stay_two() -> None:
    data = written(Quote(says("가"), says("나")), Quote(says("다")))
    assert styles(data) == ["Quote", "Attribution", "Quote"]
    first, by, second = paragraphs(data)
    assert border_colors(first) == border_colors(by) == set()
    assert border_colors(second)
    assert properties(second).find(f"{W}keepNext").get(f"{W}val") == "0"


def keeps(*blocks: object) -> list[bool]:
    """Whether each paragraph outside of tables stays on the page of what follows."""
    style_keeps = {"Title", "Heading1", "Heading2", "Heading3", "Quote"}
    return [
        style_of(node) in style_keeps or has(node, "keepNext")
        for node in paragraphs(written(*blocks))
        if style_of(node) not in {"TableText", "TableHeader", "Separator"}
    ]


SMALL = Paragraph(says("작은 글씨"), "meta")
BOX = Note("box", (Paragraph(says("가")), Paragraph(says("나"))))


def test_what_stands_between_a_heading_and_its_matter_stays_with_both() -> None:
    assert keeps(Heading(2, says("인용문")), SMALL, Quote(says("다"), says("라"))) == [True, True, True, False]
    assert keeps(Heading(2, says("어휘")), BOX, SMALL, TABLE) == [True, True, True, True]


def test_a_note_or_a_box_in_the_text_does_not_hold_what_follows() -> None:
    text = Paragraph(says("글"))
    assert keeps(Heading(2, says("배경")), text, SMALL, text, BOX, text) == [
        True,
        False,
        False,
        False,
        True,
        False,
        False,
    ]


def test_a_box_as_long_as_a_source_card_stays_on_one_page_and_a_long_one_may_break() -> None:
    for count, kept in ((6, 5), (8, 7), (9, 1)):
        card = Note("source", tuple(Paragraph(says(f"줄 {n}")) for n in range(count)))
        assert keeps(card) == [True] * kept + [False] * (count - kept)


def test_dots_in_english_text_are_not_marked_as_korean() -> None:
    data = write(document(Paragraph(says("So be it … · 그래 … · 끝")), lang="en"), STYLE).data
    hints = [
        ("".join(node.text or "" for node in run.iter(f"{W}t")), run.find(f"{W}rPr/{W}rFonts") is not None)
        for run in part(data, "word/document.xml").iter(f"{W}r")
    ]
    assert hints == [("So be it … · ", False), ("그래 … · 끝", True)]


@pytest.mark.parametrize(("role", "name"), [("box", "Box"), ("teacher", "TeacherNote"), ("source", "SourceCard")])
def test_a_note_has_the_style_of_its_role(role: str, name: str) -> None:
    assert styles(written(Note(role, (Paragraph(says("가")), List((Item(says("나")),)))))) == [name, name]  # type: ignore[arg-type]


# Pictures and pages


def test_a_picture_has_its_words_and_its_width() -> None:
    data = written(Figure(png(8, 4), '"회색" 네모', 0.5))
    drawing = files(data)["word/document.xml"].decode()
    assert 'descr="&quot;회색&quot; 네모"' in drawing
    assert 'distT="0" distB="0" distL="0" distR="0"' in drawing
    width, height = map(int, re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', drawing).groups())  # type: ignore[union-attr]
    assert width == round(STYLE.page.text_width * 0.5 * 12700)
    assert width == pytest.approx(2 * height, abs=2)


def test_a_tall_picture_fits_its_page() -> None:
    drawing = files(written(Figure(png(2, 40), "탑")))["word/document.xml"].decode()
    height = int(re.search(r'<wp:extent cx="\d+" cy="(\d+)"', drawing)[1])  # type: ignore[index]
    assert height < (STYLE.page.height - STYLE.page.top - STYLE.page.bottom) * 12700


def test_a_picture_that_is_none_is_named() -> None:
    with pytest.raises(CoursewareError, match="평양 지도"):
        written(Figure(b"GIF?", "평양 지도"))


def test_a_page_break_is_a_property_of_what_follows() -> None:
    data = written(Paragraph(says("가")), PageBreak(), PageBreak(), Heading(2, says("나")), Paragraph(says("다")))
    assert [has(node, "pageBreakBefore") for node in paragraphs(data)] == [False, True, False]
    assert not list(body(data).iter(f"{W}br"))


def test_a_page_break_before_a_table_and_at_the_end_has_a_paragraph_of_its_own() -> None:
    assert [has(node, "pageBreakBefore") for node in paragraphs(written(Paragraph(says("가")), PageBreak(), TABLE))][
        :2
    ] == [
        False,
        True,
    ]
    (page,) = body(written(Paragraph(says("가")), PageBreak())).iter(f"{W}br")
    assert page.get(f"{W}type") == "page"


# Footnotes


def test_a_footnote_is_words_own_and_its_mark_stands_where_it_belongs() -> None:
    data = written(Paragraph((Run("조약"), note("약속"), Run("을 맺었다."))))
    (paragraph,) = paragraphs(data)
    kinds = [[child.tag.removeprefix(W) for child in run if child.tag != f"{W}rPr"] for run in paragraph.iter(f"{W}r")]
    assert kinds == [["t"], ["footnoteReference"], ["t"]]
    (mark,) = paragraph.iter(f"{W}footnoteReference")
    found = part(data, "word/footnotes.xml").find(f"{W}footnote[@{W}id='{mark.get(f'{W}id')}']")
    assert words(found).strip() == "약속"
    assert style_of(found[0]) == "FootnoteText"
    assert found.find(f".//{W}footnoteRef") is not None


def test_every_file_has_the_separators_that_word_wants_and_names_them_in_its_settings() -> None:
    data = written()
    kinds = {node.get(f"{W}id"): node.get(f"{W}type") for node in part(data, "word/footnotes.xml").iter(f"{W}footnote")}
    assert kinds == {"-1": "separator", "0": "continuationSeparator"}
    assert {node.get(f"{W}id") for node in part(data, "word/settings.xml").iter(f"{W}footnote")} == set(kinds)


def test_a_link_in_a_footnote_is_the_footnotes_own() -> None:
    data = written(Paragraph((Run("기사"), note("전문은 ", Run("여기", link="https://example.com/")))))
    (link,) = part(data, "word/footnotes.xml").iter(f"{W}hyperlink")
    targets = {node.get("Id"): node.get("Target") for node in part(data, "word/_rels/footnotes.xml.rels")}
    assert targets == {link.get(f"{R}id"): "https://example.com/"}


# Columns


def sections(data: bytes) -> list[tuple[str, str, str, int]]:
    """Of each section: how it begins, its columns, their distance, and how many paragraphs it has."""
    found, count = [], 0
    for node in body(data):
        count += node.tag != f"{W}sectPr"
        end = node if node.tag == f"{W}sectPr" else node.find(f"{W}pPr/{W}sectPr")
        if end is not None:
            columns = end.find(f"{W}cols")
            kind = end.find(f"{W}type")
            assert [each.tag for each in end[:2]] == [f"{W}headerReference", f"{W}footerReference"]
            begin = "" if kind is None else kind.get(f"{W}val")
            found.append((begin, columns.get(f"{W}num", "1"), columns.get(f"{W}space"), count))
            count = 0
    return found


MARGIN = {"header": Margin(says("머리")), "footer": Margin(says("발"))}


def test_columns_are_a_section_between_two_others_on_the_same_page() -> None:
    two = Columns(2, (Paragraph(says("나")), Paragraph(says("다"))))
    data = written(Paragraph(says("가")), two, Paragraph(says("라")), **MARGIN)
    assert sections(data) == [("", "1", "420", 1), ("continuous", "2", "420", 2), ("continuous", "1", "425", 1)]


def test_columns_at_the_beginning_and_the_end_leave_no_section_without_a_paragraph() -> None:
    data = written(Columns(3, (Paragraph(says("가")), TABLE)), **MARGIN)
    assert [(kind, count, paragraphs) for kind, count, _, paragraphs in sections(data)] == [
        ("", "3", 3),
        ("continuous", "1", 1),
    ]
    assert styles(data)[-2:] == ["Separator", "Separator"]


def test_a_table_in_a_column_is_as_wide_as_the_column() -> None:
    (table,) = body(written(Columns(2, (TABLE,)))).iter(f"{W}tbl")
    width = int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
    assert width == pytest.approx(STYLE.column_width(2) * 20, abs=1)


# Bookmarks


def test_a_link_to_a_heading_leads_to_its_bookmark() -> None:
    data = written(Paragraph((Run("아래", link="#낱말-풀이"),)), Heading(2, says("낱말 풀이"), "낱말-풀이"))
    (link,) = body(data).iter(f"{W}hyperlink")
    (mark,) = body(data).iter(f"{W}bookmarkStart")
    assert link.get(f"{W}anchor") == mark.get(f"{W}name") == "낱말_풀이"
    assert style_of(mark.getparent()) == "Heading1"
    assert len(list(body(data).iter(f"{W}bookmarkEnd"))) == 1


@given(st.text(max_size=60))
def test_any_anchor_becomes_a_name_that_word_takes(anchor: str) -> None:
    assert re.fullmatch(r"[^\W\d_]\w{0,39}", bookmark(anchor))


def test_long_anchors_that_begin_alike_have_bookmarks_of_their_own() -> None:
    first, second = (bookmark("가" * 50 + end) for end in "나다")
    assert first != second
    assert len(first) == len(second) == 40


# The registry


def test_the_writer_is_found_by_its_name_and_knows_no_page_count() -> None:
    done = FORMATS["docx"].write(document(Paragraph(says("가"))), STYLE)
    assert done.pages is None
    assert done.data.startswith(b"PK")


def test_a_header_that_is_too_long_for_one_line_takes_two() -> None:
    short = document(header=Margin(says("강좌"), says("단원")))
    long = document(header=Margin(says("강좌 이름 " * 10), says("단원 이름 " * 10)))
    counts = [len(part(write(each, style()).data, "word/header1.xml").findall(f"{W}p")) for each in (short, long)]
    assert counts == [1, 2]


# What a template says of a list's numbers and of a table's columns


def test_a_list_typed_with_brackets_keeps_them_and_counts_in_word(tmp_path: Path) -> None:
    items = (Item((Run("하나"),)), Item((Run("둘"),)))
    data = written(List(items, ordered=True, start=3, bracket=True), Note("box", (List(items, True, 1, True),)))
    assert numbered(data) == [(3, "하나"), (4, "둘"), (1, "하나"), (2, "둘")]
    overrides = part(data, "word/numbering.xml").iter(f"{W}lvlOverride")
    levels = [level for override in overrides for level in override.iter(f"{W}lvl")]
    assert [value(level, "lvlText") for level in levels] == ["%1)", "%1)"]
    assert audited(data, tmp_path).is_valid


def test_columns_stand_where_their_line_of_dashes_says() -> None:
    row = ((Run("한국"),), (Run("서울"),), (Run("1"),))
    data = written(Table(row, (row,), (0.4, 0.3, 0.3), aligns=(None, "center", "right")))
    assert [value(cell, "pPr/jc") for cell in paragraphs(data)[:6]] == ["", "center", "right"] * 2
