"""The article's own text beside a unit: numbered parts that every item of the unit can be held to.

The text is the publisher's. It lies in article.txt (the language that source.yaml names) and, where the original in
another language was pasted too, in article.<lang>.txt; git ignores both. Each part begins with its id:

    # Lines that begin with # are notes.
    [title] After the summit …

    [p1] The first paragraph, which may go on
    over several lines until the next id.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import textfile
from courseware.unit.model import Anchor

LONGEST = 300_000
"""Letters of an article: a book has as many, and whoever has a book wants a chapter."""
_ID = re.compile(r"\[(title|deck|[cp][1-9]\d*)\]\s*(.*)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an article: its headline, its deck, a caption or a paragraph."""

    id: Anchor
    text: str


@dataclass(frozen=True)
class ArticleText:
    """An article's parts in the order of the page: title, deck, captions (c1 …), paragraphs (p1 …)."""

    parts: tuple[Part, ...]

    @cached_property
    def by_id(self) -> Mapping[Anchor, str]:
        return {part.id: part.text for part in self.parts}

    @cached_property
    def sha256(self) -> str:
        """Changes when a part is changed, moved or numbered anew; notes and line breaks do not count."""
        return hashlib.sha256("\n".join(_line(part) for part in self.parts).encode("utf-8")).hexdigest()

    def count(self, kind: str) -> int:
        """How many captions ("c") or paragraphs ("p") there are."""
        return sum(re.fullmatch(rf"{kind}\d+", part.id) is not None for part in self.parts)


def file_name(lang: str, article_language: str) -> str:
    """article.txt holds the article in its own language, article.ko.txt a Korean original of an English one."""
    return "article.txt" if lang == article_language else f"article.{lang}.txt"


def load(folder: Path, lang: str, article_language: str) -> ArticleText | None:
    """The article's text in `lang` beside a unit, or None where nobody put it there. Raises CoursewareError."""
    path = folder / file_name(lang, article_language)
    return parse(textfile.read(path), path) if path.is_file() else None


def parse(text: str, path: Path) -> ArticleText:
    """The parts of a text as `dump` writes it. Raises CoursewareError for an id given twice or a text without one."""
    refuse_book(text, path)
    parts: dict[Anchor, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        begins = _ID.fullmatch(line.strip())
        if begins:
            anchor = Anchor(begins[1])
            if anchor in parts:
                message, remedy = N_("the part “{id}” stands here twice"), N_("Give one of the two another number.")
                raise CoursewareError(Problem(message, remedy, {"id": anchor}, path, number))
            current = parts[anchor] = [begins[2]]
        elif line.strip() and not line.startswith("#"):
            if current is None:
                message, remedy = N_("the text has no number"), N_("Begin each part with its id, like [title] or [p1].")
                raise CoursewareError(Problem(message, remedy, {}, path, number))
            current.append(line)
    return ArticleText(tuple(Part(anchor, " ".join(" ".join(lines).split())) for anchor, lines in parts.items()))


def refuse_book(text: str, path: Path) -> None:
    """Raise CoursewareError for a text that is too long to be an article."""
    if len(text) > LONGEST:
        what = N_("the text has {count} letters; an article has {limit} at most")
        remedy = N_("Keep the article's own text, and delete the rest.")
        raise CoursewareError(Problem(what, remedy, {"count": f"{len(text):,}", "limit": f"{LONGEST:,}"}, path))


def dump(article: ArticleText, notes: Iterable[str] = ()) -> str:
    """The text of a file that `parse` reads back; `notes` stand above it, a line each."""
    head = "".join(f"# {note}\n" for note in notes)
    return head + "\n" * bool(head) + "\n\n".join(_line(part) for part in article.parts) + "\n"


def _line(part: Part) -> str:
    return f"[{part.id}] {part.text}"
