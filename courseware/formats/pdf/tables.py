"""Tables: rows that never break, and a header row that every page repeats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from courseware.document.blocks import Inlines, Run, Table, columns_aligned, entries, plain
from courseware.formats.pdf.strips import Break, Frame, Strip
from courseware.formats.pdf.structure import Elem, string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courseware.document.blocks import Side
    from courseware.formats.pdf.canvas import Sheet
    from courseware.formats.pdf.footnotes import Footnotes
    from courseware.formats.pdf.paragraph import Line, Setter
    from courseware.look.style import Border, Look, Style


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of each cell, with room above and below; `rule` stands on top, between this row and the one above.

    `uprights` are rules down the row, at its sides or between its columns: (x, rule).
    """

    cells: list[list[Line]]
    left: float
    right: float
    pad: float
    fill: str | None = None
    rule: Border | None = None
    uprights: tuple[tuple[float, Border], ...] = ()

    @property
    def height(self) -> float:
        return max(sum(line.height for line in cell) for cell in self.cells) + 2 * self.pad

    def draw(self, sheet: Sheet, top: float) -> None:
        if self.fill:
            sheet.fill(self.left, top, self.right, top + self.height, self.fill)
        if self.rule:
            sheet.rule(self.left, top, self.right, top, self.rule)
        for x, rule in self.uprights:
            sheet.rule(x, top, x, top + self.height, rule)
        for cell in self.cells:
            y = top + self.pad
            for line in cell:
                line.draw(sheet, y)
                y += line.height


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the text of each column stands: (left edge, width), within the table's edges; and the rules beside it."""

    left: float
    right: float
    texts: tuple[tuple[float, float], ...]
    uprights: tuple[tuple[float, Border], ...]
    aligns: tuple[Side | None, ...]

    def set(self, cells: Sequence[Inlines], elems: Sequence[Elem], look: Look, setter: Setter) -> list[list[Line]]:
        """The lines of each cell, on the side that its column wants, or else the look."""
        return [
            _cell(text, elem, replace(look, align=side) if side else look, setter, x, width)
            for text, elem, (x, width), side in zip(cells, elems, self.texts, self.aligns, strict=True)
        ]


def _cell(text: Inlines, elem: Elem, look: Look, setter: Setter, x: float, width: float) -> list[Line]:
    """The lines of a cell: a paragraph for each that somebody began, or a list of those that begin with a sign."""
    parts = list(entries(text))
    if len(parts) == 1 and not parts[0].sign:
        return setter.set(text, look, elem, x, width)
    lines: list[Line] = []
    for part in parts:
        if part.sign:
            lines += _listed(part.lines, part.sign, elem, replace(look, align="left"), setter, x, width)
        else:
            lines += setter.set(part.lines[0], look, elem.add("P"), x, width)
    return lines


def _listed(
    texts: Sequence[Inlines], sign: str, elem: Elem, look: Look, setter: Setter, x: float, width: float
) -> list[Line]:
    """Items that hang behind their signs."""
    items = elem.add("L", attributes={"List": {"ListNumbering": "/Disc"}})
    indent = setter.width((Run(sign + " "),), look, elem)
    lines: list[Line] = []
    for text in texts:
        item = items.add("LI")
        marker = setter.marker(sign, look, item.add("Lbl"), x)
        own = setter.set(text, look, item.add("LBody").add("P"), x + indent, width - indent)
        own[0].lead.append(marker)
        lines += own
    return lines


def strips(
    table: Table, left: float, right: float, frames: tuple[Frame, ...], parent: Elem,
    footnotes: Footnotes, limit: float,
) -> list[Strip]:  # fmt: skip
    """The table's rows as strips between `left` and `right`. A row higher than `limit` points is cut between lines."""
    style, setter = footnotes.style, footnotes.setter
    elem = parent.add("Table", attributes={"Table": {"Summary": string(table.caption)}} if table.caption else None)
    frame = Frame(left, right, top_rule=style.table.outer, bottom_rule=style.table.outer)
    columns = _columns(table, left, right, style)
    inside = (*frames, frame)
    head_elem = elem.add("THead") if table.rows else elem  # ISO 14289-1 § 7.2 wants no THead without a TBody
    headers = _header(table.header, head_elem, columns, style, setter, limit) if any(map(plain, table.header)) else []
    head = [Strip(row, row.height, frames=inside) for row in headers]
    repeat = tuple(head) if len(head) == 1 and head[0].height < limit / 2 else ()
    body = elem.add("TBody") if table.rows else elem
    room = limit - frame.above - frame.below - sum(row.height for row in repeat)
    whole = list(head)
    last = len(table.rows) - 1
    for number, cells in enumerate(table.rows):
        rule = style.table.inner
        if number == 0:
            rule = (style.table.header_rule or rule) if head else None
        rows = _row(cells, body, columns, style, setter, room, rule, table.names_rows)
        before = Break.BAD if number in (0, 1, last) else Break.FREE  # no row stands alone on a page
        whole += [
            Strip(
                row,
                row.height,
                before=before if at == 0 else Break.FREE,
                frames=inside,
                repeat=repeat,
                notes=footnotes.of(line for cell in row.cells for line in cell),
            )
            for at, row in enumerate(rows)
        ]
    if whole:
        whole[0].before = Break.FREE
    return whole


def _columns(table: Table, left: float, right: float, style: Style) -> Columns:
    pad, total = style.table.pad_x, sum(table.widths)
    texts, edges = [], [left]
    for part in table.widths:
        width = (right - left) * part / total
        texts.append((edges[-1] + pad, width - 2 * pad))
        edges.append(edges[-1] + width)
    sides, between = style.table.sides, style.table.columns
    uprights = [(x, sides) for x in (left, right) if sides] + [(x, between) for x in edges[1:-1] if between]
    return Columns(left, right, tuple(texts), tuple(uprights), columns_aligned(table))


def _header(
    cells: Sequence[Inlines], elem: Elem, columns: Columns, style: Style, setter: Setter, limit: float
) -> list[Row]:
    look = replace(style.look("table_header"), color=style.table.header_color)
    tr = elem.add("TR")
    elems = [_head(tr, "Column") for _ in cells]
    set_cells = columns.set(cells, elems, look, setter)
    table = style.table
    row = Row(set_cells, columns.left, columns.right, table.pad_y, fill=table.header_fill, uprights=columns.uprights)
    return _cut(row, limit, look)


def _row(
    cells: Sequence[Inlines], body: Elem, columns: Columns, style: Style, setter: Setter, limit: float,
    rule: Border | None, names: bool,
) -> list[Row]:  # fmt: skip
    look = style.look("table_cell")
    tr = body.add("TR")
    elems = [_head(tr, "Row") if names and at == 0 else tr.add("TD") for at, _ in enumerate(cells)]
    set_cells = columns.set(cells, elems, look, setter)
    row = Row(set_cells, columns.left, columns.right, style.table.pad_y, rule=rule, uprights=columns.uprights)
    return _cut(row, limit, look)


def _head(row: Elem, scope: str) -> Elem:
    """A cell that says what its row or its column is about (ISO 32000-1 table 349)."""
    return row.add("TH", attributes={"Table": {"Scope": f"/{scope}"}})


def _cut(row: Row, limit: float, look: Look) -> list[Row]:
    """The row itself, or, where no page could hold it, parts of as many lines as a page can hold."""
    if row.height <= limit:
        return [row]
    count = max(int((limit - 2 * row.pad) / look.line), 1)
    longest = max(len(cell) for cell in row.cells)
    return [
        replace(row, cells=[cell[at : at + count] for cell in row.cells], rule=row.rule if at == 0 else None)
        for at in range(0, longest, count)
    ]
