"""`courseware show`: how a handout comes about."""

from __future__ import annotations

import click

from courseware.build.press import Job
from courseware.cli.asked import complete_course, complete_unit, examples, meant, the_press, the_speech
from courseware.cli.speech import Speech
from courseware.cli.terminal import FINE, print_line, print_text, tell
from courseware.course.editions import EDITIONS, usual
from courseware.languages import LANGUAGES


def command(say: Speech) -> click.Command:
    return click.Command(
        "show",
        callback=show_command,
        help=say("Show how a handout comes about. The filled template as Markdown, or the blocks that it becomes."),
        epilog=examples(say, "courseware show pyongyang-summit-2024 -c ir-seminar -l en --as markdown"),
        params=[
            click.Argument(["unit"], metavar=say("UNIT"), shell_complete=complete_unit),
            click.Option(
                ["--course", "-c"], required=True, metavar="C", shell_complete=complete_course, help=say("The course.")
            ),
            click.Option(
                ["--lang", "-l"], required=True, type=click.Choice(tuple(LANGUAGES)), help=say("The language.")
            ),
            click.Option(
                ["--edition", "-e"],
                type=click.Choice(tuple(EDITIONS)),
                default=usual()[0],
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


def show_command(unit: str, course: str, lang: str, edition: str, form: str) -> int:
    say, press = the_speech(), the_press()
    (unit,), (course,) = meant(press, (unit,), (course,))
    handout = press.handout(Job(unit, course, lang, edition, ""))
    if form == "markdown":
        print_text(handout.markdown)
    else:
        for block in handout.document.blocks:
            print_line(repr(block))
    tell(say, handout.notes)
    return FINE
