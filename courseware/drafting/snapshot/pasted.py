"""Pasted text becomes lines, one a paragraph."""

from __future__ import annotations

import re
from itertools import pairwise

from courseware.drafting.snapshot import stamps
from courseware.drafting.snapshot.nouns import Line
from courseware.drafting.snapshot.sorting import SENTENCE_END
from courseware.text.letters import columns

_WRAPPED = 5
"""Lines that end inside a sentence, from which on a text counts as broken into lines of even length."""
_LEAST, _MOST = 40, 100
"""Columns of such a line; a shorter one that another follows may be a headline or the end of a paragraph."""


def lines(text: str) -> list[Line]:
    """A line of text is a paragraph; where lines break inside sentences, they are joined until a paragraph ends."""
    raw = [" ".join(line.split()) for line in text.split("\n")]
    width = _width(raw)
    blocks: list[list[str]] = []
    for before, line in pairwise(("", *raw)):
        if line and before and width and not _ends(before, line, width):
            blocks[-1].append(line)
        elif line:
            blocks.append([line])
    return [Line(n, " ".join(block)) for n, block in enumerate(blocks, 1)]


def _width(raw: list[str]) -> int:
    """How wide the lines are, where most that another follows at once end inside a sentence and are of even length.

    0 where they do not. A long headline is no measure, nor is a line that a long word left short.
    """
    followed = [(line, columns(line)) for line, after in pairwise(raw) if after and columns(line) >= _LEAST]
    broken = sorted(width for line, width in followed if width <= _MOST and re.search(r"[\w,;–—-]$", line))
    width = broken[len(broken) * 3 // 4] if broken else 0
    even = sum(one * 5 >= width * 4 for one in broken)
    return width if even >= max(_WRAPPED, len(followed) * 0.6) else 0


def _ends(before: str, line: str, width: int) -> bool:
    """Whether a paragraph ends with `before`: its line had room for the next word, and its sentence is over.

    A line without a full stop has to be visibly short, as headlines and names are; a line of the date stands alone.
    """
    room = columns(f"{before} {line.split()[0]}")
    is_short = room <= (width if SENTENCE_END.search(before) else width * 3 // 4)
    return is_short or stamps.is_alone(before) or stamps.is_alone(line)
