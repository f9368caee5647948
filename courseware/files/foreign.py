"""Other people's parsers behind one door: whatever they throw becomes a problem that names the file."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

from courseware.errors import CoursewareError, Problem

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def parser(message: str, remedy: str, path: Path | None = None, **values: object) -> Iterator[None]:
    """Run a parser that is not ours: any exception of its becomes a Problem with this message, remedy and file.

    What it would warn of is for programmers, and names their files.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except CoursewareError:
        raise
    except Exception as error:  # a parser fed with hostile bytes may raise anything, RecursionError and MemoryError too
        raise CoursewareError(Problem(message, remedy, values, path)) from error


def attempt(parse: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """What a parser that is not ours makes of something, or None: for what may as well be missing as be spoilt."""
    try:
        with parser("", ""):
            return parse(*args, **kwargs)
    except CoursewareError:
        return None
