"""Packed units from strangers: `courseware add` shows what it will write, and writes inside seeds/ only."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from random import Random

from benchmarks.hostile import odd, yamls
from benchmarks.hostile.nouns import Case, Command
from benchmarks.hostile.stage import SMALL, article

UNIT = {name.split("/")[-1]: data for name, data in SMALL.items() if name.startswith("seeds/")}


def usable() -> bool:
    """Whether the program has the command."""
    from courseware.cli import commands
    from courseware.cli.speech import speech
    from courseware.workspace import layout

    return "add" in commands.command(speech("en", (layout.SHIPPED / layout.LOCALES,))).commands


def cases(random: Random) -> Case:
    kind, data = random.choice(
        (_good, _good, _names, _names, _names, _links, _spoilt, _bomb, _flags, _yaml, _yaml, _article, _there, _other)
    )(random)
    file = random.choice(
        (
            "../desk/pond.zip",
            "../desk/pond.zip",
            "../desk/pond.courseware",
            "../desk/con.zip",
            "../desk/../desk/pond.zip",
        )
    )
    commands: list[Command] = [("add", file, "--yes")]
    if random.random() < 0.3:
        commands += random.choice(([("check",)], [("build",)], [("list",)], [("add", file, "--yes")]))
    if random.random() < 0.1:
        commands = [("pack", "ferry"), ("pack", "ferry")]
    links = {"seeds/pond": random.choice(("{outside}/folder", "nowhere", "ferry"))} if random.random() < 0.05 else {}
    blames = r"desk|po ?nd|\.zip|\.yaml|seeds|folder's name|폴더"
    return Case(
        kind=kind,
        commands=tuple(commands),
        files={file: data, "seeds/ferry/article.txt": article()},
        links=links,
        blames=blames,
    )


def _zip(entries: list[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package, warnings.catch_warnings(action="ignore"):
        for name, data in entries:
            package.writestr(zipfile.ZipInfo(name), data, compression)
    return out.getvalue()


def _layout(random: Random, files: dict[str, bytes], unit: str = "pond") -> list[tuple[str, bytes]]:
    """The files in a folder of the unit's name, as packing makes them; or in another place."""
    folder = random.choice((f"{unit}/", f"{unit}/", f"{unit}/", "", f"seeds/{unit}/", f"x/{unit}/"))
    return [(folder + name, data) for name, data in files.items()]


def _good(random: Random) -> tuple[str, bytes]:
    return "good", _zip(_layout(random, UNIT), random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def _names(random: Random) -> tuple[str, bytes]:
    """Entries that lead elsewhere, are twice there, differ in case, or have names that no disk wants."""
    evil = random.choice(
        [
            "../evil.yaml",
            "../../outside/secret.txt",
            "../ferry/source.yaml",
            "/etc/evil",
            "..\\..\\evil",
            "C:\\evil",
            "C:evil",
            "\\\\host\\x",
            "pond/../../evil",
            "pond/../ferry/timeline.yaml",
            "./pond/source.yaml",
            "pond//source.yaml",
            "pond/SOURCE.YAML",
            "pond/source.yaml",
            "pond/source.yaml.",
            "pond/source.yaml ",
            "pond/con.yaml",
            "pond/sub/x.yaml",
            "pond/.hidden",
            "pond/.git/config",
            ".gitignore",
            "templates/tiny/handout.md",
            "output/x",
            "pond/article.txt",
            "pond/article.ko.txt",
            "pond/x.py",
            "pond/x.exe",
            "pond/__init__.py",
            "pond/source.yaml/x",
            "pond/한글.yaml",
            "pond/한글.yaml",
            "pond/" + "a" * 250 + ".yaml",
            "pond/" + "a/" * 300 + "x",
            "pond/a\x1b[31m.yaml",
            "pond/a\nb.yaml",
            "pond/",
            "",
            ".",
            "..",
            "pond\0x",
            "seeds/../../evil",
            odd.name(random).replace("\0", "").encode("utf-8", "replace").decode(),
        ]
    )
    unit = random.choice(
        (
            "pond",
            "pond",
            "..",
            ".",
            "con",
            "Pond",
            "po nd",
            "-x",
            "_shared",
            "ferry",
            "한글",
            "a" * 300,
            "nul",
            "pond.",
            "~",
            "seeds",
            "x/y",
            "",
        )
    )
    entries = [(f"{unit}/{name}", data) for name, data in UNIT.items()] + [
        (evil, random.choice((b"evil: 1\n", UNIT["source.yaml"], b"")))
    ]
    random.shuffle(entries)
    return "names", _zip(entries)


def _links(random: Random) -> tuple[str, bytes]:
    """An entry that is a symbolic link, a device or a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in UNIT.items():
            info = zipfile.ZipInfo(f"pond/{name}")
            if name == "timeline.yaml":
                info.create_system, info.external_attr = (
                    3,
                    random.choice((0o120777, 0o060666, 0o010666, 0o040755, 0o104755, 0o100000)) << 16,
                )
                data = random.choice((b"../../../outside/secret.txt", b"/etc/passwd", b"../ferry/timeline.yaml", data))
            package.writestr(info, data)
    return "links", out.getvalue()


def _spoilt(random: Random) -> tuple[str, bytes]:
    data = _zip(_layout(random, UNIT))
    return "spoilt", random.choice(
        (
            odd.flipped(random, data),
            data[: random.randrange(len(data))],
            data + bytes(99),
            b"x" * 99 + data,
            data + data,
        )
    )


def _bomb(random: Random) -> tuple[str, bytes]:
    kind = random.randrange(5)
    if kind == 0:
        return "bomb", _zip([*_layout(random, UNIT), ("pond/x.yaml", bytes(random.choice((20_000_000, 300_000_000))))])
    if kind == 1:
        return "bomb", _zip(_layout(random, {**UNIT, "source.yaml": UNIT["source.yaml"] + b"#" + b" " * 100_000_000}))
    if kind == 2:
        return "bomb", _zip([*_layout(random, UNIT), *((f"pond/{n}.yaml", b"x") for n in range(20_000))])
    if kind == 3:
        inner = _zip([("x", bytes(50_000_000))])
        return "bomb", _zip([*_layout(random, UNIT), ("pond/x.zip", inner)])
    data = bytearray(_zip(_layout(random, UNIT)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", random.choice((0, 1, 2**32 - 1, 2**31)))
        at = data.find(b"PK\x01\x02", at + 4)
    return "bomb", bytes(data)


def _flags(random: Random) -> tuple[str, bytes]:
    """Encrypted, of an unknown method, with other check sums, with other names inside than in the directory."""
    data = bytearray(_zip(_layout(random, UNIT)))
    offset, value = random.choice(
        (
            (6, 1),
            (8, 99),
            (8, 12),
            (8, 14),
            (14, 255),
            (18, 255),
            (22, 255),
            (30, 46),
            (4, 255),
            (6, 8),
            (26, 255),
            (28, 255),
        )
    )
    for mark, more in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = data.find(mark)
        while at >= 0:
            if random.random() < 0.7:
                data[at + offset + (16 if mark == b"PK\x01\x02" and offset == 30 else more)] = value
            at = data.find(mark, at + 4)
    return "flags", bytes(data)


def _yaml(random: Random) -> tuple[str, bytes]:
    """A good zip with a spoilt unit in it, or one that lacks a file."""
    name = random.choice(sorted(UNIT))
    kind, data = yamls.spoilt(random, UNIT[name].decode())
    files = {**UNIT, name: data}
    if random.random() < 0.3:
        del files[random.choice(sorted(files))]
    return f"unit: {kind}", _zip(_layout(random, files))


def _article(random: Random) -> tuple[str, bytes]:
    """The publisher's article travels along: it must not be taken over silently."""
    return "article", _zip(_layout(random, {**UNIT, "article.txt": article(), "article.ko.txt": article()}))


def _there(random: Random) -> tuple[str, bytes]:
    """A unit whose name is taken: hers stays."""
    changed = {name: data.replace(b"ferry", b"wherry").replace(b"Haesol", b"Other") for name, data in UNIT.items()}
    return "there", _zip(_layout(random, changed, "ferry"))


def _other(random: Random) -> tuple[str, bytes]:
    return "other", random.choice(
        (
            b"",
            b"x",
            b"PK\3\4",
            b"PK\5\6" + bytes(18),
            _zip([]),
            b"\x1f\x8b" + bytes(99),
            b"BZh9",
            b"Rar!\x1a\7\0",
            b"7z\xbc\xaf\x27\x1c",
            b"ustar" + bytes(600),
            UNIT["source.yaml"],
            random.randbytes(9000),
            _zip([("a", b"b")]),
            _zip([("pond/", b"")]),
            b"PK\6\6" + bytes(90) + b"PK\5\6" + b"\xff" * 18,
        )
    )
