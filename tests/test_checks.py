"""Each rule finds the mistake that it is for, and nothing in the sample unit."""

from __future__ import annotations

import pytest

from courseware import checks, seeds
from courseware.checks.quotations import quoted_words
from courseware.model import Unit
from courseware.workspace import Workspace
from tests.conftest import UNIT, edit

MISTAKES = {
    "nothing-open": ("actors.yaml", "ko: 블라디미르 푸틴\n", "ko: 〔…〕\n", "open: to be written: name.ko"),
    "anchors-exist": ("timeline.yaml", "source: [c1, p2]", "source: [c1, p99]", "the article has no paragraph “p99”"),
    "every-item-sourced": ("timeline.yaml", "    source: [c1, p2]\n", "", "the item does not say where it is from"),
    "references-exist": ("actors.yaml", "- to: kim-jong-un", "- to: kim-jong-il", "no actor has the id “kim-jong-il”"),
    "addresses-are-addresses": ("source.yaml", "url: https://", "url: htps://", "is no address on the web"),
    "quotations-within-budget": (
        "quotes.yaml",
        "en: this would be a very big mistake",
        "en: this" + " would" * 30,
        "the quotation has 31 words; 25 are allowed",
    ),
    "quotations-name-their-wording": (
        "quotes.yaml",
        "verbatim: en",
        "verbatim: ru",
        "the quotation has no text in “ru”",
    ),
    "times-in-order": ("timeline.yaml", "date: 1961", "date: 2023", "1990-09-30 stands after 2023"),
    "numbers-in-range": ("questions.yaml", "lines: 2", "lines: 200", "200 is out of range"),
    "romanisations-together": ("actors.yaml", "    mr: Kim Chŏngŭn\n", "", "only one of its two romanizations"),
    "languages-known": ("source.yaml", "headline_language: en", "headline_language: ja", "no text in “ja”"),
    "lists-not-empty": ("timeline.yaml", "", "events: []\n", "the list is empty"),
    "hanja-fits-hangul": (
        "vocabulary.yaml",
        "hanja: 條約",
        "hanja: 條約條約",
        "條約條約 has more characters than 조약",
    ),
    "characters-of-term": ("vocabulary.yaml", "hanja: 條約", "hanja: 調約", "條 is not in 調約"),
}


def complaints(unit: Unit) -> list[str]:
    from courseware.particles import fill

    return [fill(problem.message, **problem.values) for problem in checks.unit_problems(unit)]


def test_the_sample_unit_has_no_problems(unit: Unit) -> None:
    assert complaints(unit) == []


def test_every_rule_has_its_mistake() -> None:
    assert set(MISTAKES) == set(checks.UNIT_RULES)


@pytest.mark.parametrize("rule", MISTAKES)
def test_a_rule_finds_its_mistake_and_says_where(space: Workspace, rule: str) -> None:
    file, old, new, message = MISTAKES[rule]
    path = space.unit(UNIT) / file
    if old:
        edit(path, old, new)
    else:
        path.write_text(new, encoding="utf-8")
    unit = seeds.load(space.unit(UNIT))
    found = list(checks.UNIT_RULES[rule](unit))
    assert any(message in text for text in complaints(unit)), complaints(unit)
    assert {problem.file for problem in found} == {path}
    assert all(problem.line for problem in found)


def test_an_outside_item_cites(space: Workspace) -> None:
    path = space.unit(UNIT) / "timeline.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    source: [c1, p2]\n", "    outside: true\n", 1), encoding="utf-8")
    assert complaints(seeds.load(space.unit(UNIT))) == ["the item is from outside the article, but cites nothing"]


def test_a_relation_to_nobody_gets_a_suggestion(space: Workspace) -> None:
    edit(space.unit(UNIT) / "actors.yaml", "- to: kim-jong-un", "- to: kim-jon-un")
    problem = checks.unit_problems(seeds.load(space.unit(UNIT)))[0]
    assert problem.values["guess"] == "kim-jong-un"


def test_all_quotations_together_stay_within_the_share(space: Workspace, unit: Unit) -> None:
    assert quoted_words(unit) <= unit.article.words * 0.05
    edit(space.unit(UNIT) / "source.yaml", "share_percent: 5", "share_percent: 1")
    assert any("the quotations take" in text for text in complaints(seeds.load(space.unit(UNIT))))
