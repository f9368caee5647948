"""Fonts in the file: one Type0 font a face, holding only the glyphs that were used.

ISO 32000-1 § 9.7. CID n of a document is glyph n of the embedded subset and stands for one character, so text can
always be copied out again. They are numbered as in Unicode, where neighbours share strokes: that packs best.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from copy import copy
from functools import lru_cache
from struct import unpack_from
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFStream

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign
from courseware.formats.pdf import signs
from courseware.formats.pdf.structure import Raw, refer
from courseware.formats.pdf.subset import COPIED, subset
from courseware.languages import eastern
from courseware.look import fonts, style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_TABLES = ("glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", *COPIED)


class Face:
    """One TrueType face, read once a process. Its numbers are in thousandths of the type size."""

    def __init__(self, path: Path, index: int) -> None:
        self.path = path
        self.index = index
        self.tables = fonts.read_tables(path, _TABLES, index)
        self.glyphs = fonts.glyphs(path, index)
        self.units: int = unpack_from(">H", self.tables["head"], 18)[0]
        self.metrics: int = unpack_from(">H", self.tables["hhea"], 34)[0]
        self.long_loca: int = unpack_from(">h", self.tables["head"], 50)[0]
        self.widths = _Widths(self)
        self.name = _postscript_name(self.tables["name"]) or re.sub(r"[^A-Za-z0-9-]", "", path.stem) or "Font"
        self.ascent, self.descent = self._scaled(*unpack_from(">hh", self.tables["hhea"], 4))
        self.bbox = self._scaled(*unpack_from(">4h", self.tables["head"], 36))
        os2 = self.tables.get("OS/2", b"")
        cap: int = unpack_from(">h", os2, 88)[0] if len(os2) >= 90 else 0
        self.cap_height = self._scaled(cap)[0] if cap > 0 else 700
        self.signs: dict[str, int] = {}
        """Glyphs that stand in for those that the face usually has for a character."""
        self._known = {"\n"}

    def in_latin(self) -> Face:
        """The face as Latin text is set in it: with a … and a · of its own, if it has any."""
        table = (foreign.attempt(fonts.read_tables, self.path, ("GSUB",), self.index) or {}).get("GSUB")
        other = copy(self)
        other.signs = (foreign.attempt(signs.latin, table, self.glyphs) or {}) if table else {}
        other.widths = _Widths(other)
        return other if other.signs else self

    def _scaled(self, *values: int) -> tuple[int, ...]:
        return tuple(round(value * 1000 / self.units) for value in values)

    def draws(self, text: str) -> bool:
        """Whether the face has every character of `text`; line breaks need no glyph."""
        if not self._known.issuperset(text):
            self._known.update(char for char in text if self.glyphs[char])
        return self._known.issuperset(text)

    def glyph(self, char: str) -> int:
        """The number of the glyph that draws `char`; a hyphen draws a soft hyphen."""
        return self.signs.get(char) or self.glyphs["-" if char == "\u00ad" else char]

    def advance(self, glyph: int) -> int:
        """In font units."""
        width: int = unpack_from(">H", self.tables["hmtx"], 4 * min(glyph, self.metrics - 1))[0]
        return width

    def bearing(self, glyph: int) -> int:
        at = 4 * glyph + 2 if glyph < self.metrics else 4 * self.metrics + 2 * (glyph - self.metrics)
        value: int = unpack_from(">h", self.tables["hmtx"], at)[0]
        return value

    def outline(self, glyph: int) -> bytes:
        if self.long_loca:
            start, end = unpack_from(">II", self.tables["loca"], 4 * glyph)
        else:
            start, end = (2 * half for half in unpack_from(">HH", self.tables["loca"], 2 * glyph))
        return self.tables["glyf"][start:end]


class _Widths(dict[str, float]):
    """Width of each character, looked up once."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        face = self._face
        with foreign.parser(fonts.DAMAGED, fonts.ANOTHER, face.path):
            width = self[char] = face.advance(face.glyph(char)) * 1000 / face.units
        return width


def _postscript_name(table: bytes) -> str:
    """Name id 6, which is plain ASCII."""
    count, strings = unpack_from(">HH", table, 2)
    for i in range(count):
        platform, _, _, kind, length, offset = unpack_from(">6H", table, 6 + 12 * i)
        if kind == 6:
            raw = table[strings + offset : strings + offset + length]
            text = raw.decode("mac-roman" if platform == 1 else "utf-16-be", errors="ignore")
            return re.sub(r"[^A-Za-z0-9-]", "", text)
    return ""


@lru_cache(maxsize=32)
def face(path: Path, index: int = 0) -> Face:
    """The face in `path`, read once a process. Raises CoursewareError for a damaged file."""
    with foreign.parser(fonts.DAMAGED, fonts.ANOTHER, path):
        return Face(path, index)


@lru_cache(maxsize=32)
def _latin_face(path: Path, index: int) -> Face:
    return face(path, index).in_latin()


class Font:
    """A face as one document uses it. `heavy` draws a bold that the family does not have by thickening the strokes."""

    def __init__(self, face: Face, key: str, heavy: bool) -> None:
        self.face, self.key, self.heavy = face, key, heavy
        self.foreseen: set[str] = set()
        self.codes: dict[str, str] = {}
        self._measured: dict[str, float] = {}

    def width(self, text: str) -> float:
        """In parts of the type size."""
        width = self._measured.get(text)
        if width is None:
            widths = self.face.widths
            width = self._measured[text] = sum([widths[char] for char in text]) / 1000
        return width

    def encode(self, text: str) -> str:
        """Two bytes a character, in hexadecimal; what was not foreseen, as a page's number, comes last."""
        codes = self.codes
        if not codes:
            codes.update({char: f"{n:04X}" for n, char in enumerate(sorted(self.foreseen - {"\n"}), 1)})
        for char in text:
            if char not in codes:
                codes[char] = f"{len(codes) + 1:04X}"
        return "".join([codes[char] for char in text])

    def emit(self, doc: PDFDocument, number: int) -> str:
        """Embed the glyphs that were used; returns the font's reference."""
        face = self.face
        base = f"{_tag(number)}+{face.name}"
        with foreign.parser(fonts.DAMAGED, fonts.ANOTHER, face.path):
            program = subset(face, [0, *map(face.glyph, self.codes)])
        outlines = refer(doc, stream(program, Length1=len(program)))
        widths = [face.widths[char] for char in self.codes]
        usual = Counter(widths).most_common(1)[0][0]
        descriptor = (
            f"<</Type/FontDescriptor/FontName/{base}/Flags 4/FontBBox[{' '.join(map(str, face.bbox))}]"
            f"/ItalicAngle 0/Ascent {face.ascent}/Descent {face.descent}/CapHeight {face.cap_height}"
            f"/StemV {120 if 'Bold' in face.name else 80}/FontFile2 {outlines}>>"
        )
        cid_font = (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
            f"/DW {_number(usual)}/W[{_width_runs(widths, usual)}]"
            f"/FontDescriptor {refer(doc, Raw(descriptor))}>>"
        )
        to_unicode = refer(doc, stream(_to_unicode(self.codes)))
        font = (
            f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
            f"/DescendantFonts[{refer(doc, Raw(cid_font))}]/ToUnicode {to_unicode}>>"
        )
        return refer(doc, Raw(font))


def stream(content: bytes, **entries: object) -> PDFStream:
    """A compressed stream with these entries in its dictionary."""
    dictionary = PDFDictionary({**entries, "Filter": PDFName("FlateDecode")})
    return PDFStream(dictionary, zlib.compress(content))


def _tag(number: int) -> str:
    """Six letters that mark a subset (§ 9.6.4)."""
    return "".join(chr(65 + number // 26**place % 26) for place in range(5, -1, -1))


def _width_runs(widths: Sequence[float], usual: float) -> str:
    """The W array: runs of CIDs that are not as wide as hangul usually is (§ 9.7.4.3)."""
    runs: list[tuple[int, list[str]]] = []
    for cid, width in enumerate(widths, 1):
        if width == usual:
            continue
        if not runs or runs[-1][0] + len(runs[-1][1]) != cid:
            runs.append((cid, []))
        runs[-1][1].append(_number(width))
    return " ".join(f"{start}[{' '.join(run)}]" for start, run in runs)


def _number(width: float) -> str:
    return f"{width:.2f}".rstrip("0").rstrip(".")


def _to_unicode(chars: Iterable[str]) -> bytes:
    """CMap from CIDs to characters, at most 100 entries a block (§ 9.10.3)."""
    rows = [f"<{cid:04X}> <{char.encode('utf-16-be').hex().upper()}>" for cid, char in enumerate(chars, 1)]
    out = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for at in range(0, len(rows), 100):
        block = rows[at : at + 100]
        out += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    out.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(out).encode("ascii")


_SHAPED = re.compile("[\u0590-\u0dff\u0f00-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that run from right to left or change with their neighbours: Hebrew to Sinhala, Tibetan, Burmese, Khmer."""


_WESTERN = re.compile("[ -\u10ff]")
_WESTERN_AND_SIGNS = re.compile("[ -\u10ff\u1e00-\u2bff]")
"""What Word sets in a family's Latin font; “ ” · … only where the text is not Korean."""


class FontSet:
    """The fonts of one document: which of them draws which character, and which characters none has."""

    def __init__(self, wanted: style.Fonts, lang: str) -> None:
        self.wanted = wanted
        self._lang = lang
        self.used: dict[tuple[Path, int, bool, bool], Font] = {}
        self.problems: dict[str, Problem] = {}
        self._chains: dict[tuple[bool, bool], list[Font]] = {}

    def chain(self, heading: bool, bold: bool) -> list[Font]:
        """The wanted font, then the fallbacks."""
        chain = self._chains.get((heading, bold))
        if chain is None:
            first = self.wanted.heading if heading else self.wanted.body
            chain = [self._font(family, bold) for family in (first, *self.wanted.fallback)]
            self._chains[heading, bold] = chain
        return chain

    def _font(self, family: style.Family, bold: bool) -> Font:
        regular, heavier = (family.regular, family.index), (family.bold, family.bold_index)
        return self._used(*(heavier if bold else regular), bold and heavier == regular)

    def _used(self, path: Path, index: int, thickened: bool, latin: bool = False) -> Font:
        key = (path, index, thickened, latin)
        if key not in self.used:
            drawn = _latin_face(path, index) if latin else face(path, index)
            self.used[key] = Font(drawn, f"F{len(self.used) + 1}", thickened)
        return self.used[key]

    def _in_latin(self, font: Font, char: str) -> Font:
        """`font`, or the form of it that has another `char` for Latin text."""
        path, index = font.face.path, font.face.index
        return self._used(path, index, font.heavy, latin=True) if char in _latin_face(path, index).signs else font

    def _latin(self, heading: bool, bold: bool) -> Font | None:
        """The font of Latin letters and digits, where the family names another for them."""
        family = (self.wanted.heading if heading else self.wanted.body).latin
        return self._font(family, bold) if family else None

    def split(self, text: str, heading: bool, bold: bool, lang: str = "") -> list[tuple[Font, str]]:
        """`text` in stretches that one font can draw. A character that no font has is noted as a problem.

        `lang` is the text's language where it is not the document's.
        """
        wide = eastern(lang or self._lang)
        western = _WESTERN if wide else _WESTERN_AND_SIGNS
        chain, latin = self.chain(heading, bold), self._latin(heading, bold)
        if shaped := _SHAPED.search(text):
            self._shaped(text, shaped[0])
            return []
        plain = wide or not any(sign in text for sign in signs.SIGNS)
        if latin is None and plain and chain[0].face.draws(text):
            chain[0].foreseen.update(text)
            return [(chain[0], text)]
        stretches: list[tuple[Font, str]] = []
        for at, char in enumerate(text):
            order = (latin, *chain) if latin and western.match(char) else chain
            font = next((font for font in order if font.face.draws(char)), None) or self._last(char, bold)
            if font is None:
                self._missing(text, at)
                continue
            if char in signs.SIGNS and not wide:
                font = self._in_latin(font, char)
            font.foreseen.add(char)
            if stretches and stretches[-1][0] is font:
                stretches[-1] = (font, stretches[-1][1] + char)
            else:
                stretches.append((font, char))
        return stretches

    def _last(self, char: str, bold: bool) -> Font | None:
        """The shipped signs, which most documents never need."""
        font = self._font(fonts.signs(), bold)
        return font if font.face.draws(char) else None

    def _missing(self, text: str, at: int) -> None:
        char = text[at]
        around = " ".join(text[max(0, at - 20) : at + 21].split())
        self.problems.setdefault(
            char,
            Problem(
                N_("No font of this course has the character {char} ({code}, {name}), which stands in “{around}”."),
                N_("Write it another way, or add a font that has it to the course's fallback fonts."),
                {
                    "char": char,
                    "code": f"U+{ord(char):04X}",
                    "name": unicodedata.name(char, "?"),
                    "around": around,
                },
            ),
        )

    def _shaped(self, text: str, char: str) -> None:
        self.problems.setdefault(
            "",
            Problem(
                N_("A PDF cannot show “{around}”: Arabic, Hebrew and Indic letters follow other rules."),
                N_("Write the words in Latin letters, or make only the Word file (formats: [docx])."),
                {"around": " ".join(text.split())[:40], "char": char},
            ),
        )

    def check(self) -> None:
        """Raise if any character could not be drawn."""
        if self.problems:
            raise CoursewareError(list(self.problems.values()))


_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
"""Zero-width characters, marks of direction, and variation selectors, which ask for another shape of the same hanja."""

_BLANK = str.maketrans(
    {**dict.fromkeys("\t\r\v\f\u2005\u2006\u2008\u2009\u200a\u205f", " "), "\u2007": "\u00a0", "\u202f": "\u00a0"}
    | dict.fromkeys("\u2028\u2029", "\n")
)
"""Spaces of other widths, which few fonts have, as the space that every font has."""


def printable(text: str) -> str:
    """`text` without characters that only steer layout and have no glyph, its spaces such as fonts have."""
    return text if text.isascii() and text.isprintable() else _INVISIBLE.sub("", text).translate(_BLANK)
