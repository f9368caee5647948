"""Odd bytes, words, names and numbers, which many families use."""

from __future__ import annotations

from random import Random

WORDS = [
    *(
        "",
        " ",
        "\t",
        "x",
        "0",
        "-1",
        "no",
        "null",
        "~",
        "=",
        "<<",
        "*",
        "&a",
        "!x",
        "%",
        "@",
        "`",
        "|",
        ">",
        "-",
        "?",
        ":",
    ),
    *(
        "{{ 7*7 }}",
        "{% raw %}",
        "{# x",
        "#}",
        "{{",
        "}}",
        "::: teacher",
        ":::",
        "<!-- section: all -->",
        "<script>x</script>",
    ),
    *(
        "**",
        "**x",
        "* x",
        "[x](javascript:alert(1))",
        "[x](file:///etc/passwd)",
        "![x](../../outside/secret.txt)",
        "| a | b |",
    ),
    *(
        "&#0;",
        "&lt;",
        "<br>",
        "\\",
        "\\n",
        "%s%n",
        "{0}",
        "{name}",
        "{x.__class__}",
        "${HOME}",
        "$(id)",
        "`id`",
        "; ls",
        "'",
        '"',
    ),
    *(
        "ㄱ",
        "각",
        "각",
        "한글",
        "漢字",
        "\u200b",
        "\ufeff",
        "\u202e",
        "\u2066",
        "\u00ad",
        "\u0301" * 40,
        "👩‍👩‍👧",
        "🇰🇷",
    ),
    *(
        "\U00020000",
        "\U0010ffff",
        "\ufdd0",
        "\ue010",
        "\ue020" + "0:1" + "\ue021",
        "\ue030",
        "\u115f\u1160",
        "ᄒᆞᆫ",
        "ﷺ",
        "𝕏",
        "ＡＢ",
    ),
    *(
        "２０２４",
        "①",
        "½",
        "ﬁ",
        "ß",
        "İ",
        "ı",
        "Ǆ",
        "\u2028",
        "\u2029",
        "\x85",
        "\xa0",
        "\u3000",
        "«",
        "“",
        "„",
        "〔…〕",
        "…",
        "—",
    ),
    *("2024-06-19", "1:30:00", "0x1F", "0b1", "0o7", "1_000", "1e400", ".nan", ".inf", "-.inf", "0.1e-400", "12:60"),
]
CONTROLS = [
    "\x00",
    "\x01",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x1b[31m",
    "\x1b]0;x\x07",
    "\x7f",
    "\x9b",
    "\ufffe",
    "\uffff",
]


def word(random: Random) -> str:
    kind = random.randrange(10)
    if kind < 6:
        return random.choice(WORDS)
    if kind < 7:
        return "".join(random.choices(WORDS, k=random.randint(2, 6)))
    if kind < 8:
        return "".join(chr(character(random)) for _ in range(random.randint(1, 30)))
    return long(random)


def character(random: Random) -> int:
    """Any character but surrogates."""
    ranges = ((0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x590, 0x6FF), (0x1100, 0x11FF), (0x2000, 0x206F))
    ranges += (
        (0x3000, 0x30FF),
        (0x4E00, 0x4F00),
        (0xAC00, 0xAD00),
        (0xF900, 0xFFFD),
        (0x1F300, 0x1F6FF),
        (0xE0000, 0xE0FFF),
    )
    first, last = random.choice(ranges)
    return random.randint(first, last)


def long(random: Random) -> str:
    """A long run of something short."""
    piece = random.choice(
        [
            "a",
            "A",
            "가",
            "1",
            " ",
            "-",
            "(",
            "“",
            "a ",
            "a. ",
            "A.",
            "가 ",
            "漢",
            "*",
            "_",
            "[",
            "`",
            "<",
            "\\",
            "|",
            "́",
        ]
    )
    return piece * random.choice([100, 1_000, 9_000, 11_000, 40_000])


def number(random: Random) -> str:
    return random.choice(
        [
            *(
                "0",
                "-1",
                "-0",
                "1.5",
                "1e3",
                "1e400",
                "-1e400",
                ".nan",
                ".inf",
                "9" * 30,
                "9" * 5_000,
                "2147483648",
                "99",
                "100",
            ),
            *(
                "0x10",
                "017",
                "1_0",
                "1:30",
                "true",
                "no",
                "null",
                "''",
                "[]",
                "{}",
                "[1]",
                "{a: 1}",
                "2024-06-19",
                "1" * 400 + ".5",
            ),
        ]
    )


def flipped(random: Random, data: bytes, count: int | None = None) -> bytes:
    """`data` with some bytes changed, cut out, doubled, or its end cut off."""
    found = bytearray(data)
    for _ in range(count or random.choice((1, 1, 2, 5, 40))):
        if not found:
            break
        at = random.randrange(len(found))
        kind = random.randrange(6)
        if kind < 2:
            found[at] ^= 1 << random.randrange(8)
        elif kind == 2:
            found[at] = random.choice((0, 0xFF, 0x7F, 0x80))
        elif kind == 3:
            del found[at : at + random.choice((1, 4, 100))]
        elif kind == 4:
            found[at:at] = found[at : at + random.choice((1, 4, 100))]
        elif random.random() < 0.3:
            del found[at:]
    return bytes(found)


def encoded(random: Random, text: str) -> bytes:
    """A text in an encoding that its program did not expect, or in a broken one."""
    kinds = (
        "utf-16",
        "utf-16-le",
        "utf-32",
        "utf-7",
        "cp949",
        "euc-kr",
        "cp1252",
        "latin-1",
        "shift-jis",
        "iso2022_kr",
        "johab",
    )
    kind = random.randrange(6)
    if kind < 3:
        return text.encode(random.choice(kinds), "replace")
    if kind == 3:
        return text.encode("utf-8") + random.choice(
            (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80" * 9, b"\xe2\x82")
        )
    if kind == 4:
        return random.choice((b"\xef\xbb\xbf" * 2, b"\xff\xfe", b"\x00", b"\x00" * 4096)) + text.encode("utf-8")
    return random.randbytes(random.choice((0, 1, 16, 4096)))


def name(random: Random) -> str:
    """A name for a file, a unit or a course that somebody might type or send."""
    return random.choice(
        [
            *(
                "con",
                "nul",
                "aux",
                "prn",
                "com1",
                "lpt9",
                "con.txt",
                "clock$",
                ".",
                "..",
                "...",
                "../x",
                "a/b",
                "/tmp/x",
                "~",
                "-x",
                "--help",
            ),
            *(
                "",
                " ",
                "a ",
                " a",
                "a.",
                "A",
                "Ä",
                "한글",
                "한글",
                "a\tb",
                "a\nb",
                "a\x1b[31mb",
                "a\x7f",
                "\x9b",
                "\u202eabc",
                "a\u200bb",
            ),
            *(
                "*",
                "?",
                "[a]",
                "{a}",
                "{0}",
                "{name}",
                "%s",
                "%n",
                "$HOME",
                "$(id)",
                "`id`",
                "a;b",
                "a|b",
                "a&b",
                "a'b",
                'a"b',
                "a\\b",
                "C:\\x",
            ),
            *(
                "\udcff",
                "a\udc80b",
                "a" * 200,
                "a" * 256,
                "a" * 300,
                "가" * 90,
                "a/" * 2000,
                "x" * 5000,
                "_shared",
                "_schema",
                ".git",
                ".courseware-x",
            ),
            *(
                "tiny",
                "ferry",
                "output",
                "seeds",
                "0",
                "-",
                "--",
                "a--b",
                "a-",
                "é" * 3,
                "e\u0301",
                "😀",
                "\ufeff",
                "﻿x",
                "．．/x",
                "..\u2215x",
            ),
        ]
    )
