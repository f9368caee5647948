"""output/.courseware.json spoilt, forged or odd, beside handouts that somebody edited: the edited ones stay."""

from __future__ import annotations

import hashlib
import json
from random import Random

from benchmarks.hostile import odd, sheets
from benchmarks.hostile.nouns import Case

LEDGER = "output/.courseware.json"
MADE = "output/tiny/ferry/ferry.en.student.docx"


def cases(random: Random) -> Case:
    kind, data = random.choice((_types, _types, _forged, _deep, _spoilt, _spoilt, _large))(random)
    hers = b"PK\x03\x04 somebody edited this %d" % random.randrange(99)
    files: dict[str, bytes | None] = {
        LEDGER: data,
        MADE: hers,
        sheets.COURSE_FILE: sheets.course(formats=random.choice(("docx", "docx, pdf"))),
    }
    command = random.choice((("build",), ("build",), ("build", "--keep-edited"), ("list",), ("build", "--to", "docx")))
    if random.random() < 0.3:
        files["output/tiny/ferry/ferry.en.student.new.docx"] = b"hers, too"
    kept = tuple(name for name in files if name.startswith("output/tiny"))
    return Case(kind=kind, commands=(command, command) if random.random() < 0.2 else (command,), files=files, hers=kept)


def _good() -> dict[str, object]:
    return {
        "version": 1,
        "files": {"tiny/ferry/ferry.en.student.docx": [hashlib.sha256(b"other").hexdigest(), "y" * 64, ""]},
    }


def _types(random: Random) -> tuple[str, bytes]:
    value: object = random.choice(
        (
            None,
            1,
            -1,
            1e308,
            True,
            "",
            "x",
            [],
            {},
            [[]],
            [None],
            {"files": None},
            {"files": []},
            {"files": {"x": 1}},
            {"files": {"x": None}},
            {"files": {"x": []}},
            {"files": {"x": ["a"]}},
            {"files": {"x": ["a", "b", "c", "d"]}},
            {"files": {"x": [1, 2, 3]}},
            {"files": {"x": "abc"}},
            {"files": {"x": {"a": 1, "b": 2}}},
            {"files": {"": ["a", "b", "c"]}},
            {"files": {"../../seeds/ferry/source.yaml": ["a", "b", "c"]}},
            {"files": {"/etc/passwd": ["a", "b", "c"]}},
            {"files": {"tiny/ferry/ferry.en.student.docx": [[], {}, None]}},
            {"files": {"tiny/ferry/ferry.en.student.docx": [None, None, None]}},
            {"files": {"\ud800": ["a", "b", "c"]}},
            {"files": {"a\x1b[1m": ["a", "b"]}},
            {"files": {"x": ["\ud800", "b", "c"]}},
            {"files": {"tiny/ferry/ferry.en.student.docx": ["", "", ""]}},
            {"version": 99, "files": {"x": ["a", "b", ""]}},
            {"version": "x", "files": {}},
        )
    )
    return "types", json.dumps(value).encode()


def _forged(random: Random) -> tuple[str, bytes]:
    """Entries for files that no build makes: nothing there is touched."""
    names = [
        "../../outside/secret.txt",
        "../seeds/ferry/source.yaml",
        "/etc/hostname",
        "tiny",
        "",
        ".",
        "tiny/ferry",
        "x" * 9000,
        "a/../b",
        "한글/x.docx",
    ]
    files = {name: [odd.word(random)[:90], odd.word(random)[:90], ""] for name in random.sample(names, 4)}
    return "forged", json.dumps({"version": 1, "files": files}).encode()


def _deep(random: Random) -> tuple[str, bytes]:
    count = random.choice((900, 5_000, 100_000))
    return "deep", random.choice(
        (
            b"[" * count,
            b"[" * count + b"]" * count,
            b'{"files":' * count,
            b'{"files": {"x": ' + b"[" * count + b"]" * count + b"}}",
        )
    )


def _spoilt(random: Random) -> tuple[str, bytes]:
    data = json.dumps(_good()).encode()
    return "spoilt", random.choice(
        (
            odd.flipped(random, data),
            odd.encoded(random, data.decode()),
            data + data,
            b"",
            b"null",
            b"NaN",
            b"{",
            b"\xef\xbb\xbf" + data,
            data.replace(b'"', b"'"),
            b"// x\n" + data,
            data.replace(b"1", b"1" * 5_000),
            data.replace(b"1", b"1e999"),
            b"\x80\x04\x95cos\nsystem\n",
            data.replace(b"{", b'{"files": 1, '),
        )
    )


def _large(random: Random) -> tuple[str, bytes]:
    count = random.choice((3_000, 60_000))
    return "large", json.dumps(
        {"version": 1, "files": {f"x/{n}.docx": ["a" * 64, "b" * 64, ""] for n in range(count)}}
    ).encode()
