"""Text files as teachers save them: UTF-8 with or without a byte order mark; what could not be printed is a problem."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from courseware.errors import N_, CoursewareError, Problem

if TYPE_CHECKING:
    from pathlib import Path

_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF))
"""Zero-width characters that pasted text brings along; no font prints them."""
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LOOSE_JAMO = re.compile(r"[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
_UNPRINTABLE = (
    (_CONTROL, N_("a control character (U+{code}) stands in the file"), N_("Delete it; it came in by copying.")),
    (_PRIVATE, N_("a private character (U+{code}) stands in the file; no other computer shows it"), N_("Delete it.")),
    (
        _LOOSE_JAMO,
        N_("a loose hangul letter (U+{code}) stands in the file; old hangul cannot be printed"),
        N_("Type the syllable again, or use a letter like ㄱ or ㅏ."),
    ),
)


def read(path: Path) -> str:
    """The text of `path` in NFC and without invisible characters.

    Raises CoursewareError for a missing file, another encoding, or a character that cannot be printed.
    """
    text = unicodedata.normalize("NFC", _decoded(path).translate(_INVISIBLE))
    for pattern, message, remedy in _UNPRINTABLE:
        bad = pattern.search(text)
        if bad:
            line = text[: bad.start()].count("\n") + 1
            raise CoursewareError(Problem(message, remedy, {"code": f"{ord(bad[0]):04X}"}, path, line))
    return text


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        remedy = N_("Write it, or copy it from another unit or course.")
        raise CoursewareError(Problem(N_("the file is missing"), remedy, {}, path)) from None
    except OSError as error:
        values = {"why": error.strerror or str(error)}
        raise CoursewareError(Problem(N_("the file cannot be read ({why})"), "", values, path)) from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = N_("Save it again with the encoding UTF-8 (not CP949 or ANSI).")
        raise CoursewareError(Problem(N_("the file is not in UTF-8"), remedy, {}, path, line)) from None


def printable(text: str) -> str:
    """`text` in NFC, with line ends as \\n and without what no file here may hold: pasted text brings it along."""
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).replace("\r\n", "\n").replace("\r", "\n")
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
