"""Tables: fixed widths that every word processor keeps, a header row that repeats, rows that stay whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courseware.document.blocks import Inlines, Side, Table, columns_aligned, entries, plain
from courseware.formats.docx.markup import attribute, shares, twips
from courseware.formats.docx.paragraph import justified, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from courseware.look.style import Look

SHORT = 6
"""A table with no more rows than this never breaks across pages."""

# firstRow, no bands; the hexadecimal form is for Word 2007 and for LibreOffice (ECMA-376-1 §17.4.55)
_LOOK = (
    '<w:tblLook w:val="{bits:04X}" w:firstRow="1" w:lastRow="0" w:firstColumn="{column}" w:lastColumn="0"'
    ' w:noHBand="1" w:noVBand="1"/>'
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, ready to be put into a body."""

    text: str

    def xml(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Cells:
    """How what stands in cells becomes paragraphs: their words in so many points, a list's number by its sign."""

    runs: Callable[[Inlines, float], str]
    signs: Callable[[str], int]
    look: Look

    def paragraphs(self, cell: Inlines, width: float, *, header: bool, keep: bool, side: Side | None) -> str:
        """A paragraph for each line that somebody began, each sign of a list as Word's own.

        A row is kept with the next one by its paragraphs (ECMA-376-1 §17.3.1.15); the header's style does so anyway.
        """
        style = f'<w:pStyle w:val="{"TableHeader" if header else "TableText"}"/>'
        kept = "<w:keepNext/>" if keep else ""
        lines = [(line, part.sign) for part in entries(cell) for line in part.lines]
        room = [self._room(at > 0, at < len(lines) - 1) for at in range(len(lines))]
        return "".join(
            f"<w:p><w:pPr>{style}{kept}{numbered(self.signs(sign), 0) if sign else ''}{around}"
            f"{justified(side) if side and not sign else ''}</w:pPr>{self.runs(line, width)}</w:p>"
            for (line, sign), around in zip(lines, room, strict=True)
        )

    def _room(self, above: bool, below: bool) -> str:
        """No room between the lines of a cell, whatever the style leaves around a paragraph."""
        before = ' w:before="0"' if above and self.look.before else ""
        after = ' w:after="0"' if below and self.look.after else ""
        return f"<w:spacing{before}{after}/>" if before or after else ""


def grid(table: Table, left: float, width: float, cells: Cells) -> Grid:
    """`table` from `left` points in, `width` points wide."""
    widths = shares(width, table.widths)
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    columns_of = tuple(zip(widths, columns_aligned(table), strict=True))
    rows = [_row(table.header, columns_of, cells, keep=True, header=True)] if table.header else []
    last = len(table.rows) - 1
    for i, row in enumerate(table.rows):
        # Not the first two of a long table: LibreOffice 7.4 may lose all behind two that it keeps at a page's foot.
        keep = i < last and (last < SHORT or i == last - 1)
        rows.append(_row(row, columns_of, cells, keep=keep))
    properties = _properties(table, left, sum(widths))
    return Grid(f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>")


def _properties(table: Table, left: float, width: int) -> str:
    """w:tblPr, its children in the order of ECMA-376-1 §17.4.59. Google Docs drops a table without widths."""
    columns = attribute(", ".join(plain(cell) for cell in table.header))
    return (
        f'<w:tblPr><w:tblStyle w:val="HandoutTable"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(left)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_look(table)}'
        + (f'<w:tblCaption w:val="{attribute(table.caption)}"/>' if table.caption else "")
        + (f'<w:tblDescription w:val="{columns}"/>' if columns else "")
        + "</w:tblPr>"
    )


def _look(table: Table) -> str:
    """Which cells are headings to whoever hears it: the first row, and the first column if it names the rows."""
    column = int(table.names_rows)
    return _LOOK.format(bits=0x620 | column << 7, column=column)


def _row(
    row: Iterable[Inlines],
    columns: Iterable[tuple[int, Side | None]],
    cells: Cells,
    *,
    keep: bool,
    header: bool = False,
) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{cells.paragraphs(cell, width / 20, header=header, keep=keep, side=side)}</w:tc>"
        for cell, (width, side) in zip(row, columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{inner}</w:tr>"
