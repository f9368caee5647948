"""Nobody spells the name of a format, a module, a language, an edition or a rule but where it is at home.

What asks a table goes on working when there is one more of its kind; what spells a name has to be found and changed.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from courseware.checks.rules import ARTICLE_RULES, COURSE_RULES, UNIT_RULES
from courseware.course.editions import EDITIONS
from courseware.formats import FORMATS
from courseware.languages import LANGUAGES
from courseware.unit.modules import MODULES
from tests.conftest import ROOT

PACKAGE = ROOT / "courseware"
HOMONYM = "source"
"""The name of a module, and of the field of every item, of a box and of a command's parameter."""
NAMES = {
    "format": {name for each in FORMATS for name in (each, f".{each}")},
    "module": {name for each in MODULES for name in (each, f"{each}.yaml")} - {HOMONYM},
    "language": set(LANGUAGES),
    "edition": set(EDITIONS),
    "rule": {*UNIT_RULES, *ARTICLE_RULES, *COURSE_RULES},
}
HOMES = {
    "format": ("formats/",),
    "module": ("unit/modules.py", "unit/model.py"),
    "language": ("languages/", "cli/speech.py"),  # there stand the terminal's languages, which are another list
    "edition": ("course/editions.py",),
    "rule": ("checks/",),
}
EXCEPTIONS: dict[tuple[str, str], tuple[int, str]] = {
    ("edition", "document/"): (9, "a document's audience, and the box for the teacher, are called so, too"),
    ("edition", "formats/"): (3, "how the box for the teacher is set"),
    ("edition", "handout/"): (4, "the boxes for the teacher are cut out of a student's handout, and say what they are"),
    ("edition", "look/"): (2, "the look of the box for the teacher"),
    ("edition", "course/word_look/"): (1, "the specimen of styles is for any audience"),
    ("language", "checks/"): (
        89,
        "rules on Korean and English words: names, hanja, romanizations, plurals, quotation marks",
    ),
    ("language", "drafting/"): (
        88,
        "readers of Korean articles and of English ones, and what they write in both languages",
    ),
    ("language", "cli/terminal.py"): (1, "Korean help is wrapped at fewer letters, since a terminal prints them wide"),
    ("module", "checks/"): (37, "what the items of a module mean, and in which file a slip stands"),
    ("module", "drafting/"): (32, "which four modules are drawn from an article, each by readers of its own"),
    ("rule", "unit/yamlfile.py"): (1, "an example in a message"),
}
"""Kind and place -> how many names it spells, and why. The numbers may only become smaller."""


def strangers() -> Iterator[tuple[str, str, int, str]]:
    """Kind, file, line and name of each that is spelt away from home."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for kind, names in NAMES.items():
                    if node.value in names and not place.startswith(HOMES[kind]):
                        yield kind, place, node.lineno, node.value


def test_names_stand_at_home() -> None:
    found = list(strangers())
    foreign = [one for one in found if _exception(one[0], one[1]) is None]
    assert not foreign, "ask the table, or say in EXCEPTIONS why not"
    counts = Counter(_exception(kind, place) for kind, place, *_ in found)
    assert {key: counts[key] for key in EXCEPTIONS} == {key: number for key, (number, _) in EXCEPTIONS.items()}
    assert len(EXCEPTIONS) <= 25


def _exception(kind: str, place: str) -> tuple[str, str] | None:
    return next((key for key in EXCEPTIONS if key[0] == kind and place.startswith(key[1])), None)


def test_each_exception_says_why() -> None:
    assert all(len(reason.split()) > 3 for _, reason in EXCEPTIONS.values())
    assert EXCEPTIONS
