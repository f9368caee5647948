"""YAML made hostile: a good file with a mistake of some kind in it, whichever file it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.hostile import odd


def spoilt(random: Random, text: str) -> tuple[str, bytes]:
    """A kind, and the bytes of `text` with something of that kind done to it."""
    make = random.choice(KINDS)
    made = make(random, text)
    data = made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass")
    return make.__name__, data


def value(random: Random, text: str) -> str:
    """Another value behind some key."""
    keys = list(re.finditer(r"(?m)(?<=: )[^\n#]+|(?<=: )\S[^,}\]\n]*", text))
    if not keys:
        return odd.word(random)
    found = random.choice(keys)
    new = random.choice((odd.word(random), odd.number(random), repr(odd.word(random)), _quoted(odd.word(random))))
    return text[: found.start()] + new + text[found.end() :]


def quoted_value(random: Random, text: str) -> str:
    """Another text in quotes where a text in quotes stands: good YAML, odd words."""
    places = list(re.finditer(r'"(?:[^"\\]|\\.)*"', text))
    if not places:
        return value(random, text)
    found = random.choice(places)
    return text[: found.start()] + _quoted(odd.word(random)) + text[found.end() :]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def kind_of_value(random: Random, text: str) -> str:
    """A value of another type."""
    keys = list(re.finditer(r"(?m)^( *(?:- )?[\w-]+:).*$", text))
    found = random.choice(keys)
    new = random.choice(
        (
            "",
            "[]",
            "{}",
            "[[]]",
            "[{}]",
            "{a: b}",
            "null",
            "true",
            "1",
            "1.5",
            "2024-06-19",
            "'x'",
            "[x, y]",
            "- x",
            "|",
            ">-",
            "*x",
            "&x y",
        )
    )
    return f"{text[: found.end(1)]} {new}{text[found.end() :]}"


def line_gone(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    del lines[random.randrange(len(lines))]
    return "".join(lines)


def line_twice(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at = random.randrange(len(lines))
    return "".join([*lines[:at], lines[at] * random.choice((2, 3, 500)), *lines[at + 1 :]])


def lines_swapped(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    a, b = random.randrange(len(lines)), random.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return "".join(lines)


def indented(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at = random.randrange(len(lines))
    lines[at] = random.choice(("\t", " ", "   ", "\u00a0", "\u3000")) + lines[at]
    return "".join(lines)


def sign(random: Random, text: str) -> str:
    at = random.randrange(len(text))
    new = random.choice(
        [*"\"'#:-[]{},&*!|>%@`?=~", "： ", ": ", " #", "---\n", "...\n", "\r", "\x0c", "%YAML 1.2\n---\n"]
    )
    return text[:at] + new + text[at + random.randint(0, 1) :]


def control(random: Random, text: str) -> str:
    at = random.randrange(len(text))
    return text[:at] + random.choice(odd.CONTROLS) + text[at:]


def escape(random: Random, text: str) -> str:
    """A character that the file itself must not hold, as an escape."""
    code = random.choice(
        [
            *(
                r"\x00",
                r"\0",
                r"\a",
                r"\b",
                r"\e[31m",
                r"\x1b",
                r"\x7f",
                r"\x9b",
                r"\ue010",
                r"\ue020",
                r"\ue030",
                r"\ufffe",
                r"\uffff",
            ),
            *(
                r"\ud800",
                r"\udfff",
                r"\U0010ffff",
                r"\U00110000",
                r"\u200b",
                r"\ufeff",
                r"\u2028",
                r"\N",
                r"\L",
                r"\P",
                r"\_",
                r"\u115f",
                r"\t",
                r"\n",
                r"\r",
            ),
            *(r"\u1112\u119e\u11ab", r"\u0301" * 60, r"\U000e0001", r"\ufdd0", r"\u202e"),
        ]
    )
    places = list(re.finditer(r'"', text))
    if len(places) < 2:
        return re.sub(r"(?m): (\S.*)$", lambda _: f': "{code}"', text, count=1)
    at = places[random.randrange(len(places) // 2) * 2].end()
    return text[:at] + code + text[at:]


def tag(random: Random, text: str) -> str:
    tags = [
        "!!python/object/apply:os.system ['touch x']",
        "!!python/name:os.system",
        "!!binary aGk=",
        "!!set {a}",
        "!!omap [a: 1]",
        "!x y",
    ]
    tags += [
        "!!timestamp 2024",
        "!!int x",
        "!!str",
        "!<tag:yaml.org,2002:str> x",
        "!!python/object/new:os.system []",
        "!!null x",
        "!!float 1",
    ]
    keys = list(re.finditer(r"(?m)(?<=: )\S.*$", text))
    found = random.choice(keys)
    return text[: found.start()] + random.choice(tags) + text[found.end() :]


def bomb(random: Random, text: str) -> str:
    """Aliases of aliases."""
    depth, width = random.choice(((9, 9), (30, 2), (100, 2), (6, 40)))
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, depth)]
    top = re.search(r"(?m)^\w+:", text)
    name = random.choice(("zz", top[0][:-1] if top else "zz"))
    return (
        "\n".join(lines) + "\n" + text + random.choice((f"\n{name}: *a{depth - 1}\n", f"\nask: *a{depth - 1}\n", "\n"))
    )


def circle(random: Random, text: str) -> str:
    return random.choice(
        (
            "&a [*a]\n",
            "&a {a: *a}\n",
            f"ask: &a [*a]\n{text}",
            f"{text}\nallow: &a {{x: *a}}\n",
            "&a [&b [*a, *b]]\n",
            f"x: &x\n  <<: *x\n{text}",
        )
    )


def merge(random: Random, text: str) -> str:
    return text + random.choice(
        ("\n<<: {languages: [ko]}\n", "\n<<: [{a: 1}, {b: 2}]\n", "\nx: &x {a: 1}\ny: {<<: *x}\n", "\n<<: 1\n")
    )


def deep(random: Random, text: str) -> str:
    count = random.choice((50, 900, 5_000, 60_000))
    opening, closing = random.choice(
        (("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("[[", ""), ("{? ", "}"), ("!x ", ""))
    )
    body = opening * count + closing * count
    return random.choice(
        (
            body,
            f"ask: {body}\n{text}",
            f"{text}\nzz: {body}\n",
            "".join(f"{' ' * n}a:\n" for n in range(min(count, 1500))),
        )
    )


def large(random: Random, text: str) -> str:
    kind = random.randrange(6)
    if kind == 0:
        return text + "\n# " + "x" * 3_000_000
    if kind == 1:
        return text + "".join(f"\nk{n}: v" for n in range(20_000))
    if kind == 2:
        return text + "\nask:\n" + "  - x\n" * 20_000
    if kind == 3:
        return re.sub(r'"[^"]*"', lambda _: '"' + "가나 다라" * 20_000 + '"', text, count=1)
    if kind == 4:
        return text.replace("\n", "\n" * 2000, 40)
    return re.sub(r"(?m)^(\w+:)\n((?:  .*\n|#.*\n)+)", lambda m: m[1] + "\n" + m[2] * 300, text, count=1)


def key(random: Random, text: str) -> str:
    keys = list(re.finditer(r"(?m)^ *(?:- )?([\w-]+)(?=:)", text))
    found = random.choice(keys)
    new = random.choice(
        (
            odd.word(random),
            "[a]",
            "{a: b}",
            "? a",
            "1",
            "null",
            "true",
            found[1].upper(),
            f'"{found[1]}"',
            f"{found[1]} ",
            found[1].replace("e", "е"),
        )
    )
    return text[: found.start(1)] + new + text[found.end(1) :]


def encoding(random: Random, text: str) -> bytes:
    return odd.encoded(random, text)


def bytes_flipped(random: Random, text: str) -> bytes:
    return odd.flipped(random, text.encode("utf-8"))


def something_else(random: Random, _: str) -> str:
    return random.choice(
        (
            "",
            "\n",
            "---",
            "...",
            "- a",
            "a",
            "1",
            "null",
            "[]",
            "{}",
            "# only a remark",
            "--- a\n--- b\n",
            "%YAML 9.9\n---\n",
            "%TAG ! x\n--- !a b",
            "\ufeff",
            "a: b: c",
            "\t",
            "<html>",
            "{{ unit }}",
            "PK\x03\x04",
        )
    )


def documents(random: Random, text: str) -> str:
    return random.choice(
        (
            f"---\n{text}",
            f"{text}\n---\n{text}",
            f"{text}...\n",
            f"%YAML 1.1\n---\n{text}",
            f"--- # x\n{text}",
            f"{text}\n...\nx",
        )
    )


KINDS: list[Callable[[Random, str], str | bytes]] = [
    *(
        value,
        value,
        quoted_value,
        quoted_value,
        quoted_value,
        kind_of_value,
        kind_of_value,
        line_gone,
        line_twice,
        lines_swapped,
    ),
    *(
        indented,
        sign,
        sign,
        control,
        escape,
        escape,
        tag,
        bomb,
        circle,
        merge,
        deep,
        large,
        key,
        encoding,
        bytes_flipped,
    ),
    *(something_else, documents),
]
