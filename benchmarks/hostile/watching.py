"""What a command does to the disk and to the machine, noticed by Python's audit hook, and trouble made there on purpose."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.hostile.nouns import Trouble
from benchmarks.hostile.stage import ROOT, Stage

_MAKE = {"os.mkdir", "os.rename", "os.symlink", "os.link", "os.truncate"}
_CHANGE = {"os.remove", "os.rmdir", "os.chmod", "os.chown", "os.utime", *_MAKE}
_LOOK = {"os.listdir", "os.scandir"}
_START = (
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn"),
    *("socket.connect", "socket.getaddrinfo", "socket.bind", "urllib.Request", "pickle.find_class", "shutil.chown"),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ERRORS = {"full": errno.ENOSPC, "input/output": errno.EIO, "no permission": errno.EACCES}


@dataclass
class Watch:
    """Notes every touch outside of the workspace; counts the operations inside, and fails the one that is asked for."""

    stage: Stage
    trouble: Trouble | None = None
    touched: list[str] = field(default_factory=list)
    operations: int = 0
    _busy: bool = False

    def begin(self) -> None:
        self._roots = tuple(str(root.resolve()) for root in (ROOT, self.stage.root / "shipped"))
        self._library = tuple({os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, "/usr", "/lib")})
        self._root, self._space = (os.path.realpath(path) for path in (self.stage.root, self.stage.space))
        self._outside = os.path.realpath(self.stage.outside)
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._busy:
            return
        if event != "open" and event not in _CHANGE and event not in _LOOK:
            if event in _START:
                self.touched.append(f"{event}{arguments!r:.100}")
            return
        self._busy = True
        try:
            act = self._seen(event, arguments)
        finally:
            self._busy = False
        if act:
            act()

    def _seen(self, event: str, arguments: tuple[Any, ...]) -> Callable[[], None] | None:
        writes = event in _CHANGE or (event == "open" and bool((arguments[2] or 0) & _WRITING))
        for path in _paths(event, arguments):
            if path.startswith(("/dev/null", "/dev/urandom", "/proc/self/fd")):
                continue
            if _in(path, self._outside) or (event == "open" and not writes and not self._known(path)):
                self.touched.append(f"{event} {path}")
            if writes and not _in(path, self._root):
                self.touched.append(f"{event} {path}")
                return _forbid
            if _in(path, self._space) and (writes or (self.trouble and self.trouble.what == "input/output")):
                self.operations += 1
                return self._fail(path, event, writes)
        return None

    def _known(self, path: str) -> bool:
        return any(_in(path, root) for root in (self._root, *self._roots, *self._library))

    def _fail(self, path: str, event: str, writes: bool) -> Callable[[], None] | None:
        trouble = self.trouble
        if trouble is None or not trouble.at:
            return None
        now = self.operations == trouble.at
        again = trouble.lasting and self.operations > trouble.at and writes and event in ("open", "os.mkdir")
        return (lambda: _make(trouble.what, path)) if now or again else None


def _paths(event: str, arguments: tuple[Any, ...]) -> list[str]:
    """The real paths that an event is about; of a file that is replaced or removed, the link itself."""
    count = 2 if event in ("os.rename", "os.link") else 1
    given = [value for value in arguments[:count] if isinstance(value, str | bytes | os.PathLike)]
    if event == "os.symlink":
        given = [arguments[1]]
    folder = next((value for value in arguments[count:] if type(value) is int and value >= 0), None)
    base = Path()
    if folder is not None and event in ("os.remove", "os.rmdir"):
        base = Path(f"/proc/self/fd/{folder}").readlink()
    found = [base / os.fsdecode(value) for value in given]
    if event == "open":
        return [os.path.realpath(path) for path in found]
    return [os.path.realpath(path.parent) + os.sep + path.name for path in found]


def _in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def _forbid() -> None:
    raise PermissionError(errno.EACCES, "the campaign lets nothing be written here")


def _make(what: str, path: str) -> None:
    if what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "memory":
        raise MemoryError
    if what == "Ctrl-C":
        raise KeyboardInterrupt
    raise OSError(_ERRORS[what], os.strerror(_ERRORS[what]), path)
