"""Labels, dates, numbers and particles in both languages."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from courseware.cli.speech import LANGUAGES
from courseware.errors import CoursewareError
from courseware.handout.labels import Labels, catalogue
from courseware.languages.when import When
from courseware.text.particles import fill, particle
from tests.conftest import ROOT, some
from tools.labels import CLICK, HEADERS, extracted

KO, EN = (Labels(lang, catalogue("handout", lang, [ROOT / "locales"])) for lang in LANGUAGES)
PAIRS = ("은/는", "이/가", "을/를", "과/와", "으로/로")
WORDS = [
    line.split("|")
    for line in (ROOT / "tests" / "data" / "particles.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row[0])
def test_a_particle_fits_the_sound_that_the_word_ends_in(row: list[str]) -> None:
    word, *expected = row
    assert [particle(word, pair) for pair in PAIRS] == expected


def test_a_message_takes_the_particle_of_its_value() -> None:
    assert fill("{name:이/가} 없습니다", name="course.yaml") == "course.yaml이 없습니다"
    assert fill("{a:과/와} {b}", a="한국", b="러시아") == "한국과 러시아"
    assert fill("{% {tag} %} {other}", tag="if") == "{% if %} {other}"


def test_an_english_message_takes_the_number_of_its_count() -> None:
    message = "{pages:page/pages} on {sheets:sheet/sheets}"
    assert fill(message, pages=1, sheets="1") == "1 page on 1 sheet"
    assert fill(message, pages=0, sheets=21) == "0 pages on 21 sheets"


COUNTS = "all cells columns count lines limit minutes pages parts sheets short size total words".split()
"""The values of messages that are numbers of things."""


@pytest.mark.parametrize("name", HEADERS)
def test_no_english_message_says_1_pages(name: str) -> None:
    """“{count} words” has its “{count:word/words}” in the English catalogue."""
    messages = catalogue(name, "en", [ROOT / "locales"])
    told = {str(message.id): messages.get((message.context, str(message.id))) for message in extracted(name)}
    filled = {fill(own or message, **dict.fromkeys(COUNTS, 1)) for message, own in told.items()}
    assert len(filled) > 20
    ones = [text for text in filled if re.search(r"\b1 (?:are|have|(?:open )?(?!is\b)[a-z]+s)\b", text)]
    assert ones == []


@pytest.mark.parametrize(
    ("when", "korean", "english"),
    [
        (When(1961), "1961년", "1961"),
        (When(2023, 8), "2023년 8월", "August 2023"),
        (When(2024, 6, 19), "2024년 6월 19일", "June 19, 2024"),
    ],
)
def test_a_date_is_printed_as_exactly_as_it_is_known(when: When, korean: str, english: str) -> None:
    assert (KO.date(when), EN.date(when)) == (korean, english)


def test_a_span_says_once_what_both_ends_share() -> None:
    days = (When(2024, 7, 9), When(2024, 7, 10))
    assert KO.dates(*days) == "2024년 7월 9일~10일"
    assert EN.dates(*days) == "July 9–10, 2024"
    assert EN.dates(When(2024, 6, 30), When(2024, 7, 2)) == "June 30–July 2, 2024"
    assert EN.dates(When(2023), When(2024)) == "2023–2024"
    assert KO.dates(days[0], None) == "2024년 7월 9일"


def test_times_and_moments_are_said_as_the_press_says_them() -> None:
    posted = dt.datetime.fromisoformat("2024-06-24T17:28:00+09:00")
    assert KO.time("14:00") == "오후 2시"
    assert EN.time("14:00") == "2\N{NO-BREAK SPACE}p.m."
    assert KO.moment(posted) == "2024년 6월 24일 오후 5시 28분(KST)"
    assert EN.moment(posted) == "June 24, 2024, 5:28\N{NO-BREAK SPACE}p.m. KST"


def test_a_day_without_an_hour_is_said_without_one() -> None:
    assert KO.moment(dt.date(2024, 6, 24)) == "2024년 6월 24일"
    assert EN.moment(dt.date(2024, 6, 24)) == "June 24, 2024"


def test_countries_bear_the_names_of_the_press() -> None:
    assert [KO.country(code) for code in ("KR", "KP", "US", "FR")] == ["한국", "북한", "미국", "프랑스"]
    assert [EN.country(code) for code in ("KR", "GB", "FR")] == ["South Korea", "UK", "France"]
    with pytest.raises(CoursewareError, match="no country"):
        KO.country("XX9")


def test_lists_and_numbers() -> None:
    assert KO.listing(["한국", "미국", "일본"]) == "한국, 미국, 일본"
    assert EN.listing(["Seoul", "Tokyo", "Washington"]) == "Seoul, Tokyo, and Washington"
    assert (KO.number(1397), EN.number(1397)) == ("1,397", "1,397")


def test_a_label_without_translation_is_remembered_by_name() -> None:
    labels = Labels("ko", {})
    labels.label("Background")
    labels.label("Background")
    labels.label("Timeline")
    assert labels.missing == ["Background", "Timeline"]


def test_english_labels_stand_for_themselves_unless_the_catalogue_has_another() -> None:
    labels = Labels("en", {(None, "Questions"): "Think about it"})
    assert labels.label("Questions") == "Think about it"
    assert labels.label("My own") == "My own"
    assert labels.missing == []


@pytest.mark.parametrize("name", HEADERS)
def test_every_message_of_program_and_templates_is_translated(name: str) -> None:
    messages = catalogue(name, "ko", [ROOT / "locales"])
    wanted = [(message.context, str(message.id)) for message in extracted(name) if message.id]
    assert [key for key in wanted if key not in messages] == []


def test_translations_fill_in_the_same_values() -> None:
    import re

    for name in HEADERS:
        for (_, message), text in some(catalogue(name, "ko", [ROOT / "locales"]).items()):
            places = [set(re.findall(r"\{(\w+)(?:!r)?(?::[^{}]*)?\}", part)) for part in (message, text)]
            assert places[0] == places[1], message


def test_no_particle_stands_behind_a_value_whatever_its_sound() -> None:
    """“{id}”가 would give “p3”가: the value takes its particle ({id:이/가}), or the sentence needs none."""
    for text in some(catalogue("cli", "ko", [ROOT / "locales"]).values()):
        assert not re.search(r"\}[”’]?(?:[은는을를와과]|이 |이라|가 )", text), text


def test_clicks_own_words_are_still_clicks() -> None:
    """If click rewords a message, its translation would silently be lost."""
    import click

    folder = Path(click.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    plain = source.replace('"\n', "").replace('" ', "")
    assert [message for message in CLICK if message.splitlines()[0] not in source and message not in plain] == []


def test_her_own_catalogue_wins_message_by_message(tmp_path: Path) -> None:
    own = tmp_path / "ko" / "LC_MESSAGES" / "handout.po"
    own.parent.mkdir(parents=True)
    own.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgid "Background"\nmsgstr "들어가며"\n',
        encoding="utf-8",
    )
    messages = catalogue("handout", "ko", [ROOT / "locales", tmp_path])
    assert messages[None, "Background"] == "들어가며"
    assert messages[None, "Timeline"] == "연표"


def test_a_spoilt_catalogue_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "ko" / "LC_MESSAGES" / "handout.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Background"\nmsgstr "들어가며\n', encoding="utf-8")
    with pytest.raises(CoursewareError, match="cannot be read") as caught:
        catalogue("handout", "ko", [tmp_path])
    assert (caught.value.problems[0].file, caught.value.problems[0].line) == (path, 2)
