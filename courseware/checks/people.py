"""Whom a text names: the unit's persons, by every form in which a Korean or an English text may call them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from courseware.unit.model import Actor, Unit

_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:[a-z]{1,3} )?[A-Z][\w’'.-]*)+")
_HYPHENATED = re.compile(r"[A-Z]\w+ [A-Z]\w+-\w+")
_OFFICE = r"(?:씨|(?:[전현] )?[가-힣]{1,4}(?:장|관|원|사|인|령|리|수|석|자|씨|표|님|감|부|상|보))"
"""How Korean titles end: 차관, 의원, 대사, 대변인, 대통령 …"""
TITLES = (
    "대통령|총리|장관|차관|의원|대표|대사|교수|위원장|시장|군수|구청장|대변인|씨|국장|과장|팀장|이사장|이사|소장|실장|본부장|"
    "사장|회장|지사|연구원|연구위원|기자|총장|원장|조합장|이장|할머니|할아버지|선생"
)
_WORDS_EN = frozenset("An Ban Bang Do Gang Ham Long Ma Man Moon No On Pang So Son Song Sun Sung Young".split())
"""Korean surnames, as the press writes them, that are English words."""
_TITLES_EN = (
    "Mr|Ms|Mrs|Dr|Professor|President|Minister|Governor|Mayor|Senator|Representative|Lawmaker|Ambassador|Director|"
    "Chairman|Chairwoman|Secretary|Captain|Judge|Prosecutor|Reporter|Spokesman|Spokeswoman|Spokesperson|Councilor"
)
_SAYING = "said|says|told|tells|asked|added|argued|warned|explained|noted|wrote|called|announced|stressed|who"
_PLACES = "River|County|Province|Island|Islands|Station|Bridge|Street|Road|University|Mountain|Valley|Lake|Cake|Cakes"
"""What makes the word before it a place's name, not a person's: the Han River."""
_BEFORE_NOUNS = frozenset("이한전정조신현구양주부고반여남모원")
"""Surnames that are words before any noun: 이 단원 (this unit), 한 기사 (a driver), 전 대사 (a former ambassador)."""
_NOUNS = frozenset("강문방배차길성장채국연지안손금옥나오유선설")
"""Surnames that are nouns: 강 상부 (the upper river), 배 주인 (the boat's owner). Before a title they are names."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person's names: written out, and the short one with the office (푸틴, 김 차관; Putin, Vice Minister Kim)."""

    full: Mapping[str, str]
    short: Mapping[str, re.Pattern[str]]
    sure: Mapping[str, re.Pattern[str]]
    """The same where the short name can be nothing else: nobody else's in the unit, and no word."""

    def named(self, text: str, lang: str) -> bool | None:
        """True or False; None where a short name stands in the text that others share, or that may be a word."""
        if self.full[lang] in text or self.sure[lang].search(text):
            return True
        return None if self.short[lang].search(text) else False


@lru_cache(maxsize=8)
def _people(actors: tuple[tuple[str, str, str], ...]) -> Mapping[str, Person]:
    shorts = {actor: {"ko": _short_ko(ko), "en": _short_en(en)} for actor, ko, en in actors}
    count = {lang: Counter(short[lang] for short in shorts.values()) for lang in ("ko", "en")}
    return {
        actor: Person(
            {"ko": ko, "en": en},
            {"ko": _pattern_ko(ko, shorts[actor]["ko"]), "en": _pattern_en(shorts[actor]["en"])},
            {
                "ko": _sure_ko(ko, shorts[actor]["ko"]) if count["ko"][shorts[actor]["ko"]] == 1 else _NEVER,
                "en": _sure_en(shorts[actor]["en"]) if count["en"][shorts[actor]["en"]] == 1 else _NEVER,
            },
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


def _sure_en(short: str) -> re.Pattern[str]:
    """On, Moon and So are words: at a sentence's beginning they are names behind a title or before a verb of saying."""
    if short not in _WORDS_EN:
        return _pattern_en(short)
    within = rf"(?<=[a-z,;:] ){short}\b(?!-| (?:{_PLACES})\b)"
    return re.compile(rf"{within}|\b(?:{_TITLES_EN}) {short}\b|\b{short}(?:’s|'s)?(?= (?:{_SAYING})\b)")


def _pattern_en(short: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(short)}\b(?!-| (?:{_PLACES})\b)")


_NEVER = re.compile("(?!)")


def _pattern_ko(name: str, short: str, office: str = _OFFICE) -> re.Pattern[str]:
    return re.compile(
        re.escape(short) if " " in name else rf"(?<![가-힣]){re.escape(short)}(?: {office}|씨(?![가-힣]{{2}}))"
    )


def _sure_ko(name: str, short: str) -> re.Pattern[str]:
    if short in _BEFORE_NOUNS:
        return _pattern_ko(name, short, "씨(?![가-힣]{2})")
    return _pattern_ko(name, short, f"(?:{TITLES})" if short in _NOUNS else _OFFICE)
