"""The command line as a whole: its commands, its exit codes, and the last door before a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click
from click.shell_completion import get_completion_class

from courseware import __version__
from courseware.cli import add, build, check, completion, docs, draft, init, new, pack, show, upgrade
from courseware.cli import list as listing
from courseware.cli.asked import COMPLETE, PROGRAM, examples
from courseware.cli.speech import LANGUAGES, OPTION, Speech, chosen_language, speech
from courseware.cli.terminal import (
    FINE,
    PROBLEMS,
    USAGE,
    Lost,
    adapt_click,
    open_what_is_closed,
    print_line,
    print_text,
    silence_others,
    speak_utf8,
    stop_like_ctrl_c,
    tell,
    tell_lost,
    text_width,
)
from courseware.errors import N_, CoursewareError, Problem
from courseware.files.reading import refused
from courseware.workspace import layout

_FAULT = 200
"""Characters of an error that is no problem of a teacher's."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code. No traceback reaches the user."""
    open_what_is_closed()
    speak_utf8()
    silence_others()
    stop_like_ctrl_c()
    _complete_only_for_shells()
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang, rest = chosen_language(given, os.environ)
    sys.exit(run(rest, speech(lang, (layout.SHIPPED / layout.LOCALES,))))


def run(arguments: Sequence[str], say: Speech) -> int:
    """What the command's exit code is."""
    adapt_click(say)
    try:
        return _run(arguments, say)
    except Lost as lost:
        return tell_lost(say, lost)


def _run(arguments: Sequence[str], say: Speech) -> int:
    try:
        code = command(say).main(list(arguments), PROGRAM, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        print_text(error.ctx.get_help() if error.ctx else "")
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except CoursewareError as error:
        tell(say, error.problems)
        return PROBLEMS
    except (KeyboardInterrupt, click.Abort):
        print_text(say("\nStopped. What was written is whole; nothing is half-written."), err=True)
        return PROBLEMS
    except Lost:
        raise
    except OSError as error:
        tell(say, [refused(error)])
        return PROBLEMS
    except Exception as error:  # noqa: BLE001 - the last door before a teacher would see a traceback
        _tell_fault(say, arguments, error)
        return PROBLEMS
    return code if isinstance(code, int) else FINE


def _complete_only_for_shells() -> None:
    """A variable that asks for completion, but as no shell does, would end every command without a word."""
    shell, _, what = os.environ.get(COMPLETE, "").partition("_")
    words = "COMP_WORDS" in os.environ and (shell == "fish" or os.environ.get("COMP_CWORD", "").isdecimal())
    if get_completion_class(shell) is None or not (what == "source" or (what == "complete" and words)):
        os.environ.pop(COMPLETE, None)


def _tell_fault(say: Speech, arguments: Sequence[str], error: Exception) -> None:
    """What nobody foresaw, where no work was begun that could be named; see `courseware.build.press`."""
    what = N_("“{command}” stops at something that nobody foresaw ({error})")
    remedy = N_(
        "What was written is whole. Name one unit and one course at a time to find which it is, and send that folder, "
        "with this line, to whoever looks after the program."
    )
    values = {"command": " ".join((PROGRAM, *arguments)), "error": f"{type(error).__name__}: {error}"[:_FAULT]}
    tell(say, (Problem(what, remedy, values),))


def command(say: Speech) -> click.Group:
    """The whole command line, in the language of `say`."""
    group = click.Group(
        PROGRAM,
        help=say("Korean and English handouts from one article, for every course, as Word files and PDFs."),
        epilog=examples(say, "courseware build", "courseware check", "courseware init my-classes"),
        params=[
            click.Option(
                [OPTION],
                type=click.Choice(LANGUAGES),
                expose_value=False,
                help=say("The language of these messages; else that of your system."),
            ),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help=say("Show the version and exit."),
            ),
        ],
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": text_width(say), "obj": say},
    )
    for one in (build, check, listing, show, init, new, draft, pack, add, upgrade, docs, completion):
        group.add_command(one.command(say))
    _say_metavars(say, group)
    return group


def _say_metavars(say: Speech, group: click.Group) -> None:
    """The words in capitals that stand for what somebody types, in the user's language."""
    group.subcommand_metavar = say("COMMAND [ARGS]...")
    for one in (group, *group.commands.values()):
        one.options_metavar = say("[OPTIONS]")
        if isinstance(one, click.Group) and one is not group:
            _say_metavars(say, one)


def _version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        print_line(f"{PROGRAM} {__version__}")
        context.exit()
