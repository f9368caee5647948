"""The only door through which YAML becomes a tree: no deeper and no larger than what somebody writes by hand."""

from __future__ import annotations

from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 40
"""Lists and mappings within each other; a unit's files have eight."""
LARGEST = 500_000
"""Nodes, each counted as often as the file repeats it; a unit's largest file has some thousands."""
TOO_DEEP, TOO_LARGE = "maximum nesting depth", "maximum number of repeats"
"""What an error says of either; the first in libyaml's words, which stops at a thousand."""


def compose(text: str) -> yaml.Node | None:
    """The root of a file's tree, None for an empty file. Raises yaml.YAMLError, also for what is no file of a person.

    A few lines may repeat each other (&, *) into billions, and whoever walks such a tree never comes home.
    """
    try:
        root: yaml.Node | None = yaml.compose(text, Loader=LOADER)
    except RecursionError:  # the loader in Python has no bound of its own
        raise yaml.MarkedYAMLError(problem=TOO_DEEP) from None
    if root is not None:
        _measure(root, {}, 0)
    return root


def _measure(node: yaml.Node, known: dict[int, tuple[int, int]], depth: int) -> tuple[int, int]:
    """How many nodes a walk from here would meet, and how deep it would go; each node is measured once."""
    if id(node) not in known:
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem=TOO_DEEP, problem_mark=node.start_mark)
        below = [_measure(child, known, depth + 1) for child in _children(node)]
        size, height = 1 + sum(size for size, _ in below), 1 + max((height for _, height in below), default=0)
        if size > LARGEST or height > DEEPEST:
            problem = TOO_LARGE if size > LARGEST else TOO_DEEP
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)
        known[id(node)] = size, height
    return known[id(node)]


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
