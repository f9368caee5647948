"""A workspace of an earlier version: it builds as it did, and `upgrade` takes out of it what was never hers."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from courseware import __version__
from courseware.cli import commands
from courseware.cli.speech import LANGUAGES, speech
from courseware.errors import CoursewareError
from courseware.unit.modules import MODULES
from courseware.workspace import layout, upgrading
from courseware.workspace.layout import Workspace
from tests import pdf_reading
from tests.conftest import ROOT, UNIT, some
from tools import former

OLD = ROOT / "tests" / "data" / "workspace-0.1.0"
"""Made by the program of 0.1.0 itself, of an invented article: `init`, `new unit`, `new course`, `build`.

Of the manual and the samples only some are kept. A label, a macro of the program's and a Word file were edited then.
"""
HANDOUTS = Path("output/our-class/night-ferry")
CORRECTED = HANDOUTS / "night-ferry.ko.student.docx"
GONE = {
    "docs/templates.md", "docs/examples/ferry.txt", "docs/pictures/edit-one-language.png",
    *(f"templates/_shared/{name}.md" for name in ("actors", "parts", "tables", "vocabulary")),
}  # fmt: skip
RENEWED = {
    "locales/en/LC_MESSAGES/handout.po", "templates/_shared/course.schema.json",
    *(f"seeds/_schema/{name}.json" for name in MODULES),
}  # fmt: skip
EDITED = {"locales/ko/LC_MESSAGES/handout.po", "templates/_shared/questions.md"}
NO_NAMES = {
    *("remember", "understand", "apply", "evaluate", "create", "body", "person", "student"),  # values
    *("item", "items", "known", "columns", "cell"),  # what stands for names
    *("yaml", "handout", "po"),  # files
}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A copy of what 0.1.0 made, and a teacher went on with."""
    shutil.copytree(OLD, tmp_path / "classes")
    monkeypatch.chdir(tmp_path / "classes")
    return Workspace(tmp_path / "classes")


def courseware(capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "en") -> tuple[int, str]:
    """The exit code, and all that was printed."""
    code = commands.run(list(arguments), speech(lang, (ROOT / "locales",)))
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def words(path: Path) -> str:
    """All that a handout says, in the order in which it is read, without blanks and without signs of lists."""
    if path.suffix == ".pdf":
        said = pdf_reading.read(path.read_bytes()).texts()
    else:
        with zipfile.ZipFile(path) as package:
            parts = sorted(name for name in package.namelist() if re.match(r"word/\w+\.xml", name))
            roots = [ElementTree.fromstring(package.read(name)) for name in parts]
        said = [element.text or "" for root in roots for element in root.iter(_WORD)]
    return "".join("".join(said).replace("→", "").split())


# --- what 0.1.0 made


def test_a_workspace_of_0_1_0_builds_the_same_words_and_keeps_the_edit(
    old: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = courseware(capsys, "build", "--course", "our-class")
    assert code == commands.PROBLEMS
    assert f"edited by you\t{CORRECTED}" in told
    assert "7 of 8 handouts are ready" in told
    assert files(old.root).keys() == files(OLD).keys()
    assert (old.root / CORRECTED).read_bytes() == (OLD / CORRECTED).read_bytes()
    for path in some(path for path in (OLD / HANDOUTS).iterdir() if path.name != CORRECTED.name):
        assert words(old.root / HANDOUTS / path.name) == words(path), path.name
        assert (old.root / HANDOUTS / path.name).read_bytes() != path.read_bytes(), "it was not made anew"


def test_it_checks_without_a_word_about_old_names(old: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = courseware(capsys, "check", "--course", "our-class")
    assert (code, re.findall("(?m)^(?:error|warning): .*", told)) == (commands.FINE, [])


def test_her_own_macros_and_labels_are_printed(old: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "upgrade", "--yes")
    courseware(capsys, "build", "--course", "our-class")
    said = words(old.root / HANDOUTS / "night-ferry.ko.teacher.docx")
    for one in ("숙제:", "이런답이면좋아요", "언제무슨일이있었나", "약5분"):
        assert one in said


def test_the_template_has_every_name_that_the_manual_of_0_1_0_documents() -> None:
    manual = (OLD / "docs" / "templates.md").read_text(encoding="utf-8")
    listed = manual[manual.index("## What a template can print") : manual.index("## Common mistakes")]
    codes = re.findall(r"`([^`]+)`", "".join(row for row in listed.splitlines() if row.startswith("| ")))
    names = {name for code in codes for name in re.findall("[a-z_]{2,}", re.sub('"[^"]*"', "", code))} - NO_NAMES
    template = (OLD / "templates" / "our-class" / "handout.md").read_text(encoding="utf-8")
    assert len(names) > 80
    assert sorted(name for name in names if not re.search(rf"\b{name}\b", template)) == []
    boxes = manual[manual.index("## Boxes and marks") : manual.index("## What a template can print")]
    marks = set(re.findall(r"(?m)^\| `::: ([a-z-]+)", boxes))
    assert len(marks) > 8
    assert sorted(mark for mark in marks if f"::: {mark}" not in template) == []


# --- upgrade


@pytest.mark.parametrize("lang", LANGUAGES)
def test_upgrade_says_what_it_will_do_and_does_nothing_unless_somebody_agrees(
    old: Workspace, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    code, told = courseware(capsys, "upgrade", lang=lang)
    assert code == commands.PROBLEMS
    assert files(old.root) == files(OLD)
    assert "templates/_shared/actors.md, parts.md, tables.md, vocabulary.md" in told
    assert "--yes" in told
    assert {path for path in EDITED if path in told} == EDITED
    assert '  +     **{{ t("이런 답이면 좋아요"' in told


def test_upgrade_removes_and_renews_unchanged_copies_and_touches_nothing_else(
    old: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert courseware(capsys, "upgrade", "--yes")[0] == commands.FINE
    before, after = files(OLD), files(old.root)
    assert before.keys() - after.keys() == GONE
    assert {path for path in after if after[path] != before.get(path)} == RENEWED
    for path in RENEWED:
        assert after[path] == (layout.SHIPPED / path).read_bytes()
    assert not (old.root / "docs").exists()


def test_a_schema_that_no_earlier_release_had_comes_beside_the_others(
    old: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = layout.SCHEMAS / "questions.json"
    earlier = {known: digests for known, digests in upgrading.former().items() if known != place}
    monkeypatch.setattr(upgrading, "former", lambda: earlier)
    (old.root / place).unlink()
    assert "questions.json" in courseware(capsys, "upgrade", "--yes")[1]
    assert (old.root / place).read_bytes() == (layout.SHIPPED / place).read_bytes()
    (old.root / place).unlink()
    monkeypatch.undo()
    monkeypatch.chdir(old.root)
    courseware(capsys, "upgrade", "--yes")
    assert not (old.root / place).exists(), "what she deleted does not come back"


def test_run_twice_it_says_that_there_is_nothing_to_do(old: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "upgrade", "--yes")
    before = files(old.root)
    code, told = courseware(capsys, "upgrade")
    assert code == commands.FINE
    assert "There is nothing to do" in told
    assert files(old.root) == before


ADDED = ("화면낭독기는그앞에서‘교사용:’이라고읽는다.", "Ascreenreadersays“Fortheteacher:”beforeit.")
"""What the shipped macros say since then that they did not say before, without blanks."""


def test_what_is_built_after_an_upgrade_says_the_same(old: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "upgrade", "--yes")
    assert "7 of 8 handouts are ready" in courseware(capsys, "build", "--course", "our-class")[1]
    for path in some(path for path in (OLD / HANDOUTS).iterdir() if path.name != CORRECTED.name):
        said = words(old.root / HANDOUTS / path.name)
        for sentence in ADDED:
            said = said.replace(sentence, "")
        assert said == words(path), path.name


def test_a_new_workspace_has_nothing_to_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    layout.create(tmp_path / "new")
    monkeypatch.chdir(tmp_path / "new" / "seeds" / UNIT)
    code, told = courseware(capsys, "upgrade")
    assert (code, told) == (
        commands.FINE,
        "There is nothing to do: nothing here is an unchanged copy from an earlier version.\n",
    )


def test_a_new_workspace_has_no_copy_of_what_works_without_one(tmp_path: Path) -> None:
    layout.create(tmp_path / "new")
    assert [path.name for path in (tmp_path / "new" / "templates" / "_shared").iterdir()] == ["course.schema.json"]
    assert not (tmp_path / "new" / "docs").exists()


def test_a_link_is_hers_whatever_it_leads_to(
    old: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (old.root / "docs").rename(tmp_path / "docs")
    (old.root / "docs").symlink_to(tmp_path / "docs")
    macros = old.root / "templates" / "_shared"
    (macros / "parts.md").rename(old.root / "parts.md")
    (macros / "parts.md").symlink_to(old.root / "parts.md")
    before = files(tmp_path / "docs")
    assert courseware(capsys, "upgrade", "--yes")[0] == commands.FINE
    assert files(tmp_path / "docs") == before
    assert (macros / "parts.md").is_symlink()
    assert (old.root / "parts.md").is_file()
    assert not (macros / "tables.md").exists()


def test_what_is_changed_while_somebody_is_asked_stays(old: Workspace) -> None:
    found = upgrading.plan(old)
    path = old.root / "templates/_shared/tables.md"
    path.write_bytes(path.read_bytes() + b"mine\n")
    upgrading.carry_out(old, found.copies)
    assert path.read_bytes().endswith(b"mine\n")
    assert not path.with_name("parts.md").exists()


def test_the_programs_own_folder_is_no_workspace_to_upgrade() -> None:
    with pytest.raises(CoursewareError, match="the program's own folder"):
        upgrading.plan(Workspace(ROOT))


def test_a_difference_is_short_and_harmless_on_a_terminal(old: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    path = old.root / "templates/_shared/tables.md"
    path.write_bytes(path.read_bytes() + ("\x1b[31mred\u202e " + "x" * 500 + "\n" + "line\n" * 100).encode())
    told = courseware(capsys, "upgrade")[1]
    assert "␛[31mred\\u202e" in told
    assert "  … and " in told
    lines = told.splitlines()
    assert max(map(len, lines)) < 250
    assert len(lines) < 70


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a\n" * 100_000], ids=["empty", "no text", "long"])
def test_what_cannot_be_compared_is_only_named(old: Workspace, capsys: pytest.CaptureFixture[str], data: bytes) -> None:
    (old.root / "templates/_shared/tables.md").write_bytes(data)
    told = courseware(capsys, "upgrade")[1]
    assert "Yours, and left as it is: templates/_shared/tables.md\n" in told


# --- the table of what earlier versions copied


def test_the_table_lists_copies_by_place_and_no_unit_or_course() -> None:
    table = upgrading.former()
    assert len(table) > 70
    assert all(re.fullmatch("[0-9a-f]{64}", one) for digests in some(table.values()) for one in digests)
    kinds = {place.parts[0] if place.parts[0] != "templates" else place.parts[:2] for place in table}
    assert kinds == {"README.txt", "docs", "locales", "seeds", ("templates", "_shared")}
    assert {place.parts[1] for place in table if place.parts[0] == "seeds"} == {"_schema"}


def test_every_release_before_this_one_is_in_the_table() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"(?m)^## (\d+\.\d+\.\d+) ", changes)
    assert released[0] == __version__
    assert sorted(released[1:]) == sorted(former.RELEASES)


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_the_table_is_what_gits_history_gives() -> None:
    for commit in former.RELEASES.values():
        if subprocess.run(("git", "cat-file", "-e", commit), cwd=ROOT, capture_output=True, check=False).returncode:
            pytest.skip("git's history is not here")
    assert former.table() == upgrading.FORMER.read_text(encoding="utf-8")


# --- the manual


@pytest.mark.parametrize("lang", LANGUAGES)
def test_docs_lists_every_page_and_prints_one(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    code, told = courseware(capsys, "docs", lang=lang)
    assert code == commands.FINE
    pages = sorted(path.stem for path in (ROOT / "docs").glob("*.md") if not path.stem.endswith(".ko"))
    assert re.findall(r"(?m)^  ([a-z-]+)  ", told) == pages
    assert str(ROOT / "docs") in told
    assert str(ROOT / "templates" / "_shared") in told
    name = "templates.ko.md" if lang == "ko" else "templates.md"
    assert courseware(capsys, "docs", "templates", lang=lang) == (
        commands.FINE,
        (ROOT / "docs" / name).read_text(encoding="utf-8") + "\n",
    )


def test_a_page_that_there_is_not_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = courseware(capsys, "docs", "template")
    assert code == commands.USAGE
    assert "'templates'" in told
