"""Whom a text names: the unit's persons, by every form in which a Korean or an English text may call them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from courseware.model import Actor, Unit

_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:[a-z]{1,3} )?[A-Z][\w’'.-]*)+")
_HYPHENATED = re.compile(r"[A-Z]\w+ [A-Z]\w+-\w+")
_OFFICE = r"(?:[가-힣]{1,4}(?:장|관|원|사|인|령|리|수|석|자|씨|표|님|감|부|상))"
"""How Korean titles end: 차관, 의원, 대사, 대변인, 대통령 …"""


@dataclass(frozen=True, slots=True)
class Person:
    """A person's names: written out, and the short one with the office (푸틴, 김 차관; Putin, Vice Minister Kim)."""

    full: Mapping[str, str]
    short: Mapping[str, re.Pattern[str]]
    alone: Mapping[str, bool]
    """Whether nobody else in the unit has that short name."""

    def named(self, text: str, lang: str) -> bool | None:
        """True or False; None where only a name that several share stands in the text."""
        if self.full[lang] in text:
            return True
        if not self.short[lang].search(text):
            return False
        return True if self.alone[lang] else None


@lru_cache(maxsize=8)
def _people(actors: tuple[tuple[str, str, str], ...]) -> Mapping[str, Person]:
    shorts = {actor: {"ko": _short_ko(ko), "en": _short_en(en)} for actor, ko, en in actors}
    count = {lang: Counter(short[lang] for short in shorts.values()) for lang in ("ko", "en")}
    return {
        actor: Person(
            {"ko": ko, "en": en},
            {"ko": _pattern_ko(ko, shorts[actor]["ko"]), "en": _pattern_en(shorts[actor]["en"])},
            {lang: count[lang][shorts[actor][lang]] == 1 for lang in ("ko", "en")},
        )
        for actor, ko, en in actors
    }


def people(unit: Unit) -> Mapping[str, Person]:
    """Actor id -> the names of that person; unnamed people and bodies are none."""
    return _people(
        tuple((actor.id, str(actor.name["ko"]), str(actor.name["en"])) for actor in unit.actors.actors if named(actor))
    )


def named(actor: Actor) -> bool:
    """Whether an actor is a person with a proper name in both languages."""
    names = actor.name
    return actor.kind == "person" and {"ko", "en"} <= set(names) and _NAME.fullmatch(str(names["en"])) is not None


def _short_en(name: str) -> str:
    """The family name: first in Kim Jong-un, last in Vladimir Putin."""
    words = name.split()
    return words[0] if _HYPHENATED.fullmatch(name) else words[-1]


def _short_ko(name: str) -> str:
    return name.split()[-1] if " " in name else name[:1]


def _pattern_en(short: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(short)}\b(?!-)")


def _pattern_ko(name: str, short: str) -> re.Pattern[str]:
    return re.compile(re.escape(short) if " " in name else rf"(?<![가-힣]){re.escape(short)} {_OFFICE}")
