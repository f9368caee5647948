"""The days that an article names, for a timeline: counted from the day on which it was posted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from courseware.article import ArticleText
from courseware.drafting.reading import around, passages, sentences
from courseware.facts import Fact, facts
from courseware.model import Anchor, When


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a day is named and in which words; `guessed` where the article leaves out the year."""

    anchor: Anchor
    words: str
    around: str
    guessed: bool


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
    found: dict[tuple[When, When | None], list[tuple[Mention, str | None]]] = {}
    for anchor, passage in passages(text):
        for fact, mention, time in _dated(anchor, passage, language, posted):
            assert fact.when is not None
            found.setdefault((fact.when, fact.until), []).append((mention, time))
    return sorted(
        (_day(when, until, mentions) for (when, until), mentions in found.items()), key=lambda day: day.when.key
    )


def _day(when: When, until: When | None, mentions: list[tuple[Mention, str | None]]) -> Day:
    times = {time for _, time in mentions if time}
    time = times.pop() if len(times) == 1 and when.day and until is None else None
    return Day(when, until, time, tuple(mention for mention, _ in mentions))


def _days(fact: Fact) -> list[Fact]:
    """“15일과 22일” and “May 15 and 22” are two days, “from 15 to 22” is a span."""
    if fact.until and re.search(r"[과와,]|\band\b", fact.text):
        return [replace(fact, until=None), replace(fact, when=fact.until, until=None)]
    return [fact]


def _dated(anchor: Anchor, passage: str, language: str, posted: dt.date) -> Iterator[tuple[Fact, Mention, str | None]]:
    """The dates of a paragraph, with the time of day where their sentence gives one and names one day only."""
    known = facts(passage, language, posted)
    begin = 0
    for sentence in sentences(passage):
        begin = passage.find(sentence, begin)
        end = begin + len(sentence)
        here = [fact for fact in known if begin <= fact.start < end]
        dates = [fact for fact in here if fact.kind == "date" and fact.when]
        times = [fact.value for fact in here if fact.kind == "time" and fact.value is not None]
        time = f"{int(times[0]) // 60:02d}:{int(times[0]) % 60:02d}" if len(times) == len(dates) == 1 else None
        for fact in (day for date in dates for day in _days(date)):
            yield fact, Mention(anchor, fact.text, around(passage, fact.start, fact.end), fact.guessed), time
        begin = end
