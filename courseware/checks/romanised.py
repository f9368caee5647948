"""Rules on names and terms in Latin letters: as published, in Revised Romanization, in McCune–Reischauer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courseware.checks.items import problem
from courseware.errors import N_, Problem
from courseware.model import Text, Unit
from courseware.romanization import fits, folded, mccune_reischauer_name, revised, revised_name, written_name

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
    given = [
        (f"vocabulary.terms.{t.id}.rr", t.rr, str(t.term["ko"]), revised(str(t.term["ko"])), "rr", False)
        for t in unit.vocabulary.terms
        if _SPOKEN.fullmatch(str(t.term.get("ko", "")))
    ]
    for actor in unit.actors.actors:
        hangul = str(actor.name.get("ko", ""))
        is_person = actor.kind == "person" and _KOREAN.fullmatch(hangul)
        if actor.rr and _SPOKEN.fullmatch(hangul):
            forms = revised_name(hangul) if is_person else revised(hangul)
            given.append((f"actors.actors.{actor.id}.rr", actor.rr, hangul, forms, "rr", bool(is_person)))
        if actor.mr and is_person:
            given.append((f"actors.actors.{actor.id}.mr", actor.mr, hangul, mccune_reischauer_name(hangul), "mr", True))
    for where, roman, hangul, forms, system, is_name in given:
        if folded(roman) not in forms:
            yield problem(
                unit,
                where,
                N_("{hangul} is not written “{roman}” in {system}"),
                N_("By the rules it is {forms}."),
                level="error" if system == "rr" else "warning",
                hangul=hangul,
                roman=roman,
                system={"rr": "Revised Romanization", "mr": "McCune–Reischauer"}[system],
                forms=" / ".join(_shown(forms, hangul if is_name else "")),
            )


def _shown(forms: frozenset[str], name: str) -> list[str]:
    """Up to three of the forms, the shortest first; those of a name with its two parts apart: Kim T’aeho."""
    first = sorted(forms, key=lambda form: (len(form), form))[:3]
    return [written_name(name, form).replace("'", "’") for form in first] if name else first
