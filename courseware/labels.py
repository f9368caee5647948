"""Labels, dates, numbers and particles in a handout's language, and which labels no catalogue has."""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from courseware.errors import CoursewareError, N_, Problem
from courseware.model import When

COUNTRY = "country"
"""The message context under which a catalogue says how the press calls a country, by its ISO 3166 code."""

Messages = Mapping[tuple[str | None, str], str]


@lru_cache
def _read(path: Path, _stamp: int) -> Messages:
    """A catalogue's finished translations; `_stamp` (its time of change) makes an edited file be read again."""
    with path.open("rb") as file:
        try:
            catalog = read_po(file, abort_invalid=True)
        except (PoFileError, ValueError) as error:
            line = getattr(error, "lineno", None)
            raise CoursewareError(
                Problem(N_("the catalogue of labels cannot be read"), N_("Look for a missing quotation mark."), {}, path,
                        line + 1 if line is not None else None)
            ) from error  # fmt: skip
    return {
        (message.context, str(message.id)): str(message.string)
        for message in catalog
        if message.id and message.string and not message.fuzzy
    }


def catalogue(name: str, lang: str, folders: Iterable[Path]) -> Messages:
    """The messages of locales/<lang>/LC_MESSAGES/<name>.po; a folder wins over those before it, message by message."""
    messages: dict[tuple[str | None, str], str] = {}
    for folder in folders:
        path = folder / lang / "LC_MESSAGES" / f"{name}.po"
        if path.is_file():
            messages |= _read(path, path.stat().st_mtime_ns)
    return messages


@dataclass
class Labels:
    """What gets printed besides the unit's own words, in one language. `missing` collects labels without translation."""

    lang: str
    messages: Messages
    source_lang: str = "en"
    missing: list[str] = field(default_factory=list)

    def label(self, message: str, **values: object) -> str:
        """`message` (English) in the handout's language, with {name} and {name:은/는} filled in."""
        found = self.messages.get((None, message))
        if found is None and self.lang != self.source_lang and message not in self.missing:
            self.missing.append(message)
        return fill(found or message, **values)

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.lang)

    def date(self, when: When | dt.date) -> str:
        """As exactly as the date is known: June 19, 2024 · 2024년 6월 · 1961."""
        if isinstance(when, dt.date):
            return format_date(when, "long", locale=self.locale)
        day = dt.date(when.year, when.month or 1, when.day or 1)
        if when.day:
            return format_date(day, "long", locale=self.locale)
        skeletons = {"ko": ("y년 M월", "y년"), "en": ("MMMM y", "y")}.get(self.lang, ("MMMM y", "y"))
        return format_date(day, skeletons[0] if when.month else skeletons[1], locale=self.locale)

    def dates(self, first: When, last: When | None) -> str:
        """A span of days; what both ends share is said once: July 9–10, 2024 · 2024년 7월 9일~10일."""
        if last is None or last == first:
            return self.date(first)
        if not (first.day and last.day):
            return f"{self.date(first)}–{self.date(last)}"
        return self._interval(dt.date(*first.key), dt.date(*last.key))

    def _interval(self, first: dt.date, last: dt.date) -> str:
        """CLDR's pattern for two days, with the month written out."""
        differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        patterns = self.locale.interval_formats["yMMMd"][differs]
        parts = (
            format_date(day, pattern.replace("MMM", "MMMM"), locale=self.locale)
            for day, pattern in zip((first, last), patterns, strict=True)
        )
        return re.sub(r"\s*([–~])\s*", r"\1", "".join(parts))

    def time(self, value: str | dt.time) -> str:
        """2:00 PM · 오후 2:00. `value` may be "14:00"; babel's own Korean short form prints PM, so the pattern is ours."""
        moment = dt.time.fromisoformat(value) if isinstance(value, str) else value
        if self.lang == "ko":
            return format_time(moment, "aaaa h:mm", locale=self.locale)
        return format_time(moment, "h:mm\N{NO-BREAK SPACE}a", locale=self.locale)

    def moment(self, value: dt.datetime) -> str:
        """A date and a time in the zone that the publisher used: June 24, 2024, 5:28 PM KST."""
        zone = "KST" if value.utcoffset() and value.strftime("%z") == "+0900" else value.strftime("UTC%z")
        clock = f"{self.time(value.timetz())} {zone}"
        return f"{self.date(value)} {clock}" if self.lang == "ko" else f"{self.date(value)}, {clock}"

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self.locale)

    def listing(self, items: Iterable[str]) -> str:
        """Red, green, and blue · 빨강, 초록 및 파랑 — but the press writes a plain comma in Korean."""
        parts = list(items)
        return ", ".join(parts) if self.lang == "ko" else format_list(parts, locale=self.locale)

    def country(self, code: str) -> str:
        """The country's name in the press: 한국, not 대한민국. Overrides stand in the catalogue, the rest in CLDR."""
        name = self.messages.get((COUNTRY, code)) or self.locale.territories.get(code)
        if not name:
            raise CoursewareError(Problem(N_("no country has the code “{code}”"),
                                          N_("Use the two letters of ISO 3166, like KR, KP or US."), {"code": code}))  # fmt: skip
        return str(name)


# --- Korean particles


PARTICLES = ("은/는", "이/가", "을/를", "과/와", "으로/로", "아/야", "이라/라", "이나/나", "이란/란")
_LETTERS_CLOSED = "LMNR"
"""Letters whose Korean names end in a consonant: 엘, 엠, 엔, 알."""
_L = "ㄹ"
_ENGLISH_CLOSED = re.compile(r"(?:[aeiou]l{1,2}|le|[mn]|ng|me|ne|[aeiou][bckpt]|ck)$", re.IGNORECASE)


def particle(word: str, pair: str) -> str:
    """The form of `pair` ("은/는") that fits behind `word`, by the sound that the word ends in.

    Closing quotes and a gloss in brackets are passed over: 나토(NATO)는, ‘대통령’은.
    """
    closed, open_ = pair.split("/")
    sound = _last_sound(word)
    if pair == "으로/로" and sound == _L:
        return open_
    return closed if sound else open_


def _last_sound(word: str) -> str:
    """"" for a vowel, ㄹ for that consonant, "x" for any other."""
    text = re.sub(r"(?<=\w)\s*[(\[（［][^)\]）］]*[)\]）］]\s*$", "", word.strip())
    text = re.sub(r"[\W_]+$", "", text)
    if not text:
        return ""
    last = text[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return "" if not final else _L if final == 8 else "x"
    if last.isdigit():
        return _digit_sound(last)
    if re.search(r"(?:^|[^A-Za-z])[A-Z0-9&.]*[A-Z]$", text):
        return (_L if last in "LR" else "x") if last in _LETTERS_CLOSED else ""
    if _ENGLISH_CLOSED.search(text):
        return _L if re.search(r"(?:l|le)$", text, re.IGNORECASE) else "x"
    return ""


def _digit_sound(last: str) -> str:
    """일, 칠, 팔 end in ㄹ; 영 (and 십, 백, 천, 만), 삼, 육 in another consonant."""
    if last in "178":
        return _L
    return "x" if last in "036" else ""


class _Filler(string.Formatter):
    """str.format that knows {name:은/는}: the value, and the particle that fits it."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in PARTICLES:
            return f"{value}{particle(str(value), format_spec)}"
        return str(super().format_field(value, format_spec))


def fill(template: str, **values: object) -> str:
    """`template` with its {names} replaced. Raises KeyError for a name that is not given."""
    return _Filler().vformat(template, (), values) if re.search("[{}]", template) else template
