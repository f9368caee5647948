"""Turn blocks into strips, each block by its own rule, and note on the way what everything means."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from courseware.document.blocks import (
    AnswerLines,
    Block,
    Columns,
    Figure,
    Heading,
    Inlines,
    List,
    NameLine,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Table,
    plain,
)
from courseware.document.outline import Outline
from courseware.formats.pdf import tables
from courseware.formats.pdf.columns import Unset
from courseware.formats.pdf.fields import Announced, Ruled, blank, blanks, label
from courseware.formats.pdf.footnotes import Footnotes
from courseware.formats.pdf.images import Picture, Source
from courseware.formats.pdf.numerals import numbering, numeral
from courseware.formats.pdf.paragraph import Line, Setter
from courseware.formats.pdf.strips import Break, Drawable, Frame, Strip
from courseware.formats.pdf.structure import Elem
from courseware.look.style import BRACKET, Border, Look, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADINGS = {1: "title", 2: "heading2"}
_BULLET = 0.4
"""Where in the indent a bullet stands, so that it is not lonely; numbers, which are wider, stand at its beginning."""

_KEPT_LINES = 2
"""So many answer lines stay with their question; the others may go to the next page, but none of them alone."""

_SMALL = 0.25
"""A box that is at most this part of a page high stays in one piece; teacher's notes, being many, need not."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks go: from `x`, `width` points wide, within `frames`, as children of `elem`.

    `base` is the look of plain text inside a note; `depth` counts the lists around.
    """

    x: float
    width: float
    elem: Elem
    frames: tuple[Frame, ...] = ()
    base: Look | None = None
    depth: int = 0


@dataclass(slots=True)
class Story:
    """The strips of a document. `limit` is the height of a page's text area in points."""

    style: Style
    setter: Setter
    limit: float
    strips: list[Strip] = field(default_factory=list)
    pictures: list[Source] = field(default_factory=list)
    footnotes: Footnotes = field(init=False)
    _after: float = 0
    _keep: int = 0
    _headed: int = 0
    """How many strips there are up to the end of the last heading."""
    _new_page: bool = False
    _outline: Outline = field(default_factory=Outline)
    _neighbour: tuple[Look, Place, Frame | None, int] | None = None

    def __post_init__(self) -> None:
        self.footnotes = Footnotes(self.style, self.setter)

    def tell(self, blocks: Sequence[Block], place: Place) -> None:
        """Append the strips of `blocks`."""
        for block in blocks:
            self._block(block, place)

    def _block(self, block: Block, place: Place) -> None:
        match block:
            case Heading():
                self._heading(block, place)
            case Paragraph(text=text, role=role):
                look = self._look(place) if role == "body" else self.style.look(role)
                self._text(text, look, place.elem.add("P"), place, joined=True)
            case List():
                self._list(block, place)
            case Table():
                self._table(block, place)
            case Quote():
                self._quote(block, place)
            case AnswerLines():
                self._answer_lines(block, place)
            case NameLine():
                self._name_line(block, place)
            case Note():
                self._note(block, place)
            case Columns():
                self._columns(block, place)
            case Figure():
                self._figure(block, place)
            case PageBreak():
                self._new_page = bool(self.strips)

    def _look(self, place: Place) -> Look:
        """Plain text; it is justified only where it is as wide as the page."""
        if place.base:
            return place.base
        look = self.style.look("body")
        return replace(look, align="left") if look.align == "justify" and place.depth else look

    # Strips

    def _push(
        self, content: Drawable, height: float, frames: tuple[Frame, ...], gap: float = 0, before: Break = Break.FREE
    ) -> Strip:
        """Append a strip, `gap` below what the last block asked for."""
        strip = Strip(content, height, self._after + gap, before, frames)
        self._admit(strip)
        return strip

    def _admit(self, strip: Strip) -> None:
        """A forced break wins; what a heading keeps with itself comes next."""
        if self._new_page:
            strip.before, self._new_page = Break.FORCED, False
        elif self._keep and self.strips:
            strip.before = max(strip.before, Break.BAD)
        self._keep = max(self._keep - 1, 0)
        self._after = 0
        self.strips.append(strip)

    def _bind(self, start: int, how: Break, end: int | None = None) -> None:
        """Make breaks inside `strips[start:end]` less welcome; the one before it stays as it is."""
        for strip in self.strips[start + 1 : end]:
            if strip.before is not Break.FORCED:
                strip.before = max(strip.before, how)

    def _held(self) -> float:
        """The height of what the next strip must not part from: a heading, the words of a list item."""
        height = self._after
        for strip in reversed(self.strips if self._keep else ()):
            height += strip.height + sum(frame.above + frame.below for frame in strip.frames)
            if strip.before is not Break.BAD:
                break
            height += strip.gap
        return height

    def _leave(self, after: float) -> None:
        """At least `after` points to whatever follows."""
        self._after = max(self._after, after)

    def _room(self, place: Place) -> float:
        """The height of a page within the boxes around."""
        return self.limit - sum(frame.above + frame.below for frame in place.frames)

    def _approach(self) -> None:
        """At least as much room above what is not a paragraph, unless it stands under its heading."""
        if not self._keep:
            self._leave(self._breath)

    @property
    def _breath(self) -> float:
        """The room above and below what is not a paragraph: half a line."""
        return self.style.look("body").line / 2

    # Text

    def _text(
        self, text: Inlines, look: Look, elem: Elem, place: Place, *, lead: Line | None = None, joined: bool = False
    ) -> None:
        """A paragraph: two lines at least on either side of a page break."""
        frame = self._frame(look, place, joined)
        frames = (*place.frames, frame) if frame else place.frames
        lines = self.setter.set(text, look, elem, place.x, place.width)
        if lead:
            lines[0].lead.append(lead)
        for at, line in enumerate(lines):
            alone = at in (1, len(lines) - 1) and at > 0
            before = Break.BAD if alone else Break.FREE
            strip = self._push(line, line.height, frames, 0 if at else look.before, before)
            strip.notes = self.footnotes.of((line,))
        self._after = look.after
        if look.keep_next:
            self._keep = 2 if look.heading_font else 1
        self._neighbour = (look, place, frame, len(self.strips))

    def _frame(self, look: Look, place: Place, joined: bool) -> Frame | None:
        """The box of a paragraph, shared with a neighbour of the same look."""
        if joined and self._neighbour and self._neighbour == (look, place, self._neighbour[2], len(self.strips)):
            return self._neighbour[2]
        return frame_of(look, place)

    def _heading(self, heading: Heading, place: Place) -> None:
        level, text, start = heading.level, heading.text, len(self.strips)
        if not plain(text):
            return
        if self._headed != len(self.strips):
            self._keep = 0  # one short paragraph is all that stood below the heading before
        elem = place.elem.add(f"H{self._outline.level(heading)}")
        self._text(text, self.style.look(HEADINGS.get(level, "heading3")), elem, place)
        self._bind(start, Break.BAD)
        self.strips[start].level, self.strips[start].title = level, plain(text).replace("\n", " ")
        self.strips[start].anchor = heading.anchor
        self._headed = len(self.strips)

    def _quote(self, quote: Quote, place: Place) -> None:
        """One bar beside the words and their attribution, where both have the same bar."""
        look, by = self.style.look("quote"), self.style.look("attribution")
        elem = place.elem.add("BlockQuote")
        if place.base:
            look = replace(look, size=place.base.size, line=place.base.line)
        frame = frame_of(look, place)
        shared = place
        if quote.attribution and frame and _same_box(look, by):
            shared = replace(place, frames=(*place.frames, frame))
            look, by = _unboxed(look), _unboxed(by)
        self._text(quote.text, look if quote.attribution else replace(look, keep_next=False), elem.add("P"), shared)
        if quote.attribution:
            self._text(quote.attribution, by, elem.add("P"), shared)
        else:
            self._leave(by.after)

    def _list(self, block: List, place: Place) -> None:
        look = self.style.look("list")
        if place.base:
            look = replace(place.base, before=look.before, after=look.after)
        label = BRACKET if block.bracket else self.style.numbers[place.depth % len(self.style.numbers)]
        elem = place.elem.add(
            "L", attributes={"List": {"ListNumbering": numbering(label) if block.ordered else "/Disc"}}
        )
        signs = [
            numeral(number, label) if block.ordered else self.style.bullets[place.depth % len(self.style.bullets)]
            for number in range(block.start, block.start + len(block.items))
        ]
        bold = label.bold if block.ordered else None
        sign_look = look if bold is None else replace(look, bold=bold)
        widest = max((self.setter.width((Run(sign),), sign_look, elem) for sign in signs), default=0)
        indent = max(self.style.list_indent, widest + look.size * 0.4)
        for sign, item in zip(signs, block.items, strict=True):
            li = elem.add("LI")
            start_x = place.x if block.ordered else place.x + indent * _BULLET
            marker = self.setter.marker(sign, sign_look, li.add("Lbl"), start_x)
            body = li.add("LBody")
            inner = Place(place.x + indent, place.width - indent, body, place.frames, place.base, place.depth + 1)
            start = len(self.strips)
            self._text(item.text, look, body.add("P"), inner, lead=marker)
            end = len(self.strips)
            if item.blocks and isinstance(item.blocks[0], Figure | Table):
                self._keep = 1
            self.tell(item.blocks, inner)
            match item.blocks:
                case (AnswerLines(count=count), *_):
                    self._bind(start, Break.RELUCTANT, end + min(count, _KEPT_LINES))
                case (Note(), *_):
                    self._bind(start, Break.RELUCTANT, end + 1)

    # Boxes, tables and what is drawn

    def _note(self, note: Note, place: Place) -> None:
        """A Div, because a PDF's Note is what the text refers to, a footnote (ISO 32000-1 table 334)."""
        look = self.style.look(note.role)
        frame = frame_of(look, place)
        elem = place.elem.add("Div")
        label = elem.add("P", actual=note.label) if note.label else None
        inner = Place(
            place.x + look.left, place.width - look.left - look.right, elem,
            (*place.frames, frame) if frame else place.frames, replace(_unboxed(look), left=0, right=0, before=0),
            place.depth,
        )  # fmt: skip
        start = len(self.strips)
        self._approach()
        gap = self._after + look.before
        self.tell(note.blocks, inner)
        if len(self.strips) > start:
            first = self.strips[start]
            first.gap = gap  # what a heading asks for above itself would lie outside the box
            if label:
                first.content = Announced(self.setter.marker(" ", inner.base or look, label, inner.x), first.content)
        if len(self.strips) > start + 1:
            for at in (start + 1, len(self.strips) - 1):
                self._bind(at - 1, Break.BAD, at + 1)
        height = sum(strip.gap + strip.height for strip in self.strips[start:])
        if note.role != "teacher" and height <= _SMALL * self.limit:
            self._bind(start, Break.RELUCTANT)
        self._leave(self._breath)

    def _columns(self, columns: Columns, place: Place) -> None:
        """One strip for all, which `pages` lays out when it knows how much of its page is left."""
        start, width = len(self.strips), self.style.column_width(columns.count)
        self._approach()
        gap, keep, forced = self._after, self._keep, self._new_page
        self._after, self._keep, self._new_page = 0, 0, False
        self.tell(columns.blocks, replace(place, width=width))
        inside, self.strips[start:] = self.strips[start:], []
        if inside:
            self._after, self._keep, self._new_page = gap, keep, forced
            self._push(Unset(tuple(inside), columns.count, width + self.style.column_gap), 0, place.frames)
        self._leave(self._breath)

    def _table(self, table: Table, place: Place) -> None:
        rows = tables.strips(
            table, place.x, place.x + place.width, place.frames, place.elem, self.footnotes, self._room(place)
        )
        self._approach()
        for at, strip in enumerate(rows):
            if at == 0:
                strip.gap = self._after
            self._admit(strip)
        self._leave(self._breath)

    def _answer_lines(self, lines: AnswerLines, place: Place) -> None:
        """Never a question at the foot of one page and its first line at the head of the next."""
        look = self.style.look("answer_line")
        rule = look.border_bottom or Border(0.5, self.style.colors.rule)
        elem = blank(place.elem, lines.label) if lines.label else None
        for at in range(lines.count):
            ruled = Ruled(place.x + look.left, place.x + place.width - look.right, look.line, rule, elem)
            alone = at in (0, 1, lines.count - 1)
            before = Break.BAD if alone else Break.FREE
            self._push(ruled, look.line, place.frames, 0 if at else look.before, before)
        if lines.count:
            self._leave(max(look.after, self._breath))

    def _name_line(self, line: NameLine, place: Place) -> None:
        look = self.style.look("name_line")
        rule = look.border_bottom or Border(0.5, self.style.colors.muted)
        x, width = place.x + look.left, place.width - look.left - look.right
        spoken = line.labels or ("",) * len(line.fields)
        labels = [
            label(name, words, look, place.elem.add("P"), width, self.setter)
            for name, words in zip(line.fields, spoken, strict=True)
        ]
        for at, row in enumerate(blanks(labels, x, width, look.size, rule)):
            self._push(row, row.height, place.frames, 0 if at else look.before, Break.BAD if at else Break.FREE)
        self._after = look.after

    def _figure(self, figure: Figure, place: Place) -> None:
        """As wide as asked for, but never higher than a page, the heading above it included."""
        source = Source(figure.image, figure.alt)
        room = self._room(place)
        width = place.width * min(max(figure.width, 0.02), 1)
        width = min(width, max(room - self._held(), room / 2) / source.aspect)
        height = width * source.aspect
        if source.data in (known := [picture.data for picture in self.pictures]):
            name = f"I{known.index(source.data)}"
        else:
            name = f"I{len(self.pictures)}"
            self.pictures.append(source)
        elem = place.elem.add("Figure", alt=figure.alt) if figure.alt else None
        self._approach()
        self._push(Picture(name, source.turn, place.x, width, height, elem), height, place.frames)
        self._leave(self._breath)


def frame_of(look: Look, place: Place) -> Frame | None:
    """The box that a look asks for, or None. It stands out over the text around only if it must."""
    rules = (look.border_top, look.border_right, look.border_bottom, look.border_left)
    if not look.fill and not any(rules):
        return None
    left = place.x + look.left - _reach(look.border_left)
    right = place.x + place.width - look.right + _reach(look.border_right)
    if look.border_left and look.left >= look.border_left.space:
        left = max(left, place.x)
    if look.border_right and look.right >= look.border_right.space:
        right = min(right, place.x + place.width)
    return Frame(left, right, look.fill, *rules)


def _reach(border: Border | None) -> float:
    return border.space + border.width if border else 0


def _unboxed(look: Look) -> Look:
    return replace(look, fill=None, border_top=None, border_right=None, border_bottom=None, border_left=None)


def _same_box(one: Look, other: Look) -> bool:
    def box(look: Look) -> tuple[object, ...]:
        return (
            look.fill, look.left, look.right, look.border_top, look.border_right, look.border_bottom, look.border_left,
        )  # fmt: skip

    return box(one) == box(other)
