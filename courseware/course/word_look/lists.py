"""How the lists of a Word file are numbered: the labels of their levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.course.word_look.cascade import OFF
from courseware.course.word_look.package import number, w
from courseware.look.style import NUMBERS, Label

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from courseware.course.word_look.cascade import Properties

_SYMBOLS = dict(zip("\uf0b7\uf02d\uf06c\uf06e\uf0a7\uf0d8\uf0fc\uf076\uf075\uf0e0o", "•–●■▪▶✓◆◆→○", strict=True))
"""What the characters of Word's Symbol and Wingdings fonts show, and what its “o” stands for."""


def levels(numbering: Element | None, properties: Properties) -> list[Element]:
    """The levels of the list that a paragraph style belongs to (ECMA-376-1 §17.9)."""
    wanted = properties.paragraph.get("numPr.numId", {}).get("val", "0")
    if numbering is None or wanted == "0":
        return []
    numbers = {num.get(w("numId")): num.find(w("abstractNumId")) for num in numbering.iterfind(w("num"))}
    link = numbers.get(wanted)
    lists = {abstract.get(w("abstractNumId")): abstract for abstract in numbering.iterfind(w("abstractNum"))}
    definition = lists.get(link.get(w("val"))) if link is not None else None
    return list(definition.iterfind(w("lvl"))) if definition is not None else []


def numbered(numbering: Element | None, properties: Properties) -> bool:
    """Whether a paragraph style puts a number before its text; LibreOffice's headings have levels of none."""
    return any(_value(level, "numFmt") != "none" for level in levels(numbering, properties)[:1])


def label(level: Element) -> Label | None:
    """None where it is no number that every format can print."""
    kind, text = _value(level, "numFmt"), _value(level, "lvlText")
    own = f"%{number(level.get(w('ilvl'))) + 1:.0f}"
    if kind not in NUMBERS or text.count("%") != 1 or own not in text:
        return None
    return Label(kind, text.replace(own, "{}"), _bold(level))


def _bold(level: Element) -> bool | None:
    """Whether its numbers are bold; None where they are as the text (§17.9.24)."""
    bold = level.find(f"{w('rPr')}/{w('b')}")
    return None if bold is None else bold.get(w("val"), "1") not in OFF


def lettered(level: Element) -> bool:
    """Whether numbers or bullets have a colour, a size or a slant of their own."""
    letters = level.find(w("rPr"))
    return letters is not None and any(
        node.tag in map(w, ("color", "sz", "i", "u")) and node.get(w("val"), "1") not in (*OFF, "auto")
        for node in letters
    )


def bullet(level: Element) -> str | None:
    """None where it is no bullet."""
    text = _value(level, "lvlText")
    return _SYMBOLS.get(text, text) if _value(level, "numFmt") == "bullet" and len(text) == 1 else None


def _value(level: Element, name: str) -> str:
    node = level.find(w(name))
    return node.get(w("val"), "") if node is not None else ""
