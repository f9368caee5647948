"""Rules on how a course looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from courseware.course.courses import Course
from courseware.course.word_look import NAME
from courseware.errors import N_, Problem
from courseware.look.style import LEAST, Style, contrast_of

_OTHERS = (".doc", ".dot", ".dotx", ".docm", ".hwp", ".hwpx", ".odt", ".ott", ".rtf")
"""What a word processor may have saved a look as."""


def contrast(course: Course) -> Iterator[Problem]:
    """Every colour that text is printed in stands out from white and from the tint of boxes and header rows."""
    if course.reference:
        yield from _pale_styles(course.style, course.reference)
        return
    colors = course.style.colors
    for name in ("text", "primary", "accent", "muted", "link"):
        ratio = min(contrast_of(getattr(colors, name), paper) for paper in ("FFFFFF", colors.tint))
        if ratio < LEAST:
            yield Problem(
                N_("the color “{name}” is too pale to read (contrast {ratio}, {least} is the least)"),
                N_("Choose a darker one."),
                {"name": name, "ratio": f"{ratio:.1f}", "least": LEAST},
                course.chain[-1],
                None,
                f"colors.{name}",
                "warning",
            )


def _pale_styles(style: Style, file: Path) -> Iterator[Problem]:
    """The styles of a Word file whose letters do not stand out from what they are printed on."""
    from courseware.formats.docx.styles import PARAGRAPHS  # a course without such a file need not wait for it

    looks = {named.name: style.looks[named.look] for named in PARAGRAPHS if named.look in style.looks}
    pairs = {name: (look.color, look.fill) for name, look in looks.items()}
    pairs["Table Header"] = (style.table.header_color, style.table.header_fill)
    for name, color in (("Emphasis", "accent"), ("Muted", "muted"), ("Hyperlink", "link")):
        pairs[name] = (getattr(style.colors, color), None)
    for name, (color, fill) in pairs.items():
        ratio = contrast_of(color, fill or "FFFFFF")
        if ratio < LEAST:
            yield Problem(
                N_("letters of the style “{name}” are too pale to read (contrast {ratio}, {least} is the least)"),
                N_("Choose a darker color in Word."),
                {"name": name, "ratio": f"{ratio:.1f}", "least": LEAST},
                file,
                level="warning",
            )


def unasked(course: Course) -> list[Problem]:
    """What handouts have otherwise than the course's Word file, without anybody's asking: `build` says so, too."""
    if not course.losses:
        return []
    from courseware.course.word_look.lost import CHANGED  # a course without such a file need not wait for it

    return [replace(problem, rule="word-file") for problem in course.losses if problem.message in CHANGED]


def word_file(course: Course) -> Iterator[Problem]:
    """Everything that a course's Word file asks for reaches the handouts, and there is one only of its name."""
    yield from course.losses
    for path in sorted(course.chain[-1].parent.glob("[rR][eE][fF][eE][rR][eE][nN][cC][eE].*")):
        if path.suffix.lower() in _OTHERS:
            yield Problem(
                N_("this file is not read; a course takes its look from {name}"),
                N_("Open it and save it as a “Word Document (.docx)” of that name."),
                {"name": NAME},
                path,
                level="warning",
            )
