"""Words of an article: where a term occurs, by its lemmas, and which words and phrases would make terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from courseware.checks import english
from courseware.drafting.reading import around, passages, sentences
from courseware.unit.article import ArticleText
from courseware.unit.model import Anchor

_COMMON = Path(__file__).parent.parent / "assets" / "common-words.txt"
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PARTICLES = re.compile(
    r"(?:으로부터|에서부터|이라고|이라는|에서는|에서도|으로는|으로도|까지는|라고|라는|에서|에게|으로|부터|까지|처럼|보다|이나|"
    r"하고|한테|께서|들이|들은|들을|들의|은|는|이|가|을|를|의|에|와|과|도|로|만|들)$"
)
_VERB_KO = re.compile(
    r"(?:했다|한다|하는|하며|하고|해야|하게|된다|됐다|되는|있다|있는|없다|없는|이다|였다|었다|았다|니다|하기|했고|한|다고|라고|지만|면서|[가-힣]다|야|쳐|고)$"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word or phrase that might become a term: how often, and where."""

    words: str
    count: int
    source: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a term occurs, with a few words around it."""

    anchor: Anchor
    around: str


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    lemma: str
    start: int
    end: int


def find(term: str, text: ArticleText, language: str) -> list[Found]:
    """The paragraphs in which a term occurs, in any of its forms; one place in each."""
    wanted = [token.lemma for token in _tokens(term, language)]
    places: list[Found] = []
    for anchor, passage in passages(text):
        tokens = _tokens(passage, language)
        for n in range(len(tokens) - len(wanted) + 1) if wanted else ():
            run = tokens[n : n + len(wanted)]
            if all(_same(token, lemma, language) for token, lemma in zip(run, wanted, strict=True)):
                places.append(Found(anchor, around(passage, run[0].start, run[-1].end)))
                break
    return places


def _same(token: _Token, lemma: str, language: str) -> bool:
    """Korean words carry their particles and endings behind them."""
    return token.lemma == lemma or (language == "ko" and len(lemma) > 1 and token.text.startswith(lemma))


def key(term: str, language: str) -> str:
    """A term without its inflection, to compare two."""
    return " ".join(token.lemma for token in _tokens(term, language))


def _tokens(text: str, language: str) -> list[_Token]:
    return [_Token(match[0], _lemma(match[0], language), match.start(), match.end()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def _lemma(word: str, language: str) -> str:
    if language == "ko":
        stem = _PARTICLES.sub("", word)
        return stem if len(stem) > 1 else word
    return english.lemma(re.sub(r"[’']s$", "", word.lower()))


def candidates(text: ArticleText, language: str, names: set[str]) -> tuple[list[Candidate], list[Candidate]]:
    """Single words and phrases, the likeliest first. `names` (of people, bodies, places) are left out."""
    taken = {part for name in names for word in _WORD.findall(name) for part in (word, *word.split("-"))}
    words: dict[str, list[tuple[Anchor, str]]] = {}
    phrases: dict[str, list[tuple[Anchor, str]]] = {}
    for anchor, sentence in ((a, s) for a, passage in passages(text) for s in sentences(passage)):
        for run in _runs(sentence, language, taken):
            for token in run:
                words.setdefault(token.lemma, []).append((anchor, token.text))
            for phrase in _phrases(run, sentence):
                phrases.setdefault(" ".join(token.lemma for token in phrase), []).append(
                    (anchor, sentence[phrase[0].start : phrase[-1].end])
                )
    return _ranked(words, 2 if language == "ko" else 1, language), _ranked(phrases, 2, language)


def _runs(sentence: str, language: str, taken: set[str]) -> Iterator[list[_Token]]:
    """The words of a sentence between common words, names and punctuation."""
    run: list[_Token] = []
    for token in _content(sentence, language):
        left_out = not {token.lemma, token.text.lower()}.isdisjoint(_common()) or _is_name(token.text, taken)
        if left_out or (run and sentence[run[-1].end : token.start].strip()):
            yield run
            run = []
        if not left_out:
            run.append(token)
    yield run


def _is_name(word: str, taken: set[str]) -> bool:
    """A name's word, its possessive, or what is made of it: Korea’s, Korea-Russia, Russian, inter-Korean."""
    parts = [part for part in re.split(r"[-’']", word) if len(part) > 1 and part[0] == part[0].upper()]
    return bool(parts) and any(
        part == name or part.startswith(name[: max(4, len(name) - 1)]) for part in parts for name in taken
    )


def _content(sentence: str, language: str) -> list[_Token]:
    """In Korean the nouns that kiwipiepy (the extra [ko]) finds; without it, words less their particles."""
    if language != "ko":
        return [t for t in _tokens(sentence, language) if len(t.lemma) > 2 and not t.text.endswith("ly")]
    kiwi = _kiwi()
    if kiwi is None:
        words = _tokens(sentence, "ko")
        return [t for t in words if len(_PARTICLES.sub("", t.text)) > 1 and not _VERB_KO.search(t.text)]
    nouns = [token for token in kiwi.tokenize(sentence) if token.tag in ("NNG", "XR") and len(token.form) > 1]
    return [_Token(noun.form, noun.form, noun.start, noun.start + noun.len) for noun in nouns]


def guesses(language: str) -> bool:
    """Whether nouns are only guessed, because the package that finds them is not there."""
    return language == "ko" and _kiwi() is None


@lru_cache
def _kiwi() -> Any:
    try:
        import kiwipiepy
    except ImportError:
        return None
    return kiwipiepy.Kiwi()


def _phrases(run: list[_Token], sentence: str) -> Iterator[list[_Token]]:
    """Two to four words in a row."""
    for length in (2, 3, 4):
        for n in range(len(run) - length + 1):
            phrase = run[n : n + length]
            if "\n" not in sentence[phrase[0].start : phrase[-1].end]:
                yield phrase


def _ranked(lemmas: dict[str, list[tuple[Anchor, str]]], least: int, language: str) -> list[Candidate]:
    """By how many paragraphs have it, then how often it occurs, then how long it is; parts of a longer one go."""
    ranked: list[tuple[tuple[int, int, int], str, Candidate]] = []
    for lemma, places in lemmas.items():
        if len(places) < least or all(words[0].isupper() for _, words in places):
            continue
        source = tuple(dict.fromkeys(anchor for anchor, _ in places))
        written = (
            lemma if language == "ko" or least == 1 else Counter(words for _, words in places).most_common(1)[0][0]
        )
        ranked.append(((len(source), len(places), len(lemma)), lemma, Candidate(written, len(places), source)))
    ranked.sort(key=lambda entry: (*(-figure for figure in entry[0]), entry[1]))
    return [
        c
        for score, lemma, c in ranked
        if not any(f" {lemma} " in f" {o} " and s[1] == score[1] and o != lemma for s, o, _ in ranked)
    ]


@lru_cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())
