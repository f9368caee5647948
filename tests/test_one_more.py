"""One more of a kind, made of nothing but its object: what knows of it without being told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from courseware.build.press import Job, Press
from courseware.build.review import review
from courseware.checks import items, pairs
from courseware.checks.rule import Rule, Slip
from courseware.checks.rules import UNIT_RULES
from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.course.courses import CourseFile
from courseware.course.editions import EDITIONS, Edition, usual
from courseware.document.blocks import Document, Table, plain, texts, walk
from courseware.errors import N_, CoursewareError, Problem
from courseware.formats import FORMATS, Format, Written
from courseware.formats.pdf.breaking import NO_START, _letters, broken
from courseware.languages import LANGUAGES, Language, stretches
from courseware.look.style import Style
from courseware.unit import modules, seeds
from courseware.unit.model import Anchored, Id, Text, Unit
from courseware.unit.modules import Module
from courseware.unit.schema import schema, unit_schemas
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some
from tests.japanese import JAPANESE
from tests.test_together import spans
from tests.test_yaml_files import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Anchored):
    id: Id
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    claims: tuple[Claim, ...]


CLAIMS = """claims:
  - id: first
    source: [p{paragraph}]
    text: {{ko: "두 정상이 만났다.", en: "The two leaders met."}}
"""


@pytest.fixture
def claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(modules.MODULES, "claims", Module("claims", Claims))


def write(space: Workspace, paragraph: int = 1) -> None:
    (space.unit(UNIT) / "claims.yaml").write_text(CLAIMS.format(paragraph=paragraph), encoding="utf-8")


@pytest.mark.usefixtures("claims")
def test_a_unit_without_the_module_is_what_it_was(space: Workspace) -> None:
    assert "claims" not in seeds.load(space.unit(UNIT)).contents
    assert "claims.yaml" in modules.files()
    assert unit_schemas()["claims"]["required"] == ["claims"]


@pytest.mark.usefixtures("claims")
def test_its_items_are_checked(space: Workspace) -> None:
    write(space, paragraph=99)
    problems = review(Press(space), (UNIT,), ()).problems
    assert [problem.line for problem in problems if problem.file and problem.file.name == "claims.yaml"] == [3]


@pytest.mark.usefixtures("claims")
def test_a_template_prints_it_and_finds_its_items_by_id(space: Workspace) -> None:
    write(space)
    template = space.root / "templates" / "korean-reading" / "handout.md"
    edit(template, "<!-- section: source -->", '<!-- section: source -->\n{{ unit.claims["first"].text }}\n')
    handout = Press(space).handout(Job(UNIT, "korean-reading", "ko", "student", "pdf"))
    assert "두 정상이 만났다." in str(handout.document)


@pytest.mark.usefixtures("claims")
def test_a_section_of_it_is_left_out_where_the_unit_does_without(space: Workspace) -> None:
    folder = space.root / "templates" / "korean-reading"
    section = '<!-- section: claims -->\n## Claimed\n\n{{ unit.claims["first"].text }}\n\n<!-- section: source -->'
    edit(folder / "handout.md", "<!-- section: source -->", section)
    edit(folder / "course.yaml", "  - source\n", "  - claims\n  - source\n")
    job = Job(UNIT, "korean-reading", "en", "student", "pdf")
    without = Press(space).handout(job)
    assert [note.values["module"] for note in without.notes] == ["claims"]
    assert "## Claimed" not in without.markdown
    write(space)
    assert "## Claimed\n\nThe two leaders met" in Press(space).handout(job).markdown


@pytest.mark.usefixtures("claims")
def test_what_is_wrong_in_it_is_named(space: Workspace) -> None:
    write(space)
    edit(space.unit(UNIT) / "claims.yaml", "text:", "txet:")
    with pytest.raises(CoursewareError) as caught:
        seeds.load(space.unit(UNIT))
    assert "“txet” is not known here" in told(caught.value)


def _told(document: Document, _: Style) -> Written:
    return Written("\n".join(map(plain, texts(document.blocks))).encode())


@pytest.fixture
def courses_text(monkeypatch: pytest.MonkeyPatch, space: Workspace) -> Workspace:
    """A workspace whose course asks for a format that there is one more of."""
    monkeypatch.setitem(FORMATS, "txt", Format("txt", _told, lambda data: data.decode().split("\n")))
    edit(space.root / "templates" / "korean-reading" / "course.yaml", "formats: [docx, pdf]", "formats: [txt]")
    monkeypatch.chdir(space.root)
    return space


def run(*arguments: str) -> int:
    return commands.run(arguments, speech("en", (ROOT / "locales",)))


def test_a_course_asks_for_the_format_by_its_name(courses_text: Workspace) -> None:
    assert run("check", "--course", "korean-reading") == 0
    assert run("build", "--course", "korean-reading", "--to", "txt") == 0
    made = sorted((courses_text.root / "output" / "korean-reading" / UNIT).iterdir())
    assert [path.name.removeprefix(UNIT) for path in made] == [
        *(".en.student.txt", ".en.teacher.txt", ".ko.student.txt", ".ko.teacher.txt")
    ]
    assert "조약" in made[2].read_text(encoding="utf-8")


def test_a_course_that_names_no_formats_has_the_usual_ones(courses_text: Workspace) -> None:
    edit(courses_text.root / "templates" / "korean-reading" / "course.yaml", "formats: [txt]", "")
    assert Press(courses_text).course("korean-reading").formats == ("docx", "pdf")


def test_beside_a_corrected_word_file_a_file_of_the_format_is_called_no_pdf(
    courses_text: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(courses_text.root / "templates" / "korean-reading" / "course.yaml", "formats: [txt]", "formats: [docx, txt]")
    command = ("build", "--course", "korean-reading", "--lang", "ko", "--edition", "student")
    run(*command)
    path = courses_text.root / "output" / "korean-reading" / UNIT / f"{UNIT}.ko.student.docx"
    path.write_bytes(path.read_bytes() + b" ")
    capsys.readouterr()
    run(*command)
    told = capsys.readouterr().err
    assert "but not in the files beside it:" in told
    assert "PDF" not in told


def test_what_is_the_teachers_is_found_in_a_file_of_the_format(
    courses_text: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = seeds.load(courses_text.unit(UNIT)).questions.questions
    answer = max((one["ko"] for question in questions for one in question.look_for), key=len)
    edit(
        courses_text.root / "templates" / "korean-reading" / "handout.md",
        "<!-- section: source -->",
        f"<!-- section: source -->\n{answer}\n",
    )
    assert run("build", "--course", "korean-reading", "--lang", "ko") == 1
    assert "meant for the teacher" in capsys.readouterr().err


def test_the_schema_knows_the_format(courses_text: Workspace) -> None:
    assert "txt" in str(schema(CourseFile)["properties"]["formats"])


def test_a_course_asks_for_an_edition_by_its_name(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made for students, so that nothing of the teacher's is in it; templates know its name."""
    monkeypatch.setitem(EDITIONS, "public", Edition("public", "student", "Key actors"))
    monkeypatch.chdir(space.root)
    folder = space.root / "templates" / "korean-reading"
    edit(folder / "course.yaml", "editions: [student, teacher]", "editions: [public]")
    edit(
        folder / "handout.md",
        "<!-- section: source -->",
        "<!-- section: source -->\nHere: {{ edition_name }}, {{ edition }}\n",
    )
    assert run("check", "--course", "korean-reading") == 0
    assert run("build", "--course", "korean-reading", "--lang", "en", "--to", "pdf") == 0
    made = Press(space).handout(Job(UNIT, "korean-reading", "en", "public", "pdf"))
    assert (space.root / "output" / "korean-reading" / UNIT / f"{UNIT}.en.public.pdf").is_file()
    assert "Here: public, student" in list(map(plain, texts(made.document.blocks)))
    assert made.document.title.endswith("(Key actors)")
    assert made.withheld


def test_a_course_that_names_no_editions_has_the_usual_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EDITIONS, "public", Edition("public", "student"))
    assert usual() == ("student", "teacher")


# --- a language

JA = ROOT / "tests" / "data" / "japanese"
LATIN = re.compile("KST|Han S[eŏ]o?jun|[GK]im T’?aeho|bambae|jumin")
"""Korean in Latin letters, which a Japanese handout has, too."""


@pytest.fixture
def japanese(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with labels in Japanese and a course in Japanese and Korean; its only unit begins with an article."""
    monkeypatch.setitem(LANGUAGES, JAPANESE.tag, JAPANESE)
    monkeypatch.chdir(space.root)
    catalogue = space.root / "locales" / "ja" / "LC_MESSAGES"
    catalogue.mkdir(parents=True)
    shutil.copy(JA / "handout.po", catalogue)
    for course in ("korean-reading", "ir-seminar"):
        folder = space.root / "templates" / f"{course}-ja"
        folder.mkdir()
        shutil.copy(JA / "course.yaml", folder)
        edit(folder / "course.yaml", "extends: korean-reading", f"extends: {course}")
    shutil.rmtree(space.unit(UNIT))
    article = str(ROOT / "docs" / "examples" / "ferry.ko.txt")
    assert run("new", "unit", "boat", "--from", article, "--lang", "ja", "--lang", "ko") == 0
    return space


def written(space: Workspace) -> None:
    """The unit as its teacher leaves it."""
    for path in JA.glob("*.yaml"):
        if path.name != "course.yaml":
            shutil.copy(path, space.unit("boat"))


def test_a_unit_in_the_language_begins_and_is_drafted(japanese: Workspace) -> None:
    assert run("draft", "boat") == 0
    actors = (japanese.unit("boat") / "actors.yaml").read_text(encoding="utf-8")
    assert "    name:\n      ja: 〔…〕\n      ko: 한서준\n" in actors
    assert not re.search(r"(?m)^[^#]*\ben:", actors)
    rules = {problem.rule for problem in review(Press(japanese), ("boat",), ()).problems}
    assert {"nothing-open"} <= rules <= {"nothing-open", "lists-not-empty", "languages-same-facts"}
    assert run("build", "--draft") == 0


def test_a_unit_in_the_language_is_checked_and_what_nobody_can_tell_is_said(
    japanese: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    written(japanese)
    assert run("check", "--strict") == 0
    told = capsys.readouterr()
    assert "nothing here reads Japanese" in told.err
    assert "[languages-same-facts; cannot tell]" in told.err
    assert told.err.count("note:") == 1
    assert "Korean: " in told.out
    edit(japanese.unit("boat") / "timeline.yaml", "date: 1962", "date: 1963")
    assert run("check") == 1
    assert "“1963” is not in the article" in capsys.readouterr().err


def test_handouts_in_the_language_are_made_and_proven(japanese: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    written(japanese)
    assert run("build") == 0, capsys.readouterr().err
    made = some(japanese.output.glob("*-ja/boat/boat.ja.*"))
    assert len(made) == 8
    for path in made:
        read = "\n".join(FORMATS[path.suffix[1:]].texts(path.read_bytes()))
        assert "夜の船" in read
        assert "2026年3月3日" in read
    for course in ("korean-reading-ja", "ir-seminar-ja"):
        document = Press(japanese).handout(Job("boat", course, "ja", "teacher", "pdf")).document
        for text in some(map(plain, texts(document.blocks))):
            assert not re.search("[A-Za-z]{2,}", LATIN.sub("", text)), text


def test_a_glossary_of_english_and_korean_has_the_terms_in_the_language(japanese: Workspace) -> None:
    written(japanese)
    terms = [term.term["ja"] for term in seeds.load(japanese.unit("boat")).vocabulary.terms]
    document = Press(japanese).handout(Job("boat", "ir-seminar-ja", "ja", "student", "pdf")).document
    tables = [block for block in walk(document.blocks) if isinstance(block, Table)]
    cells = {plain(cell) for table in tables for row in table.rows for cell in row}
    assert terms
    assert [term for term in terms if str(term) not in cells] == []


def test_a_teachers_word_in_the_language_is_found_in_a_students_file(
    japanese: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    written(japanese)
    template = japanese.root / "templates" / "korean-reading" / "handout.md"
    edit(template, "<!-- section: source -->", "<!-- section: source -->\n病院への道と市のお金をくらべている。\n")
    assert run("build", "--course", "korean-reading-ja", "--lang", "ja") == 1
    assert "meant for the teacher" in capsys.readouterr().err


def test_an_article_in_the_language_begins_a_unit_and_is_left_to_its_teacher(
    japanese: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing reads it: it is not drafted from, and what could not be checked is said."""
    pasted = japanese.root / "pasted.txt"
    pasted.write_text(
        "海岸市が島の夜の船をまた出す\n\n2026-03-05 08:10\n\n"
        "港の町である海岸市は、夜の船をまた出すことにした。市議会が三日に決めた。\n\n"
        "市長は「夜に人を家へつれて帰れない町は町ではない」と言った。\n",
        encoding="utf-8",
    )
    assert run("new", "unit", "own", "--from", str(pasted), "--lang", "ja") == 0
    source = (japanese.unit("own") / "source.yaml").read_text(encoding="utf-8")
    assert "  headline:\n    ja: 海岸市が島の夜の船をまた出す\n  headline_language: ja\n" in source
    assert run("draft", "own") == 1
    assert "no unit can be drafted from an article in “ja”" in capsys.readouterr().err
    assert run("check", "own") == 1
    assert "[facts-in-article; cannot tell]" in capsys.readouterr().err
    assert run("build", "own", "--draft", "--course", "korean-reading-ja") == 0


def test_a_label_that_the_language_lacks_is_named(japanese: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    written(japanese)
    edit(japanese.root / "locales" / "ja" / "LC_MESSAGES" / "handout.po", 'msgid "Timeline"', 'msgid "Time line"')
    assert run("build", "--lang", "ja") == 1
    assert "the label “Timeline” has no translation in “ja”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("夜の船。", "夜|の|船。"),
        ("「2026年、ABC」と", "「2026|年、|ABC」|と"),
        ("キャンプ・テント", "キャ|ン|プ・|テ|ン|ト"),
        ("(p3,c1)24.5万", "(p3,|c1)|24.5|万"),
    ],
)
def test_a_line_ends_behind_any_letter_but_not_before_or_behind_a_mark(text: str, pieces: str) -> None:
    assert _letters(text) == pieces.split("|")


@pytest.mark.parametrize("width", range(60, 200, 9))
def test_a_paragraph_without_a_space_leaves_no_hole(width: int) -> None:
    text = "港の町がなぜ夜の船をまた出すのか、だれが心配しているのかを考える。" * 3
    found = [span._replace(spaced=False) for span in spans(text, "")]
    lines = broken(found, width, width, justified=False)
    filled = [sum(piece.width for piece in line) for line in lines]
    assert "".join(part for line in lines for piece in line for _, part in piece.parts) == text
    assert len(filled) > 2
    assert [used for used in filled[:-1] if not width - 30 < used <= width + 0.01] == []
    assert not any(line[0].parts[0][1][0] in NO_START for line in lines)


# --- a rule


def no_shouting(unit: Unit) -> Iterator[Problem]:
    for place, item in items.items(unit):
        for where, text in items.texts(place, item):
            yield from (
                items.problem(unit, f"{where}.{lang}", N_("the text shouts"), N_("Take the ! away."), "error")
                for lang, words in text.items()
                if "!" in words
            )


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    slip = Slip("background.yaml", "서명했다.", "서명했다!", "the text shouts")
    rule = Rule(no_shouting, "No text shouts.", slip)
    monkeypatch.setitem(UNIT_RULES, "no-shouting", rule)


@pytest.mark.usefixtures("calm")
def test_a_rule_is_asked_named_and_allowed_by_its_name(
    space: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(space.root)
    assert run("check", UNIT) == commands.FINE
    slip = UNIT_RULES["no-shouting"].slip
    edit(space.unit(UNIT) / slip.file, slip.right, slip.wrong)
    capsys.readouterr()
    assert run("check", UNIT) == commands.PROBLEMS
    told = capsys.readouterr()
    assert f"{slip.says} [no-shouting]" in told.out + told.err
    assert run("check", UNIT, "--format", "sarif") == commands.PROBLEMS
    assert "No text shouts." in capsys.readouterr().out
    source = space.unit(UNIT) / "source.yaml"
    source.write_text(source.read_text(encoding="utf-8") + "allow: {no-shouting: a trial}\n", encoding="utf-8")
    assert run("check", UNIT) == commands.FINE


# --- a language in Latin letters


VIETNAMESE = Language(
    tag="vi", name="Vietnamese", region="vi-VN", letters="àáâãèéêìíòóôõùúýĂăĐđƠơƯưẠ-ỹ", script="ĂăĐđƠơƯưẠ-ỹ"
)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("베트남의 đêm 시장", ["đêm"]),
        ("기자 Nguyễn Chiếu 씨", ["Nguyễn Chiếu"]),
        ("café 과 phà 는 알 수 없다", []),
    ],
)
def test_a_word_in_latin_letters_is_marked_as_a_whole_where_it_is_certain(
    monkeypatch: pytest.MonkeyPatch, text: str, marked: list[str]
) -> None:
    monkeypatch.setitem(LANGUAGES, "vi", VIETNAMESE)
    pieces = list(stretches(text, "ko"))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, lang in pieces if lang == "vi"] == marked


def test_a_language_that_is_read_but_compared_with_no_other_is_said(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or a wrong number in it would be in order."""
    monkeypatch.setitem(LANGUAGES, "vi", replace(VIETNAMESE, facts=LANGUAGES["en"].facts))
    unit = seeds.load(space.unit(UNIT))
    unit = replace(unit, source=replace(unit.source, languages=("ko", "vi")))
    (note,) = [one for one in pairs.same_facts(unit) if one.field == "languages"]
    assert (note.level, str(note.values["language"])) == ("note", "Vietnamese")
