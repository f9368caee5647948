"""Rules on what is still open: texts to be written, questions to be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courseware.checks.items import problem
from courseware.errors import N_, Problem
from courseware.languages import LANGUAGES
from courseware.unit.model import OPEN, Unit, open_points


def nothing_open(unit: Unit) -> Iterator[Problem]:
    """Each question of an `ask` by itself; the texts to be written once for each item."""
    unwritten: dict[str, list[str]] = {}
    for name, content in unit.contents.items():
        for place, text in open_points(content, name):
            if text == OPEN:
                unwritten.setdefault(_item(place), []).append(place)
            else:
                remedy = N_("Decide it in the item, then delete this line of “ask”.")
                yield problem(unit, place, N_("open: {question}"), remedy, question=text)
    for item, places in unwritten.items():
        fields = ", ".join(place.removeprefix(f"{item}.") for place in places)
        remedy = N_("Write the text in the place of {open}.")
        yield problem(unit, item, N_("open: to be written: {fields}"), remedy, fields=fields, open=OPEN)


def unwritten(unit: Unit) -> frozenset[str]:
    """The places of the texts that are not written in every language yet: actors.actors.putin.name, and of each
    language in which they are not: actors.actors.putin.name.ko.
    """
    points = [(place, text) for name, content in unit.contents.items() for place, text in open_points(content, name)]
    places = [place for place, text in points if text == OPEN]
    return frozenset(places).union(map(_text, places))


def _text(place: str) -> str:
    return re.sub(rf"\.(?:{'|'.join(LANGUAGES)})$", "", place)


def _item(place: str) -> str:
    """The item that a text belongs to: actors.actors.putin.name.ko -> actors.actors.putin."""
    return ".".join(_text(place).split(".")[:3])
