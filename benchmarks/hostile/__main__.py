"""Runs the campaign and prints the table: `python -m benchmarks.hostile --cases 10000 --seed 1`. It needs Linux."""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.hostile import families, playing, running
from benchmarks.hostile.nouns import MEBIBYTES, SECONDS, SORTS, Case, Failure, Outcome
from benchmarks.hostile.stage import Stage

_SHOWN = 4
"""Cases that are named for each distinct cause."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    chosen = [name for name in families.usable() if not options.only or name in options.only]
    if options.case is not None:
        todo = [(name, options.case) for name in chosen]
    else:
        todo = [
            (name, number) for name, count in families.shares(options.cases, chosen).items() for number in range(count)
        ]
    began = time.time()
    outcomes = list(_played(todo, options))
    print(table(outcomes))
    print(_seconds(outcomes, time.time() - began, options.seed))
    print(causes(outcomes))
    return 1 if any(outcome.failures for outcome in outcomes) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("--cases", type=int, default=1000, help="inputs in all, shared out among the families")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=list(families.FAMILIES), help="this family; may be repeated")
    parser.add_argument("--case", type=int, help="only the case of this number, with what it said")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--save", type=Path, help="a folder that gets every input that fell, to look at")
    return parser.parse_args(arguments)


# --- playing

_stage: Stage
_seed = 0
_save: Path | None = None
_loud = False


def _begin(root: str, seed: int, save: Path | None, loud: bool) -> None:
    """What a worker does once."""
    global _stage, _seed, _save, _loud
    _seed, _save, _loud = seed, save, loud
    _stage = Stage(Path(tempfile.mkdtemp(dir=root)))
    running.prepare(_stage)


def _play(task: tuple[str, int]) -> Outcome:
    family, number = task
    case = families.case(family, _seed, number)
    began = time.perf_counter()
    try:
        said, failures = playing.play(_stage, case)
    except Exception as error:  # noqa: BLE001 - a case that the campaign cannot judge is named, and the rest goes on
        said, failures = [], [Failure("traceback", f"the campaign could not judge this: {error!r:.150}", "campaign")]
        _stage.mend()
    if failures and _save:
        _keep(_save / f"{family}-{_seed}-{number}", case, failures)
    if _loud:
        for one in said:
            print(f"$ courseware {' '.join(one.command)}  → {one.code}, {one.seconds:.2f} s, {one.mebibytes:.0f} MiB")
            print(one.text.decode("utf-8", "replace") + one.raw)
    refused = any(one.code == 1 for one in said)
    seconds = time.perf_counter() - began
    return Outcome(family, number, _seed, case.kind, len(said), tuple(failures), refused, seconds)


def _keep(folder: Path, case: Case, failures: Sequence[object]) -> None:
    """The input as files to look at, with the commands beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    stage = Stage(folder)
    folder.mkdir(parents=True)
    try:
        stage.lay(case)
    except OSError as error:
        (folder / "not-laid.txt").write_text(str(error), encoding="utf-8")
    lines = [repr(case.commands), repr(case.links), repr(case.trouble), case.shell, *map(repr, failures)]
    if case.twin:
        lines += [f"twin {name}: {(data or b'')[:2000]!r}" for name, data in case.twin.items()]
    (folder / "case.txt").write_text("\n".join(lines), encoding="utf-8", errors="replace")


def _played(todo: list[tuple[str, int]], options: argparse.Namespace) -> Iterator[Outcome]:
    loud = options.case is not None
    with tempfile.TemporaryDirectory(prefix="hostile-") as root:
        given = (root, options.seed, options.save and options.save.resolve(), loud)
        if loud or options.processes < 2:
            _begin(*given)
            yield from map(_play, todo)
            return
        todo = sorted(todo, key=lambda task: (task[1] * 7919 % 101, task[1]))
        # Forked as its children are, see running.py.
        with multiprocessing.get_context("fork").Pool(options.processes, _begin, given) as pool:
            for n, outcome in enumerate(pool.imap_unordered(_play, todo, chunksize=4), 1):
                if n % 500 == 0:
                    print(f"  {n} of {len(todo)} …", file=sys.stderr, flush=True)
                yield outcome


# --- telling


_TITLES = {
    "traceback": "tracebacks",
    "fault": "faults",
    "hang": f"hangs over {SECONDS} s",
    "memory": f"memory over {MEBIBYTES} MiB",
    "lost": "bytes lost",
    "outside": "files outside",
    "leak": "leaks",
    "false refusal": "false refusals",
    "spoilt": "spoilt files",
    "half-made": "half-made",
    "unplaced": "refusals without a place",
    "control": "control characters",
}
"""What the table calls each sort of failure."""


def table(outcomes: Sequence[Outcome]) -> str:
    """The failures by family and sort, as Markdown; how many inputs a command refused stands beside them."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        for row in (counted[outcome.family], counted["**all**"]):
            row.update({"inputs": 1, "commands": outcome.commands, "refused": outcome.refused})
            row.update({failure.sort for failure in outcome.failures})
    keys = ("inputs", "commands", "refused", *SORTS)
    lines = [f"| family | {' | '.join(_TITLES.get(key, key) for key in keys)} |", "|---" * (len(keys) + 1) + "|"]
    rows = [name for name in (*families.FAMILIES, "**all**") if name in counted]
    lines += [f"| {name} | {' | '.join(f'{counted[name][key]:,}' for key in keys)} |" for name in rows]
    return "\n".join(lines)


def _seconds(outcomes: Sequence[Outcome], took: float, seed: int) -> str:
    worst = max(outcomes, key=lambda outcome: outcome.seconds, default=None)
    slow = f"; the slowest {worst.family} {worst.number}: {worst.seconds:.1f} s" if worst else ""
    return f"\nseed {seed}: {len(outcomes):,} inputs in {took / 60:.1f} min{slow}\n"


def causes(outcomes: Sequence[Outcome]) -> str:
    """Each distinct cause with some of its cases."""
    found: dict[tuple[str, str, str], list[tuple[Outcome, str]]] = defaultdict(list)
    for outcome in outcomes:
        for failure in outcome.failures:
            found[outcome.family, failure.sort, failure.cause or failure.detail].append((outcome, failure.detail))
    lines = []
    for (family, sort, why), cases in sorted(found.items()):
        lines.append(f"{family}: {sort}: {why} ({len(cases)})")
        for outcome, detail in cases[:_SHOWN]:
            again = f"--only {family} --seed {outcome.seed} --case {outcome.number}"
            lines.append(f"    {again}  [{outcome.kind}] {detail}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
