"""Blocks as the paragraphs and tables of a Word body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from courseware.blocks import (
    AnswerLines,
    Block,
    Figure,
    Heading,
    Inlines,
    Item,
    List,
    NameLine,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Table,
)
from courseware.writers.docx import forms
from courseware.writers.docx.numbering import LEVELS, Numbers, hanging
from courseware.writers.docx.paragraph import TAB, Para, tab_stops
from courseware.writers.docx.styles import GAP, PARAGRAPHS, look_of
from courseware.writers.docx.tables import Grid, grid

if TYPE_CHECKING:
    from courseware.style import Border, Look, Style

Picture: TypeAlias = Callable[[Figure, float], str]
"""From a figure and the width that it has at most, in points, to its run."""

_ROLES = {"body": "BodyText", "subtitle": "Subtitle", "meta": "SmallPrint", "badge": "Badge"}
_NOTES = {"box": "Box", "teacher": "TeacherNote", "source": "SourceCard"}
_IN_FRAME = frozenset({"BodyText", "ListNumber", "ListBullet", "Quote", "WritingLine", "NameLine", "Figure"})
_SHORT_LINES, _SHORT_BOX = 8, 5
"""No more ruled lines, no more paragraphs in a box than this stay on one page."""

_BREAK = '<w:r><w:br w:type="page"/></w:r>'


@dataclass(frozen=True, slots=True)
class NewPage:
    """What comes next starts a page."""


Piece: TypeAlias = Para | Grid | NewPage


@dataclass(frozen=True, slots=True)
class Frame:
    """The box around a note: its paragraphs' style, and their look, whose `left` is where the box's text begins."""

    style: str
    look: Look


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: how far in from the text's edges, how deep in lists, and in which frame."""

    left: float = 0
    right: float = 0
    level: int = 0
    frame: Frame | None = None


class Body:
    """Turns blocks into pieces. One for each document: its lists' numbers and its pictures are counted."""

    def __init__(self, style: Style, runs: Callable[[Inlines], str], numbers: Numbers, picture: Picture) -> None:
        self._style = style
        self._runs = runs
        self._numbers = numbers
        self._picture = picture
        self._looks = {named.id: look_of(named.look, style) for named in PARAGRAPHS}

    def xml(self, blocks: Sequence[Block]) -> str:
        return "".join(piece.xml() if isinstance(piece, Para) else piece.xml for piece in self._settle(blocks))

    # Pieces, block by block

    def _pieces(self, blocks: Sequence[Block], place: Place) -> list[Piece]:
        pieces: list[Piece] = []
        twin = False
        for i, block in enumerate(blocks):
            twin = i > 0 and _alike(block, blocks[i - 1]) and not twin
            new = self._block(block, place, twin)
            if isinstance(block, Paragraph) and isinstance(_at(blocks, i + 1), AnswerLines | Table | List | Figure):
                new = _kept(new, len(new))
            pieces += new
        return pieces

    def _block(self, block: Block, place: Place, twin: bool) -> list[Piece]:
        match block:
            case Heading(level=level, text=text):
                return [self._para("Title" if level == 1 else f"Heading{min(level, 4) - 1}", self._runs(text), place)]
            case Paragraph(text=text, role=role):
                return [self._para(_ROLES[role], self._runs(text), place)]
            case List():
                return self._list(block, place)
            case Table():
                return [grid(block, place.left, self._room(place), self._runs)] if block.widths else []
            case Quote():
                return self._quote(block, place, twin)
            case AnswerLines(count=count):
                return self._answer_lines(count, place)
            case NameLine(fields=fields):
                return [self._name_line(fields, place)]
            case Note():
                return self._note(block, place, twin)
            case Figure(width=share):
                return [self._para("Figure", self._picture(block, self._room(place) * share), place)]
            case PageBreak():
                return [NewPage()]

    def _room(self, place: Place) -> float:
        return self._style.page.text_width - place.left - place.right

    def _para(self, style: str, inner: str, place: Place) -> Para:
        """A paragraph at `place`; in a frame it takes the frame's look, or at least its sides."""
        look = self._looks[style]
        if place.frame:
            if style in _IN_FRAME:
                style, look = place.frame.style, place.frame.look
            look = _framed(look, place.frame.look, place)
            return Para(style, self._looks[style], look, (TAB if look.first < 0 else "") + inner)
        if place.left or place.right:
            shifted = replace(look, left=look.left + place.left, right=look.right + place.right)
            return Para(style, look, shifted, inner)
        return Para(style, look, look, inner)

    def _list(self, block: List, place: Place) -> list[Piece]:
        level = min(place.level, LEVELS - 1)
        framed = place.frame is not None
        number = self._numbers.add(ordered=block.ordered, framed=framed, level=level, start=block.start)
        inner = replace(place, left=place.left + self._style.list_indent, level=place.level + 1)
        pieces: list[Piece] = []
        for item in block.items:
            text = self._item(item, inner, (number, level), "ListNumber" if block.ordered else "ListBullet")
            below = self._pieces(item.blocks, inner)
            pieces += [_opening(text, below, self._looks["BodyText"].after), *below]
        return pieces if place.level else self._ended(pieces, self._looks["BodyText"].after)

    def _item(self, item: Item, place: Place, number: tuple[int, int], style: str) -> Para:
        """An item's text. Where its level would put it anyway, nothing is written on the paragraph but its number."""
        inner = self._runs(item.text)
        indent = self._style.list_indent
        if place.frame:
            look = _framed(place.frame.look, place.frame.look, place)
            return Para(place.frame.style, self._looks[place.frame.style], look, inner, number)
        first = -hanging(number[1], indent, framed=False)
        natural = replace(self._looks[style], left=indent * (number[1] + 1), first=first)
        look = (
            natural
            if place.left == natural.left and not place.right
            else replace(natural, left=place.left, right=place.right)
        )
        return Para(style, natural, look, inner, number)

    def _quote(self, block: Quote, place: Place, twin: bool) -> list[Piece]:
        pieces: list[Piece] = [self._para("Quote", self._runs(block.text), place)]
        if block.attribution:
            pieces.append(self._para("Attribution", self._runs(block.attribution), place))
            pieces = _kept(pieces, 1)
        else:
            pieces = [_keeping(piece, False) for piece in self._ended(pieces, self._looks["Attribution"].after)]
        return [_told_apart(piece) for piece in pieces] if twin and not place.frame else pieces

    def _answer_lines(self, count: int, place: Place) -> list[Piece]:
        """Ruled paragraphs: the rules stay where they are when somebody types on them.

        A box has rules of its own around its paragraphs, so there a line is drawn by a tab's leader. The label is left
        to formats that can tell it without printing it; Word has only hidden text, which leaks.
        """
        if count < 1:
            return []
        line = self._ruled_tab(place) if place.frame else self._para("WritingLine", "", place)
        last = count - 1
        lines = [_keeping(line, i < last and (count <= _SHORT_LINES or i in (0, last - 1))) for i in range(count)]
        return self._ended(lines, self._looks["BodyText"].after)

    def _ruled_tab(self, place: Place) -> Para:
        """Room above and not a higher line: LibreOffice forgets the height of a line that holds nothing but a tab."""
        para = self._para("WritingLine", forms.BLANK, place)
        pitch = self._looks["WritingLine"].line
        look = replace(para.look, before=max(pitch - para.look.line, 0), after=0)
        stops = tab_stops(("right", "underscore", self._style.page.text_width - place.right))
        return replace(para, look=look, tabs=stops)

    def _name_line(self, fields: Sequence[str], place: Place) -> Para:
        """Words and tabs, no spaces: see `forms`."""
        para = self._para("NameLine", "", place)
        blanks = forms.blanks(fields, place.left, self._room(place), para.look.size)
        words = forms.between(self._runs((Run(field),)) for field in fields)
        return replace(para, inner=para.inner + words, tabs=forms.stops(blanks, para.look.size))

    def _note(self, block: Note, place: Place, twin: bool) -> list[Piece]:
        """A note's paragraphs, which Word joins into one box because their sides are the same."""
        style = _NOTES[block.role]
        look = self._looks[style]
        if twin:
            look = _nudged(look)
        if place.left or place.right:
            look = replace(look, left=look.left + place.left, right=look.right + place.right)
        inside = Place(left=look.left, right=look.right, frame=Frame(style, look))
        pieces = self._pieces(block.blocks, inside)
        boxed = look.border_top is not None
        if boxed:
            pieces = _kept(pieces, len(pieces) - 1 if len(pieces) <= _SHORT_BOX else 1)
        gap = self._gap if boxed else self._looks["BodyText"].after
        return self._ended(self._begun(pieces, gap) if boxed else pieces, gap)

    # What stands between pieces

    @property
    def _gap(self) -> float:
        return self._looks["BodyText"].size * GAP

    def _begun(self, pieces: list[Piece], before: float) -> list[Piece]:
        first = pieces[0] if pieces else None
        if isinstance(first, Para):
            return [replace(first, look=replace(first.look, before=max(before, first.look.before))), *pieces[1:]]
        return pieces

    def _ended(self, pieces: list[Piece], after: float) -> list[Piece]:
        last = pieces[-1] if pieces else None
        if isinstance(last, Para) and last.look.after < after:
            return [*pieces[:-1], replace(last, look=replace(last.look, after=after))]
        return pieces

    def _settle(self, blocks: Sequence[Block]) -> list[Para | Grid]:
        """The body's pieces with page breaks and the room after tables handed to the paragraph that follows.

        Word melts two tables into one and wants a paragraph after the last (ECMA-376-1 §17.4.37), so only there an
        empty one stands, as high as the room it makes.
        """
        out: list[Para | Grid] = []
        new_page = False
        for piece in self._pieces(blocks, Place()):
            after_table = bool(out) and isinstance(out[-1], Grid)
            match piece:
                case NewPage():
                    new_page = True
                    continue
                case Grid() if after_table or new_page:
                    out += [replace(self._separator(), new_page=new_page), piece]
                case Para() if new_page:
                    out.append(replace(piece, new_page=True, look=replace(piece.look, before=0)))
                case Para() if after_table:
                    before = max(piece.look.before, self._gap)
                    out.append(replace(piece, look=replace(piece.look, before=before)))
                case Para() | Grid():
                    out.append(piece)
            new_page = False
        if new_page:
            out.append(replace(self._separator(), inner=_BREAK))
        elif not out or isinstance(out[-1], Grid):
            out.append(self._separator())
        return out

    def _separator(self) -> Para:
        look = self._looks["Separator"]
        return Para("Separator", look, look, "")


def _at(blocks: Sequence[Block], index: int) -> Block | None:
    return blocks[index] if index < len(blocks) else None


def _alike(block: Block, before: Block) -> bool:
    """Whether Word would join `block` to the one before it, as it does with neighbours whose borders are the same."""
    match block, before:
        case Note(role=role), Note(role=other):
            return role == other
        case Quote(), Quote():
            return True
    return False


def _kept(pieces: list[Piece], count: int) -> list[Piece]:
    """The first `count` pieces stay on the page of what follows them."""
    return [*(_keeping(piece, True) for piece in pieces[:count]), *pieces[count:]]


def _keeping(piece: Piece, keep: bool) -> Piece:
    if isinstance(piece, Para) and piece.look.keep_next != keep:
        return replace(piece, look=replace(piece.look, keep_next=keep))
    return piece


def _opening(text: Para, below: Sequence[Piece], room: float) -> Para:
    """An item's text before what belongs to it: on the same page, and with `room` before a table."""
    if not below:
        return text
    after = max(text.look.after, room) if isinstance(below[0], Grid) else text.look.after
    return replace(text, look=replace(text.look, keep_next=True, after=after))


def _told_apart(piece: Piece) -> Piece:
    return replace(piece, look=_nudged(piece.look)) if isinstance(piece, Para) else piece


def _nudged(look: Look) -> Look:
    """The same look to the eye, but not to Word, which would join it to its twin above: a colour one shade off."""

    def nudge(border: Border | None) -> Border | None:
        return replace(border, color=f"{int(border.color, 16) ^ 1:06X}") if border else None

    return replace(
        look,
        border_top=nudge(look.border_top), border_left=nudge(look.border_left),
        border_bottom=nudge(look.border_bottom), border_right=nudge(look.border_right),
    )  # fmt: skip


def _framed(look: Look, frame: Look, place: Place) -> Look:
    """`look` within the sides of `frame`. Text further in hangs from the frame's edge, so that the sides still meet."""
    if look is frame and place.left == frame.left:
        return look
    return replace(
        look, left=place.left, right=place.right, first=frame.left - place.left, fill=frame.fill,
        border_top=frame.border_top, border_left=frame.border_left,
        border_bottom=frame.border_bottom, border_right=frame.border_right,
    )  # fmt: skip
