"""Where units, courses, labels and output lie: a teacher's own folders, and behind them the ones that came along."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from courseware.errors import N_, CoursewareError, Problem

PACKAGE = Path(__file__).parent
_INSTALLED = PACKAGE / "shipped"
SHIPPED = _INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent
"""The templates, labels and sample unit that came along: inside an installed package, or the project's own folders."""
ARTICLES = ("/seeds/*/article.txt", "/seeds/*/article.*.txt")
"""Where the articles' texts lie, as git writes it."""
SEEDS, TEMPLATES, LOCALES, OUTPUT, DOCS = "seeds", "templates", "locales", "output", "docs"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with seeds/, templates/, locales/ and output/. What it lacks comes from the shipped ones."""

    root: Path

    @property
    def seeds(self) -> Path:
        return self.root / SEEDS

    @property
    def output(self) -> Path:
        return self.root / OUTPUT

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Hers first: the first folder that has a file wins."""
        return _distinct(self.root / TEMPLATES, SHIPPED / TEMPLATES)

    @property
    def locale_folders(self) -> tuple[Path, ...]:
        """Hers last: the last folder that has a message wins."""
        return _distinct(SHIPPED / LOCALES, self.root / LOCALES)

    def keeps(self, folder: Path) -> str | None:
        """The name of the workspace's own folder that `folder` is or lies in, where nothing may be built into."""
        parts = folder.relative_to(self.root.resolve()).parts if folder.is_relative_to(self.root.resolve()) else ()
        return parts[0] if parts and parts[0] in (SEEDS, TEMPLATES, LOCALES) else None

    def units(self) -> list[str]:
        """The names of the units, sorted: every folder in seeds/ but those that begin with _ or a dot."""
        return sorted(path.name for path in self.seeds.glob("[!_.]*") if path.is_dir())

    def unit(self, name: str) -> Path:
        """The folder of a unit. Raises CoursewareError where there is none."""
        known = self.units()
        if name in known:
            return self.seeds / name
        near = get_close_matches(name, known, n=1, cutoff=0.4)
        raise CoursewareError(
            Problem(
                N_("there is no unit “{name}”"),
                N_("Did you mean “{guess}”?") if near else N_("Known here: {known}."),
                {"name": name, "guess": near[0] if near else "", "known": ", ".join(known) or "–"},
                self.seeds,
            )
        )


def _distinct(*folders: Path) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(folder.resolve() for folder in folders))


def find(start: Path) -> Workspace:
    """The workspace that `start` lies in: the nearest folder upwards that has seeds/. Raises CoursewareError."""
    for folder in (start, *start.parents):
        if (folder / SEEDS).is_dir():
            return Workspace(folder)
    raise CoursewareError(
        Problem(
            N_("there is no workspace here: no folder {seeds}/"),
            N_("Make one with “courseware init DIR”, then go into it."),
            {"seeds": SEEDS},
            start,
        )
    )


def create(root: Path) -> Workspace:
    """A new workspace with the sample unit, the courses, the labels and the docs, for a teacher to change."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CoursewareError(
            Problem(N_("the folder is not empty"), N_("Name a new folder; nothing was changed."), {}, root)
        )
    try:
        for part in (SEEDS, TEMPLATES, LOCALES, DOCS):
            shutil.copytree(SHIPPED / part, root / part, ignore=shutil.ignore_patterns("__pycache__", ".*", "cli.po"))
        (root / OUTPUT).mkdir()
        keep_articles_out_of_git(root)
    except OSError as error:
        values = {"why": error.strerror or str(error)}
        raise CoursewareError(Problem(N_("the workspace cannot be made ({why})"), "", values, root)) from error
    return Workspace(root)


def keep_articles_out_of_git(root: Path) -> None:
    """The articles' texts are their publishers': a workspace that is shared by git leaves them out. Raises OSError."""
    path = root / ".gitignore"
    hers = path.read_bytes() if path.is_file() else b""
    missing = [line for line in ARTICLES if line.encode() not in hers.splitlines()]
    if missing:
        note = "# The publishers' texts stay on this computer. / 기사 원문은 이 컴퓨터에만 둡니다."
        between = b"\n" if hers and not hers.endswith(b"\n") else b""
        path.write_bytes(hers + between + "".join(f"{line}\n" for line in (note, *missing)).encode())
