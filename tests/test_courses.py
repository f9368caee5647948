"""Courses: what course.yaml says, what it takes over, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware import checks
from courseware.course import courses
from courseware.errors import CoursewareError
from courseware.look.style import LOOKS
from tests.test_yaml_files import told

BASE = """
name: {ko: 바탕, en: Base}
languages: [ko, en]
sections: [background, actors]
paper: A4
margins: {top: 30, left: 25}
colors: {primary: "003366"}
"""


def folder(tmp_path: Path, **files: str) -> tuple[Path, ...]:
    for name, text in {"base": BASE, **files}.items():
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "course.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "base" / "handout.md").write_text("# x\n", encoding="utf-8")
    return (tmp_path,)


def complaint(folders: tuple[Path, ...], name: str) -> str:
    with pytest.raises(CoursewareError) as caught:
        courses.load(name, folders)
    return told(caught.value)


def test_a_course_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    own = 'extends: base\nname: {ko: 내 강좌, en: Mine}\nmargins: {top: 15}\ncolors: {accent: "770000"}\n'
    course = courses.load("mine", folder(tmp_path, mine=own))
    page, colors = course.style.page, course.style.colors
    assert course.name["en"] == "Mine"
    assert course.sections == ("background", "actors")
    assert (round(page.top / 72 * 25.4), round(page.left / 72 * 25.4)) == (15, 25)
    assert (colors.primary, colors.accent) == ("003366", "770000")
    assert course.template == "base/handout.md"


def test_a_handout_of_its_own_wins(tmp_path: Path) -> None:
    folders = folder(tmp_path, mine="extends: base\n")
    (tmp_path / "mine" / "handout.md").write_text("# mine\n", encoding="utf-8")
    assert courses.load("mine", folders).template == "mine/handout.md"


def test_the_first_folder_wins_file_by_file(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir(), own.mkdir()
    folder(shipped)
    folder(own, base=BASE.replace("Base", "Her base"))
    (own / "base" / "handout.md").unlink()
    course = courses.load("base", (own, shipped))
    assert (course.name["en"], course.template) == ("Her base", "base/handout.md")


def test_only_her_own_courses_are_built_once_she_has_some(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir(), own.mkdir()
    folder(shipped, other="extends: base\n")
    assert courses.names((own, shipped)) == ["base", "other"]
    (own / "base").mkdir()
    (own / "base" / "handout.md").write_text("# hers\n", encoding="utf-8")
    assert courses.names((own, shipped)) == ["base", "other"]
    (own / "mine").mkdir()
    (own / "mine" / "course.yaml").write_text("extends: other\n", encoding="utf-8")
    assert courses.names((own, shipped)) == ["base", "mine"]
    assert courses.load("mine", (own, shipped)).name["en"] == "Base"


def test_every_look_is_there_for_every_writer(tmp_path: Path) -> None:
    assert set(courses.load("base", folder(tmp_path)).style.looks) == set(LOOKS)


MISTAKES = {
    "papper: A4": "2: “papper” is not known here\n   → Did you mean “paper”?\n",
    "paper: A5": "2: paper: “A5” is not one of the choices here\n   → Known here: A4, B4, Letter.\n",
    'colors: {primary: "navy"}': "2: colors.primary: “navy” is not a color\n   → Write six digits in quotes",
    "sizes: {body: 90}": "2: sizes.body: 90.0 is out of range\n   → Choose from 6 to 36.",
    "sizes: {body: ten}": "2: sizes.body: “ten” is not a number\n   → Write digits only, without quotes.\n",
    "margins: {left: 90, right: 90}": "2: margins: the margins leave too little room for text\n   → Make them smaller.",
    'header: {left: {ko: "{corse}", en: x}}': "2: header.left.ko: “{corse}” means nothing in a header or footer",
    'footer: {left: {ko: "{page", en: x}}': "2: footer.left.ko: a “{” or “}” has no partner: {page\n",
    "sections: []": "2: sections: the list is empty\n   → Write at least one entry, or delete the line.",
    "formats: []": "2: formats: the list is empty",
    "sections: [actors, background, actors]": "2: sections[3]: “actors” stands in the list twice",
    "fonts: {body: Comic Papyrus}": "2: fonts.body: No font on this computer is called “Comic Papyrus”.",
    "fonts: {body: missing.ttf}": "There is no font file",
    "languages: [ko, en": "a bracket is opened and not closed",
    "name: {ko: 쓰기, 읽기, en: Writing}": "2: name: the comma before “읽기” ends the text: between braces it parts",
    "margins: {top: 2,5}": "2: margins: the comma before “5” ends the text: between braces it parts one entry from"
    " the next\n   → Write a number with a point",
    "colors: {primary: #1F3864}": "2: the text ends at “#”: YAML takes what follows for a comment\n   → Put",
    "colors:\n  primary: #1F3864": "3: colors.primary: the text ends at “#”",
    "extends： ir-seminar": "2: no space follows the colon behind “extends”",
    "header: {left: {ko: 쪽 1,000, en: x}}": "2: header.left: the comma before “000” ends the text",
    "name: {ko: 쓰기}": "2: name: the text in “en” is missing\n   → Add a line “en: …” here.",
    "footer: {right: {en: x}}": "2: footer.right: the text in “ko” is missing",
}


@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistake_in_a_course_is_named(tmp_path: Path, line: str) -> None:
    assert MISTAKES[line] in complaint(folder(tmp_path, mine=f"extends: base\n{line}\n"), "mine")


def test_a_course_that_nobody_knows(tmp_path: Path) -> None:
    assert complaint(folder(tmp_path, mine="extends: bace\n"), "mine") == (
        "1: extends: there is no course “bace”\n   → Did you mean “base”?\n"
    )


def test_a_mistake_that_is_taken_over_is_named_where_it_stands(tmp_path: Path) -> None:
    folders = folder(tmp_path, base=BASE + "sizes: {body: 90}\n", mine="extends: base\nsizes: {leading: 2}\n")
    with pytest.raises(CoursewareError) as caught:
        courses.load("mine", folders)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (tmp_path / "base" / "course.yaml", 8)


def test_courses_that_extend_each_other_in_a_circle(tmp_path: Path) -> None:
    assert "circle" in complaint(folder(tmp_path, a="extends: b\n", b="extends: a\n"), "a")


def test_a_course_on_its_own_says_what_it_needs(tmp_path: Path) -> None:
    text = complaint(folder(tmp_path, mine="paper: A4\n"), "mine")
    assert "“name” is missing" in text
    assert "“sections” is missing" in text


def test_a_pale_colour_is_a_warning(tmp_path: Path) -> None:
    course = courses.load("mine", folder(tmp_path, mine='extends: base\ncolors: {muted: "AAAAAA"}\n'))
    found = checks.course_problems(course)
    assert [(problem.field, problem.level) for problem in found] == [("colors.muted", "warning")]
    assert checks.course_problems(courses.load("base", folder(tmp_path))) == []


def test_a_long_chain_of_courses_is_refused_soon(tmp_path: Path) -> None:
    chain = {f"c{n}": f"extends: c{n + 1}\n" for n in range(12)}
    with pytest.raises(CoursewareError, match="more than 10 courses extend each other"):
        courses.load("c0", folder(tmp_path, **chain))


def test_a_course_of_one_language_needs_no_text_of_the_other(tmp_path: Path) -> None:
    own = "extends: base\nlanguages: [ko]\nname: {ko: 우리말}\nfooter: {left: {ko: 발}}\n"
    course = courses.load("mine", folder(tmp_path, mine=own))
    assert (dict(course.name), course.footer.left and dict(course.footer.left)) == ({"ko": "우리말"}, {"ko": "발"})


@pytest.mark.parametrize("line", ["header: {}", 'header: {left: "", right: ""}', 'header: {left: {ko: "", en: ""}}'])
def test_a_header_may_be_empty_whatever_the_course_has_that_is_extended(tmp_path: Path, line: str) -> None:
    base = BASE + "header: {left: {ko: 위, en: Head}}\n"
    header = courses.load("mine", folder(tmp_path, base=base, mine=f"extends: base\n{line}\n")).header
    assert not any(any(side.values()) for side in (header.left, header.right) if side)
