"""What a workspace of an earlier release still holds of the program: unchanged copies give way, all else is hers."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from itertools import islice
from pathlib import Path

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import names, reading, textfile, writing
from courseware.workspace import layout

FORMER = layout.PACKAGE / "assets" / "former.sha256"
"""What `init` of the releases so far copied: digest and place, as sha256sum lists them. `tools/former.py` writes it.

Units and courses are not in it: they were hers to change from the first moment.
"""
_MOST_COMPARED = 2_000
"""Lines of a file that are compared; a macro file has a hundred."""
_MOST_SHOWN, _WIDEST = 20, 160
"""Lines of a difference, and signs of a line."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of an earlier release that nobody changed; `becomes` is what a new workspace has there, if anything.

    Without a `digest` there is none yet: a schema beside those that are there, which no earlier release had.
    """

    place: Path
    digest: str
    becomes: bytes | None


@dataclass(frozen=True, slots=True)
class Edited:
    """A file that came along once and is hers now; how it differs from today's, line by line, as far as it is text."""

    place: Path
    difference: tuple[str, ...] = ()
    more: int = 0
    """Lines of the difference that are not shown."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What is to be done in a workspace, and what is left to her."""

    copies: tuple[Copy, ...]
    edited: tuple[Edited, ...]


def plan(space: layout.Workspace) -> Upgrade:
    """What an upgrade would do; it changes nothing. Raises CoursewareError in the program's own folder."""
    if (space.root / "courseware" / "__init__.py").is_file():
        what, remedy = N_("this is the program's own folder, not a workspace"), N_("Go into your workspace with cd.")
        raise CoursewareError(Problem(what, remedy, {}, space.root))
    first = layout.first_files()
    copies: list[Copy] = []
    edited: list[Edited] = []
    known = former()
    for place, digests in known.items():
        data = _there(space.root, place)
        today = _today(first.get(place, layout.SHIPPED / place))
        if data is None or (place in first and data == today):
            continue
        if digest(data) in digests:
            copies.append(Copy(place, digest(data), today if place in first else None))
        elif data != today:
            edited.append(_compared(place, today, data))
    new = [place for place in first if place.parent == layout.SCHEMAS and place not in known]
    copies += [Copy(place, "", _today(first[place])) for place in new if _lacks(space.root, place)]
    return Upgrade(tuple(copies), tuple(edited))


def carry_out(space: layout.Workspace, copies: tuple[Copy, ...]) -> None:
    """Remove or renew each copy, one after the other, unless it was changed since. Raises CoursewareError."""
    for copy in copies:
        if not _as_planned(space.root, copy):
            continue
        if copy.becomes is None:
            writing.remove(space.root / copy.place, space.root)
        else:
            writing.replace(space.root / copy.place, copy.becomes, space.root)


def _as_planned(root: Path, copy: Copy) -> bool:
    """Whether its place is as it was when the plan was made."""
    if not copy.digest:
        return _lacks(root, copy.place)
    data = _there(root, copy.place)
    return data is not None and digest(data) == copy.digest


def former() -> Mapping[Path, set[str]]:
    """Place in a workspace -> the digests of what earlier releases put there."""
    digests: defaultdict[Path, set[str]] = defaultdict(set)
    for line in FORMER.read_text(encoding="utf-8").splitlines():
        known, place = line.split(maxsplit=1)
        digests[Path(place)].add(known)
    return digests


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _there(root: Path, place: Path) -> bytes | None:
    """The file in the workspace; None where there is none, or a link leads to one: that is hers, whatever it is."""
    if not names.straight(root, place) or not reading.there(root / place):
        return None
    return reading.whole(root / place, textfile.LARGEST)


def _lacks(root: Path, place: Path) -> bool:
    """Whether nothing is at a place, and its folder is the workspace's own."""
    path = root / place
    return names.straight(root, place) and path.parent.is_dir() and not os.path.lexists(path)


def _today(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _compared(place: Path, today: bytes | None, hers: bytes) -> Edited:
    before, after = _lines(today), _lines(hers)
    if not before or not after or max(len(before), len(after)) > _MOST_COMPARED:
        return Edited(place)
    lines = list(_differing(before, after))
    return Edited(place, tuple(line[:_WIDEST] for line in lines[:_MOST_SHOWN]), max(len(lines) - _MOST_SHOWN, 0))


def _lines(data: bytes | None) -> list[str]:
    """The lines of a text, without those of a catalogue that name places in the program; of anything else none."""
    try:
        lines = (data or b"").decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return []
    return [line for line in lines if not line.startswith("#: ")]


def _differing(before: list[str], after: list[str]) -> Iterator[str]:
    """The lines that differ, - as the program has them, + as she has them, with a line before and behind, below @@."""
    lines = islice(unified_diff(before, after, n=1, lineterm=""), 2, None)  # the first two name the files
    return ("@@" if line.startswith("@@") else line for line in lines)
