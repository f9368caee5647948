"""Rules on dates, minutes and lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from courseware.checks.items import problem
from courseware.errors import N_, Problem
from courseware.unit.model import Unit

MOST_LINES = 40
"""A page has fewer; more is a slip of the finger."""


def in_order(unit: Unit) -> Iterator[Problem]:
    """The timeline runs forward, a span ends after it begins, and a time is a time."""
    before = None
    for event in unit.timeline.events:
        place = f"timeline.events.{event.id}"
        if before and event.date.key < before.key:
            yield problem(
                unit,
                f"{place}.date",
                N_("{date} stands after {before}"),
                N_("Put the events in the order of their dates."),
                date=event.date,
                before=before,
            )
        if event.until and event.until.key < event.date.key:
            yield problem(unit, f"{place}.until", N_("the event ends before it begins"))
        if event.time and not _is_time(event.time):
            yield problem(
                unit, f"{place}.time", N_("“{time}” is not a time"), N_('Write it like "14:00".'), time=event.time
            )
        before = event.date


def _is_time(text: str) -> bool:
    try:
        dt.time.fromisoformat(text)
    except ValueError:
        return False
    return True


def numbers_in_range(unit: Unit) -> Iterator[Problem]:
    """Minutes, lines and words are counts that a lesson, a page and an article can have."""
    article, budget = unit.article, unit.article.quotation_budget
    numbers = [
        ("source.unit.minutes", unit.source.unit.minutes, 1, 6000),
        ("source.article.words", article.words, 1, 1_000_000),
        ("source.article.paragraphs", article.paragraphs, 1, 10_000),
        ("source.article.captions", article.captions, 0, 1000),
        ("source.article.posted", article.posted.year, 1980, 9998),
        ("source.article.quotation_budget.words_each", budget.words_each, 1, 200),
        ("source.article.quotation_budget.share_percent", budget.share_percent, 1, 100),
    ]
    for question in unit.questions.questions:
        place = f"questions.questions.{question.id}"
        numbers += [(f"{place}.lines", question.lines, 0, MOST_LINES), (f"{place}.minutes", question.minutes, 1, 600)]
    for place, value, low, high in numbers:
        if not low <= value <= high:
            message, remedy = N_("{value} is out of range"), N_("Choose from {low} to {high}.")
            yield problem(unit, place, message, remedy, value=value, low=low, high=high)


LINES_A_MINUTE = 2
"""Handwritten lines that a student has time for in a minute, at most."""


def time_for_questions(unit: Unit) -> Iterator[Problem]:
    """All questions fit into the unit's minutes, and each one's lines into its own."""
    questions = unit.questions.questions
    total = sum(question.minutes for question in questions)
    if total > unit.source.unit.minutes:
        yield problem(
            unit,
            "source.unit.minutes",
            N_("the questions take {total} minutes, the whole unit has {minutes}"),
            N_("Give the unit more time, or the questions less."),
            level="warning",
            total=total,
            minutes=unit.source.unit.minutes,
        )
    for question in questions:
        if question.lines > question.minutes * LINES_A_MINUTE:
            yield problem(
                unit,
                f"questions.questions.{question.id}.lines",
                N_("{lines} lines cannot be written in {minutes} minutes"),
                N_("Give more minutes, or fewer lines."),
                level="warning",
                lines=question.lines,
                minutes=question.minutes,
            )
