"""`courseware draft`: a unit is filled from its article."""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path

import click

from courseware import drafting
from courseware.checks.rules import OPEN_POINTS
from courseware.cli.articles import article, article_file, bytes_of, original_option
from courseware.cli.asked import (
    MOST_LISTED,
    complete_unit,
    examples,
    meant,
    tell_open,
    the_press,
    the_speech,
)
from courseware.cli.speech import Speech, shown
from courseware.cli.terminal import FINE, here, print_line
from courseware.drafting import bank
from courseware.errors import CoursewareError
from courseware.files import textfile
from courseware.languages import LANGUAGES
from courseware.workspace import skeleton, start


def command(say: Speech) -> click.Command:
    return click.Command(
        "draft",
        callback=draft_command,
        help=say(
            "Fill a unit from its article. What is certain is filled in, what is not is asked; "
            "what you wrote stays as it is."
        ),
        epilog=examples(
            say,
            "courseware draft housing-2026",
            'courseware draft housing-2026 --term "rent deposit" --term "lease=임대차"',
        ),
        params=[
            click.Argument(["unit"], metavar=say("UNIT"), shell_complete=complete_unit),
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
                type=article_file(),
                help=say("Look terms up in this table of yours, too: columns en, ko, hanja … with tabs between them."),
            ),
            original_option(say),
        ],
    )


def draft_command(
    unit: str, module: tuple[str, ...], term: tuple[str, ...], terms: Path | None, original: Path | None
) -> int:
    say, press = the_speech(), the_press()
    (unit,), _ = meant(press, (unit,), ())
    if not all(one.strip("= ") and textfile.is_text(one) for one in term):
        raise click.UsageError(say("--term needs a term, as the article writes it."))
    space = press.workspace
    if original:
        path = start.add_original(space, unit, article(say, original))
        print_line(f"{say('written')}\t{shown(path, here())}")
    table = bank.of_table(bytes_of(terms), terms) if terms else []
    others = [space.unit(name) for name in space.units() if name != unit]
    labels = {lang: press.labels(lang) for lang in LANGUAGES}
    request = drafting.Request(module, term, tuple(table))
    draft = drafting.draft(space.unit(unit), others, labels, request, say, skeleton.files)
    start.store(draft.files, space.root)
    for path in (path for path in draft.files if path not in draft.added):
        print_line(f"{say('written')}\t{shown(path, here())}")
    for path, added in draft.added.items():
        print_line(say("{file}: {count} added", file=shown(path, here()), count=len(added)))
        print_line(f"  {', '.join(added)}")
    for name in draft.finished:
        file = shown(space.unit(unit) / f"{name}.yaml", here())
        print_line(say("{file} is finished; --module {module} adds to it.", file=file, module=name))
    for name in draft.absent:
        file = shown(space.unit(unit) / f"{name}.yaml", here())
        print_line(say("{file} is not there; --module {module} makes it.", file=file, module=name))
    if not (draft.files or draft.finished or draft.absent or draft.missing):
        print_line(say("Nothing was added: the unit has all that is certain."))
    _tell_choices(say, draft)
    tell_open(say, sum(problem.rule == OPEN_POINTS for problem in press.unit_problems(unit)), unit)
    if draft.missing:
        raise CoursewareError(draft.missing)
    return FINE


def _tell_choices(say: Speech, draft: drafting.Draft) -> None:
    """What is for the teacher to choose from: nothing of it is in her files yet."""
    if draft.unused:
        print_line(say("Quotations that are not in (too long, too short, no room, or the speaker is not certain):"))
    for saying in draft.unused:
        who = saying.speaker or say("who?")
        length = say("{count} words", count=saying.words)
        print_line(f"  {saying.anchor}  {who}  “{_start_of(saying.text)}” ({length})")
    if draft.offers:
        print_line(say("Terms of yours that the article has; --term adds them:"))
    for entry in draft.offers:
        print_line(f"  {entry.en}  {entry.ko}{f' {entry.hanja}' if entry.hanja else ''}  ({entry.origin})")
    chosen = (
        (say("Words to choose from, with --term:"), draft.words[:MOST_LISTED]),
        (say("Phrases to choose from, with --term:"), draft.phrases[:MOST_LISTED]),
    )
    for head, candidates in chosen:
        if candidates:
            print_line(head)
            print_line("  " + ", ".join(f"{one.words} ({', '.join(one.source[:3])})" for one in candidates))
    if draft.guessed and (draft.words or draft.phrases):
        print_line(say("A package finds Korean nouns better (100 MB). To get it, type:"))
        command = f"{as_typed(sys.executable, windows=os.name == 'nt')} -m pip install kiwipiepy"
        print_line(f"  {command}")
        if command.startswith('"'):
            print_line(say("In PowerShell, type & and a space before it."))
    if draft.places:
        print_line(say("Places, with --term:"))
        print_line("  " + ", ".join(" ".join(dict.fromkeys(one.names.values())) for one in draft.places))


def as_typed(path: str, *, windows: bool) -> str:
    """The path of a program as a shell takes it: whole, so that no other Python on the computer is meant."""
    if not windows:
        return shlex.quote(path)
    return path if re.fullmatch(r"[\w\\/:.~-]+", path) else f'"{path}"'


def _start_of(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
