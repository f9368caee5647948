"""Text files as teachers save them: UTF-8 with or without a byte order mark; what could not be printed is a problem."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import reading

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 10_000_000
"""Bytes of a file; a long novel has one million."""
LONGEST_WORD = 10_000
"""Letters without a blank between; no word and no address has so many, and to set a line of them takes for ever."""
_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF))
"""Zero-width characters that pasted text brings along; no font prints them."""
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\U0010ffff]")
_PLANES = "".join(chr(first) + chr(first + 1) for first in range(0x1FFFE, 0x110000, 0x10000))
_NONE = re.compile(f"[\ufdd0-\ufdef\ufffe\uffff{_PLANES}]")
"""Codes that Unicode promises never to make a character of (chapter 23.7)."""
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LOOSE_JAMO = re.compile(r"[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
_UNPRINTABLE = (
    (_CONTROL, N_("a control character (U+{code}) stands in the file"), N_("Delete it; it came in by copying.")),
    (_NONE, N_("U+{code} stands in the file, which is no character"), N_("Delete it; it came in by copying.")),
    (_PRIVATE, N_("a private character (U+{code}) stands in the file; no other computer shows it"), N_("Delete it.")),
    (
        _LOOSE_JAMO,
        N_("a loose hangul letter (U+{code}) stands in the file; old hangul cannot be printed"),
        N_("Type the syllable again, or use a letter like ㄱ or ㅏ."),
    ),
)


def read(path: Path) -> str:
    """The text of `path` in NFC and without invisible characters.

    Raises CoursewareError for a missing or a huge file, another encoding, or what `unprintable` finds in it.
    """
    return checked(stored(path), path)


def checked(text: str, path: Path) -> str:
    """The text stored in `path` as `plain` gives it. Raises CoursewareError for what `unprintable` finds in it."""
    text = plain(text)
    if problem := unprintable(text):
        raise CoursewareError(replace(problem, file=path))
    return text


def unprintable(text: str) -> Problem | None:
    """What no handout can show of a text in NFC, with its line: a character that no format holds, an endless word.

    A file is searched as it is read; what an escape ("\\u0000") makes, or a template puts together, has to be asked.
    """
    for pattern, message, remedy in _UNPRINTABLE:
        if bad := pattern.search(text):
            return Problem(message, remedy, {"code": f"{ord(bad[0]):04X}"}, line=text.count("\n", 0, bad.start()) + 1)
    for number, line in enumerate(text.split("\n"), 1):
        if long := overlong(line):
            what, values = N_("a word of {count} letters stands in the file"), {"count": len(long)}
            return Problem(what, N_("Put blanks between its parts, or delete it."), values, line=number)
    return None


def overlong(line: str) -> str:
    """The first run of letters without a blank that is too long for a word, or ""."""
    return next((word for word in line.split() if len(word) > LONGEST_WORD), "") if len(line) > LONGEST_WORD else ""


def stored(path: Path) -> str:
    """The text of `path` as its bytes have it: a byte order mark, every line end, every invisible character.

    Raises CoursewareError for a missing or a huge file, or another encoding.
    """
    data = reading.whole(path, LARGEST)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = N_("Save it again with the encoding UTF-8 (not CP949 or ANSI).")
        raise CoursewareError(Problem(N_("the file is not in UTF-8"), remedy, {}, path, line)) from None


def plain(text: str) -> str:
    """`text` in NFC, with line ends as \\n and without invisible characters; each line is still a line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def printable(text: str) -> str:
    """`text` as `plain` gives it, and without what no file here may hold: pasted text brings it along."""
    text = plain(text)
    for pattern, _, _ in _UNPRINTABLE:
        text = pattern.sub("", text)
    return unicodedata.normalize("NFC", text)


def is_text(name: str) -> bool:
    """Whether a file could hold what somebody typed, or called a folder: bytes that are no UTF-8 it could not."""
    text = unicodedata.normalize("NFC", name)
    return not any(pattern.search(text) for pattern, _, _ in _UNPRINTABLE)


def named(folder: Path) -> None:
    """A folder's name is printed, and stands in files. Raises CoursewareError where no file could hold it."""
    if not is_text(folder.name):
        remedy = N_("Rename it: small Latin letters, digits and hyphens, like korea-news-2.")
        raise CoursewareError(Problem(N_("the folder's name has characters that are no text"), remedy, {}, folder))
