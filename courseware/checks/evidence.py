"""A unit beside its article's text, and what is read of the text once for all rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from courseware.checks.items import problem
from courseware.errors import N_, Level, Problem
from courseware.languages.facts import Fact, facts, of_when
from courseware.languages.when import When
from courseware.unit.article import ArticleText
from courseware.unit.model import Anchor, Anchored, Unit

_SIGNS = str.maketrans(
    dict.fromkeys("“”„«»「」『』", '"')
    | dict.fromkeys("‘’`´", "'")
    | dict.fromkeys("–—‑−", "-")
    | {"\u00a0": " ", "ㆍ": "·"}
)


def plain(text: str) -> str:
    """Text as it is compared: one kind of quotation mark, dash and space, small letters."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SIGNS).replace("...", "…").lower().split())


@dataclass(frozen=True)
class Evidence:
    """A unit, and the texts of its article by language. Anchors mean the one in the article's own language."""

    unit: Unit
    texts: Mapping[str, ArticleText] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The language of the article that the unit is drawn from."""
        return self.unit.article.language

    @cached_property
    def printed(self) -> Mapping[Anchor, str]:
        """The parts that anchors name; none where only a text in another language is there."""
        own = self.texts.get(self.lang)
        return own.by_id if own else {}

    @cached_property
    def parts(self) -> Mapping[Anchor, str]:
        """The same, ready to compare."""
        return {anchor: plain(text) for anchor, text in self.printed.items()}

    @cached_property
    def whole(self) -> Mapping[str, str]:
        """Language -> the whole text, ready to compare."""
        return {lang: plain(" \n ".join(part.text for part in text.parts)) for lang, text in self.texts.items()}

    @cached_property
    def part_facts(self) -> Mapping[Anchor, tuple[Fact, ...]]:
        posted = self.unit.article.day
        return {anchor: facts(text, self.lang, posted) for anchor, text in self.printed.items()}

    @cached_property
    def other_facts(self) -> tuple[Fact, ...]:
        """What the article states besides its parts: the days of posting and changing, and the original's text."""
        article = self.unit.article
        days = [article.posted, *([article.modified] if article.modified else [])]
        known = [of_when(When(day.year, day.month, day.day)) for day in days]
        for lang, text in self.texts.items():
            if lang != self.lang:
                known += [fact for part in text.parts for fact in facts(part.text, lang, article.day)]
        return tuple(known)

    def anchored(self, anchors: Iterable[Anchor]) -> str:
        """The named parts as one text, ready to compare."""
        return " \n ".join(self.parts.get(anchor, "") for anchor in anchors)

    def absent(self, where: str, what: str, level: Level = "error") -> Problem:
        """Something that the article does not have."""
        message = N_("{what} is not in the article")
        remedy = N_("Correct it, or mark the item “outside: true” and cite where it is from.")
        return problem(self.unit, where, message, remedy, level=level, what=what)

    def elsewhere(self, where: str, what: str, places: Iterable[str], item: Anchored) -> Iterator[Problem]:
        """Something that the article has, but not where the item says; a part that is not there is said already."""
        if set(item.source) - self.parts.keys():
            return
        places = list(places)
        yield problem(
            self.unit,
            where,
            N_("{what} stands in {places}, not in {source}") if places else N_("{what} does not stand in {source}"),
            N_("Add the paragraph to “source:”, or correct it."),
            level="warning",
            what=what,
            places=listed(places),
            source=listed(item.source, 8),
        )


def listed(anchors: Iterable[str], most: int = 4) -> str:
    """p2, p3, p7 …"""
    places = list(anchors)
    return ", ".join(places[:most]) + (" …" if len(places) > most else "")


def words(text: str) -> list[str]:
    """The words of a plain text, without the punctuation around them."""
    return re.findall(r"(?<![\w'%-])[\w'%-]*\w", text)
