"""One more of a kind, made of nothing but its object: what knows of it without being told."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from courseware.build.press import Job, Workshop
from courseware.build.review import review
from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.course.courses import CourseFile
from courseware.course.editions import EDITIONS, Edition, usual
from courseware.document.blocks import Document, plain, texts
from courseware.errors import CoursewareError
from courseware.formats import FORMATS, Format, Written
from courseware.look.style import Style
from courseware.unit import modules, seeds
from courseware.unit.model import Anchored, Id, Text
from courseware.unit.modules import Module
from courseware.unit.schema import schema, unit_schemas
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit
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
    problems = review(Workshop(space), (UNIT,), ()).problems
    assert [problem.line for problem in problems if problem.file and problem.file.name == "claims.yaml"] == [3]


@pytest.mark.usefixtures("claims")
def test_a_template_prints_it_and_finds_its_items_by_id(space: Workspace) -> None:
    write(space)
    template = space.root / "templates" / "korean-reading" / "handout.md"
    edit(template, "<!-- section: source -->", '<!-- section: source -->\n{{ unit.claims["first"].text }}\n')
    handout = Workshop(space).handout(Job(UNIT, "korean-reading", "ko", "student", "pdf"))
    assert "두 정상이 만났다." in str(handout.document)


@pytest.mark.usefixtures("claims")
def test_a_section_of_it_is_left_out_where_the_unit_does_without(space: Workspace) -> None:
    folder = space.root / "templates" / "korean-reading"
    section = '<!-- section: claims -->\n## Claimed\n\n{{ unit.claims["first"].text }}\n\n<!-- section: source -->'
    edit(folder / "handout.md", "<!-- section: source -->", section)
    edit(folder / "course.yaml", "  - source\n", "  - claims\n  - source\n")
    job = Job(UNIT, "korean-reading", "en", "student", "pdf")
    without = Workshop(space).handout(job)
    assert [note.values["module"] for note in without.notes] == ["claims"]
    assert "## Claimed" not in without.markdown
    write(space)
    assert "## Claimed\n\nThe two leaders met" in Workshop(space).handout(job).markdown


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
    made = Workshop(space).handout(Job(UNIT, "korean-reading", "en", "public", "pdf"))
    assert (space.root / "output" / "korean-reading" / UNIT / f"{UNIT}.en.public.pdf").is_file()
    assert "Here: public, student" in list(map(plain, texts(made.document.blocks)))
    assert made.document.title.endswith("(Key actors)")
    assert made.withheld


def test_a_course_that_names_no_editions_has_the_usual_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EDITIONS, "public", Edition("public", "student"))
    assert usual() == ("student", "teacher")
