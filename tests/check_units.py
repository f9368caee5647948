"""Small units made in memory, each with the one item that a check is asked about, and what the check says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from courseware.checks.evidence import Evidence
from courseware.errors import Problem
from courseware.unit.article import ArticleText, Part
from courseware.unit.model import (
    About,
    Actor,
    Actors,
    Anchor,
    Article,
    Background,
    BackgroundParagraph,
    Event,
    Id,
    Question,
    Questions,
    Quotation,
    Quotations,
    Source,
    Term,
    Text,
    Timeline,
    Unit,
    Vocabulary,
    When,
)
from courseware.unit.modules import MODULES
from tests.conftest import ROOT

DATA = ROOT / "tests" / "data" / "checks"
POSTED = dt.datetime(2024, 6, 24, 9, 0, tzinfo=dt.UTC)


def rows(name: str) -> list[list[str]]:
    """The lines of a data file, each cut at its bars."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]


def both(ko: str, en: str) -> Text:
    return Text({"ko": ko, "en": en})


NOTHING = both("가", "a")
ARTICLE = Article(
    headline=both("배가 온다", "A boat comes"),
    headline_language="en",
    publisher=both("섬신문", "Island News"),
    authors=(),
    posted=POSTED,
    language="en",
    url="https://example.org/boat",
    rights=NOTHING,
    words=1000,
    paragraphs=4,
    captions=1,
)
ABOUT = About(title=both("배", "Boats"), summary=NOTHING, level=NOTHING, level_set_by=NOTHING, minutes=60)
UNIT = Unit(
    "boats",
    Source(unit=ABOUT, article=ARTICLE),
    Background(paragraphs=()),
    Actors(actors=()),
    Timeline(events=()),
    Quotations(note=NOTHING, quotes=()),
    Questions(questions=()),
    Vocabulary(original=NOTHING, level_set_by=NOTHING, terms=()),
    places={module: (Path(f"{module}.yaml"), 1) for module in MODULES},
)
P1 = (Anchor("p1"),)


def paragraph(ko: str, en: str, name: str = "b", **more: Any) -> BackgroundParagraph:
    return BackgroundParagraph(**{"id": Id(name), "text": both(ko, en), "source": P1, **more})


def actor(name: str, ko: str, en: str, **more: Any) -> Actor:
    given = {"id": Id(name), "name": both(ko, en), "kind": "person", "role": NOTHING, "position": NOTHING, "source": P1}
    return Actor(**{**given, **more})


def event(name: str, date: When, **more: Any) -> Event:
    return Event(**{"id": Id(name), "date": date, "text": NOTHING, "source": P1, **more})


def quote(ko: str, en: str, **more: Any) -> Quotation:
    given = {
        "id": Id("q"),
        "text": both(ko, en),
        "verbatim": "en",
        "speaker": NOTHING,
        "occasion": NOTHING,
        "source": P1,
    }
    return Quotation(**{**given, **more})


def question(name: str = "w", **more: Any) -> Question:
    given = {"id": Id(name), "level": "apply", "text": NOTHING, "look_for": (), "minutes": 10, "lines": 5, "source": P1}
    return Question(**{**given, **more})


def term(ko: str, en: str, name: str = "t", **more: Any) -> Term:
    given = {"id": Id(name), "term": both(ko, en), "pos": "noun", "rr": "", "level": "beginner", "source": P1}
    return Term(**{**given, "definition": NOTHING, "example": NOTHING, **more})


def unit(*items: Any, about: dict[str, Any] | None = None, **article: Any) -> Unit:
    """A unit of these items; what else is named is a field of the article, or of what the unit is for."""
    kinds = {kind: tuple(item for item in items if isinstance(item, kind)) for kind in map(type, items)}
    return replace(
        UNIT,
        source=replace(UNIT.source, unit=replace(ABOUT, **(about or {})), article=replace(ARTICLE, **article)),
        background=Background(paragraphs=kinds.get(BackgroundParagraph, ())),
        actors=Actors(actors=kinds.get(Actor, ())),
        timeline=Timeline(events=kinds.get(Event, ())),
        quotes=replace(UNIT.quotes, quotes=kinds.get(Quotation, ())),
        questions=Questions(questions=kinds.get(Question, ())),
        vocabulary=replace(UNIT.vocabulary, terms=kinds.get(Term, ())),
    )


def text(**parts: str) -> ArticleText:
    return ArticleText(tuple(Part(Anchor(name), words) for name, words in parts.items()))


def held(made: Unit, *, ko: ArticleText | None = None, **parts: str) -> Evidence:
    """A unit beside its English article of these parts (p1="…"), and beside a Korean text where one is given."""
    own = {made.article.language: text(**parts)} if parts else {}
    return Evidence(made, own | ({"ko": ko} if ko else {}))


def said(problems: Iterable[Problem]) -> list[str]:
    """Level, place and values of each problem: error background.b.text.ko: 3일, Korean, English."""
    return [
        f"{one.level} {one.file.stem if one.file else '-'}.{one.field}: "
        + ", ".join(str(value) for value in one.values.values())
        for one in problems
    ]
