"""The one kind of trouble that a teacher may see: what is wrong, where, and what to do.

Messages are written in English and translated where they are shown (locales/<lang>/LC_MESSAGES/cli.po), so a problem
carries its message as a template and its values beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Literal, TypeAlias

from courseware.text.particles import fill

_NEAR = 0.6
"""How much of two names must agree for one to be taken for the other, from 0 to 1 (difflib's ratio)."""

Level: TypeAlias = Literal["error", "warning", "note"]


class Verdict(Enum):
    """What comparing two things came to. Only what contradicts may stop a build; what a rule cannot tell is a note."""

    MATCHES = "matches"
    CONTRADICTS = "contradicts"
    CANNOT_TELL = "cannot tell"


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors know for "translate later"
    """Mark `message` for translation without translating it here."""
    return message


def L_(label: str) -> str:  # noqa: N802 - as N_
    """Mark a `label` that handouts print, for their catalogue (handout.po), without translating it here."""
    return label


class Phrase(str):
    """A value of a problem that is itself a message, to be translated where the problem is shown."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `message` and `remedy` are templates (`{name}`) for `values`; `line` counts from 1.

    `rule` is the name of the check that found it, which `allow:` can switch off. What matches is no problem.
    """

    message: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    file: Path | None = None
    line: int | None = None
    field: str = ""
    level: Level = "error"
    rule: str = ""
    verdict: Verdict = Verdict.CONTRADICTS


def near(name: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Which of the `known` names are written nearly so, the nearest first; capitals do not count."""
    by_letters = {other.casefold(): other for other in known}
    return [by_letters[key] for key in get_close_matches(name.casefold(), by_letters, n=most, cutoff=_NEAR)]


def instead(name: str, known: Iterable[str]) -> tuple[str, dict[str, str]]:
    """The remedy for a name that nothing has: what was surely meant, or everything there is. With its values."""
    others = list(known)
    guess = "".join(near(name, others))
    remedy = N_("Did you mean “{guess}”?") if guess else N_("Known here: {known}.")
    return remedy, {"guess": guess, "known": ", ".join(others) or "–"}


class CoursewareError(Exception):
    """Stops a piece of work. Carries every problem found on the way, so that a teacher can mend them in one go."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("; ".join(fill(problem.message, **problem.values) for problem in self.problems))
