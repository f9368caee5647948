"""Bring the catalogues up to date with the templates and the program, and name what is not translated yet.

`make labels` runs this. Translations stay; messages that nothing uses any more go.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from courseware.cli import speech
from courseware.handout.labels import COUNTRY
from courseware.languages import LANGUAGES

CLICK = (
    "Options",
    "Commands",
    "Usage:",
    "required",
    "default: {default}",
    "Positional arguments",
    "Missing command.",
    "Show this message and exit.",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "Missing {param_type}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Did you mean {possibility}?",
    "(Did you mean one of: {possibilities}?)",
    "Got unexpected extra argument ({args})",
    "Got unexpected extra arguments ({args})",
    "Option {name!r} does not take a value.",
    "Option {name!r} requires an argument.",
    "Choose from:\n\t{choices}",
    "{value!r} is not {choice}.",
    "{value!r} is not one of {choices}.",
    "Error: invalid input",
    "directory",
    "path",
    "file",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
)
"""What click says in this program's commands; it says it through the same catalogue."""

ROOT = Path(__file__).parent.parent
HEADERS = {
    "handout": "# What is printed in handouts. Change a msgstr, build again. {language}\n",
    "cli": "# What the terminal says. {language}\n",
}


SPOKEN = {"handout": tuple(LANGUAGES), "cli": speech.LANGUAGES}
"""The languages of handouts, and those of the terminal."""


def extracted(name: str) -> Catalog:
    """Every message that the program or a template asks for."""
    catalog = Catalog(project="courseware", charset="utf-8")
    if name == "handout":
        _add(catalog, ROOT / "templates", [("**.md", "jinja2")], {"_": None})
        _add(catalog, ROOT / "courseware", [("**.py", "python")], {"label": None, "L_": None})
    else:
        _add(catalog, ROOT / "courseware", [("**.py", "python")], {"N_": None, "say": None})
        for message in CLICK:
            catalog.add(message, None, [("click", 0)])
    return catalog


def _add(catalog: Catalog, folder: Path, methods: list[tuple[str, str]], keywords: dict[str, None]) -> None:
    found = extract_from_dir(
        folder,
        methods,
        {"**.md": {"silent": "false", "trim_blocks": "true"}},
        keywords=keywords,
        directory_filter=lambda _: True,
    )
    for file, _line, message, comments, context in found:
        catalog.add(message, None, [(f"{folder.name}/{file}", 0)], auto_comments=comments, context=context)


def update(name: str, lang: str) -> list[str]:
    """Rewrite one catalogue; what is returned has no translation. English messages stand for themselves."""
    path = ROOT / "locales" / lang / "LC_MESSAGES" / f"{name}.po"
    old = read_po(io.BytesIO(path.read_bytes()), lang) if path.exists() else Catalog(lang)
    new = Catalog(
        lang,
        project="courseware",
        charset="utf-8",
        fuzzy=False,
        header_comment=HEADERS[name].format(language=Locale(lang).english_name).strip(),
    )
    for message in extracted(name):
        if message.id:
            kept = old.get(message.id, message.context)
            text = kept.string if kept else ""
            new.add(message.id, text, sorted(set(message.locations)), context=message.context)
    for message in old:
        if message.context == COUNTRY:
            new.add(message.id, message.string, context=COUNTRY)
    out = io.BytesIO()
    write_po(out, new, width=120, sort_output=True, omit_header=False, include_lineno=False)
    lines = [
        line
        for line in out.getvalue().decode().splitlines(keepends=True)
        if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By'))
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return [str(message.id) for message in new if message.id and not message.string and lang != "en"]


def main() -> int:
    missing = 0
    for name in HEADERS:
        for lang in SPOKEN[name]:
            for message in update(name, lang):
                print(f"locales/{lang}/LC_MESSAGES/{name}.po: not translated: {message}")
                missing += 1
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
