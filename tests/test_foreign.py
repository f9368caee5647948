"""Files that other people's programs made or spoilt: each is read, or named in a sentence; none ends the work."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from pathlib import Path

import pytest

from courseware.build import ledger
from courseware.build import press as building
from courseware.build.press import Press, Selection, build
from courseware.course import word_look
from courseware.drafting import snapshot
from courseware.errors import CoursewareError
from courseware.files import foreign, reading, textfile
from courseware.handout.labels import catalogue
from courseware.look import fonts
from courseware.look.style import Choices, Fonts
from courseware.unit import seeds
from courseware.workspace.layout import Workspace
from tests.conftest import edit
from tests.word_files import W, document, styles, word_file

UNIT = "pyongyang-summit-2024"
STUDENT = Selection(languages=("ko",), editions=("student",), formats=("docx",))


def told(action: object, *args: object) -> str:
    """What a teacher reads: file, line and sentence of each problem."""
    with pytest.raises(CoursewareError) as caught:
        action(*args)  # type: ignore[operator]
    return "\n".join(
        f"{p.file and p.file.name}:{p.line}: {p.message.format(**p.values)}" for p in caught.value.problems
    )


# --- the two doors


@pytest.mark.parametrize("error", [KeyError("x"), RecursionError(), MemoryError(), SyntaxError(), Warning("x")])
def test_whatever_a_parser_throws_becomes_a_problem_with_its_file(error: Exception) -> None:
    def parse() -> None:
        with foreign.parser("{what} is damaged", "", Path("a.png"), what="the map"):
            raise error

    assert told(parse) == "a.png:None: the map is damaged"


def test_ctrl_c_passes_through_a_parser() -> None:
    with pytest.raises(KeyboardInterrupt), foreign.parser("", ""):
        raise KeyboardInterrupt


def test_a_device_that_never_ends_and_a_name_that_no_disk_holds_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "zero").symlink_to("/dev/zero")
    assert told(reading.whole, tmp_path / "zero", 9) == "zero:None: this is a device or a pipe, not a file"
    for name in ("zero", "n" * 300, "a\0b"):
        assert not reading.there(tmp_path / name)
    assert "cannot be read" in told(reading.whole, tmp_path / ("n" * 300), 9)


# --- texts


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\n\x00", "a control character (U+0000)"),
        ("a\n\ud800", "a control character (U+D800)"),
        ("a\n\ufffe", "U+FFFE stands in the file, which is no character"),
        ("a\n\U0001fffe", "U+1FFFE stands in the file, which is no character"),
        ("a\n\ufdd0", "U+FDD0 stands in the file, which is no character"),
        ("a\n\ue010", "a private character (U+E010)"),
        ("a\n\U00100000", "a private character (U+100000)"),
        ("a\n" + "x" * 10_001, "a word of 10001 letters"),
    ],
)
def test_what_no_format_can_show_is_named_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    problem = textfile.unprintable(text)
    assert problem is not None
    assert problem.line == 2
    assert problem.message.format(**problem.values).startswith(sentence)
    path = tmp_path / "a.md"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert told(textfile.read, path).startswith(("a.md:2: " + sentence, "a.md:2: the file is not in UTF-8"))


def test_long_lines_of_ordinary_words_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("통일 unification " * 50_000 + "x" * 10_000, encoding="utf-8")
    assert textfile.read(path)


def test_a_text_of_more_than_ten_million_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"a b\n" * 2_500_001)
    assert told(textfile.read, path) == "a.md:None: the file has 11 million bytes; 10 are read"


ESCAPES = [r"\x00", r"\e", r"\uE010", r"\uFFFE", r"\uFFFF", r"\U0001FFFE", r"\uD800", r"\U00100000", r"\U00110000"]
TEXTS = [f"a{escape}b" for escape in ESCAPES] + ["\\\n".join(["x" * 6000] * 2)]


@pytest.mark.parametrize("words", TEXTS, ids=[*ESCAPES, "a word over two lines"])
@pytest.mark.parametrize("file", ["source.yaml", "course.yaml"])
def test_an_escape_makes_nothing_that_the_file_may_not_hold(space: Workspace, file: str, words: str) -> None:
    if file == "source.yaml":
        edit(
            space.unit(UNIT) / file,
            "  en: The Pyongyang Summit and South Korea–Russia Relations\n",
            f'  en: "{words}"\n',
        )
        message = told(seeds.load, space.unit(UNIT))
    else:
        path = space.root / "templates" / "mine" / file
        path.parent.mkdir()
        path.write_text(f'extends: ir-seminar\nname: {{ko: 반, en: "{words}"}}\n', encoding="utf-8")
        message = told(Press(space).course, "mine")
    assert re.match(rf"{file}:\d+: (a (control|private) character|U\+|a word of 12000|a backslash inside)", message)


@pytest.mark.parametrize("words", ["\\r" + "\ue010", "x" * 9000 + '"\n"' + "x" * 9000])
def test_a_catalogue_holds_nothing_of_it_either(tmp_path: Path, words: str) -> None:
    path = tmp_path / "ko" / "LC_MESSAGES" / "handout.po"
    path.parent.mkdir(parents=True)
    path.write_text(f'msgid "Summary"\nmsgstr "{words}"\n', encoding="utf-8")
    assert told(catalogue, "handout", "ko", [tmp_path]).startswith("handout.po:")


@pytest.mark.parametrize("sign", ["\x1b[31m", "\ue010", "\udcff"])
def test_a_folder_is_not_called_what_cannot_be_printed(space: Workspace, sign: str) -> None:
    folder = space.unit(UNIT).rename(space.seeds / f"unit{sign}")
    assert "the folder's name has characters that are no text" in told(seeds.load, folder)


# --- Word files


def adopted(folder: Path, data: bytes) -> str:
    path = folder / "reference.docx"
    path.write_bytes(data)
    shipped = fonts.shipped()
    return told(word_look.adopt, path, Choices(), Fonts(shipped, shipped))


def test_a_word_file_with_a_flipped_byte_is_read_or_named(tmp_path: Path) -> None:
    """A disk or a stick spoils single bytes: in the names of the parts, in what is packed, in what says how."""
    chance, shipped = random.Random(3), fonts.shipped()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(styles=styles("")))) as given, zipfile.ZipFile(out, "w", 8) as packed:
        for name in given.namelist():
            packed.writestr(name, given.read(name))
    for _ in range(300):
        data = bytearray(out.getvalue())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path = tmp_path / "reference.docx"
        path.write_bytes(data)
        try:
            word_look.adopt(path, Choices(), Fonts(shipped, shipped))
        except CoursewareError as error:
            files = {problem.file for problem in error.problems}
        else:
            files = {path}
        assert files == {path}


def test_a_word_file_that_unpacks_to_more_than_anybodys_is_refused(tmp_path: Path) -> None:
    whole = word_file(styles=styles(""), document=document("<w:p/>" * 1_700_000))
    assert "the Word file is too large" in adopted(tmp_path, whole)
    header = f'<w:hdr xmlns:w="{W}">{"<w:p/>" * 1_700_000}</w:hdr>'
    section = document('<w:sectPr><w:headerReference r:id="rId4"/></w:sectPr>')
    whole = word_file(styles=styles(""), header=header, document=section)
    assert "the Word file is too large" in adopted(tmp_path, whole)


def test_a_word_file_of_deep_or_outer_xml_is_refused(tmp_path: Path) -> None:
    deep = document("<w:p>" * 1000 + "</w:p>" * 1000)
    assert "the Word file is damaged" in adopted(tmp_path, word_file(styles=styles(""), document=deep))
    secret = tmp_path / "secret.txt"
    secret.write_text("the answer is 42")
    outer = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + document("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")
    path, shipped = tmp_path / "reference.docx", fonts.shipped()
    path.write_bytes(word_file(styles=styles(""), document=outer))
    problems = word_look.adopt(path, Choices(), Fonts(shipped, shipped)).problems
    assert "answer" not in str(problems)


def test_styles_in_a_long_row_are_followed_as_far_as_word_follows_them(tmp_path: Path) -> None:
    row = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="{n}"/><w:basedOn w:val="s{n - 1}"/></w:style>'
        for n in range(20_000)
    ).replace('w:val="19999"', 'w:val="heading 1"')
    path, shipped = tmp_path / "reference.docx", fonts.shipped()
    path.write_bytes(word_file(styles=styles(row)))
    assert word_look.adopt(path, Choices(), Fonts(shipped, shipped)).style


# --- the ledger

SPOILT = {
    "brackets": "[" * 100_000,
    "braces": '{"files":' * 100_000,
    "not a number": '{"files": {"a": [NaN, "", ""]}}',
    "numbers": '{"files": {"a": [1, 2, 3]}}',
    "nothing": '{"files": {"a": [null, null]}}',
    "a text": '{"files": {"a": "abcd"}}',
    "too much": '{"files": {"a": ["", "", "", ""]}}',
    "a list": '{"files": []}',
    "half a letter": '{"files": {"\\ud800": ["a", "b", "c"]}}',
    "a long number": '{"files": ' + "9" * 10_000 + "}",
    "huge": " " * 20_000_001,
    "of another encoding": "\ud800",
}


@pytest.mark.parametrize("text", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_ledger_counts_as_empty_and_is_written_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / ledger.NAME).write_bytes(text.encode("utf-8", "surrogatepass"))
    record = ledger.load(tmp_path)
    assert record.entries == {}
    record.record(tmp_path / "a.docx", b"data", "inputs")
    assert json.loads((tmp_path / ledger.NAME).read_text(encoding="utf-8"))["files"]["a.docx"]
    (tmp_path / ledger.NAME).unlink()
    (tmp_path / ledger.NAME).mkdir()
    assert ledger.load(tmp_path).entries == {}


# --- saved pages

ARTICLE = "<h1>After the summit</h1><time>2024-06-24 17:28</time>" + "<p>A paragraph of some length for it.</p>" * 3


def page(inner: str) -> bytes:
    return f"<!doctype html><html><body><article>{inner}</article></body></html>".encode()


MAZES = {
    "headlines": "<h1>" * 1000 + "x",
    "boxes": "<div>" * 50_000,
    "letters": "<span>x" * 3000,
    "paragraphs": "<p id='content'>x" * 40_000,
    "many": "<div>" * 150 + "<b></b>" * 20_000,
}


@pytest.mark.parametrize("maze", MAZES.values(), ids=MAZES)
def test_a_page_that_is_a_maze_of_tags_is_refused(maze: str) -> None:
    assert told(snapshot.take, page(ARTICLE + maze), Path("a.html")).startswith("a.html:None: the page is a maze")


@pytest.mark.parametrize(
    "data",
    [
        "[" * 100_000,
        '{"@graph":' * 5000 + "[]" + "}" * 5000,
        '{"@type": "Article", "headline": {"a": 1}, "author": [[["x"]]], "datePublished": 9}',
        '{"@type": "Article", "datePublished": "9999-12-31T23:30:00Z", "dateModified": "2024-01-01T00:00:00+99:99"}',
    ],
)
def test_data_of_a_page_that_is_spoilt_is_as_good_as_none(data: str) -> None:
    given = page(f'<script type="application/ld+json">{data}</script><link rel="canonical" href="http://[x">{ARTICLE}')
    assert snapshot.take(given, Path("a.html")).facts.title == "After the summit"


@pytest.mark.parametrize("charset", ["punycode", "hex", "idna", "unicode_escape", "no-such"])
def test_a_page_names_no_codec_that_is_no_alphabet(charset: str) -> None:
    given = page(f'<meta charset="{charset}">{ARTICLE}<p>{"가" * 9}</p>').decode().encode("cp949")
    assert "가" * 9 in snapshot.take(given, Path("a.html")).text.by_id.values()


def test_a_run_of_letters_that_is_no_word_is_left_out_of_an_article_and_named() -> None:
    text = "After the summit\n2024-06-24 17:28\nA first paragraph of words.\nA second one, " + "Q" * 20_000 + " here.\n"
    made = snapshot.take(text.encode(), Path("a.txt"))
    assert made.text.by_id["p2"] == "A second one, here."  # type: ignore[index]
    assert ("Q" * 20_000, "is no word, but thousands of letters without a blank") in [
        (piece.text, piece.why) for piece in made.left_out
    ]


def test_an_archive_of_a_thousand_parts_in_each_other_is_read_or_named() -> None:
    head = "".join(f'Content-Type: multipart/related; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
    assert told(snapshot.take, ("MIME-Version: 1.0\n" + head).encode(), Path("a.mhtml")).startswith("a.mhtml:")


# --- one bad file does not end a build


def _jobs(press: Press) -> list[building.Job]:
    return press.jobs(STUDENT)[0]


@pytest.mark.parametrize("error", [RuntimeError("boom"), MemoryError(), RecursionError("deep")])
def test_a_job_that_stops_at_something_unforeseen_is_named_and_the_others_are_made(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(*_: object) -> None:
        raise error

    press = Press(space)
    jobs = _jobs(press)
    made = {job.course: press.course(job.course) for job in jobs}
    monkeypatch.setitem(vars(made["ir-seminar"]), "style", property(broken))
    results = {job.course: result for job, result in zip(jobs, build(press, jobs, space.output), strict=True)}
    assert {name: result.status for name, result in results.items() if name != "ir-seminar"} == {
        name: "written" for name in made if name != "ir-seminar"
    }
    (problem,) = results["ir-seminar"].problems
    assert problem.file == space.unit(UNIT)
    assert problem.values["name"] == f"ir-seminar/{UNIT}.ko.student.docx"
