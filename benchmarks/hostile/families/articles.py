"""Pasted articles and saved pages: nesting, encodings, long runs, entities, data, archives, sheer size."""

from __future__ import annotations

import json
import re
from functools import cache
from random import Random

from benchmarks.hostile import odd
from benchmarks.hostile.nouns import Case, Command
from benchmarks.hostile.stage import ROOT, article

_RUNS = [
    "A",
    "a",
    "가",
    "1",
    "1,",
    "1.",
    "- ",
    "“",
    "”",
    "‘",
    "(",
    ")",
    "((a",
    "A ",
    "Aa ",
    "Kim ",
    "김",
    "김 ",
    "기자 ",
    "said ",
    "말했다 ",
    "year ",
    "January ",
    "1월 ",
    "1월",
    "2024-",
    "12:",
    ":",
    ".",
    "...",
    ", ",
    "and ",
    "of the ",
    "Mr. ",
    "U.S. ",
    "A-",
    "A’",
    "'",
    '"',
    "''",
    "%",
    "$1 ",
    "₩",
    "=",
    "@a.b ",
    "a@b.c ",
    "http://a ",
    "www.",
    "/",
    "\\",
    "[p1] ",
    "[",
    "<",
    "&",
    "&amp;",
    "&#38;",
    "\t",
    "\u00a0",
    "\u3000",
    "\u200b",
    "́",
    "漢",
    "漢(한)",
    "🇰🇷",
    "ﷺ",
    "1st ",
    "one hundred ",
    "백만 ",
    "억 ",
    "third ",
    "A. B. ",
    "Park Min-hee ",
    "park-",
    "Ministry of ",
    "the Ministry of ",
    "부 ",
    "said Kim, ",
    "“x,” said ",
    "said. “",
    "x” ",
    "·",
    "…",
    "—",
    "–",
    "~",
    "1~",
    "p.m. ",
    "오전 ",
    "KST ",
    "\x0b",
    "\x0c",
    "\x85",
    "\u2028",
    "0",
    "00:",
    "A,",
    "a;",
    "Reporter ",
    "By ",
    "ⓒ ",
    "▶",
    "■ ",
]


@cache
def pages() -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "tests" / "data" / "pages").glob("*.html"))]


@cache
def texts() -> list[str]:
    found = [
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "tests" / "data" / "grounding").glob("*/article.txt"))
    ]
    found.append(article().decode())
    return [
        f"Free ferries\nPosted: March 17, 2025 09:10 KST\nBy Do Na-rae, staff reporter\n\n{re.sub(r'(?m)^(?:#.*|.[a-z]+[0-9]*. )', '', text)}"
        for text in found
    ]


def cases(random: Random) -> Case:
    make = random.choice(
        (
            _run,
            _run,
            _run,
            _mutated,
            _mutated,
            _mutated_page,
            _mutated_page,
            _nested,
            _nested,
            _encoded,
            _data,
            _data,
            _archive,
            _markup,
            _markup,
            _large,
            _other,
            _parts,
        )
    )
    data = make(random)
    source = random.choice(("../desk/article.txt", "../desk/page.html"))
    commands: list[Command] = [("new", "unit", "fresh", "--from", source), ("draft", "fresh"), ("check", "fresh")]
    more: dict[str, bytes | None] = {}
    if random.random() < 0.1:
        more["../desk/other.txt"] = make(random)
        commands[0] = (*commands[0], "--original", "../desk/other.txt")
    elif random.random() < 0.1:
        commands[0] = ("new", "unit", "fresh", "--from", "-")
    if make is _parts:
        more["seeds/ferry/article.txt"] = data
        commands = [("draft", "ferry"), ("check", "ferry")]
    kept = commands[: random.choice((1, 2, 3))]
    stdin = data if "-" in kept[0] else b""
    blames = r"desk/|article|-:|fresh|seeds|standard input|<stdin>|입력|no unit|단원"
    return Case(
        kind=make.__name__.strip("_"), commands=tuple(kept), files={source: data, **more}, stdin=stdin, blames=blames
    )


def _body(random: Random) -> str:
    return random.choice(texts())


def _put(random: Random, text: str, new: str) -> str:
    at = random.randrange(len(text))
    return text[:at] + new + text[at:]


def _run(random: Random) -> bytes:
    """One short thing many thousand times, on one line or on many, in a good article or alone."""
    run = random.choice(_RUNS) * random.choice((300, 4_000, 16_000, 60_000))
    if random.random() < 0.3:
        run = "".join(random.choices(_RUNS, k=random.choice((50, 3_000))))
    if random.random() < 0.3:
        run = "\n".join([random.choice(_RUNS) * 9] * random.choice((300, 5_000)))
    text = _put(random, _body(random), random.choice((run, f"\n{run}\n", f"\n\n{run}\n\n", f"“{run}")))
    if random.random() < 0.3:
        text = f"<html><body><article><h1>x</h1><p>{text.replace(chr(10), '</p><p>')}</p></article></body></html>"
    return random.choice((text, text, text, run)).encode("utf-8", "replace")


def _mutated(random: Random) -> bytes:
    text = _body(random)
    for _ in range(random.choice((1, 3, 20))):
        text = _put(random, text, odd.word(random)[:3_000])
    return random.choice((text.encode("utf-8", "replace"), odd.flipped(random, text.encode("utf-8", "replace"))))


def _mutated_page(random: Random) -> bytes:
    data = random.choice(pages())
    if random.random() < 0.5:
        return odd.flipped(random, data, random.choice((1, 20, 300)))
    at = random.randrange(len(data))
    piece = random.choice(
        (
            b"<table><tr><td>",
            b"<script>",
            b"<!--",
            b"<![CDATA[",
            b"</p>",
            b"</html>",
            b"<plaintext>",
            b"<textarea>",
            b"<style>",
            b"<svg><p>",
            b"<math><mi>",
            b"<template>",
            b"<frameset>",
            b"<select><option>",
            b"<h1>",
            b"<br>" * 9_000,
            b"<p>" * 9_000,
            b"\0",
            b"\xff",
            b"<a href='" + b"x" * 90_000 + b"'>",
            b"<meta charset=utf-16>",
            b"<meta charset=utf-7>",
            b"<base href='//x'>",
            b"&#0;&#xD800;&#x110000;&#99999999999;",
            b"<time datetime='" + b"9" * 900 + b"'>",
            b"<p class='" + b"article-body " * 9_000 + b"'>",
        )
    )
    return data[:at] + piece + data[at:]


def _nested(random: Random) -> bytes:
    tag = random.choice(
        (
            "div",
            "span",
            "p",
            "h1",
            "b",
            "a",
            "table",
            "li",
            "ul",
            "blockquote",
            "section",
            "article",
            "font",
            "em",
            "td",
            "tr",
            "figure",
            "main",
            "form",
            "button",
            "svg",
            "math",
            "x",
            "dl",
            "select",
            "h2",
            "i",
            "nobr",
            "ruby",
            "details",
        )
    )
    count = random.choice((50, 300, 1_000, 5_000, 60_000))
    inner = random.choice(
        (f"<p>{'x ' * 300}</p>", "x", "".join(f"<p>{text}</p>" for text in _body(random).split("\n")))
    )
    marks = random.choice(("", " class='article-body'", " id='content'", " class='related ad'", " style='x'"))
    close = random.choice((f"</{tag}>" * count, "", f"</{tag}>" * (count // 2)))
    text = f"<{tag}{marks}>{random.choice(('', 'x'))}" * count + inner + close
    return f"<html><head><title>x</title></head><body>{text}</body></html>".encode()


def _encoded(random: Random) -> bytes:
    text = _body(random)
    if random.random() < 0.5:
        name = random.choice(
            (
                "utf-16",
                "cp949",
                "utf-7",
                "rot13",
                "base64",
                "punycode",
                "unicode_escape",
                "idna",
                "mbcs",
                "zlib",
                "x-unknown",
                "iso-2022-kr",
                "hz",
                "utf-8-sig",
                "undefined",
                "",
                "a" * 9000,
                "ks_c_5601-1987",
                "raw_unicode_escape",
                "uu",
                "bz2",
                "hex",
                "latin-1",
                "johab",
                "cp037",
                "utf-32",
                "utf_8_sig",
                "quopri",
            )
        )
        text = f"<html><head><meta charset='{name}'></head><body><p>{text}</p></body></html>"
        return random.choice(
            (
                text.encode("utf-8") + b"\xff",
                text.encode("cp949", "replace"),
                text.encode("utf-16"),
                text.encode("latin-1", "replace"),
            )
        )
    half = text.encode("utf-8")[: len(text) // 2]
    return random.choice(
        (
            odd.encoded(random, text),
            half + text.encode("cp949", "replace"),
            text.encode("utf-16")[:-1],
            text.encode("utf-16-be"),
            b"\xfe\xff" + b"\xd8\x00" * 900,
            half + b"\0" + half,
            text.encode("utf-8").replace(b"\n", b"\r"),
            text.encode("utf-8").replace(b"\n", b"\n\r\n"),
            text.encode("utf-8").replace(b" ", b"\xa0"),
            b"\x1b$)C" + half,
        )
    )


def _data(random: Random) -> bytes:
    """What a page says of itself: JSON-LD, meta tags, times, in all that JSON allows and more."""
    good = {
        "@type": "NewsArticle",
        "headline": "Free ferries",
        "datePublished": "2025-03-17T09:10:00+09:00",
        "author": [{"name": "Do Na-rae"}],
        "articleBody": "x " * 300,
        "publisher": {"name": "Haesol"},
        "url": "https://x.kr/1",
    }
    key = random.choice(sorted(good))
    odd_value: object = random.choice(
        (
            None,
            1,
            -1,
            1e308,
            True,
            [],
            {},
            [[]],
            [None],
            {"name": None},
            {"name": {"name": {}}},
            [good],
            "x" * 90_000,
            "\ud800",
            "\x00",
            "\x1b[31m",
            "9999-99-99",
            "0000-00-00T00:00:00Z",
            "2025-03-17T09:10:00+99:99",
            "javascript:x",
            "http://[::1",
            "http://x" + "/" * 9000,
            ["a"] * 9_000,
            {"@value": "x"},
            "2025-02-30",
            "now",
            "-1",
            "١٢",
            "99999999999999",
            "1" * 5000,
        )
    )
    text = json.dumps({**good, key: odd_value})
    text = random.choice(
        (
            text,
            text,
            text,
            "[" * 20_000,
            "[" * 20_000 + "]" * 20_000,
            '{"a":' * 20_000,
            text[: len(text) // 2],
            f"[{text}]",
            json.dumps({"@graph": [json.loads(text)] * 900}),
            '{"@type": ["NewsArticle", null, 1]}',
            "NaN",
            "1" * 9000,
            '{"@type": "NewsArticle", "datePublished": ' + "9" * 5000 + "}",
            f"//<![CDATA[\n{text}\n//]]>",
            f"<!-- {text} -->",
            '"x"',
            "null",
            '{"@type": {"@type": "NewsArticle"}}',
            text.replace('"', "'"),
            json.dumps({"@graph": {"@graph": {"@graph": good}}}),
        )
    )
    value = random.choice(odd.WORDS).replace('"', "")
    tags = "".join(
        f'<meta property="{name}" content="{random.choice((value, "x", "2025-03-17T09:10:00+09:00"))}">'
        for name in (
            "og:title",
            "article:published_time",
            "article:modified_time",
            "article:author",
            "og:url",
            "og:site_name",
            "og:locale",
            "author",
            "date",
            "pubdate",
        )
    )
    link = random.choice(
        (
            "javascript:alert(1)",
            "file:///etc/passwd",
            "http://x.kr/" + "%" * 900,
            "//",
            "http://[",
            "mailto:x",
            "http://x.kr:99999/",
        )
    )
    paragraphs = "".join(f"<p>{line}</p>" for line in _body(random).split("\n"))
    return f'<html><head><script type="application/ld+json">{text}</script>{tags}<link rel="canonical" href="{link}"><link rel="alternate" hreflang="ko" href="{link}"></head><body><article><h1>x</h1><time datetime="{value}">x</time>{paragraphs}<a href="{link}">원문</a></article></body></html>'.encode(
        "utf-8", "replace"
    )


def _archive(random: Random) -> bytes:
    """A page saved as one file (MHTML), with odd heads and parts."""
    page = random.choice(pages())
    boundary = random.choice(("b", "", "b" * 900, "--", "b; b", "한글"))
    coding = random.choice(("quoted-printable", "base64", "8bit", "7bit", "x-unknown", "uuencode", ""))
    head = f'From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="{boundary}"; type="text/html"\r\n{"X: y" * random.choice((0, 3))}\r\n\r\n'
    part = f"--{boundary}\r\nContent-Type: {random.choice(('text/html', 'text/html; charset=x', 'multipart/related; boundary=c', 'message/rfc822', 'text/plain'))}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
    body = (part + page + b"\r\n") * random.choice((1, 1, 2, 40))
    deep = b"".join(
        b"Content-Type: multipart/related; boundary=%d\r\n\r\n--%d\r\n" % (n, n)
        for n in range(random.choice((5, 300, 3_000)))
    )
    end = f"--{boundary}--".encode()
    return random.choice(
        (
            head.encode("utf-8") + body + end,
            head.encode("utf-8") + body,
            deep + body,
            head.encode("utf-8") + odd.flipped(random, body, 20),
            b"multipart/related\r\n\r\n" + page,
            head.encode() + b"Subject: =?utf-8?b?" + b"A" * 9000 + b"?=\r\n\r\n" + body,
        )
    )


def _markup(random: Random) -> bytes:
    """Good text with signs in it that mean something to YAML, Markdown, templates or terminals: kept as text."""
    lines = _body(random).split("\n")
    for _ in range(random.choice((1, 4, 20))):
        lines.insert(
            random.randrange(len(lines)),
            f"{random.choice(odd.WORDS)} {random.choice(lines)} {random.choice(odd.WORDS + odd.CONTROLS)}",
        )
    text = "\n".join(lines)
    return random.choice((text, f"<html><body><p>{'</p><p>'.join(lines)}</p></body></html>")).encode("utf-8", "replace")


def _large(random: Random) -> bytes:
    text = _body(random)
    return random.choice(
        (
            lambda: (text * 300).encode(),
            lambda: b"x" * 30_000_001,
            lambda: (text.replace("\n", " ") * 200).encode(),
            lambda: ("x\n" * 60_000).encode(),
            lambda: (text + "\n" * 900_000).encode(),
            lambda: ("<p>" + "</p><p>".join(text.split("\n")) + "</p>").encode() * 60,
            lambda: (text + " " * 2_000_000).encode(),
            lambda: "\n\n".join(text.split("\n") * 40).encode(),
            lambda: ("“" + "x ” said Kim. “" * 6_000).encode() + text.encode(),
            lambda: ("Kim Min-su, the minister of x, said. " * 3_000).encode() + text.encode(),
            lambda: ("2024년 1월 1일 " * 9_000).encode() + text.encode(),
        )
    )()


def _other(random: Random) -> bytes:
    return random.choice(
        (
            b"",
            b" ",
            b"\n" * 99,
            b"\xef\xbb\xbf",
            b"%PDF-1.4",
            b"PK\3\4",
            b"\xd0\xcf\x11\xe0",
            b"{\\rtf1 x}",
            b"bplist00",
            b"\x89PNG\r\n",
            b"GIF89a",
            b"<html></html>",
            b"<html",
            b"<?xml version='1.0'?><x/>",
            b"<p>",
            b"x",
            "x".encode("utf-16"),
            b"[title] x\n[p1] y",
            b"<html><body><input type=password></body></html>",
            b"<!doctype html>" * 900,
            b"\0" * 9000,
            random.randbytes(9000),
            b"<article>",
            b"<p>" + b"x" * 9,
            b"-",
            b"---\na: b",
            b"#!/bin/sh",
            b"\x1f\x8b\x08\0",
            b"BZh9",
            b"\x7fELF",
        )
    )


def _parts(random: Random) -> bytes:
    """article.txt with odd parts beside a unit."""
    text = article().decode()
    part = random.choice(
        (
            "[p1]",
            "[p7]",
            "[p0]",
            "[p999999999999999999999]",
            "[p-1]",
            "[title]",
            "[deck]",
            "[c1]",
            "[x]",
            "[]",
            "[p１]",
            "[p 7]",
            "[P7]",
            "[p7",
            "p7]",
            "[p7] [p8]",
            "\\[p7]",
            "[p7]\u00a0",
            "[" * 9000,
        )
    )
    return random.choice(
        (
            _put(random, text, f"\n\n{part} {odd.word(random)}\n\n"),
            text + f"\n\n{part} {random.choice(_RUNS) * random.choice((9, 9_000))}\n",
            text.replace("[p3]", part),
            odd.flipped(random, text.encode()).decode("utf-8", "replace"),
            "".join(f"[p{n}] {odd.word(random)[:200]}\n\n" for n in range(1, random.choice((9, 900)))),
        )
    ).encode("utf-8", "replace")
