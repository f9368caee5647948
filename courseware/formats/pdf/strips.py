"""What a page is filled with: strips, which never break, one below the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from courseware.formats.pdf.canvas import Sheet
    from courseware.look.style import Border


class Break(IntEnum):
    """How welcome a new page is before a strip."""

    FORCED = 0
    FREE = 1
    RELUCTANT = 2
    """Only if the page would stay half empty."""
    BAD = 3
    """Only if nothing else helps."""


class Drawable(Protocol):
    """What a strip shows; `top` is the strip's upper edge."""

    def draw(self, sheet: Sheet, top: float) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A box around neighbouring strips. `left` and `right` are its outer edges; a page break closes and reopens it."""

    left: float
    right: float
    fill: str | None = None
    top_rule: Border | None = None
    right_rule: Border | None = None
    bottom_rule: Border | None = None
    left_rule: Border | None = None

    @property
    def above(self) -> float:
        """Room between the box's upper edge and its first strip."""
        return self.top_rule.width + self.top_rule.space if self.top_rule else 0

    @property
    def below(self) -> float:
        return self.bottom_rule.width + self.bottom_rule.space if self.bottom_rule else 0

    def draw(self, sheet: Sheet, top: float, bottom: float) -> None:
        """Fill the box, then draw its rules inside its edges."""
        if self.fill:
            sheet.fill(self.left, top, self.right, bottom, self.fill)
        if rule := self.top_rule:
            sheet.rule(self.left, top + rule.width / 2, self.right, top + rule.width / 2, rule)
        if rule := self.bottom_rule:
            y = bottom - rule.width / 2
            sheet.rule(self.left, y, self.right, y, rule)
        if rule := self.left_rule:
            x = self.left + rule.width / 2
            sheet.rule(x, top, x, bottom, rule)
        if rule := self.right_rule:
            x = self.right - rule.width / 2
            sheet.rule(x, top, x, bottom, rule)


@dataclass(slots=True, eq=False)
class Strip:
    """A slice as wide as the page. `gap` is the room above it, which falls away at the top of a page.

    `repeat` stands above it, as an artifact, where a page begins with it: a table's header row. `notes` are the lines
    of the footnotes that it refers to.
    """

    content: Drawable
    height: float
    gap: float = 0
    before: Break = Break.FREE
    frames: tuple[Frame, ...] = ()
    repeat: tuple[Strip, ...] = ()
    notes: tuple[Strip, ...] = ()
    level: int = 0
    title: str = ""
    """The outline entry of a heading's first line."""
    anchor: str = ""
    """By which links lead to it."""
