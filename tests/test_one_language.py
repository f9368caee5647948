"""A unit in one language: begun, drafted, checked and built without a blank or a word of another."""

from __future__ import annotations

import json
import re
import shutil

import jsonschema
import pytest
import yaml

from courseware.build.press import Job, Press, Selection
from courseware.build.review import review
from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.document.blocks import Table, plain, texts
from courseware.errors import CoursewareError
from courseware.formats import FORMATS
from courseware.unit import seeds
from courseware.unit.schema import unit_schemas
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some
from tests.one_language import copy_of, in_one_language

FERRIES = "free-ferries"
COURSES = ("ir-seminar", "korean-reading")
OTHERS = {
    "en": re.compile(r"[\u1100-\u11ff\u3040-\u318f\u3400-\u9fff\uac00-\ud7a3]"),
    "ko": re.compile(r"[A-Za-z]{2,}"),
}
"""Words of another language than the unit's."""
ALLOWED = re.compile(r"KST|[pc]\d+")
OPEN = {"nothing-open", "lists-not-empty"}
"""Rules that a unit breaks which is still to be written."""
DANGLING = re.compile(r"\(\s*\)|\[\s*\]|“\s*”|^\s*[·;,/]|[·;,/:→—]\s*$|[·;]\s*[·;]")
"""A bracket around nothing, a sign that parts what is there from what is not."""


def run(*arguments: str) -> int:
    return commands.run(arguments, speech("en", (ROOT / "locales",)))


@pytest.fixture(params=["ko", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def alone(space: Workspace, lang: str, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace whose only unit has one language."""
    shutil.rmtree(space.unit(UNIT))
    in_one_language(copy_of(FERRIES, space.root), lang)
    monkeypatch.chdir(space.root)
    return space


@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize("edition", ["student", "teacher"])
def test_its_handouts_have_no_blank_and_no_word_of_another_language(
    alone: Workspace, lang: str, course: str, edition: str
) -> None:
    made = Press(alone).handout(Job(FERRIES, course, lang, edition, "pdf")).document
    for text in some(map(plain, texts(made.blocks))):
        assert not OTHERS[lang].search(ALLOWED.sub("", text)), text
        assert not DANGLING.search(text), text
    for table in some(block for block in made.blocks if isinstance(block, Table)):
        assert len(table.header) > 1
        assert [head for head in map(plain, table.header) if not head.strip()] == []
        assert [column for column in zip(*table.rows, strict=True) if not any(map(plain, column))] == []
        assert len({plain(cell) for cell in table.header}) == len(table.header)


@pytest.mark.parametrize("name", FORMATS)
def test_its_files_have_no_word_of_another_language(alone: Workspace, lang: str, name: str) -> None:
    for course in COURSES:
        data = Press(alone).write(Job(FERRIES, course, lang, "teacher", name))[0]
        read = "\n".join(FORMATS[name].texts(data))
        assert (
            plain(some(texts(Press(alone).handout(Job(FERRIES, course, lang, "teacher", name)).document.blocks))[0])
            in read
        )
        if lang == "en":
            assert not OTHERS["en"].search(read)


def test_it_is_in_order_and_built_by_courses_of_two_languages(
    alone: Workspace, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = {"ko": "en", "en": "ko"}[lang]
    assert run("check", "--strict") == 0
    assert run("build") == 0
    told = capsys.readouterr()
    assert f"the unit “{FERRIES}” has no text in “{other}”, so no handout is made of it in that language" in told.err
    assert "8 of 8 handouts are ready" in told.out
    assert {path.name.split(".")[1] for path in some(alone.output.glob("*/*/*.*"))} == {lang}
    run("list")
    told = capsys.readouterr()
    assert told.out.count("4 up to date") == 2
    assert "missing" not in told.out


def test_who_asks_for_the_other_language_alone_gets_nothing(
    alone: Workspace, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", "--lang", {"ko": "en", "en": "ko"}[lang]) == 1
    assert "has no text in" in capsys.readouterr().err


def test_its_texts_may_stand_by_themselves(space: Workspace, lang: str) -> None:
    by_tag, by_itself = (copy_of(FERRIES, space.root / name) for name in ("a", "b"))
    in_one_language(by_tag, lang)
    in_one_language(by_itself, lang, plain=True)
    assert f"{lang}:" not in (by_itself / "actors.yaml").read_text(encoding="utf-8")
    assert seeds.load(by_itself) == seeds.load(by_tag)
    edit(by_itself / "source.yaml", f"languages:\n- {lang}\n", "languages: [ko, en]\n")
    with pytest.raises(CoursewareError, match="here belongs a text in each language"):
        seeds.load(by_itself)


@pytest.mark.parametrize("plain_texts", [False, True])
def test_it_fits_the_published_schemas(space: Workspace, lang: str, plain_texts: bool) -> None:
    folder = copy_of(FERRIES, space.root)
    in_one_language(folder, lang, plain=plain_texts)
    for name, schema in some(unit_schemas().items()):
        loose = json.loads(json.dumps(schema).replace('"integer"', '"string"').replace('"boolean"', '"string"'))
        data = yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
        jsonschema.Draft202012Validator(loose).validate(data)


# --- begun and drafted

ARTICLES = {"ko": "ferry.ko.txt", "en": "ferry.txt"}


def asked(space: Workspace, unit: str) -> str:
    """Every line of a unit's files that is no comment."""
    lines = [line for path in some(space.unit(unit).glob("*.yaml")) for line in path.read_text("utf-8").splitlines()]
    return "\n".join(line for line in lines if not line.lstrip().startswith("#"))


def test_it_begins_with_places_for_its_language_alone(
    space: Workspace, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(space.root)
    assert run("new", "unit", "mine", "--lang", lang) == 0
    other = {"ko": "en", "en": "ko"}[lang]
    whole = "\n".join(path.read_text(encoding="utf-8") for path in some(space.unit("mine").glob("*.yaml")))
    assert f"languages: [{lang}]" in whole
    assert f'{lang}: ""' in whole
    assert not re.search(rf"\b{other}:|: {other}\b", whole)
    assert "\n    rr:" not in whole
    problems = Press(space).unit_problems("mine")
    assert {problem.message for problem in problems} == {
        "the text is empty",
        "“{value}” is neither a day nor a time with its zone",
    }


def test_it_is_drafted_from_an_article_in_its_language(
    space: Workspace, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(space.root)
    article = str(ROOT / "docs" / "examples" / ARTICLES[lang])
    term = {"ko": "보조금", "en": "subsidy"}[lang]
    assert run("new", "unit", "mine", "--from", article, "--lang", lang) == 0
    assert run("draft", "mine") == 0
    assert run("draft", "mine", "--term", term) == 0
    other = {"ko": "en", "en": "ko"}[lang]
    text = asked(space, "mine").replace("language: ko", "")
    assert not re.search(rf"\b{other}\b|rr:|name\.", text)
    assert f"verbatim: {lang}" in text
    assert {"nothing-open"} <= {problem.rule for problem in review(Press(space), ("mine",), ()).problems} <= OPEN
    assert len(Press(space, draft=True).jobs(Selection(("mine",)))[0]) == 8
    assert run("build", "mine", "--draft") == 0


def test_it_is_drafted_from_an_article_in_another_language(
    space: Workspace, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands in the article's words is kept, so that quotations can be held to it; only the unit's is asked."""
    monkeypatch.chdir(space.root)
    other = {"ko": "en", "en": "ko"}[lang]
    article = str(ROOT / "docs" / "examples" / ARTICLES[other])
    assert run("new", "unit", "mine", "--from", article, "--lang", lang) == 0
    assert run("draft", "mine") == 0
    text = asked(space, "mine")
    assert f"{lang}: 〔…〕" in text
    assert f"{other}: 〔…〕" not in text
    (quote,) = seeds.load(space.unit("mine")).quotes.quotes
    assert (quote.verbatim, quote.text[lang]) == (other, "〔…〕")
    assert {"nothing-open"} <= {problem.rule for problem in review(Press(space), ("mine",), ()).problems} <= OPEN
    before = asked(space, "mine")
    assert run("draft", "mine") == 0
    assert asked(space, "mine") == before
    assert run("build", "mine", "--draft") == 0


def test_a_template_that_asks_for_the_other_language_is_told_so(alone: Workspace, lang: str) -> None:
    other = {"ko": "en", "en": "ko"}[lang]
    template = alone.root / "templates" / "ir-seminar" / "handout.md"
    edit(template, "<!-- section: source -->", f"<!-- section: source -->\n{{{{ unit.title.{other} }}}}\n")
    with pytest.raises(CoursewareError) as caught:
        Press(alone).handout(Job(FERRIES, "ir-seminar", lang, "student", "pdf"))
    (problem,) = caught.value.problems
    assert problem.message == "the template asks for “{name}”, in which this text is not written"
    assert (problem.values, problem.file) == ({"name": other}, template)
    edit(template, f"{{{{ unit.title.{other} }}}}", f'{{% if "{other}" in unit.languages %}}no{{% endif %}}')
    assert Press(alone).handout(Job(FERRIES, "ir-seminar", lang, "student", "pdf"))
