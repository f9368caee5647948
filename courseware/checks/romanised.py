"""Rules on names and terms in Latin letters: as published, in Revised Romanization, in McCune–Reischauer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courseware.checks.items import problem
from courseware.errors import N_, Phrase, Problem
from courseware.text.romanization import (
    district,
    fits,
    folded,
    follows_revised,
    mccune_reischauer_name,
    revised,
    revised_name,
    written_name,
)
from courseware.unit.model import Text, Unit

_KOREAN = re.compile(r"[가-힣]{2,4}")
_SPOKEN = re.compile(r"[가-힣·\s-]+")
"""Hangul alone: how figures, letters and brackets are spoken is not in the rules."""
_SHAPE = re.compile(r"[A-Z]\w+ [A-Z]\w+-\w+")
"""Kim Jong-un: how the press writes a Korean's name."""


def published_names_fit(unit: Unit) -> Iterator[Problem]:
    """A Korean's name as the article prints it can be read as the hangul beside it."""
    names = [(f"actors.actors.{a.id}.name", a.name, bool(a.rr)) for a in unit.actors.actors if a.kind == "person"]
    authors = enumerate(unit.article.authors, 1)
    names += [(f"source.article.authors[{number}].name", author.name, False) for number, author in authors]
    for where, name, is_korean in names:
        if _korean(name, is_korean) and not fits(str(name["ko"]), str(name["en"])):
            yield problem(
                unit,
                where,
                N_("{roman} is no usual way to write {hangul}"),
                N_("Compare the two syllable by syllable; if the person writes it so, allow it with that reason."),
                level="warning",
                roman=name["en"],
                hangul=name["ko"],
            )


def _korean(name: Text, known: bool) -> bool:
    if not {"ko", "en"} <= set(name) or not _KOREAN.fullmatch(str(name["ko"])):
        return False
    return known or _SHAPE.fullmatch(str(name["en"])) is not None


def romanisations_right(unit: Unit) -> Iterator[Problem]:
    """rr follows the Revised Romanization and mr McCune–Reischauer; in a name nothing assimilates in rr."""
    for term in unit.vocabulary.terms:
        hangul, place = str(term.term.get("ko", "")), f"vocabulary.terms.{term.id}"
        if term.rr is None and "ko" in unit.languages and len(unit.languages) > 1:
            yield problem(unit, place, N_("the term has no romanization"), N_("Add a line “rr: …” with its sound."))
        if term.rr and _SPOKEN.fullmatch(hangul) and not follows_revised(hangul, term.rr):
            yield _not_written(unit, f"{place}.rr", term.rr, hangul, _words_shown(hangul, term.rr))
    for actor in unit.actors.actors:
        place, hangul = f"actors.actors.{actor.id}", str(actor.name.get("ko", ""))
        is_person = actor.kind == "person" and _KOREAN.fullmatch(hangul)
        if actor.rr and not is_person and _SPOKEN.fullmatch(hangul) and not follows_revised(hangul, actor.rr):
            yield _not_written(unit, f"{place}.rr", actor.rr, hangul, _words_shown(hangul, actor.rr))
        if actor.rr and is_person and folded(actor.rr) not in (forms := revised_name(hangul)):
            yield _not_written(unit, f"{place}.rr", actor.rr, hangul, _names_shown(hangul, forms))
        if actor.mr and is_person and folded(actor.mr) not in (forms := mccune_reischauer_name(hangul)):
            yield _not_written(unit, f"{place}.mr", actor.mr, hangul, _names_shown(hangul, forms))


def _not_written(unit: Unit, where: str, roman: str, hangul: str, forms: list[str]) -> Problem:
    is_revised = where.endswith(".rr")
    return problem(
        unit,
        where,
        N_("{hangul} is not written “{roman}” in {system}"),
        N_("By the rules it is {forms}."),
        level="error" if is_revised else "warning",
        hangul=hangul,
        roman=roman,
        system=Phrase(N_("Revised Romanization") if is_revised else N_("McCune–Reischauer")),
        forms=" / ".join(forms),
    )


def _shortest(forms: frozenset[str]) -> list[str]:
    return sorted(forms, key=lambda form: (len(form), form))[:3]


def _words_shown(hangul: str, roman: str) -> list[str]:
    """Up to three of the forms, the shortest first; for what is written as a name, also those of a district."""
    return [*_shortest(revised(hangul)), *(district(hangul) if roman[:1].isupper() else [])]


def _names_shown(hangul: str, forms: frozenset[str]) -> list[str]:
    """Up to three of the forms with their two parts apart: Kim T’aeho."""
    return [written_name(hangul, form).replace("'", "’") for form in _shortest(forms)]
