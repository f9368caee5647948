"""Word files for tests, put together from their parts as Word, Hancom or a mistake would leave them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

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
}
"""Part -> content type, in the order of their relationships: rId1, rId2 …"""
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


def word_file(picture: bytes = PNG, suffix: str = "png", **texts: str) -> bytes:
    """A package of `document` and what else is named; `picture` belongs to the header."""
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
        if "header" in files:
            package.writestr("word/_rels/header.xml.rels", _links({"rId1": (f"{_R}/image", f"logo.{suffix}")}))
            package.writestr(f"word/logo.{suffix}", picture)
    return out.getvalue()


def _links(links: dict[str, tuple[str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{to}"/>' for i, (kind, to) in links.items())
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
