"""The files of a unit that begins with an article: its text, source.yaml with all that is clerical, lists to fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from courseware.drafting.snapshot.nouns import Moment, Snapshot
from courseware.errors import N_, CoursewareError, Problem
from courseware.unit import article
from courseware.unit.model import OPEN
from courseware.unit.modules import SOURCE
from courseware.unit.yamltext import Value, field, in_each_language, in_languages, scalar

NOTES = (
    "이 글의 저작권은 언론사에 있습니다. 이 컴퓨터에서 단원을 쓰고 확인하는 데만 쓰세요. git에는 올라가지 않습니다.",
    "This text belongs to its publisher. Use it on this computer to write and check the unit; git leaves it out.",
    "번호와 글을 고치지 마세요. source가 이 번호를 가리킵니다. / Change no number and no word: anchors point here.",
)
_RIGHTS = {
    "ko": "기사의 저작권은 {publisher}에 있다. 이 자료는 기사에 나온 사실과 출처를 밝힌 짧은 인용만 쓰며 "
    "기사를 대신하지 않는다.",
    "en": "Copyright in the article belongs to {publisher}. This material uses only facts reported in the article and "
    "short, attributed quotations, and does not replace it.",
}
_ORIGINAL = {
    True: {
        "ko": "한국어 원문은 영문 기사에 연결되어 있다.",
        "en": "The Korean original is linked from the English article.",
    },
    False: {
        "ko": "영문 기사에 한국어 원문으로 가는 버튼이 있다. 원문 주소는 확인되지 않아 적지 않았다.",
        "en": "The English article has a button that leads to the Korean original, whose address is not known.",
    },
}
_VERBATIM = {
    "en": {
        "ko": "영어는 기사에 실린 그대로이고, 한국어는 이 단원에서 따로 옮긴 것이다.",
        "en": "The English is given exactly as the article prints it; the Korean is this unit’s own translation.",
    },
    "ko": {
        "ko": "한국어는 기사에 실린 그대로이고, 영어는 이 단원에서 따로 옮긴 것이다.",
        "en": "The Korean is given exactly as the article prints it; the English is this unit’s own translation.",
    },
}


_OWN = {
    True: {"ko": "기사에 실린 그대로이다.", "en": "As the article prints them."},
    False: {"ko": "이 단원에서 따로 옮긴 것이다.", "en": "This unit’s own translation."},
}
"""What is said of quotations where a unit has one language: the article's, or another."""


def files(
    main: Snapshot,
    other: Snapshot | None,
    path: Path,
    lists: Mapping[str, str],
    say: Callable[..., str],
    languages: tuple[str, ...],
) -> dict[str, str]:
    """File name -> text; `lists` are the commented files of a new unit in these languages.

    An undated article raises CoursewareError.
    """
    if main.facts.posted is None:
        remedy = N_("Say when with --posted, like --posted 2026-03-02; the hour may be left out.")
        raise CoursewareError(
            Problem(N_("the article has no date; a unit needs to know when it appeared"), remedy, {}, path)
        )
    if other and other.language == main.language:
        remedy = N_("Give --original the article in the other language.")
        raise CoursewareError(Problem(N_("both texts are in “{lang}”"), remedy, {"lang": main.language}, path))
    facts = main.facts
    original = _ORIGINAL[facts.original_url is not None] if facts.has_original else {}
    texts = emptied(lists, main.language, original, languages)
    for one in (main, other) if other else (main,):
        texts[article.file_name(one.language, main.language)] = article.dump(one.text, NOTES)
    text = article.parse(texts[article.file_name("", "")], path)
    values = _values(main, other, say, languages)
    texts[SOURCE.file] = in_languages(_SOURCE, languages).format(**values, sha256=scalar(text.sha256))
    return texts


def emptied(
    lists: Mapping[str, str], language: str, original: Mapping[str, str], languages: tuple[str, ...]
) -> dict[str, str]:
    """The commented files without their examples; `original` is where the Korean original is to be found, if known."""
    texts = {file: _opened(text) for file, text in lists.items()}
    texts["quotes.yaml"] = _with(texts["quotes.yaml"], "note", _wording(language, languages), languages)
    if original:
        texts["vocabulary.yaml"] = _with(texts["vocabulary.yaml"], "original", original, languages)
    return texts


def _wording(lang: str, languages: tuple[str, ...]) -> Mapping[str, str]:
    """Which of a unit's languages has the article's own words; nothing where no sentence for it stands here."""
    if len(languages) == 1:
        return _OWN[lang in languages]
    return _VERBATIM.get(lang, {}) if set(languages) == set(_VERBATIM) else {}


def _opened(text: str) -> str:
    """A file of a new unit whose example has become a comment, and whose other texts are open."""
    head, name, item = (
        re.split(r"(?m)^(\w+):\n(?=  - id: first$)", text)[:3] if "- id: first" in text else (text, "", "")
    )
    lines = "".join(f"#{line}\n" for line in item.splitlines())
    return head.replace('""', OPEN) + (f"{name}: []\n{lines}" if name else "")


def _with(text: str, key: str, words: Mapping[str, str], languages: tuple[str, ...]) -> str:
    """The open text at `key` written, in these languages."""
    own = {lang: text for lang, text in words.items() if lang in languages}
    old, new = (field(key, in_each_language(languages, **value), 0) for value in ({}, own))
    return text.replace("\n".join(old), "\n".join(new))


def _values(
    main: Snapshot, other: Snapshot | None, say: Callable[..., str], languages: tuple[str, ...]
) -> dict[str, object]:
    """What stands in the places of _SOURCE."""
    facts, lang = main.facts, main.language
    assert facts.posted is not None
    publisher: dict[str, Value] = in_each_language(languages, **({lang: facts.publisher} if facts.publisher else {}))
    titles = {one.language: one.facts.title or OPEN for one in (other, main) if one}
    headline = in_each_language(languages, **{tag: title for tag, title in titles.items() if tag in (*languages, lang)})
    rights: dict[str, Value] = {
        tag: _RIGHTS[tag].format(publisher=publisher[tag]) if tag in _RIGHTS else OPEN for tag in languages
    }
    blocks: dict[str, Value] = {
        "headline": headline,
        "publisher": publisher,
        "authors": _authors(main, languages),
        "rights": rights,
    }
    values: dict[str, object] = {key: "\n".join(field(key, value, 2)) for key, value in blocks.items()}
    return values | {
        "lang": lang,
        "care": ", ".join(f'{tag}: ""' for tag in languages),
        "posted": str(facts.posted),
        "modified": f"  modified: {facts.modified}\n" if facts.modified else "",
        "url": scalar(facts.url) if facts.url else "null",
        "languages": ", ".join(languages),
        "original": _original(main, other, languages),
        "words": main.words,
        "paragraphs": main.text.count("p"),
        "captions": main.text.count("c"),
        "ask": "\n".join(field("ask", _questions(main, say), 0)),
    }


def _authors(main: Snapshot, languages: tuple[str, ...]) -> Value:
    """Each writer by the name and role of the page; [] where it names none."""
    return [
        {
            "name": in_each_language(languages, **{main.language: byline.name}),
            "role": in_each_language(languages, **({main.language: byline.role} if byline.role else {})),
        }
        for byline in main.facts.bylines
    ]


def _original(main: Snapshot, other: Snapshot | None, languages: tuple[str, ...]) -> str:
    """The Korean original of an English article, where the page leads to one or its text was given."""
    url = main.facts.original_url or (other.facts.url if other else None)
    if main.language == "ko" or not (main.facts.has_original or other):
        return ""
    notes = _ORIGINAL[url is not None] if main.facts.has_original else {}
    note = in_each_language(languages, **{lang: text for lang, text in notes.items() if lang in languages})
    return "\n".join(field("original", {"language": "ko", "url": url, "note": note}, 2)) + "\n"


def _questions(main: Snapshot, say: Callable[..., str]) -> list[Value]:
    """What the page leaves open about the article."""
    facts = main.facts
    assert facts.posted is not None
    asked: list[Value] = [say("minutes: how long does the unit take? 50 is only an example.")]
    if facts.posted.hour and not facts.posted.given:
        asked += _zone_asked(facts.posted, main.language, say)
    if not facts.bylines:
        asked.append(say("authors: the page names nobody; who wrote the article?"))
    if facts.agency:
        asked.append(say("publisher: the text is marked {agency}; is the article theirs?", agency=facts.agency))
    if facts.live:
        asked.append(say("posted: this is a running report; do the dates of its entries fit the time above it?"))
    return asked


def _zone_asked(posted: Moment, language: str, say: Callable[..., str]) -> list[Value]:
    """Whether an hour is that of the paper's readers, where the page does not say so."""
    time = f"{posted.when:%H:%M}"
    if not posted.zone and language != "ko":
        return [say("posted: the page names no time zone; is {time} the time in Korea?", time=time)]
    if not posted.when.utcoffset():
        return [say("posted: the page gives {time} UTC; when was it where the paper appears?", time=time)]
    return []


_SOURCE = """\
# yaml-language-server: $schema=../_schema/source.json
# 단원과 바탕 기사 / The unit and the article it is drawn from
# 〔…〕 자리에 쓰고 ask의 물음에 답한 뒤 그 줄을 지우세요. courseware check가 남은 곳을 알려 줍니다.
# Write in the place of every 〔…〕, answer what “ask” asks and delete it; courseware check names what is left.
languages: [{languages}]

unit:
  title:
    ko: 〔…〕
    en: 〔…〕
  # 학생에게 보이는 한두 문장 / One or two sentences that students see
  summary:
    ko: 〔…〕
    en: 〔…〕
  # 학습 목표(교사용에만) / Aims (teacher's edition only)
  aims:
    - ko: 〔…〕
      en: 〔…〕
  level:
    ko: 〔…〕
    en: 〔…〕
  # 수준을 누가 정했는지 / Who set the level
  level_set_by:
    ko: 〔…〕
    en: 〔…〕
  minutes: 50
  # 민감한 내용이 있으면 앞의 #을 지우고 쓰세요. / Delete the # if the topic needs care.
  # care: {{{care}}}

article:
{headline}
  headline_language: {lang}
{publisher}
{authors}
  posted: {posted}
{modified}  language: {lang}
  # 모르면 null, 짐작하지 마세요. / null if nobody knows it; never guess.
  url: {url}
{original}{rights}
  words: {words}
  paragraphs: {paragraphs}
  captions: {captions}
  # article.txt가 바뀌면 check가 알아챕니다. / By this, check notices when article.txt is changed.
  sha256: {sha256}

{ask}
"""
