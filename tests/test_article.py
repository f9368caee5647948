"""The article's text beside a unit: parts with ids, a hash that notices a change, clear messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.errors import CoursewareError
from courseware.unit.article import ArticleText, Part, dump, load, parse
from courseware.unit.model import Anchor

HERE = Path("article.txt")
TEXT = """\
# The text is the publisher's.

[title] 평양의 여름
[p1] First line,
second line.

[p2] Another.
"""


def test_a_part_goes_on_until_the_next_id() -> None:
    assert parse(TEXT, HERE).by_id == {"title": "평양의 여름", "p1": "First line, second line.", "p2": "Another."}


def test_paragraphs_are_counted_without_title_and_captions() -> None:
    assert parse(TEXT, HERE).count("p") == 2
    assert parse(TEXT, HERE).count("c") == 0


words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1).filter(lambda text: not text.startswith("#"))


@given(st.lists(words, min_size=1, max_size=5), words)
def test_what_is_written_is_read_back(paragraphs: list[str], note: str) -> None:
    article = ArticleText(tuple(Part(Anchor(f"p{n}"), text) for n, text in enumerate(paragraphs, 1)))
    again = parse(dump(article, (note,)), HERE)
    assert again == article
    assert again.sha256 == article.sha256


def test_the_hash_ignores_notes_and_line_breaks_but_no_word_and_no_number() -> None:
    same = TEXT.replace("# The", "# Once more: the").replace("line,\nsecond", "line, second")
    assert parse(same, HERE).sha256 == parse(TEXT, HERE).sha256
    assert parse(TEXT.replace("Another", "An other"), HERE).sha256 != parse(TEXT, HERE).sha256
    assert parse(TEXT.replace("[p2]", "[p3]"), HERE).sha256 != parse(TEXT, HERE).sha256


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (TEXT + "[p1] Again.\n", 8, "the part “p1” stands here twice"),
        ("No id.\n" + TEXT, 1, "the text has no number"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(CoursewareError, match=message) as caught:
        parse(text, HERE)
    assert caught.value.problems[0].line == line


def test_a_unit_without_the_text_has_none(tmp_path: Path) -> None:
    assert load(tmp_path, "en", "en") is None
    (tmp_path / "article.ko.txt").write_text(TEXT, encoding="utf-8")
    assert load(tmp_path, "ko", "en") == parse(TEXT, HERE)
