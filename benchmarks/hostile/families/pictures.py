"""Pictures that are spoilt, enormous, lying or something else, with odd names, and with words in their metadata."""

from __future__ import annotations

import io
import struct
import zlib
from random import Random

from benchmarks.hostile import odd, sheets
from benchmarks.hostile.nouns import Case

_HIDDEN = "quietly marmalade metadata"
_REFUSES = r"\.md:\d+|picture|그림|p\.(?:png|jpg)"


def cases(random: Random) -> Case:
    make = random.choice(
        (_spoilt, _spoilt, _lying, _lying, _bomb, _metadata, _metadata, _other, _named, _named, _width, _good)
    )
    return make(random)


def _case(
    kind: str, random: Random, data: bytes, name: str = "p.png", written: str | None = None, **more: object
) -> Case:
    line = f"![x]({written if written is not None else name}){random.choice(('', '', '{width=50}'))}"
    files = {
        f"templates/tiny/{name}": data,
        sheets.HANDOUT: sheets.around(line),
        sheets.COURSE_FILE: sheets.course(formats=random.choice(("docx", "pdf"))),
    }
    commands = (random.choice((("build",), ("build",), ("check",))),)
    return Case(kind=kind, commands=commands, files=files, blames=_REFUSES, **more)  # type: ignore[arg-type]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int = 8,
    height: int = 8,
    *,
    depth: int = 8,
    colour: int = 2,
    extra: bytes = b"",
    rows: bytes | None = None,
    interlace: int = 0,
) -> bytes:
    """A picture of one colour, or with the rows given."""
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colour, 1)
    line = b"\0" + b"\x55" * ((width * samples * depth + 7) // 8)
    packed = zlib.compress(line * height if rows is None else rows)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))
    palette = chunk(b"PLTE", b"\1\2\3" * 4) if colour == 3 else b""
    return b"\x89PNG\r\n\x1a\n" + head + palette + extra + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def saved(kind: str, mode: str = "RGB", size: tuple[int, int] = (12, 9), **options: object) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new(mode, size, 1).save(out, kind, **options)
    return out.getvalue()


def _any(random: Random) -> bytes:
    return random.choice(
        (
            lambda: png(),
            lambda: saved("JPEG"),
            lambda: png(colour=6),
            lambda: png(colour=3, depth=2),
            lambda: saved("PNG", "LA"),
            lambda: saved("JPEG", progressive=True),
        )
    )()


def _spoilt(random: Random) -> Case:
    return _case("spoilt", random, odd.flipped(random, _any(random)))


def _lying(random: Random) -> Case:
    """A header that says something else than the data."""
    huge = random.choice((0, 1, 2**31 - 1, 2**31, 2**32 - 1, 65_535, 100_000))
    data = random.choice(
        (
            png(extra=chunk(b"IHDR", b"\0" * 13)),
            png().replace(struct.pack(">II", 8, 8), struct.pack(">II", huge, huge)),
            png(depth=random.choice((0, 3, 16, 255))),
            png(colour=random.choice((1, 5, 7, 255))),
            png(rows=b""),
            png(rows=b"\7" * 9000),
            png(interlace=random.choice((1, 2))),
            png(extra=chunk(b"tRNS", b"\0" * 99)),
            png(extra=chunk(b"gAMA", b"\0" * 4) + chunk(b"cHRM", b"\xff" * 32)),
            png(extra=chunk(b"pHYs", struct.pack(">IIB", 0, 0, 1))),
            png(extra=chunk(b"pHYs", struct.pack(">IIB", 2**32 - 1, 1, 1))),
            png(extra=chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 900))),
            png(extra=chunk(b"acTL", b"\0\0\0\1\0\0\0\0")),
            png(extra=chunk(b"eXIf", b"MM\0*" + b"\xff" * 40)),
            png(extra=chunk(b"PLTE", b"\1")),
            png()[:-12],
            png() + b"x" * 900,
            png(colour=3).replace(b"PLTE", b"PLTX"),
            png(extra=b"\0\0\0\0IDAT" + b"\0" * 4),
            saved("JPEG")[:2]
            + b"\xff\xc0\0\x11\x08"
            + struct.pack(">HH", 65_535, 65_535)
            + b"\3\1\x11\0\2\x11\1\3\x11\1\xff\xd9",
            saved("JPEG")[: random.randrange(2, 600)],
            saved("JPEG").replace(b"JFIF", b"XXXX"),
            saved("JPEG") * 2,
            b"\xff\xd8\xff\xd9",
            b"\xff\xd8" + b"\xff\xe1\xff\xff" + b"E" * 20,
            b"\xff\xd8" + b"\xff\xc4\0\x02" * 500,
        )
    )
    return _case("lying", random, data, random.choice(("p.png", "p.jpg", "p.jpeg")))


def _bomb(random: Random) -> Case:
    """Small on the disk, large in memory."""
    size = random.choice((6_000, 12_000, 20_000, 40_000))
    kind = random.randrange(5)
    if kind == 0:
        data = png(size, size, depth=1, colour=0)
    elif kind == 1:
        data = png(1, 400_000)
    elif kind == 2:
        data = png(100_000, 1, colour=0)
    elif kind == 3:
        data = png(extra=chunk(b"zTXt", b"x\0\0" + zlib.compress(b"x" * 90_000_000, 1)))
    else:
        data = png(extra=chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 90_000_000, 1)))
    return _case("bomb", random, data)


def _metadata(random: Random) -> Case:
    """Words in text chunks, in EXIF, in comments, behind the end: a student's file must not have them."""
    words = _HIDDEN.encode()
    exif = b"MM\0*\0\0\0\x08\0\1\x01\x0e\0\2" + struct.pack(">II", len(words) + 1, 26) + b"\0\0\0\0" + words + b"\0"
    data = random.choice(
        (
            png(extra=chunk(b"tEXt", b"Comment\0" + words)),
            png(extra=chunk(b"zTXt", b"Comment\0\0" + zlib.compress(words * 9))),
            png(extra=chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + words * 30_000)),
            png(extra=chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(words * 90_000))),
            png(extra=chunk(b"eXIf", exif)),
            png(extra=chunk(b"teAC", words)),
            png() + words,
            png(extra=chunk(b"tEXt", b"Author\0" + words) * 400),
            png(extra=chunk(b"tEXt", b"Comment\0" + words)).replace(b"IEND", b"IEND"),
            saved("JPEG", comment=words),
            saved("JPEG", exif=b"Exif\0\0" + exif),
            saved("JPEG") + words,
            saved("JPEG")[:2]
            + b"\xff\xed"
            + struct.pack(">H", len(words) + 16)
            + b"Photoshop 3.0\0"
            + words
            + saved("JPEG")[2:],
            saved("JPEG")[:2]
            + b"\xff\xe1"
            + struct.pack(">H", len(words) + 31)
            + b"http://ns.adobe.com/xap/1.0/\0"
            + words
            + saved("JPEG")[2:],
        )
    )
    name = "p.jpg" if data.startswith(b"\xff\xd8") else "p.png"
    return _case("metadata", random, data, name, hidden=(_HIDDEN,))


def _other(random: Random) -> Case:
    """Something else under the name of a picture."""
    eps = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/tmp/x) (w) file\n"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
    data = random.choice(
        (
            b"",
            b"x",
            eps,
            svg,
            b"GIF89a" + b"\1\0" * 9,
            b"BM" + b"\0" * 60,
            b"RIFF\x99\0\0\0WEBPVP8 " + b"\0" * 40,
            b"II*\0" + b"\xff" * 60,
            b"8BPS\0\1" + b"\0" * 60,
            b"%PDF-1.7\n",
            b"PK\3\4" + b"\0" * 90,
            b"\0\0\0\x0cjP  \r\n\x87\n",
            b"\0\0\1\0\1\0",
            b"<html>",
            saved("GIF", "P"),
            saved("BMP"),
            saved("TIFF"),
            saved("WEBP"),
            saved("JPEG", "CMYK"),
            saved("JPEG", "L"),
            saved("PNG", "I;16"),
            saved("PNG", "1"),
            saved("PPM"),
            saved("ICO"),
            random.randbytes(900),
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
        )
    )
    return _case("other", random, data, random.choice(("p.png", "p.jpg", "p.svg", "p.eps", "p.gif")))


def _named(random: Random) -> Case:
    name = odd.name(random)
    inner = random.choice(
        (
            "../../outside/secret.txt",
            "/etc/passwd",
            "../tiny/p.png",
            "file:///etc/passwd",
            "http://x.kr/p.png",
            "data:image/png;base64,AAAA",
            "p.png?x",
            "p.png#x",
            "P.PNG",
            "./p.png",
            "p%2Epng",
            "%2e%2e/%2e%2e/outside/secret.txt",
            "..\\..\\outside\\secret.txt",
            "p\\.png",
            "p .png",
            "<p.png>",
            "p.png 'x'",
            "",
            " ",
            name,
            "a" * 5000 + ".png",
            "x/" * 900 + "p.png",
            "~/p.png",
            "con.png",
            "p.png\x00x",
            "그림.png",
            "p.png/",
            "p.png/../p.png",
            ".",
            "..",
        )
    )
    links = (
        {
            "templates/tiny/p.png": random.choice(
                ("{outside}/secret.txt", "../../output", "p.png", "/dev/zero", "/etc/passwd", "nowhere")
            )
        }
        if random.random() < 0.2
        else {}
    )
    return _case("named", random, png(), "p.png", inner.replace("\n", " "), links=links)


def _width(random: Random) -> Case:
    line = f"![x](p.png){{width={random.choice(('0', '-5', '100', '101', '1e9', 'nan', '', 'x', '50%', '0.0001', '9' * 400, '１０', '+5', '5 height=1', '5}{width=9'))}}}"
    size = random.choice(((1, 1), (1, 4000), (4000, 1), (30, 40)))
    files = {
        "templates/tiny/p.png": png(*size),
        sheets.HANDOUT: sheets.around(line),
        sheets.COURSE_FILE: sheets.course(formats=random.choice(("docx", "pdf"))),
    }
    return Case(kind="width", commands=(("build",),), files=files, blames=r"\.md:\d+")


def _good(random: Random) -> Case:
    """Pictures as they come from cameras, programs and the net: taken."""
    xmp = chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + b"<x:xmpmeta/>" * random.choice((1, 90_000)))
    data = random.choice(
        (
            lambda: png(300, 200),
            lambda: png(30, 20, colour=6),
            lambda: png(30, 20, colour=0, depth=1),
            lambda: png(9, 9, extra=xmp),
            lambda: saved("JPEG", size=(900, 600)),
            lambda: saved("JPEG", "L"),
            lambda: saved("PNG", "P"),
            lambda: saved("PNG", "LA"),
            lambda: saved("JPEG", progressive=True, quality=30),
            lambda: png(20, 20, extra=chunk(b"pHYs", struct.pack(">IIB", 11_811, 11_811, 1))),
            lambda: png(20, 20, extra=chunk(b"tEXt", b"Software\0Paint")),
        )
    )()
    return _case("good", random, data, "p.jpg" if data.startswith(b"\xff\xd8") else "p.png", must="accept")
