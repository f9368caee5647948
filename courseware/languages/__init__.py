"""Every language of handouts, by its tag. One more is a file with its object, and a line in the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from courseware.languages.en import ENGLISH
from courseware.languages.kind import Language
from courseware.languages.ko import KOREAN
from courseware.text.letters import LATIN

__all__ = [
    "ENGLISH",
    "KOREAN",
    "LANGUAGES",
    "ROMANISED",
    "Language",
    "by_letters",
    "eastern",
    "known",
    "of_article",
    "region",
    "romanised",
    "spaced",
    "stretches",
    "usual",
]

LANGUAGES: dict[str, Language] = {language.tag: language for language in (KOREAN, ENGLISH)}
"""What the terminal speaks is another list (cli/speech.py)."""
ROMANISED = f"{KOREAN.tag}-Latn"
"""The tag of Korean in Latin letters."""
_WORDS_ALONE = {"ja": "ja-JP", "zh": "zh-CN"}
"""Eastern languages of which a handout may have words, and the tags with a country that Word knows."""
_BETWEEN = "[ ·‧,()]*"
"""What may stand between two words of a language without ending the stretch."""


def usual() -> tuple[str, ...]:
    """The tags of those that a unit has that names none."""
    return tuple(tag for tag, language in LANGUAGES.items() if language.usual)


def known(tag: str) -> Language | None:
    """The language of a BCP 47 tag, whatever its country: en-GB is English."""
    return LANGUAGES.get(tag.partition("-")[0])


def romanised(tag: str) -> bool:
    """Whether a tag is of text in Latin letters that has others of its own: ko-Latn."""
    return tag.partition("-")[2].startswith("Latn")


def eastern(tag: str) -> bool:
    """Whether a text has signs as wide as its letters; in Latin letters it has not."""
    language = known(tag)
    return not romanised(tag) and (language.eastern if language else tag.partition("-")[0] in _WORDS_ALONE)


def spaced(tag: str) -> bool:
    """Whether words of a text stand apart, so that lines end between them."""
    language = known(tag)
    return language is None or language.spaced or romanised(tag)


def region(tag: str) -> str:
    """The tag with a country, for a program that wants one."""
    return LANGUAGES[tag].region if tag in LANGUAGES else _WORDS_ALONE.get(tag, tag)


def by_letters(text: str) -> str:
    """The tag of the language that a text has letters of: of those that no other has, if there are any; else ""."""
    for letters in ("script", "letters"):
        for tag, language in LANGUAGES.items():
            if (own := getattr(language, letters)) and re.search(f"[{own}]", text):
                return tag
    return ""


def of_article(text: str) -> str:
    """The language of an article: the one that has a fifth of its letters, or English, which may quote a word of it."""
    latin = len(re.findall("[A-Za-z]", text))
    for tag, language in LANGUAGES.items():
        if language.script and len(re.findall(f"[{language.script}]", text)) * 4 > latin:
            return tag
    return ENGLISH.tag


def stretches(text: str, tag: str) -> Iterator[tuple[str, str | None]]:
    """A text of the language `tag` in pieces: words with letters of another language each with that one's tag."""
    at = 0
    pattern = _others(tag, tuple(LANGUAGES.values()))
    for match in pattern.finditer(text) if pattern else ():
        if match.start() > at:
            yield text[at : match.start()], None
        yield match[0], match.lastgroup
        at = match.end()
    if at < len(text):
        yield text[at:], None


def _word(language: Language, own: str) -> str:
    """A pattern of a word in its letters; in Latin ones the whole word, if one of its letters is its script's alone."""
    if not re.match(f"[{LATIN}\u1e00-\u1eff]", language.letters):
        return f"(?:{own}[{language.letters}])+" if own else f"[{language.letters}]+"
    letters, sure = f"[{LATIN}\u1e00-\u1eff{language.letters}]", language.script or language.letters
    return f"(?<!{letters}){letters}{{0,40}}?[{sure}]{letters}{{0,40}}(?!{letters})"


@lru_cache(maxsize=16)
def _others(tag: str, languages: tuple[Language, ...]) -> re.Pattern[str] | None:
    """What finds words in letters of the other languages that the language `tag` does not have itself."""
    own = next((f"(?![{one.letters}])" for one in languages if one.tag == tag and one.letters), "")
    others = [one for one in languages if one.tag != tag and one.letters]
    words = {one.tag: _word(one, own) for one in others}
    groups = [f"(?P<{other}>{word}(?:{_BETWEEN}{word})*)" for other, word in words.items()]
    return re.compile("|".join(groups)) if groups else None
