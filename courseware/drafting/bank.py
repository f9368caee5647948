"""The terms that a teacher has accepted before: those of her other units, and those of a table of her own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from courseware.drafting import wording
from courseware.drafting.snapshot import files
from courseware.errors import N_, CoursewareError, Problem
from courseware.unit import seeds
from courseware.unit.model import Actors, PartOfSpeech, TermLevel, Text, Vocabulary, open_points
from courseware.unit.yamlfile import load
from courseware.unit.yamltext import Value

COLUMNS = ("en", "ko", "hanja", "rr", "pos", "level", "definition_en", "definition_ko", "example_en", "example_ko")
_CHOICES = {"pos": get_args(PartOfSpeech), "level": get_args(TermLevel)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as she has it: its fields as they stand in vocabulary.yaml, and from where."""

    fields: dict[str, Value]
    origin: str

    @property
    def en(self) -> str:
        return _in(self.fields["term"], "en")

    @property
    def ko(self) -> str:
        return _in(self.fields["term"], "ko")

    @property
    def hanja(self) -> str:
        return str(self.fields.get("hanja") or "")


def _in(text: Value, lang: str) -> str:
    return str(text.get(lang, "")) if isinstance(text, dict) else ""


def of_units(folders: Iterable[Path]) -> list[Entry]:
    """The finished terms of units; a unit that cannot be read has none to offer."""
    entries: list[Entry] = []
    for folder in folders:
        vocabulary = _read(folder / "vocabulary.yaml", Vocabulary)
        for term in vocabulary.terms if isinstance(vocabulary, Vocabulary) else ():
            if not any(True for _ in open_points(term, "")):
                names = ("term", "pos", "hanja", "characters", "rr", "level", "definition", "example")
                fields = {name: plain(getattr(term, name)) for name in names if getattr(term, name)}
                entries.append(Entry(fields, folder.name))
    return entries


def _read(path: Path, kind: type) -> object:
    """A file of a unit, by the unit's languages; None where something is amiss."""
    try:
        return load(path, kind, seeds.languages_of(path.parent))[0]
    except CoursewareError:
        return None


def people_of_units(folders: Iterable[Path]) -> dict[str, tuple[str, dict[str, Value]]]:
    """English name -> the unit, and the Korean name, hanja and romanizations that she has accepted there for it."""
    people: dict[str, tuple[str, dict[str, Value]]] = {}
    for folder in folders:
        actors = _read(folder / "actors.yaml", Actors)
        for actor in actors.actors if isinstance(actors, Actors) else ():
            if not any(True for _ in open_points(actor, "")):
                names = ("name", "hanja", "rr", "mr")
                fields = {name: plain(getattr(actor, name)) for name in names if getattr(actor, name)}
                people.setdefault(str(actor.name.get("en", "")), (folder.name, fields))
    return people


def plain(value: object) -> Value:
    """A value of the model as it stands in a file."""
    if isinstance(value, Text):
        return {lang: str(words) for lang, words in value.items()}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, str | int) or value is None:
        return value
    slots = getattr(value, "__slots__", ())
    return {name: plain(getattr(value, name)) for name in slots if getattr(value, name) not in (None, ())}


def of_table(data: bytes, path: Path) -> list[Entry]:
    """A table with tabs between its columns, as a spreadsheet saves it; the first line names them."""
    lines = [line.split("\t") for line in files.read(data, path).split("\n") if line.strip()]
    head = [name.strip().lower() for name in lines[0]]
    unknown = [name for name in head if name not in COLUMNS]
    if unknown or not {"en", "ko"} <= set(head):
        raise CoursewareError(
            Problem(
                N_("the first line of the table has to name its columns; “{name}” is not known"),
                N_("It needs en and ko, and may have more: {known}. Between them stand tabs."),
                {"name": unknown[0] if unknown else "…", "known": ", ".join(COLUMNS[2:])},
                path,
                1,
            )
        )
    rows = [dict(zip(head, (cell.strip() for cell in line), strict=False)) for line in lines[1:]]
    for number, row in enumerate(rows, 2):
        for name, choices in _CHOICES.items():
            if row.get(name) and row[name] not in choices:
                message, remedy = N_("“{value}” is not one of the choices here"), N_("Known here: {known}.")
                values = {"value": row[name], "known": ", ".join(choices)}
                raise CoursewareError(Problem(message, remedy, values, path, number, name))
    return [Entry(_fields(row), path.name) for row in rows if row.get("en") or row.get("ko")]


def _fields(row: dict[str, str]) -> dict[str, Value]:
    fields: dict[str, Value] = {"term": {lang: row[lang] for lang in ("ko", "en") if row.get(lang)}}
    fields |= {name: row[name] for name in ("pos", "hanja", "rr", "level") if row.get(name)}
    for name in ("definition", "example"):
        words: Value = {lang: row[f"{name}_{lang}"] for lang in ("ko", "en") if row.get(f"{name}_{lang}")}
        fields |= {name: words} if words else {}
    return fields


def matching(term: str, language: str, bank: Iterable[Entry]) -> Entry | None:
    """Her entry for a term, in either language."""
    wanted = wording.key(term, language)
    return next(
        (
            entry
            for entry in bank
            if wanted and wanted == wording.key(entry.ko if language == "ko" else entry.en, language)
        ),
        None,
    )
