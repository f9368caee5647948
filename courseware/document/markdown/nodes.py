"""Places and names in a tree of Markdown's nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from courseware.document.markdown.typed import freed
from courseware.errors import N_, CoursewareError, Problem

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node


def problem_at(line: int, message: str, remedy: str = "", **values: object) -> CoursewareError:
    return CoursewareError(Problem(message, remedy, values, line=line + 1))


def line_of(node: Node) -> int:
    """The line that a node begins on; an inline node has its parent's."""
    inner: Node | None = node
    while inner is not None and not inner.is_root:
        if inner.map:
            return inner.map[0]
        inner = inner.parent
    return 0


def within(node: Node | None, kind: str, info: str = "") -> Node | None:
    """The nearest node of a kind around `node`."""
    while node is not None and not node.is_root:
        if node.type == kind and (not info or node.info == info):
            return node
        node = node.parent
    return None


def headings_by_name(root: Node, sections: dict[int, str]) -> dict[str, Node]:
    """Each heading by the names that links may call it: its section's, if it is the first there, and its own."""
    headings: dict[str, Node] = {}
    for node in root.walk():
        if node.type == "heading":
            section = next((name for line, name in reversed(sections.items()) if line <= line_of(node)), "")
            words = "".join(
                inner.content for inner in node.children[0].walk() if inner.type in ("text", "text_special")
            )
            own = re.sub(r"[^\w\- ]", "", freed(words).lower()).strip().replace(" ", "-")
            for name in (section, own):
                if name:
                    headings.setdefault(name, node)
    return headings


def footnotes_by_label(root: Node) -> dict[str, Node]:
    """Where each footnote's text stands, by its label."""
    footnotes: dict[str, Node] = {}
    for node in root.walk():
        if node.type == "footnote_reference":
            label = str(node.meta["label"])
            if label in footnotes:
                raise problem_at(
                    line_of(node),
                    N_("there are two footnotes “{label}”"),
                    N_("Give one of them another name."),
                    label=label,
                )
            footnotes[label] = node
    return footnotes
