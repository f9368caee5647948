"""One page being drawn: every operator belongs to a structure element or is marked as an artifact.

ISO 32000-1 § 14.6 and 14.8.2. Fills and rules lie under the text, in one artifact; there is no way to draw text that
belongs to nothing. Lengths are points; y counts down from the sheet's upper edge.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from courseware.formats.pdf.structure import Elem, Tree
from courseware.look.style import Border

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from courseware.formats.pdf.fonts import Font


@dataclass(frozen=True, slots=True)
class Artifact:
    """What a page repeats, and no reader wants to hear twice (§ 14.8.2.2)."""

    kind: str = "Pagination"
    subtype: str = ""


Owner: TypeAlias = Elem | Artifact

_SLANT = 0.21
"""How far slanted letters lean: 12 degrees, as most italics do."""

_DASHES: dict[str, tuple[float, ...]] = {
    "dotted": (0, 2),
    "dashed": (4, 4),
    "dashSmallGap": (4, 2),
    "dotDash": (4, 2, 1, 2),
    "dotDotDash": (4, 2, 1, 2, 1, 2),
}
"""On and off, in thicknesses of the line."""


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Where a link leads, what a reader is told of it, and the element of its words, which may stand on many lines.

    `uri` is an address, or "#" and the anchor of a heading.
    """

    uri: str
    contents: str
    owner: Elem


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page that leads somewhere."""

    rect: tuple[float, float, float, float]
    target: Target


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading in the outline; `y` counts up from the sheet's lower edge, as PDF does."""

    level: int
    title: str
    page: int
    y: float
    anchor: str = ""


class Sheet:
    """The content of one page. `page` counts from 0."""

    def __init__(self, page: int, height: float, tree: Tree) -> None:
        self.page, self.height = page, height
        self.links: list[Link] = []
        self.bookmarks: list[Bookmark] = []
        self._tree = tree
        self._fills: list[str] = []
        self._rules: list[str] = []
        self._body: list[str] = []
        self._open: Owner | None = None
        self._instead: Artifact | None = None
        self._aside = 0.0
        self._font: tuple[str, float] = ("", 0)
        self._color = ""

    @contextmanager
    def artifact(self, kind: Artifact) -> Iterator[None]:
        """All that is drawn inside is an artifact, whomever it belongs to elsewhere."""
        before, self._instead = self._instead, kind
        yield
        self._instead = before

    @contextmanager
    def aside(self, by: float) -> Iterator[None]:
        """All that is drawn inside stands `by` points further right: in the next column."""
        before, self._aside = self._aside, self._aside + by
        yield
        self._aside = before

    @property
    def repeating(self) -> bool:
        """Whether what is drawn now is an artifact."""
        return self._instead is not None

    def fill(self, left: float, top: float, right: float, bottom: float, color: str) -> None:
        """A filled rectangle."""
        place = numbers(left + self._aside, self.height - bottom, right - left, bottom - top)
        self._fills.append(f"{rgb(color)} rg {place} re f")

    def rule(self, left: float, top: float, right: float, bottom: float, border: Border) -> None:
        """A straight line."""
        self._rules.append(self._stroke(left, top, right, bottom, border))

    def dot(self, x: float, y: float, size: float, color: str) -> None:
        """A round dot around a point: a line of no length with round ends (§ 8.4.3.3)."""
        self._rules.append(f"q 1 J {self._stroke(x, y, x, y, Border(size, color))} Q")

    def writing_rule(self, left: float, right: float, y: float, border: Border, owner: Elem) -> None:
        """A line to write on, which belongs to `owner` because it asks the reader to do something."""
        self._mark(owner)
        self._body.append(self._stroke(left, y, right, y, border))

    def _stroke(self, left: float, top: float, right: float, bottom: float, border: Border) -> str:
        """Of the kinds that Word knows, dots, dashes and two lines are told apart; any other is one line."""
        start = numbers(left + self._aside, self.height - top)
        end = numbers(right + self._aside, self.height - bottom)
        line = f"{rgb(border.color)} RG {number(border.width)} w {start} m {end} l S"
        if border.kind == "double":
            across, along = (0, border.width) if top == bottom else (border.width, 0)
            return (
                f"q 1 0 0 1 {numbers(across, along)} cm {line} 1 0 0 1 {numbers(-2 * across, -2 * along)} cm {line} Q"
            )
        if dashes := _DASHES.get(border.kind):
            pattern = numbers(*(part * border.width for part in dashes))
            return f"q {1 if border.kind == 'dotted' else 0} J [{pattern}] 0 d {line} Q"
        return line

    def text(
        self, x: float, y: float, text: str, font: Font, size: float, color: str, owner: Owner,
        stretch: float = 0, track: float = 0, slanted: bool = False,
    ) -> None:  # fmt: skip
        """`text` with its baseline at `y`. `stretch` widens every space, `track` every character, in points."""
        self._mark(owner)
        parts = ["BT"]
        if self._font != (font.key, size):
            self._font = (font.key, size)
            parts.append(f"/{font.key} {number(size)} Tf")
        if self._color != color:
            self._color = color
            parts.append(f"{rgb(color)} rg")
        if font.heavy:
            parts.append(f"2 Tr {rgb(color)} RG {number(size * 0.03)} w")
        if track:
            parts.append(f"{number(track)} Tc")
        place = numbers(x + self._aside, self.height - y)
        place = f"1 0 {number(_SLANT)} 1 {place} Tm" if slanted else f"{place} Td"
        parts.append(f"{place} {_show(text, font, stretch * 1000 / size)}")
        if track:
            parts.append("0 Tc")
        if font.heavy:
            parts.append("0 Tr")
        parts.append("ET")
        self._body.append(" ".join(parts))

    def image(self, left: float, top: float, width: float, height: float, name: str, turn: str, owner: Elem) -> None:
        """The image resource `name`, turned by a matrix, and where its owner says it stands (§ 14.8.5.4.3)."""
        self._mark(owner)
        left, bottom = left + self._aside, self.height - top - height
        turned = f"{turn} cm " if turn else ""
        self._body.append(f"q {numbers(width, 0, 0, height, left, bottom)} cm {turned}/{name} Do Q")
        owner.attributes["Layout"] = {
            "Placement": "/Block",
            "BBox": f"[{numbers(left, bottom, left + width, bottom + height)}]",
        }

    def link(self, left: float, top: float, right: float, bottom: float, target: Target) -> None:
        """Make a rectangle lead to `target`, unless it is drawn as an artifact."""
        if not self.repeating:
            rect = (left + self._aside, self.height - bottom, right + self._aside, self.height - top)
            self.links.append(Link(rect, target))

    def bookmark(self, level: int, title: str, y: float, anchor: str) -> None:
        if not self.repeating:
            self.bookmarks.append(Bookmark(level, title, self.page, self.height - y, anchor))

    def content(self) -> bytes:
        """The page's content stream."""
        under = ["/Artifact <</Type/Layout>> BDC", *self._fills, *self._rules, "EMC"]
        body = [*self._body, "EMC"] if self._open else self._body
        return "\n".join([*(under if len(under) > 2 else ()), *body]).encode("ascii")

    def _mark(self, owner: Owner) -> None:
        """Begin a marked-content sequence where another owner's content begins."""
        owner = self._instead or owner
        if owner is self._open:
            return
        if self._open:
            self._body.append("EMC")
        self._open = owner
        if isinstance(owner, Elem):
            self._body.append(f"/{owner.role} <</MCID {self._tree.mark(self.page, owner)}>> BDC")
        else:
            subtype = f"/Subtype/{owner.subtype}" if owner.subtype else ""
            self._body.append(f"/Artifact <</Type/{owner.kind}{subtype}>> BDC")


def _show(text: str, font: Font, stretch: float) -> str:
    """The operator that shows `text`. Tw does not act on two-byte codes (§ 9.3.3), so wider spaces are moves in TJ."""
    if not stretch or " " not in text:
        return f"<{font.encode(text)}> Tj"
    *words, last = text.split(" ")
    move = number(-stretch)
    shown = "".join(f"<{font.encode(word + ' ')}>{move}" for word in words)
    return f"[{shown}<{font.encode(last)}>] TJ" if last else f"[{shown}] TJ"


def number(value: float) -> str:
    """To a hundredth of a point, which no printer can show."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def numbers(*values: float) -> str:
    return " ".join([number(value) for value in values])


def rgb(color: str) -> str:
    """Six hexadecimal digits as three operands."""
    channels: Sequence[int] = bytes.fromhex(color)
    return " ".join([f"{channel / 255:.3f}".rstrip("0").rstrip(".") for channel in channels])
