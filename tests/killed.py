"""Every command that writes, stopped at each of its steps: what is there afterwards is old or new, and whole.

`python -m tests.killed` goes through all steps and prints a table; `test_killed.py` takes some of them. A step is
a call that changes the disk. Step 1, 2, 3 … fails, each on a fresh copy of the same folder: the disk is full from then
on, an I/O error, no memory, Ctrl-C, or the process is killed. A kill is played in this process, on every system alike:
from its step on nothing changes the disk any more, whoever tries to clean up. `really_killed` is the real thing, in a
process that is spawned, and leaves the same.
"""

from __future__ import annotations

import errno
import io
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, NoReturn

import pytest

from courseware.build import ledger
from courseware.build.press import Press
from courseware.cli import commands
from courseware.cli.speech import speech
from courseware.files.writing import LITTER
from courseware.workspace import layout
from tests.conftest import ROOT, UNIT

STEPS = ("open", "write", "fsync", "mkdir", "rename", "replace", "chmod", "unlink", "rmdir")
"""The functions of `os` that change a disk; a file is opened, written and renamed through them alone."""
CLEANING = ("unlink", "rmdir")
FAILURES = ("full disk", "I/O error", "no memory", "Ctrl-C", "kill")
KILLED = 9
SAY = speech("en", (ROOT / "locales",))


class Killed(BaseException):
    """Ends a command as a kill does: nothing catches it, and no step is done after it."""


class Disk:
    """Counts the steps; the one that is number `at` fails."""

    def __init__(self, at: int = 0, failure: str = "") -> None:
        self.at, self.failure = at, failure
        self.steps: list[str] = []
        self.killed = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        own = {name: getattr(os, name) for name in STEPS}
        try:
            for name, function in own.items():
                setattr(os, name, partial(self._step, name, function))
            yield
        finally:
            for name, function in own.items():
                setattr(os, name, function)

    def _step(self, name: str, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        if name == "open" and not arguments[1] & os.O_CREAT:
            return function(*arguments, **options)
        if self.killed:
            raise Killed
        self.steps.append(name)
        full = self.failure == "full disk" and 0 < self.at < len(self.steps) and name not in (*CLEANING, "chmod")
        if len(self.steps) == self.at or full:
            if name == "write":
                function(arguments[0], arguments[1][: len(arguments[1]) // 2])
            self._fail()
        return None if name == "fsync" else function(*arguments, **options)  # a test need not wait for the disk

    def _fail(self) -> NoReturn:
        if self.failure == "real kill":
            os._exit(KILLED)
        if self.failure == "kill":
            self.killed = True
            raise Killed
        if self.failure == "no memory":
            raise MemoryError
        if self.failure == "Ctrl-C":
            raise KeyboardInterrupt
        number = errno.ENOSPC if self.failure == "full disk" else errno.EIO
        raise OSError(number, os.strerror(number))


@dataclass(frozen=True)
class Case:
    """A command in a folder that `prepare` fills; `whole` are the folders that are there wholly or not at all."""

    arguments: tuple[str, ...]
    prepare: Callable[[Path], None]
    whole: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    """A command to run next where the first had done its work: it removes what is left."""

    @property
    def name(self) -> str:
        return f"{' '.join(self.arguments)} ({self.prepare.__name__.strip('_')})"


def _empty(_: Path) -> None:
    pass


def _workspace(root: Path) -> None:
    shutil.copytree(ROOT / "seeds" / UNIT, root / "seeds" / UNIT)
    (root / ".gitignore").write_text("/mine\n", encoding="utf-8")
    for name in ("ferry.txt", "ferry.ko.txt"):
        shutil.copy(ROOT / "docs" / "examples" / name, root / name)


def _begun(root: Path) -> None:
    _workspace(root)
    assert courseware(root, "new", "unit", "mine", "--from", "ferry.txt")[0] == commands.FINE


def _built(root: Path) -> None:
    _workspace(root)
    with _version(b"old"):
        assert courseware(root, *_BUILD)[0] == commands.FINE, "the build before"


def _edited(root: Path) -> None:
    _built(root)
    for path in (root / "output").rglob("*.docx"):
        path.write_bytes(b"hers")


def _renamed(root: Path) -> None:
    _built(root)
    (root / "seeds" / UNIT).rename(root / "seeds" / "other")


def _of_0_1_0(root: Path) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "workspace-0.1.0", root, dirs_exist_ok=True)


_BUILD = ("build", UNIT, "--course", "ir-seminar", "--lang", "en", "--to", "docx")
INIT_PARTS = ("seeds", "templates", "locales")
_NEW_COURSE = ("new", "course", "mine", "--like", "ir-seminar")
_INIT_HERE = ("init", ".")
CASES = (
    Case(("init", "classes"), _empty, ("classes",), ("init", "others")),
    Case(_INIT_HERE, _empty, INIT_PARTS, ("new", "unit", "other")),
    Case(("new", "unit", "mine"), _workspace, ("seeds/mine",), ("new", "unit", "other")),
    Case(
        ("new", "unit", "mine", "--from", "ferry.txt", "--original", "ferry.ko.txt"),
        _workspace,
        ("seeds/mine",),
        ("new", "unit", "other"),
    ),
    Case(_NEW_COURSE, _workspace, ("templates/mine",), ("new", "course", "other", "--like", "ir-seminar")),
    Case(
        (*_NEW_COURSE, "--specimen"),
        _workspace,
        ("templates/mine",),
        ("new", "course", "other", "--like", "ir-seminar"),
    ),
    Case(("draft", "mine", "--original", "ferry.ko.txt"), _begun),
    Case(_BUILD, _workspace),
    Case(_BUILD, _built),
    Case((*_BUILD, "--overwrite"), _edited),
    Case((*_BUILD, "--keep-edited"), _edited),
    Case(("build", "--clean", *_BUILD[2:]), _renamed),
    Case(("upgrade", "--yes"), _of_0_1_0),
)


def courseware(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of a command in `folder`, and what it says."""
    told = io.StringIO()
    with chdir(folder), redirect_stdout(told), redirect_stderr(told):
        code = commands.run(arguments, SAY)
    return code, told.getvalue()


@contextmanager
def _version(data: bytes) -> Iterator[None]:
    """Handouts that cost nothing to make, and a small workspace: how they are stored is what counts here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Press, "write", lambda _, job: (data + repr(job).encode(), 1))
        patch.setattr(Press, "inputs", lambda _, job: ledger.digest(repr(job).encode()))
        first = layout.first_files()
        one_a_part = [next(place for place in sorted(first) if place.parts[0] == part) for part in INIT_PARTS]
        few = {place: first[place] for place in (*one_a_part, Path(layout.README))}
        patch.setattr(layout, "first_files", lambda: few)
        yield


@cache
def ended() -> int:
    """The number of a process that is no more."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def _killed(folder: Path, arguments: Sequence[str]) -> None:
    """The command in `folder` as a process that is gone when this returns; what it was making bears its number."""
    with pytest.MonkeyPatch.context() as patch, suppress(Killed):
        patch.setattr(os, "getpid", ended)
        courseware(folder, *arguments)


def really_killed(folder: Path, arguments: Sequence[str], at: int) -> int | None:
    """Spawn a process for the command, which ends itself at a step; its exit code."""
    process = multiprocessing.get_context("spawn").Process(target=_end, args=(folder, arguments, at))
    process.start()
    process.join()
    return process.exitcode


def _end(folder: Path, arguments: Sequence[str], at: int) -> None:
    with _version(b"new"), Disk(at, "real kill").watched():
        courseware(folder, *arguments)


# --- what is there


def files(root: Path) -> dict[str, bytes]:
    """Every file in `root` but litter: its path and bytes."""
    paths = (path for path in root.rglob("*") if path.is_file() and not _is_litter(path.relative_to(root)))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def litter(root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in root.rglob(f"{LITTER}*")]


def _is_litter(path: Path) -> bool:
    return any(part.startswith(LITTER) for part in path.parts)


def _by_piece(found: Mapping[str, bytes], whole: Sequence[str]) -> dict[str, dict[str, bytes]]:
    """The files by what has to be whole: a folder, or each by itself. (A record of builds need only be readable.)"""
    pieces: dict[str, dict[str, bytes]] = {}
    for path, data in found.items():
        piece = next((folder for folder in whole if path.startswith(f"{folder}/")), path)
        pieces.setdefault(piece, {})[path] = data if Path(path).name != ledger.NAME else b""
    return pieces


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Prepared:
    """A case with its folder before and after, when nothing fails, and the steps between."""

    case: Case
    folder: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    steps: tuple[str, ...]


@contextmanager
def prepared(case: Case) -> Iterator[Prepared]:
    with tempfile.TemporaryDirectory() as made, _version(b"new"):
        folder, copy = Path(made) / "case", Path(made) / "copy"
        folder.mkdir()
        case.prepare(folder)
        shutil.copytree(folder, copy)
        disk = Disk()
        with disk.watched():
            code, told = courseware(copy, *case.arguments)
        assert code == commands.FINE, told
        assert not litter(copy)
        yield Prepared(case, folder, files(folder), files(copy), tuple(disk.steps))


def faults(one: Prepared, at: int, failure: str) -> Iterator[str]:
    """What is wrong after step `at` failed so."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(made) / "case"
        shutil.copytree(one.folder, root)
        yield from _faults_of_failure(one, root, at, failure)
        yield from _faults_of_repeating(one, root)


def _faults_of_failure(one: Prepared, root: Path, at: int, failure: str) -> Iterator[str]:
    disk = Disk(at, failure)
    with disk.watched():
        if failure == "kill":
            _killed(root, one.case.arguments)
        else:
            code, told = courseware(root, *one.case.arguments)
    there = files(root)
    yield from _faults_of_files(one, there)
    if failure == "kill":
        if not disk.killed:
            yield "it was not killed"
        return
    cleaning = one.steps[at - 1] in CLEANING
    if code != commands.PROBLEMS and not (code == commands.FINE and there == one.after):
        yield f"exit code {code}: {told}"
    if "fault" in told or "Traceback" in told or not told:
        yield f"no sentence: {told}"
    if litter(root) and not cleaning and one.case.arguments != _INIT_HERE:
        yield f"litter: {litter(root)}"


def _faults_of_files(one: Prepared, there: Mapping[str, bytes]) -> Iterator[str]:
    old, new, now = (_by_piece(found, one.case.whole) for found in (one.before, one.after, there))
    for piece in {*old, *new, *now}:
        if now.get(piece) not in (old.get(piece), new.get(piece)):
            yield f"neither old nor new: {piece}"
    for path, data in there.items():
        if Path(path).name == ledger.NAME and not _is_json(data):
            yield f"half-written: {path}"


def _faults_of_repeating(one: Prepared, root: Path) -> Iterator[str]:
    """The same command does the rest; where it had nothing left to do, the next one cleans up."""
    done = files(root).keys() >= one.after.keys() and one.case.other
    with Disk().watched():
        code, told = courseware(root, *(done or one.case.arguments))
    if code != commands.FINE:
        yield f"cannot be repeated ({code}): {told}"
    there = files(root)
    if any(there.get(path) != data for path, data in one.after.items() if Path(path).name != ledger.NAME):
        yield "repeated, it is not as if nothing had failed"
    if not done and there.keys() - one.after.keys():
        yield f"repeated, it leaves {sorted(there.keys() - one.after.keys())}"
    if litter(root):
        yield f"litter is not swept: {litter(root)}"


def main() -> int:
    """Every step of every command with every failure, as a table."""
    found: Counter[str] = Counter()
    print("| command | steps |", " | ".join(FAILURES), "|")
    print("|---|---|" + "---|" * len(FAILURES))
    for case in CASES:
        with prepared(case) as one:
            row = []
            for failure in FAILURES:
                wrong = {at: list(faults(one, at, failure)) for at in range(1, len(one.steps) + 1)}
                for at, told in wrong.items():
                    for fault in told:
                        print(f"{case.name}, step {at} ({one.steps[at - 1]}), {failure}: {fault}", file=sys.stderr)
                row.append(sum(bool(told) for told in wrong.values()))
                found[failure] += row[-1]
            print(f"| `{case.name}` | {len(one.steps)} |", " | ".join(map(str, row)), "|", flush=True)
    return 1 if found.total() else 0


if __name__ == "__main__":
    sys.exit(main())
