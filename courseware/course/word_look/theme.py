"""A Word file's theme: which fonts and colours its styles mean when they name a place in the theme."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from typing import TYPE_CHECKING

from courseware.course.word_look.package import attributes, number, w
from courseware.formats.docx.markup import A

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from courseware.course.word_look.package import Word

_COLOR = re.compile("[0-9A-Fa-f]{6}")
_WHOLE = 255
_SLOTS = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2"}
_SLOTS |= {"hyperlink": "hlink", "followedHyperlink": "folHlink"}
_MAPPED = {"text1": "t1", "text2": "t2", "background1": "bg1", "background2": "bg2"}
_USUAL = {"t1": "dark1", "t2": "dark2", "bg1": "light1", "bg2": "light2"}


@dataclass(frozen=True, slots=True)
class Theme:
    """`fonts` by the names that w:rFonts uses ("minorEastAsia"), `colors` by the theme's own ("accent1", "dk1").

    `mapping` says which of them a document means by text and background (w:clrSchemeMapping, ECMA-376-1 §17.15.1.20).
    """

    fonts: Mapping[str, str]
    colors: Mapping[str, str]
    mapping: Mapping[str, str]

    def font(self, attributes: Mapping[str, str], slot: str) -> str | None:
        """The font of `slot` (ascii, eastAsia) in a w:rFonts: the theme's wins over a name (§17.3.2.26)."""
        return self.fonts.get(attributes.get(f"{slot}Theme", "")) or attributes.get(slot)

    def color(self, attributes: Mapping[str, str], plain: str = "val", prefix: str = "theme") -> str | None:
        """RRGGBB, or None for "auto" and nothing.

        `plain` is the attribute with a colour of its own; `prefix` begins those of the theme: themeColor, themeTint and
        themeShade of text, themeFill … of a fill.
        """
        kind = "themeFill" if prefix == "themeFill" else "themeColor"
        of_theme = self._of_theme(attributes.get(kind, ""))
        if of_theme:
            return _shaded(of_theme, attributes.get(f"{prefix}Tint"), attributes.get(f"{prefix}Shade"))
        color = attributes.get(plain, "auto")
        return color.upper() if _COLOR.fullmatch(color) else None

    def _of_theme(self, name: str) -> str | None:
        mapped = _MAPPED.get(name)
        name = self.mapping.get(mapped, _USUAL[mapped]) if mapped else name
        return self.colors.get(_SLOTS.get(name, name))


def _shaded(color: str, tint: str | None, shade: str | None) -> str:
    """Lighter or darker: the luminance moves towards white or black (ECMA-376-1 §17.3.2.6; 255ths, in hexadecimal).

    Word cuts off what is left behind the point, and does not round.
    """
    if not (tint or shade):
        return color
    hue, light, saturation = rgb_to_hls(*(int(color[at : at + 2], 16) / _WHOLE for at in (0, 2, 4)))
    if tint:
        part = _part(tint)
        light = light * part + 1 - part
    if shade:
        light *= _part(shade)
    return "".join(f"{int(value * _WHOLE + 1e-6):02X}" for value in hls_to_rgb(hue, light, saturation))


def _part(text: str) -> float:
    """Of the whole, which no file exceeds but a damaged one."""
    return min(max(number(text, _WHOLE, 16), 0), _WHOLE) / _WHOLE


def theme_of(word: Word) -> Theme:
    if word.theme is None:
        return Theme({}, {}, {})
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        scheme = word.theme.find(f".//{{{A}}}{kind}Font")
        if scheme is not None:
            fonts |= _fonts(kind, scheme)
    return Theme(fonts, dict(_colors(word.theme)), _mapping(word.settings))


def _fonts(kind: str, scheme: Element) -> dict[str, str]:
    """Where the East Asian font is left open, Word takes the one for the text's script, hangul (§20.1.4.1.16)."""

    def face(tag: str) -> str:
        node = scheme.find(f"{{{A}}}{tag}")
        return node.get("typeface", "") if node is not None else ""

    by_script = {node.get("script"): node.get("typeface", "") for node in scheme.iterfind(f"{{{A}}}font")}
    latin, eastern = face("latin"), face("ea") or by_script.get("Hang", "")
    fonts = {f"{kind}HAnsi": latin, f"{kind}Ascii": latin, f"{kind}EastAsia": eastern}
    return {name: font for name, font in fonts.items() if font}


def _colors(root: Element) -> dict[str, str]:
    scheme = root.find(f".//{{{A}}}clrScheme")
    colors = {}
    for slot in scheme if scheme is not None else ():
        for color in slot:
            value = color.get("lastClr") or color.get("val") or ""
            if _COLOR.fullmatch(value):
                colors[str(slot.tag).partition("}")[2]] = value.upper()
    return colors


def _mapping(settings: Element | None) -> dict[str, str]:
    return attributes(settings.find(w("clrSchemeMapping"))) if settings is not None else {}
