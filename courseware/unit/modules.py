"""The modules of a unit: one object says what a file holds; its items and its schema follow from the types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import GenericAlias
from typing import Any, get_args, get_type_hints

from courseware.unit import model
from courseware.unit.model import Anchored, Unit


@dataclass(frozen=True, slots=True)
class Module:
    """A file of a unit: `<name>.yaml`, read as a `kind`. One that is `optional` may be absent."""

    name: str
    kind: type
    optional: bool = True

    @property
    def file(self) -> str:
        return f"{self.name}.yaml"

    @property
    def lists(self) -> tuple[str, ...]:
        """The fields of the kind that are lists of items."""
        return _lists(self.kind)


MODULES: dict[str, Module] = {
    module.name: module
    for module in (
        Module("source", model.Source, optional=False),
        Module("background", model.Background),
        Module("actors", model.Actors),
        Module("timeline", model.Timeline),
        Module("quotes", model.Quotations),
        Module("questions", model.Questions),
        Module("vocabulary", model.Vocabulary),
    )
}
"""By name. Those that Unit has a field for are rules' matter; every other is found in `Unit.others` by its name."""


SOURCE = MODULES["source"]
"""The one that every unit has: it says what the others are drawn from, and in which languages."""


def files() -> tuple[str, ...]:
    """The names of a unit's files, sorted."""
    return tuple(sorted(module.file for module in MODULES.values()))


def lists(unit: Unit) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every list of items that the unit has, with the path of its place: "actors.actors"."""
    for name, content in unit.contents.items():
        kind: Any = type(content)
        for field in _lists(kind):
            yield f"{name}.{field}", getattr(content, field)


@lru_cache
def _lists(kind: type) -> tuple[str, ...]:
    hints: dict[str, Any] = get_type_hints(kind)
    return tuple(name for name, hint in hints.items() if _holds_items(hint))


def _holds_items(hint: Any) -> bool:
    inner = get_args(hint)[:1] if isinstance(hint, GenericAlias) else ()
    return bool(inner) and isinstance(inner[0], type) and issubclass(inner[0], Anchored)
