"""Where a case is played: a small workspace, a desk with files for the commands, and around them what must not change."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from benchmarks.hostile.nouns import Case, Files

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CANARY = "zqxcanaryzqx"
"""Stands in every file outside of the workspace; nothing that a command makes may show it."""
_KEPT = 1_000_000
"""Bytes up to which a snapshot keeps a file itself; of a larger one it keeps a hash."""

Thing: TypeAlias = tuple[str, int, bytes]
"""What stands at a path: its kind, its mode, its bytes or where it leads."""
Snapshot: TypeAlias = Mapping[str, Thing]


def small() -> dict[str, bytes]:
    """The small workspace: path -> bytes."""
    base = HERE / "small"
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in _files(base) if path.parent != base}


def former() -> dict[str, bytes]:
    """What 0.1.0 copied into a workspace of its own beside units and courses: some of it is unchanged, some is hers."""
    base = ROOT / "tests" / "data" / "workspace-0.1.0"
    parts = ("docs", "locales", "seeds/_schema", "templates/_shared")
    return {path.relative_to(base).as_posix(): path.read_bytes() for part in parts for path in _files(base / part)}


def article() -> bytes:
    """The text of the article that the small unit is drawn from."""
    return (HERE / "small" / "article.txt").read_bytes()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


SMALL = small()
SHIPPED_PARTS = ("templates", "locales", "seeds", "docs")


@dataclass(frozen=True)
class Stage:
    """`space` is the workspace; `outside`, `desk`, `home` and `shipped` must come through every command as they are."""

    root: Path

    @property
    def space(self) -> Path:
        return self.root / "space"

    @property
    def outside(self) -> Path:
        return self.root / "outside"

    @property
    def scratch(self) -> Path:
        return self.root / "tmp"

    def build(self) -> None:
        """What stays from case to case. The shipped files are a copy, so that nothing that escapes does harm."""
        for part in SHIPPED_PARTS:
            shutil.copytree(ROOT / part, self.root / "shipped" / part, ignore=shutil.ignore_patterns("pictures"))
        (self.root / "home").mkdir()
        write(self.outside, _sentinels())

    def lay(self, case: Case, overlay: Files | None = None) -> None:
        """The case's workspace, fresh."""
        for folder in (self.space, self.root / "desk", self.scratch):
            _clear(folder)
            folder.mkdir()
        files: dict[str, bytes | None] = {} if case.bare else dict(SMALL)
        files |= case.files
        files |= overlay or {}
        for name in (*case.folders, *(() if case.bare else ("output",))):
            (self.space / name).mkdir(parents=True, exist_ok=True)
        write(self.space, files)
        for name, target in case.links.items():
            path = self.space / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _clear(path)
            path.symlink_to(target.replace("{outside}", str(self.outside)))
        for name, target in case.hard.items():
            path = self.space / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            os.link(target.replace("{outside}", str(self.outside)), path)
        for name in case.pipes:
            _clear(self.space / name)
            (self.space / name).parent.mkdir(parents=True, exist_ok=True)
            os.mkfifo(self.space / name)
        for name, mode in case.modes.items():
            (self.space / name).chmod(mode)

    def around(self) -> dict[str, Thing]:
        """All that lies outside of the workspace."""
        parts = ("outside", "desk", "home", "shipped")
        return {f"{part}/{name}": thing for part in parts for name, thing in snapshot(self.root / part).items()}

    def mend(self) -> None:
        """Put the sentinels and the shipped files back after a case that changed them."""
        for part in ("outside", "shipped", "home"):
            _clear(self.root / part)
        self.build()


def _sentinels() -> Files:
    canary = CANARY.encode()
    unit = {f"unit/{name.split('/')[-1]}": data for name, data in SMALL.items() if name.startswith("seeds/")}
    unit["unit/timeline.yaml"] = SMALL["seeds/ferry/timeline.yaml"].replace(b"The governor", canary)
    return {
        "secret.txt": b"the password is %s\n" % canary,
        "secret.md": b"# %s\n" % canary,
        "secret.yaml": b"paragraphs: []\n# %s\n" % canary,
        "secret.po": b'msgid "Timeline"\nmsgstr "%s"\n' % canary,
        "folder/handout.md": b"# %s\n<!-- section: all -->\n%s\n" % (canary, canary),
        "folder/course.yaml": SMALL["templates/tiny/course.yaml"],
        ".gitignore": b"# %s\n" % canary,
        **unit,
    }


def write(base: Path, files: Files) -> None:
    for name, data in files.items():
        path = base / name
        if data is None:
            _clear(path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            _clear(path)
        path.write_bytes(data)


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.is_symlink() or path.exists():
        path.unlink()


def snapshot(base: Path) -> dict[str, Thing]:
    """Everything below `base`, links not followed."""
    return dict(_things(str(base), ""))


def _things(base: str, name: str) -> Iterator[tuple[str, Thing]]:
    path = os.path.join(base, name) if name else base  # noqa: PTH118 - names of any bytes, many of them
    for entry in os.scandir(path):
        inner = f"{name}/{entry.name}" if name else entry.name
        info = entry.stat(follow_symlinks=False)
        mode = stat.S_IMODE(info.st_mode)
        if entry.is_symlink():
            yield inner, ("link", 0, os.fsencode(os.readlink(entry.path)))  # noqa: PTH115 - the same
        elif entry.is_dir():
            yield inner, ("folder", mode, b"")
            yield from _things(base, inner)
        elif entry.is_file():
            yield inner, ("file", mode, _content(Path(entry.path), info.st_size))
        else:
            yield inner, ("other", mode, b"")


def _content(path: Path, size: int) -> bytes:
    data = path.read_bytes()
    return data if size <= _KEPT else hashlib.sha256(data).digest()
