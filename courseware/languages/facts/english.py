"""Dates, times and numbers in English text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import partial

from courseware.languages.facts.fact import NOON, Fact
from courseware.languages.facts.making import (
    ISO,
    YEAR,
    Maker,
    a_date,
    a_day_alone,
    a_decade,
    a_length,
    a_number,
    a_part,
    a_span,
    a_time,
    a_weekday,
    fixed_time,
    in_days,
    iso_date,
    late_night,
    nothing,
    of_week,
    plain_time,
    relative_month,
    relative_year,
    year_found,
)
from courseware.languages.when import When

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
_PARTS = {"quarter": 4} | {name: n for name, n in ORDINALS.items() if n > 2}
_SPANS = {"a few": (2, 9), "several": (2, 9), "one or two": (1, 2), "two or three": (2, 3), "three or four": (3, 4)}
_SPANS |= {"four or five": (4, 5), "five or six": (5, 6), "six or seven": (6, 7), "seven or eight": (7, 8)}
_HEAPS: dict[str, tuple[float, float]] = {
    "dozens": (20, 99),
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
}
_HEAPS |= {"millions": (2e6, 9999999), "billions": (2e9, 9999999999)}
"""Words that leave a number open, with the least and the most that they may mean."""
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_FOLD = {"once": 1, "twice": 2, "double": 2, "doubled": 2, "bilateral": 2, "both": 2, "pair": 2, "pairs": 2}
_FOLD |= {"trilateral": 3, "triple": 3, "tripled": 3, "decade": 10, "dozen": 12}
"""Words that hold a number, which Korean says with a figure: the trilateral summit is 3국 정상회의, a decade 10년."""
_RELATIVE = {"last": -1, "this": 0, "next": 1, "previous": -1, "coming": 1}


def _date(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    groups = match.groupdict()
    month = _MONTHS[groups["month"].rstrip(".")]
    until = None
    if groups.get("last"):
        until = (_MONTHS[groups["month2"].rstrip(".")] if groups.get("month2") else month, int(groups["last"]))
    year = int(groups["year"]) if groups.get("year") else None
    return a_date(year, month, int(groups["day"]) if groups.get("day") else None, posted, until)


def _month_of(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    return a_date(posted.year + _RELATIVE[match["which"].lower()], _MONTHS[match["month"].rstrip(".")], None, posted)


def _day_of_year(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    """August 19 last year, the 19th of August last year."""
    year = posted.year + _RELATIVE[match["which"].lower()]
    return a_date(year, _MONTHS[match["month"].rstrip(".")], int(match["day"]), posted)


def _day(match: re.Match[str], posted: dt.date, before: list[Fact]) -> Fact | None:
    """On the 14th; the seventh of next month."""
    said = match["day"].lower()
    day = ORDINALS.get(said) or int(re.sub(r"\D", "", said))
    months = _RELATIVE[match["which"].lower()] if match["which"] else None
    return a_day_alone(day, match.start(), before, posted, months)


def _decade(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    """The 1980s, the ’80s, the eighties."""
    said = match["year"].lower()
    return a_decade(int(said) if said.isdigit() else _WORDS[re.sub("ies$", "y", said)])


def _last_month(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    """“last August” is the one before the posting day, “next March” the one after it."""
    month = _MONTHS[match["month"].rstrip(".")]
    back = match["which"].lower() == "last"
    year = posted.year - (month >= posted.month) if back else posted.year + (month <= posted.month)
    fact = a_date(year, month, None, posted)
    other = When(posted.year + (-1 if back else 1), month)  # in September, last August may be this year's
    return replace(fact, also=other) if fact and other.year != year else fact


def _weekday(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact:
    """“next Friday” may be the one of next week, where this week still has one."""
    index, which = _WEEKDAYS.index(match["day"]), (match["which"] or "").lower()
    fact = a_weekday(index, posted, {"next": 1, "coming": 1, "last": -1}.get(which, 0))
    fact = replace(fact, weekday=match[0] == match["day"])
    return replace(fact, also=of_week(index, posted, 1).when) if which == "next" and index > posted.weekday() else fact


def _word(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    value = float(sum(_WORDS[part] for part in re.split(r"[- ]", match["word"].lower())))
    return a_number(value * _SCALES.get((match["scale"] or "").lower(), 1), soft=not match["scale"])


def _digits(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    value = float(match["digits"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
    return a_number(value, soft=value == 1)


def _basis_points(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    """25 basis points: a quarter of a percentage point."""
    return a_number(int(match["digits"]) / 100)


def ordinal_found(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    name = match["ordinal"].lower()
    value = ORDINALS.get(name) or int(name)
    return a_number(value, soft=value <= 3)


def _time(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    hour = _WORDS[match["word"].lower()] if match["word"] else int(match["hour"])
    return a_time(hour % 12 + 12 * (match["half"].lower() == "p"), int(match["minute"] or 0))


def _hour_in_words(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    """Half past seven, three in the morning, seven o'clock in the evening."""
    groups = match.groupdict()
    hour = _WORDS[groups["hour"].lower()] if groups["hour"].lower() in _WORDS else int(groups["hour"])
    part = (groups.get("part") or "").lower()
    late = part in ("afternoon", "evening")
    fact = a_time(hour % 12 + 12 * late, 30 if groups.get("past") else 0)
    return replace(fact, soft=not part) if fact else None


def _minutes_beside(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    """A quarter past seven, ten to three."""
    hour, minutes = _WORDS[match["hour"].lower()], _MINUTES[match["minutes"].lower().replace("-", " ")]
    later = minutes if match["side"].lower() in ("past", "after") else -minutes
    fact = a_time(*divmod((hour * 60 + later) % NOON, 60))
    return replace(fact, soft=True) if fact else None


def _hour_of_day(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    """2:30 in the afternoon, ten at night."""
    word, part = match["hour"].lower(), match["part"].lower()
    hour = _WORDS[word] if word in _WORDS else int(word)
    late = part.endswith(("afternoon", "evening")) or (part.endswith("night") and 5 < hour < 12)
    return a_time(hour % 12 + 12 * late, int(match["minute"] or 0))


def _dozens(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    lead = match["lead"].lower()
    return a_number(12 * (0.5 if "half" in lead else _WORDS[lead]), soft=True)


def _hundreds(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    """A hundred, one hundred and twenty, a hundred and twenty thousand."""
    rest = sum(_WORDS[part] for part in re.split("[- ]", match["rest"].lower())) if match["rest"] else 0
    lead = match["lead"].lower()
    times = _SCALES.get((match.groupdict().get("times") or "").lower(), 1)
    return a_number((_WORDS.get(lead, 1) * _SCALES[match["scale"].lower()] + rest) * times, soft=lead == "a")


def _share(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    """Two-thirds, a quarter of."""
    return a_part(_WORDS.get(match["lead"].lower(), 1) / _PARTS[match["of"].lower().removesuffix("s")])


def _in_words(text: str) -> float:
    return _WORDS[text.lower()] if text.lower() in _WORDS else float(text)


def _out_of(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    """One in five, three out of 10."""
    of = _in_words(match["of"])
    return a_part(_in_words(match["lead"]) / of) if of else None


def _and_a_half(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    return a_number(_in_words(match["lead"]) + 0.5, soft=True)


def _fold_of(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    """Tenfold; in their fifties."""
    return a_number(_WORDS[re.sub("ies$", "y", match["word"].lower())], soft=True)


def _span(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    """Several, a few hundred."""
    least, most = _SPANS[match["span"].lower()]
    scale = _SCALES.get((match["scale"] or "").lower(), 1)
    return a_span(least * scale, (min(most, 9) + 1) * scale - 1 if match["scale"] else most)


def _heap(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    """Dozens, tens of thousands."""
    least, most = _HEAPS[match["heap"].lower()]
    scale = _SCALES.get((match["of"] or "").lower().removesuffix("s"), 1)
    return a_span(least * scale, (most + 1) * scale - 1)


def _first_hour(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    """The 2 of “from 2 to 4 p.m.”."""
    fact = a_time(int(match["hour"]) % 12, int(match["minute"] or 0))
    return replace(fact, soft=True) if fact else None


def _fold(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    return a_number(_FOLD[match[0].lower()], soft=True)


_TENS_AND_ONES = rf"(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[1:10])})"
_PART = "|".join(_PARTS)
_MINUTES = {"quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
_UNIT_OF_TIME = "minute|hour|day|week|month|year|century"
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
    (
        (
            r"(?i)\b(?:an? )?(?P<minutes>quarter|(?:five|ten|twenty(?:[- ]five)?)(?= minutes| past))(?: minutes)? "
            rf"(?P<side>past|after|to|before) (?P<hour>{_HOUR})\b"
        ),
        _minutes_beside,
    ),
    (
        (
            rf"(?i)(?<![\d:])(?<!past )\b(?P<hour>{_HOUR}|1?\d)(?::(?P<minute>[0-5]\d))?"
            r" (?P<part>(?:(?:i|o)n the|every|each) (?:morning|afternoon|evening)|(?:at|every|each) night)\b"
        ),
        _hour_of_day,
    ),
    (r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])", plain_time),
    (r"(?i)\b(?:(?:12|twelve) )?midnight\b", partial(fixed_time, 0)),
    (r"(?i)\bmidday\b", partial(fixed_time, 12)),
    (r"(?i)\b(?:the middle|dead) of the night\b", late_night),
    (
        (
            rf"(?i)\b(?P<past>half past )?(?P<hour>{_HOUR}|1?\d)(?: o['’]clock)?"
            r" in the (?P<part>morning|afternoon|evening)\b"
        ),
        _hour_in_words,
    ),
    (rf"(?i)\b(?P<past>half past )(?P<hour>{_HOUR})\b", _hour_in_words),
    (rf"(?i)\b(?P<hour>{_HOUR}|1?\d) o['’]clock\b", _hour_in_words),
    (r"\b(?:at )?(?:(?:12|twelve) )?noon\b", partial(fixed_time, 12)),
    (rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:\w\w)?(?:,| of)? {_RELATED} year\b", _day_of_year),
    (rf"\b(?P<day>\d{{1,2}})(?:\w\w)?(?: of)? {_MONTH} {_RELATED} year\b", _day_of_year),
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
            rf"(?i)\bthe (?P<day>\d{{1,2}}\w\w|{'|'.join(ORDINALS)}) of "
            r"(?P<which>last|this|next) month\b"
        ),
        _day,
    ),
    (
        (
            r"(?i)\bon (?:\w{3,6}day,? )?the (?P<day>\d{1,2})\w\w(?P<which>)"
            r"(?=\W*$|[^\w\s]|\s(?!day\b)\w{2,3}\b)"
        ),
        _day,
    ),
    (
        (
            r"\b(?:(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]hrough|of|[Ee]arly|[Ll]ate|this|between|and) |mid-)"
            + _MONTH
        ),
        _date,
    ),
    (rf"\b(?!May\b|March\b|Mar\b|Jan\b|Jun\b){_MONTH}", _date),
    (rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Cc]oming|[Tt]his) )?(?P<day>{'|'.join(_WEEKDAYS)})s?\b", _weekday),
    (r"\b[Yy]esterday\b", partial(in_days, -1)),
    (r"\b[Tt]omorrow\b", partial(in_days, 1)),
    (r"\b[Ll]ast month\b", partial(relative_month, -1)),
    (r"\b[Tt]his month\b", partial(relative_month, 0)),
    (r"\b[Nn]ext month\b", partial(relative_month, 1)),
    (r"\b(?:[Ll]ast|[Pp]revious) year\b", partial(relative_year, -1)),
    (r"\b[Tt]his year\b", partial(relative_year, 0)),
    (r"\b[Nn]ext year\b", partial(relative_year, 1)),
    (rf"(?<![\d.,$€£₩/])\b(?P<year>{YEAR})s\b", _decade),
    (r"(?<![\d.,$€£₩/\w])[’'‘]?(?P<year>[1-9]0)s\b", _decade),
    (rf"(?i)\b(?<=the )(?P<year>{'|'.join(ten[:-1] + 'ies' for ten in _TENS)})\b", _decade),
    (
        rf"(?<![\d.,$€£₩/])\b(?P<year>{YEAR})(?![\d%]|,\d|\.\d| (?:million|billion|trillion|people|won)\b)",
        year_found,
    ),
    (rf"(?i)(?<![\d.,/])\b(?P<lead>{_WORD}|\d{{1,9}}) and a half\b", _and_a_half),
    (r"(?<![\d.,/])(?P<ordinal>\d{1,9})(?:st|nd|rd|th)\b", ordinal_found),
    (r"(?<![\d.,/])(?P<digits>\d{1,4}) basis points?\b", _basis_points),
    (rf"(?<![\d.,/A-Za-z])(?P<digits>\d+(?:,\d\d\d)*(?:\.\d+)?)(?![\d/]){_SCALE}", _digits),
    (
        (
            rf"(?i)\b(?=(?P<beside>(?P<lead>{_WORD}|\d{{1,9}}) (?:in|out of) (?P<of>{_WORD}|100?))\b"
            rf"(?![,.]?\d|[- ](?:{_UNIT_OF_TIME}|decade)s?\b))"
        ),
        _out_of,
    ),
    (rf"(?i)\b(?P<word>{_WORD})fold\b", _fold_of),
    (rf"(?i)\b(?P<word>{'|'.join(ten[:-1] + 'ies' for ten in _TENS)})\b", _fold_of),
    (r"(?i)\bhalf (?:a century|centuries)\b", partial(a_length, 50, 18262.5)),
    (r"(?i)\b(?:a )?quarter[- ](?:of a )?century\b", partial(a_length, 25, 9131.25)),
    (r"(?i)\bhalf an hour\b|\bhalf[- ]hour\b", partial(a_length, 30, round(1 / 48, 4))),
    (r"(?i)\bhalf a year\b", partial(a_length, 6, 182.625)),
    (r"(?i)\bfortnight\b", partial(a_length, 2, 14)),
    (r"(?i)\baround[- ]the[- ]clock\b|\bround[- ]the[- ]clock\b", partial(a_length, 24, 1)),
    (rf"(?i)\b(?P<lead>half[- ]a|half|{_WORD})[- ]dozen\b", _dozens),
    (rf"(?i)\b(?P<span>{'|'.join(_SPANS)})\b{_SCALE}", _span),
    (rf"(?i)\b(?P<heap>{'|'.join(_HEAPS)})\b(?: of (?P<of>thousands|millions|billions)\b)?", _heap),
    (
        (
            rf"(?i)(?<!between )\b(?P<lead>a|{'|'.join(_UNITS[1:])}) (?P<scale>hundred) and "
            rf"(?P<rest>{_TENS_AND_ONES}|{_WORD})\b(?! hundred)(?: (?P<times>thousand|million|billion)\b)?"
        ),
        _hundreds,
    ),
    (r"(?i)\b(?P<lead>a) (?P<scale>hundred|thousand|million|billion)\b(?P<rest>)", _hundreds),
    (rf"(?i)\b(?P<lead>{_WORD})[- ](?P<of>(?:{_PART})s)\b", _share),
    (rf"(?i)\b(?P<lead>one)-(?P<of>{_PART})\b", _share),
    (rf"(?i)\b(?P<lead>an?|one) (?P<of>{_PART})(?= of\b)", _share),
    (r"(?i)\bhalf\b", lambda *_: a_part(0.5)),
    (rf"(?i)\ban?(?= (?:{_UNIT_OF_TIME})\b)", lambda *_: a_number(1, soft=True)),
    (rf"(?i)\b(?P<word>(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[1:10])})|{_WORD})\b{_SCALE}", _word),
    (rf"(?i)\b(?P<ordinal>{'|'.join(ORDINALS)})\b", ordinal_found),
    (rf"(?i)\b(?:{'|'.join(_FOLD)})\b", _fold),
]
