"""Rules on words: what stands beside a Korean word has to be that word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courseware.checks.items import problem
from courseware.errors import N_, Problem
from courseware.text.hanja import HANJA, another_word, readings, reads_as
from courseware.unit.model import Unit

_HANGUL = re.compile(r"[가-힣]")


def hanja_fits_hangul(unit: Unit) -> Iterator[Problem]:
    """A hanja is read as one syllable, so a word never has more hanja than syllables."""
    pairs = [(f"vocabulary.terms.{term.id}.hanja", term.term, term.hanja) for term in unit.vocabulary.terms]
    pairs += [(f"actors.actors.{actor.id}.hanja", actor.name, actor.hanja) for actor in unit.actors.actors]
    for place, text, hanja in pairs:
        korean = str(text.get("ko", ""))
        if hanja and korean and len(HANJA.findall(hanja)) > len(_HANGUL.findall(korean)):
            yield problem(
                unit,
                place,
                N_("{hanja} has more characters than {hangul} has syllables"),
                N_("Compare the two syllable by syllable."),
                hanja=hanja,
                hangul=korean,
            )


def characters_of_term(unit: Unit) -> Iterator[Problem]:
    """A character explained beside a term is one of the term's, and its reading is heard in the term."""
    for term in unit.vocabulary.terms:
        place = f"vocabulary.terms.{term.id}.characters"
        for character in term.characters:
            if character.hanja not in (term.hanja or ""):
                yield problem(
                    unit,
                    place,
                    N_("{character} is not in {hanja}"),
                    N_("Correct one of the two."),
                    character=character.hanja,
                    hanja=term.hanja or "–",
                )
            if "ko" in term.term and character.reading not in str(term.term.get("ko", "")):
                yield problem(
                    unit,
                    place,
                    N_("{character} is read {reading} here, but {term} has no such syllable"),
                    N_("Write the reading as the term has it (여/녀, 이/리 …)."),
                    character=character.hanja,
                    reading=character.reading,
                    term=term.term.get("ko", ""),
                )


def hanja_read_as_hangul(unit: Unit) -> Iterator[Problem]:
    """Each hanja is read as the syllable beside it, by libhangul's table and the initial-sound law."""
    pairs = [(f"vocabulary.terms.{term.id}.hanja", term.term, term.hanja) for term in unit.vocabulary.terms]
    pairs += [(f"actors.actors.{actor.id}.hanja", actor.name, actor.hanja) for actor in unit.actors.actors]
    for place, text, hanja in pairs:
        korean = str(text.get("ko", ""))
        wrong = reads_as(hanja, korean) if hanja and korean else ""
        if wrong:
            yield problem(
                unit,
                place,
                N_("{hanja} is not read {hangul}: {character} is read {readings}"),
                N_("Look the word up, and write its own hanja."),
                hanja=hanja,
                hangul=korean,
                character=wrong,
                readings=", ".join(sorted(readings(wrong))),
            )
    yield from _characters_read(unit)


def hanja_known(unit: Unit) -> Iterator[Problem]:
    """Two hanja of a term are a word of the list, where the list has that word with others: 住民, not 主民."""
    for term in unit.vocabulary.terms:
        korean = str(term.term.get("ko", ""))
        known = another_word(korean, term.hanja) if term.hanja and korean and not reads_as(term.hanja, korean) else []
        if known:
            yield problem(
                unit,
                f"vocabulary.terms.{term.id}.hanja",
                N_("{hangul} is not known written {hanja}"),
                N_("The list of words has {known}; look the word up."),
                level="warning",
                hangul=korean,
                hanja=term.hanja,
                known=", ".join(known[:4]),
            )


def _characters_read(unit: Unit) -> Iterator[Problem]:
    for term in unit.vocabulary.terms:
        for character in term.characters:
            known = readings(character.hanja)
            if known and character.reading not in known:
                yield problem(
                    unit,
                    f"vocabulary.terms.{term.id}.characters",
                    N_("{character} is read {readings}, not {reading}"),
                    N_("Correct the reading."),
                    character=character.hanja,
                    readings=", ".join(sorted(known)),
                    reading=character.reading,
                )
