"""Other people's parsers behind one door: whatever they throw becomes a problem that names the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from courseware.errors import CoursewareError, Problem


@contextmanager
def parser(message: str, remedy: str, path: Path | None = None, **values: object) -> Iterator[None]:
    """Run a parser that is not ours: any exception of its becomes a Problem with this message, remedy and file."""
    try:
        yield
    except CoursewareError:
        raise
    except Exception as error:  # a parser fed with hostile bytes may raise anything, RecursionError and MemoryError too
        raise CoursewareError(Problem(message, remedy, values, path)) from error
