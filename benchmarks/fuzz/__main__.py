"""Fuzz a door: `python -m benchmarks.fuzz page --runs 200000 --seed 1`. Without a door: all four, two at a time."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAMES = ("page", "paste", "yaml", "word")
SECONDS = 10
MEBIBYTES = 1024


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("door", nargs="?", choices=NAMES)
    parser.add_argument("--runs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path, default=Path(tempfile.gettempdir()), help="where an input that fell goes")
    options = parser.parse_args()
    if options.door:
        fuzz(options.door, options.runs, options.seed, options.save)
    return _all(options.runs, options.seed, options.save)


def _all(runs: int, seed: int, save: Path) -> int:
    """Each door in a process of its own, two at a time; the last lines of what each said."""
    failed = 0
    for pair in (NAMES[:2], NAMES[2:]):
        given = ("--runs", str(runs), "--seed", str(seed), "--save", str(save))
        running = {
            door: subprocess.Popen(
                [sys.executable, "-m", "benchmarks.fuzz", door, *given],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            )
            for door in pair
        }
        for door, process in running.items():
            text, _ = process.communicate()
            lines = text.strip().splitlines()
            told = lines[-1:] if process.returncode == 0 else lines[-25:]
            print(f"{door}: exit code {process.returncode}", *told, sep="\n  ", flush=True)
            failed += process.returncode != 0
    return min(failed, 1)


def fuzz(door: str, runs: int, seed: int, save: Path) -> None:
    """Ends the process: with 0 after so many runs, else with the input that fell in `save`."""
    import atheris

    with atheris.instrument_imports(include=["courseware"]):
        from benchmarks.fuzz import doors

    def one(data: bytes) -> None:
        began = time.process_time()
        doors.refused(door, data)
        took = time.process_time() - began
        if took > SECONDS:
            raise TimeoutError(f"{took:.1f} s of processor time")

    def mutated(data: bytes, size: int, which: int) -> bytes:
        return doors.parts_changed(data, size, atheris.Mutate, which)

    corpus = Path(tempfile.mkdtemp(prefix=f"corpus-{door}-"))
    for number, data in enumerate(doors.beginnings(door)):
        (corpus / f"{number:03}").write_bytes(data)
    longest = max(len(data) for data in doors.beginnings(door)) * 2
    flags = [f"-runs={runs}", f"-seed={seed}", f"-max_len={longest}", f"-rss_limit_mb={MEBIBYTES}", "-timeout=120"]
    flags += [f"-artifact_prefix={save}/{door}-", "-print_final_stats=1", str(corpus)]
    more = {"custom_mutator": mutated} if door == "word" else {}
    atheris.Setup([sys.argv[0], *flags], one, **more)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
