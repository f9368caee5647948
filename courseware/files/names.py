"""The only place where a name that somebody else chose becomes a path."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from courseware.errors import N_, CoursewareError, Problem

LONGEST = 255 - len(".ko.teacher.new999.docx")
"""Bytes of a unit's name, so that the names of its handouts fit on a disk, which takes 255."""
LONGEST_PATH = 1_000
"""Characters of a folder to write into; Windows takes 260, and thousands of folders in each other take minutes."""
TOO_LONG = N_("the name is too long for this disk"), N_("Choose a shorter name or another folder.")
_NEW = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""What means a device on Windows, as a folder's name and before any ending: no file there can be called so."""


def key(name: str) -> str:
    """What all spellings of one name have in common: names are compared by it, on every computer alike.

    Some disks do not tell capitals from small letters, or hangul from its letters.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def spelled(name: str, known: Iterable[str]) -> str | None:
    """Which of the `known` names is meant by `name`: the same, else the first one that is spelled otherwise."""
    others = [other for other in known if key(other) == key(name)]
    return name if name in others else next(iter(others), None)


def on_disk(folder: Path, name: str) -> Path:
    """The path of `name` in `folder`, spelled as the disk takes it, if there is such a file or folder.

    Nothing is looked for behind a link that leads out of `folder`.
    """
    if os.path.lexists(folder / name) or Path(name).is_absolute():
        return folder / name
    path = folder
    for part in Path(name).parts:
        own = None if leads_out(folder, path) else spelled(part, _entries(path))
        if own is None:
            return folder / name
        path /= own
    return path


def refuse_twins(folder: Path, name: str) -> None:
    """Raise CoursewareError if something else in `folder` has the same name on another computer."""
    twins = [other for other in _entries(folder) if key(other) == key(name)]
    if len(twins) > 1:
        what = N_("“{name}” and “{other}” are the same name on Windows and macOS")
        remedy = N_("Rename one of the two folders: their handouts would take each other's place.")
        raise CoursewareError(Problem(what, remedy, {"name": twins[0], "other": twins[1]}, folder))


def _entries(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except (OSError, ValueError):  # no folder, not one to be read, or no name for one
        return []


def leads_out(folder: Path, path: Path) -> bool:
    """Whether `path` lies elsewhere than in `folder`, once all links are followed."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a name with a zero byte, or a link that leads to itself
        return True


def straight(folder: Path, place: Path) -> bool:
    """Whether no link stands at `place` in `folder` or on the way to it, so that it is the file that was put there."""
    path = folder / place
    return not leads_out(folder, path) and path.resolve() == folder.resolve() / place


def refuse_too_long(path: Path) -> None:
    """Raise CoursewareError for a place to write into that is too long a name for a computer to work with."""
    if len(str(path)) > LONGEST_PATH:
        raise CoursewareError(Problem(*TOO_LONG, {}, path))


def real(path: Path, within: Path) -> Path:
    """Where `path` really lies, if that is in `within`.

    Raises CoursewareError where a link leads out of it, or where it is too long.
    """
    refuse_too_long(path)
    if leads_out(within, path):
        remedy = N_("Put what it leads to in its place, or take the link away.")
        raise CoursewareError(Problem(N_("a link leads out of the folder {folder}"), remedy, {"folder": within}, path))
    return path.resolve()


def inside(folder: Path, name: str) -> Path | None:
    """The file or folder `name` in `folder`, or None where the name or a link would lead out of it."""
    path = folder / name
    try:
        path.exists()
    except OSError:  # a name too long for the disk, or a folder that may not be read
        return None
    return None if leads_out(folder, path) else path


def new(name: str) -> str:
    """`name`, if a new unit or course may be called so on every computer. Raises CoursewareError."""
    if not _NEW.fullmatch(name):
        remedy = N_("Use small Latin letters, digits and hyphens, like korea-news-2.")
    elif name in _RESERVED:
        remedy = N_("Choose another name: Windows keeps this one for a device.")
    elif len(name) > LONGEST:
        remedy = N_("Choose a shorter name.")
    else:
        return name
    raise CoursewareError(Problem(N_("“{name}” cannot be a folder's name here"), remedy, {"name": name}))
