"""What must hold before printing: every rule by name. To add one, write a function, and put it here with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from courseware.checks import (
    anchors,
    countries,
    items,
    looks,
    mentions,
    names,
    opens,
    pairs,
    quotations,
    romanised,
    speakers,
    statements,
    terms,
    times,
    verbatim,
    words,
)
from courseware.checks.held import Held
from courseware.course.courses import Course
from courseware.errors import N_, Problem, instead
from courseware.unit.article import ArticleText, file_name
from courseware.unit.model import OPEN, Unit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A rule of `check`: the function that finds what breaks it, and in one sentence what it holds."""

    find: Callable[[T], Iterator[Problem]]
    holds: str


OPEN_POINTS = "nothing-open"
"""The rule that no course and no `allow` switches off: what is open is printed in a draft only."""

UNIT_RULES: dict[str, Rule[Unit]] = {
    OPEN_POINTS: Rule(opens.nothing_open, N_("Nothing is left to be written or decided.")),
    "anchors-exist": Rule(anchors.exist, N_("An item names paragraphs that the article has.")),
    "every-item-sourced": Rule(
        anchors.every_item_sourced, N_("Every item names its paragraphs, or says “outside: true” and cites.")
    ),
    "references-exist": Rule(names.references_exist, N_("Whom a relation or a quotation names is one of the actors.")),
    "addresses-are-addresses": Rule(names.addresses, N_("An address begins with https:// or http://.")),
    "romanisations-together": Rule(
        names.romanisations_together, N_("A Korean name has both romanizations or neither.")
    ),
    "languages-known": Rule(
        names.languages_known, N_("The headline is there in the language that it was published in.")
    ),
    "lists-not-empty": Rule(items.not_empty, N_("No list of a unit is empty.")),
    "quotations-within-budget": Rule(quotations.within_budget, N_("Quotations are short, and few.")),
    "quotations-name-their-wording": Rule(
        quotations.wording_named, N_("“verbatim” is a language that the quotation has.")
    ),
    "speakers-are-actors": Rule(
        speakers.is_actor, N_("Where “actor” is a person, the speaker has that person's name.")
    ),
    "times-in-order": Rule(times.in_order, N_("Dates run forward.")),
    "numbers-in-range": Rule(times.numbers_in_range, N_("Minutes, lines and other numbers are of a sensible size.")),
    "hanja-fits-hangul": Rule(words.hanja_fits_hangul, N_("A word has no more hanja than syllables.")),
    "characters-of-term": Rule(
        words.characters_of_term, N_("A character explained beside a term is one of the term's.")
    ),
    "hanja-read-as-hangul": Rule(words.hanja_read_as_hangul, N_("Each hanja is read as the syllable beside it.")),
    "hanja-known": Rule(words.hanja_known, N_("The hanja of a term are those of that word in the list of words.")),
    "terms-used-alike": Rule(terms.used_alike, N_("A term of the glossary is called the same throughout.")),
    "published-names-fit": Rule(
        romanised.published_names_fit, N_("A Korean's name as published can be read as its hangul.")
    ),
    "romanisations-right": Rule(romanised.romanisations_right, N_("Romanizations follow their rules.")),
    "languages-same-facts": Rule(pairs.same_facts, N_("Korean and English carry the same dates and numbers.")),
    "languages-same-people": Rule(pairs.same_people, N_("Korean and English name the same people.")),
    "languages-similar-length": Rule(pairs.similar_length, N_("Neither language says much less than the other.")),
    "time-for-questions": Rule(times.time_for_questions, N_("The questions fit into the unit's minutes.")),
}
"""What a unit shows by itself."""

ARTICLE_RULES: dict[str, Rule[Held]] = {
    "article-unchanged": Rule(
        anchors.article_unchanged, N_("The article's text is the one that the unit was drawn from.")
    ),
    "anchors-in-text": Rule(anchors.in_text, N_("Every paragraph that an item names is in the article's text.")),
    "quotations-verbatim": Rule(verbatim.quotations, N_("Quotations stand word for word in the paragraphs named.")),
    "no-long-copies": Rule(verbatim.no_long_copies, N_("No text repeats the article over 25 words in a row.")),
    "facts-in-article": Rule(
        statements.facts_in_article, N_("Dates, times and numbers of an item stand in its paragraphs.")
    ),
    "names-in-article": Rule(mentions.names_in_article, N_("Names stand in the article.")),
    "countries-in-article": Rule(
        countries.in_pair_or_paragraphs,
        N_("A country named in one language is meant in the other, or in the item's paragraphs."),
    ),
    "people-in-paragraphs": Rule(
        mentions.people_in_paragraphs, N_("A person whom an item names stands in its paragraphs.")
    ),
    "terms-in-article": Rule(terms.in_article, N_("A term occurs in its paragraphs.")),
}
"""What only shows beside the article's text."""

COURSE_RULES: dict[str, Rule[Course]] = {
    "contrast": Rule(looks.contrast, N_("The course's colors can be read on paper and on screen.")),
    "word-file": Rule(looks.word_file, N_("Handouts follow everything in the course's Word file.")),
}


def unit_problems(unit: Unit, article_texts: Mapping[str, ArticleText] | None = None) -> list[Problem]:
    """What the rules find in a unit, by file and line; what the unit allows is left out.

    `article_texts` are the article's texts by language; without them, the rules that need one are not asked.
    """
    held = Held(unit, article_texts or {})
    found = [replace(problem, rule=name) for name, rule in UNIT_RULES.items() for problem in rule.find(unit)]
    if held.texts:
        found += [replace(problem, rule=name) for name, rule in ARTICLE_RULES.items() for problem in rule.find(held)]
    allowed = _allowed(unit)
    found = [problem for problem in found if not {("", problem.rule), (_item_of(problem), problem.rule)} & allowed]
    unwritten = opens.unwritten(unit)
    found = [problem for problem in found if problem.rule == OPEN_POINTS or not _is_about(problem, unwritten)]
    return sorted([*found, *_unknown_rules(unit)], key=lambda problem: (str(problem.file), problem.line or 0))


TEXT_HERE = "article-text-here"
"""The rule that the article's text lies beside the unit; a unit that is passed on without it may allow it."""


def without_text(unit: Unit) -> Problem:
    """What could not be checked because the article's text is not beside the unit."""
    return replace(
        items.problem(
            unit,
            "source.article",
            N_("the article's text is not here, so quotations, dates, numbers, names and terms were not held to it"),
            N_("Put it beside the unit as {file}, each part with its id ([title], [p1] …); git leaves it out."),
            level="note",
            file=file_name(unit.article.language, unit.article.language),
        ),
        rule=TEXT_HERE,
    )


_OTHERS = {TEXT_HERE: N_("The article's text lies beside the unit.")}


def _is_about(problem: Problem, unwritten: frozenset[str]) -> bool:
    """Whether a problem is one of a text that is still to be written: that is said already."""
    place = f"{problem.file.stem if problem.file else ''}.{problem.field}"
    return place in unwritten or OPEN in map(str, problem.values.values())


def about(rule: str) -> str:
    """What a rule holds, in a sentence to be translated; "" for what is no rule of the tables."""
    known: dict[str, Rule[Any]] = {**UNIT_RULES, **ARTICLE_RULES, **COURSE_RULES}
    return known[rule].holds if rule in known else _OTHERS.get(rule, "")


def _allowed(unit: Unit) -> set[tuple[str, str]]:
    """Item (or "" for the whole unit) and rule, for each `allow:`."""
    by_item = {(place, str(rule)) for place, item in items.items(unit) for rule in item.allow}
    return by_item | {("", str(rule)) for rule in unit.source.allow}


def _item_of(problem: Problem) -> str:
    """The place of the item that a problem is in: actors.actors.putin."""
    return ".".join([problem.file.stem if problem.file else "", *problem.field.split(".")[:2]])


def _unknown_rules(unit: Unit) -> Iterator[Problem]:
    """A misspelt rule in `allow:` would allow nothing."""
    known = [*UNIT_RULES, *ARTICLE_RULES, TEXT_HERE]
    for place, allow in [("source", unit.source.allow), *((place, item.allow) for place, item in items.items(unit))]:
        for name in allow:
            if name not in known:
                remedy, values = instead(name, known)
                message, where = N_("there is no rule “{rule}”"), f"{place}.allow.{name}"
                yield items.problem(unit, where, message, remedy, "error", rule=name, **values)


def course_problems(course: Course) -> list[Problem]:
    """What the rules find in a course."""
    return [replace(problem, rule=name) for name, rule in COURSE_RULES.items() for problem in rule.find(course)]
