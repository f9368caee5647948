"""What Word's Accessibility Checker would find: nothing in a handout, and each fault in a file broken for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from courseware.build.press import Job, Press, Selection
from courseware.document.blocks import Heading
from courseware.formats.docx import accessible, write
from courseware.formats.docx.accessible import word_problems
from courseware.look.style import contrast_of
from courseware.text.particles import fill
from courseware.workspace.layout import Workspace
from tests.conftest import edit
from tests.docx_reading import TABLE, document, everything, files, packed, says, style

CELL = '<w:tc><w:tcPr><w:tcW w:w="'
BROKEN = {
    "All non-text content has alternative text": ("word/document.xml", 'descr="회색 네모"', 'descr=""'),
    "Image or object is inline with the text": ("word/document.xml", "wp:inline", "wp:anchor"),
    "Tables specify column header information": ("word/document.xml", "<w:tblHeader/>", ""),
    "Table has a simple structure": ("word/document.xml", CELL, '<w:tc><w:tcPr><w:vMerge/><w:tcW w:w="'),
    "Documents use heading styles": ("word/styles.xml", "<w:outlineLvl", "<w:nothing"),
    "Sufficient contrast between text and background": ("word/styles.xml", 'w:val="57606A"', 'w:val="C0C0C0"'),
    "Headings leave out no level (not in Word's list)": (
        "word/document.xml",
        '<w:pStyle w:val="Heading1"/>',
        '<w:pStyle w:val="Heading3"/>',
    ),
    "The document has a title (not in Word's list)": ("docProps/core.xml", ">푸틴의 평양 방문<", "> <"),
    "Every text has a language (not in Word's list)": (
        "word/document.xml",
        '<w:lang w:val="ko-KR" w:eastAsia="ko-KR"/>',
        "",
    ),
}


def broken(data: bytes, name: str, good: str, bad: str) -> bytes:
    """The file with `good`, which has to be there, replaced in one part."""
    parts = files(data)
    assert good.encode() in parts[name]
    return packed(parts | {name: parts[name].replace(good.encode(), bad.encode())})


def complaints(data: bytes) -> list[str]:
    return [fill(problem.message, **problem.values) for problem in word_problems(data)]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_nothing_is_found_in_a_handout_with_every_kind_of_block(lang: str) -> None:
    assert complaints(write(everything(lang), style()).data) == []


def test_nothing_is_found_in_the_sample_handouts(press: Press) -> None:
    jobs = press.jobs(Selection(formats=("docx",)))[0]
    assert len(jobs) == 8
    for job in jobs:
        assert press.barriers(job) == [], job


def test_every_rule_has_its_broken_file() -> None:
    assert set(BROKEN) == set(accessible.RULES)


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_finds_the_file_that_was_broken_for_it_and_the_others_do_not(rule: str) -> None:
    data = broken(write(everything(), style()).data, *BROKEN[rule])
    found = {name for name, check in accessible.RULES.items() if list(check(accessible._Word(data)))}
    assert found == {rule}


def test_a_file_name_is_no_description() -> None:
    data = broken(write(everything(), style()).data, "word/document.xml", 'descr="회색 네모"', 'descr="map.png"')
    assert complaints(data) == ["in the Word file the picture “map.png” has no description"]


def test_a_table_in_a_table_is_no_simple_structure() -> None:
    whole = write(document(TABLE), style()).data
    inner = "<w:tbl><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>"
    data = broken(whole, "word/document.xml", "</w:tcPr><w:p>", f"</w:tcPr>{inner}")
    assert "in the Word file a table has merged or split cells: “낱말뜻조약treaty제재制裁sanctions”" in complaints(data)


def test_a_heading_row_without_words_heads_nothing() -> None:
    blank = replace(TABLE, header=((), ()))
    data = write(document(Heading(2, says("표")), blank), style()).data
    assert complaints(data) == ["in the Word file a table has no heading row: “조약treaty제재制裁sanctions”"]


def test_text_on_a_dark_heading_row_is_held_against_the_row() -> None:
    whole = write(everything(), style()).data
    data = broken(whole, "word/styles.xml", 'w:fill="F1F4F8"/><w:vAlign', 'w:fill="1F3864"/><w:vAlign')
    assert complaints(data) == ["in the Word file the text “낱말” is too pale to read (contrast 1.0, 4.5 is the least)"]


def test_black_on_white_has_the_greatest_contrast_and_no_colour_has_any_with_itself() -> None:
    assert contrast_of("000000", "FFFFFF") == pytest.approx(21)
    assert contrast_of("AB12CD", "AB12CD") == 1


def test_check_names_what_a_template_makes_hard_to_read(space: Workspace) -> None:
    template = space.root / "templates/korean-reading/handout.md"
    edit(template, '## {{ _("Before you read") }}', '### {{ _("Before you read") }}')
    press = Press(space)
    (problem,) = press.barriers(Job("pyongyang-summit-2024", "korean-reading", "ko", "student", "docx"))
    assert fill(problem.message, **problem.values) == "the heading “읽기 전에” leaves out a level"
    assert (problem.file, problem.level) == (template, "warning")
