"""`courseware new`: a unit or a course begins."""

from __future__ import annotations

from pathlib import Path

import click

from courseware.cli.articles import article, article_file, headline, moment, original_option
from courseware.cli.asked import complete_course, examples, meant, the_press, the_speech
from courseware.cli.speech import Speech, shown
from courseware.cli.terminal import FINE, here, print_line
from courseware.languages import LANGUAGES
from courseware.workspace import layout, skeleton, start


def command(say: Speech) -> click.Command:
    group = click.Group("new", help=say("Begin a unit or a course."))
    unit = click.Command(
        "unit",
        callback=new_unit_command,
        help=say(
            "Begin a unit. It gets seven files with comments that say what goes where; with --from, what an article "
            "says about itself is filled in."
        ),
        epilog=examples(
            say,
            "courseware new unit housing-2026",
            "courseware new unit housing-2026 --from article.html",
            "courseware new unit housing-2026 --from article.txt --posted 2026-05-08",
            "courseware new unit housing-2026 --lang ko",
        ),
        params=[
            click.Argument(["name"], metavar=say("NAME")),
            click.Option(
                ["--from", "source"],
                metavar=say("FILE"),
                type=article_file(),
                help=say(
                    "Begin with this article: pasted text or a saved page, in Korean or English; - reads the input."
                ),
            ),
            click.Option(
                ["--lang", "-l"],
                multiple=True,
                type=click.Choice(tuple(LANGUAGES)),
                help=say("A language of the unit; without, it has Korean and English."),
            ),
            original_option(say),
            click.Option(
                ["--title"],
                metavar=say("HEADLINE"),
                help=say("The article's headline, where --from finds none or the wrong one."),
            ),
            click.Option(
                ["--posted"],
                metavar=say("WHEN"),
                help=say(
                    "When the article appeared, where --from finds no date or the wrong one: 2026-05-08, or "
                    "“2026-05-08 09:00”; without a zone (KST, +09:00 …) it is the time in Korea."
                ),
            ),
        ],
    )
    course = click.Command(
        "course",
        callback=new_course_command,
        help=say("Begin a course. It takes over everything from another and has a template of its own to edit."),
        epilog=examples(
            say,
            "courseware new course tuesday-class --like korean-reading",
            "courseware new course our-school --like korean-reading --specimen",
        ),
        params=[
            click.Argument(["name"], metavar=say("NAME")),
            click.Option(
                ["--like"],
                required=True,
                metavar="C",
                shell_complete=complete_course,
                help=say("The course to take over from."),
            ),
            click.Option(
                ["--specimen"],
                is_flag=True,
                help=say("Add reference.docx, a Word file that shows every style: change it in Word."),
            ),
        ],
    )
    group.add_command(unit)
    group.add_command(course)
    return group


def new_unit_command(
    name: str,
    source: Path | None,
    lang: tuple[str, ...],
    original: Path | None,
    title: str | None,
    posted: str | None,
) -> int:
    say, space = the_speech(), layout.find(here())
    given = {"--original": original, "--title": title, "--posted": posted}
    for option in (option for option, value in given.items() if value is not None and not source):
        raise click.UsageError(say("{option} goes with --from.", option=option))
    languages = tuple(dict.fromkeys(lang))
    if source:
        main = article(say, source, headline(say, title), moment(say, posted))
        other = article(say, original) if original else None
        files = start.from_article(main, other, source, say, languages)
    else:
        files = skeleton.files(languages)
    paths = start.new_unit(space, name, files)
    print_line(say("These files wait for you; “courseware check {name}” says what is still to fill in:", name=name))
    for path in paths:
        print_line(f"  {shown(path, here())}")
    return FINE


def new_course_command(name: str, like: str, specimen: bool) -> int:
    say, press = the_speech(), the_press()
    _, (like,) = meant(press, (), (like,))
    paths = start.new_course(press.workspace, name, press.course(like), specimen=specimen)
    print_line(say("Your course begins with these files:"))
    for path in paths:
        print_line(f"  {shown(path, here())}")
    return FINE
