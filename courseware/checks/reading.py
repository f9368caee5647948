"""How hard a unit's own texts are to read, in counts that say what they are; no count is a CEFR or TOPIK level."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from courseware.checks.items import items, texts
from courseware.languages import LANGUAGES
from courseware.unit.model import Unit

_MODULES = ("background", "actors", "timeline", "questions")
_LEFT_OUT = frozenset({"cite", "name", "role", "relations", "look_for"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts over the sentences that students read: background, positions, timeline and questions."""

    sentences: int
    words: int
    longest: int
    long_words: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / self.sentences

    @property
    def long_share(self) -> float:
        """Long words as a percentage of all."""
        return self.long_words * 100 / self.words


def figures(unit: Unit) -> Mapping[str, Reading]:
    """The counts of each language in which the unit has a sentence, and words that can be counted."""
    long = {lang: LANGUAGES[lang].long_word for lang in unit.languages}
    readings = {lang: _count(_sentences(unit, lang), letters) for lang, letters in long.items() if letters}
    return {lang: reading for lang, reading in readings.items() if reading.words}


def _sentences(unit: Unit, lang: str) -> list[list[str]]:
    running = [
        str(text[lang])
        for place, item in items(unit)
        if place.startswith(_MODULES)
        for _, text in texts(place, item, _LEFT_OUT)
        if lang in text
    ]
    parts = (part for text in running for part in re.split(r"(?<=[.?!])[\"”’)]*\s+", text.replace("**", "")))
    return [words for part in parts if (words := re.findall(r"\w[\w’'%-]*", part))]


def _count(sentences: list[list[str]], long: int) -> Reading:
    words = [word for sentence in sentences for word in sentence]
    longest = max((len(sentence) for sentence in sentences), default=0)
    return Reading(len(sentences), len(words), longest, sum(len(word) >= long for word in words))
