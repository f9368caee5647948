"""Every output format, by name: a function from a Document and a Style to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courseware.document.blocks import Document
    from courseware.look.style import Style


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file and how many pages it prints on; None where only a word processor knows."""

    data: bytes
    pages: int | None = None


WRITERS: dict[str, str] = {"docx": "courseware.formats.docx", "pdf": "courseware.formats.pdf"}
"""Format -> the package that writes it. Packages are imported when asked for: a PDF never pays for Word."""


def writer(name: str) -> Callable[[Document, Style], Written]:
    """The `write` function of a format."""
    function: Callable[[Document, Style], Written] = import_module(WRITERS[name]).write
    return function
