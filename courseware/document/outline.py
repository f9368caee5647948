"""The levels at which headings are heard: one rule for all formats, whatever levels a template typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from courseware.document.blocks import Block, Heading, plain, walk


@dataclass(slots=True)
class Outline:
    """Gives the headings of one document their levels, one after the other.

    None is left out: what stands below another heading is one level deeper, however many it typed (ISO 14289-1 § 7.4.2;
    WCAG 2.1, criterion 1.3.1).
    """

    _above: list[int] = field(default_factory=list)
    _titled: bool | None = None

    def level(self, heading: Heading) -> int:
        """From 1; a title counts."""
        if self._titled is None:
            self._titled = heading.level == 1
        self._above = [*(above for above in self._above if above < heading.level), heading.level]
        return len(self._above)

    def below_title(self, heading: Heading) -> int | None:
        """From 1 for a program that counts no title; None for a title."""
        level = self.level(heading) - bool(self._titled)
        return level or None


def left_out(blocks: Sequence[Block]) -> Iterator[Heading]:
    """The headings that were typed more than one level below what they stand under."""
    above = 0
    for block in walk(blocks):
        if isinstance(block, Heading) and plain(block.text):
            if above and block.level > above + 1:
                yield block
            above = block.level
