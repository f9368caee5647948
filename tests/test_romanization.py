"""Hangul in Latin letters: the official examples, names that do not assimilate, and names as the press writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.text.romanization import (
    district,
    fits,
    folded,
    follows_revised,
    mccune_reischauer_name,
    revised,
    revised_name,
    written_name,
)

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
    ("hangul", "roman"),
    [
        ("북한", "bukan"),
        ("북한 인권", "bukaningwon"),
        ("묵호", "muko"),
        ("집현전", "jipyeonjeon"),
        ("낙하", "naka"),
        ("국회", "gukoe"),
        ("법학", "beopak"),
        ("맏형", "matyeong"),
        ("꽃향기", "kkochyanggi"),
    ],
)
def test_a_noun_keeps_its_h(hangul: str, roman: str) -> None:
    assert not follows_revised(hangul, roman)


@pytest.mark.parametrize(
    ("hangul", "roman"),
    [
        ("북한", "Bukhan"),
        ("낙하", "nakha"),
        ("맏형", "mathyeong"),
        ("급하다", "geupada"),
        ("특히", "teuki"),
        ("굳히기", "guchigi"),
        ("심각한 위기", "simgakan wigi"),
    ],
)
def test_a_verb_an_adverb_and_what_is_made_of_them_let_it_melt(hangul: str, roman: str) -> None:
    assert follows_revised(hangul, roman)


@pytest.mark.parametrize(
    ("hangul", "roman"),
    [
        ("충청북도", "Chungcheongbuk-do"),
        ("제주도", "Jeju-do"),
        ("의정부시", "Uijeongbu-si"),
        ("양주군", "Yangju-gun"),
        ("도봉구", "Dobong-gu"),
        ("신창읍", "Sinchang-eup"),
        ("삼죽면", "Samjuk-myeon"),
        ("인왕리", "Inwang-ri"),
        ("당산동", "Dangsan-dong"),
        ("청주시", "Cheongju"),
        ("함평군", "Hampyeong"),
        ("순창읍", "Sunchang"),
        ("서울 중리", "Seoul Jung-ri"),
    ],
)
def test_nothing_assimilates_before_the_unit_of_a_district(hangul: str, roman: str) -> None:
    assert follows_revised(hangul, roman)


@pytest.mark.parametrize(
    ("hangul", "roman"),
    [("인왕리", "Inwangri"), ("심리", "simri"), ("심리", "sim-ri"), ("표시", "Pyo")],
)
def test_a_word_is_no_district_without_hyphen_and_capital(hangul: str, roman: str) -> None:
    assert not follows_revised(hangul, roman)


def test_a_district_is_told_with_its_hyphen() -> None:
    assert district("인왕리") == ["Inwang-ri"]
    assert [*district("조약"), *district("리"), *district("")] == []


@pytest.mark.parametrize(
    ("name", "roman"), [("한복남", "Han Boknam"), ("홍빛나", "Hong Bit-na"), ("민용하", "Min Yongha")]
)
def test_names_do_not_assimilate(name: str, roman: str) -> None:
    assert folded(roman) in revised_name(name)


@pytest.mark.parametrize(
    ("name", "roman"),
    [("위성락", "Wi Sŏngnak"), ("김정은", "Kim Chŏngŭn"), ("이백호", "Yi Paekho")],
)
def test_mccune_reischauer_assimilates_and_voices(name: str, roman: str) -> None:
    assert folded(roman) in mccune_reischauer_name(name)


def test_the_surname_i_is_yi_or_i_in_mccune_reischauer_and_i_in_the_revised_romanization() -> None:
    assert mccune_reischauer_name("이현준") == {"ihyŏnjun", "yihyŏnjun"}
    assert revised_name("이현준") == {"ihyeonjun"}
    assert mccune_reischauer_name("김이나") == {"kimina"}
    assert [written_name("이현준", form) for form in ("ihyŏnjun", "yihyŏnjun")] == ["I Hyŏnjun", "Yi Hyŏnjun"]


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
