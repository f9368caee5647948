"""What CommonMark lacks (boxes, languages, stars around Korean words), less what a teacher meets by accident."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.rules_inline.state_inline import Delimiter, Scanned
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from courseware.document import boxes
from courseware.document.boxes import BOXES, MARKS
from courseware.document.markdown.nodes import problem_at
from courseware.errors import N_, instead


@dataclass
class _Tally:
    """What the stars of one list of delimiters have begun and not ended, up to the `counted`-th."""

    delimiters: list[Delimiter]
    counted: int = 0
    bold: float = 0
    emphasised: float = 0


class _KoreanInline(StateInline):
    """CommonMark asks what stands around stars, and loses its way where no blanks do: `**조약(約)**을 **가**와**나**`.

    Here stars that could begin and end what is set off end it where it has begun, whatever stands around them.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - overrides markdown-it's name
        scanned = super().scanDelims(start, canSplitWord)
        if self.src[start] != "*":
            return scanned
        end = start + scanned.length
        opens = end < self.posMax and not self.src[end].isspace()
        closes = start > 0 and not self.src[start - 1].isspace()
        begun = self._begun(scanned.length)
        if scanned.length == 1 and self._is_sign(start, begun):
            return Scanned(False, False, 1)
        return Scanned(opens and not (closes and begun), closes and (begun or not opens), scanned.length)

    def _begun(self, length: int) -> bool:
        """Whether so many stars would end something: bold, emphasis, or both."""
        tallies: dict[int, _Tally] = self.env.setdefault("stars", {})
        tally = tallies.setdefault(id(self.delimiters), _Tally(self.delimiters))
        for stars in self.delimiters[tally.counted :]:
            if stars.marker == ord("*"):
                step = (stars.open - stars.close) / stars.length
                tally.bold += step * (stars.length > 1)
                tally.emphasised += step * (stars.length % 2)
        tally.counted = len(self.delimiters)
        bold, emphasised = tally.bold, tally.emphasised
        return (length > 1 and bold > 0.5) or (length % 2 == 1 and emphasised > 0.5)

    def _is_sign(self, at: int, begun: bool) -> bool:
        """Whether a star is printed: it multiplies (2*3*4, a*b, 2*(3+4)) or stands alone, (*) or behind a word*.

        Behind a letter it begins something only if that ends in the same word: pho*TO*graph, but not 가로*세로.
        """
        around = self.src[max(at - 2, 0) : at] + "*" + self.src[at + 1 : at + 3]
        alone = self.src[max(at - 1, 0) : at].isalnum() and not _IN_WORD.match(self.src, at + 1)
        return bool(_SIGN.search(around) or (not begun and (alone or _BESIDE_BRACKETS.search(around))))


_BEFORE, _BEHIND = r"(?:(?<![A-Za-z])[A-Za-z]|[0-9])", r"(?:[A-Za-z](?![A-Za-z])|[0-9])"
"""A factor's last sign and another's first: a digit, or a letter that stands alone."""
_IN_WORD = re.compile(r"[^\s*]+\*")
_SIGN = re.compile(rf"{_BEFORE}\*{_BEHIND}|\(\*\)")
_BESIDE_BRACKETS = re.compile(rf"\)\*(?:{_BEHIND}|\()|{_BEFORE}\*\(")


def _emphasis(state: StateInline, silent: bool) -> bool:
    state.__class__ = _KoreanInline
    return emphasis.tokenize(state, silent)


def _box(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A block rule for `::: name` … `:::`, counting openings so that boxes may stand in boxes."""
    name = _fence(state, first)
    if name is None:
        return False
    if silent:
        return True
    kind = name.partition(" ")[0]
    if not name:
        raise problem_at(
            first, N_("“:::” closes a box that was never opened"), N_("Delete it, or open a box with “::: box”.")
        )
    if kind not in BOXES + MARKS:
        remedy, values = instead(kind, BOXES + MARKS)
        raise problem_at(first, N_("there is no box called “{name}”"), remedy, name=kind, **values)
    end = first if kind in MARKS else _box_end(state, first, last, name)
    token = state.push("box_open", "div", 1)
    token.info, token.map, token.block = name, [first, end + 1], True
    if kind not in MARKS:
        _inside(state, first + 1, end)
    state.push("box_close", "div", -1)
    state.line = end + 1
    return True


def _inside(state: StateBlock, first: int, end: int) -> None:
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "box", end
    state.md.block.tokenize(state, first, end)
    state.parentType, state.lineMax = parent, line_max


def _fence(state: StateBlock, line: int) -> str | None:
    """What stands behind `:::` in this line; None if it does not begin with it."""
    return boxes.fence(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])


def _box_end(state: StateBlock, first: int, last: int, name: str) -> int:
    depth = 1
    for line in range(first + 1, last):
        inner = _fence(state, line)
        if inner is None:
            continue
        if not inner:
            depth -= 1
        elif inner.partition(" ")[0] not in MARKS:
            depth += 1
        if not depth:
            return line
    raise problem_at(
        first, N_("the box “::: {name}” is never closed"), N_("Write a line “:::” where the box ends."), name=name
    )


def _grammar() -> MarkdownIt:
    """CommonMark less what a teacher meets by accident: code by indenting, headings by underlining, references."""
    md = MarkdownIt("commonmark").enable("table")
    md.disable(["code", "lheading", "reference"])
    md.inline.ruler.at("emphasis", _emphasis)
    md.core.ruler.disable(["text_join"])
    md.block.ruler.before("fence", "box", _box, {"alt": ["paragraph", "blockquote", "list", "table"]})
    md.use(attrs_plugin, spans=True, allowed=("lang", "class", "width"))
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    return md


MARKDOWN = _grammar()
