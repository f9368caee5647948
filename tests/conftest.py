"""What the tests share: a workshop on the project's own workspace, and a workspace of one's own to change."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

from courseware.build.press import Press
from courseware.unit.model import Unit
from courseware.workspace.layout import Workspace

ROOT = Path(__file__).parent.parent
UNIT = "pyongyang-summit-2024"
T = TypeVar("T")

settings.register_profile(
    "project",
    deadline=None,  # a busy computer is no mistake
    derandomize=True,  # a change is judged by the same examples as the one before
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("search", settings.get_profile("project"), derandomize=False, max_examples=1000)
settings.load_profile("project")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was skipped, and why."""
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.getreports("skipped"))
    if reasons:
        told = "; ".join(f"{reason} ({count})" for reason, count in sorted(reasons.items()))
        terminalreporter.write_line(f"skipped: {told}")


@pytest.fixture(scope="session")
def press() -> Press:
    return Press(Workspace(ROOT))


@pytest.fixture(scope="session")
def unit(press: Press) -> Unit:
    return press.unit(UNIT)


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


def some(things: Iterable[T]) -> list[T]:
    """The things, of which there has to be at least one: a loop over none would hold whatever it asserts."""
    found = list(things)
    assert found, "nothing to go through"
    return found
