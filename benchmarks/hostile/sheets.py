"""Templates for cases: a whole handout around the lines that matter."""

from __future__ import annotations

from random import Random

from benchmarks.hostile.nouns import Command
from benchmarks.hostile.stage import SMALL

HANDOUT, COURSE_FILE = "templates/tiny/handout.md", "templates/tiny/course.yaml"


def around(lines: str) -> bytes:
    """A template whose one section has these lines."""
    return f"# {{{{ unit.title }}}}\n\n<!-- section: all -->\n## x\n\n{lines}\n".encode("utf-8", "surrogatepass")


def course(languages: str = "en", editions: str = "student", formats: str = "docx", more: str = "") -> bytes:
    data = SMALL[COURSE_FILE].replace(b"languages: [en]", f"languages: [{languages}]".encode())
    data = data.replace(b"[student]", f"[{editions}]".encode()).replace(b"[docx]", f"[{formats}]".encode())
    return data + more.encode()


def commands(random: Random) -> tuple[Command, ...]:
    """What meets a template."""
    show = ("show", "ferry", "-c", "tiny", "-l", "en", "--as", random.choice(("markdown", "blocks")))
    return (random.choice([("build",), ("build",), ("build",), ("check",), show, ("list",)]),)


def output_format(random: Random) -> str:
    return random.choice(("docx", "docx", "pdf", "docx, pdf"))
