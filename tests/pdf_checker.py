"""What validators leave out: whether tags, content, fonts and links of a PDF fit each other.

`problems(data)` names every fault; each check is one function that sees the opened file. Checkpoints are those of the
Matterhorn Protocol 1.1, clauses those of ISO 32000-1 and ISO 14289-1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
}
"""What may only stand in what (§ 14.8.4.3)."""

KNOWN = {
    *PARENTS, "Document", "H1", "H2", "H3", "P", "L", "Table", "BlockQuote", "Div", "Figure", "Form", "Link", "Span",
    "Reference", "Note",
}  # fmt: skip
MAY_BE_EMPTY = {"TD", "TH", "TR"}
PAINTS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
HANGUL = re.compile("[\uac00-\ud7a3]")


def several(value: Any) -> list[Any]:
    """An entry that may be missing, one thing, or an array of them."""
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


@dataclass
class Element:
    """One structure element with what hangs on it: elements, (page, MCID), and annotations."""

    role: str
    entries: Any
    parent: Element | None
    kids: list[Element] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    @property
    def lang(self) -> str:
        """Its own or that of what is around it."""
        if "/Lang" in self.entries:
            return str(self.entries.Lang)
        return self.parent.lang if self.parent else ""

    def attribute(self, owner: str, key: str) -> Any:
        found = [entries[key] for entries in several(self.entries.get("/A")) if owner == entries.O and key in entries]
        return found[0] if found else None


@dataclass
class File:
    """An opened file, its elements in reading order, and what its pages draw."""

    pdf: pikepdf.Pdf
    elements: list[Element] = field(default_factory=list)
    drawn: dict[tuple[int, int], list[tuple[Any, bytes]]] = field(default_factory=dict)
    """Text by page and MCID: (font, two-byte codes)."""
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root: Any = self.pdf.Root
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self._grow(self.root.StructTreeRoot.K, None)
        for number, page in enumerate(self.pdf.pages):
            self._draw(number, page)

    def _grow(self, entries: Any, parent: Element | None) -> None:
        element = Element(str(entries.S)[1:], entries, parent)
        self.elements.append(element)
        if parent:
            parent.kids.append(element)
            if entries.P.objgen != parent.entries.objgen:
                self.faults.append(f"{element.role} names another parent than it has")
        for kid in several(entries.get("/K")):
            if isinstance(kid, int):
                element.content.append((self.pages[entries.Pg.objgen], kid))
            elif kid.get("/Type") == "/MCR":
                element.content.append((self.pages[kid.Pg.objgen], int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                element.annotations.append(kid.Obj)
            else:
                self._grow(kid, element)

    def _draw(self, number: int, page: pikepdf.Page) -> None:
        """Note what is drawn under which mark; what is drawn under none is a fault."""
        fonts: Any = page.obj.Resources.get("/Font", {})
        open_marks: list[int | None] = []
        font: Any = None
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                mcid = (
                    operands[1].get("/MCID") if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) else None
                )
                if open_marks:
                    self.faults.append(f"page {number + 1}: marked content inside marked content")
                open_marks.append(None if mcid is None else int(mcid))
                if mcid is not None and (number, int(mcid)) in self.drawn:
                    self.faults.append(f"page {number + 1}: MCID {int(mcid)} is used twice")
                if mcid is not None:
                    self.drawn.setdefault((number, int(mcid)), [])
            elif name == "EMC":
                open_marks.pop()
            elif name == "Tf":
                font = fonts[operands[0]]
            elif name in PAINTS and not open_marks:
                self.faults.append(f"page {number + 1}: {name} draws what is neither tagged nor an artifact")
            if name in ("Tj", "TJ"):
                shown = operands[0] if name == "TJ" else [operands[0]]
                codes = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
                key = (number, open_marks[-1]) if open_marks and open_marks[-1] is not None else (number, -1)
                self.drawn.setdefault(key, []).append((font, codes))

    def text(self, element: Element) -> str:
        """What the element's own content says, by the fonts' character maps."""
        return "".join(
            to_unicode(font).get(codes[at : at + 2], "")
            for place in element.content
            for font, codes in self.drawn.get(place, ())
            for at in range(0, len(codes), 2)
        )


def to_unicode(font: Any) -> dict[bytes, str]:
    """Character codes of a font and what they say."""
    if font.objgen not in _MAPS:
        rows = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", font.ToUnicode.read_bytes())
        _MAPS[font.objgen] = {bytes.fromhex(a.decode()): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in rows}
    return _MAPS[font.objgen]


_MAPS: dict[tuple[int, int], dict[bytes, str]] = {}
"""By object number, for the file at hand."""


# The checks


def settings(file: File) -> Iterator[str]:
    """Matterhorn 06, 07, 11-006: marked, titled, in a language, claimed."""
    root = file.root
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "the file does not say that it is tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "viewers are not told to show the title"
    if not str(file.pdf.docinfo.get("/Title", "")):
        yield "the file has no title"
    if b"<pdfuaid:part>1</pdfuaid:part>" not in root.Metadata.read_bytes():
        yield "the metadata do not claim PDF/UA-1"
    if not str(root.get("/Lang", "")):
        yield "the file has no language"
    if file.pdf.pdf_version != "1.7":
        yield f"the file is PDF {file.pdf.pdf_version}"
    for number, page in enumerate(file.pdf.pages, 1):
        if page.obj.get("/Tabs") != "/S":
            yield f"page {number}: the tab order is not that of the tags"


def languages(file: File) -> Iterator[str]:
    """Matterhorn 11: each language a known tag; hangul in no voice but a Korean one, if words are marked at all."""
    for element in file.elements:
        if "/Lang" in element.entries and not LANGUAGE.fullmatch(str(element.entries.Lang)):
            yield f"{element.role}: “{element.entries.Lang}” is no language"
    if not LANGUAGE.fullmatch(str(file.root.get("/Lang", ""))):
        yield f"the file: “{file.root.get('/Lang', '')}” is no language"


def nesting(file: File) -> Iterator[str]:
    """§ 14.8.4: known roles, each where it belongs, none without content."""
    for element in file.elements:
        if element.role not in KNOWN:
            yield f"{element.role} is no role of ours"
        wanted = PARENTS.get(element.role)
        if wanted and (element.parent is None or element.parent.role not in wanted):
            yield f"{element.role} outside {' or '.join(sorted(wanted))}"
        empty = not (element.kids or element.content or element.annotations)
        if empty and element.role not in MAY_BE_EMPTY and element.parent:
            yield f"{element.role} is empty"


def tables(file: File) -> Iterator[str]:
    """Matterhorn 15: header cells with a scope, rows of equal length."""
    for table in (element for element in file.elements if element.role == "Table"):
        rows = [row for part in table.kids for row in (part.kids if part.role in PARENTS["TR"] else [part])]
        if len({len(row.kids) for row in rows}) > 1:
            yield "Table: rows of different length"
    for element in file.elements:
        if element.role == "TH" and element.attribute("/Table", "/Scope") not in ("/Column", "/Row"):
            yield "TH without Scope"


def lists(file: File) -> Iterator[str]:
    """ISO 14289-1 § 7.6: how a list is numbered is said, and items have bodies."""
    for element in file.elements:
        if element.role == "L" and element.attribute("/List", "/ListNumbering") is None:
            yield "L without ListNumbering"
        if element.role == "LI" and "Lbl" not in [kid.role for kid in element.kids]:
            yield "LI without Lbl"


def notes(file: File) -> Iterator[str]:
    """ISO 14289-1 § 7.9: every note has a label, a reference to it, and an ID of its own by which the tree finds it."""
    found = [element for element in file.elements if element.role == "Note"]
    names = [str(element.entries.get("/ID", "")) for element in found]
    tree = several(file.root.StructTreeRoot.get("/IDTree", {}).get("/Names"))
    if not all(names) or len(set(names)) < len(names):
        yield "Note without an ID of its own"
    if [str(name) for name in tree[::2]] != sorted(names):
        yield "the IDTree has other elements than the notes"
    if any("Lbl" not in [kid.role for kid in element.kids] for element in found):
        yield "Note without Lbl"
    if len(found) != sum(element.role == "Reference" for element in file.elements):
        yield "there are other references than notes"


def headings(file: File) -> Iterator[str]:
    """Matterhorn 14: no level is left out on the way down."""
    last = 0
    for element in file.elements:
        if re.fullmatch("H[1-6]", element.role):
            level = int(element.role[1])
            if level > last + 1:
                yield f"{element.role} after level {last}"
            last = level


def descriptions(file: File) -> Iterator[str]:
    """Matterhorn 13: pictures and fields say what they are; pictures say where."""
    for element in file.elements:
        if element.role in ("Figure", "Form") and not str(element.entries.get("/Alt", "")).strip():
            yield f"{element.role} without Alt"
        if element.role == "Figure" and element.attribute("/Layout", "/BBox") is None:
            yield "Figure without BBox"
        if element.role == "Form" and element.attribute("/PrintField", "/Role") is None:
            yield "Form without PrintField"


def content(file: File) -> Iterator[str]:
    """§ 14.7.4.2: every piece of content has one owner, and every owner's content is drawn."""
    owners: dict[tuple[int, int], int] = {}
    for element in file.elements:
        for place in element.content:
            owners[place] = owners.get(place, 0) + 1
            if place not in file.drawn:
                yield f"{element.role} owns MCID {place[1]} of page {place[0] + 1}, which is not drawn"
    for page, mcid in file.drawn:
        if mcid >= 0 and owners.get((page, mcid), 0) != 1:
            yield f"page {page + 1}: MCID {mcid} has {owners.get((page, mcid), 0)} owners"


def parents(file: File) -> Iterator[str]:
    """§ 14.7.4.4: the parent tree has no holes and says the same as the structure tree."""
    numbers = file.root.StructTreeRoot.ParentTree.Nums
    tree = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    owner = {place: element.entries.objgen for element in file.elements for place in element.content}
    for number, page in enumerate(file.pdf.pages):
        row = tree.get(int(page.obj.get("/StructParents", -1)))
        if not isinstance(row, pikepdf.Array):
            yield f"page {number + 1} is not in the ParentTree"
            continue
        drawn = [mcid for at, mcid in file.drawn if at == number and mcid >= 0]
        for mcid in range(max([*drawn, len(row) - 1], default=-1) + 1):
            entry = row[mcid] if mcid < len(row) else None
            if entry is None or entry.objgen != owner.get((number, mcid)):
                yield f"ParentTree: MCID {mcid} of page {number + 1} has another owner or none"
    for element in file.elements:
        for note in element.annotations:
            entry = tree.get(int(note.get("/StructParent", -1)))
            if entry is None or isinstance(entry, pikepdf.Array) or entry.objgen != element.entries.objgen:
                yield f"ParentTree: an annotation of {element.role} has another owner or none"


def links(file: File) -> Iterator[str]:
    """Matterhorn 28: every annotation is tagged as a link, says where it leads, and is printed."""
    tagged = {note.objgen for element in file.elements if element.role == "Link" for note in element.annotations}
    for number, page in enumerate(file.pdf.pages, 1):
        annotations: Any = page.obj.get("/Annots", [])
        for note in annotations:
            if note.objgen not in tagged:
                yield f"page {number}: an annotation is not tagged as a Link"
            if not str(note.get("/Contents", "")).strip():
                yield f"page {number}: a link without Contents"
            if int(note.get("/F", 0)) & 0b11110 != 0b100:
                yield f"page {number}: a link that is hidden or not printed"
            if not str(note.get("/A", {}).get("/URI", "")).isascii():
                yield f"page {number}: an address that is not ASCII"
    for element in file.elements:
        if element.role == "Link" and not element.annotations:
            yield "Link without an annotation"


def fonts(file: File) -> Iterator[str]:
    """Matterhorn 10 and 31: embedded; widths as in the outlines; every character says what it is; none missing."""
    used: dict[Any, bytes] = {}
    for shown in file.drawn.values():
        for font, codes in shown:
            used[font.objgen] = used.get(font.objgen, b"") + codes
    seen = {font.objgen: font for shown in file.drawn.values() for font, _ in shown}
    for key, font in seen.items():
        cid_font = font.DescendantFonts[0]
        if "/FontFile2" not in cid_font.FontDescriptor:
            yield f"{font.BaseFont} is not embedded"
            continue
        codes = {used[key][at : at + 2] for at in range(0, len(used[key]), 2)}
        yield from _widths(cid_font, {int.from_bytes(code, "big") for code in codes})
        said = to_unicode(font)
        for code in sorted(codes):
            if code == b"\0\0":
                yield f"{font.BaseFont} draws a missing glyph"
            elif said.get(code, "\0")[0] in "\0\ufeff\ufffe":
                yield f"{font.BaseFont}: <{code.hex()}> says nothing"


def _widths(font: Any, used: set[int]) -> Iterator[str]:
    program = TTFont(BytesIO(font.FontDescriptor.FontFile2.read_bytes()), lazy=True)
    metrics, scale = program["hmtx"], 1000 / program["head"].unitsPerEm
    said: dict[int, float] = {}
    for at in range(0, len(font.W), 2):
        for place, width in enumerate(font.W[at + 1], int(font.W[at])):
            said[place] = float(width)
    for cid, name in enumerate(program.getGlyphOrder()):
        if cid in used and abs(said.get(cid, float(font.DW)) - metrics[name][0] * scale) > 0.5:
            yield f"{font.BaseFont}: CID {cid} is not as wide as the file says"


def bookmarks(file: File) -> Iterator[str]:
    """ISO 14289-1 § 7.17: the outline has the headings, in order."""
    titles = [str(item.title) for item in _outline(file.pdf)]
    written = [
        " ".join(_all_text(file, element).split()) for element in file.elements if element.role in ("H1", "H2", "H3")
    ]
    if [" ".join(title.split()) for title in titles] != written:
        yield "the bookmarks are not the headings"


def _outline(pdf: pikepdf.Pdf) -> list[pikepdf.OutlineItem]:
    def flat(items: Any) -> list[pikepdf.OutlineItem]:
        return [one for item in items for one in (item, *flat(item.children))]

    with pdf.open_outline() as outline:
        return flat(outline.root)


def _all_text(file: File, element: Element) -> str:
    """In the order of MCIDs, which is that of drawing: a heading stands on one page."""
    places = sorted(place for one in _under(element) for place in one.content)
    owner = Element("", element.entries, None, content=places)
    return file.text(owner).replace("\u00ad", "")


def _under(element: Element) -> list[Element]:
    return [element, *(one for kid in element.kids for one in _under(kid))]


def korean_is_korean(file: File) -> Iterator[str]:
    """Every word in hangul is read by a Korean voice. Only for handouts whose templates mark words, as ours do."""
    for element in file.elements:
        if HANGUL.search(file.text(element)) and not element.lang.startswith("ko"):
            yield f"{element.role}: “{file.text(element)[:30]}” is Korean, and would be read as {element.lang}"


CHECKS: tuple[Callable[[File], Iterator[str]], ...] = (
    settings, languages, nesting, tables, lists, notes, headings, descriptions, content, parents, links, fonts,
    bookmarks,
)  # fmt: skip


def problems(data: bytes, *more: Callable[[File], Iterator[str]]) -> list[str]:
    """Every fault that the checks, and `more` of them, find in a file."""
    _MAPS.clear()
    with pikepdf.open(BytesIO(data)) as pdf:
        file = File(pdf)
        return [*file.faults, *(fault for check in (*CHECKS, *more) for fault in check(file))]
