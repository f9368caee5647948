"""A fact that a text states, and when two facts may be the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from courseware.model import When

Kind: TypeAlias = Literal["date", "time", "number"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One date, time of day or number, and where in the text it stands.

    `when` is the date (`until` the end of a span), a year completed by the posting day where `guessed`. `value` is the
    number, or the minutes since midnight. `soft` facts may well be missing in another language: number words (“two
    countries” is 양국), first to third, and what is counted from today. `also` is the next Friday, where nothing says
    whether “Friday” is the last one or the next.
    """

    kind: Kind
    text: str = ""
    start: int = 0
    end: int = 0
    when: When | None = None
    until: When | None = None
    also: When | None = None
    value: float | None = None
    guessed: bool = False
    soft: bool = False


def of_when(when: When, until: When | None = None) -> Fact:
    """A date that stands in a field of its own."""
    return Fact("date", str(when), when=when, until=until)


def same(one: Fact, other: Fact) -> bool:
    """Whether two facts may state the same: June 2024 and 20 June may, 20 June and 21 June may not."""
    if one.kind == "date" and other.kind == "date":
        return any(_meet(a, b, one.guessed or other.guessed) for a in _days(one) for b in _days(other))
    if "date" in (one.kind, other.kind):
        date, number = (one, other) if one.kind == "date" else (other, one)
        return number.kind == "number" and any(day.month is None and day.year == number.value for day in _days(date))
    if one.kind == "time" and (one.soft or other.soft):
        return other.kind == "time" and (one.value or 0) % NOON == (other.value or 0) % NOON
    return one.kind == other.kind and one.value == other.value


NOON = 12 * 60
"""A soft time does not say whether it is before or after noon: 2시, or the first hour of “from 2 to 4 p.m.”."""


def stated(fact: Fact, among: Iterable[Fact]) -> bool:
    """Whether `among` has the fact as exactly: 20 June is not stated by a text that says June."""
    known = [replace(other, also=None) for other in among]
    return all(
        any(
            same(part, other) and any(_as_exact(end, wanted) for wanted in _ends(part) for end in _ends(other))
            for other in known
        )
        for part in _parts(fact)
    )


def _parts(fact: Fact) -> list[Fact]:
    """A span is both of its ends."""
    if fact.until is None or fact.when is None:
        return [fact]
    return [replace(fact, until=None), replace(fact, when=fact.until, until=None)]


def _ends(fact: Fact) -> list[When | None]:
    """The days of a date; a number has none, and so nothing that could be vague."""
    return [*_days(fact)] or [None]


def _days(fact: Fact) -> list[When]:
    return [end for end in (fact.when, fact.until, fact.also) if end]


def _as_exact(known: When | None, wanted: When | None) -> bool:
    if known is None or wanted is None:
        return True
    return (wanted.month is None or known.month == wanted.month) and (wanted.day is None or known.day == wanted.day)


def _meet(one: When, other: When, guessed: bool) -> bool:
    """Equal in whatever both know; a year that nobody wrote counts for little."""
    if one.year != other.year and not (guessed and one.month and other.month):
        return False
    return all(a is None or b is None or a == b for a, b in ((one.month, other.month), (one.day, other.day)))
