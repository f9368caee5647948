"""What comparing an item with its pair and its paragraphs comes to: it matches, contradicts, or no rule can tell."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from courseware import checks
from courseware.build.press import Press
from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.course.courses import StopAt
from courseware.errors import Problem, Verdict
from courseware.unit import seeds
from courseware.unit.article import ArticleText, Part
from courseware.unit.model import Unit
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, edit

UNIT = "night-ferry"
KOREAN = "시는 일본에서 배를 3년 동안 빌리고 해마다 보조금 24억원을 내려고 한다."
ENGLISH = "The city wants to lease a ship from Japan for three years and to pay a subsidy of 2.4 billion won a year."


def cases(name: str) -> list[list[str]]:
    text = (ROOT / "tests" / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return [[part.strip() for part in line.split("|")] for line in text.splitlines() if not line.startswith("#")]


def unit_saying(folder: Path, korean: str, english: str) -> Unit:
    """The unit of the docs, in which one paragraph says something else."""
    copied = Path(shutil.copytree(ROOT / "docs" / "examples" / UNIT, folder / "seeds" / UNIT))
    edit(copied / "background.yaml", KOREAN, korean)
    edit(copied / "background.yaml", ENGLISH, english)
    return seeds.load(copied)


def found(unit: Unit, article: str = "") -> list[Problem]:
    """What is said of that paragraph, beside an article of one paragraph if there is one."""
    texts = {"en": ArticleText((Part("p4", article),))} if article else {}
    problems = checks.unit_problems(unit, texts)
    return [problem for problem in problems if problem.field.startswith("paragraphs.the-plan.text")]


@pytest.mark.parametrize("case", cases("paraphrases"), ids=lambda case: " | ".join(case[:2]))
def test_what_says_the_same_in_other_words_is_no_error(tmp_path: Path, case: list[str]) -> None:
    korean, english, verdict = case
    problems = found(unit_saying(tmp_path, korean, english))
    assert {problem.verdict.value for problem in problems} == ({verdict} - {"matches"})


@pytest.mark.parametrize("case", cases("contradictions"), ids=" | ".join)
def test_what_contradicts_is_found(tmp_path: Path, case: list[str]) -> None:
    problems = found(unit_saying(tmp_path, *case))
    assert {problem.verdict for problem in problems} == {Verdict.CONTRADICTS}


@pytest.mark.parametrize("case", cases("paraphrases"), ids=lambda case: " | ".join(case[:2]))
def test_the_article_may_say_it_in_other_words_too(tmp_path: Path, case: list[str]) -> None:
    korean, english, _ = case
    problems = found(unit_saying(tmp_path, korean, "The city wants it."), english)
    told = [problem for problem in problems if problem.rule == "facts-in-article"]
    assert {problem.level for problem in told} <= {"note"}


def told(folder: Path, capsys: pytest.CaptureFixture[str], *options: str, lang: str = "en") -> tuple[int, str]:
    """The exit code of `check` in a workspace of that unit, and what it says."""
    code = commands.run(["check", UNIT, *options], speech(lang, (ROOT / "locales",)))
    captured = capsys.readouterr()
    return code, captured.out + captured.err


@pytest.fixture
def unsure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose unit has two texts of which no rule can tell whether they say the same."""
    unit_saying(tmp_path, "수십 명이 왔다.", "36 people came.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_no_rule_can_tell_is_said_and_stops_nothing(unsure: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(unsure, capsys, "--strict")
    assert code == commands.FINE
    assert "“수십” and “36” may or may not mean the same [languages-same-facts; cannot tell]" in said
    assert "0 contradict, 1 cannot be told." in said
    korean = told(unsure, capsys, lang="ko")[1]
    assert "“수십”과 “36”이 같은 뜻인지 아닌지 알 수 없습니다 [languages-same-facts; 판단할 수 없음]" in korean


def test_other_programs_are_told_the_verdict(unsure: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compared = json.loads(told(unsure, capsys, "--format", "json")[1])["units"][0]["languages_compared"]
    assert (compared["contradicts"], compared["cannot tell"]) == (0, 1)
    edit(unsure / "seeds" / UNIT / "timeline.yaml", "date: 2025-10", "date: 1950-10")
    known = json.loads(told(unsure, capsys, "--format", "json")[1])
    assert {(one["rule"], one["level"], one["verdict"]) for one in known["problems"]} == {
        ("languages-same-facts", "note", "cannot tell"),
        ("times-in-order", "error", "contradicts"),
        ("article-text-here", "note", "cannot tell"),
    }
    (run,) = json.loads(told(unsure, capsys, "--format", "sarif")[1])["runs"]
    assert {one["properties"]["verdict"] for one in run["results"]} == {"contradicts", "cannot tell"}


@pytest.mark.parametrize("stop_at", ["error", "warning"])
def test_no_course_stops_at_what_no_rule_can_tell(tmp_path: Path, stop_at: StopAt) -> None:
    unit_saying(tmp_path, "수십 명이 왔다.", "36 people came.")
    assert Press(Workspace(tmp_path)).unit(UNIT, stop_at).name == UNIT


def test_every_finding_about_a_unit_has_the_verdict_of_its_level(tmp_path: Path) -> None:
    unit = unit_saying(tmp_path, "수십 명과 마흔두 명이 6월 1일에 왔다.", "36 people and 141 others came on June 2.")
    problems = [*found(unit), *found(unit, "Several people came."), checks.without_text(unit)]
    assert {problem.level for problem in problems} == {"error", "warning", "note"}
    for problem in problems:
        assert (problem.verdict is Verdict.CANNOT_TELL) == (problem.level == "note")
