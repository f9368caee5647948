"""Footnotes: set as strips that go to the foot of the page on which their mark stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from courseware.formats.pdf.paragraph import Line, Setter
from courseware.formats.pdf.strips import Strip
from courseware.look.style import Border

if TYPE_CHECKING:
    from collections.abc import Iterable

    from courseware.formats.pdf.canvas import Sheet
    from courseware.look.style import Style


_ABOVE = 14.0
"""Points between the text and the first note."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The short line between the text and the notes."""

    left: float
    right: float
    color: str

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.rule(self.left, top + _ABOVE / 2, self.right, top + _ABOVE / 2, Border(0.5, self.color))


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Sets the notes of one document, as wide as its text."""

    style: Style
    setter: Setter
    _printed: set[int] = field(default_factory=set)

    def of(self, lines: Iterable[Line]) -> tuple[Strip, ...]:
        """The notes whose marks stand in `lines`, or begin there: no line may be wide enough for “10”."""
        marks = dict.fromkeys(span.note for line in lines for span, *_ in line.parts if span.note)
        new = [number for number in marks if number not in self._printed]
        self._printed.update(new)
        return tuple(strip for number in new for strip in self._strips(number))

    def separator(self) -> Strip:
        """What stands above a page's notes: as long as a third of the text is wide, as in Word."""
        left, width = self.style.page.left, self.style.page.text_width
        return Strip(Rule(left, left + width / 3, self.style.colors.muted), _ABOVE)

    def _strips(self, number: int) -> list[Strip]:
        """A Note with an ID of its own (ISO 14289-1 § 7.9), behind the text that refers to it."""
        text, elem = self.setter.notes[number - 1]
        look, page = replace(self.style.look("meta"), before=0, after=0), self.style.page
        note = elem.add("Note", identifier=f"note-{number:04}")
        mark = self.setter.label(number, look, note.add("Lbl"), page.left)
        indent = max(sum(width for *_, width in mark.parts) + look.size * 0.3, look.size)
        lines = self.setter.set(text, look, note, page.left + indent, page.text_width - indent)
        lines[0].lead.append(mark)
        return [Strip(line, line.height) for line in lines]
