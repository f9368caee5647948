"""The rule on who speaks: a quotation's speaker is the actor that it names, in either language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from courseware.checks.items import problem
from courseware.checks.pairs import LANGUAGE
from courseware.checks.people import Person, people
from courseware.errors import N_, Problem
from courseware.unit.model import Quotation, Unit


def is_actor(unit: Unit) -> Iterator[Problem]:
    """Whom `actor` names is called by name in `speaker`; of “The mayor” alone in every language no rule can tell."""
    known = people(unit)
    for quote in unit.quotes.quotes:
        person = known.get(quote.actor or "")
        if person is None:
            continue
        langs = [lang for lang in LANGUAGE if lang in quote.speaker and lang in person.full]
        apart = [lang for lang in langs if _another(quote, lang, person, known)]
        for lang in apart:
            certain = len(apart) < len(langs) or _names_somebody(quote, lang, known)
            yield problem(
                unit,
                f"quotes.quotes.{quote.id}.speaker.{lang}",
                N_("the speaker “{speaker}” is not called {name}, but “actor:” is {actor}"),
                N_("Correct “speaker:” or “actor:”, so that both mean the same person."),
                level="error" if certain else "note",
                speaker=quote.speaker[lang],
                name=person.full[lang],
                actor=quote.actor,
            )


def _another(quote: Quotation, lang: str, person: Person, known: Mapping[str, Person]) -> bool:
    """Whether the speaker is not called by that person's name, or by a family name that is here another's."""
    called = person.named(str(quote.speaker[lang]), lang)
    return called is False or (called is None and _names_somebody(quote, lang, known))


def _names_somebody(quote: Quotation, lang: str, known: Mapping[str, Person]) -> bool:
    return any(person.full[lang] in quote.speaker[lang] for person in known.values() if lang in person.full)
