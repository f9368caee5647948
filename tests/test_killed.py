"""A part of `python -m tests.killed`: every command that writes, stopped at some of its steps, with every failure."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from courseware.files import writing
from tests import killed
from tests.conftest import some
from tests.killed import CASES, FAILURES, Case, faults, prepared

pytestmark = pytest.mark.slow

LAST = 3
"""Steps at the end that are always taken: there things take their places."""
AMONG = 4
"""How many of the others."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_failure_leaves_is_whole_and_the_command_can_be_repeated(case: Case) -> None:
    with prepared(case) as one:
        count = len(one.steps)
        chosen = {*range(1, count + 1, max(count // AMONG, 1)), *range(count - LAST + 1, count + 1)}
        for number, at in some(enumerate(sorted(chosen))):
            failure = FAILURES[number % len(FAILURES)]
            assert list(faults(one, at, failure)) == [], (at, one.steps[at - 1], failure)


def test_a_door_that_writes_in_place_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def in_place(path: Path, data: bytes, within: Path | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        writing._write(path, data)

    monkeypatch.setattr(writing, "replace", in_place)
    case = next(case for case in CASES if case.prepare is killed._built)
    with prepared(case) as one:
        found = [fault for at, step in enumerate(one.steps, 1) if step == "write" for fault in faults(one, at, "kill")]
    assert any("neither old nor new" in fault for fault in found)


def test_a_door_that_leaves_its_litter_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "sweep", lambda _: None)
    case = next(case for case in CASES if case.prepare is killed._built)
    with prepared(case) as one:
        found = [fault for at, step in enumerate(one.steps, 1) if step == "fsync" for fault in faults(one, at, "kill")]
    assert any("litter is not swept" in fault for fault in found)


def test_a_real_kill_leaves_what_the_played_one_leaves(tmp_path: Path) -> None:
    """In a process that is spawned: a step within a file, with the old one there, and the record written before."""
    case = next(case for case in CASES if case.prepare is killed._built)
    with prepared(case) as one:
        at = len(one.steps) - list(reversed(one.steps)).index("write")
        for name in ("played", "real"):
            shutil.copytree(one.folder, tmp_path / name)
        with killed.Disk(at, "kill").watched():
            killed._killed(tmp_path / "played", case.arguments)
        assert killed.really_killed(tmp_path / "real", case.arguments, at) == killed.KILLED
    played, real = ({_numberless(path): data for path, data in left(tmp_path / name)} for name in ("played", "real"))
    assert played == real
    assert any(name.startswith(writing.LITTER) for name in map(os.path.basename, real))


def left(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every file in `root`, litter too."""
    return ((path.relative_to(root).as_posix(), path.read_bytes()) for path in root.rglob("*") if path.is_file())


def _numberless(path: str) -> str:
    """A path without the number of the process that was making it."""
    return re.sub(r"\.courseware-\d+-\d+", ".courseware-N", path)
