"""YAML as text: what is written is read back, and what was there stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from courseware.errors import CoursewareError
from courseware.model import MODULES
from courseware.yamltext import Addition, add, field
from tests.conftest import ROOT, UNIT

HERE = Path("list.yaml")
NEW = {"id": "new-one", "text": {"ko": "새", "en": "new: one #1"}, "source": ["p1", "p2"]}

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
values = st.recursive(
    texts | st.integers() | st.none() | st.lists(texts, min_size=1, max_size=3),
    lambda inner: (
        st.dictionaries(st.sampled_from(["ko", "en", "note"]), inner, min_size=1)
        | st.lists(st.dictionaries(st.sampled_from(["ko", "en"]), inner, min_size=1), min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_a_value_is_read_back_as_it_was(value: object) -> None:
    assert yaml.safe_load("\n".join(field("key", value, 0))) == {"key": value}  # type: ignore[arg-type]


@pytest.mark.parametrize("module", [name for name in MODULES if name != "source"])
@pytest.mark.parametrize("before", [None, 0, 2, 99])
def test_every_line_of_hers_stays(module: str, before: int | None) -> None:
    path = ROOT / "seeds" / UNIT / f"{module}.yaml"
    text = path.read_text(encoding="utf-8")
    name = {"background": "paragraphs", "timeline": "events", "vocabulary": "terms"}.get(module, module)
    added = add(text, name, [Addition(NEW, ("a note",), before)], path)
    kept = iter(added.splitlines())
    assert all(line in kept for line in text.splitlines())
    old, new = yaml.safe_load(text)[name], yaml.safe_load(added)[name]
    assert [item for item in new if item != NEW] == old
    assert new.index(NEW) == min(len(old) if before is None else before, len(old))


@pytest.mark.parametrize(
    "text",
    [
        "events: []\n",
        "events: [] # mine\n",
        "events:\n- id: a\n",
        "events:\n  - id: a\n    text: >-\n      long\n      # no comment\n\n  # mine\n# at the end\nnote: x\n",
        "events:\r\n  - id: a\r\n    # inside\r\n",
        "# first\nevents:\n  - id: a",
    ],
)
def test_comments_stay_where_they_were(text: str) -> None:
    added = add(text, "events", [Addition(NEW)], HERE)
    assert yaml.safe_load(added)["events"][-1] == NEW
    kept = iter(added.splitlines())
    assert all(line.replace(" []", "") in kept for line in text.splitlines())
    assert ("\r\n" in added) == ("\r\n" in text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("events: [{id: a}]\n", "is written in brackets"),
        ("other: []\n", "has no list “events”"),
        ("events: [\n", "is not good YAML"),
        ("", "has no list “events”"),
    ],
)
def test_a_list_that_cannot_be_added_to_is_named(text: str, message: str) -> None:
    with pytest.raises(CoursewareError, match=message):
        add(text, "events", [Addition(NEW)], HERE)
