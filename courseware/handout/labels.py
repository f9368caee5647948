"""Labels, dates, numbers and particles in a handout's language, and which labels no catalogue has."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.messages import Message
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign, reading, textfile
from courseware.files.names import real
from courseware.languages import ENGLISH, LANGUAGES
from courseware.languages.when import When
from courseware.text.particles import fill, places
from courseware.unit.model import Text

COUNTRY = "country"
"""The message context under which a catalogue says how the press calls a country, by its ISO 3166 code."""

_SPOILT, _QUOTATION = N_("the catalogue of labels cannot be read"), N_("Look for a missing quotation mark.")

Messages = Mapping[tuple[str | None, str], str]


@lru_cache
def _read(path: Path, _stamp: int) -> Messages:
    """A catalogue's finished translations; `_stamp` (its time of change) makes an edited file be read again."""
    text = textfile.read(path)
    _refuse_spoilt(path, text)
    with foreign.parser(_SPOILT, _QUOTATION, path):
        catalog = read_po(io.StringIO(text))
    messages = [message for message in catalog if message.id and message.string and not message.fuzzy]
    _refuse_unprintable(path, messages)
    _refuse_other_values(path, messages)
    return {(message.context, str(message.id)): str(message.string) for message in messages}


def _refuse_spoilt(path: Path, text: str) -> None:
    """Babel drops what it does not understand, the last letter of an unclosed text included; here it is an error."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#") and not _PO_LINE.fullmatch(line.strip()):
            raise CoursewareError(Problem(_SPOILT, _QUOTATION, {}, path, number))


def _refuse_unprintable(path: Path, messages: Iterable[Message]) -> None:
    """What an escape makes of a text, or a text of several lines, the file itself did not show."""
    for message in messages:
        if problem := textfile.unprintable(f"{message.id}\n{message.string}"):
            raise CoursewareError(replace(problem, file=path, line=message.lineno))


def _refuse_other_values(path: Path, messages: Iterable[Message]) -> None:
    """A translation fills in the values of its message; {분} for {minutes} would be printed as it stands."""
    for message in messages:
        if places(str(message.id)) != places(str(message.string)):
            remedy = N_("Keep what stands in {braces} as it is in msgid.")
            values = {"text": message.string, "braces": "{…}"}
            what = N_("the translation “{text}” has other values than its message")
            raise CoursewareError(Problem(what, remedy, values, path, message.lineno))


_PO_LINE = re.compile(r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*"')


def catalogue(name: str, lang: str, folders: Iterable[Path]) -> Messages:
    """The messages of locales/<lang>/LC_MESSAGES/<name>.po; a folder wins over those before it, message by message."""
    messages: dict[tuple[str | None, str], str] = {}
    for folder in folders:
        path = folder / lang / "LC_MESSAGES" / f"{name}.po"
        if reading.there(path):
            real(path, folder)
            messages |= _read(path, path.stat().st_mtime_ns)
    return messages


@dataclass
class Labels:
    """What gets printed besides the unit's words, in one language. `missing` collects labels without translation."""

    lang: str
    messages: Messages
    source_lang: str = ENGLISH.tag
    missing: list[str] = field(default_factory=list)

    def label(self, message: str, **values: object) -> str:
        """`message` (English) in the handout's language, with {name} and {name:은/는} filled in."""
        translation = self.messages.get((None, message))
        foreign = self.lang != self.source_lang or re.search("[가-힣]", message)
        if translation is None and foreign and message not in self.missing:
            self.missing.append(message)
        chosen = {name: value[self.lang] if isinstance(value, Text) else value for name, value in values.items()}
        return fill(translation or message, **chosen)

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.lang)

    def date(self, when: When | dt.date) -> str:
        """As exactly as the date is known: June 19, 2024 · 2024년 6월 · 1961."""
        if isinstance(when, dt.date):
            return format_date(when, "long", locale=self.locale)
        if not isinstance(when, When):
            raise _no_date(when)
        day = dt.date(when.year, when.month or 1, when.day or 1)
        if when.day:
            return format_date(day, "long", locale=self.locale)
        return format_skeleton("yMMMM" if when.month else "y", day, locale=self.locale)

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
        return re.sub(r"\s?([–~])\s?", r"\1", "".join(parts))

    def time(self, value: str | dt.time) -> str:
        """2 p.m., 5:28 p.m. · 오후 2시, 오후 5시 28분, as the press writes. `value` may be "14:00"."""
        try:
            moment = dt.time.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            raise _no_date(value) from None
        if not isinstance(moment, dt.time):
            raise _no_date(value)
        clock = LANGUAGES[self.lang].clock
        return clock(moment) if clock else format_time(moment, "short", locale=self.locale)

    def moment(self, value: dt.date) -> str:
        """A date and a time in the zone that the publisher used: June 24, 2024, 5:28 p.m. KST; of a day, the day."""
        if not isinstance(value, dt.date):
            raise _no_date(value)
        if not isinstance(value, dt.datetime):
            return self.date(value)
        zone = "KST" if value.utcoffset() and value.strftime("%z") == "+0900" else value.strftime("UTC%z")
        return LANGUAGES[self.lang].moment.format(date=self.date(value), time=self.time(value.timetz()), zone=zone)

    def number(self, value: float) -> str:
        if not isinstance(value, int | float):
            what, remedy = N_("“{value}” is not a number"), N_("Print it only where it is given.")
            raise CoursewareError(Problem(what, remedy, {"value": value}))
        return format_decimal(value, locale=self.locale)

    def listing(self, items: Iterable[str]) -> str:
        """Red, green, and blue · 빨강, 초록 및 파랑 — but the press writes a plain comma in Korean."""
        parts = list(items)
        comma = LANGUAGES[self.lang].comma
        return comma.join(parts) if comma else format_list(parts, locale=self.locale)

    def country(self, code: str) -> str:
        """The country's name in the press: 한국, not 대한민국. Overrides stand in the catalogue, the rest in CLDR."""
        name = self.messages.get((COUNTRY, code)) or self.locale.territories.get(code)
        if not name:
            raise CoursewareError(
                Problem(
                    N_("no country has the code “{code}”"),
                    N_("Use the two letters of ISO 3166, like KR, KP or US."),
                    {"code": code},
                )
            )
        return str(name)


def _no_date(value: object) -> CoursewareError:
    """Babel would print today for a missing date, and now for a missing time."""
    shown = "–" if value is None else str(value)
    return CoursewareError(
        Problem(N_("“{value}” is no date or time"), N_("Print it only where it is given."), {"value": shown})
    )
