"""The days that an article names, for a timeline: counted from the day on which it was posted."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from courseware.drafting import tense, years
from courseware.drafting.reading import around, before, behind, passages, sentences
from courseware.languages.facts import Fact, facts
from courseware.languages.when import When
from courseware.unit.article import ArticleText
from courseware.unit.model import Anchor


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a day is named and in which words.

    `guessed` where nothing proves its year, `also` the other day that it may be.
    """

    anchor: Anchor
    words: str
    around: str
    guessed: bool
    also: When | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the article with every place that names it; `time` where all of them give the same."""

    when: When
    until: When | None
    time: str | None
    mentions: tuple[Mention, ...]

    @property
    def source(self) -> tuple[Anchor, ...]:
        return tuple(dict.fromkeys(mention.anchor for mention in self.mentions))


def days(text: ArticleText, language: str, posted: dt.date) -> list[Day]:
    """Every date in the order of the calendar."""
    dates: dict[tuple[When, When | None], list[tuple[Mention, str | None]]] = {}
    dated = (_dated(anchor, passage, language, posted) for anchor, passage in passages(text))
    for fact, mention, time in islice(chain.from_iterable(dated), _MOST):
        assert fact.when is not None
        dates.setdefault((fact.when, fact.until), []).append((mention, time))
    return sorted(
        (_day(when, until, mentions) for (when, until), mentions in dates.items()), key=lambda day: day.when.key
    )


def _day(when: When, until: When | None, mentions: list[tuple[Mention, str | None]]) -> Day:
    times = {time for _, time in mentions if time}
    time = times.pop() if len(times) == 1 and when.day and until is None else None
    return Day(when, until, time, tuple(mention for mention, _ in mentions))


def _decided(fact: Fact, before: str, after: str, language: str) -> Fact:
    """A weekday as the last or the next one where the verb beside it tells; else both stay possible."""
    if fact.also is None or fact.when is None or fact.text.lower().startswith("next"):
        return fact
    time = tense.beside(before, after, language)
    if time < 0:
        return replace(fact, also=None)
    return replace(fact, when=fact.also, also=None) if time > 0 else fact


def _days(fact: Fact) -> list[Fact]:
    """“15일과 22일” and “May 15 and 22” are two days, “from 15 to 22” is a span."""
    if fact.until and re.search(r"[과와,]|\band\b", fact.text):
        return [replace(fact, until=None), replace(fact, when=fact.until, until=None)]
    return [fact]


_MOST = 1_000
"""Places that name a day and are read for a timeline: a long article has dozens, a stranger's text millions."""
_EARLIER = 40
"""Dates before one in its paragraph that can say of which month it is."""
_JOINED = re.compile(r"[\s,(]*(?:on|at)?[\s,(]*")
_BOUND = re.compile(r"(?:until|till|by|from|before|after|since)\s*$", re.IGNORECASE)


def _clock(time: Fact, day: Fact, passage: str) -> str | None:
    """The hour of the day, like 14:00; None where it is told of something else, or is the end of a span."""
    first, second = sorted((time, day), key=lambda fact: fact.start)
    bound = _BOUND.search(before(passage, first.start)) or re.match(r"까지|부터|전|이후", behind(passage, time.end))
    if bound or not _JOINED.fullmatch(passage[first.end : second.start]):
        return None
    minutes = int(time.value or 0)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _dated(anchor: Anchor, passage: str, language: str, posted: dt.date) -> Iterator[tuple[Fact, Mention, str | None]]:
    """The dates of a paragraph, with the time of day that stands beside a date in a sentence with one of each."""
    known = facts(passage, language, posted)
    starts = [fact.start for fact in known]
    begin, earlier = 0, list[tuple[Fact, Fact]]()
    for sentence in sentences(passage):
        begin = passage.find(sentence, begin)
        end = begin + len(sentence)
        here = known[bisect_left(starts, begin) : bisect_left(starts, end)]
        dates = [fact for fact in here if fact.kind == "date" and fact.when and not fact.decade]
        times = [fact for fact in here if fact.kind == "time" and fact.value is not None]
        time = _clock(times[0], dates[0], passage) if len(times) == len(dates) == 1 else None
        for fact in (day for date in dates for day in _days(date)):
            sides = before(passage, fact.start, begin), behind(passage, fact.end, end)
            read = _decided(fact, *sides, language)
            fact = years.settled(read, *sides, earlier[-_EARLIER:], language, posted)
            earlier.append((read, fact))
            words = around(passage, fact.start, fact.end)
            yield fact, Mention(anchor, fact.text, words, fact.guessed, fact.also), time
        begin = end
