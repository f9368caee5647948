"""The same handouts with python-docx and ReportLab as their tutorials use them: what a first script would do."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from courseware.document.blocks import (
    AnswerLines,
    Block,
    Document,
    Heading,
    Inlines,
    List,
    NameLine,
    Note,
    Paragraph,
    Quote,
    Table,
    plain,
)
from courseware.look.style import Style


def docx(document: Document, _: Style) -> bytes:
    """A paragraph, a run and a cell at a time, from python-docx's own template."""
    import docx as python_docx

    file = python_docx.Document()
    for block in document.blocks:
        _docx_block(file, block)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _docx_block(file: Any, block: Block) -> None:
    match block:
        case Heading(level, text):
            file.add_heading(plain(text), level)
        case Paragraph(text) | Quote(text):
            _docx_runs(file.add_paragraph(), text)
        case List(items, ordered):
            for item in items:
                _docx_runs(file.add_paragraph(style="List Number" if ordered else "List Bullet"), item.text)
                for inner in item.blocks:
                    _docx_block(file, inner)
        case Table(header, rows):
            table = file.add_table(1 + len(rows), len(header), style="Table Grid")
            for n, row in enumerate((header, *rows)):
                for m, text in enumerate(row):
                    _docx_runs(table.cell(n, m).paragraphs[0], text)
        case Note(_, blocks):
            for inner in blocks:
                _docx_block(file, inner)
        case AnswerLines(count):
            for _ in range(count):
                file.add_paragraph("_" * 60)
        case NameLine(fields):
            file.add_paragraph("   ".join(f"{name} ______" for name in fields))


def _docx_runs(paragraph: Any, text: Inlines) -> None:
    for run in text:
        paragraph.add_run(run.text).bold = run.bold


def pdf(document: Document, style: Style) -> bytes:
    """Platypus paragraphs and tables with a TrueType font."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import SimpleDocTemplate

    if "Naive" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Naive", style.fonts.body.regular))
        pdfmetrics.registerFont(TTFont("Naive-Bold", style.fonts.body.bold))
        pdfmetrics.registerFontFamily("Naive", "Naive", "Naive-Bold", "Naive", "Naive-Bold")
    styles = getSampleStyleSheet()
    for name in ("Normal", "Heading1", "Heading2", "Heading3"):
        styles[name].fontName = "Naive"
    out = io.BytesIO()
    story = [part for block in document.blocks for part in _pdf_block(block, styles, style.page.text_width)]
    page = style.page
    sides = {"leftMargin": page.left, "rightMargin": page.right, "topMargin": page.top, "bottomMargin": page.bottom}
    SimpleDocTemplate(out, pagesize=(page.width, page.height), **sides).build(story)
    return out.getvalue()


def _pdf_block(block: Block, styles: Any, width: float) -> Iterator[Any]:
    from reportlab.platypus import Paragraph as Flowing
    from reportlab.platypus import Spacer
    from reportlab.platypus import Table as Grid

    normal = styles["Normal"]
    match block:
        case Heading(level, text):
            yield Flowing(_pdf_text(text), styles[f"Heading{level}"])
        case Paragraph(text) | Quote(text):
            yield Flowing(_pdf_text(text), normal)
        case List(items):
            for n, item in enumerate(items, 1):
                yield Flowing(f"{n}. {_pdf_text(item.text)}", normal)
                for inner in item.blocks:
                    yield from _pdf_block(inner, styles, width)
        case Table(header, rows, widths):
            cells = [[Flowing(_pdf_text(text), normal) for text in row] for row in (header, *rows)]
            yield Grid(cells, [share * width for share in widths], repeatRows=1)
        case Note(_, blocks):
            for inner in blocks:
                yield from _pdf_block(inner, styles, width)
        case AnswerLines(count):
            yield Spacer(1, count * 24)
        case NameLine(fields):
            yield Flowing("   ".join(f"{name} ______" for name in fields), normal)


def _pdf_text(text: Inlines) -> str:
    parts: Sequence[str] = [f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in text]
    return "".join(parts).replace("\n", "<br/>")


NAIVE = {"docx": docx, "pdf": pdf}
