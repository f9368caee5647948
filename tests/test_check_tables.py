"""What each rule of `check` says of small texts, level, place and words: bulk cases are files in tests/data/checks/."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from courseware import checks
from courseware.checks import (
    anchors,
    countries,
    items,
    looks,
    mentions,
    names,
    opens,
    pairs,
    quotations,
    reading,
    romanised,
    speakers,
    statements,
    terms,
    times,
    verbatim,
    words,
)
from courseware.checks.evidence import listed, plain
from courseware.checks.people import people
from courseware.errors import Problem, Verdict
from courseware.languages.when import When
from courseware.unit.model import Anchor, Author, Budget, Character, Original, Relation, Text, Unit
from tests.check_units import (
    NOTHING,
    actor,
    both,
    event,
    held,
    paragraph,
    question,
    quote,
    rows,
    said,
    term,
    text,
    unit,
)
from tests.conftest import some
from tests.docx_reading import style

CAST = (
    actor("han", "한서준", "Han Seo-jun"),
    actor("tae", "김태호", "Kim Tae-ho"),
    actor("bora", "김보라", "Kim Bo-ra"),
    actor("clara", "클래라 휫필드", "Clara Whitfield"),
    actor("port", "항만청", "Port Office", kind="body"),
    actor("crew", "선원", "a sailor"),
)


def sides(problems: Iterator[Problem]) -> str:
    """Level, side and words of what is said of a pair: error ko 3 ≠ 4; error en June 3; note ko “몇” ~ “4”."""
    told = []
    for one in problems:
        given = one.values
        piece = str(given.get("fact", given.get("name")))
        piece = f"{given['korean']} ≠ {given['english']}" if "korean" in given else piece
        piece = f"{given['one']} ~ {given['other']}" if "one" in given else piece
        told.append(f"{one.level} {one.field.rpartition('.')[2]} {piece}")
    return "; ".join(told)


# --- the two languages


@pytest.mark.parametrize("row", rows("pairs.txt"), ids=" ".join)
def test_a_pair_says_the_same_or_is_told_where_not(row: list[str]) -> None:
    assert sides(pairs.same_facts(unit(paragraph(row[0], row[1])))) == row[2]


@pytest.mark.parametrize("row", rows("people.txt"), ids=" ".join)
def test_a_pair_names_the_same_people(row: list[str]) -> None:
    assert sides(pairs.same_people(unit(*CAST, paragraph(row[0], row[1])))) == row[2]


def test_a_difference_of_two_languages_is_told_with_place_and_languages() -> None:
    one = unit(paragraph("배는 3척이다.", "There are boats."), paragraph("배다.", "There are 4 boats.", "c"), *CAST)
    found = said(pairs.same_facts(one))
    assert found == [
        "error background.paragraphs.b.text.ko: 3, Korean, English",
        "error background.paragraphs.c.text.en: 4, English, Korean",
    ]
    told = said(pairs.same_people(unit(*CAST, paragraph("한서준이다.", "The mayor."))))
    assert told == ["warning background.paragraphs.b.text.ko: 한서준, Korean, English"]
    told = said(pairs.same_people(unit(*CAST, paragraph("시장이다.", "Mayor Han."))))
    assert told == ["warning background.paragraphs.b.text.en: Han Seo-jun, English, Korean"]


def test_what_comparing_came_to_is_counted_fact_by_fact() -> None:
    made = unit(paragraph("배 3척과 차 3대, 몇 명", "3 boats and 5 people"), paragraph("6월 3일", "June 4", "c"))
    assert pairs.verdicts(made) == {Verdict.MATCHES: 2, Verdict.CANNOT_TELL: 1, Verdict.CONTRADICTS: 1}


def test_names_glosses_and_terms_are_no_sentences_to_compare() -> None:
    quoted = quote("가", "a", speaker=both("3호 선장", "the captain"))
    apart = term("3호", "a boat", definition=NOTHING, example=NOTHING, characters=(character("號", "호", "3", "no"),))
    named = actor("x", "제4호", "A Boat", kind="body")
    assert said(pairs.same_facts(unit(quoted, apart, named))) == []
    one = unit(*CAST, term("배", "boat", definition=both("한서준", "he"), example=both("한서준", "he")))
    assert said(pairs.same_people(one)) == []


def test_an_item_about_a_person_need_not_name_that_person_twice() -> None:
    about = actor("han", "한서준", "Han Seo-jun", position=both("한서준은 좋아한다.", "Likes boats."))
    assert said(pairs.same_people(unit(about))) == []
    other = actor("tae", "김태호", "Kim Tae-ho", position=both("한서준을 좋아한다.", "Likes him."))
    told = said(pairs.same_people(unit(about, other)))
    assert told == ["warning actors.actors.tae.position.ko: 한서준, Korean, English"]


def test_a_text_in_one_language_has_no_pair() -> None:
    alone = replace(paragraph("", ""), text=Text({"ko": "배 3척"}))
    assert said(pairs.same_facts(unit(alone))) == []


KO, EN = "가나다라 " * 13, "abcdefg hi " * 13
"""Of 52 and of 117 letters: one to 2.25."""


def lengths(*sizes: tuple[int, int]) -> list[str]:
    """What is said of texts of so many Korean and English letters, each of one sentence."""
    return said(
        pairs.similar_length(unit(*(paragraph("가" * ko, "a" * en, f"b{n}") for n, (ko, en) in enumerate(sizes))))
    )


def test_a_text_is_short_only_beside_a_long_one() -> None:
    assert lengths((54, 120)) == []
    assert lengths((30, 119)) == []
    assert lengths((30, 120)) == ["warning background.paragraphs.b0.text.ko: Korean, English, 30, 120"]
    assert lengths((60, 60)) == ["warning background.paragraphs.b0.text.en: English, Korean, 60, 60"]
    assert lengths((59, 59)) == []


def test_the_longer_a_text_the_less_it_may_be_off() -> None:
    assert lengths((33, 120), (97, 120)) == []
    assert len(lengths((32, 120), (98, 120))) == 2
    assert lengths((78, 240), (156, 240)) == []
    assert len(lengths((77, 240), (157, 240))) == 2


def test_the_usual_length_is_the_units_own_where_it_has_five_texts() -> None:
    assert lengths(*[(120, 120)] * 5) == []
    assert len(lengths(*[(120, 120)] * 4)) == 4


def sentences(ko: int, en: int, count_ko: int, count_en: int) -> list[str]:
    """The same, of so many sentences."""
    left = ("가" * (ko // count_ko - 1) + ". ") * count_ko
    right = ("a" * (en // count_en - 1) + ". ") * count_en
    return said(pairs.similar_length(unit(paragraph(left, right))))


def test_a_missing_sentence_makes_less_of_a_difference_enough() -> None:
    assert sentences(96, 240, 2, 4) == []
    assert len(sentences(92, 240, 2, 4)) == 1
    assert sentences(92, 240, 3, 4) == []
    assert len(sentences(92, 240, 1, 2)) == 1
    assert sentences(122, 240, 4, 4) == []
    assert len(sentences(128, 240, 4, 2)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One.", 1),
        ("One. Two! Three?", 3),
        ("“One.” Two.", 2),
        ("(One.) Two.", 2),
        ("Mr. Han and Dr. Kim and Ms. Oh and Mrs. Do came.", 1),
        ("J. Han came.", 1),
        ("It is 3.5 km.", 1),
        ("No end", 1),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert pairs._sentences(text) == count


# --- countries


COUNTRIES = [[*map(str.strip, row)] for row in rows("countries.txt")]


def parts(cell: str) -> list[str]:
    return [word.replace("_", " ") for word in cell.split()]


def namings() -> Iterator[tuple[str, str, list[str]]]:
    """Korean text, English text, and the names in it that stand in one of them only."""
    for ko, en, maybe_ko, maybe_en in COUNTRIES:
        for name in ko.split(", "):
            yield f"배는 {name} 배다.", "The boat.", [name]
            yield from ((f"배는 {name} 배다.", f"The {word} boat.", []) for word in parts(maybe_en))
        for name in en.split(", ") if en != "–" else ():
            yield "배다.", f"The boat of {name}.", [name]
            yield from ((f"{word} 배다.", f"The boat of {name}.", []) for word in parts(maybe_ko) + ko.split(", "))
            yield from ((f"배는 {one} 배다.", f"The boat of {name}.", []) for one in ko.split(", "))


def about_countries(ko: str, en: str, **more: Any) -> list[Problem]:
    return [*countries.in_pair_or_paragraphs(held(unit(paragraph(ko, en, **more)), p1="A boat.", p2="China."))]


@pytest.mark.parametrize(("ko", "en", "wanted"), [*namings()], ids=str)
def test_a_country_is_meant_in_the_other_language_too(ko: str, en: str, wanted: list[str]) -> None:
    assert [problem.values["name"] for problem in about_countries(ko, en)] == [f"“{name}”" for name in wanted]


def test_every_country_is_in_the_table() -> None:
    assert len(COUNTRIES) == len(countries.COUNTRIES)


@pytest.mark.parametrize("word", parts(COUNTRIES[0][2]))
def test_what_may_mean_korea_in_a_korean_article(word: str) -> None:
    made = unit(paragraph("한국 배다.", "A boat."), language="ko")
    assert said(countries.in_pair_or_paragraphs(held(made, p1=f"{word} 배다."))) == []
    assert len(said(countries.in_pair_or_paragraphs(held(made, p1="배다.")))) == 1


@pytest.mark.parametrize("text", ["중국어", "중국계", "중국족", "중국산", "중국제", "북중국", "호주머니"])
def test_a_word_with_a_countrys_name_in_it_is_none(text: str) -> None:
    assert about_countries(f"{text} 배다.", "A boat.") == []


def test_a_country_is_told_with_its_place_or_let_be() -> None:
    told = "warning background.paragraphs.b.text.{}: “{}”, {}, {}"
    assert said(about_countries("중국 배", "a boat")) == [told.format("ko", "중국", "Korean", "English")]
    assert said(about_countries("배", "a boat of China")) == [told.format("en", "China", "English", "Korean")]
    assert about_countries("중국 배", "a boat", source=(Anchor("p1"), Anchor("p2"))) == []
    assert about_countries("중국 배", "a boat", source=()) == []
    assert about_countries("중국 배", "a boat", outside=True) == []
    assert about_countries("중국 배", "〔…〕") == []
    assert about_countries("배", "chinaware of Chinatown") == []


def test_where_no_country_is_looked_for() -> None:
    made = unit(paragraph("중국 배", "a boat"), term("중국", "a boat"))
    assert said(countries.in_pair_or_paragraphs(held(made))) == []
    japanese = unit(paragraph("중국 배", "a boat"), language="ja")
    assert said(countries.in_pair_or_paragraphs(held(japanese, p1="船"))) == []
    named = actor("x", "중국", "Boats", kind="body")
    assert said(countries.in_pair_or_paragraphs(held(unit(named), p1="A boat."))) == []
    cited = paragraph("배", "a boat", cite=both("중국 신문", "a paper"))
    assert said(countries.in_pair_or_paragraphs(held(unit(cited), p1="A boat."))) == []


# --- anchors and the article's text


def test_an_anchor_is_one_that_the_article_has() -> None:
    for there in ("title", "deck", "c1", "p1", "p4"):
        assert said(anchors.exist(unit(paragraph("가", "a", source=(Anchor(there),))))) == []
    for missing in ("c2", "p5", "x1"):
        told = said(anchors.exist(unit(paragraph("가", "a", source=(Anchor(missing),)))))
        assert told == [f"error background.paragraphs.b.source: {missing}, 4, 1"]


def test_an_item_says_where_it_is_from() -> None:
    assert said(anchors.every_item_sourced(unit(paragraph("가", "a")))) == []
    assert said(anchors.every_item_sourced(unit(paragraph("가", "a", outside=True, cite=NOTHING)))) == []
    bare = [*anchors.every_item_sourced(unit(paragraph("가", "a", source=())))]
    assert ([one.message for one in bare], said(bare)) == (
        ["the item does not say where it is from"],
        ["error background.paragraphs.b: "],
    )
    outside = [*anchors.every_item_sourced(unit(paragraph("가", "a", source=(), outside=True)))]
    assert ([one.message for one in outside], said(outside)) == (
        ["the item is from outside the article, but cites nothing"],
        ["error background.paragraphs.b: "],
    )


def test_a_part_that_the_text_lacks_is_told_if_it_is_counted() -> None:
    made = unit(paragraph("가", "a", source=(Anchor("p3"),)), paragraph("가", "a", "c", source=(Anchor("p9"),)))
    many = {f"p{n}": "A boat." for n in (1, 2, 4, 5, 6, 7, 8)}
    assert said(anchors.in_text(held(made, **many))) == [
        "error background.paragraphs.b.source: p3, p1, p2, p4, p5, p6, p7 …"
    ]
    assert said(anchors.in_text(held(made))) == []
    assert said(anchors.in_text(held(unit(paragraph("가", "a")), p1="A boat."))) == []


TEXT = {"c1": "one two", **{f"p{n}": " ".join(["boat"] * 25) for n in range(1, 5)}}


def unchanged(**article: Any) -> list[str]:
    given = {"sha256": text(**TEXT).sha256, "words": 100}
    return said(anchors.article_unchanged(held(unit(**{**given, **article}), **TEXT)))


def test_the_text_is_the_one_of_the_unit() -> None:
    own = text(**TEXT).sha256
    assert unchanged() == []
    assert unchanged(sha256=None) == [f"note source.article: {own}"]
    assert unchanged(sha256="0") == [f"error source.article.sha256: {own}"]
    assert unchanged(paragraphs=5) == ["error source.article.paragraphs: 5, 4"]
    assert unchanged(captions=0) == ["error source.article.captions: 0, 1"]
    assert said(anchors.article_unchanged(held(unit(sha256="0", paragraphs=5)))) == []


def test_words_are_counted_with_the_captions_or_without_a_tenth_more_or_less() -> None:
    assert unchanged(words=90) == unchanged(words=112) == []
    assert unchanged(words=89) == ["warning source.article.words: 100, 89"]
    assert unchanged(words=113) == ["warning source.article.words: 102, 113"]


# --- a unit beside its article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“a” „b” «c» 「d」 『e』", '"a" "b" "c" "d" "e"'),
        ("‘a’ `b´", "'a' 'b'"),
        ("a–b—c‑d−e", "a-b-c-d-e"),
        ("a\u00a0b\n c", "a b c"),
        ("가ㆍ나", "가·나"),
        ("A...", "a…"),
        ("\u1112\u1161\u11ab", "한"),
    ],
)
def test_signs_that_look_different_are_compared_as_one(one: str, other: str) -> None:
    assert plain(one) == other


def test_places_are_listed_up_to_four() -> None:
    assert listed(["p1", "p2", "p3", "p4"]) == "p1, p2, p3, p4"
    assert listed(["p1", "p2", "p3", "p4", "p5"]) == "p1, p2, p3, p4 …"


def test_what_an_article_states_besides_its_parts() -> None:
    day = dt.datetime(2024, 6, 25, tzinfo=dt.UTC)
    beside = held(unit(modified=day), p1="A boat.", ko=text(p1="배 3척"))
    assert [str(fact.when or fact.value) for fact in beside.other_facts] == ["2024-06-24", "2024-06-25", "3.0"]
    assert [str(fact.when) for fact in held(unit(), p1="3 boats").other_facts] == ["2024-06-24"]


def test_anchored_parts_are_one_text() -> None:
    beside = held(unit(), p1="A  Boat", p2="B")
    assert beside.anchored([Anchor("p1"), Anchor("p9"), Anchor("p2")]) == "a boat \n  \n b"
    assert held(unit(), ko=text(p1="배")).printed == {}


# --- dates and numbers of an item


def stated_of(*made: Any, **parts: str) -> list[str]:
    given = parts or {"p1": "The 3 boats came on June 3.", "p2": "The 4 boats left."}
    return said(statements.facts_in_article(held(unit(*made), **given)))


def test_numbers_and_dates_stand_in_the_paragraphs_named() -> None:
    place = "background.paragraphs.b.text"
    assert stated_of(paragraph("배 3척", "3 boats on 3 June")) == []
    assert stated_of(paragraph("배", "5 boats")) == [f"error {place}.en: “5”"]
    assert stated_of(paragraph("배 5척", "5 boats")) == [f"error {place}.ko: “5”"]
    assert stated_of(paragraph("배", "4 boats")) == [f"warning {place}.en: “4”, p2, p1"]
    assert stated_of(paragraph("배", "4 boats", source=(Anchor("p1"), Anchor("p2")))) == []
    assert stated_of(paragraph("배", "five boats")) == []
    assert stated_of(paragraph("배", "5 boats", outside=True)) == []
    assert stated_of(paragraph("배", "5 boats", source=())) == []
    assert stated_of(paragraph("배", "4 boats", source=(Anchor("p1"), Anchor("p3")))) == []
    assert stated_of(term("배", "boat", definition=both("배", "5 boats"))) == []
    assert stated_of(paragraph("배", "on June 24")) == []
    assert stated_of(paragraph("배", "a boat", cite=both("배", "no. 5"))) == []


def test_an_events_own_date_and_time_stand_there_too() -> None:
    place = "timeline.events.e"
    assert stated_of(event("e", When(2024, 6, 3))) == []
    assert stated_of(event("e", When(2024, 6, 4))) == [f"error {place}.date: “2024-06-04”"]
    assert stated_of(event("e", When(2024, 6, 3), until=When(2024, 6, 5))) == [f"error {place}.date: “2024-06-03”"]
    assert stated_of(event("e", When(2024, 6, 3), time="14:00")) == [f"error {place}.time: “14:00”"]
    at_two = "On June 3 at 2 p.m."
    assert stated_of(event("e", When(2024, 6, 3), time="14:00"), p1=at_two) == []


def test_where_no_fact_is_looked_for() -> None:
    assert said(statements.facts_in_article(held(unit(paragraph("배", "5 boats"))))) == []
    made = unit(paragraph("배", "5 boats"), language="ja")
    assert said(statements.facts_in_article(held(made, p1="船"))) == ["note source.languages: “ja”"]


# --- names


def names_of(english: str, article: str = "A boat came.", **more: Any) -> list[str]:
    made = unit(paragraph("배", english, **more), headline=both("배", "a boat"), publisher=both("신문", "paper"))
    return [str(one.values["what"]) for one in mentions.names_in_article(held(made, p1=article))]


@pytest.mark.parametrize("row", rows("english-names.txt"), ids=" ".join)
def test_an_english_name_stands_in_the_article(row: list[str]) -> None:
    assert names_of(row[0], row[1]) == [f"“{name}”" for name in row[2].split("; ") if name]


@pytest.mark.parametrize("word", [word for row in rows("nobody.txt") for word in row[0].split()])
def test_titles_days_and_languages_name_nobody(word: str) -> None:
    assert names_of(f"The old {word.title()} came.") == []


def families() -> Iterator[tuple[str, str]]:
    for (row,) in rows("families.txt"):
        family = row.split()
        yield from ((one, family[0]) for one in family[1:])
        yield family[0], family[1]


@pytest.mark.parametrize(("one", "other"), [*families()])
def test_a_country_may_be_told_by_another_of_its_names(one: str, other: str) -> None:
    assert names_of(f"The old {one} came.", f"The {other} boat.") == []
    assert names_of(f"The old {one} came.", "The old boat.") == [f"“{one}”"]


@pytest.mark.parametrize("word", ["United", "Republic", "Union", "Korea", "Korean", "Koreans", "South", "North"])
def test_a_word_of_two_countries_stands_for_neither(word: str) -> None:
    assert names_of("The old London, Moscow, Brussels, Pyongyang and Seoul.", f"The {word}.") == [
        "“London”",
        "“Moscow”",
        "“Brussels”",
        "“Pyongyang”",
        "“Seoul”",
    ]


def korean_names(korean: str, article: str = "배가 왔다.", **more: Any) -> list[str]:
    made = unit(paragraph(korean, "A boat.", **more), language="ko")
    return [str(one.values["what"]) for one in mentions.names_in_article(held(made, p1=article))]


@pytest.mark.parametrize("surname", rows("surnames.txt")[0][0])
def test_every_surname_makes_a_name_before_a_title(surname: str) -> None:
    assert korean_names(f"그는 {surname}민수 장관이다.") == [f"“{surname}민수”"]


@pytest.mark.parametrize("title", [title for row in rows("titles.txt") for title in row[0].split()])
def test_every_title_shows_a_name(title: str) -> None:
    assert korean_names(f"그는 김민수 {title}다.") == ["“김민수”"]


@pytest.mark.parametrize("word", rows("no-names.txt")[0][0].split())
def test_a_word_before_a_title_is_no_name(word: str) -> None:
    assert korean_names(f"그는 {word} 장관이다.") == []


@pytest.mark.parametrize("ending", ["대교", *rows("no-names.txt")[1][0].split()])
def test_what_may_be_a_place_is_worth_a_look_only(ending: str) -> None:
    name = f"김{'민' if len(ending) == 1 else ''}{ending}"
    made = unit(paragraph(f"그는 {name} 장관이다.", "A boat."), language="ko")
    (one,) = mentions.names_in_article(held(made, p1="배가 왔다."))
    assert (one.level, one.values["what"]) == ("note", f"“{name}”")


def test_any_other_name_is_an_error() -> None:
    made = unit(paragraph("그는 김민수 장관이다.", "A boat."), language="ko")
    (one,) = mentions.names_in_article(held(made, p1="배가 왔다."))
    assert one.level == "error"


def test_a_korean_name_of_the_article_is_known() -> None:
    assert korean_names("김민수 장관, 김민수 장관", "장관은 김민수다.") == []
    assert korean_names("김민수 장관, 김민수 장관") == ["“김민수”"]
    assert korean_names("그는 대김민수 장관이다.") == []
    assert korean_names("김민수 장관", outside=True) == []


def test_a_name_is_told_at_its_place_once() -> None:
    made = unit(
        paragraph("배", "Old Carter and young Carter.", "b"), actor("x", "가", "A", role=both("배", "of old Dalton"))
    )
    told = said(mentions.names_in_article(held(made, p1="A boat.")))
    assert told == ["error background.paragraphs.b.text.en: “Carter”", "error actors.actors.x.role.en: “Dalton”"]


def test_where_no_name_is_looked_for() -> None:
    assert names_of("Old Carter", outside=True) == []
    assert names_of("A boat", cite=both("배", "Old Carter")) == []
    assert said(mentions.names_in_article(held(unit(term("배", "the Carter")), p1="A boat."))) == []
    assert said(mentions.names_in_article(held(unit(paragraph("배", "Old Carter"))))) == []
    assert said(mentions.names_in_article(held(unit(paragraph("배", "Old Carter"), language="ja"), p1="船"))) == []


def test_words_of_what_is_cited_are_known() -> None:
    made = unit(paragraph("배", "Old Carter"), paragraph("배", "A paper of Carter", "c", outside=True))
    assert said(mentions.names_in_article(held(made, p1="A boat."))) == []
    titled = unit(paragraph("배", "Old Carter"), headline=both("배", "The Carter"))
    assert said(mentions.names_in_article(held(titled, p1="A boat."))) == []


def test_a_persons_name_stands_in_the_other_text_too() -> None:
    beside = held(unit(*CAST), p1="A boat.", ko=text(p1="한서준과 김태호, 휫필드"))
    told = [one for one in said(mentions.names_in_article(beside)) if "name.ko" in one]
    assert told == ["warning actors.actors.bora.name.ko: 김보라, article.ko.txt"]
    outside = held(unit(replace(CAST[2], outside=True)), p1="A boat.", ko=text(p1="배"))
    assert [one for one in said(mentions.names_in_article(outside)) if "name.ko" in one] == []


def people_of(*made: Any, **parts: str) -> list[str]:
    given = parts or {"p1": "Mayor Han Seo-jun came.", "p2": "Kim Tae-ho left.", "p3": "Kim spoke."}
    return said(mentions.people_in_paragraphs(held(unit(*made), **given)))


def test_a_person_stands_in_the_paragraphs_named() -> None:
    han, tae = CAST[0], CAST[1]
    assert people_of(han, replace(tae, source=(Anchor("p2"),))) == []
    assert people_of(han, tae) == ["warning actors.actors.tae: Kim Tae-ho, p2, p3, p1"]
    other = paragraph("배", "Han Seo-jun", source=(Anchor("p2"),))
    assert people_of(han, other) == ["warning background.paragraphs.b: Han Seo-jun, p1, p2"]
    assert people_of(han, replace(other, source=())) == []
    assert people_of(han, replace(other, outside=True)) == []
    assert people_of(han, term("배", "Han Seo-jun", source=(Anchor("p2"),))) == []
    assert people_of(han, paragraph("배", "a boat", source=(Anchor("p2"),), cite=both("배", "Han Seo-jun"))) == []
    asked = question(look_for=(both("배", "Han Seo-jun"),), source=(Anchor("p2"),))
    assert people_of(han, asked) == []
    assert (
        people_of(replace(han, source=(Anchor("p3"),), relations=(Relation(to="x", text=NOTHING),)), p1="A boat.") == []
    )


def test_a_person_whom_a_korean_article_lacks_is_absent() -> None:
    made = unit(CAST[0], paragraph("한서준", "he"), language="ko")
    assert said(mentions.people_in_paragraphs(held(made, p1="배가 왔다."))) == ["error actors.actors.han.name: 한서준"]
    assert said(mentions.people_in_paragraphs(held(made, p1="한서준이 왔다."))) == []
    assert said(mentions.people_in_paragraphs(held(made))) == []


def test_who_is_named_by_which_form() -> None:
    known = people(unit(*CAST))
    assert sorted(known) == ["bora", "clara", "han", "tae"]
    assert known["tae"].named("Kim spoke", "en") is None
    assert known["tae"].named("Kim Tae-ho spoke", "en") is True
    assert known["tae"].named("김 의원", "ko") is None
    assert known["clara"].named("Whitfield", "en") is True
    assert known["clara"].named("Clara", "en") is False
    assert known["han"].named("Seo-jun", "en") is False
    dutch = people(unit(actor("x", "얀 데 프리스", "Jan de Vries"), actor("y", "오", "O")))
    assert [*dutch] == ["x"]
    assert dutch["x"].named("Vries spoke", "en") is True
    assert dutch["x"].named("프리스", "ko") is True


def test_a_name_in_one_language_is_found_in_that_one_alone() -> None:
    english = people(unit(replace(CAST[0], name=Text({"en": "Han Seo-jun"}))))["han"]
    assert (english.named("Mayor Han spoke", "en"), english.named("한서준 시장", "ko")) == (True, None)
    korean = people(unit(replace(CAST[0], name=Text({"ko": "한서준"}))))["han"]
    assert (korean.named("한서준 시장이", "ko"), korean.named("Han spoke", "en")) == (True, None)
    assert (
        people(unit(replace(CAST[0], name=Text({"ko": "주민들"})), replace(CAST[1], name=Text({"ko": "시장"})))) == {}
    )


# --- ids, addresses, what is open


def test_whom_a_relation_or_a_quotation_names_is_there() -> None:
    han = replace(CAST[0], relations=(Relation(to="tae-ho", text=NOTHING),))
    told = said(names.references_exist(unit(han, quote("가", "a", actor="zzz"))))
    assert told == ["error actors.actors.han.relations: tae-ho, , han", "error quotes.quotes.q.actor: zzz, , han"]
    near = said(names.references_exist(unit(*CAST, quote("가", "a", actor="bara"))))
    assert near == ["error quotes.quotes.q.actor: bara, bora, han, tae, bora, clara, port, crew"]
    assert said(names.references_exist(unit(CAST[0], quote("가", "a", actor="han"), quote("가", "a")))) == []


@pytest.mark.parametrize("row", rows("addresses.txt"), ids=" ".join)
def test_an_address_is_one_or_not(row: list[str]) -> None:
    told = said(names.addresses(unit(url=row[0])))
    assert told == ([] if row[1] == "yes" else [f"error source.article.url: {row[0]}"])
    original = Original(language="ko", url=row[0], note=NOTHING)
    told = said(names.addresses(unit(url=None, original=original)))
    assert told == ([] if row[1] == "yes" else [f"error source.article.original.url: {row[0]}"])


def test_romanizations_come_in_pairs_and_headlines_in_their_language() -> None:
    assert said(names.romanisations_together(unit(replace(CAST[0], rr="a", mr="b"), CAST[1]))) == []
    for one in ({"rr": "a"}, {"mr": "a"}):
        told = said(names.romanisations_together(unit(replace(CAST[0], **one))))
        assert told == ["error actors.actors.han: "]
    assert said(names.languages_known(unit())) == []
    assert said(names.languages_known(unit(headline_language="ja"))) == ["error source.article.headline_language: ja"]


def test_what_is_open_is_told_once_for_each_item_and_question() -> None:
    made = unit(
        paragraph("〔…〕", "a", ask=("Who?", "When?")),
        actor("x", "〔…〕", "〔…〕"),
        about={"title": both("배", "〔…〕")},
    )
    assert said(opens.nothing_open(made)) == [
        "error background.paragraphs.b.ask[1]: Who?",
        "error background.paragraphs.b.ask[2]: When?",
        "error source.unit.title: en, 〔…〕",
        "error background.paragraphs.b: text.ko, 〔…〕",
        "error actors.actors.x: name.ko, name.en, 〔…〕",
    ]
    texts = {"source.unit.title", "background.paragraphs.b.text", "actors.actors.x.name"}
    languages = {"source.unit.title.en", "background.paragraphs.b.text.ko", "actors.actors.x.name.ko"}
    assert opens.unwritten(made) == texts | languages | {"actors.actors.x.name.en"}


# --- quotations


def test_a_quotation_is_short_and_all_are_few() -> None:
    just = quote("가", " ".join(["boat"] * 25))
    assert said(quotations.within_budget(unit(just, words=500))) == []
    assert said(quotations.within_budget(unit(just, words=499))) == ["error quotes.quotes: 25, 24"]
    long = quote("가", " ".join(["boat"] * 26))
    assert said(quotations.within_budget(unit(long))) == ["error quotes.quotes.q: 26, 25"]
    assert (
        quotations.quoted_words(unit(just, quote("가 나", "a", verbatim="ko"), quote("가", "a", verbatim="ja"))) == 27
    )
    tight = unit(just, quotation_budget=Budget(words_each=24))
    assert said(quotations.within_budget(tight)) == ["error quotes.quotes.q: 25, 24"]


def test_a_quotations_own_language_is_one_that_it_has() -> None:
    assert said(quotations.wording_named(unit(quote("가", "a")))) == []
    assert said(quotations.wording_named(unit(quote("가", "a", verbatim="ja")))) == [
        "error quotes.quotes.q.verbatim: ja"
    ]


def quoted(made: Any, p1: str = "The old boat left the small harbor.", ko: str = "") -> list[str]:
    beside = held(unit(made), p1=p1, p2="A new boat came.", **({"ko": text(p1=ko)} if ko else {}))
    return said(verbatim.quotations(beside))


def test_a_quotation_stands_word_for_word() -> None:
    place = "quotes.quotes.q.text.en"
    assert quoted(quote("가", "“The OLD boat left”")) == []
    assert quoted(quote("가", "The old … harbor")) == []
    assert quoted(quote("가", "The [very] old boat")) == []
    assert quoted(quote("가", "The old ship left")) == [f"error {place}: The old ship left, ship"]
    assert quoted(quote("가", "ships left")) == [f"error {place}: ships left, ships"]
    assert quoted(quote("가", "The old boat, … ship.")) == [f"error {place}: The old boat, … ship., ship"]
    assert quoted(quote("가", "A new boat")) == [f"warning {place}: “A new boat”, p2, p1"]
    assert quoted(quote("가", "A new boat", source=(Anchor("p2"),))) == []
    assert quoted(quote("가", "A new boat", source=())) == []
    assert quoted(quote("가", "ship", verbatim="ja")) == []
    assert quoted(quote("배다", "a", verbatim="ko")) == []
    assert quoted(quote("배다", "a", verbatim="ko"), ko="배다") == []
    assert quoted(quote("배다", "a", verbatim="ko"), ko="차다") == ["error quotes.quotes.q.text.ko: 배다, 배다"]


def test_a_long_quotation_is_told_in_short() -> None:
    sixty = "ship " * 12
    assert quoted(quote("가", sixty)) == [f"error quotes.quotes.q.text.en: {sixty}, ship"]
    longer = "ship " * 12 + "s"
    assert quoted(quote("가", longer)) == [f"error quotes.quotes.q.text.en: {longer[:57]}…, ship"]


@pytest.mark.parametrize("row", rows("quotation-marks.txt"), ids=" ".join)
def test_words_in_quotation_marks_are_somebodys_from_three_on(row: list[str]) -> None:
    told = quoted(paragraph("배", row[0]))
    wanted = [f"warning background.paragraphs.b.text.en: {words}" for words in row[1].split("; ") if words]
    assert told == wanted


def test_where_no_quotation_is_looked_for() -> None:
    assert quoted(paragraph("배", "“the new ship left”", outside=True)) == []
    assert quoted(term("배", "boat", definition=both("배", "“the new ship left”"))) == []
    assert quoted(paragraph("배", "a", cite=both("배", "“the new ship left”"))) == []
    assert quoted(question(look_for=(both("배", "“the new ship left”"),))) == []
    assert quoted(quote("가", "The old boat", occasion=both("가", "“the new ship left”"))) == []


def copied(count: int, mine: str = "") -> list[str]:
    made = " ".join(f"w{n}" for n in range(30))
    own = mine or " ".join(f"w{n}" for n in range(2, 2 + count))
    return said(verbatim.no_long_copies(held(unit(paragraph("배", own)), p1=made)))


def test_twenty_five_words_of_the_article_in_a_row_are_a_copy() -> None:
    assert copied(24) == []
    assert copied(25) == ["error background.paragraphs.b.text.en: w2 w3 w4 w5 w6, 25"]
    marked = " ".join(f"**w{n}**," for n in range(2, 27))
    assert len(copied(25, marked)) == 1
    assert copied(25, " ".join(f"w{n}" for n in range(26, 1, -1))) == []


# --- terms


def termed(made: Any, p1: str = "The boats left the cease-fire line.", **more: Any) -> list[str]:
    return said(terms.in_article(held(unit(made, **more), p1=p1, p2="A harbor.")))


@pytest.mark.parametrize("row", rows("terms.txt"), ids=" ".join)
def test_a_term_occurs_or_not(row: list[str]) -> None:
    lang, name, article, wanted = row
    made = term(name if lang == "ko" else "배", name if lang == "en" else "boat")
    told = termed(made, article, language=lang)
    assert told == ([] if wanted == "yes" else [f"error vocabulary.terms.t.term: “{name}”"])


def test_a_term_stands_in_its_paragraphs() -> None:
    assert termed(term("배", "harbor")) == ["warning vocabulary.terms.t.source: “harbor”, p2, p1"]
    assert termed(term("배", "harbor", source=(Anchor("p1"), Anchor("p2")))) == []
    assert termed(term("배", "plane", source=())) == []
    assert termed(term("배", "plane", outside=True)) == []
    assert termed(term("배", "plane"), language="ja") == []
    assert termed(replace(term("배", "plane"), term=Text({"ko": "배"}))) == []
    assert said(terms.in_article(held(unit(term("배", "plane"))))) == []


def alike(*texts: tuple[str, str], ko: str = "조약", en: str = "treaty", more: tuple[Any, ...] = ()) -> list[str]:
    made = [paragraph(one, other, f"b{n}") for n, (one, other) in enumerate(texts)]
    return said(terms.used_alike(unit(term(ko, en), *more, *made)))


USED = ("조약이다.", "A treaty.")


def test_a_term_is_called_the_same_in_nearly_all_texts() -> None:
    odd = ("협정이다.", "Two treatys.")
    told = "note background.paragraphs.b{}.text.ko: treaty, 조약"
    assert alike(USED, USED, USED, odd) == [told.format(3)]
    assert alike(USED, USED, odd) == []
    assert alike(USED, USED, USED, odd, odd) == []
    assert alike(*[USED] * 6, odd, odd) == [told.format(6), told.format(7)]
    assert alike(USED, USED, USED, ("협정이다.", "A mistreatytion.")) == []
    assert alike(USED, USED, USED, ("조 약이다.", "A treaty.")) == []


def test_short_terms_and_parts_of_longer_ones_are_not_looked_for() -> None:
    odd = ("협정이다.", "A treaty.")
    assert alike(*[("조이다.", "A treaty.")] * 3, odd, ko="조") == []
    assert alike(*[("조약이다.", "A pact.")] * 3, ("협정", "A pact."), en="pact") == []
    assert alike(*[("조약이다.", "A pacts.")] * 3, ("협정", "A pacts."), en="pacts") != []
    longer = term("평화 협정", "peace treaty", "u")
    assert alike(USED, USED, USED, ("평화 협정이다.", "A peace treaty."), more=(longer,)) == []


def test_a_term_goes_by_its_first_name_and_its_stem() -> None:
    odd = ("떠났다.", "They leave it.")
    use = ("그만두었다.", "They leave it.")
    for en in ("to leave", "leave", "to be leave", "a leave", "an leave", "the leave", "leave, quit", "leave (quit)"):
        assert len(alike(use, use, use, odd, ko="그만두다", en=en)) == 1, en
    for ko in ("조약하다", "조약되다", "조약시키다", "조약스럽다", "조약롭다", "조약다"):
        assert len(alike(USED, USED, USED, ("협정이다.", "A treaty."), ko=ko)) == 1, ko


def test_names_speakers_and_the_glossary_are_no_running_text() -> None:
    odd = ("협정이다.", "A treaty.")
    for item in (
        actor("x", "협정", "treaty", kind="body"),
        quote("가", "a", speaker=both("협정", "treaty")),
        paragraph("가", "a", "z", cite=both("협정", "treaty")),
        actor("x", "가", "a", relations=(Relation(to="y", text=both("협정", "treaty")),)),
        term("나라", "state", "u", definition=both("협정", "treaty")),
    ):
        assert alike(USED, USED, USED, more=(item,)) == []
    assert len(alike(USED, USED, USED, more=(actor("x", "가", "a", role=both(*odd)),))) == 1


# --- dates, minutes, lines


def test_dates_run_forward() -> None:
    first, later = event("a", When(2024, 6)), event("b", When(2024, 6, 3))
    assert said(times.in_order(unit(first, later, event("c", When(2024, 6, 3))))) == []
    assert said(times.in_order(unit(later, first))) == ["error timeline.events.a.date: 2024-06, 2024-06-03"]
    assert said(times.in_order(unit(event("a", When(2024), until=When(2023))))) == ["error timeline.events.a.until: "]
    assert said(times.in_order(unit(event("a", When(2024), until=When(2024))))) == []
    assert said(times.in_order(unit(event("a", When(2024), time="14:00")))) == []
    assert said(times.in_order(unit(event("a", When(2024), time="25:00")))) == ["error timeline.events.a.time: 25:00"]


RANGES = [
    *[("source.unit.minutes", value, 1, 6000) for value in (0, 6001)],
    *[("source.article.words", value, 1, 1000000) for value in (0, 1000001)],
    *[("source.article.paragraphs", value, 1, 10000) for value in (0, 10001)],
    *[("source.article.captions", value, 0, 1000) for value in (-1, 1001)],
    *[("source.article.posted", value, 1980, 9998) for value in (1979, 9999)],
    *[("source.article.quotation_budget.words_each", value, 1, 200) for value in (0, 201)],
    *[("source.article.quotation_budget.share_percent", value, 1, 100) for value in (0, 101)],
    *[("questions.questions.w.lines", value, 0, 40) for value in (-1, 41)],
    *[("questions.questions.w.minutes", value, 1, 600) for value in (0, 601)],
]


def with_number(place: str, value: int) -> Unit:
    field = place.rpartition(".")[2]
    if place.startswith("questions"):
        return unit(question(**{field: value}))
    if place.startswith("source.unit"):
        return unit(about={field: value})
    if "budget" in place:
        return unit(quotation_budget=Budget(**{field: value}))
    return unit(**{field: dt.datetime(value, 1, 1, tzinfo=dt.UTC) if field == "posted" else value})


@pytest.mark.parametrize(("place", "value", "low", "high"), RANGES)
def test_a_number_is_of_a_sensible_size(place: str, value: int, low: int, high: int) -> None:
    told = said(times.numbers_in_range(with_number(place, value)))
    assert told == [f"error {place}: {value}, {low}, {high}"]
    assert said(times.numbers_in_range(with_number(place, low))) == []
    assert said(times.numbers_in_range(with_number(place, high))) == []


def test_questions_fit_into_their_time() -> None:
    assert said(times.time_for_questions(unit(question(minutes=60, lines=40)))) == []
    told = said(times.time_for_questions(unit(question("v", minutes=31), question("w", minutes=30))))
    assert told == ["warning source.unit.minutes: 61, 60"]
    assert said(times.time_for_questions(unit(question(minutes=5, lines=10)))) == []
    told = said(times.time_for_questions(unit(question(minutes=5, lines=11))))
    assert told == ["warning questions.questions.w.lines: 11, 5"]


# --- hanja, Latin letters


def character(hanja: str, reading: str, ko: str = "가", en: str = "a") -> Character:
    return Character(hanja=hanja, reading=reading, meaning=both(ko, en))


def test_hanja_fit_their_hangul() -> None:
    made = unit(
        term("조약", "treaty", hanja="條約"), actor("x", "한서준", "Han", hanja="韓瑞俊"), term("배", "boat", "u")
    )
    assert said(words.hanja_fits_hangul(made)) == []
    made = unit(term("조약", "treaty", hanja="條約文"), actor("x", "한", "Han", hanja="韓a瑞"))
    assert said(words.hanja_fits_hangul(made)) == [
        "error vocabulary.terms.t.hanja: 條約文, 조약",
        "error actors.actors.x.hanja: 韓a瑞, 한",
    ]
    rare = unit(term("가", "a", hanja="㐀豈"))
    assert len(said(words.hanja_fits_hangul(rare))) == 1


def test_each_hanja_is_read_as_its_syllable() -> None:
    made = unit(term("조약", "treaty", hanja="同約"), actor("x", "한서준", "Han", hanja="韓瑞同"))
    assert said(words.hanja_read_as_hangul(made)) == [
        "error vocabulary.terms.t.hanja: 同約, 조약, 同, 동",
        "error actors.actors.x.hanja: 韓瑞同, 한서준, 同, 동",
    ]
    many = term("조약", "treaty", hanja="樂約", characters=(character("樂", "조"),))
    assert said(words.hanja_read_as_hangul(unit(many))) == [
        "error vocabulary.terms.t.hanja: 樂約, 조약, 樂, 낙, 락, 악, 요",
        "error vocabulary.terms.t.characters: 樂, 낙, 락, 악, 요, 조",
    ]
    assert said(words.hanja_read_as_hangul(unit(term("배", "boat"), term("조약", "treaty", "u", hanja="條約")))) == []


def test_a_character_beside_a_term_is_the_terms() -> None:
    good = term("조약", "treaty", hanja="條約", characters=(character("約", "약"),))
    assert said(words.characters_of_term(unit(good))) == said(words.hanja_read_as_hangul(unit(good))) == []
    other = replace(good, characters=(character("同", "동"),))
    assert said(words.characters_of_term(unit(other))) == [
        "error vocabulary.terms.t.characters: 同, 條約",
        "error vocabulary.terms.t.characters: 同, 동, 조약",
    ]
    bare = replace(good, hanja=None)
    assert said(words.characters_of_term(unit(bare))) == ["error vocabulary.terms.t.characters: 約, –"]
    misread = replace(good, characters=(character("約", "조"),))
    assert said(words.hanja_read_as_hangul(unit(misread))) == ["error vocabulary.terms.t.characters: 約, 약, 조"]


def test_hanja_of_another_word_are_worth_a_look() -> None:
    assert said(words.hanja_known(unit(term("동맹", "alliance", hanja="同盟"), term("배", "boat", "u")))) == []
    assert said(words.hanja_known(unit(term("동맹", "alliance", hanja="童盟")))) == [
        "warning vocabulary.terms.t.hanja: 동맹, 童盟, 同盟, 東盟"
    ]
    assert said(words.hanja_known(unit(term("동맹", "alliance", hanja="約盟")))) == []
    told = said(words.hanja_known(unit(term("사기", "morale", hanja="社氣"))))
    assert told == ["warning vocabulary.terms.t.hanja: 사기, 社氣, 士氣, 詐欺, 四氣"]


def test_a_koreans_name_is_published_as_it_can_be_read() -> None:
    wrong = actor("x", "김태호", "Kim Do-yun")
    assert len(said(romanised.published_names_fit(unit(actor("x", "김태호", "Kang Young-min"))))) == 1
    assert said(romanised.published_names_fit(unit(*CAST))) == []
    assert said(romanised.published_names_fit(unit(wrong))) == ["warning actors.actors.x.name: Kim Do-yun, 김태호"]
    assert said(romanised.published_names_fit(unit(replace(wrong, kind="body")))) == []
    latin = actor("x", "김태호", "Peter Do")
    assert said(romanised.published_names_fit(unit(latin))) == []
    assert len(said(romanised.published_names_fit(unit(replace(latin, rr="Gim Taeho"))))) == 1
    assert said(romanised.published_names_fit(unit(actor("x", "김태호선장", "Kim Do-yun")))) == []
    assert said(romanised.published_names_fit(unit(replace(wrong, name=Text({"en": "Kim Do-yun"}))))) == []
    writer = Author(name=both("김태호", "Kim Do-yun"), role=NOTHING)
    right = Author(name=both("김태호", "Kim Tae-ho"), role=NOTHING)
    told = said(romanised.published_names_fit(unit(authors=(right, writer))))
    assert told == ["warning source.article.authors[2].name: Kim Do-yun, 김태호"]
    plain_name = Author(name=both("김태호", "Peter Do"), role=NOTHING)
    assert said(romanised.published_names_fit(unit(authors=(plain_name,)))) == []


def roman(*made: Any) -> list[str]:
    return said(romanised.romanisations_right(unit(*made)))


def test_romanizations_follow_their_rules() -> None:
    assert roman(term("침략", "invasion", rr="chimnyak")) == []
    assert roman(term("침략", "invasion", rr="chimryak")) == [
        "error vocabulary.terms.t.rr: 침략, chimryak, Revised Romanization, chimnyak"
    ]
    assert roman(term("식용유", "cooking oil", rr="zzz")) == [
        "error vocabulary.terms.t.rr: 식용유, zzz, Revised Romanization, sigyongyu / sigyongnyu / singnyongyu"
    ]
    assert roman(term("G7 회의", "summit", rr="x")) == []
    han = actor("x", "한서준", "Han Seo-jun", rr="Han Seojun", mr="Han Sŏjun")
    assert roman(han) == []
    assert roman(replace(han, rr="Han Sojun")) == [
        "error actors.actors.x.rr: 한서준, Han Sojun, Revised Romanization, Han Seojun"
    ]
    assert roman(replace(han, mr="Han Sojun")) == [
        "warning actors.actors.x.mr: 한서준, Han Sojun, McCune–Reischauer, Han Sŏjun"
    ]
    body = actor("x", "침략청", "Office", kind="body", rr="chimnyakcheong", mr="zzz")
    assert roman(body) == []
    assert roman(replace(body, rr="zzz")) == [
        "error actors.actors.x.rr: 침략청, zzz, Revised Romanization, chimnyakcheong"
    ]
    assert roman(replace(han, name=both("Han", "Han"))) == []
    assert roman(replace(han, name=both("한 서준", "Han"), rr="zzz", mr="zzz")) != []
    assert len(roman(replace(han, name=both("한 서준", "Han"), rr="zzz", mr="zzz"))) == 1


# --- who speaks


def spoke(ko: str, en: str, who: str | None = "han") -> list[str]:
    return said(speakers.is_actor(unit(*CAST, quote("가", "a", actor=who, speaker=both(ko, en)))))


def test_a_quotation_is_its_actors() -> None:
    place = "quotes.quotes.q.speaker"
    assert spoke("한서준 시장", "Mayor Han Seo-jun") == spoke("한 시장", "Mayor Han") == []
    assert spoke("시장", "Mayor Han") == [f"error {place}.ko: 시장, 한서준, han"]
    assert spoke("한서준", "The mayor") == [f"error {place}.en: The mayor, Han Seo-jun, han"]
    assert spoke("시장", "The mayor") == [
        f"note {place}.ko: 시장, 한서준, han",
        f"note {place}.en: The mayor, Han Seo-jun, han",
    ]
    assert spoke("김태호", "The mayor") == [
        f"error {place}.ko: 김태호, 한서준, han",
        f"note {place}.en: The mayor, Han Seo-jun, han",
    ]
    assert spoke("시장", "The mayor", None) == spoke("시장", "The mayor", "port") == []
    assert spoke("김 의원", "Councilor Kim", "tae") == []
    assert spoke("김보라 의원", "Councilor Kim Bo-ra", "tae") == [
        f"error {place}.ko: 김보라 의원, 김태호, tae",
        f"error {place}.en: Councilor Kim Bo-ra, Kim Tae-ho, tae",
    ]


# --- counts of reading


def test_reading_is_counted() -> None:
    made = unit(
        paragraph("배가 왔다. 모두가 반가워했다!", "The **boats** came. “Everybody rejoiced.” Three in all"),
        term("배", "boat", definition=both("아주 긴 풀이", "a very long definition")),
        quote("가 나 다", "one two three"),
        actor("x", "이름", "Name", role=both("아주 긴 직함", "a long role")),
        paragraph("가", "a", "c", cite=both("신문 기사", "a paper's article")),
    )
    found = reading.figures(made)
    assert found["ko"] == reading.Reading(4, 6, 2, 1)
    assert found["en"] == reading.Reading(5, 10, 3, 2)
    assert (found["en"].words_a_sentence, found["en"].long_share) == (2, 20)
    assert reading.figures(unit()) == {}


def test_background_positions_timeline_and_questions_are_read_and_nothing_else() -> None:
    told = both("가 나 다", "one two three")
    read = (
        paragraph("가 나 다", "one two three"),
        actor("x", "가", "a", position=told),
        event("e", When(2024), text=told),
        question(text=told),
    )
    for one in some(read):
        assert reading.figures(unit(one))["en"].longest == 3
    left_out = (
        quote("가 나 다", "one two three", speaker=told, occasion=told),
        term("가 나 다", "one two three", definition=told, example=told),
        actor("x", "가 나 다", "one two three", role=told, relations=(Relation(to="y", text=told),)),
        question(look_for=(told,)),
        event("e", When(2024), cite=told),
    )
    for one in some(left_out):
        assert reading.figures(unit(one, paragraph("가", "a")))["en"].longest == 1


# --- items and places


def test_texts_have_the_path_of_their_place() -> None:
    asked = question(look_for=(NOTHING, both("나", "b")))
    found = [(where, text["en"]) for where, text in items.texts("q", asked)]
    assert found == [("q.text", "a"), ("q.look_for[1]", "a"), ("q.look_for[2]", "b")]
    assert [where for where, _ in items.texts("q", asked, frozenset({"look_for"}))] == ["q.text"]


def test_a_problem_stands_at_the_nearest_line() -> None:
    here = replace(unit(), places={"actors": (Path("a.yaml"), 1), "actors.actors.x": (Path("a.yaml"), 7)})
    assert items.problem(here, "actors.actors.x.name.ko", "m").line == 7
    assert items.problem(here, "actors.actors.y", "m").line == 1
    assert items.problem(here, "quotes.q", "m").line is None
    assert items.problem(here, "actors.actors.x.name", "m").field == "actors.x.name"


def test_every_list_of_a_unit_has_an_item() -> None:
    assert said(items.not_empty(unit())) == [
        f"warning {module}.{name}: "
        for module, name in (
            ("background", "paragraphs"),
            ("actors", "actors"),
            ("timeline", "events"),
            ("quotes", "quotes"),
            ("questions", "questions"),
            ("vocabulary", "terms"),
        )
    ]
    assert len(said(items.not_empty(unit(question())))) == 5


# --- how a course looks


def course(file: Path | None = None, chain: Path = Path("course.yaml"), **choices: Any) -> Any:
    """A course as far as its rules read it: its style, its files, its Word file."""
    made = style()
    colors = replace(made.colors, **choices)
    return SimpleNamespace(style=replace(made, colors=colors), reference=file, chain=(chain,), losses=())


@pytest.mark.parametrize("name", ["text", "primary", "accent", "muted", "link"])
def test_every_color_of_text_stands_out(name: str) -> None:
    assert said(looks.contrast(course())) == []
    (pale,) = looks.contrast(course(**{name: "999999"}))
    assert (pale.level, pale.file, pale.field) == ("warning", Path("course.yaml"), f"colors.{name}")
    assert pale.values == {"name": name, "ratio": "2.6", "least": 4.5}
    assert said(looks.contrast(course(rule="EEEEEE", writing="EEEEEE"))) == []


def test_a_color_stands_out_from_the_tint_too() -> None:
    assert said(looks.contrast(course(text="767676", tint="FFFFFF"))) == []
    assert len(said(looks.contrast(course(text="767676", tint="F1F4F8")))) == 1
    assert len(said(looks.contrast(course(text="777777", tint="FFFFFF")))) == 1


def pale(**changes: Any) -> list[tuple[str, str]]:
    """The styles of a Word file that are told to be pale, and their contrast."""
    made = course(Path("reference.docx"), **changes.pop("colors", {}))
    table = replace(made.style.table, **changes.pop("table", {}))
    some = {name: replace(made.style.looks[name], **look) for name, look in changes.items()}
    made.style = replace(made.style, table=table, looks=made.style.looks | some)
    found = [*looks.contrast(made)]
    assert all((one.file, one.level, one.values["least"]) == (Path("reference.docx"), "warning", 4.5) for one in found)
    return [(str(one.values["name"]), str(one.values["ratio"])) for one in found]


def test_every_style_of_a_word_file_stands_out_from_its_own_ground() -> None:
    assert pale() == []
    assert pale(title={"color": "999999", "fill": None}) == [("Title", "2.8")]
    assert pale(title={"color": "FFFFFF", "fill": "000000"}) == []
    assert pale(title={"color": "000000", "fill": "111111"}) == [("Title", "1.1")]
    assert pale(table={"header_color": "999999", "header_fill": None}) == [("Table Header", "2.8")]
    assert pale(table={"header_color": "FFFFFF", "header_fill": "000000"}) == []
    for name, color in (("Emphasis", "accent"), ("Muted", "muted"), ("Hyperlink", "link")):
        assert pale(colors={color: "999999"}) == [(name, "2.8")]


@pytest.mark.parametrize("ending", ["doc", "dot", "dotx", "docm", "hwp", "hwpx", "odt", "ott", "rtf", "RTF"])
def test_a_look_in_another_format_is_told_as_not_read(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"Reference.{ending}"
    file.touch()
    (tmp_path / "reference.docx").touch()
    (tmp_path / "notes.doc").touch()
    (one,) = looks.word_file(course(chain=tmp_path / "course.yaml"))
    assert (one.file, one.level, one.values) == (file, "warning", {"name": "reference.docx"})


def test_what_a_word_file_loses_is_told_and_all_that_a_course_shows() -> None:
    lost = Problem("lost")
    made = course(text="999999")
    made.losses = (lost,)
    assert [*looks.word_file(made)] == [lost]
    found = checks.course_problems(made)
    assert [problem.rule for problem in found] == ["contrast", "word-file"]


# --- all rules together


def rules_of(made: Unit, texts: dict[str, Any] | None = None) -> list[str]:
    return [problem.rule for problem in checks.unit_problems(made, texts)]


FULL = (
    paragraph("가", "a"),
    actor("x", "가", "a"),
    event("e", When(2024)),
    quote("가", "a"),
    question(),
    term("배", "boat"),
)


def test_an_allowed_rule_is_silent_for_its_item_or_for_the_unit() -> None:
    def found(*parts: Any) -> int:
        return rules_of(unit(*parts)).count("languages-same-facts")

    wrong, others = paragraph("배 3척", "boats"), FULL[1:]
    assert found(wrong, *others) == 1
    allowed = replace(wrong, allow={"languages-same-facts": "so it is"})
    assert found(allowed, *others) == 0
    assert found(wrong, replace(others[0], allow={"languages-same-facts": "so it is"}), *others[1:]) == 1
    whole = unit(wrong, *others)
    whole = replace(whole, source=replace(whole.source, allow={"languages-same-facts": "so it is"}))
    assert "languages-same-facts" not in rules_of(whole)
    open_point = replace(wrong, text=both("〔…〕 3", "4"), allow={"languages-same-facts": "x"})
    assert found(open_point, *others) == 0
    assert "nothing-open" in rules_of(unit(open_point, *others))


def test_of_a_text_that_is_still_to_be_written_nothing_else_is_said() -> None:
    half = paragraph("〔…〕", "Three treaties were signed with China.")
    made = unit(half, term("조약", "treaty"), *FULL[1:5])
    assert {one.rule for one in checks.unit_problems(made) if one.field.startswith("paragraphs.")} == {"nothing-open"}


def test_a_rule_that_is_not_there_is_named() -> None:
    wrong = replace(paragraph("가", "a"), allow={"languages-same-fact": "x", "zzzz": "y"})
    made = unit(wrong)
    found = [problem for problem in checks.unit_problems(made) if not problem.rule]
    assert [(one.field, one.values["rule"], one.values["guess"]) for one in found] == [
        ("paragraphs.b.allow.languages-same-fact", "languages-same-fact", "languages-same-facts"),
        ("paragraphs.b.allow.zzzz", "zzzz", ""),
    ]
    assert found[0].remedy != found[1].remedy
    known = str(found[0].values["known"]).split(", ")
    assert known == [*checks.UNIT_RULES, *checks.ARTICLE_RULES, "article-text-here"]


def test_problems_come_by_file_and_line_and_text_to_be_written_is_told_once() -> None:
    open_name = actor("x", "〔…〕", "Kim Do-yun", rr="zzz")
    made = unit(open_name, quote("가", "a", verbatim="ja"), paragraph("배 3척", "boats", "c"))
    found = [(problem.file.stem if problem.file else "", problem.rule) for problem in checks.unit_problems(made)]
    assert [file for file, _ in found] == sorted(file for file, _ in found)
    assert [rule for file, rule in found if file == "actors"] == ["nothing-open", "romanisations-together"]
    two = replace(made, places={"actors": (Path("a.yaml"), 9), "quotes": (Path("a.yaml"), 2)})
    lines = [problem.line for problem in checks.unit_problems(two) if problem.line]
    assert len(lines) > 2
    assert lines == sorted(lines)


def test_a_term_or_a_reading_to_be_written_is_told_once() -> None:
    open_term = unit(term("배", "〔…〕", rr="bae"))
    found = [problem for problem in checks.unit_problems(open_term, {"en": text(p1="A boat.")}) if problem.file]
    assert [problem.rule for problem in found if problem.file == Path("vocabulary.yaml")] == ["nothing-open"]
    read = term("조약", "treaty", rr="joyak", hanja="條約", characters=(character("約", "〔…〕"),))
    found = [problem for problem in checks.unit_problems(unit(read)) if problem.file == Path("vocabulary.yaml")]
    assert [problem.rule for problem in found] == ["nothing-open"]


def test_rules_beside_the_article_are_asked_where_it_is() -> None:
    made = unit(paragraph("배 5척", "5 boats"))
    assert "facts-in-article" not in rules_of(made)
    assert "facts-in-article" in rules_of(made, {"en": text(p1="A boat.")})
    missing = checks.without_text(made)
    assert (missing.rule, missing.level, missing.field) == ("article-text-here", "note", "article")
    assert missing.values["file"] == "article.txt"


def test_every_rule_says_what_it_holds() -> None:
    known = {**checks.UNIT_RULES, **checks.ARTICLE_RULES, **checks.COURSE_RULES}
    assert [checks.about(name) for name in known] == [rule.holds for rule in known.values()]
    assert checks.about("article-text-here") == "The article's text lies beside the unit."
    assert checks.about("zzz") == ""
