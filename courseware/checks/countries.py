"""The rule on countries: one that a text names stands in its pair, or in the paragraphs that the item is drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courseware.checks.evidence import Evidence
from courseware.checks.items import items, problem, texts
from courseware.checks.pairs import LANGUAGE
from courseware.errors import N_, Problem
from courseware.unit.model import OPEN, Term

_OTHERS = frozenset({"cite", "name"})
_BESIDE = "한미중일러북남영독불유조대주반친방"
"""Syllables beside which one syllable is a country: 한중일, 대일, 방미."""


@dataclass(frozen=True, slots=True)
class Country:
    """What says a country for certain, and, in each language, what may mean it."""

    ko: str
    en: str
    maybe_ko: str
    maybe_en: str
    short: str = ""

    def name_in(self, text: str, lang: str) -> str:
        """The country's name in a text, or ""."""
        pattern = rf"(?<![가-힣])(?:{self.ko})(?![어계족산제]|머니)" if lang == "ko" else rf"\b(?:{self.en})\b"
        match = re.search(pattern, text)
        return match[0] if match else ""

    def may_be_in(self, text: str, lang: str) -> bool:
        if lang == "en":
            return re.search(rf"\b(?:{self.en}|{self.maybe_en})", text, re.IGNORECASE) is not None
        beside = rf"|[{_BESIDE}]·?{self.short}|{self.short}·?[{_BESIDE}]" if self.short else ""
        return re.search(f"{self.ko}|{self.maybe_ko}{beside}", text) is not None


COUNTRIES = (
    Country("한국|남한|대한민국", "(?!)", "서울|우리|국내|정부|남북", "Korea|Seoul|ROK|South|domestic", "한"),
    Country("북한", "North Korea", "평양|조선|남북|김정은", "Korea|Pyongyang|DPRK|North|Kim Jong", "북"),
    Country("미국", "United States", "워싱턴|백악관|국무부|미군", r"U\.?S\b|Americ|Washington|White House", "미"),
    Country("중국", "China", "베이징|중공", "Chin|Beijing|PRC", "중"),
    Country("일본", "Japan", "도쿄|일제", "Japan|Tokyo", "일"),
    Country("러시아", "Russia", "모스크바|크렘린|소련", "Russia|Moscow|Kremlin|Soviet", "러"),
    Country("우크라이나", "Ukraine", "키이우|키예프", "Ukrain|Kyiv|Kiev", "우"),
    Country("영국", "United Kingdom|Britain", "런던|잉글랜드", "Brit|U\\.?K|England|English|London", "영"),
    Country("독일", "Germany", "베를린", "German|Berlin", "독"),
    Country("프랑스", "France", "파리", "France|French|Paris", "불"),
    Country("이탈리아", "Italy", "로마", "Ital|Rome"),
    Country("스페인", "Spain", "마드리드", "Spain|Spanish|Madrid"),
    Country("포르투갈", "Portugal", "리스본", "Portug|Lisbon"),
    Country("네덜란드", "Netherlands", "헤이그", "Dutch|Holland|Netherland|Hague"),
    Country("폴란드", "Poland", "바르샤바", "Poland|Polish|Warsaw"),
    Country("튀르키예|터키", "Turkey|Türkiye", "앙카라", "Turk|Türk|Ankara"),
    Country("베트남", "Vietnam", "하노이", "Viet|Hanoi", "월"),
    Country("필리핀", "Philippines", "마닐라", "Philippin|Filipin|Manila"),
    Country("인도네시아", "Indonesia", "자카르타", "Indones|Jakarta"),
    Country("대만|타이완", "Taiwan", "타이베이", "Taiwan|Taipei"),
    Country("몽골", "Mongolia", "울란바토르", "Mongol|Ulaanbaatar"),
    Country("이스라엘", "Israel", "예루살렘|텔아비브", "Israel|Jerusalem"),
    Country("캐나다", "Canada", "오타와", "Canad|Ottawa"),
    Country("멕시코", "Mexico", "멕시코", "Mexic"),
    Country("브라질", "Brazil", "브라질리아", "Brazil"),
    Country("호주|오스트레일리아", "Australia", "캔버라", "Australia|Canberra"),
)  # fmt: skip
"""Names alone that no other Korean or English word is written like: 수단, 인도 and 이란, Jordan and Chad are left out.

South Korea is looked for in Korean texts only: a Korean one often does not name it.
"""


def in_pair_or_paragraphs(evidence: Evidence) -> Iterator[Problem]:
    """A country named in one language, that neither the other language nor the article's paragraphs may mean."""
    for place, item in items(evidence.unit) if evidence.printed and evidence.lang in LANGUAGE else ():
        if item.outside or not item.source or isinstance(item, Term):
            continue
        source = " ".join(evidence.printed.get(anchor, "") for anchor in item.source)
        for where, text in texts(place, item, _OTHERS):
            if {"ko", "en"} <= set(text) and OPEN not in text.values():
                for mine, other in (("ko", "en"), ("en", "ko")):
                    for name in _alone(str(text[mine]), mine, (str(text[other]), other), (source, evidence.lang)):
                        yield _problem(evidence, f"{where}.{mine}", name, mine, other)


def _alone(text: str, lang: str, *elsewhere: tuple[str, str]) -> Iterator[str]:
    """The countries that a text names and none of the other texts may mean."""
    for country in COUNTRIES:
        name = country.name_in(text, lang)
        if name and not any(country.may_be_in(*other) for other in elsewhere):
            yield name


def _problem(evidence: Evidence, where: str, name: str, mine: str, other: str) -> Problem:
    return problem(
        evidence.unit,
        where,
        N_("{name} is in the {language} text, but neither in the {other} one nor in the article's paragraphs"),
        N_("Compare the two, and correct the one that is wrong."),
        level="warning",
        name=f"“{name}”",
        language=LANGUAGE[mine],
        other=LANGUAGE[other],
    )
