"""Pasted text becomes lines, one a paragraph."""

from __future__ import annotations

import re
from itertools import pairwise

from courseware.snapshot.nouns import Line

_WRAPPED = 6
"""Lines that end inside a sentence, from which on a text counts as broken into lines of even length."""


def lines(text: str) -> list[Line]:
    """A line of text is a paragraph; where lines break inside sentences, a blank line parts paragraphs."""
    raw = [" ".join(line.split()) for line in text.split("\n")]
    if _is_wrapped(raw):
        blocks = re.split(r"\n{2,}", "\n".join(raw))
        return [Line(n, block.replace("\n", " ")) for n, block in enumerate(blocks, 1) if block.strip()]
    return [Line(n, line) for n, line in enumerate(raw, 1) if line]


def _is_wrapped(raw: list[str]) -> bool:
    """Whether most lines that another follows at once end inside a sentence and are about equally long."""
    followed = [line for line, after in pairwise(raw) if line and after]
    broken = [line for line in followed if 40 <= len(line) <= 100 and re.search(r"[\w,;–—-]$", line)]
    return len(broken) >= _WRAPPED and len(broken) * 10 >= len(followed) * 6
