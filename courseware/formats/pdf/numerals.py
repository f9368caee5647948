"""The number of a list's item, spelled the way that a label asks for (ECMA-376-1 §17.18.59)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.look.alphabets import CONSONANTS, LATIN, SYLLABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from courseware.look.style import Label

_ROMAN = (
    ("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40),
    ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def numeral(number: int, label: Label) -> str:
    """`number` with what stands around it."""
    return label.text.replace("{}", _SPELLED[label.format](number) if number > 0 else str(number))


def numbering(label: Label) -> str:
    """What the structure tree calls it (ISO 32000-1 table 347)."""
    return _NAMES.get(label.format, "/Decimal")


def _roman(number: int) -> str:
    text = ""
    for sign, value in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _letter(signs: str, number: int) -> str:
    """After the last sign Word doubles them: aa, bb …"""
    return signs[(number - 1) % len(signs)] * ((number - 1) // len(signs) + 1)


def _circled(number: int) -> str:
    return _CIRCLES[number - 1] if number <= len(_CIRCLES) else str(number)


_SPELLED: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "decimalEnclosedCircle": _circled,
    "ganada": lambda number: _letter(SYLLABLES, number),
    "chosung": lambda number: _letter(CONSONANTS, number),
    "lowerLetter": lambda number: _letter(LATIN, number),
    "upperLetter": lambda number: _letter(LATIN.upper(), number),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
}
_NAMES = {
    "lowerLetter": "/LowerAlpha",
    "upperLetter": "/UpperAlpha",
    "lowerRoman": "/LowerRoman",
    "upperRoman": "/UpperRoman",
}
