"""The filled template becomes blocks: CommonMark, tables, boxes and `[text]{lang=ko}`; no silent repair.

Beyond CommonMark there are boxes. A box runs from `::: name` to `:::` and may hold others; three marks stand alone:

    ::: box            ::: teacher         ::: source         ::: subtitle, ::: meta, ::: badge
    ::: columns 2      (the part inside is set in two columns, or in three)
    ::: table 30 70    (the parts of the width that the columns of the table inside get)
    ::: lines 4        ::: name-line 학년 | 반 | 번호 | 이름       ::: new-page

A link to a heading is `[words](#name)`: the name of its section in the template, or its words in small letters with
hyphens for spaces. A footnote's mark is `[^1]`, its text a paragraph of its own: `[^1]: …`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.tree import SyntaxTreeNode as Node

from courseware.document.blocks import Block
from courseware.document.markdown.grammar import MARKDOWN
from courseware.document.markdown.nodes import footnotes_by_label, headings_by_name, line_of, problem_at
from courseware.document.markdown.reading import BlockReader
from courseware.document.markdown.typed import held, joined, refuse_near_misses
from courseware.errors import N_
from courseware.files import foreign

_SPACED_MARK = re.compile(r"(?<!\\)\[\^([^\[\]\s]*+[ \t][^\[\]]*+)\]")
_DEEPEST = 19
"""The level of Markdown's signs inside of which its parser reads nothing any more, and says nothing of it."""


def parse(
    text: str,
    lang: str,
    picture: Callable[[str], bytes] | None = None,
    sections: dict[int, str] | None = None,
) -> tuple[Block, ...]:
    """The blocks of `text`, whose language is `lang`. `picture` gives the bytes of an image by its name.

    `sections` are the lines, counted from 0, on which the template's sections begin, and their names.

    Raises CoursewareError; its line is a line of `text`, counted from 1.
    """
    for number, line in enumerate(text.splitlines()):
        if match := _SPACED_MARK.search(line):
            what, remedy = N_("the footnote's name “{label}” has a space"), N_("Write it like [^1] or [^note].")
            raise problem_at(number, what, remedy, label=match[1])
    too_deep = N_("signs stand within signs deeper than a handout can show"), N_("Delete those that are not needed.")
    with foreign.parser(*too_deep):
        tokens = MARKDOWN.parse(held(text))
        for token in tokens:
            token.children = token.children and list(joined(token.children))
        root = Node(tokens)
    if deepest := next((token for token in tokens if token.level >= _DEEPEST and token.map), None):
        raise problem_at((deepest.map or [0])[0], *too_deep)
    refuse_near_misses(tokens)
    reader = BlockReader(
        lang, footnotes_by_label(root), headings_by_name(root, sections or {}), picture, text.splitlines()
    )
    blocks = tuple(reader.blocks(root))
    for label, node in reader.footnotes.items():
        if label not in reader.noted:
            raise problem_at(
                line_of(node),
                N_("nothing refers to the footnote “{label}”"),
                N_("Put its mark [^{label}] behind the words that it is about, or delete it."),
                label=label,
            )
    return blocks
