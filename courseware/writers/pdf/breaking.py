"""Break text into lines: Korean between words only, all lines of a paragraph weighed together.

Knuth and Plass's total fit, with the fewest lines that will do, so that a paragraph is as long as in a word processor.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from courseware.writers.pdf.canvas import Owner
    from courseware.writers.pdf.fonts import Font
    from courseware.writers.pdf.structure import Elem

NO_START = frozenset("!%),.:;?]}¢°’”‥…、。〉》」』】〕〗〟！％），．：；？］｝·~〜ー々")
"""No line starts with these (JLREQ and KLREQ call it kinsoku)."""

NO_END = frozenset("([{‘“〈《「『【〔〖〝（［｛￦₩＄$£#@")
"""No line ends with these."""

_GAPS = re.compile("(\n|[ \u3000]+)")
_PERHAPS = re.compile(r"[-/—–]|www\.")
_URL = re.compile(r"://|^\W*www\.")
_URL_BREAK = re.compile(r"(?<=[/?&=#_.\-])(?=[^/?&=#_.\-\s)\]}>,])")
_WORD_BREAK = re.compile(r"(?<=[—–])(?=\w)|(?<=[A-Za-z]-)(?=[A-Za-z])|(?<=[A-Za-z]/)(?=[A-Za-z])")


class Span(NamedTuple):
    """Text that is all alike, and the element it belongs to."""

    text: str
    font: Font
    size: float
    color: str
    owner: Owner
    uri: str = ""
    link: Elem | None = None

    def width(self, text: str) -> float:
        """In points."""
        return self.font.width(text) * self.size


class End(IntEnum):
    """What comes after a piece."""

    SPACE = 0
    SOFT = 1
    """Nothing: inside a URL, after a dash, or in the middle of a word that no line can hold."""
    FORCED = 2
    LAST = 3


SPACE, SOFT, FORCED = End.SPACE, End.SOFT, End.FORCED


class Piece(NamedTuple):
    """The least that stays on one line: a word, with the space after it, which vanishes at a line's end."""

    parts: tuple[tuple[Span, str], ...]
    width: float
    end: End
    gap: tuple[Span, str] | None = None
    gap_width: float = 0


def pieces(spans: Sequence[Span], limit: float) -> list[Piece]:
    """The pieces of a paragraph none of whose lines is wider than `limit` points."""
    found: list[Piece] = []
    parts: list[tuple[Span, str]] = []
    width = 0.0
    for span in spans:
        for token in _GAPS.split(span.text):
            if not token:
                continue
            if token == "\n":
                found.append(Piece(tuple(parts), width, End.FORCED, (span, " ")))
                parts, width = [], 0.0
            elif token[0] in " \u3000":
                found.append(Piece(tuple(parts), width, End.SPACE, (span, token), span.width(token)))
                parts, width = [], 0.0
            else:
                *before, last = _bits(token)
                for bit in before:
                    found.append(Piece((*parts, (span, bit)), width + span.width(bit), End.SOFT))
                    parts, width = [], 0.0
                parts.append((span, last))
                width += span.width(last)
    if parts or not found:
        found.append(Piece(tuple(parts), width, End.LAST))
    else:
        found[-1] = found[-1]._replace(end=End.LAST) if found[-1].end is End.SPACE else found[-1]
        if found[-1].end is not End.LAST:
            found.append(Piece((), 0, End.LAST))
    return [part for piece in found for part in ((piece,) if piece.width <= limit else _torn(piece, limit))]


def _bits(word: str) -> list[str]:
    """The parts of a word between which a line may break without a space."""
    if not _PERHAPS.search(word):
        return [word]
    return (_URL_BREAK if _URL.search(word) else _WORD_BREAK).split(word)


def _torn(piece: Piece, limit: float) -> Iterator[Piece]:
    """A word that no line can hold, in pieces that keep closing marks with what they close."""
    clusters: list[list[tuple[Span, str]]] = []
    for span, text in piece.parts:
        for char in text:
            glued = clusters and (char in NO_START or clusters[-1][-1][1] in NO_END)
            if glued and sum(s.width(c) for s, c in clusters[-1]) + span.width(char) <= limit:
                clusters[-1].append((span, char))
            else:
                clusters.append([(span, char)])
    for cluster in clusters[:-1]:
        yield Piece(tuple(cluster), sum(span.width(char) for span, char in cluster), End.SOFT)
    width = sum(span.width(char) for span, char in clusters[-1])
    yield Piece(tuple(clusters[-1]), width, piece.end, piece.gap, piece.gap_width)


_LINE = 1e6
"""What one more line costs: more than any ugliness."""

_SOFT = 30.0
"""What a break without a space costs; a line four tenths empty costs about half of it."""

_STUB = 40.0
"""What a last line shorter than an eighth of the measure costs."""


def lines(found: Sequence[Piece], first: float, later: float, justified: bool) -> list[Sequence[Piece]]:
    """Choose the line ends. `first` and `later` are the widths of the first line and of the others, in points."""
    if _fits(found, first):
        return [found]
    count = len(found)
    best = [0.0] + [float("inf")] * count
    back = [0] * (count + 1)
    sizes = [(piece.width, piece.gap_width, piece.end) for piece in found]
    for start in range(count):
        width = (first if start == 0 else later) + 0.001
        so_far = best[start] + _LINE
        filled = spaces = 0.0
        for at in range(start, count):
            own, gap, end = sizes[at]
            filled += own
            if filled > width and at > start:
                break
            if end is SPACE or end is SOFT:
                ratio = (width - filled) / (spaces * 0.5 + width * 0.04 if justified else width * 0.1)
                total = so_far + ratio * ratio + (_SOFT if end is SOFT else 0.0)
            else:
                total = so_far + (_STUB if at == start and start and own < width / 8 else 0.0)
            if total < best[at + 1]:
                best[at + 1], back[at + 1] = total, start
            if end is FORCED:
                break
            filled += gap
            spaces += gap
    return _cuts(found, back)


def _fits(found: Sequence[Piece], width: float) -> bool:
    """Whether everything goes on one line, as it does in most cells of a table."""
    total = 0.0
    for piece in found:
        total += piece.width + piece.gap_width
        if total > width or piece.end is FORCED:
            return False
    return True


def _cuts(found: Sequence[Piece], back: Sequence[int]) -> list[Sequence[Piece]]:
    """The lines that end where the best way to the last piece has its ends."""
    cuts: list[Sequence[Piece]] = []
    end = len(found)
    while end:
        cuts.append(found[back[end] : end])
        end = back[end]
    return cuts[::-1]
