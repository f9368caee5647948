"""What a PDF says, piece by piece: the elements of its pages, and every string that is told, noted or kept in it."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from courseware.proof import embedded

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
    elements: dict[tuple[int, ...], list[str]] = defaultdict(list)
    loose: list[str] = []
    try:
        for page in document:
            content = _content(page)
            tree = pypdfium2.raw.FPDF_StructTree_GetForPage(page)
            for at in range(pypdfium2.raw.FPDF_StructTree_CountChildren(tree) if tree else 0):
                _read(pypdfium2.raw.FPDF_StructTree_GetChildAtIndex(tree, at), (at,), (at,), content, elements)
            if tree:
                pypdfium2.raw.FPDF_StructTree_Close(tree)
            page.close()
            loose += ("".join(texts) for texts in content.values())
    finally:
        document.close()
    return [*("".join(texts) for texts in elements.values()), *loose]


def _content(page: Any) -> dict[int, list[str]]:
    """The texts of a page in the order in which they are drawn, by the number of their marked content; -1 for none."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    content: dict[int, list[str]] = defaultdict(list)
    buffer = ctypes.create_string_buffer(1 << 12)
    for drawn in _texts(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page):
        length = raw.FPDFTextObj_GetText(drawn, text_page, _wide(buffer), len(buffer))
        if length > len(buffer):
            buffer = ctypes.create_string_buffer(length)
            length = raw.FPDFTextObj_GetText(drawn, text_page, _wide(buffer), length)
        text = buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "ignore")
        content[raw.FPDFPageObj_GetMarkedContentID(drawn)].append(text)
    text_page.close()
    return content


def _wide(buffer: Any) -> Any:
    return ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))


def _texts(count: Any, get: Any, holder: Any) -> Iterator[Any]:
    """The text objects of a page or of a form on it, with those of the forms inside."""
    from pypdfium2 import raw

    for at in range(count(holder)):
        drawn = get(holder, at)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield drawn
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _texts(raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, drawn)


def _read(
    element: Any,
    path: tuple[int, ...],
    block: tuple[int, ...],
    content: dict[int, list[str]],
    elements: dict[tuple[int, ...], list[str]],
) -> None:
    """Give an element the content that is its own, taken out of the page's.

    `path` is its place in the tree, the same on every page; `block` that of the element with which it is read.
    """
    from pypdfium2 import raw

    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            place = (*path, at)
            _read(child, place, block if _role(child) in _INLINE else place, content, elements)
        else:
            elements[block] += content.pop(raw.FPDF_StructElement_GetChildMarkedContentID(element, at), ())


def _role(element: Any) -> str:
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(64)
    length = raw.FPDF_StructElement_GetType(element, buffer, len(buffer))
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "ignore")


# --- everything else: the strings of its objects

_OBJECT = re.compile(rb"\d+ \d+ obj\b(.*?)(?:\bstream\r?\n|endobj)", re.DOTALL)
_LITERAL = rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)"
_STRING = re.compile(rb"(/\w+)?\s*(?:" + _LITERAL + rb"|<([0-9A-Fa-f\s]+)>)", re.DOTALL)
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
    for found in _OBJECT.finditer(data):
        head = found[1]
        yield from _told(_STRING, head)
        if found[0].endswith(b"\n"):
            yield from _stream(head, data, found.end())


def _stream(head: bytes, data: bytes, start: int) -> Iterator[str]:
    """What a stream tells that is neither points of a picture nor a font: packed objects, metadata, an attachment."""
    if b"DCTDecode" in head:
        yield from embedded.pieces(data[start : data.find(b"endstream", start)])
    if re.search(rb"/Subtype\s*/Image|/Length1|DCTDecode", head):
        return
    content = _unpacked(head, data, start)
    if b"/ObjStm" in head:
        yield from _told(_STRING, content)
    elif b"/Metadata" in head:
        yield from ElementTree.fromstring(content).itertext()
    elif b"/EmbeddedFile" in head:
        yield from embedded.pieces(content)
    else:
        yield from _told(_SPOKEN, content)


def _unpacked(head: bytes, data: bytes, start: int) -> bytes:
    if b"FlateDecode" not in head:
        return data[start : data.find(b"endstream", start)]
    try:
        return zlib.decompressobj().decompress(memoryview(data)[start:])
    except zlib.error:
        return b""


def _told(pattern: re.Pattern[bytes], source: bytes) -> Iterator[str]:
    for key, literal, digits in pattern.findall(source):
        if key not in _CODE:
            yield _text(_from_hex(digits) if digits else _ESCAPED.sub(_char, literal))


def _from_hex(digits: bytes) -> bytes:
    """§ 7.3.4.3: a digit that is missing at the end is a nought."""
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())


def _char(found: re.Match[bytes]) -> bytes:
    """What a backslash and the characters behind it stand for (§ 7.3.4.2)."""
    if found[1].isdigit():
        return bytes([int(found[1], 8) & 255])
    return _CONTROLS.get(found[1], found[1])


def _text(value: bytes) -> str:
    """A text string (§ 7.9.2.2): marked as UTF-16 or UTF-8, else in Latin letters, or UTF-8 that nobody marked."""
    for mark, encoding in _MARKS:
        if value.startswith(mark):
            return value[len(mark) :].decode(encoding, "ignore")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
