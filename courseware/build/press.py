"""The whole pipeline on one page: units and courses in, handouts out."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count, groupby
from pathlib import Path
from typing import Literal, TypeAlias

from courseware import __version__, checks
from courseware.build import ledger
from courseware.checks.rules import OPEN_POINTS
from courseware.course import courses
from courseware.course.courses import Course, StopAt
from courseware.course.editions import EDITIONS
from courseware.document import outline
from courseware.document.blocks import PAGE, PAGES, Document, plain, spoken, texts
from courseware.errors import N_, CoursewareError, Problem
from courseware.files import names, textfile, writing
from courseware.files.names import inside
from courseware.formats import FORMATS
from courseware.handout import places, rendering
from courseware.handout.labels import Labels, catalogue
from courseware.handout.proof import Proof, rights
from courseware.handout.rendering import Handout
from courseware.handout.template import Templates
from courseware.handout.variants import Variant
from courseware.languages import LANGUAGES
from courseware.unit import seeds
from courseware.unit.model import Unit, strings
from courseware.unit.modules import SOURCE
from courseware.workspace.layout import Workspace

STOPPING: dict[StopAt, tuple[str, ...]] = {"error": ("error",), "warning": ("error", "warning"), "never": ()}
"""What a course says in `stop_at` -> the levels of findings that keep its handouts from being made."""
_SHOWN = 200
"""Characters of an error that is no problem of a teacher's."""
Status: TypeAlias = Literal["written", "unchanged", "beside", "edited", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make."""

    unit: str
    course: str
    lang: str
    edition: str
    format: str

    @property
    def variant(self) -> Variant:
        return Variant(self.lang, self.edition)

    def path(self, output: Path) -> Path:
        return output / self.course / self.unit / f"{self.variant.stem(self.unit)}.{self.format}"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job. `pages` is None for a format whose pages only a word processor counts.

    The problems of a file that was made are notes: what is not in it, and that it is open elsewhere.
    """

    job: Job
    path: Path
    status: Status
    pages: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """Which files somebody asked for; an empty choice means all that the courses ask for."""

    units: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


@dataclass
class Press:
    """Loads each unit, course and catalogue once and keeps it for all the files that need it."""

    workspace: Workspace
    draft: bool = False
    """Whether units with open points are made, too; every page of theirs says so."""
    _units: dict[str, tuple[Unit, list[Problem], bool]] = field(default_factory=dict)
    _spoken: dict[str, Sequence[str]] = field(default_factory=dict)
    _courses: dict[str, Course] = field(default_factory=dict)
    _handouts: dict[tuple[str, str, str, str], Handout] = field(default_factory=dict)
    _proofs: dict[str, Proof] = field(default_factory=dict)
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
            with _naming(name, folder):
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
        settled = has_text or checks.TEXT_HERE in unit.source.allow
        return problems if settled else [*problems, checks.without_text(unit)]

    def course(self, name: str) -> Course:
        if name not in self._courses:
            with _naming(name, self.workspace.template_folders[0] / name):
                self._courses[name] = courses.load(name, self.workspace.template_folders)
        return self._courses[name]

    def courses_of(self, units: Sequence[str]) -> list[str]:
        """The courses with pages of these units: those in a language that one of them has.

        A unit or course with mistakes, which cannot say its languages, may have all.
        """
        spoken = {lang for name in units for lang in _languages(partial(self._unit, name))}
        known = courses.names(self.workspace.template_folders)
        return [name for name in known if spoken & set(_languages(partial(self.course, name)))]

    def _unit(self, name: str) -> Unit:
        return self._checked(name)[0]

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
                raise CoursewareError(self._textless(job.unit, job.lang))
            handout = rendering.render(unit, course, self.labels(job.lang), job.edition, self.templates)
            _refuse_unprintable(handout.document, self.templates.path(course.template))
            self._handouts = {key: handout}
        return self._handouts[key]

    def jobs(self, selection: Selection) -> tuple[list[Job], list[Problem]]:
        """The files that the courses ask for and the selection allows, and what is wrong with courses that cannot ask.

        Of a unit that lacks a language of the course there are none in it.
        """
        jobs: list[Job] = []
        problems: list[Problem] = []
        for name in selection.courses or courses.names(self.workspace.template_folders):
            try:
                jobs += self._jobs_of(self.course(name), selection)
            except CoursewareError as error:
                problems += error.problems
        return jobs, problems

    def _jobs_of(self, course: Course, selection: Selection) -> list[Job]:
        return [
            Job(unit, course.key, lang, edition, file_format)
            for unit in selection.units or self.workspace.units()
            for lang in _chosen(course.languages, selection.languages)
            if lang in self._languages_of(unit)
            for edition in _chosen(course.editions, selection.editions)
            for file_format in _chosen(course.formats, selection.formats)
        ]

    def _languages_of(self, unit: str) -> Sequence[str]:
        """The languages of a unit; of one that does not say them all, so that whoever wants its handouts is told."""
        if unit not in self._spoken:
            try:
                self._spoken[unit] = seeds.languages_of(self.workspace.unit(unit))
            except CoursewareError:
                self._spoken[unit] = tuple(LANGUAGES)
        return self._spoken[unit]

    def left(self, selection: Selection) -> list[Problem]:
        """Notes on what the courses ask for and `jobs` leaves out: languages that a unit has no text in."""
        asked: dict[str, None] = {}
        for name in selection.courses or courses.names(self.workspace.template_folders):
            asked |= dict.fromkeys(_chosen(_languages(partial(self.course, name)), selection.languages))
        return [
            replace(self._textless(unit, lang), level="note")
            for unit in selection.units or self.workspace.units()
            for lang in asked
            if lang not in self._languages_of(unit)
        ]

    def _textless(self, unit: str, lang: str) -> Problem:
        what = N_("the unit “{unit}” has no text in “{lang}”, so no handout is made of it in that language")
        remedy = N_("Add the language to “languages:” and to its texts, if the course should have it.")
        source = self.workspace.unit(unit) / SOURCE.file
        return Problem(what, remedy, {"unit": unit, "lang": lang}, source, field="languages")

    def write(self, job: Job) -> tuple[bytes, int | None]:
        """The finished bytes of a job, proven, and their pages. Raises CoursewareError that names a file."""
        folder = self.workspace.seeds / job.unit
        try:
            with _naming(f"{job.course}/{job.path(Path()).name}", folder):
                handout = self.handout(job)
                written = FORMATS[job.format].write(handout.document, self.course(job.course).style)
                if EDITIONS[job.edition].for_students:
                    self._prove(job, written.data, handout)
        except CoursewareError as error:
            raise CoursewareError([p if p.file else self._placed(p, job) for p in error.problems]) from error
        return written.data, written.pages

    def _placed(self, problem: Problem, job: Job) -> Problem:
        """`problem` where its text was typed or its field stands, or, if nobody can say where, at the unit."""
        if problem.field:
            course = self.course(job.course)
            return course.placed(replace(problem, file=course.chain[-1]))
        sign, around = (str(problem.values.get(key, "")) for key in ("char", "around"))
        place = places.of(sign, around, self._typed(job)) if sign else None
        file, line = place or (self.workspace.seeds / job.unit, None)
        return replace(problem, file=file, line=line)

    def _typed(self, job: Job) -> list[Path]:
        """The files whose words a handout may print: the template first, then the unit, the course and the labels."""
        course = self.course(job.course)
        names = [course.template, *self.templates.shared(), *self.templates.env.template_files]
        files = [self.templates.path(name) for name in names]
        files += _visible(self.workspace.unit(job.unit), "*.yaml")
        files += course.chain
        files += [folder / job.lang / "LC_MESSAGES" / "handout.po" for folder in self.workspace.locale_folders]
        return [path for path in dict.fromkeys(files) if path.is_file()]

    def _prove(self, job: Job, data: bytes, handout: Handout) -> None:
        labels, course, unit = self.labels(job.lang), self.course(job.course), self.unit(job.unit, "never")
        proven = self._proofs.setdefault(job.unit, Proof(unit))
        marks = [each.mark for each in EDITIONS.values() if each.mark and not each.for_students]
        secrets = (*handout.withheld, *map(labels.label, marks))
        template = self.templates.path(course.template)
        try:
            proven.prove(
                FORMATS[job.format].texts(data),
                secrets,
                self._known(handout.document, unit, course, labels),
                self._own_words(course),
            )
        except CoursewareError as error:
            raise CoursewareError([replace(problem, file=template) for problem in error.problems]) from error

    def _own_words(self, course: Course) -> Iterator[str]:
        """What the course's template says by itself, with all that it may take in. Read when the proof asks for it."""
        shared = self.templates.shared()  # of these, every folder's are read: what hers lacks comes from the shipped
        taken_in = [course.template, *shared]
        for name in taken_in:  # it grows: a template may name others
            typed = ((folder, names.on_disk(folder, name)) for folder in self.templates.folders)
            places = (None if names.leads_out(*one) else one[1] for one in typed)
            paths = [path for path in places if path and path.is_file()]
            for path in paths if name in shared else paths[:1]:
                source = textfile.read(path)
                taken_in += [other for other in rights.named(source) if other not in taken_in]
                yield from rights.own_words(source)

    def _known(self, document: Document, unit: Unit, course: Course, labels: Labels) -> Iterator[str]:
        yield from strings((course.name, course.header, course.footer))
        yield from rendering.labels_of_blanks(document, labels)
        yield from rights.known_words(unit, labels, self._own_words(course))

    def barriers(self, job: Job) -> list[Problem]:
        """What keeps a reader out: of the handout, and of the finished file if its format has a check.

        Raises as `write` does.
        """
        data, _ = self.write(job)
        template = self.templates.path(self.course(job.course).template)
        problems = [*_left_out(self.handout(job).document), *FORMATS[job.format].barriers(data)]
        return [replace(problem, file=template) for problem in problems]

    def inputs(self, job: Job) -> str:
        """A hash of every file that a job's result depends on, and of the program's version; not of where they lie."""
        with _naming(f"{job.course}/{job.path(Path()).name}", self.workspace.seeds / job.unit):
            return self._inputs(job)

    def _inputs(self, job: Job) -> str:
        course = self.course(job.course)
        folders = [path.parent for path in course.chain]
        folders += [folder / "_shared" for folder in self.templates.folders if inside(folder, "_shared")]
        folders += [self.templates.path(course.template).parent]
        catalogue = f"{job.lang}/LC_MESSAGES/handout.po"
        catalogues = (inside(folder, catalogue) for folder in self.workspace.locale_folders)
        files = [path for folder in dict.fromkeys(folders) for path in _visible(folder)]
        if unit := inside(self.workspace.seeds, job.unit):
            files += _visible(unit, "*")
        files += [path for path in catalogues if path and path.is_file()]
        files += [path for family in course.style.fonts.families for path in (family.regular, family.bold)]
        parts = [os.fsencode(path.name) + b"\0" + _stamp(path) for path in files]
        return ledger.digest(b"\0".join([__version__.encode(), *parts]))


def _left_out(document: Document) -> Iterator[Problem]:
    """Headings are heard without a gap, whatever was typed; but who typed one has not meant what is heard."""
    for heading in outline.left_out(document.blocks):
        what = N_("the heading “{text}” leaves out a level")
        remedy = N_("Give it one # less, or put a heading of the level between above it.")
        yield Problem(what, remedy, {"text": plain(heading.text)}, level="warning")


def _refuse_unprintable(document: Document, template: Path) -> None:
    """Every text has been looked at where it was read; what a template puts together is looked at here."""
    margins = [plain(side) for margin in (document.header, document.footer) for side in (margin.left, margin.right)]
    pieces = [document.title, *margins, *map(plain, texts(document.blocks)), *spoken(document.blocks)]
    text = "\n".join(pieces).replace(PAGE, "").replace(PAGES, "")
    if problem := textfile.unprintable(unicodedata.normalize("NFC", text)):
        raise CoursewareError(replace(problem, file=template, line=None))


def _visible(folder: Path, pattern: str = "**/*") -> list[Path]:
    """The files of a folder, in an order that is the same wherever the folder lies; no link leads out of it."""
    files = (path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith((".", "~$")))
    files = (path for path in files if not path.is_symlink() or inside(folder, str(path.relative_to(folder))))
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def _stamp(path: Path) -> bytes:
    """What a file's change shows in: its bytes, but the size alone for a font, which has megabytes and no drafts."""
    if path.suffix.lower() in (".ttf", ".ttc"):
        return str(path.stat().st_size).encode()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _languages(load: Callable[[], Unit | Course]) -> Sequence[str]:
    try:
        return load().languages
    except CoursewareError:
        return tuple(LANGUAGES)


def _chosen(offered: Sequence[str], wanted: Sequence[str]) -> list[str]:
    return [choice for choice in offered if not wanted or choice in wanted]


Edited: TypeAlias = Literal["leave", "keep", "overwrite"]
"""What to do with a file that somebody edited: leave it, keep it and write the new one beside it, or overwrite it."""


def build(press: Press, jobs: Sequence[Job], output: Path, edited: Edited = "leave") -> Iterator[Result]:
    """Make every file, one after the other; a failure costs its own files only."""
    record = ledger.load(output)
    writing.sweep(output)
    for _, same in groupby(jobs, key=lambda job: replace(job, format="")):
        yield from _make(press, list(same), output, record, edited)


def _make(press: Press, jobs: Sequence[Job], output: Path, record: ledger.Ledger, edited: Edited) -> Iterator[Result]:
    """One handout in all its formats, or in none: a Word file beside the PDF of another day misleads."""
    files: list[tuple[bytes, int | None]] = []
    for job in jobs:
        try:
            files.append(press.write(job))
            left_out = press.handout(job).notes
        except Exception as error:  # noqa: BLE001 - a handout that fails costs its own files only
            yield from (_failed(error, other, output) for other in jobs)
            return
    for job, (data, pages) in zip(jobs, files, strict=True):
        try:
            status, target, open_elsewhere = _store(job.path(output), data, press.inputs(job), record, edited)
        except Exception as error:  # noqa: BLE001 - a file that cannot be stored costs itself only
            yield _failed(error, job, output)
        else:
            yield Result(job, target, status, pages, (*left_out, *open_elsewhere))


def _failed(error: Exception, job: Job, output: Path) -> Result:
    path = job.path(output)
    if isinstance(error, CoursewareError):
        return Result(job, path, "failed", problems=error.problems)
    if isinstance(error, OSError):
        return Result(job, path, "failed", problems=(writing.problem(error, path),))
    return Result(job, path, "failed", problems=(_unforeseen(error, f"{job.course}/{path.name}", path),))


@contextmanager
def _naming(what: str, file: Path) -> Iterator[None]:
    """Work on `what`, which lies at `file`: what nobody foresaw names it, and the other work goes on."""
    try:
        yield
    except CoursewareError:
        raise
    except OSError as error:
        values = {"why": error.strerror or str(error)}
        problem = Problem(N_("the file cannot be read ({why})"), "", values, Path(error.filename or file))
        raise CoursewareError(problem) from error
    except Exception as error:
        raise CoursewareError(_unforeseen(error, what, file)) from error


def _unforeseen(error: Exception, what: str, file: Path) -> Problem:
    values = {"name": what, "error": f"{type(error).__name__}: {error}"[:_SHOWN]}
    remedy = N_(
        "Take its pictures, fonts and Word files away one by one to find which it is, and send that one, with this "
        "line, to whoever looks after the program."
    )
    return Problem(N_("“{name}” stops at something that nobody foresaw ({error})"), remedy, values, file)


def _store(
    path: Path, data: bytes, inputs: str, record: ledger.Ledger, edited: Edited
) -> tuple[Status, Path, tuple[Problem, ...]]:
    """What became of a file, where it is, and what to know of it."""
    place = names.real(path, record.folder)
    writing.sweep(place.parent)
    if place.is_file() and place.read_bytes() == data:
        record.record(path, data, inputs)
        return "unchanged", path, ()
    status: Status = "written"
    if edited != "overwrite" and record.edited(path):
        if edited == "leave":
            return "edited", path, ()
        status, path = "beside", next(new for new in beside(path) if not record.edited(new))
    record.record(path, data, inputs)
    writing.replace(path, data, record.folder)
    return status, path, (_stale(path),) if writing.owned(path) else ()


def _stale(path: Path) -> Problem:
    """Where a file that is open may be replaced, Word goes on showing what stood in it."""
    remedy = N_("Close it there without saving: the open copy would overwrite the new one.")
    return Problem(N_("the file seems to be open in Word"), remedy, {}, path, level="note")


def beside(path: Path) -> Iterator[Path]:
    """Where the new file goes when the edited one is kept: unit.ko.student.new.docx, then .new2 …"""
    for number in count(1):
        yield path.with_name(f"{path.stem}.new{number if number > 1 else ''}{path.suffix}")
