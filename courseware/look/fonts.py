"""Find fonts by name or path, and the glyph that each has for a character.

Only the few tables that answer a question are read (OpenType 1.9, the chapters on `name`, `OS/2`, `head` and `cmap`),
so that looking through every font of a computer takes a moment, not a minute.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING, BinaryIO

from courseware.errors import N_, CoursewareError, Problem, near
from courseware.files import foreign, reading
from courseware.files.names import inside, key, on_disk
from courseware.look.style import Family, Fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHIPPED = "Noto Sans KR"
SIGNS = "Handout Signs"
SUFFIXES = (".ttf", ".ttc", ".otf")
_TYPOGRAPHIC = 0x80
"""The bit by which a font wants its typographic height used and not that of Windows (OS/2, fsSelection)."""
DAMAGED = N_("the font file is damaged")
ANOTHER = N_("Use another font, or get this one anew.")
_LARGEST = {"glyf": 50_000_000, "cmap": 5_000_000}
_LARGEST_TABLE = 2_000_000
"""Bytes of a table. The outlines of all hangul and hanja are twenty million."""
_MOST_FACES, _MOST_TABLES, _MOST_NAMES = 100, 100, 5_000
_LONGEST_NAME = 200
"""Bytes of a family's name."""
_ASSETS = Path(__file__).parent.parent / "assets" / "fonts"


def shipped() -> Family:
    """The family that comes with the program: hangul, hanja and Latin, under the SIL Open Font License."""
    return Family(SHIPPED, _ASSETS / "NotoSansKR-Regular.ttf", _ASSETS / "NotoSansKR-Bold.ttf")


def signs() -> Family:
    """What stands behind every other font of a PDF: signs, sounds and hanja that Noto Sans KR lacks."""
    return Family(SIGNS, _ASSETS / "HandoutSigns-Regular.ttf", _ASSETS / "HandoutSigns-Bold.ttf")


def backed(body: Family, heading: Family, fallback: Iterable[Family]) -> Fonts:
    """The fonts of a course, behind them the shipped one: a school's font seldom has hanja."""
    behind = tuple(fallback)
    return Fonts(body, heading, behind if shipped() in (body, *behind) else (*behind, shipped()))


def find(name: str, folder: Path) -> Family:
    """The family called `name`: the shipped one, a font file (relative to `folder`), or one by its name.

    A name is looked for among the files in `folder`, then among the fonts that are installed on this computer.

    Raises CoursewareError if there is none, or if a PDF could not embed it.
    """
    if _key(name) == _key(SHIPPED):
        return shipped()
    if name.lower().endswith(SUFFIXES):
        path = on_disk(folder, str(foreign.attempt(Path(name).expanduser) or name))
        return _from_file(path, (folder.parent, *folders()))
    return _installed(name, folder)


def covers(family: Family, text: str) -> str:
    """The characters of `text`, each once, that the regular or the bold face of `family` lacks."""
    faces = (glyphs(family.regular, family.index), glyphs(family.bold, family.bold_index))
    wanted = dict.fromkeys(char for char in text if not char.isspace())
    return "".join(char for char in wanted if not all(face[char] for face in faces))


def prints(text: str) -> bool:
    """Whether what comes with the program draws all of `text`, in every font."""
    return not covers(signs(), covers(shipped(), text))


def height(family: Family) -> float:
    """How far apart Word sets the lines of `family` on its own, in sizes: what its makers reserve above and below."""
    with foreign.parser(DAMAGED, ANOTHER, family.regular):
        tables = read_tables(family.regular, ("head", "hhea", "OS/2"), family.index)
        ascent, descent, gap = unpack_from(">3h", tables["hhea"], 4)
        lines: int = ascent - descent + gap
        os2 = tables.get("OS/2", b"")
        if len(os2) >= 78 and not unpack_from(">H", os2, 62)[0] & _TYPOGRAPHIC:
            lines = max(lines, sum(unpack_from(">HH", os2, 74)))
        return float(lines / unpack_from(">H", tables["head"], 18)[0])


# What a font file holds


class Glyphs(dict[str, int]):
    """The glyph number of each character, 0 where the font has none; every character is looked up once."""

    def __init__(self, cmap: bytes, path: Path) -> None:
        super().__init__()
        self._cmap, self._path = cmap, path
        self._formats = dict(_unicode_subtables(cmap))

    def __missing__(self, char: str) -> int:
        with foreign.parser(DAMAGED, ANOTHER, self._path):
            glyph = self[char] = self._glyph(ord(char))
        return glyph

    def _glyph(self, code: int) -> int:
        if 12 in self._formats:
            return _groups(self._cmap, self._formats[12], code)
        if 4 in self._formats and code < 0x10000:
            return _segments(self._cmap, self._formats[4], code)
        return 0


def _unicode_subtables(cmap: bytes) -> Iterator[tuple[int, int]]:
    """(format, offset) of the subtables that map Unicode."""
    for record in range(unpack_from(">H", cmap, 2)[0]):
        platform, encoding, offset = unpack_from(">HHI", cmap, 4 + 8 * record)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            yield unpack_from(">H", cmap, offset)[0], offset


def _groups(cmap: bytes, offset: int, code: int) -> int:
    """Format 12: sorted groups of start, end and first glyph."""
    count: int = unpack_from(">I", cmap, offset + 12)[0]
    base = offset + 16
    at = bisect_right(range(count), code, key=lambda i: unpack_from(">I", cmap, base + 12 * i)[0]) - 1
    if at < 0:
        return 0
    start, end, glyph = unpack_from(">3I", cmap, base + 12 * at)
    return int(glyph) + code - int(start) if code <= end else 0


def _segments(cmap: bytes, offset: int, code: int) -> int:
    """Format 4: parallel arrays of ends, starts, deltas and offsets."""
    size: int = unpack_from(">H", cmap, offset + 6)[0]
    ends = offset + 14
    at = bisect_left(range(size // 2), code, key=lambda i: unpack_from(">H", cmap, ends + 2 * i)[0])
    if at == size // 2:
        return 0
    place = ends + size + 2 + 2 * at
    start, delta, jump = (unpack_from(">H", cmap, place + size * i)[0] for i in range(3))
    if code < start:
        return 0
    if not jump:
        return int(code + delta) & 0xFFFF
    glyph = unpack_from(">H", cmap, place + 2 * size + jump + 2 * (code - start))[0]
    return int(glyph + delta) & 0xFFFF if glyph else 0


@lru_cache(maxsize=64)
def glyphs(path: Path, index: int = 0) -> Glyphs:
    """The characters of one face."""
    with foreign.parser(DAMAGED, ANOTHER, path):
        return Glyphs(read_tables(path, ("cmap",), index)["cmap"], path)


def read_tables(path: Path, tags: Iterable[str], index: int = 0) -> dict[str, bytes]:
    """Those of the tables `tags` that face `index` of the file has.

    Raises whatever a damaged file leads to: to be called within `foreign.parser`.
    """
    with path.open("rb") as file:
        places = _directory(file, _offsets(file)[index])
        return {tag: _table(file, tag, *places[tag]) for tag in tags if tag in places}


def _table(file: BinaryIO, tag: str, offset: int, length: int) -> bytes:
    return _read(file, offset, _bounded(length, _LARGEST.get(tag, _LARGEST_TABLE)))


def _bounded(count: int, most: int) -> int:
    """A number that a file gives, or an error: it can give any."""
    if count > most:
        raise ValueError(f"more than any font has: {count}")
    return count


def _read(file: BinaryIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    return file.read(length)


def _offsets(file: BinaryIO) -> tuple[int, ...]:
    """Where each face begins: one in a .ttf, several in a .ttc."""
    if _read(file, 0, 4) != b"ttcf":
        return (0,)
    count = _bounded(unpack_from(">I", _read(file, 8, 4))[0], _MOST_FACES)
    return unpack_from(f">{count}I", _read(file, 12, 4 * count))


def _directory(file: BinaryIO, offset: int) -> dict[str, tuple[int, int]]:
    count = _bounded(unpack_from(">H", _read(file, offset + 4, 2))[0], _MOST_TABLES)
    records = _read(file, offset + 12, 16 * count)
    rows = (unpack_from(">4s3I", records, 16 * i) for i in range(count))
    return {tag.decode("latin-1"): (start, length) for tag, _, start, length in rows}


# One face of a file


@dataclass(frozen=True, slots=True)
class _Face:
    path: Path
    index: int
    names: tuple[str, ...]
    weight: int
    upright: bool
    normal_width: bool
    truetype: bool
    embeddable: bool


def _faces(path: Path) -> tuple[_Face, ...]:
    """Every face of a font file; nothing where the file is no font, or a damaged one."""
    return (foreign.attempt(_read_faces, path) or ()) if reading.there(path) else ()


def _read_faces(path: Path) -> tuple[_Face, ...]:
    with path.open("rb") as file:
        return tuple(_face(file, path, index, offset) for index, offset in enumerate(_offsets(file)))


def _face(file: BinaryIO, path: Path, index: int, offset: int) -> _Face:
    places = _directory(file, offset)
    small = {tag: _table(file, tag, *places[tag]) for tag in ("name", "OS/2", "head")}
    weight, width, rights = unpack_from(">3H", small["OS/2"], 4)
    italic = unpack_from(">H", small["OS/2"], 62)[0] & 1 or unpack_from(">H", small["head"], 44)[0] & 2
    return _Face(
        path,
        index,
        _family_names(small["name"]),
        weight,
        not italic,
        width == 5,
        truetype="glyf" in places,
        embeddable=rights & 0xF != 2,
    )


def _family_names(table: bytes) -> tuple[str, ...]:
    """Family names in every language, the typographic English one first (name ids 16 and 1)."""
    count, strings = unpack_from(">HH", table, 2)
    ranked: list[tuple[int, str]] = []
    for i in range(_bounded(count, _MOST_NAMES)):
        platform, _, language, kind, length, offset = unpack_from(">6H", table, 6 + 12 * i)
        if kind in (1, 16) and platform in (0, 1, 3) and length <= _LONGEST_NAME:
            raw = table[strings + offset : strings + offset + length]
            text = raw.decode("mac-roman" if platform == 1 else "utf-16-be", errors="ignore").strip("\0 ")
            rank = (0 if kind == 16 else 1) + (0 if platform == 3 and language == 0x409 else 2)
            ranked.append((rank, text))
    return tuple(dict.fromkeys(text for _, text in sorted(ranked, key=lambda pair: pair[0]) if text))


def _key(name: str) -> str:
    """What two spellings of one family name have in common."""
    return "".join(key(name).split())


# A font file of the teacher's


def _from_file(path: Path, places: Iterable[Path]) -> Family:
    """The family in the file at `path`, which lies in one of `places`: among the courses, or with what is installed."""
    if not any(inside(place, str(path)) for place in places) or not reading.there(path):
        raise CoursewareError(
            Problem(
                N_("There is no font file {path}."),
                N_("Give its path as seen from the course's folder, or use “{shipped}”, which is always there."),
                {"path": str(path), "shipped": SHIPPED},
            )
        )
    faces = list(_faces(path))
    if not faces:
        raise CoursewareError(
            Problem(
                N_("{path} is not a font that this program can read."),
                N_("Use a TrueType font, a file whose name ends in .ttf."),
                {"path": str(path)},
            )
        )
    names = faces[0].names
    regular, bold = _pair([face for face in faces if face.names[:1] == names[:1]])
    _check(regular, path.name)
    beside = _bold_beside(path)
    bold_file, bold_index = (beside, 0) if bold is regular and beside != path else (path, bold.index)
    return Family(names[0] if names else path.stem, path, bold_file, regular.index, bold_index)


def _pair(faces: Sequence[_Face]) -> tuple[_Face, _Face]:
    """The faces nearest to an ordinary weight and to bold; the same one twice where none is bold."""
    upright = [face for face in faces if face.upright] or faces
    regular = min(upright, key=lambda face: (not face.normal_width, abs(face.weight - 400)))
    heavy = [face for face in upright if face.weight >= 600 and face.embeddable]
    return regular, min(heavy, key=lambda face: (not face.normal_width, abs(face.weight - 700)), default=regular)


def _bold_beside(path: Path) -> Path:
    """The bold face next to `path`, found by the names that makers give it; `path` itself where there is none."""
    stem = path.stem
    names = [stem.replace("Regular", "Bold"), stem.replace("regular", "bold"), f"{stem}-Bold", f"{stem}Bold"]
    names += [f"{stem}bd", f"{stem}B", f"{stem.removesuffix('R')}B"]
    beside = [path.with_name(name + path.suffix) for name in names if name != stem]
    return next((file for file in beside if reading.there(file)), path)


def _check(face: _Face, name: str) -> None:
    """Raise unless a PDF can carry the face."""
    if not face.truetype:
        raise CoursewareError(
            Problem(
                N_("The font “{name}” has PostScript (CFF) outlines; a PDF needs TrueType outlines."),
                N_("Use the .ttf edition of the font: its makers often offer one."),
                {"name": name},
            )
        )
    if not face.embeddable:
        raise CoursewareError(
            Problem(
                N_("The maker of the font “{name}” does not allow embedding it in a document."),
                N_("Use another font."),
                {"name": name},
            )
        )


# Fonts installed on this computer


def folders() -> tuple[Path, ...]:
    """Where this computer keeps fonts, the user's own first."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return (local / "Microsoft" / "Windows" / "Fonts", Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts")
    if sys.platform == "darwin":
        return (home / "Library" / "Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return (data / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


@lru_cache(maxsize=4)
def _scan(places: tuple[Path, ...]) -> tuple[_Face, ...]:
    """Every face in `places`; each folder is read once a process."""
    files = (file for place in places for file in sorted(place.rglob("*")) if file.suffix.lower() in SUFFIXES)
    return tuple(face for file in files for face in _faces(file))


def _installed(name: str, folder: Path) -> Family:
    places = folders()
    everything = _scan((folder,)) + _scan(places)
    faces = [face for face in everything if _key(name) in map(_key, face.names) and face.upright]
    if not faces:
        raise _unknown(name, everything, places)
    regular, bold = _pair([face for face in faces if face.truetype] or faces)
    _check(regular, name)
    return Family(regular.names[0], regular.path, bold.path, regular.index, bold.index)


def _unknown(name: str, faces: Iterable[_Face], places: Iterable[Path]) -> CoursewareError:
    known = {_key(family): face.names[0] for face in faces if face.truetype for family in face.names}
    known[_key(SHIPPED)] = SHIPPED
    close = [known[key] for key in near(_key(name), known, 5)]
    return CoursewareError(
        Problem(
            N_("No font on this computer is called “{name}”."),
            N_("Install it, or give a .ttf file, or use a font that is there: {close}. Searched: {folders}."),
            {
                "name": name,
                "close": ", ".join(dict.fromkeys([*close, SHIPPED])),
                "folders": ", ".join(map(str, places)),
            },
        )
    )
