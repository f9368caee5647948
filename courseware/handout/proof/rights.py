"""Words that students may read though no field of the unit has them: labels, dates, names of countries, the course."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from courseware.document import boxes
from courseware.handout.labels import COUNTRY, Labels
from courseware.handout.proof import letters
from courseware.languages.when import When
from courseware.text import spans
from courseware.unit.model import Event, Unit

_TEMPLATE = re.compile(r"""["']([^"'\n]+\.md)["']""")
_CUT = re.compile(r'["“”|*{}%]+')
"""Where a template's own words end: at a tag, a quotation mark, a cell."""


def named(template: str) -> list[str]:
    """The other templates that a template names, to include or to extend them."""
    return list(dict.fromkeys(_TEMPLATE.findall(template)))


def own_words(template: str) -> Iterator[str]:
    """A template's own words outside the teacher's boxes: its paragraphs, then what they say between tags."""
    opened: list[str] = []
    paragraph: list[str] = []
    for line in [*spans.without(template, "{#", "#}").splitlines(), ""]:
        kind = boxes.kind(line)
        if kind:
            opened.append(kind)
        elif kind is not None and opened:
            opened.pop()
        if line.strip() and kind is None and boxes.TEACHERS not in opened:
            paragraph.append(line)
        elif paragraph:
            yield " ".join(paragraph)
            yield from (part for own in paragraph for part in _CUT.split(own))
            paragraph = []


def known_words(unit: Unit, labels: Labels, own: Iterable[str]) -> Iterator[str]:
    """The labels that a template's `own` words ask for, countries, the unit's dates and hours, what joins a list."""
    asked = "\0".join(map(letters, own))
    for (context, message), text in labels.messages.items():
        if context == COUNTRY or letters(message) in asked:
            yield from (text, *re.split(r"\{[^{}]*\}", text))
    yield from labels.locale.territories.values()
    yield labels.listing(["", ""])
    yield from _moments(unit, labels)


def _moments(value: Any, labels: Labels) -> Iterator[str]:
    """Every date and hour inside `value`, as a handout prints it."""
    if isinstance(value, Event):
        yield labels.dates(value.date, value.until)
        if value.time:
            yield labels.time(value.time)
    if isinstance(value, When):
        yield labels.date(value)
    elif isinstance(value, date):
        yield from (labels.moment(value), labels.date(value))
        if isinstance(value, datetime):
            yield labels.time(value.timetz())
    elif isinstance(value, tuple):
        for inner in value:
            yield from _moments(inner, labels)
    elif is_dataclass(value):
        for spec in fields(value):
            yield from _moments(getattr(value, spec.name), labels)
