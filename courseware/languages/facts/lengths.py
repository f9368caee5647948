"""How long a number of hours, weeks or years takes, so that two weeks are fourteen days in either language."""

from __future__ import annotations

import re
from dataclasses import replace

from courseware.languages.facts.fact import Fact

_YEAR = 365.25
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": _YEAR / 12, "year": _YEAR}
_DAYS |= {"decade": 10 * _YEAR, "century": 100 * _YEAR, "centurie": 100 * _YEAR}
_KOREAN = {"분": "minute", "시간": "hour", "일": "day", "주년": "year", "주일": "week", "주": "week", "개월": "month"}
_KOREAN |= {"달": "month", "년": "year", "해": "year", "세기": "century"}
_DAY_WORDS = frozenset("하루 이틀 사흘 나흘 닷새 엿새 이레 여드레 아흐레 열흘 보름".split())
_HALF = re.compile(r"\s?반(?![가-힣]{2})")
_UNIT = {
    "ko": re.compile(rf"\s?(?P<unit>{'|'.join(_KOREAN)})(?P<half>\s?반(?![가-힣]{{2}}))?"),
    "en": re.compile(rf"[ -](?P<unit>{'|'.join(_DAYS)})s?\b(?P<half> and a half\b)?"),
}


def with_length(fact: Fact, text: str, lang: str) -> Fact:
    """The fact with its length in days, if it is a number and a unit of time stands behind it."""
    if fact.kind != "number" or fact.days is not None or fact.value is None:
        return fact
    if fact.text in _DAY_WORDS:
        return replace(fact, days=fact.value + (0.5 if _HALF.match(text, fact.end) else 0))
    match = _UNIT[lang].match(text, fact.end) if lang in _UNIT else None
    if not match:
        return fact
    unit = _DAYS[_KOREAN.get(match["unit"].lower(), match["unit"].lower())]
    return replace(fact, days=round((fact.value + (0.5 if match["half"] else 0)) * unit, 4))
