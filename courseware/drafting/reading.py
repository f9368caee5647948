"""An article's text read for drafting: its parts, sentences, and words around a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courseware.unit.article import ArticleText
from courseware.unit.model import Anchor

_ABBREVIATIONS = {"Mr", "Mrs", "Ms", "Dr", "St", "No", "Gen", "Col", "Sen", "Rep", "Gov", "Prof", "vs", "Inc", "Co"}
_MONTHS = {"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"}
"""Abbreviations where a number follows: “on Jan. 21”; a sentence may end with one, too."""
_END = re.compile(r"(?<![.!?…])[.!?…]++[”\"’')\]]*+(?=\s+[\"“‘(\[]?[A-Z0-9가-힣]|\s*$)")
_LAST = re.compile(r"([\w.]{1,20})[.!?…]\W{0,9}$")
_WORD = 30
"""Letters at the end of a sentence in which its last word stands, if it is an abbreviation."""
_FAR = 800
"""Letters before and behind a place that can say who speaks there, who is meant, or when: more than a sentence has."""
_NEAR = 300
"""Letters on either side of a place in which the words around it are."""
_AROUND = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the article: with titles as it prints them, where, and where only perhaps."""

    name: str
    roles: tuple[str, ...] = ()
    source: tuple[Anchor, ...] = ()
    unsure: tuple[tuple[Anchor, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A body, a country or a city of the article; `names` by language; `unsure` where they may be cut or too long."""

    names: dict[str, str]
    source: tuple[Anchor, ...]
    unsure: bool = False


def passages(text: ArticleText) -> Iterator[tuple[Anchor, str]]:
    """The captions and paragraphs: what an item is drawn from."""
    return ((part.id, part.text) for part in text.parts if part.id[0] in "cp")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; a quotation of several is not cut."""
    pieces: list[str] = []
    start = counted = opened = straight = 0
    for end in _END.finditer(text):
        stop = end.end()
        opened += text.count("“", counted, stop) - text.count("”", counted, stop)
        straight += text.count('"', counted, stop)
        counted = stop
        word = _LAST.search(text[max(stop - _WORD, start) : stop])
        is_month = word is not None and word[1] in _MONTHS and text[stop : stop + _WORD].lstrip()[:1].isdigit()
        is_name = word is not None and (word[1] in _ABBREVIATIONS or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word[1]))
        if opened <= 0 and straight % 2 == 0 and not (is_name or is_month):
            pieces.append(text[start:stop].strip())
            start, opened, straight = stop, 0, 0
    return [*pieces, text[start:].strip()] if text[start:].strip() else pieces


def before(text: str, at: int, begin: int = 0) -> str:
    """What a place is read by: the words before it, from `begin` on."""
    return text[max(at - _FAR, begin) : at]


def behind(text: str, at: int, end: int | None = None) -> str:
    """The words behind a place, up to `end`."""
    return text[at : min(at + _FAR, len(text) if end is None else end)]


def around(text: str, start: int, end: int) -> str:
    """The words at a place with a few on either side: enough to find it, too few to replace the article."""
    before, after = text[max(start - _NEAR, 0) : start].split(), text[end : end + _NEAR].split()
    glue_before = "" if start and not text[start - 1].isspace() else " "
    glue_after = "" if end < len(text) and not text[end].isspace() else " "
    words = " ".join(before[-_AROUND:]) + glue_before + text[start:end] + glue_after + " ".join(after[:_AROUND])
    return ("… " if len(before) > _AROUND else "") + words.strip() + (" …" if len(after) > _AROUND else "")
