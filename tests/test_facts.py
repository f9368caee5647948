"""Dates, times and numbers of a text: one day is one day, however it is written; names with digits are no numbers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.errors import Verdict
from courseware.languages.facts import Fact, compared, facts, of_when, same, stated
from courseware.languages.when import When

POSTED = dt.date(2024, 6, 24)
CASES = Path(__file__).parent / "data" / "facts"


def cut(text: str) -> list[list[str]]:
    """The cases of a file: its lines, each cut at its bars."""
    return [[part.strip() for part in line.split("|")] for line in text.splitlines() if not line.startswith("#")]


def lines(name: str) -> list[list[str]]:
    """The cases of all files that a pattern names."""
    return [case for path in sorted(CASES.glob(name)) for case in cut(path.read_text(encoding="utf-8"))]


def shown_number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.6g}"


def shown(fact: Fact) -> str:
    if fact.kind == "date":
        text = f"{fact.when}/{fact.until}" if fact.until else str(fact.when)
        text += "" if fact.when and fact.when.month else "년"
    else:
        value = fact.value or 0
        number = (
            shown_number(value) + (f"–{shown_number(fact.most)}" if fact.most else "") + ("×1" if fact.part else "")
        )
        hours = "–".join(f"{int(v) // 60:02d}:{int(v) % 60:02d}" for v in (value, fact.most) if v is not None)
        text = hours if fact.kind == "time" else number
    return f"({text})" if fact.soft else text


@pytest.mark.parametrize("line", lines("*.txt"), ids=lambda line: f"{line[0]} {line[1]}")
def test_a_text_states(line: list[str]) -> None:
    lang, text, wanted, *words = line
    found = facts(text, lang, POSTED)
    assert [shown(fact) for fact in found] == wanted.split()
    assert [fact.text for fact in found] == words or not words


def length_cases() -> list[list[str]]:
    return cut((CASES.parent / "fact_lengths.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", length_cases(), ids=lambda line: f"{line[0]} {line[1]}")
def test_a_number_of_days_weeks_or_years_has_a_length(line: list[str]) -> None:
    lang, text, wanted = line
    (fact, *_) = facts(text, lang, POSTED)
    assert ("-" if fact.days is None else f"{fact.days:.10g}") == wanted


def pairs() -> list[list[str]]:
    return cut((CASES.parent / "fact_pairs.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", pairs(), ids=lambda line: " ".join(line))
def test_two_texts_state_the_same_or_not(line: list[str]) -> None:
    posted = dt.date.fromisoformat(line[0])
    (one, *_), (other, *_) = facts(line[2], line[1], posted), facts(line[4], line[3], posted)
    verdict = {Verdict.MATCHES: "same", Verdict.CANNOT_TELL: "maybe", Verdict.CONTRADICTS: "apart"}
    assert [verdict[compared(one, other)], "stated" if stated(one, [other]) else "not"] == line[5:]
    assert compared(other, one) is compared(one, other)
    assert same(other, one) == same(one, other)


@given(st.text(), st.sampled_from(["ko", "en", "ja"]), st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)))
def test_no_text_is_too_odd(text: str, lang: str, posted: dt.date) -> None:
    found = facts(text, lang, posted)
    assert [fact for fact in found if text[fact.start : fact.end].strip() != fact.text] == []
    assert [fact for fact in found if not same(fact, fact)] == []


@given(st.from_regex(r"([0-9]{1,4}(년|월|일|시|만|,|~| |차|부터)?|June |지난 |of ){1,6}", fullmatch=True))
def test_no_heap_of_digits_is_too_odd(text: str) -> None:
    for lang in ("ko", "en"):
        facts(text, lang, POSTED)


def one(text: str, lang: str = "en") -> Fact:
    return facts(text, lang, POSTED)[0]


def test_a_month_and_a_day_in_it_may_be_the_same() -> None:
    assert same(one("June 2024"), one("2024년 6월 19일", "ko"))
    assert not same(one("June 20"), one("June 21"))
    assert not same(one("June 2023"), one("June 2024"))


def test_a_day_is_not_stated_by_its_month() -> None:
    assert not stated(one("June 19"), [one("June 2024")])
    assert stated(one("June 2024"), [one("June 19")])
    assert stated(one("2024년", "ko"), [one("June 19")])


def test_a_span_is_stated_by_its_ends() -> None:
    span = of_when(When(2024, 7, 9), When(2024, 7, 10))
    assert stated(span, [one("July 9 to 10")])
    assert not stated(span, [one("July 9")])


def test_a_number_without_its_word_for_year_may_be_a_year() -> None:
    assert same(one("2024"), Fact("number", "2024", 0, 4, value=2024))


def test_an_hour_without_its_half_of_the_day_may_be_either() -> None:
    assert same(one("4시까지", "ko"), one("4 p.m."))
    assert not same(one("오전 4시", "ko"), one("4 p.m."))


def test_a_word_may_be_a_figure_in_the_other_language() -> None:
    assert same(one("a trilateral summit"), one("3국 정상회의", "ko"))
    assert same(one("a decade"), one("10년", "ko"))


def test_the_weekday_of_the_posting_day_is_that_day() -> None:
    assert same(one("on Monday"), one("June 24"))
    assert same(one("월요일", "ko"), one("July 1"))
    assert not same(one("last Monday"), one("June 24"))
    assert same(one("지난주 금요일", "ko"), one("June 21"))


def test_a_weekday_may_be_the_last_or_the_next() -> None:
    assert same(one("on Friday"), one("June 21"))
    assert same(one("on Friday"), one("June 28"))
    assert not same(one("on Friday"), one("July 5"))
    assert stated(one("on Friday"), [one("June 28")])
    assert not stated(one("June 28"), [one("on Friday")])
