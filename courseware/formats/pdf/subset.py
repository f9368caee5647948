"""A TrueType file with only those glyphs of a face that a document uses (OpenType 1.9, `glyf` and the font file)."""

from __future__ import annotations

from struct import pack, unpack, unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courseware.formats.pdf.fonts import Face

COPIED = ("cvt ", "fpgm", "prep")
"""Tables that go into a subset as they are: what the glyphs' hints refer to."""

_LARGEST = 50_000_000
"""Bytes of all outlines; each glyph of a damaged face may lay claim to all of the file."""


def subset(face: Face, wanted: Sequence[int]) -> bytes:
    """A TrueType file whose glyph n is glyph `wanted[n]` of `face`; parts of composite glyphs are added behind.

    Raises whatever a damaged face leads to.
    """
    order = list(wanted)
    places: dict[int, int] = {}
    for place, glyph in enumerate(order):
        places.setdefault(glyph, place)
    outlines: list[bytes] = []
    size = 0
    for glyph in order:  # grows while it is read
        outline = _renumbered(face.outline(glyph), order, places)
        outlines.append(outline + bytes(-len(outline) % 4))
        size += len(outline)
        if size > _LARGEST:
            raise ValueError("the glyphs that were used are larger than any font")
    offsets = [0]
    for outline in outlines:
        offsets.append(offsets[-1] + len(outline))
    head = bytearray(face.tables["head"])
    head[8:12] = bytes(4)
    head[50:52] = pack(">h", 1)
    tables = {
        "glyf": b"".join(outlines),
        "head": bytes(head),
        "hhea": face.tables["hhea"][:34] + pack(">H", len(order)),
        "hmtx": b"".join(pack(">Hh", face.advance(glyph), face.bearing(glyph)) for glyph in order),
        "loca": pack(f">{len(offsets)}I", *offsets),
        "maxp": face.tables["maxp"][:4] + pack(">H", len(order)) + face.tables["maxp"][6:],
        **{tag: face.tables[tag] for tag in COPIED if tag in face.tables},
    }
    return _sfnt(tables)


def _renumbered(outline: bytes, order: list[int], places: dict[int, int]) -> bytes:
    """The outline; if it is composed of other glyphs, with their new numbers (OpenType, `glyf`)."""
    if len(outline) < 10 or unpack_from(">h", outline)[0] >= 0:
        return outline
    data, at, more = bytearray(outline), 10, True
    while more:
        flags, glyph = unpack_from(">HH", data, at)
        if glyph not in places:
            places[glyph] = len(order)
            order.append(glyph)
        data[at + 2 : at + 4] = pack(">H", places[glyph])
        scale = 2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        at += 4 + (4 if flags & 1 else 2) + scale
        more = bool(flags & 0x20)
    return bytes(data)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    total: int = sum(unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF


def _sfnt(tables: dict[str, bytes]) -> bytes:
    """Put tables together into a TrueType file."""
    power = len(tables).bit_length() - 1
    header = pack(">IHHHH", 0x10000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    offset = 12 + 16 * len(tables)
    directory, body, head_at = b"", b"", 0
    for tag in sorted(tables):
        data = tables[tag]
        if tag == "head":
            head_at = offset + len(body)
        directory += pack(">4s3I", tag.encode("ascii"), _checksum(data), offset + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    file = bytearray(header + directory + body)
    file[head_at + 8 : head_at + 12] = pack(">I", (0xB1B0AFBA - _checksum(bytes(file))) & 0xFFFFFFFF)
    return bytes(file)
