"""The empty document that a course's handouts start from: a whole package made from the Style alone."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from courseware.formats.docx import footnotes, numbering, styles
from courseware.formats.docx.markup import BODY_NAMESPACES, DECLARATION, NAMESPACES, A, R, attribute, twips

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from courseware.look.style import Colors, Family, Fonts, Page, Style

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_COMPATIBILITY = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
    ("useWord2013TrackBottomHyphenation", 0),
)
_SERIF = ("serif", "times", "georgia", "cambria", "garamond", "myeongjo", "batang", "명조", "바탕")
_INSTEAD = {
    ("81", "roman"): "Batang",
    ("81", "swiss"): "Malgun Gothic",
    ("00", "roman"): "Times New Roman",
    ("00", "swiss"): "Arial",
}


def base(style: Style) -> bytes:
    """The package, uncompressed: it is opened again at once."""
    parts = _parts(style)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", content_types({name: kind for name, (kind, _) in parts.items()}))
        package.writestr("_rels/.rels", _relationships(_PACKAGE_RELATIONSHIPS))
        package.writestr("word/_rels/document.xml.rels", _relationships(_DOCUMENT_RELATIONSHIPS))
        for name, (_, xml) in parts.items():
            package.writestr(name, xml)
    return buffer.getvalue()


_PACKAGE_RELATIONSHIPS = (
    (f"{R}/officeDocument", "word/document.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{R}/extended-properties", "docProps/app.xml"),
)
_DOCUMENT_RELATIONSHIPS = (
    (f"{R}/header", "header1.xml"),
    (f"{R}/footer", "footer1.xml"),
    (f"{R}/styles", "styles.xml"),
    (f"{R}/settings", "settings.xml"),
    (f"{R}/numbering", "numbering.xml"),
    (f"{R}/fontTable", "fontTable.xml"),
    (f"{R}/theme", "theme/theme1.xml"),
    (f"{R}/footnotes", "footnotes.xml"),
)


def _parts(style: Style) -> dict[str, tuple[str, str]]:
    """Part name -> its content type and XML."""
    return {
        "word/document.xml": (f"{_WORD}document.main+xml", _document(style.page)),
        "word/header1.xml": (f"{_WORD}header+xml", f"{DECLARATION}<w:hdr {BODY_NAMESPACES}/>"),
        "word/footer1.xml": (f"{_WORD}footer+xml", f"{DECLARATION}<w:ftr {BODY_NAMESPACES}/>"),
        "word/footnotes.xml": (f"{_WORD}footnotes+xml", footnotes.part()),
        "word/styles.xml": (f"{_WORD}styles+xml", styles.part(style)),
        "word/settings.xml": (f"{_WORD}settings+xml", _settings()),
        "word/numbering.xml": (f"{_WORD}numbering+xml", numbering.part(style)),
        "word/fontTable.xml": (f"{_WORD}fontTable+xml", _font_table(style.fonts)),
        "word/theme/theme1.xml": ("application/vnd.openxmlformats-officedocument.theme+xml", _theme(style)),
        "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", _core()),
        "docProps/app.xml": ("application/vnd.openxmlformats-officedocument.extended-properties+xml", _app()),
    }


def content_types(kinds: Mapping[str, str]) -> str:
    """[Content_Types].xml (ECMA-376-2 §10.1.2.2) from the names of parts and their types."""
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(pairs: Iterable[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(pairs, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _document(page: Page) -> str:
    """A body with nothing but its page: rId1 and rId2 are the header and the footer."""
    landscape = ' w:orient="landscape"' if page.width > page.height else ""
    return (
        f"{DECLARATION}<w:document {BODY_NAMESPACES}><w:body><w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{landscape}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}"'
        f' w:left="{twips(page.left)}" w:header="{twips(page.header)}" w:footer="{twips(page.footer)}" w:gutter="0"/>'
        '<w:cols w:space="425"/></w:sectPr></w:body></w:document>'
    )


def _settings() -> str:
    """Compatibility mode 15: without it Word 2013 and later lay a file out as Word 2007 did ([MS-DOCX] §2.4)."""
    uri = "http://schemas.microsoft.com/office/word"
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in _COMPATIBILITY
    )
    slots = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hyperlink", "followedHyperlink")
    mapping = "".join(f' w:{slot}="{slot}"' for slot in slots)
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{footnotes.settings()}<w:compat>{compat}</w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="ko-KR"/>'
        f'<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2"{mapping}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _font_table(fonts: Fonts) -> str:
    """Names for each font the one that every Windows has instead."""
    latin = {family.latin.name for family in fonts.families if family.latin}
    names = dict.fromkeys(family.name for family in fonts.families)
    inner = "".join(_font(name, "00" if name in latin else "81") for name in names)
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{inner}</w:fonts>"


def _font(name: str, charset: str) -> str:
    """`charset` 81 is hangul, 00 Western (ECMA-376-1 §17.8.3.2)."""
    kind = "roman" if any(word in name.lower() for word in _SERIF) else "swiss"
    instead = _INSTEAD[charset, kind]
    return (
        f'<w:font w:name="{attribute(name)}"><w:altName w:val="{instead}"/><w:charset w:val="{charset}"/>'
        f'<w:family w:val="{kind}"/><w:pitch w:val="variable"/></w:font>'
    )


def _theme(style: Style) -> str:
    """Latin letters may take a family of their own; script Hang makes Word in Korean look there (§20.1.4.1.16)."""
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="Handout"><a:themeElements>{_color_scheme(style.colors)}'
        f'<a:fontScheme name="Handout">{_theme_fonts("major", style.fonts.heading)}'
        f"{_theme_fonts('minor', style.fonts.body)}</a:fontScheme>"
        f'<a:fmtScheme name="Handout"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _theme_fonts(kind: str, family: Family) -> str:
    name, latin = attribute(family.name), attribute((family.latin or family).name)
    return (
        f'<a:{kind}Font><a:latin typeface="{latin}"/><a:ea typeface="{name}"/><a:cs typeface=""/>'
        f'<a:font script="Hang" typeface="{name}"/></a:{kind}Font>'
    )


def _color_scheme(colors: Colors) -> str:
    """What a teacher finds in Word's colour menu."""
    slots = {
        "dk1": "000000", "lt1": "FFFFFF", "dk2": colors.primary, "lt2": colors.tint,
        "accent1": colors.primary, "accent2": colors.accent, "accent3": colors.muted,
        "accent4": colors.rule, "accent5": colors.link, "accent6": colors.text,
        "hlink": colors.link, "folHlink": colors.link,
    }  # fmt: skip
    inner = "".join(f'<a:{slot}><a:srgbClr val="{color}"/></a:{slot}>' for slot, color in slots.items())
    return f'<a:clrScheme name="Handout">{inner}</a:clrScheme>'


def _core() -> str:
    """Empty: the document's own properties are set when it is written."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


def _app() -> str:
    return (
        f'{DECLARATION}<Properties xmlns="{R.replace("/relationships", "/extended-properties")}">'
        "<Application>Courseware</Application></Properties>"
    )
