"""A course: which editions of a unit it prints, in which order, and how they look; `extends` takes over another's."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, NewType, TypeAlias

from courseware import formats
from courseware.course import word_look
from courseware.course.editions import EDITIONS, usual
from courseware.errors import N_, CoursewareError, Problem, instead
from courseware.files import textfile
from courseware.files.names import on_disk, real, refuse_twins, spelled
from courseware.files.reading import there
from courseware.formats import FORMATS
from courseware.languages import LANGUAGES
from courseware.look import fonts as font_files
from courseware.look.style import Choices, Family, Fonts, Style, make
from courseware.unit.model import MAY_BE_EMPTY, Id, Text
from courseware.unit.yamlfile import CHOICES
from courseware.unit.yamlfile import load as load_yaml

FILE = "course.yaml"
HANDOUT = "handout.md"
LONGEST_MARGIN = 200
LONGEST_CHAIN = 10
"""Courses of which each extends the next; nobody could say what such a course looks like."""
PLACEHOLDERS = ("course", "unit", "page", "pages")
"""What {…} may say in the text of a header or a footer."""

Places: TypeAlias = Mapping[str, tuple[Path, int]]
"""Where each key of a course stands, its own or one that it takes over: "sizes.body" -> file and line."""
LanguageTag = NewType("LanguageTag", str)
CHOICES[LanguageTag] = LANGUAGES
FormatName = NewType("FormatName", str)
CHOICES[FormatName] = FORMATS
EditionName = NewType("EditionName", str)
CHOICES[EditionName] = EDITIONS
StopAt: TypeAlias = Literal["error", "warning", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Millimetres of white around the text."""

    top: float | None = None
    right: float | None = None
    bottom: float | None = None
    left: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FontNames:
    """A family's name, or a .ttf in the course's folder."""

    body: str | None = None
    heading: str | None = None
    fallback: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """`body` in points; `leading` is the distance of lines as a multiple of it; `answer_lines` in millimetres."""

    body: float | None = None
    leading: float | None = None
    answer_lines: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColorNames:
    """Six-digit RGB, like "1F3864"."""

    text: str | None = None
    primary: str | None = None
    accent: str | None = None
    muted: str | None = None
    rule: str | None = None
    tint: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginText:
    """What stands left and right at the head or foot of a page: text with {course}, {unit}, {page}, {pages}.

    A text may be empty, and so may the whole: nothing stands there then, whatever the course that is extended says.
    """

    left: Text | None = field(default=None, metadata=MAY_BE_EMPTY)
    right: Text | None = field(default=None, metadata=MAY_BE_EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFile:
    """course.yaml: what a course says of itself. Whatever it leaves out it takes from the course that it `extends`."""

    extends: Id | None = None
    name: Text | None = None
    languages: tuple[LanguageTag, ...] | None = None
    editions: tuple[EditionName, ...] | None = None
    formats: tuple[FormatName, ...] | None = None
    pdf: Literal["plain", "archival"] | None = None
    stop_at: StopAt | None = None
    sections: tuple[Id, ...] | None = None
    name_line: dict[str, tuple[str, ...]] | None = None
    paper: Literal["A4", "B4", "Letter"] | None = None
    margins: Margins | None = None
    fonts: FontNames | None = None
    sizes: Sizes | None = None
    colors: ColorNames | None = None
    justify: bool | None = None
    header: MarginText | None = None
    footer: MarginText | None = None


@dataclass(frozen=True)
class Course:
    """A course with everything decided. `key` is its folder's name; `chain` its files, from the base to its own."""

    key: str
    name: Text
    languages: tuple[str, ...]
    editions: tuple[str, ...]
    formats: tuple[str, ...]
    sections: tuple[str, ...]
    name_line: dict[str, tuple[str, ...]]
    header: MarginText
    footer: MarginText
    style: Style
    template: str
    chain: tuple[Path, ...]
    reference: Path | None = None
    """The Word file whose look the course takes."""
    losses: tuple[Problem, ...] = ()
    """What of that file, or of course.yaml beside it, the handouts do not follow."""
    stop_at: StopAt = "error"
    """The mildest finding of `courseware check` in a unit that keeps this course's handouts from being made."""
    places: Places = field(default_factory=dict, compare=False, repr=False)

    def placed(self, problem: Problem) -> Problem:
        return _placed(problem, self.places)


def load(key: str, folders: tuple[Path, ...]) -> Course:
    """The course `key` from the first of the templates `folders` that has it. Raises CoursewareError."""
    places: dict[str, tuple[Path, int]] = {}
    try:
        return _load(key, _chain(key, folders, places), folders, places)
    except CoursewareError as error:
        raise CoursewareError([_placed(problem, places) for problem in error.problems]) from error


def _placed(problem: Problem, places: Places) -> Problem:
    """`problem` with the line of its field, which may stand in the file of a course that this one extends."""
    if problem.line or not problem.field or problem.field not in places:
        return problem
    file, line = places[problem.field]
    return replace(problem, file=file, line=line)


def _load(key: str, chain: list[tuple[Path, CourseFile]], folders: tuple[Path, ...], places: Places) -> Course:
    merged = chain[0][1]
    for _, own in chain[1:]:
        merged = _merge(merged, own)
    path = chain[-1][0]
    textfile.named(path.parent)
    word_file = _reference(chain)
    style, losses = _style(merged, chain, word_file)
    name, languages_of, sections = _complete(merged, path)
    _in_every_language(merged, languages_of, path)
    _placeholders(merged.header, path, "header")
    _placeholders(merged.footer, path, "footer")
    return Course(
        key=key,
        name=name,
        languages=languages_of,
        editions=merged.editions or usual(),
        formats=merged.formats or formats.usual(),
        sections=sections,
        name_line=merged.name_line or {},
        header=merged.header or MarginText(),
        footer=merged.footer or MarginText(),
        style=style,
        template=_template(key, chain, folders),
        chain=tuple(path for path, _ in chain),
        reference=word_file,
        losses=losses,
        stop_at=merged.stop_at or "error",
        places=places,
    )


def _chain(key: str, folders: tuple[Path, ...], places: dict[str, tuple[Path, int]]) -> list[tuple[Path, CourseFile]]:
    """The course's own file last, before it the one that it extends, and so on; `places` gets the line of each key."""
    chain: list[tuple[Path, CourseFile]] = []
    wanted: str | None = key
    while wanted is not None:
        path = _find(wanted, folders, chain[0][0] if chain else None)
        if len(chain) == LONGEST_CHAIN:
            what, values = N_("more than {count} courses extend each other"), {"count": LONGEST_CHAIN}
            remedy = N_("Let one of them stand on its own.")
            raise CoursewareError(Problem(what, remedy, values, chain[0][0], field="extends"))
        if any(path == seen for seen, _ in chain):
            raise CoursewareError(
                Problem(
                    N_("the courses extend each other in a circle"),
                    N_("Let one of them stand on its own."),
                    {},
                    chain[0][0],
                    field="extends",
                )
            )
        own, own_places = _read(path, path.stat().st_mtime_ns if there(path) else 0)
        for name, place in own_places.items():
            places.setdefault(name.removeprefix("course").lstrip("."), place)
        _check_lists(own, path)
        chain.insert(0, (path, own))
        wanted = own.extends
    return chain


@lru_cache(maxsize=256)
def _read(path: Path, _stamp: int) -> tuple[CourseFile, Places]:
    """A course's own file; others that extend it need it as well. `_stamp` makes an edited file be read again.

    Which languages its texts need is known only when the whole chain is.
    """
    own, places = load_yaml(path, CourseFile, (), "course")
    return own, places


def _check_lists(own: CourseFile, path: Path) -> None:
    """A list that is there has an entry, and none twice: nothing of it would be printed, or it would be twice."""
    for key in ("languages", "editions", "formats", "sections"):
        entries = getattr(own, key)
        if entries == ():
            remedy = N_("Write at least one entry, or delete the line.")
            raise CoursewareError(Problem(N_("the list is empty"), remedy, {}, path, field=key))
        for at, entry in enumerate(entries or ()):
            if entry in entries[:at]:
                what, values = N_("“{name}” stands in the list twice"), {"name": entry}
                raise CoursewareError(Problem(what, N_("Keep one of the two."), values, path, field=f"{key}[{at + 1}]"))


def _find(key: str, folders: tuple[Path, ...], asked_by: Path | None) -> Path:
    if any(_is_course(folder, key) for folder in folders):
        files = [(folder, on_disk(folder, f"{key}/{FILE}")) for folder in folders]
        home, path = next((place for place in files if place[1].is_file()), files[0])
        refuse_twins(home, path.parent.name)
        real(path, home)
        return path
    known = sorted({name for folder in folders for name in _inside(folder)})
    remedy, values = instead(key, known)
    field = "extends" if asked_by else ""
    raise CoursewareError(
        Problem(N_("there is no course “{key}”"), remedy, {"key": key, **values}, asked_by, field=field)
    )


def names(folders: tuple[Path, ...]) -> list[str]:
    """The courses to build: her own, and the shipped ones too as long as she has none or only replaces their templates.

    `folders` are hers and the shipped one; what begins with _ holds what courses share.
    """
    own = folders[:1] if any(folders[0].glob(f"[!_.]*/{FILE}")) else folders
    keys: list[str] = []
    for folder in own:  # what is spelled otherwise in hers replaces a template of the shipped one all the same
        keys += [name for name in _inside(folder) if not spelled(name, keys)]
    return sorted(keys)


def _is_course(folder: Path, key: str) -> bool:
    """Whether a folder of this name is one of `_inside`, asked without looking at all the others."""
    one_folder = Path(key).name == key and not key.startswith(("_", "."))
    return one_folder and any(there(on_disk(folder, f"{key}/{file}")) for file in (FILE, HANDOUT))


def _inside(folder: Path) -> set[str]:
    return {path.parent.name for file in (FILE, HANDOUT) for path in folder.glob(f"[!_.]*/{file}")}


def _merge(base: CourseFile, own: CourseFile) -> CourseFile:
    """`own`, with `base` where it says nothing; groups (margins, fonts …) merge key by key."""
    merged = {}
    for spec in fields(CourseFile):
        theirs, ours = getattr(base, spec.name), getattr(own, spec.name)
        grouped = isinstance(ours, Margins | FontNames | Sizes | ColorNames | MarginText) and ours != MarginText()
        if grouped and theirs is not None:
            parts = {part.name: getattr(ours, part.name) for part in fields(ours)}
            ours = type(ours)(**{k: getattr(theirs, k) if v is None else v for k, v in parts.items()})
        merged[spec.name] = theirs if ours is None else ours
    return CourseFile(**merged)


def _complete(course: CourseFile, path: Path) -> tuple[Text, tuple[LanguageTag, ...], tuple[Id, ...]]:
    """What every course has to say, or take over."""
    if course.name and course.languages and course.sections:
        return course.name, course.languages, course.sections
    missing = [name for name in ("name", "languages", "sections") if not getattr(course, name)]
    raise CoursewareError(
        [Problem(N_("“{key}” is missing"), N_("Add a line “{key}:” here."), {"key": name}, path) for name in missing]
    )


def _in_every_language(course: CourseFile, languages: tuple[str, ...], path: Path) -> None:
    """Each text is there in the languages of the course; it needs no other."""
    header, footer = course.header or MarginText(), course.footer or MarginText()
    texts = {"name": course.name, "header.left": header.left, "header.right": header.right}
    texts |= {"footer.left": footer.left, "footer.right": footer.right}
    what, remedy = N_("the text in “{lang}” is missing"), N_("Add a line “{lang}: …” here.")
    missing = [
        Problem(what, remedy, {"lang": lang}, path, field=name)
        for name, text in texts.items()
        for lang in languages
        if text is not None and lang not in text
    ]
    if missing:
        raise CoursewareError(missing)


def _placeholders(margin: MarginText | None, path: Path, where: str) -> None:
    """What a header or a footer says in {braces} means something, and it is not endless."""
    for side in ("left", "right"):
        texts: Text | None = getattr(margin, side, None)
        for lang, words in texts.items() if texts else ():
            if problem := _margin_problem(words):
                raise CoursewareError(replace(problem, file=path, field=f"{where}.{side}.{lang}"))


def _margin_problem(words: str) -> Problem | None:
    if len(words) > LONGEST_MARGIN:
        what = N_("the text of a header or footer is too long ({count} characters)")
        return Problem(what, N_("Shorten it."), {"count": len(words)})
    try:
        parts = [part[1:] for part in string.Formatter().parse(words) if part[1] is not None]
    except ValueError:
        what, remedy = N_("a “{” or “}” has no partner: {text}"), N_("Write {{ and }} to print the signs themselves.")
        return Problem(what, remedy, {"text": words})
    for name, spec, how in parts:
        written = f"{name}{f'!{how}' if how else ''}{f':{spec}' if spec else ''}"
        if written not in PLACEHOLDERS:
            known = ", ".join(f"{{{placeholder}}}" for placeholder in PLACEHOLDERS)
            what, values = N_("“{{name}}” means nothing in a header or footer"), {"name": written, "known": known}
            return Problem(what, N_("Known here: {known}."), values)
    return None


def _reference(chain: list[tuple[Path, CourseFile]]) -> Path | None:
    """The Word file nearest to the course on its chain."""
    files = (word_look.file_in(path.parent) for path, _ in reversed(chain))
    file = next((file for file in files if file), None)
    if file:
        real(file, file.parent.parent)
    return file


def _style(
    course: CourseFile, chain: list[tuple[Path, CourseFile]], word_file: Path | None
) -> tuple[Style, tuple[Problem, ...]]:
    """The look that course.yaml asks for, or that of the Word file, which wins; and what is lost of either."""
    choices, fonts = _choices(course, chain[-1][0]), _fonts(course, chain)
    if word_file:
        adopted = word_look.adopt(word_file, choices, fonts)
        style, losses = adopted.style, (*adopted.problems, *_overruled(chain, word_file))
    else:
        style, losses = make(choices, fonts), ()
    page = style.page
    if page.text_width < page.width / 3 or page.height - page.top - page.bottom < page.height / 3:
        what, remedy = N_("the margins leave too little room for text"), N_("Make them smaller.")
        raise CoursewareError(
            Problem(what, remedy, {}, word_file or chain[-1][0], field="" if word_file else "margins")
        )
    return replace(style, archival=course.pdf == "archival"), losses


def _overruled(chain: list[tuple[Path, CourseFile]], word_file: Path) -> list[Problem]:
    """What a course says of its look beside a Word file or below one, which wins."""
    folders = [path.parent for path, _ in chain]
    return [
        Problem(
            N_("“{key}” gives way to what {file} says"),
            N_("Change it in Word; or take the Word file away."),
            {"key": key, "file": word_file.name},
            path,
            field=key,
            level="note",
        )
        for path, own in chain[folders.index(word_file.parent) :]
        for key in ("paper", "margins", "fonts", "sizes", "colors", "justify")
        if _named(getattr(own, key))
    ]


def _named(value: object) -> bool:
    """Whether a course says something; fonts to fall back on are beside a Word file, too."""
    if isinstance(value, FontNames):
        return bool(value.body or value.heading)
    return value is not None


def _choices(course: CourseFile, path: Path) -> Choices:
    margins, sizes = course.margins or Margins(), course.sizes or Sizes()
    default = Choices()
    sides = zip(("top", "right", "bottom", "left"), default.margins_mm, strict=True)
    colors = _colors(course.colors or ColorNames(), path)
    return Choices(
        paper=course.paper or default.paper,
        margins_mm=tuple(_within(f"margins.{s}", getattr(margins, s), d, 5, 100, path) for s, d in sides),  # type: ignore[arg-type]
        body_size=_within("sizes.body", sizes.body, default.body_size, 6, 36, path),
        leading=_within("sizes.leading", sizes.leading, default.leading, 1.45, 3, path),
        line_pitch_mm=_within("sizes.answer_lines", sizes.answer_lines, default.line_pitch_mm, 5, 30, path),
        justify=bool(course.justify),
        **colors,
    )


def _within(name: str, value: float | None, default: float, low: float, high: float, path: Path) -> float:
    if value is None:
        return default
    if not low <= value <= high:
        raise CoursewareError(
            Problem(
                N_("{value} is out of range"),
                N_("Choose from {low} to {high}."),
                {"value": value, "low": low, "high": high},
                path,
                field=name,
            )
        )
    return value


def _colors(colors: ColorNames, path: Path) -> dict[str, str]:
    chosen = {spec.name: getattr(colors, spec.name) for spec in fields(colors)}
    chosen = {name: value for name, value in chosen.items() if value is not None}
    for name, value in chosen.items():
        if not re.fullmatch(r"#?[0-9A-Fa-f]{6}", value):
            raise CoursewareError(
                Problem(
                    N_("“{value}” is not a color"),
                    N_('Write six digits in quotes, like "1F3864".'),
                    {"value": value},
                    path,
                    field=f"colors.{name}",
                )
            )
    return {name: value.lstrip("#").upper() for name, value in chosen.items()}


def _fonts(course: CourseFile, chain: list[tuple[Path, CourseFile]]) -> Fonts:
    """A font file is looked for in the folder of the course that names it."""
    wanted = course.fonts or FontNames()

    def folder(name: str) -> Path:
        return next(
            (path.parent for path, own in reversed(chain) if own.fonts and getattr(own.fonts, name)),
            chain[-1][0].parent,
        )

    def family(name: str, key: str) -> Family:
        try:
            return font_files.find(name, folder(key))
        except CoursewareError as error:
            path = folder(key) / FILE
            raise CoursewareError([replace(p, file=path, field=f"fonts.{key}") for p in error.problems]) from error

    body = family(wanted.body, "body") if wanted.body else font_files.shipped()
    heading = family(wanted.heading, "heading") if wanted.heading else body
    fallback = [family(name, "fallback") for name in wanted.fallback or ()]
    return font_files.backed(body, heading, fallback)


def _template(key: str, chain: list[tuple[Path, CourseFile]], folders: tuple[Path, ...]) -> str:
    """The handout.md nearest to the course on its chain, as a name below the templates folders."""
    for path, _ in reversed(chain):
        course = path.parent.name
        if any(on_disk(folder, f"{course}/{HANDOUT}").is_file() for folder in folders):
            return f"{course}/{HANDOUT}"
    raise CoursewareError(
        Problem(
            N_("the course “{key}” has no {file}"),
            N_("Copy one from another course, or let the course extend another."),
            {"key": key, "file": HANDOUT},
            chain[-1][0].parent / HANDOUT,
        )
    )
