"""What the tests share: a workshop on the project's own workspace, and a workspace of one's own to change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from courseware.build import Workshop
from courseware.model import Unit
from courseware.workspace import Workspace

ROOT = Path(__file__).parent.parent
UNIT = "pyongyang-summit-2024"


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    return Workshop(Workspace(ROOT))


@pytest.fixture(scope="session")
def unit(workshop: Workshop) -> Unit:
    return workshop.unit(UNIT)


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """A workspace with the sample unit, the courses and the labels, free to be changed."""
    for part in ("seeds", "templates", "locales"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return Workspace(tmp_path)


def edit(path: Path, old: str, new: str) -> None:
    """Replace `old`, which has to be there, by `new`."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")
