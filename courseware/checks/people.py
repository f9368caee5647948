"""Whom a text names: the unit's persons, by every form in which a Korean or an English text may call them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from courseware.unit.model import Actor, Unit

_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:[a-z]{1,3} )?[A-Z][\w’'.-]*)+")
SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선"
    "설마길연위표"
)
_KOREANS = re.compile(rf"[{SURNAMES}][가-힣](?!들)[가-힣]")
"""A Korean's name where no English one shows by its capitals that it is a name."""
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
        """True or False; None where a short name stands in the text that others share, or that may be a word.

        None, too, in a language in which nobody has written the name.
        """
        if lang not in self.full:
            return None
        if self.full[lang] in text or self.sure[lang].search(text):
            return True
        return None if self.short[lang].search(text) else False


@lru_cache(maxsize=8)
def _people(actors: tuple[tuple[str, str, str], ...]) -> Mapping[str, Person]:
    """`actors` are their ids with their Korean and English names, "" where the unit has none."""
    shorts = {actor: {"ko": _short_ko(ko), "en": _short_en(en)} for actor, ko, en in actors}
    count = {lang: Counter(short[lang] for short in shorts.values()) for lang in ("ko", "en")}
    return {actor: _person({"ko": ko, "en": en}, shorts[actor], count) for actor, ko, en in actors}


def _person(names: Mapping[str, str], short: Mapping[str, str], count: Mapping[str, Counter[str]]) -> Person:
    """A person in the languages in which it has a name."""
    ko = names["ko"]
    short_of = {"ko": _pattern_ko(ko, short["ko"]), "en": _pattern_en(short["en"])}
    sure = {"ko": _sure_ko(ko, short["ko"]), "en": _sure_en(short["en"])}
    full = {lang: name for lang, name in names.items() if name}
    alone = {lang: sure[lang] if count[lang][short[lang]] == 1 else _NEVER for lang in full}
    return Person(full, {lang: short_of[lang] for lang in full}, alone)


def people(unit: Unit) -> Mapping[str, Person]:
    """Actor id -> the names of that person; unnamed people and bodies are none."""
    actors = [actor for actor in unit.actors.actors if named(actor)]
    return _people(tuple((actor.id, str(actor.name.get("ko", "")), str(actor.name.get("en", ""))) for actor in actors))


def named(actor: Actor) -> bool:
    """Whether an actor is a person with a proper name: in English by its capitals, else a Korean's by its syllables."""
    english, korean = str(actor.name.get("en", "")), str(actor.name.get("ko", ""))
    proper = _NAME.fullmatch(english) if english else _KOREANS.fullmatch(korean)
    return actor.kind == "person" and proper is not None


def _short_en(name: str) -> str:
    """The family name: first in Kim Jong-un, last in Vladimir Putin."""
    words = name.split() or [""]
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
