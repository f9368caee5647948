"""The whole pipeline on one page: units and courses in, handouts out."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Literal, TypeAlias

from courseware import __version__, accessible, checks, courses, handout, ledger, proof, seeds
from courseware.blocks import plain, spoken, texts
from courseware.checks import OPEN_POINTS
from courseware.courses import Course, StopAt
from courseware.errors import N_, CoursewareError, Problem
from courseware.files import writing
from courseware.handout import Handout
from courseware.labels import Labels, catalogue
from courseware.model import Unit
from courseware.template import Templates
from courseware.workspace import Workspace
from courseware.writers import writer

STOPPING: dict[StopAt, tuple[str, ...]] = {"error": ("error",), "warning": ("error", "warning"), "never": ()}
"""What a course says in `stop_at` -> the levels of findings that keep its handouts from being made."""
Status: TypeAlias = Literal["written", "unchanged", "beside", "edited", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make."""

    unit: str
    course: str
    lang: str
    edition: str
    format: str

    def path(self, output: Path) -> Path:
        return output / self.course / self.unit / f"{self.unit}.{self.lang}.{self.edition}.{self.format}"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job. `pages` is None for a format whose pages only a word processor counts."""

    job: Job
    path: Path
    status: Status
    pages: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """Which files somebody asked for; an empty choice means all that the courses ask for."""

    units: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


@dataclass
class Workshop:
    """Loads each unit, course and catalogue once and keeps it for all the files that need it."""

    workspace: Workspace
    draft: bool = False
    """Whether units with open points are made, too; every page of theirs says so."""
    _units: dict[str, tuple[Unit, list[Problem], bool]] = field(default_factory=dict)
    _courses: dict[str, Course] = field(default_factory=dict)
    _handouts: dict[tuple[str, str, str, str], Handout] = field(default_factory=dict)
    _templates: Templates | None = None

    def unit(self, name: str, stop_at: StopAt = "error") -> Unit:
        """The unit; raises what the checks found in it at that level and above, and for open points, but in a draft."""
        unit, problems, _ = self._checked(name)
        if unit.is_open and self.draft:
            return unit
        points = sum(problem.rule == OPEN_POINTS for problem in problems)
        if points:
            remedy = N_("“courseware check {unit}” names them; “courseware build {unit} --draft” prints it as it is.")
            values = {"count": points, "unit": name}
            raise CoursewareError(
                Problem(N_("the unit has {count} open points"), remedy, values, self.workspace.unit(name))
            )
        stopping = [problem for problem in problems if problem.level in STOPPING[stop_at]]
        if stopping:
            raise CoursewareError(stopping)
        return unit

    def _checked(self, name: str) -> tuple[Unit, list[Problem], bool]:
        """The unit, what the checks found in it, and whether its article's text was there."""
        if name not in self._units:
            folder = self.workspace.unit(name)
            unit = seeds.load(folder)
            texts = seeds.article_texts(folder, unit)
            self._units[name] = unit, checks.unit_problems(unit, texts), bool(texts)
        return self._units[name]

    def unit_problems(self, name: str) -> list[Problem]:
        """All that is wrong with a unit, and what could not be checked in it."""
        try:
            unit, problems, has_text = self._checked(name)
        except CoursewareError as error:
            return list(error.problems)
        told = has_text or checks.TEXT_HERE in unit.source.allow
        return problems if told else [*problems, checks.without_text(unit)]

    def course(self, name: str) -> Course:
        if name not in self._courses:
            self._courses[name] = courses.load(name, self.workspace.template_folders)
        return self._courses[name]

    @property
    def templates(self) -> Templates:
        if self._templates is None:
            self._templates = Templates(self.workspace.template_folders)
        return self._templates

    def labels(self, lang: str) -> Labels:
        return Labels(lang, catalogue("handout", lang, self.workspace.locale_folders))

    def handout(self, job: Job) -> Handout:
        """The job's handout; one document serves every format, and only the last one is kept."""
        key = (job.unit, job.course, job.lang, job.edition)
        if key not in self._handouts:
            course = self.course(job.course)
            unit = self.unit(job.unit, course.stop_at)
            if job.lang not in unit.languages:
                remedy = N_("Add it, or build with --lang and another language.")
                values = {"unit": job.unit, "lang": job.lang}
                raise CoursewareError(Problem(N_("the unit “{unit}” has no text in “{lang}”"), remedy, values))
            self._handouts = {key: handout.render(unit, course, self.labels(job.lang), job.edition, self.templates)}
        return self._handouts[key]

    def jobs(self, wish: Wish) -> tuple[list[Job], list[Problem]]:
        """The files that the courses ask for and the wish allows, and what is wrong with courses that cannot ask."""
        jobs: list[Job] = []
        problems: list[Problem] = []
        for name in wish.courses or courses.names(self.workspace.template_folders):
            try:
                jobs += self._jobs_of(self.course(name), wish)
            except CoursewareError as error:
                problems += error.problems
        return jobs, problems

    def _jobs_of(self, course: Course, wish: Wish) -> list[Job]:
        return [
            Job(unit, course.key, lang, edition, file_format)
            for unit in wish.units or self.workspace.units()
            for lang in _chosen(course.languages, wish.languages)
            for edition in _chosen(course.editions, wish.editions)
            for file_format in _chosen(course.formats, wish.formats)
        ]

    def write(self, job: Job) -> tuple[bytes, int | None]:
        """The finished bytes of a job, proven, and their pages. Raises CoursewareError that names a file."""
        try:
            made = self.handout(job)
            written = writer(job.format)(made.document, self.course(job.course).style)
            if job.edition == "student":
                self._prove(job, written.data, made)
        except CoursewareError as error:
            folder = self.workspace.unit(job.unit)
            raise CoursewareError([p if p.file else replace(p, file=folder) for p in error.problems]) from error
        return written.data, written.pages

    def _prove(self, job: Job, data: bytes, made: Handout) -> None:
        secrets = (*made.withheld, self.labels(job.lang).label("Teacher’s edition"))
        blocks = made.document.blocks
        printed = [plain(text) for text in texts(blocks)]
        try:
            proof.prove(data, job.format, self.unit(job.unit, "never"), secrets, printed, spoken(blocks))
        except CoursewareError as error:
            template = self.templates.path(self.course(job.course).template)
            raise CoursewareError([replace(problem, file=template) for problem in error.problems]) from error

    def barriers(self, job: Job) -> list[Problem]:
        """What keeps a reader out of the finished file, if its format has a check. Raises as `write` does."""
        data, _ = self.write(job)
        template = self.templates.path(self.course(job.course).template)
        found = accessible.word_problems(data) if job.format == "docx" else []
        return [replace(problem, file=template) for problem in found]

    def inputs(self, job: Job) -> str:
        """A hash of every file that a job's result depends on, and of the program's version; not of where they lie."""
        course = self.course(job.course)
        folders = [path.parent for path in course.chain]
        folders += [folder / "_shared" for folder in self.templates.folders]
        folders += [self.templates.path(course.template).parent, self.workspace.unit(job.unit)]
        catalogues = [folder / job.lang / "LC_MESSAGES" / "handout.po" for folder in self.workspace.locale_folders]
        files = [path for folder in dict.fromkeys(folders) for path in _visible(folder)]
        files += [path for path in catalogues if path.is_file()]
        files += [path for family in course.style.fonts.families for path in (family.regular, family.bold)]
        parts = [os.fsencode(path.name) + b"\0" + _stamp(path) for path in files]
        return ledger.digest(b"\0".join([__version__.encode(), *parts]))


def _visible(folder: Path) -> list[Path]:
    """The files of a folder, in an order that is the same wherever the folder lies."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~$")))
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def _stamp(path: Path) -> bytes:
    """What a file's change shows in: its bytes, but the size alone for a font, which has megabytes and no drafts."""
    return str(path.stat().st_size).encode() if path.suffix.lower() in (".ttf", ".ttc") else path.read_bytes()


def _chosen(offered: Sequence[str], wanted: Sequence[str]) -> list[str]:
    return [choice for choice in offered if not wanted or choice in wanted]


Edited: TypeAlias = Literal["leave", "keep", "overwrite"]
"""What to do with a file that somebody edited: leave it, keep it and write the new one beside it, or overwrite it."""


def build(workshop: Workshop, jobs: Sequence[Job], output: Path, edited: Edited = "leave") -> Iterator[Result]:
    """Make every file, one after the other; a failure costs its own files only."""
    record = ledger.load(output)
    for job in jobs:
        yield _make(workshop, job, output, record, edited)


def _make(workshop: Workshop, job: Job, output: Path, record: ledger.Ledger, edited: Edited) -> Result:
    path = job.path(output)
    try:
        data, pages = workshop.write(job)
        status, target = _store(path, data, workshop.inputs(job), record, edited)
    except CoursewareError as error:
        return Result(job, path, "failed", problems=error.problems)
    except OSError as error:
        return Result(job, path, "failed", problems=(_disk_problem(error, path),))
    return Result(job, target, status, pages)


def _store(path: Path, data: bytes, inputs: str, record: ledger.Ledger, edited: Edited) -> tuple[Status, Path]:
    if path.exists() and path.read_bytes() == data:
        record.record(path, data, inputs)
        return "unchanged", path
    status: Status = "written"
    if edited != "overwrite" and record.edited(path):
        if edited == "leave":
            return "edited", path
        status, path = "beside", next(new for new in beside(path) if not record.edited(new))
    record.record(path, data, inputs)
    writing.replace(path, data)
    return status, path


def beside(path: Path) -> Iterator[Path]:
    """Where the new file goes when the edited one is kept: unit.ko.student.new.docx, then .new2 …"""
    for number in count(1):
        yield path.with_name(f"{path.stem}.new{number if number > 1 else ''}{path.suffix}")


def _disk_problem(error: OSError, path: Path) -> Problem:
    for kinds, message, remedy in _DISK:
        if error.errno in kinds:
            return Problem(message, remedy, {}, path.parent if error.errno == errno.ENOTDIR else path)
    values = {"why": error.strerror or str(error)}
    return Problem(N_("the file cannot be written ({why})"), N_("Name another folder with --out."), values, path)


_ELSEWHERE = N_("Move it away, or name another folder with --out.")
_DISK = (
    (
        (errno.ENOSPC, errno.EDQUOT),
        N_("the disk is full"),
        N_("Make room, then build again. A file that was there before is untouched."),
    ),
    ((errno.EISDIR,), N_("a folder stands where the file should be"), _ELSEWHERE),
    ((errno.EEXIST, errno.ENOTDIR), N_("a file stands where a folder should be"), _ELSEWHERE),
    ((errno.ENAMETOOLONG,), N_("the name is too long for this disk"), N_("Name another folder with --out.")),
    (
        (errno.EACCES, errno.EPERM, errno.EROFS),
        N_("the file cannot be written"),
        N_("Close it if it is open in Word or a PDF viewer, or choose a folder that you may write in."),
    ),
)
"""What the disk says, what it means, what to do."""
