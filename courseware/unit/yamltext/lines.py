"""New items as lines of YAML: whatever is written is read back as it was meant."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from courseware.files import textfile
from courseware.unit.model import OPEN

Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value] | None"

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DATES = ("date", "until", "posted", "modified")
"""Keys whose value YAML may take for a date: it is one."""
BREAKS = "\n\x85\u2028\u2029"
"""Where YAML sees a line's end."""
BREAK = re.compile(f"[{BREAKS}]")


@dataclass(frozen=True, slots=True)
class Addition:
    """An item for a list; `notes` stand above it as comments. It goes before the item number `before`, else last."""

    item: Mapping[str, Value]
    notes: tuple[str, ...] = ()
    before: int | None = None


def with_dashes(additions: Sequence[Addition], column: int) -> str:
    """Items of a list whose dashes stand in a column (from 0)."""
    lead = " " * column
    return "".join(f"{line}\n" for one in additions for line in (*_notes(one, lead), *entry(one.item, column)))


def with_commas(additions: Sequence[Addition], column: int) -> str:
    """Items of a list in brackets, each on a line of its own with a comma behind it."""
    lead = " " * column
    return "".join(f"{line}\n" for one in additions for line in (*_notes(one, lead), f"{lead}{quoted(one.item)},"))


def _notes(addition: Addition, lead: str) -> list[str]:
    return [f"{lead}# {BREAK.sub(' ', textfile.plain(note))}" for note in addition.notes]


def scalar(text: str) -> str:
    """A text as YAML, in quotes where it would be read as something else without them."""
    try:
        plain = text[:1] not in "[{" and yaml.load(f"k: {text}", Loader=LOADER) == {"k": text}
    except (yaml.YAMLError, UnicodeError):
        plain = False
    return text if plain and not BREAK.search(text) else quoted(text)


def quoted(value: Value) -> str:
    """A value in brackets, braces and quotation marks; what YAML would take for a line's end is spelt out."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


def field(key: str, value: Value, indent: int) -> list[str]:
    """The lines of one key and its value."""
    lead = f"{' ' * indent}{key}:"
    if isinstance(value, str | int) or value is None:
        return [f"{lead} {value if key in DATES else _single(value)}"]
    if isinstance(value, Mapping):
        return [lead, *(line for name, inner in value.items() for line in field(name, inner, indent + 2))]
    if key == "source" or not value:
        return [f"{lead} [{', '.join(map(str, value))}]"]
    return [lead, *(line for inner in value for line in entry(inner, indent + 2))]


def entry(value: Value, indent: int) -> list[str]:
    """The lines of one entry of a list."""
    if isinstance(value, Mapping):
        lines = [line for name, inner in value.items() for line in field(name, inner, indent + 2)]
        return [f"{' ' * indent}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{' ' * indent}- {_single(value)}"]


def _single(value: Value) -> str:
    return scalar(value) if isinstance(value, str) else "null" if value is None else str(value)


def in_each_language(languages: Sequence[str], /, **words: str) -> dict[str, Value]:
    """A text in these languages: the given words, and a place to write where none are; others that are given stay."""
    return {**{lang: words.get(lang, OPEN) for lang in languages}, **words}


_PAIR = re.compile(r'^( *)(- )?ko: (""|〔…〕)\n *en: \3$', re.MULTILINE)
_BRACED = '{ko: "", en: ""}'


def in_languages(text: str, languages: Sequence[str]) -> str:
    """A file whose places to write are in Korean and English, with places in these languages."""

    def pair(match: re.Match[str]) -> str:
        indent, dash, place = match[1], match[2] or "", match[3]
        first, *others = (f"{lang}: {place}" for lang in languages)
        return "\n".join([f"{indent}{dash}{first}", *(f"{indent}{' ' * len(dash)}{other}" for other in others)])

    braced = "{" + ", ".join(f'{lang}: ""' for lang in languages) + "}"
    return _PAIR.sub(pair, text).replace(_BRACED, braced)
