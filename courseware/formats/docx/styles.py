"""styles.xml: every look of a course as a style with the name that Word knows it by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from courseware.formats.docx.markup import DECLARATION, NAMESPACES, half_points, twips
from courseware.formats.docx.paragraph import (
    alignment,
    border,
    borders,
    indents,
    keep_next,
    shading,
    spacing,
    tab_stops,
)
from courseware.look.style import Look

if TYPE_CHECKING:
    from courseware.look.style import Style, TableLook

TABLE = "Handout Table"
GAP = 0.8
"""Room around what is set off from the text (a table, a box), in sizes of the body text."""


@dataclass(frozen=True, slots=True)
class Named:
    """A paragraph style: its id, the name that Word shows, its place in Word's list, and what Enter leads to.

    Names in Word's own spelling are built in, and Word translates them; the others are ours. `outline` is the depth in
    Word's navigation pane, from 0. `number` is the numId of a list.
    """

    id: str
    name: str
    look: str
    priority: int
    next: str = ""
    own: bool = False
    outline: int | None = None
    number: int | None = None


PARAGRAPHS = (
    Named("Title", "Title", "title", 10, next="BodyText"),
    Named("Subtitle", "Subtitle", "subtitle", 11, next="BodyText"),
    Named("Heading1", "heading 1", "heading2", 9, next="BodyText", outline=0),
    Named("Heading2", "heading 2", "heading3", 9, next="BodyText", outline=1),
    Named("Heading3", "heading 3", "heading3", 9, next="BodyText", outline=2),
    Named("BodyText", "Body Text", "body", 1),
    Named("ListNumber", "List Number", "list", 12, number=1),
    Named("ListBullet", "List Bullet", "list", 12, number=2),
    Named("Quote", "Quote", "quote", 29),
    Named("Attribution", "Attribution", "attribution", 29, next="BodyText", own=True),
    Named("TableHeader", "Table Header", "table_header", 32, own=True),
    Named("TableText", "Table Text", "table_cell", 32, own=True),
    Named("WritingLine", "Writing Line", "answer_line", 31, own=True),
    Named("NameLine", "Name Line", "name_line", 31, next="BodyText", own=True),
    Named("Box", "Box", "box", 30, own=True),
    Named("TeacherNote", "Teacher Note", "teacher", 30, own=True),
    Named("SourceCard", "Source Card", "source", 30, own=True),
    Named("SmallPrint", "Small Print", "meta", 33, own=True),
    Named("Badge", "Badge", "badge", 33, next="BodyText", own=True),
    Named("FootnoteText", "footnote text", "footnote", 99),
    Named("Figure", "Figure", "figure", 34, next="BodyText", own=True),
    Named("Separator", "Separator", "separator", 99, next="BodyText", own=True),
    Named("Header", "header", "header", 99),
    Named("Footer", "footer", "footer", 99),
)
"""A handout's title is Word's Title, so its sections are Word's heading 1 and no level is skipped."""


def look_of(name: str, style: Style) -> Look:
    """A look by name: the course's own, and the three that only Word needs."""
    if name == "figure":
        return replace(style.look("body"), align="left")
    if name == "footnote":
        return replace(style.look("meta"), after=0)
    if name == "separator":
        return Look(size=1, line=style.look("body").size * GAP)
    return style.look(name)


def part(style: Style) -> str:
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>{_defaults(style)}{_latent()}{_NORMAL}{_NORMAL_CHARACTERS}{_NORMAL_TABLE}"
        + "".join(_paragraph(named, style) for named in PARAGRAPHS)
        + _characters(style)
        + _table(style.table)
        + "</w:styles>"
    )


_OWN = ' w:customStyle="1"'
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/><w:uiPriority w:val="0"/><w:qFormat/></w:style>'
)
_NORMAL_CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
_NORMAL_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _theme_font(kind: str) -> str:
    return (
        f'<w:rFonts w:asciiTheme="{kind}HAnsi" w:eastAsiaTheme="{kind}EastAsia"'
        f' w:hAnsiTheme="{kind}HAnsi" w:cstheme="{kind}Bidi"/>'
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'


def _defaults(style: Style) -> str:
    """The text's colour stands here and not in Normal, where Word would let it beat a table style's (§17.7.2)."""
    body = style.look("body")
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_theme_font("minor")}<w:color w:val="{style.colors.text}"/>'
        f'{_size(body.size)}<w:lang w:val="en-US" w:eastAsia="ko-KR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{twips(body.line)}" w:lineRule="atLeast"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _latent() -> str:
    """Hides the 376 styles of Word's own that a handout has no use for (ECMA-376-1 §17.7.4.5)."""
    return (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        ' w:defQFormat="0" w:count="376"/>'
    )


def _paragraph(named: Named, style: Style) -> str:
    look = look_of(named.look, style)
    custom = _OWN if named.own else ""
    after = f'<w:next w:val="{named.next}"/>' if named.next else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{named.id}"><w:name w:val="{named.name}"/>'
        f'<w:basedOn w:val="Normal"/>{after}<w:uiPriority w:val="{named.priority}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(named, look, style)}</w:pPr><w:rPr>{_run_properties(look)}</w:rPr></w:style>"
    )


def _paragraph_properties(named: Named, look: Look, style: Style) -> str:
    """w:pPr of a style, its children in the order of ECMA-376-1 §17.3.1.26."""
    ruled, margin = named.look == "answer_line", named.look in ("header", "footer")
    return (
        keep_next(look)
        + ("<w:keepLines/>" if named.outline is not None else "")
        + (f'<w:numPr><w:numId w:val="{named.number}"/></w:numPr>' if named.number else "")
        + borders(look, between=ruled)
        + shading(look)
        + (tab_stops(("right", "none", style.page.text_width - look.right)) if margin else "")
        + spacing(look, exact=ruled or named.look == "separator")
        + ("" if named.number else indents(look))
        + alignment(look)
        + (f'<w:outlineLvl w:val="{named.outline}"/>' if named.outline is not None else "")
    )


def _run_properties(look: Look) -> str:
    return (
        (_theme_font("major") if look.heading_font else "")
        + ("<w:b/><w:bCs/>" if look.bold else "")
        + f'<w:color w:val="{look.color}"/>{_size(look.size)}'
    )


def _characters(style: Style) -> str:
    """Emphasis has dots (드러냄표): Korean type has no italic. Where its letters are Latin, each run slants instead."""
    colors = style.colors
    return (
        _character("Strong", "Strong", "<w:b/><w:bCs/>", 22)
        + _character("Emphasis", "Emphasis", f'<w:color w:val="{colors.accent}"/><w:em w:val="dot"/>', 20)
        + _character("Muted", "Muted", f'<w:color w:val="{colors.muted}"/>', 21, own=True)
        + _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>', 99)
        + _character("Hyperlink", "Hyperlink", f'<w:color w:val="{colors.link}"/><w:u w:val="single"/>', 99)
    )


def _character(style_id: str, name: str, properties: str, priority: int, *, own: bool = False) -> str:
    custom = _OWN if own else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="{priority}"/>'
        f"<w:qFormat/><w:rPr>{properties}</w:rPr></w:style>"
    )


def _table(look: TableLook) -> str:
    """Bold is left to the header's paragraphs: said in both places, Word takes it back (§17.7.3)."""
    pads = "".join(
        f'<w:{side} w:w="{twips(pad)}" w:type="dxa"/>'
        for side, pad in (("top", look.pad_y), ("left", look.pad_x), ("bottom", look.pad_y), ("right", look.pad_x))
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = (look.outer, look.sides, look.outer, look.sides, look.inner, look.columns)
    drawn = "".join(border(side, rule) for side, rule in zip(sides, rules, strict=True) if rule)
    below = f"<w:tcBorders>{border('bottom', look.header_rule)}</w:tcBorders>" if look.header_rule else ""
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="HandoutTable">'
        f'<w:name w:val="{TABLE}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{drawn}</w:tblBorders><w:tblCellMar>{pads}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="{look.header_color}"/></w:rPr><w:tcPr>'
        f'{below}<w:shd w:val="clear" w:color="auto" w:fill="{look.header_fill or "auto"}"/><w:vAlign w:val="center"/>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )
