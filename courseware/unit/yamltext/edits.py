"""Where new items go in a list that a teacher wrote: between dashes, in brackets, or where nothing is yet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import yaml

from courseware.unit.yamltext.lines import BREAK, BREAKS, LOADER, Addition, with_commas, with_dashes
from courseware.unit.yamltext.lists import List

Edit: TypeAlias = tuple[int, int, str]
"""From … to … in the text: new words that go in between, or ASCII characters of hers that give way to nothing."""
Places: TypeAlias = Mapping[int, Sequence[Addition]]
"""Number of an item of hers -> what goes before it; behind the last where it is their count."""


def edits(hers: List, places: Places) -> list[Edit]:
    """What has to be done to her text; only an empty list, [] or null, gives way."""
    if hers.items:
        return _in_brackets(hers, places) if hers.in_brackets else _among_dashes(hers, places)
    if not hers.in_braces:
        return _for_nothing(hers, places)
    return _for_null_in_braces(hers, places) if hers.is_null else _in_brackets(hers, places)


# --- dashes


def _among_dashes(hers: List, places: Places) -> list[Edit]:
    dashes = [token.start_mark for token in _tokens(hers, yaml.BlockEntryToken)]
    indices = [mark.index for mark in dashes]
    own = [dashes[bisect_left(indices, hers.events[start].start_mark.index) - 1] for start, _ in hers.items]
    column, changes = own[0].column, []
    for number, additions in places.items():
        lines = with_dashes(additions, column)
        if number == len(own):
            changes.append(_at_line(hers.text, _behind(hers, column), lines))
        else:
            changes.append(_before(hers, number, own[number].index, lines, lines[column:] + " " * column))
    return changes


def _before(hers: List, number: int, at: int, lines: str, inside: str) -> Edit:
    """Lines above the item that begins at `at` and above its comments; `inside` its line where it does not begin it."""
    start = _line_start(hers.text, at)
    lead = hers.text[start:at]
    if lead.strip(" "):
        return at, at, inside
    floor = _end(hers, number - 1) if number else hers.key.end_mark.index
    while (above := _line_start(hers.text, start - 1)) >= floor and hers.text.startswith(f"{lead}#", above):
        start = above
    return start, start, lines


def _behind(hers: List, column: int) -> int:
    """The line behind the last item; comments further in than the list's dashes belong to the item."""
    text, last = hers.text, _last_word(hers, len(hers.items) - 1)
    at: int = last.end_mark.index
    if getattr(last, "style", None) not in ("|", ">"):
        at = _next_line(text, at)
    elif last.value.strip() and not last.value.endswith("\n\n"):  # else the empty lines below are part of the text
        while text[at - 2 : at] == "\n\n":
            at -= 1
    line = at
    while line < hers.last.start_mark.index:
        above, line = line, _next_line(text, line)
        if re.match(rf" {{{column + 1},}}#", text[above:line]):
            at = line
    return at


# --- brackets


def _in_brackets(hers: List, places: Places) -> list[Edit]:
    column, changes = _column(hers), []
    for number, additions in places.items():
        lines = with_commas(additions, column)
        if number == len(hers.items):
            changes += _behind_last(hers, "\n" + lines[:-2])
        else:
            at = hers.events[hers.items[number][0]].start_mark.index
            changes.append(_before(hers, number, at, lines, f"\n{lines}{' ' * column}"))
    return changes


def _column(hers: List) -> int:
    """Where items in brackets begin: like the first of hers, if that has a line of its own."""
    for start, _ in hers.items[:1]:
        mark = hers.events[start].start_mark
        if not hers.text[_line_start(hers.text, mark.index) : mark.index].strip(" "):
            return int(mark.column)
    return _first_column(hers)


def _behind_last(hers: List, lines: str) -> list[Edit]:
    """Lines before the closing bracket; and a comma behind the last of her items, where it has none."""
    close = hers.last.start_mark.index
    at = len(hers.text[:close].rstrip(f" \t{BREAKS}"))
    if not hers.items:
        return [(at, at, lines)]
    end = _end(hers, len(hers.items) - 1)
    commas = _tokens(hers, yaml.FlowEntryToken)
    has_comma = any(end <= token.start_mark.index < close for token in commas)
    return [*([] if has_comma else [(end, end, ",")]), (at, at, lines)]


# --- nothing yet


def _for_nothing(hers: List, places: Places) -> list[Edit]:
    """Lines below the one where nothing stands; in its place, if that is all there is in the line."""
    text, end = hers.text, hers.last.end_mark.index
    lines = with_dashes(places[0], _first_column(hers))
    gone = _gone(hers)
    line, below = _line_start(text, end), _next_line(text, end)
    left = [text[at] for at in range(line, below) if not any(start <= at < stop for start, stop, _ in gone)]
    in_place = gone and not "".join(left).strip()
    return [(line, line, lines[:-1]) if in_place else _at_line(text, below, lines), *gone]


def _for_null_in_braces(hers: List, places: Places) -> list[Edit]:
    gone = _gone(hers)
    at = gone[0][0] if gone else hers.last.end_mark.index
    lines = with_commas(places[0], _first_column(hers))
    return [(at, at, f" [\n{lines[:-2]}]"), *gone]


def _gone(hers: List) -> list[Edit]:
    """What an empty list or a null leaves: no brackets, no word, no spaces before them."""
    end = hers.last.end_mark.index
    if hers.is_null:
        words = [(end - len(hers.first.value), end)] if hers.first.value else []
    else:
        words = [(mark.index - 1, mark.index) for mark in (hers.first.end_mark, hers.last.end_mark)]
    return [(len(hers.text[:start].rstrip(" \t")), end, "") for start, end in words]


# --- places in the text


def _tokens(hers: List, kind: type) -> list[Any]:
    tokens: Any = yaml.scan(hers.text, Loader=LOADER)
    return [token for token in tokens if isinstance(token, kind)]


def _first_column(hers: List) -> int:
    return int(hers.key.start_mark.column) + 2


def _end(hers: List, number: int) -> int:
    return int(_last_word(hers, number).end_mark.index)


def _last_word(hers: List, number: int) -> Any:
    """The last event with words of an item; what ends a list without brackets stands where the next thing begins."""
    start, end = hers.items[number]
    some = hers.events[start:end]
    words = [one for one in some if isinstance(one, yaml.ScalarEvent) or one.end_mark.index > one.start_mark.index]
    return words[-1]


def _at_line(text: str, at: int, lines: str) -> Edit:
    """Lines at the beginning of a line, or behind a last line that has no end."""
    return (at, at, lines) if text[at - 1] in BREAKS else (at, at, f"\n{lines[:-1]}")


def _line_start(text: str, at: int) -> int:
    while at > 0 and text[at - 1] not in BREAKS:
        at -= 1
    return max(at, 0)


def _next_line(text: str, at: int) -> int:
    match = BREAK.search(text, at)
    return match.end() if match else len(text)
