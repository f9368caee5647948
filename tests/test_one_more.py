"""One more of a kind, made of nothing but its object: what knows of it without being told."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from courseware.build.press import Job, Workshop
from courseware.build.review import review
from courseware.errors import CoursewareError
from courseware.unit import modules, seeds
from courseware.unit.model import Anchored, Id, Text
from courseware.unit.modules import Module
from courseware.unit.schema import unit_schemas
from courseware.workspace.layout import Workspace
from tests.conftest import UNIT, edit
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
    monkeypatch.setitem(modules.MODULES, "claims", Module("claims", Claims, optional=True))


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
def test_what_is_wrong_in_it_is_named(space: Workspace) -> None:
    write(space)
    edit(space.unit(UNIT) / "claims.yaml", "text:", "txet:")
    with pytest.raises(CoursewareError) as caught:
        seeds.load(space.unit(UNIT))
    assert "“txet” is not known here" in told(caught.value)
