"""A unit may do without any of its modules: it is loaded, checked, drafted, built and passed on, and asking says so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from courseware import checks
from courseware.build.press import Job, Press, Selection, build
from courseware.build.review import review
from courseware.checks.reading import figures
from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.document.blocks import Document, Heading, Table, plain, texts, walk
from courseware.errors import CoursewareError
from courseware.handout.proof import Proof
from courseware.unit import seeds
from courseware.unit.modules import MODULES
from courseware.unit.schema import unit_schemas
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some
from tests.test_handouts import BY_FORMAT, COURSES, HANDOUTS
from tests.test_yaml_files import told

OPTIONAL = [name for name, module in MODULES.items() if module.optional]
SUBSETS = [left_out for count in range(7) for left_out in combinations(OPTIONAL, count)]
SMALL = ROOT / "benchmarks" / "hostile" / "small" / "seeds" / "ferry"
SECTIONS = {
    "questions": {"questions", "discussion"},
    "quotes": {"quotations"},
    "vocabulary": {"vocabulary", "glossary"},
}
"""What the sections of the two courses are called, where that is not the module's name."""


def without(folder: Path, *names: str) -> Path:
    """A unit without some of its files, and without what points to them."""
    for name in names:
        (folder / MODULES[name].file).unlink()
    quotes = folder / "quotes.yaml"
    if "actors" in names and quotes.exists():
        lines = quotes.read_text(encoding="utf-8").splitlines(keepends=True)
        quotes.write_text("".join(line for line in lines if not line.startswith("    actor: ")), encoding="utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "en") -> tuple[int, str, str]:
    code = commands.run(arguments, speech(lang, (ROOT / "locales",)))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def here(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(space.root)
    return space


# --- loaded and checked


def test_the_source_alone_is_needed() -> None:
    assert OPTIONAL == ["background", "actors", "timeline", "quotes", "questions", "vocabulary"]
    assert len(SUBSETS) == 64


@pytest.mark.parametrize("left_out", SUBSETS, ids=lambda names: "-".join(names) or "none")
def test_every_choice_of_modules_is_loaded_and_checked(left_out: tuple[str, ...], tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL, tmp_path / "ferry")
    before = seeds.load(folder)
    text = seeds.article.parse((SMALL.parent.parent / "article.txt").read_text(encoding="utf-8"), Path("article.txt"))
    unit = seeds.load(without(folder, *left_out))
    assert set(unit.contents) == {*MODULES} - {*left_out}
    assert unit.absent == {*left_out}
    known, found = (checks.unit_problems(each, {"en": text}) for each in (before, unit))
    assert {problem.rule for problem in found} <= {problem.rule for problem in known}
    assert not unit.is_open
    assert {*figures(unit)} <= {"ko", "en"}
    Proof(unit).prove(["nothing of hers"], ())


def test_whom_a_quotation_names_needs_a_list_of_actors(space: Workspace) -> None:
    (space.unit(UNIT) / "actors.yaml").unlink()
    problems = Press(space).unit_problems(UNIT)
    named = [problem for problem in problems if problem.rule == "references-exist"]
    assert [(problem.values["id"], problem.line) for problem in named][:2] == [("putin", 15), ("putin", 30)]
    assert all("the unit has no actors.yaml" in problem.message for problem in some(named))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("vocabluary.yaml", "vocabulary"),
        ("timeline.yml", "timeline"),
        ("Actors.YAML", "actors"),
        ("quotes.yaml.txt", "quotes"),
        ("questions (1).yaml", "questions"),
    ],
)
def test_a_misspelt_file_is_not_taken_for_none(space: Workspace, name: str, meant: str) -> None:
    folder = space.unit(UNIT)
    (folder / f"{meant}.yaml").rename(folder / name)
    with pytest.raises(CoursewareError) as caught:
        seeds.load(folder)
    (problem,) = caught.value.problems
    assert problem.file == folder / name
    assert f"the unit has no {meant}.yaml, and “{name}” is not read" in told(caught.value)
    assert f"Call it {meant}.yaml" in told(caught.value)


@pytest.mark.parametrize("name", ["_timeline.yaml", "timeline.yaml.bak", "timeline.old.yaml", "ferries.yaml"])
def test_a_file_of_another_kind_may_lie_there(space: Workspace, name: str) -> None:
    folder = space.unit(UNIT)
    (folder / "timeline.yaml").rename(folder / name)
    assert seeds.load(folder).absent == {"timeline"}


def test_beside_a_whole_unit_any_file_may_lie(space: Workspace) -> None:
    folder = space.unit(UNIT)
    shutil.copy(folder / "timeline.yaml", folder / "timelines.yaml")
    assert not seeds.load(folder).absent


def test_an_empty_file_is_a_mistake_and_may_be_deleted(space: Workspace) -> None:
    (space.unit(UNIT) / "timeline.yaml").write_text("", encoding="utf-8")
    with pytest.raises(CoursewareError) as caught:
        seeds.load(space.unit(UNIT))
    assert told(caught.value).splitlines()[-1].endswith("Write it, or delete the file.")


def test_an_empty_source_is_a_mistake_and_may_not(space: Workspace) -> None:
    (space.unit(UNIT) / "source.yaml").write_text("", encoding="utf-8")
    with pytest.raises(CoursewareError) as caught:
        seeds.load(space.unit(UNIT))
    assert "copy it from another unit" in told(caught.value)


def test_a_link_that_leads_nowhere_is_no_absent_file(space: Workspace) -> None:
    path = space.unit(UNIT) / "timeline.yaml"
    path.unlink()
    path.symlink_to("nowhere.yaml")
    with pytest.raises(CoursewareError) as caught:
        seeds.load(space.unit(UNIT))
    assert "the file is missing" in told(caught.value)


def test_the_schemas_are_those_of_every_module() -> None:
    assert {*unit_schemas()} == {*MODULES}


# --- made into handouts


def bare(document: Document) -> Iterator[str]:
    """What has nothing behind it: a heading, a table, a label."""
    blocks = document.blocks
    for block, behind in pairwise([*blocks, None]):
        ended = behind is None or (
            isinstance(behind, Heading) and isinstance(block, Heading) and behind.level <= block.level
        )
        if isinstance(block, Heading) and block.level > 1 and ended:
            yield plain(block.text)
    yield from ("a table" for block in walk(blocks) if isinstance(block, Table) and not block.rows)
    for text in map(plain, texts(blocks)):
        if text.rstrip().endswith((":", "·", "→")):
            yield text


@pytest.mark.parametrize("left_out", OPTIONAL)
def test_the_section_of_an_absent_module_leaves_nothing_behind(space: Workspace, left_out: str) -> None:
    whole, press = Press(space), Press(space)
    jobs = [Job(UNIT, *job, "pdf") for job in HANDOUTS]
    before = {job: whole.handout(job) for job in jobs}
    without(space.unit(UNIT), left_out)
    for job in some(jobs):
        made = press.handout(job)
        assert not list(bare(made.document)), job
        gone = [note.values["section"] for note in made.notes]
        assert {*gone} <= SECTIONS.get(left_out, {left_out})
        assert len(gone) == 1
        titles = [plain(block.text) for block in before[job].document.blocks if isinstance(block, Heading)]
        left = [plain(block.text) for block in made.document.blocks if isinstance(block, Heading)]
        assert [title for title in titles if title in left] == left
        assert len([b for b in before[job].document.blocks if isinstance(b, Heading) and b.level == 2]) == 1 + len(
            [b for b in made.document.blocks if isinstance(b, Heading) and b.level == 2]
        )


def test_of_the_source_alone_every_handout_is_made(space: Workspace) -> None:
    without(space.unit(UNIT), *OPTIONAL)
    press = Press(space)
    results = list(build(press, press.jobs(Selection())[0], space.output))
    assert {result.status for result in results} == {"written"}
    for course, lang, edition in HANDOUTS:
        handout = press.handout(Job(UNIT, course, lang, edition, "pdf"))
        assert not list(bare(handout.document))
        assert len(handout.notes) == 6


@pytest.mark.slow
@pytest.mark.parametrize("left_out", OPTIONAL)
def test_each_format_is_made_and_shows_the_words_of_the_blocks(space: Workspace, left_out: str) -> None:
    without(space.unit(UNIT), left_out)
    press = Press(space)
    for job in some(press.jobs(Selection(courses=COURSES))[0]):
        data, _ = press.write(job)
        wanted = " ".join(plain(text) for text in texts(press.handout(job).document.blocks)).split()
        assert " ".join(BY_FORMAT[job.format](data)).split() == wanted, job


def test_at_a_glance_speaks_of_no_questions_where_there_are_none(space: Workspace) -> None:
    without(space.unit(UNIT), "questions")
    words = Press(space).handout(Job(UNIT, "korean-reading", "en", "teacher", "pdf")).markdown
    assert "about 270 min\n" in words
    assert "questions alone" not in words


def test_build_says_once_what_is_left_out_and_ends_well(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    without(here.unit(UNIT), "timeline")
    code, out, err = run(capsys, "build", UNIT)
    assert code == commands.FINE
    assert "16 of 16 handouts are ready" in out
    notes = [line for line in err.splitlines() if line.startswith("note:")]
    assert notes == [
        f"note: templates/{course}/course.yaml:{line} · sections[{n}]: the section “timeline” is left out: "
        f"the unit “{UNIT}” has no timeline.yaml"
        for course, line, n in (("ir-seminar", 18, 3), ("korean-reading", 21, 6))
    ]
    assert err.count("To have it, write timeline.yaml") == 2


def test_check_and_show_say_it_too(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    without(here.unit(UNIT), "timeline")
    code, out, err = run(capsys, "check", UNIT)
    assert code == commands.FINE
    assert err.count("the section “timeline” is left out") == 2
    assert "Everything that a machine can check is in order" in out
    code, out, err = run(capsys, "show", UNIT, "-c", "ir-seminar", "-l", "en", lang="ko")
    assert code == commands.FINE
    assert "Timeline" not in out
    assert "timeline.yaml이 없습니다" in err


def test_a_section_that_nobody_asks_for_is_not_spoken_of(space: Workspace) -> None:
    without(space.unit(UNIT), "timeline")
    edit(space.root / "templates" / "ir-seminar" / "course.yaml", "  - timeline\n", "")
    assert not Press(space).handout(Job(UNIT, "ir-seminar", "en", "student", "pdf")).notes


# --- asked for by a template of hers


def template(space: Workspace, old: str, new: str) -> Path:
    path = space.root / "templates" / "ir-seminar" / "handout.md"
    edit(path, old, new)
    return path


def problem_of(space: Workspace, edition: str = "student") -> tuple[str, str, int | None]:
    with pytest.raises(CoursewareError) as caught:
        Press(space).handout(Job(UNIT, "ir-seminar", "en", edition, "pdf"))
    (problem,) = caught.value.problems
    assert problem.file
    return told(caught.value), problem.file.name, problem.line


HEAD, SOURCE = "{{ name_line() }}\n", "{{ source_card(unit.article) }}\n"


@pytest.mark.parametrize(
    ("place", "use"),
    [
        (HEAD, "{{ unit.timeline.events | length }}"),
        (HEAD, '{{ unit["timeline"].events | length }}'),
        (HEAD, "{{ unit.timeline }}"),
        (HEAD, "{% for event in unit.timeline.events %}{{ event.text }}{% endfor %}"),
        (HEAD, "{% if unit.timeline.events %}x{% endif %}"),
        (HEAD, '{{ unit.timeline["first"].text }}'),
        (SOURCE, "See {{ unit.timeline.events | length }} dates."),
        (SOURCE, "{{ timeline_table(unit.timeline.events | list) }}"),
    ],
)
def test_what_cannot_be_left_out_is_named_with_its_line(space: Workspace, place: str, use: str) -> None:
    """Before the sections, or in one that prints from other modules, too."""
    without(space.unit(UNIT), "timeline")
    path = template(space, place, f"{place}{use}\n")
    said, file, line = problem_of(space)
    assert "the unit has no timeline.yaml" in said
    assert "Ask first: {% if unit.timeline %} … {% endif %}." in said
    assert file == path.name
    assert line == path.read_text(encoding="utf-8").splitlines().index(use) + 1


@pytest.mark.parametrize("test", ["unit.timeline", "unit.timeline is defined", "not not unit.timeline"])
def test_a_template_may_ask_whether_there_is_a_module(space: Workspace, test: str) -> None:
    job = Job(UNIT, "ir-seminar", "en", "student", "pdf")
    use = f"{{% if {test} %}}{{{{ unit.timeline.events | length }}}} dates{{% else %}}No dates{{% endif +%}}\n"
    template(space, SOURCE, f"{SOURCE}{use}")
    assert "14 dates" in Press(space).handout(job).markdown
    without(space.unit(UNIT), "timeline")
    assert "No dates" in Press(space).handout(job).markdown


def test_a_name_that_is_no_module_is_still_refused_wherever_it_is_asked(space: Workspace) -> None:
    template(space, HEAD, f"{HEAD}{{% if unit.timelin %}}x{{% endif %}}\n")
    said, _, line = problem_of(space)
    assert "the template asks for “timelin”" in said
    assert "Did you mean “timeline”?" in said
    assert line == 10


def test_a_macro_of_hers_may_ask_for_the_module_itself(space: Workspace) -> None:
    """The section is left out though it names no module."""
    without(space.unit(UNIT), "timeline")
    macros = space.root / "templates" / "_shared" / "hers.md"
    macros.write_text("{% macro dates_of_all() %}{{ timeline_table(unit.timeline.events) }}{% endmacro %}\n")
    template(space, "{{ timeline_table(unit.timeline.events) }}", "{{ dates_of_all() }}")
    made = Press(space).handout(Job(UNIT, "ir-seminar", "en", "student", "pdf"))
    assert [note.values["section"] for note in made.notes] == ["timeline"]


def test_what_stands_behind_a_section_that_is_left_out_is_filled(space: Workspace) -> None:
    """In a branch of the template, too, and with what the section before it has set."""
    template(space, "<!-- section: timeline -->", "{% set before = 7 %}\n{% if lang %}\n<!-- section: timeline -->")
    template(space, "<!-- section: discussion -->", "{% endif %}\n<!-- section: discussion -->\nSeen: {{ before }}\n")
    job = Job(UNIT, "ir-seminar", "en", "student", "pdf")
    whole = Press(space).handout(job).markdown
    without(space.unit(UNIT), "timeline")
    made = Press(space).handout(job)
    assert "Seen: 7" in whole
    assert "Seen: 7" in made.markdown
    assert [note.values["section"] for note in made.notes] == ["timeline"]
    lines, left = (list(filter(None, text.splitlines())) for text in (whole, made.markdown))
    assert left == lines[: lines.index("## Timeline")] + lines[lines.index("Seen: 7") :]


# --- drafted


@pytest.fixture
def ferry(here: Workspace, capsys: pytest.CaptureFixture[str]) -> Path:
    """A unit that begins with an article, and of which nothing but its source is left."""
    run(capsys, "new", "unit", "ferry", "--from", str(ROOT / "docs" / "examples" / "ferry.txt"))
    return without(here.unit("ferry"), *OPTIONAL)


def test_draft_brings_no_file_back_that_is_absent(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.name for path in ferry.iterdir())
    code, out, _ = run(capsys, "draft", "ferry")
    assert code == commands.FINE
    for module in ("actors", "timeline", "quotes", "vocabulary"):
        assert f"seeds/ferry/{module}.yaml is not there; --module {module} makes it." in out
    assert "has all that is certain" not in out
    assert sorted(path.name for path in ferry.iterdir()) == before


def test_draft_makes_the_absent_files_that_are_asked_for(
    here: Workspace, ferry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [part for module in ("actors", "timeline", "quotes", "vocabulary") for part in ("-m", module)]
    code, out, _ = run(capsys, "draft", "ferry", *asked)
    assert code == commands.FINE
    assert "seeds/ferry/actors.yaml: 7 added" in out
    assert "written\tseeds/ferry/vocabulary.yaml" in out
    made = {path.name: path.read_bytes() for path in ferry.iterdir()}
    run(capsys, "new", "unit", "other", "--from", str(ROOT / "docs" / "examples" / "ferry.txt"))
    run(capsys, "draft", "other")
    new = {path.name: path.read_bytes() for path in here.unit("other").iterdir()}
    assert made == {name: data for name, data in new.items() if name not in ("background.yaml", "questions.yaml")}


def test_a_term_makes_the_vocabulary(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "draft", "ferry", "--term", "ferry", "-m", "quotes")
    assert code == commands.FINE
    assert "seeds/ferry/vocabulary.yaml: 1 added" in out
    quotes = (ferry / "quotes.yaml").read_text(encoding="utf-8")
    assert "verbatim: en" in quotes
    assert "\n    actor:" not in quotes  # there is no list of actors to point to


def test_a_new_vocabulary_says_where_the_original_is_as_the_source_says_it(
    ferry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "한국어 원문은 영문 기사에 연결되어 있다."
    edit(ferry / "source.yaml", said, "도서관에 있다.")
    code, _, err = run(capsys, "draft", "ferry", "-m", "vocabulary")
    assert code == commands.FINE, err
    text = (ferry / "vocabulary.yaml").read_text(encoding="utf-8")
    assert "original:\n  ko: 도서관에 있다.\n  en: The Korean original is linked from the English article.\n" in text


# --- passed on


def test_a_unit_is_packed_and_added_with_what_it_has(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    without(here.unit(UNIT), "quotes", "timeline")
    assert run(capsys, "pack", UNIT, "-o", "mine.courseware.zip")[0] == commands.FINE
    assert run(capsys, "add", "mine.courseware.zip", "--as", "theirs", "--yes")[0] == commands.FINE
    assert seeds.load(here.unit("theirs")).absent == {"quotes", "timeline"}
    assert not [problem for problem in review(Press(here), ("theirs",), ()).problems if problem.level == "error"]


def test_list_and_the_state_of_handouts_follow(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "build", UNIT, "-c", "ir-seminar", "-l", "en")
    without(here.unit(UNIT), "timeline")
    _, out, _ = run(capsys, "list")
    assert "The Pyongyang Summit" in out
    assert "4 out of date" in out
