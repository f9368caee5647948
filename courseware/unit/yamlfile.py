"""YAML files in which nothing is silently lost: read by the types of a dataclass, every mistake with its line.

YAML guesses: an unquoted `no` is a truth value, `2024-06-19` a date, a `#` after a space a comment, a `: ` a mapping.
In prose each guess loses words, so wherever text belongs a guess is an error that says how to quote.
"""

from __future__ import annotations

import re
import types
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from courseware.errors import N_, CoursewareError, Problem, instead
from courseware.files import textfile, yamltree
from courseware.languages import LANGUAGES
from courseware.languages.when import When
from courseware.unit.model import Anchor, Id, Text

_WHEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
PATTERNS: dict[Any, str] = {
    Id: r"[a-z0-9]+(-[a-z0-9]+)*",
    Anchor: r"title|deck|[cp][1-9][0-9]*",
    When: r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?",
}
"""What the typed strings look like; the published schemas say the same."""
CHOICES: dict[Any, Mapping[str, Any]] = {}
"""The tables whose names a typed string may be, for tables that this file cannot know; filled where they stand."""
MOST = 500
"""Problems of one file that are kept: hers have dozens, and a million, which a stranger's may have, fill the memory."""
EMPTY = N_("the text is empty")
"""The problem of a text that is still to be written."""
_QUOTE = N_('Put the whole text in quotes: "…".')
_POINT = N_("Write a number with a point: 2.5.")
_ENDS_AT_COMMENT = N_("the text ends at “#”: YAML takes what follows for a comment")
_AND = N_("a text without quotes begins with &")
_EXCLAMATION = N_("a text without quotes begins with !")
_REPEATS = N_("this repeats another place of the file (* or &)")
_REPEAT_REMEDY = N_("Write the text out again, or put it in quotes if it begins with * or &.")
_COMMANDS = re.compile(r"(?m)(?:^|[:,\[{-])[ \t]*[&!]\S")
"""Where YAML might see an anchor or a tag; few files have such a place."""
_COLOR = re.compile(r"^.{0,200}[:,\[{]\s{1,20}#(?:[0-9A-Fa-f]{3}){1,2}\b")
"""A color that somebody wrote without quotes: to YAML a comment."""
_SLIPS = (
    (_COLOR, _ENDS_AT_COMMENT, _QUOTE),
    (
        re.compile(r"^ *(?:- )?(?P<key>[a-z_]+)(?::(?=[^ /])|：)"),
        N_("no space follows the colon behind “{key}”"),
        N_("Write “{key}: ” with a colon and an ordinary space."),
    ),
    (
        re.compile(r"^ *[\u00a0\u2000-\u200a\u202f\u3000]"),
        N_("a wide or a no-break space stands at the beginning of the line"),
        N_("Use ordinary spaces there."),
    ),
)


class _Enough(Exception):  # noqa: N818 - no error, but the end of the reading
    """As many problems were found as are kept."""


@dataclass
class Reader:
    """Turns one file into a value of a dataclass; collects problems instead of stopping at the first.

    One that is `optional` need not be there.
    """

    path: Path
    languages: tuple[str, ...] = ()
    prefix: str = ""
    optional: bool = False
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, tuple[Path, int]] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)

    def read(self, kind: type, text: str | None = None) -> Any:
        """The file as a `kind`; None where it has problems (they stand in `problems`). `text` is what it will hold."""
        try:
            return self._read(kind, text)
        except _Enough:
            return None

    def _read(self, kind: type, text: str | None) -> Any:
        text = self._text() if text is None else text
        if text is None:
            return None
        self._lines = text.splitlines()
        node = self._compose(text)
        if node is None:
            return None
        return self._value(node, kind, self.prefix, {})

    # --- the file

    def _text(self) -> str | None:
        try:
            return textfile.read(self.path)
        except CoursewareError as error:
            self.problems += error.problems
            return None

    def _compose(self, text: str) -> yaml.Node | None:
        try:
            if _COMMANDS.search(text) and self._commands(text):
                return None
            node = yamltree.compose(text)
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return None
        if node is None:
            write, delete = N_("Write it, or copy it from another unit or course."), N_("Write it, or delete the file.")
            self._file_problem(N_("the file is empty"), delete if self.optional else write)
        return node

    def _commands(self, text: str) -> bool:
        """Whether a text begins with & or !, which YAML takes for a name or a type, and leaves out."""
        for event in yaml.parse(text, Loader=yamltree.LOADER):
            named = isinstance(event, yaml.ScalarEvent) and event.anchor
            if named or getattr(event, "tag", None):
                line = event.start_mark.line + 1 if event.start_mark else None
                self._file_problem(_AND if named else _EXCLAMATION, _QUOTE, line)
        return bool(self.problems)

    def _file_problem(self, message: str, remedy: str = "", line: int | None = None, **values: object) -> None:
        self._note(Problem(message, remedy, values, self.path, line))

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) == MOST:
            raise _Enough

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        """YAML's own complaint in a teacher's words, with the usual cause."""
        problem, context = str(error.problem or ""), str(error.context or "")
        mark = error.problem_mark or error.context_mark
        if mark and re.match(r" *\t", self._lines[min(mark.line, len(self._lines) - 1)]):
            problem = "'\\t'"
        if mark and self._slipped(mark.line):
            return
        line = self._lines[min(mark.line, len(self._lines) - 1)] if mark and self._lines else ""
        sign = re.match(r"\s*(?:- )?[\w-]+:\s+(\[[^\]]*\]\s*[^\s#]|- )", line)
        if sign:
            what = N_("a text without quotes begins with “{sign}”")
            self._file_problem(what, _QUOTE, mark.line + 1 if mark else None, sign=sign[1][0])
            return
        known = (entry for entry in _SYNTAX if entry[0] in problem or entry[0] in context)
        clue, message, remedy = next(known, _UNKNOWN_SYNTAX)
        if clue in ("while scanning a quoted scalar", "while parsing a flow"):
            mark = error.context_mark or mark
        self._file_problem(message, remedy, mark.line + 1 if mark else None)

    def _slipped(self, line: int) -> bool:
        """Whether a space is missing or of another kind in the line, or in the one above, which YAML read as text."""
        for number in (line, line - 1):
            text = self._lines[number] if 0 <= number < len(self._lines) else ""
            for pattern, message, remedy in _SLIPS:
                if match := pattern.match(text):
                    self._file_problem(message, remedy, number + 1, **match.groupdict())
                    return True
        return False

    # --- values

    def _value(self, node: yaml.Node, kind: Any, where: str, meta: Mapping[str, Any]) -> Any:
        if id(node) in self._seen:
            return self._wrong(
                node,
                where,
                _REPEATS,
                _REPEAT_REMEDY,
            )
        self._seen.add(id(node))
        if where:
            self.places[where] = (self.path, node.start_mark.line + 1)
        return self._dispatch(node, kind, where, meta)

    def _dispatch(self, node: yaml.Node, kind: Any, where: str, meta: Mapping[str, Any]) -> Any:
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            if _null(node):
                return self._nothing(node, where)
            return self._dispatch(node, next(k for k in get_args(kind) if k is not type(None)), where, meta)
        if origin is tuple:
            return self._list(node, get_args(kind)[0], where, meta)
        if origin is Literal:
            return self._choice(node, get_args(kind), where)
        if origin is dict:
            return self._mapping(node, get_args(kind), where)
        if kind is Text:
            return self._localized(node, where, meta)
        if is_dataclass(kind) and kind is not When:
            return self._record(node, kind, where)
        return self._scalar(node, kind, where)

    def _nothing(self, node: yaml.Node, where: str) -> None:
        line = self._lines[node.start_mark.line] if node.start_mark.line < len(self._lines) else ""
        if _COLOR.match(line):
            self._wrong(node, where, _ENDS_AT_COMMENT, _QUOTE)

    def _record(self, node: yaml.Node, kind: Any, where: str) -> Any:
        specs = _specs(kind)
        entries = self._entries(node, where, tuple(specs))
        if entries is None:
            return None
        values: dict[str, Any] = {}
        place = self._named(entries, where)
        for name, (spec, hint) in specs.items():
            if name in entries:
                values[name] = self._value(entries[name], hint, _join(place, name), spec.metadata)
            elif _needed(spec):
                self._wrong(node, where, N_("“{key}” is missing"), N_("Add a line “{key}:” here."), key=name)
        return _make(kind, values)

    def _named(self, entries: Mapping[str, yaml.Node], where: str) -> str:
        """An entry of a list goes by its id where it has one: actors[3] -> actors.kim-jong-un."""
        own = entries.get("id")
        if not where.endswith("]") or not isinstance(own, yaml.ScalarNode) or not own.value:
            return where
        name = f"{where[: where.rindex('[')]}.{own.value}"
        if name in self.places:
            self._wrong(
                own,
                where,
                N_("the id “{id}” stands here a second time"),
                N_("Give each item an id of its own."),
                id=own.value,
            )
        self.places[name] = (self.path, own.start_mark.line + 1)
        return name

    def _entries(self, node: yaml.Node, where: str, known: tuple[str, ...] | None) -> dict[str, yaml.Node] | None:
        """The keys and values of a mapping; repeated and unknown keys are problems."""
        if not isinstance(node, yaml.MappingNode):
            self._wrong(
                node,
                where,
                N_("here belong lines of the form “key: value”"),
                N_("The keys are: {keys}.")
                if known
                else N_('Write it with its reason: {key}: {{rule}: "your reason"}'),
                keys=", ".join(known or ()),
                key=where.rpartition(".")[2],
                rule=_first(node),
            )
            return None
        entries: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            if name in entries:
                self._wrong(key, where, N_("“{key}” stands here twice"), N_("Keep one of the two."), key=name)
            elif known is not None and name not in known:
                self._unknown(key, value, where, name, known)
            else:
                entries[name] = value
        return entries

    def _unknown(self, node: yaml.Node, value: yaml.Node, where: str, name: str, known: tuple[str, ...]) -> None:
        if isinstance(value, yaml.ScalarNode) and not value.value and value.start_mark.index == node.end_mark.index:
            what = N_("the comma before “{key}” ends the text: between braces it parts one entry from the next")
            self._wrong(node, where, what, _POINT if name.isdigit() else _QUOTE, key=name)
            return
        remedy, values = instead(name, known)
        self._wrong(node, where, N_("“{key}” is not known here"), remedy, key=name, **values)

    def _list(self, node: yaml.Node, kind: Any, where: str, meta: Mapping[str, Any]) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self._wrong(
                node,
                where,
                N_("here belongs a list"),
                N_("Begin each entry with “- ” on a line of its own, or write [a, b]."),
            )
            return ()
        return tuple(self._value(child, kind, f"{where}[{n}]", meta) for n, child in enumerate(node.value, 1))

    def _mapping(self, node: yaml.Node, kinds: tuple[Any, ...], where: str) -> dict[str, Any]:
        """A value for each language, or, where the keys are names of rules, for each rule."""
        entries = self._entries(node, where, tuple(LANGUAGES) if kinds[0] is str else None) or {}
        return {name: self._value(child, kinds[1], _join(where, name), {}) for name, child in entries.items()}

    def _localized(self, node: yaml.Node, where: str, meta: Mapping[str, Any]) -> Any:
        may_be_empty = bool(meta.get("empty"))
        if may_be_empty and _blank(node):
            return Text(dict.fromkeys(LANGUAGES, ""))
        if isinstance(node, yaml.ScalarNode) and self._slipped(node.start_mark.line):
            return None
        if isinstance(node, yaml.ScalarNode) and len(self.languages) == 1:
            return Text({self.languages[0]: self._words(node, where) or ""}, bool(meta.get("markdown")))
        if isinstance(node, yaml.ScalarNode):
            return self._wrong(
                node,
                where,
                N_("here belongs a text in each language"),
                N_("Write one line for each: {languages}"),
                languages=" / ".join(f"{lang}: …" for lang in self.languages or LANGUAGES),
            )
        entries = self._entries(node, where, tuple(dict.fromkeys((*self.languages, *LANGUAGES))))
        if entries is None:
            return None
        self.places |= {_join(where, lang): (self.path, at.start_mark.line + 1) for lang, at in entries.items()}
        words = {
            lang: "" if may_be_empty and _blank(child) else self._words(child, _join(where, lang))
            for lang, child in entries.items()
        }
        for lang in self.languages:
            if lang not in entries:
                self._wrong(
                    node, where, N_("the text in “{lang}” is missing"), N_("Add a line “{lang}: …” here."), lang=lang
                )
        return Text({lang: text or "" for lang, text in words.items()}, bool(meta.get("markdown")))

    def _choice(self, node: yaml.Node, choices: tuple[str, ...], where: str) -> Any:
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        if value in choices:
            return str(value)
        remedy, values = instead(str(value), choices)
        return self._wrong(node, where, N_("“{value}” is not one of the choices here"), remedy, value=value, **values)

    def _scalar(self, node: yaml.Node, kind: Any, where: str) -> Any:
        if kind is str:
            return self._words(node, where)
        if not isinstance(node, yaml.ScalarNode):
            return self._wrong(node, where, N_("here belongs a single value, not a list"))
        if kind in CHOICES:
            return self._choice(node, tuple(CHOICES[kind]), where)
        if kind in PATTERNS:
            return self._pattern(node, kind, where)
        if kind is date:
            return self._moment(node, where)
        if kind is bool:
            if node.tag.endswith(":bool"):
                return node.value.lower() in ("true", "yes", "on")
            return self._wrong(node, where, N_("here belongs true or false"))
        try:
            return self._number(node.value, kind)
        except ValueError:
            return self._wrong(
                node, where, N_("“{value}” is not a number"), N_("Write digits only, without quotes."), value=node.value
            )

    @staticmethod
    def _number(text: str, kind: Any) -> int | float:
        """Digits only: Python would also read 1_000, nan and inf."""
        if not re.fullmatch(r"-?\d+" if kind is int else r"-?\d+(\.\d+)?", text):
            raise ValueError(text)
        number: int | float = kind(text)
        return number

    def _words(self, node: yaml.Node, where: str) -> Any:
        """A text; whatever YAML guessed instead of text is a problem. (\"\\u…\" may hold what the file does not.)"""
        if isinstance(node, yaml.MappingNode):
            return self._wrong(node, where, N_("the “: ” inside the text turned it into a key and a value"), _QUOTE)
        if not isinstance(node, yaml.ScalarNode):
            return self._wrong(node, where, N_("here belongs a text, not a list"), _QUOTE)
        if not node.value.strip():
            return self._wrong(node, where, EMPTY, N_("Write it, or delete the key if it may be left out."))
        if node.style in (None, "") and not node.tag.endswith(":str"):
            return self._wrong(node, where, _GUESSES[node.tag.rpartition(":")[2]], _QUOTE, value=node.value)
        if node.style in (None, "") and re.match(r"[ \t]+#", self._lines[node.end_mark.line][node.end_mark.column :]):
            return self._wrong(node, where, _ENDS_AT_COMMENT, _QUOTE)
        text = unicodedata.normalize("NFC", node.value).strip()
        if node.style == '"' and (problem := textfile.unprintable(text)):
            return self._wrong(node, where, problem.message, problem.remedy, **problem.values)
        return text

    def _pattern(self, node: yaml.ScalarNode, kind: Any, where: str) -> Any:
        if not re.fullmatch(PATTERNS[kind], node.value):
            message, remedy = _PATTERN_PROBLEMS[kind]
            return self._wrong(node, where, message, remedy, value=node.value)
        if kind is not When:
            return node.value
        parts = [int(part) for part in _WHEN.fullmatch(node.value).groups() if part]  # type: ignore[union-attr]
        try:
            datetime(*[*parts, 1, 1][:3])  # type: ignore[arg-type]  # noqa: DTZ001 - only asks whether the day exists
        except ValueError:
            return self._wrong(node, where, N_("there is no such day: {value}"), value=node.value)
        return When(*parts)

    def _moment(self, node: yaml.ScalarNode, where: str) -> Any:
        """A time with its zone, or a plain day: an hour that nobody knows is not made up."""
        kind = date if re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.value, re.ASCII) else datetime
        try:
            value = kind.fromisoformat(node.value)
        except ValueError:
            value = None
        if value is None or (isinstance(value, datetime) and value.tzinfo is None):
            return self._wrong(
                node,
                where,
                N_("“{value}” is neither a day nor a time with its zone"),
                N_("Write it like 2024-06-24T17:28:00+09:00, or only the day: 2024-06-24."),
                value=node.value,
            )
        return value

    def _wrong(self, node: yaml.Node, where: str, message: str, remedy: str = "", **values: object) -> Any:
        """Note a problem at `node`; returns None, the value of a field that could not be read."""
        line = node.start_mark.line + 1
        name = where.removeprefix(self.prefix).lstrip(".")
        self._note(Problem(message, remedy, values, self.path, line, name))
        return None


_BACKSLASH = N_('a backslash inside "…" means something else to YAML')
_SYNTAX = (
    ("'\\t'", N_("a tab stands at the beginning of the line"), N_("Use spaces; YAML does not allow tabs there.")),
    ("mapping values are not allowed", N_("a “: ” inside a text without quotes"), _QUOTE),
    (
        "while scanning a quoted scalar",
        N_("a quotation mark is opened here and never closed"),
        N_("Close it, or write '…' around a text that has \" inside."),
    ),
    ("unknown escape character", _BACKSLASH, N_("Write the text in '…' instead.")),
    ("invalid Unicode character escape code", _BACKSLASH, N_("Write the text in '…' instead.")),
    (
        yamltree.TOO_DEEP,
        N_("lists stand within lists deeper than any file here needs"),
        N_("Look for brackets that were typed too often, or for lines that move ever further in."),
    ),
    (yamltree.TOO_LARGE, _REPEATS, _REPEAT_REMEDY),
    ("undefined alias", N_("a text without quotes begins with *"), _QUOTE),
    ("while scanning an anchor", _AND, _QUOTE),
    ("while scanning a tag", _EXCLAMATION, _QUOTE),
    ("while scanning an alias", N_("a text without quotes begins with *"), _QUOTE),
    ("cannot start any token", N_("a text without quotes begins with @, ` or %"), _QUOTE),
    (
        "could not find expected ':'",
        N_("a line has no “:” after its key, or a longer text is not indented"),
        N_("Indent the lines of a longer text alike, below “key: >-”."),
    ),
    ("expected a single document", N_("“---” begins a second document in the same file"), N_("Delete the line “---”.")),
    (
        "while parsing a flow",
        N_("a bracket is opened and not closed, or a comma is missing in it"),
        N_("Write lists like [p3, p7]; put a text that begins with [ or { in quotes."),
    ),
    (
        "while parsing a block",
        N_("the line is not indented like its neighbors, or text follows a closing quote"),
        N_("Indent keys of one entry alike, with spaces; put quotes around the whole text."),
    ),
)
"""What the parser says, what it means to a teacher, what to do. First match wins."""
_UNKNOWN_SYNTAX = ("", N_("the file is not good YAML"), N_("Compare the line with a neighbor that works."))

_GUESSES = {
    "int": N_("YAML takes “{value}” for a number, not for text"),
    "float": N_("YAML takes “{value}” for a number, not for text"),
    "bool": N_("YAML takes “{value}” for yes or no, not for text"),
    "timestamp": N_("YAML takes “{value}” for a date, not for text"),
    "null": N_("YAML takes “{value}” for nothing at all, not for text"),
    "merge": N_("YAML takes “{value}” for a command, not for text"),
    "value": N_("YAML takes “{value}” for a command, not for text"),
}

_PATTERN_PROBLEMS = {
    Id: (N_("“{value}” is not an id"), N_("Use small Latin letters, digits and hyphens, like kim-jong-un.")),
    Anchor: (
        N_("“{value}” is not a paragraph of an article"),
        N_("Write title, deck, c1 (a caption) or p1, p2 … (a paragraph)."),
    ),
    When: (N_("“{value}” is not a date"), N_("Write 2024-06-19, 2024-06 or 2024.")),
}


def _null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")


def _blank(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value.strip()


def _first(node: yaml.Node) -> str:
    """The text of a node, or of the first in its list: the rule that somebody meant to allow."""
    inner = node.value[0] if isinstance(node, yaml.SequenceNode) and node.value else node
    return str(inner.value) if isinstance(inner, yaml.ScalarNode) and inner.value else "facts-in-article"


def _join(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


@lru_cache
def _specs(kind: Any) -> dict[str, tuple[Field[Any], Any]]:
    """Field name -> the field and its type; resolving type hints is slow, so once a class."""
    hints = get_type_hints(kind)
    return {spec.name: (spec, hints[spec.name]) for spec in fields(kind)}


def _make(kind: Any, values: dict[str, Any]) -> Any:
    """A `kind`, or None where something it needs is missing; that has been said already."""
    try:
        return kind(**values)
    except TypeError:
        return None


def field_types(kind: Any) -> list[tuple[str, Any, bool]]:
    """The fields of a dataclass: name, type, and whether a file has to have it."""
    return [(name, hint, _needed(spec)) for name, (spec, hint) in _specs(kind).items()]


def _needed(spec: Field[Any]) -> bool:
    return spec.default is MISSING and spec.default_factory is MISSING


def load(
    path: Path, kind: type, languages: tuple[str, ...], prefix: str = ""
) -> tuple[Any, dict[str, tuple[Path, int]]]:
    """The file at `path` as a `kind`, and the place of each of its fields.

    Raises CoursewareError with every problem of the file.
    """
    reader = Reader(path, languages, prefix)
    value = reader.read(kind)
    if reader.problems:
        raise CoursewareError(reader.problems)
    return value, reader.places
