"""What a PDF says, piece by piece: the elements of its pages, and every string that is told, noted or kept in it."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeAlias
from xml.etree import ElementTree

from courseware.formats import embedded

_Place: TypeAlias = tuple[int, ...]
"""Where an element stands in its tree: the number of a child, of a child of it, and so on."""
_CELLS = {"TD", "TH"}
_INLINE = {"Span", "Link", "Quote", "Em", "Strong", "Code", "BibEntry", "Ruby", "RB", "Warichu", "WT"}
"""Elements that are read in one go with the words around them (ISO 32000-1 § 14.8.4.4)."""


def pieces(data: bytes) -> list[str]:
    """Every text of a PDF, in the pieces in which it is read."""
    return [*_pages(data), *_strings(data)]


# --- the pages, as a viewer reads them


def _pages(data: bytes) -> list[str]:
    """The text of each element of the structure tree, on however many pages; by page what belongs to none."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    pages = _Pages(pypdfium2.raw)
    try:
        for page in document:
            pages.read(page)
            page.close()
    finally:
        document.close()
    return ["".join(texts) for texts in (*pages.elements.values(), *pages.whole_cells(), *pages.loose)]


class _Pages:
    """Reads page after page; `elements` are the texts of a tree's elements by their places, which all pages share."""

    def __init__(self, pdfium: Any) -> None:
        self.pdfium = pdfium
        self.name = ctypes.create_string_buffer(64)
        self.elements: dict[_Place, list[str]] = defaultdict(list)
        self.loose: list[list[str]] = []
        self.cells: set[_Place] = set()
        self.last: dict[_Place, int] = {}
        """The child of each element at which the page before ended."""

    def read(self, page: Any) -> None:
        content = self._content(page)
        self.loose.append(content.pop(-1, []))
        tree = self.pdfium.FPDF_StructTree_GetForPage(page)
        if tree:
            for at in self._from_here((), self.pdfium.FPDF_StructTree_CountChildren(tree)):
                if not content:
                    break
                self._claim(self.pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), (at,), (at,), content)
            self.pdfium.FPDF_StructTree_Close(tree)
        self.loose += content.values()

    def whole_cells(self) -> Iterator[list[str]]:
        """The texts of each cell of several paragraphs, as it is read as a whole, too."""
        inside: dict[_Place, list[list[str]]] = defaultdict(list)
        for place, texts in self.elements.items():
            for depth in range(len(place), 0, -1):
                if place[:depth] in self.cells:
                    inside[place[:depth]].append(texts)
                    break
        for parts in inside.values():
            if len(parts) > 1:
                yield [text for texts in parts for text in (*texts, "\n")]

    def _content(self, page: Any) -> dict[int, list[str]]:
        """The texts of a page in the order of drawing, by the number of their marked content; -1 for none."""
        pdfium, text_page = self.pdfium, page.get_textpage()
        content: dict[int, list[str]] = defaultdict(list)
        buffer = (ctypes.c_ushort * 4096)()
        room = ctypes.sizeof(buffer)
        for drawn in self._drawn(pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, page):
            size = pdfium.FPDFTextObj_GetText(drawn, text_page, buffer, room)
            if size > room:
                buffer, room = (ctypes.c_ushort * size)(), size
                pdfium.FPDFTextObj_GetText(drawn, text_page, buffer, room)
            content[pdfium.FPDFPageObj_GetMarkedContentID(drawn)].append(_words(buffer, size))
        text_page.close()
        return content

    def _drawn(self, count: Any, get: Any, holder: Any) -> Iterator[Any]:
        """The text objects of a page or of a form on it, with those of the forms inside."""
        pdfium = self.pdfium
        for at in range(count(holder)):
            drawn = get(holder, at)
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                yield drawn
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                yield from self._drawn(pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, drawn)

    def _claim(self, element: Any, place: _Place, block: _Place, content: dict[int, list[str]]) -> None:
        """Give an element what is its own of a page's content. `block` is the place of that with which it is read."""
        pdfium = self.pdfium
        count = pdfium.FPDF_StructElement_CountChildren(element)
        for at in self._from_here(place, count):
            if not content:
                return
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                inner = (*place, at)
                if self._role(child) in _CELLS:
                    self.cells.add(inner)
                alone = count == 1
                self._claim(child, inner, block if alone or self._role(child) in _INLINE else inner, content)
            else:
                mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
                self.elements[block] += content.pop(mark, ())

    def _from_here(self, place: _Place, count: int) -> Iterator[int]:
        """The children of an element, from the last that was read: a page goes on where the one before it ended."""
        begun = max(self.last.get(place, 0) - 1, 0)  # what it ended with may go on
        for at in chain(range(begun, count), range(begun)):
            self.last[place] = at
            yield at

    def _role(self, element: Any) -> str:
        """Its first letters, if it has a long one of its own."""
        size = self.pdfium.FPDF_StructElement_GetType(element, self.name, len(self.name))
        return _words(self.name, min(size, len(self.name)))


def _words(buffer: Any, size: int) -> str:
    """What pdfium put into `buffer`: UTF-16 and a nought behind it, `size` bytes in all."""
    return ctypes.string_at(buffer, max(size - 2, 0)).decode("utf-16-le", "ignore")


# --- everything else: the strings of its objects

_OBJECT = re.compile(rb"(?<!\d)\d{1,10} \d{1,5} obj\b")
_HEADS_END = re.compile(rb"\bstream\r?\n|endobj")
_LITERAL = rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)"
_STRING = re.compile(rb"(?:(/\w++)\s*+)?(?:" + _LITERAL + rb"|<([0-9A-Fa-f\s]+)>)", re.DOTALL)
_SPOKEN = re.compile(rb"(/(?:ActualText|Alt|E))\s*(?:" + _LITERAL + rb"|<([0-9A-Fa-f\s]+)>)", re.DOTALL)
_CODE = {b"/Registry", b"/Ordering", b"/Lang", b"/ID"}
"""Keys of strings that no reader reads, like the "Identity" of a font."""
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b""}
_MARKS = ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8"))


def _strings(data: bytes) -> Iterator[str]:
    """Bookmarks, addresses, descriptions, properties, notes, fields: every string there is (ISO 32000-1 § 7.3.4).

    Objects are looked for in the bytes and not in the table of objects, so that one that no page leads to is read, too.
    """
    at = 0
    while (begin := _OBJECT.search(data, at)) and (end := _HEADS_END.search(data, begin.end())):
        at, head = end.end(), data[begin.end() : end.start()]
        yield from _texts(_STRING, head)
        if end[0] != b"endobj":
            yield from _stream(head, data, at)


def _stream(head: bytes, data: bytes, start: int) -> Iterator[str]:
    """What a stream tells that is neither points of a picture nor a font: packed objects, metadata, an attachment."""
    if b"DCTDecode" in head:
        yield from embedded.pieces(data[start : data.find(b"endstream", start)])
    if re.search(rb"/Subtype\s*/Image|/Length1|DCTDecode", head):
        return
    content = _unpacked(head, data, start)
    if b"/ObjStm" in head:
        yield from _texts(_STRING, content)
    elif b"/Metadata" in head:
        yield from ElementTree.fromstring(content).itertext()
    elif b"/EmbeddedFile" in head:
        yield from embedded.pieces(content)
    else:
        yield from _texts(_SPOKEN, content)


def _unpacked(head: bytes, data: bytes, start: int) -> bytes:
    if b"FlateDecode" not in head:
        return data[start : data.find(b"endstream", start)]
    try:
        return zlib.decompressobj().decompress(memoryview(data)[start:])
    except zlib.error:
        return b""


def _texts(pattern: re.Pattern[bytes], source: bytes) -> Iterator[str]:
    for key, literal, digits in pattern.findall(source):
        if key not in _CODE:
            yield _text(_from_hex(digits) if digits else _ESCAPED.sub(_char, literal))


def _from_hex(digits: bytes) -> bytes:
    """§ 7.3.4.3: a digit that is missing at the end is a nought."""
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())


def _char(match: re.Match[bytes]) -> bytes:
    """What a backslash and the characters behind it stand for (§ 7.3.4.2)."""
    if match[1].isdigit():
        return bytes([int(match[1], 8) & 255])
    return _CONTROLS.get(match[1], match[1])


def _text(value: bytes) -> str:
    """A text string (§ 7.9.2.2): marked as UTF-16 or UTF-8, else in Latin letters, or UTF-8 that nobody marked."""
    for mark, encoding in _MARKS:
        if value.startswith(mark):
            return value[len(mark) :].decode(encoding, "ignore")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
