"""Items for a unit's files, made from what was found: certain fields filled in, the others open or asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from courseware.checks.verbatim import LONGEST_RUN
from courseware.drafting import bank, bodies, dating, people, sayings, wording
from courseware.drafting.dating import Day, Mention
from courseware.drafting.reading import Named, Person
from courseware.drafting.sayings import Saying
from courseware.languages.when import When
from courseware.text import hanja, romanization
from courseware.unit.model import OPEN
from courseware.unit.yamltext import Addition, Value

if TYPE_CHECKING:
    from courseware.drafting import _Work

_OFTEN = 3
"""Paragraphs that have to name a country before it counts as an actor."""
_LEAST_WORDS = 4
"""Words of a quotation that is worth a place of its own."""
_ARTICLE_POSTED = {
    "ko": "이 단원의 바탕이 된 기사가 나왔다.",
    "en": "The article on which this unit is based appeared.",
}


_OF_KOREAN = ("hanja", "characters", "rr", "mr")
"""Fields that say something of Korean words alone."""


class _Ids:
    """Ids that no item of a file has yet."""

    def __init__(self, items: Iterable[Mapping[str, Any]]) -> None:
        self._taken = {str(item.get("id")) for item in items}

    def make(self, text: str, otherwise: str) -> str:
        """The id that a name gives: its Latin letters and digits; the next number where it is taken."""
        plain = unicodedata.normalize("NFKD", text.lower().replace("’", ""))
        words = re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char)))
        base = "-".join(words[:5]) or otherwise
        name, number = base, 2
        while name in self._taken:
            name, number = f"{base}-{number}", number + 1
        self._taken.add(name)
        return name


def word(item: Mapping[str, Any], language: str, key: str = "term") -> str:
    """A text of an item of hers in a language; one without languages is in the only one of its unit."""
    value = item.get(key)
    return str(value.get(language) or "") if isinstance(value, dict) else str(value or "")


# --- people and bodies


def actors(work: _Work) -> list[Addition]:
    """The people, the bodies, and the countries that are named often, who are not in her list yet."""
    language = work.language
    there = {word(item, language, "name") for item in work.there["actors"]}
    ids = _Ids(work.there["actors"])
    persons = people.people(work.text, language)
    named = bodies.bodies(work.text, language)
    often = [one for one in bodies.countries(work.text, language, work.labels) if len(one.source) >= _OFTEN]
    items = [_person(person, work, ids) for person in persons if person.name not in there]
    items += [_body(one, work, ids) for one in (*named, *often) if one.names[language] not in there]
    return [Addition(item) for item in items]


def _person(person: Person, work: _Work, ids: _Ids) -> dict[str, Value]:
    say, language = work.say, work.language
    origin, known = work.accepted.get(person.name, ("", {})) if language == "en" else ("", {})
    role = {language: person.roles[0]} if person.roles else {}
    same = say("name: is it the {name} of {origin}?", name=person.name, origin=origin)
    asked = [same] if known else _ask_name(person.name, work)
    asked += [say("role: the article also says “{role}”.", role=role) for role in person.roles[1:]]
    asked += _ask_which(person, say)
    return {
        "id": ids.make(min(romanization.revised_name(person.name)) if language == "ko" else person.name, "person"),
        "kind": "person",
        "name": work.text_of(**{language: person.name}),
        **_accepted(known, work),
        "role": work.text_of(**role),
        "position": work.text_of(),
        "source": list(person.source),
        **({"ask": asked} if asked else {}),
    }


def _accepted(known: Mapping[str, Value], work: _Work) -> dict[str, Value]:
    """What she has accepted elsewhere, as far as it is in the unit's languages."""
    fields = {name: value for name, value in known.items() if name not in _OF_KOREAN or work.has("ko")}
    return fields | ({"name": work.text_of(**_texts(fields["name"]))} if "name" in fields else {})


def _ask_name(name: str, work: _Work) -> list[str]:
    """Names in the other language are hers to give, if the unit has it; the article's original may offer one."""
    return [_name_asked(name, work)] if work.has("en" if work.language == "ko" else "ko") else []


def _name_asked(name: str, work: _Work) -> str:
    say = work.say
    if work.language == "ko":
        fitting = [one for one in people.people(work.other, "en") if romanization.fits(name, one.name)]
    else:
        fitting = [one for one in people.people(work.other, "ko") if romanization.fits(one.name, name)]
    if len(fitting) == 1:
        other = f"{fitting[0].name} ({', '.join(fitting[0].roles)})" if fitting[0].roles else fitting[0].name
        return say("name: is {name} {other}, as the other text has it?", name=name, other=other)
    if work.language == "ko":
        return say("name.en: how does the English press write {name}?", name=name)
    if people.surname(name) == name.split()[0]:
        return say("name.ko: which hangul (and which hanja) is {name}?", name=name)
    return say("name.ko: how does the Korean press write {name}?", name=name)


def _ask_which(person: Person, say: Callable[..., str]) -> list[str]:
    """A surname that several bear: who is meant where."""
    asked: dict[tuple[str, ...], list[str]] = {}
    for anchor, bearers in person.unsure:
        asked.setdefault(bearers, []).append(anchor)
    return [
        say(
            "source: only “{surname}” in {anchors}; who is it: {names}?",
            anchors=", ".join(anchors),
            surname=people.surname(person.name),
            names=" / ".join(bearers),
        )
        for bearers, anchors in asked.items()
    ]


def _body(one: Named, work: _Work, ids: _Ids) -> dict[str, Value]:
    known = work.accepted.get(one.names.get("en", ""), ("", {}))[1]
    return {
        "id": ids.make(one.names.get("en", ""), "body"),
        "kind": "body",
        "name": work.text_of(**one.names),
        **_accepted(known, work),
        "role": work.text_of(),
        "position": work.text_of(),
        "source": list(one.source),
        **(
            {"ask": [work.say("name: is “{name}” the whole name?", name=one.names[work.language])]}
            if one.unsure
            else {}
        ),
    }


# --- days


def events(work: _Work) -> list[Addition]:
    """A row for each date that her timeline has not, in its place; what happened is hers to say."""
    there = work.there["timeline"]
    dates = {(str(item.get("date")), str(item.get("until") or "")) for item in there}
    ids = _Ids(there)
    posted = work.source.article.day
    rows = [
        (day.when, _event(day, work, ids))
        for day in dating.days(work.text, work.language, posted)
        if dates.isdisjoint({(str(day.when), str(day.until or "")), *_others(day)})
    ]
    today = When(posted.year, posted.month, posted.day)
    if "title" in work.text.by_id and (str(today), "") not in dates and all(when != today for when, _ in rows):
        appeared: dict[str, Value] = {"id": ids.make("article", "article"), "date": str(today)}
        rows.append((today, Addition({**appeared, "text": work.text_of(**_article_posted(work)), "source": ["title"]})))
    rows.sort(key=lambda row: row[0].key)
    return [replace(row, before=_before(when, there)) for when, row in rows]


def _article_posted(work: _Work) -> dict[str, str]:
    """That the article appeared, in the unit's languages."""
    return {lang: text for lang, text in _ARTICLE_POSTED.items() if work.has(lang)}


def _others(day: Day) -> set[tuple[str, str]]:
    """The days that it may be as well, where nothing but a weekday names it: she may have chosen one."""
    also = {(str(mention.also), "") for mention in day.mentions}
    return also if all(mention.also for mention in day.mentions) else set()


def _before(when: When, there: Sequence[Mapping[str, Any]]) -> int | None:
    """The first of her events that is later."""
    return next((n for n, item in enumerate(there) if str(item.get("date", "")) > str(when)), None)


def _event(day: Day, work: _Work, ids: _Ids) -> Addition:
    """A row with what the text says as comments above it; a year that nothing proves and a bare weekday are asked."""
    asked = []
    if all(mention.guessed and not mention.also for mention in day.mentions):
        asked.append(work.say("date: the article does not give it whole; is it {date}?", date=day.when))
    open_ones = _unsure(day)
    for words, also in dict.fromkeys((mention.words, mention.also) for mention in open_ones):
        anchors = ", ".join(dict.fromkeys(m.anchor for m in open_ones if (m.words, m.also) == (words, also)))
        values = {"words": words, "anchors": anchors, "date": day.when, "also": also}
        asked.append(work.say("date: the article says “{words}” ({anchors}); is it {date} or {also}?", **values))
    item: dict[str, Value] = {
        "id": ids.make(f"on-{day.when}", "day"),
        "date": str(day.when),
        **({"until": str(day.until)} if day.until else {}),
        **({"time": day.time} if day.time else {}),
        "text": work.text_of(),
        "source": list(day.source),
        **({"ask": asked} if asked else {}),
    }
    notes = (f"{mention.anchor}: {mention.around}" for mention in day.mentions)
    return Addition(item, tuple(dict.fromkeys(notes)))


def _unsure(day: Day) -> list[Mention]:
    """The places that may mean another day; a year that another place proves is none of them."""
    proved = any(not mention.guessed and not mention.also for mention in day.mentions)
    return [mention for mention in day.mentions if mention.also and not (mention.guessed and proved)]


# --- quotations


def quotations(work: _Work, new_actors: Iterable[Addition]) -> tuple[list[Addition], list[Saying]]:
    """Quotations whose speaker is certain, as many as the budget has room for; and the rest, for her to choose."""
    language, budget = work.language, work.source.article.quotation_budget
    there = work.there["quotes"]
    room = work.source.article.words * budget.share_percent // 100
    room -= sum(len(word(item, str(item.get("verbatim", "")), "text").split()) for item in there)
    ids, actor_ids = _Ids(there), _actor_ids(work, new_actors)
    known = people.people(work.text, language)
    additions: list[Addition] = []
    rest: list[Saying] = []
    for saying in sayings.sayings(work.text, language, known):
        if any(saying.text in _plain(part) or _plain(part) in saying.text for part in _quoted(there)):
            continue
        if saying.speaker and _LEAST_WORDS <= saying.words <= min(budget.words_each, LONGEST_RUN - 1, room):
            additions.append(Addition(_quotation(saying, work, ids, actor_ids)))
            room -= saying.words
        else:
            rest.append(saying)
    return additions, rest


def _quoted(there: Iterable[Mapping[str, Any]]) -> list[str]:
    return [text for item in there if (text := word(item, str(item.get("verbatim", "")), "text")) and text != OPEN]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _actor_ids(work: _Work, new: Iterable[Addition]) -> dict[str, tuple[str, Value]]:
    """Name in the article's language -> the actor's id and names."""
    items = [*work.there["actors"], *(addition.item for addition in new)]
    return {word(item, work.language, "name"): (str(item.get("id")), item.get("name")) for item in items}


def _quotation(saying: Saying, work: _Work, ids: _Ids, actor_ids: Mapping[str, tuple[str, Value]]) -> dict[str, Value]:
    language = work.language
    actor, names = actor_ids.get(saying.speaker or "", ("", None))
    return {
        "id": ids.make(saying.text, f"quote-{saying.anchor}"),
        "speaker": names or work.text_of(**{language: saying.speaker or OPEN}),
        **({"actor": actor} if actor else {}),
        "text": work.text_of(**{language: saying.text}),
        "verbatim": language,
        "occasion": work.text_of(),
        "source": [saying.anchor],
    }


# --- terms


def terms(work: _Work, wanted: Sequence[str]) -> tuple[list[Addition], tuple[str, ...]]:
    """The terms that she typed, “arms” or “arms=무기”, which are not in her list yet; and those not in the article."""
    there = work.there["vocabulary"]
    taken = {wording.key(word(item, lang), lang) for item in there for lang in ("en", "ko")} - {""}
    ids = _Ids(there)
    additions: list[Addition] = []
    missing: list[str] = []
    for typed in dict.fromkeys(wanted):
        first, _, second = (part.strip() for part in typed.partition("="))
        words = {_language(part): part for part in (first, second) if part}
        if not any(wording.key(text, lang) in taken for lang, text in words.items()):
            term = _term(words, work, ids)
            additions += [term] if term else []
            missing += [] if term else [words.get(work.language, typed)]
            taken |= {wording.key(text, lang) for lang, text in words.items()}
    return additions, tuple(missing)


def _language(text: str) -> str:
    return "ko" if re.search("[가-힣]", text) else "en"


def _term(words: dict[str, str], work: _Work, ids: _Ids) -> Addition | None:
    """The item of a term; None where the article does not have it."""
    say, language = work.say, work.language
    entry = next((hers for lang, text in words.items() if (hers := bank.matching(text, lang, work.bank))), None)
    known: dict[str, Value] = dict(entry.fields) if entry else {}
    place = _place(words, work)
    words = {**(place or {}), **_texts(known.get("term")), **words}
    occurrences = wording.find(words[language], work.text, language) if language in words else []
    if language in words and not occurrences:
        return None
    asked = [] if occurrences else [say("source: which paragraphs of the article have it?")]
    known = {name: value for name, value in known.items() if name not in _OF_KOREAN or work.has("ko")}
    open_hanja = work.has("ko") and not ({"hanja", "rr"} & set(known) or place)
    choices = hanja.candidates(words.get("ko", "")) if open_hanja else []
    asked += [say("hanja: is it {choices}, or none of them?", choices=" / ".join(choices))] if choices else []
    pos = "name" if place else "phrase" if " " in words.get("en", "") else OPEN
    item: dict[str, Value] = {
        "id": ids.make(words.get("en", ""), "term"),
        "term": work.text_of(**words),
        "pos": known.get("pos", pos),
        **{name: known[name] for name in ("hanja", "characters") if name in known},
        **_sound(words.get("ko", ""), known, work),
        "level": known.get("level", OPEN),
        "definition": work.text_of(**_texts(known.get("definition"))),
        "example": work.text_of(**_texts(known.get("example"))),
        "source": [one.anchor for one in occurrences],
    }
    notes = [say("from {origin}", origin=entry.origin)] if entry else []
    notes += [f"{occurrences[0].anchor}: {occurrences[0].around}"] if occurrences else []
    return Addition({**item, **({"ask": asked} if asked else {})}, tuple(notes))


def _sound(korean: str, known: Mapping[str, Value], work: _Work) -> dict[str, Value]:
    """The romanization of a term that has its Korean and a text in another language."""
    if "rr" in known or (work.has("ko") and len(work.source.languages) > 1):
        return {"rr": known.get("rr", _romanized(korean))}
    return {}


def _romanized(korean: str) -> str:
    """The Revised Romanization where the rules leave one; some words have two, by how they are spoken."""
    forms = romanization.revised(korean) if re.fullmatch("[가-힣]+", korean) else ()
    return next(iter(forms)) if len(forms) == 1 else OPEN


def _texts(value: Value) -> dict[str, str]:
    return {str(lang): str(text) for lang, text in value.items()} if isinstance(value, Mapping) else {}


def _place(words: Mapping[str, str], work: _Work) -> dict[str, str] | None:
    """A country or city by both of its names."""
    places = [
        *bodies.countries(work.text, work.language, work.labels),
        *bodies.cities(work.text, work.language, work.labels),
    ]
    return next((one.names for one in places if words.get(work.language) == one.names[work.language]), None)
