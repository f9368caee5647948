"""Whether a YAML file that items were added to still has all that it had: every line, every key, every value, and parses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF))
"""Zero-width characters, which the program reads over and leaves where they are."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MOST = 200_000
"""Nodes that are looked at."""


def lost(before: bytes, after: bytes) -> str:
    """What the file has lost, in a word or two; empty where nothing is."""
    if before.startswith(b"\xef\xbb\xbf") != after.startswith(b"\xef\xbb\xbf"):
        return "the byte order mark"
    old, new = _text(before), _text(after)
    if old is None:
        return "" if before == after else "a file that is no text was changed"
    if new is None:
        return "it is no text any more"
    return _lines(old, new) or _values(old, new)


def _text(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _lines(old: str, new: str) -> str:
    """Each line of hers, with its end, stands in the new file in the old order; an empty `[]` may give way.

    Where items go into brackets of hers, all characters of the line are there, in their order.
    """
    rest = iter(_LINE.findall(new))
    for line in _LINE.findall(old):
        bracket = re.search(r"\[\s*\]|^[^\[\]]*[\[\]]\s*(#.*)?$", line) and re.search(r"\[(\s|#.*)*\]", old)
        if bracket or re.search(r":\s*(~|null|Null|NULL)\s*(#.*)?$", line):
            continue
        if "[" in line or "{" in line:
            letters = iter(new)
            if not all(letter in letters for letter in line):
                return f"letters of a line: {line[:40]!r}"
            continue
        ends = line.endswith(("\r", "\n"))  # the last line may have had no end
        if not any((candidate if ends else candidate.rstrip("\r\n")) == line for candidate in rest):
            return f"a line: {line[:40]!r}"
    return ""


def _values(old: str, new: str) -> str:
    """What of the values is gone. Circles and bombs of aliases are judged by their lines alone."""
    try:
        was = _read(old)
    except yaml.YAMLError:
        return "" if old == new else "a file that is no YAML was changed"
    except (ValueError, RecursionError):
        return ""
    try:
        return _less(was, _read(new), "")
    except yaml.YAMLError:
        return "it no longer parses"
    except (ValueError, RecursionError):
        return ""


def _read(text: str) -> Any:
    return _plain(yaml.compose(text.translate(_INVISIBLE), Loader=_LOADER), iter(range(_MOST)))


def _plain(node: yaml.Node | None, left: Iterator[int]) -> Any:
    """A mapping as its pairs, so that a key that stands twice is seen; a scalar with its type."""
    if next(left, None) is None:
        raise ValueError("too many nodes")
    if isinstance(node, yaml.MappingNode):
        return _Pairs(
            (key.value if isinstance(key, yaml.ScalarNode) else "?", _plain(value, left)) for key, value in node.value
        )
    if isinstance(node, yaml.SequenceNode):
        return [_plain(inner, left) for inner in node.value]
    return (node.tag, node.value) if node else ("", "")


class _Pairs(tuple[tuple[str, Any], ...]):
    """A mapping, its keys in their order."""

    __slots__ = ()


def _less(was: Any, now: Any, place: str) -> str:
    """The place of the first value that is not there any more."""
    if isinstance(was, _Pairs) and isinstance(now, _Pairs):
        if [key for key, _ in was] != [key for key, _ in now]:
            return f"keys of {place or 'the file'}"
        pairs = zip(was, now, strict=True)
        return next((found for (key, a), (_, b) in pairs if (found := _less(a, b, f"{place}.{key}"))), "")
    if isinstance(was, list) and isinstance(now, list) and place.count(".") == 1:
        rest = iter(now)
        return next((f"an item of {place}" for item in was if not any(other == item for other in rest)), "")
    nothing = was == [] or (isinstance(was, tuple) and was[:1] == ("tag:yaml.org,2002:null",))
    if nothing and isinstance(now, list) and place.count(".") == 1:
        return ""
    return "" if was == now else f"the value of {place}"
