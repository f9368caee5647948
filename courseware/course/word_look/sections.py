"""The sections of a Word file: which of them gives the page, and what stands in its header and its footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml.etree import iterwalk

from courseware.course.word_look.cascade import OFF
from courseware.course.word_look.package import w
from courseware.formats.docx.markup import R

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from courseware.course.word_look.package import Word
    from courseware.course.word_look.parts import Part


@dataclass(frozen=True, slots=True)
class Section:
    """A section's properties, how many letters it has, and the section before it."""

    properties: Element
    letters: int
    before: Section | None

    def references(self, kind: str, page: str) -> Iterator[str]:
        """What refers to its "header" or "footer" on default, first or even pages, then what it has if that is none:
        as long as a section has none of its own, it has that of the section before (ECMA-376-1 §17.10.5).
        """
        section: Section | None = self
        while section is not None:
            for reference in section.properties.iterfind(w(f"{kind}Reference")):
                if reference.get(w("type"), "default") == page:
                    yield reference.get(f"{{{R}}}id", "")
            section = section.before


class Sections:
    """Those of one file. The page is that of the section with the most text, of several the last."""

    def __init__(self, word: Word) -> None:
        self._word = word
        self.all = tuple(_sections(word.document))
        main = max(reversed(self.all), key=lambda section: section.letters, default=None)
        self.main = main.properties if main else None
        self.even = word.settings is not None and _on(word.settings, "evenAndOddHeaders")
        self._shown = {kind: [*self._ids(main, kind)] for kind in ("header", "footer")} if main else {}

    def margins(self, kind: str) -> list[Part]:
        """What the pages have as "header" or "footer": first what most of them have, then what the first one has, or
        even ones, and at last what the file begins with.
        """
        return self._parts(self._shown.get(kind, []))

    def others(self, kind: str) -> list[Part]:
        """What only other pages have."""
        nodes = [node for section in self.all for node in section.properties.iterfind(w(f"{kind}Reference"))]
        ids = (node.get(f"{{{R}}}id", "") for node in nodes)
        return self._parts([link for link in ids if link not in self._shown[kind]])

    def _parts(self, ids: list[str]) -> list[Part]:
        return [part for part in map(self._word.part, dict.fromkeys(ids)) if part is not None]

    def _ids(self, main: Section, kind: str) -> Iterator[str]:
        first = self.all[0]
        for section, page in ((main, "default"), (main, "first"), (main, "even"), (first, "first"), (first, "default")):
            if self._tells_apart(section, page):
                yield self._id(section, kind, page)

    def _id(self, section: Section, kind: str, page: str) -> str:
        return next(filter(self._word.main.target, section.references(kind, page)), "")

    def _tells_apart(self, section: Section, page: str) -> bool:
        """Whether a section's pages of this kind have a header and a footer of their own (§17.10.6, §17.10.1)."""
        return {"first": _on(section.properties, "titlePg"), "even": self.even}.get(page, True)


def _sections(document: Element) -> Iterator[Section]:
    """In their order; a section's properties stand in its last paragraph, the last one's at the end (§17.6.17)."""
    letters, before = 0, None
    for _, node in iterwalk(document, events=("end",), tag=(w("t"), w("p"), w("body"))):
        if node.tag == w("t"):
            letters += len(node.text or "")
            continue
        properties = node.find(w("sectPr") if node.tag == w("body") else f"{w('pPr')}/{w('sectPr')}")
        if properties is not None:
            before = Section(properties, letters, before)
            letters = 0
            yield before


def _on(parent: Element, name: str) -> bool:
    node = parent.find(w(name))
    return node is not None and node.get(w("val"), "1") not in OFF
