"""The one door for writing: modes and links of hers, litter of others, names that no disk takes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from courseware.build.press import Press, Selection, build
from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.errors import CoursewareError
from courseware.files import names, writing
from courseware.workspace import layout
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT


def courseware(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code, and all that was printed."""
    code = commands.run(list(arguments), speech("en", (ROOT / "locales",)))
    captured = capsys.readouterr()
    return code, captured.out + captured.err


@pytest.fixture
def here(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(space.root)
    return space


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture
def ended() -> int:
    """The number of a process that is no more."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def small(space: Workspace, output: Path) -> list[str]:
    """What becomes of one handout."""
    press = Press(space)
    selection = Selection(courses=("ir-seminar",), languages=("en",), editions=("teacher",), formats=("docx",))
    results = build(press, press.jobs(selection)[0], output)
    return [problem.message for result in results for problem in result.problems] or ["made"]


# --- hers stays hers


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o444])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(mode)
    writing.replace(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", mode)


def test_a_link_within_the_folder_stays_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "real.yaml").write_text("old")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "kept" / "real.yaml")
    writing.replace(tmp_path / "link.yaml", b"new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "kept" / "real.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, elsewhere: Path, there: bool) -> None:
    target = elsewhere / "target"
    if there:
        target.write_text("somebody's")
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(CoursewareError, match="a link leads out"):
        writing.replace(tmp_path / "link", b"new")
    assert [path.read_text() for path in elsewhere.iterdir()] == ["somebody's"] * there
    assert list(tmp_path.iterdir()) == [tmp_path / "link"]


@pytest.mark.parametrize(
    ("link", "arguments"),
    [
        (".gitignore", ("new", "unit", "mine")),
        ("seeds", ("new", "unit", "mine")),
        ("templates", ("new", "course", "mine", "--like", "ir-seminar")),
        ("output", ("build", "--course", "ir-seminar")),
        ("output/.courseware.json", ("build", "--course", "ir-seminar", "--lang", "en", "--to", "docx")),
        ("output/ir-seminar", ("build", "--course", "ir-seminar", "--lang", "en", "--to", "docx")),
        (f"output/ir-seminar/{UNIT}", ("build", "--course", "ir-seminar", "--lang", "en", "--to", "docx")),
    ],
)
def test_no_command_writes_through_a_link_out_of_the_workspace(
    here: Workspace, elsewhere: Path, capsys: pytest.CaptureFixture[str], link: str, arguments: tuple[str, ...]
) -> None:
    path = here.root / link
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        path = path.rename(elsewhere / path.name)
    else:
        path = elsewhere / path.name
        path.write_text("") if "." in path.name else path.mkdir()
    (here.root / link).symlink_to(path)
    before = {file: file.read_bytes() for file in elsewhere.rglob("*") if file.is_file()}
    code, told = courseware(capsys, *arguments)
    assert code == commands.PROBLEMS
    assert "a link leads out of" in told or "is a link" in told
    assert "→" in told
    assert {file: file.read_bytes() for file in elsewhere.rglob("*") if file.is_file()} == before


def test_git_rules_are_not_written_into_her_unit_through_a_link(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    source = here.unit(UNIT) / "source.yaml"
    before = source.read_bytes()
    (here.root / ".gitignore").unlink(missing_ok=True)
    (here.root / ".gitignore").symlink_to(source)
    assert courseware(capsys, "new", "unit", "mine")[0] == commands.PROBLEMS
    assert source.read_bytes() == before


def test_a_folder_outside_that_she_names_is_hers_to_build_into(
    here: Workspace, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here.output.symlink_to(elsewhere)
    assert "--out" in courseware(capsys, "build")[1]
    assert small(here, elsewhere) == ["made"]
    assert (elsewhere / "ir-seminar").is_dir()


def test_handouts_never_land_among_her_own_folders(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    here.output.symlink_to(".")
    before = sorted(here.root.iterdir())
    code, told = courseware(capsys, "build")
    assert (code, "a link leads to the workspace itself" in told) == (commands.PROBLEMS, True)
    assert sorted(here.root.iterdir()) == before


def test_a_folder_that_is_a_link_to_itself_is_a_sentence(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (here.root / "loop").symlink_to("loop")
    arguments = ("--out", "loop", "--course", "ir-seminar", "--lang", "en", "--to", "docx")
    code, told = courseware(capsys, "build", *arguments)
    assert code == commands.PROBLEMS
    assert "→" in told
    assert "fault" not in told


# --- litter


def test_what_a_killed_command_left_is_removed_and_nothing_else(tmp_path: Path, ended: int) -> None:
    hers = (".courseware.json", ".courseware-settings", ".courseware-1-a.part", ".courseware-notes.part", "a.part")
    running = f".courseware-{os.getppid()}-1.part"
    for name in (*hers, running, f".courseware-{ended}-1.part", ".courseware-ab1_2xyz.part"):
        (tmp_path / name).write_text("x")
    (tmp_path / f".courseware-{ended}-2.part" / "seeds").mkdir(parents=True)
    writing.replace(tmp_path / "new", b"")
    assert {path.name for path in tmp_path.iterdir()} == {*hers, running, "new"}


def test_a_command_at_work_keeps_its_own(tmp_path: Path) -> None:
    with writing.folder(tmp_path / "unit") as made:
        writing.replace(made / "a", b"1")
        writing.replace(tmp_path / "beside", b"2")
        assert (made / "a").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["beside", "unit"]


def test_a_workspace_that_is_being_made_is_not_swept_by_another_name_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with writing.contents(tmp_path / "link", ("a",)) as made:
        writing.replace(made / "a", b"1")
        writing.sweep(tmp_path / "real")
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["a"]


def test_litter_with_this_processs_number_is_of_another_before_it(tmp_path: Path) -> None:
    (tmp_path / f".courseware-{os.getpid()}-999999.part").write_text("from a container that was killed")
    writing.replace(tmp_path / "new", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_link_that_is_called_like_litter_takes_nothing_along(tmp_path: Path, elsewhere: Path, ended: int) -> None:
    (elsewhere / "hers").write_text("hers")
    (tmp_path / f".courseware-{ended}-1.part").symlink_to(elsewhere)
    writing.replace(tmp_path / "new", b"")
    assert (elsewhere / "hers").read_text() == "hers"
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_build_that_writes_nothing_sweeps_too(space: Workspace, ended: int) -> None:
    small(space, space.output)
    folder = next(space.output.glob("*/*"))
    for place in (space.output, folder):
        (place / f".courseware-{ended}-1.part").write_text("x")
    small(space, space.output)
    assert not list(space.output.rglob(".courseware-*"))


# --- a new workspace


def test_an_empty_folder_becomes_a_workspace_and_stays_the_same_folder(tmp_path: Path) -> None:
    before = tmp_path.stat().st_ino
    layout.create(tmp_path)
    assert tmp_path.stat().st_ino == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".gitignore", "README.txt", "locales", "output", "seeds", "templates"
    ]  # fmt: skip


def test_an_init_that_was_killed_while_moving_in_is_ended_by_the_next(tmp_path: Path, ended: int) -> None:
    layout.create(tmp_path)
    part = tmp_path / f".courseware-{ended}-1.part"
    part.mkdir()
    for name in ("locales", "seeds"):
        (tmp_path / name).rename(part / name)
    (tmp_path / "templates" / "mine.md").write_text("hers, since")
    layout.create(tmp_path)
    assert (tmp_path / "seeds" / UNIT).is_dir()
    assert (tmp_path / "locales").is_dir()
    assert (tmp_path / "templates" / "mine.md").read_text() == "hers, since"
    assert not part.exists()


@pytest.mark.parametrize("name", ["docs", "notes.txt", ".gitignore", "seeds"])
def test_a_folder_with_something_of_hers_is_not_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(CoursewareError, match="not empty"):
        layout.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_beside_an_init_that_was_killed_hers_is_still_hers(tmp_path: Path, ended: int) -> None:
    (tmp_path / f".courseware-{ended}-1.part").mkdir()
    (tmp_path / "notes.txt").write_text("hers")
    with pytest.raises(CoursewareError, match="not empty"):
        layout.create(tmp_path)


def test_an_init_on_a_full_disk_says_so_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = Path("classes", next(iter(layout.first_files())))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    code, told = courseware(capsys, "init", "classes")
    assert (code, told.splitlines()) == (
        commands.PROBLEMS,
        [
            f"error: {file}: the disk is full",
            "  → Make room, then try again. A file that was there before is untouched.",
        ],
    )
    assert list(tmp_path.iterdir()) == []


# --- names


@pytest.mark.parametrize("kind", ["unit", "course"])
@pytest.mark.parametrize(
    "name", ["con", "nul", "com1", "lpt9", "con.x", "Con", "a ", "a.", "..", "../a", "a/b", "한글", "\udcff", "a" * 240]
)
def test_a_new_name_is_one_that_every_computer_takes(
    here: Workspace, capsys: pytest.CaptureFixture[str], kind: str, name: str
) -> None:
    before = sorted(here.root.rglob("*"))
    with pytest.raises(CoursewareError, match="cannot be a folder's name here"):
        names.new(name)
    arguments = ("new", kind, name.replace("\udcff", "ü"), *(("--like", "ir-seminar") if kind == "course" else ()))
    assert courseware(capsys, *arguments)[0] == commands.PROBLEMS
    assert sorted(here.root.rglob("*")) == before


@pytest.mark.parametrize("name", ["console", "com", "nul-1", "korea-news-2", "a" * names.LONGEST])
def test_other_names_are_fine(name: str) -> None:
    assert names.new(name) == name


def test_the_longest_name_leaves_room_for_every_handout(here: Workspace) -> None:
    name = "a" * names.LONGEST
    (here.seeds / UNIT).rename(here.seeds / name)
    press = Press(here)
    jobs = press.jobs(Selection(courses=("ir-seminar",), languages=("ko",), editions=("teacher",), formats=("docx",)))[
        0
    ]
    for _ in range(2):
        result = next(iter(build(press, jobs, here.output, "keep")))
        assert not result.problems
        result.path.write_bytes(b"hers")


@pytest.mark.parametrize("name", ["우리 단원", "Unit 1", "con"])
def test_a_folder_that_she_named_by_hand_goes_on_working(here: Workspace, name: str) -> None:
    (here.seeds / UNIT).rename(here.seeds / name)
    assert small(here, here.output) == ["made"]


def test_a_name_too_long_for_a_handout_costs_its_own_handouts_only(here: Workspace) -> None:
    (here.seeds / UNIT).rename(here.seeds / ("a" * 250))
    assert small(here, here.output) == ["the name is too long for this disk"]


def test_a_workspace_in_more_folders_than_a_computer_can_work_with_is_refused(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"a" * names.LONGEST_PATH)
    with pytest.raises(CoursewareError) as error:
        layout.create(deep)
    assert [problem.message for problem in error.value.problems] == ["the name is too long for this disk"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "a\0b", "a" * 5000, "b/../../a", "link/a", "loop"])
def test_no_name_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder / "loop")
    assert names.inside(folder, name) is None


def test_a_name_in_its_folder_is_found_there(tmp_path: Path) -> None:
    assert names.inside(tmp_path, "fonts/한글.ttf") == tmp_path / "fonts" / "한글.ttf"


@pytest.mark.parametrize("file", ["course.yaml", "reference.docx"])
def test_a_course_is_not_read_through_a_link_out_of_the_templates(here: Workspace, elsewhere: Path, file: str) -> None:
    (elsewhere / file).write_bytes(b"somebody's")
    path = here.root / "templates" / "ir-seminar" / file
    path.unlink(missing_ok=True)
    path.symlink_to(elsewhere / file)
    with pytest.raises(CoursewareError, match="a link leads out of the folder"):
        Press(here).course("ir-seminar")
