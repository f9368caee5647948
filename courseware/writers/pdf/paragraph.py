"""Set a paragraph: lines of text at their places, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from courseware.writers.pdf.breaking import End, Piece, Span, broken
from courseware.writers.pdf.fonts import FontSet, printable
from courseware.writers.pdf.hyphens import english
from courseware.writers.pdf.uri import ascii_uri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courseware.blocks import Inlines, Run
    from courseware.style import Colors, Look
    from courseware.writers.pdf.canvas import Owner, Sheet
    from courseware.writers.pdf.structure import Elem

_WIDEST = 1.5
"""A justified space is at most this much of its own width wider; Korean, which has few spaces, needs the room."""

_FEW = 3
"""A line with fewer spaces would show each of them as a hole: they grow by half at most."""

_MARK = 0.65
"""How large a footnote's mark is, in parts of the text's size."""

_RISE = 0.36
"""How far up it stands, in parts of the text's size."""

_LOOSEST = 0.02
"""What characters may then be moved apart, in parts of the type size; Hancom's 자간 does the same."""


@dataclass(slots=True, eq=False)
class Line:
    """One line of text. `height` is the distance to the next line's place; `lead` is a marker before it.

    `cap` is the height of the wanted font's capitals: where two faces meet in a line, both stand on one baseline.
    """

    x: float
    height: float
    cap: float
    parts: list[tuple[Span, str, float]]
    stretch: float = 0
    track: float = 0
    lead: list[Line] = field(default_factory=list)

    def draw(self, sheet: Sheet, top: float) -> None:
        """Centre the capitals in the line's height, as Word does not: the text then sits in the middle of its box."""
        for line in self.lead:
            line.draw(sheet, top)
        x = self.x
        baseline = top + (self.height + self.cap) / 2
        for at, (span, text, width) in enumerate(self.parts):
            y = baseline - span.rise
            sheet.text(x, y, text, span.font, span.size, span.color, span.owner, self.stretch, self.track)
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
    """Sets paragraphs of one document: its fonts, its colours, its language.

    `notes` are the footnotes that were referred to so far, each with the element of the text that did.
    """

    fonts: FontSet
    colors: Colors
    lang: str
    notes: list[tuple[Inlines, Elem]] = field(default_factory=list)

    def spans(self, text: Inlines, look: Look, elem: Elem) -> list[Span]:
        """The runs of a paragraph as they are printed, and the elements for links and for words in another language.

        Beside such words plain text is an element, too: some readers hear an element's own text before its children.
        """
        mixed = any(self._apart(run) for run in text) and not all(self._apart(run) for run in text)
        spans: list[Span] = []
        owner = elem
        for before, run in zip((None, *text), text, strict=False):
            if run.footnote:
                spans += self._mark(run.footnote, look, elem)
                continue
            if self._apart(run):
                owner = elem.add("Link" if run.link else "Span", lang=self._other(run), inline=True)
            elif mixed and (before is None or self._apart(before)):
                owner = elem.add("Span", inline=True)
            spans += self._run(run, look, owner)
        return spans

    def _apart(self, run: Run) -> bool:
        """Whether a run needs an element of its own."""
        return bool(run.link or run.footnote or self._other(run))

    def _other(self, run: Run) -> str | None:
        """The run's language where it is not the document's."""
        return run.lang if run.lang != self.lang else None

    def _mark(self, note: Inlines, look: Look, elem: Elem) -> list[Span]:
        """The number of a footnote, which `Footnotes` sets at the foot of the page that this is drawn on."""
        self.notes.append((note, elem))
        spans = self._raised(str(len(self.notes)), look, elem.add("Reference", inline=True))
        return [span._replace(note=len(self.notes)) for span in spans]

    def _raised(self, text: str, look: Look, owner: Owner) -> list[Span]:
        return [
            Span(part, font, look.size * _MARK, look.color, owner, rise=look.size * _RISE)
            for font, part in self.fonts.split(text, look.heading_font, look.bold)
        ]

    def _run(self, run: Run, look: Look, owner: Elem) -> list[Span]:
        lang = run.lang or self.lang
        lang = lang if english(lang) else ""
        uri, link = (ascii_uri(run.link), owner) if run.link else ("", None)
        color = self._color(run, look)
        # Where all text has the accent's colour already, only weight can emphasise.
        bold = look.bold or run.bold or (run.emphasis and look.color == self.colors.accent)
        divide = bool(lang) and not bold and not look.heading_font  # terms and names are bold
        return [
            Span(text, font, look.size, color, owner, uri, link, lang, divide)
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
        width = max(width - look.left - look.right, look.size)
        first = max(width - look.first, look.size)
        placed = []
        for at, cut in enumerate(broken(self.spans(text, look, elem), first, width, look.align == "justify")):
            indent = look.first if at == 0 else 0
            placed.append(_line(cut, look, self._cap(look), x + look.left + indent, width - indent))
        return placed

    def marker(self, text: str, look: Look, owner: Owner, x: float) -> Line:
        """A short text that never breaks, at `x`: a list item's number or bullet, a field's name."""
        spans = [
            Span(part, font, look.size, look.color, owner)
            for font, part in self.fonts.split(text, look.heading_font, look.bold)
        ]
        return self._line(spans, look, x)

    def label(self, number: int, look: Look, owner: Owner, x: float) -> Line:
        """A footnote's own mark, at `x`."""
        return self._line(self._raised(str(number), look, owner), look, x)

    def _line(self, spans: Sequence[Span], look: Look, x: float) -> Line:
        return Line(x, look.line, self._cap(look), [(span, span.text, span.width(span.text)) for span in spans])

    def width(self, text: Inlines, look: Look, elem: Elem) -> float:
        """How wide `text` is on one line, in points."""
        return sum(span.width(span.text) for span in self.spans(text, look, elem))

    def _cap(self, look: Look) -> float:
        """The height of the capitals of the font that `look` wants, in points."""
        return self.fonts.chain(look.heading_font, look.bold)[0].face.cap_height * look.size / 1000


def _line(cut: Sequence[Piece], look: Look, cap: float, x: float, width: float) -> Line:
    """One line: its pieces put together, justified or shifted."""
    gaps = sum([piece.gap_width for piece in cut[:-1] if piece.end is not End.HYPHEN])
    slack = width - sum([piece.width for piece in cut[:-1]]) - cut[-1].alone - gaps
    line = Line(x, look.line, cap, _parts(cut))
    if look.align == "justify" and cut[-1].end not in (End.FORCED, End.LAST):
        line.stretch, line.track = _justify(cut, slack, gaps, look.size)
    elif look.align in ("right", "center"):
        line.x += slack if look.align == "right" else slack / 2
    return line


def _parts(cut: Sequence[Piece]) -> list[tuple[Span, str, float]]:
    """Text in one span is shown in one go; the space at a line's end is written too, or readers run words together."""
    merged: list[tuple[Span, str]] = []
    for piece in cut:
        behind = (piece.gap,) if piece.gap and (piece.end is not End.HYPHEN or piece is cut[-1]) else ()
        for span, text in (*piece.parts, *behind):
            if merged and merged[-1][0] is span:
                merged[-1] = (span, merged[-1][1] + text)
            else:
                merged.append((span, text))
    return [(span, text, span.width(text)) for span, text in merged]


def _justify(cut: Sequence[Piece], slack: float, gaps: float, size: float) -> tuple[float, float]:
    """What to add to each space and to each character, in points; nothing, where it would take too much."""
    spaces = sum(piece.gap[1].count(" ") for piece in cut[:-1] if piece.gap)
    if slack <= 0 or not spaces:
        return 0, 0
    stretch = min(slack / spaces, (_WIDEST if spaces >= _FEW else 0.5) * gaps / spaces)
    shown = sum(len(text) for piece in cut for _, text in piece.parts) + (cut[-1].end is End.HYPHEN)
    track = (slack - stretch * spaces) / max(shown + spaces - 1, 1)
    return (stretch, track) if track <= _LOOSEST * size else (0, 0)
