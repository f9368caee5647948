"""`init`, `new unit`, `new course`, `upgrade`, where something odd lies already: files, folders, links, a .gitignore of hers."""

from __future__ import annotations

from random import Random

from benchmarks.hostile import odd
from benchmarks.hostile.nouns import Case
from benchmarks.hostile.stage import SMALL, article, former


def cases(random: Random) -> Case:
    return random.choice(
        (_init, _init, _init_again, _unit, _unit, _ignore, _ignore, _course, _course, _upgrade, _upgrade)
    )(random)


def _init(random: Random) -> Case:
    kind = random.randrange(8)
    files: dict[str, bytes | None] = {}
    links: dict[str, str] = {}
    pipes: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    target = "mine"
    if kind == 0:
        files = {"mine": b"hers"}
    elif kind == 1:
        files = {f"mine/{random.choice(('seeds/x', 'templates', '.hidden', 'output/x', 'locales/ko'))}": b"hers"}
    elif kind == 2:
        links = {"mine": random.choice(("{outside}/folder", "../desk/nowhere", "mine", "."))}
    elif kind == 3:
        folders = ("mine",)
    elif kind == 4:
        target = random.choice(
            (".", "seeds", "seeds/ferry", "templates/tiny/x", "mine/a/b", "output", "ferry/", "mine/../mine2")
        )
    elif kind == 5:
        pipes = ("mine",)
    elif kind == 6:
        target, files = "mine/inner", {"mine": b"hers"}
    bare = random.random() < 0.5
    return Case(
        kind="init", commands=(("init", target),), files=files, links=links, pipes=pipes, folders=folders, bare=bare
    )


def _init_again(random: Random) -> Case:
    """A new workspace is a good one."""
    commands = random.choice(
        ((("init", "mine"), ("init", "mine")), (("init", "mine"),), (("init", "a"), ("init", "b")))
    )
    must = "accept" if len(set(commands)) == len(commands) else "hold"
    return Case(kind="init", commands=commands, bare=True, must=must)  # type: ignore[arg-type]


def _unit(random: Random) -> Case:
    kind = random.randrange(7)
    source = {"../desk/a.txt": _pasted()}
    command: tuple[str, ...] = random.choice(
        (("new", "unit", "fresh"), ("new", "unit", "fresh", "--from", "../desk/a.txt"))
    )
    files: dict[str, bytes | None] = {**source}
    links: dict[str, str] = {}
    if kind == 0:
        files["seeds/fresh"] = b"hers"
    elif kind == 1:
        files["seeds/fresh/source.yaml"] = b"hers"
    elif kind == 2:
        links = {"seeds/fresh": random.choice(("{outside}/folder", "../desk/nowhere", "ferry", "fresh"))}
    elif kind == 3:
        files |= {"seeds": None}
        links = {"seeds": random.choice(("{outside}", "{outside}/unit", "../desk/nowhere"))}
    elif kind == 4:
        files |= {"seeds": random.choice((None, b"x")), **{name: None for name in SMALL if name.startswith("seeds/")}}
        files = {
            name: data
            for name, data in files.items()
            if not (name.startswith("seeds/") and files.get("seeds") is not None)
        }
    elif kind == 5:
        files[f"seeds/.courseware-{random.choice(('x', 'abc', 'abc.part'))}/unit/source.yaml"] = b"left"
    return Case(kind="unit", commands=(command,), files=files, links=links)


def _pasted() -> bytes:
    return b"Free ferries\nPosted: March 17, 2025 09:10 KST\nBy Do Na-rae, staff reporter\n\n" + article().split(
        b"[p1] "
    )[1].replace(b"[", b"(")


def _ignore(random: Random) -> Case:
    """Her .gitignore keeps every byte; what is missing is added at its end."""
    data = random.choice(
        (
            b"",
            b"*.pyc",
            b"*.pyc\n",
            b"a\r\nb\r\n",
            b"\xff\xfe*",
            b"# \xed\x95\x9c",
            "한글\n".encode("cp949"),
            b"/seeds/*/article.txt",
            b"/seeds/*/article.txt\n/seeds/*/article.*.txt\n",
            b"\xef\xbb\xbfx\n",
            b"x" * 400_000,
            b"a\0b\n",
            b"\n" * 900,
            b"seeds/\n",
            b"!/seeds/*/article.txt\n",
            "x\u2028y".encode(),
            odd.encoded(random, "한글\nx\n"),
        )
    )
    command: tuple[str, ...] = random.choice(
        (("new", "unit", "fresh"), ("new", "unit", "fresh", "--from", "../desk/a.txt"), ("draft", "ferry"))
    )
    kind = random.randrange(5)
    files: dict[str, bytes | None] = {
        ".gitignore": data,
        "../desk/a.txt": _pasted(),
        "seeds/ferry/article.txt": article(),
    }
    links: dict[str, str] = {}
    folders: tuple[str, ...] = ()
    if kind == 0:
        links = {
            ".gitignore": random.choice(
                (
                    "{outside}/.gitignore",
                    "../outside/secret.txt",
                    "../desk/nowhere",
                    "../desk/x",
                    "{outside}/new",
                    ".gitignore",
                    "seeds/ferry/source.yaml",
                    "/dev/null",
                )
            )
        }
    elif kind == 1:
        files, folders = {**files, ".gitignore": None}, (".gitignore",)
    modes = {".gitignore": random.choice((0o600, 0o444, 0o644, 0o755))} if kind > 2 else {}
    return Case(kind="gitignore", commands=(command,), files=files, links=links, folders=folders, modes=modes)


def _upgrade(random: Random) -> Case:
    """Copies of an earlier release among odd things: edited ones, links, folders and pipes in their places."""
    files: dict[str, bytes | None] = {**former()}
    links: dict[str, str] = {}
    folders: tuple[str, ...] = ()
    pipes: tuple[str, ...] = ()
    path = random.choice([*files, "README.txt"])
    whole = random.choice((path, *(path.rsplit("/", n)[0] for n in range(1, path.count("/") + 1))))
    kind = random.randrange(6)
    if kind == 0:
        files[path] = odd.encoded(random, odd.word(random) + "\n")
    elif kind == 1:
        files[path] = random.choice((b"", b"a\n" * 60_000, b"\xff\xfe", (files.get(path) or b"") + b"\r\n"))
    elif kind == 2:
        files = {name: data for name, data in files.items() if not f"{name}/".startswith(f"{whole}/")}
        links = {whole: random.choice(("{outside}/secret.txt", "{outside}/folder", "../desk/nowhere", ".", "seeds"))}
    elif kind == 3:
        files, folders = {name: data for name, data in files.items() if name != path}, (f"{path}/inner",)
    elif kind == 4:
        files, pipes = {name: data for name, data in files.items() if name != path}, (path,)
    files["docs/mine.md"] = b"hers"
    if any(name == "docs" or name.startswith("docs/") for name in links):
        files.pop("docs/mine.md")
    command: tuple[str, ...] = random.choice((("upgrade", "--yes"), ("upgrade", "--yes"), ("upgrade",)))
    return Case(kind="upgrade", commands=(command, command), files=files, links=links, folders=folders, pipes=pipes)


def _course(random: Random) -> Case:
    """A course like another that is odd, with or without a specimen."""
    like = random.choice(("tiny", "korean-reading", "ir-seminar"))
    command = ("new", "course", "fresh", "--like", like, *random.choice(((), ("--specimen",))))
    files: dict[str, bytes | None] = {}
    links: dict[str, str] = {}
    kind = random.randrange(6)
    course = SMALL["templates/tiny/course.yaml"].decode()
    name = odd.word(random).replace("\\", "\\\\").replace('"', '\\"')[:3000]
    if kind == 0:
        files["templates/tiny/course.yaml"] = course.replace("Tiny course", name).encode("utf-8", "replace")
    elif kind == 1:
        files["templates/fresh"] = b"hers"
    elif kind == 2:
        links = {"templates/fresh": random.choice(("{outside}/folder", "../desk/nowhere", "tiny"))}
    elif kind == 3:
        links = {"templates": random.choice(("{outside}", "../desk/nowhere"))}
        files |= {name: None for name in SMALL if name.startswith("templates/")}
    elif kind == 4:
        links = {
            "templates/tiny/handout.md": random.choice(
                ("{outside}/secret.md", "../desk/nowhere", "../../outside/secret.md")
            )
        }
    commands = (command, ("check",)) if kind == 5 else (command,)
    return Case(kind="course", commands=commands, files=files, links=links, reads=kind == 3)
