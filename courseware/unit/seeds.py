"""A unit's YAML files become a Unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from os.path import lexists  # a link that leads nowhere is there, too
from typing import TYPE_CHECKING, Any

from courseware.errors import N_, CoursewareError, Problem, near
from courseware.files import textfile
from courseware.languages import LANGUAGES, usual
from courseware.unit import article
from courseware.unit.article import ArticleText
from courseware.unit.model import Source, Unit
from courseware.unit.modules import MODULES, SOURCE, files
from courseware.unit.yamlfile import Reader
from courseware.unit.yamlfile import load as load_yaml

if TYPE_CHECKING:
    from pathlib import Path


def load(folder: Path) -> Unit:
    """The unit in `folder`. Raises CoursewareError with every problem of every file, in file order."""
    textfile.named(folder)
    problems: list[Problem] = []
    places: dict[str, tuple[Path, int]] = {}
    contents: dict[str, Any] = {}
    languages = languages_of(folder)
    absent = [name for name, module in MODULES.items() if module.optional and not lexists(folder / module.file)]
    for name, module in MODULES.items():
        if name in absent:
            continue
        reader = Reader(folder / module.file, languages, name, optional=module.optional)
        contents[name] = reader.read(module.kind)
        problems += reader.problems
        places |= reader.places
    problems += _misspelt(folder, absent)
    if problems:
        raise CoursewareError(problems)
    own = {spec.name for spec in fields(Unit)}
    others = {name: content for name, content in contents.items() if name not in own}
    contents = {name: content for name, content in contents.items() if name in own}
    return Unit(name=folder.name, absent=frozenset(absent), others=others, places=places, **contents)


_YAML = ("yaml", "yml", "yaml.txt", "yml.txt")
"""What a file's name ends in that somebody meant as YAML; some editors add the last part, and do not show it."""


def _misspelt(folder: Path, absent: Sequence[str]) -> Iterator[Problem]:
    """Files that were surely meant for a module that is absent: vocabluary.yaml, timeline.yml, Actors.yaml."""
    for path in sorted(folder.iterdir()) if absent and folder.is_dir() else ():
        stem, _, ending = path.name.partition(".")
        if ending.lower() in _YAML and path.name not in files() and not stem.startswith("_"):
            for guess in near(stem, absent):
                message = N_("the unit has no {file}, and “{name}” is not read")
                remedy = N_("Call it {file}; if it is something else, put _ before its name.")
                yield Problem(message, remedy, {"file": MODULES[guess].file, "name": path.name}, path)


def article_texts(folder: Path, unit: Unit) -> dict[str, ArticleText]:
    """The article's texts beside a unit, by language; none where nobody put them there. Raises CoursewareError."""
    texts = {lang: article.load(folder, lang, unit.article.language) for lang in LANGUAGES}
    return {lang: text for lang, text in texts.items() if text}


def languages_of(folder: Path) -> tuple[str, ...]:
    """The languages that source.yaml names: all other texts are read by them, so they have to be known first.

    Raises CoursewareError for languages of which no handouts can be made.
    """
    path = folder / SOURCE.file
    reader = Reader(path, ())
    source = reader.read(_Languages)
    if not isinstance(source, _Languages):
        return usual()
    if not source.languages or not set(source.languages) <= LANGUAGES.keys():
        line = reader.places.get("languages", (path, None))[1]
        remedy = N_("Write “languages: [{known}]”, or one of them.")
        values = {"known": ", ".join(LANGUAGES)}
        raise CoursewareError(
            Problem(N_("the unit's languages are not known"), remedy, values, path, line, "languages")
        )
    return source.languages


def source(folder: Path) -> tuple[Source, dict[str, tuple[Path, int]]]:
    """A unit's source.yaml alone, with its places; a text that still lacks one of several languages is let be."""
    languages = languages_of(folder)
    unit_source, places = load_yaml(folder / SOURCE.file, Source, languages if len(languages) == 1 else ())
    return unit_source, places


@dataclass(frozen=True, slots=True, kw_only=True)
class _Languages:
    """What has to be known of source.yaml before the rest of it."""

    languages: tuple[str, ...] = usual()
