"""Writes a Document as a Word file that a teacher can go on editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.writers import Written
from courseware.writers.docx import package
from courseware.writers.docx.base import base
from courseware.writers.docx.body import Body
from courseware.writers.docx.numbering import Numbers
from courseware.writers.docx.runs import runs

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import _Footer, _Header

    from courseware.blocks import Document, Inlines, Margin
    from courseware.style import Style

__all__ = ["write"]


def write(document: Document, style: Style) -> Written:
    """The same bytes for the same `document` and `style`. Raises CoursewareError for a picture that is none."""
    word = package.opened(base(style))
    numbers = Numbers()
    relate = package.relate(word.part)
    page = style.page

    def inline(text: Inlines) -> str:
        return runs(text, document.lang, relate)

    pictures = package.Pictures(word, tallest=(page.height - page.top - page.bottom) * 0.9)
    package.set_body(word, Body(style, inline, numbers, pictures).xml(document.blocks))
    package.set_lists(word, numbers.xml())
    _set_margins(word, document)
    package.set_properties(word, document)
    return Written(package.zipped(word))


def _set_margins(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    _set_margin(section.header, "Header", document.header, document.lang)
    _set_margin(section.footer, "Footer", document.footer, document.lang)


def _set_margin(area: _Header | _Footer, style: str, margin: Margin, lang: str) -> None:
    """Header and footer are parts of their own, with their own links."""
    relate = package.relate(area.part)
    package.set_margin(area, style, runs(margin.left, lang, relate), runs(margin.right, lang, relate))
