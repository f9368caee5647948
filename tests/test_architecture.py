"""The house: imports point one way, files say what they are for, and nothing reaches for a network or a clock."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "courseware"
FILES = sorted(path for path in PACKAGE.rglob("*.py"))
ORDER = [
    {"particles", "hanja", "romanization", "images"},
    {"errors", "blocks", "style"},
    {"textfile", "files", "yamltree"},
    {"model", "fonts"},
    {"article", "facts", "yamlfile", "yamltext", "labels", "markdown", "writers"},
    {"reference"},
    {"seeds", "schema", "courses", "proof", "accessible", "ledger", "snapshot"},
    {"checks", "workspace", "template"},
    {"handout", "start", "speech", "drafting"},
    {"build", "report"},
    {"cli"},
    {"__main__"},
]
"""From what knows nothing to what knows everything; a file imports from its own row or from one above it."""
FORBIDDEN = {"socket", "urllib.request", "http", "requests", "ftplib", "smtplib", "random", "secrets", "uuid"}


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    """The names of the modules that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} if node.module != "courseware" else {f"courseware.{a.name}" for a in node.names}
    return found


def floor(name: str) -> int:
    return next(n for n, row in enumerate(ORDER) if name in row)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    if room(path) == "__init__":
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "courseware" and len(parts) > 1 and parts[1] != "__version__":
            assert floor(parts[1]) <= floor(room(path)), f"{path.name} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_says_what_it_is_for_in_one_sentence(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert text
    assert text.splitlines()[0].endswith((".", ":"))


def test_writers_do_not_see_units_courses_or_templates() -> None:
    for path in (PACKAGE / "writers").rglob("*.py"):
        seen = {name.split(".")[1] for name in imported(path) if name.startswith("courseware.")}
        assert seen <= {"blocks", "style", "errors", "fonts", "writers"}, path


def test_the_two_writers_do_not_see_each_other() -> None:
    for mine, other in (("docx", "pdf"), ("pdf", "docx")):
        for path in (PACKAGE / "writers" / mine).rglob("*.py"):
            assert not any(name.startswith(f"courseware.writers.{other}") for name in imported(path)), path


def test_nothing_reaches_for_a_network_or_for_chance() -> None:
    for path in FILES:
        names = imported(path)
        assert not (names | {name.split(".")[0] for name in names}) & FORBIDDEN, path


def test_only_the_command_line_prints_or_exits() -> None:
    for path in FILES:
        if room(path) in ("cli", "__main__"):
            continue
        calls = [
            node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
        ]
        names = {call.id for call in calls if isinstance(call, ast.Name)}
        assert not names & {"print", "exit", "quit", "input"}, path


def test_no_clock_and_no_working_directory_below_the_command_line() -> None:
    for path in FILES:
        if room(path) in ("cli", "__main__"):
            continue
        names = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert not names & {"now", "today", "utcnow", "cwd", "getcwd", "monotonic", "perf_counter"}, path


def test_every_file_of_the_program_stands_in_the_tour() -> None:
    tour = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for path in PACKAGE.glob("*.py"):
        if path.stem not in ("__init__", "__main__"):
            assert f"{path.stem}.py" in tour, path.name
