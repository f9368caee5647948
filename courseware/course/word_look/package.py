"""Opens a course's Word file, or says in a teacher's words why that cannot be done."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from courseware.course.word_look.parts import Part, Parts
from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign, reading
from courseware.formats.docx.markup import R, W

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

_LARGEST = 100_000_000
"""Bytes of the file: many pictures."""
_HUGE = 1e8
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HANCOM = "FileHeader".encode("utf-16-le")
_DAMAGED = N_("the Word file is damaged, or is none")
ANEW = N_("Open it in Word and save it again as a “Word Document (.docx)”.")
_STRICT = b"http://purl.oclc.org/ooxml/"


def w(name: str) -> str:
    """`name` in the namespace of WordprocessingML, as lxml spells it."""
    return f"{{{W}}}{name}"


def attributes(node: Element | None) -> dict[str, str]:
    """The attributes of `node` by their names without a namespace."""
    items = node.attrib.items() if node is not None else ()
    return {str(name).rpartition("}")[2]: str(value) for name, value in items}


def number(text: str | None, default: float = 0, base: int = 10) -> float:
    """What a program wrote where a number belongs; one that is none is no reason to stop."""
    try:
        value = float(text or default) if base == 10 else int(text or "", base)
    except ValueError:
        return default
    return value if abs(value) < _HUGE else default  # neither is "nan"


@dataclass(frozen=True, slots=True)
class Word:
    """The parts of a Word file that say how it looks; None where it has no such part."""

    main: Part
    styles: Element
    numbering: Element | None
    settings: Element | None
    theme: Element | None
    font_table: Element | None

    @property
    def document(self) -> Element:
        return self.main.element

    @property
    def spoilt(self) -> list[str]:
        """The names of parts that count as absent because they cannot be read."""
        return self.main.parts.spoilt

    def part(self, link_id: str) -> Part | None:
        """The part that the document refers to in this way."""
        target = self.main.target(link_id)
        return self.main.parts.part(target) if target else None


def opened(path: Path) -> Word:
    """The Word file at `path`. Raises CoursewareError if it is none, is locked, damaged or too large."""
    data = _read(path)
    with foreign.parser(_DAMAGED, ANEW, path):
        parts = Parts(zipfile.ZipFile(io.BytesIO(data)), path)
        if _STRICT in (parts.blob("_rels/.rels") or b""):
            remedy = N_("In Word, choose “Save As” and the type “Word Document (.docx)”, without “Strict”.")
            _refuse(path, N_("the Word file is saved in the “Strict” variety, which few programs read"), remedy)
        return _word(parts, path)


def _read(path: Path) -> bytes:
    data = reading.whole(path, _LARGEST, N_("Close it if it is open in Word, then try again."))
    if data.startswith(_OLE):
        remedy = N_("Open it and save it as a “Word Document (.docx)”; giving the file another name is not enough.")
        if _ENCRYPTED in data:
            remedy = N_("Save it without a password: in Word, File, Info, Protect Document, Encrypt with Password.")
            _refuse(path, N_("the Word file is protected by a password"), remedy)
        if _HANCOM in data:
            _refuse(path, N_("this is a Hancom file (.hwp), not a Word file"), remedy)
        _refuse(path, N_("this is a Word file of the old kind (.doc)"), remedy)
    return data


def _refuse(path: Path, what: str, remedy: str) -> NoReturn:
    raise CoursewareError(Problem(what, remedy, {}, path))


def _word(parts: Parts, path: Path) -> Word:
    main = next((parts.part(link.target) for link in parts.links("") if link.kind == f"{R}/officeDocument"), None)
    if main is None:
        _refuse(path, _DAMAGED, ANEW)
    if main.element.tag != w("document"):
        _refuse(
            path, N_("this is no Word document but another kind of file"), N_("Save it as a “Word Document (.docx)”.")
        )
    styles, *others = (
        main.related(f"{R}/{kind}") for kind in ("styles", "numbering", "settings", "theme", "fontTable")
    )
    if styles is None and parts.spoilt:
        _refuse(path, _DAMAGED, ANEW)
    if styles is None:
        remedy = N_("Save it again in Word, or begin with the specimen of “courseware new course … --specimen”.")
        _refuse(path, N_("the Word file has no styles"), remedy)
    return Word(main, styles, *others)


def texts(root: Element) -> Iterator[str]:
    """The text of every paragraph below `root` that has any."""
    for paragraph in root.iter(w("p")):
        text = "".join(node.text or "" for node in paragraph.iter(w("t"))).strip()
        if text:
            yield text
