"""YAML as the text that a teacher wrote: items are added to a list of hers, and every line that is there stays."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from courseware import yamltree
from courseware.errors import N_, CoursewareError, Problem
from courseware.model import LANGUAGES, OPEN

Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value] | None"

_DATES = ("date", "until", "posted", "modified")
"""Keys whose value YAML may take for a date: it is one."""


@dataclass(frozen=True, slots=True)
class Addition:
    """An item for a list; `notes` stand above it as comments. It goes before the item number `before`, else last."""

    item: Mapping[str, Value]
    notes: tuple[str, ...] = ()
    before: int | None = None


def scalar(text: str) -> str:
    """A text as YAML, in quotes where it would be read as something else without them."""
    try:
        root = yamltree.compose(f"k: {text}")
    except yaml.YAMLError:
        root = None
    value = root.value[0][1] if isinstance(root, yaml.MappingNode) and len(root.value) == 1 else None
    plain = isinstance(value, yaml.ScalarNode) and value.tag.endswith(":str") and value.value == text
    return text if plain and "\n" not in text else json.dumps(text, ensure_ascii=False)


def field(key: str, value: Value, indent: int) -> list[str]:
    """The lines of one key and its value."""
    lead = f"{' ' * indent}{key}:"
    if isinstance(value, str | int) or value is None:
        return [f"{lead} {value if key in _DATES else _single(value)}"]
    if isinstance(value, Mapping):
        return [lead, *(line for name, inner in value.items() for line in field(name, inner, indent + 2))]
    if key == "source" or not value:
        return [f"{lead} [{', '.join(map(str, value))}]"]
    return [lead, *(line for inner in value for line in _entry(inner, indent + 2))]


def _entry(value: Value, indent: int) -> list[str]:
    """The lines of one entry of a list."""
    if isinstance(value, Mapping):
        lines = [line for name, inner in value.items() for line in field(name, inner, indent + 2)]
        return [f"{' ' * indent}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{' ' * indent}- {_single(value)}"]


def _single(value: Value) -> str:
    return scalar(value) if isinstance(value, str) else "null" if value is None else str(value)


def add(text: str, name: str, additions: Sequence[Addition], path: Path) -> str:
    """`text` with the additions in its list `name`. No line of hers is changed, but for an empty `name: []`.

    Raises CoursewareError where the list cannot be found or is written in brackets.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    node, key_line = _list(text, name, path)
    if node.flow_style and node.value:
        message, remedy = (
            N_("the list “{name}” is written in brackets"),
            N_("Give each entry a line that begins with “- ”."),
        )
        raise CoursewareError(Problem(message, remedy, {"name": name}, path, node.start_mark.line + 1))
    if node.flow_style:
        lines[key_line] = re.sub(rf"^(\s*{name}\s*:)\s*\[\s*\]", r"\1", lines[key_line])
        indent, starts, end = 2, [], key_line + 1
    else:
        indent = node.start_mark.column
        starts = [_above(lines, child.start_mark.line, indent) for child in node.value]
        end = _end(lines, node, indent)
    for addition in reversed(additions):
        at = starts[addition.before] if addition.before is not None and addition.before < len(starts) else end
        notes = [f"{' ' * indent}# {note}" for note in addition.notes]
        lines[at:at] = [*notes, *_entry(addition.item, indent)]
    return newline.join(lines)


def _list(text: str, name: str, path: Path) -> tuple[yaml.SequenceNode, int]:
    """The list's node, and the line of its key (from 0)."""
    try:
        node: Any = yamltree.compose(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message, remedy = (
            N_("the file is not good YAML, so nothing can be added to it"),
            N_("Run “courseware check” first."),
        )
        raise CoursewareError(Problem(message, remedy, {}, path, mark.line + 1 if mark else None)) from error
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == name and isinstance(value, yaml.SequenceNode):
            return value, key.start_mark.line
    message, remedy = N_("the file has no list “{name}”"), N_("Add a line “{name}: []”.")
    raise CoursewareError(Problem(message, remedy, {"name": name}, path))


def _above(lines: Sequence[str], line: int, indent: int) -> int:
    """Where an item begins, with the comments right above it."""
    while line > 0 and re.match(rf" {{{indent}}}#", lines[line - 1]):
        line -= 1
    return line


def _end(lines: Sequence[str], node: yaml.SequenceNode, indent: int) -> int:
    """The line behind the last item's last word; comments further in than the list's dashes belong to the item."""
    line = node.end_mark.line + (1 if node.end_mark.column and node.end_mark.line == len(lines) - 1 else 0)
    while line > node.start_mark.line + 1 and re.match(rf"\s*$| {{0,{indent}}}#", lines[line - 1]):
        line -= 1
    return line


def in_each_language(**words: str) -> dict[str, Value]:
    """A text with the given words and, in the other languages, a place to write them."""
    return {lang: words.get(lang, OPEN) for lang in LANGUAGES}
