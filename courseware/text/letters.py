"""Which letters are of which script, and how wide they are: ranges for character classes, said once."""

from __future__ import annotations

from unicodedata import east_asian_width

SYLLABLES = "\uac00-\ud7a3"
"""Of hangul, as texts have them; a pattern that needs no other range may write 가-힣 as it writes A-Z."""
HANGUL = f"\u1100-\u11ff\u3130-\u318f{SYLLABLES}"
"""Syllables, and the letters that they are made of."""
HANJA = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
LATIN = "A-Za-z\u00c0-\u024f"
EASTERN = f"\u1100-\u11ff\u3041-\u318f\ua960-\ua97f\uac00-\ud7ff{HANJA}"
"""Letters of hangul, kana and hanja."""


def wide(char: str) -> bool:
    """Whether a character is as wide as a hangul syllable (UAX #11)."""
    return east_asian_width(char) in "WF"


def columns(text: str) -> int:
    """How wide `text` is where a wide character takes two columns."""
    return sum(1 + wide(char) for char in text)
