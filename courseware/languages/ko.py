"""Korean."""

from __future__ import annotations

import datetime as dt

from courseware.errors import N_
from courseware.languages.kind import Language, Rules


def _clock(time: dt.time) -> str:
    """오후 2시, 오후 5시 28분."""
    half = "오전" if time.hour < 12 else "오후"
    return f"{half} {time.hour % 12 or 12}시" + (f" {time.minute}분" if time.minute else "")


def _facts() -> Rules:
    from courseware.languages.facts import korean

    return korean.RULES


KOREAN = Language(
    tag="ko",
    name=N_("Korean"),
    region="ko-KR",
    usual=True,
    letters="ᄀ-ᇿ㄰-㆏가-힣一-鿿㐀-䶿豈-﫿",
    script="가-힣",
    eastern=True,
    clock=_clock,
    moment="{date} {time}({zone})",
    comma=", ",
    long_word=5,
    figures=N_("  Korean: {average} words a sentence, {longest} the longest; {share} % have 5 syllables or more."),
    drafted=True,
    facts=_facts,
)
