"""Building: nothing lost, nothing leaked, the same bytes everywhere."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from courseware.build import ledger
from courseware.build.press import Edited, Job, Press, Result, Selection, beside, build
from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.errors import CoursewareError
from courseware.files import writing
from courseware.formats import FORMATS
from courseware.handout import proof
from courseware.handout.variants import Variant
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some

COURSES = ("ir-seminar", "korean-reading")
STUDENT = Job(UNIT, "ir-seminar", "en", "student", "docx")


def run(space: Workspace, edited: Edited = "leave", **selection: tuple[str, ...]) -> list[Result]:
    press = Press(space)
    return list(build(press, press.jobs(Selection(**selection))[0], space.output, edited))


def small(space: Workspace, edited: Edited = "leave") -> list[Result]:
    return run(space, edited, courses=("ir-seminar",), languages=("en",), formats=("docx",))


def test_everything_that_the_courses_ask_for_is_made(press: Press) -> None:
    jobs = press.jobs(Selection())[0]
    assert len(jobs) == len(set(jobs)) == 2 * 2 * 2 * 2
    assert jobs[0].path(Path("output")).as_posix() == f"output/ir-seminar/{UNIT}/{UNIT}.en.student.docx"


def test_a_wish_narrows_what_is_made(press: Press) -> None:
    jobs = press.jobs(
        Selection(courses=("korean-reading",), languages=("ko",), editions=("student",), formats=("pdf",))
    )[0]
    assert jobs == [Job(UNIT, "korean-reading", "ko", "student", "pdf")]


def test_a_second_build_changes_nothing(space: Workspace) -> None:
    assert [result.status for result in small(space)] == ["written", "written"]
    assert [result.status for result in small(space)] == ["unchanged", "unchanged"]


def test_a_margin_that_leaves_no_room_is_blamed_on_the_course(space: Workspace) -> None:
    path = space.root / "templates/ir-seminar/course.yaml"
    edit(path, "Korea in International Relations", "W" * 9000)
    with pytest.raises(CoursewareError, match="too little room for text") as caught:
        Press(space).write(Job(UNIT, "ir-seminar", "en", "student", "pdf"))
    problem = caught.value.problems[0]
    assert (problem.file, problem.field) == (path, "header")
    assert "{course}" in path.read_text(encoding="utf-8").splitlines()[(problem.line or 0) - 1]


@pytest.mark.parametrize("file_format", ["docx", "pdf"])
def test_an_answer_that_reads_like_the_name_of_its_lines_is_no_leak(space: Workspace, file_format: str) -> None:
    path = space.unit(UNIT) / "questions.yaml"
    text = path.read_text(encoding="utf-8")
    lines = re.findall(r"(?m)^    lines: (\d+)", text)
    assert lines
    answer = f'    look_for:\n      - {{ko: "답 {lines[0]}", en: "Answer: {lines[0]}"}}\n'
    path.write_text(text.replace("    look_for:\n", answer, 1), encoding="utf-8")
    assert Press(space).write(Job(UNIT, "ir-seminar", "en", "student", file_format))[0]


# --- nothing lost


def corrected(space: Workspace) -> Path:
    path = STUDENT.path(space.output)
    path.write_bytes(path.read_bytes() + b"her correction")
    return path


def test_an_edited_file_is_left_alone_and_the_rest_is_written(space: Workspace) -> None:
    small(space)
    path = corrected(space)
    before = path.read_bytes()
    edit(space.root / "templates/ir-seminar/course.yaml", "body: 10.5", "body: 11")
    assert [result.status for result in small(space)] == ["edited", "written"]
    assert path.read_bytes() == before


def test_keep_edited_writes_the_new_one_beside(space: Workspace) -> None:
    small(space)
    path = corrected(space)
    before = path.read_bytes()
    results = small(space, "keep")
    assert results[0].path == next(beside(path)) == path.with_name(f"{UNIT}.en.student.new.docx")
    assert path.read_bytes() == before
    assert next(beside(path)).read_bytes()[:2] == b"PK"


def test_overwrite_replaces_it(space: Workspace) -> None:
    small(space)
    path = corrected(space)
    assert [result.status for result in small(space, "overwrite")] == ["written", "unchanged"]
    assert not path.read_bytes().endswith(b"her correction")


def test_a_file_that_was_there_before_is_nobodys_to_overwrite(space: Workspace) -> None:
    path = STUDENT.path(space.output)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"somebody's")
    small(space)
    assert path.read_bytes() == b"somebody's"


def test_a_lost_record_counts_every_file_as_edited(space: Workspace) -> None:
    small(space)
    (space.output / ledger.NAME).write_text("{spoilt", encoding="utf-8")
    edit(space.root / "templates/ir-seminar/course.yaml", "body: 10.5", "body: 11")
    assert [result.status for result in small(space)] == ["edited", "edited"]


def test_a_full_disk_leaves_the_old_file_whole(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    small(space)
    path = STUDENT.path(space.output)
    before = path.read_bytes()
    edit(space.root / "templates/ir-seminar/course.yaml", "body: 10.5", "body: 11")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    results = list(build(Press(space), [STUDENT], space.output))
    monkeypatch.undo()
    assert [(result.status, result.problems[0].message) for result in results] == [("failed", "the disk is full")]
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir() if p.name.startswith(".")) == []


@pytest.mark.parametrize("moment", ["before the file", "after the file"])
def test_a_build_that_was_killed_makes_nobody_an_editor(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    small(space)
    replace = writing.replace

    def killed(path: Path, data: bytes, within: Path) -> None:
        if moment == "after the file" or path.name == ledger.NAME:
            replace(path, data, within)
        if path.name != ledger.NAME:
            raise KeyboardInterrupt

    for before, after in pairwise(("10.5", "11", "12", "13")):
        edit(space.root / "templates/ir-seminar/course.yaml", f"body: {before}", f"body: {after}")
        monkeypatch.setattr(writing, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            small(space)
        monkeypatch.undo()
    assert {result.status for result in small(space)} <= {"written", "unchanged"}


def test_two_builds_at_a_time_keep_each_others_records(space: Workspace) -> None:
    press = Press(space)
    jobs = press.jobs(Selection(languages=("en",), formats=("docx",)))[0]
    halves = [build(Press(space), [job for job in jobs if job.course == name], space.output) for name in COURSES]
    for results in some(zip(*halves, strict=True)):
        assert {result.status for result in results} == {"written"}
    assert len(ledger.load(space.output).entries) == len(jobs)


def test_a_workspace_that_moved_is_not_out_of_date(space: Workspace) -> None:
    before = Press(space).inputs(STUDENT)
    moved = Workspace(space.root.rename(space.root.with_name("aa")))
    assert Press(moved).inputs(STUDENT) == before


def test_a_folder_in_a_handouts_place_is_named(space: Workspace) -> None:
    STUDENT.path(space.output).mkdir(parents=True)
    result = next(iter(build(Press(space), [STUDENT], space.output)))
    assert result.problems[0].message == "a folder stands where the file should be"
    assert ledger.load(space.output).state(result.path, "") == "missing"


def test_an_interrupted_build_leaves_whole_files_and_a_record(space: Workspace) -> None:
    press = Press(space)
    steps: Iterator[Result] = build(press, press.jobs(Selection(courses=("ir-seminar",)))[0], space.output)
    first = next(steps)
    steps.close()
    record = json.loads((space.output / ledger.NAME).read_text(encoding="utf-8"))
    assert list(record["files"]) == [first.path.relative_to(space.output).as_posix()]
    assert not list(space.output.rglob("*.part"))


def test_one_broken_course_costs_its_own_files_only(space: Workspace) -> None:
    edit(space.root / "templates/ir-seminar/handout.md", "{{ unit.title }}", "{{ unit.titel }}")
    results = run(space, formats=("docx",), languages=("en",), editions=("student",))
    assert {result.job.course: result.status for result in results} == {
        "ir-seminar": "failed",
        "korean-reading": "written",
    }
    assert results[0].problems[0].line == 3


def unprintable(space: Workspace, file: str, old: str, new: str) -> list[Result]:
    """What becomes of a Korean student's handout, in both formats, whose text has a sign that no font has."""
    edit(space.root / file, old, new)
    return run(space, courses=("korean-reading",), languages=("ko",), editions=("student",))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("templates/korean-reading/handout.md", "{{ unit.title }}", "{{ unit.title }} 확인란 𒀀"),
        ("templates/korean-reading/handout.md", "{{ name_line() }}", "쐐기 문자 &#x12000; 하나"),
        (f"seeds/{UNIT}/background.yaml", "text:\n      ko: >-\n        ", "text:\n      ko: >-\n        𒀀 "),
        ("templates/korean-reading/course.yaml", 'ko: "{unit}"', r'ko: "{unit} \U00012000"'),
    ],
)
def test_a_sign_that_no_font_has_is_named_where_it_was_typed_and_no_half_of_the_handout_is_written(
    space: Workspace, file: str, old: str, new: str
) -> None:
    results = unprintable(space, file, old, new)
    assert [(result.job.format, result.status) for result in results] == [("docx", "failed"), ("pdf", "failed")]
    assert not list(space.output.rglob("*.docx"))
    text = (space.root / file).read_text(encoding="utf-8")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.search(r"𒀀|12000", line)]
    for problem in some(problem for result in results for problem in result.problems):
        assert (problem.file, problem.values["code"]) == (space.root / file, "U+12000")
        assert problem.line in lines


def test_of_two_lines_with_the_same_sign_the_one_is_named_that_prints(space: Workspace) -> None:
    template = "templates/korean-reading/handout.md"
    edit(space.root / template, "# {{ unit.title }}", "{# 주석의 𒀀 하나 #}\n# {{ unit.title }} 제목의 𒀀 하나")
    problem = run(space, courses=("korean-reading",), languages=("ko",), editions=("student",))[0].problems[0]
    assert "제목의" in (space.root / template).read_text(encoding="utf-8").splitlines()[(problem.line or 0) - 1]


def test_only_a_word_file_may_hold_what_no_font_here_has(space: Workspace) -> None:
    edit(space.root / "templates/korean-reading/handout.md", "{{ unit.title }}", "{{ unit.title }} 𒀀")
    selection = {"courses": ("korean-reading",), "languages": ("ko",), "editions": ("student",), "formats": ("docx",)}
    assert [result.status for result in run(space, **selection)] == ["written"]


def test_the_list_knows_what_is_stale(space: Workspace) -> None:
    small(space)
    record = ledger.load(space.output)
    path = STUDENT.path(space.output)

    def state() -> str:
        return record.state(path, Press(space).inputs(STUDENT))

    assert state() == "fresh"
    edit(space.unit(UNIT) / "source.yaml", "minutes: 270", "minutes: 280")
    assert state() == "stale"
    path.write_bytes(b"hers")
    assert state() == "edited"
    path.unlink()
    assert state() == "missing"


# --- nothing leaked


@pytest.mark.parametrize("file_format", ["docx", "pdf"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ unit.questions.questions[0].look_for[0] }}", "unit.questions.questions.look_for"),
        ("June 19, 2024, in PYONGYANG, **North Korea**", "June 19, 2024, in Pyongyang, North Korea"),
    ],
)
def test_a_planted_teachers_word_fails_the_build(space: Workspace, file_format: str, text: str, told: str) -> None:
    template = space.root / "templates/ir-seminar/handout.md"
    edit(template, "<!-- section: background -->\n", f"<!-- section: background -->\n{text}\n\n")
    result = run(space, courses=("ir-seminar",), languages=("en",), editions=("student",), formats=(file_format,))[0]
    assert result.status == "failed"
    assert result.problems[0].file == template
    assert told in str(result.problems[0].values)
    assert not result.path.exists()


@pytest.mark.parametrize("file_format", ["docx", "pdf"])
def test_a_writer_that_forgets_to_leave_out_a_box_is_caught(
    press: Press, monkeypatch: pytest.MonkeyPatch, file_format: str
) -> None:
    job = Job(UNIT, "ir-seminar", "en", "student", file_format)
    teachers = press.handout(Job(UNIT, "ir-seminar", "en", "teacher", file_format))
    student = press.handout(job)
    leaking = FORMATS[file_format].write(teachers.document, press.course("ir-seminar").style)
    monkeypatch.setitem(FORMATS, file_format, replace(FORMATS[file_format], write=lambda *_: leaking))
    assert student.withheld
    with pytest.raises(CoursewareError, match="meant for the teacher"):
        press.write(job)


@pytest.mark.parametrize("file_format", ["docx", "pdf"])
def test_an_answer_that_the_handout_has_words_of_its_own_for_is_no_leak(space: Workspace, file_format: str) -> None:
    questions = space.unit(UNIT) / "questions.yaml"
    edit(
        questions,
        "        en: Japan\n",
        '        en: Key actors\n      - ko: "2024년 6월 20일"\n        en: June 20, 2024\n',
    )
    edit(
        space.root / "templates/ir-seminar/handout.md",
        "{{ at_a_glance() }}",
        "::: teacher\nHeading 1\n\nTeacher note\n:::\n",
    )
    (result,) = run(space, courses=("ir-seminar",), languages=("en",), editions=("student",), formats=(file_format,))
    assert result.status == "written", result.problems


def test_a_secret_hides_in_no_part_of_a_file(press: Press) -> None:
    """Properties, headers and descriptions are read, too."""
    document = press.handout(STUDENT).document
    style = press.course("ir-seminar").style
    secret = "The answer is June 19, 2024, in Pyongyang, North Korea"
    for spoilt in (replace(document, subject=secret), replace(document, title=secret)):
        for file_format in ("docx", "pdf"):
            data = FORMATS[file_format].write(spoilt, style).data
            with pytest.raises(CoursewareError):
                proof.Proof(press.unit(UNIT)).prove(FORMATS[file_format].texts(data), ())


# --- the same bytes


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Seoul", "LC_ALL": "ko_KR.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1"},
    ],
)
def test_time_zone_locale_hash_seed_and_folder_change_nothing(
    press: Press, tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "seeds").mkdir()
    for part in ("seeds", "templates", "locales"):
        if (tmp_path / part).exists():
            (tmp_path / part).rmdir()
        (tmp_path / part).symlink_to(ROOT / part, target_is_directory=True)
    command = [sys.executable, "-m", "courseware", "build", "-c", "korean-reading", "-e", "student"]
    subprocess.run(command, cwd=tmp_path, env=os.environ | environment, check=True, capture_output=True)
    jobs = press.jobs(Selection(courses=("korean-reading",), editions=("student",)))[0]
    for job in some(jobs):
        assert job.path(tmp_path / "output").read_bytes() == press.write(job)[0], job


@pytest.mark.parametrize(
    ("variant", "name"),
    [
        (Variant("ko", "student"), "treaty.ko.student"),
        (Variant("ko", "student", sheet="appendix"), "treaty.appendix.ko.student"),
        (Variant("en", "teacher", form="B", text="easier"), "treaty.en.teacher.B.easier"),
    ],
)
def test_a_file_is_called_by_what_it_is_of(variant: Variant, name: str) -> None:
    assert variant.stem("treaty") == name


# --- a file that is open in Word


def refusing(name: str, number: int, winerror: int | None) -> Callable[[Path, Path], Path]:
    """Path.replace as it is while another program has the file called so open."""
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name != name:
            return replace(self, target)
        error = PermissionError(number, os.strerror(number))
        if winerror:
            error.winerror = winerror  # type: ignore[attr-defined]
        raise error

    return refuse


@pytest.mark.parametrize(
    ("number", "winerror", "owner"),
    [
        (errno.EACCES, 32, None),
        (errno.EACCES, 33, None),
        (errno.EACCES, 5, None),
        (errno.EBUSY, None, None),
        (errno.EACCES, None, "~${}"),
        (errno.EPERM, None, ".~lock.{}#"),
    ],
)
def test_a_file_that_is_open_in_word_is_a_sentence_and_the_others_are_made(
    space: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    winerror: int | None,
    owner: str | None,
) -> None:
    old = small(space)[0].path
    before = old.read_bytes()
    edit(space.unit(UNIT) / "source.yaml", "en: The Pyongyang", "en: A Pyongyang")
    if owner:
        old.with_name(owner.format(old.name[2:] if owner == "~${}" else old.name)).touch()
    monkeypatch.chdir(space.root)
    monkeypatch.setattr(Path, "replace", refusing(old.name, number, winerror))
    command = ("build", "-c", "ir-seminar", "-l", "en", "-t", "docx")
    code = commands.run(command, speech("en", (ROOT / "locales",)))
    out, told = capsys.readouterr()
    assert code == commands.PROBLEMS
    assert told.splitlines()[:2] == [
        f"error: {old.relative_to(space.root)}: the file is open in Word or another program",
        "  → Close it there, then try again; the file was not changed.",
    ]
    assert [line.split("\t")[0] for line in out.splitlines()[:2]] == ["failed", "written"]
    assert old.read_bytes() == before
    assert not list(space.output.rglob(f"{writing.LITTER}*.part"))
    monkeypatch.undo()
    assert [result.status for result in small(space)] == ["written", "unchanged"]


@pytest.mark.parametrize("may", [True, False])
def test_a_file_that_may_not_be_written_is_not_said_to_be_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, may: bool
) -> None:
    """Windows says the same of both."""
    (path := tmp_path / "a.docx").touch()
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = 5  # type: ignore[attr-defined]
    monkeypatch.setattr(os, "access", lambda *_: may)
    assert ("open in Word" in writing.problem(error, path).message) == may
    assert "open in Word" not in writing.problem(error, tmp_path / "b.docx").message
    assert "open in Word" not in writing.problem(PermissionError(errno.EACCES, ""), path).message


@pytest.mark.parametrize("owner", ["~${name}", "~${rest}", ".~lock.{name}#"])
def test_a_file_that_is_replaced_while_word_shows_it_has_a_note(space: Workspace, owner: str) -> None:
    first = small(space)[0].path
    first.with_name(owner.format(name=first.name, rest=first.name[2:])).touch()
    assert [result.problems for result in small(space)] == [(), ()]
    edit(space.unit(UNIT) / "source.yaml", "en: The Pyongyang", "en: A Pyongyang")
    results = small(space)
    assert [result.status for result in results] == ["written", "written"]
    assert [[(p.level, p.message) for p in r.problems] for r in results] == [
        [("note", "the file seems to be open in Word")],
        [],
    ]
