"""What a style comes to: the document's defaults, then every style that it is based on, then its own properties.

ECMA-376-1 §17.7.2. Properties become plain values here: an element's name -> its attributes, with the theme's fonts and
colours looked up. A child of a group goes by both names: "pBdr.top", "numPr.numId".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from courseware.course.word_look.package import attributes, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from courseware.course.word_look.package import Word
    from courseware.course.word_look.theme import Theme

Attributes: TypeAlias = dict[str, str]
Values: TypeAlias = dict[str, Attributes]

_GROUPS = ("pBdr", "numPr", "tabs", "tblBorders", "tblCellMar", "tcBorders")
_ADDED_UP = ("spacing", "ind", "rFonts")
"""Each attribute of these inherits on its own; of all others the nearest element counts."""
_OTHER_NAMES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}
_DEEPEST = 50
OFF = ("0", "false", "off", "none", "nil")


@dataclass(frozen=True, slots=True)
class Properties:
    """Of a paragraph and of its letters."""

    paragraph: Values
    run: Values


@dataclass(frozen=True, slots=True)
class Conditional:
    """What a table style says of the whole table, of its cells, or of a part like the first row."""

    table: Values
    cell: Values
    run: Values


def on(values: Mapping[str, Attributes], name: str) -> bool:
    """Whether a property that is on or off (ECMA-376-1 §17.17.4) is on."""
    return name in values and values[name].get("val", "1") not in OFF


class Sheet:
    """The styles of a Word file. They go by name: Word in Korean and other programs give ids of their own."""

    def __init__(self, word: Word, theme: Theme) -> None:
        self._theme = theme
        self._root = word.styles
        self._by_id = {style.get(w("styleId"), ""): style for style in word.styles.iterfind(w("style"))}
        self._by_name: dict[tuple[str, str], Element] = {}
        for style in self._by_id.values():
            for name in _names(style):
                self._by_name.setdefault((style.get(w("type"), "paragraph"), name.casefold()), style)

    def find(self, kind: str, names: Sequence[str]) -> Element | None:
        """The first style of `kind` that bears one of `names`, in their order."""
        styles = (self._by_name.get((kind, name.casefold())) for name in names)
        return next((style for style in styles if style is not None), None)

    def name(self, style: Element | None) -> str:
        """As Word shows it: it writes “heading 1” into the file."""
        name = next(_names(style), "") if style is not None else ""
        return name[:1].upper() + name[1:]

    def default(self, kind: str) -> Element | None:
        """The style of what names none (§17.7.4.17)."""
        styles = (style for style in self._by_id.values() if style.get(w("type")) == kind)
        return next((style for style in styles if style.get(w("default")) in ("1", "true", "on")), None)

    def by_id(self, style_id: str) -> Element | None:
        return self._by_id.get(style_id)

    def properties(self, style: Element | None) -> Properties:
        """Of a paragraph style, with everything that it inherits."""
        defaults = self._root.find(w("docDefaults"))
        paragraph = self.values(_at(defaults, "pPrDefault", "pPr"))
        run = self.values(_at(defaults, "rPrDefault", "rPr"))
        for link in self.chain(style):
            _lay(paragraph, self.values(link.find(w("pPr"))))
            _lay(run, self.values(link.find(w("rPr"))))
        return Properties(paragraph, run)

    def letters(self, style: Element) -> Values:
        """Of a character style, without the document's defaults: what it changes."""
        run: Values = {}
        for link in self.chain(style):
            _lay(run, self.values(link.find(w("rPr"))))
        return run

    def table(self, style: Element, part: str = "") -> Conditional:
        """Of a table style: of the whole table, or of a `part` like firstRow (§17.7.6)."""
        conditional = Conditional({}, {}, {})
        for link in self.chain(style):
            for node in _parts(link, part):
                _lay(conditional.table, self.values(node.find(w("tblPr"))))
                _lay(conditional.cell, self.values(node.find(w("tcPr"))))
                _lay(conditional.run, self.values(node.find(w("rPr"))))
        return conditional

    def chain(self, style: Element | None) -> list[Element]:
        """From the style that all the others are based on to `style` itself; a circle ends where it closes.

        Word itself follows no more than ten.
        """
        links: list[Element] = []
        while style is not None and style not in links and len(links) < _DEEPEST:
            links.insert(0, style)
            base = style.find(w("basedOn"))
            style = self._by_id.get(base.get(w("val"), "")) if base is not None else None
        return links

    def values(self, properties: Element | None) -> Values:
        values: Values = {}
        for node in properties if properties is not None else ():
            name = _local(node)
            if name in _GROUPS:
                for child in node:
                    side = _local(child)
                    values[f"{name}.{_OTHER_NAMES.get(side, side)}"] = self._attributes(child)
            elif name:
                values[name] = self._attributes(node)
        return values

    def _attributes(self, node: Element) -> Attributes:
        plain = {_OTHER_NAMES.get(key, key): value for key, value in attributes(node).items()}
        theme = self._theme
        if node.tag == w("rFonts"):
            fonts = {slot: theme.font(plain, slot) for slot in ("ascii", "eastAsia")}
            return {slot: font for slot, font in fonts.items() if font}
        if node.tag == w("shd"):
            return {"fill": _fill(plain, theme) or "auto"}
        if node.tag == w("color"):
            return {"val": theme.color(plain) or "auto"}
        if "color" in plain or "themeColor" in plain:
            return plain | {"color": theme.color(plain, "color") or "auto"}
        return plain


def _lay(below: Values, above: Values) -> None:
    """Put the values of a nearer style on top of those that it inherits."""
    for name, nearer in above.items():
        if name not in _ADDED_UP:
            below[name] = nearer
            continue
        kept = below.get(name, {})
        if "firstLine" in nearer or "hanging" in nearer:  # the two exclude each other (§17.3.1.12)
            kept = {key: value for key, value in kept.items() if key not in ("firstLine", "hanging")}
        below[name] = kept | nearer


def _fill(shading: Attributes, theme: Theme) -> str | None:
    """A fill, or a pattern as the colour that its dots make from afar (pct10 … pct95, §17.18.78)."""
    fill = theme.color(shading, "fill", "themeFill")
    pattern = shading.get("val", "clear")
    if pattern == "solid":
        return theme.color(shading, "color") or "000000"
    if not re.fullmatch("pct[0-9]{1,3}", pattern):
        return fill
    part = min(int(pattern[3:]), 100) / 100
    front, back = theme.color(shading, "color") or "000000", fill or "FFFFFF"
    pairs = ((int(front[at : at + 2], 16), int(back[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one * part + other * (1 - part)):02X}" for one, other in pairs)


def _names(style: Element) -> Iterator[str]:
    """The name, and the other names that a user gave it (w:aliases, §17.7.4.1)."""
    for tag in ("name", "aliases"):
        node = style.find(w(tag))
        if node is not None:
            value = node.get(w("val"), "")
            yield from (part.strip() for part in (value.split(",") if tag == "aliases" else [value]))


def _parts(style: Element, part: str) -> Iterator[Element]:
    if not part:
        yield style
        return
    for node in style.iterfind(w("tblStylePr")):
        if node.get(w("type")) == part:
            yield node


def _at(root: Element | None, *path: str) -> Element | None:
    return root.find("/".join(map(w, path))) if root is not None else None


def _local(node: Element) -> str:
    return str(node.tag).partition("}")[2]
