"""Runs a command in a forked child: its exit code, its words, its processor time and its memory, whatever becomes of it.

Forked, not spawned: a child that has all imported and read takes hundredths of a second, and there are ten thousand.
What it may use is limited and counted as Linux does it, so the campaign needs Linux.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import resource
import select
import signal
import sys
import time
import traceback
import warnings
from pathlib import Path
from typing import Any

from benchmarks.hostile.nouns import SECONDS, Case, Command, Phrase, Trouble
from benchmarks.hostile.stage import ROOT, SMALL, Stage, article, write
from benchmarks.hostile.watching import Watch

_WAIT = 90
"""Seconds of clock after which a command that waits for something is ended."""
_ROOM = 2_000_000_000
_LONGEST = 64_000_000
"""Bytes of one file, and of what is printed."""


def prepare(stage: Stage) -> None:
    """Import and read once what every command needs, so that a forked child has it: courses, fonts, dictionaries."""
    from courseware.workspace import layout

    with contextlib.suppress(ImportError):
        import trafilatura  # noqa: F401 - looks for a network of its own when it is first imported
    stage.build()
    layout.SHIPPED = stage.root / "shipped"
    _compile_once(layout.SHIPPED)
    case = Case(kind="warm", commands=())
    stage.lay(case)
    write(stage.space, {"seeds/ferry/article.txt": article(), "templates/tiny/course.yaml": _everything()})
    here = Path.cwd()
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    os.chdir(stage.space)
    for command in (("build",), ("check",), ("draft", "ferry"), ("list",)):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            _call(command)
    os.chdir(here)
    for number, handler in handlers.items():
        signal.signal(number, handler)


def _compile_once(shipped: Path) -> None:
    """Keep what Jinja makes of the shipped macros, which are the same for every input and half of its time."""
    from courseware.handout.template import _Environment

    kept: dict[tuple[object, ...], tuple[Any, list[str], Any]] = {}
    compiled = _Environment.compile

    def once(self: Any, source: Any, name: Any = None, filename: Any = None, *rest: Any, **more: Any) -> Any:
        if not (filename and Path(filename).is_relative_to(shipped)):
            return compiled(self, source, name, filename, *rest, **more)
        key = (source, filename, tuple(self.template_files))
        if key not in kept:
            code = compiled(self, source, name, filename, *rest, **more)
            kept[key] = (code, list(self.template_files), self.in_boxes.get(filename))
        code, self.template_files[:], boxes = kept[key]
        if boxes is not None:
            self.in_boxes[filename] = boxes
        return code

    _Environment.compile = once  # type: ignore[method-assign] - for the campaign's own process and its children


def _everything() -> bytes:
    data = SMALL["templates/tiny/course.yaml"]
    data = data.replace(b"[en]", b"[ko, en]").replace(b"[student]", b"[student, teacher]")
    return data.replace(b"formats: [docx]", b"formats: [docx, pdf]")


def _call(command: Command) -> int | str | None:
    from courseware.cli import commands

    try:
        commands.main(list(command))
    except SystemExit as ended:
        return ended.code
    return 0


def run(stage: Stage, case: Case, command: Command, trouble: Trouble | None = None) -> Phrase:
    """Run one command of the case in the stage's workspace, as it lies there."""
    said_in, said_out = os.pipe()
    told_in, told_out = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        os.close(said_in)
        os.close(told_in)
        _child(stage, case, command, trouble, said_out, told_out)
    os.close(said_out)
    os.close(told_out)
    text, told, late = _listen(child, said_in, told_in)
    _, status, used = os.wait4(child, 0)
    report: dict[str, Any] = json.loads(told) if told else {}
    return Phrase(
        command,
        report.get("code"),
        os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        text,
        report.get("raw", ""),
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024 - _own(),
        tuple(report.get("touched", ())),
        report.get("operations", 0),
        late,
    )


def _own() -> float:
    """MiB of this process, which a child has from the beginning."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _listen(child: int, *pipes: int) -> tuple[bytes, bytes, bool]:
    """What comes out of the pipes until the child is done or has waited too long."""
    heard: dict[int, list[bytes]] = {pipe: [] for pipe in pipes}
    left, late, sizes = set(pipes), False, 0
    until = time.monotonic() + _WAIT
    while left:
        ready, _, _ = select.select(list(left), [], [], max(0.0, until - time.monotonic()))
        if not ready or sizes > _LONGEST:
            late = True
            os.kill(child, signal.SIGKILL)
            break
        for pipe in ready:
            part = os.read(pipe, 65536)
            sizes += len(part)
            heard[pipe].append(part)
            if not part:
                left.discard(pipe)
    for pipe in pipes:
        os.close(pipe)
    said, told = (b"".join(heard[pipe]) for pipe in pipes)
    return said, told, late


def _child(stage: Stage, case: Case, command: Command, trouble: Trouble | None, said: int, told: int) -> None:
    watch = Watch(stage, trouble)
    code: Any = None
    raw = ""
    try:
        _dress(stage, case, said)
        _limit(trouble)
        watch.begin()
        code = _call(command)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - whatever comes out of the command line is what is looked for
        raw = traceback.format_exc()
    watch._busy = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    report = {
        "code": code,
        "raw": raw[-9000:],
        "touched": [one[:300] for one in watch.touched[:20]],
        "operations": watch.operations,
    }
    os.write(told, json.dumps(report).encode())
    os._exit(0)


def _dress(stage: Stage, case: Case, said: int) -> None:
    """Streams, folder, surroundings as a terminal gives them to a program."""
    os.setsid()
    source, target = os.pipe()
    if len(case.stdin) < 60_000:
        os.write(target, case.stdin)
    os.close(target)
    os.dup2(source, 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor
    sys.stdout = open(1, "w", encoding="utf-8", errors="strict", closefd=False)  # noqa: SIM115 - the same
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - same
    os.environ |= surroundings(stage, case)
    time.tzset()
    random.seed()
    warnings.resetwarnings()
    warnings.filterwarnings("default")
    sys.dont_write_bytecode = True
    os.chdir(stage.space)


def surroundings(stage: Stage, case: Case) -> dict[str, str]:
    lang = {"LANG": "ko_KR.UTF-8" if len(case.kind) % 3 == 0 else "en_US.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}
    own = {"HOME": str(stage.root / "home"), "TMPDIR": str(stage.scratch), "PYTHONPATH": str(ROOT)}
    import tempfile

    tempfile.tempdir = None
    return lang | own | {name: value for name, value in case.environment.items() if value is not None}


def _limit(trouble: Trouble | None) -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _ROOM, used + _ROOM))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    largest = trouble.bytes if trouble and trouble.bytes else _LONGEST
    if trouble and trouble.bytes and trouble.what == "kill":
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
