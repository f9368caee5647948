"""Content controls: what says by its title what it is, to somebody who cannot see it (ECMA-376-1 §17.5.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from courseware.formats.docx.markup import attribute
from courseware.formats.docx.paragraph import Para

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courseware.formats.docx.flow import Piece

_END = "</w:sdtContent></w:sdt>"
_LONGEST = 64
"""Characters of a title, as Word takes them."""


class Controls:
    """Makes the controls of one document, each with a number of its own."""

    def __init__(self) -> None:
        self._count = 0

    def within(self, runs: str, title: str, tag: str) -> str:
        """`runs` of a paragraph as a control; what has no title stays as it is."""
        return f"{self._start(title, tag)}{runs}{_END}" if title else runs

    def around(self, paras: Sequence[Para], title: str, tag: str) -> list[Para]:
        """Neighbouring paragraphs as one control; without a title they stay as they are."""
        if not title or not paras:
            return list(paras)
        first, *rest = paras
        *most, last = [replace(first, opens=self._start(title, tag)), *rest]
        return [*most, replace(last, closes=_END)]

    def announced(self, pieces: Sequence[Piece], title: str, tag: str, blank: str) -> list[Piece]:
        """`pieces` with a control at the head of the first paragraph, which holds the run `blank`, made tiny.

        A control around paragraphs of text would not do: LibreOffice takes the first of them for a field.
        """
        for at, piece in enumerate(pieces):
            if title and isinstance(piece, Para):
                tiny = blank.replace("<w:lang ", '<w:sz w:val="2"/><w:szCs w:val="2"/><w:lang ', 1)
                spoken = replace(piece, inner=self.within(tiny, title, tag) + piece.inner)
                return [*pieces[:at], spoken, *pieces[at + 1 :]]
        return list(pieces)

    def _start(self, title: str, tag: str) -> str:
        self._count += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(title[:_LONGEST])}"/><w:tag w:val="{tag}"/>'
            f'<w:id w:val="{self._count}"/></w:sdtPr><w:sdtContent>'
        )
