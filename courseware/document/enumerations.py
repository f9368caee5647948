"""Lines that somebody numbered or marked by hand, like `① …`, `가. …`, `☐ …`: each prints on a line of its own."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from courseware.look.alphabets import CONSONANTS, LATIN, SYLLABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ORDERS = (SYLLABLES, CONSONANTS, LATIN, LATIN.upper())
_ENCLOSED = re.compile(r"[\u2460-\u24ff\u2776-\u2793\u3200-\u321e\u3260-\u327e\u2160-\u217b]")
"""① ⑴ ⓐ ❶ ㈀ ㉠ Ⅰ: a number with what stands around it (Unicode's enclosed letters and Roman numerals)."""
_NUMBERED = re.compile(r"(\(?)([가-하ㄱ-ㅎA-Za-z]|\d{1,3})([.)])\s+\S")
_SIGN = re.compile(r"[•·‣◦○●◎□■▢▪▫◇◆△▲▷▶►▸→⇒※☐☑✔✓★☆♣-]\s*\S")
_SPEAKER = re.compile(r"[^\s:]{1,8}(?: [^\s:]{1,8})?: \S")


class _Label(NamedTuple):
    kind: str
    """Labels of the same kind go on from each other."""
    number: int | None
    """None for a sign, which is the same on every line."""

    def goes_on(self, before: _Label) -> bool:
        return self.kind == before.kind and (self.number is None or self.number - (before.number or 0) == 1)


def of_lists(lines: Mapping[int, str]) -> Iterator[int]:
    """The lines, by their key, whose labels follow each other: one “2.” at a line's beginning may belong to a date."""
    labelled = [(at, label) for at, line in lines.items() if (label := _label(line.lstrip()))]
    for (before, first), (at, second) in pairwise(labelled):
        if second.goes_on(first):
            yield before
            yield at


def _label(line: str) -> _Label | None:
    if _ENCLOSED.match(line):
        return _Label(unicodedata.name(line[0]).split()[0], ord(line[0]))
    if match := _NUMBERED.match(line):
        order = next((order for order in _ORDERS if match[2] in order), None)
        if order or match[2].isdigit():
            number = order.index(match[2]) if order else int(match[2])
            return _Label(f"{match[1]}{(order or '1')[0]}{match[3]}", number)
    if _SIGN.match(line):
        return _Label(line[0], None)
    return _Label(":", None) if _SPEAKER.match(line) else None
