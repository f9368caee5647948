"""`courseware check`: what is wrong, by file, and the figures of each unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import click

from courseware import __version__
from courseware.build.press import Press
from courseware.build.review import Review, review
from courseware.checks.pairs import verdicts
from courseware.checks.quotations import quoted_words
from courseware.checks.reading import figures
from courseware.checks.rules import OPEN_POINTS
from courseware.cli import report
from courseware.cli.asked import courses_option, examples, meant, the_press, the_speech, units_argument
from courseware.cli.speech import Speech, shown
from courseware.cli.terminal import FINE, PROBLEMS, base, here, print_line, print_text, table, tell
from courseware.errors import N_, Problem, Verdict
from courseware.languages import LANGUAGES
from courseware.unit.model import Unit
from courseware.unit.yamlfile import EMPTY

NOT_JUDGED = N_("Not judged: what a sentence means. With the right names and numbers it can still be false.")


def command(say: Speech) -> click.Command:
    return click.Command(
        "check",
        callback=check_command,
        help=say("Find what is wrong before you print. Units, courses, templates, labels and fonts are looked at."),
        epilog=examples(
            say,
            "courseware check",
            "courseware check pyongyang-summit-2024 --course ir-seminar",
            "courseware check --format sarif > check.sarif",
        ),
        params=[
            units_argument(say),
            courses_option(say),
            click.Option(
                ["--format", "form"],
                type=click.Choice(("text", "json", "sarif")),
                default="text",
                show_default=True,
                help=say("How to tell what was found; json and sarif are for other programs."),
            ),
            click.Option(["--strict"], is_flag=True, help=say("Take warnings as seriously as errors.")),
        ],
    )


def check_command(units: tuple[str, ...], course: tuple[str, ...], form: str, strict: bool) -> int:
    say, press = the_speech(), the_press()
    units, course = meant(press, units, course)
    if not units and not press.workspace.units():
        print_line(say("There is no unit in {folder}.", folder=shown(press.workspace.seeds, here())), err=True)
        return PROBLEMS
    reviewed = review(press, units, course)
    _report(say, press, reviewed, form)
    serious = ("error", "warning") if strict else ("error",)
    return PROBLEMS if any(problem.level in serious for problem in reviewed.problems) else FINE


def _report(say: Speech, press: Press, reviewed: Review, form: str) -> None:
    root = press.workspace.root.resolve()
    problems = reviewed.problems
    if form == "json":
        print_text(report.as_json(say, problems, reviewed.units, root, say(NOT_JUDGED)))
    elif form == "sarif":
        print_text(report.as_sarif(say, problems, root, __version__))
    else:
        _tell_blanks(say, problems)
        _tell_by_file(say, problems)
        for unit in reviewed.units:
            _tell_figures(say, unit)
        _tell_end(say, problems)


def _tell_blanks(say: Speech, problems: Sequence[Problem]) -> None:
    """What is still to be written or decided, as a table for each unit: it says where to begin, and how far it is."""
    blanks = [problem for problem in problems if problem.rule == OPEN_POINTS or problem.message == EMPTY]
    for folder, group in groupby(blanks, key=lambda problem: problem.file and problem.file.parent):
        files = [(path, list(some)) for path, some in groupby(group, key=lambda problem: problem.file)]
        rows = [(path.name, str(len(some)), str(some[0].line or "")) for path, some in files if path]
        print_line(say("Open points in {folder}:", folder=shown(folder or base(), base())), err=True)
        for line in table([(say("file"), say("points"), say("first line")), *rows]):
            print_line(f"  {line}", err=True)
        print_line("", err=True)


def _tell_by_file(say: Speech, problems: Sequence[Problem]) -> None:
    """The problems of a file together, with an empty line between files."""
    for n, (_, group) in enumerate(groupby(problems, key=lambda problem: problem.file)):
        if n:
            print_line("", err=True)
        tell(say, list(group))


def _tell_figures(say: Speech, unit: Unit) -> None:
    quoted = quoted_words(unit)
    print_line(
        say(
            "{unit}: {words} words quoted, {share} % of the article ({limit} % allowed).",
            unit=unit.name,
            words=quoted,
            share=f"{quoted * 100 / unit.article.words:.1f}",
            limit=unit.article.quotation_budget.share_percent,
        )
    )
    compared = verdicts(unit)
    if compared:
        print_line(
            say(
                "  Dates and numbers in both languages: {same} match, {apart} contradict, {unsure} cannot be told.",
                same=compared[Verdict.MATCHES],
                apart=compared[Verdict.CONTRADICTS],
                unsure=compared[Verdict.CANNOT_TELL],
            )
        )
    for lang, counts in figures(unit).items():
        average, share = f"{counts.words_a_sentence:.1f}", f"{counts.long_share:.0f}"
        print_line(say(LANGUAGES[lang].figures, average=average, longest=counts.longest, share=share))


def _tell_end(say: Speech, problems: Sequence[Problem]) -> None:
    levels = Counter(problem.level for problem in problems)
    if levels["error"] or levels["warning"]:
        print_line(
            say(
                "Problems: {count}, of them errors: {errors}.",
                count=levels.total() - levels["note"],
                errors=levels["error"],
            )
        )
    else:
        print_line(
            say("Everything that a machine can check is in order. Whether it is true and well said, you know better.")
        )
    print_line(say(NOT_JUDGED))
