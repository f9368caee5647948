"""Footnotes: the two separators that every file has, and the notes that a document refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.formats.docx.markup import DECLARATION, NAMESPACES
from courseware.formats.docx.runs import runs

if TYPE_CHECKING:
    from courseware.document.blocks import Inlines
    from courseware.formats.docx.runs import Relate

_SEPARATORS = {"separator": -1, "continuationSeparator": 0}
"""What Word draws above notes, and above those that go on from the page before, by their ids."""

_MARK = (
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
)


class Footnotes:
    """Numbers the notes of one document as they are referred to."""

    def __init__(self, lang: str, relate: Relate) -> None:
        self._lang = lang
        self._relate = relate
        self._notes: list[str] = []

    def add(self, note: Inlines) -> int:
        """The id by which the text refers to `note`."""
        number = len(self._notes) + 1
        self._notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{_MARK}'
            f"{runs(note, self._lang, self._relate)}</w:p></w:footnote>"
        )
        return number

    def xml(self) -> str:
        """The whole part (ECMA-376-1 §17.11.10)."""
        return part("".join(self._notes))


def part(notes: str = "") -> str:
    """footnotes.xml; the base has one without notes."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for kind, number in _SEPARATORS.items()
    )
    return f"{DECLARATION}<w:footnotes {NAMESPACES}>{separators}{notes}</w:footnotes>"


def settings() -> str:
    """w:footnotePr of settings.xml, which names the separators (§17.11.9)."""
    inner = "".join(f'<w:footnote w:id="{number}"/>' for number in _SEPARATORS.values())
    return f"<w:footnotePr>{inner}</w:footnotePr>"
