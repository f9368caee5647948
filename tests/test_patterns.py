"""No regular expression of the program takes long on any text: its steps are counted, no clock is asked."""

from __future__ import annotations

import datetime as dt
import random
import re
import re._parser as parser

import pytest

from courseware.languages.facts import facts
from tests.conftest import some
from tools import patterns
from tools.patterns import Pattern

pytestmark = pytest.mark.slow

POSTED = dt.date(2024, 6, 24)


def test_the_steps_of_every_pattern_grow_as_the_text_does() -> None:
    assert {f"{one.pattern.place}: {one.text}" for one in patterns.slow()} == set()


@pytest.mark.parametrize("text", [r"[A-Z]+x", r"\s+$", r"(?:a|aa)+$", r"<a[^>]+b>", r"\d\s*:?\s*;", r"(\w+ )+!"])
def test_a_pattern_that_looks_again_and_again_is_found(text: str) -> None:
    assert patterns.growth(Pattern(text, 0, "here", anchored=False))


@pytest.mark.parametrize("text", [r"(?<![A-Z])[A-Z]++x", r"\bwho\b", r"[A-Z]{1,20}x", r"\[[^\[\]]*\]", r"^\s+$"])
def test_a_pattern_with_bounds_is_not(text: str) -> None:
    assert patterns.growth(Pattern(text, 0, "here", anchored=False)) is None


def test_the_counting_matcher_finds_what_python_finds() -> None:
    chance = random.Random(9)
    trees = [(one, parser.parse(one.text, one.flags & ~re.UNICODE)) for one in patterns.patterns()[::5]]
    tried = [(one, tree, pump) for one, tree in trees for pump in patterns.pumps(tree, chance)[:8]]
    for one, tree, (begin, piece) in some(tried):
        text = f"{begin}{piece * 2} a"
        found = re.compile(one.text, one.flags).match(text)
        assert patterns.end_of(tree, text) == (found.end() if found else None), (one.text, text)


@pytest.mark.parametrize("text", ["1만" + "1" * 60 + "/", "제" + "1" * 5000, "1" * 5000 + "차", "1" * 5000 + "th"])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_digits_without_end_are_read_or_left(text: str, lang: str) -> None:
    assert len(facts(text, lang, POSTED)) <= 2
