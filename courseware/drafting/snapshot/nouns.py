"""What a saved or pasted article is once it has been read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from courseware.unit.article import ArticleText

Hint: TypeAlias = Literal["", "title", "deck", "caption", "paragraph", "page"]
"""What a page's own marks say about a line; "" where it has none, as in pasted text.

"page" is what stands above the headline that a teacher gave: at best a time or a writer, never text.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of pasted text or a block of a page. `number` counts from 1."""

    number: int
    text: str
    hint: Hint = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What did not become a part of the article. `why` is a message, `values` fill it in."""

    text: str
    why: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it, and as what, in the article's language."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as the page, or with `given` the teacher, says it.

    What is not said (`hour`, `zone`) has been filled in with 0:00 and Korea's.
    """

    when: datetime
    hour: bool = True
    zone: bool = True
    given: bool = False

    def __str__(self) -> str:
        """As source.yaml has it: a plain day where nobody knows the hour."""
        return (self.when if self.hour else self.when.date()).isoformat()


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands about the article beside its text: in a page's data, or in lines that are not its own words."""

    title: str | None = None
    posted: Moment | None = None
    modified: Moment | None = None
    bylines: tuple[Byline, ...] = ()
    publisher: str | None = None
    agency: str | None = None
    url: str | None = None
    has_original: bool = False
    original_url: str | None = None
    live: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An article: its parts, its language, what is known about it, and what was left out on the way."""

    text: ArticleText
    language: str
    facts: Facts
    left_out: tuple[LeftOut, ...] = ()

    @property
    def words(self) -> int:
        """Words of headline, deck and paragraphs; a dash between spaces is none."""
        texts = (part.text for part in self.text.parts if not part.id.startswith("c"))
        return sum(bool(re.search(r"\w", word)) for text in texts for word in text.split())
