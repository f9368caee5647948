"""`courseware add`: a unit that somebody passed on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from courseware.checks.opens import nothing_open
from courseware.cli.articles import bytes_of
from courseware.cli.asked import MOST_LISTED, agreed, examples, tell_open, the_speech
from courseware.cli.pack import size, tell_left_out
from courseware.cli.speech import Speech, shown
from courseware.cli.terminal import FINE, PROBLEMS, here, print_line, tell
from courseware.errors import N_, CoursewareError, Problem
from courseware.unit.model import OPEN, Unit
from courseware.workspace import layout, packing, start


def command(say: Speech) -> click.Command:
    return click.Command(
        "add",
        callback=add_command,
        help=say(
            "Add a unit that somebody passed on. You see what is in the file and what will be written, then you are "
            "asked; nothing of yours is written over."
        ),
        epilog=examples(
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


def add_command(file: Path, name: str | None, yes: bool) -> int:
    say, space = the_speech(), layout.find(here())
    parcel = packing.opened(bytes_of(file, packing.LARGEST + 1), file)
    unit = _readable(say, parcel)
    name = parcel.name if name is None else name
    folder = _free_place(space, name)
    _tell_unit(say, unit)
    print_line(say("These files will be written:"))
    for part, data in parcel.files.items():
        print_line(f"  {shown(folder / part, here())}  {size(data)}")
    tell_left_out(say, parcel)
    tell_open(say, len(list(nothing_open(unit))), name)
    if not yes and not agreed(say, say("Add the unit?")):
        print_line(say("Nothing was written."))
        return PROBLEMS
    start.add_unit(space, name, parcel.files)
    print_line(say("The unit is in {folder}.", folder=shown(folder, here())))
    print_line(say("Next: courseware check {unit}", unit=name))
    print_line(say("The article's text is not in it. Save the article yourself to hold quotations and numbers to it:"))
    print_line(f"  courseware draft {name} --original {say('FILE')}")
    return FINE


def _tell_unit(say: Speech, unit: Unit) -> None:
    """What a stranger's unit is about: its title in each language, and the article that it is drawn from."""
    article = unit.article
    titles = [unit.title.get(lang) for lang in unit.languages]
    source = [article.headline.get(article.headline_language), article.publisher.get(article.language), article.url]
    for message, texts in ((N_("Unit: {what}"), titles), (N_("Article: {what}"), source)):
        pieces = [packing.displayed(str(text)) for text in texts if text and text != OPEN]
        if pieces:
            print_line(say(message, what=" / ".join(pieces)))


def _readable(say: Speech, parcel: packing.Parcel) -> Unit:
    """The unit in a parcel; of a stranger's mistakes, which may be thousands, only some are told."""
    try:
        return packing.loaded(parcel)
    except CoursewareError as error:
        tell(say, error.problems[:MOST_LISTED])
        if len(error.problems) > MOST_LISTED:
            print_line(say("  … and {count} more.", count=len(error.problems) - MOST_LISTED), err=True)
        message, remedy = N_("the unit has errors, so it was not added"), N_("Send the list to whoever made it.")
        raise CoursewareError(Problem(message, remedy, {}, parcel.origin)) from error


def _free_place(space: layout.Workspace, name: str) -> Path:
    try:
        return start.place_for(space, name)
    except CoursewareError as error:
        remedy = N_("Give the unit a name of small Latin letters, digits and hyphens, with --as NAME.")
        raise CoursewareError(replace(error.problems[0], remedy=remedy)) from error
