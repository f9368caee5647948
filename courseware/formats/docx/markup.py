"""Text and lengths as WordprocessingML spells them."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as _escape

if TYPE_CHECKING:
    from collections.abc import Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
BODY_NAMESPACES = f'{NAMESPACES} xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}"'
"""Of a part that may have pictures. Some readers, pandoc for one, look for them at its root only."""

_NEWLINE = re.compile("\r\n?")
_ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """`text` without the characters that XML 1.0 §2.2 forbids, and with every line end as "\\n"."""
    return _ILLEGAL.sub("", _NEWLINE.sub("\n", text))


def escape(text: str) -> str:
    """`text` cleaned, as element content."""
    return _escape(clean(text))


def attribute(text: str) -> str:
    """`text` cleaned, as an attribute's value between double quotes; line ends become spaces, as for any parser."""
    return _escape(clean(text), {'"': "&quot;", "\n": " ", "\t": " "})


def twips(points: float) -> int:
    """Twentieths of a point, Word's unit of length (ECMA-376-1 §17.18.74)."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Word's unit of font size (ECMA-376-1 §17.3.2.38)."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Word's unit of a border's thickness: 2 to 96 eighths of a point (ECMA-376-1 §17.3.4)."""
    return min(max(round(points * 8), 2), 96)


def emus(points: float) -> int:
    """English Metric Units, DrawingML's unit of length: 12,700 to the point (ECMA-376-1 §20.1.10.16)."""
    return round(points * 12700)


def shares(total: float, parts: Sequence[float]) -> list[int]:
    """`total` points cut in proportion to `parts`, in twips that add up exactly however they were rounded."""
    whole = sum(parts) or 1
    edges = [0, *(twips(total * edge / whole) for edge in accumulate(parts))]
    return [right - left for left, right in pairwise(edges)]
