"""The lines of a template that are marks, `::: name` and `:::`, and those that only look so."""

from __future__ import annotations

import re

from courseware.errors import N_, Problem

BOXES = ("box", "teacher", "source", "subtitle", "meta", "badge", "table", "columns")
MARKS = ("lines", "name-line", "new-page")
TEACHERS = "teacher"
"""The box whose inside is for the teacher's edition alone."""

_FENCE = re.compile(r":{3,}(.*)")
_COLON = "[:\uff1a\ufe55\ufe13\u2236\ua789]"
"""The colons that a keyboard or a pasted text gives: ASCII, fullwidth (a Korean keyboard's), small, ratio, letter."""
_BEFORE = r"(?:[ \t\u3000]*(?:>|[-*+]|\d{1,9}[.)]|\|))*[ \t\u3000]*"
"""What may stand before a mark in its line: a quotation's, a list's or a table's signs."""
_NEAR = re.compile(
    rf"^{_BEFORE}(?P<first>{_COLON}{{2,}})"
    rf"|(?P<three>{_COLON}{{3,}})"
    rf"|^(?P<other>[^\w\s\\]+)[ \t]*{TEACHERS}[ \t]*[^\w\s]*$"
    rf"|(?P<named>{_COLON}{{2,}})[ \t]*(?:{'|'.join(BOXES + MARKS)})\b"
    rf"|\b{TEACHERS}\b[^\w\s]?[ \t]*(?P<behind>{_COLON}{{2,}})",
    re.IGNORECASE,
)
_SEVERAL = re.compile(rf"{_COLON}{{2,}}")


def fence(line: str) -> str | None:
    """What stands behind `:::` at the beginning of a line; None if it does not begin with it."""
    match = _FENCE.match(line)
    return match[1].strip(" \t") if match else None


def kind(line: str) -> str | None:
    """The kind of the box that a line opens, "" where it closes one, None where it does neither."""
    name = fence(line.strip())
    word = name.partition(" ")[0] if name is not None else None
    return None if word in MARKS else word


def begins_inside(line: str) -> bool:
    """Whether a teacher's box begins behind a list's or a quotation's sign: only whole lines can be left out."""
    behind = re.sub(rf"^{_BEFORE}", "", line)
    return behind != line.lstrip() and kind(behind) == TEACHERS


def near_miss(line: str) -> str | None:
    """The colons of a printed line that somebody may have meant for a mark; None where there are none."""
    match = _NEAR.search(re.sub(r"\\:+", "", line))
    return next(part for part in match.groups() if part) if match else None


def no_mark(signs: str) -> Problem:
    """What a teacher reads of colons that she may have meant for a mark."""
    return Problem(
        N_("“{signs}” looks like the mark of a box, and is none"),
        N_("Write “::: name” and “:::” on lines of their own, or \\{signs} to print the signs."),
        {"signs": signs},
    )


def harmless(text: str) -> str:
    """A printed text whose colons are no mark and look like none: escaped, or as entities, which print as signs."""
    return _SEVERAL.sub(lambda run: "".join("\\:" if sign == ":" else f"&#x{ord(sign):X};" for sign in run[0]), text)
