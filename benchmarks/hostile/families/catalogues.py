"""locales/<lang>/LC_MESSAGES/handout.po: encodings, plural rules, places in braces, countries, marks, sheer size."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from benchmarks.hostile import odd, sheets
from benchmarks.hostile.nouns import Case
from benchmarks.hostile.stage import ROOT


@cache
def good(lang: str) -> str:
    return (ROOT / "locales" / lang / "LC_MESSAGES" / "handout.po").read_text(encoding="utf-8")


_SHEET = """\
{{ _("Timeline") }} {{ _("about {minutes} min ({questions} min for the questions alone)", minutes=5, questions=3) }}
{{ country("KR") }} {{ country("RU") | particle("을/를") }} {{ timeline_table(unit.timeline.events) }}
"""


def cases(random: Random) -> Case:
    make = random.choice((_flipped, _value, _value, _value, _head, _encoding, _lines, _large, _other, _binary))
    lang = random.choice(("en", "ko"))
    data = make(random, lang)
    name = f"locales/{lang}/LC_MESSAGES/handout.po"
    files: dict[str, bytes | None] = {
        name: data,
        sheets.HANDOUT: sheets.around(_SHEET),
        sheets.COURSE_FILE: sheets.course(languages=lang, formats=random.choice(("docx", "pdf"))),
    }
    if make is _binary:
        files[f"locales/{lang}/LC_MESSAGES/handout.mo"] = random.choice(
            (b"\xde\x12\x04\x95" + b"\xff" * 60, b"\x80\x04cos\nsystem\n", b"")
        )
        files[f"locales/{random.choice(('xx', '..x', 'en_US', 'ko '))}/LC_MESSAGES/handout.po"] = data
    command = random.choice((("build",), ("build",), ("check",), ("list",)))
    return Case(
        kind=make.__name__.strip("_"), commands=(command,), files=files, blames=r"handout\.po|handout\.md|\.md:\d+"
    )


def _flipped(random: Random, lang: str) -> bytes:
    return odd.flipped(random, good(lang).encode())


_VALUES = [
    "",
    "{",
    "}",
    "{}",
    "{0}",
    "{minutes",
    "{minutes.__class__}",
    "{minutes!r}",
    "{minutes:>999999999}",
    "{x}",
    "{{minutes}}",
    "%s",
    "%(x)s",
    "\\n::: teacher\\n",
    "::: box",
    "<b>",
    "**",
    "| x |",
    "{{ unit }}",
    "\\x00",
    "\\e[31m",
    "\\u202e",
    "\x1b[31m",
    "\ue010",
    "\ufffe",
    "a\\",
    "\\",
    '\\"',
    "W" * 20_000,
    "가" * 11_000,
    "[x](javascript:x)",
    "\u0301" * 50,
    "〔…〕",
    "\\ud800",
    "{minutes} {questions} {minutes}",
    "{questions} {minutes}",
    " ",
    "\\t",
    "\\r",
]


def _value(random: Random, lang: str) -> bytes:
    """Another translation of something."""
    text = good(lang)
    new = random.choice(_VALUES)
    if random.random() < 0.5:
        key = random.choice(
            (
                'msgid "Timeline"',
                'msgid "about {minutes} min ({questions} min for the questions alone)"',
                'msgid "Date"',
            )
        )
        text = re.sub(rf'({re.escape(key)}\nmsgstr )".*"', lambda m: f'{m[1]}"{new}"', text)
    else:
        places = list(re.finditer(r'(?m)^msgstr "(.*)"$', text))
        place = random.choice(places)
        text = text[: place.start(1)] + new + text[place.end(1) :]
    extra = random.choice(
        (
            "",
            "",
            f'\nmsgctxt "country"\nmsgid "KR"\nmsgstr "{new}"\n',
            '\nmsgid "Timeline"\nmsgstr "twice"\n',
            '\n#, fuzzy\nmsgid "Date"\nmsgstr "x"\n',
            f'\nmsgid "{new}"\nmsgid_plural "x"\nmsgstr[0] "a"\nmsgstr[99999999] "b"\n',
            '\n#~ msgid "x"\n#~ msgstr "y"\n',
        )
    )
    return (text + extra).encode("utf-8", "replace")


def _head(random: Random, lang: str) -> bytes:
    """The catalogue's own head: a charset, plural rules that are code, dates."""
    line = random.choice(
        (
            "\"Plural-Forms: nplurals=2; plural=__import__('os').system('touch x');\\n\"",
            '"Plural-Forms: nplurals=999999999; plural=n;\\n"',
            '"Plural-Forms: nplurals=2; plural=' + "(" * 3000 + "n" + ")" * 3000 + ';\\n"',
            '"Plural-Forms: nplurals=x; plural=;\\n"',
            '"Plural-Forms: nplurals=2; plural=n**n**n;\\n"',
            '"Content-Type: text/plain; charset=utf-16\\n"',
            '"Content-Type: text/plain; charset=rot13\\n"',
            '"Content-Type: text/plain; charset=x-unknown\\n"',
            '"Content-Type: x\\n"',
            '"POT-Creation-Date: 9999-99-99 99:99+9999\\n"',
            '"PO-Revision-Date: x\\n"',
            '"Language: ../../x\\n"',
            '"Language: xx_YY@z\\n"',
            '"X\\n"',
            '": \\n"',
            '"MIME-Version: \\x00\\n"',
            '"Last-Translator: ' + "x" * 90_000 + '\\n"',
            '"Content-Type: text/plain; charset=\\n"',
            '"Project-Id-Version: \\n\\n\\n"',
        )
    )
    text = good(lang)
    kind = line.split(":")[0]
    text = re.sub(rf"(?m)^{re.escape(kind)}:.*\n", "", text)
    return re.sub(r'(msgid ""\nmsgstr ""\n)', lambda m: m[1] + line + "\n", text, count=1).encode()


def _encoding(random: Random, lang: str) -> bytes:
    return odd.encoded(random, good(lang))


def _lines(random: Random, lang: str) -> bytes:
    lines = good(lang).splitlines(keepends=True)
    for _ in range(random.choice((1, 3, 30))):
        at = random.randrange(len(lines))
        new = random.choice(
            (
                "",
                '"',
                'msgid "',
                "msgstr",
                "msgid",
                'msgstr ""\n',
                'msgctxt "x"\n',
                "msgid_plural\n",
                "#",
                "#: x\n",
                "x\n",
                lines[at] * 2,
                f'"{odd.word(random)}"\n',
                "msgstr[0]\n",
                'msgstr[-1] "x"\n',
                'msgstr[x] "y"\n',
                "domain x\n",
                "\ufeff",
                '"\\',
                "\t",
                'msgid "x" "y"\n',
            )
        )
        lines[at] = new
    return "".join(lines).encode("utf-8", "replace")


def _large(random: Random, lang: str) -> bytes:
    count = random.choice((3_000, 30_000))
    return (
        good(lang)
        + "".join(f'\nmsgid "k{n}"\nmsgstr "v"\n' for n in range(count))
        + random.choice(
            (
                "",
                '\nmsgid ""\n' + '"x"\n' * 60_000 + 'msgstr "y"\n',
                f'\nmsgid "z"\nmsgstr "{chr(92) * 60_000}"\n',
                f'\nmsgid "z"\nmsgstr "{chr(92) * 60_001}"\n',
                f'\nmsgid "z"\nmsgstr "{"{" * 30_000}"\n',
            )
        )
    ).encode()


def _other(random: Random, lang: str) -> bytes:
    del lang
    return random.choice(
        (
            b"",
            b"\n",
            b"x",
            b'msgid ""\nmsgstr ""\n',
            b"\xde\x12\x04\x95",
            b"\0" * 900,
            b"<html>",
            b"PK\3\4",
            random.randbytes(900),
            b'"' * 90_000,
            b"msgid " * 9_000,
            b"#" * 90_000,
            b'msgid "a"\nmsgid "b"\nmsgid "c"\n',
            b'msgstr "a"\n' * 900,
        )
    )


def _binary(random: Random, lang: str) -> bytes:
    del random
    return good(lang).encode()
