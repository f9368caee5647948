"""Invented units in which a teacher's texts repeat what students may read: dates, names, halves of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from courseware.handout.labels import Labels
from courseware.unit.model import (
    About,
    Actor,
    Actors,
    Article,
    Author,
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

HERE = Path(__file__).parent
LEVELS = ("remember", "understand", "apply", "analyze", "evaluate", "create")
AUTHOR = Text({"ko": "김하늘", "en": "Kim Ha-neul"})
OWN = ("모둠에서 함께 이야기해 보세요.", "Talk about it in your group.")
"""A sentence that a template prints for students, in its own words."""


@cache
def bank() -> dict[str, Any]:
    """The sentences that units are made of, public ones and a teacher's."""
    loaded: dict[str, Any] = yaml.load((HERE / "bank.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


def both(entry: dict[str, str]) -> Text:
    return Text({"ko": entry["ko"], "en": entry["en"]})


@dataclass(frozen=True)
class Made:
    """A unit, and those of its teacher's texts that stand nowhere in what students may read."""

    unit: Unit
    secrets: tuple[Text, ...]


def made(name: str, chance: Random, labels: dict[str, Labels]) -> Made:
    """A unit under `name`; the same for the same state of `chance`."""
    return _Maker(name, chance, labels).unit()


class _Maker:
    def __init__(self, name: str, chance: Random, labels: dict[str, Labels]) -> None:
        self.name, self.chance, self.labels = name, chance, labels
        self.picked = {
            kind: chance.sample(bank()[kind], chance.randint(2, 5))
            for kind in ("events", "statements", "quotes", "people", "terms", "questions")
        }
        self.picked["questions"] = self.picked["questions"][:4]
        self.title, self.publisher = chance.choice(bank()["titles"]), chance.choice(bank()["publishers"])
        self.secrets: list[Text] = []

    def unit(self) -> Made:
        questions = tuple(self._question(n, entry) for n, entry in enumerate(self.picked["questions"]))
        source = self._source()
        unit = Unit(
            name=self.name,
            source=source,
            background=Background(
                paragraphs=tuple(
                    BackgroundParagraph(id=Id(f"b{n}"), text=Text(dict(entry), markdown=True))
                    for n, entry in enumerate(self.picked["statements"])
                )
            ),
            actors=Actors(actors=tuple(map(_actor, self.picked["people"]))),
            timeline=Timeline(events=tuple(_event(n, entry) for n, entry in enumerate(self.picked["events"]))),
            quotes=Quotations(
                note=Text({"ko": "번역은 우리가 했다.", "en": "The translations are ours."}),
                quotes=tuple(self._quote(n, entry) for n, entry in enumerate(self.picked["quotes"])),
            ),
            questions=Questions(questions=questions),
            vocabulary=Vocabulary(
                original=Text({"ko": "원문은 신문사 누리집에 있다.", "en": "The original is on the paper’s website."}),
                level_set_by=Text({"ko": "우리가 정함", "en": "set by us"}),
                terms=tuple(map(_term, self.picked["terms"])),
            ),
        )
        return Made(unit, tuple(self.secrets))

    def _source(self) -> Source:
        chance = self.chance
        asked = chance.sample(bank()["asks"], chance.randint(1, 2))
        self.secrets += [Text({"ko": ask, "en": ask}) for ask in asked]
        return Source(
            unit=About(
                title=both(self.title),
                summary=both(chance.choice(bank()["statements"])),
                aims=tuple(self._aim() for _ in range(chance.randint(1, 3))),
                level=Text({"ko": "중급", "en": "intermediate"}),
                level_set_by=Text({"ko": "우리가 정함", "en": "set by us"}),
                minutes=chance.randint(20, 90),
                care=self._care(),
            ),
            article=self._article(),
            ask=tuple(asked),
        )

    def _article(self) -> Article:
        return Article(
            headline=both(self.title),
            headline_language="en",
            publisher=both(self.publisher),
            authors=(Author(name=AUTHOR, role=Text({"ko": "기자", "en": "staff reporter"})),),
            posted=datetime.fromisoformat("2024-06-24T17:44:00+09:00"),
            language="en",
            url="https://example.org/news/1990",
            original=None,
            rights=Text({"ko": "저작권은 신문사에 있다.", "en": "Copyright belongs to the publisher."}),
            words=1397,
            paragraphs=12,
        )

    def _question(self, number: int, entry: dict[str, str]) -> Question:
        looked_for = tuple(self._point(entry) for _ in range(self.chance.randint(1, 4)))
        return Question(
            id=Id(f"q{number}"),
            level=LEVELS[number],  # type: ignore[arg-type] # one of them
            text=both(entry),
            look_for=looked_for,
            minutes=self.chance.randint(2, 15),
            lines=2,
            ask=tuple(self.chance.sample(bank()["asks"], self.chance.randint(0, 1))),
        )

    def _quote(self, number: int, entry: dict[str, Any]) -> Quotation:
        return Quotation(
            id=Id(f"s{number}"),
            speaker=both(entry["speaker"]),
            text=both(entry),
            verbatim="en",
            occasion=Text({"ko": "기자회견", "en": "a press conference"}),
        )

    # --- what is the teacher's

    def _answer(self, kind: str = "answers") -> Text:
        """A sentence that no student may read."""
        answer = both(self.chance.choice(bank()[kind]))
        self.secrets.append(answer)
        return answer

    def _aim(self) -> Text:
        if self.chance.random() < 0.5:
            return self._answer("aims")
        ko, en = self.title["ko"], self.title["en"]
        return self.chance.choice([both(self.title), Text({"ko": f"‘{ko}’를 읽는다.", "en": f"read “{en}”"})])

    def _care(self) -> Text | None:
        kind = self.chance.randrange(4)
        if kind == 0:
            return None
        if kind == 1:
            return self._answer("cares")
        quote = self.chance.choice(self.picked["quotes"])
        if kind == 2:
            return Text({"ko": f"“{quote['ko']}”", "en": f"“{quote['en']}”"})
        own = self._answer("cares")
        return Text({"ko": f"“{quote['ko']}” {own['ko']}", "en": f"“{quote['en']}” {own['en']}"})

    def _point(self, question: dict[str, str]) -> Text:
        """A look-for of some kind; every kind but the first says what students may read anyway."""
        kinds = (
            *(self._answer, self._answer, self._answer, self._day, self._day_and_event, self._half_event),
            *(self._event_and_hour, self._two_events, self._name, self._name_and_role, self._names, self._term),
            *(self._half_statement, self._statement, self._statement_and_answer, self._short, self._quotation),
            *(self._heading, self._own, lambda: _half(question, self.chance), lambda: both(question)),
        )
        return self.chance.choice(kinds)()

    def _day(self) -> Text:
        return self._dates(self._some("events"))

    def _dates(self, entry: dict[str, str]) -> Text:
        event = _event(0, entry)
        return Text({lang: labels.dates(event.date, event.until) for lang, labels in self.labels.items()})

    def _day_and_event(self) -> Text:
        entry = self._some("events")
        return _joined(self._dates(entry), self.chance.choice([": ", ", ", " "]), both(entry))

    def _half_event(self) -> Text:
        entry = self._some("events")
        half = _half(entry, self.chance)
        return self.chance.choice([half, _joined(self._dates(entry), ": ", half)])

    def _event_and_hour(self) -> Text:
        timed = [entry for entry in self.picked["events"] if "time" in entry]
        if not timed:
            return self._day_and_event()
        hour = Text({lang: labels.time(timed[0]["time"]) for lang, labels in self.labels.items()})
        return self.chance.choice([hour, _joined(self._dates(timed[0]), " ", hour)])

    def _two_events(self) -> Text:
        first, second = (both(entry) for entry in self.picked["events"][:2])
        return _joined(first, ". ", second)

    def _name(self) -> Text:
        name = both(self._some("people"))
        return self.chance.choice([name, Text({lang: words.upper() for lang, words in name.items()})])

    def _name_and_role(self) -> Text:
        person = self._some("people")
        return _joined(both(person), self.chance.choice([" ", ", ", ": "]), both(person["role"]))

    def _names(self) -> Text:
        people = self.picked["people"][: self.chance.randint(2, 3)]
        return Text({lang: labels.listing(one[lang] for one in people) for lang, labels in self.labels.items()})

    def _half_statement(self) -> Text:
        return _half(self._some("statements"), self.chance)

    def _statement(self) -> Text:
        return both(self._some("statements"))

    def _statement_and_answer(self) -> Text:
        return _joined(both(self._some("statements")), " ", self._answer())

    def _short(self) -> Text:
        return both(self.chance.choice(bank()["short"]))

    def _term(self) -> Text:
        term = self._some("terms")
        return self.chance.choice([both(term), _joined(both(term), ": ", both(term["definition"]))])

    def _quotation(self) -> Text:
        quote = self._some("quotes")
        return self.chance.choice([both(quote), _joined(both(quote["speaker"]), ": ", both(quote))])

    def _heading(self) -> Text:
        return self.chance.choice(
            [both(self.title), both(self.publisher), _joined(both(self.publisher), ", ", both(self.title))]
        )

    def _own(self) -> Text:
        return Text({"ko": OWN[0].removesuffix("."), "en": "in your group"})

    def _some(self, kind: str) -> Any:
        return self.chance.choice(self.picked[kind])


def _joined(first: Text, between: str, second: Text) -> Text:
    return Text({lang: f"{first[lang]}{between}{second[lang]}" for lang in first})


def _half(entry: dict[str, str], chance: Random) -> Text:
    """The first or the second half of a sentence, by words."""
    first = chance.random() < 0.5
    halves = {}
    for lang in ("ko", "en"):
        words = entry[lang].split()
        middle = (len(words) + 1) // 2
        halves[lang] = " ".join(words[:middle] if first else words[middle:]) or entry[lang]
    return Text(halves)


def _event(number: int, entry: dict[str, str]) -> Event:
    until = _when(entry["until"]) if "until" in entry else None
    return Event(id=Id(f"e{number}"), date=_when(entry["date"]), until=until, time=entry.get("time"), text=both(entry))


def _when(text: str) -> When:
    return When(*map(int, text.split("-")))


def _actor(entry: dict[str, Any]) -> Actor:
    return Actor(
        id=entry["id"], kind="person", name=both(entry), role=both(entry["role"]), position=both(entry["position"])
    )


def _term(entry: dict[str, Any]) -> Term:
    return Term(
        id=entry["id"],
        term=both(entry),
        pos="noun",
        hanja=entry["hanja"],
        rr=entry["rr"],
        level="intermediate",
        definition=both(entry["definition"]),
        example=both(entry["example"]),
    )
