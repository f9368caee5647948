"""What was written to output/, so that a file which somebody has edited since is never overwritten.

output/.courseware.json keeps, for each file, the hash of its bytes and of everything that it was made from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from courseware.files import foreign, names, reading, writing

NAME = ".courseware.json"
_LARGEST = 20_000_000
"""Bytes; a file that was written takes two hundred."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was last written to a place, and what before that: after a crash either is there, and neither is an edit."""

    digest: str
    inputs: str
    previous: str = ""


@dataclass
class Ledger:
    """The record of one output folder, saved before each file is replaced. `entries`: path below it -> Entry."""

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    _own: dict[str, Entry] = field(default_factory=dict)

    def key(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def edited(self, path: Path) -> bool:
        """Whether the file is there and is not what was written: somebody's work."""
        if not path.is_file():
            return False
        entry = self._entry(path)
        return entry is None or digest(path.read_bytes()) not in (entry.digest, entry.previous)

    def state(self, path: Path, inputs: str) -> str:
        """missing, edited, stale (its inputs have changed since) or fresh."""
        if not path.is_file():
            return "missing"
        if self.edited(path):
            return "edited"
        entry = self._entry(path)
        fresh = entry and (digest(path.read_bytes()), inputs) == (entry.digest, entry.inputs)
        return "fresh" if fresh else "stale"

    def _entry(self, path: Path) -> Entry | None:
        """The note on a file, which may have been made when its unit was spelled otherwise."""
        key = self.key(path)
        return self.entries.get(key) or self.entries.get(names.spelled(key, self.entries) or "")

    def record(self, path: Path, data: bytes, inputs: str) -> None:
        """Note what is about to stand at `path`; another build's notes in the same folder stay.

        Raises OSError, CoursewareError.
        """
        key, before = self.key(path), self.entries.get(self.key(path))
        present = digest(path.read_bytes()) if path.is_file() and not self.edited(path) else ""
        new = digest(data)
        entry = Entry(new, inputs, "" if present == new else present)
        if entry == before:
            return
        self._own[key] = entry
        self._save(load(self.folder).entries | self._own)

    def forget(self, paths: Iterable[Path]) -> None:
        """Take the notes on files that are gone out of the record. Raises CoursewareError."""
        keys = {self.key(path) for path in paths}
        if keys:
            self._save({key: entry for key, entry in load(self.folder).entries.items() if key not in keys})

    def _save(self, entries: dict[str, Entry]) -> None:
        self.entries = entries
        lines = {name: [e.digest, e.inputs, e.previous] for name, e in sorted(self.entries.items())}
        text = json.dumps({"version": 1, "files": lines}, ensure_ascii=False, indent=1)
        writing.replace(self.folder / NAME, text.encode("utf-8"), self.folder)


def load(folder: Path) -> Ledger:
    """The record of `folder`; a missing or spoilt one counts as empty, so that every file there is taken for edited."""
    return Ledger(folder, foreign.attempt(_entries, folder / NAME) or {})


def _entries(path: Path) -> dict[str, Entry]:
    names.real(path, path.parent)
    files = json.loads(reading.whole(path, _LARGEST))["files"]
    entries = {key: Entry(*entry) for key, entry in files.items()}
    for key, entry in entries.items():
        "".join((key, entry.digest, entry.inputs, entry.previous)).encode()  # what is written down again is text
    return entries


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
