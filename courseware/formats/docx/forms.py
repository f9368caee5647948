"""How the blanks of a name line share its width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.formats.docx.paragraph import TAB, tab_stops
from courseware.text.letters import wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BLANK = '<w:r><w:rPr><w:rStyle w:val="Muted"/></w:rPr><w:tab/></w:r>'
"""A tab whose leader is the line to write on."""

_LONG = ("name", "이름", "성명")
_SHORT = ("학년", "반", "번호", "번", "grade", "no.", "number", "score", "점수")
_WEIGHTS = {**dict.fromkeys(_LONG, 2.2), **dict.fromkeys(_SHORT, 0.6)}
_AFTER_WORD = 0.4


def blanks(fields: Sequence[str], left: float, room: float, size: float) -> list[tuple[float, float]]:
    """Where each field's blank begins and ends, in points from the text's left edge.

    A name gets the longest blank, a class or a number the shortest; what the words themselves take is estimated, and
    not too closely, for a word that reaches beyond its stop would push the blanks apart.
    """
    words = _fitted([width(field, size) for field in fields], room - size * len(fields))
    weights = [_WEIGHTS.get(field.strip().lower(), 1.0) for field in fields]
    free = max(room - sum(words) - size * (len(fields) - 1), 0) / (sum(weights) or 1)
    edges = []
    for word, weight in zip(words, weights, strict=True):
        begin = left + word
        edges.append((begin, begin + weight * free))
        left = begin + weight * free + size
    return edges


def between(words: Iterable[str], blanks: Iterable[str]) -> str:
    """Each word, a tab to its blank, and the blank; then a tab to the next word."""
    return TAB.join(f"{word}{TAB}{blank}" for word, blank in zip(words, blanks, strict=True))


def stops(edges: Sequence[tuple[float, float]], size: float) -> str:
    """A stop for every tab of `between`, the last at the right edge. `size` sets the next word off from the blank."""
    kinds = []
    for begin, end in edges:
        kinds += [("left", "none", begin), ("left", "underscore", end), ("left", "none", end + size)]
    return tab_stops(*kinds[:-1]) if kinds else ""


def _fitted(widths: Sequence[float], room: float) -> list[float]:
    """Words too long for their line break anyway; their stops have to stay on the sheet (Word knows none beyond it)."""
    shrink = min(max(room, 0) / (sum(widths) or 1), 1)
    return [width * shrink for width in widths]


def width(word: str, size: float) -> float:
    """About how wide `word` is: hangul nearly as wide as the type is high, Latin letters wide, narrow or about half."""
    return (sum(map(_letter, word)) + _AFTER_WORD) * size


def _letter(char: str) -> float:
    if wide(char) or char in "mwMW":
        return 0.92
    if char in "ijlI.,:' ":
        return 0.32
    return 0.7 if char.isupper() else 0.58
