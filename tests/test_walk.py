"""From an article to a unit, as the page in the docs walks it: every block shows what the program really prints."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.unit import seeds
from courseware.workspace.layout import Workspace, create, first_files
from tests.conftest import ROOT
from tests.test_docs import BLOCK, steady

FINISHED = "<!-- finished -->"
EXAMPLE = ROOT / "docs" / "examples" / "night-ferry"


def workspace(folder: Path) -> Workspace:
    """A new workspace with the two articles, which the page says to copy into it."""
    space = create(folder)
    for name in ("ferry.txt", "ferry.ko.txt"):
        shutil.copy(EXAMPLE.parent / name, space.root / name)
    return space


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_walk_shows_what_the_program_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    page = ROOT / "docs" / ("from-article-to-unit.md" if lang == "en" else "from-article-to-unit.ko.md")
    space = workspace(tmp_path / "ws")
    monkeypatch.chdir(space.root)
    before, after = page.read_text(encoding="utf-8").split(FINISHED)
    for text in (before, after):
        blocks = BLOCK.findall(text)
        assert len(blocks) >= 2
        for command, shown in blocks:
            assert_shown(capsys, command, shown, lang)
        shutil.copytree(EXAMPLE, space.unit("night-ferry"), dirs_exist_ok=True)


def assert_shown(capsys: pytest.CaptureFixture[str], command: str, shown: str, lang: str) -> None:
    """Every line shown is printed; without a “…” nothing else is."""
    capsys.readouterr()
    commands.run(shlex.split(command), speech(lang, (ROOT / "locales",)))
    captured = capsys.readouterr()
    printed, wanted = steady(captured.out + captured.err), steady(shown)
    if "…" in wanted:
        assert set(wanted) - {"…"} <= set(printed), command
    else:
        assert printed == wanted, command


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_items_on_the_page_are_those_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    name = "from-article-to-unit.md" if lang == "en" else "from-article-to-unit.ko.md"
    before, after = (ROOT / "docs" / name).read_text(encoding="utf-8").split("## 5.")
    space = workspace(tmp_path / "ws")
    monkeypatch.chdir(space.root)
    for command, _ in BLOCK.findall(before)[:3]:
        commands.run(shlex.split(command), speech(lang, (ROOT / "locales",)))
    for text, folder in ((before, space.unit("night-ferry")), (after, EXAMPLE)):
        files = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.yaml"))
        items = re.findall(r"(?s)```yaml\n(.*?)```", text)
        assert items
        assert all(item in files for item in items)


def test_the_finished_unit_belongs_to_the_article() -> None:
    unit = seeds.load(EXAMPLE)
    assert not unit.is_open
    assert unit.article.paragraphs == 10


def test_examples_lie_beside_the_page_and_not_in_a_workspace(capsys: pytest.CaptureFixture[str]) -> None:
    commands.run(["docs"], speech("en", (ROOT / "locales",)))
    folder = re.findall(r"(?m)^To open them in a program of yours: (.*)$", capsys.readouterr().out)
    assert [(Path(path) / "examples" / "ferry.txt").is_file() for path in folder] == [True]
    assert not [place for place in first_files() if place.parts[0] == "docs"]
