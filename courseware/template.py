"""A course's template, filled with a unit in one language: Markdown text that knows where each of its lines is from.

Whatever a template prints between {{ and }} is made harmless first: every ASCII punctuation character gets a backslash,
so a title with * or | in it prints as it stands. Macros pass, and so do texts that the model declares as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.loaders import split_template_path
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from courseware import model, textfile
from courseware.errors import N_, CoursewareError, Problem
from courseware.labels import Labels
from courseware.model import Text, When, Words
from courseware.particles import particle

if TYPE_CHECKING:
    from courseware.courses import Course
    from courseware.model import Unit

SHARED = "_shared"
"""The folder of the macros that every course may use; each .md file in it is loaded by itself."""
LONGEST = 5_000_000
"""Characters of a filled template; beyond it stands a slip of the finger, and no program would open the file."""
_DOCS = N_("docs/templates.md lists what a template can print.")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_MARK = re.compile("\ue020(\\d+):(\\d+)\ue021")
_SECTION = re.compile(r"\s*<!--\s*section:\s*([\w-]+)\s*-->\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of filled text and the template's line that printed it."""

    text: str
    file: Path
    number: int


@dataclass(frozen=True, slots=True)
class Filled:
    """The lines before the first section mark, then the sections in the order of the template."""

    head: tuple[Line, ...]
    sections: Mapping[str, tuple[Line, ...]]


class _Origins(Extension):
    """Marks each line of a template's own text with its file and number; `_lines` takes the marks out again."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        files: list[str] = self.environment.template_files  # type: ignore[attr-defined]
        name = stream.filename or stream.name or "?"
        if name not in files:
            files.append(name)
        number = files.index(name)
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _marked(token.value, number, token.lineno))
            else:
                yield token


def _marked(text: str, file: int, line: int) -> str:
    first, *rest = text.split("\n")
    marked = [f"\ue020{file}:{line}\ue021{first}"]
    marked += [f"\ue020{file}:{line + n}\ue021{part}" for n, part in enumerate(rest, 1)]
    return "\n".join(marked)


class _Loader(jinja2.BaseLoader):
    """Reads templates as the program reads all its text files; the first folder that has one wins."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def get_source(self, _: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        parts = split_template_path(template)
        path = next((path for folder in self.folders if (path := folder.joinpath(*parts)).is_file()), None)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        stamp = path.stat().st_mtime_ns
        return textfile.read(path), str(path), lambda: path.is_file() and path.stat().st_mtime_ns == stamp


class _Context(jinja2.runtime.Context):
    """Finds the shared macros by their names, from each other's files too, without an import in every template."""

    def resolve_or_missing(self, key: str) -> Any:
        found = super().resolve_or_missing(key)
        return self.parent["macros"].get(key, missing) if found is missing and "macros" in self.parent else found


class Templates:
    """The template folders of a workspace, hers before the shipped ones. Templates are compiled once."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self.env = SandboxedEnvironment(
            loader=_Loader(folders),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=[_Origins],
            finalize=_print,
        )
        self.env.context_class = _Context
        self.env.template_files = []  # type: ignore[attr-defined]
        self.env.filters["particle"] = lambda word, pair: Markup(f"{escape(str(word))}{particle(str(word), pair)}")

    def shared(self) -> list[str]:
        """The names of the macro files."""
        found = {path.name for folder in self.folders for path in (folder / SHARED).glob("*.md")}
        return [f"{SHARED}/{name}" for name in sorted(found)]

    def path(self, name: str) -> Path:
        """Where a template lies: the first folder that has it."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), Path(name))

    def fill(self, unit: Unit, course: Course, labels: Labels, edition: str) -> Filled:
        """The course's handout in the language of `labels`. Raises CoursewareError with file and line."""
        context = _context(unit, course, labels, edition)
        macros: dict[str, Any] = context["macros"]
        try:
            for name in self.shared():
                module = self.env.get_template(name).make_module(context)
                macros |= {key: value for key, value in vars(module).items() if not key.startswith("_")}
            text = self.env.get_template(course.template).render(context)
        except jinja2.TemplateSyntaxError as error:
            raise _syntax_error(error) from error
        except CoursewareError as error:
            raise self._placed(error) from error
        except Exception as error:
            raise self._runtime_error(error, context) from error
        if len(text) > LONGEST:
            path = self.path(course.template)
            raise CoursewareError(Problem(N_("the handout would have thousands of pages"), _DOCS, {}, path))
        files: list[str] = self.env.template_files  # type: ignore[attr-defined]
        return _filled(_lines(text, [Path(name) for name in files]))

    def _placed(self, error: CoursewareError) -> CoursewareError:
        file, line = self._where(error, caller=True)
        return CoursewareError(
            [
                problem if problem.file else Problem(problem.message, problem.remedy, problem.values, file, line)
                for problem in error.problems
            ]
        )

    def _runtime_error(self, error: Exception, context: Mapping[str, Any]) -> CoursewareError:
        file, line = self._where(error)
        detail = str(error)
        if isinstance(error, jinja2.TemplateNotFound):
            return CoursewareError(Problem(N_("there is no template “{name}”"), "", {"name": error.name}, file, line))
        missing_argument = re.fullmatch(r"parameter '(\w+)' was not provided", detail)
        if missing_argument:
            file, line = self._where(error, caller=True)
            values = {"name": missing_argument[1]}
            return CoursewareError(Problem(N_("the macro wants to be given “{name}”"), _DOCS, values, file, line))
        if isinstance(error, jinja2.UndefinedError):
            found = re.search(r"(?:attribute|element) '?([\w-]+)'?$|^'([\w-]+)' is undefined", detail)
            name = (found[1] or found[2]) if found else detail
            known = _fields() if found and found[1] else sorted({*context, *context["macros"]})
            near = get_close_matches(name, known, n=1, cutoff=0.6)
            remedy = N_("Did you mean “{guess}”?") if near else _DOCS
            values = {"name": name, "guess": near[0] if near else ""}
            return CoursewareError(
                Problem(N_("the template asks for “{name}”, which there is not"), remedy, values, file, line)
            )
        file, line = self._where(error, caller=True)
        no_list = re.fullmatch(r"'(\w+)' object is not iterable", detail)
        if no_list:
            remedy = N_("Its list stands inside it, like unit.vocabulary.terms.")
            return CoursewareError(Problem(N_("a “{kind}” is not a list"), remedy, {"kind": no_list[1]}, file, line))
        for pattern, message in _RUNTIME:
            if found := re.search(pattern, detail):
                values = {"name": found[1].lstrip("_"), "argument": found[2]}
                return CoursewareError(Problem(message, _DOCS, values, file, line))
        what = N_("the template cannot be filled: {detail}")
        return CoursewareError(Problem(what, _DOCS, {"detail": detail}, file, line))

    def _where(self, error: BaseException, caller: bool = False) -> tuple[Path | None, int | None]:
        """The innermost template line of a traceback; Jinja gives its frames the template's own file and line.

        With `caller` it is the innermost line of the course's own template, not of a shared macro that it called.
        """
        roots = tuple(str(folder) for folder in self.folders)
        place: tuple[Path | None, int | None] = (None, None)
        frame = error.__traceback__
        while frame:
            file = frame.tb_frame.f_code.co_filename
            shared = Path(file).parent.name == SHARED
            if file.endswith(".md") and file.startswith(roots) and not (caller and place[0] and shared):
                place = (Path(file), frame.tb_lineno)
            frame = frame.tb_next
        return place


def _context(unit: Unit, course: Course, labels: Labels, edition: str) -> dict[str, Any]:
    """What a template can print and call; docs/templates.md describes it."""
    return {
        "unit": unit,
        "course": course,
        "lang": labels.lang,
        "edition": edition,
        "teacher": edition == "teacher",
        "labels": labels,
        "_": labels.label,
        "t": _t,
        "date": labels.date,
        "dates": labels.dates,
        "time": labels.time,
        "moment": labels.moment,
        "number": labels.number,
        "listing": labels.listing,
        "country": labels.country,
        "romanised": partial(_words, "ko-Latn"),
        "korean": partial(_words, "ko"),
        "english": partial(_words, "en"),
        "unknown_column": _unknown_column,
        "macros": {},
    }


def _words(lang: str, text: str | None) -> Words | None:
    """`text` marked as being in `lang`; what is not given prints nothing."""
    return None if text is None else Words(text, lang)


def _t(ko: str, en: str) -> Text:
    """A text of the template's own, in both languages; Markdown is allowed in it."""
    return Text({"ko": ko, "en": en}, markdown=True)


def _unknown_column(name: str, known: list[str]) -> None:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    raise CoursewareError(
        Problem(
            N_("there is no column “{name}”"),
            N_("Did you mean “{guess}”?") if near else N_("Known here: {known}."),
            {"name": name, "guess": near[0] if near else "", "known": ", ".join(known)},
        )
    )


@jinja2.pass_context
def _print(context: jinja2.runtime.Context, value: Any) -> Any:
    """What `{{ value }}` prints."""
    lang = context["lang"]
    if isinstance(value, Markup):
        return value
    if value is None:
        return Markup("")
    if isinstance(value, Text):
        value = value[lang]
    elif isinstance(value, When | date):
        value = context["labels"].date(value)
    elif isinstance(value, jinja2.Undefined):
        return value
    elif not isinstance(value, str | int | float):
        remedy = N_("Print one of its fields, like .name or .text; docs/templates.md lists them.")
        raise CoursewareError(Problem(N_("a whole “{kind}” cannot be printed"), remedy, {"kind": type(value).__name__}))
    printed = _inline(str(value)) if isinstance(value, Words) and value.markdown else escape(str(value))
    if isinstance(value, Words) and value.lang != lang and printed:
        printed = f"[{printed}]{{lang={value.lang}}}"
    return Markup(printed)


def escape(text: str) -> str:
    """`text` so that Markdown prints it as it stands, on one line; no-break spaces stay."""
    return _PUNCTUATION.sub(r"\\\1", _one_line(text))


def _inline(text: str) -> str:
    """A text of the unit that may use **bold** and links, but begins no list, heading, table, box or comment.

    "2024. 6. 19. …" is how a Korean date begins a sentence, and three nested lists to Markdown.
    """
    line = _one_line(text).replace("<!", "\\<!")
    line = re.sub(r"^(\d+)([.)])", r"\1\\\2", line)
    return re.sub(r"^(?=[#>|:+=~-]|\*\s)", r"\\", line)


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


def _lines(text: str, files: list[Path]) -> Iterator[Line]:
    """The filled text, each line with its origin; a line that a value brought along has that of the line before."""
    file, number = files[0] if files else Path(), 1
    for line in text.split("\n"):
        found = _MARK.search(line)
        if found:
            file, number = files[int(found[1])], int(found[2])
        yield Line(_MARK.sub("", line), file, number)


def _filled(lines: Iterator[Line]) -> Filled:
    head: list[Line] = []
    sections: dict[str, list[Line]] = {}
    current = head
    for line in lines:
        found = _SECTION.fullmatch(line.text)
        if not found:
            current.append(line)
        elif found[1] in sections:
            raise CoursewareError(
                Problem(
                    N_("the section “{name}” stands in the template twice"),
                    N_("Give one of the two another name."),
                    {"name": found[1]},
                    line.file,
                    line.number,
                )
            )
        else:
            current = sections[found[1]] = []
    return Filled(tuple(head), {name: tuple(inner) for name, inner in sections.items()})


_RUNTIME = (
    (r"macro '(\w+)' takes no keyword argument '(\w+)'", N_("“{name}” knows no “{argument}”")),
    (r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", N_("“{name}” knows no “{argument}”")),
    (
        r"(\w+)\(\) missing \d+ required positional arguments?: '(\w+)'",
        N_("“{name}” wants to be given “{argument}”, too"),
    ),
    (r"macro '(\w+)' takes not more than (\d+)", N_("“{name}” is given too much")),
    (r"(\w+)\(\) takes (?:from )?(\d+).*given", N_("“{name}” is given too much")),
)
"""What Jinja and Python say of a call that does not fit, and what it means."""


def _syntax_error(error: jinja2.TemplateSyntaxError) -> CoursewareError:
    """Jinja's complaint in a teacher's words; what it says of the rest is passed on as it is."""
    file = Path(error.filename) if error.filename else None
    detail = error.message or ""
    unclosed = _unclosed_line(error.source or "", error.lineno)
    if unclosed:
        what, remedy = N_("a {{ or {% is never closed"), N_("Write }} or %} where it ends.")
        return CoursewareError(Problem(what, remedy, {}, file, unclosed))
    for pattern, message, remedy in _SYNTAX:
        found = re.search(pattern, detail)
        if found:
            values = {f"v{n}": value for n, value in enumerate(found.groups(), 1)}
            line = error.lineno
            if "innermost" in pattern and error.source:
                line = _opening_line(error.source, found[1]) or line
            return CoursewareError(Problem(message, remedy, values, file, line))
    return CoursewareError(
        Problem(N_("the template has a mistake: {detail}"), "", {"detail": detail}, file, error.lineno)
    )


_SYNTAX = (
    (
        r"[Ee]ncountered unknown tag '(\w+)'",
        N_("there is no {% {v1} %} to use here"),
        N_("Look for a typing mistake, or for an end without its beginning."),
    ),
    (
        r"innermost block that needs to be closed is '(\w+)'",
        N_("a {% {v1} %} is never closed"),
        N_("Write {% end{v1} %} where it ends."),
    ),
    (
        r"expected token 'end of (?:print statement|statement block)', got '(.+?)'",
        N_("“{v1}” stands where }} or %} should"),
        N_("Join the words with a dot or an underscore, or quote them."),
    ),
    (r"unexpected end of template", N_("a {{ or {% is never closed"), N_("Write }} or %} where it ends.")),
    (
        r"No filter named '(\w+)'",
        N_("there is no filter “{v1}”"),
        _DOCS,
    ),
    (r"Missing end of (?:comment|raw)", N_("a {# is never closed"), N_("Write #} where the comment ends.")),
    (
        r"unexpected (?:char )?[\"']+(.+?)[\"']+",
        N_("“{v1}” stands where it has no meaning"),
        N_("Compare with a line that works: {{ … }} prints, {% … %} commands; quotation marks come in pairs."),
    ),
)
_TAG = re.compile(r"\{%[-+]?\s*(end)?(if|for|macro|call|filter|set|block|raw|with|autoescape)\b[^%]*?(=)?[^%]*?%\}")


def _unclosed_line(source: str, last: int) -> int | None:
    """The nearest line up to `last` on which a {{ or {% opens and does not close; Jinja stumbles lines later."""
    lines = source.splitlines()[:last]
    for number, line in reversed(list(enumerate(lines, 1))[-4:]):
        if line.count("{{") > line.count("}}") or line.count("{%") > line.count("%}"):
            return number
    return None


def _opening_line(source: str, tag: str) -> int | None:
    """The line of the last {% tag %} that nothing closes; Jinja only says that the file ended."""
    opened: list[tuple[str, int]] = []
    for found in _TAG.finditer(source):
        end, name, assigns = found.groups()
        if end:
            while opened and opened.pop()[0] != name:
                pass
        elif not assigns or name != "set":
            opened.append((name, source[: found.start()].count("\n") + 1))
    return next((line for name, line in reversed(opened) if name == tag), None)


def _fields() -> list[str]:
    """Every name that may stand behind a dot."""
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)]
    return sorted(
        {spec.name for kind in kinds for spec in fields(kind)} | {"title", "languages", "article", "actor_names"}
    )
