"""What a Word file asks for and no handout does: each kind of thing named once, with the styles that ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from courseware.course.word_look.cascade import OFF, on
from courseware.course.word_look.looks import page_of
from courseware.course.word_look.package import attributes, w
from courseware.errors import N_, Problem
from courseware.look.style import DRAWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml.etree import _Element as Element

    from courseware.course.word_look.cascade import Attributes, Properties, Sheet, Values
    from courseware.course.word_look.sections import Sections
    from courseware.errors import Level
    from courseware.look.style import Page

_LETTERS = {
    "i": N_("italic letters are not taken over ({where})"),
    "u": N_("underlining is not taken over ({where})"),
    "strike": N_("struck-through letters are not taken over ({where})"),
    "caps": N_("capitals for small letters are not taken over ({where})"),
    "smallCaps": N_("small capitals are not taken over ({where})"),
    "spacing": N_("wider or narrower letter spacing is not taken over ({where})"),
    "w": N_("letters made wider or narrower are not taken over ({where})"),
    "em": N_("emphasis dots are not taken over ({where})"),
    "shd": N_("a color behind the letters is not taken over ({where})"),
    "bdr": N_("a frame around the letters is not taken over ({where})"),
    "vanish": N_("hidden text is printed ({where})"),
}
_WORDS = {
    "b": N_("bold for words within a text is not taken over ({where})"),
    "color": N_("a color for words within a text is not taken over ({where})"),
    "sz": N_("a size for words within a text is not taken over ({where})"),
    "rFonts": N_("a font for words within a text is not taken over ({where})"),
}
CHARACTERS = {"Strong": ("b",), "Emphasis": ("color", "em"), "Muted": ("color",), "Hyperlink": ("color", "u")}
"""The character styles of a handout, and what of them a handout has."""
_STAYS = {
    "b": N_("words within a text stay bold ({where})"),
    "u": N_("words within a text stay underlined ({where})"),
}
_NEUTRAL = {"spacing": "0", "w": "100"}
_PARAGRAPHS = {
    "framePr": N_("text frames are not taken over ({where})"),
    "tabs.tab": N_("tab stops and their leaders are not taken over ({where})"),
    "contextualSpacing": N_("“no space between paragraphs of the same style” is not taken over ({where})"),
    "pageBreakBefore": N_("“page break before” is not taken over ({where})"),
}
_SECTION = {
    "pgBorders": N_("a border around the page is not taken over"),
    "cols": N_("text in columns is not taken over"),
    "docGrid": N_("the line grid is not taken over"),
    "textDirection": N_("vertical text is not taken over"),
    "titlePg": N_("another header or footer on the first page is not taken over"),
}
_NOTHING = {
    "pgBorders": ("display", ()),
    "cols": ("num", ("", "0", "1")),
    "docGrid": ("type", ("", "default")),
    "textDirection": ("val", ("", "lrTb", "lr")),
    "titlePg": ("val", OFF),
}
"""The attribute and its values by which a section says that it wants none of it."""
EVEN = N_("another header or footer on even pages is not taken over")
PAGES = N_("of several papers and margins, those of the section with the most text are taken over")
BACKGROUND = N_("a color of the page is not taken over")
NUMBERED = N_("numbers of headings and paragraphs are not taken over ({where})")
BANDS = N_("of a table style, only its rules, its margins and its first row are taken over ({where})")
BORDERS = N_("a table's rules above and below, or left and right, are made alike ({where})")
KIND = N_("PDFs draw rules of the kind “{kind}” as one line ({where}); Word handouts keep them")
FONT = N_("PDFs take {instead} for “{font}”; Word handouts keep it")
OTHER_FONT = N_("only one font for text and one for headings are taken over, not “{font}” ({where})")
NUMBERS = N_("numbers or bullets of some levels are not taken over ({where})")
UNLIKE = N_("“{style}” looks like “{like}” in a handout")
PICTURE = N_("a picture in the header or footer is not taken over ({why})")
BROKEN = N_("the picture in the header or footer cannot be shown")
MISSING = N_("a picture in the header or footer is missing from the Word file")
ELSEWHERE = N_("a picture in the header or footer of other pages is not taken over")
UNDESCRIBED = N_("the picture in the header or footer has no alternative text")
NUMBER_LETTERS = N_("of the letters of numbers and bullets, only bold numbers are taken over ({where})")
INDENTS = N_("indents that leave little room are not taken over ({where})")
BY_HAND = N_("formatting by hand is not taken over, and most of the text has it")
PALE = N_("letters that could hardly be seen take the color of the text ({where})")
SPOILT = N_("a part of the Word file is damaged and counts as absent ({part})")
CHANGED = (PALE, SPOILT)
"""What a teacher is told while handouts are made, too: they do not look as the file does, and nobody asked for it."""
BODY = N_("text typed into the Word file is not printed: “{text}”")
MARGIN = N_("words in the header or footer of the Word file are not printed: “{text}”")
_BY_STYLES = N_("In Word, change the styles instead: right-click one in the styles pane, then “Modify”.")
_LONGEST = 40
_MOST_PLACES = 4
_TABBED = ("header", "footer", "name_line")
_USUAL = ("", "firstRow")


@dataclass
class Losses:
    """Collects what is lost, one problem for each message and value, with everything that it concerns."""

    file: Path
    _lost: dict[tuple[str, str], tuple[Level, str, dict[str, object], dict[str, None]]] = field(default_factory=dict)

    def add(self, message: str, where: str = "", remedy: str = "", level: Level = "note", **values: object) -> None:
        key = (message, repr(values))
        *_, places = self._lost.setdefault(key, (level, remedy, values, {}))
        if where:
            places[where] = None

    def problems(self) -> tuple[Problem, ...]:
        return tuple(
            Problem(message, remedy, values | {"where": _listed([*places])}, self.file, level=level)
            for (message, _), (level, remedy, values, places) in self._lost.items()
        )

    def text(self, message: str, text: str, remedy: str) -> None:
        if text:
            shown = text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
            self.add(message, remedy=remedy, level="warning", text=shown)

    def style(self, properties: Properties, name: str, look: str) -> None:
        """What a paragraph style asks for. Headers and footers have tab stops anyway, and so have name lines."""
        run, paragraph = properties.run, properties.paragraph
        for key in _letters(run):
            self.add(_LETTERS[key], name)
        for key, message in _PARAGRAPHS.items():
            if on(paragraph, key) and not (key == "tabs.tab" and (look in _TABBED or _cleared(paragraph[key]))):
                self.add(message, name)
        for key, border in paragraph.items():
            if key.startswith("pBdr."):
                self.rule(border.get("val", "none"), name)

    def words(self, run: Values, name: str, given: Sequence[str], body: Values) -> None:
        """What a character style asks for beyond what is `given` to such words; looking like the `body` is no loss."""
        asked = {key: run[key].items() for key in _WORDS if on(run, key) and run[key].get("val") != "auto"}
        own = [key for key, values in asked.items() if not values <= body.get(key, {}).items() or key == "b"]
        for key, message in (_WORDS | _LETTERS).items():
            if key not in given and key in (*own, *_letters(run)):
                self.add(message, name)
        for key in given:
            if key in _STAYS and not on(run, key):
                self.add(_STAYS[key], name)

    def rule(self, kind: str, name: str) -> None:
        if kind not in DRAWN and kind not in ("none", "nil"):
            self.add(KIND, name, kind=kind)

    def table(self, sheet: Sheet, style: Element) -> None:
        name, whole = sheet.name(style), sheet.table(style)
        rules = whole.table
        for key, border in rules.items():
            if key.startswith("tblBorders."):
                self.rule(border.get("val", "none"), name)
        for one, other in (("top", "bottom"), ("left", "right")):
            if rules.get(f"tblBorders.{one}") != rules.get(f"tblBorders.{other}"):
                self.add(BORDERS, name)
        parts = [part.get(w("type")) for link in sheet.chain(style) for part in link.iterfind(w("tblStylePr"))]
        if any(part not in _USUAL for part in parts) or whole.cell.get("shd", {}).get("fill", "auto") != "auto":
            self.add(BANDS, name)

    def by_hand(self, document: Element) -> None:
        """Letters that were set one by one, where most of the text has such."""
        letters = {True: 0, False: 0}
        for text in document.iter(w("t")):
            run = text.getparent()
            letters[run is not None and _set_by_hand(run.find(w("rPr")))] += len(text.text or "")
        if letters[True] > letters[False]:
            self.add(BY_HAND, remedy=_BY_STYLES, level="warning")

    def sections(self, sections: Sections, page: Page) -> None:
        """What the section that gives the `page` asks for, and what others have."""
        for name in _asked(sections.main):
            self.add(_SECTION[name])
        if sections.even:
            self.add(EVEN)
        if any(page_of(section.properties, page) != page for section in sections.all):
            self.add(PAGES)


def _set_by_hand(properties: Element | None) -> bool:
    """Whether a run has a font, a size or a colour of its own."""
    for node in properties if properties is not None else ():
        if node.tag in (w("sz"), w("color")) or (node.tag == w("rFonts") and set(attributes(node)) - {"hint"}):
            return True
    return False


def _letters(run: Values) -> list[str]:
    """What is asked of letters that no handout has."""
    return [
        key
        for key in _LETTERS
        if on(run, key) and run[key].get("val") != _NEUTRAL.get(key, "") and run[key].get("fill") != "auto"
    ]


def _cleared(tab: Attributes) -> bool:
    """Whether a style takes an inherited tab stop away."""
    return tab.get("val") == "clear"


def _listed(places: list[str]) -> str:
    more = " …" if len(places) > _MOST_PLACES else ""
    return ", ".join(places[:_MOST_PLACES]) + more


def _asked(section: Element | None) -> Iterator[str]:
    for node in section if section is not None else ():
        name = str(node.tag).partition("}")[2]
        if name in _SECTION and node.get(w(_NOTHING[name][0]), "") not in _NOTHING[name][1]:
            yield name
