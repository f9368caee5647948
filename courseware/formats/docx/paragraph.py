"""One paragraph: a named style, and on top of it only what differs from that style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courseware.formats.docx.markup import eighths, twips

if TYPE_CHECKING:
    from courseware.look.style import Align, Border, Look

TAB = "<w:r><w:tab/></w:r>"
_SIDES = ("top", "left", "bottom", "right")  # the order that ECMA-376-1 §17.3.1.24 (CT_PBdr) wants


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph to be written.

    `style` is a style's id, `base` how that style sets it, `look` how it is to be set here. `number` is a list's numId
    and the level, from 0. `outline` is the depth of a heading where it is not its style's, 9 for none. `section` ends a
    section here. `opens` and `closes` stand around it: where a content control begins and ends.
    """

    style: str
    base: Look
    look: Look
    inner: str
    number: tuple[int, int] | None = None
    tabs: str = ""
    new_page: bool = False
    outline: int | None = None
    section: str = ""
    opens: str = ""
    closes: str = ""

    def xml(self) -> str:
        return f"{self.opens}<w:p>{self._properties()}{self.inner}</w:p>{self.closes}"

    def _properties(self) -> str:
        """w:pPr, its children in the order of ECMA-376-1 §17.3.1.26."""
        look, base = self.look, self.base
        return (
            f'<w:pPr><w:pStyle w:val="{self.style}"/>'
            + keep_next(look, base)
            + ("<w:pageBreakBefore/>" if self.new_page else "")
            + (numbered(*self.number) if self.number else "")
            + ("" if look is base else borders(look, base) + shading(look, base))
            + self.tabs
            + ("" if look is base else _spacing(look, base) + indents(look, base))
            + (f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "")
            + self.section
            + "</w:pPr>"
        )


def numbered(number: int, level: int) -> str:
    """w:numPr: the paragraph is an item of the list `number`, `level` deep from 0."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def keep_next(look: Look, base: Look | None = None) -> str:
    if look.keep_next == (base.keep_next if base else False):
        return ""
    return "<w:keepNext/>" if look.keep_next else '<w:keepNext w:val="0"/>'


def borders(look: Look, base: Look | None = None, *, between: bool = False) -> str:
    """Each side inherits on its own (ECMA-376-1 §17.3.1.24), so an unwanted one has to be taken away by name.

    `between` repeats the lower rule between neighbours of the same style.
    """
    sides = []
    for side in _SIDES:
        wanted: Border | None = getattr(look, f"border_{side}")
        inherited: Border | None = getattr(base, f"border_{side}") if base else None
        if wanted != inherited:
            sides.append(border(side, wanted) if wanted else f'<w:{side} w:val="nil"/>')
    if between and look.border_bottom:
        sides.append(border("between", look.border_bottom))
    return f"<w:pBdr>{''.join(sides)}</w:pBdr>" if sides else ""


def border(side: str, rule: Border) -> str:
    """A rule. Word takes whole points of space, 31 at most (ECMA-376-1 §17.3.4)."""
    space = min(round(rule.space), 31)
    return f'<w:{side} w:val="{rule.kind}" w:sz="{eighths(rule.width)}" w:space="{space}" w:color="{rule.color}"/>'


def shading(look: Look, base: Look | None = None) -> str:
    if look.fill == (base.fill if base else None):
        return ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill or "auto"}"/>'


def spacing(look: Look, *, exact: bool = False) -> str:
    """Lines are at least as far apart as the look says: they may grow for a picture or a taller font, never clip."""
    return (
        f'<w:spacing w:before="{twips(look.before)}" w:after="{twips(look.after)}" w:line="{twips(look.line)}"'
        f' w:lineRule="{"exact" if exact else "atLeast"}"/>'
    )


def _spacing(look: Look, base: Look) -> str:
    """The room around one paragraph. What is not said, the style says (ECMA-376-1 §17.3.1.33): its lines stay alike."""
    before = f' w:before="{twips(look.before)}"' if look.before != base.before else ""
    after = f' w:after="{twips(look.after)}"' if look.after != base.after else ""
    return f"<w:spacing{before}{after}/>" if before or after else ""


def indents(look: Look, base: Look | None = None) -> str:
    if base and (look.left, look.right, look.first) == (base.left, base.right, base.first):
        return ""
    first = f'w:hanging="{twips(-look.first)}"' if look.first < 0 else f'w:firstLine="{twips(look.first)}"'
    return f'<w:ind w:left="{twips(look.left)}" w:right="{twips(look.right)}" {first}/>'


def alignment(look: Look, base: Look | None = None) -> str:
    return "" if look.align == (base.align if base else "left") else justified(look.align)


def justified(align: Align) -> str:
    """w:jc; to the left is what a paragraph does by itself, unless its style says otherwise."""
    return f'<w:jc w:val="{"both" if align == "justify" else align}"/>'


def tab_stops(*stops: tuple[str, str, float]) -> str:
    """w:tabs from (kind, leader, points from the text's left edge)."""
    inner = "".join(f'<w:tab w:val="{kind}" w:leader="{lead}" w:pos="{twips(at)}"/>' for kind, lead, at in stops)
    return f"<w:tabs>{inner}</w:tabs>"
