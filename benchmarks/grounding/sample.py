"""The sample unit's article in numbered parts, from the publisher's text, which is never in the project."""

from __future__ import annotations

import re
from pathlib import Path

from courseware.unit.article import ArticleText, Part
from courseware.unit.model import Anchor


def numbered(text: str) -> ArticleText:
    """Title, deck, caption and paragraphs; the caption stands twice on the page, bylines and buttons are left out."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    dated = next(n for n, line in enumerate(lines) if line.startswith("Posted on"))
    end = next(n for n, line in enumerate(lines) if re.match(r"By [A-Z]", line))
    title, deck, caption = lines[dated - 1], lines[dated + 1], lines[dated + 2]
    body = [line for line in lines[dated + 3 : end] if line != caption]
    parts = [("title", title), ("deck", deck), ("c1", caption)]
    parts += [(f"p{number}", line) for number, line in enumerate(body, 1)]
    return ArticleText(tuple(Part(Anchor(anchor), line) for anchor, line in parts))


def load(folder: Path) -> ArticleText | None:
    """The text from the folder of articles, where there is one."""
    found = sorted(folder.glob("*.txt"))
    return numbered(found[0].read_text(encoding="utf-8")) if found else None
