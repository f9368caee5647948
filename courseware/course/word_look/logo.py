"""The picture in the header or the footer of a Word file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from courseware.course.word_look import lost
from courseware.course.word_look.package import number, w
from courseware.errors import N_, CoursewareError
from courseware.formats.docx.markup import WP, A, R
from courseware.look import images
from courseware.look.style import Align, Logo, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from courseware.course.word_look.cascade import Sheet
    from courseware.course.word_look.lost import Losses
    from courseware.course.word_look.parts import Part
    from courseware.course.word_look.sections import Sections

_READABLE = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_EMU = 12700
_HIGHEST = 0.15
_ALIGN: dict[str, Align] = {"center": "center", "right": "right", "end": "right", "outside": "right"}
_REMEDY = N_("Save it as PNG or JPEG, and put it into the header “in line with text”.")
_HERE = N_("Put it into the header of the pages with the most text, “in line with text”.")
_DESCRIBE = N_("In Word, right-click the picture, choose “View Alt Text” and say what it shows.")


def logo_of(sections: Sections, kind: str, page: Page, sheet: Sheet, losses: Losses) -> Logo | None:
    """The first picture that every page of the file has in its "header" or "footer", or that some of them have.

    It is never wider than the text, nor higher than a part of the page.
    """
    logo = next((logo for part in sections.margins(kind) if (logo := _first_logo(part, sheet, losses))), None)
    if logo is None:
        if any(_pictures(shape, part) for part in sections.others(kind) for shape in _shapes(part.element)):
            losses.add(lost.ELSEWHERE, remedy=_HERE)
        return None
    scale = min(1, page.text_width / logo.width, page.height * _HIGHEST / logo.height)
    return replace(logo, width=logo.width * scale, height=logo.height * scale)


def _first_logo(part: Part, sheet: Sheet, losses: Losses) -> Logo | None:
    for shape in _shapes(part.element):
        if logo := _logo(shape, part, sheet):
            if not images.described(logo.alt):
                losses.add(lost.UNDESCRIBED, remedy=_DESCRIBE, level="warning")
            return logo
        _name_what_is_lost(shape, part, losses)
    if next(part.element.iter(w("pict")), None) is not None:
        losses.add(lost.PICTURE, remedy=_REMEDY, why="VML")
    return None


def _name_what_is_lost(shape: Element, part: Part, losses: Losses) -> None:
    pictures = _pictures(shape, part)
    if any(_data(name, part).startswith(_READABLE) for name in pictures):
        losses.add(lost.BROKEN, remedy=images.ANEW, level="warning")
    elif not pictures and next(_blips(shape), None) is not None:
        losses.add(lost.MISSING, remedy=_REMEDY, level="warning")
    else:
        losses.add(lost.PICTURE, remedy=_REMEDY, why=_kind(pictures))


def _shapes(root: Element) -> Iterator[Element]:
    """Pictures in line or afloat, but not those behind the text: these are watermarks."""
    for drawing in root.iter(w("drawing")):
        for shape in drawing:
            if shape.get("behindDoc") not in ("1", "true"):
                yield shape


def _logo(shape: Element, part: Part, sheet: Sheet) -> Logo | None:
    extent = shape.find(f"{{{WP}}}extent")
    image = next(filter(None, (_cleaned(_data(name, part)) for name in _pictures(shape, part))), None)
    if extent is None or image is None:
        return None
    properties = shape.find(f"{{{WP}}}docPr")
    alt = (properties.get("descr") or properties.get("title") or "") if properties is not None else ""
    width, height = (number(extent.get(side)) / _EMU for side in ("cx", "cy"))
    return Logo(image, alt, width, height, _align(shape, sheet)) if width > 0 and height > 0 else None


def _blips(shape: Element) -> Iterator[Element]:
    """What shows a picture; Word for Mac has another one behind it, for programs that cannot show the first."""
    return shape.iterfind(f".//{{{A}}}blip")


def _pictures(shape: Element, part: Part) -> list[str]:
    """The names of the pictures' parts that are in the file."""
    return list(filter(None, (part.target(blip.get(f"{{{R}}}embed", "")) for blip in _blips(shape))))


def _data(name: str, part: Part) -> bytes:
    return part.parts.blob(name) or b""


def _cleaned(image: bytes) -> bytes | None:
    """The picture alone, or None for one that not every format shows."""
    try:
        return images.cleaned(image, "")
    except CoursewareError:
        return None


def _kind(pictures: list[str]) -> str:
    """What the picture is, as its file's name ends: emf, wmf, svg."""
    return pictures[0].rpartition(".")[2].upper() if pictures else "?"


def _align(shape: Element, sheet: Sheet) -> Align:
    """Of a floating picture its own place; else that of its cell in a row of several; else that of its paragraph."""
    own = shape.find(f"{{{WP}}}positionH/{{{WP}}}align")
    if own is not None:
        return _ALIGN.get(own.text or "", "left")
    cell = next(shape.iterancestors(w("tc")), None)
    before, after = (_has_cells(cell, preceding=side) for side in (True, False))
    if before or after:
        return "left" if not before else "center" if after else "right"
    return _of_paragraph(next(shape.iterancestors(w("p")), None), sheet)


def _has_cells(cell: Element | None, *, preceding: bool) -> bool:
    """Whether a row has cells before this one, or behind it."""
    return cell is not None and next(cell.itersiblings(w("tc"), preceding=preceding), None) is not None


def _of_paragraph(paragraph: Element | None, sheet: Sheet) -> Align:
    """What it says itself, or its style."""
    properties = paragraph.find(w("pPr")) if paragraph is not None else None
    own = sheet.values(properties)
    named = sheet.by_id(own.get("pStyle", {}).get("val", ""))
    style = sheet.default("paragraph") if named is None else named
    return _ALIGN.get((sheet.properties(style).paragraph | own).get("jc", {}).get("val", ""), "left")
