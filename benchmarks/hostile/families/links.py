"""Symbolic links, hard links, pipes and devices in every folder: out of the workspace, in circles, to nowhere."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import sheets
from benchmarks.hostile.nouns import Case, Command
from benchmarks.hostile.stage import SMALL, article

_READ = [
    "templates/tiny/handout.md",
    "templates/tiny/course.yaml",
    "templates/tiny",
    "templates",
    "templates/_shared",
    "templates/_shared/mine.md",
    "templates/tiny/p.png",
    "templates/tiny/x.ttf",
    "templates/tiny/reference.docx",
    "locales",
    "locales/en/LC_MESSAGES/handout.po",
    "locales/en",
]
_WRITTEN = [
    "output",
    "output/tiny",
    "output/tiny/ferry",
    "output/tiny/ferry/ferry.en.student.docx",
    "output/.courseware.json",
    ".gitignore",
]
_HERS = [
    "seeds",
    "seeds/ferry",
    "seeds/ferry/timeline.yaml",
    "seeds/ferry/source.yaml",
    "seeds/ferry/article.txt",
    "seeds/other",
]
_OUTSIDE = {
    "templates/tiny/handout.md": "{outside}/secret.md",
    "templates/tiny/course.yaml": "{outside}/folder/course.yaml",
    "templates/tiny": "{outside}/folder",
    "templates/_shared/mine.md": "{outside}/secret.md",
    "locales/en/LC_MESSAGES/handout.po": "{outside}/secret.po",
    ".gitignore": "{outside}/.gitignore",
    "seeds/ferry/timeline.yaml": "{outside}/unit/timeline.yaml",
    "seeds/ferry": "{outside}/unit",
    "seeds/other": "{outside}/unit",
    "output/tiny/ferry/ferry.en.student.docx": "{outside}/secret.txt",
    "output/.courseware.json": "{outside}/secret.txt",
}


def cases(random: Random) -> Case:
    return random.choice((_link, _link, _link, _written, _written, _circle, _pipe, _hard, _draft))(random)


def _case(kind: str, path: str, commands: tuple[Command, ...], **more: object) -> Case:
    """Whatever stood at the path gives way."""
    line = (
        "![x](p.png)\n\n{% include 'tiny/extra.md' ignore missing %}"
        if "p.png" in path
        else SMALL[sheets.HANDOUT].decode().split("-->")[1]
    )
    files: dict[str, bytes | None] = {sheets.HANDOUT: sheets.around(line)}
    if "ttf" in path:
        files[sheets.COURSE_FILE] = sheets.course(more="fonts: {body: x.ttf}\n")
    gone: dict[str, bytes | None] = {name: None for name in SMALL if name.startswith(f"{path}/") or name == path}
    files = {name: data for name, data in files.items() if not name.startswith(f"{path}/") and name != path}
    return Case(
        kind=kind, commands=commands, files={**gone, **files}, reads=path in _HERS or path == "templates", **more
    )  # type: ignore[arg-type]


def _commands(random: Random) -> tuple[Command, ...]:
    return (
        random.choice(
            (
                ("build",),
                ("build",),
                ("check",),
                ("list",),
                ("show", "ferry", "-c", "tiny", "-l", "en"),
                ("new", "course", "fresh", "--like", "tiny"),
                ("upgrade", "--yes"),
            )
        ),
    )


def _link(random: Random) -> Case:
    """Something that is read is a link to outside."""
    path = random.choice([*_READ, *_HERS])
    target = random.choice(
        (
            _OUTSIDE.get(path, "{outside}"),
            "{outside}/secret.txt",
            "{outside}",
            "/etc/passwd",
            "/",
            "/dev/zero",
            "/proc/self/environ",
            "/dev/null",
            "../../../outside/folder",
        )
    )
    return _case("read", path, _commands(random), links={path: target})


def _written(random: Random) -> Case:
    """Something that is written to is a link to outside."""
    path = random.choice(_WRITTEN)
    target = random.choice(
        (_OUTSIDE.get(path, "{outside}"), "{outside}", "{outside}/folder", "{outside}/new", "../outside", "/dev/null")
    )
    commands: tuple[Command, ...] = random.choice(
        (
            (("build",),),
            (("build", "--overwrite"),),
            (("build", "--keep-edited"),),
            (("new", "unit", "fresh"),),
            (("list",),),
        )
    )
    return _case("written", path, commands, links={path: target})


def _circle(random: Random) -> Case:
    path = random.choice(
        (
            *_READ,
            *_WRITTEN,
            *_HERS,
            "templates/tiny/loop",
            "seeds/loop",
            "output/loop",
            "templates/_shared/loop",
            "seeds/ferry/loop",
        )
    )
    name = path.rsplit("/", 1)[-1]
    target = random.choice((name, ".", "..", "nowhere", "../..", f"{name}/{name}"))
    return _case("circle", path, _commands(random), links={path: target})


def _pipe(random: Random) -> Case:
    """A pipe that nobody writes into stands where a file is read."""
    path = random.choice(
        (
            *[path for path in (*_READ, *_WRITTEN, *_HERS) if "." in path.rsplit("/", 1)[-1]],
            "templates/tiny/x",
            "seeds/ferry/x",
            "templates/_shared/x.md",
            "output/x",
        )
    )
    return _case("pipe", path, _commands(random), pipes=(path,))


def _hard(random: Random) -> Case:
    """A hard link: what is written must not be written into the other name's file."""
    path, target = random.choice(
        (
            (".gitignore", "{outside}/.gitignore"),
            ("output/tiny/ferry/ferry.en.student.docx", "{outside}/secret.txt"),
            ("output/.courseware.json", "{outside}/secret.txt"),
            ("seeds/ferry/timeline.yaml", "{outside}/unit/timeline.yaml"),
        )
    )
    commands: tuple[Command, ...] = random.choice(
        ((("build", "--overwrite"),), (("new", "unit", "fresh"),), (("draft", "ferry", "-m", "timeline"),))
    )
    files: dict[str, bytes | None] = {"seeds/ferry/article.txt": article()}
    return Case(kind="hard link", commands=commands, files=files, hard={path: target}, reads=True)


def _draft(random: Random) -> Case:
    """`draft` on a unit whose files are links: kept as links, and nothing outside is written."""
    name = random.choice(("timeline", "vocabulary", "actors", "quotes"))
    path = f"seeds/ferry/{name}.yaml"
    here = random.random() < 0.5
    files: dict[str, bytes | None] = {"seeds/ferry/article.txt": article(), path: None}
    if here:
        files[f"seeds/ferry/my-{name}.yaml"] = SMALL[path]
    links = {path: f"my-{name}.yaml" if here else f"{{outside}}/unit/{name}.yaml"}
    command = random.choice((("draft", "ferry", "-m", name), ("draft", "ferry", "--term", "strike=파업")))
    return Case(kind="draft", commands=(command,), files=files, links=links, reads=True)
