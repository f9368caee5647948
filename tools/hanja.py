"""Cut the slice of libhangul's hanja table that the program ships.

python -m tools.hanja /usr/share/libhangul/hanja/hanja.txt    (Debian: package libhangul-data)
"""

from __future__ import annotations

import lzma
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from courseware.text.hanja import READINGS, WORDS

MOST = 3
"""Spellings of a word that are kept, in the table's order."""
_HANJA = re.compile(r"[一-鿿]+")


def entries(table: str) -> Iterator[tuple[str, str]]:
    """Hangul and hanja of the same length; what no font for Korean prints is left out."""
    for line in table.splitlines():
        hangul, _, rest = line.partition(":")
        hanja = unicodedata.normalize("NFC", rest.partition(":")[0])
        if not line.startswith("#") and _HANJA.fullmatch(hanja) and len(hanja) == len(hangul):
            yield hangul, hanja


def main(table: Path) -> None:
    found: dict[str, dict[str, None]] = {}
    for hangul, hanja in entries(table.read_text(encoding="utf-8")):
        found.setdefault(hangul, {})[hanja] = None
    single = [f"{hangul}:{''.join(hanja)}\n" for hangul, hanja in found.items() if len(hangul) == 1]
    words = [f"{hangul}:{','.join([*hanja][:MOST])}\n" for hangul, hanja in found.items() if len(hangul) == 2]
    READINGS.write_text("".join(single), encoding="utf-8", newline="\n")
    WORDS.write_bytes(lzma.compress("".join(words).encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
