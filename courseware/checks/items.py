"""What the rules share: a unit's items with their places, and a problem at a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from courseware.errors import N_, Level, Problem, Verdict
from courseware.unit import modules
from courseware.unit.model import Anchored, Text, Unit


def items(unit: Unit) -> Iterator[tuple[str, Anchored]]:
    """Every item of every module with the path of its place: "actors.actors.kim-jong-un"."""
    for place, entries in modules.lists(unit):
        for item in entries:
            yield f"{place}.{item.id}", item


def texts(place: str, value: Any, leave_out: frozenset[str] = frozenset()) -> Iterator[tuple[str, Text]]:
    """Every text inside an item with the path of its place, but for the fields named in `leave_out`."""
    if isinstance(value, Text):
        yield place, value
    elif isinstance(value, tuple):
        for number, inner in enumerate(value, 1):
            yield from texts(f"{place}[{number}]", inner, leave_out)
    elif is_dataclass(value):
        for spec in fields(value):
            if spec.name not in leave_out:
                yield from texts(f"{place}.{spec.name}", getattr(value, spec.name), leave_out)


def problem(unit: Unit, place: str, message: str, remedy: str = "", level: Level = "error", **values: Any) -> Problem:
    """A problem at `place`, or at the nearest place above it that has a line of its own.

    An error or a warning contradicts what the item was held to; a note is what a rule cannot tell.
    """
    at = place
    while at and at not in unit.places:
        at = at.rpartition(".")[0]
    file, line = unit.places.get(at, (None, None))
    verdict = Verdict.CANNOT_TELL if level == "note" else Verdict.CONTRADICTS
    return Problem(message, remedy, values, file, line, place.partition(".")[2], level, verdict=verdict)


def not_empty(unit: Unit) -> Iterator[Problem]:
    """A module without an item prints a heading with nothing below it; one that is absent prints no heading."""
    for place, entries in modules.lists(unit):
        if not entries:
            message = N_("the list is empty; its part of the handout would be bare")
            remedy = N_("Add an item, or delete the file: a unit may do without it.")
            yield problem(unit, place, message, remedy, level="warning")
