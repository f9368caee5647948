"""The disk fails at the k-th operation of every command that writes: full, broken, forbidden, no memory, Ctrl-C, no room in a file."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import sheets
from benchmarks.hostile.families.starting import _pasted
from benchmarks.hostile.nouns import Case, Command, Trouble
from benchmarks.hostile.stage import SMALL, article, former

COMMANDS: list[Command] = [
    ("build",),
    ("build",),
    ("build", "--overwrite"),
    ("build", "--keep-edited"),
    ("new", "unit", "fresh"),
    ("new", "unit", "fresh", "--from", "../desk/a.txt"),
    ("new", "course", "fresh", "--like", "tiny"),
    ("new", "course", "fresh", "--like", "tiny", "--specimen"),
    ("draft", "ferry"),
    ("draft", "ferry", "--term", "strike=파업"),
    ("init", "mine"),
    ("init", "mine"),
    ("upgrade", "--yes"),
    ("upgrade", "--yes"),
    ("list",),
    ("check",),
]


def setting(random: Random, command: Command) -> dict[str, bytes | None]:
    """What lies there before: an article to draft from, an edited handout, a .gitignore of hers."""
    files: dict[str, bytes | None] = {
        "../desk/a.txt": _pasted(),
        "seeds/ferry/article.txt": article(),
        sheets.COURSE_FILE: sheets.course(formats="docx, pdf"),
    }
    if random.random() < 0.5:
        files[".gitignore"] = b"*.pyc\nhers\n"
    if command[0] == "build" and len(command) > 1:
        files["output/tiny/ferry/ferry.en.student.docx"] = b"PK hers"
    if command[0] == "upgrade":
        files |= former()
    if command[0] == "draft":
        files["seeds/ferry/timeline.yaml"] = SMALL["seeds/ferry/timeline.yaml"].split(b"events:")[0] + b"events: []\n"
        files["seeds/ferry/actors.yaml"] = b"actors: []\n"
    return files


def cases(random: Random) -> Case:
    command = random.choice(COMMANDS)
    what = random.choice(("full", "full", "input/output", "no permission", "memory", "Ctrl-C", "bytes", "bytes"))
    if what == "bytes":
        trouble = Trouble(
            what="none", bytes=random.choice((1, 10, 100, 900, 4_000, 20_000, random.randrange(1, 40_000)))
        )
    else:
        trouble = Trouble(what=what, at=random.randrange(1, 400), lasting=what == "full" and random.random() < 0.7)  # type: ignore[arg-type]
    bare = command[0] == "init"
    files = {} if bare else setting(random, command)
    return Case(kind=f"{command[0]} {what}", commands=(command,), files=files, bare=bare, trouble=trouble)
