"""Regular expressions whose work grows faster than the text: found by counting steps, not by a clock.

    python -m tools.patterns        names every pattern of the package that does, with the text that shows it

Each pattern is run by a small backtracking matcher that counts, on texts pumped from the pattern's own repeats
and on runs of letters, hangul, digits, spaces and signs. Four times the text may take four times the steps.
"""

from __future__ import annotations

import ast
import importlib
import random
import re
import re._constants as sre  # the parse tree that Python's own matcher is made from
import re._parser as parser
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent
SHORT, LONG = 80, 320
"""Letters; what is bounded by SHORT or less is seen to be bounded."""
GROWTH = 7.0
"""Times the steps for four times the text; 4 is linear, 16 quadratic."""
RUNS = (
    "A",
    "a",
    "가",
    "1",
    " ",
    '"',
    "“",
    "(",
    "[",
    "- ",
    ", ",
    ".",
    "A ",
    "Aa ",
    "가 ",
    "1,",
    "\n",
    " \n",
    "<",
    "·",
    "’",
)
END = "a\x00"
"""No pattern wants to end so: whatever was repeated has to be given back."""
MOST = 300_000
"""Steps for LONG letters, behind which nothing waits but more of them."""
_ANCHORED = {"match", "fullmatch"}
_CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression of the package, where it stands, and whether it is only tried at a text's beginning."""

    text: str
    flags: int
    place: str
    anchored: bool


@dataclass(frozen=True, slots=True)
class Slow:
    """A pattern with the text on which its work grows too fast, and how much."""

    pattern: Pattern
    text: str
    growth: float


# --- the patterns of the package


def patterns() -> list[Pattern]:
    """The compiled patterns of every module, and those that stand in its functions ("a" for a value in an f-string)."""
    found: dict[tuple[str, int, bool], Pattern] = {}
    for path in sorted((ROOT / "courseware").rglob("*.py")):
        if path.name == "__main__.py":
            continue
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = importlib.import_module(name)
        for one in (*_compiled(module, _uses(tree), name), *_called(tree, module, name)):
            found.setdefault((one.text, one.flags, one.anchored), one)
    return list(found.values())


def _compiled(module: ModuleType, uses: dict[str, set[str]], place: str) -> Iterator[Pattern]:
    for name, value in vars(module).items():
        for one in _inside(value):
            text = one.pattern if isinstance(one.pattern, str) else one.pattern.decode("latin-1")
            yield Pattern(text, one.flags, f"{place}.{name}", bool(uses.get(name)) and uses[name] <= _ANCHORED)


def _inside(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    for inner in value if isinstance(value, list | tuple) else value.values() if isinstance(value, dict) else ():
        yield from _inside(inner)


def _called(tree: ast.AST, module: ModuleType, place: str) -> Iterator[Pattern]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CALLS:
            text = _text(node.args[0], module) if node.args and _is_re(node.func) else None
            if text is not None and node.func.attr != "compile":
                yield Pattern(text, _flags(node), f"{place}:{node.lineno}", node.func.attr in _ANCHORED)


def _is_re(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "re"


def _uses(tree: ast.AST) -> dict[str, set[str]]:
    """Name of a pattern -> the methods that are called on it in its file."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in _CALLS:
            found.setdefault(node.value.id, set()).add(node.attr)
    return found


def _text(node: ast.expr, module: ModuleType) -> str | None:
    """What an expression says; "a" for a value of an f-string that only a running function knows."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, module) or "a" for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _text(node.value, module)
    value = node.value if isinstance(node, ast.Constant) else None
    value = vars(module).get(node.id) if isinstance(node, ast.Name) else value
    return value if isinstance(value, str) else None


def _flags(call: ast.Call) -> int:
    given = [*call.args[1:], *(word.value for word in call.keywords)]
    names = [
        inner for arg in given for inner in ast.walk(arg) if isinstance(inner, ast.Attribute) and inner.attr.isupper()
    ]
    return sum(int(getattr(re, name.attr)) for name in names)


# --- counting


class _TooMuch(Exception):  # noqa: N818 - it says when to stop
    pass


_SINGLE = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)


@dataclass
class _Matcher:
    """Matches as Python does, by going back, and counts every step."""

    text: str
    flags: int
    steps: int = 0
    groups: dict[int, tuple[int, int]] = field(default_factory=dict)
    _known: dict[tuple[int, str], bool] = field(default_factory=dict)

    def match(self, tree: Any) -> int | None:
        return next(self._run(tree, 0, 0), None)

    def search(self, tree: Any, anchored: bool) -> int:
        at = 0
        while at <= len(self.text):
            end = next(self._run(tree, 0, at), None)
            if anchored:
                break
            at = max(end, at + 1) if end is not None else at + 1
        return self.steps

    def _run(self, nodes: Any, number: int, at: int) -> Iterator[int]:
        """Where the nodes from `number` on may end, the preferred place first."""
        self._step()
        while number < len(nodes) and self._single(nodes[number]):
            if at >= len(self.text) or not self._is(nodes[number], self.text[at]):
                return
            number, at = number + 1, at + 1
            self._step()
        if number == len(nodes):
            yield at
            return
        for end in self._node(nodes[number], at):
            yield from self._run(nodes, number + 1, end)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > MOST:
            raise _TooMuch

    @staticmethod
    def _single(node: Any) -> bool:
        return node[0] in _SINGLE

    def _node(self, node: Any, at: int) -> Iterator[int]:
        op, arg = node
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield from self._repeat(op, *arg, at)
        elif op is sre.SUBPATTERN:
            for end in self._run(arg[3], 0, at):
                self.groups[arg[0]] = (at, end)
                yield end
        elif op is sre.ATOMIC_GROUP:
            yield from self._first(self._run(arg, 0, at))
        elif op is sre.BRANCH:
            for branch in arg[1]:
                yield from self._run(branch, 0, at)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            if self._looks(arg, at) == (op is sre.ASSERT):
                yield at
        elif op is sre.AT:
            if self._at(arg, at):
                yield at
        elif op is sre.GROUPREF:
            begin, end = self.groups.get(arg, (0, 0))
            if self.text.startswith(self.text[begin:end], at):
                yield at + end - begin
        elif op is not sre.FAILURE:
            raise NotImplementedError(op)

    @staticmethod
    def _first(ends: Iterator[int]) -> Iterator[int]:
        end = next(ends, None)
        if end is not None:
            yield end

    def _looks(self, arg: Any, at: int) -> bool:
        direction, nodes = arg
        start = at if direction > 0 else at - nodes.getwidth()[0]
        return start >= 0 and next(self._run(nodes, 0, start), None) is not None

    def _repeat(self, op: Any, least: int, most: int, nodes: Any, at: int) -> Iterator[int]:
        if len(nodes) == 1 and self._single(nodes[0]):
            yield from self._row(op, least, most, nodes[0], at)
        elif op is sre.POSSESSIVE_REPEAT:
            count = 0
            while count < most and (end := next(self._run(nodes, 0, at), None)) is not None and end > at:
                count, at = count + 1, end
            if count >= least:
                yield at
        else:
            yield from self._times(op, least, most, nodes, at)

    def _times(self, op: Any, least: int, most: int, nodes: Any, at: int) -> Iterator[int]:
        if op is sre.MIN_REPEAT and least <= 0:
            yield at
        if most > 0:
            for end in self._run(nodes, 0, at):
                if end > at or least > 0:
                    yield from self._times(op, least - 1, most if most == sre.MAXREPEAT else most - 1, nodes, end)
        if op is not sre.MIN_REPEAT and least <= 0:
            yield at

    def _row(self, op: Any, least: int, most: int, node: Any, at: int) -> Iterator[int]:
        """A repeat of one letter, without recursion."""
        if op is sre.MIN_REPEAT:
            count = 0
            while True:
                if count >= least:
                    yield at + count
                if count >= most or at + count >= len(self.text) or not self._is(node, self.text[at + count]):
                    return
                count += 1
                self._step()
        count = 0
        while count < most and at + count < len(self.text) and self._is(node, self.text[at + count]):
            count += 1
            self._step()
        while count >= least:
            yield at + count
            if op is sre.POSSESSIVE_REPEAT:
                return
            count -= 1
            self._step()

    def _at(self, where: Any, at: int) -> bool:
        text = self.text
        begins, ends = at == 0, at == len(text)
        if where in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return begins or bool(where is sre.AT_BEGINNING and self.flags & re.MULTILINE and text[at - 1] == "\n")
        if where in (sre.AT_END, sre.AT_END_STRING):
            line = bool(self.flags & re.MULTILINE) and not ends and text[at] == "\n"
            return ends or (where is sre.AT_END and (line or text[at:] == "\n"))
        before, behind = not begins and _word(text[at - 1]), not ends and _word(text[at])
        return (before != behind) == (where is sre.AT_BOUNDARY)

    def _is(self, node: Any, char: str) -> bool:
        key = (id(node), char)
        if key not in self._known:
            cases = {char, char.lower(), char.upper()} if self.flags & re.IGNORECASE else {char}
            self._known[key] = any(_fits(node, ord(one), self.flags) for one in cases if len(one) == 1)
        return self._known[key]


def _word(char: str) -> bool:
    return char.isalnum() or char == "_"


_CATEGORIES = {"DIGIT": str.isdecimal, "SPACE": str.isspace, "WORD": _word}


def _fits(node: Any, code: int, flags: int) -> bool:
    op, arg = node
    if op is sre.LITERAL:
        return bool(code == arg)
    if op is sre.NOT_LITERAL:
        return bool(code != arg)
    if op is sre.ANY:
        return bool(flags & re.DOTALL) or code != 10
    if op is sre.RANGE:
        return bool(arg[0] <= code <= arg[1])
    if op is sre.CATEGORY:
        name = str(arg).removeprefix("CATEGORY_")
        return _CATEGORIES[name.removeprefix("NOT_")](chr(code)) != name.startswith("NOT_")
    negated = bool(arg) and arg[0][0] is sre.NEGATE
    return any(_fits(part, code, flags) for part in (arg[1:] if negated else arg)) != negated


# --- texts that show it


_TRIES = 3
"""Samples of a repeat."""


def pumps(tree: Any, chance: random.Random) -> list[tuple[str, str]]:
    """A beginning and a piece to repeat behind it, for each repeat of the pattern; and runs of usual letters."""
    repeats = list(_repeats(tree))
    found: dict[tuple[str, str], None] = {("", run): None for run in RUNS if any(_may(b, run) for _, b in repeats)}
    for before, body in repeats:
        for _ in range(_TRIES):
            piece, begin = _sample(body, chance), _sample(before, chance)
            found[(begin, piece or "x")] = found[("", begin + piece or "x")] = None
    return list(found)


def _may(body: Any, run: str) -> bool:
    """Whether a repeat may take a run's first letter."""
    return any(_fits(node, ord(run[0]), 0) if node[0] in _SINGLE else True for node in list(body)[:1])


def _repeats(nodes: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    for number, (op, arg) in enumerate(nodes):
        ahead = (*before, *list(nodes)[:number])
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            if arg[1] > SHORT // 2:
                yield ahead, arg[2]
            yield from _repeats(arg[2], ahead)
        elif op is sre.SUBPATTERN:
            yield from _repeats(arg[3], ahead)
        elif op is sre.BRANCH:
            for branch in arg[1]:
                yield from _repeats(branch, ahead)
        elif op is sre.ATOMIC_GROUP:
            yield from _repeats(arg, ahead)


def _sample(nodes: Any, chance: random.Random) -> str:
    return "".join(_one(node, chance) for node in nodes)


def _one(node: Any, chance: random.Random) -> str:
    op, arg = node
    if op is sre.LITERAL:
        return chr(arg)
    if op in (sre.NOT_LITERAL, sre.ANY, sre.IN):
        fitting = [char for char in _LETTERS if _fits(node, ord(char), 0)]
        ranges = [chr(part[1][0]) for part in (arg if op is sre.IN else ()) if part[0] is sre.RANGE]
        singles = [chr(part[1]) for part in (arg if op is sre.IN else ()) if part[0] is sre.LITERAL]
        known = fitting + [char for char in ranges + singles if _fits(node, ord(char), 0)]
        return chance.choice(known) if known else ""
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _sample(arg[2], chance) * max(arg[0], chance.randint(0, 1) if arg[1] else 0)
    if op is sre.SUBPATTERN:
        return _sample(arg[3], chance)
    if op is sre.BRANCH:
        return _sample(chance.choice(arg[1]), chance)
    return _sample(arg, chance) if op is sre.ATOMIC_GROUP else ""


_LETTERS = "aAé가힣漢1 \t\n.,-“”\"'’()[]<>/:;·#*_&!=~…"


def growth(pattern: Pattern) -> Slow | None:
    """The first pumped text on which the pattern's work grows too fast."""
    tree = parser.parse(pattern.text, pattern.flags & ~re.UNICODE)
    for begin, piece in pumps(tree, random.Random(repr(pattern.text))):
        few, many = (
            _work(tree, begin + piece * (size // len(piece)) + END, pattern.anchored) for size in (SHORT, LONG)
        )
        if many > few * GROWTH or many > MOST:
            return Slow(pattern, f"{begin!r} + {piece!r} × n", many / few)
    return None


def end_of(tree: Any, text: str) -> int | None:
    """Where a match at the text's beginning ends, for holding the matcher to Python's own."""
    return _Matcher(text, tree.state.flags).match(tree)


def _work(tree: Any, text: str, anchored: bool) -> int:
    matcher = _Matcher(text, tree.state.flags)
    try:
        return matcher.search(tree, anchored)
    except _TooMuch:
        return matcher.steps


def slow() -> list[Slow]:
    """Every pattern whose work grows faster than the text."""
    return [found for one in patterns() if (found := growth(one))]


def main() -> None:
    found = slow()
    for one in found:
        print(f"{one.pattern.place}: {one.text}\n    {one.pattern.text[:300]!r}")
    print(f"{len(found)} of {len(patterns())} patterns")


if __name__ == "__main__":
    main()
