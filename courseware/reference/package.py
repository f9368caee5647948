"""Opens a course's Word file, or says in a teacher's words why that cannot be done."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from docx.package import Package

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign, reading
from courseware.writers.docx.markup import R, W

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.opc.part import Part
    from lxml.etree import _Element as Element

_LARGEST = 100_000_000
"""Bytes of all parts unpacked: many pictures, but no bomb."""
_LARGEST_XML = 10_000_000
"""Bytes of all parts that are parsed, which may take thirty times as much memory; 300 pages have five million."""
_MOST_PARTS = 2000
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".bin", ".ttf", ".odttf")
_HUGE = 1e8
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HANCOM = "FileHeader".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml/"


def w(name: str) -> str:
    """`name` in the namespace of WordprocessingML, as lxml spells it."""
    return f"{{{W}}}{name}"


def attributes(node: Element | None) -> dict[str, str]:
    """The attributes of `node` by their names without a namespace."""
    found = node.attrib.items() if node is not None else ()
    return {str(name).rpartition("}")[2]: str(value) for name, value in found}


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
    document: Element
    styles: Element
    numbering: Element | None
    settings: Element | None
    theme: Element | None
    font_table: Element | None

    @property
    def section(self) -> Element | None:
        """The last section's properties, which are the document's own (ECMA-376-1 §17.6.17)."""
        return self.document.find(f"{w('body')}/{w('sectPr')}")

    def margin(self, kind: str, page: str = "default") -> XmlPart | None:
        """The part of the "header" or the "footer" on default, first or even pages."""
        for reference in self.section.iterfind(w(f"{kind}Reference")) if self.section is not None else ():
            part = self.main.related_parts.get(reference.get(f"{{{R}}}id", ""))
            if reference.get(w("type"), "default") == page and isinstance(part, XmlPart):
                return part
        return None


def opened(path: Path) -> Word:
    """The Word file at `path`. Raises CoursewareError if it is none, is locked, damaged or too large."""
    data = _read(path)
    remedy = N_("Open it in Word and save it again as a “Word Document (.docx)”.")
    with foreign.parser(N_("the Word file is damaged, or is none"), remedy, path):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _too_large(archive.infolist()):
                _refuse(path, N_("the Word file is too large"), N_("Take the pictures out; only its look is used."))
            if _STRICT in archive.read("_rels/.rels"):
                remedy = N_("In Word, choose “Save As” and the type “Word Document (.docx)”, without “Strict”.")
                _refuse(path, N_("the Word file is saved in the “Strict” variety, which few programs read"), remedy)
        return _word(Package.open(io.BytesIO(data)).main_document_part, path)


def _too_large(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether a file comes to more than anybody's when it is unpacked; no part gives more than it says here."""
    xml = sum(part.file_size for part in parts if not part.filename.endswith(_PICTURES))
    return len(parts) > _MOST_PARTS or xml > _LARGEST_XML or sum(part.file_size for part in parts) > _LARGEST


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


def _word(main: Part, path: Path) -> Word:
    styles = _related(main, RELATIONSHIP_TYPE.STYLES)
    if styles is None:
        remedy = N_("Save it again in Word, or begin with the specimen of “courseware new course … --specimen”.")
        _refuse(path, N_("the Word file has no styles"), remedy)
    document = _root(main)
    if document.tag != w("document"):
        _refuse(
            path, N_("this is no Word document but another kind of file"), N_("Save it as a “Word Document (.docx)”.")
        )
    return Word(
        main,
        document,
        styles,
        _related(main, RELATIONSHIP_TYPE.NUMBERING),
        _related(main, RELATIONSHIP_TYPE.SETTINGS),
        _related(main, RELATIONSHIP_TYPE.THEME),
        _related(main, RELATIONSHIP_TYPE.FONT_TABLE),
    )


def _related(main: Part, kind: str) -> Element | None:
    found = [relation.target_part for relation in main.rels.values() if relation.reltype == kind]
    return _root(found[0]) if found else None


def _root(part: Part) -> Element:
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def texts(root: Element) -> Iterator[str]:
    """The text of every paragraph below `root` that has any."""
    for paragraph in root.iter(w("p")):
        text = "".join(node.text or "" for node in paragraph.iter(w("t"))).strip()
        if text:
            yield text
