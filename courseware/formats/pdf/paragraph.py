"""Set a paragraph: lines of text at their places, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from courseware.document.blocks import plain, stresses
from courseware.formats.pdf.breaking import End, Piece, Span, broken
from courseware.formats.pdf.canvas import Target
from courseware.formats.pdf.fonts import FontSet, printable
from courseware.formats.pdf.hyphens import divisible, patterned
from courseware.formats.pdf.uri import ascii_uri
from courseware.formats.together import chains, joints
from courseware.languages import spaced
from courseware.look.style import Border

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from courseware.document.blocks import Inlines, Run, Stress
    from courseware.formats.pdf.canvas import Owner, Sheet
    from courseware.formats.pdf.structure import Elem
    from courseware.look.style import Colors, Look

_WIDEST = 1.5
"""A justified space is at most this much of its own width wider; Korean, which has few spaces, needs the room."""

_FEW = 3
"""A line with fewer spaces would show each of them as a hole: they grow by half at most."""

_MARK = 0.65
"""How large a footnote's mark is, in parts of the text's size."""

_RISE = 0.36
"""How far up it stands, in parts of the text's size."""

_DOT = 0.13
"""How large the dot over an emphasised syllable is, in parts of the text's size; as large as a full stop."""

_DOT_RISE = 0.98
"""How far above the baseline its middle stands, in parts of the text's size: hangul is 0.85 high."""

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
        for link, parts in groupby(self.parts, _link):
            start = end = x
            for span, text, width in parts:
                y = baseline - span.rise
                slanted = span.stress == "slant"
                sheet.text(x, y, text, span.font, span.size, span.color, span.owner, self.stretch, self.track, slanted)
                if span.stress == "dots":
                    self._dots(sheet, span, text, x, y)
                if span.underline and not link:
                    self._rule_below(sheet, span, x, x + self._advance(text, width), y)
                if link and (shown := text.rstrip()):
                    end = x + self._advance(shown, width if shown == text else span.width(shown))
                x += self._advance(text, width)
            if link and end > start:
                self._underline(sheet, span, link, start, end, baseline)

    def _advance(self, text: str, width: float) -> float:
        return width + text.count(" ") * self.stretch + len(text) * self.track

    def _dots(self, sheet: Sheet, span: Span, text: str, x: float, baseline: float) -> None:
        """A dot over the middle of each letter (드러냄표)."""
        for char in text:
            width = span.width(char)
            sheet.dot(x + width / 2, baseline - span.size * _DOT_RISE, span.size * _DOT, span.color)
            x += width + self.track

    def _underline(self, sheet: Sheet, span: Span, link: Target, left: float, right: float, baseline: float) -> None:
        self._rule_below(sheet, span, left, right, baseline)
        sheet.link(left, baseline - span.size, right, baseline + span.size * 0.3, link)

    @staticmethod
    def _rule_below(sheet: Sheet, span: Span, left: float, right: float, baseline: float) -> None:
        below = baseline + span.size * 0.14
        sheet.rule(left, below, right, below, Border(span.size * 0.05, span.color))


def _link(part: tuple[Span, str, float]) -> Target | None:
    return part[0].link


def _kind(run: Run) -> tuple[str | None, bool]:
    """Where a run leads, and whether it is the mark of a footnote."""
    return run.link, bool(run.footnote)


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets paragraphs of one document: its fonts, its colours, its language.

    `names` are those of persons, which stay on one line. `notes` are the footnotes that were referred to so far, each
    with the element of the text that did.
    """

    fonts: FontSet
    colors: Colors
    lang: str
    names: tuple[str, ...] = ()
    notes: list[tuple[Inlines, Elem]] = field(default_factory=list)

    def spans(self, text: Inlines, look: Look, elem: Elem) -> list[Span]:
        """The runs of a paragraph as they are printed, and the elements for links and for words in another language.

        Beside such words plain text is an element, too: some readers hear an element's own text before its children.
        """
        groups = [(kind, tuple(runs)) for kind, runs in groupby(text, _kind)]
        spans: list[Span] = []
        for (link, noted), runs in groups:
            if noted:
                spans += [span for run in runs for span in self._mark(run.footnote, look, elem)]
            elif link and plain(runs).strip():
                target = self._target(link, runs, elem)
                spans += self._voices(runs, look, target.owner, target, alone=True)
            else:
                spans += self._voices(runs, look, elem, None, alone=len(groups) == 1)
        return spans

    def _target(self, link: str, runs: Inlines, elem: Elem) -> Target:
        """What a link is called is in the document's language; where its words are not, its address is (§ 7.18.5)."""
        uri = ascii_uri(link)
        foreign = any(map(self._other, runs))
        contents = uri if foreign else " ".join(printable(plain(runs)).split())
        return Target(uri, contents, elem.add("Link", inline=True))

    def _voices(self, runs: Inlines, look: Look, elem: Elem, link: Target | None, *, alone: bool) -> list[Span]:
        """Runs that one voice reads are one element; it is `elem` itself if that has nothing else."""
        groups = [(lang, tuple(same)) for lang, same in groupby(runs, self._other)]
        spans: list[Span] = []
        for lang, same in groups:
            own = not lang and alone and len(groups) == 1
            owner = elem if own else elem.add("Span", lang=lang, inline=True)
            for run in same:
                spans += self._run(run, look, owner, link)
        return spans

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

    def _run(self, run: Run, look: Look, owner: Elem, link: Target | None) -> list[Span]:
        lang = run.lang or self.lang
        lang = lang if divisible(lang) else ""
        color = self._color(run, look)
        bold = look.bold or run.bold
        apart = spaced(run.lang or self.lang)
        divide = patterned(lang) and not bold and not look.heading_font  # terms and names are bold
        printed = printable(run.text)
        parts: Iterable[tuple[str, Stress]] = stresses(printed) if run.emphasis else ((printed, ""),)
        return [
            Span(text, font, look.size, color, owner, link, lang, divide, 0, 0, stress, run.underline, apart)
            for part, stress in parts
            for font, text in self.fonts.split(part, look.heading_font, bold, run.lang or "")
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
        spans = self.spans(text, look, elem)
        whole = "".join([span.text for span in spans])
        tied = joints(whole, chains(whole, self.names))
        cuts = broken(spans, first, width, look.align == "justify", tied, balanced=look.heading_font)
        for at, cut in enumerate(cuts):
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
