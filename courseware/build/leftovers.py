"""Files in output/ that no longer go with the rest, told by the record of what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from courseware.build.ledger import Ledger
from courseware.course import courses
from courseware.errors import CoursewareError, Problem
from courseware.files import names, writing
from courseware.formats import FORMATS
from courseware.workspace.layout import Workspace


def uncorrected(record: Ledger, paths: Iterable[Path]) -> list[Path]:
    """The PDFs beside Word files that somebody corrected, of the handouts at `paths`: they have the words from before.

    A PDF that was itself replaced, saved out of Word say, is none of them.
    """
    edited = [each.ending for each in FORMATS.values() if each.edited]
    others = [each.ending for each in FORMATS.values() if not each.edited]
    changed = [path for path in paths if any(hers(record, path.with_suffix(ending)) for ending in edited)]
    candidates = dict.fromkeys(path.with_suffix(ending) for path in changed for ending in others)
    return [path for path in candidates if path.is_file() and not hers(record, path)]


def gone(space: Workspace, record: Ledger, named: Iterable[str] = ()) -> list[Path]:
    """The places where something was written for a unit or course that is there no more.

    `named` are courses that somebody asks for by name: one that came along may be built though she has her own.
    """
    known = _keys([*courses.names(space.template_folders), *named]), _keys(space.units())
    places = [PurePosixPath(key).parts for key in record.entries]
    lost = [place for place in places if len(place) == 3 and not _known(place, known)]
    return [record.folder.joinpath(*place) for place in lost if names.straight(record.folder, Path(*place))]


def hers(record: Ledger, path: Path) -> bool:
    """Whether the file is there and somebody's work; one that cannot be read is left to her, too."""
    try:
        return record.edited(path)
    except OSError:
        return True


def clean(record: Ledger, paths: Iterable[Path]) -> Iterator[tuple[Path, tuple[Problem, ...]]]:
    """Remove what nobody edited, and the folders that are empty then; each file, and what kept it from going.

    The record forgets a file after it is gone: what a command that was killed has left, the next one removes.
    """
    removed: list[Path] = []
    for path in paths:
        if hers(record, path):
            continue
        there = path.is_file()
        try:
            writing.remove(path, record.folder)
        except CoursewareError as error:
            yield path, error.problems
            continue
        removed.append(path)
        if there:
            yield path, ()
    record.forget(removed)


def _keys(known: Iterable[str]) -> set[str]:
    return {names.key(name) for name in known}


def _known(place: tuple[str, ...], known: tuple[set[str], ...]) -> bool:
    return all(names.key(name) in keys for name, keys in zip(place, known, strict=False))
