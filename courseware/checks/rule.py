"""What a rule of `check` is: what it holds, the function that finds what breaks it, and a slip that it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from courseware.errors import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake in one file: `wrong` where `right` stood, or the whole file where `right` is nothing.

    `says` is of the rule's message, in English. Tests make the slip, and the docs show it.
    """

    file: str
    right: str
    wrong: str
    says: str


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A rule: the function that finds what breaks it, in one sentence what it holds, and a slip that it finds."""

    find: Callable[[T], Iterator[Problem]]
    holds: str
    slip: Slip
