"""The files that a new unit begins as, in the languages that it is to have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from courseware.languages import ENGLISH, KOREAN, usual
from courseware.unit.yamltext import in_languages
from courseware.workspace.layout import PACKAGE

FOLDER = PACKAGE / "assets" / "skeleton"
_OF_KOREAN = (("    # 한국 이름에만", "    role:"), ("    # 한자어에만", "    level:"))
"""Stretches that only a unit with Korean has: how their first line begins, and the line behind them."""
_OF_TWO = (
    ("    # ko:", "    name:"),
    ("# 어느 쪽이", "note:"),
    ("  original:", "  rights:"),
    ("# 한국어 원문을", "level_set_by:"),
)
"""Stretches that only a unit in several languages has."""
_ENGLISH = re.compile(rf"(?m)^( *(?:verbatim|headline_language|language): ){ENGLISH.tag}$")


def files(languages: Sequence[str] = ()) -> dict[str, str]:
    """File name -> text with comments that say what goes where; without languages, in those that are usual."""
    chosen = tuple(languages) or usual()
    return {path.name: _of(path.read_text(encoding="utf-8"), chosen) for path in FOLDER.glob("*.yaml")}


def _of(text: str, languages: tuple[str, ...]) -> str:
    """A file as it is in other languages."""
    if languages == usual():
        return text
    if len(languages) == 1:
        text = _without(text, _OF_TWO).replace("    rr:", "    # rr:")
    if KOREAN.tag not in languages:
        text = _without(text, _OF_KOREAN)
    if ENGLISH.tag not in languages:
        text = _ENGLISH.sub(rf"\g<1>{languages[0]}", text)
    text = re.sub(r"(?m)^unit:$", f"languages: [{', '.join(languages)}]\n\nunit:", text, count=1)
    return in_languages(text, languages)


def _without(text: str, stretches: Sequence[tuple[str, str]]) -> str:
    for first, behind in stretches:
        before, opening, rest = text.partition(f"\n{first}")
        text = f"{before}\n{behind}" + rest.partition(f"\n{behind}")[2] if opening else text
    return text
