"""Inline text as Word runs: which font a character takes, which language it is in, where it links to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias
from urllib.parse import quote, urlsplit
from zlib import crc32

from courseware.document.blocks import PAGE, PAGES, Inlines, Run, Stress, cut, plain, stresses
from courseware.formats.docx.forms import width
from courseware.formats.docx.markup import attribute, clean, escape
from courseware.formats.together import chains, joints
from courseware.languages import ENGLISH, KOREAN, by_letters, eastern, region, romanised
from courseware.text.letters import LATIN

Relate: TypeAlias = Callable[[str], str]
"""From an address outside the document to the id of its relationship (ECMA-376-2 §9.3)."""

Note: TypeAlias = Callable[[Inlines], int]
"""From a footnote to its id."""

_EAST = (
    "\u1100-\u11ff\u2e80-\u31ff\u3200-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_EASTERN_STRETCH = re.compile(f"([{_EAST}]+(?:[^{_EAST}{LATIN}]*[{_EAST}]+)*)")

_SPECIAL = re.compile(f"([\n\t{PAGE}{PAGES}])")
_FIELDS = {PAGE: "PAGE", PAGES: "NUMPAGES"}
_KEPT_IN_ADDRESS = "!#$%&'()*+,/:;=?@~"
_SCHEMES = frozenset({"http", "https"})
_NO_BREAK = "\u00a0"
_LONGEST_BOOKMARK = 40  # characters, as Word's own dialog takes them
_BOLD = 1.2
"""How much wider bold letters are at most, where a course's face is not installed and another takes its place."""
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?")


def tied(text: Inlines, names: tuple[str, ...], room: float) -> Inlines:
    """`text` with no-break spaces where no line may end; `room` is that of a line, in sizes of the type.

    What is longer stays as it is: Word would cut it between any two letters. Hyphens stay, too: nobody who searches for
    a name types one that does not break.
    """
    whole = plain(text)
    kept = [stretch for stretch in chains(whole, names) if _words_width(text, whole, *stretch) <= room]
    places = {at for at in joints(whole, kept) if whole[at] == " "}
    if not places:
        return text
    pieces, at = [], 0
    for run in text:
        letters = (_NO_BREAK if at + n in places else letter for n, letter in enumerate(run.text))
        pieces.append(replace(run, text="".join(letters)))
        at += len(run.text)
    return tuple(pieces)


def _words_width(text: Inlines, whole: str, start: int, end: int) -> float:
    """How wide the words are that `whole[start:end]` touches, if they are bold in the widest face that may stand in."""
    start = whole.rfind(" ", 0, start) + 1
    end = whole.find(" ", end)
    words = whole[start : end if end >= 0 else len(whole)]
    return width(words, _BOLD if any(run.bold for run in cut(text, start, start + len(words))) else 1)


def runs(text: Inlines, lang: str, relate: Relate, note: Note | None = None) -> str:
    """`text` of a document in `lang`. Neighbouring runs with the same link become one hyperlink.

    Without `note`, in a header or in a footnote, there are no footnotes.
    """
    if len(text) == 1 and not text[0].link and not text[0].footnote:
        return _run(text[0], lang)
    out = []
    for link, group in groupby(text, key=lambda run: target(run.link)):
        inner = "".join(
            _reference(note(run.footnote)) if run.footnote and note else _run(run, lang, linked=bool(link))
            for run in group
        )
        out.append(_hyperlink(link, inner, relate) if link else inner)
    return "".join(out)


def _hyperlink(link: str, inner: str, relate: Relate) -> str:
    where = f'w:anchor="{bookmark(link[1:])}"' if link.startswith("#") else f'r:id="{relate(link)}"'
    return f'<w:hyperlink {where} w:history="1">{inner}</w:hyperlink>'


def target(link: str | None) -> str:
    """Where a link leads: "#" and a heading's anchor, or an address that Word opens."""
    return link if link and link.startswith("#") else address(link)


def bookmark(anchor: str) -> str:
    """`anchor` as Word wants a bookmark's name: letters, digits and underscores, 40 at most, a letter first.

    What is cut off a long one stays in a checksum, or two headings that begin alike would have the same.
    """
    name = re.sub(r"\W", "_", clean(anchor))
    name = name if name[:1].isalpha() else f"h_{name}"
    return name if len(name) <= _LONGEST_BOOKMARK else f"{name[:31]}_{crc32(name.encode()):08x}"


def address(link: str | None) -> str:
    """`link` as a URI that Word opens, or "" for none. Word calls a whole file damaged for one malformed target."""
    link = clean(link or "").strip()
    if link.startswith("mailto:"):
        return quote(link, safe=_KEPT_IN_ADDRESS)
    try:
        parts = urlsplit(link)
        host = parts.netloc.encode("idna").decode()
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or not _HOST.fullmatch(host):
        return ""
    return quote(parts._replace(netloc=host).geturl(), safe=_KEPT_IN_ADDRESS)


def _reference(number: int) -> str:
    """A footnote's mark, which a word processor numbers (ECMA-376-1 §17.11.14)."""
    style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'


def _run(run: Run, lang: str, *, linked: bool = False) -> str:
    parts = stresses(run.text) if run.emphasis else ((run.text, None),)
    return "".join(
        _stretch(text, _properties(run, linked, voice, stress, western=_is_western(text)))
        for part, stress in parts
        for text, voice in _voices(part, run.lang or lang)
        if text
    )


def _voices(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """`text` cut where its language has to be said anew.

    Word finds the font of hangul and hanja by itself but not that of “ ” · …, which are Eastern in Korean text and
    Western in English text (w:hint, ECMA-376-1 §17.3.2.26). So Korean text stays whole, and other text is cut only
    around hangul and hanja.
    """
    if eastern(lang) or romanised(lang) or not _EASTERN_STRETCH.search(text):
        yield text, lang
        return
    for i, part in enumerate(_EASTERN_STRETCH.split(text)):
        yield part, (by_letters(part) or KOREAN.tag) if i % 2 else lang


def _is_western(text: str) -> bool:
    return bool(re.search(f"[{LATIN}0-9]", text)) and not _EASTERN_STRETCH.search(text)


def _properties(run: Run, linked: bool, lang: str, stress: Stress | None, *, western: bool) -> str:
    """A run's properties; `stress` is how its emphasis shows, None where it has none."""
    return _written(run.bold, run.muted, run.underline and not linked, linked, lang, stress, western)


@lru_cache(maxsize=256)
def _written(
    bold: bool, muted: bool, underlined: bool, linked: bool, lang: str, stress: Stress | None, western: bool
) -> str:
    """w:rPr, its children in the order of ECMA-376-1 §17.3.2.28. A run has room for one style; the rest comes on top.

    The style of emphasis has dots, which a run takes back whose letters slant, or show nothing. A `western` text has no
    Eastern letter: its Latin letters are English, as in the whole file (by Korean rules LibreOffice would cut “p17”).
    """
    emphasis = stress is not None
    style = "Hyperlink" if linked else "Emphasis" if emphasis else "Muted" if muted else "Strong" if bold else ""
    dots = "dot" if stress == "dots" else "none"
    in_latin, in_eastern = romanised(lang), eastern(lang)
    english = in_latin or (western and in_eastern)
    tag = attribute(region(lang))
    return (
        "<w:rPr>"
        + (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ('<w:rFonts w:hint="eastAsia"/>' if in_eastern else "")
        + ("<w:b/><w:bCs/>" if bold and style != "Strong" else "")
        + ("<w:i/><w:iCs/>" if stress == "slant" else "")
        + ("<w:noProof/>" if in_latin else "")
        + ('<w:u w:val="single"/>' if underlined else "")
        + (f'<w:em w:val="{dots}"/>' if emphasis and (dots == "dot") == linked else "")
        + f'<w:lang w:val="{ENGLISH.region if english else tag}" w:eastAsia="{tag if in_eastern else KOREAN.region}"/>'
        + "</w:rPr>"
    )


def _stretch(text: str, properties: str) -> str:
    """Text that is all alike, with its line breaks, tabs and page numbers."""
    text = escape(text)
    if not _SPECIAL.search(text):
        return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return "".join(_piece(piece, properties) for piece in _SPECIAL.split(text) if piece)


def _piece(piece: str, properties: str) -> str:
    if piece in _FIELDS:
        return _field(_FIELDS[piece], properties)
    if piece == "\n":
        return f"<w:r>{properties}<w:br/></w:r>"
    if piece == "\t":
        return f"<w:r>{properties}<w:tab/></w:r>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{piece}</w:t></w:r>'


def _field(instruction: str, properties: str) -> str:
    """A complex field (ECMA-376-1 §17.16.18) that shows 1 until a word processor counts the pages."""
    inner = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties}{part}</w:r>" for part in inner)
