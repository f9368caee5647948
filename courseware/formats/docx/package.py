"""The finished file: pictures and links related to it, its properties set, zipped the same way every time."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml

from courseware.errors import N_
from courseware.files import foreign
from courseware.formats.docx.base import content_types
from courseware.formats.docx.markup import BODY_NAMESPACES, NAMESPACES, PIC, attribute, clean, emus
from courseware.look import images

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument
    from docx.image.image import Image
    from docx.opc.package import OpcPackage
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.story import StoryPart
    from docx.section import _Footer, _Header

    from courseware.document.blocks import Document, Figure
    from courseware.look.style import Logo

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_UNIX = 3
_LONGEST = 255  # of a property, in characters ([MS-OE376] §2.1.2.4)


def opened(base: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(base))


def relate(part: Part) -> Callable[[str], str]:
    """How text in `part` refers to an address: by the id of a relationship, one for each address."""
    return lambda address: part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def footnotes(word: WordDocument) -> Part:
    """The part that python-docx knows only by its bytes."""
    return word.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)


def set_footnotes(word: WordDocument, xml: str) -> None:
    footnotes(word)._blob = xml.encode()


class Pictures:
    """Puts pictures into a package, and numbers them as Word wants its drawings numbered."""

    def __init__(self, word: WordDocument, tallest: float) -> None:
        self._word = word
        self._tallest = tallest
        self._count = 0

    def __call__(self, figure: Figure, width: float) -> str:
        """A run that shows `figure`, `width` points wide, or less if it would be taller than a page."""
        rel, image = _added(self._word.part, figure)
        ratio = image.px_height / image.px_width
        return self._drawn(rel, figure.alt, min(width, self._tallest / ratio), ratio)

    def logo(self, margin: _Header | _Footer, logo: Logo) -> str:
        """A run that shows the `logo` in a header or a footer, which keep pictures of their own."""
        rel, _ = _added(margin.part, logo)
        return self._drawn(rel, logo.alt, logo.width, logo.height / logo.width)

    def _drawn(self, rel: str, alt: str, width: float, ratio: float) -> str:
        self._count += 1
        return _drawing(rel, self._count, alt, width, ratio)


def _added(part: StoryPart, picture: Figure | Logo) -> tuple[str, Image]:
    """The picture as `part` refers to it."""
    with foreign.parser(N_("The picture “{alt}” cannot be read."), N_("Save it as PNG or JPEG."), alt=picture.alt):
        return part.get_or_add_image(io.BytesIO(images.upright(picture.image)))


def _drawing(rel: str, number: int, alt: str, width: float, ratio: float) -> str:
    """An inline picture (ECMA-376-1 §20.4.2.8). Without the four distances LibreOffice moves it in by 3.2 mm."""
    size = f'cx="{max(emus(width), 1)}" cy="{max(emus(width * ratio), 1)}"'
    properties = f'id="{number}" name="Figure {number}" descr="{attribute(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {properties}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{PIC}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {properties}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{rel}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def set_body(word: WordDocument, xml: str) -> None:
    """One parse for the whole part: paragraph by paragraph takes python-docx nine times as long.

    The part gets a new root, because moving a long body from one document to another takes more than linear time.
    """
    page = word.element.body.sectPr
    root = parse_xml(f"<w:document {BODY_NAMESPACES}><w:body>{xml}</w:body></w:document>")
    ends = root.xpath("./w:body/w:p/w:pPr/w:sectPr")
    for number, end in enumerate(ends):
        end.getparent().replace(end, _section(page, end[0], continuous=number > 0))
    root[0].append(_section(page, page.xpath("./w:cols")[0], continuous=bool(ends)))
    word.part._element = root


def _section(whole: BaseOxmlElement, columns: BaseOxmlElement, *, continuous: bool) -> BaseOxmlElement:
    """The page of `whole`, in other columns. A `continuous` one begins where the section before ends (§17.6.22)."""
    section = deepcopy(whole)
    section.replace(section.xpath("./w:cols")[0], deepcopy(columns))
    if continuous:
        section.xpath("./w:pgSz")[0].addprevious(parse_xml(f'<w:type {NAMESPACES} w:val="continuous"/>'))
    return section


def set_lists(word: WordDocument, xml: str) -> None:
    word.part.numbering_part.element.extend(parse_xml(f"<w:numbering {NAMESPACES}>{xml}</w:numbering>"))


def add_line(margin: _Header | _Footer, style: str, line: str, properties: str) -> None:
    """Append a paragraph to a header or a footer; `properties` are those that its style does not have."""
    paragraph = f'<w:p {BODY_NAMESPACES}><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{line}</w:p>'
    margin.part.element.append(parse_xml(paragraph))


def set_properties(word: WordDocument, document: Document) -> None:
    """Core properties (ECMA-376-2 §11), dated like the unit."""
    core = word.core_properties
    core.title = clean(document.title)[:_LONGEST]
    core.author = clean(document.author)[:_LONGEST]
    core.last_modified_by = core.author
    core.subject = clean(document.subject)[:_LONGEST]
    core.keywords = clean(", ".join(document.keywords))[:_LONGEST]
    core.language = document.lang
    core.created = core.modified = _utc(document.date)
    core.revision = 1


def _utc(date: str) -> datetime:
    """`date` in UTC, without saying so: python-docx writes the Z itself. A date without a zone is taken for UTC."""
    when = datetime.fromisoformat(date)
    return (when.astimezone(UTC) if when.tzinfo else when).replace(tzinfo=None)


def zipped(word: WordDocument) -> bytes:
    """The package with its parts in one order and with one date, [Content_Types].xml first as readers expect.

    python-docx's own `save` stamps every part with the clock, and compressing twice would take a fifth of the time.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, data in _files(word.part.package):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = 0o644 << 16
            target.writestr(info, data)
    return buffer.getvalue()


def _files(package: OpcPackage) -> list[tuple[str, bytes]]:
    parts = sorted(package.iter_parts(), key=lambda part: part.partname)
    files = {"_rels/.rels": package.rels.xml}
    for part in parts:
        files[part.partname.membername] = part.blob
        if part.rels:
            files[part.partname.rels_uri.membername] = part.rels.xml
    kinds = {part.partname.membername: part.content_type for part in parts}
    return [("[Content_Types].xml", content_types(kinds).encode()), *sorted(files.items())]
