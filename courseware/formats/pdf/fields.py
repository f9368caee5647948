"""Room to write: ruled answer lines, and the line for name and date; what each of them is to somebody who listens."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from courseware.document.blocks import Run
from courseware.formats.pdf.structure import string

if TYPE_CHECKING:
    from courseware.formats.pdf.canvas import Sheet
    from courseware.formats.pdf.paragraph import Line, Setter
    from courseware.formats.pdf.strips import Drawable
    from courseware.formats.pdf.structure import Elem
    from courseware.look.style import Border, Look

_LONG = ("name", "이름", "성명", "school", "학교")
"""Fields whose answers are long."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """One line to write on, `height` below its top. `owner` describes it to a reader who cannot see it."""

    left: float
    right: float
    height: float
    rule: Border
    owner: Elem | None

    def draw(self, sheet: Sheet, top: float) -> None:
        _write_on(sheet, self.left, self.right, top + self.height - self.rule.width / 2, self.rule, self.owner)


def _write_on(sheet: Sheet, left: float, right: float, y: float, rule: Border, owner: Elem | None) -> None:
    """A rule to write on: content that `owner` describes, or decoration where nothing does or it is drawn again."""
    if owner and not sheet.repeating:
        sheet.writing_rule(left, right, y, rule, owner)
    else:
        sheet.rule(left, y, right, y, rule)


@dataclass(frozen=True, slots=True)
class Announced:
    """A box's first strip, and what it says to somebody who cannot see the box: a blank that is read as words."""

    label: Line
    content: Drawable

    def draw(self, sheet: Sheet, top: float) -> None:
        self.label.draw(sheet, top)
        self.content.draw(sheet, top)


def blank(parent: Elem, label: str) -> Elem:
    """The element of a place to write in, with its description (ISO 32000-1 § 14.8.5.6)."""
    attributes = {"PrintField": {"Role": "/tv", "Desc": string(label)}}
    return parent.add("Form", alt=label, attributes=attributes)


_LEAST, _SPACE, _BETWEEN = 3.2, 0.45, 1.3
"""How wide a blank is at least, and the room before and behind it, in parts of the type size."""


@dataclass(frozen=True, slots=True)
class Label:
    """A field's name, on one line wherever there is room, and how much room its answer wants beside the others.

    `owner` describes its blank to a reader who cannot see it.
    """

    lines: list[Line]
    share: float
    owner: Elem | None

    def needs(self, size: float) -> float:
        """How wide the name and its blank are at least."""
        return max(map(_width, self.lines)) + (_SPACE + _LEAST * self.share) * size


@dataclass(frozen=True, slots=True)
class Blanks:
    """A row of labels, each followed by a blank to fill in: (label, from, to)."""

    fields: list[tuple[Label, float, float]]
    size: float
    rule: Border

    @property
    def height(self) -> float:
        return max(sum(line.height for line in label.lines) for label, *_ in self.fields)

    def draw(self, sheet: Sheet, top: float) -> None:
        for label, left, right in self.fields:
            y = top
            for line in label.lines:
                line.draw(sheet, y)
                y += line.height
            y += self.size * 0.62 - label.lines[-1].height / 2
            _write_on(sheet, left, right, y, self.rule, label.owner)


def label(name: str, spoken: str, look: Look, elem: Elem, width: float, setter: Setter) -> Label:
    """The name of a field that has `width` points for itself and its blank, which says what it is if it has words."""
    share = _share(name)
    room = width - (_SPACE + _LEAST * share) * look.size
    lines = setter.set((Run(name),), look, elem, 0, room)
    return Label(lines, share, blank(elem, spoken) if spoken else None)


def blanks(labels: list[Label], x: float, width: float, size: float, rule: Border) -> list[Blanks]:
    """Share `width` among the blanks, on as few rows as leave each blank room to write."""
    for count in range(1, len(labels) + 1):
        each = ceil(len(labels) / count)
        rows = [labels[at : at + each] for at in range(0, len(labels), each)]
        if all(_needed(row, size) <= width for row in rows):
            break
    return [Blanks(_spread(row, x, width, size), size, rule) for row in rows] if labels else []


def _needed(row: list[Label], size: float) -> float:
    return sum(one.needs(size) for one in row) + _BETWEEN * size * (len(row) - 1)


def _spread(row: list[Label], x: float, width: float, size: float) -> list[tuple[Label, float, float]]:
    shares = sum(one.share for one in row)
    spare = max(width - _needed(row, size), 0)
    fields = []
    for one in row:
        for line in one.lines:
            line.x = x
        end = x + one.needs(size) + spare * one.share / shares
        fields.append((one, x + _width(one.lines[-1]) + _SPACE * size, end))
        x = end + _BETWEEN * size
    return fields


def _width(line: Line) -> float:
    return sum(width for *_, width in line.parts)


def _share(text: str) -> float:
    return 2.2 if text.strip(" :：").casefold() in _LONG else 1.0
