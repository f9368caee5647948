"""The dates, times and numbers that a text states, made comparable with each other, whatever their languages.

June 19, 19 June and 6월 19일 are one day; Thursday, yesterday and 지난 20일 are counted from the day on which the
article was posted. 제3국 and F-35 are names, no numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import insort
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from courseware.languages import LANGUAGES, Language
from courseware.languages.facts.fact import Fact, Kind, compared, of_when, same, stated
from courseware.languages.facts.lengths import with_length
from courseware.languages.facts.making import Rules
from courseware.languages.when import When

__all__ = ["Fact", "Kind", "compared", "facts", "of_when", "rules_of", "same", "stated"]

_START = attrgetter("start")


def rules_of(lang: str) -> Rules:
    """What reads the facts of a text in a language; nothing where the language has no such reader."""
    language = LANGUAGES.get(lang)
    return _compiled(language) if language else ()


@lru_cache
def _compiled(language: Language) -> Rules:
    rules = language.facts() if language.facts else ()
    return tuple((re.compile(pattern), make) for pattern, make in rules)


@lru_cache(maxsize=4096)
def facts(text: str, lang: str, posted: dt.date) -> tuple[Fact, ...]:
    """The facts of a text, in the order in which they stand; none in a language that nothing reads them in."""
    ordered = _scan(text, rules_of(lang), posted)
    return tuple(with_length(fact, text, lang) for fact in _weekdays_beside(ordered))


_BESIDE = 3
"""Letters that may stand between a date and its weekday: 10월 7일 수요일, Wednesday, October 7."""


def _weekdays_beside(ordered: list[Fact]) -> Iterator[Fact]:
    """The facts with each weekday that says no more than the date beside it as one that need not be said."""
    for fact, *others in zip(ordered, [None, *ordered], [*ordered[1:], None], strict=False):
        beside = [one for one in others if one and max(fact.start - one.end, one.start - fact.end) <= _BESIDE]
        days = [one.when for one in beside if one.kind == "date" and one.when and one.when.day and not one.also]
        agrees = fact.weekday and fact.when and _weekday(fact.when) in map(_weekday, days)
        yield replace(fact, soft=True) if agrees else fact


def _weekday(when: When) -> int:
    return dt.date(when.year, when.month or 1, when.day or 1).weekday()


def _scan(text: str, rules: Rules, posted: dt.date) -> list[Fact]:
    """What the rules find, in the order of the text; an earlier rule keeps its piece of the text from the later ones.

    A rule that only looks ahead (`beside`) keeps nothing: three in ten is a share, and three, and ten.
    """
    ordered: list[Fact] = []
    taken = bytearray(len(text))
    for pattern, make in rules:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            fact = make(match, posted, ordered)
            if fact:
                start, end = match.span("beside" if "beside" in pattern.groupindex else 0)
                insort(ordered, replace(fact, text=text[start:end].strip(), start=start, end=end), key=_START)
    return ordered
