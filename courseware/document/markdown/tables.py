"""A table's rows and widths: none loses a cell, and columns without widths get those that their texts want."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from courseware.document.blocks import Inlines, Side, plain
from courseware.document.markdown.nodes import line_of, problem_at
from courseware.errors import N_
from courseware.text.letters import columns

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node


def even_rows(node: Node, lines: Sequence[str]) -> None:
    """A row with a cell too many loses it in Markdown; here it is an error."""
    first, last = cast("tuple[int, int]", node.map)
    wanted = _cells(lines[first])
    for number in range(first + 1, min(last, len(lines))):
        line = lines[number].strip()
        if not line.startswith("|"):
            raise problem_at(
                number,
                N_("this line stands directly below a table and would become a row of it"),
                N_("Leave an empty line after the table, or begin the row with |."),
            )
        if _cells(line) != wanted:
            raise problem_at(
                number,
                N_("this row has {cells} cells, the heading row has {wanted}"),
                N_("Give it as many cells as the heading row; an empty cell is “| |”."),
                cells=_cells(line),
                wanted=wanted,
            )


_NO_ROW_HEADINGS = "no-row-headings"


def row_headings(settings: str, rows: Sequence[Sequence[Inlines]]) -> tuple[str, bool]:
    """The widths among a table's settings, and whether its first column says what each row is about.

    It does in a table of several columns, unless one of its cells is empty or the table says otherwise.
    """
    words = settings.split()
    wanted = _NO_ROW_HEADINGS not in words and len(rows[0]) > 1 and all(plain(row[0]).strip() for row in rows[1:])
    return " ".join(word for word in words if word != _NO_ROW_HEADINGS), wanted


def shares(node: Node, widths: str, rows: Sequence[Sequence[Inlines]]) -> tuple[float, ...]:
    columns = len(rows[0])
    if not widths:
        return _natural_widths(rows)
    parts = [float(part) if re.fullmatch(r"\d+(\.\d+)?", part) else 0 for part in widths.split()]
    if len(parts) != columns or not all(parts):
        raise problem_at(
            line_of(node),
            N_("“::: table” names {parts} widths for {columns} columns"),
            N_("Write one number for each column, like “::: table 30 70”."),
            parts=len(widths.split()),
            columns=columns,
        )
    return tuple(part / sum(parts) for part in parts)


def side(cell: Node) -> Side | None:
    """What :--, :-: or --: says of a cell's column."""
    match = re.search(r"left|center|right", str(cell.attrs.get("style", "")))
    return cast("Side", match[0]) if match else None


def _cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)(?:\\\\)*\|", line.strip())) - 1


def _natural_widths(rows: Sequence[Sequence[Inlines]]) -> tuple[float, ...]:
    """Columns as wide as their longest text wants, within reason: hangul counts double, none gets under a tenth."""
    wanted = [min(max(_width(row[n]) for row in rows), 60) + 4 for n in range(len(rows[0]))]
    floor = sum(wanted) / 10
    parts = [max(part, floor) for part in wanted]
    return tuple(part / sum(parts) for part in parts)


def _width(text: Inlines) -> int:
    return max(map(columns, plain(text).split("\n")))
