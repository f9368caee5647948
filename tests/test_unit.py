"""The sample unit holds what a teacher is promised."""

from __future__ import annotations

import re

from courseware.unit.model import Unit, strings
from tests.conftest import some

LEVELS = ["remember", "understand", "apply", "analyze", "evaluate", "create"]


def test_it_has_as_much_as_a_lesson_needs(unit: Unit) -> None:
    assert 6 <= len(unit.background.paragraphs) <= 8
    assert 12 <= len(unit.actors.actors) <= 16
    assert len(unit.timeline.events) >= 10
    assert len(unit.quotes.quotes) >= 6
    assert len(unit.questions.questions) >= 12
    assert len(unit.vocabulary.terms) >= 32


def test_questions_climb_over_all_thinking_levels(unit: Unit) -> None:
    for level in LEVELS:
        assert sum(question.level == level for question in unit.questions.questions) >= 2, level
    assert all(question.look_for and question.minutes and question.lines for question in some(unit.questions.questions))


def test_the_original_is_noted_and_its_address_is_not_invented(unit: Unit) -> None:
    original = unit.article.original
    assert original is not None
    assert original.url is None
    for lang in unit.languages:
        assert "button that move to original korean article" in str(original.note[lang])
        assert "button that move to original korean article" in str(unit.vocabulary.original[lang])


def test_the_two_kims_are_told_apart(unit: Unit) -> None:
    kims = {str(actor.name["en"]) for actor in unit.actors.actors if str(actor.name["en"]).startswith("Kim ")}
    assert kims == {"Kim Jong-un", "Kim Hong-kyun"}


def test_korean_names_have_both_romanisations(unit: Unit) -> None:
    korean = [a for a in unit.actors.actors if (a.kind == "person" and a.hanja) or a.rr]
    assert all(actor.rr and actor.mr for actor in some(korean))


def test_sino_korean_terms_explain_their_characters(unit: Unit) -> None:
    for term in some(unit.vocabulary.terms):
        assert bool(term.hanja) == bool(term.characters), term.id


def test_korean_texts_are_korean_and_english_texts_are_english(unit: Unit) -> None:
    def sides(lang: str) -> list[str]:
        from courseware.unit.model import Text

        found: list[str] = []

        def collect(value: object) -> None:
            from dataclasses import fields, is_dataclass

            if isinstance(value, Text):
                found.append(str(value[lang]))
            elif isinstance(value, tuple):
                for inner in value:
                    collect(inner)
            elif is_dataclass(value):
                for spec in fields(value):
                    collect(getattr(value, spec.name))

        for module in (unit.background, unit.actors, unit.timeline, unit.questions, unit.vocabulary.terms):
            collect(module)
        return found

    assert [text for text in sides("ko") if not re.search("[가-힣]", text)] == []
    assert [text for text in sides("en") if re.search("[가-힣]", text) and "‘" not in text and "“" not in text] == []


def test_every_text_is_composed_and_free_of_invisible_characters(unit: Unit) -> None:
    import unicodedata

    for text in some(strings(unit.source)):
        assert unicodedata.is_normalized("NFC", text)
        assert not re.search("[\u200b\u2060\ufeff]", text)
