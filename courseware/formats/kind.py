"""What a format is: one object that says how a handout is written, how it is read back, and what keeps a reader out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courseware.document.blocks import Document
    from courseware.errors import Problem
    from courseware.look.style import Style


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file and how many pages it prints on; None where only a word processor knows."""

    data: bytes
    pages: int | None = None


def _none(_: bytes) -> list[Problem]:
    return []


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that handouts are written as. Its functions import what they need when they are called.

    `name` is the word for it in course.yaml, and the ending of its files. `barriers` finds what keeps a reader out;
    it may be left out. `edited` says that teachers change such files: what lies beside one that was changed has the
    words from before. One that is `usual` is made where a course names none.

    `texts` gives every text of a finished file for the proof, without trusting what wrote it. A piece is what is read
    in one go: a paragraph with all its words in whatever looks, a heading, an item, a note, a title, a description, an
    address, a property. A cell is one piece as a whole, besides its paragraphs. The mark of a footnote parts no
    sentence. Words that files are made of (names of styles, "center") are no pieces, but whatever is told, hidden or
    commented is.
    """

    name: str
    write: Callable[[Document, Style], Written]
    texts: Callable[[bytes], list[str]]
    barriers: Callable[[bytes], list[Problem]] = _none
    edited: bool = False
    usual: bool = False

    @property
    def ending(self) -> str:
        return f".{self.name}"
