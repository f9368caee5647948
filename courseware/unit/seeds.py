"""A unit's YAML files become a Unit."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import textfile
from courseware.languages import LANGUAGES, usual
from courseware.unit import article
from courseware.unit.article import ArticleText
from courseware.unit.model import Source, Unit
from courseware.unit.modules import MODULES
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
    for name, module in MODULES.items():
        path = folder / module.file
        if module.optional and not path.exists():
            continue
        reader = Reader(path, languages, name)
        contents[name] = reader.read(module.kind)
        problems += reader.problems
        places |= reader.places
    if problems:
        raise CoursewareError(problems)
    own = {spec.name for spec in fields(Unit)}
    others = {name: content for name, content in contents.items() if name not in own}
    contents = {name: content for name, content in contents.items() if name in own}
    return Unit(name=folder.name, others=others, places=places, **contents)


def article_texts(folder: Path, unit: Unit) -> dict[str, ArticleText]:
    """The article's texts beside a unit, by language; none where nobody put them there. Raises CoursewareError."""
    found = {lang: article.load(folder, lang, unit.article.language) for lang in LANGUAGES}
    return {lang: text for lang, text in found.items() if text}


def languages_of(folder: Path) -> tuple[str, ...]:
    """The languages that source.yaml names: all other texts are read by them, so they have to be known first.

    Raises CoursewareError for languages of which no handouts can be made.
    """
    path = folder / "source.yaml"
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
    found, places = load_yaml(folder / "source.yaml", Source, languages if len(languages) == 1 else ())
    return found, places


@dataclass(frozen=True, slots=True, kw_only=True)
class _Languages:
    """What has to be known of source.yaml before the rest of it."""

    languages: tuple[str, ...] = usual()
