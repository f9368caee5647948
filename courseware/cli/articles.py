"""An article on the command line: its file, its headline and day, and what was found in it."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from courseware.cli.asked import MOST_LISTED
from courseware.cli.speech import Speech
from courseware.cli.terminal import print_line
from courseware.drafting import snapshot
from courseware.drafting.snapshot import Moment, Snapshot
from courseware.errors import N_, CoursewareError, Problem
from courseware.files import textfile

_SHOWN = 60
"""Characters of a line that is told about."""


def article_file() -> click.Path:
    """Made when a command is: click translates the type's name (file) at once."""
    return click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


def original_option(say: Speech) -> click.Option:
    return click.Option(
        ["--original"],
        metavar=say("FILE"),
        type=article_file(),
        help=say("The same article in the other language, such as its Korean original."),
    )


def bytes_of(path: Path, most: int = snapshot.LARGEST + 1) -> bytes:
    """What a file holds, or the standard input; `most` bytes of it, for some have no end."""
    try:
        with nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        values = {"why": error.strerror or str(error)}
        raise CoursewareError(Problem(N_("the file cannot be read ({why})"), "", values, path)) from error


def headline(say: Speech, title: str | None) -> str | None:
    if title is not None and not (title.strip() and textfile.is_text(title)):
        raise click.UsageError(say("--title needs the article's headline."))
    return title and " ".join(title.split())


def moment(say: Speech, posted: str | None) -> Moment | None:
    moment = snapshot.moment(posted) if posted is not None else None
    if posted is not None and moment is None:
        raise click.UsageError(say("--posted needs a day, like 2026-05-08, or a time, like “2026-05-08 09:00 KST”."))
    return moment


def article(say: Speech, path: Path, title: str | None = None, posted: Moment | None = None) -> Snapshot:
    """The article in a file, or in the standard input; what was found in it and what was left out is told."""
    taken = snapshot.take(bytes_of(path), path, title, posted)
    print_line(
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
        print_line(say("Left out, because it is not the article's text:"))
    for piece in taken.left_out[:MOST_LISTED]:
        text = piece.text if len(piece.text) <= _SHOWN else f"{piece.text[:_SHOWN]}…"
        print_line(f"  “{text}” {say(piece.why)}")
    if len(taken.left_out) > MOST_LISTED:
        print_line(say("  … and {count} more.", count=len(taken.left_out) - MOST_LISTED))
    return taken
