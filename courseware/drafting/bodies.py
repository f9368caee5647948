"""The bodies, countries and cities that an article names; countries and cities with their Korean from CLDR."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

from courseware.drafting.reading import Named, passages
from courseware.handout.labels import Labels
from courseware.unit.article import ArticleText
from courseware.unit.model import Anchor

_WORD = r"[A-Z][\w&-]{0,40}(?:[’']s?(?= [A-Z]))?"
_WORDS = rf"{_WORD}(?: {_WORD})*"
_BODY = (
    rf"(?:{_WORD}\s){{0,4}}(?:(?:Ministry|Department|Embassy|Council|Party|Committee|Agency|Assembly|Court|Parliament|"
    r"Congress|University|Institute|Unions?|Commission|Administration|Association|Federation|Foundation|Corporation|"
    r"Authority|Bureau|Center|Organization|Alliance|Company|Hospital|Museum|Cooperative|Coalition)\b)"
    rf"(?: (?:of|for) (?:the )?{_WORD}(?: (?:and )?{_WORD})*(?:(?:, {_WORDS})+,? and {_WORDS})?)?"
    r"(?: in [A-Z]\w+)?"
)
_GOES_ON = re.compile(r"(?:,|,? and|[’']s?|,? for| of| &)(?: the)? [A-Z]")
"""What behind a name may be more of it."""
_KNOWN = r"\b(?:Kremlin|Pentagon|Blue House|White House|Red Cross)\b"
_ACRONYM = r"\b(?:[A-Z]{3,6})\b"
_NO_BODY = {
    "KST",
    "UTC",
    "GMT",
    "EST",
    "USD",
    "KRW",
    "CEO",
    "GDP",
    "DMZ",
    "ICBM",
    "COVID",
    "THAAD",
    "LED",
    "NGO",
    "DNA",
}
_CREDIT = re.compile(r"\([^()]*\)$")
"""Whose picture it is, at the end of a caption."""
_FIRST = re.compile(r"^(?:The|A|An|In|On|At|When|But|And|After|According|As|For|By|With|From|To|Its|Their) ")
_ALSO = {"US": ("U.S.", "United States"), "GB": ("U.K.", "Britain", "United Kingdom")}


def bodies(text: ArticleText, language: str) -> list[Named]:
    """Ministries, parties, companies and the like, as the article writes them. Korean ones would be guesses."""
    if language != "en":
        return []
    mentions: dict[str, list[Anchor]] = {}
    unsure: set[str] = set()
    for anchor, passage in passages(text):
        for match in re.finditer(rf"{_KNOWN}|{_BODY}|{_ACRONYM}", _CREDIT.sub("", passage)):
            name = _FIRST.sub("", match[0])
            if name not in _NO_BODY and (" " in name or re.fullmatch(f"{_KNOWN}|{_ACRONYM}", name)):
                places = mentions.setdefault(name, [])
                places += [] if anchor in places else [anchor]
                unsure |= {name} if "," in name or (" " in name and _GOES_ON.match(passage, match.end())) else set()
    longest = [name for name in mentions if not any(name != other and other.endswith(f" {name}") for other in mentions)]
    return [Named({"en": name}, _of_all(name, mentions), name in unsure) for name in longest]


def _of_all(name: str, mentions: Mapping[str, list[Anchor]]) -> tuple[Anchor, ...]:
    """Where the body is named, by its whole name or by the end of it."""
    anchors = [a for other, places in mentions.items() if name == other or name.endswith(f" {other}") for a in places]
    return tuple(sorted(set(anchors), key=lambda anchor: (anchor[0], int(anchor[1:]))))


def countries(text: ArticleText, language: str, labels: Mapping[str, Labels]) -> list[Named]:
    """Countries by their press names in every language."""
    names = {
        written: {lang: label.country(code) for lang, label in labels.items()}
        for code in _codes()
        for written in _written(code, labels[language])
    }
    return _named(text, names, language)


def cities(text: ArticleText, language: str, labels: Mapping[str, Labels]) -> list[Named]:
    """The large cities that CLDR names, one or more for each time zone."""
    names: dict[str, dict[str, str]] = {}
    for zone in map(str, Locale.parse("ko").time_zones):
        both = {lang: city for lang, label in labels.items() if (city := _city(zone, label))}
        if language in both and len(both) > 1:
            names[both[language]] = both
    return _named(text, names, language)


@lru_cache
def _codes() -> tuple[str, ...]:
    """The countries that CLDR names in Korean and in English."""
    korean, english = (Locale.parse(lang).territories for lang in ("ko", "en"))
    return tuple(str(code) for code in english if re.fullmatch("[A-Z]{2}", str(code)) and code in korean)


def _written(code: str, label: Labels) -> set[str]:
    """How an article may name the country: by its press name, by CLDR's, by an abbreviation."""
    return {label.country(code), str(label.locale.territories[code]), *_ALSO.get(code, ())}


def _city(zone: str, label: Labels) -> str:
    named = label.locale.time_zones.get(zone, {}).get("city")
    return str(named or (zone.split("/")[-1].replace("_", " ") if label.lang == "en" and "/" in zone else ""))


def _named(text: ArticleText, names: Mapping[str, dict[str, str]], language: str) -> list[Named]:
    """Which of the names stand in the article, by what they name; a Korean name may have a particle behind it."""
    longest = sorted(names, key=len, reverse=True)
    behind = r"(?![A-Za-z가-힣])" if language == "en" else r"(?=[은는이가을를의과와도에로,.\s·)-]|에서|$)"
    pattern = re.compile(rf"(?<![A-Za-z가-힣])({'|'.join(map(re.escape, longest))}){behind}")
    mentions: dict[tuple[str, ...], tuple[dict[str, str], list[Anchor]]] = {}
    for anchor, passage in passages(text):
        for match in pattern.finditer(passage):
            both = names[match[1]]
            places = mentions.setdefault(tuple(both.values()), (both, []))[1]
            places += [] if anchor in places else [anchor]
    return [Named(both, tuple(places)) for both, places in mentions.values()]
