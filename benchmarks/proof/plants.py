"""Every way in which a teacher's text could come into a student's file: written, described, hidden, disguised."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import escape
from random import Random
from typing import TypeAlias
from urllib.parse import quote

import pikepdf
from lxml import etree
from PIL import Image

from courseware.document.blocks import (
    AnswerLines,
    Block,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Margin,
    NameLine,
    Note,
    Paragraph,
    Quote,
    Run,
    Table,
)

InDocument: TypeAlias = Callable[[Document, str, Random], Document]
InBytes: TypeAlias = Callable[[bytes, str, Random], bytes]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NO_JOIN = "\u200b\u200c\u2060\ufeff"


@cache
def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(file, "PNG")
    return file.getvalue()


def _somewhere(document: Document, block: Block, chance: Random) -> Document:
    """The document with one more block at some place."""
    at = chance.randint(0, len(document.blocks))
    return replace(document, blocks=(*document.blocks[:at], block, *document.blocks[at:]))


def _paragraph(*runs: Run) -> Paragraph:
    return Paragraph(tuple(runs))


# --- how a text is disguised


def fullwidth(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def between(sign: str) -> Callable[[str], str]:
    return lambda text: sign.join(text)


def entities(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text)


def percent_twice(text: str) -> str:
    return quote(quote(text))


def json_escapes(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()


def one_of_the_invisible(text: str) -> str:
    return "".join(f"{char}{_NO_JOIN[n % len(_NO_JOIN)]}" for n, char in enumerate(text))


DISGUISES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "fullwidth letters": fullwidth,
    "upper case": str.upper,
    "decomposed (NFD)": lambda text: unicodedata.normalize("NFD", text),
    "zero-width characters": one_of_the_invisible,
    "soft hyphens": between("\u00ad"),
    "letters spaced out": between(" "),
    "a break behind each word": lambda text: text.replace(" ", "\n"),
    "percent-encoded": quote,
    "percent-encoded twice": percent_twice,
    "HTML entities": entities,
    "JSON escapes": json_escapes,
    "hyphens and asterisks": between("-*-"),
}


# --- where it stands


def body(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, _paragraph(Run(text)), chance)


def within_words(document: Document, text: str, chance: Random) -> Document:
    """In the midst of a paragraph that says something else."""
    return _somewhere(document, _paragraph(Run(f"참고로 말하자면 {text} Be that as it may.")), chance)


def behind_words(document: Document, text: str, chance: Random) -> Document:
    """Behind a paragraph that is there already."""
    at = [n for n, block in enumerate(document.blocks) if isinstance(block, Paragraph)]
    if not at:
        return body(document, text, chance)
    n = chance.choice(at)
    old = document.blocks[n]
    assert isinstance(old, Paragraph)
    longer = replace(old, text=(*old.text, Run(f" {text}")))
    return replace(document, blocks=(*document.blocks[:n], longer, *document.blocks[n + 1 :]))


def split_over_runs(document: Document, text: str, chance: Random) -> Document:
    cuts = sorted(chance.sample(range(1, len(text)), min(3, len(text) - 1)))
    parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    looks = [Run("", bold=True), Run("", muted=True), Run("", lang="ko"), Run("", emphasis=True)]
    return _somewhere(
        document, _paragraph(*(replace(look, text=part) for look, part in zip(looks, parts, strict=False))), chance
    )


def cell(document: Document, text: str, chance: Random) -> Document:
    rows = (((Run("가"),), (Run(text),)), ((Run("나"),), (Run("다"),)))
    return _somewhere(document, Table(((Run("A"),), (Run("B"),)), rows, (0.3, 0.7)), chance)


def narrow_cell(document: Document, text: str, chance: Random) -> Document:
    """In a column so narrow that each line holds a word, beside one that is as high."""
    words = ((Run("이것은 다른 칸에 있는 긴 말이라 여러 줄이 됩니다. " * 3),), (Run(text),))
    return _somewhere(document, Table(((Run("A"),), (Run("B"),)), (words,), (0.75, 0.25)), chance)


def heading(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, Heading(chance.choice((2, 3)), (Run(text),)), chance)


def item(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, List((Item((Run("가"),)), Item((Run(text),))), ordered=chance.random() < 0.5), chance)


def box(document: Document, text: str, chance: Random) -> Document:
    """A teacher's box that was not left out."""
    return _somewhere(document, Note("teacher", (_paragraph(Run(text)),)), chance)


def attribution(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, Quote((Run("아무 말"),), (Run(text),)), chance)


def header(document: Document, text: str, _: Random) -> Document:
    return replace(document, header=Margin(document.header.left, (Run(text),)))


def footer(document: Document, text: str, _: Random) -> Document:
    return replace(document, footer=Margin((Run(text),), document.footer.right))


def footnote(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, _paragraph(Run("말"), Run("", footnote=(Run(text),))), chance)


def around_a_footnote(document: Document, text: str, chance: Random) -> Document:
    """A mark of a footnote stands in the midst of it."""
    half = len(text) // 2
    note = Run("", footnote=(Run("다른 말"),))
    return _somewhere(document, _paragraph(Run(text[:half]), note, Run(text[half:])), chance)


def over_a_page(document: Document, text: str, chance: Random) -> Document:
    """In a paragraph longer than a page."""
    filler = "이 문단은 한 쪽보다 길어서 다음 쪽으로 넘어갑니다. " * 150
    return _somewhere(document, _paragraph(Run(f"{filler}{text} {filler}")), chance)


def address(document: Document, text: str, chance: Random) -> Document:
    link = Run("여기", link=f"https://example.org/search?q={quote(text)}&page=1")
    return _somewhere(document, _paragraph(link), chance)


def plain_address(document: Document, text: str, chance: Random) -> Document:
    """The writer encodes it."""
    return _somewhere(document, _paragraph(Run("여기", link=f"https://example.org/{text}")), chance)


def address_encoded_twice(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, _paragraph(Run("여기", link=f"https://example.org/?q={percent_twice(text)}")), chance)


def fragment(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, _paragraph(Run("여기", link=f"https://example.org/#{quote(text, safe='')}")), chance)


def subject_of_a_letter(document: Document, text: str, chance: Random) -> Document:
    link = Run("편지", link=f"mailto:someone@example.org?subject={quote(text)}")
    return _somewhere(document, _paragraph(link), chance)


def alternative_text(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, Figure(picture(), text, 0.2), chance)


def caption(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, Table(((Run("A"),),), (((Run("가"),),),), (1.0,), text), chance)


def answer_lines(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, AnswerLines(1, text), chance)


def name_line(document: Document, text: str, chance: Random) -> Document:
    return _somewhere(document, NameLine(("이름", text)), chance)


def title(document: Document, text: str, _: Random) -> Document:
    return replace(document, title=text)


def longer_title(document: Document, text: str, _: Random) -> Document:
    return replace(document, title=f"{document.title} ({text})")


def topic(document: Document, text: str, _: Random) -> Document:
    return replace(document, subject=text)


def author(document: Document, text: str, _: Random) -> Document:
    return replace(document, author=text)


def keyword(document: Document, text: str, _: Random) -> Document:
    return replace(document, keywords=("자료", text))


PLACES: dict[str, InDocument] = {
    "a paragraph": body,
    "amid a paragraph": within_words,
    "behind a paragraph": behind_words,
    "split over runs": split_over_runs,
    "a cell": cell,
    "a narrow cell": narrow_cell,
    "a heading, with its bookmark": heading,
    "an item": item,
    "a box left in": box,
    "a quotation's source": attribution,
    "header": header,
    "footer": footer,
    "footnote": footnote,
    "around a footnote's mark": around_a_footnote,
    "over the end of a page": over_a_page,
    "address": address,
    "address, encoded by the writer": plain_address,
    "address, encoded twice": address_encoded_twice,
    "fragment of an address": fragment,
    "subject of a mailto": subject_of_a_letter,
    "alternative text": alternative_text,
    "caption of a table": caption,
    "label of answer lines": answer_lines,
    "name line": name_line,
    "title": title,
    "part of the title": longer_title,
    "subject": topic,
    "author": author,
    "keyword": keyword,
}
"""In the document, for every format."""
DISGUISED = (
    *("a paragraph", "amid a paragraph", "behind a paragraph", "a cell", "an item", "header", "footnote", "title"),
    "alternative text",
)
"""Where disguises are tried, too."""


PROPERTIES = {"title", "part of the title", "subject", "author", "keyword"}
LONGEST_PROPERTY = 255
"""Characters; what is longer is cut off, so that a text which a disguise makes so long does not stand there whole."""


# --- in the finished bytes of a Word file


def _edited(data: bytes, parts: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """The package with parts changed; what is not there yet is made from nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts[name](old.read(name)) if name in parts else old.read(name))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name](b""))
    return out.getvalue()


def _in_body(xml: str) -> Callable[[bytes], bytes]:
    def change(part: bytes) -> bytes:
        root = etree.fromstring(part)
        piece = etree.fromstring(
            f'<x xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:wps" xmlns:wp="urn:wp">{xml}</x>'
        )
        body = root.find(f"{{{_W}}}body")
        assert body is not None
        for n, child in enumerate(piece):
            body.insert(n, child)
        return etree.tostring(root)

    return change


def _word(xml: str) -> InBytes:
    """Puts `xml` into the body, {text} replaced."""
    return lambda data, text, _: _edited(data, {"word/document.xml": _in_body(xml.replace("{text}", escape(text)))})


def _part(name: str, xml: str) -> InBytes:
    return lambda data, text, _: _edited(data, {name: lambda _: xml.replace("{text}", escape(text)).encode()})


def _relation(data: bytes, text: str, _: Random) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    new = f'<Relationship Id="rIdX" Type="{kind}" Target="https://example.org/{quote(text)}" TargetMode="External"/>'
    end = b"</Relationships>"
    return _edited(data, {"word/_rels/document.xml.rels": lambda part: part.replace(end, new.encode() + end)})


def _setting(data: bytes, text: str, _: Random) -> bytes:
    new = f'<w:docVars><w:docVar w:name="x" w:val="{escape(text)}"/></w:docVars>'
    end = b"</w:settings>"
    return _edited(data, {"word/settings.xml": lambda part: part.replace(end, new.encode() + end)})


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(kind: bytes, content: bytes) -> bytes:
    data = picture()
    return data[:33] + _chunk(kind, content) + data[33:]


def _exif(text: str) -> bytes:
    """A JPEG whose comment for Windows is `text`."""
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x9C9C] = text.encode("utf-16-le") + b"\0\0"
    Image.new("RGB", (8, 8)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def _comment(text: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", comment=text.encode())
    return file.getvalue()


def _picture(make: Callable[[str], bytes]) -> InBytes:
    return lambda data, text, _: _edited(data, {"word/media/image9.png": lambda _: make(text)})


_TEXT_BOX = (
    "<w:p><w:r><w:t>앞</w:t></w:r><w:r><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx></w:drawing></w:r><w:r><w:t>뒤</w:t></w:r></w:p>"
)
_RUN = "<w:r><w:t>{text}</w:t></w:r>"
_CONTROL = '<w:sdt><w:sdtPr><w:alias w:val="{text}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'


def _words(name: str, root: str, around: str = "{p}") -> InBytes:
    """A part of Word's own with a paragraph."""
    inner = around.replace("{p}", f"<w:p>{_RUN}</w:p>")
    return _part(name, f'<w:{root} xmlns:w="{_W}">{inner}</w:{root}>')


WORD: dict[str, InBytes] = {
    "hidden text": _word("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r></w:p>"),
    "deleted text": _word('<w:p><w:del w:id="9"><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p>'),
    "a field's instruction": _word("<w:p><w:r><w:instrText>COMMENTS {text}</w:instrText></w:r></w:p>"),
    "a simple field": _word('<w:p><w:fldSimple w:instr="QUOTE &quot;{text}&quot;"/></w:p>'),
    "a name of a bookmark": _word('<w:p><w:bookmarkStart w:id="99" w:name="{text}"/></w:p>'),
    "a tip of a link": _word('<w:p><w:hyperlink w:anchor="x" w:tooltip="{text}"/></w:p>'),
    "a text box": _word(_TEXT_BOX),
    "a content control": _word(_CONTROL),
    "a description of a table": _word('<w:tbl><w:tblPr><w:tblDescription w:val="{text}"/></w:tblPr></w:tbl>'),
    "a picture's description": _word('<w:p><w:r><wp:docPr id="9" name="x" descr="{text}"/></w:r></w:p>'),
    "a picture's title": _word('<w:p><w:r><wp:docPr id="9" name="x" title="{text}"/></w:r></w:p>'),
    "an old picture's alt": _word('<w:p><w:r><v:shape alt="{text}"/></w:r></w:p>'),
    "text in no paragraph": _word(_RUN),
    "a comment": _words("word/comments.xml", "comments", '<w:comment w:id="0">{p}</w:comment>'),
    "an endnote": _words("word/endnotes.xml", "endnotes", '<w:endnote w:id="2">{p}</w:endnote>'),
    "another header": _words("word/header9.xml", "hdr"),
    "a property": _part("docProps/custom.xml", "<Properties><property><lpwstr>{text}</lpwstr></property></Properties>"),
    "a property's name": _part("docProps/custom.xml", '<Properties><property name="{text}"/></Properties>'),
    "custom XML": _part("customXml/item1.xml", '<?xml version="1.0" encoding="UTF-8"?><a><b>{text}</b></a>'),
    "custom XML, its root": _part("customXml/item1.xml", "<a>{text}</a>"),
    "an attribute of custom XML": _part("customXml/item1.xml", '<a note="{text}"/>'),
    "an XML comment": _part("customXml/item1.xml", "<a><!-- {text} --></a>"),
    "a chart": _part("word/charts/chart1.xml", '<c xmlns:a="urn:a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c>'),
    "an embedded page": _part("word/afchunk1.html", "<html><body><p>{text}</p></body></html>"),
    "a relation": _relation,
    "a setting": _setting,
    "a picture's text": _picture(lambda text: _png(b"tEXt", b"Comment\0" + text.encode())),
    "a picture's packed text": _picture(lambda text: _png(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode()))),
    "a picture's international text": _picture(
        lambda text: _png(b"iTXt", b"A\0\1\0\0\0" + zlib.compress(text.encode()))
    ),
    "a picture's XMP": _picture(lambda text: _png(b"iTXt", b"XML\0\0\0\0\0" + f"<x>{escape(text)}</x>".encode())),
    "behind a picture's end": _picture(lambda text: picture() + text.encode()),
    "a photograph's EXIF": _picture(_exif),
    "a photograph's comment": _picture(_comment),
}


# --- in the finished bytes of a PDF


def _pdf(change: Callable[[pikepdf.Pdf, str], None]) -> InBytes:
    def planted(data: bytes, text: str, _: Random) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(pdf, text)
            pdf.save(out)
        return out.getvalue()

    return planted


def _element(key: str) -> InBytes:
    def change(pdf: pikepdf.Pdf, text: str) -> None:
        first = pdf.Root.StructTreeRoot.K
        first = first[0] if isinstance(first, pikepdf.Array) else first
        first[key] = pikepdf.String(text)

    return _pdf(change)


def _annotation(**entries: str) -> InBytes:
    def change(pdf: pikepdf.Pdf, text: str) -> None:
        values = {f"/{key}": pikepdf.String(value.replace("{text}", text)) for key, value in entries.items()}
        note = pikepdf.Dictionary(
            {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Text, "/Rect": [0, 0, 9, 9], **values}
        )
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(note)])

    return _pdf(change)


def _link(pdf: pikepdf.Pdf, text: str) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(f"https://example.org/{quote(text)}"))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(link)])


def _field(pdf: pikepdf.Pdf, text: str) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("x"), V=pikepdf.String(text))
    pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(field)]))


def _bookmark(pdf: pikepdf.Pdf, text: str) -> None:
    mark = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(text), Dest=[pdf.pages[0].obj, pikepdf.Name.Fit]))
    pdf.Root["/Outlines"] = pikepdf.Dictionary(Type=pikepdf.Name.Outlines, First=mark, Last=mark, Count=1)


def _attachment(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.attachments["x.txt"] = pikepdf.AttachedFileSpec(pdf, text.encode(), filename="x.txt")


def _named_attachment(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.attachments[f"{text}.txt"] = pikepdf.AttachedFileSpec(pdf, b"x", filename=f"{text}.txt")


def _xmp(pdf: pikepdf.Pdf, text: str) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:rights"] = text


def _spoken(pdf: pikepdf.Pdf, text: str) -> None:
    """In the page's content, what a screen reader says in place of what is drawn."""
    told = text.encode("utf-16-be").hex()
    pdf.pages[0].contents_add(f"/Span <</ActualText <FEFF{told}>>> BDC EMC".encode())


def _script(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(f"app.alert('{text}')"))


PDF: dict[str, InBytes] = {
    "a description of an element": _element("/Alt"),
    "an element's spoken words": _element("/ActualText"),
    "an element's expansion": _element("/E"),
    "an element's title": _element("/T"),
    "a note on the page": _annotation(Contents="{text}"),
    "a note's author": _annotation(T="{text}"),
    "a note in rich text": _annotation(RC="<body><p>{text}</p></body>"),
    "a link's address": _pdf(_link),
    "a form field": _pdf(_field),
    "a bookmark": _pdf(_bookmark),
    "an attached file": _pdf(_attachment),
    "a name of an attached file": _pdf(_named_attachment),
    "metadata (XMP)": _pdf(_xmp),
    "spoken words in the content": _pdf(_spoken),
    "a script": _pdf(_script),
}


OWN = {"docx": WORD, "pdf": PDF}
"""By format: what is done to the bytes of a finished file, past its writer."""
