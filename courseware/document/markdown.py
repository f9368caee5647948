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
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import groupby, islice
from typing import cast
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.rules_inline.state_inline import Delimiter, Scanned
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode as Node
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from courseware.document import boxes, enumerations
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
    Run,
    Side,
    Table,
    plain,
    walk,
)
from courseware.document.boxes import BOXES, MARKS
from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign
from courseware.text import spans

_KOREAN = re.compile(r"[ᄀ-ᇿ㄰-㆏가-힣一-鿿㐀-䶿豈-﫿]+(?:[ ·‧,()]*[ᄀ-ᇿ㄰-㆏가-힣一-鿿㐀-䶿豈-﫿]+)*")
"""A stretch of hangul or hanja, with what may stand between two Korean words."""
_ATTRIBUTION = ("— ", "—", "– ")
_PICTURE = N_(
    "Write it on lines of its own, like ![a map of …](map.png){width=60}; 60 is a part of the text width in %."
)
_SPACED_MARK = re.compile(r"(?<!\\)\[\^([^\[\]\s]*+[ \t][^\[\]]*+)\]")
_HEADING_LIKE = re.compile(r"(##+|#(?=[^#]*$))([^\W\d_]+)")
"""A word directly behind the signs of a heading; “#1” and a row of hashtags are none."""
_LINKS = ("https://", "http://", "mailto:")
_LINK_LIKE = re.compile(r"\]\((?:https?:|www\.|mailto:)[^)]*\)?")
_BLANKS = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HELD = {ord(blank): 0xE030 + number for number, blank in enumerate(_BLANKS)}
_FREED = {held: blank for blank, held in _HELD.items()}
"""Blanks that somebody typed to place a text. Markdown takes them away at both ends of a line, but not these signs."""
_TAB = "\u2003\u2003"
"""What a tab within a line becomes: as wide in every format."""
_NO_MARK = re.compile(r"^(?![ \t]*:).*$", re.MULTILINE)
_WIDE_MARKER = re.compile(r"^([ \t>]*)(\d{1,9}[.)]|[-*+])( {2,})(?=\S)", re.MULTILINE)
_MARKER = re.compile(r" *(?:\d{1,9}[.)]|[-*+]) +(?=\S)")
_INDENT = 4
"""Columns by which templates indent what belongs to an item of a list."""
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
_DEEPEST = 19
"""The level of Markdown's signs inside of which its parser reads nothing any more, and says nothing of it."""
_CLASSES = ("muted", "underline")


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
        if found := _SPACED_MARK.search(line):
            what, remedy = N_("the footnote's name “{label}” has a space"), N_("Write it like [^1] or [^note].")
            raise _at(number, what, remedy, label=found[1])
    too_deep = N_("signs stand within signs deeper than a handout can show"), N_("Delete those that are not needed.")
    with foreign.parser(*too_deep):
        tokens = _MARKDOWN.parse(_held(text))
        for token in tokens:
            token.children = token.children and list(_joined(token.children))
        root = Node(tokens)
    if deepest := next((token for token in tokens if token.level >= _DEEPEST and token.map), None):
        raise _at((deepest.map or [0])[0], *too_deep)
    _refuse_near_misses(tokens)
    parser = _Parser(lang, picture, text.splitlines(), _footnotes(root), _headings(root, sections or {}))
    blocks = tuple(parser.blocks(root))
    for label, node in parser.footnotes.items():
        if label not in parser.noted:
            raise _at(
                _line(node),
                N_("nothing refers to the footnote “{label}”"),
                N_("Put its mark [^{label}] behind the words that it is about, or delete it."),
                label=label,
            )
    return blocks


def _held(text: str) -> str:
    """`text` as the parser has to see it for nothing that was typed to place words to get lost, line by line.

    CommonMark counts the content of an item from its first word: what stands four columns in would not belong to an
    item that begins with “10.” and two blanks.
    """

    def narrow(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}{' ' * min(len(found[3]), max(_INDENT - len(found[2]), 1))}"

    nested = "".join(_nested(_WIDE_MARKER.sub(narrow, text).splitlines(keepends=True)))
    return _NO_MARK.sub(lambda line: line[0].translate(_HELD), nested)


def _nested(lines: Iterable[str]) -> Iterator[str]:
    """Lists that stand two blanks in below “1. ” belong to that item, though CommonMark wants three blanks for it."""
    outer = wanted = shift = 0
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        marker = _MARKER.match(line)
        if line.strip() and indent < outer + 2:
            outer, wanted, shift = indent, indent + len(marker[0].lstrip(" ")) if marker else 0, 0
        elif marker and indent < wanted and not shift:
            shift = wanted - indent
        yield " " * shift + line if line.strip() else line


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """A line's tokens with the pieces of text that stand side by side as one; each escaped sign is a piece of its own.

    What has the signs of bold or of a link in it stays alone: somebody meant them.
    """
    for is_text, group in groupby(tokens, lambda token: token.type in ("text", "text_special") and not _meant(token)):
        if is_text:
            first, *others = group
            first.content = "".join([first.content, *(token.content for token in others)])
            first.type = "text_special"
            yield first
        else:
            yield from group


def _meant(token: Token) -> bool:
    return token.type == "text" and ("**" in token.content or bool(_LINK_LIKE.search(token.content)))


def _refuse_near_misses(tokens: Sequence[Token]) -> None:
    """What would be printed, but was surely meant for the mark of a box, is an error."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type == "inline":
            for number, words in enumerate(spans.without(_freed(token.content), "<!--", "-->").split("\n"), line):
                if signs := boxes.near_miss(words):
                    raise CoursewareError(replace(no_mark(signs), line=number + 1))


def _freed(text: str) -> str:
    return text.translate(_FREED)


def no_mark(signs: str) -> Problem:
    """What a teacher reads of colons that she may have meant for a mark."""
    return Problem(
        N_("“{signs}” looks like the mark of a box, and is none"),
        N_("Write “::: name” and “:::” on lines of their own, or \\{signs} to print the signs."),
        {"signs": signs},
    )


def _headings(root: Node, sections: dict[int, str]) -> dict[str, Node]:
    """Each heading by the names that links may call it: its section's, if it is the first there, and its own."""
    found: dict[str, Node] = {}
    for node in root.walk():
        if node.type == "heading":
            section = next((name for line, name in reversed(sections.items()) if line <= _line(node)), "")
            words = "".join(
                inner.content for inner in node.children[0].walk() if inner.type in ("text", "text_special")
            )
            own = re.sub(r"[^\w\- ]", "", _freed(words).lower()).strip().replace(" ", "-")
            for name in (section, own):
                if name:
                    found.setdefault(name, node)
    return found


def _footnotes(root: Node) -> dict[str, Node]:
    """Where each footnote's text stands, by its label."""
    found: dict[str, Node] = {}
    for node in root.walk():
        if node.type == "footnote_reference":
            label = str(node.meta["label"])
            if label in found:
                raise _at(
                    _line(node),
                    N_("there are two footnotes “{label}”"),
                    N_("Give one of them another name."),
                    label=label,
                )
            found[label] = node
    return found


# --- what CommonMark lacks


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
        found = super().scanDelims(start, canSplitWord)
        if self.src[start] != "*":
            return found
        end = start + found.length
        opens = end < self.posMax and not self.src[end].isspace()
        closes = start > 0 and not self.src[start - 1].isspace()
        begun = self._begun(found.length)
        if found.length == 1 and self._is_sign(start, begun):
            return Scanned(False, False, 1)
        return Scanned(opens and not (closes and begun), closes and (begun or not opens), found.length)

    def _begun(self, length: int) -> bool:
        """Whether so many stars would end something: bold, emphasis, or both."""
        tallies: dict[int, _Tally] = self.env.setdefault("stars", {})
        tally = tallies.setdefault(id(self.delimiters), _Tally(self.delimiters))
        for stars in islice(self.delimiters, tally.counted, None):
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
        raise _at(first, N_("“:::” closes a box that was never opened"), N_("Delete it, or open a box with “::: box”."))
    if kind not in BOXES + MARKS:
        near = get_close_matches(kind, BOXES + MARKS, n=1, cutoff=0.5)
        raise _at(
            first,
            N_("there is no box called “{name}”"),
            N_("Did you mean “{guess}”?") if near else N_("Known here: {known}."),
            name=kind,
            guess=near[0] if near else "",
            known=", ".join(BOXES + MARKS),
        )
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
    raise _at(
        first, N_("the box “::: {name}” is never closed"), N_("Write a line “:::” where the box ends."), name=name
    )


def _markdown() -> MarkdownIt:
    """CommonMark less what a teacher meets by accident: code by indenting, headings by underlining, references."""
    md = MarkdownIt("commonmark").enable("table")
    md.disable(["code", "lheading", "reference"])
    md.inline.ruler.at("emphasis", _emphasis)
    md.core.ruler.disable(["text_join"])
    md.block.ruler.before("fence", "box", _box, {"alt": ["paragraph", "blockquote", "list", "table"]})
    md.use(attrs_plugin, spans=True, allowed=("lang", "class", "width"))
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    return md


_MARKDOWN = _markdown()


def _at(line: int, message: str, remedy: str = "", **values: object) -> CoursewareError:
    return CoursewareError(Problem(message, remedy, values, line=line + 1))


# --- tokens to blocks


@dataclass
class _Parser:
    lang: str
    picture: Callable[[str], bytes] | None
    lines: list[str]
    footnotes: dict[str, Node]
    headings: dict[str, Node]
    noted: set[str] = field(default_factory=set)
    """The labels that something has referred to."""

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
                raise _at(
                    _line(node),
                    N_("a comment is never closed, or text stands behind it on its line"),
                    N_("Write --> where the comment ends, and go on in a new line."),
                )
            case "hr":
                raise _at(
                    _line(node),
                    N_("a line of dashes or stars does nothing here"),
                    N_("For a new page write “::: new-page”; to print it put a backslash before it."),
                )
            case _:
                raise self._cannot_show(node, node)

    def _cannot_show(self, node: Node, block: Node) -> CoursewareError:
        kinds = {"fence": "```", "code_inline": "`"}
        remedy = N_(
            "Use text, **bold**, lists, tables, > quotations and ::: boxes; to print the sign put a \\ before it."
        )
        what = kinds.get(node.type, node.type)
        if tag := re.match(r"\s*</?\s*(\w*)", node.content) if node.type.startswith("html_") else None:
            what, remedy = f"<{tag[1] or '…'}>", _INSTEAD.get(tag[1].lower(), remedy)
        return _at(_line(block), N_("a handout cannot show “{what}”"), remedy, what=what)

    def _heading(self, node: Node) -> Heading:
        level = int(node.tag[1])
        if level > 3:
            raise _at(_line(node), N_("headings have three levels at most: #, ## and ###"))
        return Heading(level, self._inlines(node), self._anchor(node))

    def _anchor(self, heading: Node) -> str:
        """The first of its names; none for a heading that has the words of another."""
        return next((name for name, node in self.headings.items() if node is heading), "")

    def _paragraph(self, node: Node, role: str) -> Block:
        first = self.lines[_line(node)].lstrip() if _line(node) < len(self.lines) else ""
        if first.startswith("|"):
            raise _at(
                _line(node),
                N_("this looks like a table, but has no line |---|---| below its first row"),
                N_("Write |---| for each column below the heading row, and begin every row with |."),
            )
        if signs := _HEADING_LIKE.match(first):
            raise _at(
                _line(node),
                N_("“{signs}” begins no heading without a blank behind it"),
                N_("Write “{signs} {word} …” for a heading, or \\{signs} to print the sign."),
                signs=signs[1],
                word=signs[2],
            )
        picture = self._picture(node)
        return picture or Paragraph(self._inlines(node), cast("ParagraphRole", role))

    def _picture(self, node: Node) -> Figure | None:
        inline = node.children[0].children if node.children else []
        if len(inline) != 1 or inline[0].type != "image":
            return None
        image = inline[0]
        alt = _freed("".join(child.content for child in image.children))
        if not alt.strip():
            raise _at(
                _line(node),
                N_("the picture has no description"),
                N_("Say in the brackets what it shows: ![a map of …]({name})"),
                name=image.attrs["src"],
            )
        if self.picture is None:
            raise _at(_line(node), N_("a picture cannot stand here"))
        width = str(image.attrs.get("width", "100"))
        if not re.fullmatch(r"[1-9]\d?|100", width):
            raise _at(_line(node), N_("the width of a picture is a number from 1 to 100"), _PICTURE)
        try:
            data = self.picture(unquote(str(image.attrs["src"])))
        except CoursewareError as error:
            raise CoursewareError([replace(problem, line=_line(node) + 1) for problem in error.problems]) from error
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
            raise _at(_line(node), N_("a quotation holds text only"), N_("Put the list or the box after it."))
        by: Inlines = ()
        if len(texts) > 1 and plain(texts[-1]).startswith(_ATTRIBUTION):
            by = texts.pop()
        elif texts and "\n" in (words := plain(texts[-1])):
            at = words.rindex("\n")
            if words[at + 1 :].startswith(_ATTRIBUTION):
                by = _cut(texts[-1], at + 1, len(words))
                texts[-1] = _cut(texts[-1], 0, at)
        return tuple(Quote(text, by if n == len(texts) else ()) for n, text in enumerate(texts, 1))

    def _table(self, node: Node, widths: str, heading: str) -> Table:
        self._even_rows(node)
        rows = [tuple(self._inlines(cell) for cell in row.children) for part in node.children for row in part.children]
        aligns = tuple(_side(cell) for cell in node.children[0].children[0].children)
        return Table(rows[0], tuple(rows[1:]), self._widths(node, widths, rows), heading, aligns if any(aligns) else ())

    def _even_rows(self, node: Node) -> None:
        """A row with a cell too many loses it in Markdown; here it is an error."""
        first, last = cast("tuple[int, int]", node.map)
        wanted = _cells(self.lines[first])
        for number in range(first + 1, min(last, len(self.lines))):
            line = self.lines[number].strip()
            if not line.startswith("|"):
                raise _at(
                    number,
                    N_("this line stands directly below a table and would become a row of it"),
                    N_("Leave an empty line after the table, or begin the row with |."),
                )
            if _cells(line) != wanted:
                raise _at(
                    number,
                    N_("this row has {cells} cells, the heading row has {wanted}"),
                    N_("Give it as many cells as the heading row; an empty cell is “| |”."),
                    cells=_cells(line),
                    wanted=wanted,
                )

    def _widths(self, node: Node, widths: str, rows: Sequence[Sequence[Inlines]]) -> tuple[float, ...]:
        columns = len(rows[0])
        if not widths:
            return _natural_widths(rows)
        parts = [float(part) if re.fullmatch(r"\d+(\.\d+)?", part) else 0 for part in widths.split()]
        if len(parts) != columns or not all(parts):
            raise _at(
                _line(node),
                N_("“::: table” names {parts} widths for {columns} columns"),
                N_("Write one number for each column, like “::: table 30 70”."),
                parts=len(widths.split()),
                columns=columns,
            )
        return tuple(part / sum(parts) for part in parts)

    def _box(self, node: Node, role: str, heading: str) -> Block | tuple[Block, ...]:
        name, _, rest = node.info.partition(" ")
        if rest.strip() and name not in ("lines", "name-line", "table", "columns"):
            raise _at(
                _line(node),
                N_("“{rest}” stands behind “::: {name}” and would be lost"),
                N_("Write it on the next line, inside the box."),
                rest=rest.strip(),
                name=name,
            )
        match name:
            case "lines":
                if not re.fullmatch(r"[1-9]\d?", rest.strip()):
                    raise _at(_line(node), N_("“::: lines” wants a number from 1 to 99"))
                return AnswerLines(int(rest))
            case "name-line":
                return NameLine(tuple(_unescape(part.strip()) for part in rest.split("|") if part.strip()))
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
            raise _at(_line(node), N_("“::: columns” wants the number 2 or 3"))
        blocks = tuple(self.blocks(node, heading=heading))
        if node.parent is None or not node.parent.is_root:
            raise _at(_line(node), N_("columns stand in no box and no list"), N_("Put the boxes into the columns."))
        if any(isinstance(block, PageBreak) for block in walk(blocks)):
            raise _at(
                _line(node),
                N_("no new page begins within columns"),
                N_("End the columns before “::: new-page”, and begin new ones after it."),
            )
        return Columns(int(count), blocks)

    # --- inline text

    def _inlines(self, node: Node) -> Inlines:
        for inline in node.children:
            _keep_lines(inline, quoted=_within(node, "blockquote") is not None)
        runs = [run for child in node.children for run in self._runs(child, Run(""), node)]
        marked = [part for run in runs for part in self._with_language(run)]
        return _merged(marked)

    def _runs(self, node: Node, state: Run, block: Node) -> Iterator[Run]:
        match node.type:
            case "text" if "**" in node.content:
                raise _at(
                    _line(block),
                    N_("“**” begins bold text here and does not end it, or the other way round"),
                    N_("Put ** directly before the first and behind the last letter of the bold words."),
                )
            case "text" if found := _LINK_LIKE.search(node.content):
                raise _at(
                    _line(block),
                    N_("“{signs}” looks like a link, and is none"),
                    N_("Write [words](https://…) without blanks in the address, or \\] to print the sign."),
                    signs=_freed(found[0]),
                )
            case "text" | "text_special":
                yield replace(state, text=_freed(node.content).replace("\t", _TAB))
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
                raise _at(_line(block), N_("a picture stands alone in its paragraph"), _PICTURE)
            case _:
                raise self._cannot_show(node, block)
        for child in node.children:
            yield from self._runs(child, inner, block)

    def _footnote(self, label: str, block: Node) -> Inlines:
        """A footnote's text: one paragraph, and in no teacher's box that its mark is not in as well."""
        node = self.footnotes.get(label)
        if node is None:
            raise _at(
                _line(block),
                N_("the footnote “{label}” has no text"),
                N_("Write it on a line of its own: [^{label}]: …"),
                label=label,
            )
        if block.type in ("heading", "th", "footnote_reference") or _within(block, "footnote_reference"):
            raise _at(
                _line(block),
                N_("a footnote's mark cannot stand in a heading, a heading row or another footnote"),
                N_("Put it into the text."),
            )
        if (box := _within(node, "box", "teacher")) and box is not _within(block, "box", "teacher"):
            raise _at(
                _line(block),
                N_("the text of the footnote “{label}” stands in a teacher's box, its mark does not"),
                N_("Move the line [^{label}]: … out of the box, or the mark into it."),
                label=label,
            )
        if [child.type for child in node.children] != ["paragraph"]:
            raise _at(_line(node), N_("a footnote is one paragraph of text"), N_("Put the rest into the text."))
        self.noted.add(label)
        return self._inlines(node.children[0])

    def _span(self, node: Node, state: Run) -> Run:
        lang = str(node.attrs.get("lang", "")) or None
        kinds = str(node.attrs.get("class", "")).split()
        unknown = [kind for kind in kinds if kind not in _CLASSES]
        if unknown or (lang and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang)):
            raise _at(
                _line(node),
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
        if not any(_freed(inner.content).strip() for inner in node.walk()):
            raise _at(
                _line(block),
                N_("a link has no words, and nobody would see it"),
                N_("Write [words](https://…)."),
            )
        return self._address(str(node.attrs["href"]), block)

    def _address(self, address: str, block: Node) -> str:
        if address.startswith("#"):
            return f"#{self._target(unquote(address[1:]), block)}"
        if not address.startswith(_LINKS):
            raise _at(
                _line(block),
                N_("“{address}” is no address on the web"),
                N_("A link begins with https:// or mailto:, one to a heading of this handout with #."),
                address=address,
            )
        return address

    def _target(self, name: str, block: Node) -> str:
        """The anchor of the heading that is called so. A link to a teacher's heading would lead students nowhere."""
        around = (None, _within(block, "box", "teacher"))
        open_to = {name: node for name, node in self.headings.items() if _within(node, "box", "teacher") in around}
        if name not in open_to:
            near = get_close_matches(name, open_to, n=1, cutoff=0.5)
            raise _at(
                _line(block),
                N_("there is no heading called “{name}” to lead to"),
                N_("Known here: {known}."),
                name=name,
                known=", ".join(near or open_to) or "–",
            )
        return self._anchor(open_to[name])

    def _with_language(self, run: Run) -> Iterator[Run]:
        """Hangul and hanja in a text of another language are Korean, whether or not somebody said so."""
        if run.lang or run.footnote or self.lang == "ko" or run.text.isascii():
            yield run
            return
        position = 0
        for found in _KOREAN.finditer(run.text):
            if found.start() > position:
                yield replace(run, text=run.text[position : found.start()])
            yield replace(run, text=found[0], lang="ko")
            position = found.end()
        if position < len(run.text):
            yield replace(run, text=run.text[position:])


def _refuse_date(item: Node, number: int, alone: bool) -> None:
    """What begins a list in Markdown's eyes and was meant for a date: 2024. 6. 19."""
    if number > 999 or (alone and [child.type for child in item.children][:1] == ["ordered_list"]):
        raise _at(
            _line(item),
            N_("a number with a dot at the beginning of a line begins a list; here it looks like a date"),
            N_("Put a backslash before the dot: 2024\\. 6. 19."),
        )


def _parted(item: Item, number: int, sign: str) -> list[Item]:
    """The items of a numbered list that somebody typed in one line: `1. a<br>2. b`."""
    next_one = re.search(rf"\n{number + 1}{re.escape(sign)} +", plain(item.text))
    if not next_one:
        return [item]
    rest = Item(_cut(item.text, next_one.end(), len(plain(item.text))), item.blocks)
    return [Item(_cut(item.text, 0, next_one.start())), *_parted(rest, number + 1, sign)]


def _cut(text: Inlines, start: int, end: int) -> Inlines:
    """`text` from one character to another, with the footnotes in it."""
    found, at = [], 0
    for run in text:
        part = run.text[max(start - at, 0) : max(end - at, 0)]
        if part or (run.footnote and start <= at <= end):
            found.append(replace(run, text=part))
        at += len(run.text)
    return tuple(found)


def _keep_lines(inline: Node, quoted: bool) -> None:
    """Make the breaks hard before lines that somebody numbered by hand, and before a quotation's attribution."""
    children = inline.children
    lines = [n + 1 for n, child in enumerate(children) if n == 0 or child.type in ("softbreak", "hardbreak")]
    begins = {0 if at == 1 and children[0].type not in ("softbreak", "hardbreak") else at for at in lines}
    words = {at: children[at].content if at < len(children) else "" for at in sorted(begins)}
    kept = set(enumerations.of_lists(words))
    if quoted and words and (last := max(words)) and words[last].startswith(_ATTRIBUTION):
        kept.add(last)
    for at in kept - {0}:
        if children[at - 1].type == "softbreak":
            cast("Token", children[at - 1].token).type = "hardbreak"


def _within(node: Node | None, kind: str, info: str = "") -> Node | None:
    """The nearest node of a kind around `node`."""
    while node is not None and not node.is_root:
        if node.type == kind and (not info or node.info == info):
            return node
        node = node.parent
    return None


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


def _line(node: Node) -> int:
    """The line that a node begins on; an inline node has its parent's."""
    inner: Node | None = node
    while inner is not None and not inner.is_root:
        if inner.map:
            return inner.map[0]
        inner = inner.parent
    return 0


def _side(cell: Node) -> Side | None:
    """What :--, :-: or --: says of a cell's column."""
    found = re.search(r"left|center|right", str(cell.attrs.get("style", "")))
    return cast("Side", found[0]) if found else None


def _cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)(?:\\\\)*\|", line.strip())) - 1


def _unescape(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def _natural_widths(rows: Sequence[Sequence[Inlines]]) -> tuple[float, ...]:
    """Columns as wide as their longest text wants, within reason: hangul counts double, none gets under a tenth."""
    wanted = [min(max(_width(row[n]) for row in rows), 60) + 4 for n in range(len(rows[0]))]
    floor = sum(wanted) / 10
    parts = [max(part, floor) for part in wanted]
    return tuple(part / sum(parts) for part in parts)


def _width(text: Inlines) -> int:
    return max(
        sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) for line in plain(text).split("\n")
    )
