"""Fill pages with strips."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from courseware.writers.pdf.canvas import Artifact, Sheet
from courseware.writers.pdf.strips import Break, Frame, Strip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HALF = 0.55
"""A page filled less than this may break where it is unwelcome, rather than leave a hole at its foot."""

_SLACK = 0.01


@dataclass(slots=True)
class Page:
    """Where things stand on one page: y counts down from the top of the text area."""

    strips: list[tuple[Strip, float, bool]] = field(default_factory=list)
    frames: list[tuple[Frame, float, float]] = field(default_factory=list)
    notes: list[tuple[Strip, float]] = field(default_factory=list)

    def draw(self, sheet: Sheet, top: float) -> None:
        for frame, upper, lower in self.frames:
            frame.draw(sheet, top + upper, top + lower)
        for strip, y, repeated in self.strips:
            if repeated:
                with sheet.artifact(Artifact()):
                    strip.content.draw(sheet, top + y)
                continue
            if strip.level:
                sheet.bookmark(strip.level, strip.title, top + y - strip.gap / 2, strip.anchor)
            strip.content.draw(sheet, top + y)
        for note, y in self.notes:
            note.content.draw(sheet, top + y)


def fill(strips: Sequence[Strip], height: float, separator: Strip) -> list[Page]:
    """Pages whose text area is `height` points high; `separator` stands above a page's footnotes."""
    pages: list[Page] = []
    start = 0
    waiting: list[Strip] = []
    while start < len(strips) or waiting:
        end = _end(strips, start, height, _high(waiting), separator.height)
        page = _place(strips[start:end])
        waiting += [note for strip in strips[start:end] for note in strip.notes]
        if waiting:
            room = height - max((bottom for *_, bottom in _walk(strips[start:end], 0)), default=0)
            fitting = max(_fitting(waiting, room - separator.height), 1 if start == end else 0)
            page.notes = _at_foot(waiting[:fitting], height, separator)
            waiting = waiting[fitting:]
        pages.append(page)
        start = end
    return pages or [Page()]


def _high(notes: Sequence[Strip]) -> float:
    return sum([note.height for note in notes])


def _fitting(notes: Sequence[Strip], room: float) -> int:
    """How many lines of footnotes fit into `room`; the others wait for the next page."""
    return next((at for at in range(len(notes)) if _high(notes[: at + 1]) > room + _SLACK), len(notes))


def _at_foot(notes: Sequence[Strip], height: float, separator: Strip) -> list[tuple[Strip, float]]:
    """Notes end where the text area does, whatever room is left above."""
    notes = (separator, *notes) if notes else ()
    return [(note, height - _high(notes[at:])) for at, note in enumerate(notes)]


def _end(strips: Sequence[Strip], start: int, height: float, notes: float, separator: float) -> int:
    """The first strip that goes to the next page. `notes` is how high those are that wait from the page before.

    A strip brings its own notes along. The first one stays even if they do not fit: then they wait, too.
    """
    if start == len(strips):
        return start
    best: dict[Break, tuple[int, float]] = {}
    for at, (strip, _, bottom) in enumerate(_walk(strips, start), start):
        notes += _high(strip.notes)
        if bottom + notes + (separator if notes else 0) > height + _SLACK and at > start:
            break
        following = at + 1
        if following == len(strips) or strips[following].before is Break.FORCED:
            return following
        best[strips[following].before] = (following, bottom)
    return _choose(best, height)


def _choose(best: dict[Break, tuple[int, float]], height: float) -> int:
    """The last welcome place to break, unless it leaves too much of the page empty."""
    nowhere = (0, 0.0)
    free, reluctant = best.get(Break.FREE, nowhere), best.get(Break.RELUCTANT, nowhere)
    if reluctant > free and free[1] < _HALF * height:
        return reluctant[0]
    return free[0] or best[Break.BAD][0]


def _walk(strips: Sequence[Strip], start: int) -> Iterator[tuple[Strip, float, float]]:
    """Each strip from `start` on, its upper edge, and where the page would end if it were the last."""
    if not strips:
        return
    y = sum(frame.above for frame in strips[start].frames) + _repeated(strips[start])
    previous: Strip | None = None
    for at in range(start, len(strips)):
        strip = strips[at]
        if previous is not None:
            y += sum(frame.below for frame in previous.frames if frame not in strip.frames) + strip.gap
            y += sum(frame.above for frame in strip.frames if frame not in previous.frames)
        yield strip, y, y + strip.height + sum(frame.below for frame in strip.frames)
        y += strip.height
        previous = strip


def _place(strips: Sequence[Strip]) -> Page:
    """Lay out one page. A frame reaches from its first strip on this page to its last."""
    page = Page()
    if not strips:
        return page
    y = sum(frame.above for frame in strips[0].frames)
    for row in strips[0].repeat:
        page.strips.append((row, y, True))
        y += row.height
    spans: dict[Frame, tuple[float, float]] = {}
    for strip, top, _ in _walk(strips, 0):
        page.strips.append((strip, top, False))
        lower = top + strip.height
        upper = top - _repeated(strip) if strip is strips[0] else top
        edges = []
        for frame in reversed(strip.frames):
            upper, lower = upper - frame.above, lower + frame.below
            edges.append((frame, upper, lower))
        for frame, first, last in reversed(edges):
            spans[frame] = (spans[frame][0] if frame in spans else first, last)
    page.frames = [(frame, *span) for frame, span in spans.items()]
    return page


def _repeated(strip: Strip) -> float:
    """The height of what stands above `strip` if a page begins with it."""
    return sum(row.height for row in strip.repeat)
