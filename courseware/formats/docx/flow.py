"""What stands between one block and the next: room, page breaks, and what stays on one page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from courseware.formats.docx.markup import twips
from courseware.formats.docx.paragraph import Para
from courseware.formats.docx.tables import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAK = '<w:r><w:br w:type="page"/></w:r>'


@dataclass(frozen=True, slots=True)
class NewPage:
    """What comes next starts a page."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands above, up to the section before, is set in so many columns, `gap` points apart."""

    columns: int
    gap: float

    def xml(self) -> str:
        return f'<w:sectPr><w:cols w:num="{self.columns}" w:space="{twips(self.gap)}"/></w:sectPr>'


Piece: TypeAlias = Para | Grid | NewPage | Section


def settled(pieces: Sequence[Piece], separator: Para, gap: float) -> list[Para | Grid]:
    """`pieces` with page breaks, and the `gap` below a table, handed to the paragraph that follows.

    Word melts neighbouring tables into one and wants a paragraph after the last one, and after columns. So there, and
    before a table that starts a page, stands a `separator`: an empty paragraph as high as the gap.
    """
    out: list[Para | Grid] = []
    new_page = False
    for piece in pieces:
        if isinstance(piece, NewPage):
            new_page = bool(out)
            continue
        if isinstance(piece, Section):
            out = _closed(out, piece, separator)
            continue
        below_table = bool(out) and isinstance(out[-1], Grid)
        if isinstance(piece, Para):
            out.append(_new_page(piece) if new_page else lowered(piece, gap) if below_table else piece)
        else:
            out += [replace(separator, new_page=new_page), piece] if new_page or below_table else [piece]
        new_page = False
    if new_page:
        out.append(replace(separator, inner=_BREAK))
    elif not out or isinstance(out[-1], Grid) or out[-1].section:
        out.append(separator)
    return out


def _closed(out: list[Para | Grid], section: Section, separator: Para) -> list[Para | Grid]:
    """A section ends in its last paragraph (ECMA-376-1 §17.6.18); behind a table or a control stands a separator."""
    last = out[-1] if out else None
    if last is None or (isinstance(last, Para) and last.section):
        return out
    if isinstance(last, Para) and not last.closes:  # a content control holds no end of a section
        return [*out[:-1], replace(last, section=section.xml())]
    return [*out, replace(separator, section=section.xml())]


def _new_page(para: Para) -> Para:
    """At the head of a page no room is wanted above a heading, but Word would leave it."""
    return replace(para, new_page=True, look=replace(para.look, before=0))


def lowered(para: Para, before: float) -> Para:
    """At least `before` points below what stands above; Word takes the greater of two neighbours' spaces."""
    return para if para.look.before >= before else replace(para, look=replace(para.look, before=before))


def raised(para: Para, after: float) -> Para:
    """At least `after` points above what stands below."""
    return para if para.look.after >= after else replace(para, look=replace(para.look, after=after))


def begun(pieces: list[Piece], before: float) -> list[Piece]:
    first = pieces[0] if pieces else None
    return [lowered(first, before), *pieces[1:]] if isinstance(first, Para) else pieces


def ended(pieces: list[Piece], after: float) -> list[Piece]:
    last = pieces[-1] if pieces else None
    return [*pieces[:-1], raised(last, after)] if isinstance(last, Para) else pieces


def kept(pieces: list[Piece], count: int) -> list[Piece]:
    """The first `count` pieces stay on the page of what follows them."""
    return [*(keeping(piece) if isinstance(piece, Para) else piece for piece in pieces[:count]), *pieces[count:]]


def keeping(para: Para, keep: bool = True) -> Para:
    return para if para.look.keep_next == keep else replace(para, look=replace(para.look, keep_next=keep))
