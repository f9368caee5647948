"""Unit files as hands write them, the same for the same number: odd styles of YAML, and whether `draft` spoils one.

python -m tests.hand_edited --count 10000 --seed 1
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import yaml

from courseware.drafting import MODULES
from courseware.errors import CoursewareError
from courseware.languages import usual
from courseware.unit.model import OPEN
from courseware.unit.modules import MODULES as KINDS
from courseware.unit.yamlfile import Reader
from courseware.unit.yamltext import Addition, add
from tests.conftest import ROOT, UNIT

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LISTS = ("dashes", "empty", "empty below", "empty over lines", "null", "tilde", "brackets", "brackets over lines")
"""How the list is written; dashes more often than all others."""
ODDITIES = """
    keys-quoted keys-single root-braces root-json root-indented list-anchor list-tag item-anchor explicit-key
    dash-alone dash-column-0 list-indented-more dash-wide nested-indented-more items-in-braces trailing-comma
    comments-above comments-between comments-deep comments-behind comments-like-yaml blank-lines
    document-start document-end directive literal folded keep strip indicator block-last-blanks
    quoted-over-lines plain-over-lines single-quoted double-quoted braces-over-lines escapes
    no-last-newline crlf cr mixed-ends bom nfd invisible nbsp separators tabs-behind spaces-behind
    list-first list-last keys-turned
""".split()
"""What is odd about a file; each is drawn by itself."""


@dataclass(frozen=True)
class Case:
    """A file as it is stored, what is odd about it, and what is to be added to which list of it."""

    module: str
    stored: str
    odd: frozenset[str]
    additions: tuple[Addition, ...]

    @property
    def name(self) -> str:
        return MODULES[self.module]

    @property
    def path(self) -> Path:
        return Path(f"{self.module}.yaml")

    @property
    def is_empty(self) -> bool:
        return not self.odd.intersection(_FILLED)

    @property
    def has_dashes(self) -> bool:
        return "dashes" in self.odd and self.odd.isdisjoint({"root-braces", "root-json"})


@dataclass(frozen=True)
class Line:
    """A line of a file; whether comments and empty lines may stand above it, and comments or blanks behind it."""

    text: str
    above: bool = True
    behind: bool = True


def case(number: int, seed: int) -> Case:
    """The case of that number."""
    dice = Random(f"{seed}/{number}")
    module = dice.choice(list(MODULES))
    share = dice.choice((0.03, 0.1, 0.25))
    odd = frozenset(name for name in ODDITIES if dice.random() < share)
    style = dice.choice(LISTS) if dice.random() < 0.5 else "dashes"
    data = dict(_data(module))
    items = data[MODULES[module]]
    data[MODULES[module]] = dice.sample(items, dice.randint(1, 4)) if style in _FILLED else []
    odd |= {style}
    stored = _Hand(dice, odd, MODULES[module]).file(data)
    count = len(data[MODULES[module]])
    additions = tuple(_addition(module, n, count, dice) for n in range(dice.randint(1, 3)))
    return Case(module, stored, odd, additions)


_FILLED = ("dashes", "brackets", "brackets over lines")


@cache
def _data(module: str) -> dict[str, Any]:
    """The sample unit's file, every value as a text."""
    text = (ROOT / "seeds" / UNIT / f"{module}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return data


def _addition(module: str, number: int, count: int, dice: Random) -> Addition:
    both: dict[str, Any] = dict(
        zip(usual(), ("새: “말” - #1", dice.choice((OPEN, "new: one #1", "yes", "[p1]"))), strict=True)
    )
    rest: dict[str, dict[str, Any]] = {
        "actors": {"kind": "person", "name": both, "role": both, "position": both},
        "timeline": {"date": dice.choice(("2024-06-19", "2024-06", "2024")), "text": both},
        "quotes": {"speaker": both, "text": both, "verbatim": "en", "occasion": both},
        "vocabulary": {"term": both, "pos": OPEN, "rr": OPEN, "level": OPEN, "definition": both, "example": both},
    }
    ask = {"ask": ["date: is it 1 or 2?"]} if dice.random() < 0.3 else {}
    item = {"id": f"new-{number}", **rest[module], "source": ["p1", "p2"], **ask}
    notes = ("p1: … what the article says: “x” …",) if dice.random() < 0.5 else ()
    before = dice.choice((None, None, None, *range(count + 1)))
    return Addition(item, notes, before)


# --- a hand that writes


@dataclass
class _Hand:
    """Writes data as YAML in the odd ways that it is told."""

    dice: Random
    odd: frozenset[str]
    name: str
    _anchors: int = field(default=0)

    def file(self, data: dict[str, Any]) -> str:
        if "root-json" in self.odd and "root-braces" in self.odd:
            lines = [Line(text, behind=False) for text in json.dumps(data, ensure_ascii=False, indent=2).split("\n")]
        elif {"root-json", "root-braces"} & self.odd:
            lines = self._braced_root(self._ordered(data))
        else:
            lines = self._root(self._ordered(data))
        lines = [*self._head(), *lines, *([Line("...")] if "document-end" in self.odd else [])]
        return self._bytes("\n".join(self._commented(lines)) + "\n")

    def _ordered(self, data: dict[str, Any]) -> dict[str, Any]:
        keys = [key for key in data if key != self.name]
        if "keys-turned" in self.odd:
            self.dice.shuffle(keys)
        place = (
            0 if "list-first" in self.odd else len(keys) if "list-last" in self.odd else self.dice.randint(0, len(keys))
        )
        keys.insert(place, self.name)
        if len(keys) == 1 and "list-first" in self.odd:  # a key of nobody's behind the list
            return {self.name: data[self.name], "note": {"ko": "끝", "en": "end"}}
        return {key: data[key] for key in keys}

    def _head(self) -> list[Line]:
        directive = [Line("%YAML 1.1", above=False, behind=False)] if "directive" in self.odd else []
        start = [Line("---", above=False)] if {"directive", "document-start"} & self.odd else []
        return [*directive, *start]

    # root

    def _root(self, data: dict[str, Any]) -> list[Line]:
        column = 2 if "root-indented" in self.odd else 0
        lines = []
        for key, value in data.items():
            lines += self._list(value, column) if key == self.name else self._pair(key, value, column)
        return lines

    def _list(self, items: list[Any], column: int) -> list[Line]:
        lead, key = " " * column, self._key(self.name)
        explicit = "explicit-key" in self.odd
        head = [Line(f"{lead}? {key}")] if explicit else []
        start = f"{lead}:" if explicit else f"{lead}{key}:"
        start += " !!seq" if "list-tag" in self.odd and not {"null", "tilde"} & self.odd else ""
        start += f" &{self.name}" if "list-anchor" in self.odd else ""
        below = " " * (column + self.dice.choice((1, 2, 4)))
        if "dashes" in self.odd:
            inner = column + (0 if "dash-column-0" in self.odd else 5 if "list-indented-more" in self.odd else 2)
            return [*head, Line(start), *(line for item in items for line in self._dashed(item, inner))]
        if "brackets" in self.odd:
            return [*head, Line(f"{start} [{', '.join(map(self._braces, items))}{self._comma()}]")]
        if "brackets over lines" in self.odd:
            return [*head, Line(f"{start} ["), *self._over_lines(items, below), Line(f"{lead}]" if column else "]")]
        empty = {
            "empty": [Line(f"{start} {self.dice.choice(('[]', '[ ]'))}")],
            "empty below": [Line(start), Line(f"{below}[]")],
            "empty over lines": [Line(f"{start} ["), Line(f"{below}# 아직 없음 / none yet"), Line(f"{below}]")],
            "null": [Line(start)],
            "tilde": [Line(f"{start} {self.dice.choice(('~', 'null'))}")],
        }
        return [*head, *next(lines for style, lines in empty.items() if style in self.odd)]

    def _over_lines(self, items: list[Any], lead: str) -> list[Line]:
        ends = [*[","] * (len(items) - 1), self._comma()]
        return [Line(f"{lead}{self._braces(item)}{end}") for item, end in zip(items, ends, strict=True)]

    def _comma(self) -> str:
        return "," if "trailing-comma" in self.odd else ""

    def _braced_root(self, data: dict[str, Any]) -> list[Line]:
        """The whole file in braces, in one line or a line for each key and item."""
        over_lines = "root-braces" in self.odd
        parts: list[Line] = []
        for number, (key, value) in enumerate(data.items(), 1):
            end = "," if number < len(data) else self._comma()
            if key != self.name:
                parts.append(Line(f"  {self._json(key)}: {self._braces(value)}{end}"))
            elif "brackets over lines" in self.odd and over_lines:
                parts += [Line(f"  {self._json(key)}: ["), *self._over_lines(value, "    "), Line(f"  ]{end}")]
            elif {"null", "tilde"} & self.odd:
                parts.append(Line(f"  {self._json(key)}: null{end}"))
            else:
                parts.append(Line(f"  {self._json(key)}: [{', '.join(map(self._braces, value))}]{end}"))
        if over_lines:
            return [Line("{"), *parts, Line("}")]
        return [Line(f"{{{' '.join(part.text.strip() for part in parts)}}}")]

    # values

    def _key(self, key: str) -> str:
        return f'"{key}"' if "keys-quoted" in self.odd else f"'{key}'" if "keys-single" in self.odd else key

    def _json(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    def _braces(self, value: Any) -> str:
        """A value in braces and brackets, on one line."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self._key(key)}: {self._braces(inner)}" for key, inner in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self._braces, value)) + "]"
        return value if re.fullmatch(r"[a-z0-9-]+|true", value) else self._json(value)

    def _dashed(self, item: Any, column: int) -> list[Line]:
        lead = " " * column
        gap = 4 if "dash-wide" in self.odd else 2
        name = self._anchor()
        if "items-in-braces" in self.odd and self.dice.random() < 0.5:
            return [Line(f"{lead}-{' ' * (gap - 1)}{name}{self._braces(item)}")]
        if not isinstance(item, dict):
            return self._text(f"{lead}-{' ' * (gap - 1)}", "", item, column)
        alone = "dash-alone" in self.odd or bool(name)
        inner = [line for key, value in item.items() for line in self._pair(key, value, column + gap)]
        if alone:
            return [Line(f"{lead}- {name}".rstrip()), *inner]
        first = inner[0]
        return [Line(f"{lead}-{' ' * (gap - 1)}{first.text.lstrip()}", behind=first.behind), *inner[1:]]

    def _anchor(self) -> str:
        if "item-anchor" not in self.odd or self.dice.random() < 0.5:
            return ""
        self._anchors += 1
        return f"&item{self._anchors} "

    def _pair(self, key: str, value: Any, column: int) -> list[Line]:
        lead = f"{' ' * column}{self._key(key)}:"
        step = 4 if "nested-indented-more" in self.odd else 2
        if isinstance(value, dict):
            if self.dice.random() < 0.2:
                return self._braces_lines(lead, value, column)
            pairs = (self._pair(name, inner, column + step) for name, inner in value.items())
            return [Line(lead), *(line for pair in pairs for line in pair)]
        if isinstance(value, list):
            if key == "source" or self.dice.random() < 0.2:
                return [Line(f"{lead} {self._braces(value)}")]
            inner = column if "dash-column-0" in self.odd else column + step
            return [Line(lead), *(line for item in value for line in self._dashed(item, inner))]
        return self._text(f"{lead} ", key, value, column)

    def _braces_lines(self, lead: str, value: dict[str, Any], column: int) -> list[Line]:
        if "braces-over-lines" not in self.odd:
            return [Line(f"{lead} {self._braces(value)}")]
        pairs = [f"{' ' * (column + 2)}{self._key(key)}: {self._braces(inner)}," for key, inner in value.items()]
        return [Line(f"{lead} {{"), *map(Line, pairs), Line(f"{' ' * (column + 1)}}}")]

    def _text(self, lead: str, key: str, value: str, column: int) -> list[Line]:
        """A single value in one of the ways to write it."""
        if key in ("date", "until") or re.fullmatch(r"[a-z0-9-]+", value):
            return [Line(f"{lead}{value}", behind=False)]
        if "nbsp" in self.odd:
            value = value.replace(" ", "\u00a0", 1)
        ways: list[Callable[[], list[Line]]] = [lambda: [Line(f"{lead}{self._json(value)}")]]
        if key not in ("rr", "mr", "hanja", "reading", "time", "verbatim"):
            ways = [way for name, way in self._ways(lead, value, column).items() if name in self.odd] or ways
        elif "single-quoted" in self.odd:
            ways = [lambda: [Line(f"{lead}'{value.replace(chr(39), chr(39) * 2)}'")]]
        return self.dice.choice(ways)()

    def _ways(self, lead: str, value: str, column: int) -> dict[str, Callable[[], list[Line]]]:
        double = self._json(value)
        single = "'" + value.replace("'", "''") + "'"
        return {
            "literal": lambda: self._block(lead, "|", value, column),
            "folded": lambda: self._block(lead, ">", value, column),
            "double-quoted": lambda: [Line(lead + double)],
            "single-quoted": lambda: [Line(lead + single)],
            "quoted-over-lines": lambda: self._wrapped(lead, self.dice.choice((double, single)), 0),
            "plain-over-lines": lambda: self._plain(lead, value, column),
            "escapes": lambda: [Line(lead + double.replace("e", "\\x65", 2))],
            "separators": lambda: [Line(lead + double.replace(" ", self.dice.choice("\u2028\u2029\x85"), 1))],
        }

    def _plain(self, lead: str, value: str, column: int) -> list[Line]:
        if yaml.load(f"k: {value}", Loader=LOADER) != {"k": value} if ": " not in value and " #" not in value else True:
            return [Line(lead + self._json(value))]
        return [Line(line.text, line.above, behind=False) for line in self._wrapped(lead, value, column + 1)]

    def _wrapped(self, lead: str, text: str, least: int) -> list[Line]:
        """A text over several lines; the later ones stand anywhere behind the least column."""
        words = text.split(" ")
        cuts = sorted({0, *(self.dice.randrange(1, len(words)) for _ in range(2) if len(words) > 1), len(words)})
        parts = [" ".join(words[start:end]) for start, end in pairwise(cuts)]
        if any(not part or part[0] in "#&*!-?:%@`" or part.endswith("\\") for part in parts[1:]):
            return [Line(lead + text, behind=False)]
        column = least + self.dice.choice((2, 3, 6))
        last = len(parts) - 1
        return [
            Line((" " * column if n else lead) + part, above=not n, behind=n == last and last > 0 and not least)
            for n, part in enumerate(parts)
        ]

    def _block(self, lead: str, sign: str, value: str, column: int) -> list[Line]:
        inner = 3 if "indicator" in self.odd else self.dice.choice((2, 4))
        chomp = "+" if "keep" in self.odd and self.dice.random() < 0.6 else "-" if "strip" in self.odd else ""
        number = str(inner) if "indicator" in self.odd else ""
        words = value.split(" ")
        half = self.dice.randrange(len(words)) or len(words)
        texts = [" ".join(words[:half]), " ".join(words[half:])]
        lines = [Line(f"{lead}{sign}{number}{chomp}")]
        lines += [Line(" " * (column + inner) + text, above=False, behind=False) for text in texts if text]
        if "block-last-blanks" in self.odd:
            blank = self.dice.choice(("", "", " " * (column + inner), " " * (column + inner + 2), " "))
            lines += [Line(blank, above=False, behind=False)] * self.dice.randint(1, 3)
        return lines

    # what stands beside and between

    def _commented(self, lines: Iterable[Line]) -> Iterator[str]:
        for line in lines:
            if line.above:
                yield from self._between(line.text)
            behind = "  # 나중에 / later: [x]" if line.behind and self._some("comments-behind", 0.2) else ""
            may = line.behind and line.text.strip(" ") not in ("-", ":")  # there YAML allows no tab
            behind = behind or ("\t" if may and self._some("tabs-behind", 0.3) else "")
            behind = behind or ("  " if line.behind and self._some("spaces-behind", 0.3) else "")
            yield line.text + behind
        yield from self._between("")

    def _between(self, text: str) -> Iterator[str]:
        column = len(text) - len(text.lstrip(" "))
        if self._some("blank-lines", 0.1):
            yield ""
        if self._some("comments-above", 0.1):
            yield f"{' ' * column}# 메모: “{self.dice.randrange(100)}” / a note - here"
        if self._some("comments-between", 0.1):
            yield f"{' ' * self.dice.choice((0, 1, 2, 3, 4))}# between # {self.dice.randrange(100)}"
        if self._some("comments-deep", 0.1):
            yield f'{" " * (column + 3)}# hanja: "{self.dice.randrange(100)}"'
        if self._some("comments-like-yaml", 0.1):
            yield self.dice.choice(("# events: []", "  # - id: new", "#terms:", "    # - {id: x}", "# ---"))

    def _some(self, oddity: str, share: float) -> bool:
        return oddity in self.odd and self.dice.random() < share

    def _bytes(self, text: str) -> str:
        """What an editor makes of the text: other forms of letters, invisible characters, other line ends."""
        if "nfd" in self.odd:
            text = unicodedata.normalize("NFD", text)
        if "invisible" in self.odd:
            for _ in range(4):
                at = self.dice.randrange(len(text) + 1)
                text = text[:at] + self.dice.choice("\u200b\u2060\ufeff") + text[at:]
        if "no-last-newline" in self.odd:
            text = text.rstrip("\n")
        for oddity, ends in (("crlf", ["\r\n"]), ("cr", ["\r"]), ("mixed-ends", ["\n", "\r\n", "\r\n", "\r"])):
            if oddity in self.odd:
                text = re.sub(r"\r\n|\n|\r", lambda _, ends=ends: self.dice.choice(ends), text)
                break
        return "\ufeff" + text if "bom" in self.odd else text


# --- whether anything is spoilt


def verdict(one: Case) -> str:
    """What became of a file, told without any help of what made it."""
    try:
        made = add(one.stored, one.name, one.additions, one.path)
    except CoursewareError as error:
        return f"refused: {error}"
    made = made.encode("utf-8").decode("utf-8")
    if not _is_kept(one, made):
        return "foreign bytes changed"
    try:
        new = read(made)
    except yaml.YAMLError:
        return "not parsed"
    old = read(one.stored)
    if list(old) != list(new) or any(old[key] != new[key] for key in old if key != one.name):
        return "spoilt: another key"
    if new[one.name] != _wanted(old[one.name] or [], one.additions):
        return "spoilt: the list"
    return "spoilt: for the reader" if _amiss(made, one) > _amiss(one.stored, one) else "added"


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", re.sub("[\u200b\u2060\ufeff]", "", text))


def read(stored: str) -> Any:
    """What YAML reads; dates and numbers as they are written. A last line without an end is given one."""
    text = _plain(stored)
    return yaml.load(text if text.endswith("\n") else f"{text}\n", Loader=_Dateless)


class _Dateless(LOADER):  # type: ignore[misc] # the loader in C, if there is one
    """Reads no dates."""


_Dateless.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in some if not tag.endswith((":timestamp", ":int"))]
    for first, some in LOADER.yaml_implicit_resolvers.items()
}


def _wanted(old: list[Any], additions: Iterable[Addition]) -> list[Any]:
    """Her items with the new ones between them."""
    wanted = []
    for place in range(len(old) + 1):
        wanted += [
            one.item for one in additions if min(len(old) if one.before is None else one.before, len(old)) == place
        ]
        wanted += old[place : place + 1]
    return wanted


def _is_kept(one: Case, made: str) -> bool:
    """Whether her bytes are there in order, and her lines as they are, but for those with the brackets of the list."""
    lines, at, cut, kept = re.split(_LINE_END, made), 0, 0, ""
    for line in re.split(_LINE_END, one.stored):
        found = next((n for n in range(at, len(lines)) if lines[n] == line or lines[n].rstrip("\r\n") == line), None)
        at, cut = (at, cut + 1) if found is None else (found + 1, cut)
        kept += line if found is not None or not one.is_empty else re.sub(r"[\[\]~nul \t]", "", line)
    rest = iter(made)
    return cut <= (0 if one.has_dashes else 3) and all(char in rest for char in kept)


_LINE_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def _amiss(stored: str, one: Case) -> int:
    reader = Reader(one.path, usual())
    reader.read(KINDS[one.module].kind, _plain(stored))
    return len(reader.problems)


def table(seed: int, numbers: Iterable[int]) -> tuple[Counter[str], list[tuple[int, str]]]:
    """How many files became what; and the numbers of those that were not added to."""
    counted: Counter[str] = Counter()
    others = []
    for number in numbers:
        what = verdict(case(number, seed))
        counted[what] += 1
        if what != "added":
            others.append((number, what))
    return counted, others


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, help="print the file of this number, and what becomes of it")
    wanted = parser.parse_args()
    if wanted.show is not None:
        one = case(wanted.show, wanted.seed)
        print(sorted(one.odd), one.additions, one.stored, sep="\n")
        print("=" * 60, add(one.stored, one.name, one.additions, one.path), sep="\n")
        return
    counted, others = table(wanted.seed, range(wanted.count))
    for number, what in others[:50]:
        print(f"number {number}: {what}")
    refused = sum(count for what, count in counted.items() if what.startswith("refused"))
    spoilt = sum(count for what, count in counted.items() if what.startswith("spoilt"))
    print(f"seed {wanted.seed}: {wanted.count} files, {len(ODDITIES) + len(LISTS)} kinds of oddness")
    print(f"  added                  {counted['added']:>6}")
    print(f"  refused with a message {refused:>6}")
    print(f"  spoilt                 {spoilt:>6}")
    print(f"  foreign bytes changed  {counted['foreign bytes changed']:>6}")
    print(f"  not parsed             {counted['not parsed']:>6}")


if __name__ == "__main__":
    main()
