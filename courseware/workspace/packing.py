"""A unit as one file to pass on, and such a file from a stranger as a unit again.

The file is a plain zip. No name in it ever becomes a path: of a stranger's file only the modules are unpacked, by the
names that this program knows, each within bounds. Names are looked at all the same, because a zip whose names lead out
of its folder was made to harm other programs, and a teacher should hear of it.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn, TypeAlias

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign, names, writing
from courseware.unit import modules, seeds
from courseware.unit.model import Unit

ENDING = ".courseware.zip"
README = "README.txt"
LARGEST = 20_000_000
"""Bytes of a packed file: room for pictures that somebody zipped along, though they are left out."""
LARGEST_MODULE = 500_000
"""Bytes of a module: fourteen times the longest of the sample unit."""
LARGEST_UNPACKED = 200_000_000
"""Bytes that all parts claim to have; only the modules are ever unpacked."""
MOST_PARTS = 500
_LARGEST_LIST = MOST_PARTS * 1_000
"""Bytes of a zip's own list of its parts, which is read whole."""
DEEPEST = 8
"""Folders within folders."""
_LONGEST_NAME = 255
_LONGEST_DISPLAYED = 150

_Parts: TypeAlias = dict[tuple[tuple[str, ...], str], zipfile.ZipInfo]
"""The files in a zip by their folders and their name."""
_END = struct.Struct("<4s4H2LH")
"""The end of central directory record (APPNOTE 4.3.16)."""
_END_SIGN, _ZIP64_SIGN = b"PK\x05\x06", b"PK\x06\x07"
_ENCRYPTED, _UTF8 = 0x1 | 0x40, 0x800
"""General purpose bits (APPNOTE 4.4.4)."""
_EPOCH = (1980, 1, 1, 0, 0, 0)

_ARTICLE = re.compile(r"article(\..+)?\.txt", re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:[ .].*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the dot."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LEADS_OUT = re.compile(r"/|[A-Za-z]:|.*\\|(?:.*/)?\.\.(?:/|\Z)", re.DOTALL)

_UNTRUE = N_("Add nothing from it. If you know who sent it, ask for one that “courseware pack” made.")
_ALONE = N_("Ask for one that “courseware pack” made, or that has the unit's folder alone.")
_ANEW = N_("Ask for it again, as a plain zip; it may have been cut off on its way.")
_NOT_HERS = N_("is not one of the unit's files")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not passed on, by a name that a terminal may show, and why (to be translated)."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A unit's modules as they lie in a folder or in a packed file: file name -> bytes, and what is left out."""

    name: str
    files: Mapping[str, bytes]
    left_out: tuple[LeftOut, ...]
    origin: Path
    """Where the modules lie, as a problem names it: the unit's folder, or a folder in the packed file."""


# --- from a folder to a file


def gathered(folder: Path) -> Parcel:
    """What of a unit's folder may be passed on. Raises CoursewareError if a file cannot be read or is too large."""
    files: dict[str, bytes] = {}
    left_out: list[LeftOut] = []
    try:
        for path in sorted(folder.iterdir()):
            if path.is_symlink():
                left_out.append(LeftOut(displayed(path.name), N_("is a link")))
            elif path.name in modules.files() and path.is_file():
                files[path.name] = _bounded(path)
            else:
                left_out.append(LeftOut(displayed(path.name), _why((path.name,))))
    except OSError as error:
        values = {"why": error.strerror or str(error)}
        raise CoursewareError(Problem(N_("the file cannot be read ({why})"), "", values, folder)) from error
    if not files:
        remedy = N_("A unit has these files: {files}.")
        _refuse(folder, N_("there is nothing to pass on in this folder"), remedy, files=", ".join(modules.files()))
    return Parcel(folder.name, files, tuple(left_out), folder)


def _bounded(path: Path) -> bytes:
    data = path.read_bytes()
    if len(data) > LARGEST_MODULE:
        _too_large(path)
    return data


def packed(parcel: Parcel) -> bytes:
    """The parcel as a zip; the same parcel gives the same bytes on every computer, so nothing is compressed."""
    readme = _README.format(unit=parcel.name, file=f"{parcel.name}{ENDING}").encode("utf-8-sig")
    entries = {README: readme} | {f"{parcel.name}/{name}": parcel.files[name] for name in sorted(parcel.files)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, data)
    return buffer.getvalue()


# --- from a stranger's file to a unit


def opened(data: bytes, path: Path) -> Parcel:
    """The unit's modules in a packed file, or in a folder that somebody zipped. Raises CoursewareError."""
    if len(data) > LARGEST:
        _refuse(path, N_("the file is too large for a unit"), _ALONE)
    with foreign.parser(N_("the file is damaged, or is no zip"), _ANEW, path):
        _look_at_end(data, path)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive.infolist(), path)
            home = _home(parts, path)
            held = [name for name in modules.files() if (home, name) in parts]
            files = {name: _unpacked(archive, parts[home, name], path) for name in held}
    left_out = [_left_out((*folder, name)) for folder, name in parts if folder != home or name not in files]
    name = home[-1] if home else path.name.removesuffix(".zip").removesuffix(".courseware")
    return Parcel(displayed(name), files, tuple(dict.fromkeys(left_out)), path.joinpath(*home))


def loaded(parcel: Parcel) -> Unit:
    """The unit in a parcel, read as any other is. Raises CoursewareError with every problem, by its place there."""
    try:
        with writing.passing() as parent:
            folder = parent / "unit"
            for name, data in parcel.files.items():
                writing.replace(folder / name, data)
            return seeds.load(folder)
    except CoursewareError as error:
        at = parcel.origin
        raise CoursewareError([replace(one, file=one.file and at / one.file.name) for one in error.problems]) from error


def _look_at_end(data: bytes, path: Path) -> None:
    """A zip's list of its parts ends where the file ends, and is as long as it says: no zip64, nothing hidden."""
    at = data.rfind(_END_SIGN)
    _, disk, first_disk, _, _, size, offset, comment = _END.unpack_from(data, max(at, 0))
    if at < 0 or disk or first_disk or at + _END.size + comment != len(data):
        raise zipfile.BadZipFile
    if offset + size != at or data[max(at - 20, 0) : at].startswith(_ZIP64_SIGN):
        raise zipfile.BadZipFile
    if size > _LARGEST_LIST:
        _refuse(path, N_("more than {count} files are in this file"), _ALONE, count=MOST_PARTS)


def _parts(infos: list[zipfile.ZipInfo], path: Path) -> _Parts:
    """The files in a zip. Raises CoursewareError for whatever no honest zip has."""
    if len(infos) > MOST_PARTS:
        _refuse(path, N_("more than {count} files are in this file"), _ALONE, count=MOST_PARTS)
    if sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        _refuse(path, N_("the file is too large for a unit"), _ALONE)
    parts: _Parts = {}
    seen: set[str] = set()
    for info in infos:
        name = _name(info)
        _look_at(info, name, path)
        pieces = _pieces(name)
        if name.endswith("/") or not pieces:
            continue
        key = names.key("/".join(pieces))
        if key in seen:
            message = N_("“{name}” is in the file twice (capital and small letters count as the same)")
            _refuse(path, message, _UNTRUE, name=displayed(name))
        seen.add(key)
        parts[tuple(pieces[:-1]), pieces[-1]] = info
    return parts


def _look_at(info: zipfile.ZipInfo, name: str, path: Path) -> None:
    """Raise CoursewareError for a part that is encrypted, is no file, or has a name that could do harm."""
    pieces = _pieces(name)
    if info.flag_bits & _ENCRYPTED:
        _refuse(path, N_("the file is protected by a password"), N_("Ask for it without a password."))
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        _refuse(path, N_("“{name}” in the file is a link or a device, not a file"), _UNTRUE, name=displayed(name))
    if _LEADS_OUT.match(name):
        _refuse(path, N_("the name “{name}” in the file leads out of its folder"), _UNTRUE, name=displayed(name))
    if _CONTROL.search(name) or any(map(_RESERVED.fullmatch, pieces)):
        _refuse(path, N_("“{name}” in the file is not a file's name"), _UNTRUE, name=displayed(name))
    if len(pieces) > DEEPEST or any(len(piece.encode("utf-8", "replace")) > _LONGEST_NAME for piece in pieces):
        message = N_("the name “{name}” in the file is too long, or lies too deep in folders")
        _refuse(path, message, _UNTRUE, name=displayed(name))


def _name(info: zipfile.ZipInfo) -> str:
    """A part's name: UTF-8; else as Korean Windows or, never failing, the first PCs wrote it. Only ever shown."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _pieces(name: str) -> list[str]:
    return [piece for piece in name.split("/") if piece not in ("", ".")]


def _home(parts: _Parts, path: Path) -> tuple[str, ...]:
    """The folder in the file that is the unit: the one that has source.yaml. Raises CoursewareError."""
    homes = sorted(folder for folder, name in parts if name == modules.SOURCE.file and not _is_litter(folder))
    if not homes:
        remedy = N_("A unit is a folder with these files: {files}.")
        _refuse(path, N_("there is no unit in the file: no source.yaml"), remedy, files=", ".join(modules.files()))
    if len(homes) > 1:
        remedy = N_("Ask for each unit in a file of its own.")
        names = ", ".join(displayed("/".join(home)) or "." for home in homes[:5])
        _refuse(path, N_("there are {count} units in the file: {names}"), remedy, count=len(homes), names=names)
    return homes[0]


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bytes:
    """A module's bytes. Only plain ways of packing can be stopped after so many bytes, so no other is read."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        _refuse(path, N_("the file is packed in an unusual way"), _ALONE)
    with archive.open(info) as part:
        data = part.read(LARGEST_MODULE + 1)
    if len(data) > LARGEST_MODULE:
        _too_large(path / _name(info))
    return data


# --- what is left out


def _left_out(pieces: tuple[str, ...]) -> LeftOut:
    """What is told of a file in a stranger's zip; all that a Mac adds is told once."""
    name = "__MACOSX/" if pieces[0] == "__MACOSX" else "/".join(pieces)
    return LeftOut(displayed(name), _why(pieces))


def _why(pieces: tuple[str, ...]) -> str:
    if _ARTICLE.fullmatch(pieces[-1]):
        return N_("is the publisher's text")
    if _is_litter(pieces):
        return N_("is hidden; only a computer needs it")
    return N_("says only how to add the unit") if pieces == (README,) else _NOT_HERS


def _is_litter(pieces: Sequence[str]) -> bool:
    """Whether a name is of what computers add: hidden files, what a Mac keeps beside each file."""
    return any(piece.startswith(".") or piece in ("__MACOSX", "Thumbs.db", "desktop.ini") for piece in pieces)


def displayed(text: str) -> str:
    """A stranger's words as a terminal may show them: one line, not too long, nothing that moves the cursor."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    line = "".join(char if char.isprintable() else "�" for char in line)
    return line if len(line) <= _LONGEST_DISPLAYED else f"{line[: _LONGEST_DISPLAYED - 1]}…"


def _too_large(path: Path) -> NoReturn:
    remedy = N_("It may have {most} KB. Leave out what does not belong in it.")
    _refuse(path, N_("the file is too large for a part of a unit"), remedy, most=LARGEST_MODULE // 1000)


def _refuse(path: Path, message: str, remedy: str, **values: object) -> NoReturn:
    raise CoursewareError(Problem(message, remedy, values, path))


_README = """\
단원 {unit}

courseware로 유인물을 만드는 단원입니다. 작업 폴더에서 아래 명령을 입력하면, 무엇이 들어 있는지 보여 준 다음 추가합니다.

    courseware add {file}

교사만 보는 내용(답에서 살펴볼 점, 유의할 점, 적어 둔 물음)이 들어 있으니 학생에게 주지 마세요.
기사 본문은 언론사의 것이라 들어 있지 않습니다. 인용이 기사와 맞는지 확인하려면 기사를 직접 저장해서 단원 옆에 두세요.

The unit {unit}

A unit that courseware makes handouts from. This command, typed in your workspace, shows what is in it, then adds it:

    courseware add {file}

It holds what only teachers see (what to look for in answers, what to take care of, questions left open), so do not give
it to students.
The article's text belongs to its publisher and is not in it. To hold the quotations to the article, save a copy of your
own and put it beside the unit.
"""
