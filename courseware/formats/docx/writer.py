"""Writes a Document as a Word file that a teacher can go on editing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from courseware.document.blocks import plain
from courseware.formats.docx import package
from courseware.formats.docx.base import base
from courseware.formats.docx.body import Body
from courseware.formats.docx.footnotes import Footnotes
from courseware.formats.docx.markup import twips
from courseware.formats.docx.numbering import Numbers
from courseware.formats.docx.paragraph import TAB, alignment, indents
from courseware.formats.docx.runs import runs, tied
from courseware.formats.kind import Written
from courseware.text.letters import wide

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from courseware.document.blocks import Document, Inlines, Margin
    from courseware.look.style import Style

_CLEAR = 8
"""Points between a header or a footer and the text, as in a PDF."""

_ROOM = 14
"""Sizes of the type that a line of running text has at least, in three columns and in lists."""


def write(document: Document, style: Style) -> Written:
    """The same bytes for the same `document` and `style`. Raises CoursewareError for a picture that is none."""
    word = package.opened(base(style))
    numbers = Numbers(style)
    notes = Footnotes(document.lang, package.relate(package.footnotes(word)))
    relate = package.relate(word.part)
    page = style.page

    def inline(text: Inlines, cell: float | None = None) -> str:
        """`text`, in a cell that is so many points wide, or on lines that hold whatever belongs together."""
        room = _ROOM if cell is None else (cell - 2 * style.table.pad_x) / style.look("table_cell").size
        return runs(tied(text, document.names, min(room, _ROOM)), document.lang, relate, notes.add)

    pictures = package.Pictures(word, tallest=(page.height - page.top - page.bottom) * 0.9)
    _set_margins(word, document, style, pictures)
    package.set_body(word, Body(style, inline, numbers, pictures).xml(document.blocks))
    package.set_lists(word, numbers.xml())
    package.set_footnotes(word, notes.xml())
    package.set_properties(word, document)
    return Written(package.zipped(word))


def _set_margins(word: WordDocument, document: Document, style: Style, pictures: package.Pictures) -> None:
    section = word.sections[0]
    for area, name, margin, logo in (
        (section.header, "header", document.header, style.header_logo),
        (section.footer, "footer", document.footer, style.footer_logo),
    ):
        relate = package.relate(area.part)
        left, right = (runs(text, document.lang, relate) for text in (margin.left, margin.right))
        look = style.look(name)
        one_line = _width(margin) * look.size <= style.page.text_width - look.left - look.right
        lines = [(pictures.logo(area, logo), replace(look, align=logo.align, left=0, right=0, first=0))] if logo else []
        if left or right:
            right = TAB + right if right else ""
            lines += [(line, replace(look, align="left")) for line in ((left + right,) if one_line else (left, right))]
        for number, (line, own) in enumerate(lines):
            next_to_text = number == (len(lines) - 1 if name == "header" else 0)
            clear = _clear(style, name) if next_to_text else ""
            package.add_line(area, name.capitalize(), line, clear + indents(own, look) + alignment(own, look))
        if not lines:
            area.is_linked_to_previous = True  # none is wanted, nor its rule


def _clear(style: Style, name: str) -> str:
    """Keeps text away from a header or a footer that is higher than the margin foresees."""
    look = style.look(name)
    side, own = ("after", look.after) if name == "header" else ("before", look.before)
    return f'<w:spacing w:{side}="{twips(max(own, _CLEAR))}"/>'


def _width(margin: Margin) -> float:
    """About how wide both sides are with a gap between, in ems: a hangul syllable takes one, a Latin letter 0.52."""
    text = plain(margin.left) + plain(margin.right)
    return 2 + sum(1 if wide(char) else 0.52 for char in text)
