"""One handout: a unit through a course's template, in one language and edition, as a Document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from courseware.course.editions import EDITIONS, Edition
from courseware.document import markdown
from courseware.document.blocks import (
    PAGE,
    PAGES,
    AnswerLines,
    Block,
    Columns,
    Document,
    Heading,
    Inlines,
    Margin,
    NameLine,
    Note,
    Run,
    mapped,
    plain,
    texts,
    walk,
)
from courseware.errors import N_, CoursewareError, Problem, instead
from courseware.files import names, reading
from courseware.look import images

if TYPE_CHECKING:
    from pathlib import Path

    from courseware.course.courses import Course, MarginText
    from courseware.handout.labels import Labels
    from courseware.handout.template import Filled, Line, Templates
    from courseware.unit.model import Unit


_MOST_WORDS = 3
"""Of a person's name."""


@dataclass(frozen=True, slots=True)
class Handout:
    """A Document, the Markdown that it came from, and the texts of the teacher's boxes that an edition left out.

    `notes` name the sections that the unit has nothing for.
    """

    document: Document
    markdown: str
    withheld: tuple[str, ...]
    notes: tuple[Problem, ...] = ()


def render(unit: Unit, course: Course, labels: Labels, edition: str, templates: Templates) -> Handout:
    """The handout of `unit` in the language of `labels`. Raises CoursewareError with file and line."""
    of = EDITIONS[edition]
    filled = templates.fill(unit, course, labels, of)
    lines, sections = _arranged(filled, course)
    blocks = _parse(lines, sections, labels.lang, _Pictures(course, templates))
    withheld: tuple[str, ...] = ()
    if of.for_students:
        withheld = tuple(plain(text) for note in walk(blocks) if _for_teacher(note) for text in texts((note,)))
        withheld += tuple(templates.in_teachers_boxes())
        blocks = mapped(blocks, lambda block: None if _for_teacher(block) or _empty(block) else block)
    else:
        blocks = _without_lines(blocks)
    blocks = mapped(blocks, lambda block: _labelled(block, labels))
    document = _document(unit, course, labels, of, blocks)
    _refuse_missing(labels, course, templates)
    text = "\n".join(line.text for line in lines)
    return Handout(document, text, withheld, tuple(_left_out(filled, unit, course)))


def _empty(block: Block) -> bool:
    """What is left of a box or of columns that held nothing for this edition."""
    return isinstance(block, Note | Columns) and not block.blocks


def _for_teacher(block: Block) -> bool:
    return isinstance(block, Note) and block.role == "teacher"


def _without_lines(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The teacher has answers where students have lines to write on; lines in the teacher's own boxes stay."""
    own = {id(block) for note in walk(blocks) if _for_teacher(note) for block in walk((note,))}
    lines = {id(block) for block in walk(blocks) if isinstance(block, AnswerLines)} - own
    return mapped(blocks, lambda block: None if id(block) in lines or _empty(block) else block)


def _arranged(filled: Filled, course: Course) -> tuple[tuple[Line, ...], dict[int, str]]:
    """The sections in the order that the course asks for, and where each begins; what it does not name stays out."""
    lines = list(filled.head)
    begin: dict[int, str] = {}
    for name in course.sections:
        if name not in filled.sections:
            remedy, values = instead(name, filled.sections)
            problem = Problem(N_("the template has no section “{name}”"), remedy, {"name": name, **values})
            raise CoursewareError(_at_section(problem, name, course))
        if name not in filled.left_out:
            begin[len(lines)] = name
            lines += filled.sections[name]
    return tuple(lines), begin


def _left_out(filled: Filled, unit: Unit, course: Course) -> Iterator[Problem]:
    """A note for each section that the course asks for and the unit has nothing for."""
    for name in course.sections:
        if name in filled.left_out:
            what = N_("the section “{section}” is left out: the unit “{unit}” has no {module}.yaml")
            remedy = N_("To have it, write {module}.yaml; “courseware docs units” says what goes into it.")
            values = {"section": name, "unit": unit.name, "module": filled.left_out[name]}
            yield _at_section(Problem(what, remedy, values, level="note"), name, course)


def _at_section(problem: Problem, name: str, course: Course) -> Problem:
    """`problem` at the line of course.yaml that asks for a section."""
    field = f"sections[{course.sections.index(name) + 1}]"
    return course.placed(replace(problem, file=course.chain[-1], field=field))


def _parse(lines: tuple[Line, ...], sections: dict[int, str], lang: str, pictures: _Pictures) -> tuple[Block, ...]:
    try:
        return markdown.parse("\n".join(line.text for line in lines), lang, pictures.read, sections)
    except CoursewareError as error:
        placed = []
        for problem in error.problems:
            origin = lines[min(problem.line or 1, len(lines)) - 1] if lines and not problem.file else None
            line = origin.number if origin and problem.line else problem.line
            placed.append(replace(problem, file=origin.file, line=line) if origin else problem)
        raise CoursewareError(placed) from error


@dataclass(frozen=True)
class _Pictures:
    """Finds a template's pictures: in the course's folder, then in those that it extends, then in _shared."""

    course: Course
    templates: Templates

    def read(self, name: str) -> bytes:
        folders: list[Path] = [path.parent for path in reversed(self.course.chain)]
        folders += [folder / "_shared" for folder in self.templates.folders]
        for folder in folders:
            path = names.on_disk(folder, name)
            if reading.there(path) and path.resolve().is_relative_to(folder.resolve()):
                return _usable(path)
        raise CoursewareError(
            Problem(
                N_("the picture “{name}” is not in the course's folder"),
                N_("Put the file beside handout.md."),
                {"name": name},
            )
        )


def _usable(path: Path) -> bytes:
    """The bytes of a picture that every format can show. Raises CoursewareError for another one."""
    return images.cleaned(reading.whole(path, images.LARGEST, images.SMALLER), path.name)


def _labelled(block: Block, labels: Labels) -> Block:
    """Blanks and the teacher's boxes say what they are to somebody who cannot see them."""
    match block:
        case AnswerLines(label=""):
            return replace(block, label=labels.label("Space for your answer: {count} lines", count=block.count))
        case NameLine(fields=fields, labels=()):
            return replace(block, labels=tuple(labels.label("Blank: {field}", field=field) for field in fields))
        case Note(role="teacher", label=""):
            return replace(block, label=labels.label("For the teacher:"))
    return block


def labels_of_blanks(document: Document, labels: Labels) -> Iterator[str]:
    """What blanks say by themselves; an answer may read the same: “Answer: 2”."""
    said: list[str] = []
    for block in walk(document.blocks):
        match block:
            case AnswerLines(label=label) if _labelled(replace(block, label=""), labels) == block:
                said.append(label)
            case NameLine(labels=own) if _labelled(replace(block, labels=()), labels) == block:
                said += own
    yield from dict.fromkeys(said)


def _document(unit: Unit, course: Course, labels: Labels, edition: Edition, blocks: tuple[Block, ...]) -> Document:
    title = next((plain(b.text) for b in blocks if isinstance(b, Heading)), str(unit.title[labels.lang]))
    marks = [labels.label(edition.mark)] if edition.mark else []
    marks += [labels.label("DRAFT: not finished")] if unit.is_open else []
    header = _margin(course.header, unit, course, labels)
    for mark in reversed(marks):
        header = replace(header, right=(Run(mark, bold=True), *((Run(" · "), *header.right) if header.right else ())))
    return Document(
        title=f"{title} ({', '.join(marks)})" if marks else title,
        lang=labels.lang,
        edition=edition.audience,
        blocks=blocks,
        header=header,
        footer=_margin(course.footer, unit, course, labels),
        subject=str(course.name[labels.lang]),
        keywords=(unit.name,),
        names=_names(unit),
        date=(unit.article.modified or unit.article.posted).isoformat(),
    )


def _names(unit: Unit) -> tuple[str, ...]:
    """What the unit's persons are called, in every language; who has no name is described at greater length."""
    names = [str(name) for actor in unit.actors.actors if actor.kind == "person" for name in actor.name.values()]
    return tuple(name for name in names if len(name.split()) <= _MOST_WORDS and re.fullmatch(r"[\w .’'-]+", name))


def _margin(text: MarginText, unit: Unit, course: Course, labels: Labels) -> Margin:
    values = {"course": course.name[labels.lang], "unit": unit.title[labels.lang], "page": PAGE, "pages": PAGES}

    def side(part: object) -> Inlines:
        return (Run(str(part).format(**values)),) if part else ()

    return Margin(
        side(text.left[labels.lang] if text.left else None), side(text.right[labels.lang] if text.right else None)
    )


def _refuse_missing(labels: Labels, course: Course, templates: Templates) -> None:
    """A label in the wrong language is worse than no handout."""
    if labels.missing:
        raise CoursewareError(
            [
                Problem(
                    N_("the label “{label}” has no translation in “{lang}”"),
                    N_('Add it to locales/{lang}/LC_MESSAGES/handout.po, or write t("…", "…") in the template.'),
                    {"label": label, "lang": labels.lang},
                    *templates.line_of(label, course),
                )
                for label in labels.missing
            ]
        )
