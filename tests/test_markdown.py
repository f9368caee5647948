"""Markdown becomes blocks.

Cases are files in tests/data/markdown: a template's text, a line of dashes (-----), and the outline of the blocks it
becomes, or the message that it gets. The first word of a file's name is the language.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.document.blocks import (
    AnswerLines,
    Block,
    Columns,
    Figure,
    Heading,
    Inlines,
    Item,
    List,
    NameLine,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    plain,
    texts,
)
from courseware.document.markdown import parse
from courseware.errors import CoursewareError
from courseware.handout.template import escape
from tests.conftest import ROOT
from tests.test_yaml_files import told

CASES = sorted((ROOT / "tests" / "data" / "markdown").glob("*.md"))


def outline(blocks: tuple[Block, ...], indent: str = "") -> str:
    """Blocks as a person would note them: a line each, what stands inside indented."""
    return "".join(indent + line + "\n" for block in blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    match block:
        case Heading(level, text, anchor):
            own = plain(text).lower().replace(" ", "-")
            return [f"heading {level}{f' #{anchor}' if anchor != own else ''}: {_inline(text)}"]
        case Paragraph(text, role):
            return [f"{role}: {_inline(text)}"]
        case Quote(text, by):
            return [f"quote: {_inline(text)}", *([f"  by: {_inline(by)}"] if by else [])]
        case List(items, ordered, start, bracket):
            head = f"list from {start}{')' if bracket else ''}" if ordered else "list"
            return [head, *(f"  {line}" for item in items for line in _item(item))]
        case Table(header, rows, widths, _, aligns):
            sides = aligns or [None] * len(widths)
            shares = " ".join(
                f"{width:.0%}{f' {side}' if side else ''}" for width, side in zip(widths, sides, strict=True)
            )
            return [f"table {shares}", *(f"  {' | '.join(map(_inline, row))}" for row in (header, *rows))]
        case Note(role, inner):
            return [f"note {role}", *outline(inner, "  ").splitlines()]
        case AnswerLines(count):
            return [f"{count} lines to write on"]
        case NameLine(fields):
            return [f"name line: {', '.join(fields)}"]
        case Figure(image, alt, width):
            return [f"figure of {len(image)} bytes, {width:.0%}: {alt}"]
        case Columns(count, inner):
            return [f"{count} columns", *outline(inner, "  ").splitlines()]
        case PageBreak():
            return ["new page"]
    raise AssertionError(block)


def _item(item: Item) -> list[str]:
    return [f"- {_inline(item.text)}", *(f"  {line}" for line in outline(item.blocks).splitlines())]


def _inline(text: Inlines) -> str:
    out = ""
    for run in text:
        marks = [name for name in ("bold", "emphasis", "muted", "underline") if getattr(run, name)]
        marks += [run.lang] if run.lang else []
        marks += [run.link] if run.link else []
        text = run.text.replace("\n", "⏎").replace("\u00a0", "⍽").replace("\u3000", "□")
        words = f"[^{_inline(run.footnote)}]" if run.footnote else text
        out += f"<{' '.join(marks)}: {words}>" if marks else words
    return out


def shown(text: str, lang: str) -> str:
    """A line `<!-- section: name -->` stands for the place where a template's section begins."""
    marks = ((n, re.fullmatch("<!-- section: (.*) -->", line)) for n, line in enumerate(text.splitlines()))
    sections = {n: mark[1] for n, mark in marks if mark}
    try:
        return outline(parse(text, lang, lambda name: name.encode(), sections))
    except CoursewareError as error:
        return told(error)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_markdown_becomes_the_blocks_of_its_outline(case: Path) -> None:
    source, _, expected = case.read_text(encoding="utf-8").partition("\n-----\n")
    assert shown(source, case.stem.partition("-")[0]) == expected


def test_there_are_cases() -> None:
    assert len(CASES) >= 30


ANY_TEXT = (
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp"), exclude_characters="\u200b\ufeff"),
        min_size=1,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@pytest.mark.parametrize(
    ("settings", "first", "names"),
    [
        ("::: table 30 70", "조약", True),
        ("::: table 30 70", " ", False),
        ("::: table 30 70 no-row-headings", "조약", False),
        ("::: table no-row-headings", "조약", False),
    ],
)
def test_the_first_column_of_a_table_says_what_a_row_is_about_unless_it_is_to_fill_in(
    settings: str, first: str, names: bool
) -> None:
    (table,) = parse(f"{settings}\n| 낱말 | 뜻 |\n|---|---|\n| {first} | 약속 |\n:::\n", "ko")
    assert isinstance(table, Table)
    assert table.names_rows is names


@given(ANY_TEXT)
def test_any_text_printed_by_a_template_comes_out_as_it_went_in(text: str) -> None:
    for frame in ("{}", "- {}", "## {}", "1. {}", "> {}", "::: box\n{}\n:::", "**a** {}"):
        blocks = parse(frame.format(escape(text)), "ko")
        found = "".join(plain(part) for part in texts(blocks))
        assert found == ("a " if "**" in frame else "") + text.strip(), frame


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_in_a_table_cell_comes_out_as_it_went_in(first: str, second: str) -> None:
    blocks = parse(f"| a | b |\n|---|---|\n| {escape(first)} | {escape(second)} |\n", "ko")
    assert [plain(part) for part in texts(blocks)] == ["a", "b", first, second]


@pytest.mark.parametrize(("opening", "closing"), [("::: box\n", "\n:::"), ("- ", ""), ("> ", ""), ("- > ", "")])
def test_signs_within_signs_print_what_stands_in_them_or_are_refused(opening: str, closing: str) -> None:
    """However deep: the parser of Markdown reads nothing beyond a depth, and does not say so."""
    refused = set()
    for depth in range(1, 40):
        try:
            blocks = parse(opening * depth + "속" + closing * depth, "ko")
        except CoursewareError as error:
            refused.add(str(error))
            continue
        assert "속" in "".join(plain(text) for text in texts(blocks)), depth
    assert "signs stand within signs deeper than a handout can show" in " ".join(refused)
