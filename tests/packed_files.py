"""Zips for the tests of packing: some as colleagues make them by hand, some as nobody honest makes them."""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import docx

from tests.conftest import ROOT, UNIT

MODULES = {path.name: path.read_bytes() for path in sorted((ROOT / "seeds" / UNIT).glob("*.yaml"))}
END, CENTRAL, LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
FOLDER = "class"
Part = tuple[str | zipfile.ZipInfo, bytes]


def unit(folder: str = f"{FOLDER}/", **changed: bytes | None) -> list[Part]:
    """The seven files in a folder; `source=b"…"` puts other bytes in the place of source.yaml, None leaves it out."""
    files = MODULES | {f"{name}.yaml": data for name, data in changed.items()}
    return [(folder + name, data) for name, data in files.items() if data is not None]


def zipped(parts: Iterable[Part], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.comment = comment
        for name, data in parts:
            archive.writestr(name, data)
    return buffer.getvalue()


def named(name: str, *, mode: int = 0, utf8: bool = True, data: bytes = b"x") -> bytes:
    """A good unit, and one part more with this name, even one that Python would not write."""
    hold = "x" * len(name.encode())
    info = zipfile.ZipInfo(hold)
    info.create_system, info.external_attr = 3, mode << 16
    packed = zipped([*unit(), (info, data)], zipfile.ZIP_STORED).replace(hold.encode(), name.encode())
    return flagged(packed, 0x800, only=name.encode()) if utf8 else packed


def renamed(raw: bytes) -> bytes:
    """A good unit whose folder bears this name, byte for byte and without the flag that says UTF-8."""
    return zipped(unit("#" * len(raw) + "/")).replace(b"#" * len(raw), raw)


def flagged(packed: bytes, flag: int, only: bytes = b"") -> bytes:
    """The zip with a general purpose bit set in the headers of its parts, or of the one that is named."""
    data = bytearray(packed)
    for sign, at_flag, at_name in ((LOCAL, 6, 30), (CENTRAL, 8, 46)):
        at = data.find(sign)
        while at >= 0:
            if data[at + at_name :].startswith(only):
                bits = struct.unpack_from("<H", data, at + at_flag)[0]
                struct.pack_into("<H", data, at + at_flag, bits | flag)
            at = data.find(sign, at + 4)
    return bytes(data)


def central(packed: bytes, offset: int, form: str, value: int) -> bytes:
    """The zip with a number of its first part's entry in the list of parts written over."""
    return written(packed, packed.find(CENTRAL) + offset, form, value)


def end(packed: bytes, offset: int, form: str, value: int) -> bytes:
    """The zip with a number of its end record written over."""
    return written(packed, packed.rfind(END) + offset, form, value)


def written(packed: bytes, at: int, form: str, value: int) -> bytes:
    data = bytearray(packed)
    struct.pack_into(form, data, at, value)
    return bytes(data)


def zip64(size: int, offset: int) -> bytes:
    """The end of a zip in the large form, as it would stand before the ordinary end."""
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 7, 7, size, offset)
    return record + struct.pack("<4sLQL", b"PK\x06\x07", 0, offset + size, 1)


def with_zip64() -> bytes:
    packed = zipped(unit())
    at, offset = packed.rfind(END), packed.find(CENTRAL)
    return packed[:at] + zip64(at - offset, offset) + packed[at:]


def with_hidden_zip64() -> bytes:
    """The ordinary end tells of the last part alone; in its comment stands the large form, which tells of all."""
    info = zipfile.ZipInfo("z.txt")
    info.comment = zip64(0, 0)
    packed = zipped([*unit(), (info, b"")])
    at, first, last = packed.rfind(END), packed.find(CENTRAL), packed.rfind(CENTRAL)
    hidden = zip64(at - len(info.comment) - first, first)
    return end(end(packed.replace(info.comment, hidden), 12, "<L", at - last), 16, "<L", last)


def streamed(parts: Iterable[Part]) -> bytes:
    """A zip as programs write it that cannot go back: sizes stand behind the data."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all that zipfile writes
            self.data += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return bytes(pipe.data)


def with_litter() -> bytes:
    """What a Mac makes of a folder: a folder's own entry, and a shadow of each file."""
    shadows = [(f"__MACOSX/{FOLDER}/._{name}", b"\0") for name in MODULES]
    return zipped([(f"{FOLDER}/", b""), *unit(), (f"{FOLDER}/.DS_Store", b"\0"), *shadows])


def in_seeds() -> bytes:
    return zipped([("seeds/_schema/source.json", b"{}"), *unit(f"seeds/{FOLDER}/")])


def windows_lines() -> bytes:
    text = MODULES["source.yaml"].replace(b"\n", b"\r\n")
    return zipped(unit(source=b"\xef\xbb\xbf" + text))


GOOD: dict[str, Callable[[], bytes]] = {
    "a folder": lambda: zipped(unit()),
    "a folder, stored": lambda: zipped(unit(), zipfile.ZIP_STORED),
    "a folder zipped on a Mac": with_litter,
    "a folder within folders": in_seeds,
    "the files without a folder": lambda: zipped(unit("")),
    "names that begin with a dot and a slash": lambda: zipped([("./", b""), *unit(f"./{FOLDER}/")]),
    "a zip made by a program that cannot go back": lambda: streamed(unit()),
    "a zip with a comment": lambda: zipped(unit(), comment="우리 반".encode()),
    "files saved on Windows": windows_lines,
    "a Korean folder, zipped on Korean Windows": lambda: renamed("평양회담".encode("cp949")),
    "a Korean folder, zipped on a Mac": lambda: renamed(unicodedata.normalize("NFD", "평양").encode()),
    "a German folder, zipped on an old Windows": lambda: renamed("Übung-ü".encode("cp850")),
    "a page and a picture beside": lambda: zipped([*unit(), (f"{FOLDER}/a_files/x.png", b""), ("글: 왜?.txt", b"")]),
}
"""Zips that have to be taken, by what somebody did to make them."""


def _many(count: int) -> bytes:
    return zipped([*unit(), *((f"{FOLDER}/{n}.txt", b"") for n in range(count))])


def _list_of(count: int) -> bytes:
    """One part, which stands in the list of parts so many times."""
    packed = zipped([("a.txt", b"")])
    first, at = packed.find(CENTRAL), packed.rfind(END)
    entries = packed[first:at] * count
    return end(packed[:first] + entries + packed[at:], 12, "<L", len(entries))


def _overlapping() -> bytes:
    """Every entry in the list leads to the first part."""
    packed = bytearray(zipped(unit()))
    at = packed.find(CENTRAL)
    while at >= 0:
        struct.pack_into("<L", packed, at + 42, 0)
        at = packed.find(CENTRAL, at + 4)
    return bytes(packed)


def _crossed() -> bytes:
    """The name that stands with a part is another than the one in the list."""
    packed = zipped(unit())
    return packed.replace(b"class/source.yaml", b"class/sauces.yaml", 1)


def _spoilt() -> bytes:
    packed = bytearray(zipped(unit()))
    at = packed.find(b"class/source.yaml") + len("class/source.yaml")
    packed[at + 40 : at + 80] = b"\xff" * 40
    return bytes(packed)


def _word_file() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


_SOURCE = MODULES["source.yaml"]
_OUT, _NAME, _DEEP, _TWICE = "leads out of its folder", "is not a file's name", "too deep in folders", "twice"
_NO_ZIP, _LINK, _MANY, _LARGE = "is no zip", "is a link or a device", "more than 500", "too large"
_ERRORS = "the unit has errors"

BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    # no zip, or a spoilt one
    "nothing": (lambda: b"", _NO_ZIP),
    "text": (lambda: _SOURCE, _NO_ZIP),
    "the sign of a zip alone": (lambda: END, _NO_ZIP),
    "half a zip": (lambda: zipped(unit())[:20_000], _NO_ZIP),
    "the last byte missing": (lambda: zipped(unit())[:-1], _NO_ZIP),
    "a byte too many": (lambda: zipped(unit()) + b"\0", _NO_ZIP),
    "two zips in one": (lambda: zipped(unit()) + zipped(unit()), _NO_ZIP),
    "a zip behind a program": (lambda: b"MZ" * 99 + zipped(unit()), _NO_ZIP),
    "a list of parts in the large form": (with_zip64, _NO_ZIP),
    "a list of parts in the large form, hidden": (with_hidden_zip64, _NO_ZIP),
    "a comment that is longer than it says": (lambda: end(zipped(unit(), comment=b"ab"), 20, "<H", 1), _NO_ZIP),
    "a part of a row of disks": (lambda: end(zipped(unit()), 4, "<H", 1), _NO_ZIP),
    "a list that begins elsewhere": (lambda: end(zipped(unit()), 16, "<L", 7), _NO_ZIP),
    "a list that is longer than the file": (lambda: end(zipped(unit()), 12, "<L", 0xFFFFFFFF), _NO_ZIP),
    "a list of rubbish": (lambda: zipped(unit()).replace(CENTRAL, b"PK\x01\x03"), _NO_ZIP),
    "parts on top of each other": (_overlapping, _NO_ZIP),
    "a part with two names": (_crossed, _NO_ZIP),
    "a part whose data are spoilt": (_spoilt, _NO_ZIP),
    "a part with a wrong sum": (lambda: central(zipped(unit()), 16, "<L", 1), _NO_ZIP),
    "a part that begins behind the end": (lambda: central(zipped(unit()), 42, "<L", 0x7FFFFFFF), _NO_ZIP),
    "a part that is longer than it says": (lambda: central(zipped(unit()), 24, "<L", 9), _NO_ZIP),
    "a name that says UTF-8 and is none": (lambda: flagged(renamed(b"\xff\xfe"), 0x800), _NO_ZIP),
    # too much
    "a large file": (lambda: zipped([*unit(), ("film.mov", bytes(20_000_001))], zipfile.ZIP_STORED), _LARGE),
    "many parts": (lambda: _many(600), _MANY),
    "very many parts": (lambda: _list_of(100_000), _MANY),
    "a bomb": (lambda: zipped(unit(source=bytes(60_000_000))), _LARGE),
    "a bomb of spaces": (lambda: zipped(unit(quotes=b" " * 60_000_000)), _LARGE),
    "a part that says it has four gigabytes": (lambda: central(zipped(unit()), 24, "<L", 0xFFFFFFFE), _LARGE),
    "a module as long as a book": (lambda: zipped(unit(source=_SOURCE + b"# \xea\xb0\x80\n" * 100_000)), _LARGE),
    # packed so that it cannot be looked at
    "a password": (lambda: flagged(zipped(unit()), 0x1), "password"),
    "a stronger password": (lambda: flagged(zipped(unit()), 0x41), "password"),
    "a password for a part that nobody needs": (
        lambda: flagged(zipped([*unit(), ("a.txt", b"")]), 0x1, only=b"a.txt"),
        "password",
    ),
    "packed by lzma": (lambda: zipped(unit(), zipfile.ZIP_LZMA), "unusual way"),
    "packed by bzip2": (lambda: zipped(unit(), zipfile.ZIP_BZIP2), "unusual way"),
    "packed in a way that nobody knows": (lambda: central(zipped(unit()), 10, "<H", 99), "unusual way"),
    # names that lead elsewhere
    "an absolute name": (lambda: named("/etc/cron.d/x"), _OUT),
    "the folder above": (lambda: named("../x"), _OUT),
    "the folder above, from within": (lambda: named(f"{FOLDER}/../../x"), _OUT),
    "a name that ends in the folder above": (lambda: named("a/.."), _OUT),
    "source.yaml in the folder above": (lambda: zipped([*unit(source=None), ("../source.yaml", _SOURCE)]), _OUT),
    "a whole unit in the folder above": (lambda: zipped(unit("../seeds/")), _OUT),
    "a whole unit in an absolute folder": (lambda: zipped(unit("/tmp/")), _OUT),
    "a drive": (lambda: named("C:/Windows/x"), _OUT),
    "a drive without a slash": (lambda: named("C:x"), _OUT),
    "a backslash": (lambda: named("..\\..\\x"), _OUT),
    "another computer": (lambda: named("\\\\server\\share\\x"), _OUT),
    "a backslash within": (lambda: named(f"{FOLDER}\\source.yaml"), _OUT),
    # names that are none
    "a device of Windows": (lambda: named("con"), _NAME),
    "a device with an ending": (lambda: named(f"{FOLDER}/Aux.yaml"), _NAME),
    "a folder that is a device": (lambda: zipped(unit("nul/")), _NAME),
    "a port": (lambda: named("LPT1.txt"), _NAME),
    "a port with a superscript": (lambda: named("com¹.txt"), _NAME),
    "a zero byte in a name": (lambda: named(f"{FOLDER}/source.yaml\0.txt"), _NAME),
    "a line end in a name": (lambda: named("a\nb"), _NAME),
    "a name that clears the screen": (lambda: named("\x1b[2J"), _NAME),
    "a name of 300 letters": (lambda: named("a" * 300), _DEEP),
    "a name of 100 syllables": (lambda: named("가" * 100), _DEEP),
    "folders without end": (lambda: named("a/" * 5_000 + "b"), _DEEP),
    "a unit nine folders deep": (lambda: zipped(unit("a/" * 9)), _DEEP),
    # two of one name
    "the same name twice": (lambda: named(f"{FOLDER}/source.yaml"), _TWICE),
    "the same name in capitals": (lambda: named(f"{FOLDER}/SOURCE.YAML"), _TWICE),
    "the same name with a dot in between": (lambda: named(f"{FOLDER}/./source.yaml"), _TWICE),
    "the same name, composed otherwise": (
        lambda: zipped([*unit(), ("가.txt", b""), (unicodedata.normalize("NFD", "가.txt"), b"")]),
        _TWICE,
    ),
    # no files
    "a link": (lambda: named("a", mode=stat.S_IFLNK | 0o777, data=b"/etc/passwd"), _LINK),
    "a link to the folder above": (lambda: named("up", mode=stat.S_IFLNK | 0o777, data=b".."), _LINK),
    "a device": (lambda: named("sda", mode=stat.S_IFBLK | 0o666), _LINK),
    "a terminal": (lambda: named("tty", mode=stat.S_IFCHR | 0o666), _LINK),
    "a pipe": (lambda: named("pipe", mode=stat.S_IFIFO | 0o666), _LINK),
    "a socket": (lambda: named("sock", mode=stat.S_IFSOCK | 0o666), _LINK),
    # no unit, or more than one
    "an empty zip": (lambda: zipped([]), "no source.yaml"),
    "a Word file": (_word_file, "no source.yaml"),
    "a zip in a zip": (lambda: zipped([("unit.zip", zipped(unit()))]), "no source.yaml"),
    "a unit among a Mac's shadows only": (lambda: zipped(unit("__MACOSX/class/")), "no source.yaml"),
    "a unit in a hidden folder only": (lambda: zipped(unit(".git/")), "no source.yaml"),
    "folders with the names of files": (lambda: zipped([(f"{name}/", b"") for name in MODULES]), "no source.yaml"),
    "two units": (lambda: zipped([*unit("a/"), *unit("b/")]), "2 units"),
    "a unit in a unit": (lambda: zipped([*unit("a/"), *unit("a/b/")]), "2 units"),
    # a unit that cannot be read
    "the source missing": (lambda: zipped(unit(source=None)), "no source.yaml"),
    "a module empty": (lambda: zipped(unit(quotes=b"")), "the file is empty"),
    "a module of zero bytes": (lambda: zipped(unit(quotes=bytes(99))), "control character"),
    "a module in CP949": (lambda: zipped(unit(source=_SOURCE.decode().encode("cp949", "replace"))), "not in UTF-8"),
    "a module that is a picture": (lambda: zipped(unit(actors=b"\x89PNG\r\n\x1a\n\0")), _ERRORS),
    "an unknown key": (lambda: zipped(unit(source=_SOURCE + b"run: rm -rf /\n")), "“run” is not known here"),
    "a Python object": (lambda: zipped(unit(quotes=b"!!python/object/apply:os.system ['true']\n")), _ERRORS),
    "names that stand for names": (
        lambda: zipped(unit(quotes=b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(99)))),
        _ERRORS,
    ),
    "brackets without end": (lambda: zipped(unit(quotes=b"[" * 400_000)), _ERRORS),
    "lists in lists without end": (lambda: zipped(unit(quotes=b"- " * 200_000)), _ERRORS),
    "ten thousand mistakes": (lambda: zipped(unit(actors=b"".join(b"k%d: 1\n" % n for n in range(10_000)))), "more."),
}
"""Zips that have to be refused, by what is wrong with them, and words of what is said about it."""


def tree(root: Path) -> dict[str, bytes | None]:
    """Everything below a folder, byte for byte."""
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None for path in sorted(root.rglob("*"))
    }
