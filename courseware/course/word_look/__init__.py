"""A school's own Word file as the look of a course: its styles, its page and its logo become a Style.

The steps: the file is opened (package), its theme and its styles are looked up (theme, cascade), they become looks
(looks, lists, logo, typefaces; all of it in reading), and what no handout can follow is named (lost).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from courseware.course.word_look.reading import Adopted
    from courseware.look.style import Choices, Fonts, Style

NAME = "reference.docx"


def file_in(folder: Path) -> Path | None:
    """The Word file in a course's folder, however its name is capitalised."""
    return next((path for path in sorted(folder.glob("*.[dD][oO][cC][xX]")) if path.name.lower() == NAME), None)


def adopt(path: Path, choices: Choices, fonts: Fonts) -> Adopted:
    """The look of the Word file at `path`; `choices` and `fonts` are the course's, for what the file does not say.

    Raises CoursewareError for a file that cannot be read.
    """
    from courseware.course.word_look.reading import adopted  # whoever has no such file does not wait for it

    return adopted(path, choices, fonts)


def specimen_of(style: Style) -> bytes:
    """A Word file that shows every style, for a teacher to change in Word; the same bytes for the same style."""
    from courseware.course.word_look.specimen import written

    return written(style)
