"""Break text into lines: between words only, or letters where words do not stand apart, all lines weighed together.

Knuth and Plass's total fit, with the fewest lines that will do, so that a paragraph is as long as in a word processor.
English words are divided only where a paragraph would have a hole without it, as TeX does in a second pass.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining

from courseware.formats.pdf.hyphens import cut, divided, forced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from courseware.document.blocks import Stress
    from courseware.formats.pdf.canvas import Owner, Target
    from courseware.formats.pdf.fonts import Font

NO_START = frozenset(
    "!%),.:;?]}¢°’”‥…、。〉》」』】〕〗〟！％），．：；？］｝·~〜ー々・ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
"""No line starts with these (JLREQ and KLREQ call it kinsoku)."""

NO_END = frozenset("([{‘“〈《「『【〔〖〝（［｛￦₩＄$£#@")
"""No line ends with these."""

_GAPS = re.compile("(\n|[ \u3000]+)")
_PERHAPS = re.compile(r"[-/—–]|www\.")
_URL = re.compile(r"://|^\W*www\.")
_URL_BREAK = re.compile(r"(?<=[/?&=#_.\-])(?=[^/?&=#_.\-\s)\]}>,])")
_WORD_BREAK = re.compile(r"(?<=[—–])(?=\w)|(?<=[A-Za-z]-)(?=[A-Za-z])|(?<=[A-Za-z]/)(?=[A-Za-z])")
_LETTER = re.compile(r"[^\W_\u1100-\uffdc]+(?:[.,]\d+)*|.", re.DOTALL)
"""What stays together in a text whose words do not stand apart: a Latin word or a number, p3; else each letter."""
SOFT_HYPHEN = "\u00ad"
"""What a hyphen at a line's end says, so that a reader puts the word together again (ISO 32000-1 § 14.8.2.2.3)."""


class Span(NamedTuple):
    """Text that is all alike, and the element it belongs to.

    `lang` is set where words may be divided if they have to: in English; `divide` where ordinary ones may be.
    `note` is the number of a footnote whose mark this is; it stands `rise` points above the line. `stress` is how
    emphasised text shows it. One that is not `spaced` may break behind any letter.
    """

    text: str
    font: Font
    size: float
    color: str
    owner: Owner
    link: Target | None = None
    lang: str = ""
    divide: bool = False
    note: int = 0
    rise: float = 0
    stress: Stress = ""
    underline: bool = False
    spaced: bool = True

    def width(self, text: str) -> float:
        """In points."""
        return self.font.width(text) * self.size


class End(IntEnum):
    """What comes after a piece."""

    SPACE = 0
    TIED = 1
    """A space inside of what belongs together: a name, a date, a number and its unit."""
    SOFT = 2
    """Nothing: inside a URL, after a dash, or in the middle of a word that no line can hold."""
    HYPHEN = 3
    """A hyphen, if the line ends here."""
    FORCED = 4
    LAST = 5
    LETTER = 6
    """Nothing: between two letters of a language whose words do not stand apart."""


class Piece(NamedTuple):
    """The least that stays on one line: a word, or a part of one.

    `gap` is written behind it: a space, which vanishes at a line's end, or a hyphen, which stands nowhere else.
    """

    parts: tuple[tuple[Span, str], ...]
    width: float
    end: End
    gap: tuple[Span, str] | None = None
    gap_width: float = 0

    @property
    def alone(self) -> float:
        """How wide a line with nothing else is."""
        return self.width + (self.gap_width if self.end is End.HYPHEN else 0)


def pieces(
    spans: Sequence[Span], limit: float, divide: bool = False, tied: frozenset[int] = frozenset()
) -> list[Piece]:
    """The pieces of a paragraph none of whose lines is wider than `limit` points.

    English words are divided if no line can hold them, with `divide` also ordinary ones. `tied` are the places of
    spaces, hyphens and dashes in the whole text that stand inside of what belongs together.
    """
    paragraph: list[Piece] = []
    parts: list[tuple[Span, str]] = []
    width = 0.0
    at = 0
    for span in spans:
        for token in filter(None, _GAPS.split(span.text)):
            start, at = at, at + len(token)
            if token == "\n":
                paragraph.append(Piece(tuple(parts), width, End.FORCED, (span, " ")))
                parts, width = [], 0.0
                continue
            own = span.width(token)
            if token[0] in " \u3000":
                end = End.TIED if start in tied else End.SPACE
                paragraph.append(Piece(tuple(parts), width, end, (span, token), own))
                parts, width = [], 0.0
            elif span.spaced and not divide and own <= limit - width and not _PERHAPS.search(token):
                parts.append((span, token))  # as most words
                width += own
            else:
                *before, (last, _) = _bits(span, token, limit - width, divide, {place - start for place in tied})
                for bit, end in before:
                    hyphen = (span, SOFT_HYPHEN) if end is End.HYPHEN else None
                    hyphen_width = span.width(SOFT_HYPHEN) if hyphen else 0
                    paragraph.append(Piece((*parts, (span, bit)), width + span.width(bit), end, hyphen, hyphen_width))
                    parts, width = [], 0.0
                parts.append((span, last))
                width += span.width(last)
    if parts or not paragraph:
        paragraph.append(Piece(tuple(parts), width, End.LAST))
    else:
        paragraph[-1] = paragraph[-1]._replace(end=End.LAST) if paragraph[-1].end is not End.FORCED else paragraph[-1]
        if paragraph[-1].end is not End.LAST:
            paragraph.append(Piece((), 0, End.LAST))
    return [part for piece in paragraph for part in ((piece,) if piece.alone <= limit else _torn(piece, limit))]


def _bits(span: Span, word: str, room: float, divide: bool, tied: Set[int]) -> list[tuple[str, End]]:
    """The parts of a word between which a line may break without a space, and what stands at the break."""
    if not span.spaced and not _URL.search(word):
        return [(bit, End.LETTER) for bit in _letters(word)]
    bits = [word]
    if _PERHAPS.search(word):
        if _URL.search(word):
            return [(bit, End.SOFT) for bit in _URL_BREAK.split(word)]
        places = [match.start() for match in _WORD_BREAK.finditer(word) if match.start() - 1 not in tied]
        bits = cut(word, places)
    if not span.lang:
        return [(bit, End.SOFT) for bit in bits]
    parts: list[tuple[str, End]] = []
    for bit in bits:
        too_wide = span.width(bit) > room
        *before, last = (
            forced(bit, span.lang) if too_wide else divided(bit, span.lang) if divide and span.divide else [bit]
        )
        parts += [(part, End.HYPHEN) for part in before]
        parts.append((last, End.SOFT))
    return parts


def _letters(text: str) -> list[str]:
    """The pieces of a text whose words do not stand apart, with the marks that no line starts or ends with."""
    letters: list[str] = []
    for letter in _LETTER.findall(text):
        if letters and (letter[0] in NO_START or combining(letter[0]) or letters[-1][-1] in NO_END):
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def _torn(piece: Piece, limit: float) -> Iterator[Piece]:
    """A word that no line can hold, in pieces that keep closing marks, and a last syllable, with what they close."""
    clusters: list[list[tuple[Span, str]]] = []
    for span, text in piece.parts:
        for char in text:
            glued = clusters and (char in NO_START or combining(char) or clusters[-1][-1][1] in NO_END)
            if glued and _width(clusters[-1]) + span.width(char) <= limit:
                clusters[-1].append((span, char))
            else:
                clusters.append([(span, char)])
    if len(clusters) > 1 and _width(clusters[-2]) + _width(clusters[-1]) + piece.alone - piece.width <= limit:
        clusters[-2:] = [clusters[-2] + clusters[-1]]
    for cluster in clusters[:-1]:
        yield Piece(tuple(cluster), _width(cluster), End.SOFT)
    yield Piece(tuple(clusters[-1]), _width(clusters[-1]), piece.end, piece.gap, piece.gap_width)


def _width(cluster: Sequence[tuple[Span, str]]) -> float:
    return sum(span.width(char) for span, char in cluster)


_LINE = 1e6
"""What one more line costs: more than any ugliness."""

_COSTS = {End.SPACE: 0.0, End.LETTER: 0.0, End.TIED: 10 * _LINE, End.SOFT: 30.0, End.HYPHEN: 8.0}
"""What a break costs besides the hole it leaves; a line four tenths empty costs 16. What is tied gives way last."""

_LADDER = 40.0
"""What a second hyphen below the first costs."""

_HALF = 100.0
"""What half a word alone on the last line costs."""

_STUB = 40.0
"""What a last line shorter than an eighth of the measure costs."""

_HOLE = 0.25
"""The part of a ragged line that may stay empty before words are divided."""

_LONG = 20_000
"""Pieces of a paragraph of which no reader sees whether its lines are as even as they could be: a book's chapter."""

_WIDE = 0.6
"""How much wider, in parts of themselves, the spaces of a justified line may become before words are divided."""


def broken(
    spans: Sequence[Span], first: float, later: float, justified: bool,
    tied: frozenset[int] = frozenset(), balanced: bool = False,
) -> list[Sequence[Piece]]:  # fmt: skip
    """The lines of a paragraph. `first` and `later` are the widths of the first line and of the others, in points.

    `tied` are the places that `pieces` is told of. `balanced` lines are about equally long, the last one too.
    """
    limit = min(first, later)
    whole = pieces(spans, limit, tied=tied)
    cuts = lines(whole, first, later, justified, balanced)
    if any(span.divide for span in spans) and _has_hole(cuts, first, later, justified):
        parts = pieces(spans, limit, divide=True, tied=tied)
        if len(parts) > len(whole):
            return lines(parts, first, later, justified, balanced)
    return cuts


def _has_hole(cuts: Sequence[Sequence[Piece]], first: float, later: float, justified: bool) -> bool:
    for at, line in enumerate(cuts):
        if line[-1].end in _COSTS:
            width = later if at else first
            spaces = sum([piece.gap_width for piece in line[:-1] if piece.end is not End.HYPHEN])
            slack = width - sum([piece.width for piece in line]) - spaces
            if slack > (spaces * _WIDE if justified else width * _HOLE):
                return True
    return False


def lines(
    paragraph: Sequence[Piece], first: float, later: float, justified: bool, balanced: bool = False
) -> list[Sequence[Piece]]:
    """Choose the line ends of a paragraph's pieces."""
    if _fits(paragraph, first):
        return [paragraph]
    if len(paragraph) > _LONG:
        return list(_filled(paragraph, first, later))
    count = len(paragraph)
    best = [0.0] + [float("inf")] * count
    back = [0] * (count + 1)
    sizes = [(piece.width, piece.gap_width, piece.end, _COSTS.get(piece.end)) for piece in paragraph]
    for start in range(count):
        width = (first if start == 0 else later) + 0.001
        divided_above = start > 0 and paragraph[start - 1].end is End.HYPHEN
        so_far = best[start] + _LINE
        filled = spaces = 0.0
        for at in range(start, count):
            own, gap, end, cost = sizes[at]
            filled += own
            if filled > width and at > start:
                break
            hyphen = gap if end is End.HYPHEN else 0.0
            if filled + hyphen <= width or at == start:
                if cost is not None or balanced:
                    hole = (width - filled - hyphen) / (spaces * 0.5 + width * 0.04 if justified else width * 0.1)
                    total = so_far + hole * hole + (cost or 0.0) + (_LADDER if hyphen and divided_above else 0.0)
                else:
                    stub = at == start and start and own < width / 8
                    total = so_far + (_STUB if stub else 0.0) + (_HALF if divided_above and not spaces else 0.0)
                if total < best[at + 1]:
                    best[at + 1], back[at + 1] = total, start
            if end is End.FORCED:
                break
            if not hyphen:
                filled += gap
                spaces += gap
    return _cuts(paragraph, back)


def _filled(paragraph: Sequence[Piece], first: float, later: float) -> Iterator[Sequence[Piece]]:
    """Lines that each take what goes on them."""
    start, filled = 0, 0.0
    for at, piece in enumerate(paragraph):
        if at > start and filled + piece.alone > (later if start else first) + 0.001:
            yield paragraph[start:at]
            start, filled = at, 0.0
        filled += piece.width + (0 if piece.end is End.HYPHEN else piece.gap_width)
        if piece.end is End.FORCED:
            yield paragraph[start : at + 1]
            start, filled = at + 1, 0.0
    if start < len(paragraph):
        yield paragraph[start:]


def _fits(paragraph: Sequence[Piece], width: float) -> bool:
    """Whether everything goes on one line, as it does in most cells of a table."""
    total = 0.0
    for piece in paragraph:
        total += piece.width + (0 if piece.end is End.HYPHEN else piece.gap_width)
        if total > width or piece.end is End.FORCED:
            return False
    return True


def _cuts(paragraph: Sequence[Piece], back: Sequence[int]) -> list[Sequence[Piece]]:
    """The lines that end where the best way to the last piece has its ends."""
    cuts: list[Sequence[Piece]] = []
    end = len(paragraph)
    while end:
        cuts.append(paragraph[back[end] : end])
        end = back[end]
    return cuts[::-1]
