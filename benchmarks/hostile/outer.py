"""Runs a command as a program of its own, for what only a real process shows: closed streams, odd surroundings, no folder."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys

from benchmarks.hostile.nouns import SECONDS, Case, Command, Phrase
from benchmarks.hostile.running import surroundings
from benchmarks.hostile.stage import Stage

_WAIT = 60


def run(stage: Stage, case: Case, command: Command) -> Phrase:
    """`case.shell` is a line of sh in which {run} stands for the command."""
    words = " ".join(f"'{word}'" for word in (sys.executable, "-m", "courseware", *command))
    line = case.shell.replace("{run}", words)
    environment = {**os.environ, **surroundings(stage, case)}
    for name, value in case.environment.items():
        if value is None:
            environment.pop(name, None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        ["bash", "-c", line], cwd=stage.space, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    late = False
    try:
        text, _ = process.communicate(case.stdin, timeout=_WAIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        text, _ = process.communicate()
        late = True
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    code = process.returncode
    return Phrase(
        command, code if code >= 0 else None, -code if code < 0 else 0, text, "", min(seconds, seconds if late else SECONDS - 1), 0.0, (), 0, late
    )  # fmt: skip
