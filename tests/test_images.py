"""A picture reaches a handout as its pixels alone; what else its file says stays with the teacher."""

from __future__ import annotations

import io
import random
import re
from contextlib import suppress
from struct import pack
from zlib import crc32

import pytest
from PIL import Image, ImageOps, PngImagePlugin

from courseware.document.blocks import Figure
from courseware.errors import CoursewareError
from courseware.formats.docx import write as write_word
from courseware.formats.pdf import write as write_pdf
from courseware.look import images
from tests.conftest import some
from tests.docx_reading import document, files, style

SECRET = b"the answer is 42"
NOTES = re.compile(b"answer|Exif|eXIf|iTXt|tEXt|zTXt|iCCP|ICC_PROFILE")
FORMS = [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "L")]


def photograph(form: str, mode: str = "RGB", way: int = 1) -> bytes:
    """A picture of four colours, with a note wherever its format has room for one, as Photoshop writes them."""
    photo = Image.new("RGB", (48, 24), "white")
    photo.paste("red", (0, 0, 24, 12))
    photo.paste("blue", (24, 0, 48, 12))
    exif = Image.Exif()
    exif[0x112], exif[0x10E], exif[0x13B] = way, SECRET.decode(), SECRET.decode()
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>" * 60_000)
    more = {"pnginfo": notes} if form == "PNG" else {"comment": SECRET, "xmp": b"<x>" + SECRET + b"</x>"}
    file = io.BytesIO()
    photo.convert(mode).save(file, form, exif=exif, icc_profile=SECRET, dpi=(300, 300), **more)
    return file.getvalue() + SECRET


def shown(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGBA")


@pytest.mark.parametrize(("form", "mode"), FORMS)
def test_what_a_file_says_beside_its_picture_does_not_travel(
    form: str, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = photograph(form, mode)
    made = images.cleaned(given, "map.png")
    assert NOTES.search(given)
    assert not NOTES.search(made)
    monkeypatch.setattr(PngImagePlugin, "MAX_TEXT_CHUNK", len(given))  # Pillow itself refuses notes of a megabyte
    assert shown(made).tobytes() == shown(given).tobytes()
    assert images.cleaned(made, "map.png") == made


@pytest.mark.parametrize("way", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_photograph_stands_upright_in_both_formats_without_a_note_in_either(form: str, way: int) -> None:
    """In a PDF see test_pdf_writer; in Word, which does not look at the EXIF, the picture itself is turned."""
    made = images.cleaned(photograph(form, way=way), "photo")
    given = Image.open(io.BytesIO(made))
    assert given.getexif().get(0x112, 1) == way
    assert len(given.getexif()) == (way != 1)
    figure = Figure(made, "네 칸", 0.5)
    word, page = (write(document(figure), style()).data for write in (write_word, write_pdf))
    (picture,) = (data for name, data in files(word).items() if name.startswith("word/media/"))
    assert not NOTES.search(picture)
    assert not NOTES.search(page)
    wanted, found = ImageOps.exif_transpose(given).convert("RGB"), Image.open(io.BytesIO(picture)).convert("RGB")
    assert found.size == wanted.size
    for across, down in ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)):
        place = int(wanted.width * across), int(wanted.height * down)
        assert all(abs(a - b) < 12 for a, b in some(zip(found.getpixel(place), wanted.getpixel(place), strict=True)))


def test_a_jpeg_keeps_its_own_letters() -> None:
    """None of its pixels is packed anew."""
    given = photograph("JPEG")
    scan = given[given.index(b"\xff\xda") : given.rindex(b"\xff\xd9")]
    assert scan in images.cleaned(given, "photo")


def test_a_jpeg_with_a_thumbnail_in_its_head_loses_the_thumbnail() -> None:
    given = photograph("JPEG")
    thumbnail = b"\xff\xe0" + pack(">H", 16 + 48) + b"JFIF\0\1\2\0\0\1\0\1\4\4" + SECRET * 3
    made = images.cleaned(given[:2] + thumbnail + given[20:], "photo")
    assert not NOTES.search(made)
    assert shown(made).size == (48, 24)


@pytest.mark.parametrize(("form", "limit"), [("PNG", 25), ("JPEG", 50)])
def test_a_picture_of_too_many_pixels_is_refused_before_one_is_made(form: str, limit: int) -> None:
    file = io.BytesIO()
    Image.new("1" if form == "PNG" else "L", (8, 8)).save(file, form)
    data = bytearray(file.getvalue())
    if form == "PNG":
        data[16:24] = pack(">II", 60_000, 60_000)
        data[29:33] = pack(">I", crc32(data[12:29]))
    else:
        at = data.index(b"\xff\xc0") + 5
        data[at : at + 4] = pack(">HH", 60_000, 60_000)
    with pytest.raises(CoursewareError, match=f"“map” has 3600 million pixels; {limit} are shown"):
        images.cleaned(bytes(data), "map")


WHOLE = photograph("PNG")
DAMAGED = {
    "two heads": WHOLE[:33] + WHOLE[8:33] + WHOLE[33:],
    "no head": WHOLE[:8] + WHOLE[33:],
    "an endless chunk": WHOLE[:33] + b"\xff\xff\xff\xffIDAT" + WHOLE[33:],
    "cut off": WHOLE[:60],
    "empty": b"",
    "of another kind": b"GIF89a" + WHOLE,
    "a JPEG of nothing": b"\xff\xd8\xff\xd9",
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_picture_is_named(data: bytes) -> None:
    with pytest.raises(CoursewareError, match="the picture “map” cannot be shown"):
        images.cleaned(data, "map")


def test_a_jpeg_with_thousands_of_scans_is_refused() -> None:
    file = io.BytesIO()
    Image.new("L", (8, 8)).save(file, "JPEG", progressive=True)
    data = file.getvalue()
    scan = data[data.index(b"\xff\xda") : -2]
    assert images.cleaned(data, "photo")
    with pytest.raises(CoursewareError, match="cannot be shown"):
        images.cleaned(data[:-2] + scan * 1000 + data[-2:], "photo")


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_whatever_is_done_to_a_picture_it_is_shown_or_named(form: str) -> None:
    chance, whole = random.Random(9), photograph(form)[:4000]
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        data = data[: chance.choice((len(data), chance.randrange(len(data))))]
        with suppress(CoursewareError):
            assert images.upright(images.cleaned(bytes(data), "map"))
