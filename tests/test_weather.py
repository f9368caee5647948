"""The command line under bad weather: a sentence and an exit code, whatever streams, folders and names are like."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from courseware.cli import commands
from courseware.cli.speech import harmless, one_line, speech
from courseware.files import yamltree
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some

pytestmark = pytest.mark.slow

posix = pytest.mark.skipif(os.name != "posix", reason="streams are closed in another way there")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
FAULT = re.compile("fault of the program|Traceback|Exception ignored")
ORDER = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no terminal may get."""
HOSTILE = "\\e[31m\\r\\x9b2J\\u202Egnp\\u2028\\a\\x7f"
"""As YAML writes it between quotes."""
NAMES = ["a" * 300, "가" * 5000, "a\udcff", "a\x1b[31m\u202eb", "con\nerror: forged", "-", "", "../..", "a/\x01"]
USES = [
    ("build",), ("build", "-c"), ("build", UNIT, "-l", "fr", "--out"), ("check",), ("check", "--format"), ("list",),
    ("show",), ("show", UNIT, "-l", "en", "-c"), ("init",), ("new", "unit"), ("new", "course", "--like", "ir-seminar"),
    ("new", "course", "x", "--like"), ("new", "unit", "x", "--from"), ("draft",), ("draft", UNIT, "--term"),
    ("draft", UNIT, "--terms"), ("draft", UNIT, "--original"), ("completion",), ("new",), (),
]  # fmt: skip
"""Every place of the command line where a name may stand, last."""


def courseware(capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "en") -> tuple[int, str, str]:
    code = commands.run(list(arguments), speech(lang, (ROOT / "locales",)))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def in_shell(line: str, folder: Path) -> tuple[int, str]:
    """The exit code, and whatever reached the shell, of a real process; the line says {courseware} for the command."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
    done = subprocess.run(
        ["sh", "-c", line.format(courseware=f"'{sys.executable}' -m courseware")],
        cwd=folder, env=environment, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


@pytest.fixture
def here(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with one course that makes one kind of handout, so that whatever makes all of them is quick."""
    shutil.rmtree(space.root / "templates/korean-reading")
    course = space.root / "templates/ir-seminar/course.yaml"
    for old, new in (
        ("languages: [en, ko]", "languages: [en]"),
        ("editions: [student, teacher]", "editions: [student]"),
        ("formats: [docx, pdf]", "formats: [docx]"),
    ):
        edit(course, old, new)
    monkeypatch.chdir(space.root)
    return space


# --- streams


@posix
@pytest.mark.parametrize(
    "line",
    ["{courseware} list >&-", "{courseware} check nobody 2>&-", "{courseware} new unit ferry --from - <&-",
     pytest.param("{courseware} --help >/dev/full", marks=full),
     pytest.param("{courseware} list >/dev/full", marks=full)],
)  # fmt: skip
def test_a_stream_that_is_closed_or_full_is_told_on_the_other_one(space: Workspace, line: str) -> None:
    code, text = in_shell(line, space.root)
    assert code == commands.PROBLEMS
    assert re.search(r"cannot be (?:written|read) \((?:Bad file descriptor|No space left on device)\)", text)
    assert not FAULT.search(text)


@posix
def test_where_no_stream_is_left_the_exit_code_says_it(space: Workspace) -> None:
    assert in_shell("{courseware} list >&- 2>&-", space.root) == (commands.PROBLEMS, "")


@posix
def test_a_closed_stream_that_nobody_needs_harms_nothing(space: Workspace) -> None:
    code, text = in_shell("{courseware} new unit ferry 2>&- <&-", space.root)
    assert code == commands.FINE
    assert "source.yaml" in text


@posix
def test_no_file_takes_the_place_of_a_closed_stream(space: Workspace) -> None:
    """The first file that is opened gets the lowest number that is free, which is that of the closed stream."""
    assert in_shell("{courseware} new unit ferry >&-", space.root)[0] == commands.PROBLEMS
    for path in some(space.unit("ferry").iterdir()):
        assert path.read_bytes() == (ROOT / "courseware" / "assets" / "skeleton" / path.name).read_bytes()


@posix
def test_a_reader_that_goes_away_is_no_trouble(space: Workspace) -> None:
    code, text = in_shell("{courseware} list | true", space.root)
    assert (code, text) == (0, "")


# --- folders


@posix
@pytest.mark.parametrize("command", ["list", "check", "build", "init x", "new unit x", f"draft {UNIT}"])
def test_a_working_folder_that_is_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    code, _, err = courseware(capsys, *command.split())
    assert code == commands.PROBLEMS
    assert "the folder that you are in is gone" in err
    assert courseware(capsys, "--version")[0] == commands.FINE
    monkeypatch.undo()


@posix
def test_one_folder_with_a_bad_name_does_not_end_list_check_or_build(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("b\udcff", "a\x1b[31m", "z" * 240):
        shutil.copytree(here.seeds / UNIT, here.seeds / name)
    shutil.copytree(here.root / "templates/ir-seminar", here.root / "templates/c\udcfe")
    (here.root / "templates/ir-seminar/\udcff.txt").touch()
    code, out, _ = courseware(capsys, "list")
    assert code == commands.FINE
    assert out.count("(has problems") == 3
    assert r"b\xff" in out
    for form in ("text", "json", "sarif"):
        code, out, err = courseware(capsys, "check", "--format", form)
        assert code == commands.PROBLEMS
        assert (out + err).count("characters that are no text") == 3
        assert not ORDER.search(out + err)
    code, out, err = courseware(capsys, "build")
    assert code == commands.PROBLEMS
    assert "1 of 4 handouts are ready" in out
    assert "the name is too long for this disk" in err
    assert not FAULT.search(err)


# --- names and terminals


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:20])
def test_any_name_anywhere_gets_a_sentence(here: Workspace, capsys: pytest.CaptureFixture[str], name: str) -> None:
    for use in USES:
        if use == ("init",) and name == "":
            continue
        code, out, err = courseware(capsys, *use, name)
        assert code in (commands.PROBLEMS, commands.USAGE) or use[0] in ("init", "build"), (use, out)
        assert not FAULT.search(out + err), use
        assert not ORDER.search(out + err), use


@pytest.mark.parametrize("columns", ["0", "1", "-7", "wide", "9" * 30])
def test_a_terminal_of_any_width_shows_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for lang in ("en", "ko"):
        for arguments in (["--help"], ["new", "unit", "--help"], ["bild"]):
            code, out, err = courseware(capsys, *arguments, lang=lang)
            assert code in (commands.FINE, commands.USAGE)
            assert "courseware" in out + err


def test_no_order_to_the_terminal_leaves_any_command(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """Titles, names, texts and messages that hold escapes: every line that is printed is free of them."""
    edit(here.root / "templates/ir-seminar/course.yaml", "Korea in International Relations", "Korea \u202e")
    edit(here.unit(UNIT) / "actors.yaml", "kind: person", f'kind: "{HOSTILE}"')
    bad = here.seeds / "other"
    shutil.copytree(ROOT / "seeds" / UNIT, bad)
    edit(bad / "source.yaml", "en: The Pyongyang Summit and South Korea–Russia Relations", f'en: "{HOSTILE}"')
    new = here.root / "article\x1b[2J.txt"
    new.write_text("Title \x1b[31m\u202e\n\nJune 24, 2024\n\nA paragraph \x9b of its own.\n" * 3, encoding="utf-8")
    for arguments in (
        ["list"], ["check"], ["check", "--format", "json"], ["check", "--format", "sarif"],
        ["build"], ["show", "other", "-c", "ir-seminar", "-l", "en"], ["show", UNIT, "-c", "ir-seminar", "-l", "en"],
        ["draft", UNIT],
        ["new", "unit", "ferry", "--from", str(new)], ["new", "course", "x", "--like", "ir-seminar"],
        ["init", "\x1b[31m"], ["--help"], ["completion", "bash"],
    ):  # fmt: skip
        for lang in ("en", "ko"):
            _, out, err = courseware(capsys, *arguments, lang=lang)
            assert not ORDER.search(out + err), arguments
    assert "␛[31m" in courseware(capsys, "check")[2]


def test_what_is_shown_of_a_handout_is_harmless(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here.unit(UNIT) / "background.yaml", "북한과 러시아의", "\u202e북한과 러시아의")
    for form in ("markdown", "blocks"):
        code, out, _ = courseware(capsys, "show", UNIT, "-c", "ir-seminar", "-l", "ko", "--as", form)
        assert code == commands.FINE
        assert r"\u202e" in out
        assert not ORDER.search(out)


def test_json_and_sarif_keep_the_real_strings(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here.unit(UNIT) / "actors.yaml", "kind: person", 'kind: "\\e[31m\\u202E\\x7f"')
    _, out, _ = courseware(capsys, "check", "--format", "json")
    assert "\x1b[31m\u202e\x7f" in json.loads(out)["problems"][0]["message"]
    _, out, _ = courseware(capsys, "check", "--format", "sarif")
    assert "\x1b[31m\u202e\x7f" in json.loads(out)["runs"][0]["results"][0]["message"]["text"]


def test_every_character_that_gives_orders_is_seen_and_no_other_is_changed() -> None:
    for code in range(0x3000):
        char = chr(code)
        orders = unicodedata.category(char) in ("Cc", "Zl", "Zp") and char not in "\t\n"
        turns = unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        if orders or turns:
            assert harmless(char).isprintable()
            assert harmless(char) != char
        elif unicodedata.category(char) != "Cf":
            assert harmless(char) == char
    assert one_line("a\nb") == "a␊b"


@posix
def test_what_libraries_warn_of_does_not_reach_the_terminal(space: Workspace) -> None:
    noisy = space.root / "noisy"
    noisy.mkdir()
    (noisy / "warn_on_import.py").write_text("", encoding="utf-8")
    (noisy / "noise.py").write_text(
        "import logging, warnings\n"
        "from courseware.cli import commands\n"
        "from courseware.course import courses\n"
        "def names(folders, old=courses.names):\n"
        "    warnings.warn('/a/path of hers', stacklevel=1)\n"
        "    logging.getLogger('some.library').error('loud')\n"
        "    return old(folders)\n"
        "courses.names = names\n"
        "commands.main(['list'])\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-W", "always", str(noisy / "noise.py")],
        cwd=space.root, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (commands.FINE, b"")


# --- YAML that explodes


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
)
"""Thirty lines that a walk would meet as more nodes than there are atoms in a room."""
DEEP = {
    "brackets": "actors: " + "[" * 10_000,
    "closed": "actors: " + "[" * 10_000 + "]" * 10_000,
    "dashes": "- " * 10_000 + "x",
    "blocks": "\n".join(" " * n + "a:" for n in range(1000)),
    "braces": "{a: " * 900 + "}" * 900,
    "itself": "actors: &a [*a]\n",
    "chain": "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 2000)),
    "bomb": BOMB,
}


@pytest.mark.parametrize("name", DEEP)
def test_yaml_without_end_is_a_message_with_its_line_in_every_command(
    here: Workspace, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for file in (here.unit(UNIT) / "actors.yaml", here.root / "templates/ir-seminar/course.yaml"):
        whole = file.read_bytes()
        file.write_text(DEEP[name], encoding="utf-8")
        for arguments in (["check"], ["build"]):
            code, _, err = courseware(capsys, *arguments)
            assert code == commands.PROBLEMS
            assert re.search(rf"error: \S*{file.name}:\d+", err), err[:500]
            assert not FAULT.search(err)
        assert courseware(capsys, "list")[0] == commands.FINE
        file.write_bytes(whole)


@pytest.mark.parametrize("name", DEEP)
def test_draft_reads_no_yaml_without_end(here: Workspace, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (here.root / "paste.txt").write_text(
        "A ferry\n\nJune 24, 2024\n\nThe ferry sailed to Ulleungdo.\n", encoding="utf-8"
    )
    assert courseware(capsys, "new", "unit", "ferry", "--from", "paste.txt")[0] == commands.FINE
    for module in ("actors", "vocabulary", "timeline"):
        (here.unit("ferry") / f"{module}.yaml").write_text(DEEP[name], encoding="utf-8")
        code, _, err = courseware(capsys, "draft", "ferry", "--term", "ferry")
        assert code in (commands.PROBLEMS, commands.FINE)
        assert not FAULT.search(err)


def test_a_file_may_still_repeat_itself_a_little() -> None:
    root = yamltree.compose("a: &a [x]\nb: [*a, *a]\n")
    assert root is not None
    assert len(root.value) == 2


@posix
@pytest.mark.parametrize(
    "asked",
    ["x", "", "bash_", "bash_x", "bash_complete", "COMP_WORDS=a COMP_CWORD=x _COURSEWARE_COMPLETE=zsh_complete"],
)
def test_what_asks_for_completion_as_no_shell_does_is_not_heard(here: Workspace, asked: str) -> None:
    asked = asked if "=" in asked else f"_COURSEWARE_COMPLETE={asked}"
    assert in_shell(f"{asked} {{courseware}} list", here.root) == in_shell("{courseware} list", here.root)


@posix
@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_a_shell_is_told_what_may_come_next(here: Workspace, shell: str) -> None:
    word = "1" if shell == "bash" else "chec"
    asked = f"_COURSEWARE_COMPLETE={shell}_complete COMP_WORDS='courseware chec' COMP_CWORD={word}"
    code, text = in_shell(f"{asked} {{courseware}}", here.root)
    assert (code, text.split()[0]) == (0, "plain,check")
