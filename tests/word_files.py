"""Word files for tests, put together from their parts as Word, Hancom or a mistake would leave them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from courseware.formats.docx.markup import WP, A

FOLDER = Path(__file__).parent / "data" / "reference"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "styles": f"{_WORD}.styles+xml",
    "settings": f"{_WORD}.settings+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "header": f"{_WORD}.header+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "header2": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
}
"""Part -> content type, in the order of their relationships: rId1, rId2 …"""
NOWHERE = {
    "_rels/.rels": ("thumbnail", "docProps/thumbnail.wmf"),
    "word/_rels/document.xml.rels": ("customXml", "../customXml/item1.xml"),
}
"""Relationships that Word files have and that lead to no part: source -> kind, target."""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000004000000010802000000765e989a0000000e49444154789c63ac12d2668001"
    "00084600b9331878470000000049454e44ae426082"
)


def parts(name: str) -> dict[str, str]:
    """The parts of a file that lie in a folder of tests/data/reference."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / name).glob("*.xml"))}


def styles(inner: str) -> str:
    return f'<w:styles xmlns:w="{W}">{inner}</w:styles>'


def document(inner: str) -> str:
    return f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{inner}</w:body></w:document>'


def sheet(kind: str, name: str, inner: str = "", properties: str = "") -> str:
    """A style of a `kind` ("paragraph", "character" …) with `properties` of letters, and what else is `inner`."""
    letters = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{inner}{letters}</w:style>'


def section(inner: str = "", text: str = "", paper: tuple[int, int] = (11906, 16838), *, last: bool = False) -> str:
    """A section with its text; the properties of the `last` one stand at the document's end."""
    page = f'<w:sectPr>{inner}<w:pgSz w:w="{paper[0]}" w:h="{paper[1]}"/></w:sectPr>'
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p>{run}</w:p>{page}" if last else f"<w:p><w:pPr>{page}</w:pPr>{run}</w:p>"


def header(inner: str) -> str:
    return f'<w:hdr xmlns:w="{W}" xmlns:r="{_R}" xmlns:wp="{WP}" xmlns:a="{A}">{inner}</w:hdr>'


def picture(alt: str, properties: str = "") -> str:
    """A paragraph with the picture that belongs to every header, 100 points wide."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="317500"/>'
        f'<wp:docPr id="1" name="logo" descr="{alt}"/><a:graphic><a:graphicData><a:blip r:embed="rId1"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def cells(*inner: str) -> str:
    """A table of one row."""
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in inner)}</w:tr></w:tbl>"


def changed(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """A package with other parts; None takes a part away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        parts = {name: given.read(name) for name in given.namelist()} | changes
        for name, part in parts.items():
            if part is not None:
                package.writestr(name, part)
    return out.getvalue()


def leading_nowhere(data: bytes) -> bytes:
    """A package with relationships to parts that it does not have."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        found = {name: given.read(name).decode() for name in NOWHERE}
    for name, (kind, target) in NOWHERE.items():
        link = f'<Relationship Id="x" Type="{_R}/{kind}" Target="{target}"/>'
        found[name] = found[name].replace("</R", f"{link}</R", 1)
    return changed(data, {name: text.encode() for name, text in found.items()})


def word_file(image: bytes = PNG, suffix: str = "png", **texts: str) -> bytes:
    """A package of `document` and what else is named; `image` belongs to headers and footers."""
    files = {name: texts[name] for name in _KINDS if name in texts}
    numbers = {name: number for number, name in enumerate(_KINDS, 1)}
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_KINDS[name]}"/>' for name in files)
    types += f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    links = {f"rId{numbers[name]}": (f"{_R}/{name}", f"{name}.xml") for name in files}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="{suffix}" ContentType="image/{suffix}"/>{types}</Types>',
        )
        package.writestr("_rels/.rels", _links({"rId1": (f"{_R}/officeDocument", "word/document.xml")}))
        package.writestr("word/document.xml", texts.get("document", document("")))
        package.writestr("word/_rels/document.xml.rels", _links(links))
        for name, text in files.items():
            package.writestr(f"word/{name}.xml", text)
        margins = [name for name in files if name in ("header", "header2", "footer")]
        for name in margins:
            package.writestr(f"word/_rels/{name}.xml.rels", _links({"rId1": (f"{_R}/image", f"logo.{suffix}")}))
        if margins:
            package.writestr(f"word/logo.{suffix}", image)
    return out.getvalue()


def _links(links: dict[str, tuple[str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{to}"/>' for i, (kind, to) in links.items())
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
