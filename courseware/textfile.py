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
    return checked(stored(path), path)


def checked(text: str, path: Path) -> str:
    """The text stored in `path` as `plain` gives it. Raises CoursewareError for what cannot be printed."""
    text = plain(text)
    for pattern, message, remedy in _UNPRINTABLE:
        bad = pattern.search(text)
        if bad:
            line = text[: bad.start()].count("\n") + 1
            raise CoursewareError(Problem(message, remedy, {"code": f"{ord(bad[0]):04X}"}, path, line))
    return text


def stored(path: Path) -> str:
    """The text of `path` as its bytes have it: a byte order mark, every line end, every invisible character.

    Raises CoursewareError for a missing file or another encoding.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        remedy = N_("Write it, or copy it from another unit or course.")
        raise CoursewareError(Problem(N_("the file is missing"), remedy, {}, path)) from None
    except OSError as error:
        values = {"why": error.strerror or str(error)}
        raise CoursewareError(Problem(N_("the file cannot be read ({why})"), "", values, path)) from error
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
