"""What the campaign is about: cases, what a command said, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Command: TypeAlias = tuple[str, ...]
Files: TypeAlias = Mapping[str, bytes | None]
"""Path in the workspace -> bytes; None takes a file away. `../desk/x` is a file that a command is given."""
Sort: TypeAlias = Literal[
    *("traceback", "fault", "hang", "memory", "lost", "outside", "leak", "false refusal", "spoilt", "half-made"),
    *("unplaced", "control"),
]
SORTS: tuple[Sort, ...] = Sort.__args__  # type: ignore[attr-defined]
UNIT, COURSE = "ferry", "tiny"
"""The names of the small unit and the small course that inputs are made from."""
SECONDS = 10
"""Of processor time, after which a command counts as hanging."""
MEBIBYTES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What happens to the disk at its operation number `at`, which counts from 1; a `lasting` one does not go away.

    `bytes` limits how much a file may grow to instead.
    """

    what: Literal["full", "input/output", "no permission", "memory", "kill", "Ctrl-C", "none"]
    at: int = 0
    lasting: bool = False
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One hostile input: what lies where, which commands meet it, and what must come of it.

    `must`: "hold" (anything but a failure will do), "accept" (every command ends with 0) or "refuse" (none does).
    A `twin` is a second run with other secrets, whose students' files must have the same bytes. `hidden` are words that
    no student's file may show. `blames` is a pattern that a refusal's text has to match. `hers` are files in output/
    that somebody edited; `makes` are good handouts that a build beside a bad one makes all the same. `process` runs the commands as programs of their own, with `environment` and `shell` around.
    """

    kind: str
    commands: tuple[Command, ...]
    files: Files = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    pipes: tuple[str, ...] = ()
    modes: Mapping[str, int] = field(default_factory=dict)
    hard: Mapping[str, str] = field(default_factory=dict)
    bare: bool = False
    twin: Files | None = None
    must: Literal["hold", "accept", "refuse"] = "hold"
    hidden: tuple[str, ...] = ()
    blames: str = ""
    hers: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    reads: bool = False
    trouble: Trouble | None = None
    stdin: bytes = b""
    shell: str = ""
    environment: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a command ended: its exit code or signal, what it printed, what it cost, and what it touched on the way."""

    command: Command
    code: int | None
    signal: int
    text: bytes
    raw: str
    seconds: float
    mebibytes: float
    touched: tuple[str, ...]
    operations: int
    late: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    sort: Sort
    detail: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case."""

    family: str
    number: int
    seed: int
    kind: str
    commands: int
    failures: tuple[Failure, ...]
    refused: bool = False
    seconds: float = 0.0
