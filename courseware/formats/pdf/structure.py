"""The structure tree: what every piece of the page means, built from the blocks before anything is placed.

ISO 32000-1 § 14.7 and 14.8. Drawing only appends references to marked content, so reading order depends neither on
the order of drawing nor on where pages break.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from reportlab.pdfbase.pdfdoc import DummyDoc, PDFDocument, PDFObject, PDFString

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAY_BE_EMPTY = {"TD", "TH", "TR"}
"""A regular table needs its empty cells; any other element without content would be noise."""

Attributes: TypeAlias = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked-content sequence on a page (counted from 0)."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """A link annotation: `ref` is its "12 0 R"."""

    page: int
    ref: str


@dataclass(slots=True, eq=False)
class Elem:
    """One structure element. An `inline` one takes its place among its parent's children when it is first drawn."""

    role: str
    parent: Elem | None = None
    lang: str | None = None
    alt: str = ""
    actual: str = ""
    """What is said instead of what is drawn."""
    attributes: Attributes = field(default_factory=dict)
    identifier: str = ""
    kids: list[Elem | Marked | Annotated] = field(default_factory=list)
    inline: bool = False

    def add(
        self, role: str, *, lang: str | None = None, alt: str = "", actual: str = "",
        attributes: Attributes | None = None, identifier: str = "", inline: bool = False,
    ) -> Elem:  # fmt: skip
        child = Elem(role, self, lang, alt, actual, attributes or {}, identifier, inline=inline)
        if not inline:
            self.kids.append(child)
        return child

    def take_place(self) -> None:
        """Stand where the first content of this inline element stands."""
        if self.inline and self.parent:
            self.inline = False
            self.parent.take_place()
            self.parent.kids.append(self)


class Raw(PDFObject):
    """An object that is already written out; it may be filled after it was numbered."""

    def __init__(self, data: str = "") -> None:
        self.data = data

    def format(self, document: PDFDocument) -> bytes:  # noqa: ARG002 - ReportLab's signature
        return self.data.encode("latin-1")


class Tree:
    """All elements of a document, who owns which content of each page, and who owns which annotation."""

    def __init__(self, lang: str) -> None:
        self.root = Elem("Document", lang=lang)
        self.owners: list[list[Elem]] = []
        self.annotated: list[Elem] = []

    def mark(self, page: int, elem: Elem) -> int:
        """Give `elem` the next marked content of `page`; returns its MCID."""
        elem.take_place()
        owners = self.owners[page]
        elem.kids.append(Marked(page, len(owners)))
        owners.append(elem)
        return len(owners) - 1

    def annotate(self, page: int, elem: Elem, ref: str) -> None:
        """Give `elem` the annotation `ref` of `page`."""
        elem.kids.append(Annotated(page, ref))
        self.annotated.append(elem)

    def emit(self, doc: PDFDocument, pages: list[str]) -> str:
        """Write the tree into `doc`. `pages` are the references of the pages; returns the root's reference."""
        _prune(self.root)
        root = Raw()
        root_ref = refer(doc, root)
        refs: dict[Elem, str] = {}
        written = [(elem, Raw()) for elem in _all(self.root)]
        for elem, raw in written:
            refs[elem] = refer(doc, raw)
        for elem, raw in written:
            raw.data = _entry(elem, refs, root_ref, pages)
        root.data = (
            f"<</Type/StructTreeRoot/K {refs[self.root]}/ParentTree {self._parents(doc, refs)}"
            f"/ParentTreeNextKey {len(self.owners) + len(self.annotated)}"
            f"{_names(doc, refs)}>>"
        )
        return root_ref

    def _parents(self, doc: PDFDocument, refs: dict[Elem, str]) -> str:
        """Who owns what (§ 14.7.4.4). Raises RuntimeError for content that nobody would hear."""
        lost = {elem.role for owners in (*self.owners, self.annotated) for elem in owners if elem not in refs}
        if lost:
            raise RuntimeError(f"content of {', '.join(sorted(lost))} is in no structure tree")
        keys = [f"{n} {refer(doc, Raw(_array(refs[e] for e in owners)))}" for n, owners in enumerate(self.owners)]
        keys += [f"{len(self.owners) + n} {refs[elem]}" for n, elem in enumerate(self.annotated)]
        return refer(doc, Raw(f"<</Nums[{' '.join(keys)}]>>"))


def _names(doc: PDFDocument, refs: dict[Elem, str]) -> str:
    """The entry that finds elements by their identifiers, if there are any (§ 14.7.2)."""
    names = "".join(
        f"{string(name)}{ref}" for name, ref in sorted((e.identifier, ref) for e, ref in refs.items() if e.identifier)
    )
    return f"/IDTree {refer(doc, Raw(f'<</Names[{names}]>>'))}" if names else ""


def refer(doc: PDFDocument, thing: PDFObject) -> str:
    """Number `thing` in `doc` and return its reference as it stands in a file."""
    name = doc.Reference(thing).name  # type: ignore[no-untyped-call] # ReportLab's stubs leave it out
    return f"{doc.idToObjectNumberAndVersion[name][0]} 0 R"


def string(text: str) -> str:
    """`text` as a PDF text string (ISO 32000-1 § 7.9.2.2)."""
    return bytes(PDFString(text).format(DummyDoc())).decode("latin-1")


def _all(elem: Elem) -> list[Elem]:
    elems = [elem]
    for kid in elem.kids:
        if isinstance(kid, Elem):
            elems += _all(kid)
    return elems


def _prune(elem: Elem) -> None:
    """Drop elements that nothing was drawn for, and let a note follow the whole text that refers to it."""
    kept: list[Elem | Marked | Annotated] = []
    for kid in elem.kids:
        if isinstance(kid, Elem):
            _prune(kid)
            if not kid.kids and kid.role not in _MAY_BE_EMPTY:
                continue
        kept.append(kid)
    elem.kids = sorted(kept, key=lambda kid: isinstance(kid, Elem) and kid.role == "Note")


def _array(items: Iterable[str]) -> str:
    return f"[{' '.join(items)}]"


def _entry(elem: Elem, refs: dict[Elem, str], root: str, pages: list[str]) -> str:
    """The element's dictionary, ISO 32000-1 table 323."""
    home = next((kid.page for kid in elem.kids if not isinstance(kid, Elem)), None)
    out = f"<</S/{elem.role}/P {refs[elem.parent] if elem.parent else root}"
    if home is not None:
        out += f"/Pg {pages[home]}"
    kids = [_kid(kid, refs, home, pages) for kid in elem.kids]
    if kids:
        out += f"/K {kids[0]}" if len(kids) == 1 else f"/K{_array(kids)}"
    if elem.identifier:
        out += f"/ID{string(elem.identifier)}"
    if elem.lang:
        out += f"/Lang{string(elem.lang)}"
    if elem.alt:
        out += f"/Alt{string(elem.alt)}"
    if elem.actual:
        out += f"/ActualText{string(elem.actual)}"
    if elem.attributes:
        sets = [
            f"<</O/{owner}{''.join(f'/{key} {value}' for key, value in entries.items())}>>"
            for owner, entries in elem.attributes.items()
        ]
        out += f"/A {sets[0]}" if len(sets) == 1 else f"/A{_array(sets)}"
    return out + ">>"


def _kid(kid: Elem | Marked | Annotated, refs: dict[Elem, str], home: int | None, pages: list[str]) -> str:
    match kid:
        case Elem():
            return refs[kid]
        case Marked(page=page, mcid=mcid):
            return str(mcid) if page == home else f"<</Type/MCR/Pg {pages[page]}/MCID {mcid}>>"
        case Annotated(page=page, ref=ref):
            return f"<</Type/OBJR/Pg {pages[page]}/Obj {ref}>>"
