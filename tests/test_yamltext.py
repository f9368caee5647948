"""YAML as text: what is written is read back, and what was there stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from courseware.errors import CoursewareError
from courseware.unit import yamltext
from courseware.unit.modules import MODULES
from courseware.unit.yamltext import Addition, add, field
from courseware.unit.yamltext.stored import edited
from tests import hand_edited
from tests.conftest import ROOT, UNIT, some

HERE = Path("list.yaml")
NEW = {"id": "new-one", "text": {"ko": "새", "en": "new: one #1"}, "source": ["p1", "p2"]}
EVENT = {"id": "new", "date": "2024-06-19", "text": {"ko": "새", "en": "new"}, "source": ["p1"]}

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
    assert all(line in kept for line in some(text.splitlines()))
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
    assert all(line.replace(" []", "") in kept for line in some(text.splitlines()))
    assert ("\r\n" in added) == ("\r\n" in text)


LINES = "  - id: new\n    date: 2024-06-19\n"
BRACES = '{"id": "new", "date": "2024-06-19"}'


@pytest.mark.parametrize(
    ("hers", "added"),
    [
        ('"events": []\nnote: x\n', f'"events":\n{LINES}note: x\n'),
        ("events:\n  []\nnote: x\n", f"events:\n{LINES}note: x\n"),
        ("events: [\n  # none yet\n]\n", f"events:\n  # none yet\n{LINES}"),
        ("events:  # none yet\n\nnote: x\n", f"events:  # none yet\n{LINES}\nnote: x\n"),
        ("events: ~  # none yet\n", f"events:  # none yet\n{LINES}"),
        ("events: &x []\n", f"events: &x\n{LINES}"),
        ("events: &x\n- id: a\n", "events: &x\n- id: a\n- id: new\n  date: 2024-06-19\n"),
        ("events: !!seq\n  - id: a\n", f"events: !!seq\n  - id: a\n{LINES}"),
        ("events:\n  -\n    # why\n    id: a\nnote: x\n", f"events:\n  -\n    # why\n    id: a\n{LINES}note: x\n"),
        ("? events\n: - id: a\n", f"? events\n: - id: a\n{LINES}"),
        ("%YAML 1.1\n---\nevents:\n  - id: a\n...\n", f"%YAML 1.1\n---\nevents:\n  - id: a\n{LINES}...\n"),
        ("events:\n  - id: |+\n      a\n\n\nnote: x\n", f"events:\n  - id: |+\n      a\n\n\n{LINES}note: x\n"),
        ("events:\n  - id: |\n      a\n\n\nnote: x\n", f"events:\n  - id: |\n      a\n{LINES}\n\nnote: x\n"),
        ("events:\n  - id: a", f"events:\n  - id: a\n{LINES[:-1]}"),
        ("events: [{id: a}]  # mine\n", f"events: [{{id: a}},\n  {BRACES}]  # mine\n"),
        ("events: [\n  {id: a},  # mine\n]\n", f"events: [\n  {{id: a}},  # mine\n  {BRACES}\n]\n"),
        ("events: [\n  {id: a}  # mine\n]\n", f"events: [\n  {{id: a}},  # mine\n  {BRACES}\n]\n"),
        ('{"events": []}\n', f'{{"events": [\n   {BRACES}]}}\n'),
        ('{"events": null}\n', f'{{"events": [\n   {BRACES}]}}\n'),
        ("\ufeffevents: []\r\nnote: x\r\n", f"\ufeffevents:\n{LINES}note: x\n".replace("\n", "\r\n")),
        ("events:\r  - id: a\r", f"events:\n  - id: a\n{LINES}".replace("\n", "\r")),
        (
            "\u200bevents: []\u200b\nnote: \u1112\u1161\u11ab\n",
            f"\u200bevents:\u200b\n{LINES}note: \u1112\u1161\u11ab\n",
        ),
    ],
)
def test_a_list_is_added_to_however_hers_is_written(hers: str, added: str) -> None:
    assert add(hers, "events", [Addition({"id": "new", "date": "2024-06-19"})], HERE) == added


@pytest.mark.parametrize(
    ("hers", "added"),
    [
        ("events:\n  # its own\n  - id: a\n", f"events:\n{LINES}  # its own\n  - id: a\n"),
        ("? events\n: - id: a\n", f"? events\n: {LINES.lstrip()}  - id: a\n"),
        ("events: [{id: a}]\n", f"events: [\n  {BRACES},\n  {{id: a}}]\n"),
        ("events: [\n  # its own\n  {id: a}\n]\n", f"events: [\n  {BRACES},\n  # its own\n  {{id: a}}\n]\n"),
    ],
)
def test_a_new_item_stands_before_a_later_one_of_hers_and_its_comments(hers: str, added: str) -> None:
    assert add(hers, "events", [Addition({"id": "new", "date": "2024-06-19"}, before=0)], HERE) == added


def test_a_comment_in_a_text_of_hers_is_no_comment() -> None:
    hers = 'events:\n- id: "a\n# text\n  text"\n- id: b\n'
    assert add(hers, "events", [Addition({"id": "new"}, before=1)], HERE) == hers.replace(
        "- id: b", "- id: new\n- id: b"
    )


def test_a_note_stays_a_comment_whatever_ends_a_line_in_it() -> None:
    added = add("events: []\n", "events", [Addition(NEW, ("one\u2028- two\n- three\x85four",))], HERE)
    assert yaml.safe_load(added) == {"events": [NEW]}


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("other: []\n", "has no list “events”", None),
        ("events: [\n", "is not good YAML", 2),
        ("", "has no list “events”", None),
        ("- events: []\n", "has no list “events”", None),
        ("a: 1\nevents: none\n", "here belongs a list", 2),
        ("events: []\nevents: []\n", "“events” stands here twice", 2),
        ("events: []\n---\nevents: []\n", "“---” begins a second document", 2),
        ("a: &a [x]\nb: *a\nevents: []\n", "repeats another place of the file", 2),
        ("events: []\na: " + "[" * 200 + "]" * 200, "is not good YAML", 2),
        ("{events}\n", "do not fit into the list “events”", 1),
        ("a: 1\n? events\n: []\t\n", "do not fit into the list “events”", 2),
    ],
)
def test_a_list_that_cannot_be_added_to_is_named(text: str, message: str, line: int | None) -> None:
    with pytest.raises(CoursewareError, match=message) as caught:
        add(text, "events", [Addition(NEW)], HERE)
    assert (caught.value.problems[0].file, caught.value.problems[0].line) == (HERE, line)


@pytest.mark.parametrize("word", ["private \ue000", "half a pair \ud800"])
def test_nothing_is_added_that_the_reader_would_refuse(word: str) -> None:
    with pytest.raises(CoursewareError, match="do not fit into the list"):
        add("events: []\n", "events", [Addition({"id": word})], HERE)


@pytest.mark.parametrize(
    "wrong",
    [
        (0, 0, "x: "),
        (0, 0, "x: 1\n"),
        (2, 2, "\n"),
        (16, 16, "  - id: new\n"),
        (25, 25, "  - id: new"),
        (26, 26, "  - id: other\n"),
        (26, 26, "  - id: new\n  - id: new\n"),
        (26, 26, "  - id: new\nnote: x\n"),
        (16, 17, ""),
    ],
)
def test_what_is_not_hers_with_the_new_item_in_its_place_is_not_written(
    wrong: tuple[int, int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hers = "# mine\n\nevents:\n  - id: a\n"
    monkeypatch.setattr(yamltext, "edits", lambda *_: [(26, 26, "  - id: new\n")])
    assert add(hers, "events", [Addition({"id": "new"})], HERE) == hers + "  - id: new\n"
    monkeypatch.setattr(yamltext, "edits", lambda *_: [wrong])
    with pytest.raises(CoursewareError, match="nothing was added"):
        add(hers, "events", [Addition({"id": "new"})], HERE)


@pytest.mark.parametrize(
    ("lost", "instead"), [("# mine\r\n", ""), ("\r\n  - id: a", "\n  - id: a"), ("\u200b", ""), ("x", "y")]
)
def test_a_text_that_lacks_anything_of_hers_is_not_written(
    lost: str, instead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers = "# mine\r\nevents:\r\n  - id: a\u200b\r\n# xy\r\n"
    monkeypatch.setattr(yamltext, "edited", lambda *given: edited(*given).replace(lost, instead))
    with pytest.raises(CoursewareError, match="nothing was added"):
        add(hers, "events", [Addition({"id": "new"})], HERE)


def test_an_alias_bomb_is_refused_before_anything_is_made_of_it() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 20))]
    with pytest.raises(CoursewareError, match="repeats another place of the file"):
        yamltext.values("\n".join(lines), HERE)


# --- files as hands write them


@pytest.mark.slow
def test_hundreds_of_hand_edited_files_keep_all_that_is_hers() -> None:
    counted, others = hand_edited.table(seed=9, numbers=range(200))
    assert [what for _, what in others if not what.startswith("refused: new entries do not fit")] == []
    assert counted["added"] >= 198


def test_hand_edited_files_are_good_yaml_of_every_kind() -> None:
    cases = [hand_edited.case(number, seed=9) for number in range(200)]
    assert set().union(*(case.odd for case in cases)) == {*hand_edited.ODDITIES, *hand_edited.LISTS}
    for case in cases:
        assert case.name in hand_edited.read(case.stored)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda text: text.replace("\r\n", "\n"), "foreign bytes changed"),
        (lambda text: text.removeprefix("\ufeff"), "foreign bytes changed"),
        (lambda text: text.replace("  # mine\r\n", ""), "foreign bytes changed"),
        (lambda text: text.replace("\u1112\u1161", "\ud558"), "foreign bytes changed"),
        (lambda text: text.replace("  # mine", "  # mine\r\n  - id: b"), "spoilt: the list"),
        (lambda text: text.replace("- id: new", "- id: now"), "spoilt: the list"),
        (lambda text: f"{text}more: 1\r\n", "spoilt: another key"),
        (lambda text: f"{text}more\r\n", "not parsed"),
        (lambda text: text, "added"),
    ],
)
def test_a_spoilt_file_is_noticed(spoil: Callable[[str], str], what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = "\ufeffevents:\r\n  - id: a\r\n  # mine\r\nnote: \u1112\u1161\r\n"
    case = hand_edited.Case("timeline", stored, frozenset({"dashes"}), (Addition(EVENT),))
    monkeypatch.setattr(hand_edited, "add", lambda *given: spoil(add(*given)))
    assert hand_edited.verdict(case) == what
