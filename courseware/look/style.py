"""How a course looks, said once for every format. Lengths are in points (1/72 inch) unless a name says otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import Literal, TypeAlias

MM = 72 / 25.4

PAPERS: dict[str, tuple[float, float]] = {
    "A4": (210 * MM, 297 * MM),
    "B4": (257 * MM, 364 * MM),
    "Letter": (8.5 * 72, 11 * 72),
}
"""Width and height of a sheet. B4 is JIS B4, the paper of Korean school tests."""

DRAWN = ("single", "thick", "dotted", "dashed", "dashSmallGap", "dotDash", "dotDotDash", "double")
"""The kinds of rule that every format draws; a PDF draws any other as one line."""

Align: TypeAlias = Literal["left", "justify", "center", "right"]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet, its margins, and how far the header and the footer stand from the sheet's edge."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    header: float
    footer: float

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Family:
    """A typeface by the name that Word knows, and the TrueType files that a PDF embeds.

    `index` and `bold_index` are the faces' places in a TrueType collection (.ttc), 0 in a plain .ttf. `latin` is the
    family that Latin letters and digits take where it is another one.
    """

    name: str
    regular: Path
    bold: Path
    index: int = 0
    bold_index: int = 0
    latin: Family | None = None


@dataclass(frozen=True, slots=True)
class Fonts:
    """`fallback` fonts are tried in turn for a character that the wanted one lacks."""

    body: Family
    heading: Family
    fallback: tuple[Family, ...] = ()

    @property
    def families(self) -> tuple[Family, ...]:
        """All of them, those of Latin letters included."""
        named = (self.body, self.heading, *self.fallback)
        return (*named, *(family.latin for family in named if family.latin))


@dataclass(frozen=True, slots=True)
class Colors:
    """Six-digit RGB. Nothing depends on colour alone; every pair used has a contrast of 4.5 at least (WCAG 1.4.3)."""

    text: str
    primary: str
    accent: str
    muted: str
    rule: str
    tint: str
    link: str
    writing: str = "8C96A3"
    """Lines to write on: pale enough not to disturb a pencil, dark enough for a photocopier."""


LEAST = 4.5
"""Contrast of text and paper that WCAG 2.1 asks for (success criterion 1.4.3, level AA)."""


def contrast_of(first: str, second: str) -> float:
    """Between two colours, as WCAG 2.1 defines it: 1 for the same, 21 for black and white."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@dataclass(frozen=True, slots=True)
class Border:
    """A rule: thickness, colour, its distance from the text, and its kind as Word names it (ECMA-376-1 §17.18.2)."""

    width: float
    color: str
    space: float = 0
    kind: str = "single"


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of paragraph is set.

    `line` is the distance between baselines; `left` and `right` indent all lines, `first` the first one more (negative:
    it hangs). Borders and `fill` draw a box around neighbours of the same look.
    """

    size: float
    line: float
    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    first: float = 0
    bold: bool = False
    heading_font: bool = False
    color: str = "000000"
    align: Align = "left"
    keep_next: bool = False
    fill: str | None = None
    border_top: Border | None = None
    border_left: Border | None = None
    border_bottom: Border | None = None
    border_right: Border | None = None


@dataclass(frozen=True, slots=True)
class TableLook:
    """Rules above and below (`outer`), between the rows (`inner`), at both sides (`sides`) and between the columns.

    `header_rule` stands below the header row instead of `inner`. `pad_x` and `pad_y` are the room around a cell's text.
    """

    header_fill: str | None
    header_color: str
    outer: Border | None
    inner: Border | None
    pad_x: float
    pad_y: float
    sides: Border | None = None
    columns: Border | None = None
    header_rule: Border | None = None


NUMBERS = (
    "decimal", "decimalZero", "decimalEnclosedCircle", "ganada", "chosung", "lowerLetter", "upperLetter",
    "lowerRoman", "upperRoman",
)  # fmt: skip
"""The kinds of numbers that every format prints."""


@dataclass(frozen=True, slots=True)
class Label:
    """How items are numbered: the kind of number by Word's name (ECMA-376-1 §17.18.59), and {} in what is around.

    `bold` is None for numbers that are as bold as the text.
    """

    format: str
    text: str
    bold: bool | None = None


BRACKET = Label("decimal", "{})")
"""How a list is numbered that somebody typed with brackets, whatever the course wants."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture at the head or foot of every page, on a line of its own above the words."""

    image: bytes
    alt: str
    width: float
    height: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Style:
    """Everything a writer knows of a course's look. `looks` has one Look for every name in LOOKS.

    `numbers` and `bullets` are those of a list, of one inside it, and of one inside that; then they begin anew.
    `archival` asks for a file that an archive accepts, where the format has such a kind: PDF/A.
    """

    page: Page
    fonts: Fonts
    colors: Colors
    looks: dict[str, Look]
    table: TableLook
    list_indent: float
    numbers: tuple[Label, ...] = (Label("decimal", "{}."), Label("decimal", "{})"), Label("decimal", "({})"))
    bullets: tuple[str, ...] = ("•", "–", "·")
    archival: bool = False
    header_logo: Logo | None = None
    footer_logo: Logo | None = None

    def look(self, name: str) -> Look:
        return self.looks[name]

    @property
    def column_gap(self) -> float:
        """The room between two columns."""
        return self.look("body").size * 2

    def column_width(self, count: int) -> float:
        """How wide each of `count` columns is."""
        return (self.page.text_width - self.column_gap * (count - 1)) / count


LOOKS = (
    "title",
    "subtitle",
    "heading2",
    "heading3",
    "body",
    "meta",
    "badge",
    "list",
    "quote",
    "attribution",
    "table_header",
    "table_cell",
    "answer_line",
    "name_line",
    "box",
    "teacher",
    "source",
    "header",
    "footer",
)
"""heading2 and heading3 are Heading(2) and Heading(3), title is Heading(1). "box", "teacher" and "source" are the
paragraphs inside a Note of that role. "answer_line": `line` is the pitch of the ruled lines, border_bottom the rule."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a course says about its look; `make` turns it into a Style."""

    paper: str = "A4"
    margins_mm: tuple[float, float, float, float] = (20, 20, 18, 20)
    body_size: float = 10.5
    leading: float = 1.6
    line_pitch_mm: float = 9
    justify: bool = False
    text: str = "1F2328"
    primary: str = "1F3864"
    accent: str = "9A3B12"
    muted: str = "57606A"
    rule: str = "AEB7C2"
    tint: str = "F1F4F8"
    link: str = "0B4F9E"


def make(choices: Choices, fonts: Fonts) -> Style:
    """The whole look from a course's few choices, in steps of the body size so that one number scales a handout.

    All of it is rounded to the units that Word counts in, so that every format shows the same.
    """
    colors = Colors(
        choices.text, choices.primary, choices.accent, choices.muted, choices.rule, choices.tint, choices.link
    )
    size = choices.body_size
    return Style(
        page=_page(choices),
        fonts=fonts,
        colors=colors,
        looks={name: _rounded(look) for name, look in _looks(choices, colors, size).items()},
        table=TableLook(
            header_fill=colors.tint,
            header_color=colors.primary,
            outer=Border(1.25, colors.primary),
            inner=Border(0.5, colors.rule),
            pad_x=_twips(size * 0.5),
            pad_y=_twips(size * 0.32),
        ),
        list_indent=_twips(size * 1.9),
    )


def _page(choices: Choices) -> Page:
    top, right, bottom, left = (value * MM for value in choices.margins_mm)
    edges = (top, right, bottom, left, max(top * 0.5, 8 * MM), max(bottom * 0.5, 8 * MM))
    return Page(*PAPERS[choices.paper], *map(_twips, edges))


def _twips(points: float) -> float:
    """Rounded to twentieths of a point."""
    return round(points * 20) / 20


def _rounded(look: Look) -> Look:
    """Sizes in half points, lengths in twentieths, rules in eighths, their distance in whole points.

    A line is as many sizes high as before, or a little higher.
    """

    def ruled(border: Border | None) -> Border | None:
        return replace(border, width=round(border.width * 8) / 8, space=round(border.space)) if border else None

    size = round(look.size * 2) / 2
    return replace(
        look,
        size=size,
        line=ceil(look.line * size / look.size * 20 - 1e-6) / 20,
        before=_twips(look.before),
        after=_twips(look.after),
        left=_twips(look.left),
        right=_twips(look.right),
        border_top=ruled(look.border_top),
        border_left=ruled(look.border_left),
        border_bottom=ruled(look.border_bottom),
        border_right=ruled(look.border_right),
    )


def _looks(choices: Choices, colors: Colors, size: float) -> dict[str, Look]:
    """One Look a name. No line is closer than 1.45 of its size: Noto Sans KR's own height, below which Word clips."""
    line = size * choices.leading
    small = size * 0.86
    cell = size * 0.92
    thin = Border(0.6, colors.writing)
    bar = Border(2.25, colors.accent, size * 0.7)
    note_bar = Border(1.5, colors.accent, size * 0.6)
    return {
        "title": Look(
            size * 1.9,
            size * 1.9 * 1.45,
            after=size * 0.2,
            bold=True,
            heading_font=True,
            color=colors.primary,
            keep_next=True,
        ),
        "subtitle": Look(size * 1.1, size * 1.1 * 1.5, after=size * 0.9, color=colors.muted, keep_next=True),
        "heading2": Look(
            size * 1.3,
            size * 1.3 * 1.45,
            before=size * 1.6,
            after=size * 0.6,
            bold=True,
            heading_font=True,
            color=colors.primary,
            keep_next=True,
            border_bottom=Border(0.75, colors.rule, size * 0.25),
        ),
        "heading3": Look(
            size * 1.08,
            size * 1.08 * 1.5,
            before=size,
            after=size * 0.35,
            bold=True,
            heading_font=True,
            color=colors.accent,
            keep_next=True,
        ),
        "body": Look(size, line, after=size * 0.6, color=colors.text, align="justify" if choices.justify else "left"),
        "meta": Look(small, small * 1.5, after=size * 0.4, color=colors.muted),
        "badge": Look(small, small * 1.5, after=size * 0.5, bold=True, color=colors.accent),
        "list": Look(size, line, after=size * 0.35, color=colors.text),
        "quote": Look(
            size, line, after=size * 0.1, left=bar.space + bar.width, color=colors.text, keep_next=True, border_left=bar
        ),
        "attribution": Look(
            small, small * 1.5, after=size * 0.8, left=bar.space + bar.width, color=colors.muted, border_left=bar
        ),
        "table_header": Look(cell, cell * 1.45, bold=True, color=colors.primary, keep_next=True),
        "table_cell": Look(cell, cell * 1.48, color=colors.text),
        "answer_line": Look(size, max(choices.line_pitch_mm * MM, size * 1.5), color=colors.text, border_bottom=thin),
        "name_line": Look(size, size * 2, after=size * 0.8, color=colors.text),
        "box": _box(size, line, colors.text, colors.tint, Border(0.75, colors.rule, size * 0.6)),
        "teacher": Look(
            small,
            small * 1.5,
            after=size * 0.25,
            left=note_bar.space + note_bar.width,
            color=colors.text,
            border_left=note_bar,
        ),
        "source": _box(small, small * 1.5, colors.text, colors.tint, Border(0.75, colors.rule, size * 0.6)),
        "header": Look(small * 0.95, small * 0.95 * 1.45, color=colors.muted),
        "footer": Look(
            small * 0.95, small * 0.95 * 1.45, color=colors.muted, border_top=Border(0.5, colors.rule, size * 0.35)
        ),
    }


def _box(size: float, line: float, color: str, fill: str, border: Border) -> Look:
    """A filled box with a rule on all four sides, its text as wide as the page less the box's own padding."""
    return Look(
        size,
        line,
        after=size * 0.25,
        left=border.space,
        right=border.space,
        color=color,
        fill=fill,
        border_top=border,
        border_left=border,
        border_bottom=border,
        border_right=border,
    )
