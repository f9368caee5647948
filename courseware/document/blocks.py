"""The document in the middle: blocks that say what a thing is, never how it looks.

Templates are parsed into these blocks; writers see nothing else but a Style. Many kinds of module become few
kinds of block, so a new format needs to know only this file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from typing import Literal, TypeAlias

from courseware.text.letters import EASTERN, LATIN

Audience: TypeAlias = Literal["student", "teacher"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is all alike.

    `text` may hold "\\n", a line break that somebody asked for. `lang` is a BCP 47 tag, set only where the text is not
    in the document's language ("ko" on an English sheet; "ko-Latn" for romanised Korean), so that a writer can choose
    the font and a screen reader the voice. `muted` text is secondary: an anchor, a romanisation. `underline` is what
    a question speaks of. A run with a `footnote` prints the note's mark instead of its text, which is empty.
    """

    text: str
    bold: bool = False
    emphasis: bool = False
    muted: bool = False
    lang: str | None = None
    link: str | None = None
    footnote: Inlines = ()
    underline: bool = False


Inlines: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the handout's title; sections are level 2, parts of a section level 3.

    `anchor` is the name by which a link leads here: a Run's link to it is "#" and the name.
    """

    level: int
    text: Inlines
    anchor: str = ""


ParagraphRole: TypeAlias = Literal["body", "subtitle", "meta", "badge"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. "subtitle" stands under the title, "meta" is small print, "badge" says level and edition."""

    text: Inlines
    role: ParagraphRole = "body"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: its text, then whatever belongs to it (answer lines, a teacher's note, a list)."""

    text: Inlines
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """Numbered (`ordered`, from `start`) or bulleted. Numbers look as the course wants, or have a `bracket`: 1)."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    bracket: bool = False


Side: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Table:
    """One header row and body rows of equal length. `widths` are parts of the text width and add up to 1.

    `caption` names the table for a reader who cannot see it; it is not printed. `aligns` says for each column how its
    text stands; None, and no entry at all, leave it to the look. With `names_rows` the first cell of a row says what
    the row is about: whoever goes down a column hears it.
    """

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    widths: tuple[float, ...]
    caption: str = ""
    aligns: tuple[Side | None, ...] = ()
    names_rows: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, and who said them, where and when."""

    text: Inlines
    attribution: Inlines = ()


@dataclass(frozen=True, slots=True)
class AnswerLines:
    """Room to write on: `count` ruled lines. `label` describes them to a reader who cannot see them."""

    count: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class NameLine:
    """The line a student fills in first: a blank after each of `fields` (Name, Date; 학년, 반, 번호, 이름).

    `labels` describe the blanks, one for each, to a reader who cannot see them.
    """

    fields: tuple[str, ...]
    labels: tuple[str, ...] = ()


NoteRole: TypeAlias = Literal["box", "teacher", "source"]


@dataclass(frozen=True, slots=True)
class Note:
    """A set-off box. "teacher" is for the teacher alone; "source" says where the material is from.

    `label` says so to a reader who cannot see the box.
    """

    role: NoteRole
    blocks: tuple[Block, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """A part of the handout that is set in `count` columns. It stands on the page itself, in no other block."""

    count: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture (PNG or JPEG bytes), what it shows in words, and its width as a part of the text width."""

    image: bytes
    alt: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block: TypeAlias = (
    Heading | Paragraph | List | Table | Quote | AnswerLines | NameLine | Note | Columns | Figure | PageBreak
)


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands at the head or the foot of every page, left and right.

    Writers replace PAGE and PAGES by the number of the page and of all pages.
    """

    left: Inlines = ()
    right: Inlines = ()


PAGE = "\ue010"
PAGES = "\ue011"


@dataclass(frozen=True, slots=True)
class Document:
    """One handout in one language and edition, complete but for its look.

    `date` is the unit's date in ISO 8601 (`2024-06-24T17:44:00+09:00`); files bear it, never the clock's. `names` are
    those of persons, in every language, which stay on one line.
    """

    title: str
    lang: str
    edition: Audience
    blocks: tuple[Block, ...]
    header: Margin = field(default_factory=Margin)
    footer: Margin = field(default_factory=Margin)
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    date: str = "2000-01-01T00:00:00+00:00"


def plain(text: Inlines) -> str:
    """The characters of `text` without their properties, and without its footnotes."""
    return "".join(run.text for run in text)


Stress: TypeAlias = Literal["dots", "slant", ""]
"""How a stretch of emphasised text shows it: dots above each letter, slanted letters, or not at all."""


def stresses(text: str) -> Iterator[tuple[str, Stress]]:
    """Emphasised `text` in stretches, each as its script shows emphasis: never by colour, which a copier takes away.

    Hangul and hanja, and digits in a word with them, get dots (드러냄표), their marks and brackets nothing; Latin
    letters, and words without hangul or hanja, are slanted. Weight is left to what is bold.
    """
    at = 0
    for phrase in _PHRASE.finditer(text):
        yield from _lettered(text[at : phrase.start()])
        yield phrase[0], "slant"
        at = phrase.end()
    yield from _lettered(text[at:])


def _lettered(words: str) -> Iterator[tuple[str, Stress]]:
    """Words with hangul or hanja in them, and the blanks around."""
    for stress, letters in groupby(words, _stress):
        yield "".join(letters), stress


def _stress(letter: str) -> Stress:
    if _LATIN.match(letter):
        return "slant"
    return "dots" if letter.isalnum() else ""


_PHRASE = re.compile(rf"(?<!\S)[^\s{EASTERN}]+(?:\s+[^\s{EASTERN}]+)*(?!\S)")
"""Words without hangul, hanja or kana."""
_LATIN = re.compile(f"[{LATIN}]")


def columns_aligned(table: Table) -> tuple[Side | None, ...]:
    """How each column of `table` stands, one entry for each."""
    return table.aligns or (None,) * len(table.widths)


def cut(text: Inlines, start: int, end: int) -> Inlines:
    """`text` from one character to another, with the footnotes in it."""
    runs, at = [], 0
    for run in text:
        part = run.text[max(start - at, 0) : max(end - at, 0)]
        if part or (run.footnote and start <= at <= end):
            runs.append(replace(run, text=part))
        at += len(run.text)
    return tuple(runs)


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines of a cell that belong together: one line, or, with a `sign` before each, the items of a list."""

    lines: tuple[Inlines, ...]
    sign: str = ""


_SIGNED = re.compile(r"\s*([→•▪‣])\s*(?=\S)")
_LINE_END = re.compile(r"\n(?=[^\S\n]*\S)")
"""A line break before something to read: empty lines are room, and belong to the line above."""


def entries(cell: Inlines) -> Iterator[Entry]:
    """What stands in a cell, each line a paragraph of its own; lines that begin with the same sign are a list."""
    for sign, lines in groupby(_lines(cell), lambda line: line[1]):
        texts = tuple(text for text, _ in lines)
        yield from (Entry(texts, sign),) if sign else (Entry((text,)) for text in texts)


def _lines(cell: Inlines) -> Iterator[tuple[Inlines, str]]:
    """Each line of a cell without the sign that it begins with, and that sign."""
    text, begin = plain(cell), 0
    ends = [match.start() for match in _LINE_END.finditer(text) if text[: match.start()].strip()]
    for end in (*ends, len(text)):
        match = _SIGNED.match(text, begin, end)
        yield cut(cell, match.end() if match else begin, end), match[1] if match else ""
        begin = end + 1


def footnotes(text: Inlines) -> Iterator[Inlines]:
    """The notes that `text` refers to, in their order."""
    return (run.footnote for run in text if run.footnote)


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every block, outer before inner, in reading order."""
    for block in blocks:
        yield block
        match block:
            case List(items=items):
                for item in items:
                    yield from walk(item.blocks)
            case Note(blocks=inner) | Columns(blocks=inner):
                yield from walk(inner)


def texts(blocks: Sequence[Block]) -> Iterator[Inlines]:
    """Every piece of printed text in reading order: the words that each format has to show, a note behind its text."""
    for text in _texts(blocks):
        yield text
        yield from footnotes(text)


def _texts(blocks: Sequence[Block]) -> Iterator[Inlines]:
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield text
            case Quote(text=text, attribution=by):
                yield text
                if by:
                    yield by
            case List(items=items):
                for item in items:
                    yield item.text
                    yield from _texts(item.blocks)
            case Table(header=header, rows=rows):
                for cell in chain(header, *rows):
                    yield from (line for entry in entries(cell) for line in entry.lines)
            case Note(blocks=inner) | Columns(blocks=inner):
                yield from _texts(inner)
            case NameLine(fields=fields):
                yield from ((Run(name),) for name in fields)


def spoken(blocks: Sequence[Block]) -> Iterator[str]:
    """What is not printed, but told to somebody who cannot see: descriptions of pictures, tables, blanks, boxes."""
    for block in walk(blocks):
        match block:
            case Figure(alt=text) | Table(caption=text) | AnswerLines(label=text) | Note(label=text):
                yield text
            case NameLine(labels=labels):
                yield from labels


def mapped(blocks: Sequence[Block], change: Callable[[Block], Block | None]) -> tuple[Block, ...]:
    """`blocks` with each replaced by what `change` makes of it, inner ones first; None leaves a block out."""
    kept: list[Block] = []
    for block in blocks:
        inner = block
        match block:
            case List(items=items):
                inner = replace(block, items=tuple(replace(item, blocks=mapped(item.blocks, change)) for item in items))
            case Note(blocks=within) | Columns(blocks=within):
                inner = replace(block, blocks=mapped(within, change))
        changed = change(inner)
        if changed is not None:
            kept.append(changed)
    return tuple(kept)
