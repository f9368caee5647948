"""The Makefile: what it fetches from the internet it tells before, and only then."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the Makefile beside a Python that only says what it is asked to do."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    script = 'if [ "$2" = venv ]; then mkdir -p .venv/bin; cp "$0" .venv/bin/python; cp "$0" .venv/bin/courseware; fi\n'
    (tmp_path / "python").write_text(f'#!/bin/sh\n{script}echo "$*"\n', encoding="utf-8")
    (tmp_path / "python").chmod(0o755)
    return tmp_path


def make(folder: Path, target: str) -> list[str]:
    command = ["make", "--no-print-directory", f"PYTHON={folder / 'python'}", target]
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, encoding="utf-8", check=True)
    return [line for line in done.stdout.splitlines() if "sys.version_info" not in line]


@pytest.mark.parametrize("target", ["handouts", "test"])
def test_a_first_run_says_at_once_that_it_fetches_and_for_how_long(folder: Path, target: str) -> None:
    first = make(folder, target)
    assert "인터넷" in first[0]
    assert "분쯤" in first[0]
    assert first[1].startswith("Fetching what is needed from the internet: about ")
    assert [line.split()[1] for line in first[2:4]] == ["venv", "pip"]


@pytest.mark.parametrize("target", ["handouts", "test"])
def test_a_second_run_fetches_nothing_and_says_nothing_of_it(folder: Path, target: str) -> None:
    make(folder, target)
    again = "\n".join(make(folder, target))
    assert "pip" not in again
    assert "internet" not in again
    assert "인터넷" not in again
