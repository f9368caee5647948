"""Where a list stands in the YAML that a teacher wrote, as the events of YAML's own parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from courseware.errors import N_, CoursewareError, Problem
from courseware.unit.yamltext.lines import LOADER

_PLAIN: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_RESOLVER: Any = yaml.SafeLoader("")
_DEEPEST = 100
"""Lists and mappings inside each other; a unit's files have five."""
_NOT_YAML = N_("the file is not good YAML, so nothing can be added to it"), N_("Run “courseware check” first.")
_REPEATED = (
    N_("this repeats another place of the file (* or &)"),
    N_("Write the text out again, or put it in quotes if it begins with * or &."),
)


@dataclass(frozen=True, slots=True)
class List:
    """A list in a text: which of the events it is, and each of its items, from their first event to behind their last.

    `in_braces` says that its key stands inside { }.
    """

    text: str
    events: tuple[Any, ...]
    key: Any
    place: tuple[int, int]
    items: tuple[tuple[int, int], ...]
    in_braces: bool

    @property
    def first(self) -> Any:
        return self.events[self.place[0]]

    @property
    def last(self) -> Any:
        return self.events[self.place[1] - 1]

    @property
    def is_null(self) -> bool:
        return isinstance(self.first, yaml.ScalarEvent)

    @property
    def in_brackets(self) -> bool:
        return bool(getattr(self.first, "flow_style", False))


def find(text: str, name: str, path: Path) -> List:
    """The list `name`, or the nothing where it belongs. Raises CoursewareError."""
    seen = events(text, path)
    root = _inside(seen, 2) if len(seen) > 2 and isinstance(seen[2], yaml.MappingStartEvent) else []
    entries = [
        (seen[key], value)
        for (key, _), value in zip(root[::2], root[1::2], strict=True)
        if getattr(seen[key], "value", None) == name
    ]
    if len(entries) > 1:
        message, remedy = N_("“{key}” stands here twice"), N_("Keep one of the two.")
        raise _trouble(message, remedy, path, entries[1][0].start_mark, key=name)
    for key, place in entries:
        first = seen[place[0]]
        if isinstance(first, yaml.SequenceStartEvent):
            return List(text, seen, key, place, tuple(_inside(seen, place[0])), bool(seen[2].flow_style))
        if isinstance(first, yaml.ScalarEvent) and first.tag is None and tag(first).endswith(":null"):
            return List(text, seen, key, place, (), bool(seen[2].flow_style))
    if entries:
        message, remedy = (
            N_("here belongs a list"),
            N_("Begin each entry with “- ” on a line of its own, or write [a, b]."),
        )
        raise _trouble(message, remedy, path, entries[0][0].start_mark)
    message, remedy = N_("the file has no list “{name}”"), N_("Add a line “{name}: []”.")
    raise _trouble(message, remedy, path, None, name=name)


def events(text: str, path: Path) -> tuple[Any, ...]:
    """What YAML's parser sees in a text, before anything is made of it.

    Raises CoursewareError where it is no YAML, nests too deep, or repeats a place by its name: ten lines of such
    names can stand for a billion.
    """
    try:
        parsed: tuple[Any, ...] = tuple(yaml.parse(text, Loader=LOADER))
    except yaml.YAMLError as error:
        raise _trouble(*_NOT_YAML, path, getattr(error, "problem_mark", None)) from error
    for depth, event in zip(_depths(parsed), parsed, strict=True):
        if isinstance(event, yaml.AliasEvent):
            raise _trouble(*_REPEATED, path, event.start_mark)
        if depth > _DEEPEST:
            raise _trouble(*_NOT_YAML, path, event.start_mark)
    documents = [event for event in parsed if isinstance(event, yaml.DocumentStartEvent)]
    if len(documents) > 1:
        message, remedy = N_("“---” begins a second document in the same file"), N_("Delete the line “---”.")
        raise _trouble(message, remedy, path, documents[1].start_mark)
    return parsed


def values(text: str, path: Path) -> Any:
    """What a text holds, every single value as a string. Raises CoursewareError as `events` does."""
    events(text, path)
    try:
        return yaml.load(text, Loader=_PLAIN)
    except yaml.YAMLError as error:  # a list or a mapping as a key
        raise _trouble(*_NOT_YAML, path, getattr(error, "problem_mark", None)) from error


def tag(event: Any) -> str:
    """The type of a single value: as it is written, or as YAML guesses it."""
    return str(event.tag or _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit))


def guess(words: str) -> str:
    """The type that YAML guesses where words stand without quotes."""
    return str(_RESOLVER.resolve(yaml.ScalarNode, words, (True, False)))


def _inside(some: Sequence[Any], start: int) -> list[tuple[int, int]]:
    """The values in the list or mapping that begins with event number `start`, or its keys and values in turn."""
    spans, begin = [], start + 1
    for number, depth in enumerate(_depths(some[start + 1 :]), start + 2):
        if depth < 0:
            break
        if depth == 0:
            spans.append((begin, number))
            begin = number
    return spans


def _depths(some: Sequence[Any]) -> Iterator[int]:
    """How many lists and mappings are open behind each event."""
    return accumulate(
        isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent) for event in some
    )


def _trouble(message: str, remedy: str, path: Path, mark: Any, **values: str) -> CoursewareError:
    return CoursewareError(Problem(message, remedy, values, path, mark.line + 1 if mark else None))
