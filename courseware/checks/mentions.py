"""Rules on whom a text mentions: names stand in the article, and people in the paragraphs that an item names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courseware.checks.english import is_word
from courseware.checks.evidence import Evidence, plain
from courseware.checks.items import items, problem, texts
from courseware.checks.people import SURNAMES, TITLES, people
from courseware.errors import N_, Level, Problem
from courseware.languages import LANGUAGES
from courseware.text.hanja import candidates
from courseware.unit.article import file_name
from courseware.unit.model import Term

_OTHERS = frozenset({"cite", "meaning"})


def people_in_paragraphs(evidence: Evidence) -> Iterator[Problem]:
    """A person whom an item names, and the person that it is about, stands in its paragraphs.

    In an English article, names-in-article says who stands in none; Korean has no capitals to tell a name by.
    """
    known = people(evidence.unit)
    present = {
        actor: [anchor for anchor, text in evidence.printed.items() if person.named(text, evidence.lang) is not False]
        for actor, person in known.items()
    }
    for place, item in items(evidence.unit) if evidence.printed else ():
        if not item.source or item.outside or isinstance(item, Term):
            continue
        own = place.removeprefix("actors.actors.")
        wording = " ".join(str(text.get(evidence.lang, "")) for _, text in texts(place, item, _OTHERS | {"look_for"}))
        for actor, person in known.items():
            mentioned = actor == own or person.named(wording, evidence.lang)
            if mentioned and present[actor] and not set(present[actor]) & set(item.source):
                yield from evidence.elsewhere(place, person.full[evidence.lang], present[actor], item)
            elif actor == own and not present[actor] and evidence.lang == "ko":
                yield evidence.absent(f"{place}.name", person.full["ko"])


def names_in_article(evidence: Evidence) -> Iterator[Problem]:
    """A name that an item gives stands somewhere in the article; a country may go by another of its names."""
    yield from _in_other_text(evidence)
    find = {"en": _english_names, "ko": _korean_names}.get(evidence.lang)
    if not evidence.parts or find is None:
        return
    known = _known_words(evidence)
    for place, item in items(evidence.unit):
        if item.outside or isinstance(item, Term):
            continue
        names: set[str] = set()
        for where, text in texts(place, item, _OTHERS):
            for name in find(str(text.get(evidence.lang, "")), known):
                if name not in names:
                    names.add(name)
                    level: Level = "note" if evidence.lang == "ko" and _MAYBE_A_PLACE.search(name) else "error"
                    yield evidence.absent(f"{where}.{evidence.lang}", f"“{name}”", level)


def _in_other_text(evidence: Evidence) -> Iterator[Problem]:
    """A person's name in the other language is the one of the article's text in that language, if it lies there."""
    known = people(evidence.unit)
    for actor in evidence.unit.actors.actors:
        for lang in sorted(set(LANGUAGES) & evidence.whole.keys() - {evidence.lang}) if actor.id in known else ():
            name = str(actor.name.get(lang, ""))
            if name and not actor.outside and plain(_sought(name, lang)) not in evidence.whole[lang]:
                yield problem(
                    evidence.unit,
                    f"actors.actors.{actor.id}.name.{lang}",
                    N_("{name} does not stand in {file}"),
                    N_("Compare the name with the article, letter by letter."),
                    level="warning",
                    name=name,
                    file=file_name(lang, evidence.lang),
                )


def _sought(name: str, lang: str) -> str:
    """The whole name; of a foreigner in Korean the last part, which the press repeats."""
    return name.split()[-1] if lang == "ko" else name


_ALWAYS = frozenset(
    (
        "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december president vice prime minister minister secretary professor dr mr ms mrs "
        "ambassador chairman chair director korean koreans english hangul topik north south east west former first "
        "second mayor governor councilor council party ministry department university institute committee unnamed "
        "western eastern northern southern asia asian asians internet korea"
    ).split()
)
"""Titles, days and languages: capital letters that name nobody."""
_FAMILIES = tuple(
    frozenset(family.split())
    for family in (
        "us united states america american americans washington",
        "uk united kingdom britain british london",
        "south korea korean koreans republic rok seoul",
        "north korea korean koreans dprk pyongyang",
        "russia russian russians moscow kremlin",
        "china chinese beijing",
        "japan japanese tokyo",
        "un united nations",
        "eu european union europe europeans",
        "ukraine ukrainian ukrainians kyiv",
        "germany german germans berlin",
        "france french paris",
        "netherlands dutch dutchman dutchwoman holland hague amsterdam",
        "switzerland swiss bern geneva",
        "spain spanish spaniard madrid",
        "italy italian italians rome",
        "greece greek greeks athens",
        "turkey türkiye turkish turks ankara",
        "denmark danish dane danes copenhagen",
        "sweden swedish swede swedes stockholm",
        "norway norwegian norwegians oslo",
        "finland finnish finn finns helsinki",
        "poland polish pole poles warsaw",
        "thailand thai thais bangkok",
        "philippines philippine filipino filipina filipinos manila",
        "vietnam vietnamese hanoi",
        "taiwan taiwanese taipei",
        "mongolia mongolian mongolians ulaanbaatar",
        "australia australian australians canberra",
        "canada canadian canadians ottawa",
        "india indian indians delhi",
        "israel israeli israelis jerusalem",
        "iran iranian iranians tehran",
        "ireland irish dublin",
    )
)
"""Words that stand for one country: an article that has one of them may be told in the others."""
_SHARED = frozenset(["united", "republic", "korea", "korean", "koreans", "south", "north", "union"])


def _known_words(evidence: Evidence) -> frozenset[str]:
    """Every word of the article, of what source.yaml says of it, and of items that cite another source."""
    about = [str(text.get(evidence.lang, "")) for _, text in texts("", evidence.unit.source)]
    outside = [(place, item) for place, item in items(evidence.unit) if item.outside]
    about += [str(text.get(evidence.lang, "")) for place, item in outside for _, text in texts(place, item)]
    words = set(_pieces(f"{evidence.whole[evidence.lang]} {plain(' '.join(about))}")) | _ALWAYS
    for family in _FAMILIES:
        if words & (family - _SHARED):
            words |= family
    return frozenset(words)


def _pieces(text: str) -> Iterator[str]:
    """Words, hyphenated ones also in their parts; U.S. is us."""
    for word in re.findall(r"\w(?:[\w'.-]*\w)?", text):
        for piece in (word, *word.split("-")):
            yield piece.removesuffix("'s").replace(".", "").strip("'")


_CAPITAL = re.compile(r"\b[A-Z][\w.]*(?:[-'][\w.]+)*")
_BEGINS = re.compile(r"(?:^|[.!?:;(\[/|>→\"'])[\"')\s]{0,20}$")
_BEFORE = 40
"""Letters before a word that show whether it begins a sentence."""
_SAYS = re.compile(r" (?:said|says|told|warned|argued?s?|claimed|stated|declared|announced|explained)\b")
"""What makes the first word of a sentence a name, unless it is a word of the dictionary: Critics say …"""


def _english_names(text: str, known: frozenset[str]) -> Iterator[str]:
    text = text.replace("**", "").replace("’", "'").replace("–", "-").replace("“", '"').replace("”", '"')
    for match in _CAPITAL.finditer(text):
        pieces = list(_pieces(match[0].lower()))
        if _known(pieces[0], known) or (len(pieces) > 1 and all(_known(piece, known) for piece in pieces[1:])):
            continue
        behind = _CAPITAL.match(text, match.end() + 1)
        if behind and _known(next(_pieces(behind[0].lower())), known) and is_word(match[0].lower()):
            continue  # Farmer Kim: what somebody is
        begins = _BEGINS.search(text[max(0, match.start() - _BEFORE) : match.start()])
        if not begins or (_SAYS.match(text, match.end()) and not is_word(match[0].lower())):
            yield match[0].removesuffix("'s").rstrip(".")


def _known(word: str, known: frozenset[str]) -> bool:
    """The word, or one of which it is the plural: the two Koreas."""
    return word in known or word.removesuffix("s") in known


_TITLED = re.compile(rf"(?<![가-힣])([{SURNAMES}][가-힣]{{1,2}}) (?:{TITLES})")
_MAYBE_A_PLACE = re.compile(r"(?:[강산도시군구읍면리동역섬항]|대교|[부청처국회당대사측들자가학])$")
"""How places, bodies and groups end, and some people's names: 두만강, 강남구, 서울대, 문체부, but also 이창동."""
_WORDS = frozenset("서울 이번 이런 이른 이곳 이들 여러 여느 우리 나라 지난 오늘 오랜 강한".split())


def _korean_names(text: str, known: frozenset[str]) -> Iterator[str]:
    """김민수 장관: Korean has no capitals, so a name is what looks like one before a title, and no word: 여성 의원."""
    for match in _TITLED.finditer(text):
        name = match[1]
        is_word = name in _WORDS or (len(name) == 2 and candidates(name, most=1))
        if not is_word and not any(word.startswith(name) for word in known):
            yield name
