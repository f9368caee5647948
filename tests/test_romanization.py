"""Hangul in Latin letters: the official examples, names that do not assimilate, and names as the press writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.romanization import fits, folded, mccune_reischauer_name, revised, revised_name

OFFICIAL = [
    line.split()
    for line in (Path(__file__).parent / "data" / "romanization.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PUBLISHED = [
    ("김정은", "Kim Jong-un"),
    ("장호진", "Chang Ho-jin"),
    ("위성락", "Wi Sung-lac"),
    ("이명박", "Lee Myung-bak"),
    ("노무현", "Roh Moo-hyun"),
    ("박근혜", "Park Geun-hye"),
    ("최순실", "Choi Soon-sil"),
    ("우원식", "Woo Won-shik"),
    ("여운형", "Lyuh Woon-hyung"),
    ("김연아", "Kim Yuna"),
    ("반기문", "Ki-moon Ban"),
]


@pytest.mark.parametrize(("hangul", "roman"), OFFICIAL)
def test_official_examples(hangul: str, roman: str) -> None:
    assert folded(roman) in revised(hangul)


@pytest.mark.parametrize(
    ("hangul", "roman"), [("침략", "chimryak"), ("국립", "guklip"), ("조약", "choyak"), ("결의", "gyeolui")]
)
def test_slips_are_none_of_the_forms(hangul: str, roman: str) -> None:
    assert roman not in revised(hangul)


@pytest.mark.parametrize(
    ("name", "roman"), [("한복남", "Han Boknam"), ("홍빛나", "Hong Bit-na"), ("민용하", "Min Yongha")]
)
def test_names_do_not_assimilate(name: str, roman: str) -> None:
    assert folded(roman) in revised_name(name)


@pytest.mark.parametrize(
    ("name", "roman"), [("위성락", "Wi Sŏngnak"), ("김정은", "Kim Chŏngŭn"), ("박근혜", "Pak Kŭnhye")]
)
def test_mccune_reischauer_assimilates_and_voices(name: str, roman: str) -> None:
    assert folded(roman) in mccune_reischauer_name(name)


@pytest.mark.parametrize(("hangul", "roman"), PUBLISHED)
def test_the_press_writes_names_so(hangul: str, roman: str) -> None:
    assert fits(hangul, roman)


def test_no_name_fits_another_person() -> None:
    assert [(a, b) for a, _ in PUBLISHED for c, b in PUBLISHED if a != c and fits(a, b)] == []


@given(st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=1, max_size=14))
def test_every_hangul_word_has_a_form_in_small_latin_letters(word: str) -> None:
    for form in [*revised(word), *revised_name(word), *mccune_reischauer_name(word)]:
        assert form
        assert form.replace("ŏ", "o").replace("ŭ", "u").replace("'", "").isascii()
    fits(word, next(iter(revised(word))))


@given(st.text(), st.text())
def test_no_text_is_too_odd(hangul: str, roman: str) -> None:
    revised(hangul)
    fits(hangul, folded(roman))
