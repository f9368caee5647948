"""The tagged PDF, for the classroom. What writes and reads it is imported when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.formats.kind import Format, Written

if TYPE_CHECKING:
    from courseware.document.blocks import Document
    from courseware.look.style import Style


def write(document: Document, style: Style) -> Written:
    """The document as a PDF file. Raises CoursewareError for a character in none of its fonts, or no room."""
    from courseware.formats.pdf import writer

    return writer.write(document, style)


def texts(data: bytes) -> list[str]:
    """Every text of the file, in the pieces in which it is read."""
    from courseware.formats.pdf import reading

    return reading.pieces(data)


FORMAT = Format("pdf", write, texts, usual=True)
