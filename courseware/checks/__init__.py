"""What must hold before printing: runs the rules on a unit or a course, and leaves out what the unit allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from courseware.checks import items, opens
from courseware.checks.evidence import Evidence
from courseware.checks.rule import Rule
from courseware.checks.rules import ARTICLE_RULES, COURSE_RULES, OPEN_POINTS, UNIT_RULES
from courseware.course.courses import Course
from courseware.errors import N_, Problem, instead
from courseware.unit.article import ArticleText, file_name
from courseware.unit.model import OPEN, Unit


def unit_problems(unit: Unit, article_texts: Mapping[str, ArticleText] | None = None) -> list[Problem]:
    """What the rules find in a unit, by file and line; what the unit allows is left out.

    `article_texts` are the article's texts by language; without them, the rules that need one are not asked.
    """
    evidence = Evidence(unit, article_texts or {})
    problems = [replace(problem, rule=name) for name, rule in UNIT_RULES.items() for problem in rule.find(unit)]
    if evidence.texts:
        problems += [
            replace(problem, rule=name) for name, rule in ARTICLE_RULES.items() for problem in rule.find(evidence)
        ]
    allowed = _allowed(unit)
    problems = [
        problem for problem in problems if not {("", problem.rule), (_item_of(problem), problem.rule)} & allowed
    ]
    unwritten = opens.unwritten(unit)
    problems = [problem for problem in problems if problem.rule == OPEN_POINTS or not _is_about(problem, unwritten)]
    return sorted([*problems, *_unknown_rules(unit)], key=lambda problem: (str(problem.file), problem.line or 0))


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
