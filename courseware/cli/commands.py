"""The command line: the only file that prints, reads the working directory, or exits."""

from __future__ import annotations

import errno
import io
import logging
import os
import re
import shlex
import shutil
import signal
import sys
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

import click
from click.shell_completion import CompletionItem, get_completion_class

from courseware import __version__, checks, drafting
from courseware.build import ledger, leftovers
from courseware.build.press import Edited, Job, Result, Wish, Workshop, beside, build
from courseware.checks.looks import unasked
from courseware.checks.opens import nothing_open
from courseware.checks.pairs import verdicts
from courseware.checks.quotations import quoted_words
from courseware.checks.reading import figures
from courseware.cli import report
from courseware.cli.speech import LANGUAGES, OPTION, Speech, chosen_language, harmless, one_line, shown, speech
from courseware.course import courses
from courseware.course.courses import EDITIONS
from courseware.drafting import bank, snapshot
from courseware.drafting.snapshot import Moment, Snapshot
from courseware.errors import N_, CoursewareError, Problem, Verdict
from courseware.files import names, textfile, writing
from courseware.formats import WRITERS
from courseware.unit.model import OPEN, Unit
from courseware.unit.yamlfile import EMPTY
from courseware.workspace import layout, packing, start

PROGRAM = "courseware"
_SHOWN = 60
"""Characters of a line that is told about."""
_FAULT = 200
"""Characters of an error that is no problem of a teacher's."""
_MOST = 30
"""Words, and phrases, that are offered at once."""
_COMPLETE = "_COURSEWARE_COMPLETE"
"""The variable with which a shell asks for what may come next on its line."""
FINE, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes: all is well; problems were found; the command was wrong."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code. No traceback reaches the user."""
    _open_what_is_closed()
    _speak_utf8()
    _silence_others()
    _stop_like_ctrl_c()
    _complete_only_for_shells()
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang, rest = chosen_language(given, os.environ)
    sys.exit(run(rest, speech(lang, (layout.SHIPPED / layout.LOCALES,))))


def run(arguments: Sequence[str], say: Speech) -> int:
    """What the command's exit code is."""
    _adapt_click(say)
    try:
        return _run(arguments, say)
    except _Lost as lost:
        return _tell_lost(say, lost)


def _run(arguments: Sequence[str], say: Speech) -> int:
    try:
        code = command(say).main(list(arguments), PROGRAM, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        _print_lines(error.ctx.get_help() if error.ctx else "")
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except CoursewareError as error:
        _tell(say, error.problems)
        return PROBLEMS
    except (KeyboardInterrupt, click.Abort):
        _print_lines(say("\nStopped. What was written is whole; nothing is half-written."), err=True)
        return PROBLEMS
    except _Lost:
        raise
    except OSError as error:
        _tell(say, [_refused(error)])
        return PROBLEMS
    except Exception as error:  # noqa: BLE001 - the last door before a teacher would see a traceback
        _tell_fault(say, arguments, error)
        return PROBLEMS
    return code if isinstance(code, int) else FINE


def _refused(error: OSError) -> Problem:
    """What the computer does not let us do is no fault of the program."""
    path = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None
    if error.errno == errno.ENAMETOOLONG:
        return Problem(*names.TOO_LONG, {}, path)
    values = {"why": error.strerror or str(error)}
    return Problem(N_("the computer does not allow it ({why})"), N_("Look at this file or folder."), values, path)


# --- the terminal


def _open_what_is_closed() -> None:
    """A stream that was closed before we began becomes one that fails when it is used.

    Python has None there, which swallows what is said; and the next file that is opened would get its number.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), "r")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")


def _complete_only_for_shells() -> None:
    """A variable that asks for completion, but as no shell does, would end every command without a word."""
    shell, _, what = os.environ.get(_COMPLETE, "").partition("_")
    words = "COMP_WORDS" in os.environ and (shell == "fish" or os.environ.get("COMP_CWORD", "").isdecimal())
    if get_completion_class(shell) is None or not (what == "source" or (what == "complete" and words)):
        os.environ.pop(_COMPLETE, None)


def _speak_utf8() -> None:
    """Korean has to come out of a Windows pipe, too, where Python would write CP949 or fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence_others() -> None:
    """What other people's libraries warn of is for their programmers; it would stand between our sentences."""
    warnings.simplefilter("ignore")
    logging.disable()


def _stop_like_ctrl_c() -> None:
    """A closed terminal and a shutdown end a build as cleanly as Ctrl-C does. (Windows knows only some signals.)"""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


class _Lost(Exception):  # noqa: N818 - no error of a teacher's: the stream is gone that would tell it
    """What was to be said could not be written: a full disk, a closed stream, a pipe that nobody reads."""

    def __init__(self, error: OSError, *, err: bool) -> None:
        super().__init__(error)
        self.error, self.err = error, err


def _print(text: str, *, err: bool = False) -> None:
    """Say one line, in which whatever came from a file or a name is harmless."""
    _write(one_line(text), err=err)


def _print_lines(text: str, *, err: bool = False) -> None:
    """Say a text that has lines of its own: help, JSON, a handout."""
    _write(harmless(text), err=err)


def _write(text: str, *, err: bool, nl: bool = True) -> None:
    """The only door to the terminal; what is no style of ours is harmless by now. Raises _Lost."""
    try:
        click.echo(text, err=err, nl=nl)
    except OSError as error:
        raise _Lost(error, err=err) from error


def _echo(message: object = "", file: object = None, nl: bool = True, err: bool = False, **_: object) -> None:
    """Click's own printing (help, wrong usage, completion) through the same door; a `file` is always stderr there."""
    text = message.decode("utf-8", "replace") if isinstance(message, bytes) else str(message)
    _write(harmless(text), err=err or file is not None, nl=nl)


def _tell_lost(say: Speech, lost: _Lost) -> int:
    """Say on the other stream that one is gone; nothing, where somebody only stopped reading (`| head`)."""
    if lost.err:
        sys.stderr = io.StringIO()
    else:
        sys.stdout = io.StringIO()
    why = lost.error.strerror or str(lost.error)
    sentence = say("The output cannot be written ({why}). Files that were made are whole.", why=why)
    if isinstance(lost.error, BrokenPipeError):
        return PROBLEMS
    try:
        _print(sentence, err=not lost.err)
    except _Lost:
        sys.stdout = sys.stderr = io.StringIO()
    return PROBLEMS


def _adapt_click(say: Speech) -> None:
    """Click takes its own sentences from gettext's global catalogue, which only reads .mo files; ours are in memory.

    What it prints takes our way to the terminal.
    """
    for module in (click.core, click.decorators, click.exceptions, click.shell_completion, click.termui):
        vars(module)["echo"] = _echo
    vars(click.formatting)["term_len"] = _columns
    for module in (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.termui,
        click.types,
    ):
        vars(module)["_"] = say
        vars(module)["ngettext"] = lambda one, many, n: say(one if n == 1 else many)


def _columns(text: str) -> int:
    """How wide a terminal prints `text`; a hangul syllable takes two columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in click.unstyle(text))


def _text_width(say: Speech) -> int:
    """Characters on a line of help: click wraps by characters, and in Korean most take two columns."""
    columns = max(40, min(shutil.get_terminal_size().columns, 100))
    return columns * 5 // 8 if say.lang == "ko" else columns - 2


def _tell(say: Speech, problems: Sequence[Problem]) -> None:
    colors = {"error": "red", "warning": "yellow", "note": "cyan"}
    for problem in problems:
        level, _, rest = say.problem(problem, _base()).partition(":")
        _write(click.style(level, fg=colors[problem.level]) + ":" + rest, err=True)


def _here() -> Path:
    """The working folder. Raises CoursewareError where somebody deleted it."""
    try:
        return Path.cwd()
    except OSError as error:
        message, remedy = N_("the folder that you are in is gone"), N_("Go into another one with cd.")
        raise CoursewareError(Problem(message, remedy)) from error


def _base() -> Path:
    """Where paths are told from: the working folder, as long as there is one."""
    try:
        return _here()
    except CoursewareError:
        return Path()


def _tell_fault(say: Speech, arguments: Sequence[str], error: Exception) -> None:
    """What nobody foresaw, where no work was begun that could be named; see `courseware.build.press`."""
    what = N_("“{command}” stops at something that nobody foresaw ({error})")
    remedy = N_(
        "What was written is whole. Name one unit and one course at a time to find which it is, and send that folder, "
        "with this line, to whoever looks after the program."
    )
    values = {"command": " ".join((PROGRAM, *arguments)), "error": f"{type(error).__name__}: {error}"[:_FAULT]}
    _tell(say, (Problem(what, remedy, values),))


# --- the commands


def command(say: Speech) -> click.Group:
    """The whole command line, in the language of `say`."""
    group = click.Group(
        PROGRAM,
        help=say("Korean and English handouts from one article, for every course, as Word files and PDFs."),
        epilog=_examples(say, "courseware build", "courseware check", "courseware init my-classes"),
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
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _text_width(say), "obj": say},
    )
    for make in (_build, _check, _list, _show, _init, _new, _draft, _pack, _add, _completion):
        group.add_command(make(say))
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
        _print(f"{PROGRAM} {__version__}")
        context.exit()


def _examples(say: Speech, *lines: str) -> str:
    return "\b\n" + say("Examples:") + "\n" + "\n".join(f"  {line}" for line in lines)


def _build(say: Speech) -> click.Command:
    return click.Command(
        "build",
        callback=build_command,
        help=say("Make the handouts. Every unit for every course, or only what you name; each option may be repeated."),
        epilog=_examples(
            say,
            "courseware build",
            "courseware build pyongyang-summit-2024 --lang ko --to pdf",
            "courseware build --course ir-seminar --edition student --out print",
        ),
        params=[
            _units_argument(say),
            _courses_option(say),
            click.Option(
                ["--lang", "-l"], multiple=True, type=click.Choice(LANGUAGES), help=say("Only this language.")
            ),
            click.Option(
                ["--edition", "-e"], multiple=True, type=click.Choice(EDITIONS), help=say("Only this edition.")
            ),
            click.Option(
                ["--to", "-t"], multiple=True, type=click.Choice(tuple(WRITERS)), help=say("Only this format.")
            ),
            click.Option(
                ["--out", "-o"],
                metavar="DIR",
                type=click.Path(file_okay=False, path_type=Path),
                help=say("Write into this folder instead of output/."),
            ),
            click.Option(
                ["--keep-edited"],
                is_flag=True,
                help=say("Where you edited a file since it was built, write the new one beside it."),
            ),
            click.Option(["--overwrite"], is_flag=True, help=say("Write over files that you edited.")),
            click.Option(
                ["--draft"],
                is_flag=True,
                help=say("Make units with open points, too; every page says that it is a draft."),
            ),
            click.Option(
                ["--clean"],
                is_flag=True,
                help=say("Remove handouts of units and courses that are gone; what you edited stays."),
            ),
        ],
    )


def _check(say: Speech) -> click.Command:
    return click.Command(
        "check",
        callback=check_command,
        help=say("Find what is wrong before you print. Units, courses, templates, labels and fonts are looked at."),
        epilog=_examples(
            say,
            "courseware check",
            "courseware check pyongyang-summit-2024 --course ir-seminar",
            "courseware check --format sarif > check.sarif",
        ),
        params=[
            _units_argument(say),
            _courses_option(say),
            click.Option(
                ["--format", "form"],
                type=click.Choice(("text", "json", "sarif")),
                default="text",
                show_default=True,
                help=say("How to tell what was found; json and sarif are for other programs."),
            ),
            click.Option(["--strict"], is_flag=True, help=say("Take warnings as seriously as errors.")),
        ],
    )


def _list(say: Speech) -> click.Command:
    return click.Command(
        "list",
        callback=list_command,
        help=say("Show what there is. Units, courses, and which handouts are missing or out of date."),
        epilog=_examples(say, "courseware list"),
        params=[],
    )


def _show(say: Speech) -> click.Command:
    return click.Command(
        "show",
        callback=show_command,
        help=say("Show how a handout comes about. The filled template as Markdown, or the blocks that it becomes."),
        epilog=_examples(say, "courseware show pyongyang-summit-2024 -c ir-seminar -l en --as markdown"),
        params=[
            click.Argument(["unit"], metavar=say("UNIT"), shell_complete=_complete_unit),
            click.Option(
                ["--course", "-c"], required=True, metavar="C", shell_complete=_complete_course, help=say("The course.")
            ),
            click.Option(["--lang", "-l"], required=True, type=click.Choice(LANGUAGES), help=say("The language.")),
            click.Option(
                ["--edition", "-e"],
                type=click.Choice(EDITIONS),
                default="student",
                show_default=True,
                help=say("The edition."),
            ),
            click.Option(
                ["--as", "form"],
                type=click.Choice(("markdown", "blocks")),
                default="markdown",
                show_default=True,
                help=say("What to show."),
            ),
        ],
    )


def _init(say: Speech) -> click.Command:
    return click.Command(
        "init",
        callback=init_command,
        help=say(
            "Make a workspace of your own. A new folder gets the sample unit, the courses and the labels, to change."
        ),
        epilog=_examples(say, "courseware init my-classes"),
        params=[click.Argument(["folder"], metavar=say("FOLDER"), type=click.Path(path_type=Path))],
    )


def _new(say: Speech) -> click.Command:
    group = click.Group("new", help=say("Begin a unit or a course."))
    unit = click.Command(
        "unit",
        callback=new_unit_command,
        help=say(
            "Begin a unit. It gets seven files with comments that say what goes where; with --from, what an article "
            "says about itself is filled in."
        ),
        epilog=_examples(
            say,
            "courseware new unit housing-2026",
            "courseware new unit housing-2026 --from article.html",
            "courseware new unit housing-2026 --from article.txt --posted 2026-05-08",
        ),
        params=[
            click.Argument(["name"], metavar=say("NAME")),
            click.Option(
                ["--from", "source"],
                metavar=say("FILE"),
                type=_file(),
                help=say(
                    "Begin with this article: pasted text or a saved page, in Korean or English; - reads the input."
                ),
            ),
            _original_option(say),
            click.Option(
                ["--title"],
                metavar=say("HEADLINE"),
                help=say("The article's headline, where --from finds none or the wrong one."),
            ),
            click.Option(
                ["--posted"],
                metavar=say("WHEN"),
                help=say(
                    "When the article appeared, where --from finds no date or the wrong one: 2026-05-08, or "
                    "“2026-05-08 09:00”; without a zone (KST, +09:00 …) it is the time in Korea."
                ),
            ),
        ],
    )
    course = click.Command(
        "course",
        callback=new_course_command,
        help=say("Begin a course. It takes over everything from another and has a template of its own to edit."),
        epilog=_examples(
            say,
            "courseware new course tuesday-class --like korean-reading",
            "courseware new course our-school --like korean-reading --specimen",
        ),
        params=[
            click.Argument(["name"], metavar=say("NAME")),
            click.Option(
                ["--like"],
                required=True,
                metavar="C",
                shell_complete=_complete_course,
                help=say("The course to take over from."),
            ),
            click.Option(
                ["--specimen"],
                is_flag=True,
                help=say("Add reference.docx, a Word file that shows every style: change it in Word."),
            ),
        ],
    )
    group.add_command(unit)
    group.add_command(course)
    return group


def _file() -> click.Path:
    """Made when a command is: click translates the type's name (file) at once."""
    return click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


def _original_option(say: Speech) -> click.Option:
    return click.Option(
        ["--original"],
        metavar=say("FILE"),
        type=_file(),
        help=say("The same article in the other language, such as its Korean original."),
    )


def _draft(say: Speech) -> click.Command:
    return click.Command(
        "draft",
        callback=draft_command,
        help=say(
            "Fill a unit from its article. What is certain is filled in, what is not is asked; "
            "what you wrote stays as it is."
        ),
        epilog=_examples(
            say,
            "courseware draft housing-2026",
            'courseware draft housing-2026 --term "rent deposit" --term "lease=임대차"',
        ),
        params=[
            click.Argument(["unit"], metavar=say("UNIT"), shell_complete=_complete_unit),
            click.Option(
                ["--module", "-m"],
                multiple=True,
                type=click.Choice(tuple(drafting.MODULES)),
                help=say("Only this module, also if it is finished."),
            ),
            click.Option(
                ["--term"],
                multiple=True,
                metavar=say("TERM"),
                help=say("Add this term to the vocabulary, with its paragraphs; TERM=한국어 gives its Korean, too."),
            ),
            click.Option(
                ["--terms"],
                metavar=say("FILE"),
                type=_file(),
                help=say("Look terms up in this table of yours, too: columns en, ko, hanja … with tabs between them."),
            ),
            _original_option(say),
        ],
    )


def _pack(say: Speech) -> click.Command:
    return click.Command(
        "pack",
        callback=pack_command,
        help=say("Make one file of a unit, to pass on. The article's text is left out: it belongs to its publisher."),
        epilog=_examples(say, "courseware pack housing-2026", "courseware pack housing-2026 --out for-minji.zip"),
        params=[
            click.Argument(["unit"], metavar=say("UNIT"), shell_complete=_complete_unit),
            click.Option(
                ["--out", "-o"],
                metavar=say("FILE"),
                type=click.Path(dir_okay=False, path_type=Path),
                help=say("Write this file; without it, UNIT.courseware.zip in this folder."),
            ),
            click.Option(["--overwrite"], is_flag=True, help=say("Write over a file that is there.")),
        ],
    )


def _add(say: Speech) -> click.Command:
    return click.Command(
        "add",
        callback=add_command,
        help=say(
            "Add a unit that somebody passed on. You see what is in the file and what will be written, then you are "
            "asked; nothing of yours is written over."
        ),
        epilog=_examples(
            say,
            "courseware add housing-2026.courseware.zip",
            "courseware add housing-2026.courseware.zip --as housing-minji",
        ),
        params=[
            click.Argument(
                ["file"],
                metavar=say("FILE"),
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
            ),
            click.Option(["--as", "name"], metavar=say("NAME"), help=say("Give the unit another name.")),
            click.Option(["--yes", "-y"], is_flag=True, help=say("Write without being asked.")),
        ],
    )


def _completion(say: Speech) -> click.Command:
    return click.Command(
        "completion",
        callback=completion_command,
        help=say("Set up the Tab key. Prints what your shell needs to complete commands, units and courses."),
        epilog=_examples(say, 'eval "$(courseware completion bash)"'),
        params=[click.Argument(["shell"], type=click.Choice(("bash", "zsh", "fish")))],
    )


def _units_argument(say: Speech) -> click.Argument:
    return click.Argument(["units"], nargs=-1, metavar=say("[UNIT]..."), shell_complete=_complete_unit)


def _courses_option(say: Speech) -> click.Option:
    return click.Option(
        ["--course", "-c"],
        multiple=True,
        metavar="C",
        shell_complete=_complete_course,
        help=say("Only this course."),
    )


def _complete_unit(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return _completions(lambda space: space.units(), incomplete)


def _complete_course(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return _completions(lambda space: courses.names(space.template_folders), incomplete)


def _completions(names: Callable[[layout.Workspace], list[str]], incomplete: str) -> list[CompletionItem]:
    try:
        known = names(layout.find(_here()))
    except (CoursewareError, OSError):
        return []
    return [CompletionItem(name) for name in known if name.startswith(incomplete) and name == one_line(name)]


# --- what they do


def _say() -> Speech:
    speaker: Speech = click.get_current_context().obj
    return speaker


def _workshop() -> Workshop:
    return Workshop(layout.find(_here()))


def _named(workshop: Workshop, units: Sequence[str], names: Sequence[str]) -> None:
    """Names on the command line that nothing bears are wrong usage, said before any work begins."""
    try:
        for unit in units:
            workshop.workspace.unit(unit)
        known = courses.names(workshop.workspace.template_folders)
        for name in names:
            if name not in known:
                courses.load(name, workshop.workspace.template_folders)
    except CoursewareError as error:
        problem = error.problems[0]
        say = _say()
        text = say.problem(Problem(problem.message, problem.remedy, problem.values), _here()).partition(": ")[2]
        raise click.UsageError(text) from error


def build_command(
    units: tuple[str, ...],
    course: tuple[str, ...],
    lang: tuple[str, ...],
    edition: tuple[str, ...],
    to: tuple[str, ...],
    out: Path | None,
    keep_edited: bool,
    overwrite: bool,
    draft: bool,
    clean: bool,
) -> int:
    say = _say()
    if keep_edited and overwrite:
        raise click.UsageError(say("--keep-edited and --overwrite say opposite things; choose one."))
    if clean and out:
        raise click.UsageError(say("--clean is for output/ alone; leave --out away."))
    workshop = replace(_workshop(), draft=draft)
    _named(workshop, units, course)
    if out:
        names.refuse_too_long(out)
    # Not Path.resolve, which fails for a link that leads to itself; the disk says it better.
    output = Path(os.path.realpath(out)) if out else workshop.workspace.own_output()
    if own := workshop.workspace.keeps(output):
        raise click.UsageError(say("{folder}/ is for your own files; name another folder with --out.", folder=own))
    stuck = clean and not _clean(say, workshop.workspace, output, course)
    jobs, problems = workshop.jobs(Wish(units, course, lang, edition, to))
    _tell(say, problems)
    if not jobs and (problems or stuck):
        return PROBLEMS
    if not jobs and clean:
        return FINE
    if not jobs:
        _print(say("There is nothing to build: no unit and course ask for it."), err=True)
        return PROBLEMS
    for name in dict.fromkeys(job.course for job in jobs):
        _tell(say, unasked(workshop.course(name)))
    edited: Edited = "overwrite" if overwrite else "keep" if keep_edited else "leave"
    results = list(_with_progress(say, build(workshop, jobs, output, edited), len(jobs)))
    code = _summary(say, results, output)
    record = ledger.load(output)
    _tell_uncorrected(say, leftovers.uncorrected(record, [result.job.path(output) for result in results]), err=True)
    if not out:
        _tell_gone(say, record, leftovers.gone(workshop.workspace, record, course), err=True)
    return code or (PROBLEMS if problems or stuck else FINE)


def _clean(say: Speech, space: layout.Workspace, output: Path, named: Sequence[str]) -> bool:
    """Remove what `build --clean` may remove; whether all of it went."""
    record = ledger.load(output)
    clean, removed = True, say("removed")
    for path, problems in leftovers.clean(record, leftovers.gone(space, record, named)):
        _tell(say, problems)
        clean = clean and not problems
        if not problems:
            _print(f"{removed}\t{shown(path, _here())}")
    return clean


def _tell_uncorrected(say: Speech, paths: Sequence[Path], *, err: bool) -> None:
    if not paths:
        return
    _print(say("Corrected in the Word file, but not in the PDF beside it:"), err=err)
    for path in paths:
        _print(f"  {shown(path, _here())}", err=err)
    _print(
        say("Save the PDF out of Word in its place, or write the correction into the unit and build --overwrite."),
        err=err,
    )


def _tell_gone(say: Speech, record: ledger.Ledger, paths: Sequence[Path], *, err: bool) -> None:
    """Handouts of a unit or course that was deleted, or has another name now."""
    edited = [path for path in paths if leftovers.hers(record, path)]
    folders = Counter(path.parent for path in paths if path.is_file() and path not in edited)
    if folders:
        _print(say("Of units and courses that are gone (“courseware build --clean” removes them):"), err=err)
    for folder, count in folders.items():
        handouts = say("{count} handouts", count=count)
        _print(f"  {shown(folder, _here())}  {handouts}", err=err)
    if edited:
        _print(say("Of units and courses that are gone, but edited by you, so --clean leaves them:"), err=err)
    for path in edited:
        _print(f"  {shown(path, _here())}", err=err)


_BACK = "\r\033[K"
"""Takes a terminal back to the beginning of its line, and empties it."""


def _with_progress(say: Speech, results: Iterator[Result], count: int) -> Iterator[Result]:
    """One line a file when piped; on a terminal a single line that counts."""
    terminal = sys.stdout.isatty()
    told: list[tuple[Problem, ...]] = []
    for n, result in enumerate(results, 1):
        if terminal:
            _write(f"{_BACK}{n}/{count}  {one_line(result.path.name)}", err=False, nl=False)
        else:
            _print(_result_line(say, result))
        if result.problems and result.problems not in told:
            told.append(result.problems)
            if terminal:
                _write(_BACK, err=False, nl=False)
            _tell_some(say, result)
        yield result
    if terminal:
        _write(_BACK, err=False, nl=False)


MOST_TOLD = 5
"""Problems of one file that a build names; a unit that was just begun has dozens."""


def _tell_some(say: Speech, result: Result) -> None:
    _tell(say, result.problems[:MOST_TOLD])
    rest = len(result.problems) - MOST_TOLD
    if rest > 0:
        text = say("… and {count} more; “courseware check {unit}” names them all.", count=rest, unit=result.job.unit)
        _print(text, err=True)


def _result_line(say: Speech, result: Result) -> str:
    words = {
        "written": say("written"),
        "unchanged": say("unchanged"),
        "beside": say("written beside yours"),
        "edited": say("edited by you"),
        "failed": say("failed"),
    }
    pages = "  " + say("{pages} pages", pages=result.pages) if result.pages else ""
    return f"{words[result.status]}\t{shown(result.path, _here())}{pages}"


def _summary(say: Speech, results: Sequence[Result], output: Path) -> int:
    by_status = Counter(result.status for result in results)
    new = by_status["written"] + by_status["beside"]
    made = new + by_status["unchanged"]
    _print(
        say(
            "{made} of {all} handouts are ready in {folder} ({written} newly written).",
            made=made,
            all=len(results),
            folder=shown(output, _here()),
            written=new,
        )
    )
    pages = [result.pages for result in results if result.pages]
    if pages:
        sheets = sum((count + 1) // 2 for count in pages)
        _print(
            say(
                "One print of each PDF takes {sheets} sheets of paper on both sides ({pages} pages).",
                sheets=sheets,
                pages=sum(pages),
            )
        )
    if by_status["edited"]:
        _tell_edited(say, [result.path for result in results if result.status == "edited"])
    if by_status["failed"]:
        _print(say("{count} could not be made; see above.", count=by_status["failed"]), err=True)
    return PROBLEMS if by_status["edited"] or by_status["failed"] else FINE


def _tell_edited(say: Speech, paths: Sequence[Path]) -> None:
    _print(say("You edited these since they were built, so they were left alone:"), err=True)
    for path in paths:
        _print(f"  {shown(path, _here())}", err=True)
    ways_out = say(
        "--keep-edited writes the new one beside yours ({example}); --overwrite replaces yours.",
        example=shown(next(beside(paths[0])), _here()),
    )
    _print(ways_out, err=True)


NOT_JUDGED = N_("Not judged: what a sentence means. With the right names and numbers it can still be false.")


def check_command(units: tuple[str, ...], course: tuple[str, ...], form: str, strict: bool) -> int:
    say, workshop = _say(), _workshop()
    _named(workshop, units, course)
    names = units or tuple(workshop.workspace.units())
    if not names:
        _print(say("There is no unit in {folder}.", folder=shown(workshop.workspace.seeds, _here())), err=True)
        return PROBLEMS
    problems = [problem for name in names for problem in _problems_of(partial(workshop.unit_problems, name))]
    for name in _courses_of(workshop, units, course):  # those that share a file share its problems
        problems += [problem for problem in _course_problems(workshop, name) if problem not in problems]
    good = [name for name in names if _is_good(workshop, name)]
    found = _handout_problems(workshop, Wish(tuple(good), course) if good else None)
    problems += [problem for problem in found if problem not in problems]
    problems.sort(key=lambda problem: (str(problem.file), problem.line or 0))
    _report(say, workshop, problems, [workshop.unit(name) for name in good], form)
    serious = ("error", "warning") if strict else ("error",)
    return PROBLEMS if any(problem.level in serious for problem in problems) else FINE


def _courses_of(workshop: Workshop, units: Sequence[str], named: Sequence[str]) -> Sequence[str]:
    """The courses that a check speaks of: those named, else those with pages of the units named, else all."""
    if named or not units:
        return named or courses.names(workshop.workspace.template_folders)
    return workshop.courses_of(units)


def _report(say: Speech, workshop: Workshop, problems: Sequence[Problem], units: Sequence[Unit], form: str) -> None:
    base = workshop.workspace.root.resolve()
    if form == "json":
        _print_lines(report.as_json(say, problems, units, base, say(NOT_JUDGED)))
    elif form == "sarif":
        _print_lines(report.as_sarif(say, problems, base, __version__))
    else:
        _tell_blanks(say, problems)
        _tell_by_file(say, problems)
        for unit in units:
            _tell_figures(say, unit)
        _tell_end(say, problems)


def _tell_blanks(say: Speech, problems: Sequence[Problem]) -> None:
    """What is still to be written or decided, as a table for each unit: it says where to begin, and how far it is."""
    blanks = [problem for problem in problems if problem.rule == checks.OPEN_POINTS or problem.message == EMPTY]
    for folder, group in groupby(blanks, key=lambda problem: problem.file and problem.file.parent):
        files = [(path, list(some)) for path, some in groupby(group, key=lambda problem: problem.file)]
        rows = [(path.name, str(len(some)), str(some[0].line or "")) for path, some in files if path]
        _print(say("Open points in {folder}:", folder=shown(folder or _base(), _base())), err=True)
        for line in _table([(say("file"), say("points"), say("first line")), *rows]):
            _print(f"  {line}", err=True)
        _print("", err=True)


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Lines with the first column on the left and the others on the right, of one width on a terminal."""
    widths = [max(map(_columns, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        gaps = [" " * (width - _columns(cell)) for cell, width in zip((first, *others), widths, strict=True)]
        yield f"{first}{gaps[0]}" + "".join(f"  {gap}{cell}" for gap, cell in zip(gaps[1:], others, strict=True))


def _tell_by_file(say: Speech, problems: Sequence[Problem]) -> None:
    """The problems of a file together, with an empty line between files."""
    for n, (_, group) in enumerate(groupby(problems, key=lambda problem: problem.file)):
        if n:
            _print("", err=True)
        _tell(say, list(group))


def _tell_figures(say: Speech, unit: Unit) -> None:
    quoted = quoted_words(unit)
    _print(
        say(
            "{unit}: {words} words quoted, {share} % of the article ({limit} % allowed).",
            unit=unit.name,
            words=quoted,
            share=f"{quoted * 100 / unit.article.words:.1f}",
            limit=unit.article.quotation_budget.share_percent,
        )
    )
    compared = verdicts(unit)
    if compared:
        _print(
            say(
                "  Dates and numbers in both languages: {same} match, {apart} contradict, {unsure} cannot be told.",
                same=compared[Verdict.MATCHES],
                apart=compared[Verdict.CONTRADICTS],
                unsure=compared[Verdict.CANNOT_TELL],
            )
        )
    told = {
        "ko": N_("  Korean: {average} words a sentence, {longest} the longest; {share} % have 5 syllables or more."),
        "en": N_("  English: {average} words a sentence, {longest} the longest; {share} % have 7 letters or more."),
    }
    for lang, found in figures(unit).items():
        average, share = f"{found.words_a_sentence:.1f}", f"{found.long_share:.0f}"
        _print(say(told[lang], average=average, longest=found.longest, share=share))


def _tell_end(say: Speech, problems: Sequence[Problem]) -> None:
    levels = Counter(problem.level for problem in problems)
    if levels["error"] or levels["warning"]:
        _print(
            say(
                "Problems: {count}, of them errors: {errors}.",
                count=levels.total() - levels["note"],
                errors=levels["error"],
            )
        )
    else:
        _print(
            say("Everything that a machine can check is in order. Whether it is true and well said, you know better.")
        )
    _print(say(NOT_JUDGED))


def _course_problems(workshop: Workshop, name: str) -> list[Problem]:
    return _problems_of(lambda: checks.course_problems(workshop.course(name)))


def _problems_of(look: Callable[[], list[Problem]]) -> list[Problem]:
    """What `look` finds, or what keeps it from looking: one bad file or name does not end the check of the others."""
    try:
        return look()
    except CoursewareError as error:
        return list(error.problems)
    except OSError as error:
        return [_refused(error)]


def _is_good(workshop: Workshop, name: str) -> bool:
    """Whether handouts can be made of a unit, and its figures be told."""
    try:
        workshop.unit(name)
    except (CoursewareError, OSError):
        return False
    return True


def _handout_problems(workshop: Workshop, wish: Wish | None) -> list[Problem]:
    """What only making the handouts shows: templates, labels, glyphs, a teacher's word for students, barriers."""
    found: list[Problem] = []
    for job in workshop.jobs(wish)[0] if wish else ():
        problems = _problems_of(partial(workshop.barriers, job))
        found += [problem for problem in problems if problem not in found]
    return found


def list_command() -> int:
    say, workshop = _say(), _workshop()
    space = workshop.workspace
    _print(say("Units in {folder}:", folder=shown(space.seeds, _here())))
    for name in space.units():
        _print(f"  {name}  {_or_problems(say, _unit_line, workshop, name)}")
    _print(say("Courses:"))
    for name in courses.names(space.template_folders):
        _print(f"  {name}  {_or_problems(say, _course_line, workshop, name)}")
    _print(say("Handouts in {folder}:", folder=shown(space.output, _here())))
    _list_handouts(say, workshop)
    return FINE


def _or_problems(say: Speech, line: Callable[[Speech, Workshop, str], str], workshop: Workshop, name: str) -> str:
    try:
        return line(say, workshop, name)
    except (CoursewareError, OSError):
        return say("(has problems; see “courseware check”)")


def _unit_line(say: Speech, workshop: Workshop, name: str) -> str:
    unit = workshop.unit(name)
    return f"{unit.title.get(say.lang, '')}  ({', '.join(unit.languages)})"


def _course_line(say: Speech, workshop: Workshop, name: str) -> str:
    course = workshop.course(name)
    asked = (course.languages, course.editions, course.formats)
    name = course.name.get(say.lang) or next(iter(course.name.values()))
    return f"{name}  ({' · '.join(', '.join(choices) for choices in asked)})"


def _list_handouts(say: Speech, workshop: Workshop) -> None:
    """A line for the handouts of a unit in a course; what somebody edited is named."""
    record = ledger.load(workshop.workspace.output)
    states: dict[Path, Counter[str]] = {}
    edited: list[Path] = []
    jobs = workshop.jobs(Wish())[0]
    paths = [job.path(workshop.workspace.output) for job in jobs]
    for job, path in zip(jobs, paths, strict=True):
        state = _state(record, path, workshop, job)
        states.setdefault(path.parent, Counter())[state] += 1
        edited += [path] if state == "edited" else []
    for folder, counts in states.items():
        told = {
            "fresh": say("{count} up to date", count=counts["fresh"]),
            "stale": say("{count} out of date", count=counts["stale"]),
            "missing": say("{count} missing", count=counts["missing"]),
            "edited": say("{count} edited by you", count=counts["edited"]),
        }
        _print(f"  {shown(folder, _here())}  {', '.join(told[state] for state in told if counts[state])}")
    for path in edited:
        _print(f"    {say('edited by you')}: {shown(path, _here())}")
    _tell_uncorrected(say, leftovers.uncorrected(record, paths), err=False)
    _tell_gone(say, record, leftovers.gone(workshop.workspace, record), err=False)


def _state(record: ledger.Ledger, path: Path, workshop: Workshop, job: Job) -> str:
    """A handout that no disk could hold, or whose files cannot be read, is missing; “build” says why."""
    try:
        return record.state(path, workshop.inputs(job))
    except (CoursewareError, OSError):
        return "missing"


def show_command(unit: str, course: str, lang: str, edition: str, form: str) -> int:
    workshop = _workshop()
    _named(workshop, (unit,), (course,))
    made = workshop.handout(Job(unit, course, lang, edition, ""))
    if form == "markdown":
        _print_lines(made.markdown)
    else:
        for block in made.document.blocks:
            _print(repr(block))
    return FINE


def init_command(folder: Path) -> int:
    say = _say()
    space = layout.create(_here() / folder)
    _print(say("Your workspace is {folder}.", folder=shown(space.root, _here())))
    quoted = f'"{folder}"' if " " in str(folder) else folder
    _print(say("Next: cd {folder}, then courseware build.", folder=quoted))
    return FINE


def new_unit_command(
    name: str, source: Path | None, original: Path | None, title: str | None, posted: str | None
) -> int:
    say, space = _say(), layout.find(_here())
    given = {"--original": original, "--title": title, "--posted": posted}
    for option in (option for option, value in given.items() if value is not None and not source):
        raise click.UsageError(say("{option} goes with --from.", option=option))
    files = None
    if source:
        main = _taken(say, source, _headline(say, title), _moment(say, posted))
        other = _taken(say, original) if original else None
        files = start.from_article(main, other, source, say)
    paths = start.new_unit(space, name, files)
    _print(say("These files wait for you; “courseware check {name}” says what is still to fill in:", name=name))
    for path in paths:
        _print(f"  {shown(path, _here())}")
    return FINE


def _bytes(path: Path, most: int = snapshot.LARGEST + 1) -> bytes:
    """What a file holds, or the standard input; `most` bytes of it, for some have no end."""
    try:
        with nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        values = {"why": error.strerror or str(error)}
        raise CoursewareError(Problem(N_("the file cannot be read ({why})"), "", values, path)) from error


def _headline(say: Speech, title: str | None) -> str | None:
    if title is not None and not (title.strip() and textfile.is_text(title)):
        raise click.UsageError(say("--title needs the article's headline."))
    return title and " ".join(title.split())


def _moment(say: Speech, posted: str | None) -> Moment | None:
    moment = snapshot.moment(posted) if posted is not None else None
    if posted is not None and moment is None:
        raise click.UsageError(say("--posted needs a day, like 2026-05-08, or a time, like “2026-05-08 09:00 KST”."))
    return moment


def _taken(say: Speech, path: Path, title: str | None = None, posted: Moment | None = None) -> Snapshot:
    """The article in a file, or in the standard input; what was found in it and what was left out is told."""
    taken = snapshot.take(_bytes(path), path, title, posted)
    _print(
        say(
            "{title} ({lang}): paragraphs {paragraphs}, captions {captions}, words {words}.",
            title=taken.facts.title or "–",
            lang=taken.language,
            paragraphs=taken.text.count("p"),
            captions=taken.text.count("c"),
            words=taken.words,
        )
    )
    if taken.left_out:
        _print(say("Left out, because it is not the article's text:"))
    for piece in taken.left_out[:_MOST]:
        text = piece.text if len(piece.text) <= _SHOWN else f"{piece.text[:_SHOWN]}…"
        _print(f"  “{text}” {say(piece.why)}")
    if len(taken.left_out) > _MOST:
        _print(say("  … and {count} more.", count=len(taken.left_out) - _MOST))
    return taken


def draft_command(
    unit: str, module: tuple[str, ...], term: tuple[str, ...], terms: Path | None, original: Path | None
) -> int:
    say, workshop = _say(), _workshop()
    _named(workshop, (unit,), ())
    if not all(one.strip("= ") and textfile.is_text(one) for one in term):
        raise click.UsageError(say("--term needs a term, as the article writes it."))
    space = workshop.workspace
    if original:
        path = start.add_original(space, unit, _taken(say, original))
        _print(f"{say('written')}\t{shown(path, _here())}")
    table = bank.of_table(_bytes(terms), terms) if terms else []
    others = [space.unit(name) for name in space.units() if name != unit]
    labels = {lang: workshop.labels(lang) for lang in LANGUAGES}
    made = drafting.draft(space.unit(unit), others, labels, drafting.Wish(module, term, tuple(table)), say)
    start.store(made.files, space.root)
    for path, added in made.added.items():
        _print(say("{file}: {count} added", file=shown(path, _here()), count=len(added)))
        _print(f"  {', '.join(added)}")
    for name in made.finished:
        file = shown(space.unit(unit) / f"{name}.yaml", _here())
        _print(say("{file} is finished; --module {module} adds to it.", file=file, module=name))
    if not (made.added or made.finished or made.missing):
        _print(say("Nothing was added: the unit has all that is certain."))
    _tell_choices(say, made)
    _tell_open(say, sum(problem.rule == checks.OPEN_POINTS for problem in workshop.unit_problems(unit)), unit)
    if made.missing:
        raise CoursewareError(made.missing)
    return FINE


def _tell_choices(say: Speech, made: drafting.Draft) -> None:
    """What is for the teacher to choose from: nothing of it is in her files yet."""
    if made.unused:
        _print(say("Quotations that are not in (too long, too short, no room, or the speaker is not certain):"))
    for saying in made.unused:
        who = saying.speaker or say("who?")
        length = say("{count} words", count=saying.words)
        _print(f"  {saying.anchor}  {who}  “{_start_of(saying.text)}” ({length})")
    if made.offers:
        _print(say("Terms of yours that the article has; --term adds them:"))
    for entry in made.offers:
        _print(f"  {entry.en}  {entry.ko}{f' {entry.hanja}' if entry.hanja else ''}  ({entry.origin})")
    chosen = (
        (say("Words to choose from, with --term:"), made.words[:_MOST]),
        (say("Phrases to choose from, with --term:"), made.phrases[:_MOST]),
    )
    for head, candidates in chosen:
        if candidates:
            _print(head)
            _print("  " + ", ".join(f"{one.words} ({', '.join(one.source[:3])})" for one in candidates))
    if made.guessed and (made.words or made.phrases):
        _print(say("A package finds Korean nouns better (100 MB). To get it, type:"))
        command = f"{as_typed(sys.executable, windows=os.name == 'nt')} -m pip install kiwipiepy"
        _print(f"  {command}")
        if command.startswith('"'):
            _print(say("In PowerShell, type & and a space before it."))
    if made.places:
        _print(say("Places, with --term:"))
        _print("  " + ", ".join(" ".join(dict.fromkeys(one.names.values())) for one in made.places))


def as_typed(path: str, *, windows: bool) -> str:
    """The path of a program as a shell takes it: whole, so that no other Python on the computer is meant."""
    if not windows:
        return shlex.quote(path)
    return path if re.fullmatch(r"[\w\\/:.~-]+", path) else f'"{path}"'


def _start_of(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def new_course_command(name: str, like: str, specimen: bool) -> int:
    say, workshop = _say(), _workshop()
    _named(workshop, (), (like,))
    paths = start.new_course(workshop.workspace, name, workshop.course(like), specimen=specimen)
    _print(say("Your course begins with these files:"))
    for path in paths:
        _print(f"  {shown(path, _here())}")
    return FINE


def pack_command(unit: str, out: Path | None, overwrite: bool) -> int:
    say, workshop = _say(), _workshop()
    _named(workshop, (unit,), ())
    path = _here() / (out or f"{unit}{packing.ENDING}")
    if own := workshop.workspace.keeps(path.resolve()):
        raise click.UsageError(say("{folder}/ is for your own files; name another folder with --out.", folder=own))
    if not overwrite and (path.exists() or path.is_symlink()):
        remedy = N_("Write over it with --overwrite, or name another file with --out.")
        raise CoursewareError(Problem(N_("the file is there already; nothing was written"), remedy, {}, path))
    parcel = packing.gathered(workshop.workspace.unit(unit))
    data = packing.packed(parcel)
    writing.replace(path, data)
    _print(f"{say('written')}\t{shown(path, _here())}  {_size(data)}")
    _tell_left_out(say, parcel)
    problems = workshop.unit_problems(unit)
    _tell_open(say, sum(problem.rule == checks.OPEN_POINTS for problem in problems), unit)
    errors = sum(problem.level == "error" and problem.rule != checks.OPEN_POINTS for problem in problems)
    if errors:
        _print(say("{count} errors are in it; “courseware check {unit}” names them.", count=errors, unit=unit))
    _print(say("What only teachers see travels along (look_for, care, ask …): do not give the file to students."))
    if any(problem.level == "error" and not problem.rule for problem in problems):
        _print(say("As long as the files cannot be read without errors, nobody can add the unit."))
    else:
        _print(say("To add it, a colleague types: courseware add {file}", file=path.name))
    return FINE


def _tell_left_out(say: Speech, parcel: packing.Parcel) -> None:
    if parcel.left_out:
        _print(say("Left out:"))
    for one in parcel.left_out[:_MOST]:
        _print(f"  {one.name}  {say(one.why)}")
    if len(parcel.left_out) > _MOST:
        _print(say("  … and {count} more.", count=len(parcel.left_out) - _MOST))


def _tell_open(say: Speech, points: int, unit: str) -> None:
    if points:
        _print(say("{count} points are open; “courseware check {unit}” names them.", count=points, unit=unit))


def add_command(file: Path, name: str | None, yes: bool) -> int:
    say, space = _say(), layout.find(_here())
    parcel = packing.opened(_bytes(file, packing.LARGEST + 1), file)
    unit = _readable(say, parcel)
    name = parcel.name if name is None else name
    folder = _free_place(space, name)
    _tell_unit(say, unit)
    _print(say("These files will be written:"))
    for part, data in parcel.files.items():
        _print(f"  {shown(folder / part, _here())}  {_size(data)}")
    _tell_left_out(say, parcel)
    _tell_open(say, len(list(nothing_open(unit))), name)
    if not yes and not _agreed(say):
        _print(say("Nothing was written."))
        return PROBLEMS
    start.add_unit(space, name, parcel.files)
    _print(say("The unit is in {folder}.", folder=shown(folder, _here())))
    _print(say("Next: courseware check {unit}", unit=name))
    _print(say("The article's text is not in it. Save the article yourself to hold quotations and numbers to it:"))
    _print(f"  courseware draft {name} --original {say('FILE')}")
    return FINE


def _size(data: bytes) -> str:
    return f"{-(-len(data) // 1000)} KB"


def _tell_unit(say: Speech, unit: Unit) -> None:
    """What a stranger's unit is about: its title in each language, and the article that it is drawn from."""
    article = unit.article
    titles = [unit.title.get(lang) for lang in unit.languages]
    source = [article.headline.get(article.headline_language), article.publisher.get(article.language), article.url]
    for message, texts in ((N_("Unit: {what}"), titles), (N_("Article: {what}"), source)):
        told = [packing.told(str(text)) for text in texts if text and text != OPEN]
        if told:
            _print(say(message, what=" / ".join(told)))


def _readable(say: Speech, parcel: packing.Parcel) -> Unit:
    """The unit in a parcel; of a stranger's mistakes, which may be thousands, only some are told."""
    try:
        return packing.loaded(parcel)
    except CoursewareError as error:
        _tell(say, error.problems[:_MOST])
        if len(error.problems) > _MOST:
            _print(say("  … and {count} more.", count=len(error.problems) - _MOST), err=True)
        message, remedy = N_("the unit has errors, so it was not added"), N_("Send the list to whoever made it.")
        raise CoursewareError(Problem(message, remedy, {}, parcel.origin)) from error


def _free_place(space: layout.Workspace, name: str) -> Path:
    try:
        return start.place_for(space, name)
    except CoursewareError as error:
        remedy = N_("Give the unit a name of small Latin letters, digits and hyphens, with --as NAME.")
        raise CoursewareError(replace(error.problems[0], remedy=remedy)) from error


def _agreed(say: Speech) -> bool:
    """Whether the person at the keyboard says yes; where there is nobody to ask, how to say it beforehand."""
    if sys.stdin is not None and sys.stdin.isatty():
        return click.confirm(say("Add the unit?"))
    _print(say("Nobody can be asked here; with --yes it is written."))
    return False


def completion_command(shell: str) -> int:
    context = click.get_current_context()
    kind = get_completion_class(shell)
    assert kind is not None
    _print_lines(kind(context.find_root().command, {}, PROGRAM, _COMPLETE).source())
    return FINE
