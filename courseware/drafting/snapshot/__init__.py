"""A pasted article or a saved page becomes numbered parts, with what stands about them beside."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from courseware.drafting.snapshot import files, pages, pasted, sorting, stamps
from courseware.drafting.snapshot.files import LARGEST
from courseware.drafting.snapshot.nouns import Byline, Facts, LeftOut, Moment, Snapshot
from courseware.drafting.snapshot.stamps import given as moment
from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign
from courseware.unit import article

__all__ = ["LARGEST", "Byline", "Facts", "LeftOut", "Moment", "Snapshot", "moment", "take"]

_LOCKED = re.compile(
    r"(?:log|sign) ?in to (?:continue|read|view)|subscribe(?:rs)? (?:to (?:continue|read)|only)|already a subscriber|"
    r"로그인이? ?(?:후|하시면|하셔야|필요)|구독(?:자|회원)? ?(?:전용|하시면|후)|유료 ?(?:회원|기사)",
    re.IGNORECASE,
)
_SHORT = 120
"""Words; a page with fewer that asks for a password shows no article, only its beginning."""


def take(data: bytes, path: Path, title: str | None = None, posted: Moment | None = None) -> Snapshot:
    """The article in the bytes of `path`. Raises CoursewareError for a file that holds none.

    `title` and `posted` are what a teacher says, whatever the file does.
    """
    text = files.read(data, path)
    locked = False
    if files.is_page(text):
        page = pages.read(text, path)
        snapshot = sorting.snapshot(page.lines, page.facts, title)
        snapshot = replace(snapshot, left_out=(*page.left_out, *snapshot.left_out))
        locked = pages.has_password(text)
    else:
        snapshot = sorting.snapshot(pasted.lines(text), Facts(), title)
    facts = _in_korean_time(snapshot, text)
    snapshot = replace(snapshot, facts=replace(facts, posted=posted or facts.posted))
    _refuse(snapshot, locked or _LOCKED.search(text) is not None, path)
    return snapshot


def _in_korean_time(snapshot: Snapshot, text: str) -> Facts:
    """The facts with the UTC of a Korean paper's data as the hour that its readers see: its day may be another."""
    facts = snapshot.facts
    parts = foreign.attempt(urlsplit, facts.url or "")
    host = (parts.hostname if parts else None) or ""
    korean = snapshot.language == "ko" or host.endswith(".kr") or re.search(r"\bKST\b|\d\+09:?00\b", text) is not None
    if not korean:
        return facts
    return replace(facts, posted=stamps.korean(facts.posted), modified=stamps.korean(facts.modified))


def _refuse(snapshot: Snapshot, locked: bool, path: Path) -> None:
    if locked and snapshot.words < _SHORT:
        remedy = N_("Log in with your browser, copy the whole article there, and paste it.")
        raise CoursewareError(Problem(N_("the page asks for a login; the article is not in it"), remedy, {}, path))
    article.refuse_book(article.dump(snapshot.text), path)
    if not snapshot.text.count("p"):
        remedy = N_("Copy headline, date and text in your browser, and paste them.")
        raise CoursewareError(Problem(N_("there is no article in the file"), remedy, {}, path))
