"""Judges what became of a case, by what lies on the disk and what was printed; the program's own judgement counts nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import PurePosixPath
from posixpath import normpath

from benchmarks.hostile import keeping, reading
from benchmarks.hostile.nouns import MEBIBYTES, SECONDS, Case, Command, Failure, Phrase
from benchmarks.hostile.stage import CANARY, ROOT, Snapshot, Stage, Thing

_FAULT = re.compile(r"fault of the program|프로그램의 (?:잘못|결함|오류)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_FOREIGN = re.compile(r"\b\w+Warning\b")
_INSIDES = re.compile(
    r"<(?:function|class|module|bound method|built-in|generator|\S+ object at)|PosixPath\(|0x7f\w{9,}"
)
LITTER = ".courseware-"
_FORMER = set((ROOT / "courseware" / "assets" / "former.sha256").read_text(encoding="utf-8").splitlines())
"""What earlier releases copied into a workspace."""


def of_command(said: Phrase, stage: Stage, case: Case) -> Iterator[Failure]:
    """What is wrong with how one command ended, and with what it printed."""
    what = " ".join(said.command)
    if said.raw or (said.signal and not (said.late or said.seconds >= SECONDS)):
        killed = case.trouble is not None and case.trouble.what == "kill"
        if said.raw or not killed:
            yield Failure("traceback", f"{what}: {last(said.raw) or f'signal {said.signal}'}", cause(said.raw))
    elif said.code not in (0, 1, 2) and not said.signal:
        yield Failure("traceback", f"{what}: exit code {said.code}")
    if said.seconds >= SECONDS or said.late:
        why = f"{said.seconds:.1f} s of processor time" if said.seconds >= SECONDS else "waits for ever"
        yield Failure("hang", f"{what}: {why}")
    if said.mebibytes > MEBIBYTES:
        yield Failure("memory", f"{what}: {said.mebibytes:.0f} MiB")
    yield from _of_words(said, stage, case, what)
    if said.touched and not case.reads:
        yield Failure("outside", f"{what}: {said.touched[0]}", said.touched[0].split()[0])


def _of_words(said: Phrase, stage: Stage, case: Case, what: str) -> Iterator[Failure]:
    text = said.text.decode("utf-8", "surrogateescape")
    traces = [path.read_text(encoding="utf-8", errors="replace") for path in stage.scratch.glob("courseware-*.txt")]
    if _FAULT.search(text) or traces:
        told = last(traces[0]) if traces else _FAULT.split(text)[1][:120]
        yield Failure("fault", f"{what}: {told}", cause(traces[0] if traces else ""))
        for path in stage.scratch.glob("courseware-*.txt"):
            path.unlink()
    elif "Traceback (most recent call last)" in text:
        yield Failure("traceback", f"{what}: {last(text)}", cause(text))
    elif said.code == 1 and not text.strip():
        yield Failure("fault", f"{what}: ends with 1 and says nothing")
    elif said.code == 1 and case.blames and not re.search(case.blames, text):
        yield Failure("unplaced", f"{what}: {_first(text)}", re.sub(r"\d+|“.*?”", "#", _first(text))[:70])
    shown = text.replace("\r\n", "\n")  # which a terminal makes of every line's end
    if "script " in case.shell:  # a terminal: colors, and the progress
        shown = re.sub(r"\r?\x1b\[(?:\d+(?:;\d+)*)?[mK]", "", shown)
    if found := _CONTROL.search(shown):
        yield Failure(
            "control", f"{what}: U+{ord(found[0]):04X} in {shown[max(0, found.start() - 30) : found.end()]!r}"
        )
    elif found := _FOREIGN.search(text):
        yield Failure("control", f"{what}: {found[0]} on the terminal", found[0])
    if case.must == "accept" and said.code and not said.signal:
        yield Failure("false refusal", f"{what}: {_first(text)}", re.sub(r"\d+|“.*?”", "#", _first(text))[:70])
    if case.must == "refuse" and said.code == 0:
        yield Failure("spoilt", f"{what}: was not refused")
    if not case.reads and CANARY in reading.letters(text):
        yield Failure("outside", f"{what}: words from outside of the workspace on the terminal", "shown")


def _first(text: str) -> str:
    """The first line that says what is wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = (line for line in lines if re.match(r"(?:error|오류|Error|Usage)\b", line))
    return next(told, lines[-1] if lines else "")[:200]


def last(trace: str) -> str:
    lines = [line for line in trace.strip().splitlines() if line.strip()]
    return lines[-1][:160] if lines else ""


def cause(trace: str) -> str:
    """The kind of exception and the innermost place of the program that it went through."""
    places = re.findall(r'File "[^"]*courseware/((?!tests)[^"]+)", line (\d+), in (\w+)', trace)
    kind = last(trace).split(":")[0]
    return f"{kind} in {places[-1][0]} {places[-1][2]}" if places else kind


# --- what lies on the disk


def of_disk(case: Case, commands: Sequence[Command], before: Snapshot, after: Snapshot) -> Iterator[Failure]:
    """What was lost, what appeared where it must not, and what was left half-made."""
    for name, thing in before.items():
        if after.get(name) != thing and not _may_change(case, commands, name, before, after):
            became = "is gone" if name not in after else "has other bytes"
            yield Failure("lost", f"{name} {became}", became)
    for name in after:
        if name in before:
            continue
        if LITTER in name:
            yield Failure("half-made", f"{name} is left over", "litter")
        elif not any(_may_appear(command, name) for command in commands):
            yield Failure("outside", f"{name} has appeared", "appeared")


def _may_change(case: Case, commands: Sequence[Command], name: str, before: Snapshot, after: Snapshot) -> bool:
    if name in case.hers:
        return False
    if name == ".gitignore":
        return name in after and after[name][0] == before[name][0] and after[name][2].startswith(before[name][2])
    if before[name][0] == "link" and name not in after:
        return False
    if ("upgrade", "--yes") in commands and _came_along(name, before):
        return True
    return any(_changes(command, name) for command in commands)


def _came_along(name: str, before: Snapshot) -> bool:
    """Whether a file is byte for byte one that an earlier release copied, or a folder holds nothing else."""
    if before[name][0] == "folder":
        return all(_came_along(other, before) for other in before if other.startswith(f"{name}/"))
    return before[name][0] == "file" and f"{hashlib.sha256(before[name][2]).hexdigest()}  {name}" in _FORMER


def _changes(command: Command, name: str) -> bool:
    if command[:1] == ("build",):
        return _in_output(command, name)
    return command[:1] == ("draft",) and fnmatch(name, "seeds/*/*.yaml")


def _in_output(command: Command, name: str) -> bool:
    given = [command[n + 1] for n, word in enumerate(command[:-1]) if word in ("--out", "-o")]
    return "" in given or any(
        name == folder or name.startswith(f"{folder}/") or folder.startswith(f"{name}/")
        for folder in (given or ["output"])
    )


def _may_appear(command: Command, name: str) -> bool:
    if command[:1] == ("build",):
        return _in_output(command, name)
    if command[:1] in (("draft",), ("add",)):
        return name == ".gitignore" or bool(re.fullmatch(r"seeds/[a-z0-9-]+(/[\w.-]+)?", name))
    if command[:2] == ("new", "unit"):
        return name == ".gitignore" or bool(re.fullmatch(r"seeds/[a-z0-9-]+(/[\w.-]+)?", name))
    if command[:2] == ("new", "course"):
        return bool(re.fullmatch(r"templates/[a-z0-9-]+(/[\w.-]+)?", name))
    if command[:1] == ("pack",):
        return "/" not in name or name.startswith("output/")
    return command[:1] == ("init",) and _begun(normpath(command[-1]), PurePosixPath(name).parts[0])


def _begun(folder: str, first: str) -> bool:
    """Whether a workspace that begins in `folder` may have something called so."""
    made = {"seeds", "templates", "locales", "output", "README.txt", ".gitignore"}
    return first in made if folder == "." else first == PurePosixPath(folder).parts[0]


def of_world(before: Snapshot, after: Snapshot) -> Iterator[Failure]:
    """What changed outside of the workspace."""
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            became = "is gone" if name not in after else "has appeared" if name not in before else "has other bytes"
            yield Failure("outside", f"{name} {became}", became)


# --- finished handouts


def finished(snapshot: Snapshot) -> dict[str, Thing]:
    """The handouts below the output folders, by path."""
    return {
        name: thing
        for name, thing in snapshot.items()
        if thing[0] == "file" and name.endswith((".docx", ".pdf")) and not name.startswith(("seeds/", "templates/"))
    }


def of_handouts(case: Case, stage: Stage, made: Snapshot, before: Snapshot) -> Iterator[Failure]:
    """Broken files, words of the teacher's in a student's, words from outside, objects of the program, today's date."""
    secrets = {secret: reading.letters(secret) for secret in case.hidden}
    for name, thing in made.items():
        if before.get(name) == thing:
            continue
        suffix = PurePosixPath(name).suffix
        try:
            found = reading.texts((stage.space / name).read_bytes(), suffix)
        except Exception as error:  # noqa: BLE001 - whatever a reader of the file throws says that it is broken
            yield Failure("spoilt", f"{name} cannot be opened: {error!r:.100}", "broken handout")
            continue
        yield from _of_texts(name, found, secrets, case)


def _of_texts(name: str, found: list[str], secrets: dict[str, str], case: Case) -> Iterator[Failure]:
    shown = " ".join(map(reading.letters, found))
    if ".student." in name:
        for secret, plain in secrets.items():
            if plain in shown:
                yield Failure("leak", f"{name} shows “{secret}”", case.kind)
    if CANARY in shown and not case.reads:
        yield Failure("outside", f"{name} shows words from outside of the workspace", "shown")
    whole = "\n".join(found)
    if inside := _INSIDES.search(whole):
        yield Failure("outside", f"{name} shows an object of the program: {inside[0]}", "object shown")
    today = dt.datetime.now(dt.UTC).date()
    if str(today) in whole or f"{today:%Y%m%d}" in whole:
        yield Failure("outside", f"{name} shows today's date", "clock")


def of_twins(first: Snapshot, second: Snapshot, codes: tuple[list[int | None], list[int | None]]) -> Iterator[Failure]:
    """Two runs that differ in secrets only: a student's files must have the same bytes."""
    mine, other = ({name: thing for name, thing in one.items() if ".student." in name} for one in (first, second))
    for name in sorted({*mine, *other}):
        if mine.get(name) != other.get(name):
            how = "differs with the secret" if name in mine and name in other else "is made or not by the secret"
            yield Failure("leak", f"{name} {how}", how)
    if codes[0] != codes[1] and mine.keys() == other.keys():
        yield Failure("leak", f"exit codes {codes[0]} and {codes[1]} differ with the secret", "exit code")


def of_draft(before: Snapshot, after: Snapshot) -> Iterator[Failure]:
    """A file of hers that `draft` touched has all that it had."""
    for name, thing in before.items():
        if not fnmatch(name, "seeds/*/*.yaml") or thing == after.get(name):
            continue
        if name not in after or after[name][:2] != thing[:2]:
            yield Failure("spoilt", f"{name} has another mode, or is no longer what it was", "mode or link")
        elif thing[0] == "file" and (why := keeping.lost(thing[2], after[name][2])):
            yield Failure("spoilt", f"{name}: {why}", why)
