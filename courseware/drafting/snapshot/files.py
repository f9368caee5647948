"""The bytes of a teacher's file become text: saved pages and pasted text, in UTF-8, CP949 or a mixture of both."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign, reading, textfile

LARGEST = 30_000_000
"""Bytes; a saved page of five million is read, a film is not."""
_MOST_PARTS = 50
"""Of a saved page that have parts themselves; there is one."""
_OTHER = (
    (b"%PDF", N_("this is a PDF, and its lines are not paragraphs")),
    (b"PK\x03\x04", N_("this is a Word, Hancom or zip file, not text")),
    (b"\xd0\xcf\x11\xe0", N_("this is an old Word or Hancom file, not text")),
    (b"{\\rtf", N_("this is an RTF file, not plain text")),
    (b"bplist00", N_("this is a web archive of Safari, not a page")),
    (b"\x89PNG", N_("this is a picture, not text")),
    (b"\xff\xd8\xff", N_("this is a picture, not text")),
    (b"GIF8", N_("this is a picture, not text")),
)
COPY = N_("Open it, select the article, copy it, and save it as a text file (.txt).")
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article|meta|div|p)\b", re.IGNORECASE)
_ALPHABET = rb"(?:utf|euc|ks|cp|ms|windows|iso|latin|johab|shift|gb|big5|koi8|x-)[\w-]*"
_CHARSET = re.compile(rb"""charset\s*=\s*(?:["']\s*)?(%b)""" % _ALPHABET, re.IGNORECASE)
"""Alphabets only: what else is called a codec may take an hour for a page (punycode), or be none (hex)."""


def read(data: bytes, path: Path) -> str:
    """The text of a file, printable throughout. Raises CoursewareError for what is no text."""
    for signature, message in _OTHER:
        if data.lstrip()[:8].startswith(signature):
            raise CoursewareError(Problem(message, COPY, {}, path))
    reading.refuse_larger(len(data), LARGEST, path, COPY)
    with foreign.parser(N_("the saved page cannot be taken apart"), COPY, path):
        data = _page_of_archive(data)
    text = textfile.printable(_decoded(data, path))
    if not text.strip():
        remedy = N_("Paste the article into it, or save the page again.")
        raise CoursewareError(Problem(N_("the file is empty"), remedy, {}, path))
    return text


def is_page(text: str) -> bool:
    """Whether it is the source of a page rather than pasted text."""
    return _TAG.search(text[:5000]) is not None


def _page_of_archive(data: bytes) -> bytes:
    """The page inside a file that a browser saved as “single file” (MHTML)."""
    if b"multipart/related" not in data[:3000]:
        return data
    if data.count(b"multipart/") > _MOST_PARTS:
        raise ValueError("parts in parts in parts")
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else data
    return data


def _decoded(data: bytes, path: Path) -> str:
    """UTF-8 where it is valid, else the charset that the page names, else line by line UTF-8 or CP949."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="ignore")
    if b"\x00" in data:
        raise CoursewareError(Problem(N_("this is no text"), COPY, {}, path))
    named = _CHARSET.search(data[:5000])
    charset = named[1].decode("ascii").lower() if named else "cp949"
    charset = "cp949" if charset in ("euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "utf-8", "utf8") else charset
    for encoding in ("utf-8-sig", charset):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return "\n".join(_decoded_line(line, number, path) for number, line in enumerate(data.split(b"\n"), 1))


def _decoded_line(line: bytes, number: int, path: Path) -> str:
    for encoding in ("utf-8", "cp949"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    message, remedy = (
        N_("a line is neither in UTF-8 nor in CP949"),
        N_("Copy the article in your browser and paste it."),
    )
    raise CoursewareError(Problem(message, remedy, {}, path, number))
