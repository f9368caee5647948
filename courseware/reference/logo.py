"""The picture in the header or the footer of a Word file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from courseware import images
from courseware.errors import N_, CoursewareError
from courseware.reference import lost
from courseware.reference.package import number, w
from courseware.style import Align, Logo, Page
from courseware.writers.docx.markup import WP, A, R

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.opc.part import Part, XmlPart
    from lxml.etree import _Element as Element

    from courseware.reference.lost import Losses
    from courseware.reference.package import Word

_READABLE = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_EMU = 12700
_HIGHEST = 0.15
_ALIGN: dict[str, Align] = {"center": "center", "right": "right", "end": "right", "outside": "right"}
_REMEDY = N_("Save it as PNG or JPEG, and put it into the header “in line with text”.")
_DESCRIBE = N_("In Word, right-click the picture, choose “View Alt Text” and say what it shows.")


def logo_of(word: Word, kind: str, page: Page, losses: Losses) -> Logo | None:
    """The first picture that every page of the file has in its "header" or "footer", or that its first page has.

    It is never wider than the text, nor higher than a part of the page.
    """
    logo = _found(word, kind, losses)
    if logo is None:
        return None
    scale = min(1, page.text_width / logo.width, page.height * _HIGHEST / logo.height)
    return replace(logo, width=logo.width * scale, height=logo.height * scale)


def _found(word: Word, kind: str, losses: Losses) -> Logo | None:
    for page in ("default", "first"):
        part = word.margin(kind, page)
        if part is not None:
            for drawing in _drawings(part.element):
                if logo := _logo(drawing, part):
                    if not images.described(logo.alt):
                        losses.add(lost.UNDESCRIBED, remedy=_DESCRIBE, level="warning")
                    return logo
                image = _image(drawing, part)
                if image.startswith(_READABLE) and _cleaned(image) is None:
                    losses.add(lost.BROKEN, remedy=images.ANEW, level="warning")
                else:
                    losses.add(lost.PICTURE, remedy=_REMEDY, why=_kind(drawing, part))
            if next(part.element.iter(w("pict")), None) is not None:
                losses.add(lost.PICTURE, remedy=_REMEDY, why="VML")
    return None


def _drawings(root: Element) -> Iterator[Element]:
    """Pictures in line or afloat, but not those behind the text: these are watermarks."""
    for drawing in root.iter(w("drawing")):
        for shape in drawing:
            if shape.get("behindDoc") not in ("1", "true"):
                yield shape


def _logo(shape: Element, part: XmlPart) -> Logo | None:
    image, extent = _cleaned(_image(shape, part)), shape.find(f"{{{WP}}}extent")
    if extent is None or image is None:
        return None
    properties = shape.find(f"{{{WP}}}docPr")
    alt = (properties.get("descr") or properties.get("title") or "") if properties is not None else ""
    width, height = (number(extent.get(side)) / _EMU for side in ("cx", "cy"))
    return Logo(image, alt, width, height, _align(shape)) if width > 0 and height > 0 else None


def _image(shape: Element, part: Part) -> bytes:
    blip = shape.find(f".//{{{A}}}blip")
    target = part.related_parts.get(blip.get(f"{{{R}}}embed", "")) if blip is not None else None
    return target.blob if target is not None else b""


def _cleaned(image: bytes) -> bytes | None:
    """The picture alone, or None for one that not every format shows."""
    try:
        return images.cleaned(image, "")
    except CoursewareError:
        return None


def _kind(shape: Element, part: Part) -> str:
    """What the picture is, as its file's name ends: emf, wmf, svg."""
    blip = shape.find(f".//{{{A}}}blip")
    target = part.related_parts.get(blip.get(f"{{{R}}}embed", "")) if blip is not None else None
    return str(target.partname.ext).upper() if target is not None else "?"


def _align(shape: Element) -> Align:
    """Of a floating picture its own place, else that of its paragraph."""
    own = shape.find(f"{{{WP}}}positionH/{{{WP}}}align")
    if own is not None:
        return _ALIGN.get(own.text or "", "left")
    paragraph = next(shape.iterancestors(w("p")), None)
    jc = paragraph.find(f"{w('pPr')}/{w('jc')}") if paragraph is not None else None
    return _ALIGN.get(jc.get(w("val"), ""), "left") if jc is not None else "left"
