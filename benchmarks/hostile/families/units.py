"""A unit's seven YAML files: types, nesting, aliases, escapes, characters, sizes, encodings, values out of all bounds."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import odd, yamls
from benchmarks.hostile.nouns import Case, Command
from benchmarks.hostile.stage import SMALL, article

FILES = [name for name in SMALL if name.startswith("seeds/")]
_PLAIN: list[Command] = [
    *(
        ("build", "ferry"),
        ("build", "--to", "docx"),
        ("check", "ferry"),
        ("check",),
        ("list",),
        ("check", "--format", "json"),
    ),
    *(
        ("check", "--format", "sarif"),
        ("draft", "ferry"),
        ("build", "--draft"),
        ("show", "ferry", "-c", "tiny", "-l", "en"),
    ),
    ("draft", "ferry", "--term", "trial=시범"),
]
BOTH = SMALL["templates/tiny/course.yaml"].replace(b"formats: [docx]", b"formats: [docx, pdf]")


def cases(random: Random) -> Case:
    if random.random() < 0.25:
        return _value(random)
    name = random.choice(FILES)
    kind, data = yamls.spoilt(random, SMALL[name].decode("utf-8"))
    return _case(random, kind, {name: data})


def _case(random: Random, kind: str, files: dict[str, bytes]) -> Case:
    """Any of the commands; sometimes the article is there, sometimes a whole course with both formats prints all of it."""
    commands = tuple(random.sample(_PLAIN, random.choice((1, 1, 2))))
    extra = {"seeds/ferry/article.txt": article()} if random.random() < 0.3 else {}
    if random.random() < 0.2:
        extra["templates/tiny/course.yaml"] = (
            b"extends: ir-seminar\nlanguages: [ko]\neditions: [student]\nformats: [pdf]\n"
        )
        extra["templates/tiny/handout.md"] = SMALL["templates/tiny/handout.md"]
        extra["templates/tiny/course.yaml"] += b"sections: [all]\n"
    elif random.random() < 0.3:
        extra["templates/tiny/course.yaml"] = BOTH
    return Case(
        kind=kind,
        commands=commands,
        files={**extra, **files},
        blames=r"nothing to build|만들 유인물이 없|workspace|작업|There is no unit|단원이 없|\w+\.yaml|seeds/ferry|article",
    )


_VALUES = [
    (
        "timeline",
        "date: 2025-03-13",
        [
            "date: 2025-13-41",
            "date: 0000-00-00",
            "date: 9999-12-31",
            "date: 99999",
            "date: '2025'",
            "date: 2025-02-30",
            "date: 0001-01-01",
            "date: -1",
        ],
    ),
    (
        "timeline",
        "date: 2025-03-13",
        [
            "date: 2025-03-13\n    until: 2025-03-01",
            "date: 2025\n    until: 2025-03-14",
            "date: 2025-03-13\n    time: '25:61'",
            "date: 2025-03-13\n    time: 1400",
            "date: 2025-03-13\n    time: '٣:٠٠'",
            "date: 2025-03-13\n    time: '14:00:00.000001+09:00'",
        ],
    ),
    (
        "timeline",
        "source: [p2]",
        [
            "source: []",
            "source: [p99999999999999999999]",
            "source: [p0]",
            "source: [p2, p2]",
            "source: [title, deck, c1, p1]",
            "source: p2",
            "source: [٢]",
            "source: [p2]\n    outside: true",
            "outside: true",
            "outside: maybe",
        ],
    ),
    (
        "questions",
        "lines: 2",
        [
            "lines: 0",
            "lines: -1",
            "lines: 99",
            "lines: 100",
            "lines: 1000000000",
            "lines: 2.5",
            "lines: 9e9",
            "lines: '2'",
        ],
    ),
    (
        "questions",
        "minutes: 3",
        [
            "minutes: 0",
            "minutes: -5",
            "minutes: 99999999999999999999999999",
            "minutes: .inf",
            "minutes: 0x3",
            "minutes: 3.0",
        ],
    ),
    ("questions", "level: remember", ["level: Remember", "level: [remember]", "level: 〔…〕", "level: null"]),
    ("questions", "look_for:", ["look_for: []\n    ask:", "ask:", "look_for: null\n    allow:"]),
    (
        "source",
        "posted: 2025-03-17T09:10:00+09:00",
        [
            "posted: 2025-03-17",
            "posted: 2025-03-17T09:10:00",
            "posted: 9999-12-31T23:59:59-23:59",
            "posted: 0001-01-01T00:00:00+14:00",
            "posted: 2025-03-17T24:00:00Z",
            "posted: 2025-03-17 09:10:00.123456789 +9",
            "posted: 2025-03-17T09:10:00+99:99",
        ],
    ),
    (
        "source",
        "url: null",
        [
            "url: javascript:alert(1)",
            "url: file:///etc/passwd",
            "url: " + "https://x.kr/" + "a" * 9000,
            "url: 'https://x.kr/ a b'",
            "url: https://한국.kr/가?나=다#라",
            "url: 'http://[::1'",
            "url: 'https://x.kr/%00%ff'",
            "url: 'https://x.kr/(((('",
            "url: '<https://x.kr>'",
        ],
    ),
    (
        "source",
        "languages: [ko, en]",
        [
            "languages: []",
            "languages: [xx]",
            "languages: [ko, ko]",
            "languages: ko",
            "languages: [en]",
            "languages: {ko: en}",
            "languages: [ko, en, [ko]]",
        ],
    ),
    ("source", "words: 200", ["words: 0", "words: -1", "words: 1" + "0" * 400, "words: 1", "words: 1e9"]),
    ("source", "paragraphs: 6", ["paragraphs: 0", "paragraphs: -6", "paragraphs: 99999999999", "paragraphs: 1"]),
    ("source", "minutes: 45", ["minutes: 45\n  ask: x", "minutes: 1" + "0" * 5000, "minutes: true"]),
    (
        "source",
        "captions: 1",
        [
            "captions: 1\n  sha256: x",
            "captions: 1\n  quotation_budget: {words_each: -1, share_percent: 1000}",
            "captions: 1\n  original: {language: ko, url: null}",
            "captions: 1\n  modified: never",
            "captions: 1\n  quotation_budget: {words_each: 0, share_percent: 0}",
        ],
    ),
    (
        "source",
        "headline_language: en",
        ["headline_language: xx", "headline_language: ''", "headline_language: ko-Latn", "headline_language: [en]"],
    ),
    (
        "vocabulary",
        "hanja: 示範事業",
        [
            "hanja: 示",
            "hanja: abc",
            "hanja: ''",
            "hanja: '" + "示" * 3000 + "'",
            "hanja: 示範事業\n    characters: [{hanja: 示, reading: 시, meaning: {ko: 보이다, en: show}}]",
            "hanja: 示範事業\n    characters: []",
            "hanja: \U00020000",
        ],
    ),
    (
        "vocabulary",
        "rr: sibeom saeop",
        ["rr: ''", "rr: '" + "a" * 20_000 + "'", "rr: 시범", "rr: '" + "ga" * 400 + "'", "rr: [a]"],
    ),
    ("actors", "to: union", ["to: baek-do-yun", "to: nobody", "to: ''", "to: [union]"]),
    (
        "actors",
        "id: union",
        ["id: baek-do-yun", "id: ''", "id: " + "a" * 3000, "id: a--b", "id: __class__", "id: 연합", "id: 1"],
    ),
    ("actors", "rr: Baek Doyun", ["rr: x", "rr: '" + "Gim " * 3000 + "'", "rr: null"]),
    ("quotes", "verbatim: en", ["verbatim: xx", "verbatim: ko", "verbatim: [en]", "verbatim: ''"]),
    (
        "quotes",
        "actor: union",
        ["actor: nobody", "actor: null", "actor: union\n    outside: true\n    cite: {ko: x, en: y}"],
    ),
    (
        "background",
        "**4월 1일**",
        [
            "**4월 1일",
            "** 4월 **",
            "[x](javascript:x)",
            "[x](#nowhere)",
            "<b>x</b>",
            "![x](y.png)",
            "{{ unit }}",
            "::: teacher",
            "[^1]",
            "`x`",
            "***x***",
            "[" * 2000,
            "*" * 3000,
            "[x](" * 900,
            "![" * 900,
            "<" * 3000,
            "_" * 2001 + "a",
            "[x]{lang=ko" * 500,
            "&" * 2000,
        ],
    ),
]
"""File, what stands there, what could stand there instead."""


def _value(random: Random) -> Case:
    file, old, new = random.choice(_VALUES)
    name = f"seeds/ferry/{file}.yaml"
    text = SMALL[name].decode("utf-8")
    assert old in text, old
    chosen = random.choice([*new, f"{old.split(':')[0]}: {odd.number(random)}"]) if ":" in old else random.choice(new)
    return _case(random, "value out of bounds", {name: text.replace(old, chosen, 1).encode("utf-8")})
