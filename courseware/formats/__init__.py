"""Every output format, by name. One more is a folder with its object, and a line in the table."""

from __future__ import annotations

from courseware.formats import docx, pdf
from courseware.formats.kind import Format, Written

__all__ = ["FORMATS", "Format", "Written", "usual"]

FORMATS: dict[str, Format] = {each.name: each for each in (docx.FORMAT, pdf.FORMAT)}


def usual() -> tuple[str, ...]:
    """The names of those that a course has that names none."""
    return tuple(name for name, each in FORMATS.items() if each.usual)
