"""How a piece of text becomes a fact, in whichever language it stands."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from courseware.languages.facts.fact import Fact
from courseware.languages.when import When

Maker: TypeAlias = Callable[[re.Match[str], dt.date, list[Fact]], Fact | None]
"""Makes a fact of what a pattern found; None where it is a fact only by its looks."""
Rules: TypeAlias = tuple[tuple[re.Pattern[str], Maker], ...]
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
ISO = (
    rf"(?<!\d)(?P<year>{YEAR})"
    r"(?:-(?P<month>\d\d)-(?P<day>\d\d)|\. ?(?P<month2>\d{1,2})\. ?(?P<day2>\d{1,2})\.?)(?!\d)"
)
"""2024-06-19, and 2024. 6. 19. as Koreans write it."""


def nothing(_: re.Match[str], __: dt.date, ___: list[Fact]) -> None:
    """A name that only looks like a fact."""


def a_date(
    year: int | None, month: int | None, day: int | None, posted: dt.date, until: tuple[int, int] | None = None
) -> Fact | None:
    """A date as the text gives it; without a year it is the one nearest to the posting day."""
    guessed = year is None
    if year is None:
        year = _nearest_year(month or 1, posted)
    if not _is_date(year, month, day) or (until and not _is_date(year, *until)):
        return None
    last = When(year + (month is not None and until[0] < month), *until) if until else None
    return Fact("date", when=When(year, month, day), until=last, guessed=guessed)


def _nearest_year(month: int, posted: dt.date) -> int:
    apart = month - posted.month
    return posted.year + (apart < -6) - (apart > 6)


def _is_date(year: int, month: int | None, day: int | None) -> bool:
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return False
    return True


_AGO = 100
"""Facts before a day without its month among which that month is looked for."""


def a_day_alone(
    day: int, start: int, before: list[Fact], posted: dt.date, months: int | None = None, last: int | None = None
) -> Fact | None:
    """24일, the 24th, at `start`: of the month that the text named last, or, where that is past, of the posting day's.

    `months` counts from the posting day's month, where the text says so; `last` is the end of a span.
    """
    if not 1 <= day <= 31:
        return None
    at = bisect_left(before, start, key=lambda fact: fact.start)
    near = (fact.when for fact in before[max(at - _AGO, 0) : at][::-1] if fact.kind == "date" and fact.when)
    named = next((when for when in near if when.day), None) if months is None else None
    base = When(named.year, named.month) if named else shifted(posted, months or 0)
    until = (base.month or 1, last) if last else None
    fact = a_date(base.year, base.month, day, posted, until)
    past = (base.year, base.month or 1) < (posted.year, posted.month) and day <= posted.day
    also = When(posted.year, posted.month, day) if named and past and not last else None
    return replace(fact, guessed=True, also=also) if fact else None


def a_decade(year: int) -> Fact:
    """The 1980s, 80년대: ten years, which a text may well call so that names one of them."""
    fact = a_year(year if year > 99 else year + (1900 if year >= 30 else 2000), soft=True)
    return replace(fact, decade=True)


def a_number(value: float, soft: bool = False) -> Fact:
    return Fact("number", value=value, soft=soft)


def a_span(least: float, most: float) -> Fact:
    """A number that words leave open: several, 서너."""
    return Fact("number", "", 0, 0, value=least, most=most, soft=True)


def a_part(value: float) -> Fact:
    """A share of one: half, 3분의 2."""
    return Fact("number", "", 0, 0, value=value, part=True, soft=True)


def a_length(value: float, days: float, _: re.Match[str], __: dt.date, ___: list[Fact]) -> Fact:
    """A number of units with a word of its own: 반년 is six (months), half a year."""
    return replace(a_number(value, soft=True), days=days)


def late_night(_: re.Match[str], __: dt.date, ___: list[Fact]) -> Fact:
    """한밤중: from ten in the evening to three in the morning."""
    return Fact("time", "", 0, 0, value=22 * 60, most=27 * 60, soft=True)


def midday(_: re.Match[str], __: dt.date, ___: list[Fact]) -> Fact:
    """Midday, 낮: from eleven to two."""
    return Fact("time", "", 0, 0, value=11 * 60, most=14 * 60, soft=True)


def a_time(hour: int, minute: int) -> Fact | None:
    return Fact("time", value=hour * 60 + minute) if minute < 60 else None


def a_day(day: dt.date, soft: bool = False) -> Fact:
    return Fact("date", when=When(day.year, day.month, day.day), soft=soft)


def shifted(posted: dt.date, months: int) -> When:
    number = posted.year * 12 + posted.month - 1 + months
    return When(number // 12, number % 12 + 1)


def a_weekday(index: int, posted: dt.date, direction: int = 0) -> Fact:
    """The posting day or the last of that name before it, `also` the next; a direction (-1, 1) leaves that one only."""
    apart = (index - posted.weekday()) % 7
    coming = posted + dt.timedelta(days=apart or 7)
    if direction > 0:
        return a_day(coming)
    last = coming - dt.timedelta(days=7 if apart or not direction else 14)
    return a_day(last) if direction else replace(a_day(last), also=When(coming.year, coming.month, coming.day))


def of_week(index: int, posted: dt.date, weeks: int) -> Fact:
    """The day of that name in the posting day's week, which begins on Monday, or so many weeks from it."""
    return a_day(posted + dt.timedelta(days=index - posted.weekday() + 7 * weeks))


def a_year(year: int, soft: bool) -> Fact:
    return Fact("date", when=When(year), soft=soft)


def iso_date(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    return a_date(int(match["year"]), int(month), int(day), posted)


def year_found(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    return a_year(int(match["year"]), soft=False)


def plain_time(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    return a_time(int(match["hour"]), int(match["minute"]))


def fixed_time(hour: int, _: re.Match[str], __: dt.date, ___: list[Fact]) -> Fact | None:
    return a_time(hour, 0)


def in_days(days: int, _: re.Match[str], posted: dt.date, __: list[Fact]) -> Fact:
    return a_day(posted + dt.timedelta(days=days), soft=True)


def relative_month(months: int, _: re.Match[str], posted: dt.date, __: list[Fact]) -> Fact:
    return Fact("date", when=shifted(posted, months), soft=True)


def relative_year(years: int, _: re.Match[str], posted: dt.date, __: list[Fact]) -> Fact:
    return a_year(posted.year + years, soft=True)
