"""Names are compared as every computer would: capitals do not count, nor whether hangul are one sign or its letters."""

from __future__ import annotations

import shutil
from pathlib import Path
from unicodedata import normalize

import pytest

from courseware.build import ledger
from courseware.build.press import Job, Press, Selection, build
from courseware.cli import commands
from courseware.errors import CoursewareError
from courseware.files import names
from courseware.unit import seeds
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, some
from tests.test_cli import courseware

KOREAN = "평양-회담"


@pytest.fixture
def here(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace whose handouts cost nothing to make."""
    monkeypatch.setattr(Press, "write", lambda _, job: (repr(job).encode(), 1))
    monkeypatch.setattr(Press, "barriers", lambda *_: [])
    monkeypatch.chdir(space.root)
    return space


@pytest.mark.parametrize("name", ["foo", "FOO", "Straße", "STRASSE", KOREAN, normalize("NFD", KOREAN), "é", "E\u0301"])
def test_a_name_is_found_however_it_is_spelled(name: str) -> None:
    known = ["Foo", "strasse", "bar", normalize("NFD", KOREAN), "É"]
    found = names.spelled(name, known)
    assert found in known
    assert names.key(str(found)) == names.key(name)


def test_the_same_spelling_goes_before_another() -> None:
    assert names.spelled("foo", ["FOO", "Foo", "foo"]) == "foo"
    assert names.spelled("fOO", ["FOO", "Foo", "foo"]) == "FOO"
    assert names.spelled("fo", ["FOO"]) is None


# --- on the command line


@pytest.mark.parametrize("given", [UNIT.upper(), UNIT.title()])
@pytest.mark.parametrize(
    "command",
    [
        ("build", "{unit}", "-c", "IR-Seminar", "-l", "en", "-t", "docx"),
        ("show", "{unit}", "-c", "IR-Seminar", "-l", "en"),
        ("check", "{unit}", "-c", "IR-Seminar"),
        ("pack", "{unit}"),
    ],
    ids=lambda command: command[0],
)
def test_a_command_takes_a_name_in_other_letters_for_the_folders(
    here: Workspace, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], given: str
) -> None:
    code, told = courseware(capsys, *(word.format(unit=given) for word in command))
    assert code == commands.FINE, told
    there = [path.relative_to(here.root).as_posix() for path in here.root.rglob("*")]
    assert not [path for path in there if given in path or "IR-Seminar" in path]


def test_a_korean_name_is_found_as_a_mac_keeps_it(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    kept, typed = normalize("NFD", KOREAN), normalize("NFC", KOREAN)
    (here.seeds / UNIT).rename(here.seeds / kept)
    command = ("build", typed, "-c", "ir-seminar", "-l", "en", "-e", "student", "-t", "docx")
    assert courseware(capsys, *command)[0] == commands.FINE
    assert Job(kept, "ir-seminar", "en", "student", "docx").path(here.output).is_file()


def test_a_name_twice_in_other_letters_is_built_once(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    _, told = courseware(capsys, "build", UNIT, UNIT.upper(), "-c", "ir-seminar", "-c", "Ir-Seminar")
    assert told.count("written\t") == 8


@pytest.mark.parametrize("name", ["korea", "korea-news"])
@pytest.mark.parametrize(
    ("command", "folder"), [(("new", "unit"), "seeds"), (("new", "course"), "templates")], ids=["unit", "course"]
)
def test_nothing_new_is_begun_beside_the_same_name(
    here: Workspace, capsys: pytest.CaptureFixture[str], command: tuple[str, str], folder: str, name: str
) -> None:
    (here.root / folder / "Korea").mkdir()
    like = ("--like", "ir-seminar") if folder == "templates" else ()
    code, told = courseware(capsys, *command, name, *like)
    assert code == (commands.FINE if name == "korea-news" else commands.PROBLEMS)
    assert ("there is one of that name already" in told) == (name == "korea")


def test_nothing_is_built_into_her_own_folders_in_other_letters(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert courseware(capsys, "build", "--out", "Seeds/mine")[0] == commands.USAGE


# --- two of one name


@pytest.mark.parametrize("other", [UNIT.title(), UNIT.upper()])
def test_two_units_that_are_one_on_other_computers_are_named_and_the_rest_is_made(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], other: str
) -> None:
    monkeypatch.chdir(space.root)
    for name in (other, "third"):
        shutil.copytree(space.seeds / UNIT, space.seeds / name)
    wanted = f"“{other}” and “{UNIT}” are the same name on Windows and macOS"
    code, told = courseware(capsys, "build", "-c", "ir-seminar", "-l", "en", "-e", "teacher", "-t", "docx")
    assert (code, wanted in told) == (commands.PROBLEMS, True)
    assert [path.name for path in (space.output / "ir-seminar").iterdir()] == ["third"]
    monkeypatch.setattr(Press, "barriers", lambda *_: [])
    assert wanted in courseware(capsys, "check")[1]
    for command in ("build", "check", "pack"):
        code, told = courseware(capsys, command, UNIT)
        assert (code, wanted in told) == (commands.USAGE, True)


def test_two_courses_that_are_one_on_other_computers_are_named(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(here.root / "templates/ir-seminar", here.root / "templates/IR-Seminar")
    code, told = courseware(capsys, "build", "-l", "en", "-t", "docx")
    assert (code, "“IR-Seminar” and “ir-seminar” are the same name" in told) == (commands.PROBLEMS, True)
    assert [path.name for path in sorted(here.output.iterdir())] == [ledger.NAME, "korean-reading"]


# --- in files


@pytest.mark.parametrize("folder", ["Base", "BASE"])
def test_a_course_extends_one_whose_folder_is_in_other_letters(space: Workspace, folder: str) -> None:
    templates = space.root / "templates"
    (templates / "ir-seminar").rename(templates / folder)
    (templates / "mine").mkdir()
    (templates / "mine/course.yaml").write_text("extends: base\nsizes: {body: 12}\n", encoding="utf-8")
    mine = Press(space).course("mine")
    assert (mine.chain[0], mine.template) == (templates / folder / "course.yaml", f"{folder}/handout.md")


def test_a_template_of_hers_in_other_letters_replaces_the_shipped_one(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "templates/IR-Seminar").mkdir(parents=True)
    (tmp_path / "templates/IR-Seminar/handout.md").write_text("# Hers\n", encoding="utf-8")
    press = Press(Workspace(tmp_path))
    jobs, problems = press.jobs(Selection(languages=("en",), editions=("teacher",), formats=("docx",)))
    assert (sorted(job.course for job in jobs), problems) == (["IR-Seminar", "korean-reading"], [])
    assert press.templates.path(press.course("IR-Seminar").template).read_text(encoding="utf-8") == "# Hers\n"


@pytest.mark.parametrize("name", ["Intro.md", "INTRO.MD", "소개.md"])
def test_a_template_takes_in_a_file_in_other_letters(space: Workspace, name: str) -> None:
    course = space.root / "templates/ir-seminar"
    (course / normalize("NFD", name.lower())).write_text("Taken in.\n", encoding="utf-8")
    with (course / "handout.md").open("a", encoding="utf-8") as handout:
        handout.write(f'\n{{% include "ir-seminar/{name}" %}}\n')
    selection = Selection(courses=("ir-seminar",), languages=("en",), editions=("student",), formats=("docx",))
    press = Press(space)
    results = list(build(press, press.jobs(selection)[0], space.output))
    assert [(result.status, result.problems) for result in some(results)] == [("written", ())]


def test_a_picture_is_found_in_other_letters(space: Workspace) -> None:
    course = space.root / "templates/ir-seminar"
    shutil.copy(next(iter(sorted(ROOT.glob("docs/**/*.png")))), course / normalize("NFD", "지도.PNG"))
    with (course / "handout.md").open("a", encoding="utf-8") as handout:
        handout.write("\n![A map](지도.png)\n")
    press = Press(space)
    made = press.handout(Job(UNIT, "ir-seminar", "en", "student", "docx"))
    assert "![A map](지도.png)" in made.markdown


def test_nothing_is_looked_for_behind_a_link_that_leads_out(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "templates"
    for place in (outside, folder, folder / "own"):
        place.mkdir()
        (place / "Part.md").touch()
    (folder / "away").symlink_to(outside)
    assert names.on_disk(folder, "own/part.md") == folder / "own" / "Part.md"
    assert names.on_disk(folder, "away/part.md") == folder / "away" / "part.md"


def test_a_file_of_a_unit_in_other_letters_is_named(space: Workspace) -> None:
    """Read on one computer and missed on the next, it would come and go."""
    folder = space.unit(UNIT)
    (folder / "actors.yaml").rename(folder / "Actors.yaml")
    with pytest.raises(CoursewareError) as error:
        seeds.load(folder)
    (problem,) = error.value.problems
    assert problem.values == {"file": "actors.yaml", "name": "Actors.yaml"}
    assert problem.remedy.startswith("Call it {file}")
    (folder / "Actors.yaml").unlink()
    (folder / "source.yaml").rename(folder / "Source.yaml")
    with pytest.raises(CoursewareError) as error:
        seeds.load(folder)
    first = error.value.problems[0]
    assert (first.message, first.values) == ("the file is missing", {"other": "Source.yaml"})
    assert "Rename" in first.remedy


# --- in the record of what was written


def test_a_handout_of_a_unit_that_is_spelled_otherwise_since_is_nobodys_edit(tmp_path: Path) -> None:
    """On a disk that does not tell capitals the file is the one that was written."""
    record = ledger.Ledger(tmp_path)
    path = tmp_path / "course" / "foo" / "foo.en.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"made")
    record.record(tmp_path / "course" / "Foo" / "Foo.en.docx", b"made", "inputs")
    assert (record.edited(path), record.state(path, "inputs"), record.state(path, "")) == (False, "fresh", "stale")
    path.write_bytes(b"hers")
    assert record.edited(path)
