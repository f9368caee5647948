"""The parts of a Word file's package: each is read only when it is asked for, and one that is missing counts as absent.

ECMA-376-2 §6 and §8. Files have relationships that lead nowhere, and parts that say nothing of a look.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.parser import parse_xml

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

_LARGEST = 100_000_000
"""Bytes of all that is read, unpacked: large pictures, but no bomb."""
_LARGEST_XML = 10_000_000
"""Bytes of all parts that are parsed, which may take thirty times as much memory; 300 pages have five million."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Parts:
    """The parts of the package `archive`, which was read from `path`. `spoilt` names those that cannot be read."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive, self._path = archive, path
        self._names = {name.casefold(): name for name in archive.namelist()}  # their case counts for nothing (§6.2.2.3)
        self._left, self._left_xml = _LARGEST, _LARGEST_XML
        self._known: dict[str, Part | None] = {}
        self.spoilt: list[str] = []

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def blob(self, name: str) -> bytes | None:
        """The bytes of a part. Raises CoursewareError where they are more than anybody's; no part gives more bytes
        than the package says beforehand.
        """
        if name not in self:
            return None
        info = self._archive.getinfo(self._names[name.casefold()])
        self._left -= info.file_size
        if self._left < 0:
            self._refuse()
        data = foreign.attempt(self._archive.read, info)
        if data is None:
            self.spoilt.append(name)
        return data

    def root(self, name: str) -> Element | None:
        """The root of a part that is XML."""
        data = self.blob(name)
        if data is None:
            return None
        self._left_xml -= len(data)
        if self._left_xml < 0:
            self._refuse()
        element: Element | None = foreign.attempt(parse_xml, data)
        if element is None:
            self.spoilt.append(name)
        return element

    def part(self, name: str) -> Part | None:
        """A part with what it refers to, which is read once."""
        if name not in self._known:
            root = self.root(name)
            self._known[name] = Part(root, tuple(self.links(name)), self) if root is not None else None
        return self._known[name]

    def links(self, source: str) -> Iterator[Link]:
        """The relationships of the part `source` ("" for the package) that lead to parts of the file."""
        folder, _, file = source.rpartition("/")
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        for node in root.iter(_RELATIONSHIP) if root is not None else ():
            target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/")
            if node.get("TargetMode") != "External" and target in self:
                yield Link(node.get("Id", ""), node.get("Type", ""), target)

    def _refuse(self) -> None:
        what, remedy = N_("the Word file is too large"), N_("Take the pictures out; only its look is used.")
        raise CoursewareError(Problem(what, remedy, {}, self._path))


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its id within its part, its kind, and the name of the part that it leads to."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is XML, and what it refers to."""

    element: Element
    links: tuple[Link, ...]
    parts: Parts

    def target(self, link_id: str) -> str | None:
        """The name of the part that a relationship leads to, if that is in the file."""
        return next((link.target for link in self.links if link.id == link_id), None)

    def related(self, kind: str) -> Element | None:
        """The root of the first part that is related in this way."""
        target = next((link.target for link in self.links if link.kind == kind), None)
        return self.parts.root(target) if target else None
