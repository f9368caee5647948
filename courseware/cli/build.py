"""`courseware build`: the handouts, and what became of each."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from courseware.build import ledger, leftovers
from courseware.build.press import Edited, Result, Selection, beside, build
from courseware.checks.looks import unasked
from courseware.cli.asked import courses_option, examples, meant, the_press, the_speech, units_argument
from courseware.cli.speech import Speech, one_line, shown
from courseware.cli.terminal import FINE, PROBLEMS, here, print_line, tell, write
from courseware.course.editions import EDITIONS
from courseware.errors import Problem
from courseware.files import names
from courseware.formats import FORMATS
from courseware.languages import LANGUAGES
from courseware.workspace import layout

_BACK = "\r\033[K"
"""Takes a terminal back to the beginning of its line, and empties it."""
MOST_TOLD = 5
"""Problems of one file that a build names; a unit that was just begun has dozens."""


def command(say: Speech) -> click.Command:
    return click.Command(
        "build",
        callback=build_command,
        help=say("Make the handouts. Every unit for every course, or only what you name; each option may be repeated."),
        epilog=examples(
            say,
            "courseware build",
            "courseware build pyongyang-summit-2024 --lang ko --to pdf",
            "courseware build --course ir-seminar --edition student --out print",
        ),
        params=[
            units_argument(say),
            courses_option(say),
            click.Option(
                ["--lang", "-l"], multiple=True, type=click.Choice(tuple(LANGUAGES)), help=say("Only this language.")
            ),
            click.Option(
                ["--edition", "-e"], multiple=True, type=click.Choice(tuple(EDITIONS)), help=say("Only this edition.")
            ),
            click.Option(
                ["--to", "-t"], multiple=True, type=click.Choice(tuple(FORMATS)), help=say("Only this format.")
            ),
            click.Option(
                ["--out", "-o"],
                metavar="DIR",
                type=click.Path(file_okay=False, path_type=Path),
                help=say("Write into this folder instead of output/."),
            ),
            click.Option(
                ["--keep-edited"],
                is_flag=True,
                help=say("Where you edited a file since it was built, write the new one beside it."),
            ),
            click.Option(["--overwrite"], is_flag=True, help=say("Write over files that you edited.")),
            click.Option(
                ["--draft"],
                is_flag=True,
                help=say("Make units with open points, too; every page says that it is a draft."),
            ),
            click.Option(
                ["--clean"],
                is_flag=True,
                help=say("Remove handouts of units and courses that are gone; what you edited stays."),
            ),
        ],
    )


def build_command(
    units: tuple[str, ...],
    course: tuple[str, ...],
    lang: tuple[str, ...],
    edition: tuple[str, ...],
    to: tuple[str, ...],
    out: Path | None,
    keep_edited: bool,
    overwrite: bool,
    draft: bool,
    clean: bool,
) -> int:
    say = the_speech()
    if keep_edited and overwrite:
        raise click.UsageError(say("--keep-edited and --overwrite say opposite things; choose one."))
    if clean and out:
        raise click.UsageError(say("--clean is for output/ alone; leave --out away."))
    press = replace(the_press(), draft=draft)
    units, course = meant(press, units, course)
    if out:
        names.refuse_too_long(out)
    # Not Path.resolve, which fails for a link that leads to itself; the disk says it better.
    output = Path(os.path.realpath(out)) if out else press.workspace.own_output()
    if own := press.workspace.keeps(output):
        raise click.UsageError(say("{folder}/ is for your own files; name another folder with --out.", folder=own))
    stuck = clean and not _clean(say, press.workspace, output, course)
    selection = Selection(units, course, lang, edition, to)
    jobs, problems = press.jobs(selection)
    tell(say, [*problems, *press.left(selection)])
    if not jobs and (problems or stuck):
        return PROBLEMS
    if not jobs and clean:
        return FINE
    if not jobs:
        print_line(say("There is nothing to build: no unit and course ask for it."), err=True)
        print_line(say("What a course asks for stands in its course.yaml: formats:, languages:, editions:."), err=True)
        return PROBLEMS
    for name in dict.fromkeys(job.course for job in jobs):
        tell(say, unasked(press.course(name)))
    edited: Edited = "overwrite" if overwrite else "keep" if keep_edited else "leave"
    results = list(_with_progress(say, build(press, jobs, output, edited), len(jobs)))
    code = _summary(say, results, output)
    record = ledger.load(output)
    tell_uncorrected(say, leftovers.uncorrected(record, [result.job.path(output) for result in results]), err=True)
    if not out:
        tell_gone(say, record, leftovers.gone(press.workspace, record, course), err=True)
    return code or (PROBLEMS if problems or stuck else FINE)


def _clean(say: Speech, space: layout.Workspace, output: Path, named: Sequence[str]) -> bool:
    """Remove what `build --clean` may remove; whether all of it went."""
    record = ledger.load(output)
    clean, removed = True, say("removed")
    for path, problems in leftovers.clean(record, leftovers.gone(space, record, named)):
        tell(say, problems)
        clean = clean and not problems
        if not problems:
            print_line(f"{removed}\t{shown(path, here())}")
    return clean


def tell_uncorrected(say: Speech, paths: Sequence[Path], *, err: bool) -> None:
    if not paths:
        return
    if all(FORMATS[path.suffix[1:]].usual for path in paths):
        head = say("Corrected in the Word file, but not in the PDF beside it:")
        remedy = say(
            "Save the PDF out of Word in its place, or write the correction into the unit and build --overwrite."
        )
    else:  # no word processor saves other formats in their place
        head = say("Corrected in the Word file, but not in the files beside it:")
        remedy = say("Write the correction into the unit and build --overwrite.")
    for line in (head, *(f"  {shown(path, here())}" for path in paths), remedy):
        print_line(line, err=err)


def tell_gone(say: Speech, record: ledger.Ledger, paths: Sequence[Path], *, err: bool) -> None:
    """Handouts of a unit or course that was deleted, or has another name now."""
    edited = [path for path in paths if leftovers.hers(record, path)]
    folders = Counter(path.parent for path in paths if path.is_file() and path not in edited)
    if folders:
        print_line(say("Of units and courses that are gone (“courseware build --clean” removes them):"), err=err)
    for folder, count in folders.items():
        handouts = say("{count} handouts", count=count)
        print_line(f"  {shown(folder, here())}  {handouts}", err=err)
    if edited:
        print_line(say("Of units and courses that are gone, but edited by you, so --clean leaves them:"), err=err)
    for path in edited:
        print_line(f"  {shown(path, here())}", err=err)


def _with_progress(say: Speech, results: Iterator[Result], count: int) -> Iterator[Result]:
    """One line a file when piped; on a terminal a single line that counts."""
    terminal = sys.stdout.isatty()
    earlier: list[Problem] = []
    for n, result in enumerate(results, 1):
        if terminal:
            write(f"{_BACK}{n}/{count}  {one_line(result.path.name)}", err=False, nl=False)
        else:
            print_line(_result_line(say, result))
        problems = [problem for problem in result.problems if problem not in earlier]
        earlier += problems
        if problems and terminal:
            write(_BACK, err=False, nl=False)
        _tell_some(say, problems, result.job.unit)
        yield result
    if terminal:
        write(_BACK, err=False, nl=False)


def _tell_some(say: Speech, problems: Sequence[Problem], unit: str) -> None:
    tell(say, problems[:MOST_TOLD])
    rest = len(problems) - MOST_TOLD
    if rest > 0:
        text = say("… and {count} more; “courseware check {unit}” names them all.", count=rest, unit=unit)
        print_line(text, err=True)


def _result_line(say: Speech, result: Result) -> str:
    words = {
        "written": say("written"),
        "unchanged": say("unchanged"),
        "beside": say("written beside yours"),
        "edited": say("edited by you"),
        "failed": say("failed"),
    }
    pages = "  " + say("{pages} pages", pages=result.pages) if result.pages else ""
    return f"{words[result.status]}\t{shown(result.path, here())}{pages}"


def _summary(say: Speech, results: Sequence[Result], output: Path) -> int:
    by_status = Counter(result.status for result in results)
    new = by_status["written"] + by_status["beside"]
    ready = new + by_status["unchanged"]
    print_line(
        say(
            "{made} of {all} handouts are ready in {folder} ({written} newly written).",
            made=ready,
            all=len(results),
            folder=shown(output, here()),
            written=new,
        )
    )
    pages = [result.pages for result in results if result.pages]
    if pages:
        sheets = sum((count + 1) // 2 for count in pages)
        print_line(
            say(
                "One print of each PDF takes {sheets} sheets of paper on both sides ({pages} pages).",
                sheets=sheets,
                pages=sum(pages),
            )
        )
    if by_status["edited"]:
        _tell_edited(say, [result.path for result in results if result.status == "edited"])
    if by_status["failed"]:
        print_line(say("{count} could not be made; see above.", count=by_status["failed"]), err=True)
    return PROBLEMS if by_status["edited"] or by_status["failed"] else FINE


def _tell_edited(say: Speech, paths: Sequence[Path]) -> None:
    print_line(say("You edited these since they were built, so they were left alone:"), err=True)
    for path in paths:
        print_line(f"  {shown(path, here())}", err=True)
    ways_out = say(
        "--keep-edited writes the new one beside yours ({example}); --overwrite replaces yours.",
        example=shown(next(beside(paths[0])), here()),
    )
    print_line(ways_out, err=True)
