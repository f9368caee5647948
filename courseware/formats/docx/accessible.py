"""What Word's Accessibility Checker would find in a finished Word file.

Its rules and their names stand on Microsoft's page “Rules for the Accessibility Checker”
(support.microsoft.com, article 651e08f2-0fc3-4e10-aaca-74b4a67101c1). Three of the rules here go beyond it: Word never
asks for a title, a language or unbroken heading levels, but PDF/UA and WCAG 2.1 do (criteria 2.4.2, 3.1.1, 1.3.1).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeAlias

from lxml import etree

from courseware.errors import N_, Problem
from courseware.look import images
from courseware.look.style import LEAST, contrast_of

Element: TypeAlias = etree._Element  # lxml has no public name for it

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PRINTED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")


def word_problems(data: bytes) -> list[Problem]:
    """What the rules find in a Word file's bytes; warnings, because the file can be read all the same."""
    word = _Word(data)
    return [problem for rule in RULES.values() for problem in rule(word)]


class _Word:
    """The parts of a Word file that the rules look at."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}

    @cached_property
    def printed(self) -> list[Element]:
        """The roots of all parts with printed text, the body's first."""
        names = sorted(filter(_PRINTED.fullmatch, self._parts), key=lambda name: (name != "word/document.xml", name))
        return [etree.fromstring(self._parts[name]) for name in names]

    @cached_property
    def body(self) -> Element:
        return self.printed[0]

    @cached_property
    def styles(self) -> Element:
        return etree.fromstring(self._parts["word/styles.xml"])

    @cached_property
    def named(self) -> dict[str, Element]:
        return {style.get(f"{_W}styleId", ""): style for style in self.styles.iter(f"{_W}style")}

    @property
    def title(self) -> str:
        core = self._parts.get("docProps/core.xml")
        text = etree.fromstring(core).findtext(_TITLE) if core else None
        return (text or "").strip()

    def all(self, *names: str) -> Iterator[Element]:
        """Every element with one of these names, part after part."""
        for root in self.printed:
            yield from root.iter(*names)

    def inherited(self, style: str | None) -> Iterator[Element]:
        """A style by its id, and whatever it is based on (ECMA-376-1 §17.7.4.3)."""
        seen: set[str] = set()
        while style and style in self.named and style not in seen:
            seen.add(style)
            yield self.named[style]
            style = _value(self.named[style], "basedOn")


def _value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """An attribute of what stands at `path`, whose steps are names of WordprocessingML."""
    target = None if element is None else element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return None if target is None else target.get(f"{_W}{attribute}")


def _above(element: Element, name: str) -> Element | None:
    return next(element.iterancestors(f"{_W}{name}"), None)


def _excerpt(element: Element) -> str:
    text = "".join(node.text or "" for node in element.iter(f"{_W}t"))
    return text if len(text) < 50 else f"{text[:47]}…"


def _warning(message: str, remedy: str, **values: object) -> Problem:
    return Problem(message, remedy, values, level="warning")


# Pictures


def described(word: _Word) -> Iterator[Problem]:
    """Every drawing in the text has a description that is none of a file's names.

    A logo belongs to the course's Word file, where it is looked at (courseware.reference).
    """
    for properties in word.body.iter(f"{_WP}docPr"):
        alt = properties.get("descr", "").strip()
        if not images.described(alt):
            yield _warning(
                N_("in the Word file the picture “{name}” has no description"),
                N_("Say in the brackets what it shows: ![a map of …]({name})"),
                name=alt or properties.get("name", "?"),
            )


def inline(word: _Word) -> Iterator[Problem]:
    """Nothing floats beside the text, where a screen reader would not come by."""
    for floating in word.all(f"{_WP}anchor", f"{_W}pict", f"{_W}framePr", f"{_W}txbxContent"):
        yield _warning(
            N_("in the Word file something stands beside the text and not in it: “{text}”"),
            N_("Put it into a paragraph of its own."),
            text=_excerpt(floating),
        )


# Tables


def headed(word: _Word) -> Iterator[Problem]:
    """Every table's first row is marked as its header, and says something."""
    for table in word.all(f"{_W}tbl"):
        first = table.find(f"{_W}tr")
        marked = first is not None and first.find(f"{_W}trPr/{_W}tblHeader") is not None
        if first is None or not marked or not _excerpt(first).strip():
            yield _warning(
                N_("in the Word file a table has no heading row: “{text}”"),
                N_("Write into the table's first row what stands in each column."),
                text=_excerpt(table),
            )


def simple(word: _Word) -> Iterator[Problem]:
    """No cell is merged, split or holds another table."""
    for table in word.all(f"{_W}tbl"):
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        uneven = any(len(row.findall(f"{_W}tc")) != columns for row in table.iter(f"{_W}tr"))
        if uneven or next(table.iter(f"{_W}gridSpan", f"{_W}vMerge", f"{_W}hMerge"), None) is not None:
            yield _warning(
                N_("in the Word file a table has merged or split cells: “{text}”"),
                N_("Give every row as many cells as the heading row."),
                text=_excerpt(table),
            )


# Headings


def with_headings(word: _Word) -> Iterator[Problem]:
    """There are headings to jump to."""
    if not any(True for _ in _headings(word)):
        yield _warning(
            N_("the Word file has no headings"), N_("Begin each part of the handout with a line like “## …”.")
        )


def in_order(word: _Word) -> Iterator[Problem]:
    """The first heading is of the first level, and none is more than one level below the one before."""
    above = 0
    for level, heading in _headings(word):
        if level > above + 1:
            yield _warning(
                N_("in the Word file the heading “{text}” leaves out a level"),
                N_("Give it one # less, or put a heading of the level between above it."),
                text=_excerpt(heading),
            )
        above = level


def _headings(word: _Word) -> Iterator[tuple[int, Element]]:
    """Every paragraph with a depth in Word's navigation pane, from 1."""
    for paragraph in word.body.iter(f"{_W}p"):
        for source in (paragraph, *word.inherited(_value(paragraph, "pPr/pStyle"))):
            depth = _value(source, "pPr/outlineLvl")
            if depth is not None:
                if int(depth) < 9:  # 9 is body text (ECMA-376-1 §17.3.1.20)
                    yield int(depth) + 1, paragraph
                break


# Colours, title and language


def contrast(word: _Word) -> Iterator[Problem]:
    """Text stands out from what is behind it; each pair of colours is named once."""
    pairs: set[tuple[str, str]] = set()
    for text in word.all(f"{_W}t"):
        run = text.getparent()
        if run is None or not (text.text or "").strip():
            continue
        pair = _colors(word, run)
        if pair not in pairs and contrast_of(*pair) < LEAST:
            yield _warning(
                N_("in the Word file the text “{text}” is too pale to read (contrast {ratio}, {least} is the least)"),
                N_("Choose a darker color in course.yaml."),
                text=_excerpt(run),
                ratio=f"{contrast_of(*pair):.1f}",
                least=LEAST,
            )
        pairs.add(pair)


def _colors(word: _Word, run: Element) -> tuple[str, str]:
    """The colour of a run and what is behind it, by the hierarchy of styles (ECMA-376-1 §17.7.2)."""
    paragraph, cell = _above(run, "p"), _above(run, "tc")
    chain = [run, *word.inherited(_value(run, "rPr/rStyle")), *word.inherited(_value(paragraph, "pPr/pStyle"))]
    table = list(_table_looks(word, run))
    defaults = word.styles.find(f"{_W}docDefaults/{_W}rPrDefault")
    colors = (_value(source, "rPr/color") for source in (*chain, *table, defaults))
    fills = [
        *(_value(source, f"{kind}/shd", "fill") for source in chain for kind in ("rPr", "pPr")),
        _value(paragraph, "pPr/shd", "fill"),
        *(_value(source, "tcPr/shd", "fill") for source in (cell, *table)),
    ]
    return _first(colors, "000000"), _first(fills, "FFFFFF")


def _table_looks(word: _Word, run: Element) -> Iterator[Element]:
    """What a table's style says of the row that `run` is in."""
    table, row = _above(run, "tbl"), _above(run, "tr")
    for style in word.inherited(_value(table, "tblPr/tblStyle")):
        if table is not None and row is table.find(f"{_W}tr"):
            yield from (part for part in style.iter(f"{_W}tblStylePr") if part.get(f"{_W}type") == "firstRow")
        yield style


def _first(values: Iterator[str | None] | list[str | None], otherwise: str) -> str:
    return next((value for value in values if value and value != "auto"), otherwise)


def titled(word: _Word) -> Iterator[Problem]:
    if not word.title:
        yield _warning(N_("the Word file has no title"), N_("Begin the template with a line like “# …”."))


def languages(word: _Word) -> Iterator[Problem]:
    """Every run with text says its language, or a screen reader takes the voice that it had before."""
    for text in word.all(f"{_W}t"):
        run = text.getparent()
        if run is not None and (text.text or "").strip() and run.find(f"{_W}rPr/{_W}lang") is None:
            yield _warning(N_("in the Word file a text does not say its language: “{text}”"), "", text=_excerpt(run))
            return


RULES: dict[str, Callable[[_Word], Iterator[Problem]]] = {
    "All non-text content has alternative text": described,
    "Image or object is inline with the text": inline,
    "Tables specify column header information": headed,
    "Table has a simple structure": simple,
    "Documents use heading styles": with_headings,
    "Sufficient contrast between text and background": contrast,
    "Headings leave out no level (not in Word's list)": in_order,
    "The document has a title (not in Word's list)": titled,
    "Every text has a language (not in Word's list)": languages,
}
"""Each rule by the name that Microsoft gives it."""
