"""Tables: fixed widths that every word processor keeps, a header row that repeats, rows that stay whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courseware.document.blocks import Inlines, Side, Table, columns_aligned, plain
from courseware.formats.docx.markup import attribute, shares, twips
from courseware.formats.docx.paragraph import justified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SHORT = 6
"""A table with no more rows than this never breaks across pages."""

# firstRow, no bands; the hexadecimal form is for Word 2007 and for LibreOffice (ECMA-376-1 §17.4.55)
_LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    ' w:noHBand="1" w:noVBand="1"/>'
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, ready to be put into a body."""

    text: str

    def xml(self) -> str:
        return self.text


def grid(table: Table, left: float, width: float, runs: Callable[[Inlines, float], str]) -> Grid:
    """`table` from `left` points in, `width` points wide."""
    widths = shares(width, table.widths)
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    columns_of = tuple(zip(widths, columns_aligned(table), strict=True))
    rows = [_row(table.header, columns_of, runs, keep=True, header=True)] if table.header else []
    last = len(table.rows) - 1
    for i, cells in enumerate(table.rows):
        # Not the first two of a long table: LibreOffice 7.4 may lose all behind two that it keeps at a page's foot.
        keep = i < last and (last < SHORT or i == last - 1)
        rows.append(_row(cells, columns_of, runs, keep=keep))
    properties = _properties(table, left, sum(widths))
    return Grid(f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>")


def _properties(table: Table, left: float, width: int) -> str:
    """w:tblPr, its children in the order of ECMA-376-1 §17.4.59. Google Docs drops a table without widths."""
    columns = attribute(", ".join(plain(cell) for cell in table.header))
    return (
        f'<w:tblPr><w:tblStyle w:val="HandoutTable"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(left)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_LOOK}'
        + (f'<w:tblCaption w:val="{attribute(table.caption)}"/>' if table.caption else "")
        + (f'<w:tblDescription w:val="{columns}"/>' if columns else "")
        + "</w:tblPr>"
    )


def _row(
    cells: Iterable[Inlines], columns: Iterable[tuple[int, Side | None]], runs: Callable[[Inlines, float], str], *,
    keep: bool, header: bool = False,
) -> str:  # fmt: skip
    """A row is kept with the next one by its paragraphs (ECMA-376-1 §17.3.1.15); the header's style does so anyway."""
    style = "TableHeader" if header else "TableText"
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}'
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph}{justified(side) if side else ''}</w:pPr>{runs(cell, width / 20)}</w:p></w:tc>"
        for cell, (width, side) in zip(cells, columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{inner}</w:tr>"
