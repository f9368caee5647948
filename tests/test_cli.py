"""The command line: both languages, exit codes, no traceback, and every command in the docs."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from courseware.build import press as building
from courseware.cli import commands, draft
from courseware.cli.speech import LANGUAGES, chosen_language, speech
from courseware.drafting import wording
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some
from tests.word_files import sheet, styles, word_file


def courseware(capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "en") -> tuple[int, str]:
    """The exit code, and all that was printed."""
    code = commands.run(list(arguments), speech(lang, (ROOT / "locales",)))
    captured = capsys.readouterr()
    return code, captured.out + captured.err


@pytest.fixture
def here(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(space.root)
    return space


def every_command() -> dict[str, click.Command]:
    group = commands.command(speech("en", (ROOT / "locales",)))
    found = dict(group.commands)
    new = found.pop("new")
    assert isinstance(new, click.Group)
    return found | {f"new {name}": command for name, command in new.commands.items()}


# --- help and docs


@pytest.mark.parametrize("name", every_command())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_has_help_with_examples_in_both_languages(
    capsys: pytest.CaptureFixture[str], name: str, lang: str
) -> None:
    code, text = courseware(capsys, *name.split(), "--help", lang=lang)
    assert code == commands.FINE
    assert f"courseware {name.split()[0]}" in text
    assert {"en": "Examples:", "ko": "예:"}[lang] in text
    options = [option for option in every_command()[name].params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_korean_help_is_korean_throughout(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("", *every_command()):
        _, text = courseware(capsys, *name.split(), "--help", lang="ko")
        prose = re.sub(
            r"(?m)^ +courseware .*$|courseware|--?[\w-]+|\[[^\]]*\]|[A-Z]{2,}|\S*\.\w+|output/|bash|zsh|fish", "", text
        )
        assert not re.search(r"[A-Za-z]{4,} [A-Za-z]{2,}", prose), prose


def test_a_file_that_is_not_there_is_named_in_korean(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = courseware(capsys, "new", "unit", "ferry", "--from", "no-such-file.txt", lang="ko")
    assert "존재하지 않는 파일입니다" in text


@pytest.mark.parametrize("page", ["docs/commands.md", "docs/commands.ko.md"])
def test_every_command_and_option_is_documented(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for name, command in some(every_command().items()):
        assert f"courseware {name}" in text, name
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert [option.opts for option in options if max(option.opts, key=len) not in text] == [], name


# --- language


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ko_KR.UTF-8"}, "ko"),
        ([], {"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        (["build", "--ui-lang", "ko"], {}, "ko"),
        (["--ui-lang=en", "build"], {"LANG": "ko_KR.UTF-8"}, "en"),
        (["--ui-lang", "kr"], {}, "ko"),
        (["--ui-lang", "한국어"], {}, "ko"),
        (["--ui-lang=English"], {"LANG": "ko_KR.UTF-8"}, "en"),
        (["--ui-lang", "fr"], {"LANG": "ko_KR.UTF-8"}, "ko"),
    ],
)
def test_the_terminal_speaks_the_users_language(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    assert chosen_language(arguments, environment)[0] == expected


def test_the_language_may_be_asked_for_anywhere(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--ui-lang", "ko", "list"], ["list", "--ui-lang", "ko"], ["new", "unit", "x", "--ui-lang=ko"]):
        with pytest.raises(SystemExit) as stopped:
            commands.main(arguments)
        assert stopped.value.code == commands.FINE
        assert re.search("[가-힣]{3}", capsys.readouterr().out)


# --- exit codes and messages


@pytest.mark.parametrize(
    ("arguments", "korean"),
    [
        (["bild"], "bild"),
        (["build", "--langg", "ko"], "--langg"),
        (["build", "--lang", "fr"], "fr"),
        (["build", "pyongyang-sumit-2024"], "pyongyang-summit-2024"),
        (["build", "--course", "ir-semina"], "ir-seminar"),
        (["build", "--keep-edited", "--overwrite"], "--overwrite"),
        (["show", UNIT], "--course"),
        (["new", "course", "x"], "--like"),
        (["init"], ""),
        (["completion", "tcsh"], "tcsh"),
        (["list", "extra"], "extra"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_in_both_languages(
    here: Workspace, capsys: pytest.CaptureFixture[str], arguments: list[str], korean: str
) -> None:
    for lang in LANGUAGES:
        code, text = courseware(capsys, *arguments, lang=lang)
        assert code == commands.USAGE
        assert korean in text
        assert "Traceback" not in text
        assert bool(re.search("[가-힣]{2}", text)) == (lang == "ko")


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = courseware(capsys)
    assert code == commands.USAGE
    assert "build" in text


def test_problems_exit_1_with_file_line_and_remedy(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here.unit(UNIT) / "actors.yaml", "kind: person", "kind: persn")
    for arguments in (["build", "-t", "docx"], ["check"]):
        code, text = courseware(capsys, *arguments)
        assert code == commands.PROBLEMS
        assert re.search(
            r"error: seeds/pyongyang-summit-2024/actors.yaml:\d+ · actors\.[\w-]+\.kind: “persn” is not one", text
        )
        assert "→ Did you mean “person”?" in text
        code, text = courseware(capsys, *arguments, lang="ko")
        assert "오류: seeds/" in text


def test_outside_a_workspace_it_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, text = courseware(capsys, "build")
    assert code == commands.PROBLEMS
    assert "courseware init" in text


def test_what_nobody_foresaw_is_told_in_a_sentence_that_names_the_command(
    here: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(building.Press, "jobs", broken)
    code, text = courseware(capsys, "build")
    assert code == commands.PROBLEMS
    assert text.startswith("error: “courseware build” stops at something that nobody foresaw (RuntimeError: boom)")
    assert "Name one unit and one course at a time" in text
    assert "Traceback" not in text


def test_ctrl_c_ends_cleanly(
    here: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building.Press, "write", stopped)
    code, text = courseware(capsys, "build")
    assert code == commands.PROBLEMS
    assert "nothing is half-written" in text
    assert not list(here.output.rglob("*.part")) if here.output.exists() else True


# --- what commands do


def test_build_says_what_was_written_and_how_many_sheets(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = courseware(capsys, "build", "-c", "ir-seminar", "-l", "en", "-e", "student")
    assert code == commands.FINE
    assert f"written\toutput/ir-seminar/{UNIT}/{UNIT}.en.student.pdf" in text
    pages, sheets = re.search(r"\.pdf  (\d+) pages", text), re.search(r"takes (\d+) sheets", text)
    assert pages is not None
    assert sheets is not None
    assert int(sheets[1]) == (int(pages[1]) + 1) // 2


def test_build_says_that_letters_of_a_word_file_could_not_be_seen(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    white = sheet("paragraph", "heading 1", properties='<w:color w:val="FFFFFF"/>')
    folder = here.root / "templates" / "ir-seminar"
    (folder / "reference.docx").write_bytes(word_file(styles=styles(white)))
    for command in (("build", "-c", "ir-seminar", "-l", "en", "-e", "student", "-t", "docx"), ("check",)):
        code, text = courseware(capsys, *command)
        assert code == commands.FINE
        assert "letters that could hardly be seen take the color of the text (Heading 1) [word-file]" in text


def test_build_names_both_ways_out_for_an_edited_file(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    some = ("build", "-c", "ir-seminar", "-l", "en", "-t", "docx")
    courseware(capsys, *some)
    path = here.output / "ir-seminar" / UNIT / f"{UNIT}.en.student.docx"
    path.write_bytes(b"hers")
    code, text = courseware(capsys, *some)
    assert code == commands.PROBLEMS
    assert "--keep-edited" in text
    assert "--overwrite" in text
    assert courseware(capsys, *some, "--keep-edited")[0] == commands.FINE
    assert courseware(capsys, *some, "--overwrite")[0] == commands.FINE


def test_build_writes_where_it_is_told(here: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "인쇄물 폴더"
    code, _ = courseware(
        capsys, "build", "-c", "ir-seminar", "-l", "en", "-e", "student", "-t", "docx", "--out", str(target)
    )
    assert code == commands.FINE
    assert (target / "ir-seminar" / UNIT / f"{UNIT}.en.student.docx").exists()


def test_check_is_content_with_the_sample_and_says_what_it_cannot_judge(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = courseware(capsys, "check")
    assert code == commands.FINE, text
    assert re.search(r"\d+ words quoted, 4\.8 % of the article", text)
    assert "you know better" in text


def test_check_finds_what_only_making_the_handouts_shows(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here.unit(UNIT) / "background.yaml", "북한과 러시아의", "ꙮ 북한과 러시아의")
    code, text = courseware(capsys, "check", UNIT)
    assert code == commands.PROBLEMS
    assert "ꙮ" in text


def in_course(here: Workspace, name: str, text: str) -> None:
    (here.root / "templates" / name).mkdir()
    (here.root / "templates" / name / "course.yaml").write_text(f"extends: ir-seminar\n{text}\n", encoding="utf-8")


def test_check_of_a_unit_speaks_of_it_alone(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(here.unit(UNIT), here.seeds / "other")
    edit(here.unit("other") / "actors.yaml", "kind: person", "kind: persn")
    code, text = courseware(capsys, "check", UNIT)
    assert (code, "persn" in text) == (commands.FINE, False)
    assert "seeds/other/actors.yaml" in courseware(capsys, "check")[1]


def test_check_of_a_unit_speaks_of_no_course_that_has_none_of_its_languages(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(here.unit(UNIT) / "source.yaml", "languages: [ko, en]", "languages: [en]")
    for lang in LANGUAGES:
        in_course(here, f"pale-{lang}", f'languages: [{lang}]\ncolors: {{primary: "EEEEEE"}}')
    texts = [courseware(capsys, "check", *units)[1] for units in ((UNIT,), ())]
    assert ["templates/pale-ko/course.yaml" in text for text in texts] == [False, True]
    assert ["templates/pale-en/course.yaml" in text for text in texts] == [True, True]


def test_check_of_a_course_speaks_of_no_other(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    in_course(here, "pale", 'colors: {primary: "EEEEEE"}')
    assert "pale" in courseware(capsys, "check", UNIT)[1]
    assert "pale" not in courseware(capsys, "check", UNIT, "-c", "ir-seminar")[1]
    assert courseware(capsys, "check", "-c", "nowhere")[0] == commands.USAGE


DRAFTED = {
    "en": "Open points in seeds/ferry:\n  file             points  first line\n",
    "ko": "seeds/ferry 폴더에서 아직 채우거나 정할 곳:\n  파일             남은 곳  첫 줄\n",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("columns", ["80", "40"])
def test_check_of_a_fresh_draft_begins_with_a_table_of_open_points(
    here: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    courseware(capsys, "new", "unit", "ferry", "--from", str(ROOT / "docs" / "examples" / "ferry.txt"))
    courseware(capsys, "draft", "ferry")
    before, title, after = courseware(capsys, "check", "ferry", lang=lang)[1].partition(DRAFTED[lang])
    table, _, rest = after.partition("\n\n")
    rows = [line.split() for line in table.splitlines()]
    assert title
    assert "actors.yaml" not in before
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    for file, points, first in rows:
        lines = re.findall(rf"seeds/ferry/{re.escape(file)}:(\d+) .*\[nothing-open\]", rest)
        assert (len(lines), lines[0]) == (int(points), first)
    assert sum(int(points) for _, points, _ in rows) == rest.count("[nothing-open]")
    widths = {sum(2 if "가" <= char <= "힣" else 1 for char in line) for line in (title + table).splitlines()[1:]}
    assert len(widths) == 1
    assert max(widths) <= 40


def test_check_of_a_unit_that_was_just_begun_counts_its_blanks(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    courseware(capsys, "new", "unit", "bare")
    text = courseware(capsys, "check", "bare")[1]
    assert "Open points in seeds/bare:\n" in text
    points = re.findall(r"(?m)^  \w+\.yaml +(\d+) +\d+$", text)
    assert sum(map(int, points)) == text.count("the text is empty") > 40


def test_what_is_finished_has_no_table(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Open points" not in courseware(capsys, "check")[1]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_the_table_is_for_people(here: Workspace, capsys: pytest.CaptureFixture[str], form: str) -> None:
    courseware(capsys, "new", "unit", "bare")
    assert json.loads(courseware(capsys, "check", "bare", "--format", form)[1])


def test_init_new_unit_and_new_course_work_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert courseware(capsys, "init", "나의 수업")[0] == commands.FINE
    assert courseware(capsys, "init", "나의 수업")[0] == commands.PROBLEMS
    monkeypatch.chdir(tmp_path / "나의 수업")
    assert courseware(capsys, "new", "unit", "housing-2026")[0] == commands.FINE
    code, text = courseware(capsys, "check", "housing-2026")
    assert code == commands.PROBLEMS
    problems = [line for line in text.splitlines() if line.startswith("error: ")]
    assert len(problems) > 50
    assert all(
        line.endswith(("the text is empty", "“” is neither a day nor a time with its zone")) for line in problems
    )
    assert courseware(capsys, "new", "unit", "housing-2026")[0] == commands.PROBLEMS
    assert courseware(capsys, "new", "unit", "Housing 2026")[0] == commands.PROBLEMS
    assert courseware(capsys, "new", "course", "tuesday", "--like", "korean-reading")[0] == commands.FINE
    code, text = courseware(capsys, "build", UNIT, "-c", "tuesday", "-l", "ko", "-e", "student", "-t", "docx")
    assert (code, "1 of 1" in text) == (commands.FINE, True)


KOREAN = """해안시, 밤배 다시 띄운다

입력 2026-03-03 09:00

해안시는 주민 요청에 따라 밤배를 다시 띄우기로 했다고 3일 밝혔다. 밤배는 섬 주민이 병원에 갈 때 필요하다.

주민들은 밤배 요금을 걱정한다. 해안시는 요금을 주민과 의논하겠다고 했다. 병원은 밤배를 반겼다.
"""


@pytest.mark.parametrize("helped", [False, True])
def test_the_package_for_korean_nouns_goes_to_the_python_that_runs_the_program(
    here: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, helped: bool
) -> None:
    monkeypatch.setattr(wording, "guesses", lambda lang: lang == "ko" and not helped)
    monkeypatch.setattr(sys, "executable", "/Users/Kim Minji/env/bin/python")
    (here.root / "ko.txt").write_text(KOREAN, encoding="utf-8")
    for name, file in (("mine", "ko.txt"), ("ferry", str(ROOT / "docs" / "examples" / "ferry.txt"))):
        assert courseware(capsys, "new", "unit", name, "--from", file)[0] == commands.FINE
    told = courseware(capsys, "draft", "mine")[1]
    assert ("  '/Users/Kim Minji/env/bin/python' -m pip install kiwipiepy" in told.splitlines()) is not helped
    assert "pip install" not in courseware(capsys, "draft", "ferry")[1]


def test_a_path_is_typed_as_its_shell_takes_it() -> None:
    assert draft.as_typed("/opt/env/bin/python", windows=False) == "/opt/env/bin/python"
    assert draft.as_typed("/opt/my env/bin/python", windows=False) == "'/opt/my env/bin/python'"
    assert draft.as_typed(r"C:\Python312\python.exe", windows=True) == r"C:\Python312\python.exe"
    assert draft.as_typed(r"C:\Users\김 민지\python.exe", windows=True) == r'"C:\Users\김 민지\python.exe"'


def test_the_readme_of_a_new_workspace_speaks_of_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    courseware(capsys, "init", "classes")
    folder = tmp_path / "classes"
    korean, english = (folder / "README.txt").read_text(encoding="utf-8").split("\n\n\n")
    folders = {f"{path.name}/" for path in folder.iterdir() if path.is_dir()}
    manual = {path.stem for path in (ROOT / "docs").glob("*.md")}
    for half in (korean, english):
        assert set(re.findall(r"(?m)^    (\w+/) ", half)) == folders
        assert re.findall(r"courseware (\w+)  ", half) == ["check", "build", "list", "docs"]
        assert set(re.findall(r"(?m)^    courseware ([a-z]+)", half)) <= {*every_command(), "new"}
        pages = re.findall(r"courseware docs ([\w-]+)", half)
        assert pages
        assert set(pages) <= manual
    assert re.search("[가-힣]", korean)
    assert not re.search("[가-힣]", english)


def test_a_readme_of_hers_stays(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (here.root / "README.txt").write_text("mine", encoding="utf-8")
    assert courseware(capsys, "init", ".")[0] == commands.PROBLEMS
    assert (here.root / "README.txt").read_text(encoding="utf-8") == "mine"


def test_her_files_win_over_the_shipped_ones_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "seeds", "seeds")
    own = tmp_path / "templates" / "ir-seminar"
    own.mkdir(parents=True)
    (own / "handout.md").write_text("# Mine\n<!-- section: glance -->\n", encoding="utf-8")
    code, text = courseware(capsys, "show", UNIT, "-c", "ir-seminar", "-l", "en")
    assert code == commands.PROBLEMS
    assert "the template has no section “actors”" in text
    (own / "course.yaml").write_text(
        "name: {ko: 내, en: Mine}\nlanguages: [en]\nsections: [glance]\n", encoding="utf-8"
    )
    assert courseware(capsys, "show", UNIT, "-c", "ir-seminar", "-l", "en")[1].strip() == "# Mine"


def test_list_and_show(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = courseware(capsys, "list")
    assert code == commands.FINE
    assert f"output/korean-reading/{UNIT}  8 missing" in text
    courseware(capsys, "build", "-c", "ir-seminar", "-t", "docx")
    edited = here.output / "ir-seminar" / UNIT / f"{UNIT}.en.student.docx"
    edited.write_bytes(b"hers")
    text = courseware(capsys, "list")[1]
    assert f"output/ir-seminar/{UNIT}  3 up to date, 4 missing, 1 edited by you" in text
    assert f"edited by you: output/ir-seminar/{UNIT}/{edited.name}" in text
    for form, expected in (("markdown", "## 배경"), ("blocks", "Heading(level=2")):
        assert expected in courseware(capsys, "show", UNIT, "-c", "korean-reading", "-l", "ko", "--as", form)[1]


def test_completion_offers_units_and_courses(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert "_COURSEWARE_COMPLETE" in courseware(capsys, "completion", "bash")[1]
    group = commands.command(speech("en", (ROOT / "locales",)))
    from click.shell_completion import ShellComplete

    shell = ShellComplete(group, {}, "courseware", "_COURSEWARE_COMPLETE")
    assert [item.value for item in shell.get_completions(["build"], "pyong")] == [UNIT]
    assert [item.value for item in shell.get_completions(["build", "--course"], "ir")] == ["ir-seminar"]


def test_a_broken_course_does_not_stop_the_others(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here.root / "templates/korean-reading/course.yaml", "paper: A4", "paper: A44")
    code, text = courseware(capsys, "build", "-l", "en", "-e", "student", "-t", "docx")
    assert code == commands.PROBLEMS
    assert "course.yaml" in text
    assert "1 of 1 handout is ready" in text


@pytest.mark.parametrize("name", [f"{UNIT}/", f"../{UNIT}", "_schema", "."])
def test_a_unit_is_named_not_pointed_at(here: Workspace, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert courseware(capsys, "build", name)[0] == commands.USAGE


def test_a_course_is_named_not_pointed_at(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert courseware(capsys, "build", "-c", "../templates/ir-seminar")[0] == commands.USAGE


def test_a_unit_without_source_is_missed(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (here.unit(UNIT) / "source.yaml").rename(here.unit(UNIT) / "sources.yaml")
    code, text = courseware(capsys, "check")
    assert code == commands.PROBLEMS
    assert "source.yaml: the file is missing" in text


def test_an_empty_workspace_is_not_in_order(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(here.unit(UNIT))
    assert courseware(capsys, "check")[0] == commands.PROBLEMS
    assert courseware(capsys, "build")[0] == commands.PROBLEMS


def test_a_unit_in_one_language_says_what_it_lacks(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here.unit(UNIT) / "source.yaml", "languages: [ko, en]", "languages: [en]")
    assert courseware(capsys, "build", "-l", "en", "-e", "student", "-t", "docx")[0] == commands.FINE
    code, text = courseware(capsys, "build", "-l", "ko", "-t", "docx")
    assert code == commands.PROBLEMS
    assert "has no text in “ko”" in text
    edit(here.unit(UNIT) / "source.yaml", "languages: [en]", "languages: [jp]")
    code, text = courseware(capsys, "check")
    assert text.count("error:") == 1
    assert "the unit's languages are not known" in text


def test_a_new_file_beside_an_edited_new_file_counts_up(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    some = ("build", "-c", "ir-seminar", "-l", "en", "-e", "student", "-t", "docx")
    courseware(capsys, *some)
    path = here.output / "ir-seminar" / UNIT / f"{UNIT}.en.student.docx"
    path.write_bytes(b"hers")
    courseware(capsys, *some, "--keep-edited")
    path.with_name(f"{UNIT}.en.student.new.docx").write_bytes(b"hers, too")
    code, text = courseware(capsys, *some, "--keep-edited")
    assert code == commands.FINE
    assert f"{UNIT}.en.student.new2.docx" in text
    assert path.with_name(f"{UNIT}.en.student.new.docx").read_bytes() == b"hers, too"


@pytest.mark.parametrize(
    "line",
    ["margins: {top: 200, bottom: 150}", "margins: {left: -20}", "margins: {left: .nan}", "languages: [ko, jp]",
     'header: {left: {ko: "{unit:d}", en: x}}', 'footer: {left: {ko: "%s", en: x}}' % ("가" * 300)],
)  # fmt: skip
def test_a_course_that_cannot_be_printed_says_so(
    here: Workspace, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    own = here.root / "templates" / "mine"
    own.mkdir()
    (own / "course.yaml").write_text(f"extends: ir-seminar\n{line}\n", encoding="utf-8")
    code, text = courseware(capsys, "build", "-c", "mine", "-t", "pdf", "-l", "ko", "-e", "student")
    assert code == commands.PROBLEMS
    assert "mine/course.yaml" in text
    assert "fault of the program" not in text


def test_output_that_is_a_file_is_named(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (here.root / "output").write_text("x", encoding="utf-8")
    code, text = courseware(capsys, "build", "-l", "ko", "-e", "student", "-t", "docx")
    assert code == commands.PROBLEMS
    assert "a file stands where a folder should be" in text


@pytest.mark.parametrize("folder", ["seeds", "seeds/print", "templates/ir-seminar", "locales"])
def test_nothing_is_built_into_the_teachers_own_folders(
    here: Workspace, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    before = sorted(here.root.rglob("*"))
    code, text = courseware(capsys, "build", "--out", folder)
    assert (code, f"{folder.split('/')[0]}/ is for your own files" in text) == (commands.USAGE, True)
    assert sorted(here.root.rglob("*")) == before


def test_an_empty_name_is_wrong_usage(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert courseware(capsys, "build", "-c", "")[0] == commands.USAGE


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows closes a terminal in another way")
@pytest.mark.parametrize("number", [signal.SIGTERM, getattr(signal, "SIGHUP", 0)])
def test_a_closed_terminal_ends_a_build_as_cleanly_as_ctrl_c(here: Workspace, number: int) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "courseware", "build"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as build:
        assert build.stdout is not None
        assert build.stdout.readline().startswith(b"written")
        build.send_signal(number)
        _, errors = build.communicate()
    assert build.returncode == commands.PROBLEMS
    assert "nothing is half-written" in errors.decode()
    assert not list(here.output.rglob("*.part"))
