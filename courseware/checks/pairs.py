"""Rules on the two languages of an item: they say the same, as far as dates, numbers, names and length tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from statistics import median

from courseware.checks.items import items, problem, texts
from courseware.checks.people import people
from courseware.errors import N_, Problem, Said
from courseware.facts import Fact, facts, same
from courseware.model import Text, Unit

LANGUAGE = {"ko": Said(N_("Korean")), "en": Said(N_("English"))}
_NO_PAIRS = frozenset({"meaning", "name", "term", "speaker"})
"""Fields that are a name or a gloss, no sentence."""
LONG = 120
"""Letters from which on the length of a text is compared; below, Korean and English differ by nature."""


def _pairs(unit: Unit, leave_out: frozenset[str] = _NO_PAIRS) -> Iterator[tuple[str, Text]]:
    for place, item in items(unit):
        for where, text in texts(place, item, leave_out):
            if {"ko", "en"} <= set(text):
                yield where, text


def same_facts(unit: Unit) -> Iterator[Problem]:
    """A date or a number that stands in one language stands in the other."""
    posted = unit.article.day
    for where, text in _pairs(unit):
        left = _unmatched(*(facts(str(text[lang]), lang, posted) for lang in ("ko", "en")))
        for korean, english in _side_by_side(left):
            if korean and english:
                yield problem(
                    unit,
                    f"{where}.ko",
                    N_("the Korean text says “{korean}”, the English one “{english}”"),
                    N_("Compare the two, and correct the one that is wrong."),
                    level="warning" if korean.soft or english.soft else "error",
                    korean=korean.text,
                    english=english.text,
                )
            else:
                yield _alone(unit, where, korean, english)


def _alone(unit: Unit, where: str, korean: Fact | None, english: Fact | None) -> Problem:
    fact, mine, other = (korean, "ko", "en") if korean else (english, "en", "ko")
    return problem(
        unit,
        f"{where}.{mine}",
        N_("“{fact}” stands in the {language} text, and nothing like it in the {other} one"),
        N_("Compare the two, and correct the one that is wrong."),
        fact=fact.text if fact else "",
        language=LANGUAGE[mine],
        other=LANGUAGE[other],
    )


def _unmatched(ko: Iterable[Fact], en: Iterable[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts of each side without counterpart on the other."""
    return (
        [fact for fact in ko if not any(same(fact, other) for other in en)],
        [fact for fact in en if not any(same(fact, other) for other in ko)],
    )


def _side_by_side(left: tuple[list[Fact], list[Fact]]) -> Iterator[tuple[Fact | None, Fact | None]]:
    """What is left over, kind by kind: 83억 beside 3.8 billion, 두 나라 beside three countries.

    A soft fact counts only beside one of the other side, and “one” never does.
    """
    for kind in ("date", "time", "number"):
        sides = [[fact for fact in side if fact.kind == kind and not (fact.soft and fact.value == 1)] for side in left]
        pairs = list(zip(*sides, strict=False))
        yield from pairs if kind == "number" else (pair for pair in pairs if not (pair[0].soft or pair[1].soft))
        alone = [[fact for fact in side[len(pairs) :] if not fact.soft] for side in sides]
        yield from ((fact, None) for fact in alone[0])
        yield from ((None, fact) for fact in alone[1])


def same_people(unit: Unit) -> Iterator[Problem]:
    """A person named in one language is named in the other, unless the item is about that person."""
    known = people(unit)
    for where, text in _pairs(unit, _NO_PAIRS | {"definition", "example"}):
        about = where.split(".")[2] if where.startswith("actors.actors.") else ""
        for actor, person in known.items():
            sides = {lang: person.named(str(text[lang]), lang) for lang in ("ko", "en")}
            if actor != about and None not in sides.values() and sides["ko"] != sides["en"]:
                mine, other = ("ko", "en") if sides["ko"] else ("en", "ko")
                yield problem(
                    unit,
                    f"{where}.{mine}",
                    N_("{name} stands in the {language} text and not in the {other} one"),
                    N_("Name the same people in both."),
                    level="warning",
                    name=person.full[mine],
                    language=LANGUAGE[mine],
                    other=LANGUAGE[other],
                )


_SHORTER, _LONGER, _HALVED = (0.6, 1.8), (0.72, 1.45), (0.87, 1.15)
"""How far a text may be from the unit's usual ratio: the longer it is, the less, and least if sentences are missing."""


def similar_length(unit: Unit) -> Iterator[Problem]:
    """Neither language says much less than the other, by the measure of the unit's own texts and by sentences."""
    found = [
        (where, text, _size(text["ko"]) / _size(text["en"]))
        for where, text in _pairs(unit, _NO_PAIRS | {"cite"})
        if _size(text["en"]) >= LONG or _size(text["ko"]) >= LONG / 2
    ]
    usual = median(ratio for *_, ratio in found) if len(found) > 4 else 0.45
    for where, text, ratio in found:
        short, long = ("ko", "en") if ratio < usual else ("en", "ko")
        halved = _sentences(text[short]) * 2 <= _sentences(text[long])
        least, most = _HALVED if halved else _LONGER if _size(text["en"]) >= 2 * LONG else _SHORTER
        if not least <= ratio / usual <= most:
            yield problem(
                unit,
                f"{where}.{short}",
                N_("the {language} text says much less than the {other} one ({short} letters to {long})"),
                N_("See whether a sentence is missing."),
                level="warning",
                language=LANGUAGE[short],
                other=LANGUAGE[long],
                short=_size(text[short]),
                long=_size(text[long]),
            )


def _sentences(text: str) -> int:
    return len(re.findall(r"(?<!\b[A-Za-z])(?<!\b[MD]r)(?<!\bMs)(?<!\bMrs)[.?!][\"”’)]*(?=\s|$)", text)) or 1


def _size(text: str) -> int:
    return len(re.sub(r"[\s*]", "", text)) or 1
