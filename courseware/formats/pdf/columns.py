"""Columns: strips side by side, laid out when it is known how much of the page is left for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from courseware.formats.pdf.strips import Break

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from courseware.formats.pdf.canvas import Sheet
    from courseware.formats.pdf.strips import Strip

_STEPS = 12
"""How often the height of balanced columns is halved in: to a fifth of a point on the largest sheet."""


@dataclass(frozen=True, slots=True, eq=False)
class Unset:
    """Strips for `count` columns, each beginning `step` points right of the one before."""

    strips: tuple[Strip, ...]
    count: int
    step: float

    def draw(self, sheet: Sheet, top: float) -> None:
        raise RuntimeError(f"columns were drawn on page {sheet.page + 1} at {top} before they were laid out")


class Column(Protocol):
    """One column, set: a page within a page."""

    def draw(self, sheet: Sheet, top: float) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Columns, as far as they stand on one page."""

    columns: tuple[Column, ...]
    step: float

    def draw(self, sheet: Sheet, top: float) -> None:
        for number, column in enumerate(self.columns):
            with sheet.aside(number * self.step):
                column.draw(sheet, top)


def parted(unset: Unset, room: float, end: Callable[[Sequence[Strip], int, float], int]) -> list[int]:
    """Where each column ends that is at most `room` points high, as `end` breaks it.

    What fits is balanced: every column as short as the longest of them allows, but none ends where a break is bad, as
    between a heading and its text.
    """

    def ends(height: float) -> list[int]:
        places: list[int] = []
        while len(places) < unset.count and (not places or places[-1] < len(unset.strips)):
            places.append(end(unset.strips, places[-1] if places else 0, height))
        return places

    def even(places: list[int]) -> bool:
        return places[-1] == len(unset.strips) and all(unset.strips[at].before is not Break.BAD for at in places[:-1])

    best = ends(room)
    if best[-1] < len(unset.strips):
        return best
    low, high = 0.0, room
    for _ in range(_STEPS):
        middle = (low + high) / 2
        places = ends(middle)
        if even(places):
            best, high = places, middle
        else:
            low = middle
    return best
