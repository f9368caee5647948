"""Fill pages with strips."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from courseware.formats.pdf.canvas import Artifact, Sheet
from courseware.formats.pdf.columns import Band, Unset, parted
from courseware.formats.pdf.strips import Break, Frame, Strip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HALF = 0.55
"""A page filled less than this may break where it is unwelcome, rather than leave a hole at its foot."""

_LEAST = 0.2
"""Columns begin on a page that has at least this part of it left."""

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
    strips = list(strips)
    columns = any(isinstance(strip.content, Unset) for strip in strips)
    while start < len(strips) or waiting:
        if columns:
            room = height - _high(waiting) - (separator.height if waiting else 0)
            _set_columns(strips, start, room, separator.height)
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


def _set_columns(strips: list[Strip], start: int, height: float, separator: float) -> None:
    """Lay out the columns that begin on the page of `strips[start]`; what it cannot hold becomes columns of the next.

    Columns of which the page could hold only a few lines go to the next.
    """
    for at, (strip, top, _) in enumerate(_walk(strips, start), start):
        if at > start and (top > height or strip.before is Break.FORCED):
            return
        if isinstance(strip.content, Unset):
            room = height - top - _noted(strips[start:at], separator)
            if at > start and room < _LEAST * height:
                strip.height = height
                return
            strips[at : at + 1] = _banded(strip, strip.content, room, separator)
            _set_columns(strips, start, height, separator)
            return


def _banded(strip: Strip, unset: Unset, room: float, separator: float) -> list[Strip]:
    """The columns that fit into `room`, less what their own footnotes need, and what is left of them."""
    ends = parted(unset, room, _column_end)
    noted = _noted(unset.strips[: ends[-1]], separator)
    if noted:
        ends = parted(unset, max(room - noted, _LEAST * room), _column_end)
    starts = (0, *ends[:-1])
    columns = [unset.strips[begin:end] for begin, end in zip(starts, ends, strict=True)]
    height = max(bottom for column in columns for *_, bottom in _walk(column, 0))
    notes = tuple(note for column in columns for each in column for note in each.notes)
    band = replace(strip, content=Band(tuple(map(_place, columns)), unset.step), height=height, notes=notes)
    rest = unset.strips[ends[-1] :]
    return [band, replace(strip, content=replace(unset, strips=rest), before=Break.FORCED)] if rest else [band]


def _column_end(strips: Sequence[Strip], start: int, height: float) -> int:
    return _end(strips, start, height, 0, 0)


def _noted(strips: Sequence[Strip], separator: float) -> float:
    """How high the footnotes of `strips` are."""
    notes = sum([_high(strip.notes) for strip in strips if strip.notes])
    return notes + separator if notes else 0


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
    return free[0] or best.get(Break.BAD, reluctant)[0]


def _walk(strips: Sequence[Strip], start: int) -> Iterator[tuple[Strip, float, float]]:
    """Each strip from `start` on, its upper edge, and where the page would end if it were the last."""
    if start == len(strips):
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
