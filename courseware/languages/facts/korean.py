"""Dates, times and numbers in Korean text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import partial

from courseware.languages.facts.fact import Fact
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
    midday,
    nothing,
    of_week,
    plain_time,
    relative_month,
    relative_year,
    year_found,
)

_NATIVE = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "석": 3, "네": 4, "넷": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "스무": 20,
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "열흘": 10, "보름": 15, "첫": 1,
}  # fmt: skip
_ONES = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
_NATIVE |= {"이레": 7, "여드레": 8, "아흐레": 9}
_NATIVE |= _TENS | {ten + one: _TENS[ten] + _ONES[one] for ten in _TENS for one in _ONES}
_NATIVE_WORD = "|".join(_NATIVE)
_COUNTER = (
    "나라|사람|명|개|번|가지|시|달|해|당사국|지도자|정상|대|곳|군데|채|척|쪽|배|살|마리|권|장|도시|마을|단체|기관|문장|"
    "마디|단계|부분|축|갈래|주|학기|학년|분|팀|건|차|회의|회담|후보|집|반|줄|낱말|문단"
)
"""How what is counted begins: 개 is 개국 and 개월, too, and 시 is 시간."""
_COUNTED = rf"{_COUNTER}|세기|표|가구|세대|학생|아이|어린이|여성|남성|학교|잔|그루|벌|통|끼"
_SPANS = {
    "한두": (1, 2), "두세": (2, 3), "두서너": (2, 4), "서너": (3, 4), "너댓": (4, 5), "네댓": (4, 5), "네다섯": (4, 5),
    "대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8), "여남은": (11, 13), "열댓": (14, 16),
    "두어": (2, 3), "여러": (2, 9), "몇몇": (2, 9),
    "몇": (2, 9), "십여": (11, 19), "수": (2, 9),
}  # fmt: skip
_SPAN = "|".join(word for word in _SPANS if word != "수")
"""Words that leave a number open, with the least and the most that they may mean."""
_HOLIDAYS = {
    "삼일절": (3, 1), "어린이날": (5, 5), "현충일": (6, 6), "제헌절": (7, 17), "광복절": (8, 15), "개천절": (10, 3),
    "한글날": (10, 9), "성탄절": (12, 25), "크리스마스": (12, 25),
}  # fmt: skip
_DIGITS = {digit: n for n, digit in enumerate("일이삼사오육칠팔구", 1)}
_TENFOLD = {"조": 1e12, "억": 1e8, "만": 1e4, "천": 1e3, "백": 1e2}


def _date(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    if groups.get("which"):
        year = posted.year + _YEARS[groups["which"]]
    month = int(groups["month"])
    until = (int(groups.get("month2") or month), int(groups["last"])) if groups.get("last") else None
    return a_date(year, month, int(groups["day"]) if groups.get("day") else None, posted, until)


def _day(match: re.Match[str], posted: dt.date, before: list[Fact]) -> Fact | None:
    """24일: of the month that the text named last, else of the posting day's; 지난 and 오는 tell the direction."""
    day, lead = int(match["day"]), match["lead"] or ""
    months = _LEADS.get(lead, 0) if lead else None
    if lead == "지난" and day > posted.day:
        months = -1
    if lead == "오는" and day < posted.day:
        months = 1
    return a_day_alone(day, match.start(), before, posted, months, int(match["last"]) if match["last"] else None)


def _named_day(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    """6·25 전쟁, 5·18: an event that is called by its day; another language calls it by its name."""
    fact = a_date(None, int(match["month"]), int(match["day"]), posted)
    return replace(fact, soft=True) if fact else None


def _holiday(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact | None:
    """삼일절: a day with a name, which another language may call by its date."""
    fact = a_date(None, *_HOLIDAYS[match[0]], posted)
    return replace(fact, soft=True) if fact else None


def _decade(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    return a_decade(int(match["year"]))


def _mixed(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    """백서른여섯: Sino-Korean hundreds and thousands, native tens and ones."""
    return a_number(_spelled(match["sino"]) + _NATIVE[match["word"]], soft=True)


def _weekday(match: re.Match[str], posted: dt.date, _: list[Fact]) -> Fact:
    index, which = "월화수목금토일".index(match["day"]), (match["which"] or "").replace(" ", "")
    if which in _WEEKS:
        return of_week(index, posted, _WEEKS[which])
    return replace(a_weekday(index, posted, {"오는": 1, "지난": -1}.get(which, 0)), weekday=not which)


def _hour(text: str) -> int:
    return int(text) if text.isdigit() else _NATIVE[text.strip()]


def _time(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    hour, half = _hour(match["hour"]), match["half"]
    late = half in ("오후", "저녁", "밤") or (half == "낮" and hour not in range(6, 12))
    if half == "밤" and hour in (12, *range(1, 6)):
        late = False
    return a_time(hour % 12 + 12 * late, _minutes(match))


def _minutes(match: re.Match[str]) -> int:
    """반, 30분, 삼십 분."""
    return 30 if match["sharp"] else _spelled(match["spelled"]) if match["spelled"] else int(match["minute"] or 0)


def _spelled(text: str) -> int:
    """이백오십, 만 이천: Sino-Korean words as a number."""
    total = section = value = 0
    for char in text.replace(" ", ""):
        if char in _DIGITS:
            value = _DIGITS[char]
        elif char in "만억":
            total += (section + value or 1) * _SCALES[char]
            section = value = 0
        else:
            section += (value or 1) * _SCALES[char]
            value = 0
    return total + section + value


def _bare_time(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    """4시, behind 오후 2시부터 or alone: nothing says which half of the day."""
    hour = _hour(match["hour"])
    fact = a_time(hour, _minutes(match))
    return replace(fact, soft=hour != 0) if fact else None


def _few(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    return a_number(int(match["few"]), soft=True)


def _number(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
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
    return a_number(total, soft=total == 1)


def _native(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    return a_number(_NATIVE[match["word"]], soft=True)


def _sino(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    """이백 명, 천 개; without a space 천장 and 만일 are words of their own."""
    return None if len(match[0]) == 1 else a_number(_spelled(match["sino"]), soft=True)


def _span(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    """서너 명, 수십만 명, 몇백 년."""
    least, most = _SPANS[match["word"]]
    scale = _spelled(match["scale"]) if match["scale"] else 1
    return a_span(least * scale, (most + 1) * scale - 1 if match["scale"] else most)


def _share(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact | None:
    """3분의 2, 열 명 가운데 세 명."""
    of = _hour(match["of"])
    return a_part(_hour(match["digits"]) / of) if of else None


def _ordinal(match: re.Match[str], _: dt.date, __: list[Fact]) -> Fact:
    value = int(match["ordinal"])
    return a_number(value, soft=value <= 3 or (match[0].endswith("대") and value % 10 == 0))


_SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10_000, "억": 100_000_000}
_YEARS = {"지난해": -1, "작년": -1, "올해": 0, "금년": 0, "내년": 1, "재작년": -2}
_WEEKS = {"지난주": -1, "이번주": 0, "다음주": 1}
_LEADS = {"지난달": -1, "다음 달": 1, "다음달": 1}
_HOUR = "열[한두]?|한|두|세|네|다섯|여섯|일곱|여덟|아홉"
_SPELLED = "[이삼사오]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]"
_MINUTE = rf"(?:\s?(?P<minute>\d{{1,2}})분|\s(?P<spelled>{_SPELLED})\s?분|\s?(?P<sharp>반))?"
_LAST = r"(?:\s*(?:일?부터|일?에서|일?[~∼〜–-]|일과|일,)\s*(?:(?P<month2>\d{1,2})월\s*)?(?P<last>\d{1,2}))?"
_LAST_DAY = r"(?:\s*(?:일?부터|일?[~∼〜–-]|일과)\s*(?P<last>\d{1,2}))?"
_NO_SPAN = (
    r"(?!\s?(?:동안|간의|간\b|만에|째|이내|이상|이나|걸[려렸리린릴]|뒤|후(?![가-힣]{2})|전(?=[에까부의])|쯤|남짓|연속|내내|가량|"
    r"정도|치\b|장\b))"
)
RULES: list[tuple[str, Maker]] = [
    (ISO, iso_date),
    (
        (
            r"https?://\S+|[A-Za-z]{1,40}-?\d[\w/-]*|제\s?\d+국|코로나\s?19|주요 \d개국"
            r"|(?<![가-힣])[초중고][1-6](?!\d)"
            r"|\d[\d,]{0,20}(?:\s?[~∼–-]\s?\d{1,20})?\s?(?:글자|단어|낱말|어절|문장|줄|문단)|\d{2,20}(?:\s?[~∼–-]\s?\d{1,20})?\s?자(?![가-힣]{2})"
        ),
        nothing,
    ),
    (r"(?<![\d·])(?P<month>\d{1,2})·(?P<day>\d{1,2})(?![\d·월])", _named_day),
    (
        rf"(?P<half>오전|오후|새벽|아침|낮|저녁|밤)\s?(?P<hour>\d{{1,2}}|{_HOUR})\s?시(?!간){_MINUTE}",
        _time,
    ),
    (r"(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])", plain_time),
    (r"(?<![가-힣])주\s?(?P<few>\d)일", _few),
    (r"정오", partial(fixed_time, 12)),
    (r"자정", partial(fixed_time, 0)),
    (r"한밤중|심야", late_night),
    (r"(?<![가-힣])(?:한|대)?낮(?=에)", midday),
    (
        rf"(?<![\d.])(?P<hour>1?\d|2[0-4]|(?<![가-힣])(?:{_HOUR}) )시(?!간|[가-힣]*(?:장|의회|민|청|도)){_MINUTE}",
        _bare_time,
    ),
    (
        (
            rf"(?:(?P<year>\d{{4}})년\s*|(?P<which>{'|'.join(_YEARS)})\s*)?(?<!\d)(?P<month>\d{{1,2}})월\s*"
            rf"(?P<day>\d{{1,2}}){_LAST}\s*일"
        ),
        _date,
    ),
    (
        rf"(?:(?P<year>\d{{4}})년\s*|(?P<which>{'|'.join(_YEARS)})\s*)?(?<!\d)(?P<month>\d{{1,2}})월",
        _date,
    ),
    (
        (
            r"(?:(?P<lead>지난달|지난|오는|이달|이번 달|다음 달|다음달)\s*)?(?<![\d.,월년])(?<!월 )"
            rf"(?P<day>\d{{1,2}}){_LAST_DAY}일{_NO_SPAN}"
            r"(?![가-힣]*(?:씩|짜리))"
        ),
        _day,
    ),
    (r"(?P<which>(?:다음|이번|지난) ?주 |오는 |지난 )?(?P<day>[월화수목금토일])요일", _weekday),
    (rf"(?<![가-힣])(?:{'|'.join(_HOLIDAYS)})", _holiday),
    (r"(?<![가-힣])어제(?![가-힣]{2})", partial(in_days, -1)),
    (r"(?<![가-힣])내일(?![가-힣]{2})", partial(in_days, 1)),
    (r"지난\s?달", partial(relative_month, -1)),
    (r"이번\s?달|(?<![가-힣])이달", partial(relative_month, 0)),
    (r"다음\s?달", partial(relative_month, 1)),
    (r"재작년", partial(relative_year, -2)),
    (r"지난해|작년", partial(relative_year, -1)),
    (r"올해|금년", partial(relative_year, 0)),
    (r"내년", partial(relative_year, 1)),
    (rf"(?<![\d,.])(?P<year>{YEAR}|[1-9]0)\s?년대", _decade),
    (rf"(?<![\d,.])(?P<year>{YEAR})\s?(?:년|학년도|시즌)(?!간|\s?동안)", year_found),
    (r"(?<!\d)(?P<of>\d{1,9})분의\s?(?P<digits>\d{1,9})", _share),
    (
        (
            rf"(?<![가-힣\d])(?=(?P<beside>(?P<of>\d{{1,9}}|{_NATIVE_WORD})\s?명\s?(?:중|가운데)\s?"
            rf"(?P<digits>\d{{1,9}}|{_NATIVE_WORD})\s?명))"
        ),
        _share,
    ),
    (r"절반", lambda *_: a_part(0.5)),
    (r"반세기", partial(a_length, 50, 18262.5)),
    (r"(?<![가-힣])반년", partial(a_length, 6, 182.625)),
    (r"(?:제\s?)?(?<![\d.,])(?P<ordinal>\d{1,9})\s?(?:차(?!례|로|선|량)|세기|번째|대\b)", _ordinal),
    (r"제\s?(?P<ordinal>\d{1,9})(?!\d)", _ordinal),
    (r"(?<![\d.,])(?P<few>\d)(?=자|국(?!장)|인(?!치)|축|각|층|대)", _few),
    (
        (
            r"(?<![\d.,/A-Za-z])\d[\d,]*(?:\.\d+)?"
            r"(?:\s?[천백]?[조억만](?!큼)(?:\s?\d[\d,]*+)?|[천백](?:\d[\d,]*+)?)*(?![\d/])"
        ),
        _number,
    ),
    (
        (
            r"(?<![가-힣\d])(?P<sino>(?:[이삼사오육칠팔구]?[백천만]\s?){1,4})"
            rf"(?P<word>{_NATIVE_WORD})\s?(?=(?:{_COUNTED}))"
        ),
        _mixed,
    ),
    (rf"(?<![가-힣])(?!세대)(?P<word>{_NATIVE_WORD})\s?(?=(?:{_COUNTED}))", _native),
    (r"(?<![가-힣])(?P<word>하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름|셋|넷)", _native),
    (rf"(?<![가-힣\d])(?P<word>{_SPAN}|수)(?P<scale>[십백천]?[만억]|[십백천])", _span),
    (rf"(?<![가-힣\d])(?P<word>{_SPAN}|수(?=개월|년|일\b))(?P<scale>)\s?(?=(?:{_COUNTED}|년|일))", _span),
    (
        (
            r"(?<![가-힣\d])(?P<sino>(?:[일이삼사오육칠팔구]?[십백천만억]\s?){1,8}[일이삼사오육칠팔구]?)"
            rf"\s?(?=여?\s?(?:{_COUNTED}|년|일|원|퍼센트|초|세|층|미터|킬로))"
        ),
        _sino,
    ),
    (r"(?<![가-힣\d])(?P<sino>[삼사오육칠팔구]) (?=년|개월|주|층|학년)", _sino),
]
