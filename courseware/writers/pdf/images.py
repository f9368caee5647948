"""Pictures: PNG and JPEG bytes as image objects of a PDF (ISO 32000-1 § 8.9.5)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFStream

from courseware.errors import N_, CoursewareError, Problem
from courseware.writers.pdf.canvas import Artifact
from courseware.writers.pdf.fonts import stream
from courseware.writers.pdf.structure import Elem, Raw, refer

if TYPE_CHECKING:
    from PIL.Image import Image

    from courseware.writers.pdf.canvas import Sheet

_ORIENTATION = 0x112
"""The EXIF tag that says how a phone was held."""


@dataclass(slots=True)
class Picture:
    """An image resource and its size on the page, in points; decoration, which nobody describes, has no `owner`."""

    name: str
    left: float
    width: float
    height: float
    owner: Elem | None

    def draw(self, sheet: Sheet, top: float) -> None:
        if self.owner:
            sheet.image(self.left, top, self.width, self.height, self.name, self.owner)
        else:
            with sheet.artifact(Artifact("Layout")):
                sheet.image(self.left, top, self.width, self.height, self.name, Elem("Artifact"))


class Source:
    """A picture file, upright."""

    def __init__(self, data: bytes, alt: str) -> None:
        self.data, self.alt = data, alt

    @cached_property
    def image(self) -> Image:
        from PIL import Image, ImageOps, UnidentifiedImageError  # most handouts have no picture

        try:
            image: Image.Image = Image.open(BytesIO(self.data))
            if image.getexif().get(_ORIENTATION, 1) != 1:
                image = ImageOps.exif_transpose(image)
            image.load()
        except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
            raise CoursewareError(
                Problem(
                    N_("The picture “{alt}” cannot be read: {reason}."),
                    N_("Save it again as PNG or JPEG."),
                    {"alt": self.alt, "reason": str(error).rstrip(".")},
                )
            ) from error
        return image

    @property
    def aspect(self) -> float:
        """Height over width."""
        return self.image.height / self.image.width

    def emit(self, doc: PDFDocument) -> str:
        """Embed the picture; returns its reference. A JPEG goes in as it is."""
        image = self.image
        if image.format == "JPEG" and image.mode in ("L", "RGB"):
            entries = _entries(image, "DCTDecode")
            return refer(doc, PDFStream(PDFDictionary(entries), self.data))
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
