"""Write into docs/checking what each rule holds, with a slip that it finds and what it says of it: `make rules`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from courseware.checks import course_problems, unit_problems
from courseware.checks.rule import Rule, Slip
from courseware.checks.rules import ARTICLE_RULES, COURSE_RULES, UNIT_RULES
from courseware.cli.speech import Speech, speech
from courseware.course import courses
from courseware.errors import CoursewareError, Problem
from courseware.unit import seeds

ROOT = Path(__file__).parent.parent
PAGES = {"en": ROOT / "docs/checking.md", "ko": ROOT / "docs/checking.ko.md"}
BEGIN, END = "<!-- rules: begin -->\n", "<!-- rules: end -->\n"
HEADS = {
    "en": "| rule | what it holds | a slip | what `check` says |\n|---|---|---|---|\n",
    "ko": "| 규칙 | 지켜야 할 것 | 틀린 예 | `check`가 하는 말 |\n|---|---|---|---|\n",
}
SAMPLE = ROOT / "seeds/pyongyang-summit-2024"
INVENTED = ROOT / "tests/data/grounding/free-ferries"
"""A unit whose article stands beside it."""
COURSE = "extends: ir-seminar\nname: {ko: 화요일, en: Tuesday}\n"
_LONGEST = 60


def pages() -> dict[Path, str]:
    """Both pages as they ought to be."""
    found = list(_found())
    return {path: _page(path.read_text(encoding="utf-8"), lang, found) for lang, path in PAGES.items()}


def _page(text: str, lang: str, found: list[tuple[str, Rule[object], Problem]]) -> str:
    head, rest = text.split(BEGIN)
    say = speech(lang, (ROOT / "locales",))
    rows = (
        f"| `{name}` | {say(rule.holds)} | {_shown(rule.slip)} | {_said(problem, say)} |\n"
        for name, rule, problem in found
    )
    return f"{head}{BEGIN}{HEADS[lang]}{''.join(rows)}{END}{rest.split(END)[1]}"


def _found() -> Iterator[tuple[str, Rule[object], Problem]]:
    """Every rule with its name, and the problem that it finds where its slip was made."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, rule) in enumerate({**UNIT_RULES, **ARTICLE_RULES, **COURSE_RULES}.items()):
            yield name, rule, _problem(name, rule.slip, Path(folder) / str(number))


def _problem(name: str, slip: Slip, place: Path) -> Problem:
    """What the rule finds. Ends the program with a sentence where it finds nothing, or the slip cannot be read."""
    try:
        problems = _problems(name, slip, place)
    except CoursewareError as error:
        first = error.problems[0]
        sys.exit(f"{name}: with its slip {slip.file} cannot be read: line {first.line}: {first.message}")
    for problem in problems:
        if problem.rule == name:
            return problem
    sys.exit(f"{name}: the rule does not find its slip; found was: {[problem.rule for problem in problems]}")


def _problems(name: str, slip: Slip, place: Path) -> list[Problem]:
    if name in COURSE_RULES:
        course = place / "tuesday"
        course.mkdir(parents=True)
        (course / "course.yaml").write_text(COURSE, encoding="utf-8")
        make(slip, course)
        return course_problems(courses.load("tuesday", (place, ROOT / "templates")))
    unit = Path(shutil.copytree(INVENTED if name in ARTICLE_RULES else SAMPLE, place))
    make(slip, unit)
    loaded = seeds.load(unit)
    return unit_problems(loaded, seeds.article_texts(unit, loaded))


def make(slip: Slip, folder: Path) -> Path:
    """The file in which the slip was made. Ends the program where what is right does not stand in it."""
    path = folder / slip.file
    text = path.read_text(encoding="utf-8") if slip.right else ""
    if slip.right not in text:
        sys.exit(f"{path}: “{slip.right}” does not stand in it")
    path.write_text(text.replace(slip.right, slip.wrong, 1) if slip.right else slip.wrong, encoding="utf-8")
    return path


def _shown(slip: Slip) -> str:
    """`right` → `wrong`, on one line, in the file."""
    if not slip.wrong and not slip.right:
        return f"`{slip.file}`"
    sides = [
        f"`{_line(side)}`" if side.strip() else "–"
        for side in ((slip.right, slip.wrong) if slip.right else (slip.wrong,))
    ]
    return f"{slip.file}: {' → '.join(sides)}"


def _line(text: str) -> str:
    line = " ⏎ ".join(part.strip() for part in text.strip().splitlines())
    return line.replace("|", "\\|") if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _said(problem: Problem, say: Speech) -> str:
    return say(problem.message, **problem.values).replace("|", "\\|")


def main() -> int:
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
