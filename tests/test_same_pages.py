"""The tool that lays Word files beside PDFs: it has to notice a row that a program lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from courseware.document.blocks import Paragraph
from courseware.formats.pdf import write
from tests.docx_reading import TABLE, document, everything, says, style
from tools.same_pages import lost

pytestmark = pytest.mark.slow


def test_a_row_that_is_not_printed_is_noticed() -> None:
    printed = write(document(replace(TABLE, rows=TABLE.rows[:-1])), style()).data
    assert lost((TABLE,), printed) == ["제재", "制裁", "sanctions"]


def test_a_word_that_is_printed_once_too_seldom_is_noticed() -> None:
    printed = write(document(Paragraph(says("조약과 동맹"))), style()).data
    assert lost((Paragraph(says("조약과 동맹")), Paragraph(says("동맹"))), printed) == ["동맹"]


def test_broken_lines_and_hyphens_lose_no_word() -> None:
    text = "The Good-Neighborliness of internationalization, responsibilities and characterizations. " * 20
    paragraph = Paragraph(says(text.strip()))
    assert lost((paragraph,), write(document(paragraph, lang="en"), style(body_size=20)).data) == []
    for lang in ("ko", "en"):
        assert lost(everything(lang).blocks, write(everything(lang), style()).data) == []
