"""What must hold before printing: every rule by name. To add one, write a function and put it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from courseware.article import ArticleText, file_name
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
from courseware.courses import Course
from courseware.errors import N_, Problem
from courseware.model import OPEN, Unit

Rule = Callable[[Unit], Iterator[Problem]]

OPEN_POINTS = "nothing-open"
"""The rule that no course and no `allow` switches off: what is open is printed in a draft only."""

UNIT_RULES: dict[str, Rule] = {
    OPEN_POINTS: opens.nothing_open,
    "anchors-exist": anchors.exist,
    "every-item-sourced": anchors.every_item_sourced,
    "references-exist": names.references_exist,
    "addresses-are-addresses": names.addresses,
    "romanisations-together": names.romanisations_together,
    "languages-known": names.languages_known,
    "lists-not-empty": items.not_empty,
    "quotations-within-budget": quotations.within_budget,
    "quotations-name-their-wording": quotations.wording_named,
    "speakers-are-actors": speakers.is_actor,
    "times-in-order": times.in_order,
    "numbers-in-range": times.numbers_in_range,
    "hanja-fits-hangul": words.hanja_fits_hangul,
    "characters-of-term": words.characters_of_term,
    "hanja-read-as-hangul": words.hanja_read_as_hangul,
    "hanja-known": words.hanja_known,
    "terms-used-alike": terms.used_alike,
    "published-names-fit": romanised.published_names_fit,
    "romanisations-right": romanised.romanisations_right,
    "languages-same-facts": pairs.same_facts,
    "languages-same-people": pairs.same_people,
    "languages-similar-length": pairs.similar_length,
    "time-for-questions": times.time_for_questions,
}
"""What a unit shows by itself."""

ARTICLE_RULES: dict[str, Callable[[Held], Iterator[Problem]]] = {
    "article-unchanged": anchors.article_unchanged,
    "anchors-in-text": anchors.in_text,
    "quotations-verbatim": verbatim.quotations,
    "no-long-copies": verbatim.no_long_copies,
    "facts-in-article": statements.facts_in_article,
    "names-in-article": mentions.names_in_article,
    "countries-in-article": countries.in_pair_or_paragraphs,
    "people-in-paragraphs": mentions.people_in_paragraphs,
    "terms-in-article": terms.in_article,
}
"""What only shows beside the article's text."""

COURSE_RULES: dict[str, Callable[[Course], Iterator[Problem]]] = {
    "contrast": looks.contrast,
    "word-file": looks.word_file,
}


def unit_problems(unit: Unit, article_texts: Mapping[str, ArticleText] | None = None) -> list[Problem]:
    """What the rules find in a unit, by file and line; what the unit allows is left out.

    `article_texts` are the article's texts by language; without them, the rules that need one are not asked.
    """
    held = Held(unit, article_texts or {})
    found = [replace(problem, rule=name) for name, rule in UNIT_RULES.items() for problem in rule(unit)]
    if held.texts:
        found += [replace(problem, rule=name) for name, rule in ARTICLE_RULES.items() for problem in rule(held)]
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


def _is_about(problem: Problem, unwritten: frozenset[str]) -> bool:
    """Whether a problem is one of a text that is still to be written: that is said already."""
    place = f"{problem.file.stem if problem.file else ''}.{problem.field}"
    return place in unwritten or OPEN in map(str, problem.values.values())


def about(rule: str) -> str:
    """What a rule holds, in its own first sentence."""
    known: dict[str, Callable[..., Iterator[Problem]]] = {**UNIT_RULES, **ARTICLE_RULES, **COURSE_RULES}
    text = known[rule].__doc__ if rule in known else None
    return (text or "").partition("\n")[0]


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
                near = get_close_matches(name, known, n=1, cutoff=0.4)
                remedy = N_("Did you mean “{guess}”?") if near else N_("Known here: {known}.")
                message, guess = N_("there is no rule “{rule}”"), near[0] if near else ""
                where, others = f"{place}.allow.{name}", ", ".join(known)
                yield items.problem(unit, where, message, remedy, rule=name, guess=guess, known=others)


def course_problems(course: Course) -> list[Problem]:
    """What the rules find in a course."""
    return [replace(problem, rule=name) for name, rule in COURSE_RULES.items() for problem in rule(course)]
