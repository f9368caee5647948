"""What a Word file says, piece by piece: paragraphs and cells, and whatever is told, hidden or noted beside them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from xml.etree import ElementTree

from courseware.formats import embedded
from courseware.text import spans

_NO_TEXT = re.compile(r"word/(styles|fontTable|theme/.*)\.xml|.*Content_Types.*")
"""Parts that hold the names of styles and fonts, and nothing to read."""
_TOLD = {"descr", "title", "alt", "tooltip"}
"""Attributes that are read out, even if they hold one word."""
_CODE = re.compile(r"[A-Za-z0-9]*|(?:http://schemas\.|http://purl\.|urn:).*|[\w./-]+\.(?:xml|png|jpe?g)")
"""Values of attributes that the format is made of: words like "center", names of kinds and of parts."""


def pieces(data: bytes) -> list[str]:
    """Every text of every part, in the pieces in which it is read."""
    texts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if not _NO_TEXT.fullmatch(name):
                part = package.read(name)
                texts += xml_pieces(part) if name.endswith((".xml", ".rels")) else embedded.pieces(part)
    return texts


def xml_pieces(part: bytes) -> Iterator[str]:
    """Paragraph by paragraph where a part has paragraphs, else text by text; then comments and attributes.

    A cell of several paragraphs is read as a whole, too: what one of them begins another may end.
    """
    root = ElementTree.fromstring(part)
    paragraphs: list[str] = []
    cells: list[str] = []
    attributes: set[tuple[str, str]] = set()
    for element in root.iter():
        attributes.update(element.attrib.items())
        if element.tag.endswith("}alias"):  # the title of a content control
            attributes.update(("title", value) for value in element.attrib.values())
        if element.tag.endswith("}p"):
            paragraphs.append("".join(element.itertext()))
        elif element.tag.endswith("}tc") and sum(inner.tag.endswith("}p") for inner in element.iter()) > 1:
            cells.append("\n".join(element.itertext()))
    yield from chain(paragraphs, cells)
    texts = list(root.itertext())
    if sum(map(len, texts)) != sum(map(len, paragraphs)):
        yield from texts
    yield from (note.decode("utf-8", "replace") for note in spans.inside(part, b"<!--", b"-->"))
    yield from (value for name, value in attributes if name.rpartition("}")[2] in _TOLD or not _CODE.fullmatch(value))
