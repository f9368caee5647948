"""The words of a paragraph become runs: their looks, their languages, links and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from courseware.document import enumerations
from courseware.document.blocks import Inlines, Run
from courseware.document.markdown.nodes import line_of, problem_at, within
from courseware.document.markdown.typed import LINK_LIKE, freed
from courseware.errors import N_, CoursewareError, near
from courseware.languages import stretches

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode as Node

ATTRIBUTION = ("— ", "—", "– ")
PICTURE = N_(
    "Write it on lines of its own, like ![a map of …](map.png){width=60}; 60 is a part of the text width in %."
)
_LINKS = ("https://", "http://", "mailto:")
_TAB = "\u2003\u2003"
"""What a tab within a line becomes: as wide in every format."""
_INSTEAD = {
    "u": N_("Write [underlined words]{.underline}."),
    "b": N_("Write **bold words**."),
    "strong": N_("Write **bold words**."),
    "i": N_("Write *words with stress*."),
    "em": N_("Write *words with stress*."),
    "img": N_("Write ![what it shows](picture.png) on lines of its own."),
    "a": N_("Write [words](https://…)."),
    "br": N_("Write <br> behind the words, on their line."),
}
"""What a handout shows instead of HTML."""
_CLASSES = ("muted", "underline")


@dataclass
class InlineReader:
    """Reads the words of one text, whose language is `lang`."""

    lang: str
    footnotes: dict[str, Node]
    headings: dict[str, Node]
    noted: set[str] = field(default_factory=set, init=False)
    """The labels that something has referred to."""

    def inlines(self, node: Node) -> Inlines:
        for inline in node.children:
            _keep_lines(inline, quoted=within(node, "blockquote") is not None)
        runs = [run for child in node.children for run in self._runs(child, Run(""), node)]
        marked = [part for run in runs for part in self._with_language(run)]
        return _merged(marked)

    def _runs(self, node: Node, state: Run, block: Node) -> Iterator[Run]:
        match node.type:
            case "text" if "**" in node.content:
                raise problem_at(
                    line_of(block),
                    N_("“**” begins bold text here and does not end it, or the other way round"),
                    N_("Put ** directly before the first and behind the last letter of the bold words."),
                )
            case "text" if match := LINK_LIKE.search(node.content):
                raise problem_at(
                    line_of(block),
                    N_("“{signs}” looks like a link, and is none"),
                    N_("Write [words](https://…) without blanks in the address, or \\] to print the sign."),
                    signs=freed(match[0]),
                )
            case "text" | "text_special":
                yield replace(state, text=freed(node.content).replace("\t", _TAB))
                return
            case "softbreak":
                yield replace(state, text=" ")
                return
            case "hardbreak":
                yield replace(state, text="\n")
                return
            case "html_inline" if re.fullmatch(r"(?i)<br */?>", node.content):
                yield replace(state, text="\n")
                return
            case "html_inline" if node.content.startswith("<!--"):
                return
            case "inline":
                inner = state
            case "strong":
                inner = replace(state, bold=True)
            case "em":
                inner = replace(state, emphasis=True)
            case "span":
                inner = self._span(node, state)
            case "link":
                inner = replace(state, link=self._link(node, block))
            case "footnote_ref":
                yield Run("", footnote=self._footnote(str(node.meta["label"]), block))
                return
            case "image":
                raise problem_at(line_of(block), N_("a picture stands alone in its paragraph"), PICTURE)
            case _:
                raise self.cannot_show(node, block)
        for child in node.children:
            yield from self._runs(child, inner, block)

    def _footnote(self, label: str, block: Node) -> Inlines:
        """A footnote's text: one paragraph, and in no teacher's box that its mark is not in as well."""
        node = self.footnotes.get(label)
        if node is None:
            raise problem_at(
                line_of(block),
                N_("the footnote “{label}” has no text"),
                N_("Write it on a line of its own: [^{label}]: …"),
                label=label,
            )
        if block.type in ("heading", "th", "footnote_reference") or within(block, "footnote_reference"):
            raise problem_at(
                line_of(block),
                N_("a footnote's mark cannot stand in a heading, a heading row or another footnote"),
                N_("Put it into the text."),
            )
        if (box := within(node, "box", "teacher")) and box is not within(block, "box", "teacher"):
            raise problem_at(
                line_of(block),
                N_("the text of the footnote “{label}” stands in a teacher's box, its mark does not"),
                N_("Move the line [^{label}]: … out of the box, or the mark into it."),
                label=label,
            )
        if [child.type for child in node.children] != ["paragraph"]:
            raise problem_at(
                line_of(node), N_("a footnote is one paragraph of text"), N_("Put the rest into the text.")
            )
        self.noted.add(label)
        return self.inlines(node.children[0])

    def _span(self, node: Node, state: Run) -> Run:
        lang = str(node.attrs.get("lang", "")) or None
        kinds = str(node.attrs.get("class", "")).split()
        unknown = [kind for kind in kinds if kind not in _CLASSES]
        if unknown or (lang and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang)):
            raise problem_at(
                line_of(node),
                N_("“{what}” in braces means nothing here"),
                N_("Known here: {known}."),
                what=unknown[0] if unknown else lang,
                known="{lang=ko}, {lang=en}, {.muted}, {.underline}",
            )
        return replace(
            state,
            lang=lang if lang != self.lang else None,
            muted=state.muted or "muted" in kinds,
            underline=state.underline or "underline" in kinds,
        )

    def _link(self, node: Node, block: Node) -> str:
        if not any(freed(inner.content).strip() for inner in node.walk()):
            raise problem_at(
                line_of(block),
                N_("a link has no words, and nobody would see it"),
                N_("Write [words](https://…)."),
            )
        return self._address(str(node.attrs["href"]), block)

    def _address(self, address: str, block: Node) -> str:
        if address.startswith("#"):
            return f"#{self._target(unquote(address[1:]), block)}"
        if not address.startswith(_LINKS):
            raise problem_at(
                line_of(block),
                N_("“{address}” is no address on the web"),
                N_("A link begins with https:// or mailto:, one to a heading of this handout with #."),
                address=address,
            )
        return address

    def _target(self, name: str, block: Node) -> str:
        """The anchor of the heading that is called so. A link to a teacher's heading would lead students nowhere."""
        around = (None, within(block, "box", "teacher"))
        open_to = {name: node for name, node in self.headings.items() if within(node, "box", "teacher") in around}
        if name not in open_to:
            raise problem_at(
                line_of(block),
                N_("there is no heading called “{name}” to lead to"),
                N_("Known here: {known}."),
                name=name,
                known=", ".join(near(name, open_to) or open_to) or "–",
            )
        return self.anchor(open_to[name])

    def anchor(self, heading: Node) -> str:
        """The first of its names; none for a heading that has the words of another."""
        return next((name for name, node in self.headings.items() if node is heading), "")

    def _with_language(self, run: Run) -> Iterator[Run]:
        """Words in another language's letters are of that one: hangul is Korean, whether or not somebody said so."""
        if run.lang or run.footnote or run.text.isascii():
            yield run
            return
        for text, lang in stretches(run.text, self.lang):
            yield replace(run, text=text, lang=lang)

    def cannot_show(self, node: Node, block: Node) -> CoursewareError:
        kinds = {"fence": "```", "code_inline": "`"}
        remedy = N_(
            "Use text, **bold**, lists, tables, > quotations and ::: boxes; to print the sign put a \\ before it."
        )
        what = kinds.get(node.type, node.type)
        if tag := re.match(r"\s*</?\s*(\w*)", node.content) if node.type.startswith("html_") else None:
            what, remedy = f"<{tag[1] or '…'}>", _INSTEAD.get(tag[1].lower(), remedy)
        return problem_at(line_of(block), N_("a handout cannot show “{what}”"), remedy, what=what)


def _keep_lines(inline: Node, quoted: bool) -> None:
    """Make the breaks hard before lines that somebody numbered by hand, and before a quotation's attribution."""
    children = inline.children
    breaks = [n for n, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    lines = {at: children[at + 1].content for at in (-1, *breaks) if at + 1 < len(children)}
    kept = set(enumerations.of_lists(lines))
    if quoted and lines and lines[max(lines)].startswith(ATTRIBUTION):
        kept.add(max(lines))
    for at in kept - {-1}:
        if children[at].type == "softbreak":
            cast("Token", children[at].token).type = "hardbreak"


def _merged(runs: list[Run]) -> Inlines:
    """Neighbours that are alike become one run; the ends lose their spaces. (Escaped text comes in many pieces.)

    Line breaks and blanks of other kinds are there because somebody typed them, and stay.
    """
    merged: list[Run] = []
    for _, same in groupby((run for run in runs if run.text or run.footnote), _looks):
        pieces = list(same)
        alone = len(pieces) == 1 or pieces[0].footnote
        merged += pieces if alone else [replace(pieces[0], text="".join(run.text for run in pieces))]
    if merged:
        merged[0] = replace(merged[0], text=merged[0].text.lstrip(" "))
        merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip(" "))
    return tuple(run for run in merged if run.text or run.footnote)


def _looks(run: Run) -> tuple[object, ...]:
    """All of a run but its text."""
    return (run.bold, run.emphasis, run.muted, run.underline, run.lang, run.link, run.footnote)
