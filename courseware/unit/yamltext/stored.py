"""Edits of a text as the reader sees it, made in the text as it is stored: every byte else stays."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from courseware.files import textfile
from courseware.unit.yamltext.edits import Edit

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ASCII = re.compile(r"[\x00-\x7f]+")
_CLUSTER = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]*")
"""An ASCII character never merges with what stands before it, so what begins with one can be looked at alone."""


def edited(stored: str, edits: Sequence[Edit]) -> str:
    """`stored` with edits whose places count in `textfile.plain(stored)`; new lines end like most of hers."""
    spot = _Spots(stored)
    ends = Counter(re.findall(r"\r\n|\r|\n", stored)).most_common(1)
    newline = ends[0][0] if ends else "\n"
    parts, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        place, behind = spot.find(start), spot.find(end)
        parts += [stored[at:place], new.replace("\n", newline), _ASCII.sub("", stored[place:behind])]
        at = behind
    return "".join([*parts, stored[at:]])


class _Spots:
    """Where the characters of the plain text are from."""

    def __init__(self, stored: str) -> None:
        self._lines = LINE.findall(stored)
        self._stored = [0, *accumulate(map(len, self._lines))]
        self._plain = [0, *accumulate(len(textfile.plain(line)) for line in self._lines)]

    def find(self, at: int) -> int:
        """The place in the stored text: at the very beginning of a line, else right behind the character before."""
        line = bisect_left(self._plain, at)
        if self._plain[line] == at:
            return self._stored[line]
        left, place = at - self._plain[line - 1], self._stored[line - 1]
        for cluster in _CLUSTER.findall(self._lines[line - 1]):
            if left <= 0:
                break
            left -= len(textfile.plain(cluster))
            place += len(cluster)
        return place
