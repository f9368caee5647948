"""A Word file's bytes as its parts and words, and the documents that the tests write."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from courseware.document.blocks import (
    PAGE,
    PAGES,
    AnswerLines,
    Block,
    Columns,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Margin,
    NameLine,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Run,
    Table,
    footnotes,
    plain,
    texts,
)
from courseware.look.style import Choices, Family, Fonts, Style, make

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_FONTS = Path(__file__).parent.parent / "courseware/assets/fonts"
NOTO = Family("Noto Sans KR", _FONTS / "NotoSansKR-Regular.ttf", _FONTS / "NotoSansKR-Bold.ttf")


def style(**choices: object) -> Style:
    return make(Choices(**choices), Fonts(NOTO, NOTO))  # type: ignore[arg-type]


def document(*blocks: Block, lang: str = "ko", **more: object) -> Document:
    return Document("제목", lang, "student", blocks, **more)  # type: ignore[arg-type]


def says(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """A package with these parts: a file that was taken apart and changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(files(data)[name])


def body(data: bytes) -> etree._Element:
    return part(data)[0]


def paragraphs(data: bytes) -> list[etree._Element]:
    return list(body(data).iter(f"{W}p"))


def style_of(paragraph: etree._Element) -> str:
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def styles(data: bytes) -> list[str]:
    return [style_of(paragraph) for paragraph in paragraphs(data)]


def properties(paragraph: etree._Element) -> etree._Element:
    return paragraph.find(f"{W}pPr")


def has(paragraph: etree._Element, name: str) -> bool:
    """Whether a paragraph's own properties switch `name` on."""
    found = properties(paragraph).find(f"{W}{name}")
    return found is not None and found.get(f"{W}val") != "0"


def words(element: etree._Element) -> str:
    """The text of `element` as a reader sees it, with line breaks and tabs."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    shown = (node for run in element.iter(f"{W}r") for node in run)
    return "".join(node.text or "" if node.tag == f"{W}t" else signs.get(node.tag, "") for node in shown)


def numbered(data: bytes) -> list[tuple[int, str]]:
    """Every list item with the number that Word shows, 0 for a bullet (ECMA-376-1 §17.9).

    Lists of one w:abstractNum count on, unless a w:num that is met for the first time says where to start.
    """
    lists = part(data, "word/numbering.xml")
    kinds = {node.get(f"{W}abstractNumId"): node for node in lists.iter(f"{W}abstractNum")}
    nums = {node.get(f"{W}numId"): node for node in lists.iter(f"{W}num")}
    new = dict(nums)
    counts: dict[tuple[str, int], int] = {}
    found = []
    for paragraph in paragraphs(data):
        number, level = value(paragraph, "pPr/numPr/numId"), int(value(paragraph, "pPr/numPr/ilvl") or 0)
        if number not in nums:
            continue
        kind = value(nums[number], "abstractNumId")
        for start in new.pop(number, ()):
            if start.find(f"{W}startOverride") is not None:
                counts[kind, int(start.get(f"{W}ilvl"))] = int(value(start, "startOverride")) - 1
        look = kinds[kind].find(f"{W}lvl[@{W}ilvl='{level}']")
        counts[kind, level] = counts.get((kind, level), int(value(look, "start")) - 1) + 1
        counts = {key: count for key, count in counts.items() if key[0] != kind or key[1] <= level}
        found.append((counts[kind, level] if value(look, "numFmt") == "decimal" else 0, words(paragraph)))
    return found


def value(element: etree._Element, path: str) -> str:
    """The w:val of what stands at `path` below `element`, or nothing."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


def note(*parts: str | Run) -> Run:
    """A footnote's mark."""
    return Run("", footnote=tuple(Run(part) if isinstance(part, str) else part for part in parts))


def png(width: int = 8, height: int = 4) -> bytes:
    """A grey picture, made by hand so that no test needs an imaging library."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x99" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def notes(data: bytes) -> list[str]:
    """The footnotes' words in the order of their ids, without the separators."""
    return [words(note).strip() for note in part(data, "word/footnotes.xml") if int(note.get(f"{W}id")) > 0]


def parted(blocks: Sequence[Block]) -> tuple[list[str], list[str]]:
    """The texts of `blocks` and, apart from them, of their footnotes."""
    found: list[str] = []
    below: list[str] = []
    waiting = 0
    for text in texts(blocks):
        (below if waiting else found).append(plain(text))
        waiting = waiting - 1 if waiting else len(list(footnotes(text)))
    return found, below


TABLE = Table(
    header=(says("낱말"), says("뜻")),
    rows=((says("조약"), says("treaty")), (says("제재\n制裁"), says("sanctions"))),
    widths=(0.4, 0.6),
    caption="낱말표",
)


def everything(lang: str = "ko") -> Document:
    """Every kind of block and of inline, also where they are unlikely: lists in boxes, tables in lists."""
    return Document(
        title="푸틴의 평양 방문",
        lang=lang,
        edition="teacher",
        blocks=(
            Heading(1, says("푸틴의 평양 방문")),
            Paragraph(says("2024년 6월"), "subtitle"),
            Paragraph(says("중급"), "badge"),
            NameLine(("학년", "반", "번호", "이름")),
            Heading(2, says("읽기 전에"), "before"),
            Paragraph(
                (
                    Run("조약(條約)", bold=True),
                    Run("의 “영향”", emphasis=True),
                    Run(" choyak", muted=True, lang="ko-Latn"),
                    Run("treaty (조약)", lang="en", bold=True, muted=True),
                    Run("기사", link="https://example.com/가?a=1&b=2"),
                    Run(" 전문", link="https://example.com/가?a=1&b=2", bold=True),
                    Run(" "),
                    Run("표", link="#큰-표"),
                )
            ),
            AnswerLines(3, "답을 쓰는 줄"),
            List(
                (
                    Item(says("물음"), (AnswerLines(2), Note("teacher", (Paragraph(says("답")),)))),
                    Item(says("더"), (List((Item(says("가")), Item(says("나"))), ordered=True), TABLE)),
                    Item(says("끝"), (Paragraph(says("덧붙임")), Figure(png(), "그림"), Quote(says("말")))),
                ),
                ordered=True,
            ),
            Note(
                "box",
                (
                    Heading(3, says("상자")),
                    Paragraph(says("글")),
                    List((Item(says("하나"), (List((Item(says("둘"), (Paragraph(says("셋")), AnswerLines(1))),)),)),)),
                    AnswerLines(2),
                    Quote(says("인용"), says("누구")),
                    NameLine(("이름",)),
                    TABLE,
                ),
            ),
            Note("box", (Paragraph(says("이웃 상자")),)),
            Note("source", (Paragraph(says("연합뉴스")), Paragraph(says("작은 글"), "meta"))),
            Quote(says("첫째 말"), says("푸틴")),
            Quote(says("둘째 말"), says("김정은")),
            Heading(3, says("표"), "큰-표"),
            TABLE,
            TABLE,
            Paragraph((*says("표 다음"), note("표를 보라."), Run(" 끝"), note("끝이라는 ", Run("end", lang="en")))),
            Table(
                (says("가"), says("나")), (((*says("다"), note("칸의 주")), says("라")),), (0.5, 0.5), "주가 있는 표"
            ),
            List((Item((*says("항목"), note("기사", Run(" 전문", link="https://example.com/note")))),)),
            Figure(png(), "회색 네모", 0.5),
            PageBreak(),
            TABLE,
            Columns(2, (Heading(3, says("두 단")), Paragraph(says("단의 글")), AnswerLines(2), TABLE)),
            Columns(3, (Paragraph(says("세 단")),)),
            PageBreak(),
            Heading(2, says("쓰기")),
            AnswerLines(12),
            List((Item(says("일곱")),), ordered=True, start=7),
            Table((says("끝"),), (), (1.0,)),
        ),
        header=Margin(says("한국학"), says("교사용")),
        footer=Margin((Run("누리집", link="https://example.com"),), (Run(PAGE), Run(" / "), Run(PAGES))),
        author="김 선생",
        subject="북러 조약",
        keywords=("조약", "treaty"),
        date="2024-06-24T17:44:00+09:00",
    )
