"""What is heard of the samples: golden texts of two, and what holds for all of them."""

from __future__ import annotations

import itertools

import pytest

from courseware.build.press import Job, Press, Selection
from courseware.document.blocks import AnswerLines, NameLine, Note, Table, walk
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, some
from tests.heard import SAMPLES, SHOWN, golden, heard

FORMATS = ("pdf", "docx")
COURSES = ("ir-seminar", "korean-reading")


@pytest.fixture(scope="module")
def shop() -> Press:
    return Press(Workspace(ROOT))


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("sample", SAMPLES, ids="-".join)
def test_what_is_heard_of_a_sample_is_what_was_looked_at(
    shop: Press, sample: tuple[str, str, str], file_format: str
) -> None:
    """After a change that was meant: `python -m tests.heard`, and read what has become of it."""
    course, lang, edition = sample
    data, _ = shop.write(Job(UNIT, course, lang, edition, file_format))
    wanted = golden(course, lang, edition, file_format).read_text(encoding="utf-8")
    assert heard(data, file_format, SHOWN) == wanted.splitlines()


@pytest.fixture(scope="module")
def samples(shop: Press) -> list[tuple[Job, list[str]]]:
    jobs = shop.jobs(Selection(units=(UNIT,), courses=COURSES))[0]
    return [(job, [line.strip() for line in heard(shop.write(job)[0], job.format)]) for job in jobs]


def test_every_row_below_the_head_begins_with_its_heading(samples: list[tuple[Job, list[str]]]) -> None:
    for job, lines in some(samples):
        rows = [below for line, below in itertools.pairwise(lines) if line == "row"]
        heads = [below for below in rows if below.startswith("column heading")]
        assert rows
        assert all(below.startswith(("column heading", "row heading")) for below in rows), job
        assert len(rows) > len(heads) > 1


def test_no_two_lines_of_a_cell_are_heard_as_one(samples: list[tuple[Job, list[str]]]) -> None:
    for job, lines in some(samples):
        assert not [line for line in lines if "⏎" in line and not line.startswith("“")], job


def test_every_blank_and_every_box_for_the_teacher_says_what_it_is(
    shop: Press, samples: list[tuple[Job, list[str]]]
) -> None:
    for job, lines in some(samples):
        blocks = list(walk(shop.handout(job).document.blocks))
        labels = [block.label for block in blocks if isinstance(block, AnswerLines)]
        labels += [label for block in blocks if isinstance(block, NameLine) for label in block.labels]
        boxes = [block.label for block in blocks if isinstance(block, Note) and block.role == "teacher"]
        text = "\n".join(lines)
        assert all(labels + boxes)
        assert [text.count(f"[field: {label}]") for label in dict.fromkeys(labels)] == [
            labels.count(label) for label in dict.fromkeys(labels)
        ], job
        said = "[field: {}]" if job.format == "docx" else "({})"
        assert sum(text.count(said.format(label)) for label in set(boxes)) == len(boxes), job
        assert labels or boxes


def test_every_table_has_its_name(shop: Press, samples: list[tuple[Job, list[str]]]) -> None:
    for job, lines in some(samples):
        tables = [block for block in walk(shop.handout(job).document.blocks) if isinstance(block, Table)]
        names = [f"table “{table.caption}”, {len(table.rows) + 1} rows" for table in tables]
        assert [line for line in lines if line.startswith("table “")] == names
        assert names
