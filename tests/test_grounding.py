"""Holding units to their articles on the command line, in builds, for other programs, and as well as promised."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from benchmarks.grounding import planted, sample
from benchmarks.grounding.__main__ import INVENTED, SEED, invented, milliseconds, times_as_long
from courseware import checks
from courseware.build.press import Press, Selection
from courseware.checks.items import items
from courseware.cli import commands, report
from courseware.cli.speech import speech
from courseware.errors import CoursewareError
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, edit

UNIT = "free-ferries"
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {"type": "object", "required": ["id"]},
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "level"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "message": {"type": "object", "required": ["text"]},
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {"uri": {"pattern": r"^[^\\ ]+$"}}
                                                    },
                                                    "region": {
                                                        "properties": {"startLine": {"type": "integer", "minimum": 1}}
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
"""What SARIF 2.1.0 (OASIS, § 3.13, 3.14, 3.18, 3.27–3.30) asks of the parts that are written here."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with one unit and its article."""
    shutil.copytree(ROOT / "tests" / "data" / "grounding" / UNIT, tmp_path / "seeds" / UNIT)
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)


def check(capsys: pytest.CaptureFixture[str], *options: str, lang: str = "en") -> tuple[int, str, str]:
    code = commands.run(["check", *options], speech(lang, (ROOT / "locales",)))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def wrong_date(space: Workspace) -> None:
    edit(space.unit(UNIT) / "timeline.yaml", "date: 2025-03-26", "date: 2025-03-27")


def wrong_paragraph(space: Workspace) -> None:
    edit(space.unit(UNIT) / "vocabulary.yaml", "source: [p4]", "source: [p5]")


# --- the command line


def test_a_unit_that_fits_its_article_is_in_order(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = check(capsys)
    assert code == commands.FINE
    assert not err
    assert "words a sentence" in out
    assert "Not judged: what a sentence means." in out


def test_without_the_text_check_says_what_it_could_not_do(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (here.unit(UNIT) / "article.txt").unlink()
    wrong_date(here)
    code, _, err = check(capsys)
    assert code == commands.FINE
    assert err.startswith("note: ")
    assert "article.txt" in err


def test_a_unit_may_do_without_the_text(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (here.unit(UNIT) / "article.txt").unlink()
    path = here.unit(UNIT) / "source.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "allow: {article-text-here: shared}\n", encoding="utf-8")
    code, _, err = check(capsys)
    assert (code, err) == (commands.FINE, "")


def test_an_error_ends_with_one_and_a_warning_only_if_strict(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong_paragraph(here)
    code, out, err = check(capsys)
    assert (code, "“fare” stands in p4, not in p5" in err) == (commands.FINE, True)
    assert "Problems: 1, of them errors: 0." in out
    assert check(capsys, "--strict")[0] == commands.PROBLEMS
    wrong_date(here)
    assert check(capsys)[0] == commands.PROBLEMS


def test_problems_come_file_by_file(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    wrong_date(here)
    wrong_paragraph(here)
    files = [line.split(":")[1].strip() for line in check(capsys)[2].splitlines() if " · " in line]
    assert files == ["seeds/free-ferries/timeline.yaml", "seeds/free-ferries/vocabulary.yaml"]


def test_a_bad_article_text_is_named_by_its_line(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (here.unit(UNIT) / "article.txt").write_text("[p1] One.\n[p1] Two.\n", encoding="utf-8")
    code, _, err = check(capsys)
    assert code == commands.PROBLEMS
    assert "article.txt:2: the part “p1” stands here twice" in err


# --- for other programs


def test_json_tells_every_problem_with_its_place_and_the_figures(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong_paragraph(here)
    code, out, err = check(capsys, "--format", "json")
    told = json.loads(out)
    assert (code, err) == (commands.FINE, "")
    assert told["problems"] == [
        {
            "level": "warning",
            "verdict": "contradicts",
            "rule": "terms-in-article",
            "file": "seeds/free-ferries/vocabulary.yaml",
            "line": told["problems"][0]["line"],
            "field": "terms.fare.source",
            "message": "“fare” stands in p4, not in p5",
            "remedy": "Add the paragraph to “source:”, or correct it.",
        }
    ]
    assert told["units"][0]["reading"]["ko"]["words_per_sentence"] > 5
    assert told["not_judged"]


def test_json_speaks_korean(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    wrong_paragraph(here)
    told = json.loads(check(capsys, "--format", "json", lang="ko")[1])
    assert told["problems"][0]["message"] == "“fare”는 p5에 없고 p4에 있습니다"


@pytest.mark.parametrize("changes", [(), (wrong_date,), (wrong_date, wrong_paragraph)], ids=["none", "one", "two"])
def test_sarif_is_as_the_standard_asks(
    here: Workspace, capsys: pytest.CaptureFixture[str], changes: Sequence[Any]
) -> None:
    for change in changes:
        change(here)
    code, out, _ = check(capsys, "--format", "sarif")
    log = json.loads(out)
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    assert code == (commands.PROBLEMS if changes else commands.FINE)
    assert len(run["results"]) == len(changes)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert (here.root / result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).is_file()


def test_every_rule_says_what_it_holds_in_a_sentence_of_each_language() -> None:
    korean = speech("ko", (ROOT / "locales",))
    for rule in (*checks.UNIT_RULES, *checks.ARTICLE_RULES, *checks.COURSE_RULES, checks.TEXT_HERE):
        assert checks.about(rule).endswith("."), rule
        assert korean(checks.about(rule)).endswith("다."), rule


def test_sarif_describes_its_rules_in_the_readers_language(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    wrong_paragraph(here)
    (run,) = json.loads(check(capsys, "--format", "sarif", lang="ko")[1])["runs"]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == "어휘가 그 문단에 나옵니다."


def test_a_file_elsewhere_has_a_whole_address(tmp_path: Path) -> None:
    assert report.uri(tmp_path / "a b.yaml", ROOT) == f"file://{tmp_path.as_posix()}/a%20b.yaml"


# --- what a course stops at


def course(space: Workspace, stop_at: str) -> None:
    folder = space.root / "templates" / "tuesday"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.yaml").write_text(
        f"extends: ir-seminar\nname: {{ko: 화요일, en: Tuesday}}\nstop_at: {stop_at}\n", encoding="utf-8"
    )


def made(space: Workspace) -> bool:
    press = Press(space)
    job = press.jobs(Selection(courses=("tuesday",), languages=("en",), editions=("student",), formats=("docx",)))[0][0]
    try:
        press.write(job)
    except CoursewareError:
        return False
    return True


def test_a_course_decides_what_stops_its_handouts(here: Workspace) -> None:
    wrong_paragraph(here)
    results = {}
    for stop_at in ("error", "warning", "never"):
        course(here, stop_at)
        results[stop_at] = made(here)
    assert results == {"error": True, "warning": False, "never": True}
    wrong_date(here)
    course(here, "error")
    assert not made(here)


# --- as well as promised


@pytest.mark.parametrize("name", INVENTED)
def test_planted_mistakes_are_found(name: str) -> None:
    subject = invented(name)
    before = {planted.signature(problem) for problem in checks.unit_problems(subject.unit, subject.article)}
    mistakes = planted.plant(subject.unit, subject.text, SEED, most=6)
    missed = [one.what for one in mistakes if not planted.found(one, subject.article, before)]
    assert len({one.kind for one in mistakes}) >= 10
    assert len(missed) <= len(mistakes) * 0.05, missed


@pytest.mark.parametrize("name", INVENTED)
def test_the_invented_units_are_of_some_size(name: str) -> None:
    subject = invented(name)
    assert sum(1 for _ in items(subject.unit)) >= 40
    assert 500 <= sum(len(part.text.split()) for part in subject.text.parts) <= 800


def test_the_generator_plants_the_same_for_the_same_seed() -> None:
    subject = invented(INVENTED[0])
    first, second = (planted.plant(subject.unit, subject.text, 7, most=2) for _ in range(2))
    assert [one.what for one in first] == [one.what for one in second]
    assert [one.what for one in first] != [one.what for one in planted.plant(subject.unit, subject.text, 8, most=2)]


def test_a_longer_unit_has_its_items_more_often() -> None:
    subject = invented(INVENTED[0])
    assert sum(1 for _ in items(times_as_long(subject.unit, 3))) == 3 * sum(1 for _ in items(subject.unit))
    assert milliseconds(subject, 1) > 0


def test_the_publishers_page_becomes_numbered_parts() -> None:
    page = (
        "A headline\n\nPosted on : 2024-06-24 17:28 KST\nThe deck\nA caption. (Agency)\nA caption. (Agency)\n\n"
        "First.\u00a0\n\nSecond.\n\nBy Somebody, reporter\n\nRelated stories"
    )
    assert [(part.id, part.text) for part in sample.numbered(page).parts] == [
        ("title", "A headline"),
        ("deck", "The deck"),
        ("c1", "A caption. (Agency)"),
        ("p1", "First."),
        ("p2", "Second."),
    ]
