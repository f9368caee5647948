"""Read a PDF as a screen reader does: by its structure tree and its marked content."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text, mult_matrix

if TYPE_CHECKING:
    from pdfminer.psparser import PSLiteral

TEXT_ROLES = {"P", "H1", "H2", "H3", "TH", "TD", "Note"}
MARKS = {"Reference", "Lbl", "Note"}
"""What stands in a text and is not of it: footnotes and their numbers."""


@dataclass(frozen=True)
class Char:
    """A character, where it stands, and the content it belongs to; `mcid` is None in an artifact, -1 if untagged."""

    text: str
    page: int
    mcid: int | None
    x: float
    end: float
    y: float
    size: float


@dataclass
class Element:
    role: str
    kids: list[Element | tuple[int, int]]
    entries: dict[str, Any]


def _has_paragraphs(element: Element) -> bool:
    """Whether it is a cell whose lines are elements of their own."""
    return any(isinstance(kid, Element) and kid.role in ("P", "L") for kid in element.kids)


@dataclass
class Reading:
    chars: list[Char] = field(default_factory=list)
    catalog: dict[str, Any] = field(default_factory=dict)
    info: dict[str, Any] = field(default_factory=dict)
    root: Element | None = None
    pages: list[Any] = field(default_factory=list)

    def elements(self, *roles: str) -> list[Element]:
        """In reading order."""
        return [element for element in _walk(self.root) if not roles or element.role in roles]

    def chars_of(self, element: Element) -> list[Char]:
        content = self._content()
        return [char for place in _places(element) for char in content[place]]

    def text_of(self, element: Element) -> str:
        return "".join(char.text for char in self.chars_of(element))

    def texts(self) -> list[str]:
        """What each paragraph, heading and cell says, in reading order, words at lines' ends put together again."""
        texts = [element for element in self.elements(*TEXT_ROLES) if not _has_paragraphs(element)]
        return [self._said(element).replace("\u00ad", "") for element in texts]

    def _said(self, element: Element) -> str:
        kids = [kid for kid in element.kids if isinstance(kid, tuple) or kid.role not in MARKS]
        return self.text_of(replace(element, kids=kids))

    def untagged(self) -> str:
        return "".join(char.text for char in self.chars if char.mcid == -1)

    def fonts(self) -> dict[str, bool]:
        """Every font by its name in the pages' resources, and whether the file carries its outlines.

        Objects are packed (ISO 32000-1 § 7.5.7), so that counting words in the bytes of a file finds nothing.
        """
        found = {}
        for page in self.pages:
            for key, font in resolve1(resolve1(page.resources)["Font"]).items():
                descendant = resolve1(resolve1(resolve1(font)["DescendantFonts"])[0])
                found[key] = "FontFile2" in resolve1(descendant["FontDescriptor"])
        return found

    def artifacts(self, page: int) -> str:
        return "".join(char.text for char in self.chars if char.mcid is None and char.page == page)

    def lines(self, page: int) -> list[tuple[float, float, float, float]]:
        """(left, right, baseline, size) of each stretch of text that stands together, raised numbers left out."""
        rows: dict[float, list[Char]] = defaultdict(list)
        labels = [kid for note in self.elements("Note") for kid in note.kids if isinstance(kid, Element)]
        raised = {
            place
            for element in (*self.elements("Reference"), *labels)
            if element.role in MARKS
            for place in _places(element)
        }
        for char in self.chars:
            if char.page == page and char.text.strip() and (page, char.mcid) not in raised:
                rows[round(char.y, 1)].append(char)
        found = []
        for y, row in rows.items():
            row.sort(key=lambda char: char.x)
            run = [row[0]]
            for char in row[1:]:
                if char.x - run[-1].end > char.size:
                    found.append((run[0].x, run[-1].end, y, run[0].size))
                    run = []
                run.append(char)
            found.append((run[0].x, run[-1].end, y, run[0].size))
        return found

    def _content(self) -> dict[tuple[int, int], list[Char]]:
        content: dict[tuple[int, int], list[Char]] = defaultdict(list)
        for char in self.chars:
            if char.mcid is not None:
                content[char.page, char.mcid].append(char)
        return content


def read(data: bytes) -> Reading:
    document = PDFDocument(PDFParser(BytesIO(data)))
    reading = Reading(catalog=document.catalog, info=document.info[0] if document.info else {})
    manager = PDFResourceManager()
    pages = list(PDFPage.create_pages(document))
    for number, page in enumerate(pages):
        device = _Device(manager, number, reading.chars)
        PDFPageInterpreter(manager, device).process_page(page)
    reading.pages = pages
    ids = {page.pageid: number for number, page in enumerate(pages)}
    tree = resolve1(document.catalog["StructTreeRoot"])
    reading.root = _element(resolve1(tree["K"]), ids)
    return reading


class _Device(PDFTextDevice):
    def __init__(self, manager: PDFResourceManager, page: int, chars: list[Char]) -> None:
        super().__init__(manager)
        self.page, self.chars, self.stack = page, chars, []

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:  # noqa: ARG002 - pdfminer calls it so
        assert not self.stack, "marked content inside marked content"
        self.stack.append(props["MCID"] if props and "MCID" in props else None)

    def end_tag(self) -> None:
        self.stack.pop()

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate):  # type: ignore[no-untyped-def]  # noqa: ARG002 - pdfminer calls it so
        text = font.to_unichr(cid)
        advance = font.char_width(cid) * fontsize * scaling
        left, y = mult_matrix(matrix, self.ctm)[4:]
        mcid = self.stack[-1] if self.stack else -1
        self.chars.append(Char(text, self.page, mcid, left, left + advance, y, fontsize))
        return advance


def _element(entries: dict[str, Any], pages: dict[int, int], inherited: int = 0) -> Element:
    page = pages[entries["Pg"].objid] if "Pg" in entries else inherited
    kids: list[Element | tuple[int, int]] = []
    raw = resolve1(entries.get("K", []))
    for kid in raw if isinstance(raw, list) else [raw]:
        kid = resolve1(kid)
        if isinstance(kid, int):
            kids.append((page, kid))
        elif "MCID" in kid:
            kids.append((pages[kid["Pg"].objid], kid["MCID"]))
        elif "Obj" not in kid:
            kids.append(_element(kid, pages, page))
    return Element(entries["S"].name, kids, entries)


def _walk(element: Element | None) -> list[Element]:
    if element is None:
        return []
    return [element, *(inner for kid in element.kids if isinstance(kid, Element) for inner in _walk(kid))]


def _places(element: Element) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for kid in element.kids:
        found += _places(kid) if isinstance(kid, Element) else [kid]
    return found


def string(value: Any) -> str:
    return decode_text(resolve1(value))
