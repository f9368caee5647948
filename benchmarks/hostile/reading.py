"""Reads finished Word files and PDFs without the program's own readers: every text, address, property and raw part."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree


def letters(text: str) -> str:
    """What two texts are compared by: letters and digits, in compatible forms, percent signs decoded."""
    plain = unicodedata.normalize("NFKC", unquote(text))
    return re.sub(r"[\W_]+", "", plain).casefold()


def texts(data: bytes, suffix: str) -> list[str]:
    """Whatever a reader, a screen reader or a curious pupil finds in the file. Raises whatever a broken file raises."""
    return list(_word(data) if suffix == ".docx" else _pdf(data))


def _word(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if package.testzip() is not None:
            raise ValueError("a part of the package is spoilt")
        names = set(package.namelist())
        if not {"[Content_Types].xml", "word/document.xml"} <= names:
            raise ValueError("the package has no document")
        for name in package.namelist():
            part = package.read(name)
            if name.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(part)
                yield "".join(root.itertext())
                yield from (value for one in root.iter() for value in one.attrib.values())
            else:
                yield from _raw(part)


def _raw(part: bytes) -> Iterator[str]:
    """A picture or a font as text, with what is packed in a PNG's chunks unpacked."""
    yield part.decode("latin-1")
    yield part.decode("utf-8", "ignore")
    for found in re.finditer(rb"(?:zTXt|iTXt|eXIf|iCCP)", part):
        for start in range(found.end(), min(found.end() + 90, len(part))):
            if part[start : start + 1] == b"x":
                try:
                    yield zlib.decompressobj().decompress(part[start:], 100_000).decode("utf-8", "ignore")
                except zlib.error:
                    continue


def _pdf(data: bytes) -> Iterator[str]:
    import pikepdf
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if not len(document):
        raise ValueError("the PDF has no page")
    for page in document:
        yield page.get_textpage().get_text_range()
    document.close()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            yield from _strings(thing, 0)


def _strings(thing: object, depth: int) -> Iterator[str]:
    """The strings inside an object of a PDF: addresses, alternative texts, bookmarks, properties."""
    import pikepdf

    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif depth > 6 or not isinstance(thing, pikepdf.Object) or (thing.is_indirect and depth):
        return
    elif isinstance(thing, pikepdf.Array):
        for inner in thing:
            yield from _strings(inner, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in list(thing.keys()):
            yield from _strings(thing[key], depth + 1)
        if isinstance(thing, pikepdf.Stream) and str(thing.get("/Type", "")) == "/Metadata":
            yield thing.read_bytes().decode("utf-8", "ignore")
