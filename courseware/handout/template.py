"""A course's template, filled with a unit in one language: Markdown text that knows where each of its lines is from.

Whatever a template prints between {{ and }} is made harmless first: every ASCII punctuation character gets a backslash,
so a title with * or | in it prints as it stands. Macros pass, and so do texts that the model declares as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.loaders import split_template_path
from jinja2.parser import Parser
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from courseware.document import boxes
from courseware.errors import N_, CoursewareError, Problem, instead
from courseware.files import names, textfile
from courseware.handout import views
from courseware.handout.labels import Labels
from courseware.handout.sandbox import Absent, Budget, Counted, Missing, Sandbox, kind_of, printable
from courseware.handout.views import Module, Withheld, lacks
from courseware.languages import LANGUAGES, ROMANISED
from courseware.languages.when import When
from courseware.text.letters import HANJA, SYLLABLES
from courseware.text.particles import particle
from courseware.unit import model
from courseware.unit.model import Text, Words
from courseware.unit.modules import MODULES

if TYPE_CHECKING:
    from courseware.course.courses import Course
    from courseware.course.editions import Edition
    from courseware.unit.model import Unit

SHARED = "_shared"
"""The folder of the macros that every course may use; each .md file in it is loaded by itself."""
LONGEST = 600_000
"""What a filled template may weigh: some hundred and fifty pages, ten times the longest sample, 500 questions.

A character weighs 1; what takes as long to set as many characters is below.
"""
_PIECE, _RUN = 30, 15
"""A line or a cell, each of which is set by itself; a run of another script or weight."""
_CHANGES = re.compile(f"[a-zA-Z][^a-zA-Z{SYLLABLES}{HANJA}]{{0,40}}[{SYLLABLES}{HANJA}]")
_SIGNS = re.compile(r"(?<!\\)[*_`\[]")
_DOCS = N_("“courseware docs templates” lists what a template can print.")
_MOST_NAMED = 12
"""So many names a message lists."""
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ESCAPED = re.compile(rf"\\{_PUNCTUATION.pattern}")
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
    """The lines before the first section mark, then the sections in the order of the template.

    `left_out` are those that print from a module which the unit does not have, with the module's name.
    """

    head: tuple[Line, ...]
    sections: Mapping[str, tuple[Line, ...]]
    left_out: Mapping[str, str] = field(default_factory=dict)


def _weight(text: str) -> int:
    """What a filled template costs to set, in characters. A change of script is one run, the change back another."""
    if len(text) > LONGEST:
        return len(text)
    pieces = text.count("\n") + text.count("|")
    runs = 2 * sum(1 for _ in _CHANGES.finditer(text)) + sum(1 for _ in _SIGNS.finditer(text))
    return len(text) + _PIECE * pieces + _RUN * runs


class _Origins(Extension):
    """Marks each line of a template's own text with its file and number; `_lines` takes the marks out again.

    A teacher's box becomes a branch of the template that only the teacher's edition takes, from the line that opens it
    to the line that closes it: for students nothing in it is filled in at all.
    """

    tags = {"teachers_box"}  # noqa: RUF012 - Jinja declares it so

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        env = cast("_Environment", self.environment)
        name = stream.filename or stream.name or "?"
        if name not in env.template_files:
            env.template_files.append(name)
        number = env.template_files.index(name)
        boxes = _Boxes(Path(name))
        for token in _with_line_ends(stream):
            if token.type != "data":
                boxes.note(token)
                yield token
                continue
            _refuse_single_braces(token, Path(name))
            for line, text, tag in boxes.parts(token):
                if text:
                    yield Token(line, "data", _marked(text, number, line))
                if tag:
                    yield from (Token(line, *part) for part in (_BEGIN, ("name", tag), _END))
        boxes.end()
        env.in_boxes[name] = tuple(boxes.texts)

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        inside = parser.parse_statements(("name:end_teachers_box",), drop_needle=True)
        return nodes.If(self.call_method("_for_teacher", [nodes.ContextReference()]), inside, [], [], lineno=line)

    def _for_teacher(self, context: jinja2.runtime.Context) -> bool:
        """What the context began with: a template may have a variable of that name, too."""
        return bool(context.parent["teacher"])


class _Sections(NodeTransformer):
    """Makes a branch of what stands between two marks of sections, so that a section can be left out unfilled."""

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        super().generic_visit(node, *args, **kwargs)
        for name, value in node.iter_fields():
            if isinstance(value, list) and any(isinstance(part, nodes.Output) for part in value):
                setattr(node, name, _in_sections(value))
        return node


def _in_sections(statements: Iterable[nodes.Node]) -> list[nodes.Node]:
    """The same statements; those behind a mark stand in a branch that is taken where the section is to be filled."""
    whole: list[nodes.Node] = []
    inner = whole
    branches: list[tuple[str, nodes.If]] = []
    for statement in statements:
        for part, name in _parts(statement) if isinstance(statement, nodes.Output) else [(statement, "")]:
            if name:
                branch = nodes.If(None, [], [], [], lineno=part.lineno)
                branches.append((name, branch))
                whole += [part, branch]
                inner = branch.body
            else:
                inner.append(part)
    for name, branch in branches:
        names = nodes.Const(tuple(sorted(_of_unit(branch))))
        branch.test = nodes.Filter(nodes.Const(name), "_begun", [names], [], None, None)
    return whole


def _of_unit(branch: nodes.Node) -> set[str]:
    """What a part of a template itself asks the unit for: "actors" of unit.actors.actors."""
    asked = (node for node in branch.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name))
    return {node.attr for node in asked if cast("nodes.Name", node.node).name == "unit"}


def _parts(output: nodes.Output) -> Iterator[tuple[nodes.Output, str]]:
    """What is printed, with each mark of a section by itself; the mark comes with the section's name."""
    printed: list[nodes.Expr] = []
    for expression in output.nodes:
        text = expression.data if isinstance(expression, nodes.TemplateData) else ""
        lines = text.splitlines(keepends=True)
        marks = [(n, match[1]) for n, line in enumerate(lines) if (match := _SECTION.fullmatch(_MARK.sub("", line)))]
        done = 0
        for n, name in marks:
            yield _output([*printed, nodes.TemplateData("".join(lines[done:n]))], output), ""
            yield _output([nodes.TemplateData(lines[n])], output), name
            printed, done = [], n + 1
        printed.append(nodes.TemplateData("".join(lines[done:])) if marks else expression)
    yield _output(printed, output), ""


def _output(printed: list[nodes.Expr], like: nodes.Output) -> nodes.Output:
    return nodes.Output(printed, lineno=like.lineno)


_SINGLE = re.compile(r"(?<![{\\])\{ ?(?:(?:unit|course)\.\w|(?:_|t|\w+\((?:unit|course))\b ?[(.])[^{}\n]*\}(?!\})")


def _refuse_single_braces(token: Token, file: Path) -> None:
    """What would be printed as it stands, but was surely meant to print a field or to call a macro."""
    if match := _SINGLE.search(token.value):
        what, remedy = N_("“{text}” would be printed as it stands"), N_("Write two braces on either side: {{ … }}.")
        line = token.lineno + token.value.count("\n", 0, match.start())
        raise CoursewareError(Problem(what, remedy, {"text": match[0][:40]}, file, line))


_BEGIN, _END = ("block_begin", "{%"), ("block_end", "%}")


def _with_line_ends(stream: Iterable[Token]) -> Iterator[Token]:
    """Give a line of words its end back that a tag at its end takes, where a blank line follows.

    Jinja takes the end of each line that a tag ends, so that lines of tags leave no trace; a paragraph that ends in
    “{% endif %}” would be one with the next.
    """
    words = taken = False  # whether words stand in this line; whether the last line of words has lost its end
    for token in stream:
        if token.type == "data":
            head, _, tail = token.value.rpartition("\n")
            if taken and re.match(r"[ \t]*\n", token.value):
                token = Token(token.lineno - 1, "data", "\n" + token.value)
            words = bool(tail.strip()) or (words and not head and "\n" not in token.value)
            taken = False
        elif token.type == "variable_end":
            words, taken = True, False
        elif token.type == "block_end":
            ended = token.value.endswith("\n")
            words, taken = words and not ended, (words or taken) and ended
        yield token


@dataclass
class _Boxes:
    """Finds where the teacher's boxes of one file begin and end, while the file is read."""

    file: Path
    opened: list[tuple[str, int]] = field(default_factory=list)
    """The boxes that are open, with their lines."""
    texts: list[str] = field(default_factory=list)
    """What stands in the teacher's boxes: the template's own lines, and the texts that it names."""
    _behind_value: bool = False
    _teachers: int = 0
    """How many of the boxes that are open are the teacher's."""

    def note(self, token: Token) -> None:
        """Something that is not the template's own text."""
        self._behind_value = token.type == "variable_end"
        if token.type == "string" and " " in token.value and self._teachers:  # a sentence, not the name of a field
            self.texts.append(token.value)

    def parts(self, token: Token) -> Iterator[tuple[int, str, str]]:
        """The pieces of a text, each with its line and with the tag that follows it."""
        line, text = token.lineno, ""
        start = line
        for piece in token.value.splitlines(keepends=True):
            kind = None if self._behind_value else self._kind(piece, line)
            self._behind_value = False
            if kind == boxes.TEACHERS:
                yield start, text, "teachers_box"
                start, text = line, ""
            if kind:
                self.opened.append((kind, line))
                self._teachers += kind == boxes.TEACHERS
            elif self._teachers and kind is None:
                self.texts.append(piece)
            text, closed = text + piece, kind == "" and self.opened and self.opened.pop()[0]
            line += piece.endswith("\n")
            if closed == boxes.TEACHERS:
                self._teachers -= 1
                yield start, text, "end_teachers_box"
                start, text = line, ""
        yield start, text, ""

    def _kind(self, line: str, number: int) -> str | None:
        if boxes.begins_inside(line):
            raise self._problem(
                number,
                N_("a teacher's box begins behind other signs, and could not be left out for students"),
                N_("Write “::: teacher” on a line of its own."),
            )
        kind = boxes.kind(line)
        if kind == boxes.TEACHERS and (boxes.fence(line.strip()) or "") != boxes.TEACHERS:
            raise self._problem(
                number,
                N_("words stand behind “::: teacher”"),
                N_("Put them on the next line, and “:::” on a line of its own behind them."),
            )
        return kind

    def end(self) -> None:
        """A teacher's box does not go on in another file."""
        for kind, line in self.opened:
            if kind == boxes.TEACHERS:
                raise self._problem(
                    line,
                    N_("the box “::: {name}” is never closed"),
                    N_("Write a line “:::” where the box ends."),
                    name=kind,
                )

    def _problem(self, line: int, message: str, remedy: str, **values: object) -> CoursewareError:
        return CoursewareError(Problem(message, remedy, values, self.file, line))


def _marked(text: str, file: int, line: int) -> str:
    first, *rest = text.split("\n")
    marked = [f"\ue020{file}:{line}\ue021{first}"]
    marked += [f"\ue020{file}:{line + n}\ue021{part}" for n, part in enumerate(rest, 1)]
    return "\n".join(marked)


_BEHIND = "\ue022"
"""Between the number of folders that are left out and a template's name; no file of hers has it in its name."""


class _Loader(jinja2.BaseLoader):
    """Reads templates as the program reads all its text files; the first folder that has one wins."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def get_source(self, _: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        before, _sign, name = template.rpartition(_BEHIND)
        parts, folders = split_template_path(name), self.folders[int(before or 0) :]
        places = ((folder, names.on_disk(folder, "/".join(parts))) for folder in folders)
        folder, path = next((place for place in places if place[1].is_file()), (None, Path()))
        if folder is None:
            raise jinja2.TemplateNotFound(template)
        if names.leads_out(folder, path):
            what, remedy = N_("“{name}” is a link out of the templates' folder"), N_("Copy the file itself into it.")
            raise CoursewareError(Problem(what, remedy, {"name": template}))
        stamp = path.stat().st_mtime_ns
        return textfile.read(path), str(path), lambda: path.is_file() and path.stat().st_mtime_ns == stamp


class _Context(jinja2.runtime.Context):
    """Finds the shared macros by their names, from each other's files too, without an import in every template."""

    def resolve_or_missing(self, key: str) -> Any:
        value = super().resolve_or_missing(key)
        return cast("_Environment", self.environment).macros.get(key, missing) if value is missing else value


def _with_particle(word: Any, pair: str) -> Markup:
    """{{ name | particle("을/를") }}: the word, and the particle that fits behind it."""
    return Markup(f"{escape(str(word))}{particle(str(word), pair)}")


class _Environment(Sandbox):
    """The sandbox with what one rendering after the other needs."""

    context_class = _Context

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.template_files: list[str] = []
        """The files whose numbers stand in the marks."""
        self.in_boxes: dict[str, tuple[str, ...]] = {}
        """File -> what stands in its teacher's boxes."""
        self.macros: dict[str, Any] = {}
        self.section, self.of_unit = "", frozenset[str]()
        """The section that is being filled, and what it itself asks the unit for."""
        self.left_out: dict[str, str] = {}
        """The sections that are not to be filled, each with the module that it prints from."""
        super().__init__(
            loader=_Loader(folders),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=[_Origins],
            finalize=_print,
        )
        self.filters["particle"] = self._watched("particle", _with_particle, 0)
        self.filters["_begun"] = self._begun

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return cast("nodes.Template", _Sections().visit(super()._parse(source, name, filename)))

    def _begun(self, section: str, of_unit: tuple[str, ...]) -> bool:
        """Note that a section begins; whether it is to be filled."""
        self.section, self.of_unit = section, frozenset(of_unit)
        return section not in self.left_out


class Templates:
    """The template folders of a workspace, hers before the shipped ones. Templates are compiled once."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self.env = _Environment(folders)

    def shared(self) -> list[str]:
        """The names of the macro files."""
        files = {path.name for folder in self.folders for path in (folder / SHARED).glob("*.md")}
        return [f"{SHARED}/{name}" for name in sorted(files)]

    def _macro_files(self) -> Iterator[tuple[int, str]]:
        """The macro files of every folder, with its number; the shipped ones first, so that hers win macro by macro."""
        for number, folder in reversed(list(enumerate(self.folders))):
            for path in sorted((folder / SHARED).glob("*.md")):
                yield number, f"{SHARED}/{path.name}"

    def path(self, name: str) -> Path:
        """Where a template lies: the first folder that has it."""
        paths = (names.on_disk(folder, name) for folder in self.folders)
        return next((path for path in paths if path.is_file()), Path(name))

    def fill(self, unit: Unit, course: Course, labels: Labels, edition: Edition) -> Filled:
        """The course's handout in the language of `labels`. Raises CoursewareError with file and line."""
        context = _context(unit, course, labels, edition)
        self.env.budget, self.env.macros, self.env.left_out = Budget(), {}, {}
        read = course.template
        try:
            for before, read in self._macro_files():
                module = self.env.get_template(f"{before}{_BEHIND}{read}").make_module(context)
                self.env.macros |= {key: value for key, value in vars(module).items() if not key.startswith("_")}
            read = course.template
            text = self._rendered(read, context)
        except jinja2.TemplateSyntaxError as error:
            raise _syntax_error(error) from error
        except CoursewareError as error:
            raise self._placed(error, read) from error
        except Exception as error:
            raise self._runtime_error(error, context, read) from error
        if _weight(text) > LONGEST:
            path = self.path(course.template)
            raise CoursewareError(Problem(N_("the handout would have hundreds of pages"), _DOCS, {}, path))
        lines = list(_lines(text, [Path(name) for name in self.env.template_files]))
        if problem := textfile.unprintable(_ESCAPED.sub(r"\1", "\n".join(line.text for line in lines))):
            line = lines[(problem.line or 1) - 1]
            raise CoursewareError(replace(problem, file=line.file, line=line.number))
        return replace(_filled(lines), left_out=dict(self.env.left_out))

    def _rendered(self, template: str, context: Mapping[str, Any]) -> str:
        """The template's text. A section that can only be filled from modules which the unit lacks is left out of it.

        One that asks for others, too, is not: a template says itself what becomes of the rest.
        """
        while True:
            self.env.section = ""
            try:
                return self.env.get_template(template).render(context)
            except Missing as error:
                section = self.env.section
                others = [name for name in self.env.of_unit & {*MODULES, "article"} if not lacks(error.of, name)]
                if others or not lacks(error.of, error.name) or section in {"", *self.env.left_out}:
                    raise
                self.env.left_out[section] = error.name

    def line_of(self, label: str, course: Course) -> tuple[Path, int | None]:
        """Where a template asks for a label: in the course's own or a shared one. Without a line, if in none."""
        for name in (course.template, *self.shared()):
            for number, line in enumerate(textfile.read(self.path(name)).splitlines(), 1):
                if f'_("{label}"' in line or f"_('{label}'" in line:
                    return self.path(name), number
        return self.path(course.template), None

    def in_teachers_boxes(self) -> Iterator[str]:
        """What stands in the teacher's boxes of the templates that were read, whatever edition it was for."""
        for texts in self.env.in_boxes.values():
            yield from texts

    def _placed(self, error: CoursewareError, read: str) -> CoursewareError:
        """`error` with the line of a template at which it came up, or else with the file that was to be `read`."""
        file, line = self._where(error, caller=True)
        file = file or self.path(read)
        return CoursewareError(
            [
                problem if problem.file else Problem(problem.message, problem.remedy, problem.values, file, line)
                for problem in error.problems
            ]
        )

    def _runtime_error(self, error: Exception, context: Mapping[str, Any], read: str) -> CoursewareError:
        file, line = self._where(error)
        file = file or self.path(read)
        detail = str(error)
        if isinstance(error, jinja2.TemplateNotFound):
            return CoursewareError(Problem(N_("there is no template “{name}”"), "", {"name": error.name}, file, line))
        missing_argument = re.fullmatch(r"parameter '(\w+)' was not provided", detail)
        if missing_argument:
            file, line = self._where(error, caller=True)
            values = {"name": missing_argument[1]}
            return CoursewareError(Problem(N_("the macro wants to be given “{name}”"), _DOCS, values, file, line))
        if isinstance(error, Missing):
            return CoursewareError(self._missing(error, context, *(error.place or (file, line))))
        file, line = self._where(error, caller=True)
        file = file or self.path(read)
        no_list = re.search(r"'([A-Z]\w+)' object is not iterable", detail)
        if no_list and no_list[1] != "NoneType":
            remedy = N_("Its list stands inside it, like unit.vocabulary.terms.")
            return CoursewareError(Problem(N_("a “{kind}” is not a list"), remedy, {"kind": no_list[1]}, file, line))
        for pattern, message, remedy in _RUNTIME:
            if match := re.search(pattern, detail):
                groups = (*match.groups(), "", "")
                values = {"name": groups[0].strip("_"), "argument": groups[1]}
                return CoursewareError(Problem(message, remedy, values, file, line))
        return CoursewareError(Problem(N_("here the template asks for what cannot be done"), _DOCS, {}, file, line))

    def _missing(self, error: Missing, context: Mapping[str, Any], file: Path, line: int | None) -> Problem:
        """What the template asks for, and what is called nearly so."""
        if not error.name:
            what, remedy = (
                N_("a list of which an entry is asked for is empty"),
                N_("Ask first: {% if … %} … {% endif %}."),
            )
            return Problem(what, remedy, {}, file, line)
        if lacks(error.of, error.name):
            what, remedy = N_("the unit has no {name}.yaml"), N_("Ask first: {% if unit.{name} %} … {% endif %}.")
            return Problem(what, remedy, {"name": error.name}, file, line)
        if isinstance(error.of, Text) and error.name in LANGUAGES:
            what = N_("the template asks for “{name}”, in which this text is not written")
            remedy = N_("Ask first: {% if … in unit.languages %} … {% endif %}.")
            return Problem(what, remedy, {"name": error.name}, file, line)
        names = sorted({*context, *self.env.macros}) if error.of is None else _fields()
        names = views.known(error.of) if isinstance(error.of, Module) else names
        remedy, values = instead(error.name, names)
        if not values["guess"] and not isinstance(error.of, Module):
            remedy = _DOCS
        values |= {"name": error.name, "known": _some(names)}
        return Problem(N_("the template asks for “{name}”, which there is not"), remedy, values, file, line)

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


def _context(unit: Unit, course: Course, labels: Labels, edition: Edition) -> dict[str, Any]:
    """What a template can print and call: plain values, and functions that give some; docs/templates.md lists them."""
    return {
        "unit": views.of_unit(unit, student=edition.for_students),
        "course": views.of_course(course),
        "lang": labels.lang,
        "edition": edition.audience,
        "edition_name": edition.name,
        "teacher": not edition.for_students,
        **{name: _function(function) for name, function in _functions(labels, course.languages).items()},
    }


def _functions(labels: Labels, languages: tuple[str, ...]) -> dict[str, Callable[..., Any]]:
    return {
        "_": labels.label,
        "t": partial(_t, languages),
        "date": labels.date,
        "dates": labels.dates,
        "time": labels.time,
        "moment": labels.moment,
        "number": labels.number,
        "listing": labels.listing,
        "country": labels.country,
        "romanised": partial(_words, ROMANISED),
        **{language.name.lower(): partial(_words, tag) for tag, language in LANGUAGES.items()},
        "unknown_column": _unknown_column,
        "filled_columns": _filled_columns,
    }


def _function(inner: Callable[..., Any]) -> Callable[..., Any]:
    """A function that leads to no object of the program; one of the teacher's values stops it before it begins."""

    def function(*args: Any, **kwargs: Any) -> Any:
        return inner(*map(_given, args), **{name: _given(value) for name, value in kwargs.items()})

    return function


def _given(value: Any) -> Any:
    """What a function is given: values that have a text; what a filter gives one by one is gathered into a list."""
    if isinstance(value, Withheld):
        value.refuse()
    value = list(value) if isinstance(value, Counted) else value
    printable(value)
    return value


def _words(lang: str, text: str | None) -> Words | None:
    """`text` marked as being in `lang`; what is not given prints nothing."""
    return None if text is None else Words(text, lang)


def _t(languages: tuple[str, ...], *texts: str, **named: str) -> Text:
    """A text of the template's own, in the course's languages; Markdown is allowed in it.

    Those without a name are in the languages of the table, in its order. Where the course has one language, one text
    will do: t("…").
    """
    if len(texts) > len(LANGUAGES):
        raise CoursewareError(Problem(N_("“{name}” is given too much"), _DOCS, {"name": "t"}))
    if unknown := next((name for name in named if name not in LANGUAGES), None):
        raise CoursewareError(Problem(N_("“{name}” knows no “{argument}”"), _DOCS, {"name": "t", "argument": unknown}))
    words = {**dict(zip(LANGUAGES, texts, strict=False)), **named}
    given = {lang: text for lang, text in words.items() if text is not None}
    if len(given) == 1 and len(languages) == 1:
        given = dict.fromkeys(languages, *given.values())
    if missing := next((lang for lang in languages if lang not in given), None):
        values = {"name": "t", "argument": missing, "texts": ", ".join(f'{lang}="…"' for lang in languages)}
        remedy = N_("Give each text with its language: t({texts}).")
        raise CoursewareError(Problem(N_("“{name}” wants to be given “{argument}”, too"), remedy, values))
    for text in given.values():
        if signs := boxes.near_miss(str(text)):
            raise CoursewareError(boxes.no_mark(signs))
    return Text(given, markdown=True)


def _unknown_column(name: str, known: list[str]) -> None:
    remedy, values = instead(name, known)
    raise CoursewareError(Problem(N_("there is no column “{name}”"), remedy, {"name": name, **values}))


def _filled_columns(items: list[Any], columns: list[str], known: Mapping[str, Any], cell: Any) -> list[str]:
    """The columns in which at least one item has something; all of them, where that leaves none.

    One that is not known stays, for the table to name it.
    """

    def says(column: str) -> bool:
        return column not in known or any(_MARK.sub("", str(cell(item, column))).strip() for item in items)

    return list(filter(says, columns)) or columns


@jinja2.pass_context
def _print(context: jinja2.runtime.Context, value: Any) -> Any:
    """What `{{ value }}` prints."""
    printed = _printed(context, value)
    cast("_Environment", context.environment).budget.spend(len(printed))
    return printed


def _printed(context: jinja2.runtime.Context, value: Any) -> Markup:
    lang = context["lang"]
    if isinstance(value, Markup):
        return value
    if value is None:
        return Markup("")
    if isinstance(value, Text):
        value = value[lang]
    elif isinstance(value, When | date):
        value = context.parent["date"](value)
    elif isinstance(value, Absent | Withheld):
        value.refuse()
    elif callable(value):
        what, remedy = (
            N_("a macro or a function stands here without its brackets"),
            N_("Write them, like {{ name_line() }}."),
        )
        raise CoursewareError(Problem(what, remedy))
    elif not isinstance(value, str | int | float):
        remedy = N_("Print one of its fields, like .name or .text; “courseware docs templates” lists them.")
        raise CoursewareError(Problem(N_("a whole “{kind}” cannot be printed"), remedy, {"kind": kind_of(value)}))
    printed = _inline(str(value)) if isinstance(value, Words) and value.markdown else escape(str(value))
    if isinstance(value, Words) and value.lang != lang and printed:
        printed = f"[{printed}]{{lang={value.lang}}}"
    return Markup(printed)


def escape(text: str) -> str:
    """`text` so that Markdown prints it as it stands, on one line; no-break spaces stay."""
    return boxes.harmless(_PUNCTUATION.sub(r"\\\1", _one_line(text)))


def _inline(text: str) -> str:
    """A text of the unit that may use **bold** and links, but begins no list, heading, table, box or comment.

    "2024. 6. 19. …" is how a Korean date begins a sentence, and three nested lists to Markdown.
    """
    line = boxes.harmless(_one_line(text).replace("<!", "\\<!"))
    line = re.sub(r"^(\d+)([.)])", r"\1\\\2", line)
    return re.sub(r"^(?=[#>|:+=~-]|\*\s)", r"\\", line)


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


def _lines(text: str, files: list[Path]) -> Iterator[Line]:
    """The filled text, each line with its origin; a line that a value brought along has that of the line before."""
    file, number = files[0] if files else Path(), 1
    for line in text.split("\n"):
        match = _MARK.search(line)
        if match:
            file, number = files[int(match[1])], int(match[2])
        yield Line(_MARK.sub("", line), file, number)


def _filled(lines: Iterable[Line]) -> Filled:
    head: list[Line] = []
    sections: dict[str, list[Line]] = {}
    current = head
    for line in lines:
        match = _SECTION.fullmatch(line.text)
        if not match:
            current.append(line)
        elif match[1] in sections:
            raise CoursewareError(
                Problem(
                    N_("the section “{name}” stands in the template twice"),
                    N_("Give one of the two another name."),
                    {"name": match[1]},
                    line.file,
                    line.number,
                )
            )
        else:
            current = sections[match[1]] = []
    return Filled(tuple(head), {name: tuple(inner) for name, inner in sections.items()})


_TOGETHER = N_("Join texts with “~”; “| int” makes a number of a text.")
_RUNTIME = (
    (r"macro '(\w+)' takes no keyword argument '(\w+)'", N_("“{name}” knows no “{argument}”"), _DOCS),
    (r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", N_("“{name}” knows no “{argument}”"), _DOCS),
    (
        r"(\w+)\(\) missing \d+ required positional arguments?: '(\w+)'",
        N_("“{name}” wants to be given “{argument}”, too"),
        _DOCS,
    ),
    (r"macro '(\w+)' takes not more than (\d+)", N_("“{name}” is given too much"), _DOCS),
    (r"(\w+)\(\) takes (?:from )?(\d+).*given", N_("“{name}” is given too much"), _DOCS),
    (r"access to attribute '(\w+)' of", N_("a template may not ask for “{name}”"), _DOCS),
    (r"not (?:safely )?callable", N_("what stands before “(…)” here is no macro and no function"), _DOCS),
    (
        r"unsupported operand|can only concatenate|not supported between|can't multiply",
        N_("values of different kinds are added, reckoned or compared with each other here"),
        _TOGETHER,
    ),
    (r"division|modulo by zero", N_("a number is divided by zero here"), _DOCS),
    (r"not iterable|has no len", N_("a list belongs here, and something else stands here"), _DOCS),
    (r"values to unpack|cannot unpack", N_("an entry has more or fewer values than it is given names"), _DOCS),
    (
        r"as an integer|must be (?:int|integers|real number)|required, not|could not convert|__round__",
        N_("a number belongs here, and something else stands here"),
        _TOGETHER,
    ),
)
"""What Jinja and Python say of a call or a value that does not fit, what it means, and what to do."""


def _syntax_error(error: jinja2.TemplateSyntaxError) -> CoursewareError:
    """Jinja's complaint in a teacher's words; what it says of the rest is passed on as it is."""
    file = Path(error.filename or error.name or "")  # Jinja's lexer gives the one in the place of the other
    detail = error.message or ""
    unclosed = _unclosed_line(error.source or "", error.lineno)
    if unclosed:
        what, remedy = N_("a {{ or {% is never closed"), N_("Write }} or %} where it ends.")
        return CoursewareError(Problem(what, remedy, {}, file, unclosed))
    for pattern, message, remedy in _SYNTAX:
        match = re.search(pattern, detail)
        if match:
            values = {f"v{n}": value for n, value in enumerate(match.groups(), 1)}
            line = error.lineno
            if "innermost" in pattern and error.source:
                line = _opening_line(error.source, match[1]) or line
            return CoursewareError(Problem(message, remedy, values, file, line))
    return CoursewareError(
        Problem(N_("the template has a mistake: {detail}"), "", {"detail": detail}, file, error.lineno)
    )


_SYNTAX = (
    (
        r"teachers_box",
        N_("a teacher's box begins in one branch of the template and ends in another"),
        N_("Begin and end it between the same {% … %}."),
    ),
    (
        r"[Ee]ncountered unknown tag '(else ?if|elsif)'",
        N_("there is no {% {v1} %} to use here"),
        N_("Write {% elif … %}."),
    ),
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
        r"expected token 'end of (?:print statement|statement block)', got '='",
        N_("one = gives a name to something, and compares nothing"),
        N_('Write == to compare: {% if lang == "ko" %}.'),
    ),
    (
        r"expected token 'in', got '(.+?)'",
        N_("“{v1}” stands where “in” should"),
        N_("Write it like {% for term in unit.vocabulary.terms %}."),
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
    (
        r"expected token '(.+?)', got '(.+?)'",
        N_("“{v2}” stands where “{v1}” should"),
        N_("Look for a missing comma, bracket or quotation mark; within \"…\", quote with “…” or '…'."),
    ),
    (r"Missing end of (?:comment|raw)", N_("a {# is never closed"), N_("Write #} where the comment ends.")),
    (
        r"unexpected (?:char )?[\"']+(.+?)[\"']+",
        N_("“{v1}” stands where it has no meaning"),
        N_("Compare with a line that works: {{ … }} prints, {% … %} commands; quotation marks come in pairs."),
    ),
)
_TAG = re.compile(r"\{%[-+]?\s*+(end)?(if|for|macro|call|filter|set|block|raw|with|autoescape)\b([^%]*+)%\}")


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
    for match in _TAG.finditer(source):
        end, name, rest = match.groups()
        if end:
            while opened and opened.pop()[0] != name:
                pass
        elif "=" not in rest or name != "set":
            opened.append((name, source[: match.start()].count("\n") + 1))
    return next((line for name, line in reversed(opened) if name == tag), None)


def _some(names: list[str]) -> str:
    """The first of many names."""
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")


def _fields() -> list[str]:
    """Every name that may stand behind a dot."""
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)]
    return sorted(
        {spec.name for kind in kinds for spec in fields(kind)} | {"title", "languages", "article", "actor_names"}
    )
