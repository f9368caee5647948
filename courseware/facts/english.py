"""Dates, times and numbers in English text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import partial

from courseware.facts.fact import Fact
from courseware.facts.making import (
    ISO,
    YEAR,
    Maker,
    a_date,
    a_number,
    a_time,
    a_weekday,
    fixed_time,
    in_days,
    iso_date,
    nothing,
    of_week,
    plain_time,
    relative_month,
    relative_year,
    year_found,
)

_MONTH_NAMES = "January February March April May June July August September October November December".split()
_MONTHS = {short: n for n, name in enumerate(_MONTH_NAMES, 1) for short in (name, name[:3])} | {"Sept": 9}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b\.?"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_UNITS = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {name: n * 10 for n, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_WORDS = {name: n for n, name in enumerate([*_UNITS, *_TEENS])} | _TENS
_ORDINAL_NAMES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
ORDINALS = {name: n for n, name in enumerate(_ORDINAL_NAMES, 1)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_FOLD = {"once": 1, "twice": 2, "double": 2, "doubled": 2, "bilateral": 2, "both": 2, "pair": 2, "pairs": 2}
_FOLD |= {"trilateral": 3, "triple": 3, "tripled": 3, "decade": 10, "dozen": 12}
"""Words that hold a number, which Korean says with a figure: the trilateral summit is 3국 정상회의, a decade 10년."""
_RELATIVE = {"last": -1, "this": 0, "next": 1, "previous": -1, "coming": 1}


def _date(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    found = match.groupdict()
    month = _MONTHS[found["month"].rstrip(".")]
    until = None
    if found.get("last"):
        until = (_MONTHS[found["month2"].rstrip(".")] if found.get("month2") else month, int(found["last"]))
    year = int(found["year"]) if found.get("year") else None
    return a_date(year, month, int(found["day"]) if found.get("day") else None, posted, until)


def _month_of(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    return a_date(posted.year + _RELATIVE[match["which"].lower()], _MONTHS[match["month"].rstrip(".")], None, posted)


def _last_month(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    """“last August” is the one before the posting day, “next March” the one after it."""
    month = _MONTHS[match["month"].rstrip(".")]
    back = match["which"].lower() == "last"
    year = posted.year - (month >= posted.month) if back else posted.year + (month <= posted.month)
    return a_date(year, month, None, posted)


def _weekday(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact:
    """“next Friday” may be the one of next week, where this week still has one."""
    index, which = _WEEKDAYS.index(match["day"]), (match["which"] or "").lower()
    fact = a_weekday(index, posted, {"next": 1, "coming": 1, "last": -1}.get(which, 0))
    return replace(fact, also=of_week(index, posted, 1).when) if which == "next" and index > posted.weekday() else fact


def _word(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    value = float(sum(_WORDS[part] for part in re.split(r"[- ]", match["word"].lower())))
    return a_number(value * _SCALES.get((match["scale"] or "").lower(), 1), soft=not match["scale"])


def _digits(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    value = float(match["digits"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
    return a_number(value, soft=value == 1)


def ordinal_found(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    name = match["ordinal"].lower()
    value = ORDINALS.get(name) or int(name)
    return a_number(value, soft=value <= 3)


def _time(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    hour = _WORDS[match["word"].lower()] if match["word"] else int(match["hour"])
    return a_time(hour % 12 + 12 * (match["half"].lower() == "p"), int(match["minute"] or 0))


def _hour_in_words(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    """Half past seven, three in the morning, seven o'clock in the evening."""
    found = match.groupdict()
    hour = _WORDS[found["hour"].lower()] if found["hour"].lower() in _WORDS else int(found["hour"])
    part = (found.get("part") or "").lower()
    late = part in ("afternoon", "evening")
    fact = a_time(hour % 12 + 12 * late, 30 if found.get("past") else 0)
    return replace(fact, soft=not part) if fact else None


def _first_hour(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    """The 2 of “from 2 to 4 p.m.”."""
    fact = a_time(int(match["hour"]) % 12, int(match["minute"] or 0))
    return replace(fact, soft=True) if fact else None


def _fold(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    return a_number(_FOLD[match[0].lower()], soft=True)


_TO = r"\s*(?:to|through|until|and|[-–—~])\s*"
_MONTH2 = _MONTH.replace("month", "month2")
_HOUR = "|".join(list(_WORDS)[1:13])
_WORD = "|".join(_WORDS)
_SCALE = r"(?:[ -](?P<scale>hundred|thousand|million|billion|trillion)\b)?"
_RELATED = r"(?P<which>last|this|next|previous|coming)"
RULES: list[tuple[str, Maker]] = [
    (ISO, iso_date),
    (r"https?://\S+|\b[A-Za-z]+-?\d[\w/-]*|\bWorld War (?:One|Two)\b", nothing),
    (r"\b\d[\d,]{0,20}(?:\s?(?:to|or|[-–])\s?\d[\d,]{0,20})?[ -](?:words?|sentences?|lines?|paragraphs?)\b", nothing),
    (
        r"(?<![\d$€£₩])(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?(?=\s?(?:to|and|[-–])\s?\d{1,2}(?::\d\d)?\s?[ap]\.?m\b)",
        _first_hour,
    ),
    (
        rf"(?i)(?:(?<!\d)(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d))?\s?|\b(?P<word>{_HOUR})\s)(?P<half>[ap])\.?\s?m\b\.?",
        _time,
    ),
    (r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])", plain_time),
    (
        (
            rf"(?i)\b(?P<past>half past )?(?P<hour>{_HOUR}|1?\d)(?: o['’]clock)?"
            r" in the (?P<part>morning|afternoon|evening)\b"
        ),
        _hour_in_words,
    ),
    (rf"(?i)\b(?P<past>half past )(?P<hour>{_HOUR})\b", _hour_in_words),
    (rf"(?i)\b(?P<hour>{_HOUR}|1?\d) o['’]clock\b", _hour_in_words),
    (r"\b(?:at )?noon\b", partial(fixed_time, 12)),
    (rf"\b{_MONTH}(?: of| in)?\]? {_RELATED} year\b", _month_of),
    (
        (
            rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?:{_TO}(?:{_MONTH2} )?(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?"
            rf"(?:,? (?P<year>{YEAR}))?(?![\d,]*\d)"
        ),
        _date,
    ),
    (
        (
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}{_TO}"
            rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH2}"
            rf"(?:,? (?P<year>{YEAR}))?"
        ),
        _date,
    ),
    (
        (
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:{_TO}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?(?: of)? {_MONTH}"
            rf"(?:,? (?P<year>{YEAR}))?"
        ),
        _date,
    ),
    (rf"\b{_MONTH}(?: of|,)? (?P<year>{YEAR})\b", _date),
    (rf"\b(?P<which>[Ll]ast|[Nn]ext) {_MONTH}", _last_month),
    (
        (
            r"\b(?:(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]hrough|of|[Ee]arly|[Ll]ate|this|between|and) |mid-)"
            + _MONTH
        ),
        _date,
    ),
    (rf"\b(?!May\b|March\b|Mar\b|Jan\b|Jun\b){_MONTH}", _date),
    (rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Cc]oming|[Tt]his) )?(?P<day>{'|'.join(_WEEKDAYS)})\b", _weekday),
    (r"\b[Yy]esterday\b", partial(in_days, -1)),
    (r"\b[Tt]omorrow\b", partial(in_days, 1)),
    (r"\b[Ll]ast month\b", partial(relative_month, -1)),
    (r"\b[Tt]his month\b", partial(relative_month, 0)),
    (r"\b[Nn]ext month\b", partial(relative_month, 1)),
    (r"\b(?:[Ll]ast|[Pp]revious) year\b", partial(relative_year, -1)),
    (r"\b[Tt]his year\b", partial(relative_year, 0)),
    (r"\b[Nn]ext year\b", partial(relative_year, 1)),
    (
        rf"(?<![\d.,$€£₩/])\b(?P<year>{YEAR})(?:s\b)?(?![\d%]|,\d|\.\d| (?:million|billion|trillion|people|won)\b)",
        year_found,
    ),
    (r"(?<![\d.,/])(?P<ordinal>\d{1,9})(?:st|nd|rd|th)\b", ordinal_found),
    (rf"(?<![\d.,/A-Za-z])(?P<digits>\d+(?:,\d\d\d)*(?:\.\d+)?)(?![\d/]){_SCALE}", _digits),
    (rf"(?i)\b(?P<word>(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[1:10])})|{_WORD})\b{_SCALE}", _word),
    (rf"(?i)\b(?P<ordinal>{'|'.join(ORDINALS)})\b", ordinal_found),
    (rf"(?i)\b(?:{'|'.join(_FOLD)})\b", _fold),
]
