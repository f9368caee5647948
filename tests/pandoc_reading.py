"""A Word file as pandoc understands it, which knows no layout: what it finds, the file really says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypandoc


@dataclass
class Reading:
    """What pandoc found, in reading order. `items` are (number, text), the number 0 for a bullet.

    Of a link to a heading, which pandoc finds by the bookmark and calls by its own name, only the "#" stays.
    """

    headings: list[tuple[int, str]] = field(default_factory=list)
    items: list[tuple[int, str]] = field(default_factory=list)
    headers: list[list[str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def converted(data: bytes, to: str) -> str:
    command = [pypandoc.get_pandoc_path(), "--from", "docx", "--to", to, "--wrap", "none"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def read(data: bytes) -> Reading:
    reading = Reading()
    for node in _nodes(json.loads(converted(data, "json"))["blocks"]):
        _note(node, reading)
    return reading


def text(node: object) -> str:
    """The words below a node, without those of its footnotes."""
    if isinstance(node, list):
        return "".join(map(text, node))
    if not isinstance(node, dict):
        return ""
    match node.get("t"):
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Note":
            return ""
    return text(node.get("c", []))


def _nodes(tree: object) -> Iterator[dict[str, Any]]:
    if isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)
    elif isinstance(tree, dict):
        yield tree
        yield from _nodes(tree.get("c", []))


def _note(node: dict[str, Any], reading: Reading) -> None:
    match node:
        case {"t": "Header", "c": [level, _, inline]}:
            reading.headings.append((level, text(inline)))
        case {"t": "OrderedList", "c": [[start, *_], items]}:
            reading.items += [(start + n, text(item[:1])) for n, item in enumerate(items)]
        case {"t": "BulletList", "c": items}:
            reading.items += [(0, text(item[:1])) for item in items]
        case {"t": "Table", "c": [_, _, _, [_, head], bodies, _]}:
            reading.headers += [_cells(row) for row in head]
            reading.rows += [_cells(row) for body in bodies for row in body[3]]
        case {"t": "Link", "c": [_, inline, [target, _]]}:
            reading.links.append(("#" if target.startswith("#") else target, text(inline)))
        case {"t": "Image", "c": [_, inline, _]}:
            reading.pictures.append(text(inline))
        case {"t": "Note", "c": blocks}:
            reading.notes.append(text(blocks))


def _cells(row: list[Any]) -> list[str]:
    """The words of each cell, a blank between its paragraphs and the items of its lists."""
    return [" ".join(map(text, _paragraphs(cell[4]))) for cell in row[1]]


def _paragraphs(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if block["t"] == "BulletList":
            for item in block["c"]:
                yield from _paragraphs(item)
        else:
            yield block
