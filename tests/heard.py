"""What somebody hears who cannot see a handout: a PDF by its tags, a Word file by its paragraphs, line by line.

`python -m tests.heard` writes the golden texts anew, after a change that was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree
from pdfminer.pdftypes import resolve1

from courseware.build.press import Job, Press
from courseware.workspace.layout import Workspace
from tests import docx_reading, pdf_reading
from tests.conftest import ROOT, UNIT
from tests.docx_reading import W, value
from tests.pdf_reading import Element, string

GOLDEN = ROOT / "tests/data/heard"
SAMPLES = (("ir-seminar", "en", "teacher"), ("korean-reading", "ko", "student"))
SHOWN = 2
"""Rows of a table and items of a list that stand in a golden text; the others are heard like these."""
_EAST = re.compile("[\u1100-\u11ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7ff]")


def golden(course: str, lang: str, edition: str, file_format: str) -> Path:
    return GOLDEN / f"{course}.{lang}.{edition}.{file_format}.txt"


def heard(data: bytes, file_format: str, shown: int | None = None) -> list[str]:
    """Line by line; of each table and list no more than the first `shown` rows and items."""
    speaker = _Tags(data, shown) if file_format == "pdf" else _Paragraphs(data, shown)
    return list(speaker.whole())


def _flat(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _some(parts: Iterable[list[str]], what: str, shown: int | None) -> Iterator[str]:
    """The lines of the first few parts, indented, and how many follow."""
    parts = iter(parts)
    for lines in islice(parts, shown):
        yield from (f"  {line}" for line in lines)
    if more := sum(1 for _ in parts):
        yield f"  … {more} more {what}"


# --- a PDF


class _Tags:
    """Says the elements of a structure tree."""

    def __init__(self, data: bytes, shown: int | None) -> None:
        self.reading, self.shown = pdf_reading.read(data), shown

    def whole(self) -> Iterator[str]:
        assert self.reading.root is not None
        yield from self.blocks(self.reading.root)

    def blocks(self, parent: Element) -> Iterator[str]:
        for kid in parent.kids:
            if isinstance(kid, Element):
                yield from self.block(kid)

    def block(self, element: Element) -> Iterator[str]:
        match element.role:
            case "H1" | "H2" | "H3":
                yield f"heading {element.role[1]}: {self.text(element)}"
            case "L":
                yield f"list of {len(element.kids)}"
                yield from _some((list(self.item(kid)) for kid in _elements(element)), "items", self.shown)
            case "Table":
                yield from self.table(element)
            case "BlockQuote":
                yield "quotation"
                yield from (f"  {line}" for line in self.blocks(element))
            case "Div":
                yield "box"
                yield from (f"  {line}" for line in self.blocks(element))
            case "Note":
                yield f"note: {self.text(element)}"
            case "Form" | "Figure":
                yield self.inline(element)
            case _:
                yield self.text(element)

    def item(self, item: Element) -> Iterator[str]:
        label, body = _elements(item)
        first, *rest = self.blocks(body)
        yield f"{self.text(label)} {first}"
        yield from (f"  {line}" for line in rest)

    def table(self, table: Element) -> Iterator[str]:
        rows = [row for part in _elements(table) for row in ([part] if part.role == "TR" else _elements(part))]
        summary = string(resolve1(table.entries["A"])["Summary"]) if "A" in table.entries else ""
        yield f"table “{summary}”, {len(rows)} rows"
        yield from _some((list(self.row(row)) for row in rows), "rows", self.shown)

    def row(self, row: Element) -> Iterator[str]:
        yield "row"
        for cell in _elements(row):
            scope = f"{resolve1(cell.entries['A'])['Scope'].name} heading: " if cell.role == "TH" else "cell: "
            lines = list(self.blocks(cell)) if _holds_blocks(cell) else [self.text(cell)]
            yield from _cell(scope.lower(), lines)

    def text(self, element: Element) -> str:
        if "ActualText" in element.entries:
            return f"({string(element.entries['ActualText'])})"
        return _flat("".join(self.inline(kid) for kid in element.kids))

    def inline(self, kid: Element | tuple[int, int]) -> str:
        if isinstance(kid, tuple):
            return "".join(char.text for char in self.reading._content()[kid])
        match kid.role:
            case "Form":
                return f" [field: {string(kid.entries['Alt'])}]"
            case "Figure":
                return f"[picture: {string(kid.entries['Alt'])}]"
            case "Note":
                return ""
        text = "".join(map(self.inline, kid.kids))
        if "Lang" in kid.entries:
            return f"[{string(kid.entries['Lang'])}: {text}]"
        return f"[link: {text}]" if kid.role == "Link" else text


def _elements(element: Element) -> list[Element]:
    return [kid for kid in element.kids if isinstance(kid, Element)]


def _holds_blocks(cell: Element) -> bool:
    return any(kid.role in ("P", "L") for kid in _elements(cell))


def _cell(scope: str, lines: Sequence[str]) -> Iterator[str]:
    """What stands in a cell: behind its kind if it is one line, else below it."""
    if len(lines) == 1:
        yield f"  {scope}{lines[0]}".rstrip()
    else:
        yield f"  {scope}".rstrip()
        yield from (f"    {line}" for line in lines)


# --- a Word file


class _Paragraphs:
    """Says what stands in a body, in its order."""

    def __init__(self, data: bytes, shown: int | None) -> None:
        self.body, self.shown = docx_reading.body(data), shown
        styles = docx_reading.part(data, "word/styles.xml").iter(f"{W}style")
        self.depths = {style.get(f"{W}styleId"): value(style, "pPr/outlineLvl") for style in styles}
        core = docx_reading.files(data)["docProps/core.xml"]
        self.lang = etree.fromstring(core).findtext("{http://purl.org/dc/elements/1.1/}language")
        self.numbers = (number for number, _ in docx_reading.numbered(data))

    def whole(self) -> Iterator[str]:
        yield from self.blocks(self.body)

    def blocks(self, parent: etree._Element) -> Iterator[str]:
        for node in parent:
            match node.tag.removeprefix(W):
                case "p":
                    yield self.paragraph(node)
                case "tbl":
                    yield from self.table(node)
                case "sdt":
                    yield f"[field: {value(node, 'sdtPr/alias')}]"
                    yield from (f"  {line or 'empty line'}" for line in self.blocks(node.find(f"{W}sdtContent")))

    def paragraph(self, node: etree._Element) -> str:
        style, text = docx_reading.style_of(node), _flat("".join(map(self.inline, node)))
        depth = value(node, "pPr/outlineLvl") or self.depths[style]
        if style == "Title":
            return f"title: {text}"
        if depth and depth != "9":
            return f"heading {int(depth) + 1}: {text}"
        if node.find(f"{W}pPr/{W}numPr") is not None:
            number = next(self.numbers)
            return f"{f'{number}.' if number else '•'} {text}"
        return text

    def table(self, table: etree._Element) -> Iterator[str]:
        rows = table.findall(f"{W}tr")
        yield f"table “{value(table, 'tblPr/tblCaption')}”, {len(rows)} rows"
        look = table.find(f"{W}tblPr/{W}tblLook")
        first = look.get(f"{W}firstColumn") == "1"
        yield from _some([list(self.row(row, first)) for row in rows], "rows", self.shown)

    def row(self, row: etree._Element, first: bool) -> Iterator[str]:
        yield "row"
        header = row.find(f"{W}trPr/{W}tblHeader") is not None
        for at, cell in enumerate(row.findall(f"{W}tc")):
            scope = "column heading: " if header else "row heading: " if first and at == 0 else "cell: "
            yield from _cell(scope, list(self.blocks(cell)))

    def inline(self, node: etree._Element) -> str:
        match node.tag.removeprefix(W):
            case "r":
                return self.run(node)
            case "sdt":
                return f" [field: {value(node, 'sdtPr/alias')}] "
            case "hyperlink":
                return f"[link: {''.join(map(self.inline, node))}]"
        return ""

    def run(self, node: etree._Element) -> str:
        descriptions = [drawing.get("descr") for drawing in node.iter() if drawing.tag.endswith("}docPr")]
        if descriptions:
            return f"[picture: {descriptions[0]}]"
        text = "".join({f"{W}t": part.text or "", f"{W}br": " ⏎ ", f"{W}tab": " "}.get(part.tag, "") for part in node)
        language: Any = node.find(f"{W}rPr/{W}lang")
        if language is None or not any(map(str.isalpha, text)):
            return text
        lang = language.get(f"{W}eastAsia" if _EAST.search(text) else f"{W}val").partition("-")[0]
        return text if lang == self.lang else f"[{lang}: {text}]"


def main() -> None:
    press = Press(Workspace(ROOT))
    for course, lang, edition in SAMPLES:
        for file_format in ("pdf", "docx"):
            data, _ = press.write(Job(UNIT, course, lang, edition, file_format))
            text = "".join(f"{line}\n" for line in heard(data, file_format, SHOWN))
            golden(course, lang, edition, file_format).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
