"""Lists: how their labels look at each depth, and a number of its own for every list that counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from courseware.formats.docx.markup import DECLARATION, NAMESPACES, attribute, twips

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courseware.look.style import Label, Style

T = TypeVar("T")

LEVELS = 9  # as many as Word knows (ECMA-376-1 §17.9.6)
_SIGN = 1.25
"""How wide a sign and the blank behind it are, in sizes of the type."""
_EM_SPACE = "\u2003"

# The four kinds of list, each a w:abstractNum; w:num 1 to 4 are the same four.
_KINDS = ((True, False), (False, False), (True, True), (False, True))  # (ordered, framed)


class Numbers:
    """Hands out a numId for every list of one document.

    Bullets share theirs. A list that counts gets its own w:num, which starts anew at its level (w:startOverride,
    ECMA-376-1 §17.9.26); without it Word goes on counting where the last list of the kind stopped.
    """

    def __init__(self, style: Style) -> None:
        self._style = style
        self._nums: list[str] = []
        self._signs: dict[str, int] = {}

    def add(self, *, ordered: bool, framed: bool, level: int, start: int, label: Label | None = None) -> int:
        """A list's numId. With a `label` its level is written anew, as its numbers look otherwise than the course's."""
        kind = _KINDS.index((ordered, framed))
        if not ordered:
            return kind + 1
        own = _level(level, ordered, framed, replace(self._style, numbers=(label,))) if label else ""
        return self._num(kind, level, f'<w:startOverride w:val="{start}"/>{own}')

    def signed(self, sign: str) -> int:
        """The numId of the lists within cells whose items begin with `sign`; they hang as far as it is wide."""
        if sign not in self._signs:
            indent = self._style.look("table_cell").size * _SIGN
            look = replace(self._style, bullets=(sign,), list_indent=indent)
            self._signs[sign] = self._num(_KINDS.index((False, True)), 0, _level(0, False, True, look))
        return self._signs[sign]

    def _num(self, kind: int, level: int, override: str) -> int:
        """The numId of a list of a kind with something of its own at one level."""
        number = len(_KINDS) + len(self._nums) + 1
        self._nums.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
            f'<w:lvlOverride w:ilvl="{level}">{override}</w:lvlOverride></w:num>'
        )
        return number

    def xml(self) -> str:
        """The w:num elements that the document needs beside those of the base."""
        return "".join(self._nums)


def part(style: Style) -> str:
    """numbering.xml of the base; each level is `style.list_indent` points deeper."""
    abstracts = "".join(_abstract(i, ordered, framed, style) for i, (ordered, framed) in enumerate(_KINDS))
    nums = "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(len(_KINDS)))
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{abstracts}{nums}</w:numbering>"


def _abstract(index: int, ordered: bool, framed: bool, style: Style) -> str:
    levels = "".join(_level(level, ordered, framed, style) for level in range(LEVELS))
    return (
        f'<w:abstractNum w:abstractNumId="{index}"><w:nsid w:val="5EED000{index}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _level(level: int, ordered: bool, framed: bool, look: Style) -> str:
    """One level of a list.

    In a frame every label starts at the frame's edge, because Word draws a frame's side at a paragraph's leftmost point
    and joins only neighbours whose sides meet; deeper labels are pushed in by spaces of their own.
    """
    number, bullet, indent = _nth(look.numbers, level), _nth(look.bullets, level), look.list_indent
    label = number.text.replace("{}", f"%{level + 1}") if ordered else bullet
    pushed = _EM_SPACE * (2 * level) if framed else ""
    kind = number.format if ordered else "none" if pushed else "bullet"  # LibreOffice takes one character of a bullet
    style = "ListNumber" if ordered else "ListBullet"
    bold = {None: "", True: "<w:b/>", False: '<w:b w:val="0"/>'}[number.bold if ordered else None]
    linked = f'<w:pStyle w:val="{style}"/>' if level == 0 and not framed else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}'
        f'<w:lvlText w:val="{pushed}{attribute(label)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{twips(indent * (level + 1))}"'
        f' w:hanging="{twips(indent * (level + 1) if framed else indent)}"/></w:pPr>'
        f"{f'<w:rPr>{bold}</w:rPr>' if bold else ''}</w:lvl>"
    )


def _nth(labels: Sequence[T], level: int) -> T:
    return labels[level % len(labels)]
