"""The dates, times and numbers that a text states, in Korean or in English, made comparable with each other.

June 19, 19 June and 6월 19일 are one day; Thursday, yesterday and 지난 20일 are counted from the day on which the
article was posted. 제3국, 6·25 and F-35 are names, no numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Literal, TypeAlias

from courseware.model import When

Kind: TypeAlias = Literal["date", "time", "number"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One date, time of day or number, and where in the text it stands.

    `when` is the date (`until` the end of a span), a year completed by the posting day where `guessed`. `value` is the
    number, or the minutes since midnight. `soft` facts may well be missing in another language: number words (“two
    countries” is 양국), first to third, and what is counted from today.
    """

    kind: Kind
    text: str
    start: int
    end: int
    when: When | None = None
    until: When | None = None
    value: float | None = None
    guessed: bool = False
    soft: bool = False


@lru_cache(maxsize=4096)
def facts(text: str, lang: str, posted: dt.date) -> tuple[Fact, ...]:
    """The facts of a text in "ko" or "en", in the order in which they stand."""
    return tuple(sorted(_scan(text, _RULES.get(lang, ()), posted), key=lambda fact: fact.start))


def of_when(when: When, until: When | None = None) -> Fact:
    """A date that stands in a field of its own."""
    return Fact("date", str(when), 0, 0, when=when, until=until)


def same(one: Fact, other: Fact) -> bool:
    """Whether two facts may state the same: June 2024 and 20 June may, 20 June and 21 June may not."""
    if one.kind == "date" and other.kind == "date":
        return any(_meet(a, b, one.guessed or other.guessed) for a in _days(one) for b in _days(other))
    if "date" in (one.kind, other.kind):
        date, number = (one, other) if one.kind == "date" else (other, one)
        return number.kind == "number" and any(day.month is None and day.year == number.value for day in _days(date))
    return one.kind == other.kind and one.value == other.value


def stated(fact: Fact, among: Iterable[Fact]) -> bool:
    """Whether `among` has the fact as exactly: 20 June is not stated by a text that says June."""
    return all(
        any(
            same(part, known) and any(_as_exact(end, wanted) for wanted in _ends(part) for end in _ends(known))
            for known in among
        )
        for part in _parts(fact)
    )


def _parts(fact: Fact) -> list[Fact]:
    """A span is both of its ends."""
    if fact.until is None or fact.when is None:
        return [fact]
    return [replace(fact, until=None), replace(fact, when=fact.until, until=None)]


def _ends(fact: Fact) -> list[When | None]:
    """The days of a date; a number has none, and so nothing that could be vague."""
    return [*_days(fact)] or [None]


def _days(fact: Fact) -> list[When]:
    return [end for end in (fact.when, fact.until) if end]


def _as_exact(known: When | None, wanted: When | None) -> bool:
    if known is None or wanted is None:
        return True
    return (wanted.month is None or known.month == wanted.month) and (wanted.day is None or known.day == wanted.day)


def _meet(one: When, other: When, guessed: bool) -> bool:
    """Equal in whatever both know; a year that nobody wrote counts for little."""
    if one.year != other.year and not (guessed and one.month and other.month):
        return False
    return all(a is None or b is None or a == b for a, b in ((one.month, other.month), (one.day, other.day)))


# --- reading a text

_Maker: TypeAlias = Callable[[re.Match[str], dt.date, list[Fact]], Fact | None]
"""Makes a fact of what a pattern found; None where it is a fact only by its looks."""
Rules: TypeAlias = tuple[tuple[re.Pattern[str], _Maker], ...]


def _scan(text: str, rules: Rules, posted: dt.date) -> Iterator[Fact]:
    """What the rules find; an earlier rule keeps its piece of the text from the later ones."""
    found: list[Fact] = []
    taken = bytearray(len(text))
    for pattern, make in rules:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            fact = make(match, posted, found)
            if fact:
                found.append(replace(fact, text=match[0].strip(), start=start, end=end))
    return iter(found)


def _nothing(_: re.Match[str], __: dt.date, ___: list[Fact]) -> None:
    """A name that only looks like a fact."""


def _date(
    year: int | None, month: int | None, day: int | None, posted: dt.date, until: tuple[int, int] | None = None
) -> Fact | None:
    """A date as the text gives it; without a year it is the one nearest to the posting day."""
    guessed = year is None
    if year is None:
        year = _nearest_year(month or 1, posted)
    if not _is_date(year, month, day) or (until and not _is_date(year, *until)):
        return None
    last = When(year + (month is not None and until[0] < month), *until) if until else None
    return Fact("date", "", 0, 0, When(year, month, day), last, guessed=guessed)


def _nearest_year(month: int, posted: dt.date) -> int:
    apart = month - posted.month
    return posted.year + (apart < -6) - (apart > 6)


def _is_date(year: int, month: int | None, day: int | None) -> bool:
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return False
    return True


def _number(value: float, soft: bool = False) -> Fact:
    return Fact("number", "", 0, 0, value=value, soft=soft)


def _clock(hour: int, minute: int) -> Fact | None:
    return Fact("time", "", 0, 0, value=hour * 60 + minute) if hour < 25 and minute < 60 else None


def _day(day: dt.date, soft: bool = False) -> Fact:
    return Fact("date", "", 0, 0, When(day.year, day.month, day.day), soft=soft)


def _shifted(posted: dt.date, months: int) -> When:
    number = posted.year * 12 + posted.month - 1 + months
    return When(number // 12, number % 12 + 1)


def _weekday(index: int, posted: dt.date, ahead: bool) -> Fact:
    """The last day of that name up to the posting day; with “next” or 오는 the first one after it."""
    back = (posted.weekday() - index) % 7
    return _day(posted + dt.timedelta(days=(7 - back) if ahead else -(back or 7)))


def _of_year(year: int, soft: bool) -> Fact:
    return Fact("date", "", 0, 0, When(year), soft=soft)


# --- English

_MONTH_NAMES = "January February March April May June July August September October November December".split()
_MONTHS = {short: n for n, name in enumerate(_MONTH_NAMES, 1) for short in (name, name[:3])} | {"Sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_UNITS = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {name: n * 10 for n, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_WORDS = {name: n for n, name in enumerate([*_UNITS, *_TEENS])} | _TENS
_ORDINAL_NAMES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ORDINALS = {name: n for n, name in enumerate(_ORDINAL_NAMES, 1)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_RELATIVE = {"last": -1, "this": 0, "next": 1, "previous": -1, "coming": 1}


def _en_date(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    found = match.groupdict()
    month = _MONTHS[found["month"].rstrip(".")]
    until = None
    if found.get("last"):
        until = (_MONTHS[found["month2"].rstrip(".")] if found.get("month2") else month, int(found["last"]))
    year = int(found["year"]) if found.get("year") else None
    return _date(year, month, int(found["day"]) if found.get("day") else None, posted, until)


def _en_month_of(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    return _date(posted.year + _RELATIVE[match["which"].lower()], _MONTHS[match["month"].rstrip(".")], None, posted)


def _en_last_month(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    """“last August” is the one before the posting day, “next March” the one after it."""
    month = _MONTHS[match["month"].rstrip(".")]
    back = match["which"].lower() == "last"
    year = posted.year - (month >= posted.month) if back else posted.year + (month <= posted.month)
    return _date(year, month, None, posted)


def _en_weekday(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact:
    return _weekday(_WEEKDAYS.index(match["day"]), posted, (match["which"] or "").lower() in ("next", "coming"))


def _en_word(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    value = float(sum(_WORDS[part] for part in re.split(r"[- ]", match["word"].lower())))
    return _number(value * _SCALES.get((match["scale"] or "").lower(), 1), soft=not match["scale"])


def _digits(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    value = float(match["digits"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
    return _number(value, soft=value == 1)


def _year(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    return _of_year(int(match["year"]), soft=False)


def _ordinal(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    name = match["ordinal"].lower()
    value = _ORDINALS.get(name) or int(name)
    return _number(value, soft=value <= 3)


def _en_clock(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    return _clock(int(match["hour"]) % 12 + 12 * (match["half"].lower() == "p"), int(match["minute"] or 0))


def _plain_clock(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    return _clock(int(match["hour"]), int(match["minute"]))


def _fixed_clock(hour: int, _: re.Match[str], __: dt.date, ___: list[Fact]) -> Fact | None:
    return _clock(hour, 0)


def _in_days(days: int, _: re.Match[str], posted: dt.date, __: list[Fact]) -> Fact:
    return _day(posted + dt.timedelta(days=days), soft=True)


def _relative_month(months: int, _: re.Match[str], posted: dt.date, __: list[Fact]) -> Fact:
    return Fact("date", "", 0, 0, _shifted(posted, months), soft=True)


def _relative_year(years: int, _: re.Match[str], posted: dt.date, __: list[Fact]) -> Fact:
    return _of_year(posted.year + years, soft=True)


_TO = r"\s*(?:to|through|until|and|[-–—~])\s*"
_MONTH2 = _MONTH.replace("month", "month2")
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALE = r"(?:[ -](?P<scale>hundred|thousand|million|billion|trillion)\b)?"
_RELATED = r"(?P<which>last|this|next|previous|coming)"
_ENGLISH: list[tuple[str, _Maker]] = [
    (r"https?://\S+|\b[A-Za-z]+-?\d[\w/-]*|\bWorld War (?:I|II|One|Two)\b|\b\d+-\d+-\d+\b", _nothing),
    (r"(?<!\d)(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s?(?P<half>[apAP])\.?\s?[mM]\b\.?", _en_clock),
    (r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])", _plain_clock),
    (r"\b(?:at )?noon\b", partial(_fixed_clock, 12)),
    (rf"\b{_MONTH}(?: of| in)?\]? {_RELATED} year\b", _en_month_of),
    (
        (
            rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?:{_TO}(?:{_MONTH2} )?(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?"
            rf"(?:,? (?P<year>{_YEAR}))?(?![\d,]*\d)"
        ),
        _en_date,
    ),
    (
        (
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}{_TO}"
            rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH2}"
            rf"(?:,? (?P<year>{_YEAR}))?"
        ),
        _en_date,
    ),
    (
        (
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:{_TO}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?(?: of)? {_MONTH}"
            rf"(?:,? (?P<year>{_YEAR}))?"
        ),
        _en_date,
    ),
    (rf"\b{_MONTH}(?: of|,)? (?P<year>{_YEAR})\b", _en_date),
    (rf"\b(?P<which>[Ll]ast|[Nn]ext) {_MONTH}", _en_last_month),
    (
        rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]hrough|of|mid-|[Ee]arly|[Ll]ate|this|between|and) {_MONTH}",
        _en_date,
    ),
    (rf"\b(?!May\b|March\b|Mar\b|Jan\b|Jun\b){_MONTH}", _en_date),
    (rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Cc]oming|[Tt]his) )?(?P<day>{'|'.join(_WEEKDAYS)})\b", _en_weekday),
    (r"\b[Yy]esterday\b", partial(_in_days, -1)),
    (r"\b[Tt]omorrow\b", partial(_in_days, 1)),
    (r"\b[Ll]ast month\b", partial(_relative_month, -1)),
    (r"\b[Tt]his month\b", partial(_relative_month, 0)),
    (r"\b[Nn]ext month\b", partial(_relative_month, 1)),
    (r"\b(?:[Ll]ast|[Pp]revious) year\b", partial(_relative_year, -1)),
    (r"\b[Tt]his year\b", partial(_relative_year, 0)),
    (r"\b[Nn]ext year\b", partial(_relative_year, 1)),
    (
        rf"(?<![\d.,$€£₩/])\b(?P<year>{_YEAR})(?:s\b)?(?![\d%]|,\d|\.\d| (?:million|billion|trillion|people|won)\b)",
        _year,
    ),
    (r"(?<![\d.,/])(?P<ordinal>\d+)(?:st|nd|rd|th)\b", _ordinal),
    (rf"(?<![\d.,/A-Za-z])(?P<digits>\d+(?:,\d\d\d)*(?:\.\d+)?)(?![\d/]){_SCALE}", _digits),
    (rf"(?i)\b(?P<word>(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[1:10])})|{_WORD})\b{_SCALE}", _en_word),
    (rf"(?i)\b(?P<ordinal>{'|'.join(_ORDINALS)})\b", _ordinal),
]

# --- Korean

_NATIVE = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "석": 3, "네": 4, "넷": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11, "열두": 12, "열세": 13, "열네": 14, "열다섯": 15, "스무": 20,
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "열흘": 10, "보름": 15, "첫": 1,
}  # fmt: skip
_NATIVE_WORD = "|".join(sorted(_NATIVE, key=len, reverse=True))
_COUNTER = (
    "나라|사람|명|개국|개월|개|번째|번|가지|차례|시간|시|달|해|당사국|지도자|정상|대|곳|군데|채|척|쪽|배|살|마리|권|장|"
    "나라|도시|마을|단체|기관|문장|마디|단계|부분|축|갈래|주째|주|학기|학년|분|팀|건|차|회의|회담|후보|집|반|줄|낱말|문단"
)
_TENFOLD = {"조": 1e12, "억": 1e8, "만": 1e4, "천": 1e3, "백": 1e2}


def _ko_date(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    found = match.groupdict()
    year = int(found["year"]) if found.get("year") else None
    if found.get("which"):
        year = posted.year + _KO_YEARS[found["which"]]
    month = int(found["month"])
    until = (int(found.get("month2") or month), int(found["last"])) if found.get("last") else None
    return _date(year, month, int(found["day"]) if found.get("day") else None, posted, until)


def _ko_day(match: re.Match[str], posted: dt.date, before: list[Fact]) -> Fact | None:
    """24일: of the month that the text named last, else of the posting day's; 지난 and 오는 tell the direction."""
    day = int(match["day"])
    lead = match["lead"] or ""
    near = [
        fact for fact in before if fact.kind == "date" and fact.when and fact.when.day and fact.end <= match.start()
    ]
    when = max(near, key=lambda fact: fact.end).when if near and not lead else None
    base = When(when.year, when.month) if when else _shifted(posted, _KO_LEADS.get(lead, 0))
    if when is None and lead == "지난" and day > posted.day:
        base = _shifted(posted, -1)
    if when is None and lead in ("오는", "다가오는") and day < posted.day:
        base = _shifted(posted, 1)
    last = int(match["last"]) if match["last"] else None
    if not 1 <= day <= 31:
        return None
    fact = _date(base.year, base.month, day, posted, (base.month or 1, last) if last else None)
    return replace(fact, guessed=True) if fact else None


def _ko_weekday(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact:
    return _weekday("월화수목금토일".index(match["day"]), posted, match["which"] in ("다음 주 ", "다음주 ", "오는 "))


def _ko_clock(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    hour, half = int(match["hour"]), match["half"]
    late = half in ("오후", "저녁", "밤") or (half == "낮" and hour < 6)
    return _clock(hour % 12 + 12 * late, 30 if match["sharp"] else int(match["minute"] or 0))


def _ko_number(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    """3조 5천억, 1만2000, 350만: each part times what stands behind it."""
    total = section = 0.0
    for digits, scales in re.findall(r"(\d[\d,]*(?:\.\d+)?)\s?([조억만천백]*)", match[0]):
        value = float(digits.replace(",", ""))
        for scale in scales:
            if scale in "천백":
                value *= _TENFOLD[scale]
            else:
                total += (section + value) * _TENFOLD[scale]
                section = value = 0.0
        section += value
    total += section
    return _number(total, soft=total == 1)


def _ko_native(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    return _number(_NATIVE[match["word"]], soft=True)


def _ko_ordinal(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    value = int(match["ordinal"])
    return _number(value, soft=value <= 3)


_KO_YEARS = {"지난해": -1, "작년": -1, "올해": 0, "금년": 0, "내년": 1, "재작년": -2}
_KO_LEADS = {"지난달": -1, "이달": 0, "이번 달": 0, "다음 달": 1, "다음달": 1}
_LAST = r"(?:\s*(?:일?부터|일?에서|일?[~∼〜–-]|일과|일,)\s*(?:(?P<month2>\d{1,2})월\s*)?(?P<last>\d{1,2}))?"
_LAST_DAY = r"(?:\s*(?:일?부터|일?[~∼〜–-]|일과)\s*(?P<last>\d{1,2}))?"
_NO_SPAN = r"(?!\s?(?:동안|간의|간\b|만에|째|이내|이상|남짓|연속|내내|가량|정도|치\b|장\b))"
_KOREAN: list[tuple[str, _Maker]] = [
    (
        (
            r"https?://\S+|[A-Za-z]+-?\d[\w/-]*|제\s?\d+국|코로나\s?19|\d+[·.]\d+(?:[·.]\d+)?\s?(?=[가-힣]*(?:전쟁|운동|항쟁"
            r"|선언|합의|혁명|사태|테러|만세|성명))|\b\d+-\d+-\d+\b"
        ),
        _nothing,
    ),
    (
        r"(?P<half>오전|오후|새벽|아침|낮|저녁|밤)\s?(?P<hour>\d{1,2})시(?!간)(?:\s?(?P<minute>\d{1,2})분|\s?(?P<sharp>반))?",
        _ko_clock,
    ),
    (r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])", _plain_clock),
    (r"정오", partial(_fixed_clock, 12)),
    (
        (
            rf"(?:(?P<year>\d{{4}})년\s*|(?P<which>{'|'.join(_KO_YEARS)})\s*)?(?<!\d)(?P<month>\d{{1,2}})월\s*"
            rf"(?P<day>\d{{1,2}}){_LAST}\s*일"
        ),
        _ko_date,
    ),
    (
        rf"(?:(?P<year>\d{{4}})년\s*|(?P<which>{'|'.join(_KO_YEARS)})\s*)?(?<![\d·])(?P<month>\d{{1,2}})월(?!\s?\d)",
        _ko_date,
    ),
    (
        (
            r"(?:(?P<lead>지난달|지난|오는|다가오는|이달|이번 달|다음 달|다음달)\s*)?(?<![\d.,월년])(?<!월 )"
            rf"(?P<day>\d{{1,2}}){_LAST_DAY}일{_NO_SPAN}"
            r"(?![가-힣]*(?:씩|짜리))"
        ),
        _ko_day,
    ),
    (r"(?P<which>다음 ?주 |오는 |지난 ?주 |지난 )?(?P<day>[월화수목금토일])요일", _ko_weekday),
    (r"(?<![가-힣])어제(?![가-힣]{2})", partial(_in_days, -1)),
    (r"(?<![가-힣])내일(?![가-힣]{2})", partial(_in_days, 1)),
    (r"지난\s?달", partial(_relative_month, -1)),
    (r"이번\s?달|(?<![가-힣])이달", partial(_relative_month, 0)),
    (r"다음\s?달", partial(_relative_month, 1)),
    (r"재작년", partial(_relative_year, -2)),
    (r"지난해|작년", partial(_relative_year, -1)),
    (r"올해|금년", partial(_relative_year, 0)),
    (r"내년", partial(_relative_year, 1)),
    (rf"(?<![\d,.])(?P<year>{_YEAR})\s?(?:년|학년도|시즌)(?!간|\s?동안)", _year),
    (r"(?<!\d)(?P<digits>\d+)분의\s?\d+", _nothing),
    (r"(?:제\s?)?(?<![\d.,])(?P<ordinal>\d+)\s?(?:차(?!례|로|선|량)|세기|번째|대\b)", _ko_ordinal),
    (r"제\s?(?P<ordinal>\d+)", _ko_ordinal),
    (
        r"(?<![\d.,/A-Za-z])\d[\d,]*(?:\.\d+)?(?:\s?[천백]?[조억만](?!큼)(?:\s?\d[\d,]*[천백]?[억만]?)*|[천백][조억만]?)*(?![\d/])",
        _ko_number,
    ),
    (rf"(?<![가-힣])(?P<word>{_NATIVE_WORD})\s?(?=(?:{_COUNTER}))", _ko_native),
    (r"(?<![가-힣])(?P<word>하루|이틀|사흘|나흘|닷새|엿새|열흘|보름|셋|넷)", _ko_native),
]

_RULES: dict[str, Rules] = {
    lang: tuple((re.compile(pattern), make) for pattern, make in rules)
    for lang, rules in (("en", _ENGLISH), ("ko", _KOREAN))
}
