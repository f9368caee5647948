"""What stands at the head and the foot of every page, page numbers included."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from courseware.document.blocks import PAGE, PAGES, Inlines, Margin
from courseware.formats.pdf.canvas import Artifact, Sheet
from courseware.formats.pdf.story import Place, frame_of
from courseware.formats.pdf.structure import Elem

if TYPE_CHECKING:
    from courseware.formats.pdf.paragraph import Line, Setter
    from courseware.formats.pdf.strips import Frame
    from courseware.look.style import Logo, Look, Page

_CLEAR = 8
"""Points between a header and the text, should the header be higher than the margin foresees."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The header (`foot` false) or the footer. It is an artifact: who hears a page read aloud hears it on no page."""

    margin: Margin
    look: Look
    page: Page
    setter: Setter
    foot: bool
    logo: Logo | None = None
    picture: str = ""
    """The name of the logo's image resource."""
    turn: str = ""
    """What sets the logo upright."""

    @property
    def empty(self) -> bool:
        return not self.margin.left and not self.margin.right and not self.logo

    def height(self) -> float:
        """In points, rule included; as high as it is on the page with the longest number."""
        if self.empty:
            return 0
        return self._height(self._lines(88, 88), frame_of(self.look, self._place()))

    def _height(self, lines: tuple[list[Line], list[Line]], frame: Frame | None) -> float:
        return self._logo_height() + self._text_height(lines) + (frame.above + frame.below if frame else 0)

    def _logo_height(self) -> float:
        """With the room below it that Word keeps for letters that reach below the line."""
        return self.logo.height + self.look.size * 0.3 if self.logo else 0

    def reserved(self) -> float:
        """How much of the sheet belongs to it, from the edge: at least the page's margin."""
        margin = self.page.bottom if self.foot else self.page.top
        edge = self.page.footer if self.foot else self.page.header
        return margin if self.empty else max(margin, edge + self.height() + _CLEAR)

    def draw(self, sheet: Sheet, number: int, count: int) -> None:
        if self.empty:
            return
        lines = self._lines(number, count)
        frame = frame_of(self.look, self._place())
        high = self._height(lines, frame)
        top = self.page.height - self.page.footer - high if self.foot else self.page.header
        with sheet.artifact(Artifact(subtype="Footer" if self.foot else "Header")):
            if frame:
                frame.draw(sheet, top, top + high)
            inner = top + (frame.above if frame else 0)
            if self.logo:
                self._draw_logo(sheet, inner, self.logo)
            for column in lines:
                y = inner + self._logo_height()
                for line in column:
                    line.draw(sheet, y)
                    y += line.height

    def _draw_logo(self, sheet: Sheet, top: float, logo: Logo) -> None:
        free = self.page.text_width - logo.width
        left = self.page.left + {"center": free / 2, "right": free}.get(logo.align, 0)
        sheet.image(left, top, logo.width, logo.height, self.picture, self.turn, Elem("Artifact"))

    def _place(self) -> Place:
        return Place(self.page.left, self.page.text_width, Elem("Artifact"))

    @staticmethod
    def _text_height(columns: tuple[list[Line], list[Line]]) -> float:
        return max(sum(line.height for line in column) for column in columns)

    def _lines(self, number: int, count: int) -> tuple[list[Line], list[Line]]:
        """The left side and the right side; each has what the other leaves between the indents, half at least."""
        left, right = (self._numbered(text, number, count) for text in (self.margin.left, self.margin.right))
        look, elem = replace(self.look, left=0, right=0, first=0), Elem("Artifact")
        x, width = self.page.left + self.look.left, self.page.text_width - self.look.left - self.look.right
        apart = look.size * 2
        wanted = self.setter.width(right, look, elem) + 0.01
        right_width = min(wanted, max((width - apart) / 2, width - apart - self.setter.width(left, look, elem)))
        left_width = width - (right_width + apart if right else 0)
        return (
            self.setter.set(left, replace(look, align="left"), elem, x, left_width) if left else [],
            self.setter.set(right, replace(look, align="right"), elem, x + width - right_width, right_width)
            if right
            else [],
        )

    @staticmethod
    def _numbered(text: Inlines, number: int, count: int) -> Inlines:
        return tuple(
            replace(run, link=None, text=run.text.replace(PAGE, str(number)).replace(PAGES, str(count))) for run in text
        )
