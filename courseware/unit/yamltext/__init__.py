"""YAML as the text that a teacher wrote: items are added to a list of hers, and every line that is there stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import textfile
from courseware.unit.yamltext import lists
from courseware.unit.yamltext.edits import Places, edits
from courseware.unit.yamltext.lines import BREAKS, DATES, Addition, Value, field, in_each_language, in_languages, scalar
from courseware.unit.yamltext.lists import List, values
from courseware.unit.yamltext.stored import LINE, edited

__all__ = ["Addition", "Value", "add", "field", "in_each_language", "in_languages", "misfit", "scalar", "values"]

_Sign: TypeAlias = tuple[str, str | None, str | None, str | None]
"""What an event of YAML's parser says: its kind, anchor, tag, and words."""
_EMPTY = "[] \t~nulNUL"
"""What an empty list, or nothing in the place of one, is written with."""
_TAGS = {kind: f"tag:yaml.org,2002:{name}" for kind, name in ((str, "str"), (int, "int"), (type(None), "null"))}


def add(stored: str, name: str, additions: Sequence[Addition], path: Path) -> str:
    """`stored`, the text of a file as its bytes have it, with the additions in the list `name`.

    What is hers stays, but for an empty list's []. The result is read back: raises CoursewareError where the list
    cannot be found, where not all that is hers would be there, or where the new would not read as it was meant.
    """
    hers = lists.find(textfile.checked(stored, path), name, path)
    last = len(hers.items)
    places: dict[int, list[Addition]] = {}
    for one in additions:
        places.setdefault(last if one.before is None else min(one.before, last), []).append(one)
    new_text = edited(stored, edits(hers, places) if places else ())
    if not (_keeps(new_text, stored, hers) and _reads(new_text, hers, places, path)):
        raise misfit(name, path, hers.key.start_mark.line + 1)
    return new_text


def misfit(name: str, path: Path, line: int | None = None) -> CoursewareError:
    """What is said where new items would change what stands in a file, or could not be read back from it."""
    message = N_("new entries do not fit into the list “{name}” as it is written, so nothing was added")
    remedy = N_("Give each entry of the list a line that begins with “- ”, and run “courseware check”.")
    return CoursewareError(Problem(message, remedy, {"name": name}, path, line))


def _keeps(new_text: str, stored: str, hers: List) -> bool:
    """Whether her lines stand in the new text, in order; those with brackets of the list letter by letter."""
    lines, new, opened = LINE.findall(stored), iter(LINE.findall(new_text)), _opened(hers)
    for number, line in enumerate(lines):  # only a last line without an end is given one
        if number not in opened and not any(line in (other, other.rstrip("\r\n")) for other in new):
            return False
    gone = "" if hers.items else _EMPTY
    left = iter(new_text)
    return all(
        char in left for number, line in enumerate(lines) for char in line if number not in opened or char not in gone
    )


def _opened(hers: List) -> range:
    """The lines (from 0) into which something may have gone: from bracket to bracket, or where the dashes begin."""
    marks = hers.first.start_mark, hers.first.start_mark if hers.items and not hers.in_brackets else hers.last.end_mark
    start, end = (hers.text.count("\n", 0, mark.index) for mark in marks)
    return range(start, end + 1)


def _reads(new_text: str, hers: List, places: Places, path: Path) -> bool:
    """Whether the new text reads like hers with the new items in their places."""
    try:
        after = lists.events(_ended(textfile.checked(new_text, path)), path)
    except CoursewareError:
        return False
    return [_sign(event) for event in after] == _expected(hers, places, path)


def _ended(text: str) -> str:
    """A text whose last line has an end: YAML counts that of a block of text to its words."""
    return text if text[-1:] in tuple(BREAKS) else f"{text}\n"


def _expected(hers: List, places: Places, path: Path) -> list[_Sign]:
    signs = [_sign(event) for event in lists.events(_ended(hers.text), path)]
    start, end = hers.place
    if hers.is_null:
        signs[start:end] = [("SequenceStartEvent", signs[start][1], None, None), ("SequenceEndEvent", None, None, None)]
        end = start + 2
    dated = not (hers.in_braces or (hers.in_brackets and hers.items))
    expected = signs[: start + 1]
    for number, (first, behind) in enumerate((*hers.items, (end - 1, len(signs)))):
        expected += [sign for one in places.get(number, ()) for sign in _meant(one.item, dated)]
        expected += signs[first:behind]
    return expected


def _meant(value: Value, dated: bool, key: str = "") -> Iterator[_Sign]:
    """What YAML has to see of a value; dates stand without quotes where they are `dated`."""
    if isinstance(value, Mapping):
        yield "MappingStartEvent", None, None, None
        for name, inner in value.items():
            yield from (*_meant(name, dated), *_meant(inner, dated, name))
        yield "MappingEndEvent", None, None, None
    elif isinstance(value, str | int) or value is None:
        words = "null" if value is None else textfile.plain(str(value))
        guess = lists.guess(words) if dated and key in DATES else _TAGS[type(value)]
        yield "ScalarEvent", None, guess, words
    else:
        yield "SequenceStartEvent", None, None, None
        for inner in value:
            yield from _meant(inner, dated)
        yield "SequenceEndEvent", None, None, None


def _sign(event: Any) -> _Sign:
    words = getattr(event, "value", None)
    tag = getattr(event, "tag", None) if words is None else lists.tag(event)
    return type(event).__name__, getattr(event, "anchor", None), tag, words
