"""How long handouts take, beside python-docx and ReportLab used naively for the same content in the same run.

    python benchmarks/handouts.py [RUNS]

Ratios are what counts: the naive script's time is 1.00, whatever the machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.naive import NAIVE  # noqa: E402
from courseware.build.press import Press, Selection  # noqa: E402
from courseware.document.blocks import Document, Table  # noqa: E402
from courseware.formats import FORMATS  # noqa: E402
from courseware.look.style import Style  # noqa: E402
from courseware.workspace.layout import Workspace  # noqa: E402

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 7
_NAIVE_COLD = "from benchmarks.handouts import naive_build; naive_build()"


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def turns(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """The medians of both, taken in turn so that a busy machine troubles both alike."""
    ours(), theirs()
    pairs = [(milliseconds(ours), milliseconds(theirs)) for _ in range(RUNS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def naive_build() -> None:
    """All files of the unit by the naive writers, loading and templates included."""
    press = Press(Workspace(ROOT))
    for job in press.jobs(Selection())[0]:
        NAIVE[job.format](press.handout(job).document, press.course(job.course).style)


def cold() -> tuple[float, float]:
    """A new process that builds every file of the unit; nothing is read back by the naive one, nothing is proven."""

    def ours() -> None:
        with tempfile.TemporaryDirectory() as folder:
            _run([sys.executable, "-m", "courseware", "build", "--out", folder])

    return turns(ours, lambda: _run([sys.executable, "-c", _NAIVE_COLD]))


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True, capture_output=True)


def handout(lang: str = "ko") -> tuple[Document, Style]:
    """A student's handout of the reading course, and its look."""
    press = Press(Workspace(ROOT))
    job = press.jobs(Selection(courses=("korean-reading",), languages=(lang,), editions=("student",)))[0][0]
    return press.handout(job).document, press.course(job.course).style


def warm(file_format: str, document: Document, style: Style) -> tuple[float, float]:
    """One file from its finished blocks, in a process that has made others."""
    write = FORMATS[file_format].write
    return turns(lambda: write(document, style), lambda: NAIVE[file_format](document, style))


def four_pages() -> tuple[Document, Style]:
    """The handout up to its first table, which ends where the fourth page does."""
    document, style = handout()
    end = next(n for n, block in enumerate(document.blocks) if isinstance(block, Table))
    for rows in range(len(document.blocks[end].rows), 0, -1):
        table = replace(document.blocks[end], rows=document.blocks[end].rows[:rows])
        shorter = replace(document, blocks=(*document.blocks[:end], table))
        if FORMATS["pdf"].write(shorter, style).pages == 4:
            return shorter, style
    sys.exit("benchmark: no part of the handout has four pages")


def growth(few: int = 200, many: int = 2000) -> float:
    """How many times as long a DOCX with ten times the rows of vocabulary takes; 10 is linear."""
    document, style = handout()
    table = next(block for block in document.blocks if isinstance(block, Table))

    def work(rows: int) -> Callable[[], object]:
        long = replace(table, rows=tuple(islice(cycle(table.rows), rows)))
        return lambda: FORMATS["docx"].write(replace(document, blocks=(long,)), style)

    less, more = turns(work(few), work(many))
    return more / less


def main() -> None:
    print(f"medians of {RUNS} runs, in turn    courseware     naive     ratio")
    rows = [
        ("all files of a unit, cold", cold()),
        ("one DOCX of four pages, warm", warm("docx", *four_pages())),
        ("one DOCX, warm", warm("docx", *handout())),
        ("one Korean PDF, warm", warm("pdf", *handout())),
        ("one English PDF, warm", warm("pdf", *handout("en"))),
    ]
    for name, (ours, theirs) in rows:
        print(f"{name:28} {ours:10.0f} ms {theirs:7.0f} ms {ours / theirs:8.2f}")
    print(f"2,000 rows of vocabulary in a DOCX take {growth():.1f} times as long as 200")


if __name__ == "__main__":
    main()
