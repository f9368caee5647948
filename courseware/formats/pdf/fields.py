"""Room to write: ruled answer lines, and the line for name and date."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from courseware.document.blocks import Run

if TYPE_CHECKING:
    from courseware.formats.pdf.canvas import Sheet
    from courseware.formats.pdf.paragraph import Line, Setter
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
        y = top + self.height - self.rule.width / 2
        if self.owner and not sheet.repeating:
            sheet.writing_rule(self.left, self.right, y, self.rule, self.owner)
        else:
            sheet.rule(self.left, y, self.right, y, self.rule)


_LEAST, _SPACE, _BETWEEN = 3.2, 0.45, 1.3
"""How wide a blank is at least, and the room before and behind it, in parts of the type size."""


@dataclass(frozen=True, slots=True)
class Label:
    """A field's name, on one line wherever there is room, and how much room its answer wants beside the others."""

    lines: list[Line]
    share: float

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
            sheet.rule(left, y, right, y, self.rule)


def label(name: str, look: Look, elem: Elem, width: float, setter: Setter) -> Label:
    """The name of a field that has `width` points for itself and its blank."""
    share = _share(name)
    room = width - (_SPACE + _LEAST * share) * look.size
    return Label(setter.set((Run(name),), look, elem, 0, room), share)


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
