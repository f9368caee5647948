"""What PDF/A-2a wants beyond PDF/UA-1: what the colours mean, and what the metadata are (ISO 19005-2)."""

from __future__ import annotations

from struct import pack
from typing import TYPE_CHECKING

from courseware.formats.pdf.fonts import stream
from courseware.formats.pdf.structure import Raw, refer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfbase.pdfdoc import PDFDocument

XMP = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
"""The file's own claim (§ 6.6.4), and the schema of the one claim that PDF/A does not know (§ 6.6.2.3)."""

_D50 = (0.9642, 1.0, 0.8249)
_ADAPTED = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
"""From D65, the white of screens, to D50, the white of profiles, by Bradford's matrix."""

_PRIMARIES = {
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.7141),
}
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""The curve of IEC 61966-2-1: exponent, a, b, c, d of ICC's parametric curve 3."""


def output_intent(doc: PDFDocument) -> str:
    """What the page's numbers for red, green and blue mean: sRGB (§ 6.2.3); returns the array for the catalogue."""
    profile = refer(doc, stream(srgb(), N=3))
    intent = Raw(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {profile}>>"
    )
    return f"[{refer(doc, intent)}]"


def srgb() -> bytes:
    """An ICC profile of sRGB (ICC.1:2004, version 4.2), without a date."""
    curve = b"para" + pack(">4xHxx", 3) + _fixed(_CURVE)
    tags = {
        "desc": _text("sRGB"),
        "cprt": _text("No copyright, use freely"),
        "wtpt": _xyz(_D50),
        "chad": b"sf32" + bytes(4) + _fixed(_ADAPTED),
        **{name: _xyz(values) for name, values in _PRIMARIES.items()},
        **dict.fromkeys(("rTRC", "gTRC", "bTRC"), curve),
    }
    directory, body = pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        directory += pack(">4sII", name.encode("ascii"), start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = pack(">I4sI4s4s4s12x4s", start + len(body), bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    return header + bytes(28) + _fixed(_D50) + bytes(48) + directory + body


def _fixed(values: Sequence[float]) -> bytes:
    """s15Fixed16 numbers."""
    return pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _text(words: str) -> bytes:
    """One English text as a multiLocalizedUnicodeType."""
    data = words.encode("utf-16-be")
    return b"mluc" + pack(">4xII2s2sII", 1, 12, b"en", b"US", len(data), 28) + data
