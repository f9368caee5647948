"""`courseware init`: a workspace of her own."""

from __future__ import annotations

from pathlib import Path

import click

from courseware.cli.asked import examples, the_speech
from courseware.cli.speech import Speech, shown
from courseware.cli.terminal import FINE, here, print_line
from courseware.workspace import layout


def command(say: Speech) -> click.Command:
    return click.Command(
        "init",
        callback=init_command,
        help=say(
            "Make a workspace of your own. A new folder gets the sample unit, the courses and the labels, to change."
        ),
        epilog=examples(say, "courseware init my-classes"),
        params=[click.Argument(["folder"], metavar=say("FOLDER"), type=click.Path(path_type=Path))],
    )


def init_command(folder: Path) -> int:
    say = the_speech()
    space = layout.create(here() / folder)
    print_line(say("Your workspace is {folder}.", folder=shown(space.root, here())))
    quoted = f'"{folder}"' if " " in str(folder) else folder
    print_line(say("Next: cd {folder}, then courseware build.", folder=quoted))
    return FINE
