"""A fact that a text states, and when two facts may be the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from courseware.errors import Verdict
from courseware.languages.when import When

Kind: TypeAlias = Literal["date", "time", "number"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One date, time of day or number, and where in the text it stands.

    `when` is the date (`until` the end of a span), a year completed by the posting day where `guessed`. `value` is the
    number, or the minutes since midnight. `soft` facts may well be missing in another language: number words (“two
    countries” is 양국), first to third, and what is counted from today. `also` is the next Friday, where nothing says
    whether “Friday” is the last one or the next. Where words leave a number open, it goes from `value` to `most`: 수십
    is 20 to 99. `days` is how long a number of hours, weeks or years takes, so that 2주 is fourteen days. A `part` is a
    share of one: half is 50 %.
    """

    kind: Kind
    text: str = ""
    start: int = 0
    end: int = 0
    when: When | None = None
    until: When | None = None
    also: When | None = None
    value: float | None = None
    most: float | None = None
    days: float | None = None
    part: bool = False
    guessed: bool = False
    soft: bool = False
    weekday: bool = False
    """Whether a day is told by its name alone: Friday, 금요일."""
    decade: bool = False


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
    if one.kind != other.kind:
        return False
    return _same_time(one, other) if one.kind == "time" else _same_number(one, other)


NOON = 12 * 60
"""A soft time does not say whether it is before or after noon: 2시, or the first hour of “from 2 to 4 p.m.”."""
_HALF_UNSAID = re.compile(r"(?:[1-9]|1[0-2]):[0-5]\d")


def _same_time(one: Fact, other: Fact) -> bool:
    """24:00 and 0:00 are one midnight; 2:30 may be 14:30."""
    unsaid = any(fact.soft or _HALF_UNSAID.fullmatch(fact.text) for fact in (one, other))
    return one.most == other.most and ((one.value or 0) - (other.value or 0)) % (NOON if unsaid else 2 * NOON) == 0


def _same_number(one: Fact, other: Fact) -> bool:
    if one.most != other.most:
        return False
    if one.days is not None and other.days is not None:
        return one.days == other.days
    return _shared(one, other) if one.part != other.part else one.value == other.value


def _shared(one: Fact, other: Fact) -> bool:
    """A half is 50 percent, and 0.5."""
    return one.value == other.value or _percent(one) == _percent(other)


def _percent(fact: Fact) -> float:
    return round((fact.value or 0) * (100 if fact.part else 1), 6)


def compared(one: Fact, other: Fact) -> Verdict:
    """Whether two facts state the same or different things, or whether words leave it open: 수십 명, 24 people."""
    if same(one, other):
        return Verdict.MATCHES
    return Verdict.CANNOT_TELL if one.kind == other.kind and _may_be(one, other) else Verdict.CONTRADICTS


NEARLY = 0.1
"""How far apart two lengths of time may be of which one is loose: two weeks and 보름, four weeks and a month."""


def _may_be(one: Fact, other: Fact) -> bool:
    if one.most is not None or other.most is not None:
        day = 2 * NOON if one.kind == "time" else 0
        spans = [(fact.value or 0, fact.value or 0 if fact.most is None else fact.most) for fact in (one, other)]
        (low, high), (least, most) = spans
        return any(low + turn <= most and least <= high + turn for turn in (-day, 0, day))
    if one.part != other.part:
        return abs(_percent(one) - _percent(other)) < 1
    if one.days is None or other.days is None or _unit(one) == _unit(other):
        return False
    loose = max(_unit(one), _unit(other)) >= 30 or "보름" in (one.text, other.text)
    return loose and abs(one.days - other.days) <= NEARLY * max(one.days, other.days)


def _unit(fact: Fact) -> float:
    """The unit of a length of time, in days; 보름 is a unit of its own."""
    return 15 if fact.text == "보름" else round((fact.days or 0) / (fact.value or 1), 2)


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
