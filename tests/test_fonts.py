"""Fonts are found by name and by path, and what cannot be printed is said."""

from __future__ import annotations

import os
import shutil
from struct import pack, unpack_from
from typing import TYPE_CHECKING

import pytest

from courseware.document.blocks import Paragraph
from courseware.errors import CoursewareError, Problem
from courseware.formats.pdf import write
from courseware.look import fonts
from courseware.look.style import Choices, Family, make
from tests.docx_reading import document, says

if TYPE_CHECKING:
    from pathlib import Path

REGULAR, BOLD = fonts.shipped().regular, fonts.shipped().bold


def renamed(path: Path, name: str = "Test Sans KR") -> bytearray:
    """The font at `path` under a family name of the same length."""
    return bytearray(path.read_bytes().replace("Noto Sans KR".encode("utf-16-be"), name.encode("utf-16-be")))


def table(data: bytearray, tag: bytes) -> int:
    """Where the directory entry of a table stands."""
    count = unpack_from(">H", data, 4)[0]
    return next(12 + 16 * n for n in range(count) if data[12 + 16 * n :][:4] == tag)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer whose only font folder is this one, with a family of two faces in it."""
    folder = tmp_path / "fonts"
    (folder / "korean").mkdir(parents=True)
    (folder / "korean" / "one.ttf").write_bytes(renamed(BOLD))
    (folder / "korean" / "two.ttf").write_bytes(renamed(REGULAR))
    (folder / "readme.ttf").write_text("no font")
    monkeypatch.setattr(fonts, "folders", lambda: (tmp_path / "nowhere", folder))
    return folder


def test_the_shipped_family_is_found_by_its_name(tmp_path: Path) -> None:
    family = fonts.find("noto sans kr", tmp_path)
    assert family == fonts.shipped()
    assert family.regular.is_file()
    assert family.bold.is_file()


def test_the_shipped_family_has_hangul_hanja_and_romanisation() -> None:
    everything = "".join(map(chr, range(0xAC00, 0xD7A4))) + "條約同盟ŏŭ·「」—"
    for path in (REGULAR, BOLD):
        assert "".join(char for char in everything + "☑☐" if not fonts.glyphs(path)[char]) == "☑☐"


def test_what_the_shipped_family_lacks_stands_in_the_shipped_signs_in_both_weights() -> None:
    assert fonts.prints("간극(間隙) 习近平 温家宝 ☐ ☑ ✔ ⅓ ₂ ʃ")
    assert not fonts.prints("☐𒀀")


def test_a_file_is_found_from_the_courses_folder_with_its_bold_sibling(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    for path in (REGULAR, BOLD):
        shutil.copy(path, tmp_path / "fonts" / path.name)
    family = fonts.find("fonts/NotoSansKR-Regular.ttf", tmp_path)
    assert family == Family(
        "Noto Sans KR", tmp_path / "fonts/NotoSansKR-Regular.ttf", tmp_path / "fonts/NotoSansKR-Bold.ttf"
    )


def test_a_file_without_a_bold_sibling_is_its_own_bold(tmp_path: Path) -> None:
    (tmp_path / "mine.ttf").write_bytes(renamed(REGULAR))
    family = fonts.find("mine.ttf", tmp_path)
    assert family.bold == family.regular
    assert family.name == "Test Sans KR"


def test_a_file_in_the_courses_folder_is_found_by_the_familys_name(tmp_path: Path) -> None:
    (tmp_path / "some.ttf").write_bytes(renamed(REGULAR, "Mine Sans KR"))
    assert fonts.find("mine sans kr", tmp_path).regular == tmp_path / "some.ttf"


def test_an_installed_family_is_found_by_its_name(installed: Path) -> None:
    family = fonts.find("test sans kr", installed)
    assert (family.name, family.regular.name, family.bold.name) == ("Test Sans KR", "two.ttf", "one.ttf")


def collection(*faces: bytes) -> bytes:
    """Several faces in one file (OpenType, "TTC header")."""
    start = 12 + 4 * len(faces)
    places = [start + sum(map(len, faces[:at])) for at in range(len(faces))]
    moved = b""
    for place, face in zip(places, map(bytearray, faces), strict=True):
        for n in range(unpack_from(">H", face, 4)[0]):
            at = 12 + 16 * n + 8
            face[at : at + 4] = pack(">I", unpack_from(">I", face, at)[0] + place)
        moved += face
    return b"ttcf" + pack(f">{2 + len(faces)}I", 0x10000, len(faces), *places) + moved


@pytest.mark.parametrize("name", ["Coll Sans KR", "set.ttc"])
def test_a_collection_gives_its_regular_and_its_bold_face(installed: Path, name: str) -> None:
    (installed / "set.ttc").write_bytes(collection(*(renamed(path, "Coll Sans KR") for path in (BOLD, REGULAR))))
    family = fonts.find(name, installed)
    assert (family.name, family.regular.name, family.bold.name) == ("Coll Sans KR", "set.ttc", "set.ttc")
    assert (family.index, family.bold_index) == (1, 0)
    for file, index, plain in ((family.regular, 1, REGULAR), (family.bold, 0, BOLD)):
        assert fonts.glyphs(file, index)["조"] == fonts.glyphs(plain)["조"]
        assert fonts.read_tables(file, ("glyf",), index) == fonts.read_tables(plain, ("glyf",))


def test_an_unknown_name_is_an_error_with_close_matches_and_the_folders_searched(installed: Path) -> None:
    with pytest.raises(CoursewareError) as caught:
        fonts.find("Test Sans KO", installed)
    (problem,) = caught.value.problems
    assert "Test Sans KR" in str(problem.values["close"])
    assert str(installed) in str(problem.values["folders"])


def test_a_missing_file_is_an_error_that_names_its_path(tmp_path: Path) -> None:
    with pytest.raises(CoursewareError, match=r"nothing\.ttf"):
        fonts.find("fonts/nothing.ttf", tmp_path)


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.ttf").write_text("Not a font.")
    with pytest.raises(CoursewareError, match="not a font"):
        fonts.find("text.ttf", tmp_path)


@pytest.mark.parametrize("name", ["cff.otf", "Test Sans KR"])
def test_postscript_outlines_are_refused_and_explained(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = renamed(REGULAR)
    at = table(data, b"glyf")
    data[at : at + 4] = b"CFF "
    (tmp_path / "cff.otf").write_bytes(data)
    monkeypatch.setattr(fonts, "folders", lambda: (tmp_path,))
    with pytest.raises(CoursewareError, match="TrueType outlines"):
        fonts.find(name, tmp_path)


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path) -> None:
    data = renamed(REGULAR)
    rights = unpack_from(">I", data, table(data, b"OS/2") + 8)[0] + 8
    data[rights : rights + 2] = pack(">H", 2)
    (tmp_path / "closed.ttf").write_bytes(data)
    with pytest.raises(CoursewareError, match="embed"):
        fonts.find("closed.ttf", tmp_path)


def test_a_format_four_character_map_gives_the_same_glyphs() -> None:
    full = fonts.glyphs(REGULAR)
    data = fonts.read_tables(REGULAR, ("cmap",))["cmap"]
    short = fonts.Glyphs(data, REGULAR)
    del short._formats[12]
    for char in "조약 條約 ŏŭ Abc ·—☐\uffff":
        assert short[char] == full[char]


@pytest.mark.parametrize(
    "name", ["../../outside.ttf", "{outside}", "link.ttf", "~nobody/outside.ttf", "a" * 5000 + ".ttf"]
)
def test_a_font_out_of_the_courses_and_of_the_computers_fonts_is_not_taken(
    tmp_path: Path, installed: Path, name: str
) -> None:
    course = tmp_path / "templates" / "mine"
    course.mkdir(parents=True)
    outside = tmp_path / "outside.ttf"
    shutil.copy(REGULAR, outside)
    (course / "link.ttf").symlink_to(outside)
    with pytest.raises(CoursewareError, match="There is no font file"):
        fonts.find(name.format(outside=outside), course)


def test_a_font_beside_another_course_or_installed_is_taken_by_its_path(tmp_path: Path, installed: Path) -> None:
    course = tmp_path / "templates" / "mine"
    (tmp_path / "templates" / "_shared").mkdir(parents=True)
    course.mkdir()
    shutil.copy(REGULAR, tmp_path / "templates" / "_shared" / "ours.ttf")
    assert fonts.find("../_shared/ours.ttf", course).name == "Noto Sans KR"
    assert fonts.find(str(installed / "korean" / "two.ttf"), course).name == "Test Sans KR"


# --- damaged files


@pytest.mark.parametrize("tag", [b"head", b"hhea", b"hmtx", b"cmap", b"loca", b"glyf", b"maxp", b"name", b"OS/2"])
@pytest.mark.parametrize("how", ["cut off", "zeros", "ones", "gone", "endless"])
def test_a_font_with_a_spoilt_table_is_named_or_drawn(tmp_path: Path, tag: bytes, how: str) -> None:
    """Whatever its makers or the disk did to a table, nothing but a sentence about the file comes of it."""
    data, path = bytearray(REGULAR.read_bytes()), tmp_path / "school.ttf"
    at = table(data, tag)
    start, length = unpack_from(">II", data, at + 8)
    if how in ("zeros", "ones"):
        data[start : start + length] = bytes([0 if how == "zeros" else 255]) * length
    elif how == "gone":
        data[at : at + 4] = b"none"
    else:
        data[at + 12 : at + 16] = pack(">I", 3 if how == "cut off" else 0xFFFFFFF0)
    path.write_bytes(data)
    assert [told for told in _told(tmp_path) if "school" not in f"{told.file} {told.values}"] == []


def _told(folder: Path) -> tuple[Problem, ...]:
    """What is said while a page is set in school.ttf; a sign that it lacks comes from the shipped font."""
    try:
        family = fonts.find("school.ttf", folder)
        fonts.height(family)
        write(document(Paragraph(says("안녕 world 條約"))), make(Choices(), fonts.backed(family, family, ())))
    except CoursewareError as error:
        return error.problems
    return ()


def test_a_folder_or_a_pipe_that_is_called_like_a_font_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "b.ttf")
    for name in ("a.ttf", "b.ttf", "c" * 300 + ".ttf", "~nobody-at-all/d.ttf"):
        with pytest.raises(CoursewareError, match="There is no font file"):
            fonts.find(name, tmp_path)
    with pytest.raises(CoursewareError, match="No font on this computer"):
        fonts.find("Sans of Nobody", tmp_path)
