"""Hanja are read as libhangul's table reads them, with the initial-sound law; candidates are offered, never chosen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.text.hanja import candidates, read_last, readings, reads_as


@pytest.mark.parametrize(
    ("hanja", "hangul"),
    [
        ("條約", "조약"),
        ("理事會", "이사회"),
        ("安全保障理事會", "유엔 안전보장이사회"),
        ("大陸間彈道", "대륙간탄도미사일"),
        ("戰略的 價値", "전략적 가치"),
        ("比率", "비율"),
        ("十月", "시월"),
        ("女子", "여자"),
        ("招致", "초치하다"),
        ("", "미사일"),
    ],
)
def test_hanja_that_are_read_so(hanja: str, hangul: str) -> None:
    assert reads_as(hanja, hangul) == ""


@pytest.mark.parametrize(
    ("hanja", "hangul", "wrong"),
    [
        ("條的", "조약", "的"),
        ("調停", "조약", "停"),
        ("同盟國", "동맹", "國"),
        ("安全保障會事理", "안전보장이사회", "會"),
    ],
)
def test_a_wrong_hanja_is_named(hanja: str, hangul: str, wrong: str) -> None:
    assert reads_as(hanja, hangul) == wrong


def test_a_character_may_have_several_readings() -> None:
    assert {"낙", "락", "악", "요"} <= readings("樂")
    assert readings("가") == frozenset()


@pytest.mark.parametrize(
    ("hangul", "hanja"),
    [("조약", "條約"), ("정상회담", "頂上會談"), ("외교부", "外交部"), ("살상 무기", "殺傷武器"), ("규탄하다", "糾彈")],
)
def test_the_usual_spelling_is_among_the_first(hangul: str, hanja: str) -> None:
    assert hanja in [candidate.replace(" ", "") for candidate in candidates(hangul)]


@given(st.text(), st.text())
def test_no_text_is_too_odd(hanja: str, hangul: str) -> None:
    candidates(hangul)
    reads_as(hanja, hangul)


@pytest.mark.parametrize(
    ("text", "syllable"),
    [("北", "북"), ("自轉車", "차"), ("敗北", "배"), ("學說", "설"), ("조약(條約", "약"), ("조약", ""), ("", "")],
)
def test_the_last_character_is_read_as_in_the_words_that_end_in_it(text: str, syllable: str) -> None:
    assert read_last(text) == syllable
