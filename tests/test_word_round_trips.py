"""What other programs make of a Word file: pandoc reads what it says, LibreOffice takes it to ODT and back."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from urllib.parse import unquote

import pytest

from courseware.build.press import Job, Press, Selection
from courseware.document.blocks import (
    Block,
    Document,
    Figure,
    Heading,
    Inlines,
    Item,
    List,
    Table,
    entries,
    plain,
    texts,
    walk,
)
from courseware.formats.docx import write
from courseware.formats.docx.runs import target
from courseware.handout.proof import SHORTEST
from courseware.unit.model import strings
from courseware.workspace.layout import Workspace
from tests import docx_reading, pandoc_reading
from tests.conftest import ROOT, UNIT
from tests.docx_reading import W, everything, paragraphs, style, words

pytestmark = pytest.mark.slow

JOBS = [
    Job(UNIT, course, lang, edition, "docx")
    for course in ("ir-seminar", "korean-reading")
    for lang in ("ko", "en")
    for edition in ("student", "teacher")
]
each_job = pytest.mark.parametrize("job", JOBS, ids=lambda job: f"{job.course}-{job.lang}-{job.edition}")
SOFFICE = shutil.which("soffice")


@cache
def shop() -> Press:
    return Press(Workspace(ROOT))


@cache
def made(job: Job) -> tuple[Document, bytes]:
    return shop().handout(job).document, shop().write(job)[0]


@cache
def read(job: Job) -> pandoc_reading.Reading:
    return pandoc_reading.read(made(job)[1])


def flat(text: str) -> str:
    return " ".join(text.split())


def said(text: Inlines) -> str:
    return flat(plain(text))


def found(texts: Sequence[str]) -> list[str]:
    return [flat(text) for text in texts]


# pandoc


@each_job
def test_pandoc_finds_every_heading_at_its_level(job: Job) -> None:
    wanted = [(b.level - 1, said(b.text)) for b in walk(made(job)[0].blocks) if isinstance(b, Heading) and b.level > 1]
    assert [(level, flat(text)) for level, text in read(job).headings] == wanted
    assert len(wanted) > 5


def items(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Every item of every list with its number, 0 for a bullet."""
    for block in walk(blocks):
        if isinstance(block, Table):
            lists = [part for row in block.rows for cell in row for part in entries(cell) if part.sign]
            yield from ((0, said(line)) for part in lists for line in part.lines)
        if isinstance(block, List):
            for number, item in enumerate(block.items, block.start):
                yield number if block.ordered else 0, said(item.text)


@each_job
def test_pandoc_finds_every_item_with_its_number(job: Job) -> None:
    wanted = sorted(items(made(job)[0].blocks))
    assert sorted((number, flat(text)) for number, text in read(job).items) == wanted
    assert max(number for number, _ in wanted) > 3


def test_pandoc_finds_that_a_list_starts_where_it_says() -> None:
    lists = (List((Item(docx_reading.says("가")), Item(docx_reading.says("나"))), True, start) for start in (1, 7, 1))
    document = docx_reading.document(*lists)
    reading = pandoc_reading.read(write(document, style()).data)
    assert reading.items == [(1, "가"), (2, "나"), (7, "가"), (8, "나"), (1, "가"), (2, "나")]


@each_job
def test_pandoc_finds_every_table_with_its_heading_row(job: Job) -> None:
    tables = [block for block in walk(made(job)[0].blocks) if isinstance(block, Table)]
    reading = read(job)
    assert [found(row) for row in reading.headers] == [[said(cell) for cell in table.header] for table in tables]
    assert [found(row) for row in reading.rows] == [
        [" ".join(said(line) for part in entries(cell) for line in part.lines) for cell in row]
        for table in tables
        for row in table.rows
    ]
    assert tables


def links(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for text in texts(blocks):
        for link, runs in groupby(text, key=lambda run: target(run.link)):
            if link:
                yield "#" if link.startswith("#") else link, said(tuple(runs))


@each_job
def test_pandoc_finds_every_link_and_every_description_of_a_picture(job: Job) -> None:
    blocks = made(job)[0].blocks
    assert [(target, flat(text)) for target, text in read(job).links] == list(links(blocks))
    assert found(read(job).pictures) == [block.alt for block in walk(blocks) if isinstance(block, Figure)]


def test_pandoc_finds_links_and_descriptions_where_there_are_some() -> None:
    handout = everything()
    reading = pandoc_reading.read(write(handout, style()).data)
    assert reading.links == list(links(handout.blocks)) != []
    assert "#" in dict(reading.links)
    assert reading.pictures == ["그림", "회색 네모"]


@pytest.mark.parametrize(
    "job", [job for job in JOBS if job.edition == "student"], ids=lambda job: f"{job.course}-{job.lang}"
)
def test_pandoc_finds_no_word_of_the_teachers_in_a_students_file(job: Job) -> None:
    def letters(text: str) -> str:
        return re.sub(r"[\W_]+", "", text).casefold()

    unit, handout = shop().unit(job.unit), shop().handout(job)
    public = letters(" ".join([*strings(unit, teacher=False), *map(plain, texts(handout.document.blocks))]))
    secrets = {letters(text) for text in (*strings(unit, teacher=True), *handout.withheld)}
    secrets = {text for text in secrets if len(text) >= SHORTEST and text not in public}
    shown = letters(pandoc_reading.converted(made(job)[1], "plain"))
    assert not [text for text in secrets if text in shown]
    assert len(secrets) > 20
    teachers = letters(
        pandoc_reading.converted(made(Job(job.unit, job.course, job.lang, "teacher", "docx"))[1], "plain")
    )
    assert [text for text in secrets if text in teachers]


def test_pandoc_finds_footnotes_in_their_order() -> None:
    handout = everything()
    found_notes = found(pandoc_reading.read(write(handout, style()).data).notes)
    assert found_notes == docx_reading.parted(handout.blocks)[1]
    assert len(found_notes) == 4


# LibreOffice


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Files before and after a way through ODT."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    files = {f"{job.course}-{job.lang}": made(job)[1] for job in JOBS if job.edition == "teacher"}
    files["everything"] = write(everything(), style()).data
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    for kind, end, into in (("docx", "odt", "odt"), ("odt", "docx:MS Word 2007 XML", "back")):
        paths = sorted(folder.glob(f"**/*.{kind}"))
        command = [SOFFICE, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", end]
        subprocess.run(
            [*command, "--outdir", str(folder / into), *map(str, paths)], check=True, capture_output=True, timeout=300
        )
    return {name: (data, (folder / "back" / f"{name}.docx").read_bytes()) for name, data in files.items()}


RETURNED = ("ir-seminar-ko", "ir-seminar-en", "korean-reading-ko", "korean-reading-en", "everything")
each_returned = pytest.mark.parametrize("name", RETURNED)


@each_returned
def test_libreoffice_keeps_every_word(returned: dict[str, tuple[bytes, bytes]], name: str) -> None:
    before, after = ([flat(words(node)) for node in paragraphs(data)] for data in returned[name])
    assert [text for text in after if text] == [text for text in before if text]


@each_returned
def test_libreoffice_keeps_headings_lists_heading_rows_and_links(
    returned: dict[str, tuple[bytes, bytes]], name: str
) -> None:
    before, after = (pandoc_reading.read(data) for data in returned[name])
    numbers = [[(number, flat(text)) for number, text in docx_reading.numbered(data)] for data in returned[name]]
    assert [(level, flat(text)) for level, text in after.headings] == before.headings
    assert numbers[0] == numbers[1] != []
    assert after.headers == before.headers
    assert after.notes == before.notes
    assert [(unquote(link), text) for link, text in after.links] == [
        (unquote(link), text) for link, text in before.links
    ]


@each_returned
def test_libreoffice_keeps_as_many_lines_to_write_on(returned: dict[str, tuple[bytes, bytes]], name: str) -> None:
    def lines(data: bytes) -> int:
        named = {
            node.get(f"{W}styleId"): node.find(f"{W}name").get(f"{W}val")  # type: ignore[union-attr]
            for node in docx_reading.part(data, "word/styles.xml").iter(f"{W}style")
        }
        return [named.get(docx_reading.value(node, "pPr/pStyle")) for node in paragraphs(data)].count("Writing Line")

    before, after = map(lines, returned[name])
    assert before == after
    assert before or name != "everything", "teachers' editions have answers instead"


def test_libreoffice_keeps_columns(returned: dict[str, tuple[bytes, bytes]]) -> None:
    before, after = (
        [columns.get(f"{W}num", "1") for columns in docx_reading.body(data).iter(f"{W}cols")]
        for data in returned["everything"]
    )
    assert [number for number in after if number != "1"] == [number for number in before if number != "1"] == ["2", "3"]


def test_the_samples_are_the_ones_that_the_courses_ask_for() -> None:
    assert set(JOBS) == set(shop().jobs(Selection(formats=("docx",)))[0])
