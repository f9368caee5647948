"""What reaches the terminal, and how: the only file that prints."""

from __future__ import annotations

import io
import logging
import os
import shutil
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from courseware.cli.speech import Speech, harmless, one_line
from courseware.errors import N_, CoursewareError, Problem
from courseware.text import letters

FINE, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes: all is well; problems were found; the command was wrong."""


class Lost(Exception):  # noqa: N818 - no error of a teacher's: the stream is gone that would tell it
    """What was to be said could not be written: a full disk, a closed stream, a pipe that nobody reads."""

    def __init__(self, error: OSError, *, err: bool) -> None:
        super().__init__(error)
        self.error, self.err = error, err


def open_what_is_closed() -> None:
    """A stream that was closed before we began becomes one that fails when it is used.

    Python has None there, which swallows what is said; and the next file that is opened would get its number.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), "r")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")


def speak_utf8() -> None:
    """Korean has to come out of a Windows pipe, too, where Python would write CP949 or fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def silence_others() -> None:
    """What other people's libraries warn of is for their programmers; it would stand between our sentences."""
    warnings.simplefilter("ignore")
    logging.disable()


def stop_like_ctrl_c() -> None:
    """A closed terminal and a shutdown end a build as cleanly as Ctrl-C does. (Windows knows only some signals.)"""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def print_line(text: str, *, err: bool = False) -> None:
    """Say one line, in which whatever came from a file or a name is harmless."""
    write(one_line(text), err=err)


def print_text(text: str, *, err: bool = False) -> None:
    """Say a text that has lines of its own: help, JSON, a handout."""
    write(harmless(text), err=err)


def write(text: str, *, err: bool, nl: bool = True) -> None:
    """The only door to the terminal; what is no style of ours is harmless by now. Raises Lost."""
    try:
        click.echo(text, err=err, nl=nl)
    except OSError as error:
        raise Lost(error, err=err) from error


def _echo(message: object = "", file: object = None, nl: bool = True, err: bool = False, **_: object) -> None:
    """Click's own printing (help, wrong usage, completion) through the same door; a `file` is always stderr there."""
    text = message.decode("utf-8", "replace") if isinstance(message, bytes) else str(message)
    write(harmless(text), err=err or file is not None, nl=nl)


def tell_lost(say: Speech, lost: Lost) -> int:
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
        print_line(sentence, err=not lost.err)
    except Lost:
        sys.stdout = sys.stderr = io.StringIO()
    return PROBLEMS


def adapt_click(say: Speech) -> None:
    """Click takes its own sentences from gettext's global catalogue, which only reads .mo files; ours are in memory.

    What it prints takes our way to the terminal.
    """
    for module in (click.core, click.decorators, click.exceptions, click.shell_completion, click.termui):
        vars(module)["echo"] = _echo
    vars(click.formatting)["term_len"] = columns
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


def columns(text: str) -> int:
    """How wide a terminal prints `text`; a hangul syllable takes two columns."""
    return letters.columns(click.unstyle(text))


def text_width(say: Speech) -> int:
    """Characters on a line of help: click wraps by characters, and in Korean most take two columns."""
    columns = max(40, min(shutil.get_terminal_size().columns, 100))
    return columns * 5 // 8 if say.lang == "ko" else columns - 2


def table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Lines with the first column on the left and the others on the right, of one width on a terminal."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        gaps = [" " * (width - columns(cell)) for cell, width in zip((first, *others), widths, strict=True)]
        yield f"{first}{gaps[0]}" + "".join(f"  {gap}{cell}" for gap, cell in zip(gaps[1:], others, strict=True))


def tell(say: Speech, problems: Sequence[Problem]) -> None:
    colors = {"error": "red", "warning": "yellow", "note": "cyan"}
    for problem in problems:
        level, _, rest = say.problem(problem, base()).partition(":")
        write(click.style(level, fg=colors[problem.level]) + ":" + rest, err=True)


def here() -> Path:
    """The working folder. Raises CoursewareError where somebody deleted it."""
    try:
        return Path.cwd()
    except OSError as error:
        message, remedy = N_("the folder that you are in is gone"), N_("Go into another one with cd.")
        raise CoursewareError(Problem(message, remedy)) from error


def base() -> Path:
    """Where paths are told from: the working folder, as long as there is one."""
    try:
        return here()
    except CoursewareError:
        return Path()
