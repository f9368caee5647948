"""A course's Word file as its look: what is read, what is lost and said, and what cannot be read.

The files in tests/data/reference were saved by LibreOffice 7.4 and pandoc 2.17; korean-word/ is spelled as Word in
Korean spells it (ids like "a" and "1", names in English, the theme's fonts and colours).
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import fields, replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from courseware import checks
from courseware.build.press import Job, Press
from courseware.course import courses
from courseware.course.courses import Course
from courseware.course.word_look import adopt, lost, specimen, specimen_of
from courseware.course.word_look.reading import Adopted
from courseware.document.blocks import Margin, Run
from courseware.document.markdown import parse
from courseware.errors import CoursewareError, Problem
from courseware.formats import FORMATS
from courseware.formats.docx import accessible
from courseware.formats.docx.base import base
from courseware.formats.pdf.numerals import numeral
from courseware.look import fonts
from courseware.look.style import (
    DRAWN,
    LOOKS,
    NUMBERS,
    PAPERS,
    Border,
    Choices,
    Colors,
    Fonts,
    Label,
    Logo,
    Look,
    Page,
    Style,
    TableLook,
    contrast_of,
    make,
)
from courseware.text.particles import fill
from courseware.workspace import start
from courseware.workspace.layout import Workspace
from tests.conftest import UNIT, edit, some
from tests.pdf_checker import problems as faults
from tests.test_fonts import renamed
from tests.word_files import (
    FOLDER,
    PNG,
    W,
    cells,
    changed,
    document,
    header,
    leading_nowhere,
    parts,
    picture,
    section,
    sheet,
    styles,
    word_file,
)

SHIPPED = fonts.shipped()
FONTS = Fonts(SHIPPED, SHIPPED)
OTHER = Choices(paper="Letter", body_size=17, leading=2.5, primary="ABCDEF")
"""A course's own choices, which the file has to beat."""


def read(data: bytes, tmp_path: Path, choices: Choices = OTHER) -> Adopted:
    path = tmp_path / "reference.docx"
    path.write_bytes(data)
    return adopt(path, choices, FONTS)


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.level}: {fill(problem.message, **problem.values)}" for problem in problems]


# A Style, its base document, and the Style again


def colors(darkest: int, palest: int) -> st.SearchStrategy[str]:
    part = st.integers(darkest, palest)
    return st.tuples(part, part, part).map(lambda parts: bytes(parts).hex().upper())


COLOR, INK, PALE = colors(0, 255), colors(0, 0x60), colors(0xB0, 255)
"""Any; one for letters, and one that these can be seen on."""
CHOICES = st.builds(
    Choices,
    paper=st.sampled_from(sorted(PAPERS)),
    margins_mm=st.tuples(*[st.floats(5, 40)] * 4),
    body_size=st.floats(6, 36),
    leading=st.floats(1.45, 3),
    line_pitch_mm=st.floats(5, 30),
    justify=st.booleans(),
    **dict.fromkeys(("text", "primary", "accent", "muted", "link"), INK),
    rule=COLOR,
    tint=PALE,
).filter(lambda choices: choices.accent != choices.text)
BORDER = st.builds(
    Border,
    width=st.integers(2, 96).map(lambda n: n / 8),
    color=COLOR,
    space=st.integers(0, 31),
    kind=st.sampled_from([*DRAWN, "wave", "triple"]),
)
LENGTH = st.integers(0, 1000).map(lambda n: n / 20)
RULE = st.none() | BORDER.map(lambda border: replace(border, space=0))


TEXTS = st.sampled_from(["{}.", "{})", "({})", "{}", "제{}항", "<{}>"])
LABEL = st.builds(Label, st.sampled_from(NUMBERS), TEXTS, st.none() | st.booleans())


@st.composite
def looks(draw: st.DrawFn, name: str) -> Look:
    size = draw(st.integers(12, 80)) / 2
    side = st.none() | BORDER
    listed = name == "list"
    return Look(
        size=size,
        line=(draw(st.integers(0, 400)) + round(size * 29 + 0.5)) / 20,
        before=draw(LENGTH),
        after=draw(LENGTH),
        left=0 if listed else draw(LENGTH),
        right=0 if listed else draw(LENGTH),
        first=0 if listed or name in ("header", "footer") else draw(st.integers(-500, 500)) / 20,
        bold=draw(st.booleans()),
        heading_font=name == "heading2" or (name != "body" and draw(st.booleans())),
        color=draw(INK),
        align=draw(st.sampled_from(["left", "justify", "center", "right"])),
        keep_next=draw(st.booleans()),
        fill=draw(st.none() | PALE),
        border_top=draw(side),
        border_left=draw(side),
        border_bottom=draw(side),
        border_right=draw(side),
    )


@st.composite
def any_style(draw: st.DrawFn) -> Style:
    """No course could ask for most of these; a teacher in Word can."""
    width, height = draw(st.sampled_from([*PAPERS.values(), *[(h, w) for w, h in PAPERS.values()], (400.0, 500.0)]))
    changed = draw(st.lists(st.sampled_from(LOOKS), min_size=1, max_size=4, unique=True))
    drawn = make(Choices(), FONTS).looks | {name: draw(looks(name)) for name in changed}
    pads = [draw(LENGTH), draw(LENGTH)]
    rules = [draw(RULE) for _ in range(5)]
    fill = draw(st.none() | PALE)
    table = TableLook(fill, drawn["table_header"].color, rules[0], rules[1], *pads, *rules[2:])
    return Style(
        page=Page(width, height, *[draw(LENGTH) for _ in range(6)]),
        fonts=Fonts(
            replace(SHIPPED, name="모르는 명조", latin=draw(st.none() | st.just(replace(SHIPPED, name="Unknown")))),
            replace(SHIPPED, name="모르는 고딕"),
            (SHIPPED,),
        ),
        colors=Colors(*["000000"] * 7),
        looks=drawn,
        table=table,
        list_indent=draw(st.integers(1, 1000)) / 20,
        numbers=tuple(draw(st.tuples(LABEL, LABEL, LABEL))),
        bullets=tuple(draw(st.tuples(*[st.sampled_from("•–·●■▪○◆※-")] * 3))),
    )


@pytest.mark.slow
@given(choices=CHOICES)
def test_what_a_course_chooses_survives_the_way_through_word(
    tmp_path_factory: pytest.TempPathFactory, choices: Choices
) -> None:
    style, folder = make(choices, FONTS), tmp_path_factory.getbasetemp()
    assert read(base(style), folder).style == style


@pytest.mark.slow
@given(style=any_style())
def test_any_style_survives_the_way_through_word(tmp_path_factory: pytest.TempPathFactory, style: Style) -> None:
    found = read(base(style), tmp_path_factory.getbasetemp()).style
    for spec in some(fields(Style)):
        if spec.name != "colors":  # beside the looks, they are but a summary
            assert getattr(found, spec.name) == getattr(style, spec.name)


def test_the_specimen_says_the_same_as_the_course(tmp_path: Path) -> None:
    style = make(Choices(body_size=11, paper="B4"), FONTS)
    assert read(specimen_of(style), tmp_path) == Adopted(style, ())


def test_the_specimen_shows_every_style_that_a_teacher_may_change(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(specimen_of(make(Choices(), FONTS)))) as package:
        names = ("document", "header1", "footer1")
        text = "".join(package.read(f"word/{name}.xml").decode() for name in names)
        sheet = package.read("word/styles.xml").decode()
    unused = {"Normal", "DefaultParagraphFont", "TableNormal", "Separator", "Figure", "Heading3", "Muted"}
    unused |= {"FootnoteText", "FootnoteReference"}  # they look like Small Print
    ids = {part.split('"')[0] for part in sheet.split('w:styleId="')[1:]}
    assert {style for style in ids if f'w:val="{style}"' not in text} <= unused


# Files of other programs


@pytest.fixture
def korean(tmp_path: Path) -> Adopted:
    return read(word_file(**parts("korean-word")), tmp_path)


def test_word_in_korean_is_read_by_names_and_not_by_ids(korean: Adopted) -> None:
    style = korean.style
    heading, second, title = style.look("heading2"), style.look("heading3"), style.look("title")
    assert (heading.size, heading.bold, heading.align, heading.keep_next) == (14, True, "left", True)
    assert heading.border_bottom == Border(1.5, "156082", 4, "dotted")
    assert (second.size, second.bold, second.border_bottom, second.before, second.after) == (12, False, None, 8, 4)
    assert (title.size, title.line, title.align) == (28, 35, "center")


def test_colours_of_the_theme_are_made_lighter_and_darker_as_word_does(korean: Adopted) -> None:
    assert korean.style.look("heading2").color == korean.style.colors.primary == "0F4761"
    assert korean.style.look("heading3").color == "45B0E1"


def test_lines_are_as_far_apart_as_word_sets_them(korean: Adopted) -> None:
    height = fonts.height(SHIPPED)
    assert korean.style.look("body").line == pytest.approx(10 * height * 259 / 240, abs=0.05)
    assert korean.style.look("quote").line == pytest.approx(10 * height, abs=0.05)  # at least 10 pt is too little


def test_fonts_come_from_the_theme_by_script_and_latin_letters_have_their_own(korean: Adopted) -> None:
    body = korean.style.fonts.body
    assert (body.name, body.regular) == ("한빛 명조", SHIPPED.regular)
    assert body.latin == SHIPPED
    assert korean.style.fonts.heading == SHIPPED
    assert korean.style.fonts.fallback == (SHIPPED,)


def test_a_latin_font_that_a_computer_lacks_has_a_latin_stand_in(korean: Adopted) -> None:
    family = replace(SHIPPED, latin=replace(SHIPPED, name="Georgia"))
    style = replace(korean.style, fonts=Fonts(family, family))
    with zipfile.ZipFile(io.BytesIO(base(style))) as package:
        table = package.read("word/fontTable.xml").decode()
    assert '<w:font w:name="Georgia"><w:altName w:val="Times New Roman"/><w:charset w:val="00"/>' in table
    assert '<w:font w:name="Noto Sans KR"><w:altName w:val="Malgun Gothic"/><w:charset w:val="81"/>' in table


def test_indents_patterns_lists_and_pages_are_read(korean: Adopted) -> None:
    quote, page = korean.style.look("quote"), korean.style.page
    assert (quote.left, quote.first, quote.fill, quote.color) == (20, 10, "CCCCCC", "FF0000")
    assert korean.style.list_indent == 40
    assert ((page.width, page.height), page.top, page.left) == (PAPERS["A4"], 85.05, 56.7)


def test_a_table_style_gives_rules_and_its_first_row_the_header(korean: Adopted) -> None:
    table, header = korean.style.table, korean.style.look("table_header")
    assert (table.outer, table.columns) == (Border(1.5, "000000"), Border(0.5, "000000", 0, "dashed"))
    assert table.sides == table.columns
    assert (table.header_fill, table.header_color, header.color, header.bold) == ("156082", "FFFFFF", "FFFFFF", True)


def test_a_style_that_the_file_lacks_takes_the_files_colours_and_sizes(korean: Adopted) -> None:
    style = make(Choices(body_size=10, leading=15.65 / 10, text="000000"), FONTS)
    assert korean.style.look("table_cell") == style.look("table_cell")
    assert korean.style.look("box").color == "000000"


def test_a_colour_too_pale_to_read_is_not_handed_on_to_other_styles(korean: Adopted) -> None:
    assert korean.style.look("heading3").color == "45B0E1"
    assert korean.style.look("badge").color == OTHER.accent


def test_what_is_not_taken_over_is_named_once(korean: Adopted) -> None:
    assert told(korean.problems) == [
        "warning: PDFs take Noto Sans KR for “한빛 명조”; Word handouts keep it",
        "note: PDFs draw rules of the kind “wave” as one line (Table Grid); Word handouts keep them",
        "note: of a table style, only its rules, its margins and its first row are taken over (Table Grid)",
        "note: wider or narrower letter spacing is not taken over (Title)",
        "note: “no space between paragraphs of the same style” is not taken over (Title)",
        "note: only one font for text and one for headings are taken over, not “HY헤드라인M” (Title)",
        "note: italic letters are not taken over (Quote)",
        "note: text in columns is not taken over",
        "warning: text typed into the Word file is not printed: “2024학년도 1학기 국어 학습지”",
        "warning: words in the header or footer of the Word file are not printed: “국어과 학습지”",
    ]


ASKED = {
    '<w:rPr><w:u w:val="double"/></w:rPr>': "underlining is",
    '<w:rPr><w:w w:val="95"/></w:rPr>': "letters made wider or narrower are",
    '<w:rPr><w:shd w:val="clear" w:fill="FFFF00"/></w:rPr>': "a color behind the letters is",
    '<w:pPr><w:tabs><w:tab w:val="right" w:pos="9"/></w:tabs></w:pPr>': "tab stops and their leaders are",
    "<w:pPr><w:pageBreakBefore/></w:pPr>": "“page break before” is",
    '<w:pPr><w:pageBreakBefore w:val="0"/><w:tabs><w:tab w:val="clear" w:pos="9"/></w:tabs></w:pPr>': "",
    '<w:rPr><w:i w:val="0"/><w:u w:val="none"/><w:w w:val="100"/><w:spacing w:val="0"/></w:rPr>': "",
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_a_style_asks_for_in_vain(tmp_path: Path, asked: str) -> None:
    sheet = f'<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/>{asked}</w:style>'
    found = told(read(word_file(styles=styles(sheet)), tmp_path).problems)
    assert found == [f"note: {ASKED[asked]} not taken over (Title)"] * bool(ASKED[asked])


WORDS = {
    ("Strong", '<w:b/><w:color w:val="FF0000"/><w:i/>'): ["color", "italic"],
    ("Strong", '<w:color w:val="auto"/>'): ["stay bold"],
    ("Emphasis", '<w:color w:val="FF0000"/><w:b/>'): ["bold"],
    ("Muted", '<w:color w:val="777777"/><w:sz w:val="12"/><w:rFonts w:eastAsia="바탕"/>'): ["size", "font"],
    ("Hyperlink", '<w:color w:val="0000FF"/><w:u w:val="none"/>'): ["stay underlined"],
    ("Hyperlink", '<w:u w:val="single"/><w:sz w:val="20"/>'): [],
    ("Strong", "<w:b/>"): [],
}


@pytest.mark.parametrize(("name", "asked"), WORDS)
def test_what_a_style_for_words_asks_for_in_vain(tmp_path: Path, name: str, asked: str) -> None:
    sheet = f'<w:style w:type="character" w:styleId="c"><w:name w:val="{name}"/><w:rPr>{asked}</w:rPr></w:style>'
    size = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='20'/></w:rPr></w:rPrDefault></w:docDefaults>"
    found = told(read(word_file(styles=styles(size + sheet)), tmp_path).problems)
    wanted = WORDS[name, asked]
    assert len(found) == len(wanted)
    assert all(f"({name})" in one and part in one for one, part in zip(found, wanted, strict=True))


def test_libreoffice_is_read(tmp_path: Path) -> None:
    style = read((FOLDER / "libreoffice.docx").read_bytes(), tmp_path).style
    heading, body = style.look("heading2"), style.look("body")
    assert (heading.size, heading.bold, heading.color, heading.before) == (16, True, "7A122B", 17)
    assert heading.border_bottom == Border(0.75, "7A122B", 0, "dashed")
    assert (body.size, body.color, body.after) == (11, "222222", 8.5)
    assert style.look("quote").left == 28.35
    assert (round(style.page.top), round(style.page.left)) == (85, 57)


def test_a_specimen_that_libreoffice_saved_is_still_the_same(tmp_path: Path) -> None:
    """But for one rule, five eighths of a point thick, that LibreOffice makes half a point."""
    choices = Choices(primary="7A122B", body_size=11, justify=True, margins_mm=(30, 20, 30, 20))
    style = make(choices, FONTS)
    line = style.look("answer_line")
    assert line.border_bottom
    thinner = replace(line, border_bottom=replace(line.border_bottom, width=0.5))
    wanted = replace(style, looks=style.looks | {"answer_line": thinner})
    assert read((FOLDER / "libreoffice-specimen.docx").read_bytes(), tmp_path) == Adopted(wanted, ())


def test_pandoc_is_read(tmp_path: Path) -> None:
    adopted = read((FOLDER / "pandoc.docx").read_bytes(), tmp_path)
    style = adopted.style
    assert (style.look("title").size, style.look("title").align) == (18, "center")
    assert (style.look("heading2").size, style.look("heading2").color) == (16, "4F81BD")
    assert (style.look("quote").left, style.look("list").after) == (24, 1.8)
    assert style.look("attribution").left == 24  # beside its quotation
    assert style.table.header_rule == Border(0.5, "000000")
    assert style.page == make(OTHER, FONTS).page  # the file says nothing of it
    assert "note: “Heading 3” looks like “Heading 2” in a handout" in told(adopted.problems)


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        ('w:line="360" w:lineRule="auto"', 10 * 1.5),
        ('w:line="300" w:lineRule="exact"', 15),
        ('w:line="500" w:lineRule="atLeast"', 25),
    ],
)
def test_each_rule_for_lines(tmp_path: Path, inner: str, line: float) -> None:
    sheet = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:spacing {}/>'
    data = word_file(styles=styles(f"{sheet.format(inner)}</w:pPr></w:style>"))
    height = fonts.height(SHIPPED) if "auto" in inner else 1
    assert read(data, tmp_path).style.look("body").line == pytest.approx(line * height, abs=0.05)


def test_a_nearer_style_overrules_what_it_is_based_on_attribute_by_attribute(tmp_path: Path) -> None:
    sheet = """
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>
      <w:pPr><w:spacing w:before="100" w:after="200"/><w:ind w:left="400" w:hanging="300"/></w:pPr>
      <w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsia="가"/><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="b"><w:name w:val="제목"/><w:basedOn w:val="a"/>
      <w:pPr><w:spacing w:after="0"/><w:ind w:firstLine="60"/></w:pPr><w:rPr><w:b w:val="0"/></w:rPr></w:style>"""
    title = read(word_file(styles=styles(sheet)), tmp_path).style.look("title")
    assert (title.before, title.after, title.left, title.first, title.bold) == (5, 0, 20, 3, False)


def test_styles_based_on_each_other_in_a_circle_end_somewhere(tmp_path: Path) -> None:
    sheet = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{name}"/><w:basedOn w:val="{other}"/>'
        f'<w:rPr><w:sz w:val="30"/></w:rPr></w:style>'
        for one, other, name in (("a", "b", "Title"), ("b", "a", "Subtitle"))
    )
    assert read(word_file(styles=styles(sheet)), tmp_path).style.look("title").size == 15


def test_bold_in_a_tables_first_row_and_in_its_paragraphs_takes_itself_back(tmp_path: Path) -> None:
    """A toggle property (ECMA-376-1 §17.7.3)."""
    sheet = """
    <w:style w:type="paragraph" w:styleId="h"><w:name w:val="Table Header"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="table" w:styleId="t"><w:name w:val="Handout Table"/>
      <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>"""
    assert not read(word_file(styles=styles(sheet)), tmp_path).style.look("table_header").bold


NUMBERING = """<w:numbering xmlns:w="{w}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def listed(tmp_path: Path, name: str, *labels: tuple[str, str], letters: str = "") -> Adopted:
    """What is read of a file whose list style has these kinds of numbers and texts, in `letters` of their own."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{(n + 1) * 500}" w:hanging="500"/></w:pPr><w:rPr>{letters}</w:rPr></w:lvl>'
        for n, (kind, text) in enumerate(labels)
    )
    sheet = f'<w:style w:type="paragraph" w:styleId="l"><w:name w:val="{name}"/><w:pPr><w:numPr><w:numId w:val="3"/>'
    return read(
        word_file(
            styles=styles(f"{sheet}</w:numPr></w:pPr></w:style>"), numbering=NUMBERING.format(w=W, levels=levels)
        ),
        tmp_path,
    )


def test_the_numbers_of_lists_are_taken_over(tmp_path: Path) -> None:
    style = listed(tmp_path, "List Number", ("decimalEnclosedCircle", "%1"), ("ganada", "%2.")).style
    assert style.numbers == (Label("decimalEnclosedCircle", "{}"), Label("ganada", "{}."), Label("decimal", "({})"))
    assert style.list_indent == 25


def test_bullets_are_taken_over_even_from_words_symbol_fonts(tmp_path: Path) -> None:
    assert listed(tmp_path, "List Bullet", ("bullet", "\uf06e"), ("bullet", "※")).style.bullets == ("■", "※", "·")


@pytest.mark.parametrize(
    ("letters", "bold"), [("<w:b/>", True), ('<w:b w:val="0"/>', False), ('<w:b w:val="1"/><w:i/>', True), ("", None)]
)
def test_bold_numbers_of_lists_are_taken_over(tmp_path: Path, letters: str, bold: bool | None) -> None:
    adopted = listed(tmp_path, "List Number", ("decimal", "%1."), letters=letters)
    assert adopted.style.numbers[0] == Label("decimal", "{}.", bold)
    named = ["note: of the letters of numbers and bullets, only bold numbers are taken over (List Number)"]
    assert told(adopted.problems) == named * ("<w:i/>" in letters)


def test_bold_numbers_are_bold_in_both_formats_and_their_text_is_not(tmp_path: Path) -> None:
    style = make(Choices(), FONTS)
    style = replace(style, numbers=(replace(style.numbers[0], bold=True), *style.numbers[1:]))
    list_of_two = "1. 첫째\n2. 둘째\n"
    made = replace(specimen.document(), blocks=parse(list_of_two, "ko"), header=Margin((), ()), footer=Margin((), ()))
    page = pypdfium2.PdfDocument(FORMATS["pdf"].write(made, style).data)[0]
    fonts_of = {obj.get_font().get_base_name().partition("+")[2]: None for obj in page.get_objects()}
    assert len(fonts_of) == 2
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(made, style).data)) as package:
        levels = package.read("word/numbering.xml").decode().split("</w:lvl>")
    assert ["<w:rPr><w:b/></w:rPr>" in level for level in levels[:4]] == [True, False, False, True]


def test_numbers_before_headings_are_named(tmp_path: Path) -> None:
    assert told(listed(tmp_path, "heading 1", ("decimal", "%1.")).problems) == [
        "note: numbers of headings and paragraphs are not taken over (Heading 1)"
    ]
    assert listed(tmp_path, "heading 1", ("none", "%1")).problems == ()  # LibreOffice's outline


def test_numbers_and_bullets_that_not_every_format_prints_are_named(tmp_path: Path) -> None:
    for name, label in (("List Number", ("hebrew1", "%1.")), ("List Bullet", ("bullet", "\uf0ff"))):
        adopted = listed(tmp_path, name, label)
        assert (adopted.style.numbers, adopted.style.bullets) == (
            make(OTHER, FONTS).numbers,
            make(OTHER, FONTS).bullets,
        )
        assert told(adopted.problems) == [f"note: numbers or bullets of some levels are not taken over ({name})"]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("decimal", "1 2 14 27"),
        ("decimalZero", "01 02 14 27"),
        ("decimalEnclosedCircle", "① ② ⑭ 27"),
        ("ganada", "가 나 하 파파"),
        ("chosung", "ㄱ ㄴ ㅎ ㅍㅍ"),
        ("lowerLetter", "a b n aa"),
        ("upperRoman", "I II XIV XXVII"),
    ],
)
def test_a_pdf_spells_numbers_as_word_does(kind: str, shown: str) -> None:
    assert [numeral(n, Label(kind, "({})")) for n in (1, 2, 14, 27)] == [f"({sign})" for sign in shown.split()]


def test_every_kind_of_number_can_be_spelled() -> None:
    assert all(numeral(3, Label(kind, "{}")) for kind in NUMBERS)


# The page number


INDENTS = {
    'w:left="567"': (28.35, 0),
    'w:left="567" w:right="567" w:hanging="400"': (8.35, 28.35),
    'w:firstLine="200"': (10, 0),
    'w:left="-300" w:right="-300"': (-15, -15),
    'w:left="3000" w:right="3000"': (0, 0),
    'w:right="9999"': (0, 0),
    'w:left="-9999"': (0, 0),
}
"""Of a footer's style, or of one that it is based on -> how far in its line stands on both sides."""


@pytest.mark.parametrize("indent", INDENTS)
@pytest.mark.parametrize("base", ["", '<w:basedOn w:val="Normal"/>'])
def test_the_page_number_stays_on_one_line_whatever_indents_it_inherits(tmp_path: Path, indent: str, base: str) -> None:
    own = f"<w:pPr><w:ind {indent}/></w:pPr>"
    inherited = sheet("paragraph", "Normal", own if base else "")
    adopted = read(word_file(styles=styles(inherited + sheet("paragraph", "footer", base or own))), tmp_path)
    style, wanted = adopted.style, INDENTS[indent]
    look, page = style.look("footer"), style.page
    assert (look.left, look.right, look.first) == (*wanted, 0)
    assert any(problem.message == lost.INDENTS for problem in adopted.problems) == (wanted == (0, 0))
    made = replace(specimen.document(), footer=Margin((Run("바닥글"),), (Run("Page 12 of 34"),)))
    texts = pypdfium2.PdfDocument(FORMATS["pdf"].write(made, style).data)[0].get_objects(
        [pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
    )
    left, right = (box for box in (text.get_bounds() for text in texts) if box[3] < 60)
    assert left[1] == pytest.approx(right[1], abs=2)
    assert (left[0], right[2]) == pytest.approx((page.left + look.left, page.width - page.right - look.right), abs=1)
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(made, style).data)) as package:
        sheets, footer = (package.read(f"word/{name}.xml").decode() for name in ("styles", "footer1"))
    assert f'w:pos="{round((page.text_width - look.right) * 20)}"' in sheets.partition('"Footer"')[2]
    assert footer.count("<w:p>") == footer.count("<w:tab/>") == 1


def test_words_and_logo_of_a_centered_header_stand_where_a_pdf_has_them(korean: Adopted) -> None:
    """A Word file's line beside a tab stop is no line to be centered, and a logo keeps its own place."""
    look = replace(korean.style.look("header"), align="center", left=20)
    style = replace(korean.style, looks=korean.style.looks | {"header": look})
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(specimen.document(), style).data)) as package:
        logo_line, words, _ = package.read("word/header1.xml").decode().split("</w:p>")
    assert '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="right"/>' in logo_line
    assert '<w:jc w:val="left"/>' in words


# The logo


def test_a_logo_in_the_header_is_taken_over(korean: Adopted) -> None:
    assert korean.style.header_logo == Logo(PNG, "한빛고등학교", 100, 25, "right")


def test_the_logo_stands_on_every_page_of_a_pdf(press: Press, korean: Adopted) -> None:
    made = press.handout(Job(UNIT, "korean-reading", "ko", "student", "pdf")).document
    file = pypdfium2.PdfDocument(FORMATS["pdf"].write(made, korean.style).data)
    for page in some(file):
        (image,) = page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        left, low, right, high = image.get_bounds()
        assert (right - left, high - low) == pytest.approx((100, 25))
        assert right == pytest.approx(korean.style.page.width - korean.style.page.right, abs=0.1)
        assert high == pytest.approx(korean.style.page.height - korean.style.page.header, abs=0.1)
    file.close()


def test_the_logo_stands_in_the_header_of_a_word_file(press: Press, korean: Adopted) -> None:
    made = press.handout(Job(UNIT, "korean-reading", "ko", "student", "docx")).document
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(made, korean.style).data)) as package:
        assert PNG in [package.read(name) for name in package.namelist()]
        header = package.read("word/header1.xml").decode()
    assert 'descr="한빛고등학교"' in header
    assert '<wp:extent cx="1270000" cy="317500"/>' in header


def test_text_keeps_away_from_a_logo_in_a_word_file_as_in_a_pdf(press: Press, korean: Adopted) -> None:
    """Word moves the text below a header that is higher than the margin, but leaves no room between."""
    made = press.handout(Job(UNIT, "korean-reading", "ko", "student", "docx")).document
    style = replace(korean.style, footer_logo=korean.style.header_logo)
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(made, style).data)) as package:
        header, footer = (package.read(f"word/{name}1.xml").decode().split("</w:p>") for name in ("header", "footer"))
    assert ["w:after=" in line for line in header] == [False, True, False]
    assert ["w:before=" in line for line in footer] == [True, False, False]
    assert 'w:after="160"' in header[1]
    assert 'w:before="160"' in footer[0]


def test_a_picture_that_a_pdf_cannot_show_is_named(tmp_path: Path) -> None:
    adopted = read(word_file(image=b"\x01\0\0\0", suffix="emf", **parts("korean-word")), tmp_path)
    assert adopted.style.header_logo is None
    assert "note: a picture in the header or footer is not taken over (EMF)" in told(adopted.problems)


@pytest.mark.parametrize("damaged", [PNG[:20], PNG[:-30], b"\xff\xd8\xff\xe0" + PNG], ids=["head", "half", "jpeg"])
def test_a_damaged_logo_is_named_with_its_word_file_and_left_out(tmp_path: Path, damaged: bytes) -> None:
    adopted = read(word_file(image=damaged, **parts("korean-word")), tmp_path)
    assert adopted.style.header_logo is None
    (problem,) = (p for p in adopted.problems if p.message == "the picture in the header or footer cannot be shown")
    assert (problem.level, problem.file, "as PNG" in problem.remedy) == ("warning", tmp_path / "reference.docx", True)


@pytest.mark.parametrize("alt", ["", "logo.png"])
def test_a_logo_that_nobody_describes_is_named(tmp_path: Path, alt: str) -> None:
    texts = parts("korean-word")
    texts["header"] = texts["header"].replace('descr="한빛고등학교"', f'descr="{alt}"')
    found = told(read(word_file(**texts), tmp_path).problems)
    assert "warning: the picture in the header or footer has no alternative text" in found


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_handouts_in_the_look_of_a_word_file_are_valid(
    press: Press, korean: Adopted, tmp_path: Path, lang: str
) -> None:
    made = press.handout(Job(UNIT, "korean-reading", lang, "teacher", "pdf")).document
    assert faults(FORMATS["pdf"].write(made, korean.style).data) == []
    path = tmp_path / "handout.docx"
    path.write_bytes(FORMATS["docx"].write(made, korean.style).data)
    result = OpenXmlValidator().validate(str(path))
    assert result.is_valid, result.errors


def test_a_logo_as_wide_as_the_sheet_is_made_smaller(tmp_path: Path) -> None:
    texts = parts("korean-word")
    texts["header"] = texts["header"].replace('cx="1270000" cy="317500"', 'cx="12700000" cy="3175000"')
    style = read(word_file(**texts), tmp_path).style
    assert style.header_logo
    assert (style.header_logo.width, style.header_logo.height) == pytest.approx(
        (style.page.text_width, style.page.text_width / 4)
    )


def test_a_logo_that_is_no_picture_stops_the_handout_with_a_remedy(press: Press, korean: Adopted) -> None:
    made = press.handout(Job(UNIT, "korean-reading", "ko", "student", "pdf")).document
    assert korean.style.header_logo
    broken = replace(korean.style, header_logo=replace(korean.style.header_logo, image=PNG[:20]))
    for name in FORMATS:
        with pytest.raises(CoursewareError, match=r"^The picture “한빛고등학교” cannot be read\.$"):
            FORMATS[name].write(made, broken)


def test_a_logo_that_nobody_describes_is_no_fault_of_the_template(press: Press, korean: Adopted) -> None:
    made = press.handout(Job(UNIT, "korean-reading", "ko", "student", "docx")).document
    assert korean.style.header_logo
    style = replace(korean.style, header_logo=replace(korean.style.header_logo, alt=""))
    rule = "All non-text content has alternative text"
    assert [*accessible.RULES[rule](accessible._Word(FORMATS["docx"].write(made, style).data))] == []


def test_a_watermark_is_no_logo(tmp_path: Path) -> None:
    texts = parts("korean-word")
    texts["header"] = texts["header"].replace("wp:inline", "wp:anchor").replace("distT=", 'behindDoc="1" distT=')
    assert read(word_file(**texts), tmp_path).style.header_logo is None


def shown(tmp_path: Path, body: str, **margins: str) -> Adopted:
    """What is read of a file with these sections and headers."""
    files = {name: header(inner) for name, inner in margins.items() if name != "settings"}
    files |= {"settings": margins["settings"]} if "settings" in margins else {}
    return read(word_file(styles=styles(""), document=document(body), **files), tmp_path)


def logo(adopted: Adopted) -> tuple[str, str] | None:
    found = adopted.style.header_logo
    return (found.alt, found.align) if found else None


FIRST, SECOND = '<w:headerReference r:id="rId4"/>', '<w:headerReference r:id="rId6"/>'
OPENING = '<w:headerReference w:type="first" r:id="rId4"/>'
TITLE = "<w:titlePg/>"
SHOWN = {
    "of the section before": (section(FIRST) + section(text="가", last=True), "first"),
    "of a section further before": (section(FIRST) + section() + section(text="가", last=True), "first"),
    "its own": (section(FIRST) + section(SECOND, "가", last=True), "second"),
    "of the section with most text": (section(SECOND, "가나") + section(FIRST, "가", last=True), "second"),
    "where its own leads nowhere": (section(FIRST) + section(SECOND.replace("6", "99"), "가", last=True), "first"),
    "of the first page": (section(OPENING + TITLE, last=True), "first"),
    "of the file's first page": (section(OPENING + TITLE) + section(text="가", last=True), "first"),
    "of a first page that inherits": (section(OPENING) + section(TITLE, "가", last=True), "first"),
    "of no first page": (section(OPENING, last=True), None),
}
"""Whose logo -> the sections, and which of the two headers has it."""


@pytest.mark.parametrize("whose", SHOWN)
def test_a_section_has_the_header_that_word_gives_it(tmp_path: Path, whose: str) -> None:
    body, alt = SHOWN[whose]
    adopted = shown(tmp_path, body, header=picture("first"), header2=picture("second"))
    assert logo(adopted) == (alt and (alt, "left"))


EVEN = f'<w:settings xmlns:w="{W}"><w:evenAndOddHeaders/></w:settings>'


def test_even_pages_have_a_header_of_their_own_where_the_file_says_so(tmp_path: Path) -> None:
    even = section('<w:headerReference w:type="even" r:id="rId4"/>', last=True)
    assert logo(shown(tmp_path, even, header=picture("even"))) is None
    adopted = shown(tmp_path, even, header=picture("even"), settings=EVEN)
    assert logo(adopted) == ("even", "left")
    assert "note: another header or footer on even pages is not taken over" in told(adopted.problems)


def test_a_picture_that_only_other_pages_have_is_named(tmp_path: Path) -> None:
    body = section(FIRST) + section(SECOND, "가나다") + section(FIRST, last=True)
    adopted = shown(tmp_path, section() + body, header=picture("first"), header2="<w:p/>")
    assert (logo(adopted), told(adopted.problems)[0]) == (
        None,
        "note: a picture in the header or footer of other pages is not taken over",
    )


def test_a_picture_that_is_missing_from_the_file_is_named(tmp_path: Path) -> None:
    body = section(FIRST, last=True)
    whole = word_file(styles=styles(""), document=document(body), header=header(picture("logo")))
    adopted = read(changed(whole, {"word/logo.png": None}), tmp_path)
    assert told(adopted.problems) == ["warning: a picture in the header or footer is missing from the Word file"]


CENTER = '<w:jc w:val="center"/>'
PLACED = {
    "left": cells(picture("logo"), "<w:p/>"),
    "center": cells("<w:p/>", picture("logo"), "<w:p/>"),
    "right": cells("<w:p/>", "<w:p/>", picture("logo")),
    "center, alone": cells(picture("logo", CENTER)),
    "center, by its style": picture("logo", '<w:pStyle w:val="Header"/>'),
}


@pytest.mark.parametrize("place", PLACED)
def test_a_logo_stands_where_the_table_or_the_style_of_its_header_puts_it(tmp_path: Path, place: str) -> None:
    centered = styles(sheet("paragraph", "Header", f"<w:pPr>{CENTER}</w:pPr>"))
    body = document(section(FIRST, last=True))
    assert logo(read(word_file(styles=centered, document=body, header=header(PLACED[place])), tmp_path)) == (
        "logo",
        place.split(",")[0],
    )


# Several sections


def test_paper_and_margins_are_those_of_the_section_with_the_most_text(tmp_path: Path) -> None:
    a3, a4 = (16838, 23811), (11906, 16838)
    body = section(text="표지", paper=a3) + section(text="본문이 깁니다", paper=a4) + section(paper=a3, last=True)
    adopted = read(word_file(styles=styles(""), document=document(body)), tmp_path)
    assert (adopted.style.page.width, adopted.style.page.height) == PAPERS["A4"]
    assert told(adopted.problems)[0] == (
        "note: of several papers and margins, those of the section with the most text are taken over"
    )


def test_of_sections_with_as_much_text_the_last_counts(tmp_path: Path) -> None:
    body = section(paper=(16838, 23811)) + section(last=True)
    page = read(word_file(styles=styles(""), document=document(body)), tmp_path).style.page
    assert (page.width, page.height) == PAPERS["A4"]


# Letters that could not be seen

COLORED = '<w:color w:val="{}"/>'
FILLED = '<w:pPr><w:shd w:val="clear" w:fill="{}"/></w:pPr>'
TEXT = sheet("paragraph", "Body Text", properties=COLORED.format("222222"))
SEEN = {
    "white on white": (sheet("paragraph", "heading 1", "", COLORED.format("FFFFFF")), "heading2", "222222"),
    "gray on gray": (
        sheet("paragraph", "Box", FILLED.format("AAAAAA"), COLORED.format("999999")), "box", "222222",
    ),
    "dark on dark": (sheet("paragraph", "Box", FILLED.format("111111"), COLORED.format("000000")), "box", "FFFFFF"),
    "white on dark": (sheet("paragraph", "Box", FILLED.format("111111"), COLORED.format("FFFFFF")), "box", "FFFFFF"),
    "gray on white": (sheet("paragraph", "Title", "", COLORED.format("AAAAAA")), "title", "AAAAAA"),
}  # fmt: skip


@pytest.mark.parametrize("case", SEEN)
def test_letters_that_could_hardly_be_seen_take_the_color_of_the_text(tmp_path: Path, case: str) -> None:
    inner, look, color = SEEN[case]
    adopted = read(word_file(styles=styles(TEXT + inner)), tmp_path)
    assert adopted.style.look(look).color == color
    name = {"heading2": "Heading 1", "box": "Box"}.get(look)
    said = [f"warning: letters that could hardly be seen take the color of the text ({name})"]
    assert told(adopted.problems) == (said if color not in inner else [])


def test_white_text_of_a_dark_page_is_black_on_paper(tmp_path: Path) -> None:
    white = styles(sheet("paragraph", "Body Text", properties=COLORED.format("FFFFFF")))
    style = read(word_file(styles=white), tmp_path).style
    assert (style.look("body").color, style.colors.text, style.look("box").color) == ("000000",) * 3


def test_a_white_header_row_keeps_its_color_on_a_dark_fill_only(tmp_path: Path) -> None:
    row = '<w:tblStylePr w:type="firstRow"><w:rPr>{}</w:rPr><w:tcPr>{}</w:tcPr></w:tblStylePr>'
    fill, white = '<w:shd w:val="clear" w:fill="222222"/>', COLORED.format("FFFFFF")
    for inner, color in ((row.format(white, fill), "FFFFFF"), (row.format(white, ""), "222222")):
        adopted = read(word_file(styles=styles(TEXT + sheet("table", "Handout Table", inner))), tmp_path)
        assert adopted.style.table.header_color == adopted.style.look("table_header").color == color
        assert any(problem.message == lost.PALE for problem in adopted.problems) == (color == "222222")


def test_words_within_a_text_are_never_white_on_white(tmp_path: Path) -> None:
    white = "".join(sheet("character", name, "", COLORED.format("FFFFFE")) for name in ("Hyperlink", "Muted"))
    adopted = read(word_file(styles=styles(TEXT + white)), tmp_path)
    assert (adopted.style.colors.link, adopted.style.colors.muted) == ("222222", "222222")
    assert "take the color of the text (Muted, Hyperlink)" in told(adopted.problems)[0]


def test_looks_that_the_file_does_not_have_can_be_seen_in_its_colors(tmp_path: Path) -> None:
    dark = sheet("paragraph", "Box", FILLED.format("1F3864"), COLORED.format("FFFFFF"))
    style = read(word_file(styles=styles(TEXT + dark)), tmp_path).style
    pairs = [(look.color, look.fill or "FFFFFF") for name, look in style.looks.items() if name != "table_header"]
    pairs.append((style.table.header_color, style.table.header_fill or "FFFFFF"))
    assert all(contrast_of(*pair) >= 2 for pair in some(pairs))


def test_formatting_by_hand_is_named_where_most_of_the_text_has_it(tmp_path: Path) -> None:
    by_hand = '<w:p><w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t>손으로 키운 글</w:t></w:r></w:p>'
    styled = "<w:p><w:r><w:rPr><w:rFonts w:hint='eastAsia'/><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>"
    for text, named in (("짧은 글", True), ("손으로 키운 글보다 더 긴 글", False)):
        found = read(word_file(styles=styles(""), document=document(by_hand + styled.format(text))), tmp_path).problems
        assert any(problem.message == lost.BY_HAND for problem in found) == named


# Files that cannot be read


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name.replace("__", "/"), data)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BROKEN = {
    "empty": (b"", "the Word file is damaged, or is none"),
    "text": ("학습지".encode(), "the Word file is damaged, or is none"),
    "old": (OLE, "this is a Word file of the old kind (.doc)"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "the Word file is protected by a password"),
    "hancom": (OLE + "FileHeader".encode("utf-16-le"), "this is a Hancom file (.hwp), not a Word file"),
    "other zip": (zipped(mimetype=b"application/hwp+zip"), "the Word file is damaged, or is none"),
    "cut off": (specimen_of(make(Choices(), FONTS))[:4000], "the Word file is damaged, or is none"),
    "no styles": (word_file(), "the Word file has no styles"),
    "broken styles": (word_file(styles="<w:styles"), "the Word file is damaged, or is none"),
    "bomb": (zipped(_rels__=b"", **{"_rels__.rels": bytes(100_000_001)}), "the Word file is too large"),
    "strict": (zipped(_rels__=b"", **{"_rels__.rels": b"http://purl.oclc.org/ooxml/x"}), "the Word file is saved in"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_named_with_a_remedy(tmp_path: Path, name: str) -> None:
    data, message = BROKEN[name]
    with pytest.raises(CoursewareError, match=message.replace("(", "\\(").replace(")", "\\)")) as caught:
        read(data, tmp_path)
    (problem,) = caught.value.problems
    assert problem.file == tmp_path / "reference.docx"
    assert problem.remedy


def test_relationships_that_lead_nowhere_count_as_absent(tmp_path: Path) -> None:
    for name in ("libreoffice", "libreoffice-specimen", "pandoc"):
        whole = (FOLDER / f"{name}.docx").read_bytes()
        assert read(leading_nowhere(whole), tmp_path) == read(whole, tmp_path)


@pytest.mark.parametrize("part", ["settings", "theme", "numbering", "fontTable", "header1", "footer1", "footnotes"])
def test_a_part_that_is_missing_counts_as_absent(tmp_path: Path, part: str) -> None:
    name = "word/theme/theme1.xml" if part == "theme" else f"word/{part}.xml"
    adopted = read(changed(specimen_of(make(Choices(primary="7A122B"), FONTS)), {name: None}), tmp_path)
    assert adopted.style.look("title").color == "7A122B"
    assert not [problem for problem in adopted.problems if problem.message == lost.SPOILT]


def test_only_what_says_how_a_file_looks_is_read(tmp_path: Path) -> None:
    """Not what the body shows, nor comments, nor where all is listed; any number of them, of any size."""
    whole = specimen_of(make(Choices(primary="7A122B"), FONTS))
    useless = dict.fromkeys(("[Content_Types].xml", "docProps/core.xml", "word/comments.xml"), b"<broken")
    many = {f"word/media/{number}.png": b"" for number in range(2001)}
    big = {"word/afchunk.xml": bytes(100_000_001)}
    assert read(changed(whole, useless | many | big), tmp_path) == read(whole, tmp_path)


def test_a_damaged_part_that_a_look_can_do_without_is_named(tmp_path: Path) -> None:
    broken = changed(specimen_of(make(Choices(), FONTS)), {"word/numbering.xml": b"<w:numbering"})
    assert told(read(broken, tmp_path).problems) == [
        "warning: a part of the Word file is damaged and counts as absent (word/numbering.xml)"
    ]


def test_parts_are_found_however_their_names_are_spelled(tmp_path: Path) -> None:
    whole = word_file(**parts("korean-word"))
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        links = package.read("word/_rels/document.xml.rels").decode()
    spelled = links.replace('"styles.xml"', '"/word/STYLES.xml"').replace('"theme.xml"', '"../word/./theme.xml"')
    assert spelled != links
    found = read(changed(whole, {"word/_rels/document.xml.rels": spelled.encode()}), tmp_path)
    assert found == read(whole, tmp_path)


def test_values_that_are_none_of_words_stop_nothing(tmp_path: Path) -> None:
    sheet = """
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>
      <w:pPr><w:spacing w:after="x"/><w:ind w:left="1cm"/><w:shd w:val="pctx" w:fill="zz"/></w:pPr>
      <w:rPr><w:sz/><w:color w:val="red"/></w:rPr></w:style>"""
    section = '<w:sectPr><w:pgSz w:w="a" w:h=""/><w:pgMar w:top="b"/><w:cols w:num="c"/></w:sectPr>'
    body = read(word_file(styles=styles(sheet), document=document(section)), tmp_path).style.look("body")
    assert (body.size, body.after, body.left, body.color, body.fill) == (10, 0, 0, "000000", None)


def test_a_page_without_room_is_read_also_where_no_style_is_called_header(tmp_path: Path) -> None:
    section = '<w:sectPr><w:pgSz w:w="1" w:h="16838"/></w:sectPr>'
    adopted = read(word_file(styles=styles(""), document=document(section)), tmp_path)
    assert adopted.style.page.text_width < 0  # which the course is refused for
    assert lost.INDENTS not in {problem.message for problem in adopted.problems}


SECTIONS = {
    "<w:titlePg/>": "another header or footer on the first page is not taken over",
    '<w:docGrid w:type="lines" w:linePitch="360"/>': "the line grid is not taken over",
    '<w:textDirection w:val="tbRl"/>': "vertical text is not taken over",
    '<w:pgBorders><w:top w:val="single"/></w:pgBorders>': "a border around the page is not taken over",
    '<w:titlePg w:val="0"/><w:docGrid w:linePitch="360"/><w:textDirection w:val="lrTb"/><w:cols w:space="5"/>': "",
}


@pytest.mark.parametrize("section", SECTIONS)
def test_what_a_section_asks_for_in_vain(tmp_path: Path, section: str) -> None:
    text = document(f"<w:sectPr>{section}</w:sectPr>")
    found = told(read(word_file(styles=styles(""), document=text), tmp_path).problems)
    assert found == [f"note: {SECTIONS[section]}"] * bool(SECTIONS[section])


# In a course


def course(space: Workspace, name: str) -> Course:
    return Press(space).course(name)


@pytest.fixture
def school(space: Workspace) -> Workspace:
    """A workspace whose course “school” has the specimen of another one."""
    start.new_course(space, "school", course(space, "ir-seminar"), specimen=True)
    return space


def test_with_an_unchanged_specimen_handouts_look_the_same(school: Workspace) -> None:
    assert course(school, "school").style == course(school, "ir-seminar").style
    assert checks.course_problems(course(school, "school")) == []


def test_a_font_file_of_the_other_course_goes_with_its_specimen(space: Workspace) -> None:
    folder = space.root / "templates" / "ir-seminar"
    (folder / "ours.ttf").write_bytes(renamed(SHIPPED.regular))
    edit(folder / "course.yaml", "paper: Letter", "paper: Letter\nfonts: {body: ours.ttf}")
    start.new_course(space, "school", course(space, "ir-seminar"), specimen=True)
    assert course(space, "school").style == course(space, "ir-seminar").style
    assert course(space, "school").style.fonts.body.regular == folder / "ours.ttf"


def test_the_word_file_wins_over_what_course_yaml_says(school: Workspace) -> None:
    path = school.root / "templates" / "school" / "course.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\npaper: B4\n", encoding="utf-8")
    made = course(school, "school")
    assert (made.style.page.width, made.style.page.height) == PAPERS["Letter"]
    (problem,) = checks.course_problems(made)
    assert told((problem,)) == ["note: “paper” gives way to what reference.docx says"]
    assert (problem.file, problem.field) == (path, "paper")


def test_a_course_takes_over_the_word_file_of_the_one_that_it_extends(school: Workspace) -> None:
    start.new_course(school, "tuesday", course(school, "school"))
    path = school.root / "templates" / "school" / "reference.docx"
    path.write_bytes(specimen_of(make(Choices(primary="7A122B"), FONTS)))
    made = course(school, "tuesday")
    assert (made.reference, made.style.colors.primary) == (path, "7A122B")


def test_archival_files_stay_the_courses_own_choice(school: Workspace) -> None:
    path = school.root / "templates" / "school" / "course.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\npdf: archival\n", encoding="utf-8")
    assert course(school, "school").style.archival


def test_a_changed_word_file_makes_its_handouts_out_of_date(school: Workspace) -> None:
    job = Job(UNIT, "school", "ko", "student", "pdf")
    path = school.root / "templates" / "school" / "reference.docx"
    before = Press(school).inputs(job)
    (path.parent / "~$ference.docx").write_bytes(b"Word is open")
    assert Press(school).inputs(job) == before
    path.write_bytes(specimen_of(make(Choices(body_size=12), FONTS)))
    assert Press(school).inputs(job) != before


def test_pale_letters_of_a_word_file_are_named_at_that_file(school: Workspace) -> None:
    path = school.root / "templates" / "school" / "reference.docx"
    style = make(Choices(), FONTS)
    pale = {"header": replace(style.look("header"), color="AAAAAA"), "box": replace(style.look("box"), fill="666666")}
    path.write_bytes(specimen_of(replace(style, looks=style.looks | pale)))
    problems = checks.course_problems(course(school, "school"))
    assert [(problem.values["name"], problem.file, problem.level) for problem in problems] == [
        ("Box", path, "warning"),
        ("header", path, "warning"),
    ]


def test_fonts_to_fall_back_on_do_not_compete_with_a_word_file(school: Workspace) -> None:
    path = school.root / "templates" / "school" / "course.yaml"
    path.write_text(path.read_text(encoding="utf-8") + '\nfonts: {fallback: ["Noto Sans KR"]}\n', encoding="utf-8")
    assert checks.course_problems(course(school, "school")) == []


def test_a_file_of_another_kind_beside_it_is_named(school: Workspace) -> None:
    folder = school.root / "templates" / "school"
    (folder / "reference.docx").rename(folder / "Reference.hwp")
    (problem,) = checks.course_problems(course(school, "school"))
    assert told((problem,)) == ["warning: this file is not read; a course takes its look from reference.docx"]


def test_margins_that_leave_no_room_are_the_word_files_mistake(school: Workspace) -> None:
    path = school.root / "templates" / "school" / "reference.docx"
    style = make(Choices(), FONTS)
    path.write_bytes(base(replace(style, page=replace(style.page, left=250, right=250))))
    with pytest.raises(CoursewareError, match="too little room") as caught:
        courses.load("school", school.template_folders)
    assert caught.value.problems[0].file == path


def test_the_course_folder_counts_its_spelling_little(school: Workspace) -> None:
    folder = school.root / "templates" / "school"
    (folder / "reference.docx").rename(folder / "Reference.DOCX")
    assert course(school, "school").reference == folder / "Reference.DOCX"
