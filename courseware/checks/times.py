"""Rules on dates, minutes and lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from courseware.checks.items import problem
from courseware.errors import N_, Problem
from courseware.model import Unit

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
    """Minutes and lines are counts that a lesson and a page can hold."""
    for question in unit.questions.questions:
        place = f"questions.questions.{question.id}"
        if not 0 <= question.lines <= MOST_LINES:
            yield problem(
                unit,
                f"{place}.lines",
                N_("{value} lines cannot be printed"),
                N_("Choose from {low} to {high}."),
                value=question.lines,
                low=0,
                high=MOST_LINES,
            )
        if question.minutes < 1:
            yield problem(unit, f"{place}.minutes", N_("a question takes a minute at least"))
