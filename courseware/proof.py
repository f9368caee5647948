"""The proof, on the finished bytes, that no word meant for the teacher is in a student's file.

It does not trust templates, blocks or writers: it opens the file as a reader would and looks for every text that the
unit or a teacher's box keeps from students. Only letters and digits are compared, so that line breaks, hyphens and
quotation marks hide nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from courseware.errors import N_, CoursewareError, Problem
from courseware.model import Unit, strings

SHORTEST = 6
"""Letters and digits that a withheld text has at least: below that, chance would find it everywhere."""
LONG = 16
"""Letters and digits from which on two equal texts are no chance."""
_NO_TEXT = re.compile(r"word/(styles|settings|fontTable|theme/.*)\.xml|.*Content_Types.*")
"""Parts of a Word file that hold the names of styles and fonts, and nothing to read."""


def prove(
    data: bytes,
    file_format: str,
    unit: Unit,
    withheld: Iterable[str],
    allowed: Iterable[str],
    spoken: Iterable[str] = (),
) -> None:
    """Raise CoursewareError if a student's finished file shows a text that is the teacher's.

    `withheld` are the texts of the boxes that this edition left out; `allowed` those that it prints by right; `spoken`
    what only a screen reader tells (alternative texts), which no viewer copies from a PDF. Numbers and texts shorter
    than SHORTEST are not proven, those shorter than LONG only where the handout has no such words of its own, like a
    date: `handout` has looked for them by their seal.
    """
    found = _letters(" ".join([*READERS[file_format](data), *spoken]))
    public = _letters(" ".join(strings(unit, teacher=False)))
    printed = _letters(" ".join(allowed))
    secrets = [text for text in strings(unit, teacher=True) if _letters(text) not in public]
    secrets = [text for text in secrets if len(_letters(text)) >= LONG or _letters(text) not in printed]
    secrets += [text for text in withheld if _letters(text) not in printed]
    leaked = [text for text in secrets if len(_letters(text)) >= SHORTEST and _letters(text) in found]
    if leaked:
        raise CoursewareError([leak(text) for text in leaked])


def leak(text: str, file: Path | None = None, line: int | None = None) -> Problem:
    """What a teacher reads when a student's file would show `text`."""
    return Problem(
        N_("a student's file would show what is meant for the teacher: “{text}”"),
        N_("In handout.md, put it between “::: teacher” and “:::”."),
        {"text": text if len(text) < 80 else f"{text[:77]}…"},
        file,
        line,
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def docx_texts(data: bytes) -> list[str]:
    """Every text of every part of a Word file: body, headers, notes, properties, comments, attribute values."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")) and not _NO_TEXT.fullmatch(name):
                root = ElementTree.fromstring(package.read(name))
                found.append("".join(root.itertext()))
                told = (element for element in root.iter() if not element.tag.endswith("Style"))
                found.extend(value for element in told for value in element.attrib.values())
    return found


def pdf_texts(data: bytes) -> list[str]:
    """Every text of a PDF: its pages as a viewer copies them, its properties and its bookmarks."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        found = [str(value) for value in document.get_metadata_dict().values()]
        found += [str(mark.get_title()) for mark in document.get_toc()]
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_range())
            text.close()
            page.close()
        return found
    finally:
        document.close()


READERS = {"docx": docx_texts, "pdf": pdf_texts}
"""How to read back each format that can be written; a new format needs its line here."""
