"""An invented unit in one language: everything in the other is taken out of its files, and what only it has."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

INVENTED = ROOT / "tests" / "data" / "grounding"
_OF_KOREAN = ("hanja", "characters", "rr", "mr")
_GUESSED = re.compile(r"'(\d+|true|false|null|\d{4}-\d\d(?:-\d\d)?(?:T[\d:]+\+\d\d:\d\d)?)'")
"""What has to stand without quotation marks: numbers, truth values, dates."""


def in_one_language(folder: Path, lang: str, *, plain: bool = False) -> None:
    """Rewrite the unit in `folder`; with `plain`, its texts stand by themselves and not behind the language's tag."""
    for path in folder.glob("*.yaml"):
        data = _only(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader), lang, plain)
        if path.name == "source.yaml":
            data |= {"languages": [lang]}
            data["article"] |= {"language": lang, "headline_language": lang}
            data["article"].pop("original", None)
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        path.write_text(_GUESSED.sub(r"\1", text), encoding="utf-8")


def _only(value: Any, lang: str, plain: bool) -> Any:
    if isinstance(value, list):
        return [_only(inner, lang, plain) for inner in value]
    if not isinstance(value, dict):
        return value
    if value and set(value) <= {"ko", "en"}:
        return value[lang] if plain else {lang: value[lang]}
    left_out = {"original", *(_OF_KOREAN if lang != "ko" else ("rr", "mr"))}
    kept = {key: _only(inner, lang, plain) for key, inner in value.items() if key not in left_out}
    return kept | ({"verbatim": lang} if "verbatim" in kept else {})


def copy_of(unit: str, root: Path) -> Path:
    """The invented unit, without its article, in the workspace at `root`."""
    folder = root / "seeds" / unit
    shutil.copytree(INVENTED / unit, folder, ignore=shutil.ignore_patterns("article*.txt"))
    return folder
