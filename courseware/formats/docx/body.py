"""Blocks as the paragraphs and tables of a Word body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeAlias

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
from courseware.formats.docx import flow, forms
from courseware.formats.docx.controls import Controls
from courseware.formats.docx.frame import Frame, alike, framed, told_apart
from courseware.formats.docx.numbering import LEVELS, Numbers
from courseware.formats.docx.paragraph import TAB, Para, tab_stops
from courseware.formats.docx.runs import bookmark
from courseware.formats.docx.styles import GAP, PARAGRAPHS, look_of
from courseware.formats.docx.tables import Cells, Grid, grid
from courseware.look.style import BRACKET

if TYPE_CHECKING:
    from courseware.formats.docx.flow import Piece
    from courseware.look.style import Style


class Inline(Protocol):
    """From text to its runs; `cell` is the width of the table's cell in which it stands, in points."""

    def __call__(self, text: Inlines, cell: float | None = None, /) -> str: ...


Picture: TypeAlias = Callable[[Figure, float], str]
"""From a figure and the width that it has at most, in points, to its run."""

_NO_DEPTH = 9
"""Body text, to Word's navigation pane."""
_ROLES = {"body": "BodyText", "subtitle": "Subtitle", "meta": "SmallPrint", "badge": "Badge"}
_NOTES = {"box": "Box", "teacher": "TeacherNote", "source": "SourceCard"}
_IN_FRAME = frozenset({"BodyText", "ListNumber", "ListBullet", "Quote", "WritingLine", "NameLine", "Figure"})
_DEPTHS = {named.id: _NO_DEPTH if named.outline is None else named.outline for named in PARAGRAPHS}
_BELONGS = AnswerLines | Table | List | Figure
"""What a paragraph right above it introduces."""
_SHORT_BOX = 8
"""No more paragraphs in a box than this stay on one page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: in text `width` wide, how far in from its edges, how deep in lists, and in which frame."""

    width: float
    left: float = 0
    right: float = 0
    level: int = 0
    frame: Frame | None = None


class Body:
    """Turns blocks into pieces. One for each document: its lists' numbers, pictures and bookmarks are counted."""

    def __init__(self, style: Style, runs: Inline, numbers: Numbers, picture: Picture) -> None:
        self._style = style
        self._runs = runs
        self._numbers = numbers
        self._picture = picture
        self._bookmarks = 0
        self._outline = Outline()
        self._controls = Controls()
        self._looks = {named.id: look_of(named.look, style) for named in PARAGRAPHS}
        self._blank = runs((Run("\u00a0"),))
        self._gap = style.look("body").size * GAP
        self._cells = Cells(runs, numbers.signed, style.look("table_cell"))

    def xml(self, blocks: Sequence[Block]) -> str:
        separator = self._looks["Separator"]
        pieces = flow.settled(
            self._pieces(blocks, Place(self._style.page.text_width)),
            Para("Separator", separator, separator, ""),
            self._gap,
        )
        return "".join(piece.xml() for piece in pieces)

    def _pieces(self, blocks: Sequence[Block], place: Place) -> list[Piece]:
        pieces: list[Piece] = []
        twin = leads = False
        for i, block in enumerate(blocks):
            twin = i > 0 and alike(block, blocks[i - 1]) and not twin
            new = self._block(block, place, twin)
            following = _at(blocks, i + 1)
            leads = isinstance(block, Heading) or (leads and _leads(block, new))
            introduces = isinstance(block, Paragraph) and isinstance(following, _BELONGS)
            if introduces or (leads and not isinstance(following, PageBreak | None)):
                new = flow.kept(new, len(new))
            pieces += new
        return pieces

    def _block(self, block: Block, place: Place, twin: bool) -> list[Piece]:
        match block:
            case Heading():
                return [self._heading(block, place)]
            case Paragraph(text=text, role=role):
                return [self._para(_ROLES[role], self._runs(text), place)]
            case List():
                return self._list(block, place)
            case Table():
                return [grid(block, place.left, self._room(place), self._cells)] if block.widths else []
            case Quote():
                return self._quote(block, place, twin)
            case AnswerLines():
                return self._answer_lines(block, place)
            case NameLine():
                return [self._name_line(block, place)]
            case Note():
                return self._note(block, place, twin)
            case Columns():
                return self._columns(block)
            case Figure(width=share):
                return [self._para("Figure", self._picture(block, self._room(place) * share), place)]
            case PageBreak():
                return [flow.NewPage()]

    def _room(self, place: Place) -> float:
        """The width there is, and never none, however deep lists are nested."""
        return max(place.width - place.left - place.right, self._style.list_indent)

    def _para(self, style: str, inner: str, place: Place) -> Para:
        """A paragraph at `place`; in a frame it takes the frame's look, or at least its sides."""
        look = self._looks[style]
        if place.frame:
            if style in _IN_FRAME:
                style, look = place.frame.style, place.frame.look
            look = framed(look, place.frame.look, place.left, place.right)
            return Para(style, self._looks[style], look, (TAB if look.first < 0 else "") + inner)
        if place.left or place.right:
            shifted = replace(look, left=look.left + place.left, right=look.right + place.right)
            return Para(style, look, shifted, inner)
        return Para(style, look, look, inner)

    def _heading(self, heading: Heading, place: Place) -> Para:
        """With a bookmark that links lead to (ECMA-376-1 §17.13.6.2)."""
        style = "Title" if heading.level == 1 else f"Heading{min(heading.level, 4) - 1}"
        inner = self._runs(heading.text)
        if heading.anchor:
            self._bookmarks += 1
            start = f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{bookmark(heading.anchor)}"/>'
            inner = f'{start}{inner}<w:bookmarkEnd w:id="{self._bookmarks}"/>'
        return replace(self._para(style, inner, place), outline=self._depth(heading, style))

    def _depth(self, heading: Heading, style: str) -> int | None:
        """How deep Word's navigation pane shows a heading, where its style alone does not say it (§17.3.1.20)."""
        level = self._outline.below_title(heading) if plain(heading.text) else None
        depth = _NO_DEPTH if level is None else level - 1
        return None if depth == _DEPTHS[style] else depth

    def _list(self, block: List, place: Place) -> list[Piece]:
        style = "ListNumber" if block.ordered else "ListBullet"
        level = min(place.level, LEVELS - 1)
        boxed = place.frame is not None
        label = BRACKET if block.bracket else None
        number = self._numbers.add(ordered=block.ordered, framed=boxed, level=level, start=block.start, label=label)
        inside = replace(place, left=place.left + self._style.list_indent, level=place.level + 1)
        room = self._looks["BodyText"].after
        pieces: list[Piece] = []
        for item in block.items:
            below = self._pieces(item.blocks, inside)
            text = self._item(style, self._runs(item.text), inside, (number, level))
            pieces += [_leading(text, below, room), *below]
        return pieces if place.level else flow.ended(pieces, room)

    def _item(self, style: str, inner: str, place: Place, number: tuple[int, int]) -> Para:
        """An item's text. Where its level would put it anyway, nothing is written on the paragraph but its number."""
        if place.frame:
            look = framed(place.frame.look, place.frame.look, place.left, place.right)
            return Para(place.frame.style, self._looks[place.frame.style], look, inner, number)
        indent = self._style.list_indent
        natural = replace(self._looks[style], left=indent * (number[1] + 1), first=-indent)
        look = natural
        if place.left != natural.left or place.right:
            look = replace(natural, left=place.left, right=place.right)
        return Para(style, natural, look, inner, number)

    def _quote(self, block: Quote, place: Place, twin: bool) -> list[Piece]:
        quote = self._para("Quote", self._runs(block.text), place)
        if block.attribution:
            paras = [flow.keeping(quote), self._para("Attribution", self._runs(block.attribution), place)]
        else:
            paras = [flow.keeping(flow.raised(quote, self._looks["Attribution"].after), False)]
        if twin and not place.frame:
            paras = [replace(para, look=told_apart(para.look)) for para in paras]
        return [*paras]

    def _answer_lines(self, block: AnswerLines, place: Place) -> list[Piece]:
        """Ruled paragraphs in one control: the rules stay where they are when somebody types on them.

        A box has rules of its own around its paragraphs, so there a line is drawn by a tab's leader. What an empty
        control shows would be printed, so the first line holds a no-break space.
        """
        if block.count < 1:
            return []
        line = self._ruled_tab(place) if place.frame else self._para("WritingLine", "", place)
        last = block.count - 1
        lines = [flow.keeping(line, i < last and i in (0, last - 1)) for i in range(block.count)]
        if block.label:
            lines[0] = replace(lines[0], inner=lines[0].inner or self._blank)
        return flow.ended([*self._controls.around(lines, block.label, "answer")], self._looks["BodyText"].after)

    def _ruled_tab(self, place: Place) -> Para:
        """Room above and not a higher line: LibreOffice forgets the height of a line that holds nothing but a tab."""
        para = self._para("WritingLine", forms.BLANK, place)
        pitch = self._looks["WritingLine"].line
        look = replace(para.look, before=max(pitch - para.look.line, 0), after=0)
        stops = tab_stops(("right", "underscore", place.width - place.right))
        return replace(para, look=look, tabs=stops)

    def _name_line(self, line: NameLine, place: Place) -> Para:
        """Words and tabs, no spaces: see `forms`. Each blank is a control."""
        para = self._para("NameLine", "", place)
        edges = forms.blanks(line.fields, place.left, self._room(place), para.look.size)
        labels = line.labels or ("",) * len(line.fields)
        blanks = [self._controls.within(forms.BLANK, label, "name") for label in labels]
        words = forms.between([self._runs((Run(field),)) for field in line.fields], blanks)
        return replace(para, inner=para.inner + words, tabs=forms.stops(edges, para.look.size))

    def _columns(self, block: Columns) -> list[Piece]:
        """A section of its own; what stands above it ends one, too."""
        gap = self._style.column_gap
        pieces = self._pieces(block.blocks, Place(self._style.column_width(block.count)))
        return [flow.Section(1, gap), *pieces, flow.Section(block.count, gap)] if pieces else []

    def _note(self, block: Note, place: Place, twin: bool) -> list[Piece]:
        """A note's paragraphs, which Word joins into one box because their sides are the same."""
        style = _NOTES[block.role]
        look = self._looks[style]
        if twin:
            look = told_apart(look)
        if place.left or place.right:
            look = replace(look, left=look.left + place.left, right=look.right + place.right)
        inside = Place(place.width, look.left, look.right, frame=Frame(style, look))
        pieces = self._pieces(block.blocks, inside)
        pieces = self._controls.announced(pieces, block.label, block.role, self._blank)
        boxed = look.border_top is not None
        if boxed:
            pieces = flow.kept(pieces, len(pieces) - 1 if len(pieces) <= _SHORT_BOX else 1)
        gap = self._gap if boxed else self._looks["BodyText"].after
        return flow.ended(flow.begun(pieces, gap) if boxed else pieces, gap)


def _leads(block: Block, pieces: Sequence[Piece]) -> bool:
    """Whether a block below a heading only leads to what the heading is about: small print, a short box."""
    return (isinstance(block, Paragraph) and block.role == "meta") or (
        isinstance(block, Note) and block.role == "box" and len(pieces) <= _SHORT_BOX
    )


def _leading(text: Para, below: Sequence[Piece], room: float) -> Para:
    """An item's text before what belongs to it: on the same page, and with `room` above a table."""
    if not below:
        return text
    return flow.keeping(flow.raised(text, room) if isinstance(below[0], Grid) else text)


def _at(blocks: Sequence[Block], index: int) -> Block | None:
    return blocks[index] if index < len(blocks) else None
