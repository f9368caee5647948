"""A template's text as somebody typed it: what places words stays, and what only looks like a mark is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from markdown_it.token import Token

from courseware.document import boxes
from courseware.errors import CoursewareError
from courseware.text import spans

LINK_LIKE = re.compile(r"\]\((?:https?:|www\.|mailto:)[^)]*\)?")
_BLANKS = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HELD = {ord(blank): 0xE030 + number for number, blank in enumerate(_BLANKS)}
_FREED = {held: blank for blank, held in _HELD.items()}
"""Blanks that somebody typed to place a text. Markdown takes them away at both ends of a line, but not these signs."""
_NO_MARK = re.compile(r"^(?![ \t]*:).*$", re.MULTILINE)
_WIDE_MARKER = re.compile(r"^([ \t>]*)(\d{1,9}[.)]|[-*+])( {2,})(?=\S)", re.MULTILINE)
_MARKER = re.compile(r" *(?:\d{1,9}[.)]|[-*+]) +(?=\S)")
_INDENT = 4
"""Columns by which templates indent what belongs to an item of a list."""


def held(text: str) -> str:
    """`text` as the parser has to see it for nothing that was typed to place words to get lost, line by line.

    CommonMark counts the content of an item from its first word: what stands four columns in would not belong to an
    item that begins with “10.” and two blanks.
    """

    def narrow(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}{' ' * min(len(match[3]), max(_INDENT - len(match[2]), 1))}"

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


def freed(text: str) -> str:
    return text.translate(_FREED)


def joined(tokens: Iterable[Token]) -> Iterator[Token]:
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
    return token.type == "text" and ("**" in token.content or bool(LINK_LIKE.search(token.content)))


def refuse_near_misses(tokens: Sequence[Token]) -> None:
    """What would be printed, but was surely meant for the mark of a box, is an error."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type == "inline":
            for number, words in enumerate(spans.without(freed(token.content), "<!--", "-->").split("\n"), line):
                if signs := boxes.near_miss(words):
                    raise CoursewareError(replace(boxes.no_mark(signs), line=number + 1))
