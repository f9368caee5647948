"""What a check finds: units, courses, and what only making their handouts shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from courseware import checks
from courseware.build.press import Job, Press, Selection
from courseware.course import courses
from courseware.errors import CoursewareError, Problem
from courseware.files.reading import refused
from courseware.unit.model import Unit


@dataclass(frozen=True, slots=True)
class Review:
    """What is wrong, in the order of files and lines, and the units of which handouts can be made all the same."""

    problems: tuple[Problem, ...]
    units: tuple[Unit, ...]


def review(press: Press, units: Sequence[str], named: Sequence[str]) -> Review:
    """A review of these units, else of all, with their courses; of the courses `named` where some are."""
    names = units or press.workspace.units()
    problems = [problem for name in names for problem in _problems_of(partial(press.unit_problems, name))]
    for name in _courses_of(press, units, named):  # those that share a file share its problems
        problems += [problem for problem in _course_problems(press, name) if problem not in problems]
    good = [name for name in names if _is_good(press, name)]
    handouts = _handout_problems(press, Selection(tuple(good), tuple(named)) if good else None)
    problems += [problem for problem in handouts if problem not in problems]
    problems.sort(key=lambda problem: (str(problem.file), problem.line or 0))
    return Review(tuple(problems), tuple(map(press.unit, good)))


def _courses_of(press: Press, units: Sequence[str], named: Sequence[str]) -> Sequence[str]:
    """The courses that a check speaks of: those named, else those with pages of the units named, else all."""
    if named or not units:
        return named or courses.names(press.workspace.template_folders)
    return press.courses_of(units)


def _course_problems(press: Press, name: str) -> list[Problem]:
    return _problems_of(lambda: checks.course_problems(press.course(name)))


def _problems_of(look: Callable[[], list[Problem]]) -> list[Problem]:
    """What `look` finds, or what keeps it from looking: one bad file or name does not end the check of the others."""
    try:
        return look()
    except CoursewareError as error:
        return list(error.problems)
    except OSError as error:
        return [refused(error)]


def _is_good(press: Press, name: str) -> bool:
    """Whether handouts can be made of a unit, and its figures be told."""
    try:
        press.unit(name)
    except (CoursewareError, OSError):
        return False
    return True


def _handout_problems(press: Press, selection: Selection | None) -> list[Problem]:
    """What only making the handouts shows: templates, labels, glyphs, a teacher's word for students, barriers.

    And which sections are left out.
    """
    problems: list[Problem] = []
    for job in press.jobs(selection)[0] if selection else ():
        shown = _problems_of(partial(_shown_by, press, job))
        problems += [problem for problem in shown if problem not in problems]
    return problems


def _shown_by(press: Press, job: Job) -> list[Problem]:
    return [*press.barriers(job), *press.handout(job).notes]
