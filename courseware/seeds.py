"""A unit's YAML files become a Unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from courseware.errors import CoursewareError, Problem
from courseware.model import MODULES, Source, Unit
from courseware.yamlfile import Reader

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_LANGUAGES = ("ko", "en")


def load(folder: Path) -> Unit:
    """The unit in `folder`. Raises CoursewareError with every problem of every file, in file order."""
    problems: list[Problem] = []
    places: dict[str, tuple[Path, int]] = {}
    modules: dict[str, Any] = {}
    languages = _languages(folder)
    for name, kind in MODULES.items():
        reader = Reader(folder / f"{name}.yaml", languages, name)
        modules[name] = reader.read(kind)
        problems += reader.problems
        places |= reader.places
    if problems:
        raise CoursewareError(problems)
    return Unit(name=folder.name, places=places, **modules)


def _languages(folder: Path) -> tuple[str, ...]:
    """The languages that source.yaml names: all other texts are read by them, so they have to be known first."""
    source = Reader(folder / "source.yaml", DEFAULT_LANGUAGES).read(Source)
    return source.languages if isinstance(source, Source) else DEFAULT_LANGUAGES
