"""A unit's modules drawn from its article: what is certain is filled in, what is not is asked, nothing is invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from os.path import lexists
from pathlib import Path
from typing import Any, TypeAlias

from courseware.drafting import bank, bodies, entries, people, wording
from courseware.drafting.bank import Entry
from courseware.drafting.reading import Named
from courseware.drafting.sayings import Saying
from courseware.drafting.snapshot import record
from courseware.drafting.wording import Candidate
from courseware.errors import N_, CoursewareError, Problem
from courseware.files import textfile
from courseware.handout.labels import Labels
from courseware.languages import LANGUAGES
from courseware.unit import article, modules, seeds
from courseware.unit.article import ArticleText
from courseware.unit.model import OPEN, Source
from courseware.unit.yamlfile import Reader
from courseware.unit.yamltext import Addition, Value, add, in_each_language, misfit, values

MODULES = {name: modules.MODULES[name].lists[0] for name in ("actors", "timeline", "quotes", "vocabulary")}
"""The modules that an article can fill, each with its list."""
Say: TypeAlias = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Request:
    """What a teacher asked for: modules, terms to add, her own table of terms.

    Without modules it is the vocabulary where she gave terms or a table, else every list that is there and that she has
    not finished.
    """

    modules: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    table: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The files as they will be, what was added to each, and what is left to choose from.

    `finished` and `absent` are the modules left alone; `missing` tells of terms that the article does not have. Where
    the words were `guessed`, the package kiwipiepy would find better ones.
    """

    files: Mapping[Path, str]
    added: Mapping[Path, tuple[str, ...]]
    unused: tuple[Saying, ...] = ()
    words: tuple[Candidate, ...] = ()
    phrases: tuple[Candidate, ...] = ()
    guessed: bool = False
    places: tuple[Named, ...] = ()
    offers: tuple[Entry, ...] = ()
    finished: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    missing: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Work:
    """What every module is drawn from."""

    folder: Path
    source: Source
    text: ArticleText
    other: ArticleText
    labels: Mapping[str, Labels]
    say: Say
    accepted: Mapping[str, tuple[str, Mapping[str, Any]]]
    bank: tuple[Entry, ...]
    there: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    new: dict[Path, str] = field(default_factory=dict)
    """What the files that are absent would begin with."""

    @property
    def language(self) -> str:
        return self.source.article.language

    def path(self, module: str) -> Path:
        return self.folder / f"{module}.yaml"

    def has(self, lang: str) -> bool:
        """Whether the unit has its texts in a language."""
        return lang in self.source.languages

    def text_of(self, **words: str) -> dict[str, Value]:
        """A text of the unit: these words, as far as they are in its languages or the article's, and places to write.

        What stands in the article's own language is kept, whatever the unit's: quotations are held to it.
        """
        kept = {lang: text for lang, text in words.items() if self.has(lang) or lang == self.language}
        return in_each_language(self.source.languages, **kept)


def draft(
    folder: Path,
    others: Sequence[Path],
    labels: Mapping[str, Labels],
    request: Request,
    say: Say,
    lists: Callable[[Sequence[str]], Mapping[str, str]],
) -> Draft:
    """What the article of the unit in `folder` gives; `lists` are the commented files of a new unit, by its languages.

    Raises CoursewareError; writes nothing.
    """
    source, text = _article(folder)
    accepted = bank.people_of_units(others)
    other = article.load(folder, "en" if source.article.language == "ko" else "ko", source.article.language)
    work = _Work(
        folder, source, text, other or ArticleText(()), labels, say, accepted, (*request.table, *bank.of_units(others))
    )
    original = source.article.original
    empty = record.emptied(lists(source.languages), work.language, original.note if original else {}, source.languages)
    for module in MODULES:
        path = work.path(module)
        if not lexists(path):
            work.new[path] = empty[path.name]
        work.there[module] = _items(work.new.get(path) or textfile.read(path), path, MODULES[module])
    modules, finished = _modules(request, work)
    additions: dict[str, list[Addition]] = {}
    if "actors" in modules:
        additions["actors"] = entries.actors(work)
    if "timeline" in modules:
        additions["timeline"] = entries.events(work)
    quotes, unused = entries.quotations(work, additions.get("actors", ()))
    if "quotes" in modules:
        additions["quotes"] = quotes
    missing: tuple[str, ...] = ()
    if request.terms:
        additions["vocabulary"], missing = entries.terms(work, request.terms)
    new_items = {work.path(module): new for module, new in additions.items() if new}
    files = {path: text for path, text in work.new.items() if path.stem in modules}
    files |= {path: _added(work.new.get(path) or textfile.stored(path), path, new) for path, new in new_items.items()}
    return Draft(
        files=files,
        added={path: tuple(str(addition.item["id"]) for addition in new) for path, new in new_items.items()},
        unused=tuple(unused) if "quotes" in modules else (),
        finished=finished,
        absent=() if _asked(request) else tuple(path.stem for path in work.new),
        missing=tuple(_missing(term, work.path("vocabulary")) for term in missing),
        **(_choices(work, additions.get("vocabulary", ())) if "vocabulary" in modules else {}),
    )


def _asked(request: Request) -> tuple[str, ...]:
    """The modules that a teacher asked for by name, or by giving terms."""
    return request.modules or (("vocabulary",) if request.terms or request.table else ())


def _modules(request: Request, work: _Work) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The modules to fill, and those left alone because she has finished them.

    What she deleted does not come back, be it an item or a whole file.
    """
    if asked := _asked(request):
        return asked, ()
    there = [module for module in MODULES if work.path(module) not in work.new]
    lists = [module for module in there if module != "vocabulary"]
    finished = tuple(module for module in lists if work.there[module] and not _is_open(work.there[module]))
    return tuple(module for module in there if module not in finished), finished


def _is_open(value: object) -> bool:
    """Whether a text of plain items is to be written, or a question to be answered."""
    if isinstance(value, dict):
        return bool(value.get("ask")) or any(map(_is_open, value.values()))
    return any(map(_is_open, value)) if isinstance(value, list) else isinstance(value, str) and OPEN in value


def _missing(term: str, path: Path) -> Problem:
    message, remedy = N_("the article does not have “{term}”"), N_("Type it as the article writes it.")
    return Problem(message, remedy, {"term": term}, path)


def _article(folder: Path) -> tuple[Source, ArticleText]:
    """source.yaml and the text that it speaks of."""
    path = folder / article.file_name("", "")
    if not path.is_file():
        remedy = N_("Begin the unit with “courseware new unit NAME --from FILE”, or ask whoever has the text.")
        raise CoursewareError(Problem(N_("the article's text is not beside the unit"), remedy, {}, path))
    described = folder / modules.SOURCE.file
    source, places = seeds.source(folder)
    language = LANGUAGES.get(source.article.language)
    if language is None or not language.drafted:
        what = N_("no unit can be drafted from an article in “{lang}”")
        remedy = N_("Correct “language:” if it is wrong (known here: {known}), or write the items yourself.")
        known = ", ".join(tag for tag, one in LANGUAGES.items() if one.drafted)
        line, field = places["article.language"][1], "article.language"
        values = {"lang": source.article.language, "known": known}
        raise CoursewareError(Problem(what, remedy, values, described, line, field))
    text = article.parse(textfile.read(path), path)
    if source.article.sha256 and source.article.sha256 != text.sha256:
        remedy = N_("Put the text back as it was: the unit's anchors were made from that.")
        raise CoursewareError(Problem(N_("the text is not the one that source.yaml names (sha256)"), remedy, {}, path))
    return source, text


def _items(text: str, path: Path, name: str) -> list[dict[str, Any]]:
    """What stands in a list of hers, as plain values; an item that she is still writing may lack anything."""
    try:
        data = values(text, path)
    except CoursewareError:
        return []
    items = data.get(name) if isinstance(data, dict) else None
    return [item if isinstance(item, dict) else {} for item in items] if isinstance(items, list) else []


def _added(stored: str, path: Path, new: Sequence[Addition]) -> str:
    """A file of hers with new items. Raises CoursewareError where the reader would find more amiss than before."""
    name = MODULES[path.stem]
    text = add(stored, name, new, path)
    if not _complaints(text, path) <= _complaints(stored, path):
        raise misfit(name, path)
    return text


def _complaints(stored: str, path: Path) -> Counter[str]:
    """What the reader finds amiss in the text of a file, without the lines: those are others when items are added."""
    reader = Reader(path, seeds.languages_of(path.parent))
    reader.read(modules.MODULES[path.stem].kind, textfile.checked(stored, path))
    return Counter(f"{problem.message} {dict(problem.values)}" for problem in reader.problems)


def _choices(work: _Work, added: Sequence[Addition]) -> dict[str, Any]:
    """Words and phrases to choose from, places with their Korean, and terms of hers that the article has."""
    text, language = work.text, work.language
    places = [*bodies.countries(text, language, work.labels), *bodies.cities(text, language, work.labels)]
    named = [*bodies.bodies(text, language), *places]
    names = {person.name for person in people.people(text, language)} | {one.names[language] for one in named}
    names |= {str(item.get("name", {}).get(language, "")) for item in work.there["actors"] if _has_name(item)}
    words, phrases = wording.candidates(text, language, names)
    terms = [*work.there["vocabulary"], *(addition.item for addition in added)]
    taken = {wording.key(entries.word(item, language), language) for item in terms}
    offers = [
        entry
        for entry in work.bank
        if wording.key(entry.ko if language == "ko" else entry.en, language) not in taken
        and wording.find(entry.ko if language == "ko" else entry.en, text, language)
    ]
    free = [[c for c in some if wording.key(c.words, language) not in taken] for some in (words, phrases)]
    return {
        "words": tuple(free[0]),
        "phrases": tuple(free[1]),
        "guessed": wording.guesses(language),
        "places": tuple(places),
        "offers": tuple(offers),
    }


def _has_name(item: Mapping[str, Any]) -> bool:
    return isinstance(item.get("name"), dict)
