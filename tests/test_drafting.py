"""A unit drawn from its article: what is certain is filled in, what is not is asked, nothing of hers is touched."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTTextContainer

from courseware.build.press import Press
from courseware.checks.opens import nothing_open
from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.drafting import bank, bodies, dating, entries, people, reading, sayings, snapshot, wording
from courseware.drafting.snapshot import Snapshot
from courseware.errors import CoursewareError
from courseware.handout.labels import Labels, catalogue
from courseware.languages import of_article, usual
from courseware.unit import article, seeds
from courseware.unit.article import ArticleText, Part
from courseware.unit.model import OPEN, Anchor, Timeline
from courseware.unit.yamlfile import load
from courseware.unit.yamltext import Addition, in_each_language
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some

EXAMPLES = ROOT / "docs" / "examples"
SAMPLE = next((ROOT / ".." / "shared" / "article").glob("*.txt"), None)
CASES = ROOT / "tests" / "data" / "sayings.txt"
DATES = ROOT / "tests" / "data" / "dates.txt"
LABELS = {lang: Labels(lang, catalogue("handout", lang, [ROOT / "locales"])) for lang in ("ko", "en")}


def taken(path: Path) -> Snapshot:
    return snapshot.take(path.read_bytes(), path)


@pytest.fixture(scope="module")
def ferry() -> Snapshot:
    return taken(EXAMPLES / "ferry.txt")


@pytest.fixture(scope="module")
def ferry_ko() -> Snapshot:
    return taken(EXAMPLES / "ferry.ko.txt")


def run(capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "en") -> tuple[int, str]:
    code = commands.run(list(arguments), speech(lang, (ROOT / "locales",)))
    captured = capsys.readouterr()
    return code, captured.out + captured.err


@pytest.fixture
def here(space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Workspace:
    """A workspace with a unit that begins with the ferry article."""
    monkeypatch.chdir(space.root)
    assert run(capsys, "new", "unit", "ferry", "--from", str(EXAMPLES / "ferry.txt"))[0] == commands.FINE
    return space


# --- what is found


def test_people_come_with_titles_and_paragraphs_and_a_shared_surname_is_asked(ferry: Snapshot) -> None:
    found = {person.name: person for person in people.people(ferry.text, "en")}
    assert list(found) == ["Han Seo-jun", "Oh Min-ji", "Kim Tae-ho", "Kim Bo-ra"]
    assert found["Han Seo-jun"].roles == ("Mayor",)
    assert found["Kim Tae-ho"].roles == ("analyst at the Haean Institute for Public Finance",)
    assert found["Kim Bo-ra"].source == ("p6",)
    assert found["Kim Tae-ho"].unsure == (("p7", ("Kim Tae-ho", "Kim Bo-ra")),)


def test_korean_people_are_found_by_their_titles(ferry_ko: Snapshot) -> None:
    found = {person.name: person for person in people.people(ferry_ko.text, "ko")}
    assert set(found) == {"한서준", "오민지", "김태호", "김보라"}
    assert found["김태호"].roles == ("해안공공재정연구원 연구위원",)
    assert found["김보라"].source == ("p6", "p7")


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("박지현 서울대 교통공학과 교수는 “차가 막힌다”고 말했다.", {"박지현": ("서울대 교통공학과 교수",)}),
        ("박지현 고려대 정치학과 교수는 “차가 막힌다”고 말했다.", {"박지현": ("고려대 정치학과 교수",)}),
        ("이 자리에서 서울대 교통공학과 교수는 걱정했다.", {}),
        ("여당 의원은 반대했다.", {}),
        ("한서준 해안시장은 찬성했다.", {"한서준": ("해안시장",)}),
    ],
)
def test_where_somebody_works_is_nobody(passage: str, found: dict[str, tuple[str, ...]]) -> None:
    text = ArticleText((Part(Anchor("p1"), passage),))
    known = people.people(text, "ko")
    assert {person.name: person.roles for person in known} == found
    assert {said.speaker for said in sayings.sayings(text, "ko", known)} <= {*found}


def test_a_role_ends_where_its_sentence_begins() -> None:
    passage = (
        "The council voted on Monday. Mayor Oh Se-hoon left. On Friday Mayor Oh Se-hoon met U.S. President Jo Day."
    )
    found = people.people(ArticleText((Part(Anchor("p1"), passage),)), "en")
    assert {person.name: person.roles for person in found} == {
        "Oh Se-hoon": ("Mayor",),
        "Jo Day": ("U.S. President",),
    }


def test_bodies_are_named_as_printed_and_countries_in_both_languages(ferry: Snapshot, ferry_ko: Snapshot) -> None:
    named = {body.names["en"]: body.source for body in bodies.bodies(ferry.text, "en")}
    assert named == {
        "City Council": ("p1", "p10"),
        "Haean Institute for Public Finance": ("p5",),
        "Ministry of Islands and Ports": ("p8",),
    }
    for found in (ferry, ferry_ko):
        countries = bodies.countries(found.text, found.language, LABELS)
        assert [(one.names, one.source) for one in countries] == [({"ko": "일본", "en": "Japan"}, ("p4", "p8"))]


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        (
            "The Ministry of Land, Infrastructure and Transport decides.",
            {"Ministry of Land, Infrastructure and Transport": True},
        ),
        ("The Federation of Bus Workers' Unions agreed.", {"Federation of Bus Workers' Unions": False}),
        ("The Bus Workers’ Union agreed.", {"Bus Workers’ Union": False}),
        ("The City Council’s vote was close.", {"City Council": False}),
        ("The Ministry of Justice, Kim Min-su said, agreed.", {"Ministry of Justice": True}),
        ("The Ministry of Justice agreed.", {"Ministry of Justice": False}),
    ],
)
def test_a_bodys_name_is_whole_or_asked_about(passage: str, found: dict[str, bool]) -> None:
    text = ArticleText((Part(Anchor("p1"), passage),))
    assert {body.names["en"]: body.unsure for body in bodies.bodies(text, "en")} == found


def test_countries_go_by_their_press_names() -> None:
    text = ArticleText((Part(Anchor("p1"), "North Korea, the U.S. and Ukraine met in Seoul, Chad said."),))
    assert [one.names["ko"] for one in bodies.countries(text, "en", LABELS)] == ["북한", "미국", "우크라이나", "차드"]
    assert [one.names["ko"] for one in bodies.cities(text, "en", LABELS)] == ["서울"]


def test_a_speaker_is_named_only_where_the_article_names_one(ferry: Snapshot, ferry_ko: Snapshot) -> None:
    known = people.people(ferry.text, "en")
    said = [(s.anchor, s.speaker, s.is_person) for s in sayings.sayings(ferry.text, "en", known)]
    assert said == [
        ("p3", "Han Seo-jun", True),
        ("p3", "Han Seo-jun", True),
        ("p5", None, False),
        ("p6", "Kim Bo-ra", True),
        ("p6", "Kim Bo-ra", True),
        ("p8", "Ministry of Islands and Ports", False),
    ]
    known = people.people(ferry_ko.text, "ko")
    spoken = [(s.anchor, s.speaker) for s in sayings.sayings(ferry_ko.text, "ko", known)]
    assert spoken[0] == ("p3", "한서준")
    assert spoken[1] == ("p3", None)
    assert ("p6", "김보라") in spoken


@pytest.mark.parametrize("case", CASES.read_text(encoding="utf-8").strip().split("\n\n"))
def test_a_quotation_is_nobodys_rather_than_the_wrong_ones(case: str) -> None:
    """Cases in tests/data/sayings.txt: a paragraph, and below it the speaker of each quotation, or a dash."""
    passage, *speakers = case.split("\n")
    lang = of_article(passage)
    introduced = {
        "en": "Mayor Han Seo-jun met Kim Tae-ho, an analyst, and Kim Bo-ra, a teacher.",
        "ko": "한서준 시장과 김태호 연구위원이 만났다.",
    }[lang]
    text = ArticleText((Part(Anchor("p1"), introduced), Part(Anchor("p2"), passage)))
    found = sayings.sayings(text, lang, people.people(text, lang))
    assert [saying.speaker or "-" for saying in found] == speakers


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_date_becomes_a_day_with_its_paragraphs(lang: str, ferry: Snapshot, ferry_ko: Snapshot) -> None:
    found = ferry if lang == "en" else ferry_ko
    assert found.facts.posted is not None
    days = dating.days(found.text, lang, found.facts.posted.when.date())
    assert [(str(day.when), day.source, day.time) for day in days] == [
        ("1962", ("p9",), None),
        ("1978", ("p6",), None),
        ("2011", ("p9",), None),
        ("2025-10", ("p2",), None),
        ("2026-03-03", ("c1", "p1"), None),
        ("2026-03-17", ("p10",), None),
        ("2026-04-20", ("p4",), "21:00"),
        ("2026-09", ("p7",), None),
    ]


@pytest.mark.parametrize(
    ("posted", "lang", "sentence", "when", "also"),
    [
        ("2026-05-12", "en", "The council will vote on Friday.", "2026-05-15", None),
        ("2026-05-12", "en", "The council would vote on Friday.", "2026-05-08", "2026-05-15"),
        ("2026-05-12", "en", "The talks begin Wednesday.", "2026-05-06", "2026-05-13"),
        ("2026-05-12", "en", "A strike scheduled on Friday is off.", "2026-05-08", "2026-05-15"),
        ("2026-05-12", "en", "The mayor said on Friday that it rained.", "2026-05-08", None),
        ("2026-05-12", "en", "Four lines will be added, the city said Monday.", "2026-05-11", None),
        ("2026-05-12", "en", "The date will be announced Friday.", "2026-05-08", "2026-05-15"),
        ("2026-05-12", "en", "The mayor will leave next Friday.", "2026-05-15", "2026-05-22"),
        ("2026-05-17", "en", "The mayor will leave next Friday.", "2026-05-22", None),
        ("2026-05-12", "en", "Buses stopped last Friday.", "2026-05-08", None),
        ("2026-05-11", "en", "The council voted on Monday.", "2026-05-11", None),
        ("2026-05-12", "ko", "의회는 금요일 표결한다.", "2026-05-08", "2026-05-15"),
        ("2026-05-12", "ko", "의회는 금요일 표결했다.", "2026-05-08", None),
        ("2026-05-12", "ko", "의회는 금요일에 표결할 예정이다.", "2026-05-15", None),
        ("2026-05-12", "ko", "의회는 금요일 표결한다고 밝혔다.", "2026-05-08", "2026-05-15"),
        ("2026-05-12", "ko", "의회는 다음 주 금요일 표결한다.", "2026-05-22", None),
    ],
)
def test_a_weekday_is_one_day_only_where_its_verb_tells(
    posted: str, lang: str, sentence: str, when: str, also: str | None
) -> None:
    text = ArticleText((Part(Anchor("p1"), sentence),))
    day = dating.days(text, lang, dt.date.fromisoformat(posted))[0]
    assert (str(day.when), day.mentions[0].also and str(day.mentions[0].also)) == (when, also)


def yearless() -> list[tuple[str, str, list[str]]]:
    """Posting day, sentence, and the days that are written below it in tests/data/dates.txt."""
    found: list[tuple[str, str, list[str]]] = []
    posted = ""
    for line in DATES.read_text(encoding="utf-8").split("\n"):
        if line.startswith("posted "):
            posted = line.removeprefix("posted ")
        elif re.match(r"\d{4}(?:-|$)", line):
            found[-1][2].append(line)
        elif line and not line.startswith("#"):
            found.append((posted, line, []))
    return found


@pytest.mark.parametrize(("posted", "sentence", "days"), yearless())
def test_a_date_without_a_year_is_asked_unless_its_words_and_nearness_agree(
    posted: str, sentence: str, days: list[str]
) -> None:
    text = ArticleText((Part(Anchor("p1"), sentence),))
    told = []
    for day in dating.days(text, of_article(sentence), dt.date.fromisoformat(posted)):
        (mention,) = day.mentions
        until, also = f"–{day.until}" if day.until else "", f" or {mention.also}" if mention.also else ""
        told.append(f"{day.when}{until}{also}{' ?' if mention.guessed else ''}")
    assert sorted(told) == sorted(days)


@given(
    st.dates(dt.date(2001, 1, 1), dt.date(2060, 12, 31)),
    st.dates(dt.date(2001, 1, 1), dt.date(2060, 12, 31)),
    st.sampled_from(
        [
            "On {en}, the minister told lawmakers that the plan was ready.",
            "The court ruled on {en} that the law was void.",
            "The bill was passed in {month}, officials said.",
            "The merger was announced last {month}.",
            "The two met in Seoul on {en}.",
            "법원은 {ko} 그 법이 무효라고 판결했다.",
            "지난 {ko} 문을 연다.",
            "지난 {m}월 공사가 시작된다.",
            "협상은 {m}월에 끝났다.",
            "협상은 {d}일 끝났다.",
        ]
    ),
)
def test_what_has_happened_is_never_dated_after_the_posting_day(posted: dt.date, day: dt.date, sentence: str) -> None:
    months = ["January", "Feb.", "March", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "December"]
    values = {"month": months[day.month - 1], "m": day.month, "d": day.day}
    values |= {"en": f"{values['month']} {day.day}", "ko": f"{day.month}월 {day.day}일"}
    passage = sentence.format(**values)
    text = ArticleText((Part(Anchor("p1"), passage),))
    (found,) = dating.days(text, of_article(passage), posted)
    assert found.when.key <= (posted.year, posted.month, posted.day if found.when.day else 0)


def test_a_year_that_another_paragraph_gives_is_not_asked(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(space.root)
    first = "The talks\nPosted on: 2026-05-12\n\nNobody speaks of the talks of May 3 any longer.\n\n"
    for name, second in (("open", "The law of May 3 is old.\n"), ("proved", "They began on May 3, 2026, at noon.\n")):
        (space.root / "talks.txt").write_text(first + second, encoding="utf-8")
        run(capsys, "new", "unit", name, "--from", "talks.txt")
        run(capsys, "draft", name, "-m", "timeline")
    assert seeds.load(space.unit("proved")).timeline.events[0].ask == ()
    (event, _) = seeds.load(space.unit("open")).timeline.events
    assert event.ask == ("date: the article says “May 3” (p1, p2); is it 2026-05-03 or 2027-05-03?",)


@pytest.mark.parametrize(
    ("lang", "sentence", "time"),
    [
        ("ko", "차관은 12일 오후 2시 대사를 불렀다.", "14:00"),
        ("ko", "시는 12일 도서관을 밤 11시까지 연다고 밝혔다.", None),
        ("ko", "시는 12일 오후 11시까지 연다.", None),
        ("en", "She summoned him at 2 p.m. on May 12.", "14:00"),
        ("en", "On May 12 the city said that the library would open until 11 p.m.", None),
        ("en", "The library is open until 11 p.m. on May 12.", None),
    ],
)
def test_an_hour_belongs_to_a_day_only_beside_it(lang: str, sentence: str, time: str | None) -> None:
    (day,) = dating.days(ArticleText((Part(Anchor("p1"), sentence),)), lang, dt.date(2026, 5, 13))
    assert day.time == time


def test_a_utc_time_of_a_foreign_page_is_asked(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(space.root)
    paste = space.root / "talks.txt"
    paste.write_text("The talks\nPosted on: 2026-05-11 21:00 UTC\n\nThe talks began, and it rained.\n", "utf-8")
    run(capsys, "new", "unit", "talks", "--from", str(paste))
    source = (space.unit("talks") / "source.yaml").read_text(encoding="utf-8")
    assert "posted: the page gives 21:00 UTC; when was it where the paper appears?" in source


def test_a_weekday_that_may_be_either_is_asked_once(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(space.root)
    paste = space.root / "talks.txt"
    paste.write_text(
        "The talks\nPosted on: 2026-05-12 06:00 KST\n\nThe talks begin Wednesday, and everybody waits for them.\n",
        encoding="utf-8",
    )
    run(capsys, "new", "unit", "talks", "--from", str(paste))
    run(capsys, "draft", "talks", "-m", "timeline")
    event = seeds.load(space.unit("talks")).timeline.events[0]
    assert event.ask == ("date: the article says “Wednesday” (p1); is it 2026-05-06 or 2026-05-13?",)
    path = space.unit("talks") / "timeline.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("date: 2026-05-06", "date: 2026-05-13"), encoding="utf-8")
    assert "Nothing was added" in run(capsys, "draft", "talks", "-m", "timeline")[1]


def test_a_term_is_found_in_any_of_its_forms(ferry: Snapshot, ferry_ko: Snapshot) -> None:
    assert [found.anchor for found in wording.find("resident", ferry.text, "en")] == ["p2", "p10"]
    assert [found.anchor for found in wording.find("lose money", ferry.text, "en")] == ["p5"]
    assert [found.anchor for found in wording.find("보조금", ferry_ko.text, "ko")] == ["p4", "p5"]
    assert wording.find("submarine", ferry.text, "en") == []


def test_candidates_are_words_of_the_article_without_names(ferry: Snapshot) -> None:
    words, phrases = wording.candidates(ferry.text, "en", {"Han Seo-jun", "Sora Island", "Haean"})
    assert {"ferry", "subsidy", "resident"} <= {word.words for word in words}
    assert not {"han", "seo-jun", "haean", "the", "said"} & {word.words for word in words}
    assert phrases[0].words == "night ferry"


@pytest.mark.skipif(SAMPLE is None, reason="the publisher's text is not part of the project")
def test_the_sample_article_gives_what_was_measured() -> None:
    """People 7 of 7 with their titles, dates 12 of 12 with their paragraphs, and no speaker that is wrong."""
    assert SAMPLE is not None
    found = taken(SAMPLE)
    known = people.people(found.text, "en")
    assert [person.name.split()[-1] for person in known] == [
        *("Putin", "Jong-un", "Ho-jin", "Zinoviev", "Hong-kyun", "Miller", "Sung-lac")
    ]
    assert all(person.roles for person in known)
    assert found.facts.posted is not None
    days = dating.days(found.text, "en", found.facts.posted.when.date())
    assert [str(day.when) for day in days] == [
        *("1961", "2023-08", "2023-09", "2024-06-19", "2024-06-20", "2024-06-21", "2024-07-09", "2024-11")
    ]
    assert sum(len(day.mentions) for day in days) == 12
    certain = {s.anchor: s.speaker for s in sayings.sayings(found.text, "en", known) if s.speaker}
    assert certain["p3"] == certain["p20"] == "Vladimir Putin"
    assert certain["p17"] == "Matthew Miller"
    assert certain["p25"] == "Wi Sung-lac"
    assert not {"p4", "p21", "p23", "p24", "p26", "p27"} & set(certain)


@pytest.mark.parametrize(
    ("unit", "lang", "names"),
    [
        ("free-ferries", "en", "Baek Do-yun, Noh Se-rin, Ma Tae-gon, Clara Whitfield, Seo Ra-on, Gil Ok-ja"),
        ("school-library", "ko", "문가온, 표민재, 고은별, 류하진, 선우담, 마순영"),
    ],
)
def test_articles_written_for_the_check_give_their_people_and_no_wrong_speaker(
    unit: str, lang: str, names: str
) -> None:
    path = ROOT / "tests" / "data" / "grounding" / unit / "article.txt"
    text = article.parse(path.read_text(encoding="utf-8"), path)
    known = people.people(text, lang)
    assert [person.name for person in known] == names.split(", ")
    for saying in some(sayings.sayings(text, lang, known)):
        said = saying.speaker is None or saying.speaker.split()[0] in text.by_id[saying.anchor]
        assert said, saying


@pytest.mark.parametrize(("lang", "unit"), [("en", "free-ferries"), ("ko", "school-library")])
def test_what_stands_far_off_changes_nothing(lang: str, unit: str) -> None:
    """A page that came down to one paragraph is read like its parts: nobody speaks pages away."""
    path = ROOT / "tests" / "data" / "grounding" / unit / "article.txt"
    parts = [part.text for part in article.parse(path.read_text(encoding="utf-8"), path).parts if part.id[0] == "p"]
    filling = {"en": " Boats come and go. ", "ko": " 배가 오고 간다. "}[lang] * 600
    alone, far = (
        ArticleText((Part(Anchor("p1"), text),)) for text in (" ".join(parts), filling + " ".join(parts) + filling)
    )
    known = people.people(alone, lang)
    assert known == people.people(far, lang)
    assert sayings.sayings(alone, lang, known) == sayings.sayings(far, lang, known) != []
    posted = dt.date(2026, 3, 5)
    days, others = (dating.days(text, lang, posted) for text in (alone, far))
    assert [(day.when, day.until, day.time) for day in days] == [(day.when, day.until, day.time) for day in others]


def test_a_sentence_does_not_end_inside_of_a_quotation_however_many_stand_before_it() -> None:
    text = "“One.” He said. “Two. Three,” he said. Then “four. Five. Six."
    assert reading.sentences(text) == ["“One.”", "He said.", "“Two. Three,” he said.", "Then “four. Five. Six."]
    assert reading.sentences('"A. B," he said. Prof. Kim left on Jan. 5. Then') == [
        *('"A. B," he said.', "Prof. Kim left on Jan. 5.", "Then")
    ]


passages = st.lists(st.text(max_size=80), min_size=1, max_size=4)


@given(passages, st.sampled_from(["ko", "en"]))
def test_no_text_is_too_odd(texts: list[str], lang: str) -> None:
    text = ArticleText(tuple(Part(Anchor(f"p{n}"), one) for n, one in enumerate(texts, 1)))
    known = people.people(text, lang)
    anchors = {part.id for part in text.parts}
    assert {anchor for person in known for anchor in person.source} <= anchors
    odd = [saying for saying in sayings.sayings(text, lang, known) if saying.anchor not in anchors]
    assert odd == []
    bodies.bodies(text, lang)
    wording.candidates(text, lang, set())
    dating.days(text, lang, dt.date(2026, 3, 5))


def test_a_text_that_does_nothing_but_name_days_is_not_read_to_its_end() -> None:
    text = ArticleText((Part(Anchor("p1"), "January 3 " * 3000), Part(Anchor("p2"), "The port opened on May 4, 2019.")))
    found = dating.days(text, "en", dt.date(2026, 3, 5))
    assert sum(len(day.mentions) for day in found) == 1000


# --- what is written


def test_a_draft_is_a_unit_that_can_be_read_and_names_what_is_open(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "draft", "ferry")
    code, told = run(capsys, "draft", "ferry", "--term", "subsidy=보조금")
    assert code == commands.FINE
    unit = seeds.load(here.unit("ferry"))
    assert unit.is_open
    asked = [question for actor in unit.actors.actors for question in actor.ask]
    assert any("p7" in question and "Kim Tae-ho / Kim Bo-ra" in question for question in asked)
    term = unit.vocabulary.terms[0]
    assert (str(term.term["ko"]), term.source) == ("보조금", ("p4", "p5"))
    assert any("補助金" in question for question in term.ask)
    assert term.hanja is None
    assert f"{len(list(nothing_open(unit)))} points are open" in told
    code, told = run(capsys, "check", "ferry")
    assert code == commands.PROBLEMS
    assert "seeds/ferry/actors.yaml:" in told


def test_what_is_filled_in_is_the_articles_own(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "draft", "ferry")
    unit = seeds.load(here.unit("ferry"))
    text = article.load(here.unit("ferry"), "en", "en")
    assert text is not None
    for quote in some(unit.quotes.quotes):
        assert str(quote.text["en"]) in text.by_id[quote.source[0]]
        assert quote.text["ko"] == OPEN
    for actor in some(unit.actors.actors):
        name = people.surname(str(actor.name["en"])) if actor.kind == "person" else str(actor.name["en"])
        assert all(name in text.by_id[anchor] for anchor in some(actor.source))
        quoted = sum(len(str(quote.text["en"]).split()) for quote in unit.quotes.quotes)
    assert 0 < quoted <= unit.article.words * unit.article.quotation_budget.share_percent / 100
    dates = [str(event.date) for event in unit.timeline.events]
    assert dates == sorted(dates)


@pytest.mark.parametrize("name", ["ferry.txt", "ferry.ko.txt"])
def test_the_check_finds_nothing_in_a_draft_but_what_is_open(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(space.root)
    run(capsys, "new", "unit", "mine", "--from", str(EXAMPLES / name))
    run(capsys, "draft", "mine")
    run(capsys, "draft", "mine", "--term", "resident=주민", "--term", "subsidy=보조금")
    problems = Press(space).unit_problems("mine")
    assert {problem.rule for problem in problems} == {"nothing-open", "lists-not-empty"}


def test_a_second_draft_adds_nothing(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "draft", "ferry", "--term", "subsidy")
    before = {path: path.read_bytes() for path in here.unit("ferry").iterdir()}
    code, told = run(capsys, "draft", "ferry", "--term", "subsidies")
    assert code == commands.FINE
    assert "Nothing was added" in told
    assert before == {path: path.read_bytes() for path in here.unit("ferry").iterdir()}


def test_a_term_or_a_table_of_terms_fills_the_vocabulary_only(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "draft", "ferry", "--term", "subsidy")
    unit = seeds.load(here.unit("ferry"))
    assert [len(unit.vocabulary.terms), unit.actors.actors, unit.timeline.events] == [1, (), ()]
    run(capsys, "draft", "ferry", "--term", "resident", "-m", "actors")
    unit = seeds.load(here.unit("ferry"))
    assert len(unit.vocabulary.terms) == 2
    assert unit.actors.actors
    assert unit.timeline.events == ()


def test_what_she_deleted_from_a_finished_unit_does_not_come_back(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    unit = here.unit("ferry")
    for path in (EXAMPLES / "night-ferry").glob("*.yaml"):
        (unit / path.name).write_bytes(path.read_bytes())
    before = {path: path.read_bytes() for path in unit.iterdir()}
    code, told = run(capsys, "draft", "ferry")
    assert code == commands.FINE
    assert "seeds/ferry/actors.yaml is finished; --module actors adds to it." in told
    assert before == {path: path.read_bytes() for path in unit.iterdir()}
    run(capsys, "draft", "ferry", "--module", "actors")
    assert before[unit / "actors.yaml"] != (unit / "actors.yaml").read_bytes()
    edit(unit / "timeline.yaml", "    text:", "    ask: [which storm?]\n    text:")
    assert "timeline.yaml: " in run(capsys, "draft", "ferry")[1]


def test_terms_that_the_article_lacks_are_named_together_and_the_rest_is_added(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(capsys, "draft", "ferry", "--term", "submarine", "--term", "subsidy", "--term", "airport=공항")
    assert code == commands.PROBLEMS
    assert "does not have “submarine”" in told
    assert "does not have “airport”" in told
    assert [term.id for term in seeds.load(here.unit("ferry")).vocabulary.terms] == ["subsidy"]


@pytest.mark.parametrize("term", ["", " ", "="])
def test_an_empty_term_is_refused(here: Workspace, capsys: pytest.CaptureFixture[str], term: str) -> None:
    code, told = run(capsys, "draft", "ferry", "--term", term)
    assert code == commands.USAGE
    assert "--term needs a term" in told


def test_what_she_wrote_stays_with_its_comments(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    path = here.unit("ferry") / "timeline.yaml"
    mine = (
        "# my own head\nevents:\n  # the storm\n  - id: storm\n    date: 2025-11-02   # from the almanac\n"
        "    text: {ko: 태풍, en: 'A storm: the worst'}\n    outside: true\n    cite: {ko: 달력, en: log}\n\n  # end\n"
    )
    path.write_text(mine, encoding="utf-8")
    run(capsys, "draft", "ferry", "-m", "timeline")
    text = path.read_text(encoding="utf-8")
    kept = iter(text.splitlines())
    assert all(line in kept for line in some(mine.splitlines()))
    assert text.index("date: 2025-10") < text.index("# the storm") < text.index("date: 2026-03-03")
    assert text.endswith("\n  # end\n")


def test_only_the_module_that_she_names_is_filled(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "draft", "ferry", "--module", "timeline")
    unit = seeds.load(here.unit("ferry"))
    assert unit.timeline.events
    assert [unit.actors.actors, unit.quotes.quotes, unit.vocabulary.terms] == [(), (), ()]


def test_terms_of_her_other_units_come_whole(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here.unit(UNIT) / "vocabulary.yaml", "en: ambassador\n", "en: subsidy\n")
    _, told = run(capsys, "draft", "ferry", "-m", "vocabulary")
    assert re.search(r"subsidy  대사 大使  \(pyongyang-summit-2024\)", told)
    run(capsys, "draft", "ferry", "--term", "subsidy")
    mine = seeds.load(here.unit("ferry")).vocabulary.terms[0]
    hers = next(term for term in seeds.load(here.unit(UNIT)).vocabulary.terms if str(term.term["en"]) == "subsidy")
    assert (mine.term, mine.hanja, mine.definition, mine.ask) == (hers.term, hers.hanja, hers.definition, ())
    assert "# from pyongyang-summit-2024" in (here.unit("ferry") / "vocabulary.yaml").read_text(encoding="utf-8")


def test_a_person_of_another_unit_is_offered_and_asked_about(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(here.unit(UNIT) / "actors.yaml", "en: Chang Ho-jin\n", "en: Kim Tae-ho\n")
    run(capsys, "draft", "ferry", "-m", "actors")
    found = next(a for a in seeds.load(here.unit("ferry")).actors.actors if str(a.name["en"]) == "Kim Tae-ho")
    assert (str(found.name["ko"]), found.rr) == ("장호진", "Jang Hojin")
    assert f"name: is it the Kim Tae-ho of {UNIT}?" in found.ask


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp949"])
def test_terms_of_a_table_of_hers_come_with_what_it_says(
    here: Workspace, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    table = here.root / "mine.tsv"
    table.write_text("en\tko\thanja\tdefinition_ko\nsubsidy\t보조금\t補助金\t나라가 주는 돈\n", encoding=encoding)
    run(capsys, "draft", "ferry", "--term", "subsidy", "--terms", str(table))
    term = seeds.load(here.unit("ferry")).vocabulary.terms[0]
    assert (str(term.term["ko"]), term.hanja) == ("보조금", "補助金")
    assert str(term.definition["ko"]) == "나라가 주는 돈"
    assert term.definition["en"] == OPEN
    assert "pos" not in term.ask


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("tariff\t관세\n", 1, "has to name its columns"),
        ("en\tko\tpos\ntariff\t관세\tnoun\nfare\t요금\t명사\n", 3, "“명사” is not one of the choices"),
    ],
)
def test_a_mistake_in_a_table_is_named(table: str, line: int, message: str) -> None:
    with pytest.raises(CoursewareError, match=message) as caught:
        bank.of_table(table.encode(), Path("mine.tsv"))
    assert caught.value.problems[0].line == line


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--terms", "seeds/ferry/actors.yaml", "--term", "subsidy"), "has to name its columns"),
        (("--original", "other.txt"), "the article's text in “en” is there already"),
    ],
)
def test_a_draft_that_cannot_be_changes_nothing(
    here: Workspace, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    article = (EXAMPLES / "ferry.txt").read_text(encoding="utf-8")
    (here.root / "other.txt").write_text(article.replace("ferry", "boat"), encoding="utf-8")
    before = {path: path.read_bytes() for path in here.unit("ferry").iterdir()}
    code, told = run(capsys, "draft", "ferry", *arguments)
    assert code == commands.PROBLEMS
    assert message in told
    assert before == {path: path.read_bytes() for path in here.unit("ferry").iterdir()}


def test_an_article_in_a_language_that_nobody_reads_here_is_named(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(here.unit("ferry") / "source.yaml", "  language: en", "  language: ja")
    code, told = run(capsys, "draft", "ferry")
    assert (code, "no unit can be drafted from an article in “ja”" in told) == (commands.PROBLEMS, True)


BOMB = "\n".join(["a0: &a0 [〔…〕]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 20)), ""])


def test_a_file_is_added_to_as_its_bytes_are(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    path = here.unit("ferry") / "timeline.yaml"
    hers = "\ufeff# \u1112\u1161\u11ab\u200b\r\n{}\r\n# the end\t\r\n"
    path.write_bytes(hers.format('"events":\r\n  []').encode())
    assert run(capsys, "draft", "ferry", "-m", "timeline")[0] == commands.FINE
    head, tail = hers.split("{}")
    stored = path.read_bytes().decode()
    assert stored.startswith(
        f'{head}"events":\r\n  # p9: … a regular boat in 1962. A bridge was …\r\n  - id: on-1962\r\n'
    )
    assert stored.endswith(f'it 2026-09?"{tail}')
    assert "\n" not in stored.replace("\r\n", "")
    assert len(load(path, Timeline, usual())[0].events) == 9


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{BOMB}events: *a19\n", "2: this repeats another place of the file"),
        (f"{BOMB}events: []\n", "2: this repeats another place of the file"),
        ("? events\n: []\t\n", "1: new entries do not fit into the list “events”"),
    ],
)
def test_a_file_that_cannot_be_added_to_stays_and_so_do_all_others(
    here: Workspace, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    (here.unit("ferry") / "timeline.yaml").write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in here.unit("ferry").iterdir()}
    code, told = run(capsys, "draft", "ferry")
    assert code == commands.PROBLEMS
    assert f"seeds/ferry/timeline.yaml:{message}" in told
    assert before == {path: path.read_bytes() for path in here.unit("ferry").iterdir()}


def test_nothing_is_added_at_which_the_check_would_stop(
    here: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Addition({"id": "Not An Id", "date": "2024-06-19", "text": in_each_language(usual()), "source": ["p1"]})
    monkeypatch.setattr(entries, "events", lambda _: [made])
    before = (here.unit("ferry") / "timeline.yaml").read_bytes()
    code, told = run(capsys, "draft", "ferry", "-m", "timeline")
    assert (code, "new entries do not fit into the list" in told) == (commands.PROBLEMS, True)
    assert (here.unit("ferry") / "timeline.yaml").read_bytes() == before


def test_a_text_that_was_changed_or_is_gone_is_named(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    path = here.unit("ferry") / "article.txt"
    edit(path, "11 to 4", "12 to 3")
    assert "is not the one that source.yaml names" in run(capsys, "draft", "ferry")[1]
    path.unlink()
    assert "the article's text is not beside the unit" in run(capsys, "draft", "ferry")[1]


def test_the_original_may_come_later(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    code, _ = run(capsys, "draft", "ferry", "--original", str(EXAMPLES / "ferry.ko.txt"))
    assert code == commands.FINE
    korean = article.load(here.unit("ferry"), "ko", "en")
    assert korean is not None
    assert korean.count("p") == 10


# --- what is printed


def page_texts(data: bytes) -> list[str]:
    pages = extract_pages(io.BytesIO(data))
    return ["".join(box.get_text() for box in page if isinstance(box, LTTextContainer)) for page in pages]


def test_an_open_unit_is_built_as_a_draft_only_and_every_page_says_so(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "draft", "ferry")
    run(capsys, "draft", "ferry", "--term", "subsidy=보조금")
    code, told = run(capsys, "build", "ferry", "-c", "korean-reading")
    assert code == commands.PROBLEMS
    assert "open points" in told
    assert not (here.output / "korean-reading" / "ferry").exists()
    code, told = run(capsys, "build", "ferry", "-c", "korean-reading", "--draft")
    assert code == commands.FINE, told
    for lang, mark in (("ko", "초안: 완성되지 않음"), ("en", "DRAFT: not finished")):
        for edition in ("student", "teacher"):
            folder, name = here.output / "korean-reading" / "ferry", f"ferry.{lang}.{edition}"
            pages = page_texts((folder / f"{name}.pdf").read_bytes())
            assert pages
            assert all(mark in page for page in pages), (lang, edition)
            with zipfile.ZipFile(folder / f"{name}.docx") as word:
                headers = [word.read(n).decode() for n in word.namelist() if "header" in n and n.endswith(".xml")]
            assert any(mark in header for header in headers)
            assert not any("which hangul" in page or "Kim Tae-ho / Kim Bo-ra" in page for page in pages)
