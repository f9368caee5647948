"""The Word file, for teachers who go on editing. What writes and reads it is imported when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.formats.kind import Format, Written

if TYPE_CHECKING:
    from courseware.document.blocks import Document
    from courseware.errors import Problem
    from courseware.look.style import Style


def write(document: Document, style: Style) -> Written:
    """The same bytes for the same `document` and `style`. Raises CoursewareError for a picture that is none."""
    from courseware.formats.docx import writer

    return writer.write(document, style)


def texts(data: bytes) -> list[str]:
    """Every text of every part, in the pieces in which it is read."""
    from courseware.formats.docx import reading

    return reading.pieces(data)


def barriers(data: bytes) -> list[Problem]:
    """What Word's Accessibility Checker would find."""
    from courseware.formats.docx import accessible

    return accessible.word_problems(data)


FORMAT = Format("docx", write, texts, barriers, edited=True, usual=True)
