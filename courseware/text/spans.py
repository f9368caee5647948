"""Where the marked stretches of a text are, like comments, found in one pass however many never end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import AnyStr


def inside(text: AnyStr, begin: AnyStr, end: AnyStr) -> Iterator[AnyStr]:
    """What stands between each `begin` and the `end` that follows it."""
    for start, stop in _spans(text, begin, end):
        yield text[start + len(begin) : stop - len(end)]


def without(text: str, begin: str, end: str) -> str:
    """`text` without what stands between the marks, and without them."""
    kept, at = [], 0
    for start, stop in _spans(text, begin, end):
        kept.append(text[at:start])
        at = stop
    return "".join([*kept, text[at:]])


def _spans(text: AnyStr, begin: AnyStr, end: AnyStr) -> Iterator[tuple[int, int]]:
    stop = 0
    while (start := text.find(begin, stop)) >= 0 and (close := text.find(end, start + len(begin))) >= 0:
        stop = close + len(end)
        yield start, stop
