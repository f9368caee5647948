"""Room to write: ruled answer lines, and the line for name and date."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courseware.style import Border
    from courseware.writers.pdf.canvas import Sheet
    from courseware.writers.pdf.paragraph import Line
    from courseware.writers.pdf.structure import Elem

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


@dataclass(frozen=True, slots=True)
class Blanks:
    """Labels, each followed by a blank to fill in: (label, from, to)."""

    fields: list[tuple[Line, float, float]]
    rule: Border

    def draw(self, sheet: Sheet, top: float) -> None:
        for label, left, right in self.fields:
            label.draw(sheet, top)
            span = label.parts[0][0] if label.parts else None
            below = (span.size if span else 10) * 0.62
            y = top + label.height / 2 + below
            sheet.rule(left, y, right, y, self.rule)


def blanks(labels: list[tuple[Line, float, str]], x: float, width: float, size: float, rule: Border) -> list[Blanks]:
    """Share `width` among the blanks after `labels` (line, its width, its text), on as many rows as they need."""
    least, space, between = 3.2 * size, 0.45 * size, 1.3 * size
    needed = sum(own + space + least * _share(text) + between for _, own, text in labels)
    count = max(ceil((needed - between) / width), 1)
    each = max(ceil(len(labels) / count), 1)
    rows = [labels[at : at + each] for at in range(0, len(labels), each)]
    return [Blanks(_spread(row, x, width, space, between), rule) for row in rows]


def _spread(
    row: list[tuple[Line, float, str]], x: float, width: float, space: float, between: float
) -> list[tuple[Line, float, float]]:
    fixed = sum(own + space for _, own, _ in row) + between * (len(row) - 1)
    one = max((width - fixed) / sum(_share(text) for *_, text in row), 0)
    fields = []
    for line, own, text in row:
        line.x = x
        start = x + own + space
        end = start + one * _share(text)
        fields.append((line, start, end))
        x = end + between
    return fields


def _share(text: str) -> float:
    """How much room the answer wants beside the others."""
    return 2.2 if text.strip(" :：").casefold() in _LONG else 1.0
