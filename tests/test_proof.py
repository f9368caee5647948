"""The proof on the finished bytes: nothing of a teacher's gets through, and nothing harmless is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from benchmarks.proof.__main__ import LEAK, Shop, harmless, plant, planted
from benchmarks.proof.plants import DISGUISES, OWN, PLACES
from courseware.build.press import Job, Press
from courseware.document.blocks import Document, Heading, Paragraph, Run, Table
from courseware.errors import CoursewareError
from courseware.formats import FORMATS, Written
from courseware.formats.docx import reading as word
from courseware.formats.pdf import reading as pdf
from courseware.handout import proof
from courseware.handout.proof import Proof, rights
from courseware.unit.model import Text, Unit
from tests.conftest import ROOT, UNIT

pytestmark = pytest.mark.slow

CASES = yaml.safe_load((ROOT / "tests" / "data" / "proof" / "cases.yaml").read_text(encoding="utf-8"))
WAYS = [(file_format, way) for file_format in FORMATS for way in (*PLACES, *OWN.get(file_format, ()))]


# --- the rule


def with_words(unit: Unit, teachers: str, public: list[str]) -> Unit:
    """The sample unit with one sentence for the teacher; `public` is what students may read of it."""
    open_to_all = Text({f"{number}": text for number, text in enumerate(public)})
    about = replace(unit.source.unit, care=Text({"ko": teachers}), level=open_to_all)
    return replace(unit, source=replace(unit.source, unit=about))


def leaks(checked: Proof, pieces: Sequence[str], known: Sequence[str], own: Sequence[str]) -> list[object]:
    try:
        checked.prove(pieces, (), known, own)
    except CoursewareError as error:
        return [problem.values["text"] for problem in error.problems]
    return []


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_what_is_a_leak_and_what_is_none(unit: Unit, case: dict[str, Any]) -> None:
    checked = Proof(with_words(unit, case["teacher"], case.get("public", [])))
    assert leaks(checked, case["pieces"], case.get("known", ()), case.get("own", ())) == (
        [case["teacher"]] if case["leak"] else []
    )


def test_what_students_may_read_is_gathered_only_where_something_was_found(unit: Unit) -> None:
    asked = []
    Proof(unit).prove(["Nothing of the kind."], (), (asked.append(word) or word for word in ["known"]))
    assert not asked


# --- what the template says by itself


def test_a_templates_own_words_are_those_outside_the_teachers_boxes() -> None:
    template = """{# a remark #}
Write on the line.

::: box
Read {{ unit.title }} aloud.

::: teacher
The answer is no.

::: box
And in a box within.
:::
:::
:::

Then stop.
"""
    own = " ".join(rights.own_words(template))
    for words in ("Write on the line.", "aloud", "Then stop."):
        assert words in own
    for words in ("remark", "answer", "within"):
        assert words not in own


def test_a_label_that_only_a_teachers_box_asks_for_is_a_leak_outside(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a label of the program, but no student reads it."""
    job = Job(UNIT, "korean-reading", "en", "student", "docx")
    label = "Put a few on the board and come back to them after the background."
    assert any(label in text for text in press.handout(job).withheld)

    def leaking(document: Document, style: Any) -> Written:
        blocks = (*document.blocks, Paragraph((Run(f"Every guess is welcome. {label}"),)))
        return docx.write(replace(document, blocks=blocks), style)

    docx = FORMATS["docx"]
    monkeypatch.setitem(FORMATS, "docx", replace(docx, write=leaking))
    with pytest.raises(CoursewareError, match="meant for the teacher"):
        press.write(job)


# --- how files are read


def written(file_format: str, press: Press, *blocks: Any) -> bytes:
    document = Document("제목", "ko", "student", blocks)
    return FORMATS[file_format].write(document, press.course("ir-seminar").style).data


@pytest.mark.parametrize(("file_format", "read"), [("docx", word.pieces), ("pdf", pdf.pieces)])
def test_cells_and_paragraphs_are_pieces_of_their_own_and_runs_are_not(
    press: Press, file_format: str, read: Any
) -> None:
    row = ((Run("1990년"),), (Run("수교가 "), Run("이루어짐", bold=True)))
    table = Table(((Run("날짜"),), (Run("사건"),)), (row,), (0.3, 0.7))
    paragraph = Paragraph((Run("끝 "), Run("end", lang="en")))
    found = [proof.letters(piece) for piece in read(written(file_format, press, table, paragraph))]
    assert {"1990년", "수교가이루어짐", "끝end"} <= set(found)
    assert not [piece for piece in found if "1990년수교" in piece]


def test_a_paragraph_over_two_pages_is_one_piece(press: Press) -> None:
    long = "이 문단은 한 쪽보다 길어서 다음 쪽으로 넘어간다. " * 120
    found = pdf.pieces(written("pdf", press, Heading(1, (Run("제목"),)), Paragraph((Run(long),))))
    assert proof.letters(long) in map(proof.letters, found)


def test_every_piece_of_a_long_file_is_read(press: Press) -> None:
    """A page goes on in the elements where the page before ended, and none of them is left out."""
    words = [f"문단 {n}: 한국의 뉴스를 읽는다." for n in range(200)]
    blocks = (Paragraph((Run(one),)) for one in words)
    found = set(map(proof.letters, pdf.pieces(written("pdf", press, Heading(1, (Run("제목"),)), *blocks))))
    assert {proof.letters(one) for one in words} <= found


def test_words_that_files_are_made_of_are_no_pieces(press: Press) -> None:
    """Or an answer like “identity” or “footnotes” would stop every handout."""
    block = Paragraph((Run("말", link="https://example.org/"), Run("", footnote=(Run("주"),))))
    for file_format in ("docx", "pdf"):
        found = proof.letters(" ".join(FORMATS[file_format].texts(written(file_format, press, block))))
        for code in ("identity", "footnotes", "relationship", "external", "heading1", "styles", "continuous"):
            assert code not in found, (file_format, code)


# --- planted and harmless, a part of `python -m benchmarks.proof`


@pytest.fixture(scope="module")
def shop() -> Shop:
    made = Shop()
    made.invent(0, Random(4))
    return made


@pytest.mark.parametrize(("file_format", "way"), WAYS, ids=[f"{file_format}: {way}" for file_format, way in WAYS])
def test_no_way_into_a_students_file_gets_through(shop: Shop, file_format: str, way: str) -> None:
    secret = shop.made["unit-0"].secrets[0]["ko"]
    leak = plant(shop, Job("unit-0", "plain", "ko", "student", file_format), way, "as it is", secret, Random(1))
    assert leak.made
    assert leak.caught


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("way", ["a paragraph", "a cell", "an item"])
@pytest.mark.parametrize("file_format", FORMATS)
def test_no_disguise_gets_through(shop: Shop, file_format: str, way: str, disguise: str) -> None:
    secret = shop.made["unit-0"].secrets[0]["en"]
    leak = plant(shop, Job("unit-0", "plain", "en", "student", file_format), way, disguise, secret, Random(1))
    assert leak.made
    assert leak.caught


def test_no_leak_of_a_few_gets_through() -> None:
    assert [leak for leak in planted(2, 3) if not (leak.made and leak.caught)] == []


def test_no_harmless_unit_of_a_few_is_refused() -> None:
    assert {(job.unit, job.format): texts for job, texts in harmless(5, 3) if texts} == {}


def test_the_trial_would_notice_a_proof_that_finds_nothing(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Proof, "prove", lambda *_: None)
    secret = shop.made["unit-0"].secrets[0]["ko"]
    job = Job("unit-0", "plain", "ko", "student", "docx")
    assert not plant(shop, job, "a paragraph", "as it is", secret, Random(1)).caught


def test_the_message_is_the_teachers() -> None:
    assert proof.leak("x" * 100, Path("handout.md")).message == LEAK
    assert len(str(proof.leak("x" * 100).values["text"])) == 78
