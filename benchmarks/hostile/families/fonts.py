"""Font files with spoilt tables, and font names that are paths."""

from __future__ import annotations

import struct
from functools import cache
from random import Random

from benchmarks.hostile import odd, sheets
from benchmarks.hostile.nouns import Case
from benchmarks.hostile.stage import ROOT


@cache
def font() -> bytes:
    """A small TrueType file: Latin letters of the shipped font."""
    import io

    from fontTools import subset
    from fontTools.ttLib import TTFont

    made = TTFont(ROOT / "courseware" / "assets" / "fonts" / "NotoSansKR-Regular.ttf")
    cut = subset.Subsetter(subset.Options(notdef_outline=True, name_IDs=[1, 2, 3, 4, 6], layout_features=[]))
    cut.populate(text="".join(map(chr, range(32, 127))) + "가질문")
    cut.subset(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def tables(data: bytes) -> list[tuple[bytes, int, int, int]]:
    """Tag, place of its row, offset and length of each table."""
    count = struct.unpack(">H", data[4:6])[0]
    rows = [(12 + 16 * n, struct.unpack(">4sIII", data[12 + 16 * n : 28 + 16 * n])) for n in range(count)]
    return [(tag, row, offset, length) for row, (tag, _, offset, length) in rows]


def cases(random: Random) -> Case:
    make = random.choice((_table, _table, _table, _row, _flipped, _other))
    name = random.choice(("x.ttf", "x.ttf", "x.ttf", "x.otf", "x.ttc", "x.TTF"))
    data = make(random)
    key = random.choice(("body: x.ttf", "heading: x.ttf", "fallback: [x.ttf]", f"body: {name}"))
    files = {
        f"templates/tiny/{name}": data,
        sheets.COURSE_FILE: sheets.course(formats=random.choice(("docx", "pdf", "pdf")), more=f"fonts: {{{key}}}\n"),
    }
    commands = (random.choice((("build",), ("build",), ("check",), ("list",))),)
    return Case(
        kind=make.__name__.strip("_"),
        commands=commands,
        files=files,
        blames=r"course\.yaml|(?i:\.(?:ttf|otf|ttc))|handout\.md",
    )


def _table(random: Random) -> bytes:
    """The bytes of one table spoilt."""
    found = bytearray(font())
    _, _, offset, length = random.choice(tables(font()))
    kind = random.randrange(4)
    if kind == 0:
        found[offset : offset + length] = bytes(length)
    elif kind == 1:
        found[offset : offset + min(length, 40)] = b"\xff" * min(length, 40)
    else:
        for _ in range(random.choice((1, 3, 20))):
            found[offset + random.randrange(max(1, min(length, 200)))] = random.choice((0, 1, 0x7F, 0x80, 0xFF))
    return bytes(found)


def _row(random: Random) -> bytes:
    """The directory of tables says something else."""
    found = bytearray(font())
    _, row, _, _ = random.choice(tables(font()))
    at, new = random.choice(
        (
            (0, b"xxxx"),
            (8, b"\xff\xff\xff\xff"),
            (8, b"\0\0\0\0"),
            (12, b"\xff\xff\xff\xff"),
            (12, b"\0\0\0\0"),
            (12, b"\0\0\0\1"),
            (8, b"\x7f\xff\xff\xff"),
        )
    )
    found[row + at : row + at + 4] = new
    return bytes(found)


def _flipped(random: Random) -> bytes:
    return random.choice(
        (odd.flipped(random, font()), font()[: random.randrange(len(font()))], font()[:12], font() + font())
    )


def _other(random: Random) -> bytes:
    return random.choice(
        (
            b"",
            b"OTTO" + font()[4:],
            b"ttcf\0\1\0\0\0\0\0\1\0\0\0\x10" + font(),
            b"ttcf\0\1\0\0\xff\xff\xff\xff",
            b"ttcf" + b"\0" * 60,
            b"wOFF" + font(),
            b"wOF2" + b"\0" * 60,
            b"\0\1\0\0\xff\xff" + b"\0" * 60,
            b"\0\1\0\0\0\0" + b"\0" * 60,
            b"true" + font()[4:],
            b"typ1",
            b"%!PS-AdobeFont",
            b"PK\3\4",
            random.randbytes(4000),
            b"\0\1\0\0" + b"\xff" * 4000,
        )
    )
