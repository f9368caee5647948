"""The template's world: what it reaches, what it may spend, and what a student's rendering does not hold."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import types
from collections.abc import ItemsView, Iterator, KeysView, ValuesView
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2.runtime import Macro
from jinja2.utils import Cycler, Joiner, Namespace

from courseware.build.press import Job, Press
from courseware.course.editions import EDITIONS
from courseware.document.blocks import plain, texts
from courseware.errors import CoursewareError
from courseware.handout import sandbox
from courseware.handout.rendering import Handout, render
from courseware.handout.template import Templates, _context
from courseware.handout.views import View, Withheld
from courseware.languages.when import When
from courseware.unit.model import Text, Unit, Words, secret_fields
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, some

COURSE = "korean-reading"
DATA = Path(__file__).parent / "data" / "templates"


def lines(name: str) -> list[str]:
    """The cases of a data file."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]


@pytest.fixture(scope="session")
def printer(press: Press, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return Printer(press, tmp_path_factory.mktemp("templates"))


@dataclasses.dataclass
class Printer:
    """Makes handouts of the sample unit from templates of a few lines, which may use the shared macros."""

    press: Press
    folder: Path
    file: Path = Path()

    def __post_init__(self) -> None:
        self.templates = Templates((self.folder, ROOT / "templates"))
        course = self.press.course(COURSE)
        self.course = dataclasses.replace(course, sections=("mine",))
        (self.folder / "mine").mkdir()

    def handout(self, text: str, edition: str = "student", unit: Unit | None = None) -> Handout:
        self.file = self.folder / "mine" / f"{len(list((self.folder / 'mine').iterdir()))}.md"
        self.file.write_text(f"# 제목\n\n<!-- section: mine -->\n{text}\n", encoding="utf-8")
        course = dataclasses.replace(self.course, template=f"mine/{self.file.name}")
        unit = unit or self.press.unit(UNIT)
        return render(unit, course, self.press.labels("ko"), edition, self.templates)

    def refused(self, text: str, edition: str = "student") -> str:
        """What a teacher reads of the first problem; it has the template's file and a line."""
        with pytest.raises(CoursewareError) as caught:
            self.handout(text, edition)
        problem = caught.value.problems[0]
        assert problem.file == self.file
        assert problem.line
        return str(caught.value)


# --- what can be reached

PLAIN = (type(None), bool, int, float, str, Words, Text, When, dt.datetime, dt.date, dt.time, tuple, list, dict, bytes)
HARMLESS = (*PLAIN, types.MappingProxyType, types.FunctionType, types.BuiltinMethodType, types.MethodType, range)
OF_JINJA = (Macro, Cycler, Joiner, Namespace, jinja2.Undefined, types.GeneratorType)
VIEWS_OF_DICTS = (KeysView, ValuesView, ItemsView, Iterator)
ARGUMENTS: tuple[tuple[Any, ...], ...] = ((), ("ko",), (0,), ("title", "x"), ([],))


def test_no_chain_of_attributes_items_and_calls_leads_to_an_object_of_the_program(press: Press) -> None:
    unit, course, labels = press.unit(UNIT), press.course(COURSE), press.labels("ko")
    for edition in ("student", "teacher"):
        env = press.templates.env
        press.templates.fill(unit, course, labels, EDITIONS[edition])
        context = _context(unit, course, labels, EDITIONS[edition])
        seen = reached({**env.globals, **env.macros, **context}, env)
        assert len(seen) > 500
        assert {type(value).__name__ for value in seen.values()} >= {"Unit", "Words", "function", "datetime"}
        for path, value in seen.items():
            named = value in (Cycler, Joiner, Namespace) if isinstance(value, type) else False
            kinds = (View, Withheld, *HARMLESS, *OF_JINJA, *VIEWS_OF_DICTS)
            assert named or isinstance(value, kinds), f"{path}: {type(value)}"
            assert not isinstance(value, Path | types.ModuleType | Unit), path


def reached(names: dict[str, Any], env: Any) -> dict[str, Any]:
    """Every value that some chain of attributes, items and calls leads to, three hundred of a kind at most."""
    found: dict[str, Any] = {}
    counts: dict[type, int] = {}
    waiting = list(names.items())
    while waiting:
        path, value = waiting.pop()
        if counts.get(type(value), 0) > 300 or len(path) > 120:
            continue
        counts[type(value)] = counts.get(type(value), 0) + 1
        found[path] = value
        if not isinstance(value, Withheld | Macro):
            waiting += [(f"{path}{step}", inner) for step, inner in steps(value, env)]
    return found


def steps(value: Any, env: Any) -> Iterator[tuple[str, Any]]:
    names = dir(value) if not isinstance(value, int | jinja2.Undefined) else []
    for name in [*names, "__class__", "__globals__", "__self__", "parent", "open"]:
        inner = attempt(lambda name=name: env.getattr(value, name))
        if inner is not None and not isinstance(inner, jinja2.Undefined):
            yield f".{name}", inner
    if isinstance(value, dict | types.MappingProxyType | Text):
        yield from ((f"[{key!r}]", value[key]) for key in value)
    elif isinstance(value, tuple | list):
        yield from ((f"[{n}]", inner) for n, inner in enumerate(value))
    if attempt(lambda: env.is_safe_callable(value)):
        for given in ARGUMENTS:
            result = attempt(lambda given=given: value(*given))
            if result is not None:
                yield f"{given}", result


def attempt(do: Any) -> Any:
    try:
        return do()
    except Exception:  # noqa: BLE001 - whatever is refused is fine here
        return None


ESCAPES = lines("escapes.txt")


@pytest.mark.parametrize("text", ESCAPES)
def test_a_template_finds_no_way_out(printer: Printer, text: str) -> None:
    before = {path: path.read_bytes() for path in printer.folder.rglob("*") if path.is_file()}
    printer.refused(text, "teacher")
    after = {path: path.read_bytes() for path in printer.folder.rglob("*") if path.is_file()}
    assert after == before | {printer.file: printer.file.read_bytes()}


@pytest.mark.parametrize("name", ["_shared/extra.md", "korean-reading/handout.md"])
def test_no_link_out_of_the_templates_is_followed(space: Workspace, tmp_path: Path, name: str) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.md"
    outside.write_text("geheim", encoding="utf-8")
    link = space.root / "templates" / name
    link.unlink(missing_ok=True)
    link.symlink_to(outside)
    with pytest.raises(CoursewareError, match="a link out of the templates' folder") as caught:
        Press(space).handout(Job(UNIT, COURSE, "ko", "student", "pdf"))
    assert caught.value.problems[0].file == link


def test_a_link_that_a_template_includes_is_named_with_the_line_that_includes_it(
    printer: Printer, tmp_path: Path
) -> None:
    (tmp_path / "outside.md").write_text("geheim", encoding="utf-8")
    (printer.folder / "mine" / "away.md").symlink_to(tmp_path / "outside.md")
    told = printer.refused("글\n{% include 'mine/away.md' %}", "student")
    (printer.folder / "mine" / "away.md").unlink()
    assert "“mine/away.md” is a link out of the templates' folder" in told


# --- the budget

ENDLESS = lines("endless.txt")


@pytest.mark.parametrize("text", ENDLESS)
def test_a_template_that_would_not_end_is_stopped_with_its_line_and_always_in_the_same_way(
    printer: Printer, text: str
) -> None:
    first = printer.refused(text)
    assert re.search("hundreds of pages|to an end|a number|letters stands in the file|only numbers", first)
    assert printer.refused(text) == first


def test_a_file_that_includes_itself_comes_to_an_end(printer: Printer) -> None:
    (printer.folder / "mine/again.md").write_text("글 {% include 'mine/again.md' %}", encoding="utf-8")
    with pytest.raises(CoursewareError, match="to an end"):
        printer.handout("{% include 'mine/again.md' %}")


USED = [(text, printed) for text, _, printed in (line.partition("\t") for line in lines("used.txt"))]


@pytest.mark.parametrize(("text", "printed"), USED)
def test_what_teachers_use_goes_on_working(printer: Printer, text: str, printed: str) -> None:
    assert printed in printer.handout(text).markdown.replace("\\", "")


def test_a_unit_of_five_hundred_items_is_within_the_budget(press: Press, unit: Unit) -> None:
    terms = unit.vocabulary.terms
    many = tuple(
        dataclasses.replace(term, id=f"t{n}")  # type: ignore[arg-type]
        for n, term in zip(range(500), terms * 500, strict=False)
    )
    vocabulary = dataclasses.replace(unit.vocabulary, terms=many)
    filled = press.templates.fill(
        dataclasses.replace(unit, vocabulary=vocabulary),
        press.course(COURSE),
        press.labels("ko"),
        EDITIONS["teacher"],
    )
    assert sum(line.text.startswith("| ") for line in filled.sections["vocabulary"]) > 500
    assert press.templates.env.budget.steps > sandbox.STEPS // 2


# --- what is the teacher's

CARE = Text({"ko": "조심해서 다룰 것", "en": "with care"})
ARGUMENTS_OF_FILTERS = ("", "(1)", "('a')", "(attribute='minutes')", "('a', 'b')")
OPERATORS = "+ - * / // % ** ~ == != < > <= >= in and or".split()


def others(unit: Unit) -> Unit:
    """The unit with another value in each of the teacher's fields that the trials look at."""
    about = dataclasses.replace(unit.source.unit, minutes=7, care=None, aims=(CARE,))
    source = dataclasses.replace(unit.source, unit=about, ask=("one", "two"), allow={"x": "y"})  # type: ignore[dict-item]
    asked = tuple(
        dataclasses.replace(question, minutes=1, look_for=(), ask=("?",)) for question in unit.questions.questions
    )
    return dataclasses.replace(unit, source=source, questions=dataclasses.replace(unit.questions, questions=asked))


SECRETS = [
    "unit.source.unit.minutes",
    "unit.source.unit.care",
    "unit.source.unit.aims",
    "unit.source.ask",
    "unit.source.allow",
    "unit.questions.questions[0].look_for",
    "unit.questions.questions[0].minutes",
    "unit.questions.questions[0].ask",
]
USES = [
    *(f"x|{name}{given}" for name in Templates(()).env.filters for given in ARGUMENTS_OF_FILTERS),
    *(f"x is {name}{given}" for name in Templates(()).env.tests if name.isidentifier() for given in ("", "(1)")),
    *(f"x {operator} 3" for operator in OPERATORS),
    *(f"3 {operator} x" for operator in OPERATORS),
    *lines("uses.txt"),
]


def test_whatever_is_done_with_a_teachers_field_is_refused_or_the_same_for_every_value(press: Press) -> None:
    """Every filter, test and operator of Jinja's, and some calls, with every kind of field that is the teacher's."""
    unit, course, labels = press.unit(UNIT), press.course(COURSE), press.labels("ko")
    env, seen = press.templates.env, {"refused": 0, "the same": 0}
    contexts = [_context(one, course, labels, EDITIONS["student"]) for one in (unit, others(unit))]
    for use in USES:
        template = env.from_string(f"{{{{ {use} }}}}")
        for field in SECRETS:
            outcomes = []
            for context in some(contexts):
                x = value_of(context["unit"], field)
                assert isinstance(x, Withheld)
                env.budget = sandbox.Budget()
                try:
                    outcomes.append(template.render({**context, "x": x}))
                except Exception as error:  # noqa: BLE001 - each is a problem with a line to the teacher
                    outcomes.append(f"{type(error).__name__} {error}")
            assert outcomes[0] == outcomes[1], (use, field)
            seen["refused" if "Error" in outcomes[0] else "the same"] += 1
    assert seen["refused"] > 1500
    assert sum(seen.values()) == len(USES) * len(SECRETS) > 2500


def value_of(value: Any, path: str) -> Any:
    for step in path.removeprefix("unit.").replace("[0]", ".0").split("."):
        value = value[0] if step == "0" else getattr(value, step)
    return value


ON_LISTS = (
    "map(attribute='minutes')|list",
    "sum(attribute='minutes')",
    "sort(attribute='minutes')",
    "groupby('minutes')",
)


@pytest.mark.parametrize("use", ["x", "x + 1", "'%s' % x", "[x]|join", "x|length", "1 if x else 2", "x[::2]", "x == 3"])
@pytest.mark.parametrize("field", SECRETS)
def test_a_refused_use_names_field_file_and_line(printer: Printer, use: str, field: str) -> None:
    message = printer.refused(f"{{{{ {use.replace('x', field)} }}}}")
    assert "is for the teacher" in message
    assert field.rsplit(".", 1)[1] in message


@pytest.mark.parametrize("use", ON_LISTS)
def test_a_lists_secrets_stay_secret(printer: Printer, use: str) -> None:
    printer.refused(f"{{{{ unit.questions.questions|{use} }}}}")


def test_every_field_that_is_the_teachers_is_withheld_wherever_it_stands(unit: Unit) -> None:
    from courseware.handout import views

    found = dict(withheld(unit, views.of_unit(unit, student=True), "unit"))
    assert found.keys() >= {
        "unit.source.unit.minutes",
        "unit.questions.questions[0].look_for",
        "unit.actors.actors[0].ask",
    }
    assert all(isinstance(value, Withheld) for value in found.values())
    teachers = dict(withheld(unit, views.of_unit(unit, student=False), "unit"))
    assert not any(isinstance(value, Withheld) for value in teachers.values())


def withheld(noun: Any, view: Any, place: str) -> Iterator[tuple[str, Any]]:
    for spec in dataclasses.fields(noun):
        if spec.name in ("absent", "others", "places"):
            continue
        here, shown = f"{place}.{spec.name}", getattr(view, spec.name)
        value = getattr(noun, spec.name)
        if spec.name in secret_fields(type(noun)):
            yield here, shown
        elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            for n, inner in enumerate(value):
                yield from withheld(inner, shown[n], f"{here}[{n}]")
        elif dataclasses.is_dataclass(value) and not isinstance(value, When):
            yield from withheld(value, shown, here)


# --- the teacher's boxes

SECRET = "선생님만 아는 말"


@pytest.mark.parametrize(
    "text",
    [
        f"::: teacher\n{SECRET}\n:::",
        f"::: teacher\n::: box\n{SECRET}\n:::\n{SECRET}\n:::",
        f"1.  물음\n\n    ::: teacher\n    {SECRET}\n    :::\n",
        f"{{% if true %}}\n::: teacher\n{SECRET}\n:::\n{{% endif %}}",
        f"{{% for x in [1, 2] %}}\n::: teacher\n{SECRET} {{{{ x }}}}\n:::\n{{% endfor %}}",
        f"{{% macro m() %}}\n::: teacher\n{SECRET}\n:::\n{{% endmacro %}}\n{{{{ m() }}}}",
        "::: teacher\n{% for q in unit.questions.questions %}{{ q.minutes }} {% endfor +%}\n:::",
        "::: teacher\n{% if unit.source.unit.care %}\n" + SECRET + "\n{% else %}\n그밖\n{% endif %}\n:::",
        f"{{% set teacher = true %}}\n\n::: teacher\n{SECRET}\n:::",
        f":::: teacher\n{SECRET}\n::::",
        f":::teacher\n{SECRET}\n:::",
    ],
)
def test_a_teachers_box_is_not_even_filled_in_for_students(printer: Printer, text: str) -> None:
    student = printer.handout(text)
    assert SECRET not in student.markdown
    assert "::: teacher" not in student.markdown
    teacher = printer.handout(text, "teacher")
    assert SECRET in teacher.markdown or "unit." in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "{% if teacher %}\n::: teacher\n{% endif %}\n글\n:::",
            "begins in one branch of the template and ends in another",
        ),
        (
            "::: teacher\n{% if teacher %}\n글\n:::\n{% endif %}",
            "begins in one branch of the template and ends in another",
        ),
        ("{% if teacher %}\n::: teacher\n{% else %}\n글\n{% endif %}\n:::", "begins in one branch"),
        ("::: teacher\n글", "the box “::: teacher” is never closed"),
        ("::: teacher 글 :::", "words stand behind “::: teacher”"),
        ("::: teacher 글\n글\n:::", "words stand behind “::: teacher”"),
        ("- ::: teacher\n  글\n  :::", "a teacher's box begins behind other signs"),
        ("> ::: teacher\n> 글\n> :::", "a teacher's box begins behind other signs"),
        ("：：： teacher\n글\n：：：", "looks like the mark of a box"),
        (":: teacher\n글\n::", "looks like the mark of a box"),
        ("글 :: teacher", "looks like the mark of a box"),
        ("(teacher) :: 글 ::", "looks like the mark of a box"),
        ("- Teacher：： 글", "looks like the mark of a box"),
        ("글 ::: teacher 글 :::", "looks like the mark of a box"),
        ("| 가 |\n|---|\n| ::: teacher 글 ::: |", "a teacher's box begins behind other signs"),
        ("| 가 |\n|---|\n| :: teacher 글 :: |", "looks like the mark of a box"),
        (": teacher\n글\n:::", "closes a box that was never opened"),
        ("{{ t('::: teacher', '::: teacher') }}\n글\n{{ t(':::', ':::') }}", "looks like the mark of a box"),
        (": teacher\n글", "looks like the mark of a box"),
        ("{teacher}\n글", "looks like the mark of a box"),
        ("--- teacher\n글\n---", "looks like the mark of a box"),
        ("；；； teacher\n글", "looks like the mark of a box"),
        ("：：\n글", "looks like the mark of a box"),
        ("::: techer\n글\n:::", "there is no box called “techer”"),
        ("::: Teacher\n글\n:::", "there is no box called “Teacher”"),
        ("::: 교사\n글\n:::", "there is no box called “교사”"),
        ("::: box\n글\n：：：\n\n글\n", "the box “::: box” is never closed"),
    ],
)
@pytest.mark.parametrize("edition", ["student", "teacher"])
def test_what_looks_like_a_box_and_is_none_is_an_error(printer: Printer, text: str, message: str, edition: str) -> None:
    assert message in printer.refused(text, edition)


@pytest.mark.parametrize(
    "text", ["시간 12:30", "비율 3 : 2", "C\\::D", "\\::: teacher", "A::B", "<!-- ::: teacher -->", "`"[:0] + "에서::"]
)
def test_colons_that_are_no_mark_are_printed(printer: Printer, text: str) -> None:
    assert printer.handout(text).document.blocks


@pytest.mark.parametrize("words", [":: 말", "：：： teacher", "말 ::: 말", "：：말"])
def test_a_units_text_may_have_any_colons(printer: Printer, unit: Unit, words: str) -> None:
    about = dataclasses.replace(unit.source.unit, title=Text({"ko": words, "en": words}))
    mine = dataclasses.replace(unit, source=dataclasses.replace(unit.source, unit=about))
    made = printer.handout("{{ unit.title }}\n\n- {{ unit.title.en }}", unit=mine)
    assert [plain(text) for text in texts(made.document.blocks)][1:] == [words, words]


@pytest.mark.parametrize("text", ["{# 끝나지 않는 말", "{% raw %}{% raw %}", "*" * 6000, "{% if %}"])
def test_what_cannot_even_be_read_is_blamed_on_the_template(printer: Printer, text: str) -> None:
    with pytest.raises(CoursewareError) as caught:
        printer.handout(text)
    assert caught.value.problems[0].file == printer.file
