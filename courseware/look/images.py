"""Pictures: which of them every format can show, without what is no part of the picture, and which are described."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from struct import pack, unpack_from
from typing import TYPE_CHECKING, Literal
from zlib import crc32

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

LARGEST = 30_000_000
"""Bytes of a picture's file."""
MOST_PIXELS = {"PNG": 25_000_000, "JPEG": 50_000_000}
"""As many as a telephone's camera makes; a few kilobytes can ask for any number, and a PNG is unpacked as a whole."""
ANEW = N_("Open it in a picture program and save it anew as PNG, or as JPEG in RGB.")
SMALLER = N_("Make it smaller in a picture program.")
_FILE_NAME = re.compile(r"\.(png|jpe?g|gif|bmp|tiff?|svg|webp)\s*$", re.IGNORECASE)
_ORIENTATION = 0x112
"""The EXIF tag that says how the camera was held (EXIF 2.32 §4.6.4)."""
_LONGEST_EXIF = 1 << 16
_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
"""What draws a PNG (ISO 15948 §11.2). All else is text, time, a profile, or of another program."""
_JPEG = b"\xff\xd8\xff"
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""A plain head, without a thumbnail; some programs know a JPEG by it alone (ISO 10918-5)."""
_FRAMES = (0xC0, 0xC1, 0xC2)
"""Frames that every program shows: baseline, extended, progressive (ISO 10918-1 §B.1.1.3)."""
_TABLES = (0xC4, 0xDB, 0xDD)
_SCAN, _END, _FIRST, _EXIF, _ADOBE = 0xDA, 0xD9, 0xE0, 0xE1, 0xEE
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the letters of a scan; a zero or a restart behind FF belongs to them."""
_MOST_SCANS = 100
"""Each goes over the whole picture; a progressive JPEG has about ten."""


@dataclass(frozen=True, slots=True)
class _Bare:
    """What draws of a picture's file; `head` stands before whatever else may have to be said. `way` is 1 to 8."""

    form: Literal["PNG", "JPEG"]
    head: bytes
    rest: bytes
    pixels: int
    way: int

    @property
    def data(self) -> bytes:
        return self.head + self.rest

    @property
    def upright(self) -> bool:
        return self.way == 1


def cleaned(data: bytes, name: str) -> bytes:
    """The picture in `data` and nothing else of the file. Raises CoursewareError where not every format could show it.

    No pixel is touched: EXIF, XMP, texts, comments, thumbnails, profiles and what follows the end are left out. Which
    way is up stays, in an EXIF of that alone. Profiles go, too: a PDF takes the numbers for sRGB in any case, and both
    formats shall look alike.
    """
    with foreign.parser(N_("the picture “{name}” cannot be shown"), ANEW, name=name):
        bare = _bare(data)
        if bare.pixels > MOST_PIXELS[bare.form]:  # before any of them is made
            values = {"name": name, "count": bare.pixels // 1_000_000, "limit": MOST_PIXELS[bare.form] // 1_000_000}
            message = N_("the picture “{name}” has {count} million pixels; {limit} are shown")
            raise CoursewareError(Problem(message, SMALLER, values))
        if opened(bare.data).mode == "CMYK":
            raise ValueError("for printers; programs mistake its colors")
    return bare.data if bare.upright else bare.head + _turned(bare) + bare.rest


def bare(data: bytes) -> bytes:
    """A cleaned picture without its way up, for a format that says so itself."""
    return _bare(data).data


def upright(data: bytes) -> bytes:
    """A cleaned picture for a format that cannot turn it: unchanged where it stands upright, else turned and packed."""
    picture = _bare(data)
    if picture.upright:
        return picture.data
    from PIL import ImageOps  # most handouts have no picture

    packed = io.BytesIO()
    with foreign.parser(N_("the picture “{name}” cannot be shown"), ANEW, name="–"):
        ImageOps.exif_transpose(opened(data)).save(packed, picture.form, quality=95)
    return bare(packed.getvalue())


def described(alt: str) -> bool:
    """Whether these words say something of a picture; its file's name does not."""
    return bool(alt.strip()) and not _FILE_NAME.search(alt)


def opened(data: bytes) -> Image:
    """The pixels. Raises whatever the library raises; see `courseware.files.foreign`."""
    from PIL import Image  # as above

    image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    image.load()
    return image


def _bare(data: bytes) -> _Bare:
    """Raises ValueError or struct.error for a file that is neither a PNG nor a JPEG, or is damaged."""
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(_JPEG):
        return _jpeg(data)
    raise ValueError("neither PNG nor JPEG")


def _png(data: bytes) -> _Bare:
    pieces = list(_chunks(data))
    kept = [piece for kind, piece in pieces if kind in _CHUNKS]
    if [kind for kind, _ in pieces].count(b"IHDR") != 1 or pieces[0][0] != b"IHDR":
        raise ValueError("the head is missing, or there are two")
    exif = next((piece[8:-4] for kind, piece in pieces if kind == b"eXIf"), b"")
    width, height = unpack_from(">II", kept[0], 8)
    return _Bare("PNG", _PNG + kept[0], b"".join(kept[1:]), width * height, _way(exif))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG by their kinds (ISO 15948 §5.3); what follows the end is not looked at."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = unpack_from(">I4s", data, at)
        yield kind, data[at : at + 12 + length]
        at += 12 + length


def _jpeg(data: bytes) -> _Bare:
    pieces = list(_segments(data))
    kept = b"".join(piece for kind, piece in pieces if kind in (*_FRAMES, *_TABLES, _SCAN))
    frames = [piece for kind, piece in pieces if kind in _FRAMES]
    exif = next((piece[4:] for kind, piece in pieces if kind == _EXIF and piece[4:9] == b"Exif\0"), b"")
    adobe = next((piece[4:16] for kind, piece in pieces if kind == _ADOBE and piece[4:9] == b"Adobe"), b"")
    jfif = any(kind == _FIRST and piece[4:9] == b"JFIF\0" for kind, piece in pieces)
    if len(frames) != 1 or sum(kind == _SCAN for kind, _ in pieces) > _MOST_SCANS:
        raise ValueError("no frame, or one that not every program shows")
    if adobe[11:] == b"\0" and frames[0][9] == 3 and not jfif:
        raise ValueError("red, green and blue as they are; programs mistake them")
    height, width = unpack_from(">HH", frames[0], 5)
    head = _JPEG[:2] + _JFIF + (b"\xff\xee\0\x0e" + adobe if len(adobe) == 12 else b"")
    return _Bare("JPEG", head, kept + b"\xff\xd9", width * height, _way(exif))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of a JPEG by their markers (ISO 10918-1 §B.1.1); what follows the end is not looked at."""
    at = 2
    while at < len(data) and data[at + 1] != _END:
        kind = data[at + 1]
        if data[at] != 0xFF:
            raise ValueError("no marker where one belongs")
        if kind == 0xFF:  # a marker may be filled up from the left
            at += 1
            continue
        end = at + 2 + unpack_from(">H", data, at + 2)[0]
        if kind == _SCAN:
            match = _MARKER.search(data, end)
            end = match.start() if match else len(data)
        yield kind, data[at:end]
        at = end


def _way(exif: bytes) -> int:
    """How the picture is to be turned (1 to 8); what is spoilt or far too long says nothing."""
    from PIL import Image  # as above

    tags = Image.Exif()
    foreign.attempt(tags.load, exif[:_LONGEST_EXIF])
    way = foreign.attempt(tags.get, _ORIENTATION)
    return way if isinstance(way, int) and 1 <= way <= 8 else 1


def _turned(bare: _Bare) -> bytes:
    """An EXIF that says which way is up, and nothing else."""
    tiff = b"MM\0*" + pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, bare.way, 0, 0)
    if bare.form == "PNG":
        return pack(">I", len(tiff)) + b"eXIf" + tiff + pack(">I", crc32(b"eXIf" + tiff))
    return b"\xff\xe1" + pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff
