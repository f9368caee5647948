"""Markdown's nodes become blocks; what a handout cannot show, or would show otherwise than typed, is an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from courseware.document.blocks import (
    AnswerLines,
    Block,
    Columns,
    Figure,
    Heading,
    Inlines,
    Item,
    List,
    NameLine,
    Note,
    NoteRole,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Quote,
    Table,
    cut,
    plain,
    walk,
)
from courseware.document.markdown import tables
from courseware.document.markdown.inlines import ATTRIBUTION, PICTURE, InlineReader
from courseware.document.markdown.nodes import line_of, problem_at
from courseware.document.markdown.typed import freed
from courseware.errors import N_, CoursewareError

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node

_HEADING_LIKE = re.compile(r"(##+|#(?=[^#]*$))([^\W\d_]+)")
"""A word directly behind the signs of a heading; “#1” and a row of hashtags are none."""


@dataclass
class BlockReader(InlineReader):
    """Reads the blocks of one text; `lines` are those of the text, and `picture` gives the bytes of an image."""

    picture: Callable[[str], bytes] | None
    lines: list[str]

    def blocks(self, parent: Node, role: str = "body", widths: str = "", heading: str = "") -> Iterator[Block]:
        """`heading` is the last one before `parent`: it names a table that follows."""
        for node in parent.children:
            block = self._block(node, role, widths, heading)
            if isinstance(block, Heading):
                heading = plain(block.text)
            if block is not None:
                yield from block if isinstance(block, tuple) else (block,)

    def _block(self, node: Node, role: str, widths: str, heading: str) -> Block | tuple[Block, ...] | None:
        match node.type:
            case "heading":
                return self._heading(node)
            case "paragraph":
                return self._paragraph(node, role)
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "table":
                return self._table(node, widths, heading)
            case "blockquote":
                return self._quote(node)
            case "box":
                return self._box(node, role, heading)
            case "footnote_reference":
                return None
            case "html_block" if re.fullmatch(r"\s*(<!--.*?-->\s*)+", node.content, re.DOTALL):
                return None
            case "html_block" if node.content.lstrip().startswith("<!--"):
                raise problem_at(
                    line_of(node),
                    N_("a comment is never closed, or text stands behind it on its line"),
                    N_("Write --> where the comment ends, and go on in a new line."),
                )
            case "hr":
                raise problem_at(
                    line_of(node),
                    N_("a line of dashes or stars does nothing here"),
                    N_("For a new page write “::: new-page”; to print it put a backslash before it."),
                )
            case _:
                raise self.cannot_show(node, node)

    def _heading(self, node: Node) -> Heading:
        level = int(node.tag[1])
        if level > 3:
            raise problem_at(line_of(node), N_("headings have three levels at most: #, ## and ###"))
        return Heading(level, self.inlines(node), self.anchor(node))

    def _paragraph(self, node: Node, role: str) -> Block:
        first = self.lines[line_of(node)].lstrip() if line_of(node) < len(self.lines) else ""
        if first.startswith("|"):
            raise problem_at(
                line_of(node),
                N_("this looks like a table, but has no line |---|---| below its first row"),
                N_("Write |---| for each column below the heading row, and begin every row with |."),
            )
        if signs := _HEADING_LIKE.match(first):
            raise problem_at(
                line_of(node),
                N_("“{signs}” begins no heading without a blank behind it"),
                N_("Write “{signs} {word} …” for a heading, or \\{signs} to print the sign."),
                signs=signs[1],
                word=signs[2],
            )
        picture = self._picture(node)
        return picture or Paragraph(self.inlines(node), cast("ParagraphRole", role))

    def _picture(self, node: Node) -> Figure | None:
        inline = node.children[0].children if node.children else []
        if len(inline) != 1 or inline[0].type != "image":
            return None
        image = inline[0]
        alt = freed("".join(child.content for child in image.children))
        if not alt.strip():
            raise problem_at(
                line_of(node),
                N_("the picture has no description"),
                N_("Say in the brackets what it shows: ![a map of …]({name})"),
                name=image.attrs["src"],
            )
        if self.picture is None:
            raise problem_at(line_of(node), N_("a picture cannot stand here"))
        width = str(image.attrs.get("width", "100"))
        if not re.fullmatch(r"[1-9]\d?|100", width):
            raise problem_at(line_of(node), N_("the width of a picture is a number from 1 to 100"), PICTURE)
        try:
            data = self.picture(unquote(str(image.attrs["src"])))
        except CoursewareError as error:
            raise CoursewareError([replace(problem, line=line_of(node) + 1) for problem in error.problems]) from error
        return Figure(data, alt, int(width) / 100)

    def _list(self, node: Node) -> tuple[List, ...]:
        """A list; several when its numbers do not follow each other, so that each prints as it was typed.

        The same number before each item only says that they are counted.
        """
        if node.type == "bullet_list":
            return (List(tuple(self._item(child) for child in node.children)),)
        lists: list[tuple[int, list[Item]]] = []
        counting = len({child.info for child in node.children}) == 1
        for child in node.children:
            number = int(child.info or 1)
            if not lists or not (counting or number == lists[-1][0] + len(lists[-1][1])):
                _refuse_date(child, number, alone=len(node.children) == 1)
                lists.append((number, []))
            start, items = lists[-1]
            items += _parted(self._item(child), start + len(items), node.markup)
        return tuple(List(tuple(items), True, start, node.markup == ")") for start, items in lists)

    def _item(self, node: Node) -> Item:
        inner = list(self.blocks(node))
        if inner and isinstance(inner[0], Paragraph):
            return Item(inner[0].text, tuple(inner[1:]))
        return Item((), tuple(inner))

    def _quote(self, node: Node) -> tuple[Block, ...]:
        inner = list(self.blocks(node))
        texts = [block.text for block in inner if isinstance(block, Paragraph)]
        if len(texts) != len(inner):
            raise problem_at(line_of(node), N_("a quotation holds text only"), N_("Put the list or the box after it."))
        by: Inlines = ()
        if len(texts) > 1 and plain(texts[-1]).startswith(ATTRIBUTION):
            by = texts.pop()
        elif texts and "\n" in (words := plain(texts[-1])):
            at = words.rindex("\n")
            if words[at + 1 :].startswith(ATTRIBUTION):
                by = cut(texts[-1], at + 1, len(words))
                texts[-1] = cut(texts[-1], 0, at)
        return tuple(Quote(text, by if n == len(texts) else ()) for n, text in enumerate(texts, 1))

    def _table(self, node: Node, widths: str, heading: str) -> Table:
        tables.even_rows(node, self.lines)
        rows = [tuple(self.inlines(cell) for cell in row.children) for part in node.children for row in part.children]
        aligns = tuple(tables.side(cell) for cell in node.children[0].children[0].children)
        widths, names_rows = tables.row_headings(widths, rows)
        return Table(
            rows[0],
            tuple(rows[1:]),
            tables.shares(node, widths, rows),
            heading,
            aligns if any(aligns) else (),
            names_rows,
        )

    def _box(self, node: Node, role: str, heading: str) -> Block | tuple[Block, ...]:
        name, _, rest = node.info.partition(" ")
        if rest.strip() and name not in ("lines", "name-line", "table", "columns"):
            raise problem_at(
                line_of(node),
                N_("“{rest}” stands behind “::: {name}” and would be lost"),
                N_("Write it on the next line, inside the box."),
                rest=rest.strip(),
                name=name,
            )
        match name:
            case "lines":
                if not re.fullmatch(r"[1-9]\d?", rest.strip()):
                    raise problem_at(line_of(node), N_("“::: lines” wants a number from 1 to 99"))
                return AnswerLines(int(rest))
            case "name-line":
                return NameLine(tuple(unescape(part.strip()) for part in rest.split("|") if part.strip()))
            case "new-page":
                return PageBreak()
            case "columns":
                return self._columns(node, rest.strip(), heading)
            case "table":
                return tuple(self.blocks(node, role, rest or "-", heading))
            case "subtitle" | "meta" | "badge":
                return tuple(self.blocks(node, name))
            case _:
                inner = self.blocks(node, heading=heading)
                return Note(cast("NoteRole", name), tuple(inner))

    def _columns(self, node: Node, count: str, heading: str) -> Columns:
        if count not in ("2", "3"):
            raise problem_at(line_of(node), N_("“::: columns” wants the number 2 or 3"))
        blocks = tuple(self.blocks(node, heading=heading))
        if node.parent is None or not node.parent.is_root:
            raise problem_at(
                line_of(node), N_("columns stand in no box and no list"), N_("Put the boxes into the columns.")
            )
        if any(isinstance(block, PageBreak) for block in walk(blocks)):
            raise problem_at(
                line_of(node),
                N_("no new page begins within columns"),
                N_("End the columns before “::: new-page”, and begin new ones after it."),
            )
        return Columns(int(count), blocks)


def _refuse_date(item: Node, number: int, alone: bool) -> None:
    """What begins a list in Markdown's eyes and was meant for a date: 2024. 6. 19."""
    if number > 999 or (alone and [child.type for child in item.children][:1] == ["ordered_list"]):
        raise problem_at(
            line_of(item),
            N_("a number with a dot at the beginning of a line begins a list; here it looks like a date"),
            N_("Put a backslash before the dot: 2024\\. 6. 19."),
        )


def _parted(item: Item, number: int, sign: str) -> list[Item]:
    """The items of a numbered list that somebody typed in one line: `1. a<br>2. b`."""
    next_one = re.search(rf"\n{number + 1}{re.escape(sign)} +", plain(item.text))
    if not next_one:
        return [item]
    rest = Item(cut(item.text, next_one.end(), len(plain(item.text))), item.blocks)
    return [Item(cut(item.text, 0, next_one.start())), *_parted(rest, number + 1, sign)]


def unescape(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
