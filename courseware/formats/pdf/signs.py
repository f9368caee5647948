"""Which glyphs a Korean font has for … and · in Latin text, where its usual ones are as wide as a syllable.

A font names them in its table of substitutions (OpenType 1.9, GSUB), by width or by the language of the text around.
"""

from __future__ import annotations

from struct import unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SIGNS = "…·"

_FEATURES = (b"pwid", b"locl")
"""Proportional widths, and forms of a language."""

_MOST = 500
"""Features, and lookups of one; beyond it a table is damaged."""


def latin(table: bytes, glyphs: Mapping[str, int]) -> dict[str, int]:
    """The glyph that Latin text takes for each of SIGNS, where `table`, a font's GSUB, has one.

    Raises whatever a damaged table leads to.
    """
    wanted = {glyphs[sign]: sign for sign in SIGNS if glyphs[sign]}
    variants: dict[str, int] = {}
    for place in _lookups(table):
        for glyph, other in _singles(table, place, wanted):
            variants.setdefault(wanted[glyph], other)
    return variants


def _lookups(table: bytes) -> Iterator[int]:
    """Where the lookups of those features begin, in the order of the features."""
    features, lookups = unpack_from(">HH", table, 6)
    places = [features + 2 + 6 * at for at in range(_few(table, features))]
    numbers: dict[int, None] = {}
    for feature in _FEATURES:
        for tag, offset in (unpack_from(">4sH", table, place) for place in places):
            if tag == feature:
                count = _few(table, features + offset + 2)
                numbers |= dict.fromkeys(unpack_from(f">{count}H", table, features + offset + 4))
    for number in numbers:
        yield lookups + unpack_from(">H", table, lookups + 2 + 2 * number)[0]


def _few(table: bytes, at: int) -> int:
    count: int = unpack_from(">H", table, at)[0]
    if count > _MOST:
        raise ValueError(f"more than any font has: {count}")
    return count


def _singles(table: bytes, lookup: int, wanted: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """What a lookup of type 1 puts in the place of the glyphs of `wanted`; type 7 says where one of another type is."""
    kind = unpack_from(">H", table, lookup)[0]
    for at in range(_few(table, lookup + 4)):
        place = lookup + unpack_from(">H", table, lookup + 6 + 2 * at)[0]
        inner = kind
        if kind == 7:
            inner, offset = unpack_from(">HI", table, place + 2)
            place += offset
        if inner != 1:
            continue
        form, coverage, delta = unpack_from(">HHh", table, place)
        for glyph in wanted:
            index = _covered(table, place + coverage, glyph)
            if index is not None:
                other = (glyph + delta) % 65536 if form == 1 else unpack_from(">H", table, place + 6 + 2 * index)[0]
                yield glyph, other


def _covered(table: bytes, at: int, glyph: int) -> int | None:
    """The place of `glyph` in a coverage table, or None."""
    form, count = unpack_from(">HH", table, at)
    if form == 1:
        listed = unpack_from(f">{count}H", table, at + 4)
        return listed.index(glyph) if glyph in listed else None
    for n in range(count):
        start, end, first = unpack_from(">3H", table, at + 4 + 6 * n)
        if start <= glyph <= end:
            return int(first) + glyph - int(start)
    return None
