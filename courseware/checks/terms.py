"""Rules on terms: they stand in the article, and the unit's own texts use them alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from courseware.checks.english import lemma
from courseware.checks.evidence import Evidence, plain
from courseware.checks.items import items, problem, texts
from courseware.errors import N_, Problem
from courseware.unit.model import Text, Unit

_NAMES = re.compile(r"[,;/()]")
"""What parts the names of one term: great power, superpower; NATO (North Atlantic Treaty Organization)."""
_LITTLE = frozenset("a an the to be of in on for and or with by at from past its one".split())
_ENDING = re.compile(r"(?:하다|되다|시키다|스럽다|롭다|다)$")


def in_article(evidence: Evidence) -> Iterator[Problem]:
    """A term stands in its paragraphs: by lemma in English, by its stem in Korean; a phrase at least word by word."""
    has = {"en": _has_english, "ko": _has_korean}.get(evidence.lang)
    for term in evidence.unit.vocabulary.terms if has else ():
        if term.outside or not term.source or evidence.lang not in term.term:
            continue
        text = str(term.term[evidence.lang])
        places = [anchor for anchor, part in evidence.parts.items() if has and has(text, part)]
        if evidence.parts and not places:
            yield evidence.absent(f"vocabulary.terms.{term.id}.term", f"“{text}”")
        elif evidence.parts and not set(places) & set(term.source):
            yield from evidence.elsewhere(f"vocabulary.terms.{term.id}.source", f"“{text}”", places, term)


@lru_cache(maxsize=512)
def _lemmas(text: str) -> tuple[str, ...]:
    return tuple(lemma(word) for word in re.findall(r"[a-z0-9]+", text.replace("'s", "")))


def _has_english(term: str, text: str) -> bool:
    there = _lemmas(text)
    for name in _NAMES.split(plain(term)):
        wanted = [word for word in _lemmas(name) if word not in _LITTLE]
        if wanted and all(word in there or _written_apart(word, text) for word in wanted):
            return True
    return False


def _written_apart(word: str, text: str) -> bool:
    """ceasefire is cease-fire."""
    return len(word) > 5 and word in re.sub(r"[- ]", "", text)


def _has_korean(term: str, text: str) -> bool:
    tight = re.sub(r"\s", "", text)
    for name in _NAMES.split(term):
        pieces = [_stem(word) for word in name.split()]
        if pieces and all(re.search(piece, tight) for piece in pieces):
            return True
    return False


_RIEUL = 8
_FINALS = (0, 4, _RIEUL, 16, 17)
"""Numbers of the final consonants, none, ㄴ, ㄹ, ㅁ, ㅂ, that a stem in ㄹ has: 열다, 여는, 연다, 엶, 엽니다."""


def _stem(word: str) -> str:
    """A pattern of a word without its ending, as it stands in all its forms."""
    stem = _ENDING.sub("", word)
    in_rieul = stem and stem == word[:-1] and (ord(stem[-1]) - ord("가")) % 28 == _RIEUL
    if not in_rieul:
        return re.escape(stem)
    forms = (chr(ord(stem[-1]) - _RIEUL + final) for final in _FINALS)
    return f"{re.escape(stem[:-1])}[{''.join(forms)}]"


LEAST_ENGLISH, LEAST_KOREAN, LEAST_USES = 5, 2, 4
"""Letters and syllables of a term that is looked for in running text, and how often it stands there at least."""


def used_alike(unit: Unit) -> Iterator[Problem]:
    """Where the English text has a term, the Korean one has its Korean, if nearly all of the unit's texts do so."""
    names = {
        _first_name(term.term["en"]): _first_name(term.term["ko"])
        for term in unit.vocabulary.terms
        if {"ko", "en"} <= set(term.term)
    }
    running = list(_running_texts(unit))
    for english, korean in names.items():
        if len(english) < LEAST_ENGLISH or len(_ENDING.sub("", korean).replace(" ", "")) < LEAST_KOREAN:
            continue
        longer = [re.escape(other) for other in names if english.lower() in other.lower() and other != english]
        pattern = re.compile("|".join([*(f"(?:{name})" for name in longer), rf"\b({re.escape(english)})s?\b"]))
        uses = [(where, text) for where, text in running if any(pattern.findall(str(text["en"])))]
        stem = re.compile("".join(_stem(word) for word in korean.split()))
        apart = [where for where, text in uses if not stem.search(re.sub(r"\s", "", str(text["ko"])))]
        if len(uses) >= LEAST_USES and len(apart) <= len(uses) / 4:
            for where in apart:
                yield problem(
                    unit,
                    f"{where}.ko",
                    N_("the English text says “{english}”, but the Korean one does not say “{korean}” as elsewhere"),
                    N_("Use the glossary's word, unless the sentence needs another."),
                    level="note",
                    english=english,
                    korean=korean,
                )


def _running_texts(unit: Unit) -> Iterator[tuple[str, Text]]:
    for place, item in items(unit):
        if not place.startswith("vocabulary."):
            for where, text in texts(place, item, frozenset({"cite", "name", "speaker", "relations"})):
                if {"ko", "en"} <= set(text):
                    yield where, text


def _first_name(term: str | None) -> str:
    return _NAMES.split(re.sub(r"^(?:to be|to|the|an?) ", "", term or ""))[0].strip()
