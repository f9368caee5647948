"""Where a viewer draws each glyph: whether two of them collide, and whether all of them lie where text may stand."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import combining

import pypdfium2
import pypdfium2.raw as pdfium

from courseware.look.style import Page

SLACK = 0.6
"""Points by which a viewer's rounding, or a letter that reaches over its own width, may lie outside."""

SHARED = 0.09
"""Of the higher one's height, what two glyphs may share from side to side: f reaches over j."""


class Ink(NamedTuple):
    """A glyph's outline on a page, from the sheet's lower left corner in points."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def ink(page: pypdfium2.PdfPage) -> list[Ink]:
    """Every visible glyph of a page, from left to right, but accents, which lie on their letters.

    PDFium tells a character beyond U+FFFF as two, of which the second is left out.
    """
    text = page.get_textpage()
    chars = [(n, chr(pdfium.FPDFText_GetUnicode(text, n))) for n in range(text.count_chars())]
    drawn = [
        Ink(*_upright(text, n), char)
        for n, char in chars
        if not char.isspace()
        and not combining(char)
        and not "\udc00" <= char <= "\udfff"
        and not pdfium.FPDFText_IsGenerated(text, n)
    ]
    return sorted(one for one in drawn if one.right > one.left and one.top > one.bottom)


def _upright(text: pypdfium2.PdfTextPage, n: int) -> tuple[float, float, float, float]:
    """The box of a glyph, of a leaning one without what leans over its neighbour."""
    left, bottom, right, top = text.get_charbox(n)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, n, matrix)
    return left, bottom, right - (top - bottom) * matrix.c / (matrix.a or 1), top


def collisions(data: bytes) -> list[str]:
    """Glyphs that lie on one another, by page."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(data), 1):
        near: list[Ink] = []
        for one in ink(page):
            near = [other for other in near if other.right > one.left]
            found += [f"page {number}: {other} {one}" for other in near if _shared(one, other)]
            near.append(one)
    return found


def _shared(one: Ink, other: Ink) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.bottom, other.bottom)
    return wide > SHARED * max(one.top - one.bottom, other.top - other.bottom) and high > SLACK


def outside(data: bytes, page: Page) -> list[str]:
    """Glyphs left or right of the text, or on the edge of the sheet above the header or below the footer."""
    left, right = page.left - SLACK, page.width - page.right + SLACK
    bottom, top = page.footer - SLACK, page.height - page.header + SLACK
    return [
        f"page {number}: {one}"
        for number, sheet in enumerate(pypdfium2.PdfDocument(data), 1)
        for one in ink(sheet)
        if one.left < left or one.right > right or one.bottom < bottom or one.top > top
    ]
