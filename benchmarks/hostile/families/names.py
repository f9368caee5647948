"""Names of units, courses, folders, files and options: reserved, endless, not UTF-8, with signs that mean something elsewhere."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import odd
from benchmarks.hostile.nouns import Case
from benchmarks.hostile.stage import SMALL, article

_RESERVED = ["con", "nul", "aux", "prn", "com1", "com9", "lpt1", "lpt9"]


def cases(random: Random) -> Case:
    return random.choice(
        (_new, _new, _reserved, _argument, _argument, _folder, _folder, _folder, _output, _option, _given, _terms)
    )(random)


def _named(random: Random, files: bool = False) -> str:
    name = odd.name(random)
    if random.random() < 0.2:
        name += odd.name(random)
    name = name.replace("\0", "")
    return name[:4000] if not files else name


def _new(random: Random) -> Case:
    """A name for something new: refused, or made inside its own folder."""
    name = _named(random)
    command = random.choice(
        (
            ("new", "unit", name),
            ("new", "unit", "--", name),
            ("new", "course", name, "--like", "tiny"),
            ("new", "course", "x", "--like", name),
            ("init", name),
            ("init", f"../desk/{name}"),
        )
    )
    if command[0] == "init" and (
        name.startswith(("/", "~", "..")) or "desk" in command[1] or name in (".", "") or "courseware" in name
    ):
        command = ("new", "unit", name)
    return Case(kind="new", commands=(command,))


def _reserved(random: Random) -> Case:
    """A name that Windows keeps for itself is refused everywhere, or the folder cannot be copied there."""
    name = random.choice(_RESERVED)
    command = random.choice((("new", "unit", name), ("new", "course", name, "--like", "tiny")))
    return Case(kind="reserved", commands=(command,), must="refuse")


def _argument(random: Random) -> Case:
    name = _named(random)
    command = random.choice(
        (
            ("build", name),
            ("check", name),
            ("draft", name),
            ("show", name, "-c", "tiny", "-l", "en"),
            ("show", "ferry", "-c", name, "-l", "en"),
            ("build", "--course", name),
            ("build", "ferry", "--lang", name),
            ("build", "--to", name),
            ("completion", name),
            ("list", name),
            (name,),
            (name, "ferry"),
            ("--ui-lang", name, "list"),
            (f"--ui-lang={name}", "list"),
            ("check", "--format", name),
            ("build", f"--{name}"),
            ("check", "ferry", name),
            ("build", "-c", "tiny", "-c", name),
        )
    )
    return Case(kind="argument", commands=(command,))


def _folder(random: Random) -> Case:
    """A folder or a file of such a name lies there already."""
    name = _file_name(random)
    unit = {f"seeds/{name}/{path.split('/')[-1]}": data for path, data in SMALL.items() if path.startswith("seeds/")}
    files: dict[str, bytes | None] = random.choice(
        (
            unit,
            {
                f"templates/{name}/course.yaml": SMALL["templates/tiny/course.yaml"],
                f"templates/{name}/handout.md": SMALL["templates/tiny/handout.md"],
            },
            {f"templates/_shared/{name}.md": b"{% macro m() %}x{% endmacro %}\n"},
            {f"seeds/ferry/{name}": b"x"},
            {f"templates/tiny/{name}": b"x"},
            {f"output/{name}": b"x"},
            {f"seeds/{name}": b"x"},
            {f"seeds/ferry/article.{name}.txt": article()},
            {f"locales/{name}/LC_MESSAGES/handout.po": b""},
        )
    )
    command = random.choice(
        (
            ("list",),
            ("check",),
            ("build",),
            ("check", "--format", "json"),
            ("check", "--format", "sarif"),
            ("build", "ferry", "--to", "docx"),
            ("draft", "ferry"),
        )
    )
    return Case(kind="folder", commands=(command,), files=files)


def _file_name(random: Random) -> str:
    """A name that a disk can hold."""
    for _ in range(50):
        name = (
            _named(random)
            .replace("/", "")
            .replace("\0", "")
            .encode("utf-8", "surrogateescape")[:200]
            .decode("utf-8", "surrogateescape")
        )
        if name not in ("", ".", "..") and len(name.encode("utf-8", "surrogateescape")) < 220:
            return name
    return "x"


def _output(random: Random) -> Case:
    """Another folder for the output."""
    out = random.choice(
        (
            "seeds",
            "templates",
            "locales",
            "seeds/ferry",
            "seeds/../seeds/ferry",
            "./templates/tiny",
            "output",
            "other",
            "a/b/c",
            "templates/tiny/course.yaml",
            "ferry",
            "locales/x",
            "outPut",
            "SEEDS",
            "o" * 300,
            "o/" * 800,
            "한글",
            "con",
            "a\x1b[1m",
            "\udcff",
            "seeds/",
            "{x}",
            "%s",
            "",
        )
    )
    files: dict[str, bytes | None] = (
        {"other/tiny/ferry/ferry.en.student.docx": b"hers", "ferry": b"hers"} if random.random() < 0.5 else {}
    )
    hers = tuple(files)
    return Case(kind="output", commands=(("build", "--out", out),), files=files, hers=hers)


def _option(random: Random) -> Case:
    word = odd.word(random).replace("\0", "")[:9000]
    command = random.choice(
        (
            ("draft", "ferry", "--term", word),
            ("draft", "ferry", "--term", f"trial={word}"),
            ("draft", "ferry", "--term", f"{word}=시범"),
            ("draft", "ferry", "-m", word),
            ("draft", "ferry", "--term", "trial", "--term", "trial"),
        )
    )
    return Case(kind="option", commands=(command,), files={"seeds/ferry/article.txt": article()})


def _given(random: Random) -> Case:
    """A file that is given to a command: not there, a folder, of an odd name, a pipe."""
    name = _file_name(random)
    source = random.choice(
        (
            f"../desk/{name}",
            "../desk",
            "nothing",
            "/dev/null",
            "-",
            "seeds",
            "",
            "/dev/zero" if random.random() < 0.3 else "x",
            "/proc/self/environ" if random.random() < 0.1 else "y",
            "../desk/pipe",
        )
    )
    files: dict[str, bytes | None] = {f"../desk/{name}": article()}
    command = random.choice(
        (
            ("new", "unit", "fresh", "--from", source),
            ("new", "unit", "fresh", "--from", f"../desk/{name}", "--original", source),
            ("draft", "ferry", "--terms", source),
            ("draft", "ferry", "--original", source),
        )
    )
    return Case(kind="given", commands=(command,), files=files, reads=source.startswith(("/dev", "/proc")))


def _terms(random: Random) -> Case:
    """A table of terms of hers."""
    rows = "\n".join(
        "\t".join(odd.word(random).replace("\n", " ")[:2000] for _ in range(random.choice((1, 3, 3, 9, 300))))
        for _ in range(random.choice((1, 5, 900)))
    )
    head = random.choice(
        (
            "en\tko\thanja\n",
            "",
            "ko\ten\n",
            "en\ten\ten\n",
            "x\ty\n",
            "en,ko\n",
            "en\tko\thanja\trr\tdefinition\tlevel\tpos\n",
        )
    )
    data = (head + "trial\t시범 사업\t示範事業\n" + rows).encode("utf-8", "replace")
    data = random.choice((data, data, odd.flipped(random, data), odd.encoded(random, head + rows)))
    return Case(
        kind="terms",
        commands=(("draft", "ferry", "--terms", "../desk/t.tsv"),),
        files={"../desk/t.tsv": data, "seeds/ferry/article.txt": article()},
        blames=r"t\.tsv|seeds",
    )
