"""The docs: links lead somewhere, and every console block shows what the program really prints."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit

PACKAGE, TESTS, TOOLS = ROOT / "courseware", ROOT / "tests", ROOT / "tools"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"```console\n\$ courseware (.*?)\n(.*?)```", re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The names that a page's headings can be linked by."""
    headings = re.findall(r"(?m)^#+ (.*)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    text = re.sub(r"(?s)```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"))
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in targets if not leads_somewhere(page, *target.partition("#")[::2])] == []


def leads_somewhere(page: Path, file: str, anchor: str) -> bool:
    aim = (page.parent / file).resolve() if file else page
    return aim.exists() and (not anchor or anchor in anchors(aim))


def test_every_picture_says_what_it_shows() -> None:
    pictures = r"!\[(.*?)\]\(pictures/|!\[(.*?)\]\(docs/pictures/"
    told = ["".join(alt) for page in PAGES for alt in re.findall(pictures, page.read_text(encoding="utf-8"))]
    assert told
    assert [alt for alt in told if len(alt) <= 8] == []


def prepare(space: Workspace, command: str, shown: str, before: str) -> None:
    """Bring the workspace into the state that the page speaks of."""
    if "edited by you\t" in shown or "직접 고침\t" in shown:
        corrected = re.search(r"(?:edited by you|직접 고침)\t(\S+)", shown)
        assert corrected is not None
        path = space.root / corrected[1]
        path.write_bytes(path.read_bytes() + b"corrected")
    actors = space.unit(UNIT) / "actors.yaml"
    if "persn" in shown:
        actors.write_text(
            actors.read_text(encoding="utf-8").replace("kind: person", "kind: persn", 1), encoding="utf-8"
        )
    elif "persn" in before:
        edit(actors, "kind: persn", "kind: person")
    if command == "list":
        shutil.rmtree(space.output)
        commands.run(["build"], speech("en", (ROOT / "locales",)))
        path = space.output / "korean-reading" / UNIT / f"{UNIT}.ko.student.docx"
        path.write_bytes(path.read_bytes() + b"corrected")
        edit(space.root / "templates/korean-reading/course.yaml", "body: 10.5", "body: 11")
        commands.run(["build", "-l", "en"], speech("en", (ROOT / "locales",)))
        commands.run(["build", "-l", "ko", "-t", "pdf"], speech("en", (ROOT / "locales",)))


SLIPS = (
    ("timeline.yaml", "date: 2025-03-26", "date: 2025-03-27"),
    ("quotes.yaml", "cannot fill a boat", "cannot fill a ship"),
    ("background.yaml", "해마다 38억 원", "해마다 83억 원"),
    ("vocabulary.yaml", "hanja: 罷業", "hanja: 罷葉"),
)
"""What went wrong in the unit that docs/checking.md shows."""


@pytest.mark.parametrize("page", ["checking.md", "checking.ko.md"])
def test_the_page_on_checking_shows_what_the_program_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], page: str
) -> None:
    unit = tmp_path / "seeds" / "free-ferries"
    shutil.copytree(ROOT / "tests" / "data" / "grounding" / "free-ferries", unit)
    for file, old, new in SLIPS:
        edit(unit / file, old, new)
    monkeypatch.chdir(tmp_path)
    shown = BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert shown
    for command, wanted in shown:
        commands.run(shlex.split(command), speech("ko" if ".ko." in page else "en", (ROOT / "locales",)))
        captured = capsys.readouterr()
        assert steady(captured.err + captured.out) == steady(wanted), captured.err + captured.out


def steady(text: str) -> list[str]:
    """Lines without the counts of pages and sheets, which change with every touch of a look; in any order."""
    lines = [re.sub(r"\d+(?= (?:sheets|pages))|\d+(?=쪽|장)", "N", line.rstrip()) for line in text.strip().splitlines()]
    return sorted(lines)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "least"), [("commands.md", 10), ("commands.ko.md", 10), ("look.md", 1), ("look.ko.md", 1)]
)
def test_console_blocks_show_what_the_program_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], page: str, least: int
) -> None:
    lang = "ko" if ".ko." in page else "en"
    monkeypatch.chdir(tmp_path)
    commands.run(["init", "ws"], speech("en", (ROOT / "locales",)))
    space = Workspace(tmp_path / "ws")
    before = ""
    blocks = BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert len(blocks) >= least
    for command, shown in blocks:
        monkeypatch.chdir(tmp_path if command.startswith("init") else space.root)
        prepare(space, command, shown, before)
        capsys.readouterr()
        own_lang, rest = commands.chosen_language(shlex.split(command), {"LANG": f"{lang}_XX"})
        commands.run(rest, speech(own_lang, (ROOT / "locales",)))
        captured = capsys.readouterr()
        printed, wanted = captured.out + captured.err, shown
        if wanted.rstrip().endswith("…"):
            wanted = wanted.rstrip().removesuffix("…")
            printed = "\n".join(printed.splitlines()[: len(wanted.rstrip().splitlines())])
        assert steady(printed) == steady(wanted), command
        before = shown


# --- both languages

ENGLISH_ONLY = {"architecture", "typography"}
"""Pages of docs/ for those who write code or type."""


def test_every_page_for_teachers_stands_in_both_languages() -> None:
    english = {path.name.removesuffix(".md") for path in (ROOT / "docs").glob("*.md") if not path.stem.endswith(".ko")}
    korean = {path.name.removesuffix(".ko.md") for path in (ROOT / "docs").glob("*.ko.md")}
    assert english - ENGLISH_ONLY == korean


@pytest.mark.parametrize(
    "page", sorted(path for path in PAGES if path.with_suffix(".ko.md").is_file()), ids=lambda path: path.name
)
def test_both_languages_of_a_page_have_the_same_headings(page: Path) -> None:
    assert levels(page) == levels(page.with_suffix(".ko.md"))


def levels(page: Path) -> list[int]:
    """How deep each heading of a page is, in their order."""
    text = re.sub(r"(?s)```.*?```", "", page.read_text(encoding="utf-8"))
    return [len(signs) for signs in re.findall(r"(?m)^(#+) ", text)]


def test_what_contributing_names_is_there() -> None:
    """Files and folders, for one who adds a kind: NAME and <tag> stand for hers."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {
        code for code in re.findall(r"`([^`\n]+)`", text) if re.fullmatch(r"[\w./<>-]+(?:\.(?:py|md|po|yaml)|/)", code)
    }
    patterns = {name: re.sub(r"<\w+>|NAME", "*", name) for name in named}
    assert len(named) > 30
    assert [name for name, pattern in patterns.items() if not any(ROOT.rglob(pattern))] == []


def test_what_contributing_has_one_write_is_defined_where_it_says() -> None:
    """A table, a rule or a noun that has another name by now would be looked for in vain."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in [*PACKAGE.rglob("*.py"), *TESTS.glob("*.py"), *TOOLS.glob("*.py")]
    )
    names = {name for name in re.findall(r"`(_?[A-Z][A-Za-z_]{3,})`", text) if name not in ("NAME", "PAGE")}
    assert len(names) > 15
    assert [name for name in sorted(names) if not re.search(rf"(?m)^(?:class )?{name}\b", code)] == []


@pytest.mark.parametrize("language", ["", ".ko"])
def test_every_key_of_a_course_stands_in_the_manual(language: str) -> None:
    schema = json.loads((ROOT / "templates" / "_shared" / "course.schema.json").read_text(encoding="utf-8"))
    pages = [ROOT / "docs" / f"{page}{language}.md" for page in ("look", "templates")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert len(schema["properties"]) > 15
    assert [key for key in schema["properties"] if not re.search(rf"`{key}[:`]|^{key}:", text, re.MULTILINE)] == []
