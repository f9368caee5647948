"""English."""

from __future__ import annotations

import datetime as dt

from courseware.errors import N_
from courseware.languages.kind import Language, Rules


def _clock(time: dt.time) -> str:
    """2 p.m., 5:28 p.m."""
    half = "a.m." if time.hour < 12 else "p.m."
    return f"{time.hour % 12 or 12}{f':{time.minute:02d}' if time.minute else ''}\N{NO-BREAK SPACE}{half}"


def _facts() -> Rules:
    from courseware.languages.facts import english

    return english.RULES


ENGLISH = Language(
    tag="en",
    name=N_("English"),
    region="en-US",
    usual=True,
    hyphens="en_US",
    clock=_clock,
    moment="{date}, {time} {zone}",
    long_word=7,
    figures=N_("  English: {average} words a sentence, {longest} the longest; {share} % have 7 letters or more."),
    drafted=True,
    facts=_facts,
)
