"""A course's look: every key of it changes every format."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from courseware.build.press import Job, Press
from courseware.formats import FORMATS
from courseware.look import fonts
from courseware.look.style import LOOKS, Choices, Fonts, make
from tests.conftest import UNIT, some

OTHER: dict[str, Any] = {
    "paper": "B4",
    "margins_mm": (30, 30, 30, 30),
    "body_size": 14,
    "leading": 2,
    "line_pitch_mm": 12,
    "justify": True,
} | dict.fromkeys(("text", "primary", "accent", "muted", "rule", "tint", "link"), "123456")


def test_every_choice_is_tried() -> None:
    assert set(OTHER) == {spec.name for spec in fields(Choices)}


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("name", OTHER)
def test_every_key_of_a_look_changes_every_format(press: Press, name: str, file_format: str) -> None:
    document = press.handout(Job(UNIT, "korean-reading", "ko", "student", file_format)).document
    family = Fonts(fonts.shipped(), fonts.shipped())
    write = FORMATS[file_format].write
    assert (
        write(document, make(Choices(), family)).data
        != write(document, make(Choices(**{name: OTHER[name]}), family)).data
    )


def test_a_style_has_a_look_for_every_name() -> None:
    style = make(Choices(), Fonts(fonts.shipped(), fonts.shipped()))
    assert set(style.looks) == set(LOOKS)


def test_no_line_is_closer_than_the_fonts_own_height() -> None:
    """Word clips what is higher than its line; Noto Sans KR is 1.448 of its size high."""
    for size in (6, 10.5, 18, 36):
        style = make(Choices(body_size=size, leading=1.45), Fonts(fonts.shipped(), fonts.shipped()))
        assert all(look.line >= look.size * 1.448 for look in some(style.looks.values()))


def test_one_number_scales_a_handout_to_large_print() -> None:
    small, large = (make(Choices(body_size=size), Fonts(fonts.shipped(), fonts.shipped())) for size in (9, 18))
    for name in LOOKS:
        assert large.looks[name].size == pytest.approx(small.looks[name].size * 2, abs=1)  # Word counts in half points
