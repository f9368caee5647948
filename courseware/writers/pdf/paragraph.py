"""Set a paragraph: lines of text at their places, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from courseware.writers.pdf.breaking import End, Piece, Span, lines, pieces
from courseware.writers.pdf.fonts import FontSet, printable
from courseware.writers.pdf.uri import ascii_uri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courseware.blocks import Inlines, Run
    from courseware.style import Colors, Look
    from courseware.writers.pdf.canvas import Owner, Sheet
    from courseware.writers.pdf.structure import Elem

_WIDEST = 1.5
"""A justified space is at most this much of its own width wider; Korean, which has few spaces, needs the room."""

_LOOSEST = 0.02
"""What characters may then be moved apart, in parts of the type size; Hancom's 자간 does the same."""


@dataclass(slots=True, eq=False)
class Line:
    """One line of text. `height` is the distance to the next line's place; `lead` is a marker before it."""

    x: float
    height: float
    parts: list[tuple[Span, str, float]]
    stretch: float = 0
    track: float = 0
    lead: list[Line] = field(default_factory=list)

    def draw(self, sheet: Sheet, top: float) -> None:
        """Centre the capitals in the line's height, as Word does not: the text then sits in the middle of its box."""
        for line in self.lead:
            line.draw(sheet, top)
        x = self.x
        for at, (span, text, width) in enumerate(self.parts):
            baseline = top + self.height / 2 + span.font.face.cap_height * span.size / 2000
            sheet.text(x, baseline, text, span.font, span.size, span.color, span.owner, self.stretch, self.track)
            if span.link and text.strip():
                shown = text.rstrip() if at == len(self.parts) - 1 else text
                self._underline(sheet, span, x, self._advance(span, shown), baseline, text)
            x += self._advance(span, text, width)

    def _advance(self, span: Span, text: str, width: float | None = None) -> float:
        own = span.width(text) if width is None else width
        return own + text.count(" ") * self.stretch + len(text) * self.track

    @staticmethod
    def _underline(sheet: Sheet, span: Span, x: float, width: float, baseline: float, text: str) -> None:
        below = baseline + span.size * 0.14
        sheet.rule(x, below, x + width, below, span.size * 0.05, span.color)
        if span.link:
            upper = baseline - span.size
            sheet.link(x, upper, x + width, baseline + span.size * 0.3, span.uri, text.strip(), span.link)


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets paragraphs of one document: its fonts, its colours, its language."""

    fonts: FontSet
    colors: Colors
    lang: str

    def spans(self, text: Inlines, look: Look, elem: Elem) -> list[Span]:
        """The runs of a paragraph as they are printed, and the elements for links and for words in another language."""
        return [span for run in text for span in self._run(run, look, elem)]

    def _run(self, run: Run, look: Look, elem: Elem) -> list[Span]:
        owner, link, uri = elem, None, ""
        lang = run.lang if run.lang and run.lang != self.lang else None
        if run.link:
            uri = ascii_uri(run.link)
            owner = link = elem.add("Link", lang=lang, inline=True)
        elif lang:
            owner = elem.add("Span", lang=lang, inline=True)
        color = self._color(run, look)
        # Where all text has the accent's colour already, only weight can emphasise.
        bold = look.bold or run.bold or (run.emphasis and look.color == self.colors.accent)
        return [
            Span(text, font, look.size, color, owner, uri, link)
            for font, text in self.fonts.split(printable(run.text), look.heading_font, bold)
        ]

    def _color(self, run: Run, look: Look) -> str:
        if run.link:
            return self.colors.link
        if run.emphasis:
            return self.colors.accent
        return self.colors.muted if run.muted else look.color

    def set(self, text: Inlines, look: Look, elem: Elem, x: float, width: float) -> list[Line]:
        """The lines of `text` between `x` and `x + width` less the look's indents; at least one, if empty."""
        return place(self.spans(text, look, elem), look, x, width)

    def marker(self, text: str, look: Look, owner: Owner, x: float) -> Line:
        """A list item's number or bullet, at `x`."""
        parts = [
            (span, part, span.width(part))
            for font, part in self.fonts.split(text, look.heading_font, look.bold)
            for span in (Span(part, font, look.size, look.color, owner),)
        ]
        return Line(x, look.line, parts)

    def width(self, text: Inlines, look: Look, elem: Elem) -> float:
        """How wide `text` is on one line, in points."""
        return sum(span.width(span.text) for span in self.spans(text, look, elem))


def place(spans: Sequence[Span], look: Look, x: float, width: float) -> list[Line]:
    """Break spans into lines and give each its place."""
    width = max(width - look.left - look.right, look.size)
    first = max(width - look.first, look.size)
    broken = lines(pieces(spans, min(first, width)), first, width, look.align == "justify")
    placed = []
    for at, cut in enumerate(broken):
        indent = look.first if at == 0 else 0
        placed.append(_line(cut, look, x + look.left + indent, width - indent))
    return placed


def _line(cut: Sequence[Piece], look: Look, x: float, width: float) -> Line:
    """One line: its pieces put together, justified or shifted."""
    parts = _parts(cut)
    filled = sum([piece.width for piece in cut]) + sum([piece.gap_width for piece in cut[:-1]])
    slack = width - filled
    line = Line(x, look.line, parts)
    if look.align == "justify" and cut and cut[-1].end in (End.SPACE, End.SOFT):
        line.stretch, line.track = _justify(cut, slack, look.size)
    elif look.align in ("right", "center"):
        line.x += slack if look.align == "right" else slack / 2
    return line


def _parts(cut: Sequence[Piece]) -> list[tuple[Span, str, float]]:
    """Text in one span is shown in one go; the space at a line's end is written too, or readers run words together."""
    merged: list[tuple[Span, str]] = []
    for piece in cut:
        for span, text in (*piece.parts, piece.gap) if piece.gap else piece.parts:
            if merged and merged[-1][0] is span:
                merged[-1] = (span, merged[-1][1] + text)
            else:
                merged.append((span, text))
    return [(span, text, span.width(text)) for span, text in merged]


def _justify(cut: Sequence[Piece], slack: float, size: float) -> tuple[float, float]:
    """What to add to each space and to each character, in points; nothing, where it would take too much."""
    gaps = [piece.gap_width for piece in cut[:-1] if piece.gap]
    spaces = sum(piece.gap[1].count(" ") for piece in cut[:-1] if piece.gap)
    if slack <= 0 or not spaces:
        return 0, 0
    stretch = min(slack / spaces, _WIDEST * sum(gaps) / spaces)
    characters = sum(len(text) for piece in cut for _, text in piece.parts) + spaces - 1
    track = (slack - stretch * spaces) / max(characters, 1)
    return (stretch, track) if track <= _LOOSEST * size else (0, 0)
