"""YAML files: what is good is read, what is wrong is named with its line, its field and the remedy.

Cases are pairs in tests/data/yaml: NAME.yaml, a background.yaml with one mistake, and NAME.txt, what a teacher reads.
"""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from courseware.errors import CoursewareError
from courseware.languages.when import When
from courseware.text.particles import fill
from courseware.unit import seeds
from courseware.unit.model import Background, Text, Unit
from courseware.unit.modules import MODULES
from courseware.unit.schema import unit_schemas
from courseware.unit.yamlfile import MOST, load
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some
from tools.schemas import published

CASES = sorted((ROOT / "tests" / "data" / "yaml").glob("*.yaml"))


def told(error: CoursewareError) -> str:
    """Problems as a teacher reads them, without the file."""
    lines = []
    for problem in error.problems:
        where = f"{problem.line or '-'}: {problem.field + ': ' if problem.field else ''}"
        lines.append(f"{where}{fill(problem.message, **problem.values)}")
        if problem.remedy:
            lines.append(f"   → {fill(problem.remedy, **problem.values)}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_mistake_is_named_with_line_field_and_remedy(case: Path) -> None:
    with pytest.raises(CoursewareError) as caught:
        load(case, Background, ("ko", "en"), "background")
    assert told(caught.value) == case.with_suffix(".txt").read_text(encoding="utf-8")


def test_there_are_cases() -> None:
    assert len(CASES) >= 25


def test_the_sample_unit_is_read_whole(unit: Unit) -> None:
    assert isinstance(unit.title, Text)
    assert unit.article.original is not None
    assert unit.article.original.url is None
    assert any(event.date == When(2024, 6, 19) for event in unit.timeline.events)
    assert unit.places["actors.actors.kim-jong-un.name"][0].name == "actors.yaml"


def test_problems_of_all_files_come_at_once(space: Workspace) -> None:
    folder = space.unit(UNIT)
    edit(folder / "actors.yaml", "  - id: kim-jong-un\n", "  - idd: kim-jong-un\n")
    (folder / "source.yaml").unlink()
    with pytest.raises(CoursewareError) as caught:
        seeds.load(folder)
    assert {problem.file.name for problem in caught.value.problems if problem.file} == {"actors.yaml", "source.yaml"}


def test_of_a_file_with_a_million_mistakes_only_some_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "background.yaml"
    path.write_text(f"paragraphs: [{'{}, ' * 10_000}]", encoding="utf-8")
    with pytest.raises(CoursewareError) as caught:
        load(path, Background, ("ko", "en"))
    assert len(caught.value.problems) == MOST
    assert caught.value.problems[0].line == 1


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "background.yaml"
    path.write_bytes("paragraphs:\n- id: a\n  text: {ko: 한국, en: b}\n".encode("cp949"))
    with pytest.raises(CoursewareError) as caught:
        load(path, Background, ("ko", "en"))
    assert told(caught.value).startswith("3: the file is not in UTF-8")


def test_decomposed_hangul_is_composed_and_invisible_characters_go(tmp_path: Path) -> None:
    path = tmp_path / "background.yaml"
    path.write_text(
        '\ufeffparagraphs:\n- {id: a, source: [p1], text: {ko: "\u1112\u1161\u11ab\u200b국", en: b}}\n',
        encoding="utf-8",
    )
    value, _ = load(path, Background, ("ko", "en"))
    assert value.paragraphs[0].text["ko"] == "한국"


@pytest.mark.parametrize("name", MODULES)
def test_the_sample_unit_fits_the_published_schema(name: str) -> None:
    data = yaml.load((ROOT / "seeds" / UNIT / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    schema = json.loads(
        json.dumps(unit_schemas()[name]).replace('"integer"', '"string"').replace('"boolean"', '"string"')
    )
    jsonschema.Draft202012Validator(schema).validate(data)


def test_published_schemas_are_those_of_the_model() -> None:
    for path, text in some(published().items()):
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run make schemas"
