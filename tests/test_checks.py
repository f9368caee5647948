"""Each rule finds the mistake that it is for, and nothing in the sample unit."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from courseware import checks
from courseware.checks.quotations import quoted_words
from courseware.checks.reading import figures
from courseware.checks.rules import ARTICLE_RULES, COURSE_RULES, UNIT_RULES
from courseware.course import courses
from courseware.drafting import snapshot
from courseware.errors import Problem
from courseware.text.particles import fill
from courseware.unit import seeds
from courseware.unit.model import Unit
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some
from tools import rules


def complaints(unit: Unit) -> list[str]:
    return [fill(problem.message, **problem.values) for problem in checks.unit_problems(unit)]


def test_the_sample_unit_has_no_problems(unit: Unit) -> None:
    assert complaints(unit) == []


@pytest.mark.parametrize("rule", UNIT_RULES)
def test_a_rule_finds_its_slip_and_says_where(space: Workspace, rule: str) -> None:
    slip = UNIT_RULES[rule].slip
    path = rules.make(slip, space.unit(UNIT))
    unit = seeds.load(space.unit(UNIT))
    found = list(UNIT_RULES[rule].find(unit))
    assert any(slip.says in text for text in complaints(unit)), complaints(unit)
    assert {problem.file for problem in found} == {path}
    assert all(problem.line for problem in found)


def test_the_pages_on_checking_show_every_rule_with_its_slip() -> None:
    """Where they do not: `make rules`."""
    for path, text in some(rules.pages().items()):
        assert path.read_text(encoding="utf-8") == text
        assert all(f"| `{name}` |" in text for name in {**UNIT_RULES, **ARTICLE_RULES, **COURSE_RULES})


@pytest.mark.parametrize("rule", COURSE_RULES)
def test_a_rule_on_courses_finds_its_slip(space: Workspace, rule: str) -> None:
    folder = space.root / "templates" / "tuesday"
    folder.mkdir()
    (folder / "course.yaml").write_text("extends: ir-seminar\nname: {ko: 화요일, en: Tuesday}\n", encoding="utf-8")
    load = partial(courses.load, "tuesday", space.template_folders)
    assert checks.course_problems(load()) == []
    path = rules.make(COURSE_RULES[rule].slip, folder)
    (problem,) = checks.course_problems(load())
    assert (problem.rule, problem.file) == (rule, path)
    assert COURSE_RULES[rule].slip.says in fill(problem.message, **problem.values)


INVENTED = "free-ferries"
"""A unit of the tests' own whose article stands beside it."""


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """The folder of a unit with its article, free to be changed."""
    return Path(shutil.copytree(ROOT / "tests" / "data" / "grounding" / INVENTED, tmp_path / "seeds" / INVENTED))


def held(folder: Path) -> list[Problem]:
    unit = seeds.load(folder)
    return checks.unit_problems(unit, seeds.article_texts(folder, unit))


@pytest.mark.parametrize("rule", ARTICLE_RULES)
def test_a_rule_finds_its_slip_beside_the_article(invented: Path, rule: str) -> None:
    slip = ARTICLE_RULES[rule].slip
    path = rules.make(slip, invented)
    found = [problem for problem in held(invented) if problem.rule == rule]
    assert any(slip.says in fill(problem.message, **problem.values) for problem in found), held(invented)
    assert slip.file == "article.txt" or {problem.file for problem in found} == {path}
    assert all(problem.line for problem in found)


@pytest.mark.parametrize("unit_name", ["free-ferries", "school-library"])
def test_a_unit_beside_its_article_has_no_problems(unit_name: str) -> None:
    assert held(ROOT / "tests" / "data" / "grounding" / unit_name) == []


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


# --- exceptions


def test_an_item_allows_a_rule_with_a_reason(invented: Path) -> None:
    edit(invented / "actors.yaml", "Regards Haesol’s trial", "Regards Carterville’s trial")
    assert [problem.rule for problem in held(invented)] == ["names-in-article"]
    reason = "source: [p3, p13]\n    allow: {names-in-article: the old name of the county}"
    edit(invented / "actors.yaml", "source: [p3, p13]", reason)
    assert held(invented) == []


def test_a_whole_unit_allows_a_rule(invented: Path) -> None:
    edit(invented / "timeline.yaml", "date: 2025-03-26", "date: 2025-03-27")
    path = invented / "source.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "allow: {facts-in-article: a trial}\n", encoding="utf-8")
    assert "facts-in-article" not in {problem.rule for problem in held(invented)}


def test_a_misspelt_rule_gets_a_suggestion(invented: Path) -> None:
    edit(invented / "actors.yaml", "source: [p13]", "source: [p13]\n    allow: {names-in-artcle: no reason}")
    (problem,) = held(invented)
    assert problem.values["guess"] == "names-in-article"
    assert problem.line


# --- who speaks


def spoken(folder: Path, old: str, new: str) -> list[tuple[str, str]]:
    edit(folder / "quotes.yaml", old, new)
    return [(problem.field, problem.level) for problem in held(folder) if problem.rule == "speakers-are-actors"]


def test_another_person_of_the_unit_in_actor_is_an_error_in_both_languages(invented: Path) -> None:
    found = spoken(invented, "actor: baek-do-yun", "actor: noh-se-rin")
    assert {level for _, level in found} == {"error"}
    assert len(found) == 2


def test_a_speaker_whom_only_one_language_names_is_an_error(invented: Path) -> None:
    found = spoken(invented, "Baek Do-yun, governor of Haesol County", "Captain Oh Min-ji")
    assert found == [("quotes.courage.speaker.en", "error")]


def test_of_a_speaker_called_by_office_alone_no_rule_can_tell(invented: Path) -> None:
    found = spoken(
        invented,
        '{ko: "백도윤 해솔군수", en: "Baek Do-yun, governor of Haesol County"}',
        "{ko: 군수, en: The governor}",
    )
    assert {level for _, level in found} == {"note"}


# --- the night ferry, beside both texts of its article


FERRY = {
    "a captain under the mayor's words": (
        "quotes.yaml",
        "en: Mayor Han Seo-jun",
        "en: Captain Oh Min-ji",
        "speakers-are-actors",
    ),
    "another actor": ("quotes.yaml", "actor: han-seo-jun", "actor: kim-tae-ho", "speakers-are-actors"),
    "another country": ("background.yaml", "시는 일본에서", "시는 중국에서", "countries-in-article"),
    "a name with another vowel": (
        "actors.yaml",
        "ko: 김태호\n      en: Kim Tae-ho\n    rr: Gim Taeho\n    mr: Kim T'aeho",
        "ko: 김대호\n      en: Kim Tae-ho",
        "names-in-article",
    ),
    "altered words in single quotes": (
        "actors.yaml",
        "Warns that the",
        "Says that ‘every ferry in the city’s harbour loses money’ and that the",
        "quotations-verbatim",
    ),
    "altered Korean words in single quotes": (
        "actors.yaml",
        "보조금이 더",
        "‘여름에 적자를 보지 않는 여객선은 없다’며 보조금이 더",
        "quotations-verbatim",
    ),
    "hanja of the same reading": ("vocabulary.yaml", "hanja: 住民", "hanja: 主民", "hanja-known"),
}


def ferry(folder: Path) -> list[Problem]:
    texts = {lang: ROOT / "docs" / "examples" / name for lang, name in (("en", "ferry.txt"), ("ko", "ferry.ko.txt"))}
    taken = {lang: snapshot.take(path.read_bytes(), path).text for lang, path in texts.items()}
    return checks.unit_problems(seeds.load(folder), taken)


def test_the_unit_of_the_docs_has_no_problems() -> None:
    assert ferry(ROOT / "docs" / "examples" / "night-ferry") == []


@pytest.mark.parametrize("mistake", FERRY)
def test_a_mistake_in_the_unit_of_the_docs_is_found(tmp_path: Path, mistake: str) -> None:
    file, old, new, rule = FERRY[mistake]
    folder = Path(shutil.copytree(ROOT / "docs" / "examples" / "night-ferry", tmp_path / "night-ferry"))
    edit(folder / file, old, new)
    assert {problem.rule for problem in ferry(folder)} == {rule}


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("시는 한일 협정에 따라 배를 빌린다.", "The city leases a ship under an agreement between Seoul and Tokyo."),
        ("호주머니가 가벼운 주민도 탄다.", "Residents with little money take it, too."),
        ("북한산 아래에서 온 사람도 탄다.", "People from under the mountain take it, too."),
        ("시는 중국어로도 알린다.", "The city tells it in another language, too."),
        ("〔…〕", "The city wants to buy it from China."),
    ],
)
def test_what_only_looks_like_a_country_is_none(tmp_path: Path, korean: str, english: str) -> None:
    folder = Path(shutil.copytree(ROOT / "docs" / "examples" / "night-ferry", tmp_path / "night-ferry"))
    edit(folder / "background.yaml", "시는 일본에서 배를 3년 동안 빌리고 해마다 보조금 24억원을 내려고 한다.", korean)
    old = "The city wants to lease a ship from Japan for three years and to pay a subsidy of 2.4 billion won a year."
    edit(folder / "background.yaml", old, english)
    assert "countries-in-article" not in {problem.rule for problem in ferry(folder)}


# --- words that look like names


def said(tmp_path: Path, actor: str, korean: str, english: str) -> list[tuple[str, str]]:
    """Rule and level of what is said of a paragraph of the night ferry, in which the mayor has another name."""
    folder = Path(shutil.copytree(ROOT / "docs" / "examples" / "night-ferry", tmp_path / "night-ferry"))
    edit(folder / "actors.yaml", "ko: 한서준\n", f"ko: {actor}\n")
    edit(folder / "background.yaml", "시는 일본에서 배를 3년 동안 빌리고 해마다 보조금 24억원을 내려고 한다.", korean)
    old = "The city wants to lease a ship from Japan for three years and to pay a subsidy of 2.4 billion won a year."
    edit(folder / "background.yaml", old, english)
    return [(p.rule, p.level) for p in ferry(folder) if p.field.startswith("paragraphs.the-plan")]


@pytest.mark.parametrize(
    ("actor", "korean"),
    [
        ("이현준", "이 단원의 글은 신문 기사에서 뽑았다."),
        ("이현준", "이 기사는 배 이야기를 다룬다."),
        ("한현준", "한 기사가 배에 오르는 차를 몬다."),
        ("전현준", "전 대사는 섬에 산다."),
        ("정현준", "정 반대인 주장도 있다."),
        ("신현준", "신 기술자가 필요하다."),
        ("구현준", "구 청사 앞에 배가 선다."),
        ("강현준", "강 상부에 다리를 놓는다."),
        ("배현준", "배 주인이 모인다."),
    ],
)
def test_a_word_before_a_noun_is_no_surname(tmp_path: Path, actor: str, korean: str) -> None:
    assert said(tmp_path, actor, korean, "The city wants to lease a ship from Japan.") == []


def test_a_surname_that_is_a_word_may_mean_the_person(tmp_path: Path) -> None:
    found = said(tmp_path, "이현준", "이 시장은 배를 빌리려고 한다.", "Mayor Han wants to lease a ship.")
    assert found == [("people-in-paragraphs", "warning")]


def test_behind_the_full_name_the_person_is_named(tmp_path: Path) -> None:
    korean = "이현준 시장은 배를 빌리려고 한다. 이 시장은 보조금도 내려고 한다."
    assert said(tmp_path, "이현준", korean, "The city wants to lease a ship.") == [("languages-same-people", "warning")]


def test_before_a_title_a_noun_is_a_surname(tmp_path: Path) -> None:
    korean = "강 시장은 배를 빌리려고 한다."
    assert said(tmp_path, "강현준", korean, "The city wants to lease a ship.") == [("languages-same-people", "warning")]


def library(tmp_path: Path, sentence: str) -> list[str]:
    """The levels of what is said of names in a paragraph of the library, whose article is Korean."""
    folder = Path(
        shutil.copytree(ROOT / "tests" / "data" / "grounding" / "school-library", tmp_path / "school-library")
    )
    edit(folder / "background.yaml", "새별시에서 주민투표가 열리는 것은 처음이다.", sentence)
    return [problem.level for problem in held(folder) if problem.rule == "names-in-article"]


@pytest.mark.parametrize(
    "sentence",
    [
        "전직 시장도 찬성한다.",
        "여성 의원도 찬성한다.",
        "지역 대표가 모인다.",
        "정부 대변인이 말했다.",
        "이번 위원장은 찬성한다.",
        "서울 시장도 찬성한다.",
    ],
)
def test_a_word_before_a_title_is_no_name(tmp_path: Path, sentence: str) -> None:
    assert library(tmp_path, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "강남구 구청장도 찬성한다.",
        "한빛강 소장도 찬성한다.",
        "서강대 교수도 찬성한다.",
        "문체부 장관도 찬성한다.",
        "성산대교 소장도 찬성한다.",
        "여행사 사장도 찬성한다.",
    ],
)
def test_what_may_be_a_place_or_a_body_before_a_title_is_a_note_at_most(tmp_path: Path, sentence: str) -> None:
    assert set(library(tmp_path, sentence)) <= {"note"}


def test_any_other_name_before_a_title_is_an_error(tmp_path: Path) -> None:
    assert library(tmp_path, "김민수 의원도 찬성한다.") == ["error"]


# --- one mistake, one message


def test_a_paragraph_that_is_not_there_is_said_once(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "docs" / "examples" / "night-ferry", tmp_path / "night-ferry"))
    edit(folder / "actors.yaml", "source: [p5]", "source: [p15]")
    (problem,) = ferry(folder)
    assert problem.rule == "anchors-exist"
    assert fill(problem.remedy, **problem.values) == "Paragraphs (p1, p2 …): 10. Captions (c1 …): 1."


def test_the_right_romanisations_of_a_name_are_told_as_one_writes_them(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "docs" / "examples" / "night-ferry", tmp_path / "night-ferry"))
    edit(folder / "actors.yaml", "rr: Gim Taeho", "rr: Gim Daeho")
    edit(folder / "actors.yaml", "mr: Kim T'aeho", "mr: Kim Taeho")
    edit(folder / "actors.yaml", "mr: Han Sŏjun", "mr: Han Seojun")
    assert [problem.values["forms"] for problem in ferry(folder)] == ["Han Sŏjun", "Gim Taeho", "Kim T’aeho"]


def romanised(tmp_path: Path, hangul: str, rr: str, mr: str) -> list[str]:
    """What is said of the romanisations of an actor of the night ferry."""
    folder = Path(shutil.copytree(ROOT / "docs" / "examples" / "night-ferry", tmp_path / "night-ferry"))
    edit(folder / "actors.yaml", "ko: 김태호\n", f"ko: {hangul}\n")
    edit(folder / "actors.yaml", "rr: Gim Taeho\n    mr: Kim T'aeho", f"rr: {rr}\n    mr: {mr}")
    return [str(problem.values["forms"]) for problem in ferry(folder) if problem.rule == "romanisations-right"]


def test_the_surname_i_may_be_yi_in_mccune_reischauer(tmp_path: Path) -> None:
    assert romanised(tmp_path / "yi", "이태호", "I Taeho", "Yi T'aeho") == []
    assert romanised(tmp_path / "i", "이태호", "I Taeho", "I T'aeho") == []
    assert romanised(tmp_path / "no", "이태호", "Yi Taeho", "Yu T'aeho") == ["I Taeho", "I T’aeho / Yi T’aeho"]


def district(tmp_path: Path, rr: str) -> list[str]:
    """What is said of the romanisation of 인왕리 as a term of the night ferry."""
    folder = Path(shutil.copytree(ROOT / "docs" / "examples" / "night-ferry", tmp_path / "night-ferry"))
    edit(folder / "vocabulary.yaml", "ko: 주민\n", "ko: 인왕리\n")
    edit(folder / "vocabulary.yaml", "rr: jumin\n", f"rr: {rr}\n")
    return [str(problem.values["forms"]) for problem in ferry(folder) if problem.rule == "romanisations-right"]


def test_a_district_stands_behind_a_hyphen_unassimilated(tmp_path: Path) -> None:
    assert district(tmp_path / "right", "Inwang-ri") == []
    assert district(tmp_path / "wrong", "Inwang-li") == ["inwangni / Inwang-ri"]


# --- what is no mistake


def test_a_quotation_may_leave_out_and_explain(invented: Path) -> None:
    old = "you cannot fill a boat and empty its crew"
    edit(invented / "quotes.yaml", old, "you cannot fill a boat … its [own] crew")
    assert held(invented) == []


def test_quotation_marks_and_dashes_are_all_alike(invented: Path) -> None:
    edit(invented / "quotes.yaml", "They promised us a road", "they  PROMISED us a road")
    assert held(invented) == []


def test_a_korean_original_speaks_for_numbers_too(invented: Path) -> None:
    edit(invented / "timeline.yaml", "date: 2025-03-26", "date: 2025-03-27")
    (invented / "article.ko.txt").write_text("[p1] 군의회는 3월 27일에 예산을 다룬다.\n", encoding="utf-8")
    assert "facts-in-article" not in {problem.rule for problem in held(invented)}


def test_korean_quotations_are_held_to_the_korean_original(invented: Path) -> None:
    edit(
        invented / "quotes.yaml",
        'verbatim: en\n    occasion: {ko: "무료 교통',
        'verbatim: ko\n    occasion: {ko: "무료 교통',
    )
    (invented / "article.ko.txt").write_text("[p1] “무료는 시작하기 쉽고 끝내기 어렵다”\n", encoding="utf-8")
    (problem,) = [problem for problem in held(invented) if problem.rule == "quotations-verbatim"]
    assert problem.values["word"] == "시작하기는"


def test_a_changed_text_is_noticed(invented: Path) -> None:
    edit(invented / "article.txt", "[p16] The county council", "[p16] The county’s council")
    (problem,) = held(invented)
    assert problem.field == "article.sha256"


def test_a_unit_without_the_text_says_what_was_not_checked(unit: Unit) -> None:
    problem = checks.without_text(unit)
    assert problem.level == "note"
    assert problem.values["file"] == "article.txt"
    assert problem.line


def test_a_wrong_number_of_words_is_noticed(invented: Path) -> None:
    edit(invented / "source.yaml", "words: 755", "words: 1400")
    (problem,) = held(invented)
    assert (problem.level, problem.values["count"]) == ("warning", 755)


def test_reading_figures_are_counts(unit: Unit) -> None:
    found = figures(unit)
    assert set(found) == {"ko", "en"}
    assert 8 < found["ko"].words_a_sentence < found["en"].words_a_sentence < 25
