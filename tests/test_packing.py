"""Passing on a unit: her files byte for byte and no article; of a stranger's file nothing but a unit, or nothing."""

from __future__ import annotations

import io
import random
import re
import shutil
import tracemalloc
import unicodedata
import zipfile
from pathlib import Path

import pytest

from courseware.cli import commands
from courseware.cli.speech import LANGUAGES, speech
from courseware.errors import CoursewareError
from courseware.unit import article, modules
from courseware.workspace import layout, packing
from courseware.workspace.layout import Workspace
from tests.conftest import ROOT, UNIT, edit, some
from tests.packed_files import BAD, FOLDER, GOOD, MODULES, named, tree, unit, zipped

pytestmark = pytest.mark.slow

FERRY = ROOT / "docs" / "examples" / "ferry.txt"


@pytest.fixture
def here(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(space.root)
    return space


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small workspace with a neighbour and a temporary folder of its own: what is written anywhere is seen."""
    for folder in ("neighbour", "tmp", "mine/seeds/_schema"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copytree(ROOT / "seeds" / UNIT, tmp_path / "mine" / "seeds" / UNIT)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path


def courseware(capsys: pytest.CaptureFixture[str], *arguments: object, lang: str = "en") -> tuple[int, str]:
    code = commands.run(list(map(str, arguments)), speech(lang, (ROOT / "locales",)))
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.namelist()


class Terminal(io.StringIO):
    """A keyboard at which somebody has typed."""

    def isatty(self) -> bool:
        return True


# --- pack


def test_a_packed_unit_has_her_files_byte_for_byte(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    edit(here.unit(UNIT) / "quotes.yaml", "\n", "\r\n")
    assert courseware(capsys, "pack", UNIT)[0] == commands.FINE
    with zipfile.ZipFile(f"{UNIT}.courseware.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if name != packing.README}
    assert packed == {f"{UNIT}/{path.name}": path.read_bytes() for path in here.unit(UNIT).iterdir()}


def test_the_article_and_what_is_no_module_stay_at_home_and_are_named(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    courseware(capsys, "new", "unit", "mine", "--from", FERRY)
    folder = here.unit("mine")
    others = ("article.ko.txt", "Article.TXT", ".DS_Store", "quotes.yaml~", "quotes.yaml.bak", "plan.docx", "x.yaml")
    for name in others:
        (folder / name).write_bytes(b"x")
    (folder / "old").mkdir()
    shutil.copy(folder / "source.yaml", folder / "old")
    code, said = courseware(capsys, "pack", "mine")
    assert code == commands.FINE
    assert names(Path("mine.courseware.zip")) == ["README.txt", *(f"mine/{name}" for name in modules.files())]
    assert all(f"  {name}  " in said for name in ("article.txt", "old", *others))
    assert said.count("publisher's text") == 3
    text = article.load(folder, "en", "en")
    assert text is not None
    packed = Path("mine.courseware.zip").read_bytes()  # nothing in it is compressed
    assert text.by_id["title"].encode() in packed
    assert text.by_id["p1"].encode() not in packed


def test_a_link_is_not_followed(here: Workspace, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    secret = here.root / "secret.yaml"
    secret.write_text("password: 1234", encoding="utf-8")
    quotes = here.unit(UNIT) / "quotes.yaml"
    quotes.unlink()
    quotes.symlink_to(secret)
    code, text = courseware(capsys, "pack", UNIT)
    assert code == commands.FINE
    assert "quotes.yaml  is a link" in text
    assert f"{UNIT}/quotes.yaml" not in names(Path(f"{UNIT}.courseware.zip"))


def test_the_same_unit_gives_the_same_bytes_wherever_it_lies(here: Workspace, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another folder" / UNIT
    shutil.copytree(here.unit(UNIT), elsewhere, copy_function=shutil.copyfile)
    (elsewhere / "source.yaml").chmod(0o600)
    first, second = (packing.packed(packing.gathered(folder)) for folder in (here.unit(UNIT), elsewhere))
    assert first == second
    assert str(here.root).encode() not in first


def test_nothing_is_written_over_unasked(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.zip").write_bytes(b"hers")
    code, text = courseware(capsys, "pack", UNIT, "--out", "mine.zip")
    assert (code, Path("mine.zip").read_bytes()) == (commands.PROBLEMS, b"hers")
    assert "--overwrite" in text
    assert courseware(capsys, "pack", UNIT, "--out", "mine.zip", "--overwrite")[0] == commands.FINE
    assert names(Path("mine.zip"))


def test_nothing_is_packed_into_the_workspaces_own_folders(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(here.seeds)
    assert courseware(capsys, "pack", UNIT, "--out", "seeds/x/source.yaml", "--overwrite")[0] == commands.USAGE
    assert tree(here.seeds) == before


def test_a_unit_with_open_points_or_errors_may_be_packed_and_it_is_said(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    courseware(capsys, "new", "unit", "mine", "--from", FERRY)
    code, text = courseware(capsys, "pack", "mine")
    assert code == commands.FINE
    assert re.search(r"\d+ points are open", text)
    assert "nobody can add" not in text
    edit(here.unit("mine") / "quotes.yaml", "quotes:", "quotations:")
    code, text = courseware(capsys, "pack", "mine", "--overwrite")
    assert code == commands.FINE
    assert "2 errors are in it" in text
    assert "nobody can add" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_folder_without_a_module_or_with_a_huge_one_is_a_problem(
    here: Workspace, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    (here.seeds / "empty").mkdir()
    (here.seeds / "huge").mkdir()
    (here.seeds / "huge" / "source.yaml").write_bytes(bytes(packing.LARGEST_MODULE + 1))
    for name in ("empty", "huge"):
        code, text = courseware(capsys, "pack", name, lang=lang)
        assert code == commands.PROBLEMS
        assert f"seeds/{name}" in text
        assert not Path(f"{name}.courseware.zip").exists()


def test_the_note_in_the_file_says_in_both_languages_how_to_add_it(here: Workspace) -> None:
    with zipfile.ZipFile(io.BytesIO(packing.packed(packing.gathered(here.unit(UNIT))))) as archive:
        note = archive.read(packing.README).decode("utf-8-sig")
    assert note.count(f"courseware add {UNIT}.courseware.zip") == 2
    assert "학생에게 주지 마세요" in note
    assert "do not give" in note


# --- add


def added(capsys: pytest.CaptureFixture[str], data: bytes, *arguments: object, lang: str = "en") -> tuple[int, str]:
    Path("got.zip").write_bytes(data)
    return courseware(capsys, "add", "got.zip", *arguments, lang=lang)


@pytest.mark.parametrize("made", GOOD.values(), ids=GOOD)
def test_a_zip_made_by_hand_is_taken(here: Workspace, capsys: pytest.CaptureFixture[str], made: object) -> None:
    assert callable(made)
    before = tree(here.root)
    code, text = added(capsys, made(), "--as", "theirs", "--yes")
    assert code == commands.FINE, text
    new = {name: data for name, data in tree(here.root).items() if before.get(name, b"") != data}
    files = {f"seeds/theirs/{name}" for name in MODULES}
    assert set(new) - {"got.zip", ".gitignore", "seeds/theirs"} == files
    assert new["seeds/theirs/actors.yaml"] == MODULES["actors.yaml"]


def test_what_is_left_out_is_named_with_its_reason(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    others = ("article.txt", "article.ko.txt", ".hidden", "handout.md", "run.sh")
    data = zipped(
        [*unit(), *((f"{FOLDER}/{name}", b"x") for name in others), ("__MACOSX/._a", b""), ("__MACOSX/b", b"")]
    )
    code, text = added(capsys, data, "--yes")
    assert code == commands.FINE
    assert sorted(path.name for path in here.unit(FOLDER).iterdir()) == sorted(MODULES)
    assert all(f"  {FOLDER}/{name}  " in text for name in some(others))
    assert text.count("__MACOSX") == 1
    assert text.count("publisher's text") == 2


def test_a_packed_unit_gives_the_same_handouts_in_another_workspace(
    here: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    selection = ("build", UNIT, "--lang", "ko", "--course", "korean-reading")
    courseware(capsys, *selection)
    courseware(capsys, "pack", UNIT)
    file = Path(f"{UNIT}.courseware.zip").absolute()
    theirs = layout.create(tmp_path / "theirs")
    shutil.rmtree(theirs.unit(UNIT))
    monkeypatch.chdir(theirs.root)
    assert courseware(capsys, "add", file, "--yes")[0] == commands.FINE
    courseware(capsys, *selection)
    made = {name: data for name, data in tree(theirs.output).items() if not name.startswith(".")}
    assert len([data for data in made.values() if data]) == 4
    assert made == {name: data for name, data in tree(here.output).items() if not name.startswith(".")}
    courseware(capsys, "pack", UNIT)
    assert Path(f"{UNIT}.courseware.zip").read_bytes() == file.read_bytes()


def test_the_article_is_put_beside_a_unit_in_the_way_that_is_told(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    courseware(capsys, "new", "unit", "mine", "--from", FERRY)
    courseware(capsys, "pack", "mine")
    code, text = courseware(capsys, "add", "mine.courseware.zip", "--as", "theirs", "--yes")
    told = re.search(r"courseware (draft theirs --original) FILE", text)
    assert code == commands.FINE
    assert told is not None
    assert courseware(capsys, *told[1].split(), FERRY)[0] == commands.FINE
    mine, theirs = (article.load(here.unit(name), "en", "en") for name in ("mine", "theirs"))
    assert mine == theirs is not None


def test_it_shows_the_unit_and_asks_before_it_writes(
    here: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(here.seeds)
    for typed, code in (
        ("n\n", commands.PROBLEMS),
        ("\n", commands.PROBLEMS),
        ("", commands.PROBLEMS),
        ("네\ny\n", commands.FINE),
    ):
        assert tree(here.seeds) == before
        monkeypatch.setattr("sys.stdin", Terminal(typed))
        got, text = added(capsys, zipped(unit()), lang="ko")
        assert got == code
        assert "평양 북러 정상회담과 한러 관계 / The Pyongyang Summit" in text
        assert f"seeds/{FOLDER}/vocabulary.yaml  35 KB" in text
        assert text.index("vocabulary.yaml") < text.index("추가할까요?")
    assert (here.unit(FOLDER) / "source.yaml").is_file()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_nobody_can_be_asked_nothing_is_written(
    here: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    before = tree(here.seeds)
    for stdin in (io.StringIO("y\n"), None):
        monkeypatch.setattr("sys.stdin", stdin)
        code, text = added(capsys, zipped(unit()), lang=lang)
        assert code == commands.PROBLEMS
        assert "--yes" in text
        assert tree(here.seeds) == before


def test_a_unit_that_is_there_is_never_written_over(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(here.seeds)
    (here.seeds / "dangling").symlink_to(here.root / "nowhere")
    for name in (UNIT, "_schema", "dangling", "../x", "a/b", "", "Ä", "-"):
        code, text = added(capsys, zipped(unit()), "--as", name, "--yes")
        assert code == commands.PROBLEMS, name
        assert "error:" in text
        (here.seeds / "dangling").unlink()
        assert tree(here.seeds) == before
        (here.seeds / "dangling").symlink_to(here.root / "nowhere")
    assert "--as NAME" in added(capsys, zipped(unit(f"{UNIT}/")), "--yes")[1]


def test_a_unit_with_open_points_is_added_and_it_is_said(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    courseware(capsys, "new", "unit", "mine", "--from", FERRY)
    courseware(capsys, "pack", "mine")
    code, text = courseware(capsys, "add", "mine.courseware.zip", "--as", "theirs", "--yes")
    assert code == commands.FINE
    assert re.search(r"\d+ points are open; see “courseware check theirs”", text)
    assert "〔…〕" not in text


def test_a_mistake_in_a_strangers_unit_is_named_by_its_place_in_the_file(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    data = zipped(unit(actors=MODULES["actors.yaml"].replace(b"kind: person", b"kind: persn", 1)))
    code, text = added(capsys, data, "--yes")
    assert code == commands.PROBLEMS
    assert f"got.zip/{FOLDER}/actors.yaml:8 · actors.putin.kind: “persn” is not one of the choices here" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_strangers_words_do_not_move_the_cursor(
    here: Workspace, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    title = "평양 북러 정상회담과 한러 관계".encode()
    source = MODULES["source.yaml"].replace(title, rb'"\e[2J\u202eTitle\a\n\n\nwith more"')
    folder = unicodedata.normalize("NFC", "a\u202eb")
    data = zipped([*unit(source=source), (f"{folder}/\u200b\u009b2J.txt", b"")])
    _, text = added(capsys, zipped(unit(source=source)), "--yes", lang=lang)
    _, other = added(capsys, data, "--yes", "--as", "other", lang=lang)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u200b]", text + other)


@pytest.mark.parametrize(("made", "words"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_words_and_nothing_is_written(
    desk: Path, capsys: pytest.CaptureFixture[str], made: object, words: str
) -> None:
    assert callable(made)
    data = made()
    Path("got.zip").write_bytes(data)
    before = tree(desk)
    code, text = added(capsys, data, "--yes")
    assert code == commands.PROBLEMS
    assert words in text
    assert "fault of the program" not in text
    assert text.count("\n") < 100
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)
    assert tree(desk) == before
    assert "fault" not in added(capsys, data, "--yes", lang="ko")[1]


@pytest.mark.parametrize("name", ["a bomb", "a bomb of spaces", "very many parts", "parts on top of each other"])
def test_no_bomb_takes_much_memory(name: str) -> None:
    data = BAD[name][0]()
    tracemalloc.start()
    try:
        with pytest.raises(CoursewareError):
            packing.loaded(packing.opened(data, Path("got.zip")))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_never_ends_is_read_no_further_than_a_unit_may_be_long(
    here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("endless.zip").open("wb") as file:
        file.truncate(10**12)
    code, text = courseware(capsys, "add", "endless.zip")
    assert code == commands.PROBLEMS
    assert "too large" in text


def spoilt(data: bytes, dice: random.Random) -> bytes:
    """Bytes turned, cut out, doubled or put in, mostly where the zip keeps its names and numbers."""
    made = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        at = dice.choice((dice.randrange(len(made)), len(made) - 1 - dice.randrange(min(700, len(made)))))
        to = at + dice.randint(1, 40)
        made[at:to] = dice.choice(
            (
                bytes([made[at] ^ 1 << dice.randrange(8)]) + made[at + 1 : to],
                b"",
                bytes(made[at:to]) * 2,
                dice.randbytes(to - at),
                bytes(to - at),
                b"\xff" * (to - at),
                dice.choice((b"../", b"C:\\", b"PK\x05\x06", b"PK\x06\x07", b"\0", b"source.yaml")),
            )
        )
    return bytes(made)


def test_whatever_is_spoilt_in_a_zip_it_is_a_unit_or_a_problem() -> None:
    dice = random.Random(9)
    good = [made() for made in GOOD.values()]
    refused = 0
    for _ in range(600):
        data = spoilt(dice.choice(good), dice)
        try:
            parcel = packing.opened(data, Path("got.zip"))
        except CoursewareError:
            refused += 1
            continue
        assert set(parcel.files) <= set(MODULES)
        assert all(len(text) <= packing.LARGEST_MODULE for text in some(parcel.files.values()))
        assert "\x1b" not in "".join(one.name for one in parcel.left_out)
    assert 200 < refused < 600


def test_no_name_that_chance_makes_gets_out(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dice = random.Random(7)
    pieces = ("..", ".", "", "a", "C:", "con", "\\", "\0", "가", "source.yaml", "x" * 90, "\x1b[2J", "~", "%2e%2e", "…")
    outcomes = []
    for n in range(60):
        name = "/".join(dice.choice(pieces) for _ in range(dice.randint(1, 4))) or "a"
        before = tree(desk)
        code, text = added(capsys, named(name), "--as", f"unit-{n}", "--yes")
        assert "fault of the program" not in text
        unit_files = {f"mine/seeds/unit-{n}", *(f"mine/seeds/unit-{n}/{file}" for file in MODULES)}
        changed = {path for path, now in tree(desk).items() if before.get(path, b"") != now}
        assert changed - {"mine/got.zip", "mine/.gitignore"} == (unit_files if code == commands.FINE else set())
        outcomes.append(code)
    assert 5 < outcomes.count(commands.FINE) < 55


def test_a_disk_that_fails_leaves_no_half_a_unit(
    here: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("got.zip").write_bytes(zipped(unit()))
    before = tree(here.seeds)
    real = packing.writing.replace
    for last in range(14):
        calls = iter(range(100))

        def full(path: Path, data: bytes, last: int = last, calls: object = calls) -> None:
            if next(calls) == last:  # type: ignore[call-overload]
                raise OSError(28, "No space left on device")
            real(path, data)

        monkeypatch.setattr("courseware.files.writing.replace", full)
        code, text = courseware(capsys, "add", "got.zip", "--yes")
        assert code == commands.PROBLEMS
        assert "error: " in text
        assert tree(here.seeds) == before
    monkeypatch.setattr("courseware.files.writing.replace", real)
    assert courseware(capsys, "add", "got.zip", "--yes")[0] == commands.FINE
