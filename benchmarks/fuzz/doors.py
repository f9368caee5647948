"""The four doors: each takes bytes, and may raise nothing but CoursewareError."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.hostile.stage import ROOT, SMALL, article
from courseware.cli.speech import speech
from courseware.course import word_look
from courseware.course.courses import CourseFile
from courseware.drafting import snapshot
from courseware.errors import CoursewareError
from courseware.look import fonts
from courseware.look.style import Choices
from courseware.unit import seeds, yamltext
from courseware.unit.model import LANGUAGES
from courseware.unit.modules import MODULES
from courseware.unit.yamlfile import Reader, load
from courseware.workspace import start

SAY = speech("en", (ROOT / "locales",))
_FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
_LISTS = {"actors": "actors", "timeline": "events", "quotes": "quotes", "vocabulary": "terms", "questions": "questions"}
_PAGE = b"<html><body>"


def page(data: bytes) -> None:
    """A saved page becomes the files of a unit."""
    _unit_from(data if b"<" in data[:40] else _PAGE + data, Path("page.html"))


def paste(data: bytes) -> None:
    """A pasted article becomes the files of a unit."""
    _unit_from(data, Path("article.txt"))


def _unit_from(data: bytes, path: Path) -> None:
    """The files of the unit that begins so are read again; what is said is said."""
    found = snapshot.take(data, path)
    files = start.from_article(found, None, path, SAY)
    for name, text in files.items():
        (_FOLDER / name).write_text(text, encoding="utf-8")
    unit = seeds.load(_FOLDER)
    seeds.article_texts(_FOLDER, unit)


def yaml(data: bytes) -> None:
    """The first byte says which of the eight kinds of YAML file the rest is; a list of it gets an item more."""
    kind, rest = data[:1], data[1:]
    names = [*MODULES, "course"]
    name = names[(kind[0] if kind else 0) % len(names)]
    path = _FOLDER / f"fuzzed-{name}.yaml"
    path.write_bytes(rest)
    if name == "course":
        load(path, CourseFile, LANGUAGES, "course")
        return
    reader = Reader(path, LANGUAGES, name)
    reader.read(MODULES[name].kind)
    for problem in reader.problems:
        SAY.problem(problem, _FOLDER)
    if name in _LISTS:
        text = rest.decode("utf-8")
        yamltext.add(text, _LISTS[name], [yamltext.Addition({"id": "added", "text": {"ko": "가", "en": "a"}})], path)


def word(data: bytes) -> None:
    """A school's Word file becomes the look of a course."""
    path = _FOLDER / "reference.docx"
    path.write_bytes(data)
    own = fonts.shipped()
    word_look.adopt(path, Choices(), fonts.backed(own, own, []))


DOORS: dict[str, Callable[[bytes], None]] = {"page": page, "paste": paste, "yaml": yaml, "word": word}


def beginnings(door: str) -> list[bytes]:
    """The project's own fixtures, from which the fuzzer begins."""
    data = ROOT / "tests" / "data"
    if door == "page":
        return [path.read_bytes() for path in sorted((data / "pages").glob("*.html"))]
    if door == "paste":
        texts = [path.read_bytes() for path in sorted((data / "grounding").glob("*/article.txt"))]
        head = b"Free ferries\nPosted: March 17, 2025 09:10 KST\nBy Do Na-rae, staff reporter\n\n"
        return [head + text[text.index(b"[p1]") :].replace(b"[p", b"(p") for text in [*texts, article()]]
    if door == "word":
        return [path.read_bytes() for path in sorted((data / "reference").glob("*.docx"))]
    names = [f"seeds/ferry/{name}.yaml" for name in MODULES] + ["templates/tiny/course.yaml"]
    found = [bytes([n]) + SMALL[name] for n, name in enumerate(names)]
    return found + [bytes([0]) + path.read_bytes() for path in sorted((data / "yaml").rglob("*")) if path.is_file()]


def refused(door: str, data: bytes) -> bool:
    """Whether the door refuses, as it should what it cannot use. Any other exception is a fault."""
    try:
        DOORS[door](data)
    except (CoursewareError, UnicodeDecodeError) as error:
        if isinstance(error, UnicodeDecodeError) and door != "yaml":
            raise
        return True
    return False


def parts_changed(data: bytes, size: int, change: Callable[[bytes, int], bytes], which: int) -> bytes:
    """A Word file with one of its parts changed and all packed again: changed bytes of a zip fail at its check sum."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except Exception:  # noqa: BLE001 - a spoilt zip is changed as it is
        return change(data, size)
    if not parts or which % 8 == 0:
        return change(data, size)
    name = sorted(parts)[which % len(parts)]
    parts[name] = change(parts[name], max(size, len(parts[name]) + 64))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for inner, part in parts.items():
            package.writestr(zipfile.ZipInfo(inner), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()[:size]
