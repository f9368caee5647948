"""What a unit is: the nouns of a teacher's material, frozen.

The classes are also the rules for the YAML files: `seeds` reads a file by the types here, and `schema` publishes
them for editors. A field that is a Secret never reaches a student's handout; a field marked MARKDOWN may use **bold**
and links, every other text is printed as it stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, NewType, TypeAlias, TypeVar, get_type_hints

from courseware.errors import N_, CoursewareError, Problem
from courseware.languages import usual
from courseware.languages.when import When

OPEN = "〔…〕"
"""Stands where a text is still to be written: seen on paper, found by `check`."""
MARKDOWN = {"markdown": True}
MAY_BE_EMPTY = {"empty": True}


T = TypeVar("T")
_TEACHERS = object()
Secret: TypeAlias = Annotated[T, _TEACHERS]
"""Marks a field of any type as the teacher's: a student's handout is made from a unit that has no value there."""


@lru_cache
def secret_fields(kind: Any) -> frozenset[str]:
    """The names of the fields of a noun that are the teacher's."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _TEACHERS in getattr(hint, "__metadata__", ()))


class Words(str):
    """Text that knows its language (a BCP 47 tag), so that a Korean word on an English sheet is marked as Korean."""

    __slots__ = ("lang", "markdown")
    lang: str
    markdown: bool

    def __new__(cls, text: str, lang: str, markdown: bool = False) -> Words:
        words = super().__new__(cls, text)
        words.lang = lang
        words.markdown = markdown
        return words


class Text(Mapping[str, Words]):
    """The same text in every language of the unit: `text["ko"]`, in a template `text.ko`."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str], markdown: bool = False) -> None:
        self._words = {lang: Words(text, lang, markdown) for lang, text in words.items()}

    def __getitem__(self, lang: str) -> Words:
        return self._words[lang]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __hash__(self) -> int:
        return hash(tuple(self._words.items()))

    def __repr__(self) -> str:
        return f"Text({dict(self._words)!r})"

    def __str__(self) -> str:
        """A text in two languages is no string; whoever joins it to one has forgotten to choose."""
        raise CoursewareError(
            Problem(
                N_("a text in several languages is joined to another or changed as if it had one"),
                N_("Choose the language first, like unit.title[lang], or print each in {{ }} of its own."),
            )
        )


Anchor = NewType("Anchor", str)
"""A paragraph of the article: title, deck, c1 (first caption), p1 (first paragraph of the body) …"""

Id = NewType("Id", str)
"""A short name of an item, unique in its file: small Latin letters, digits and hyphens."""

RuleName = NewType("RuleName", str)
"""A rule of `courseware check`, as its messages name it: numbers-in-article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """Every item says where it is from: paragraphs of the article, or `outside` of it with a citation.

    `ask` holds what is still to be decided about it, in words; it is never printed. `allow` names rules that do not
    hold for the item, each with the reason.
    """

    source: tuple[Anchor, ...] = ()
    outside: bool = False
    cite: Text | None = None
    ask: Secret[tuple[str, ...]] = ()
    allow: Secret[dict[RuleName, str]] = field(default_factory=dict, hash=False)


# --- source.yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    name: Text
    role: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The article in the language it was first written in. `url` is null where nobody knows the address."""

    language: str
    url: str | None
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much of the article may be quoted: words in one quotation, and words in all as a share of the article."""

    words_each: int = 25
    share_percent: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article that a unit is drawn from, as its publisher names it.

    `posted` and `modified` are moments, which carry their zone, or plain days where nobody knows the hour.

    `sha256` is that of the article's text (article.py), so that a text whose parts were numbered anew is noticed.
    """

    headline: Text
    headline_language: str
    publisher: Text
    authors: tuple[Author, ...]
    posted: dt.date
    modified: dt.date | None = None
    language: str
    url: str | None
    original: Original | None = None
    rights: Text
    words: int
    paragraphs: int
    captions: int = 0
    sha256: str | None = None
    quotation_budget: Budget = field(default_factory=Budget)

    @property
    def day(self) -> dt.date:
        """The day of posting, from which “yesterday” is counted."""
        return self.posted.date() if isinstance(self.posted, dt.datetime) else self.posted


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the unit is for."""

    title: Text
    summary: Text
    aims: Secret[tuple[Text, ...]] = ()
    level: Text
    level_set_by: Text
    minutes: Secret[int]
    care: Secret[Text | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """source.yaml: the unit and its article. `ask` holds what is still to be decided; it is never printed.

    `allow` names rules that do not hold for the unit, each with the reason.
    """

    languages: tuple[str, ...] = usual()
    unit: About
    article: Article
    ask: Secret[tuple[str, ...]] = ()
    allow: Secret[dict[RuleName, str]] = field(default_factory=dict, hash=False)


# --- the modules


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundParagraph(Anchored):
    id: Id
    text: Text = field(metadata=MARKDOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """background.yaml: what a student who knows nothing has to know first."""

    paragraphs: tuple[BackgroundParagraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How an actor stands to another; `text` completes the sentence that begins with the actor."""

    to: Id
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Anchored):
    """A person or a body. `name.en` is the name as the article prints it, `name.ko` the hangul of the Korean press.

    `rr` and `mr` are Revised Romanization and McCune–Reischauer, for Korean names only.
    """

    id: Id
    kind: Literal["person", "body"]
    name: Text
    hanja: str | None = None
    rr: str | None = None
    mr: str | None = None
    role: Text
    position: Text
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """actors.yaml"""

    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Anchored):
    """Something that happened, or is to happen, on a date (`until` a later one); `time` is the local hour, 14:00."""

    id: Id
    date: When
    until: When | None = None
    time: str | None = None
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """timeline.yaml"""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Anchored):
    """A short attributed quotation. `verbatim` is the language that has the article's own words; the rest translate."""

    id: Id
    speaker: Text
    actor: Id | None = None
    text: Text
    verbatim: str
    occasion: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """quotes.yaml. `note` is printed with the quotations: which language is a translation, and whose."""

    note: Text
    quotes: tuple[Quotation, ...]


ThinkingLevel: TypeAlias = Literal["remember", "understand", "apply", "analyze", "evaluate", "create"]
"""Bloom's revised taxonomy."""
PartOfSpeech: TypeAlias = Literal["noun", "verb", "adjective", "adverb", "phrase", "name", "〔…〕"]
TermLevel: TypeAlias = Literal["beginner", "intermediate", "advanced", "〔…〕"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Anchored):
    """A question, how many lines a student needs for the answer, and what the teacher should look for in it."""

    id: Id
    level: ThinkingLevel
    text: Text
    look_for: Secret[tuple[Text, ...]]
    minutes: Secret[int]
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """questions.yaml"""

    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """One hanja of a term, its reading, and what it means."""

    hanja: str
    reading: str
    meaning: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Anchored):
    """A word or a phrase to learn. `rr` is its Revised Romanization, which a term with its Korean and another has."""

    id: Id
    term: Text
    pos: PartOfSpeech
    hanja: str | None = None
    characters: tuple[Character, ...] = ()
    rr: str | None = None
    level: TermLevel
    definition: Text
    example: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """vocabulary.yaml. `original`, if any, stands above the list: how to find the terms in the original article."""

    original: Text | None = None
    level_set_by: Text
    terms: tuple[Term, ...]


_NO_TEXT = Text({})


@dataclass(frozen=True)
class Unit:
    """A unit: everything drawn from one article. `name` is its folder's name.

    A module that is `absent` has no items, so that a rule on items need not ask; `contents` and templates lack it.
    """

    name: str
    source: Source
    background: Background = Background(paragraphs=())
    actors: Actors = Actors(actors=())
    timeline: Timeline = Timeline(events=())
    quotes: Quotations = Quotations(note=_NO_TEXT, quotes=())
    questions: Questions = Questions(questions=())
    vocabulary: Vocabulary = Vocabulary(original=_NO_TEXT, level_set_by=_NO_TEXT, terms=())
    absent: frozenset[str] = frozenset()
    """The names of the modules above that the unit has no file of."""
    others: Mapping[str, Any] = field(default_factory=dict)
    """Its modules that no field is named after, by name."""
    places: Mapping[str, tuple[Path, int]] = field(default_factory=dict, compare=False, repr=False)
    """Where each field stands: "actors.kim-jong-un.name" -> file and line (from 1)."""

    @property
    def languages(self) -> tuple[str, ...]:
        return self.source.languages

    @property
    def title(self) -> Text:
        return self.source.unit.title

    @property
    def article(self) -> Article:
        return self.source.article

    @cached_property
    def contents(self) -> Mapping[str, Any]:
        """What each of the modules that it has holds, by the module's name."""
        no_module = {"name", "absent", "others", "places", *self.absent}
        own = [spec.name for spec in fields(self) if spec.name not in no_module]
        return {name: getattr(self, name) for name in own} | dict(self.others)

    def with_module(self, name: str, content: Any) -> Unit:
        """The same unit with another content of a module."""
        own = {spec.name for spec in fields(self)}
        return replace(self, **({name: content} if name in own else {"others": {**self.others, name: content}}))

    @cached_property
    def actor_names(self) -> Mapping[str, Text]:
        """Actor id -> name."""
        return {actor.id: actor.name for actor in self.actors.actors}

    @cached_property
    def is_open(self) -> bool:
        """Whether something is still to be written or decided: such a unit is built as a draft only."""
        return any(True for name, content in self.contents.items() for _ in open_points(content, name))


def strings(value: Any, teacher: bool | None = None, _marked: bool = False) -> Iterator[str]:
    """Every text inside `value`. `teacher=True` gives only those of Secret fields, False only the others."""
    if isinstance(value, str):
        if teacher is None or teacher == _marked:
            yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from strings(inner, teacher, _marked)
    elif isinstance(value, tuple):
        for inner in value:
            yield from strings(inner, teacher, _marked)
    elif is_dataclass(value):
        kind: Any = type(value)
        hidden = secret_fields(kind)
        for spec in fields(value):
            yield from strings(getattr(value, spec.name), teacher, _marked or spec.name in hidden)


def open_points(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """What is still open inside `value`: the place of each question of an `ask` with its words, of each OPEN text."""
    if isinstance(value, str):
        if OPEN in value:
            yield place, OPEN
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from open_points(inner, f"{place}.{key}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value, 1):
            name = getattr(inner, "id", None)
            yield from open_points(inner, f"{place}.{name}" if name else f"{place}[{number}]")
    elif is_dataclass(value):
        for spec in fields(value):
            inner = getattr(value, spec.name)
            if spec.name == "ask":
                yield from ((f"{place}.ask[{number}]", question) for number, question in enumerate(inner, 1))
            else:
                yield from open_points(inner, f"{place}.{spec.name}")
