"""`courseware list`: units, courses, and which handouts are missing or out of date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click

from courseware.build import ledger, leftovers
from courseware.build.press import Job, Press, Selection
from courseware.cli.asked import examples, the_press, the_speech
from courseware.cli.build import tell_gone, tell_uncorrected
from courseware.cli.speech import Speech, shown
from courseware.cli.terminal import FINE, here, print_line
from courseware.course import courses
from courseware.errors import CoursewareError


def command(say: Speech) -> click.Command:
    return click.Command(
        "list",
        callback=list_command,
        help=say("Show what there is. Units, courses, and which handouts are missing or out of date."),
        epilog=examples(say, "courseware list"),
        params=[],
    )


def list_command() -> int:
    say, press = the_speech(), the_press()
    space = press.workspace
    print_line(say("Units in {folder}:", folder=shown(space.seeds, here())))
    for name in space.units():
        print_line(f"  {name}  {_or_problems(say, _unit_line, press, name)}")
    print_line(say("Courses:"))
    for name in courses.names(space.template_folders):
        print_line(f"  {name}  {_or_problems(say, _course_line, press, name)}")
    print_line(say("Handouts in {folder}:", folder=shown(space.output, here())))
    _list_handouts(say, press)
    return FINE


def _or_problems(say: Speech, line: Callable[[Speech, Press, str], str], press: Press, name: str) -> str:
    try:
        return line(say, press, name)
    except (CoursewareError, OSError):
        return say("(has problems; see “courseware check”)")


def _unit_line(say: Speech, press: Press, name: str) -> str:
    unit = press.unit(name)
    return f"{unit.title.get(say.lang) or unit.title[unit.languages[0]]}  ({', '.join(unit.languages)})"


def _course_line(say: Speech, press: Press, name: str) -> str:
    course = press.course(name)
    asked = (course.languages, course.editions, course.formats)
    name = course.name.get(say.lang) or next(iter(course.name.values()))
    return f"{name}  ({' · '.join(', '.join(choices) for choices in asked)})"


def _list_handouts(say: Speech, press: Press) -> None:
    """A line for the handouts of a unit in a course; what somebody edited is named."""
    record = ledger.load(press.workspace.output)
    states: dict[Path, Counter[str]] = {}
    edited: list[Path] = []
    jobs = press.jobs(Selection())[0]
    paths = [job.path(press.workspace.output) for job in jobs]
    for job, path in zip(jobs, paths, strict=True):
        state = _state(record, path, press, job)
        states.setdefault(path.parent, Counter())[state] += 1
        edited += [path] if state == "edited" else []
    for folder, counts in states.items():
        phrases = {
            "fresh": say("{count} up to date", count=counts["fresh"]),
            "stale": say("{count} out of date", count=counts["stale"]),
            "missing": say("{count} missing", count=counts["missing"]),
            "edited": say("{count} edited by you", count=counts["edited"]),
        }
        print_line(f"  {shown(folder, here())}  {', '.join(phrases[state] for state in phrases if counts[state])}")
    for path in edited:
        print_line(f"    {say('edited by you')}: {shown(path, here())}")
    tell_uncorrected(say, leftovers.uncorrected(record, paths), err=False)
    tell_gone(say, record, leftovers.gone(press.workspace, record), err=False)


def _state(record: ledger.Ledger, path: Path, press: Press, job: Job) -> str:
    """A handout that no disk could hold, or whose files cannot be read, is missing; “build” says why."""
    try:
        return record.state(path, press.inputs(job))
    except (CoursewareError, OSError):
        return "missing"
