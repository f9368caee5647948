"""Times as papers print them above an article: posted and modified, with or without hour and zone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Literal

from courseware.drafting.snapshot.nouns import Moment

KST = timezone(timedelta(hours=9))
_ZONES = {
    "KST": 9,
    "JST": 9,
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "PST": -8,
    "PDT": -7,
}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_POSTED = "posted|published|registered|first published|기사입력|입력|등록|승인|발행|게재|기사등록"
_MODIFIED = "modified|updated|last updated|최종수정|최종 수정|기사수정|수정|업데이트"
_STAMP = re.compile(
    rf"""
    (?:(?:(?P<posted>{_POSTED})|(?P<modified>{_MODIFIED}))(?:일시|일|시간)?\s*(?:(?:on|at)\b\s*)?(?:[:：]\s*)?)?
    (?:
      (?P<y1>\d{{4}})\s*[-./년]\s*(?P<m1>\d{{1,2}})\s*[-./월]\s*(?P<d1>\d{{1,2}})(?!\d)(?:\s*[.일])?
      | (?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})
      | (?P<d3>\d{{1,2}})\s+(?P<m3>{_MONTH}),?\s+(?P<y3>\d{{4}})
    )
    (?:
      (?:\s*\([월화수목금토일]\)\s*|[T,\s]\s*|\s+[-–|·]\s+)(?:at\s+)?
      (?:(?P<half1>오전|오후|[AP]M)\s*)?(?P<hour>\d{{1,2}})
      (?::(?P<minute>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?|시(?:\s*(?P<minute2>\d{{1,2}})분)?)
      (?:\s*(?P<half2>[ap]\.?m\b\.?))?
    )?
    (?:\s*\(?(?P<zone>{"|".join(_ZONES)}|[+-]\d{{2}}:?\d{{2}})\b\)?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_BETWEEN = " \t|·•:/,()[]-–—"


@dataclass(frozen=True, slots=True)
class Stamp:
    kind: Literal["posted", "modified", ""]
    moment: Moment


def find(line: str) -> tuple[list[Stamp], list[str]]:
    """The stamps of a line, and what it says before, between and behind them."""
    stamps: list[Stamp] = []
    rest: list[str] = []
    end = 0
    for match in _STAMP.finditer(line):
        moment = _moment(match)
        if moment:
            kind: Literal["posted", "modified", ""] = (
                "posted" if match["posted"] else "modified" if match["modified"] else ""
            )
            stamps.append(Stamp(kind, moment))
            rest.append(line[end : match.start()])
            end = match.end()
    pieces = (piece.strip(_BETWEEN) for piece in (*rest, line[end:]))
    return stamps, [piece for piece in pieces if piece]


def is_alone(line: str) -> bool:
    """Whether a line gives times and nothing else but a sign or two."""
    stamps, rest = find(line)
    return bool(stamps) and sum(map(len, rest)) <= 3


def parse(text: str | None) -> Moment | None:
    """The one time that `text` gives, or None."""
    stamps = find(text or "")[0]
    return stamps[0].moment if stamps else None


def given(text: str) -> Moment | None:
    """The time that a teacher typed, without a zone in Korea's; None where it is none, or more than one."""
    stamps, rest = find(text)
    return replace(stamps[0].moment, zone=True, given=True) if len(stamps) == 1 and not rest else None


def exacter(known: Moment | None, other: Moment) -> Moment:
    """The one that is known, or the other where that knows the hour of the same day, too."""
    if known is None or (other.hour and not known.hour and other.when.date() == known.when.date()):
        return other
    return known


def korean(moment: Moment | None) -> Moment | None:
    """A moment of UTC in Korean time; one with another zone, or without an hour, stays."""
    if moment is None or not moment.hour or moment.when.utcoffset():
        return moment
    return replace(moment, when=moment.when.astimezone(KST))


def _moment(match: re.Match[str]) -> Moment | None:
    year = match["y1"] or match["y2"] or match["y3"]
    day = match["d1"] or match["d2"] or match["d3"]
    name = match["m2"] or match["m3"]
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(match["m1"])
    try:
        minute = int(match["minute"] or match["minute2"] or 0)
        when = datetime(int(year), month, int(day), _hour(match), minute, tzinfo=_zone(match["zone"]))
        when.astimezone(KST)  # a paper of the year 9999 would be of the year after it
    except (ValueError, OverflowError):
        return None
    return Moment(when, match["hour"] is not None, match["zone"] is not None)


def _hour(match: re.Match[str]) -> int:
    hour = int(match["hour"] or 0)
    half = (match["half1"] or match["half2"] or "").lower()
    if not half:
        return hour
    return hour % 12 + (12 if half == "오후" or half.startswith("p") else 0)


def _zone(text: str | None) -> timezone:
    if text is None:
        return KST
    if text.upper() in _ZONES:
        return timezone(timedelta(hours=_ZONES[text.upper()]))
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))
