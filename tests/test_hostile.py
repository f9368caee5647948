"""A part of `make hostile`, and proofs that the campaign of hostile inputs sees what it looks for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.hostile import families, judging, keeping, reading
from benchmarks.hostile.families.pictures import chunk, png
from benchmarks.hostile.families.wordfiles import packed
from benchmarks.hostile.nouns import Case, Phrase
from benchmarks.hostile.stage import Stage, snapshot
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

FEW = "24"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the campaign needs Linux")
def test_a_few_hostile_inputs_of_every_family_do_no_harm() -> None:
    campaign = [sys.executable, "-m", "benchmarks.hostile", "--cases", FEW, "--seed", "11", "--processes", "1"]
    run = subprocess.run(campaign, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("family", families.FAMILIES)
def test_the_same_numbers_make_the_same_input(family: str) -> None:
    assert families.case(family, 3, 5) == families.case(family, 3, 5)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("events: []\n# mine\n", "events:\n- id: a\n# mine\n", ""),
        ("events:\n- id: a\n", "events:\n- id: b\n- id: a\n", ""),
        ("events:\n- id: a\n# mine\n", "events:\n- id: a\n- id: b\n", "a line"),
        ("events:\n-\n  id: a\n", "events:\n-\n- id: b\n  id: a\n", "an item"),
        ('"events": []\n', '"events": []\n- id: a\n', "parses"),
        ("note: x\nevents: []\n", "note: x\nevents:\n- id: a\nnote: x\n", "keys"),
        ("events: []\r\n# 가\r\n", "events:\n- id: a\n# 가\n", "a line"),
    ],
)
def test_what_an_added_item_spoilt_is_seen(before: str, after: str, what: str) -> None:
    found = keeping.lost(before.encode(), after.encode())
    assert (what in found) if what else (found == "")


def test_a_word_in_a_pictures_metadata_is_read_out_of_a_word_file() -> None:
    picture = png(extra=chunk(b"tEXt", b"Comment\0quietly marmalade"))
    parts = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x>a</x>", "word/media/p.png": picture}
    shown = "".join(map(reading.letters, reading.texts(packed(parts), ".docx")))
    assert "quietlymarmalade" in shown


def test_a_leak_is_seen_in_compatible_forms_and_behind_percent_signs() -> None:
    assert reading.letters("ｑｕｉｅｔ%6C%79") == "quietly"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path)
    made.build()
    return made


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("error: This is a fault of the program, not yours: x", "fault"),
        ("Traceback (most recent call last):\n  x\nKeyError: 1", "traceback"),
        ("error: handout.md \x1b[31mx", "control"),
        ("handout.md DecompressionBombWarning: x", "control"),
        ("error: something is wrong", "unplaced"),
        ("", "fault"),
    ],
)
def test_what_a_command_says_wrongly_is_seen(stage: Stage, text: str, sort: str) -> None:
    said = Phrase(("build",), 1, 0, text.encode(), "", 0.1, 1.0, (), 0)
    case = Case(kind="x", commands=(("build",),), blames=r"handout\.md")
    stage.lay(case)
    assert [failure.sort for failure in judging.of_command(said, stage, case)] == [sort]


def test_a_file_of_hers_that_is_gone_and_one_that_appears_elsewhere_are_seen(stage: Stage) -> None:
    case = Case(kind="x", commands=(("build",),))
    stage.lay(case)
    before = snapshot(stage.space)
    (stage.space / "seeds/ferry/quotes.yaml").unlink()
    (stage.space / "templates/tiny/evil.txt").write_text("x", encoding="utf-8")
    sorts = {failure.sort for failure in judging.of_disk(case, case.commands, before, snapshot(stage.space))}
    assert sorts == {"lost", "outside"}
