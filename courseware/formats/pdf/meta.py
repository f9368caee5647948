"""What a file says of itself: title, author, language, dates, and its outline."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFStream

from courseware.formats.pdf import archive
from courseware.formats.pdf.canvas import Bookmark, number
from courseware.formats.pdf.structure import Raw, refer, string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courseware.document.blocks import Document

PRODUCER = "courseware"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>{archive}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def catalog(doc: PDFDocument, document: Document, pages: str, tree: str, outline: str | None, archival: bool) -> str:
    """The catalogue; `pages`, `tree` and `outline` are references."""
    xmp = PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), _xmp(document, archival))
    entries = (
        f"<</Type/Catalog/Pages {pages}/StructTreeRoot {tree}/MarkInfo<</Marked true>>"
        f"/Lang{string(document.lang)}/ViewerPreferences<</DisplayDocTitle true>>/Metadata {refer(doc, xmp)}"
    )
    entries += f"/OutputIntents{archive.output_intent(doc)}" if archival else ""
    return refer(doc, Raw(entries + (f"/Outlines {outline}>>" if outline else ">>")))


def info(doc: PDFDocument, document: Document) -> str:
    """The information dictionary, for readers older than XMP."""
    date = _date(document)
    offset = date.strftime("%z")
    stamp = date.strftime("D:%Y%m%d%H%M%S") + f"{offset[:3]}'{offset[3:5]}'"
    entries = {
        "Title": document.title,
        "Author": document.author,
        "Subject": document.subject,
        "Keywords": ", ".join(document.keywords),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    return refer(doc, Raw(f"<<{''.join(f'/{key}{string(value)}' for key, value in entries.items() if value)}>>"))


def _date(document: Document) -> datetime:
    """The document's date; a date without a time zone is taken as UTC, so that the computer's own does not matter."""
    date = datetime.fromisoformat(document.date)
    return date if date.tzinfo else datetime.fromisoformat(f"{date.isoformat()}+00:00")


def _xmp(document: Document, archival: bool) -> bytes:
    fields = {
        "title": document.title,
        "author": document.author,
        "subject": document.subject,
        "lang": document.lang,
        "producer": PRODUCER,
        "keywords": ", ".join(document.keywords),
        "date": _date(document).isoformat(),
    }
    escaped = {key: escape(value, quote=False) for key, value in fields.items()}
    return _XMP.format_map({**escaped, "archive": archive.XMP if archival else ""}).encode("utf-8")


def outline(doc: PDFDocument, bookmarks: Sequence[Bookmark], pages: Sequence[str]) -> str | None:
    """The outline, nested as the headings are (ISO 32000-1 § 12.3.3); None where there is none."""
    if not bookmarks:
        return None
    root = Raw()
    refer(doc, root)
    nodes = [Raw() for _ in bookmarks]
    refs = [refer(doc, node) for node in nodes]
    parents = _parents(bookmarks)
    kids: dict[int, list[int]] = {at: [] for at in range(-1, len(nodes))}
    places = []
    for at, parent in enumerate(parents):
        places.append(len(kids[parent]))
        kids[parent].append(at)
    for at, (node, mark, place) in enumerate(zip(nodes, bookmarks, places, strict=True)):
        family = kids[parents[at]]
        node.data = (
            f"<</Title{string(mark.title)}/Parent {refer(doc, root) if parents[at] < 0 else refs[parents[at]]}"
            f"/Dest{destination(mark, pages)}"
            + (f"/Prev {refs[family[place - 1]]}" if place else "")
            + (f"/Next {refs[family[place + 1]]}" if place + 1 < len(family) else "")
            + _ends(kids, at, refs)
            + ">>"
        )
    root.data = f"<</Type/Outlines{_ends(kids, -1, refs)}>>"
    return refer(doc, root)


def destination(mark: Bookmark, pages: Sequence[str]) -> str:
    """Where a bookmark or a link to it leads (§ 12.3.2.2)."""
    return f"[{pages[mark.page]}/XYZ null {number(mark.y)} null]"


def _parents(bookmarks: Sequence[Bookmark]) -> list[int]:
    """For each entry, the nearest entry before it with a lower level; -1 for none."""
    parents: list[int] = []
    above: list[int] = []
    for at, mark in enumerate(bookmarks):
        while above and bookmarks[above[-1]].level >= mark.level:
            above.pop()
        parents.append(above[-1] if above else -1)
        above.append(at)
    return parents


def _ends(kids: dict[int, list[int]], at: int, refs: Sequence[str]) -> str:
    """First, last and number of open descendants."""
    if not kids[at]:
        return ""
    return f"/First {refs[kids[at][0]]}/Last {refs[kids[at][-1]]}/Count {_count(kids, at)}"


def _count(kids: dict[int, list[int]], at: int) -> int:
    return sum(1 + _count(kids, kid) for kid in kids[at])
