"""`courseware pack`: one file of a unit, to pass on."""

from __future__ import annotations

from pathlib import Path

import click

from courseware.checks.rules import OPEN_POINTS
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
from courseware.errors import N_, CoursewareError, Problem
from courseware.files import writing
from courseware.workspace import packing


def command(say: Speech) -> click.Command:
    return click.Command(
        "pack",
        callback=pack_command,
        help=say("Make one file of a unit, to pass on. The article's text is left out: it belongs to its publisher."),
        epilog=examples(say, "courseware pack housing-2026", "courseware pack housing-2026 --out for-minji.zip"),
        params=[
            click.Argument(["unit"], metavar=say("UNIT"), shell_complete=complete_unit),
            click.Option(
                ["--out", "-o"],
                metavar=say("FILE"),
                type=click.Path(dir_okay=False, path_type=Path),
                help=say("Write this file; without it, UNIT.courseware.zip in this folder."),
            ),
            click.Option(["--overwrite"], is_flag=True, help=say("Write over a file that is there.")),
        ],
    )


def pack_command(unit: str, out: Path | None, overwrite: bool) -> int:
    say, press = the_speech(), the_press()
    (unit,), _ = meant(press, (unit,), ())
    path = here() / (out or f"{unit}{packing.ENDING}")
    if own := press.workspace.keeps(path.resolve()):
        raise click.UsageError(say("{folder}/ is for your own files; name another folder with --out.", folder=own))
    if not overwrite and (path.exists() or path.is_symlink()):
        remedy = N_("Write over it with --overwrite, or name another file with --out.")
        raise CoursewareError(Problem(N_("the file is there already; nothing was written"), remedy, {}, path))
    parcel = packing.gathered(press.workspace.unit(unit))
    data = packing.packed(parcel)
    writing.replace(path, data)
    print_line(f"{say('written')}\t{shown(path, here())}  {size(data)}")
    tell_left_out(say, parcel)
    problems = press.unit_problems(unit)
    tell_open(say, sum(problem.rule == OPEN_POINTS for problem in problems), unit)
    errors = sum(problem.level == "error" and problem.rule != OPEN_POINTS for problem in problems)
    if errors:
        print_line(say("{count} errors are in it; “courseware check {unit}” names them.", count=errors, unit=unit))
    print_line(say("What only teachers see travels along (look_for, care, ask …): do not give the file to students."))
    if any(problem.level == "error" and not problem.rule for problem in problems):
        print_line(say("As long as the files cannot be read without errors, nobody can add the unit."))
    else:
        print_line(say("To add it, a colleague types: courseware add {file}", file=path.name))
    return FINE


def tell_left_out(say: Speech, parcel: packing.Parcel) -> None:
    if parcel.left_out:
        print_line(say("Left out:"))
    for one in parcel.left_out[:MOST_LISTED]:
        print_line(f"  {one.name}  {say(one.why)}")
    if len(parcel.left_out) > MOST_LISTED:
        print_line(say("  … and {count} more.", count=len(parcel.left_out) - MOST_LISTED))


def size(data: bytes) -> str:
    return f"{-(-len(data) // 1000)} KB"
