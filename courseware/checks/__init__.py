"""What must hold before printing: every rule by name. To add one, write a function and put it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from courseware.checks import anchors, items, looks, names, opens, quotations, times, words
from courseware.courses import Course
from courseware.errors import Problem
from courseware.model import Unit

Rule = Callable[[Unit], Iterator[Problem]]

UNIT_RULES: dict[str, Rule] = {
    "nothing-open": opens.nothing_open,
    "anchors-exist": anchors.exist,
    "every-item-sourced": anchors.every_item_sourced,
    "references-exist": names.references_exist,
    "addresses-are-addresses": names.addresses,
    "romanisations-together": names.romanisations_together,
    "languages-known": names.languages_known,
    "lists-not-empty": items.not_empty,
    "quotations-within-budget": quotations.within_budget,
    "quotations-name-their-wording": quotations.wording_named,
    "times-in-order": times.in_order,
    "numbers-in-range": times.numbers_in_range,
    "hanja-fits-hangul": words.hanja_fits_hangul,
    "characters-of-term": words.characters_of_term,
}

COURSE_RULES: dict[str, Callable[[Course], Iterator[Problem]]] = {"contrast": looks.contrast}


def unit_problems(unit: Unit) -> list[Problem]:
    """What the rules find in a unit, by file and line."""
    found = [problem for rule in UNIT_RULES.values() for problem in rule(unit)]
    return sorted(found, key=lambda problem: (str(problem.file), problem.line or 0))


def course_problems(course: Course) -> list[Problem]:
    """What the rules find in a course."""
    return [problem for rule in COURSE_RULES.values() for problem in rule(course)]
