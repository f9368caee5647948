"""`courseware upgrade`: a workspace of an earlier version becomes one of today."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from courseware.cli.asked import agreed, examples, the_speech
from courseware.cli.speech import Speech, shown
from courseware.cli.terminal import FINE, PROBLEMS, here, print_line
from courseware.errors import N_
from courseware.workspace import layout, upgrading

_REMOVED = N_("These are unchanged copies from an earlier version and will be removed; the program has its own:")
_RENEWED = N_("These are unchanged copies from an earlier version and will be replaced by today's:")


def command(say: Speech) -> click.Command:
    return click.Command(
        "upgrade",
        callback=upgrade_command,
        help=say(
            "Take out of your workspace what an earlier version copied into it and you never changed, so that the "
            "program's own takes its place. You see what goes, then you are asked; nothing of yours is touched."
        ),
        epilog=examples(say, "courseware upgrade", "courseware upgrade --yes"),
        params=[click.Option(["--yes", "-y"], is_flag=True, help=say("Do it without being asked."))],
    )


def upgrade_command(yes: bool) -> int:
    say, space = the_speech(), layout.find(here())
    plan = upgrading.plan(space)
    for edited in plan.edited:
        _tell_edited(say, space, edited)
    if not plan.copies:
        print_line(say("There is nothing to do: nothing here is an unchanged copy from an earlier version."))
        return FINE
    _tell_places(say, space, _REMOVED, [copy.place for copy in plan.copies if copy.becomes is None])
    _tell_places(say, space, _RENEWED, [copy.place for copy in plan.copies if copy.becomes is not None])
    if not yes and not agreed(say, say("Upgrade the workspace?")):
        print_line(say("Nothing was changed."))
        return PROBLEMS
    upgrading.carry_out(space, plan.copies)
    print_line(say("The workspace is up to date. Next: courseware build"))
    return FINE


def _tell_edited(say: Speech, space: layout.Workspace, edited: upgrading.Edited) -> None:
    """A file that stays as it is, and how it differs from the one that came along: - the program's, + hers."""
    where = shown(space.root / edited.place, here())
    if not edited.difference:
        print_line(say("Yours, and left as it is: {file}", file=where))
        return
    print_line(say("Yours, and left as it is: {file} (- the program's lines, + yours)", file=where))
    for line in edited.difference:
        print_line(f"  {line}")
    if edited.more:
        print_line(say("  … and {count} more.", count=edited.more))


def _tell_places(say: Speech, space: layout.Workspace, message: str, places: Sequence[Path]) -> None:
    """What happens to which files, one line a folder: the first file with the way to it, the names of the others."""
    if places:
        print_line(say(message))
    for _, inside in groupby(sorted(places, key=lambda place: (place.parent, place)), key=lambda place: place.parent):
        first, *others = inside
        print_line("  " + ", ".join((shown(space.root / first, here()), *(place.name for place in others))))
