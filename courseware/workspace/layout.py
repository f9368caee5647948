"""Where units, courses, labels and output lie: a teacher's own folders, and behind them the ones that came along."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from courseware.errors import N_, CoursewareError, Problem, instead
from courseware.files import names, writing

PACKAGE = Path(__file__).parent.parent
_INSTALLED = PACKAGE / "shipped"
SHIPPED = _INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent
"""The templates, labels and sample unit that came along: inside an installed package, or the project's own folders."""
ARTICLES = ("/seeds/*/article.txt", "/seeds/*/article.*.txt")
"""Where the articles' texts lie, as git writes it."""
SEEDS, TEMPLATES, LOCALES, OUTPUT, DOCS = "seeds", "templates", "locales", "output", "docs"
IGNORE, README = ".gitignore", "README.txt"
_ABOUT = PACKAGE / "assets" / README
"""What says in both languages what is where in a workspace."""
SCHEMAS = Path(SEEDS, "_schema")
"""Where editors find what may stand in a unit's files, by a path that those name."""
_PARTS = (IGNORE, README, TEMPLATES, LOCALES, OUTPUT, SEEDS)
"""What a new workspace is made of; with seeds/ it is one."""
_NOT_COPIED = ("locales/*/LC_MESSAGES/cli.po", "templates/_shared/*.md")
"""The program's own messages; and the shared macros, which a course finds without a copy that would grow old."""


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

    def own_output(self) -> Path:
        """Where output/ really lies. Raises CoursewareError where that is not in the workspace, or all of it."""
        remedy = N_("Name the folder that it leads to with --out; nothing was written.")
        if names.leads_out(self.root, self.output):
            raise CoursewareError(Problem(N_("a link leads out of the workspace"), remedy, {}, self.output))
        real = self.output.resolve()
        if real == self.root.resolve():
            raise CoursewareError(Problem(N_("a link leads to the workspace itself"), remedy, {}, self.output))
        return real

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
        return names.spelled(parts[0], (SEEDS, TEMPLATES, LOCALES)) if parts else None

    def units(self) -> list[str]:
        """The names of the units, sorted: every folder in seeds/ but those that begin with _ or a dot."""
        return sorted(path.name for path in self.seeds.glob("[!_.]*") if path.is_dir())

    def unit(self, name: str) -> Path:
        """The folder of a unit. Raises CoursewareError where there is none, or two that are one on other computers."""
        known = self.units()
        if own := names.spelled(name, known):
            names.refuse_twins(self.seeds, own)
            return self.seeds / own
        remedy, values = instead(name, known)
        raise CoursewareError(Problem(N_("there is no unit “{name}”"), remedy, {"name": name, **values}, self.seeds))


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
    """A new workspace with the sample unit, the courses and the labels, for a teacher to change.

    A README says in both languages what is where.
    """
    with writing.problems_of(root):
        if not _is_free(root):
            raise CoursewareError(
                Problem(N_("the folder is not empty"), N_("Name a new folder; nothing was changed."), {}, root)
            )
        with writing.contents(root, _PARTS) if root.is_dir() else writing.folder(root) as part:
            for place, source in first_files().items():
                writing.replace(part / place, source.read_bytes())
            with writing.folder(part / OUTPUT):
                pass  # it begins empty
            keep_articles_out_of_git(part)
    return Workspace(root)


def _is_free(root: Path) -> bool:
    """Whether nothing is in `root`, or only what an init was moving in when it was killed."""
    if not root.is_dir():
        return not root.exists()
    there = {path.name for path in root.iterdir() if not writing.abandoned(path)}
    return not there or (there <= set(_PARTS) and writing.begun(root))


def first_files() -> dict[Path, Path]:
    """The files that a new workspace begins with: the place of each in it, and where it came along."""
    files = [path for part in (SEEDS, TEMPLATES, LOCALES) for path in sorted((SHIPPED / part).rglob("*"))]
    places = {path.relative_to(SHIPPED): path for path in files if path.is_file()}
    return {place: path for place, path in places.items() if _belongs(place)} | {Path(README): _ABOUT}


def _belongs(place: Path) -> bool:
    """Not what lies beside the files by chance, and not what works without a copy."""
    by_chance = any(part == "__pycache__" or part.startswith(".") for part in place.parts)
    return not by_chance and not any(place.match(pattern) for pattern in _NOT_COPIED)


def keep_articles_out_of_git(root: Path) -> None:
    """The articles' texts are their publishers': a workspace that is shared by git leaves them out.

    Raises CoursewareError.
    """
    path = root / IGNORE
    if path.is_symlink():
        what, remedy = N_("{file} is a link, which git does not follow"), N_("Put the file itself in its place.")
        raise CoursewareError(Problem(what, remedy, {"file": IGNORE}, path))
    writing.sweep(root)
    with writing.problems_of(path):
        hers = path.read_bytes() if path.is_file() else b""
    missing = [line for line in ARTICLES if line.encode() not in hers.splitlines()]
    if missing:
        note = "# The publishers' texts stay on this computer. / 기사 원문은 이 컴퓨터에만 둡니다."
        between = b"\n" if hers and not hers.endswith(b"\n") else b""
        writing.replace(path, hers + between + "".join(f"{line}\n" for line in (note, *missing)).encode())
