"""Reads a whole Word file as a Style: a style that it lacks keeps the course's look in the file's colours and sizes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from courseware.course.word_look import lost, specimen
from courseware.course.word_look.cascade import Properties, Sheet, on
from courseware.course.word_look.lists import bullet, label, lettered, levels, numbered
from courseware.course.word_look.logo import logo_of
from courseware.course.word_look.looks import BLACK, in_margin, indent_of, look_of, page_of, seen, table_of
from courseware.course.word_look.lost import Losses
from courseware.course.word_look.package import ANEW, Word, opened, texts, w
from courseware.course.word_look.sections import Sections
from courseware.course.word_look.theme import theme_of
from courseware.course.word_look.typefaces import Typefaces, names_of
from courseware.errors import N_, Problem
from courseware.formats.docx.styles import PARAGRAPHS, TABLE
from courseware.look import fonts as font_files
from courseware.look.style import LEAST, LOOKS, Choices, Fonts, Label, Look, Page, Style, TableLook, contrast_of, make

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element as Element

_OTHER_NAMES = {
    "title": ("제목",),
    "subtitle": ("부제",),
    "heading2": ("제목 1", "개요 1"),
    "heading3": ("제목 2", "개요 2"),
    "body": ("본문",),
    "list": ("List Bullet", "List Paragraph", "목록 단락", "Compact"),
    "quote": ("Block Text", "Quotations", "인용"),
    "header": ("머리글",),
    "footer": ("바닥글",),
}
"""What Word in Korean, Hancom, LibreOffice and pandoc call a style that Word's own name does not find."""
_OTHER_COLOR = N_("Choose another color for them in Word.")
_TABLES = (TABLE, "Table Grid", "표 구분선", "Table")


@dataclass(frozen=True)
class Adopted:
    """The Style of a Word file, and what of the file is not taken over."""

    style: Style
    problems: tuple[Problem, ...]


def adopted(path: Path, choices: Choices, fonts: Fonts) -> Adopted:
    """See `courseware.course.word_look.adopt`."""
    word, losses = opened(path), Losses(path)
    sections = Sections(word)
    style = _Reader(word, sections, choices, fonts, losses).style()
    losses.sections(sections, style.page)
    losses.by_hand(word.document)
    _name_texts(word, sections, losses)
    for part in word.spoilt:
        losses.add(lost.SPOILT, remedy=ANEW, level="warning", part=part)
    return Adopted(style, losses.problems())


def _name_texts(word: Word, sections: Sections, losses: Losses) -> None:
    """People take a reference for a template and type into it."""
    remedy = N_("Only the look is taken from this file. What is to be printed goes into handout.md.")
    losses.text(lost.BODY, _typed([word.document]), remedy)
    margins = [part.element for kind in ("header", "footer") for part in sections.margins(kind)]
    remedy = N_("Write them in course.yaml under “header:” or “footer:”, in each language. A picture is taken over.")
    losses.text(lost.MARGIN, _typed(margins), remedy)


def _typed(roots: list[Element]) -> str:
    """The first text that is not the specimen's own."""
    typed = [text for root in roots for text in texts(root)]
    return next((text for text in typed if text not in specimen.known()), "") if typed else ""


class _Reader:
    """Reads one file; `losses` collects what is not taken over."""

    def __init__(self, word: Word, sections: Sections, choices: Choices, fonts: Fonts, losses: Losses) -> None:
        self._word, self._sections, self._course, self._losses = word, sections, choices, losses
        self._headings = {name for name, look in make(choices, fonts).looks.items() if look.heading_font}
        self._sheet = Sheet(word, theme_of(word))
        self._properties: dict[str, Properties] = {}
        self._names: dict[str, str] = {}
        for name in LOOKS:
            self._find(name)
        heading = next((name for name in ("heading2", "title", "body") if name in self._properties), "body")
        self._body, self._heading = (names_of(self._properties[name]) for name in ("body", heading))
        faces = Typefaces(fonts, word.font_table, losses)
        families = faces.family(self._body, fonts.body), faces.family(self._heading, fonts.heading)
        self._fonts = font_files.backed(*families, fonts.fallback)
        body = look_of(self._properties["body"], 1, heading_font=False)
        self._text = seen(body.color, body.fill, BLACK)

    def _find(self, look: str) -> None:
        """The style for a look. Running text is what the file calls so, or else its standard paragraph."""
        own = next((named.name for named in PARAGRAPHS if named.look == look), look)
        style = self._sheet.find("paragraph", (own, *_OTHER_NAMES.get(look, ())))
        if style is None and look == "body":
            style = self._sheet.default("paragraph")
        if style is not None or look == "body":
            self._properties[look] = self._sheet.properties(style)
            self._names[look] = self._sheet.name(style)

    def style(self) -> Style:
        looks = {name: self._look(name, properties) for name, properties in self._properties.items()}
        own = make(self._choices(looks), self._fonts)
        looks = own.looks | looks
        if "attribution" not in self._properties:
            looks["attribution"] = _beside(looks["attribution"], looks["quote"])
        looks |= {name: self._seen(look) for name, look in looks.items() if name != "table_header"}
        table, looks["table_header"] = self._table(own.table, looks)
        self._name_what_is_lost(looks)
        page = page_of(self._sections.main, own.page)
        looks |= {name: self._in_margin(name, looks[name], page) for name in ("header", "footer")}
        return replace(
            own,
            page=page,
            colors=replace(own.colors, writing=_color_of_rule(looks["answer_line"], own.colors.writing)),
            looks=looks,
            table=table,
            list_indent=self._list_indent() or own.list_indent,
            numbers=self._numbers(own.numbers),
            bullets=self._bullets(own.bullets),
            header_logo=logo_of(self._sections, "header", page, self._sheet, self._losses),
            footer_logo=logo_of(self._sections, "footer", page, self._sheet, self._losses),
        )

    def _look(self, name: str, properties: Properties) -> Look:
        names = names_of(properties)
        heading = self._headings if self._body == self._heading else {name} if names == self._heading else set()
        family = self._fonts.heading if name in heading else self._fonts.body
        look = look_of(properties, font_files.height(family), heading_font=name in heading)
        look = look if name == "table_header" else self._seen(look, self._names[name])  # see _table
        return replace(look, left=0, first=0) if name == "list" else look  # see _list_indent

    def _seen(self, look: Look, name: str = "", ground: str | None = None) -> Look:
        """`look` in a colour that can be seen on its ground; `name` is the file's style that asks for another one."""
        color = seen(look.color, look.fill or ground, self._text)
        if color != look.color and name:
            self._losses.add(lost.PALE, name, _OTHER_COLOR, "warning")
        return replace(look, color=color)

    def _in_margin(self, name: str, look: Look, page: Page) -> Look:
        """The look of a header or a footer, as far in as its words and the page number have room beside each other."""
        fitted = in_margin(look, page)
        if fitted is None and name in self._names:
            self._losses.add(lost.INDENTS, self._names[name])
        return fitted or replace(look, left=0, right=0, first=0)

    # What the course's own choices become in the file's colours and sizes

    def _choices(self, looks: dict[str, Look]) -> Choices:
        body = looks["body"]
        values: dict[str, Any] = {
            "body_size": body.size,
            "leading": max(body.line / body.size, font_files.height(self._fonts.body)),
            "justify": body.align == "justify",
            "text": body.color,
            "primary": looks["heading2"].color if "heading2" in looks else None,
            "accent": self._letters("Emphasis") or _readable(looks.get("heading3")),
            "muted": self._letters("Muted") or _readable(looks.get("subtitle")),
            "link": self._letters("Hyperlink"),
            "tint": looks["box"].fill if "box" in looks else None,
            "rule": self._rule(),
        }
        if values["accent"] == body.color:
            del values["accent"]  # emphasis would not show
        return replace(self._course, **{name: value for name, value in values.items() if value is not None})

    def _letters(self, name: str) -> str | None:
        """The colour that a character style gives."""
        style = self._sheet.find("character", (name,))
        color = self._sheet.letters(style).get("color", {}).get("val", "auto") if style is not None else "auto"
        return None if color == "auto" else self._seen(Look(1, 1, color=color), name).color

    def _rule(self) -> str | None:
        table = self._table_style()
        inner = table_of(self._sheet, table).inner if table is not None else None
        return inner.color if inner else None

    # Tables and lists

    def _table_style(self) -> Element | None:
        """The handouts' own table style, or the one that every table of Word begins with."""
        named = self._sheet.find("table", _TABLES[:1])
        if named is None and self._word.settings is not None:
            default = self._word.settings.find(w("defaultTableStyle"))
            named = self._sheet.by_id(default.get(w("val"), "")) if default is not None else None
        return self._sheet.find("table", _TABLES) if named is None else named

    def _table(self, own: TableLook, looks: dict[str, Look]) -> tuple[TableLook, Look]:
        """The table, and its header's letters: those of their style, or of the table's first row on top of a cell's."""
        style, header = self._table_style(), looks["table_header"]
        if style is None:
            header = self._seen(header, self._names.get("table_header", ""), own.header_fill)
            return replace(own, header_color=header.color), header
        letters = self._sheet.table(style, "firstRow").run
        if "table_header" in self._properties:
            header = replace(header, bold=header.bold ^ on(letters, "b"))  # each takes the other back (§17.7.3)
        elif letters:
            header = replace(header, bold=on(letters, "b"), color=_color(letters, looks["table_cell"].color))
        self._losses.table(self._sheet, style)
        table = table_of(self._sheet, style)
        header = self._seen(header, self._names.get("table_header") or self._sheet.name(style), table.header_fill)
        return replace(table, header_color=header.color), header

    def _list_indent(self) -> float:
        """How far a list's text stands in: its style says so, or the list's first level (§17.9.22)."""
        if "list" not in self._properties:
            return 0
        paragraph = self._properties["list"].paragraph
        size = self._look("list", self._properties["list"]).size
        first = levels(self._word.numbering, self._properties["list"])[:1]
        inherited = self._sheet.values(first[0].find(w("pPr"))) if first else {}
        return indent_of(paragraph, size) or indent_of(inherited, size)

    def _numbers(self, own: tuple[Label, ...]) -> tuple[Label, ...]:
        """The file's, level by level; `own` where it has none."""
        labels = [label(level) for level in self._levels("List Number", len(own))]
        if None in labels:
            self._losses.add(lost.NUMBERS, "List Number")
        return tuple(new or old for new, old in zip_longest(labels, own))

    def _bullets(self, own: tuple[str, ...]) -> tuple[str, ...]:
        signs = [bullet(level) for level in self._levels("List Bullet", len(own))]
        printed = [sign if sign and font_files.prints(sign) else None for sign in signs]
        if None in printed:
            self._losses.add(lost.NUMBERS, "List Bullet")
        return tuple(new or old for new, old in zip_longest(printed, own))

    def _levels(self, name: str, count: int) -> list[Element]:
        """The first levels of the list that the style `name` belongs to."""
        style = self._sheet.find("paragraph", (name,))
        list_levels = levels(self._word.numbering, self._sheet.properties(style))[:count] if style is not None else []
        if any(map(lettered, list_levels)):
            self._losses.add(lost.NUMBER_LETTERS, name)
        return list_levels

    # What is lost

    def _name_what_is_lost(self, looks: dict[str, Look]) -> None:
        for look, properties in self._properties.items():
            self._losses.style(properties, self._names[look], look)
            if look != "list" and numbered(self._word.numbering, properties):
                self._losses.add(lost.NUMBERED, self._names[look])
            names = names_of(properties)
            if names not in (self._body, self._heading, None):
                self._losses.add(lost.OTHER_FONT, self._names[look], font=str(names))
        for name, given in lost.CHARACTERS.items():
            character = self._sheet.find("character", (name,))
            if character is not None:
                self._losses.words(self._sheet.letters(character), name, given, self._properties["body"].run)
        for named in PARAGRAPHS:
            twin = self._sheet.find("paragraph", (named.name,))
            first = self._names.get(named.look)
            if twin is None or first is None or self._sheet.name(twin) == first:
                continue
            if self._look(named.look, self._sheet.properties(twin)) != looks[named.look]:
                self._losses.add(lost.UNLIKE, style=self._sheet.name(twin), like=first)


def _beside(look: Look, neighbour: Look) -> Look:
    """`look` as far in as its neighbour, within the same box."""
    return replace(
        look,
        left=neighbour.left,
        right=neighbour.right,
        fill=neighbour.fill,
        border_top=neighbour.border_top,
        border_left=neighbour.border_left,
        border_bottom=neighbour.border_bottom,
        border_right=neighbour.border_right,
    )


def _readable(look: Look | None) -> str | None:
    """Its colour, if other letters may take it, too."""
    return look.color if look and contrast_of(look.color, "FFFFFF") >= LEAST else None


def _color(letters: dict[str, dict[str, str]], default: str) -> str:
    color = letters.get("color", {}).get("val", "auto")
    return default if color == "auto" else color


def _color_of_rule(look: Look, default: str) -> str:
    return look.border_bottom.color if look.border_bottom else default
