"""Every entry of the tables that read dates and numbers has a case; the tool that plants faults in the checks works."""

from __future__ import annotations

import ast
import importlib
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from courseware.languages import facts as package
from courseware.languages.facts import Fact
from courseware.languages.facts.making import Rules
from tests.conftest import ROOT
from tests.test_facts import POSTED, length_cases, lines, shown
from tools import mutants

FACTS = ROOT / "courseware" / "languages" / "facts"
TABLES = ("making", "english", "korean")
"""The modules that have tables and patterns, and those behind that are made from them."""


# --- every entry of every table has a case


def read(rules: Rules, text: str) -> list[tuple[str, str]]:
    """The facts of a text, as its case tells them, and the words that they are."""
    try:
        found: list[Fact] = sorted(package._scan(text, rules, POSTED), key=lambda fact: fact.start)
    except (LookupError, ValueError):  # what the pattern has found is in no table any more
        return [("?", "?")]
    return [(shown(fact), fact.text) for fact in found]


def holds(case: list[str], rules: Rules) -> bool:
    """Whether a text still has the facts, and the words for them, that its case says."""
    _, text, wanted, *words = case
    found = read(rules, text)
    return [fact for fact, _ in found] == wanted.split() and (not words or [piece for _, piece in found] == words)


def rules_with(changed: str, source: str, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Rules]:
    """The rules of both languages as they would be, were the source of one module another."""
    made: dict[str, ModuleType] = {}
    with monkeypatch.context() as patch:
        for name in TABLES[TABLES.index(changed) :] if changed == "making" else (changed,):
            module = made[name] = ModuleType(f"courseware.languages.facts.{name}")
            text = source if name == changed else (FACTS / f"{name}.py").read_text(encoding="utf-8")
            exec(compile(text, name, "exec"), module.__dict__)
            patch.setitem(sys.modules, module.__name__, module)
    langs = {"english": "en", "korean": "ko"}
    return {langs[n]: [(re.compile(p), make) for p, make in m.RULES] for n, m in made.items() if n in langs}


def entries(name: str) -> Iterator[tuple[str, str, str]]:
    """Every entry of a module by name and line, with the module's source without it."""
    source = (FACTS / f"{name}.py").read_text(encoding="utf-8")
    for mutant in mutants.entries(source):
        yield f"{name}.py:{mutant.line}: {mutant.change}", mutant.change, mutant.source
    module = importlib.import_module(f"courseware.languages.facts.{name}")
    for table, end in ends(source).items():
        made = getattr(module, table, None)
        for key in made if isinstance(made, dict) else ():
            rows = source.splitlines()
            yield (
                f"{name}.py:{end}: {table}[{key!r}]",
                key,
                "\n".join([*rows[:end], f"del {table}[{key!r}]", *rows[end:]]),
            )


def ends(source: str) -> dict[str, int]:
    """The names that a module gives to its tables, each with the line behind which its table is complete."""
    found = {}
    for statement in ast.parse(source).body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
        if isinstance(target, ast.Name):
            found[target.id] = statement.end_lineno or 0
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_every_entry_of_every_table_has_a_case(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [case for case in lines("*.txt") if holds(case, package.rules_of(case[0]))]
    missing, count = [], 0
    for place, entry, source in entries(name):
        rules = rules_with(name, source, monkeypatch)
        near = sorted(
            (case for case in cases if case[0] in rules), key=lambda case: entry.lower() not in case[1].lower()
        )
        count += 1
        if all(holds(case, rules[case[0]]) for case in near):
            missing.append(place)
    assert count > 2
    assert missing == []


def test_every_unit_of_time_has_a_case() -> None:
    missing, count = [], 0
    for place, _, source in entries("lengths"):
        module = ModuleType("courseware.languages.facts.lengths")
        exec(compile(source, "lengths", "exec"), module.__dict__)
        count += 1
        if all(length(case, module) == wanted for *case, wanted in length_cases()):
            missing.append(place)
    assert count > 2
    assert missing == []


def length(case: list[str], module: ModuleType) -> str:
    """The days of a text's first number, as its case tells them, by another module of lengths."""
    lang, text = case
    first = min(package._scan(text, package.rules_of(lang), POSTED), key=lambda fact: fact.start)
    try:
        days = module.with_length(first, text, lang).days
    except LookupError:  # what the pattern has found is in no table any more
        return "?"
    return "-" if days is None else f"{days:.10g}"


# --- the tool

SOURCE = '''
"""Half of the boats, all of them."""
from __future__ import annotations
from functools import lru_cache

__all__ = ["boats"]
FEW: int | None = 3
"""The fewest boats."""
NAMES = {"ferry": 1, "barge": 2}
WORDS = "one two".split()
PATTERN = rf"(?<!\\d)(?:ferry|barge)s?\\b{FEW}"


@lru_cache(maxsize=8)
def boats(count: int, deep: bool = False) -> int | None:
    """Count them."""
    if count < FEW and deep:
        return count + 1
    problem(N_("too few or too many"), level="error")
    return None if not deep else count
'''
CHANGES = {
    *("count < FEW → count <= FEW", "count < FEW → count >= FEW", "if count < FEW and deep → if not …"),
    *("count < FEW and deep → count < FEW or deep", "not deep → deep", "count + 1 → count - 1"),
    *("return count + 1 → return None", "return None if not deep else count → return None", "False → True"),
    *("None if not deep else count → count if not deep else None", "error → errorx", "3 → 4", "1 → 2", "2 → 3"),
    *("without ferry", "without barge", "without one", "without two", "ferry → ferryx", "barge → bargex"),
    "problem(N_('too few or too many'), level='error') → nothing",
}


def changes(source: str) -> set[str]:
    """What may be changed in a source, by enough seeds to see all that is left to chance."""
    found = [mutant for seed in range(20) for mutant in mutants.mutants(Path(), source, random.Random(seed))]
    assert all(mutant.source != ast.unparse(ast.parse(source)) for mutant in found)
    return {mutant.change for mutant in found}


def test_every_kind_of_change_is_made_and_nothing_that_is_only_said() -> None:
    found = changes(SOURCE)
    assert found >= CHANGES
    about_pattern = {change for change in found - CHANGES if " in " in change}
    assert {change.split(" in ")[0] for change in about_pattern} == {r"\b → nothing", "(?<! → (?<=", "? → nothing"}
    assert found - CHANGES - about_pattern <= {"one two → one twox"}


def test_the_same_seed_makes_the_same_mutants() -> None:
    same = [[m.change for m in mutants.mutants(Path(), SOURCE, random.Random(seed))] for seed in (3, 3, 4)]
    assert same[0] == same[1] != same[2]


TINY = {
    "def low(n):\n    return n < 2\n": "survived",
    "def low(n):\n    return n <= 2\n": "killed",
    "def low(n):\n    return n <\n": "not a program",
}
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="mutants run in a process that is forked")


@FORKS
@pytest.mark.parametrize("source", TINY, ids=TINY.get)
def test_a_mutant_is_killed_where_a_test_fails(tmp_path: Path, source: str) -> None:
    (tmp_path / "tiny.py").write_text(source, encoding="utf-8")
    test = "import tiny\n\n\ndef test_low():\n    assert tiny.low(1) and not tiny.low(2)\n"
    (tmp_path / "test_tiny.py").write_text(test, encoding="utf-8")
    code = "import pathlib, sys; from tools.mutants import outcome; "
    code += "print(outcome(pathlib.Path(sys.argv[1]), 'tiny', ('.',)))"
    command = [sys.executable, "-c", code, str(tmp_path)]
    paths = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=paths, cwd=ROOT)
    assert done.stdout.split("\n")[0] == TINY[source], done.stderr


@FORKS
@pytest.mark.slow
def test_one_fault_in_the_package_is_found_and_told() -> None:
    command = [sys.executable, "-m", "tools.mutants", "--only", "facts", "--count", "1", "--seed", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    row, total = done.stdout.splitlines()
    assert re.match(r"(?:killed|survived) +languages/facts/\w+\.py:\d+ +\S", row), done.stderr
    assert re.match(r"facts: [01] of 1 found", total)
    assert done.returncode == row.startswith("survived")
