"""`courseware docs`: the manual that came along, page by page."""

from __future__ import annotations

from pathlib import Path

import click

from courseware.cli.asked import examples, the_speech
from courseware.cli.speech import Speech
from courseware.cli.terminal import FINE, print_line, print_text
from courseware.files import textfile
from courseware.workspace import layout


def command(say: Speech) -> click.Command:
    return click.Command(
        "docs",
        callback=docs_command,
        help=say("List the pages of the manual and say where they lie; with a page's name, print it."),
        epilog=examples(say, "courseware docs", "courseware docs templates"),
        params=[
            click.Argument(["page"], required=False, metavar=say("[PAGE]"), type=click.Choice(list(_pages(say.lang))))
        ],
    )


def docs_command(page: str | None) -> int:
    say = the_speech()
    pages = _pages(say.lang)
    if page:
        print_text(textfile.read(pages[page]))
        return FINE
    print_line(say("The pages of the manual; “courseware docs PAGE” prints one:"))
    width = max(map(len, pages))
    for name, path in pages.items():
        print_line(f"  {name:<{width}}  {_title(path)}")
    print_line(say("To open them in a program of yours: {folder}", folder=_folder()))
    print_line(say("The macros that came along: {folder}", folder=layout.SHIPPED / layout.TEMPLATES / "_shared"))
    return FINE


def _folder() -> Path:
    return layout.SHIPPED / layout.DOCS


def _pages(lang: str) -> dict[str, Path]:
    """Name -> file of each page, in this language if there is one."""
    pages = {path.stem: path for path in sorted(_folder().glob("*.md")) if not path.stem.endswith(".ko")}
    own = {name: path.with_suffix(f".{lang}.md") for name, path in pages.items()}
    return {name: own[name] if own[name].is_file() else path for name, path in pages.items()}


def _title(page: Path) -> str:
    return textfile.read(page).partition("\n")[0].lstrip("# ")
