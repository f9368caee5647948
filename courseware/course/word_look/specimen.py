"""The specimen: a Word file that shows every style of a course, for a teacher to change in Word."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import docx

from courseware.course.word_look.package import texts
from courseware.document.blocks import Document, Margin, Run
from courseware.document.markdown import parse
from courseware.formats.docx import write
from courseware.languages import KOREAN
from courseware.look import fonts
from courseware.look.style import Choices, Fonts, make

if TYPE_CHECKING:
    from courseware.look.style import Style

_TEXT = Path(__file__).parent.parent.parent / "assets" / "specimen.md"
_DATE = "2000-01-01"
"""A specimen is of no day."""


def written(style: Style) -> bytes:
    """See `courseware.course.word_look.specimen_of`."""
    return write(document(), style).data


def document() -> Document:
    """What the specimen says, in both languages."""
    return Document(
        title="스타일 견본 · Specimen of styles",
        lang=KOREAN.tag,
        edition="student",
        blocks=parse(_TEXT.read_text(encoding="utf-8"), KOREAN.tag),
        header=Margin((Run("머리글 · Header: 로고는 여기에 / put a logo here"),), ()),
        footer=Margin((Run("바닥글 · Footer"),), ()),
        date=_DATE,
    )


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """The specimen's own text, which is no teacher's."""
    shipped = fonts.shipped()
    word = docx.Document(io.BytesIO(written(make(Choices(), Fonts(shipped, shipped)))))
    section = word.sections[0]
    roots = (word.element, section.header.part.element, section.footer.part.element)
    return frozenset(text for root in roots for text in texts(root))
