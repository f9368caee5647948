"""The year of a day or month that an article names without one: certain only where its words and nearness agree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from courseware.drafting import tense
from courseware.languages.facts import Fact
from courseware.languages.facts.making import shifted
from courseware.languages.when import When

_NEAR_DAYS = 120
"""Days from posting within which a date without a year is of the nearest one."""
_MOST_YEARS = 9
"""Years until there is a 29 February again."""
_SIDES = {"지난": -1, "last": -1, "past": -1, "오는": 1, "다가오는": 1, "next": 1, "coming": 1, "since": -1}
_LEAD = re.compile(rf"(?<![\w가-힣])({'|'.join(_SIDES)})\s*$", re.IGNORECASE)
_SINCE = re.compile("(since) ", re.IGNORECASE)
_THIS_YEAR = re.compile(r"(?<![가-힣])올\s*$")
_YEAR_BEHIND = re.compile(r",? (?:of )?(last|this|next) year\b")
_YEARS = {"last": -1, "this": 0, "next": 1}
_MONTHS = {"내달": 1, "지난 달": -1}
_OTHER_MONTH = re.compile(rf"(?<![가-힣])({'|'.join(_MONTHS)})\s*$")
_ANOTHER_YEAR = re.compile(r"(?:(?:같은|그|이듬|다음) ?해|\b(?:that|same|following|previous)(?: year)?,?)\s*$")
"""Before a date of a year that stands elsewhere."""
_OF_THE_MONTH = re.compile(r"(?:지난달|지난|오는|다가오는|이달|이번 달|다음 ?달)\s*\d")


def settled(
    fact: Fact, before: str, after: str, earlier: Sequence[tuple[Fact, Fact]], language: str, posted: dt.date
) -> Fact:
    """A date that stands without its year, with the year that the words around it give; `guessed` where none is sure.

    `also` is the other day that it may be. `earlier` are the dates before it in the paragraph, as read and as settled.
    """
    if not fact.guessed or fact.when is None or _OF_THE_MONTH.match(fact.text):
        return replace(fact, guessed=False)
    if said := _said(fact, before, after, posted):
        return replace(_moved(fact, replace(said, day=fact.when.day)), guessed=False)
    if (lead := _LEAD.search(before) or _SINCE.match(fact.text)) and (
        when := _nearest(fact.when, posted, _SIDES[lead[1].lower()])
    ):
        return replace(_moved(fact, when), guessed=False)
    time = 0 if fact.soft or _ANOTHER_YEAR.search(before) else tense.around(before, fact.text, after, language)
    if language == "ko" and "월" not in fact.text and not fact.soft:
        return _of_a_month(fact, time, earlier, posted)
    sentence = fact.start - len(before)
    named = [one.when.year for one, _ in earlier if one.when and not one.guessed and one.start >= sentence]
    return _beside(named[-1], _of_a_year(fact, time, posted), posted) if named else _of_a_year(fact, time, posted)


def _beside(year: int, fact: Fact, posted: dt.date) -> Fact:
    """A date behind another year in its sentence may be of that: “In 2022, the plant closed in March.”"""
    assert fact.when is not None
    other = replace(fact.when, year=year)
    return (
        fact
        if year in (fact.when.year, posted.year) or not _is_there(other)
        else replace(fact, guessed=True, also=other)
    )


def _said(fact: Fact, before: str, after: str, posted: dt.date) -> When | None:
    """The month with the year that stands beside a date: “Dec. 3 last year”, “this March”, 올 3월, 내달 24일."""
    assert fact.when is not None
    if other := _OTHER_MONTH.search(before):
        return shifted(posted, _MONTHS[other[1]])
    if behind := _YEAR_BEHIND.match(after):
        return When(posted.year + _YEARS[behind[1]], fact.when.month)
    this = _THIS_YEAR.search(before) or fact.text.lower().startswith("this ")
    return When(posted.year, fact.when.month) if this else None


def _of_a_year(fact: Fact, time: int, posted: dt.date) -> Fact:
    """A day or a month of the last or the next year that has it."""
    assert fact.when is not None
    last, coming = (_nearest(fact.when, posted, side) for side in (-1, 1))
    if last is None or coming is None:
        return fact
    near = fact.when if fact.when in (last, coming) else min(last, coming, key=lambda when: _apart(when, posted))
    return _chosen(fact, time, last, coming, near, posted)


def _of_a_month(fact: Fact, time: int, earlier: Sequence[tuple[Fact, Fact]], posted: dt.date) -> Fact:
    """24일 alone: of the month that was named last, else of the posting day's, as the press writes."""
    assert fact.when is not None
    month = (fact.when.year, fact.when.month)
    if month != (posted.year, posted.month):
        named = [
            one for read, one in earlier if read.when and read.when.day and (read.when.year, read.when.month) == month
        ]
        when = named[-1].when if named else None
        moved = _moved(fact, When(when.year, when.month, fact.when.day)) if when else fact
        return replace(moved, guessed=named[-1].guessed if named else True)
    last, coming = (_nearest(fact.when, posted, side, months=True) for side in (-1, 1))
    if last is None or coming is None:
        return fact
    return _chosen(fact, time or (-1 if fact.when == last else 0), last, coming, fact.when, posted)


def _chosen(fact: Fact, time: int, last: When, coming: When, near: When, posted: dt.date) -> Fact:
    """The last where its verb is past, the next where it is to come; sure where that is the near one, too."""
    when = {-1: last, 0: near, 1: coming}[time]
    if last == coming:
        return replace(_moved(fact, when), guessed=False)
    agreed = bool(time) and when == near
    other = None if agreed else coming if when == last else last
    return replace(_moved(fact, when), also=other, guessed=not agreed or _apart(when, posted) > _NEAR_DAYS)


def _nearest(when: When, posted: dt.date, side: int, *, months: bool = False) -> When | None:
    """The posting day or month itself, or the first before (-1) or behind it (1) of that name."""
    for step in range(_MOST_YEARS * 12):
        number = posted.year * 12 + posted.month - 1 + side * step
        candidate = When(number // 12, number % 12 + 1, when.day)
        if (months or candidate.month == when.month) and _is_there(candidate) and _is_on(candidate, posted, side):
            return candidate
    return None


def _is_on(when: When, posted: dt.date, side: int) -> bool:
    """Whether a day or month is not on the other side of the posting day."""
    today = (posted.year, posted.month, posted.day if when.day else 0)
    return (when.key <= today) if side < 0 else (when.key >= today)


def _is_there(when: When) -> bool:
    try:
        dt.date(when.year, when.month or 1, when.day or 1)
    except ValueError:
        return False
    return True


def _apart(when: When, posted: dt.date) -> int:
    """Days from the posting day; a month stands for its middle."""
    return abs((dt.date(when.year, when.month or 1, when.day or 15) - posted).days)


def _moved(fact: Fact, when: When) -> Fact:
    """The date at another time, and the end of its span with it; a day that is not there stays out."""
    assert fact.when is not None
    if not _is_there(when):
        return fact
    if fact.until is None:
        return replace(fact, when=when)
    months = (when.year - fact.when.year) * 12 + (when.month or 1) - (fact.when.month or 1)
    number = fact.until.year * 12 + (fact.until.month or 1) - 1 + months
    until = When(number // 12, number % 12 + 1, fact.until.day)
    return replace(fact, when=when, until=until if _is_there(until) else None)
