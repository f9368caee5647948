"""Rules on the two languages of an item: they say the same, as far as dates, numbers, names and length tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import TypeAlias

from courseware.checks.items import items, problem, texts
from courseware.checks.people import people
from courseware.errors import N_, Phrase, Problem, Verdict
from courseware.languages import ENGLISH, KOREAN, LANGUAGES
from courseware.languages.facts import Fact, compared, facts, rules_of
from courseware.unit.model import Text, Unit

LANGUAGE = {language.tag: Phrase(language.name) for language in (KOREAN, ENGLISH)}
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
    if len(unit.languages) > 1:
        yield from unread(unit, unit.languages)
        yield from _uncompared(unit)
    for where, text in _pairs(unit):
        for verdict, korean, english in _weighed(unit, text):
            if korean and english and verdict is Verdict.CANNOT_TELL:
                yield unsure(unit, f"{where}.ko", korean, english)
            elif korean and english and verdict is Verdict.CONTRADICTS:
                yield problem(
                    unit,
                    f"{where}.ko",
                    N_("the Korean text says “{korean}”, the English one “{english}”"),
                    N_("Compare the two, and correct the one that is wrong."),
                    level="warning" if korean.soft or english.soft else "error",
                    korean=korean.text,
                    english=english.text,
                )
            elif verdict is Verdict.CONTRADICTS:
                yield _alone(unit, where, korean, english)


def unread(unit: Unit, languages: Iterable[str]) -> Iterator[Problem]:
    """A note on each language in which nothing reads dates, numbers and names, so that no rule can tell."""
    message = N_("nothing here reads {language}, so dates, numbers and names in it were compared with nothing")
    yield from (_left_to_her(unit, lang, message) for lang in languages if not rules_of(lang))


def _uncompared(unit: Unit) -> Iterator[Problem]:
    """A note on each language whose facts are known and held to the article, but to no other language's text."""
    message = N_("dates, numbers and names in {language} were held to the article alone, and to no other language")
    languages = (lang for lang in unit.languages if rules_of(lang) and lang not in LANGUAGE)
    yield from (_left_to_her(unit, lang, message) for lang in languages)


def _left_to_her(unit: Unit, lang: str, message: str) -> Problem:
    """A note on a language whose texts no rule compares, or not with everything."""
    language = Phrase(LANGUAGES[lang].name) if lang in LANGUAGES else f"“{lang}”"
    remedy = N_("Compare them yourself.")
    return problem(unit, "source.languages", message, remedy, level="note", language=language)


def verdicts(unit: Unit) -> Counter[Verdict]:
    """What comparing the dates, times and numbers of both languages came to, fact by fact."""
    return Counter(verdict for _, text in _pairs(unit) for verdict, *_ in _weighed(unit, text))


def unsure(unit: Unit, where: str, one: Fact, other: Fact) -> Problem:
    """Two facts of which no rule can tell whether they are the same."""
    return problem(
        unit,
        where,
        N_("{one} and {other} may or may not mean the same"),
        N_("Compare the two; nothing stops because of this."),
        level="note",
        one=f"“{one.text}”",
        other=f"“{other.text}”",
    )


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


_Weighed: TypeAlias = tuple[Verdict, Fact | None, Fact | None]


def _weighed(unit: Unit, text: Text) -> Iterator[_Weighed]:
    """Each date, time and number of the two languages beside its counterpart, and what comparing them came to.

    A soft fact counts only beside one of the other side that is not soft, or that contradicts it.
    """
    posted = unit.article.day
    ko, en = (facts(str(text[lang]), lang, posted) for lang in ("ko", "en"))
    left: list[list[Fact]] = [[], []]
    for side, mine, others in ((0, ko, en), (1, en, ko)):
        for fact in mine:
            closest = _closest(fact, others)
            if closest is None:
                left[side].append(fact)
            elif closest[0] is Verdict.CANNOT_TELL and not fact.soft:
                yield Verdict.CANNOT_TELL, *((fact, closest[1]) if side == 0 else (closest[1], fact))
            elif closest[0] is Verdict.MATCHES and side == 0:
                yield Verdict.MATCHES, fact, closest[1]
    yield from ((Verdict.CONTRADICTS, korean, english) for korean, english in _side_by_side(left))


def _closest(fact: Fact, others: Iterable[Fact]) -> tuple[Verdict, Fact] | None:
    """The fact of the other side that is the same, else one that may be."""
    comparisons = [(compared(fact, other), other) for other in others]
    for wanted in (Verdict.MATCHES, Verdict.CANNOT_TELL):
        for verdict, other in comparisons:
            if verdict is wanted:
                return verdict, other
    return None


def _side_by_side(left: Sequence[Sequence[Fact]]) -> Iterator[tuple[Fact | None, Fact | None]]:
    """What is left over, kind by kind: 83억 beside 3.8 billion, 두 나라 beside three countries.

    A soft fact counts only beside one of the other side; “one”, a share and what words leave open never do.
    """
    for kind in ("date", "time", "number"):
        sides = [[fact for fact in side if fact.kind == kind and not _says_little(fact)] for side in left]
        pairs = list(zip(*sides, strict=False))
        yield from pairs if kind == "number" else (pair for pair in pairs if not (pair[0].soft or pair[1].soft))
        alone = [[fact for fact in side[len(pairs) :] if not fact.soft] for side in sides]
        yield from ((fact, None) for fact in alone[0])
        yield from ((None, fact) for fact in alone[1])


def _says_little(fact: Fact) -> bool:
    return fact.soft and (fact.value == 1 or fact.part or fact.most is not None)


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
    ratios = [
        (where, text, _size(text["ko"]) / _size(text["en"]))
        for where, text in _pairs(unit, _NO_PAIRS | {"cite"})
        if _size(text["en"]) >= LONG or _size(text["ko"]) >= LONG / 2
    ]
    usual = median(ratio for *_, ratio in ratios) if len(ratios) > 4 else 0.45
    for where, text, ratio in ratios:
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
