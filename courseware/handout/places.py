"""Where a printed text was typed: the file and the line, found again by a sign and what stands around it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

from courseware.files import textfile

Place: TypeAlias = tuple[Path, int]
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U(00[0-9A-Fa-f]{6}))")


def of(sign: str, around: str, files: Iterable[Path]) -> Place | None:
    """The line in `files` that has `sign` where most of the same text stands around it; None where none has it."""
    before, _, after = around.partition(sign)
    candidates = [(_alike(line, at, sign, before, after), place) for line, at, place in _occurrences(sign, files)]
    return max(candidates, key=lambda pair: pair[0])[1] if candidates else None


def _occurrences(sign: str, files: Iterable[Path]) -> Iterator[tuple[str, int, Place]]:
    """Each line with the sign, where in it the sign stands, and the line's place."""
    for file in files:
        for number, line in enumerate(textfile.read(file).split("\n"), 1):
            for match in re.finditer(re.escape(sign), said := _said(line)):
                yield said, match.start(), (file, number)


def _said(line: str) -> str:
    """A line with the signs that its escapes mean: &#x2610; of Markdown, \\u2610 of YAML."""
    return unicodedata.normalize(
        "NFC", html.unescape(_ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), line))
    )


def _alike(line: str, at: int, sign: str, before: str, after: str) -> int:
    """How many signs on both sides are the same."""
    pairs = (zip(reversed(before), reversed(line[:at])), zip(after, line[at + len(sign) :]))  # noqa: B905 - of any length
    return sum(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], side)) for side in pairs)
