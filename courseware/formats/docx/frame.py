"""Boxes around paragraphs, which Word draws around neighbours whose sides are the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from courseware.document.blocks import Block, Note, Quote

if TYPE_CHECKING:
    from courseware.look.style import Border, Look


@dataclass(frozen=True, slots=True)
class Frame:
    """The box around a note: its paragraphs' style, and their look, whose `left` is where the box's text begins."""

    style: str
    look: Look


def alike(block: Block, above: Block) -> bool:
    """Whether Word would draw one box around these two (ECMA-376-1 §17.3.1.24)."""
    match block, above:
        case Note(role=role), Note(role=other):
            return role == other
        case Quote(), Quote():
            return True
    return False


def told_apart(look: Look) -> Look:
    """The same look to the eye, but not to Word, which would join it to its twin above: a colour one shade off."""

    def nudge(border: Border | None) -> Border | None:
        return replace(border, color=f"{int(border.color, 16) ^ 1:06X}") if border else None

    return replace(
        look,
        border_top=nudge(look.border_top),
        border_left=nudge(look.border_left),
        border_bottom=nudge(look.border_bottom),
        border_right=nudge(look.border_right),
    )


def framed(look: Look, frame: Look, left: float, right: float) -> Look:
    """`look` within the sides of `frame`. Text further in hangs from the frame's edge, so that the sides still meet."""
    if look is frame and left == frame.left:
        return look
    return replace(
        look,
        left=left,
        right=right,
        first=frame.left - left,
        fill=frame.fill,
        border_top=frame.border_top,
        border_left=frame.border_left,
        border_bottom=frame.border_bottom,
        border_right=frame.border_right,
    )
