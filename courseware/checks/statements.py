"""The rule on dates and numbers: those of an item stand in its paragraphs, in whichever language."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.checks.evidence import Evidence
from courseware.checks.items import items, texts
from courseware.checks.pairs import unread, unsure
from courseware.errors import Problem, Verdict
from courseware.languages.facts import Fact, compared, facts, of_when, rules_of, stated
from courseware.unit.model import Anchored, Event, Term

_OTHERS = frozenset({"cite", "name"})
"""Fields that state nothing of the article."""


def facts_in_article(evidence: Evidence) -> Iterator[Problem]:
    """June 19 = 19 June = 6월 19일; Thursday is the one before the posting day. Terms are the teacher's own words."""
    compared_before = evidence.unit.languages if len(evidence.unit.languages) > 1 else ()
    yield from unread(evidence.unit, sorted({evidence.lang, *evidence.unit.languages}.difference(compared_before)))
    if not evidence.printed or not rules_of(evidence.lang):
        return
    everywhere = [*evidence.other_facts, *(fact for known in evidence.part_facts.values() for fact in known)]
    for place, item in items(evidence.unit):
        if item.outside or not item.source or isinstance(item, Term):
            continue
        here = [
            *evidence.other_facts,
            *(fact for anchor in item.source for fact in evidence.part_facts.get(anchor, ())),
        ]
        reported: list[Fact] = []
        for where, fact in _facts_of(evidence, place, item):
            if fact.soft or stated(fact, here) or stated(fact, reported):
                continue
            reported.append(fact)
            if stated(fact, everywhere):
                places = [anchor for anchor, known in evidence.part_facts.items() if stated(fact, known)]
                yield from evidence.elsewhere(where, f"“{fact.text}”", places, item)
            elif other := next((other for other in here if _may_be(fact, other)), None):
                yield unsure(evidence.unit, where, fact, other)
            else:
                yield evidence.absent(where, f"“{fact.text}”")


def _may_be(fact: Fact, other: Fact) -> bool:
    """Whether words leave it open, or a day without its month is of the one month or the other."""
    another_month = fact.kind == "date" and fact.when is not None and fact.when == other.also
    return another_month or compared(fact, other) is Verdict.CANNOT_TELL


def _facts_of(evidence: Evidence, place: str, item: Anchored) -> Iterator[tuple[str, Fact]]:
    posted = evidence.unit.article.day
    if isinstance(item, Event):
        yield f"{place}.date", of_when(item.date, item.until)
        yield from ((f"{place}.time", fact) for fact in facts(item.time or "", "en", posted))
    for where, text in texts(place, item, _OTHERS):
        for lang in text:
            yield from ((f"{where}.{lang}", fact) for fact in facts(str(text[lang]), lang, posted))
