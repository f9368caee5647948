"""The files that a new unit begins as, in the languages that it is to have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from courseware.languages import KOREAN, usual
from courseware.unit.yamltext import in_languages
from courseware.workspace.layout import PACKAGE

FOLDER = PACKAGE / "assets" / "skeleton"
_OF_KOREAN = re.compile(r"    # (?:한국 이름에만|한자어에만).*?(?=^    (?:role|level):)", re.MULTILINE | re.DOTALL)
_OF_TWO = re.compile(
    r"^ *# ko: [^\n]*\n|^# 어느 쪽이[^\n]*\n"
    r"|^  original:\n.*?(?=^  rights:)|^# 한국어 원문을[^\n]*\n^original:\n.*?(?=^level_set_by:)",
    re.MULTILINE | re.DOTALL,
)
_ENGLISH = re.compile(r"(?m)^( *(?:verbatim|headline_language|language): )en$")


def files(languages: Sequence[str] = ()) -> dict[str, str]:
    """File name -> text with comments that say what goes where; without languages, in those that are usual."""
    chosen = tuple(languages) or usual()
    return {path.name: _of(path.read_text(encoding="utf-8"), chosen) for path in FOLDER.glob("*.yaml")}


def _of(text: str, languages: tuple[str, ...]) -> str:
    """A file as it is in other languages: without what only a Korean text has, or only a text in two languages."""
    if languages == usual():
        return text
    if len(languages) == 1:
        text = _OF_TWO.sub("", text).replace("    rr:", "    # rr:")
    text = text if KOREAN.tag in languages else _OF_KOREAN.sub("", text)
    text = text if "en" in languages else _ENGLISH.sub(rf"\g<1>{languages[0]}", text)
    text = re.sub(r"(?m)^unit:$", f"languages: [{', '.join(languages)}]\n\nunit:", text, count=1)
    return in_languages(text, languages)
