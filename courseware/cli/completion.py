"""`courseware completion`: what a shell needs for the Tab key."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from courseware.cli.asked import COMPLETE, PROGRAM, examples
from courseware.cli.speech import Speech
from courseware.cli.terminal import FINE, print_text


def command(say: Speech) -> click.Command:
    return click.Command(
        "completion",
        callback=completion_command,
        help=say("Set up the Tab key. Prints what your shell needs to complete commands, units and courses."),
        epilog=examples(say, 'eval "$(courseware completion bash)"'),
        params=[click.Argument(["shell"], type=click.Choice(("bash", "zsh", "fish")))],
    )


def completion_command(shell: str) -> int:
    context = click.get_current_context()
    kind = get_completion_class(shell)
    assert kind is not None
    print_text(kind(context.find_root().command, {}, PROGRAM, COMPLETE).source())
    return FINE
