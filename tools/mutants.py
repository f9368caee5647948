"""How much of the checks the tests hold: small faults are planted in the code, one at a time, and counted when found.

    python -m tools.mutants --count 200 --seed 1        a table of what was changed, and whether a test failed

A mutant is a module of `courseware/languages/facts/` or `courseware/checks/` with one change: an operator, a constant,
a branch, an entry of a table, a part of a regular expression. Docstrings, annotations, decorators and the wording of
messages are left alone; a mutant that cannot be imported is not counted. Each one runs the tests of its package, in a
copy of the checkout and in a process of its own that is forked when everything else is imported already (Linux, macOS).
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import random
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).parent.parent
COPIED = ("courseware", "tests", "tools", "seeds", "templates", "locales", "docs", "pyproject.toml")
SUITES = {
    "facts": ("tests/test_facts.py", "tests/test_verdicts.py"),
    "checks": ("tests/test_check_tables.py", "tests/test_verdicts.py", "tests/test_checks.py"),
}
"""Package -> the tests that concern it, the fast ones first."""
HOMES = {"facts": "languages/facts", "checks": "checks"}
"""Package -> its folder."""
PRELOADED = (
    *("pytest", "hypothesis", "simplemma", "courseware.unit.seeds", "courseware.text.hanja"),
    *(
        "courseware.handout.template",
        "courseware.workspace.layout",
        "courseware.handout.proof",
        "courseware.formats.docx.accessible",
    ),
    *("courseware.formats.docx", "courseware.formats.pdf"),
)
"""Imported once for all mutants; none of them imports what is changed."""
SECONDS = 240
"""Of computing, behind which a mutant is taken for one that never ends."""
LEAST = 95
"""Per cent of the mutants that the tests are to find."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change; `source` is the whole of it."""

    file: Path
    line: int
    change: str
    source: str


# --- what may be changed


NOWHERE = "\ue000"
"""A letter of no text: what is put in the place of an entry, so that it is never found."""
_COMPARED: dict[type, tuple[type, ...]] = {
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
_OPERATORS: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_UNTOUCHED = {"decorator_list", "annotation", "returns", "type_params"}
_NAMES_ONLY = {"N_", "Said", "TypeVar", "lru_cache", "field"}
"""Calls whose arguments are a message, a name for the type checker, or a bound that no result depends on."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place in a tree, and what may stand there instead."""

    holder: ast.AST
    field: str
    index: int | None
    new: ast.AST
    change: str
    line: int

    def swap(self, node: Any) -> Any:
        """Put a node there; the one that stood there comes back."""
        if self.index is None:
            old = getattr(self.holder, self.field)
            setattr(self.holder, self.field, node)
        else:
            items = getattr(self.holder, self.field)
            old, items[self.index] = items[self.index], node
        return old


def mutants(file: Path, source: str, chance: random.Random) -> Iterator[Mutant]:
    """Every mutant of a module, made when it is asked for; of a table, one entry by chance."""
    tree = ast.parse(source)
    for site in [*_sites(tree, chance)]:
        yield _made(file, tree, site)


def _made(file: Path, tree: ast.Module, site: Site) -> Mutant:
    old = site.swap(site.new)
    try:
        return Mutant(file, site.line, site.change, ast.unparse(ast.fix_missing_locations(tree)))
    finally:
        site.swap(old)


def _sites(node: ast.AST, chance: random.Random, line: int = 0) -> Iterator[Site]:
    for holder, field, index, child, at in _children(node, line):
        for new, change in _changes(child, chance):
            yield Site(holder, field, index, new, change or _shown(child, new), at)
        yield from _sites(child, chance, at)


def _children(node: ast.AST, line: int) -> Iterator[tuple[ast.AST, str, int | None, ast.AST, int]]:
    """Everything directly below a node that says what the program does, with the place where it hangs."""
    for field, value in ast.iter_fields(node):
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or field in _UNTOUCHED or _is_said_only(child):
                continue
            if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
                yield node, field, index, child, getattr(child, "lineno", line)


def _is_said_only(node: ast.AST) -> bool:
    """Docstrings, imports, messages, types: nothing that a text could be judged by."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.expr_context):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.AnnAssign):
        return node.value is None or "TypeAlias" in ast.unparse(node.annotation)
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "__all__"
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NAMES_ONLY


def _shown(old: ast.AST, new: ast.AST) -> str:
    return f"{_short(ast.unparse(old))} → {_short(ast.unparse(new))}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"


# --- the changes


def _changes(node: ast.AST, chance: random.Random) -> Iterator[tuple[ast.AST, str]]:
    """What may stand in a node's place, each with how it is told ("" for both pieces of code)."""
    if isinstance(node, ast.expr):
        for new in _of_expression(node):
            yield new, ""
    elif isinstance(node, ast.stmt):
        yield from _of_statement(node)
    found = [*_entries_of(node)]
    if found:
        yield chance.choice(found)
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield from _of_string(node, chance)


def _of_expression(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(left, [operator, *more], values):
            for other in _COMPARED[type(operator)]:
                yield ast.Compare(left, [other(), *more], values)
        case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
            yield ast.BinOp(left, _OPERATORS[type(operator)](), right)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.And() if isinstance(operator, ast.Or) else ast.Or(), values)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.Call(ast.Name(name), arguments, keywords) if name in _CALLED:
            yield ast.Call(ast.Name(_CALLED[name], ast.Load()), arguments, keywords)
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() | float() as value):
            yield ast.Constant(value + 1)


def _of_statement(node: ast.stmt) -> Iterator[tuple[ast.stmt, str]]:
    match node:
        case ast.If(test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse), f"if {_short(ast.unparse(test))} → if not …"
        case ast.Return(value) if value is not None and ast.unparse(value) not in ("None", "False"):
            yield ast.Return(ast.Constant(None)), f"return {_short(ast.unparse(value))} → return None"
        case ast.Expr(ast.Yield() | ast.YieldFrom() | ast.Call()) | ast.AugAssign() | ast.Continue():
            yield ast.Pass(), f"{_short(ast.unparse(node))} → nothing"


def _entries_of(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """The node without one entry, for each: of a table, of words that are split, of a regular expression."""
    match node:
        case ast.Dict(keys, values) if len(keys) > 1:
            for n, key in enumerate(keys):
                if key is not None:
                    yield ast.Dict(keys[:n] + keys[n + 1 :], values[:n] + values[n + 1 :]), f"without {_named(key)}"
        case ast.Tuple(elts, ast.Load()) | ast.List(elts, ast.Load()) | ast.Set(elts) if _is_table(elts):
            for n, one in enumerate(elts):
                new = [*elts[:n], ast.Constant(NOWHERE), *elts[n + 1 :]] if _is_word(one) else elts[:n] + elts[n + 1 :]
                yield _table_like(node, new), f"without {_named(one)}"
        case ast.Call(ast.Attribute(ast.Constant(str() as text), "split", context), arguments):
            words = text.split()
            for n, word in enumerate(words):
                kept = " ".join([*words[:n], re.sub(r"[^\W\d]+", NOWHERE, word, count=1), *words[n + 1 :]])
                yield ast.Call(ast.Attribute(ast.Constant(kept), "split", context), arguments, []), f"without {word}"
        case ast.Constant(str()) | ast.JoinedStr():
            text, parts = _flat(node)
            for start, end in _spans(text):
                yield _unflat(text[:start] + NOWHERE + text[end:], parts), f"without {_told(text[start:end], parts)}"


def _is_table(elts: list[ast.expr]) -> bool:
    """Two words or more, or the rows of a table."""
    return len(elts) > 1 and (all(map(_is_word, elts)) or all(map(_is_row, elts)))


def _is_row(node: ast.expr) -> bool:
    """A tuple, or something that is made of a row's values: Country("한국", …)."""
    return isinstance(node, ast.Tuple) or (isinstance(node, ast.Call) and ast.unparse(node.func)[0].isupper())


def _is_word(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _table_like(node: ast.AST, elts: list[ast.expr]) -> ast.expr:
    return ast.Set(elts) if isinstance(node, ast.Set) else type(node)(elts, ast.Load())  # type: ignore[call-arg]


def _named(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else _short(ast.unparse(node))


# --- strings


_HOLE = 0xF000
"""Letters from here on stand for what an f-string puts in."""


def _flat(node: ast.Constant | ast.JoinedStr) -> tuple[str, list[ast.expr]]:
    """The text of a string, and what stands in the holes of an f-string."""
    if isinstance(node, ast.Constant):
        return str(node.value), []
    parts = [part for part in node.values if not isinstance(part, ast.Constant)]
    holes = iter(range(len(parts)))
    pieces = (part.value if isinstance(part, ast.Constant) else chr(_HOLE + next(holes)) for part in node.values)
    return "".join(map(str, pieces)), parts


def _unflat(text: str, parts: list[ast.expr]) -> ast.expr:
    if not parts:
        return ast.Constant(text)
    pieces = re.split(rf"([{chr(_HOLE)}-{chr(_HOLE + len(parts) - 1)}])", text)
    return ast.JoinedStr([parts[ord(p) - _HOLE] if n % 2 else ast.Constant(p) for n, p in enumerate(pieces) if p])


def _told(piece: str, parts: list[ast.expr]) -> str:
    return _short("".join(ast.unparse(parts[ord(c) - _HOLE]) if _HOLE <= ord(c) < 0xF800 else c for c in piece))


_HANGUL_ROW = re.compile(r"[가-힣]{5,}")
_TOKEN = re.compile(r"\\.|\[\^?(?:\\.|[^\]\\])+\]|\(\?P<\w+>|\(\?<?[:=!]|\(\?i\)|.", re.DOTALL)
_LETTERS = re.compile(r"\\.|.-.|([^\W\d_]|[~∼〜–—·])")


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the entries of a string are: alternatives, letters of a class; syllables of a row of them."""
    if _HANGUL_ROW.fullmatch(text):
        return [(n, n + 1) for n in range(len(text))]
    return sorted({*_alternatives(text), *_class_letters(text)}) if _is_pattern(text) else []


def _is_pattern(text: str) -> bool:
    return any(sign in text for sign in ("|", "(?", "[", "\\b", "\\d", "\\s"))


def _alternatives(text: str) -> Iterator[tuple[int, int]]:
    """The pieces between the bars of each group that has one."""
    begins: list[list[int]] = [[0]]
    for token in _TOKEN.finditer(text):
        if token[0].startswith("(") and token[0] != "(?i)":
            begins.append([token.end()])
        elif token[0] == "|":
            begins[-1].append(token.end())
        elif token[0] == ")" and len(begins) > 1:
            yield from _pieces(begins.pop(), token.start())
    yield from _pieces(begins[0], len(text))


def _pieces(begins: list[int], end: int) -> Iterator[tuple[int, int]]:
    ends = [*(begin - 1 for begin in begins[1:]), end]
    yield from ((one, other) for one, other in zip(begins, ends, strict=True) if len(begins) > 1 and one < other)


def _class_letters(text: str) -> Iterator[tuple[int, int]]:
    for token in _TOKEN.finditer(text):
        if token[0].startswith("[") and len(token[0]) > 3:
            for letter in _LETTERS.finditer(text, token.start() + 1, token.end() - 1):
                if letter[1]:
                    yield letter.span()


_LOOKS = {"(?!": "(?=", "(?<!": "(?<=", "(?=": "(?!", "(?<=": "(?<!"}


def _of_string(node: ast.Constant | ast.JoinedStr, chance: random.Random) -> Iterator[tuple[ast.AST, str]]:
    """A regular expression with another look around, or something that may be there forced or free; other text off."""
    if isinstance(node, ast.Constant) and not isinstance(node.value, str):
        return
    text, parts = _flat(node)
    if not _is_pattern(text):
        if text and not _HANGUL_ROW.fullmatch(text):
            yield _unflat(f"{text}x", parts), f"{_told(text, parts)} → {_told(text, parts)}x"
        return
    for changes in ([*_turned(text)], [*_loosened(text)]):
        if changes:
            start, end, new = chance.choice(changes)
            about = _told(text[max(0, start - 12) : end + 12], parts)
            yield _unflat(text[:start] + new + text[end:], parts), f"{text[start:end]} → {new or 'nothing'} in {about}"


def _turned(text: str) -> Iterator[tuple[int, int, str]]:
    """Each look around turned, each edge of a word left out."""
    for token in _TOKEN.finditer(text):
        if token[0] in _LOOKS:
            yield *token.span(), _LOOKS[token[0]]
        elif token[0] == r"\b":
            yield *token.span(), ""


def _loosened(text: str) -> Iterator[tuple[int, int, str]]:
    """Each piece that may be missing made one that has to be there, and one or more made exactly one."""
    before = ""
    for token in _TOKEN.finditer(text):
        if token[0] in ("?", "+") and before not in ("*", "+", "?", "}", ""):
            yield *token.span(), ""
        before = token[0]


def entries(source: str) -> Iterator[Mutant]:
    """A module without one entry of one of its tables or patterns, for every entry."""
    tree = ast.parse(source)
    for holder, field, index, child, line in [*_everywhere(tree)]:
        for new, change in _entries_of(child):
            yield _made(Path(), tree, Site(holder, field, index, new, change.removeprefix("without "), line))


def _everywhere(node: ast.AST, line: int = 0) -> Iterator[tuple[ast.AST, str, int | None, ast.AST, int]]:
    for place in _children(node, line):
        yield place
        yield from _everywhere(place[3], place[4])


# --- the run


def drawn(packages: list[str], count: int, seed: int) -> Iterator[tuple[str, Mutant]]:
    """Mutants of the packages in a seeded order, as many of each, twice as many as wanted: some can't be imported."""
    for package in packages:
        chance = random.Random(seed)
        found: list[Mutant] = []
        for path in sorted((ROOT / "courseware" / HOMES[package]).glob("*.py")):
            found += mutants(path.relative_to(ROOT), path.read_text(encoding="utf-8"), chance)
        chance.shuffle(found)
        yield from ((package, mutant) for mutant in found[: 2 * count])


def _copy(folder: Path) -> None:
    """The checkout without what git ignores, in a folder of its own."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)


def _import_once(folder: Path) -> None:
    """Import from the copy everything that takes long and that no mutant changes."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(folder))
    os.environ["PYTHONPATH"] = str(folder)
    for name in PRELOADED:
        importlib.import_module(name)
    cast(Any, sys.modules["simplemma"]).lemmatize("ferries", lang="en")
    changed = tuple(map(_dotted, SUITES))
    assert not [name for name in sys.modules if name.startswith(changed)], "what is changed is imported already"


def _dotted(package: str) -> str:
    return f"courseware.{HOMES[package].replace('/', '.')}"


def outcome(folder: Path, module: str, tests: tuple[str, ...]) -> str:
    """What the tests say of the copy, in a process of its own: killed, survived, too long, or not a program."""
    child = os.fork()
    if child == 0:
        code = 4
        try:
            code = _tested(folder, module, tests)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "too long" if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else "killed"
    return {0: "survived", 9: "not a program"}.get(os.WEXITSTATUS(status), "killed")


def _tested(folder: Path, module: str, tests: tuple[str, ...]) -> int:
    import resource  # Windows has none; the tables above are read there, too

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    os.chdir(folder)
    os.setsid()
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    for name in [name for name in sys.modules if name.split(".")[0] in ("tools", "tests")]:
        del sys.modules[name]
    try:
        importlib.import_module(module)
    except Exception:  # noqa: BLE001 - whatever it is, no test would have to find it
        return 9
    import hypothesis
    import pytest

    hypothesis.settings.register_profile("few", max_examples=20, deadline=None, derandomize=True, database=None)
    options = [
        "--hypothesis-profile=few",
        "-x",
        "-q",
        "--assert=plain",
        "-p",
        "no:cacheprovider",
        f"--basetemp={folder / 'tmp'}",
    ]
    return int(pytest.main([*options, *tests]))


def _module(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


def _row(kind: str, mutant: Mutant) -> str:
    return f"{kind:9} {mutant.file.relative_to('courseware')}:{mutant.line:<4} {mutant.change}"


def run(packages: list[str], count: int, seed: int) -> dict[str, dict[str, int]]:
    """How many mutants of each package came to which end; each is printed when it is known."""
    ends: dict[str, dict[str, int]] = {package: {} for package in packages}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _copy(folder)
        _import_once(folder)
        for package in packages:
            if outcome(folder, _dotted(package), SUITES[package]) != "survived":
                sys.exit(f"mutants: the tests of {package} fail without any mutant")
        for package, mutant in drawn(packages, count, seed):
            if sum(ends[package].values()) < count:
                path = folder / mutant.file
                original = path.read_text(encoding="utf-8")
                path.write_text(mutant.source, encoding="utf-8")
                end = outcome(folder, _module(mutant.file), SUITES[package])
                path.write_text(original, encoding="utf-8")
                if end != "not a program":
                    ends[package][end] = ends[package].get(end, 0) + 1
                    print(_row(end, mutant), flush=True)
    return ends


def main() -> int:
    parser = argparse.ArgumentParser(description="Plant small faults in the checks, and count those that a test finds.")
    parser.add_argument("--count", type=int, default=200, help="how many mutants of all packages together (200)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same mutants (1)")
    parser.add_argument("--only", choices=SUITES, help="one package alone")
    wanted = parser.parse_args()
    packages = [wanted.only] if wanted.only else [*SUITES]
    ends = run(packages, -(-wanted.count // len(packages)), wanted.seed)
    enough = True
    for package, counts in ends.items():
        total, found = sum(counts.values()), counts.get("killed", 0) + counts.get("too long", 0)
        share = 100 * found / total if total else 100.0
        enough = enough and share >= LEAST
        print(f"{package}: {found} of {total} found ({share:.1f} %), {counts.get('too long', 0)} by taking too long")
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main())
