"""What belongs together on a line: names, dates, numbers and their units are not parted, in whatever format.

Korean text breaks at spaces, English also behind hyphens and dashes. The rules say where neither may.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMBER = r"\d(?:[\d.,]*\d)?"
_MANY = r"(?:hundred|thousand|million|billion|trillion)\b"
_UNITS = (
    "(?:[kcm]?m[²³]?|km/h|k?g|t|ha|[kMG]Wh?|°C|%|percent|per cent|won|[ap]m|min"
    "|(?:kilomet(?:er|re)|met(?:er|re)|mile|ton|tonne|hour|minute|second|day|week|month|year|dollar|euro|ruble)s?)"
)
_KOREAN_UNITS = (
    "(?:명|개국|개|년|월|일|주|시간|시|분|초|원|달러|유로|루블|차|쪽|장|권|호|퍼센트|킬로미터|미터|톤|[kcm]?m|k?g|%)"
)
_SHORT = "vols?|nos?|pp?|chs?|figs?|arts?|paras?|secs?|Vols?|Nos?|Chs?|Figs?|Arts?|Secs?|Res"
_COUNTED = "article|section|chapter|part|question|line|page|paragraph|figure|resolution|protocol"
_LAND = "(?:(?:North|South|East|West|New|Saudi|United|Sri|Hong) )?[A-Z][A-Za-z]+"
_NO_NAME = (
    "based|led|born|made|backed|style|wide|only|general|elect|run|owned|speaking|like|free|type|era|shaped|trained"
    "|bound|sized|term|day|year|month|old|in|on|up|off|to|by"
)
"""What stands behind a hyphen in a compound, and not in the given name of a Korean."""
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선"
    "설마길연위표리"
)
_TITLED = (
    "(?:[가-힣]{1,6}[부처청원당국] )?[가-힣]{0,5}(?:대통령|총리|장관|차관|의원|대표|대사|교수|위원장|총비서|주석|시장"
    "|군수|구청장|대변인|씨|국장|과장|팀장|이사장|이사|소장|실장|본부장|사장|회장|지사|연구원|연구위원|기자|총장|원장|의장|감독|특보"
    "|보좌관)"
    "(?![가-힣](?<![은는이가을를의와과에도께로만측]))"
)
"""외교부 장관, 국가안보실장."""

_ENGLISH_NUMBERS = (
    # July 9 to 10, 2024 · 9 February · August 2023
    rf"\b{_MONTH} {_DAY}(?:(?: (?:to|and|or|through|until) |[–-]){_DAY}\b)?(?:,? \d{{4}}\b)?",
    rf"\b(?:{_DAY} )?{_MONTH} \d{{4}}\b|\b{_DAY} {_MONTH}",
    # 30 km · 9 to 10 days · 1.5 million tons · 5:28 p.m. KST · USD 3
    rf"{_NUMBER}(?:(?: (?:to|or) |[–-]){_NUMBER})?(?: {_MANY})?(?: {_UNITS}(?!\w))?",
    r"\d [ap]\.m\.(?: [A-Z]{3,4}\b)?|\b(?:USD|KRW|EUR) \d",
    # vol. 420 · Article 4
    rf"\b(?:{_SHORT})\. \d|\b(?i:{_COUNTED})s? \d",
    # (p2, p5) · (title, p2)
    r"\((?:[^\W\d]+, ){0,2}[pc]\d+(?:, [pc]\d+){0,4}\)|\b[pc]\d+(?:, [pc]\d+){1,4}\b",
)
_KOREAN_NUMBERS = (
    # 2024년 6월 19일 · 7월 9일부터 10일 · 9일–10일 · 오후 5시 28분
    r"\d{4}년 \d{1,2}월(?: \d{1,2}일)?|\d[가-힣]{1,2}[–-]\d",
    r"\d{1,2}월 \d{1,2}일(?:(?:부터|에서|과|,|~) \d{1,2}일|[–-]\d)?|\d{1,2}일(?:부터|에서|과|,|~) \d{1,2}일",
    r"(?:(?:오전|오후|낮|밤|새벽|아침|저녁) )?\d{1,2}시(?:간? \d{1,2}분)?",
    # 30 명 · 3조 5000억 원 · 결의 2397호
    rf"\d[\d.,]*[천만억조]?(?: \d[\d.,]*[천만억조])*(?: {_KOREAN_UNITS})?(?![A-Za-z])|(?:제|결의|결의안) \d",
)
_DATE = r"(?:\d{4}\. )?\d{1,2}\. \d{1,2}\.|\d{4}\. \d{1,2}\."
"""2024. 6. 24."""
_ENGLISH_NAMES = (
    # Mr. Noh · J. K. Noh · North Korea
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|St|Lt|Col|Gov)\. [A-Z]|\b(?:[A-Z]\. )+[A-Z]|\b(?:North|South) Korea",
)
_HYPHENED = (
    # Noh Ha-neul · Ha-neul · South Korea–Russia · 한국–러시아
    rf"(?:\b[A-Z][a-z]{{1,7}} )?\b[A-Z][a-z]{{1,7}}-(?!(?:{_NO_NAME})\b)[a-z]{{1,7}}\b",
    rf"\b{_LAND}(?:[–-]{_LAND})+|[가-힣]–[가-힣]",
)
_TITLED_NAMES = rf"(?<![가-힣])[{_SURNAMES}][가-힣]{{1,2}} {_TITLED}"
_JOINT = re.compile("[ –-]")


@lru_cache(maxsize=64)
def _rules(names: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    """What a text has to have before rules are tried on it, and those rules."""
    forms = sorted({*names, *(name.split()[-1] for name in names if name.strip())}, key=len, reverse=True)
    known = f"(?:{'|'.join(map(re.escape, forms))})(?: {_TITLED})?"
    groups = (
        ("", (known,) if forms else ()),
        (r"\D*\d", (_DATE,)),
        (r"(?=\D*\d)[^A-Za-z]*[A-Za-z]", _ENGLISH_NUMBERS),
        (r"(?=\D*\d)[^가-힣]*[가-힣]", _KOREAN_NUMBERS),
        ("[^A-Z]*[A-Z]", _ENGLISH_NAMES),
        ("[^–-]*[–-]", _HYPHENED),
        ("[^가-힣]*[가-힣]", (_TITLED_NAMES,)),
    )
    return tuple((re.compile(needed), tuple(map(re.compile, rules))) for needed, rules in groups)


@lru_cache(maxsize=4096)
def chains(text: str, names: tuple[str, ...] = ()) -> tuple[tuple[int, int], ...]:
    """The stretches of `text` that stay on one line, from and to; `names` are those of persons.

    The editions and formats of a handout ask for the same texts.
    """
    stretches: list[tuple[int, int]] = []
    if not _JOINT.search(text):
        return ()
    spans = (
        match.span()
        for needed, rules in _rules(names)
        if needed.match(text)
        for rule in rules
        for match in rule.finditer(text)
        if _JOINT.search(match[0])
    )
    for start, end in sorted(spans):
        if stretches and start < stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return tuple(stretches)


def joints(text: str, stretches: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Where the spaces, hyphens and dashes of such stretches are, behind which no line ends."""
    return frozenset(match.start() for start, end in stretches for match in _JOINT.finditer(text, start, end))
