"""What the files inside a file say, which should say nothing: the metadata of a picture, an attachment."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_PACKED = re.compile(rb"\0\x78[\x01\x5e\x9c\xda]")
"""Where text packed by zlib begins inside a PNG's chunk (ISO 15948 § 11.3.4)."""


def pieces(data: bytes) -> Iterator[str]:
    """Every text that a file may hold, in whatever encoding; a picture's points say nothing."""
    for part in _png(data) if data.startswith(_PNG) else _jpeg(data) if data.startswith(_JPEG) else (data,):
        yield part.decode("utf-8", "ignore")
        if b"\0" in part:
            for start in (0, 1):
                yield part[start:].decode("utf-16-le", "ignore")
                yield part[start:].decode("utf-16-be", "ignore")


def _png(data: bytes) -> Iterator[bytes]:
    """A PNG's chunks but for its points, unpacked as well, and what stands behind the last one (ISO 15948 § 5.3)."""
    at, kind = len(_PNG), b""
    while at + 12 <= len(data) and kind != b"IEND":
        kind, start = data[at + 4 : at + 8], at + 8
        at = start + int.from_bytes(data[at : at + 4], "big") + 4
        if kind not in (b"IDAT", b"PLTE"):
            yield data[start : at - 4]
            yield from (_unpacked(data[match.start() + 1 : at - 4]) for match in _PACKED.finditer(data, start, at - 4))
    yield data[at:]


def _jpeg(data: bytes) -> Iterator[bytes]:
    """A JPEG's segments before its points, and what stands behind them (ITU T.81 § B.1.1)."""
    at = len(_JPEG)
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] != b"\xda" and at + 4 <= len(data):
        start = at + 4
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield data[start:at]
    yield data[data.rfind(b"\xff\xd9") + 2 :]


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, 1 << 20)
    except zlib.error:
        return b""
