"""Mistakes planted in a unit by a seeded generator, to count how many of them `courseware check` finds."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from typing import Any

from courseware import checks
from courseware.checks.items import items, texts
from courseware.checks.people import people
from courseware.errors import Problem
from courseware.languages.facts import Fact, facts, same
from courseware.languages.when import When
from courseware.text.hanja import readings
from courseware.unit.article import ArticleText
from courseware.unit.model import Actor, Anchor, Anchored, Quotation, Term, Text, Unit


@dataclass(frozen=True)
class Planted:
    """A unit with one mistake, the item that has it, and what was done."""

    kind: str
    place: str
    what: str
    unit: Unit


def found(planted: Planted, article: Mapping[str, ArticleText], before: set[tuple[Any, ...]]) -> list[Problem]:
    """The errors and warnings that the mistake adds to its item."""
    problems = checks.unit_problems(planted.unit, article)
    return [p for p in problems if p.level != "note" and signature(p) not in before and _in(p, planted.place)]


def signature(problem: Problem) -> tuple[Any, ...]:
    return (problem.rule, problem.field, problem.message, tuple(sorted(map(str, problem.values.items()))))


def _in(problem: Problem, place: str) -> bool:
    module, _, rest = place.partition(".")
    return problem.file is not None and problem.file.stem == module and f"{problem.field}.".startswith(f"{rest}.")


# --- changing a unit


def with_item(unit: Unit, place: str, item: Any) -> Unit:
    """The unit with another item at `place`."""
    module, name, key = place.split(".")
    whole = unit.contents[module]
    changed = tuple(item if old.id == key else old for old in getattr(whole, name))
    return unit.with_module(module, replace(whole, **{name: changed}))


def with_text(item: Any, path: str, change: Callable[[Text], Text]) -> Any:
    """The item with the text at `path` (".look_for[1]") changed."""
    match = re.fullmatch(r"\.(\w+)(?:\[(\d+)\])?(.*)", path)
    if match is None:
        return change(item)
    name, number, rest = match.groups()
    value = getattr(item, name)
    if number:
        inner = list(value)
        inner[int(number) - 1] = with_text(inner[int(number) - 1], rest, change)
        return replace(item, **{name: tuple(inner)})
    return replace(item, **{name: with_text(value, rest, change) if is_dataclass(value) and rest else change(value)})


def told(unit: Unit) -> Iterator[tuple[str, Anchored, str, Text]]:
    """Every sentence of an anchored item: place, item, path within it, text."""
    for place, item in items(unit):
        if not item.outside and not isinstance(item, Term):
            for where, text in texts(place, item, frozenset({"cite", "name", "speaker"})):
                if not (isinstance(item, Quotation) and where.endswith(".text")):
                    yield place, item, where.removeprefix(place), text


def edited(text: Text, **words: str) -> Text:
    return Text({**{lang: str(text[lang]) for lang in text}, **words}, any(text[lang].markdown for lang in text))


def in_text(kind: str, unit: Unit, place: str, item: Any, path: str, what: str, **words: str) -> Planted:
    changed = with_text(item, path, lambda text: edited(text, **words))
    return Planted(kind, place, what, with_item(unit, place, changed))


# --- the kinds of mistakes

Kind = Callable[[Unit, random.Random], Iterator[Planted]]


def _statements(unit: Unit, want: Callable[[Fact], bool]) -> Iterator[tuple[Any, ...]]:
    """Facts that stand in both languages of a text: place, item, path, text, the English and the Korean fact."""
    posted = unit.article.posted.date()
    for place, item, path, text in told(unit):
        korean = facts(str(text["ko"]), "ko", posted)
        for fact in facts(str(text["en"]), "en", posted):
            twin = next((other for other in korean if same(fact, other)), None)
            if twin and want(fact) and not fact.soft and not twin.soft and re.search(r"\d", fact.text + twin.text):
                yield place, item, path, text, fact, twin


def _swapped(text: str, fact: Fact, old: str, new: str) -> str:
    """The text with the last `old` of the fact's own words replaced."""
    piece = text[fact.start : fact.end]
    head, found_, tail = piece.rpartition(old)
    return text[: fact.start] + (head + new + tail if found_ else piece) + text[fact.end :]


def _new_number(old: str, chance: random.Random) -> str:
    """Another number that looks like it: one digit is different."""
    place = chance.randrange(len(old))
    digit = chance.choice([d for d in "123456789" if d != old[place]])
    return old[:place] + digit + old[place + 1 :]


def date_changed(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """Another day of the month, in both languages."""
    for place, item, path, text, en, ko in _statements(
        unit, lambda f: f.kind == "date" and bool(f.when and f.when.day)
    ):
        day = en.when.day
        new = str(chance.choice([n for n in range(1, 29) if n != day]))
        words = {
            "en": _swapped(str(text["en"]), en, str(day), new),
            "ko": _swapped(
                str(text["ko"]),
                ko,
                f"{day}일" if f"{day}일" in ko.text else str(day),
                f"{new}일" if f"{day}일" in ko.text else new,
            ),
        }
        if words["en"] != str(text["en"]):
            yield in_text("a date is another, in both languages", unit, place, item, path, f"{en.text}→{new}", **words)


def event_moved(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """A timeline row at another date."""
    for event in unit.timeline.events:
        place = f"timeline.events.{event.id}"
        if event.outside or event.until:
            continue
        year, month, day = event.date.year, event.date.month, event.date.day
        if day:
            new = When(year, month, chance.choice([n for n in range(1, 29) if n != day]))
        elif month:
            new = When(year, chance.choice([n for n in range(1, 13) if n != month]))
        else:
            new = When(year - chance.randrange(1, 9))
        yield Planted(
            "a timeline row has another date",
            place,
            f"{event.date}→{new}",
            with_item(unit, place, replace(event, date=new)),
        )


def number_changed(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """Another number or year, in both languages."""
    for place, item, path, text, en, ko in _statements(
        unit, lambda f: f.kind != "date" or not (f.when and f.when.month)
    ):
        digits_en, digits_ko = (re.findall(r"\d+", fact.text) for fact in (en, ko))
        if digits_en[:1] != digits_ko[:1] or not digits_en:
            continue
        new = _new_number(digits_en[0], chance)
        words = {lang: _swapped(str(text[lang]), fact, digits_en[0], new) for lang, fact in (("en", en), ("ko", ko))}
        yield in_text("a number is another, in both languages", unit, place, item, path, f"{en.text}→{new}", **words)


def one_side_changed(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """A date or a number is another in one language only."""
    for place, item, path, text, en, ko in _statements(unit, lambda _: True):
        lang = chance.choice(["en", "ko"])
        fact = {"en": en, "ko": ko}[lang]
        digits = re.findall(r"\d+", fact.text)
        if not digits:
            continue
        old = digits[-1]
        new = (
            str(chance.choice([n for n in range(1, 29) if str(n) != old])) if len(old) < 3 else _new_number(old, chance)
        )
        words = {lang: _swapped(str(text[lang]), fact, old, new)}
        yield in_text(
            "a date or number differs between the languages",
            unit,
            place,
            item,
            path,
            f"{lang} {fact.text}→{new}",
            **words,
        )


_OTHER_WORDS = {
    "en": ["never", "always", "small", "great", "honest", "final", "second", "public"],
    "ko": ["결코", "언제나", "작은", "커다란", "정직한", "마지막", "새로운", "모든"],
}


def quotation_altered(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """One word of a quotation is another, is left out, or changes place."""
    for quote in unit.quotes.quotes:
        place, lang = f"quotes.quotes.{quote.id}", quote.verbatim
        for way in ("another", "left out", "moved"):
            words = str(quote.text[lang]).split()
            n = chance.randrange(1, len(words) - 1) if len(words) > 2 else 0
            if way == "another":
                words[n] = chance.choice(_OTHER_WORDS[lang])
            elif way == "left out":
                del words[n]
            else:
                words[n], words[n - 1] = words[n - 1], words[n]
            new = " ".join(words)
            if new.lower() != str(quote.text[lang]).lower():
                yield in_text("a quotation is altered", unit, place, quote, ".text", f"{way}: {new}", **{lang: new})


_STRANGERS = (
    ("Robert Carter", "로버트 카터"),
    ("Helen Bennett", "헬렌 베넷"),
    ("Sung Do-hyun", "성도현"),
    ("Nam Ji-ho", "남지호"),
)


def _people_named(unit: Unit) -> Iterator[tuple[Any, ...]]:
    for place, item, path, text in told(unit):
        for actor, person in people(unit).items():
            if person.full["ko"] in text["ko"] and person.full["en"] in text["en"]:
                yield place, item, path, text, actor, person


def stranger_named(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """A person of the article goes by a name that nobody in it has, in both languages."""
    for place, item, path, text, _, person in _people_named(unit):
        en, ko = chance.choice(_STRANGERS)
        words = {
            "en": str(text["en"]).replace(person.full["en"], en),
            "ko": str(text["ko"]).replace(person.full["ko"], ko),
        }
        yield in_text("a name stands in no paragraph", unit, place, item, path, f"{person.full['en']}→{en}", **words)


def actor_renamed(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """An actor is called by a name that nobody in the article has."""
    for actor in unit.actors.actors:
        if actor.id in people(unit):
            en, ko = chance.choice(_STRANGERS)
            place = f"actors.actors.{actor.id}"
            changed = replace(actor, name=Text({"ko": ko, "en": en}), rr=None, mr=None, hanja=None)
            yield Planted(
                "a name stands in no paragraph", place, f"{actor.name['en']}→{en}", with_item(unit, place, changed)
            )


def person_differs(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """One language names another of the unit's people."""
    for place, item, path, text, actor, person in _people_named(unit):
        others = [other for name, other in people(unit).items() if name != actor]
        lang = chance.choice(["en", "ko"])
        other = chance.choice(others)
        words = {lang: str(text[lang]).replace(person.full[lang], other.full[lang])}
        yield in_text(
            "the languages name different people",
            unit,
            place,
            item,
            path,
            f"{lang} {person.full[lang]}→{other.full[lang]}",
            **words,
        )


def anchors_moved(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """An item names a paragraph that it is not from."""
    known = [f"p{n}" for n in range(1, unit.article.paragraphs + 1)]
    for place, item in items(unit):
        if item.outside or not isinstance(item, Quotation | Actor | Term) or getattr(item, "kind", "") == "body":
            continue
        far = [anchor for anchor in known if anchor not in item.source]
        new = chance.choice(far)
        yield Planted(
            "an item names a wrong paragraph",
            place,
            f"{','.join(item.source)}→{new}",
            with_item(unit, place, replace(item, source=(Anchor(new),))),
        )


_COMMON = "山水火木金土日月人口手心天地大小中上下左右東西南北春夏秋冬學校先生父母兄弟花鳥風雨"


def hanja_wrong(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """One hanja of a term is another character."""
    for term in unit.vocabulary.terms:
        if not term.hanja:
            continue
        places = [n for n, char in enumerate(term.hanja) if char.strip()]
        n = chance.choice(places)
        new = chance.choice([char for char in _COMMON if not readings(char) & readings(term.hanja[n])])
        hanja = term.hanja[:n] + new + term.hanja[n + 1 :]
        place = f"vocabulary.terms.{term.id}"
        yield Planted(
            "a hanja is another character",
            place,
            f"{term.hanja}→{hanja}",
            with_item(unit, place, replace(term, hanja=hanja, characters=())),
        )


_SLIPS = (
    ("eo", "o"),
    ("eu", "u"),
    ("yeo", "yo"),
    ("ng", "n"),
    ("ch", "j"),
    ("g", "k"),
    ("j", "ch"),
    ("ae", "e"),
    ("r", "l"),
    ("k", "g"),
    ("p", "b"),
    ("i", "ee"),
)


def romanisation_wrong(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """A term's romanisation has one of the usual slips."""
    for term in unit.vocabulary.terms:
        slips = [slip for slip in _SLIPS if slip[0] in term.rr]
        if slips:
            old, new = chance.choice(slips)
            rr = term.rr.replace(old, new, 1)
            place = f"vocabulary.terms.{term.id}"
            yield Planted(
                "a romanization is wrong", place, f"{term.rr}→{rr}", with_item(unit, place, replace(term, rr=rr))
            )


def published_name_wrong(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """The hangul of a Korean's name has another syllable than the name in Latin letters."""
    for actor in unit.actors.actors:
        if not actor.rr or actor.kind != "person":
            continue
        for n in range(len(str(actor.name["ko"]))):
            ko = str(actor.name["ko"])
            new = chance.choice([char for char in "봉덕필춘혁걸숙례엽곤" if char not in ko])
            hangul = ko[:n] + new + ko[n + 1 :]
            place = f"actors.actors.{actor.id}"
            changed = replace(actor, name=edited(actor.name, ko=hangul), rr=None, mr=None, hanja=None)
            yield Planted(
                "hangul and published name differ",
                place,
                f"{actor.name['en']} {hangul}",
                with_item(unit, place, changed),
            )


_FOREIGN_TERMS = (
    ("inflation", "물가 상승", "mulga sangseung"), ("glacier", "빙하", "bingha"), ("vaccine", "백신", "baeksin"),
    ("orchestra", "관현악단", "gwanhyeonakdan"), ("earthquake", "지진", "jijin"),
    ("harvest festival", "추석", "chuseok"),
    ("stock exchange", "증권 거래소", "jeunggwon georaeso"), ("kindergarten", "유치원", "yuchiwon"),
)  # fmt: skip


def term_foreign(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """A term that the article does not have."""
    for term in unit.vocabulary.terms:
        en, ko, rr = chance.choice(_FOREIGN_TERMS)
        place = f"vocabulary.terms.{term.id}"
        changed = replace(term, term=Text({"ko": ko, "en": en}), rr=rr, hanja=None, characters=())
        yield Planted("a term is not in the article", place, f"{term.term['en']}→{en}", with_item(unit, place, changed))


def half_missing(unit: Unit, chance: random.Random) -> Iterator[Planted]:
    """The second half of a paragraph is missing in one language."""
    for place, item, path, text in told(unit):
        lang = chance.choice(["ko", "en"])
        sentences = re.split(r"(?<=[.?!]) +", str(text[lang]))
        if len(sentences) > 1 and len(str(text["en"])) > 160:
            words = {lang: " ".join(sentences[: len(sentences) // 2])}
            yield in_text(
                "half of a text is missing in one language",
                unit,
                place,
                item,
                path,
                f"{lang} {len(sentences)} sentences",
                **words,
            )


def passage_copied(article: ArticleText) -> Kind:
    """A passage of the article stands in a text as if it were the teacher's own."""

    def planted(unit: Unit, chance: random.Random) -> Iterator[Planted]:
        lang = unit.article.language
        long = [part.text.split() for part in article.parts if len(part.text.split()) >= 34]
        for place, item, path, text in told(unit):
            if path == ".text" and place.startswith("background."):
                words = chance.choice(long)
                start = chance.randrange(len(words) - 32)
                copied = " ".join(words[start : start + 32])
                yield in_text(
                    "a passage is copied", unit, place, item, path, copied[:30], **{lang: f"{text[lang]} {copied}"}
                )

    return planted


KINDS: tuple[Kind, ...] = (
    date_changed, event_moved, number_changed, one_side_changed, quotation_altered, stranger_named, actor_renamed,
    person_differs, anchors_moved, hanja_wrong, romanisation_wrong, published_name_wrong, term_foreign, half_missing,
)  # fmt: skip
MOST = 24
"""Mistakes of one kind, so that no kind outweighs the others."""


def plant(unit: Unit, article: ArticleText, seed: int, most: int = MOST) -> list[Planted]:
    """Mistakes of every kind, `most` of each, the same for the same seed."""
    by_kind: dict[str, list[Planted]] = {}
    for kind in (*KINDS, passage_copied(article)):
        for planted in kind(unit, random.Random(f"{seed} {kind.__name__}")):
            by_kind.setdefault(planted.kind, []).append(planted)
    chance = random.Random(seed)
    return [one for kind in by_kind.values() for one in (kind if len(kind) <= most else chance.sample(kind, most))]
