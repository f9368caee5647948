"""The sample handouts, every course, language and edition: the same words in every format, and no fault to be seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from courseware.build.press import Job, Press, Selection
from courseware.document.blocks import plain, texts
from courseware.workspace.layout import Workspace
from tests import docx_reading, pdf_reading
from tests.conftest import ROOT, UNIT, some
from tests.docx_reading import W

COURSES = ("ir-seminar", "korean-reading")
HANDOUTS = [
    (course, lang, edition) for course in COURSES for lang in ("ko", "en") for edition in ("student", "teacher")
]
BY_FORMAT = {
    "docx": lambda data: [docx_reading.words(paragraph) for paragraph in docx_reading.paragraphs(data)],
    "pdf": lambda data: [text.replace("\N{SOFT HYPHEN}", "") for text in pdf_reading.read(data).texts()],
}
each_handout = pytest.mark.parametrize(("course", "lang", "edition"), HANDOUTS)


@pytest.fixture(scope="module")
def made() -> dict[Job, tuple[bytes, int | None]]:
    """Every sample file, made once for all these tests."""
    press = Press(Workspace(ROOT))
    return {job: press.write(job) for job in press.jobs(Selection(units=(UNIT,), courses=COURSES))[0]}


@pytest.mark.parametrize("file_format", BY_FORMAT)
@each_handout
def test_each_format_shows_the_words_of_the_blocks_and_no_others(
    press: Press, made: dict[Job, tuple[bytes, int]], course: str, lang: str, edition: str, file_format: str
) -> None:
    job = Job(UNIT, course, lang, edition, file_format)
    wanted = " ".join(plain(text) for text in texts(press.handout(job).document.blocks)).split()
    assert " ".join(BY_FORMAT[file_format](made[job][0])).split() == wanted
    assert len(wanted) > 1000


@each_handout
def test_the_auditor_of_word_files_finds_nothing(
    made: dict[Job, tuple[bytes, int]], tmp_path: Path, course: str, lang: str, edition: str
) -> None:
    path = tmp_path / "handout.docx"
    path.write_bytes(made[Job(UNIT, course, lang, edition, "docx")][0])
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, result.errors


@each_handout
def test_nothing_in_a_word_file_is_placed_by_spaces_empty_paragraphs_or_tabs_without_stops(
    made: dict[Job, tuple[bytes, int]], course: str, lang: str, edition: str
) -> None:
    data = made[Job(UNIT, course, lang, edition, "docx")][0]
    body = docx_reading.body(data)
    typed = [node.text for node in body.iter(f"{W}t") if next(node.iterancestors(f"{W}sdt"), None) is None]
    assert not [text for text in typed if re.search(r"\s{2}|^\s*$", text) and text != " "]
    assert not list(body.iter(f"{W}txbxContent", f"{W}pict"))
    assert not [table for table in body.iter(f"{W}tbl") if next(table.iterancestors(f"{W}tbl"), None) is not None]
    for paragraph in some(docx_reading.paragraphs(data)):
        properties, said = docx_reading.properties(paragraph), docx_reading.words(paragraph)
        hangs = properties.find(f"{W}ind[@{W}hanging]") is not None
        assert "\t" not in said or hangs or properties.find(f"{W}tabs") is not None
        assert said or next(paragraph.iter(f"{W}drawing"), None) is not None or may_be_empty(paragraph)


def may_be_empty(paragraph: etree._Element) -> bool:
    """A line to write on, a cell without words, and what Word wants behind a table."""
    before = paragraph.getprevious()
    behind_a_table = before is not None and before.tag == f"{W}tbl"
    alone_in_a_cell = before is not None and before.tag == f"{W}tcPr"
    allowed = {"WritingLine": True, "TableText": alone_in_a_cell, "Separator": behind_a_table}
    return allowed.get(docx_reading.style_of(paragraph), False)


@each_handout
def test_a_pdf_has_title_language_bookmarks_and_embedded_fonts(
    made: dict[Job, tuple[bytes, int]], course: str, lang: str, edition: str
) -> None:
    import pypdfium2

    data = made[Job(UNIT, course, lang, edition, "pdf")][0]
    reading = pdf_reading.read(data)
    document = pypdfium2.PdfDocument(data)
    marks = [mark.get_title() for mark in document.get_toc()]
    assert pdf_reading.string(reading.catalog["Lang"]).startswith(lang)
    assert {"ko": "배경", "en": "Background"}[lang] in marks
    assert document.get_metadata_dict()["Title"]
    assert reading.fonts()
    assert all(reading.fonts().values())
    assert reading.untagged() == ""
    document.close()


@each_handout
def test_every_page_says_course_unit_page_and_edition(
    press: Press, made: dict[Job, tuple[bytes, int]], course: str, lang: str, edition: str
) -> None:
    job = Job(UNIT, course, lang, edition, "pdf")
    reading, pages = pdf_reading.read(made[job][0]), made[job][1]
    name, title = str(press.course(course).name[lang]), str(press.unit(UNIT).title[lang])
    mark = {"ko": "교사용", "en": "Teacher’s edition"}[lang]
    number = {"ko": "{n} / {m}쪽", "en": "Page {n} of {m}"}[lang]
    for n in range(pages):
        margin = reading.artifacts(n)
        assert name in margin
        assert title in margin
        assert number.format(n=n + 1, m=pages) in margin
        assert (mark in margin) == (edition == "teacher")


@pytest.mark.slow
def test_editions_announce_no_teachers_word_to_students(press: Press, made: dict[Job, tuple[bytes, int]]) -> None:
    for job, (data, _) in some(made.items()):
        found = re.sub(r"\s", "", " ".join(BY_FORMAT[job.format](data)))
        look_for = str(press.unit(UNIT).questions.questions[0].look_for[0][job.lang])
        assert (re.sub(r"\s", "", look_for) in found) == (job.edition == "teacher"), job


def test_formats_of_one_handout_are_files_of_a_reasonable_size(made: dict[Job, tuple[bytes, int]]) -> None:
    for job, (data, _) in some(made.items()):
        assert len(data) < 250_000, job
