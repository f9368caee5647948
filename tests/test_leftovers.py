"""What stands in output/ and no longer goes with the rest is named, and removed only if nobody edited it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from courseware.build import ledger
from courseware.build.press import Job, Press
from courseware.cli import commands
from courseware.files import writing
from courseware.workspace.layout import Workspace
from tests.conftest import UNIT, some
from tests.test_cli import courseware

COURSE = "ir-seminar"


@pytest.fixture
def here(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Two units in two courses, whose handouts cost nothing to make."""
    monkeypatch.setattr(Press, "write", lambda _, job: (repr(job).encode(), 1))
    shutil.copytree(space.unit(UNIT), space.seeds / "old")
    monkeypatch.chdir(space.root)
    return space


def of(space: Workspace, unit: str = "old", course: str = COURSE) -> list[Path]:
    """The handouts of a unit in a course, sorted."""
    return sorted((space.output / course / unit).iterdir())


def place(space: Workspace, form: str, unit: str = UNIT) -> Path:
    return Job(unit, COURSE, "en", "student", form).path(space.output)


# --- a PDF beside a corrected Word file


BUILDS = (("build",), ("build", "-t", "pdf"), ("build", "-t", "docx"), ("build", "--keep-edited"))


@pytest.mark.parametrize("command", [*BUILDS, ("list",)])
def test_a_pdf_beside_a_corrected_word_file_is_named(
    here: Workspace, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    courseware(capsys, "build")
    assert "do not have what you corrected" not in courseware(capsys, *command)[1]
    place(here, "docx").write_bytes(b"hers")
    text = courseware(capsys, *command)[1]
    told = text.partition("Corrected in the Word file, but not in the PDF")[2].splitlines()
    assert told[1] == f"  {place(here, 'pdf').relative_to(here.root)}"
    assert told[2].startswith("Save the PDF out of Word in its place, or write the correction into the unit")


def test_a_pdf_that_she_saved_out_of_word_is_not_named(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "build")
    for form in ("docx", "pdf"):
        place(here, form).write_bytes(b"hers")
    for command in (("build",), ("list",)):
        assert "do not have what you corrected" not in courseware(capsys, *command)[1]


def test_when_the_word_file_is_written_over_the_pdf_has_its_words(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    courseware(capsys, "build")
    place(here, "docx").write_bytes(b"hers")
    assert "do not have what you corrected" not in courseware(capsys, "build", "--overwrite")[1]


# --- a unit or a course that is gone


@pytest.mark.parametrize("command", ["build", "list"])
@pytest.mark.parametrize(("lang", "eight"), [("en", "8 handouts"), ("ko", "8개")])
def test_handouts_of_a_deleted_unit_are_named(
    here: Workspace, capsys: pytest.CaptureFixture[str], command: str, lang: str, eight: str
) -> None:
    courseware(capsys, "build")
    assert "--clean" not in courseware(capsys, command, lang=lang)[1]
    shutil.rmtree(here.seeds / "old")
    text = courseware(capsys, command, lang=lang)[1]
    assert "“courseware build --clean”" in text
    assert f"output/{COURSE}/old  {eight}" in text
    assert f"output/korean-reading/old  {eight}" in text
    assert len(of(here)) == 8


def test_handouts_of_a_deleted_course_are_removed(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "build")
    shutil.rmtree(here.root / "templates" / COURSE)
    code, text = courseware(capsys, "build", "--clean")
    assert code == commands.FINE
    assert text.count(f"removed\toutput/{COURSE}/") == 16
    assert sorted(path.name for path in here.output.iterdir()) == [ledger.NAME, "korean-reading"]
    assert len(of(here, course="korean-reading")) == 8


def test_clean_leaves_what_she_edited_and_names_it(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "build")
    shutil.rmtree(here.seeds / "old")
    place(here, "docx", "old").write_bytes(b"hers")
    code, text = courseware(capsys, "build", "--clean")
    assert code == commands.FINE
    assert text.count("removed\t") == 15
    assert of(here) == [place(here, "docx", "old")]
    assert not (here.output / "korean-reading" / "old").exists()
    told = text.partition("but edited by you, so --clean leaves them:\n")[2]
    assert told.splitlines() == [f"  {of(here)[0].relative_to(here.root)}"]
    assert "removes them" not in text
    assert "removed\t" not in courseware(capsys, "build", "--clean")[1]


def test_clean_leaves_what_the_record_does_not_know(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "build")
    shutil.rmtree(here.seeds / "old")
    note, others = here.output / COURSE / "old" / "note.txt", here.output / "mine" / "old" / "old.ko.student.pdf"
    others.parent.mkdir(parents=True)
    for path in (note, others):
        path.write_text("hers", encoding="utf-8")
    courseware(capsys, "build", "--clean")
    assert of(here) == [note]
    assert others.is_file()


def test_clean_leaves_everything_where_the_record_is_lost(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "build")
    shutil.rmtree(here.seeds / "old")
    (here.output / ledger.NAME).unlink()
    assert "removed\t" not in courseware(capsys, "build", "--clean")[1]
    assert len(of(here)) == 8


def test_a_unit_or_course_with_mistakes_is_not_gone(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "build")
    (here.seeds / "old" / "source.yaml").write_text("- spoilt", encoding="utf-8")
    (here.root / "templates" / COURSE / "course.yaml").write_text("- spoilt", encoding="utf-8")
    assert "removed\t" not in courseware(capsys, "build", "--clean")[1]
    assert len(of(here)) == 8


def test_a_course_that_came_along_and_is_asked_for_by_name_is_not_gone(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(here.root / "templates" / COURSE)
    code, text = courseware(capsys, "build", "old", "-c", COURSE, "--clean")
    assert (code, "are gone" in text) == (commands.FINE, False)
    assert "removed\t" not in courseware(capsys, "build", "old", "-c", COURSE, "--clean")[1]


def test_a_unit_whose_name_has_other_capitals_now_is_not_gone(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    courseware(capsys, "build")
    (here.seeds / "old").rename(here.seeds / "Old")
    assert "removed\t" not in courseware(capsys, "build", "--clean", UNIT)[1]


KEYS = ("../seeds/hers.txt", "x/../hers.txt", "../../hers.txt", "ir-seminar/link/hers.txt")


@pytest.mark.parametrize("key", KEYS)
def test_a_record_leads_nowhere_else(here: Workspace, capsys: pytest.CaptureFixture[str], key: str) -> None:
    """Neither out of output/, nor through a link to other handouts in it."""
    courseware(capsys, "build")
    folders = (here.root.parent, here.seeds, here.output, here.output / COURSE / UNIT)
    for folder in folders:
        (folder / "hers.txt").write_bytes(b"hers")
    (here.output / COURSE / "link").symlink_to(here.output / COURSE / UNIT)
    record = json.loads((here.output / ledger.NAME).read_bytes())
    record["files"][key] = [ledger.digest(b"hers"), "", ""]
    (here.output / ledger.NAME).write_text(json.dumps(record), encoding="utf-8")
    for command in (("list",), ("build", "--clean")):
        assert "hers.txt" not in courseware(capsys, *command)[1]
    for folder in some(folders):
        assert (folder / "hers.txt").is_file()


def test_a_file_that_cannot_be_removed_is_named_and_the_others_go(
    here: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    courseware(capsys, "build")
    shutil.rmtree(here.seeds / "old")
    stuck, unlink = place(here, "pdf", "old"), Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path == stuck:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    code, text = courseware(capsys, "build", "--clean")
    assert code == commands.PROBLEMS
    assert f"error: {stuck.relative_to(here.root)}: the file cannot be written" in text
    assert of(here) == [stuck]
    monkeypatch.undo()
    monkeypatch.chdir(here.root)
    assert f"removed\t{stuck.relative_to(here.root)}" in courseware(capsys, "build", "--clean", "-t", "docx")[1]
    assert not stuck.parent.exists()


def test_without_any_unit_clean_still_cleans(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "build")
    for name in here.units():
        shutil.rmtree(here.seeds / name)
    assert courseware(capsys, "build", "--clean")[0] == commands.FINE
    assert [path.name for path in here.output.iterdir()] == [ledger.NAME]


def test_clean_is_for_output_alone(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """Another folder may hold handouts of another workspace, whose units are not known here."""
    courseware(capsys, "build", "--out", "print")
    shutil.rmtree(here.seeds / "old")
    code, text = courseware(capsys, "build", "--clean", "--out", "print")
    assert (code, "--clean is for output/ alone" in text) == (commands.USAGE, True)
    assert "--clean" not in courseware(capsys, "build", "--out", "print")[1]
    assert (here.root / "print" / COURSE / "old").is_dir()


def test_removing_never_takes_the_folder_itself(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(b"x")
    writing.remove(tmp_path / "a" / "b" / "c", tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert tmp_path.is_dir()
