"""Write a Document as a tagged PDF, by ReportLab's objects and a typesetter of our own.

The steps: blocks become strips (story), strips fill pages (pages), pages are drawn (canvas), and what was drawn is
packed into a file (file). What everything means is noted in the first step (structure) and written in the last.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from courseware.errors import N_, CoursewareError, Problem
from courseware.formats.kind import Written
from courseware.formats.pdf import meta
from courseware.formats.pdf.canvas import Sheet, numbers
from courseware.formats.pdf.file import File
from courseware.formats.pdf.fonts import FontSet, stream
from courseware.formats.pdf.images import Source
from courseware.formats.pdf.margins import Edge
from courseware.formats.pdf.pages import Page, fill
from courseware.formats.pdf.paragraph import Setter
from courseware.formats.pdf.story import Place, Story
from courseware.formats.pdf.structure import Raw, Tree, refer, string
from courseware.formats.pdf.uri import ascii_uri

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportlab.pdfbase.pdfdoc import PDFDocument

    from courseware.document.blocks import Document
    from courseware.look.style import Logo, Style


def write(document: Document, style: Style) -> Written:
    """The document as a PDF file. Raises CoursewareError for a character in none of its fonts, or no room."""
    fonts, tree = FontSet(style.fonts, document.lang), Tree(document.lang)
    setter = Setter(fonts, style.colors, document.lang, document.names)
    pictures: list[Source] = []
    header = Edge(document.header, style.look("header"), style.page, setter, foot=False)
    footer = Edge(document.footer, style.look("footer"), style.page, setter, foot=True)
    header = _with_logo(header, style.header_logo, pictures)
    footer = _with_logo(footer, style.footer_logo, pictures)
    top = header.reserved()
    height = style.page.height - top - footer.reserved()
    if height < 4 * style.look("body").line:
        what = N_("the header and the footer leave too little room for text")
        remedy = N_("Shorten them, or make margins or letters smaller.")
        raise CoursewareError(Problem(what, remedy, field="header"))
    story = Story(style, setter, height, pictures=pictures)
    story.tell(document.blocks, Place(style.page.left, style.page.text_width, tree.root))
    fonts.check()
    pages = fill(story.strips, story.limit, story.footnotes.separator())
    sheets = _draw(pages, tree, style, top, (header, footer))
    return Written(_file(document, style, sheets, tree, fonts, story.pictures), len(pages))


def _with_logo(edge: Edge, logo: Logo | None, pictures: list[Source]) -> Edge:
    """The header or the footer with its logo, whose picture goes to the others of the document."""
    if logo is None:
        return edge
    pictures.append(Source(logo.image, logo.alt))
    return replace(edge, logo=logo, picture=f"I{len(pictures) - 1}", turn=pictures[-1].turn)


def _draw(pages: Sequence[Page], tree: Tree, style: Style, top: float, edges: Sequence[Edge]) -> list[Sheet]:
    sheets = []
    for at, page in enumerate(pages):
        tree.owners.append([])
        sheet = Sheet(at, style.page.height, tree)
        page.draw(sheet, top)
        for edge in edges:
            edge.draw(sheet, at + 1, len(pages))
        sheets.append(sheet)
    return sheets


def _file(
    document: Document, style: Style, sheets: Sequence[Sheet], tree: Tree, fonts: FontSet, pictures: Sequence[Source]
) -> bytes:
    """Put the drawn sheets, the fonts, the pictures and the structure tree into one file."""
    doc = File()
    resources = refer(doc, Raw(_resources(doc, fonts, pictures)))
    parent = Raw()
    parent_ref = refer(doc, parent)
    raws = [Raw() for _ in sheets]
    refs = [refer(doc, raw) for raw in raws]
    size = numbers(0, 0, style.page.width, style.page.height)
    marks = [mark for sheet in sheets for mark in sheet.bookmarks]
    places = {ascii_uri(f"#{mark.anchor}"): meta.destination(mark, refs) for mark in marks}
    for at, (raw, sheet) in enumerate(zip(raws, sheets, strict=True)):
        links = _links(doc, sheet, tree, len(sheets), places)
        raw.data = (
            f"<</Type/Page/Parent {parent_ref}/MediaBox[{size}]/Resources {resources}/Tabs/S/StructParents {at}"
            f"/Contents {refer(doc, stream(sheet.content()))}{f'/Annots[{links}]' if links else ''}>>"
        )
    parent.data = f"<</Type/Pages/Count {len(refs)}/Kids[{' '.join(refs)}]>>"
    outline = meta.outline(doc, marks, refs)
    root = meta.catalog(doc, document, parent_ref, tree.emit(doc, refs), outline, style.archival)
    return doc.finish(root, meta.info(doc, document))


def _resources(doc: PDFDocument, fonts: FontSet, pictures: Sequence[Source]) -> str:
    """What the content streams call by name: the fonts that drew something, and the pictures."""
    used = [font for font in fonts.used.values() if font.codes]
    font_entries = "".join(f"/{font.key} {font.emit(doc, number)}" for number, font in enumerate(used))
    image_entries = "".join(f"/I{number} {picture.emit(doc)}" for number, picture in enumerate(pictures))
    return f"<</Font<<{font_entries}>>{f'/XObject<<{image_entries}>>' if pictures else ''}>>"


def _links(doc: PDFDocument, sheet: Sheet, tree: Tree, pages: int, places: Mapping[str, str]) -> str:
    """The page's link annotations, each tied to its element (ISO 32000-1 § 14.7.4.3, ISO 14289-1 § 7.18)."""
    refs = []
    for link in sheet.links:
        key = pages + len(tree.annotated)
        uri = link.target.uri
        where = f"/Dest{places[uri]}" if uri.startswith("#") else f"/A<</S/URI/URI{string(uri)}>>"
        annotation = (
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{numbers(*link.rect)}]/StructParent {key}"
            f"/Contents{string(link.target.contents)}{where}>>"
        )
        ref = refer(doc, Raw(annotation))
        tree.annotate(sheet.page, link.target.owner, ref)
        refs.append(ref)
    return " ".join(refs)
