"""Where a Latin word may be divided at a line's end: English by Liang's patterns, romanised Korean by syllables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from courseware.languages import ROMANISED, known

if TYPE_CHECKING:
    from collections.abc import Callable

_LEAST = 3
"""Letters on either side of a hyphen."""

_ORDINARY = re.compile(r"[^\w@/\\-]*([a-z]{6,})[^\w@/\\-]*")
"""A word of small letters with its quotation marks and stops: no name, no abbreviation, no address, no compound."""

_LETTERS = re.compile(r"[A-Za-zŎŏŬŭ]{6,}")

_SYLLABLE = re.compile(
    r"(?<=(.))(?!\1)(?<!n)(?=(?:ch|kk|tt|pp|ss|jj|[bcdghjklmnprst])[wy]?[aeiouŏŭ])"
    r"|(?<=n)(?=(?:ch|kk|tt|pp|ss|jj|[bcdhjklmnprst])[wy]?[aeiouŏŭ])"
)
"""Before the consonants that begin a syllable; between n and g stands nothing, for they may be one sound (jung-ang)."""


def divisible(lang: str) -> bool:
    """Whether words of the language `lang` (a BCP 47 tag) may be divided with a hyphen."""
    return patterned(lang) or lang == ROMANISED


def patterned(lang: str) -> bool:
    """Whether ordinary words may be divided, and not only those that no line can hold: there are patterns for them."""
    language = known(lang)
    return language is not None and bool(language.hyphens)


def divided(word: str, lang: str) -> list[str]:
    """The parts of an ordinary word; the whole of any other, and of what is Korean."""
    match = _ORDINARY.fullmatch(word)
    return cut(word, [match.start(1) + at for at in _places(lang)(match[1])]) if match else [word]


def forced(word: str, lang: str) -> list[str]:
    """The parts of a word that no line can hold, even of a name."""
    places = _places(lang)
    return cut(word, [part.start() + at for part in _LETTERS.finditer(word) for at in places(part[0])])


def cut(word: str, places: list[int]) -> list[str]:
    """`word` in parts that end at `places`."""
    return [word[start:end] for start, end in zip([0, *places], [*places, len(word)], strict=True)]


@lru_cache(maxsize=4)
def _places(lang: str) -> Callable[[str], list[int]]:
    """What tells where a word may be divided; the patterns are read when the first word asks."""
    if lang == ROMANISED:
        return _syllables
    import pyphen  # a Korean handout never pays for English patterns

    own = lang.replace("-", "_")
    language = known(lang)
    usual = language.hyphens if language else ""
    patterns = pyphen.Pyphen(lang=own if "_" in own and own in pyphen.LANGUAGES else usual, left=_LEAST, right=_LEAST)
    places: Callable[[str], list[int]] = patterns.positions
    return places


def _syllables(word: str) -> list[int]:
    places = [part.start() for part in _SYLLABLE.finditer(word.lower())]
    return [at for at in places if _LEAST <= at <= len(word) - _LEAST]
