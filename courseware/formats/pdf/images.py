"""Pictures: PNG and JPEG bytes as image objects of a PDF (ISO 32000-1 § 8.9.5)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFStream

from courseware.errors import N_
from courseware.files import foreign
from courseware.formats.pdf.canvas import Artifact
from courseware.formats.pdf.fonts import stream
from courseware.formats.pdf.structure import Elem, Raw, refer
from courseware.look import images

if TYPE_CHECKING:
    from PIL.Image import Image

    from courseware.formats.pdf.canvas import Sheet

_ORIENTATION = 0x112
"""The EXIF tag that says how a phone was held."""

_TURNS = {
    2: "-1 0 0 1 1 0", 3: "-1 0 0 -1 1 1", 4: "1 0 0 -1 0 1",
    5: "0 -1 -1 0 1 1", 6: "0 -1 1 0 0 1", 7: "0 1 1 0 0 0", 8: "0 1 -1 0 1 0",
}  # fmt: skip
"""What turns the unit square for each value of the tag: a photograph goes in as it is, and not ten times larger."""


@dataclass(slots=True)
class Picture:
    """An image resource, how it is turned, and its size on the page, in points.

    Decoration, which nobody describes, has no `owner`.
    """

    name: str
    turn: str
    left: float
    width: float
    height: float
    owner: Elem | None

    def draw(self, sheet: Sheet, top: float) -> None:
        if self.owner:
            sheet.image(self.left, top, self.width, self.height, self.name, self.turn, self.owner)
        else:
            with sheet.artifact(Artifact("Layout")):
                sheet.image(self.left, top, self.width, self.height, self.name, self.turn, Elem("Artifact"))


class Source:
    """A picture file, read when it is asked for."""

    def __init__(self, data: bytes, alt: str) -> None:
        self.data, self.alt = data, alt

    @cached_property
    def image(self) -> Image:
        with foreign.parser(N_("The picture “{alt}” cannot be read."), N_("Save it as PNG or JPEG."), alt=self.alt):
            return images.opened(self.data)

    @property
    def turn(self) -> str:
        """The matrix that sets the picture upright; "" where it stands upright."""
        return _TURNS.get(self.image.getexif().get(_ORIENTATION, 1), "")

    @property
    def aspect(self) -> float:
        """Height over width of the upright picture."""
        image = self.image
        return image.width / image.height if self.turn.startswith("0 ") else image.height / image.width

    def emit(self, doc: PDFDocument) -> str:
        """Embed the picture; returns its reference. A JPEG goes in with its own pixels."""
        image = self.image
        if image.mode.startswith("I"):  # 16 bits of grey, which `convert` would cut off at white
            image = image.convert("I").point(lambda value: value / 256).convert("L")
        if image.format == "JPEG" and image.mode in ("L", "RGB"):
            entries = _entries(image, "DCTDecode")
            return refer(doc, PDFStream(PDFDictionary(entries), images.bare(self.data)))
        alpha = (
            image.convert("RGBA").getchannel("A") if "A" in image.getbands() or "transparency" in image.info else None
        )
        flat = image if image.mode in ("L", "RGB") else image.convert("L" if image.mode in ("1", "LA") else "RGB")
        entries = _entries(flat, "FlateDecode")
        if alpha:
            mask = stream(alpha.tobytes(), **_entries(alpha, "FlateDecode"))
            entries["SMask"] = Raw(refer(doc, mask))
        return refer(doc, stream(flat.tobytes(), **entries))


def _entries(image: Image, codec: str) -> dict[str, object]:
    return {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": PDFName("DeviceGray" if image.mode == "L" else "DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": PDFName(codec),
    }
