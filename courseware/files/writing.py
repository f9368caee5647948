"""The only door through which anything is written: whole or not at all, whatever fails on the way.

What is being made bears a name of its own beside its place, and takes its place by being renamed. Such a name holds the
number of the process that makes it: of all marks of a command at work only this is there from the first moment, on
every system, without a clock, and gone when the command is, however it ended. What bears the number of no process is
litter, and the next command that writes there removes it. (A number that another process has got since keeps litter
a little longer. Two computers that build into one folder of a network at the same time may take each other's for
litter: then a rename fails and is told, and nothing is lost.)
"""

from __future__ import annotations

import dataclasses
import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from stat import S_IMODE

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import names

LITTER = ".courseware-"
"""How the names begin of what is still being made: .courseware-<process>-<number>.part, a file or a folder."""
_MADE = re.compile(rf"{re.escape(LITTER)}(\d{{1,9}})-\d+\.part")
_FORMER = re.compile(rf"{re.escape(LITTER)}[a-z0-9_]{{8}}\.part")
"""What earlier versions left; it bears no process's number."""
_NUMBERS = count(1)
_OURS: set[str] = set()
"""What this process is making: another with the same number, in a container say, may have left litter before it."""


def replace(path: Path, data: bytes, within: Path | None = None) -> None:
    """Write beside `path` and rename: after a crash or on a full disk the old file is whole, and keeps its mode.

    A link is followed to the file that it means, but not out of `within` (else the file's own folder).
    Raises CoursewareError.
    """
    target = names.real(path, within or path.parent)
    with problems_of(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        with _part(target.parent) as part:
            _write(part, data)
            if target.is_file():
                part.chmod(S_IMODE(target.stat().st_mode))
            part.replace(target)


def remove(path: Path, within: Path) -> None:
    """Take a file away, if it is there, and the folders above it that are empty then, but not `within`.

    Raises CoursewareError.
    """
    with problems_of(path):
        path.unlink(missing_ok=True)
        for above in path.parents[: len(path.relative_to(within).parts) - 1]:
            sweep(above)
            with suppress(OSError):  # something else is in it
                above.rmdir()


@contextmanager
def folder(target: Path, within: Path | None = None) -> Iterator[Path]:
    """A folder to fill, which becomes `target` when all of it is there; else nothing is. Raises CoursewareError."""
    real = names.real(target, within or target.parent)
    with problems_of(target):
        real.parent.mkdir(parents=True, exist_ok=True)
        sweep(real.parent)
        with _part(real.parent) as part:
            part.mkdir()
            with _known_as(part, target):
                yield part
            part.rename(real)


@contextmanager
def contents(target: Path, order: Sequence[str]) -> Iterator[Path]:
    """A folder to fill, whose contents move in `order` into `target`, which is there, when all of it is made.

    What was begun and not ended stays marked by the half-emptied folder; then `begun` is true, and the next time the
    rest is moved. So `order` ends with what makes `target` what it is to be. Raises CoursewareError.
    """
    with problems_of(target):
        part = _free(target)
        try:
            part.mkdir()
            with _known_as(part, target):
                yield part
            for name in order:
                if not os.path.lexists(target / name):
                    (part / name).rename(target / name)
            sweep(target)
        finally:
            _OURS.discard(part.name)
            there = [os.path.lexists(target / name) for name in order]
            if all(there) or not any(there):
                _remove(part)


@contextmanager
def passing() -> Iterator[Path]:
    """A folder outside of every workspace, gone afterwards, for what has to be read from files."""
    with problems_of(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory(prefix=LITTER) as directory:
        yield Path(directory)


def begun(target: Path) -> bool:
    """Whether `contents` began to fill `target`, did not end, and is no longer at it."""
    return any(path.is_dir() and abandoned(path) for path in target.glob(f"{LITTER}*"))


def sweep(folder: Path) -> None:
    """Remove from `folder` what commands left that were killed; litter that cannot be removed stops nobody."""
    for path in folder.glob(f"{LITTER}*"):
        if abandoned(path):
            _remove(path)


def abandoned(path: Path) -> bool:
    """Whether `path` was being made by a command that is no longer at work; nothing else bears such a name."""
    if _FORMER.fullmatch(path.name):
        return path.is_file()
    match = _MADE.fullmatch(path.name)
    if match is None or path.name in _OURS:
        return False
    return int(match[1]) == os.getpid() or not _lives(int(match[1]))


def _lives(process: int) -> bool:
    if sys.platform == "win32":  # where os.kill would end it
        from ctypes import windll

        handle = windll.kernel32.OpenProcess(0x0010_0000, False, process)  # SYNCHRONIZE
        if not handle:
            return bool(windll.kernel32.GetLastError() != 87)  # ERROR_INVALID_PARAMETER: there is none
        waited = windll.kernel32.WaitForSingleObject(handle, 0)
        windll.kernel32.CloseHandle(handle)
        return bool(waited != 0)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


@contextmanager
def _part(folder: Path) -> Iterator[Path]:
    """A free place in `folder` to make something in, which is then renamed; what fails goes."""
    part = _free(folder)
    try:
        yield part
    except BaseException:
        _remove(part)
        raise
    finally:
        _OURS.discard(part.name)


@contextmanager
def _known_as(part: Path, target: Path) -> Iterator[None]:
    """Let a problem with a file in `part` name the place that it is meant for: nobody knows of the other."""
    try:
        yield
    except CoursewareError as error:
        raise CoursewareError([_moved(one, part, target) for one in error.problems]) from error


def _moved(one: Problem, part: Path, target: Path) -> Problem:
    if one.file is None or not one.file.is_relative_to(part):
        return one
    return dataclasses.replace(one, file=target / one.file.relative_to(part))


def _free(folder: Path) -> Path:
    """A place in `folder` that nothing is at, now one of ours."""
    paths = (folder / f"{LITTER}{os.getpid()}-{n}.part" for n in _NUMBERS)
    part = next(path for path in paths if not os.path.lexists(path))
    _OURS.add(part.name)
    return part


def _write(path: Path, data: bytes) -> None:
    """A new file that has reached the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


@contextmanager
def problems_of(path: Path) -> Iterator[None]:
    """Let what the disk says become a problem that names `path`, in a teacher's words."""
    try:
        yield
    except (OSError, MemoryError) as error:
        raise CoursewareError(problem(error, path)) from error


def problem(error: OSError | MemoryError, path: Path) -> Problem:
    """What the disk says, what it means, what to do."""
    if isinstance(error, MemoryError):
        return Problem(N_("the computer has no memory left"), N_("Close other programs, then try again."), {}, path)
    if _in_use(error, path):
        return Problem(*_IN_USE, {}, path)
    for kinds, message, remedy in _DISK:
        if error.errno in kinds:
            return Problem(message, remedy, {}, path.parent if error.errno == errno.ENOTDIR else path)
    values = {"why": error.strerror or str(error)}
    return Problem(N_("the file cannot be written ({why})"), N_("Try again, or choose another folder."), values, path)


def owned(path: Path) -> bool:
    """Whether Word or LibreOffice has the file open, on any computer: its owner file lies beside it.

    Word puts ~$ before a short name, and in the place of the first one or two letters of a longer one.
    """
    owners = (f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any(os.path.lexists(path.with_name(name)) for name in owners)  # a name too long is none


def _in_use(error: OSError, path: Path) -> bool:
    """Whether it is another program that keeps the file; Windows may call that a lack of rights."""
    code = getattr(error, "winerror", None)
    if code == _DENIED:
        return path.is_file() and os.access(path, os.W_OK)
    return code in _SHARED or error.errno == errno.EBUSY or (error.errno in _RIGHTS and owned(path))


_DENIED, _SHARED = 5, (32, 33)
"""ERROR_ACCESS_DENIED; ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION."""
_RIGHTS = (errno.EACCES, errno.EPERM)
_IN_USE = (
    N_("the file is open in Word or another program"),
    N_("Close it there, then try again; the file was not changed."),
)
_ELSEWHERE = N_("Move it away, or choose another folder.")
_DISK = (
    (
        (errno.ENOSPC, errno.EDQUOT),
        N_("the disk is full"),
        N_("Make room, then try again. A file that was there before is untouched."),
    ),
    ((errno.EISDIR,), N_("a folder stands where the file should be"), _ELSEWHERE),
    ((errno.ENOTEMPTY,), N_("there is one of that name already"), N_("Choose another name; nothing was changed.")),
    ((errno.EEXIST, errno.ENOTDIR), N_("a file stands where a folder should be"), _ELSEWHERE),
    ((errno.ENAMETOOLONG,), *names.TOO_LONG),
    (
        (*_RIGHTS, errno.EROFS),
        N_("the file cannot be written"),
        N_("Close it if it is open in Word or a PDF viewer, or choose a folder that you may write in."),
    ),
)
