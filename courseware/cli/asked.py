"""What commands ask for alike: units, courses, the workspace that somebody stands in; and what is told alike."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import click
from click.shell_completion import CompletionItem

from courseware.build.press import Press
from courseware.cli.speech import Speech, one_line
from courseware.cli.terminal import here, print_line
from courseware.course import courses
from courseware.errors import CoursewareError, Problem
from courseware.files import names
from courseware.workspace import layout

PROGRAM = "courseware"
MOST_LISTED = 30
"""Words, and phrases, that are offered at once."""
COMPLETE = "_COURSEWARE_COMPLETE"
"""The variable with which a shell asks for what may come next on its line."""


def the_speech() -> Speech:
    speaker: Speech = click.get_current_context().obj
    return speaker


def the_press() -> Press:
    return Press(layout.find(here()))


def meant(press: Press, units: Sequence[str], named: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units and the courses that the command line names, each once, as their folders are spelled.

    Names that nothing bears are wrong usage, said before any work begins.
    """
    folders = press.workspace.template_folders
    try:
        own = [press.workspace.unit(unit).name for unit in units]
        known = courses.names(folders)
        asked = [names.spelled(name, known) or courses.load(name, folders).chain[-1].parent.name for name in named]
    except CoursewareError as error:
        problem = error.problems[0]
        say = the_speech()
        text = say.problem(Problem(problem.message, problem.remedy, problem.values), here()).partition(": ")[2]
        raise click.UsageError(text) from error
    return tuple(dict.fromkeys(own)), tuple(dict.fromkeys(asked))


def examples(say: Speech, *lines: str) -> str:
    return "\b\n" + say("Examples:") + "\n" + "\n".join(f"  {line}" for line in lines)


def units_argument(say: Speech) -> click.Argument:
    return click.Argument(["units"], nargs=-1, metavar=say("[UNIT]..."), shell_complete=complete_unit)


def courses_option(say: Speech) -> click.Option:
    return click.Option(
        ["--course", "-c"],
        multiple=True,
        metavar="C",
        shell_complete=complete_course,
        help=say("Only this course."),
    )


def complete_unit(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return _completions(lambda space: space.units(), incomplete)


def complete_course(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return _completions(lambda space: courses.names(space.template_folders), incomplete)


def _completions(names: Callable[[layout.Workspace], list[str]], incomplete: str) -> list[CompletionItem]:
    try:
        known = names(layout.find(here()))
    except (CoursewareError, OSError):
        return []
    return [CompletionItem(name) for name in known if name.startswith(incomplete) and name == one_line(name)]


def agreed(say: Speech, question: str) -> bool:
    """Whether the person at the keyboard says yes; where there is nobody to ask, how to say it beforehand."""
    if sys.stdin is not None and sys.stdin.isatty():
        return click.confirm(question)
    print_line(say("Nobody can be asked here; with --yes it is done."))
    return False


def tell_open(say: Speech, points: int, unit: str) -> None:
    if points:
        print_line(say("{count} points are open; “courseware check {unit}” names them.", count=points, unit=unit))
