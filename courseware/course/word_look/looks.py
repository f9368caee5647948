"""Word's properties as the looks, rules and pages of a Style. Lengths become points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from courseware.course.word_look.cascade import on
from courseware.course.word_look.package import attributes, number, w
from courseware.look.style import PAPERS, Align, Border, Look, Page, TableLook, contrast_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from courseware.course.word_look.cascade import Attributes, Properties, Sheet, Values

BLACK = "000000"
WHITE = "FFFFFF"
_SEEN = 2
"""The least contrast at which letters can be made out at all; a reader wants 4.5 (courseware.style.LEAST)."""
_SIZE = 20
"""Half points that a letter is high where nothing says so (ECMA-376-1 §17.3.2.38)."""
_LARGEST = 400
"""Points; Word stops at 1,638, but so high a letter is on no handout."""
_LINES = 240
"""A line, where its height is a multiple of the font's own (§17.3.1.33)."""
_BORDER = 4
"""Eighths of a point that a rule is thick where it does not say."""
_AUTOMATIC = 14.0
"""Points between paragraphs that Word chooses, as browsers do."""
_ALIGN: dict[str, Align] = {"center": "center", "right": "right", "end": "right", "both": "justify"}
_ALIGN |= dict.fromkeys(("distribute", "thaiDistribute", "lowKashida", "mediumKashida", "highKashida"), "justify")


def look_of(properties: Properties, height: float, *, heading_font: bool) -> Look:
    """`height` is how high the font's own line is, in sizes: lines are never closer unless exactly so."""
    paragraph, run = properties.paragraph, properties.run
    size = min(max(number(run.get("sz", {}).get("val"), _SIZE) / 2, 1), _LARGEST)
    spacing, indent = paragraph.get("spacing", {}), paragraph.get("ind", {})
    color = run.get("color", {}).get("val", "auto")
    return Look(
        size=size,
        line=_line(spacing, size, height),
        before=_space(spacing, "before"),
        after=_space(spacing, "after"),
        left=_indent(indent, "left", size),
        right=_indent(indent, "right", size),
        first=_indent(indent, "firstLine", size) - _indent(indent, "hanging", size),
        bold=on(run, "b"),
        heading_font=heading_font,
        color=BLACK if color == "auto" else color,
        align=_ALIGN.get(paragraph.get("jc", {}).get("val", ""), "left"),
        keep_next=on(paragraph, "keepNext"),
        fill=_fill(paragraph.get("shd")),
        border_top=_border(paragraph.get("pBdr.top")),
        border_left=_border(paragraph.get("pBdr.left")),
        border_bottom=_border(paragraph.get("pBdr.bottom")),
        border_right=_border(paragraph.get("pBdr.right")),
    )


def seen(color: str, ground: str | None, text: str) -> str:
    """`color`, or on a `ground` on which it could hardly be seen the color of the `text`, or else black or white."""
    return next(shade for shade in (color, text, BLACK, WHITE) if contrast_of(shade, ground or WHITE) >= _SEEN)


def in_margin(look: Look, page: Page) -> Look | None:
    """The look of a header or a footer, which has one line; None where its indents leave half of it or less."""
    left = round((look.left + look.first) * 20) / 20
    room = page.text_width - left - look.right
    fits = left >= -page.left and look.right >= -page.right and room > page.text_width / 2
    return replace(look, left=left, first=0) if fits else None


def _line(spacing: Attributes, size: float, height: float) -> float:
    """The distance of lines (§17.3.1.33): "auto" counts in lines of the font, the other rules in twips."""
    value, rule = number(spacing.get("line"), _LINES), spacing.get("lineRule", "auto")
    natural = size * height
    if rule == "auto":
        return round(max(value, 1) / _LINES * natural * 20) / 20
    return max(value / 20, 1) if rule == "exact" else max(value / 20, round(natural * 20) / 20)


def _space(spacing: Attributes, side: str) -> float:
    if spacing.get(f"{side}Autospacing") in ("1", "true", "on"):
        return _AUTOMATIC
    return number(spacing.get(side)) / 20 if side in spacing else number(spacing.get(f"{side}Lines")) / 100 * 12


def _indent(indent: Attributes, side: str, size: float) -> float:
    """In twentieths of a point; in hundredths of a character where only that is said."""
    return number(indent.get(side)) / 20 if side in indent else number(indent.get(f"{side}Chars")) / 100 * size


def _fill(shading: Attributes | None) -> str | None:
    fill = (shading or {}).get("fill", "auto")
    return None if fill == "auto" else fill


def _border(border: Attributes | None, *, spaced: bool = True) -> Border | None:
    if not border or border.get("val", "none") in ("none", "nil"):
        return None
    color = border.get("color", "auto")
    return Border(
        width=min(max(number(border.get("sz"), _BORDER), 2), 96) / 8,
        color=BLACK if color == "auto" else color,
        space=min(max(number(border.get("space")), 0), 31) if spaced else 0,
        kind=border["val"],
    )


def indent_of(paragraph: Values, size: float) -> float:
    """How far in from the left all lines stand."""
    return _indent(paragraph.get("ind", {}), "left", size)


def table_of(sheet: Sheet, style: Element) -> TableLook:
    """Rules and room of a table style, and its first row's."""
    whole, first_row = sheet.table(style), sheet.table(style, "firstRow")

    def rule(name: str) -> Border | None:
        return _border(whole.table.get(f"tblBorders.{name}"), spaced=False)

    def room(side: str, other: str) -> float:
        margins = [whole.table.get(f"tblCellMar.{name}", {}) for name in (side, other)]
        return max(number(margin.get("w")) for margin in margins) / 20

    color = first_row.run.get("color", {}).get("val", "auto")
    return TableLook(
        header_fill=_fill(first_row.cell.get("shd")),
        header_color=BLACK if color == "auto" else color,
        outer=rule("top") or rule("bottom"),
        inner=rule("insideH"),
        pad_x=room("left", "right"),
        pad_y=room("top", "bottom"),
        sides=rule("left") or rule("right"),
        columns=rule("insideV"),
        header_rule=_border(first_row.cell.get("tcBorders.bottom"), spaced=False),
    )


def page_of(section: Element | None, page: Page) -> Page:
    """The sheet of a section (§17.6.13, §17.6.11); `page` where it says nothing."""
    sheet = _attributes(section, "pgSz")
    margins = _attributes(section, "pgMar")
    width, height = (number(sheet.get(side)) / 20 for side in ("w", "h"))
    width, height = _paper(width, height) if width and height else (page.width, page.height)

    def edge(side: str) -> float:
        return abs(number(margins.get(side))) / 20 if side in margins else float(getattr(page, side))

    left = edge("left") + number(margins.get("gutter")) / 20
    return Page(
        width, height, edge("top"), edge("right"), edge("bottom"), left, header=edge("header"), footer=edge("footer")
    )


def _paper(width: float, height: float) -> tuple[float, float]:
    """The paper that is meant: Word rounds it, and each program a little differently."""
    for across, down in PAPERS.values():
        if abs(across - width) < 1 and abs(down - height) < 1:
            return across, down
        if abs(down - width) < 1 and abs(across - height) < 1:
            return down, across
    return width, height


def _attributes(parent: Element | None, name: str) -> Attributes:
    return attributes(parent.find(w(name))) if parent is not None else {}
