"""Whether an address leads to an article, or only to a paper's page in another language."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SWITCH = {"", "ko", "kr", "kor", "korean", "en", "eng", "english", "index.html", "index.htm", "home", "main", "hangul"}


def leads_to_article(url: str) -> bool:
    """An article's address has a path with a number or a headline in it; that of a language switch has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    names = [name for name in parts.path.lower().split("/") if name not in _SWITCH]
    return bool(parts.scheme in ("http", "https") and names) and bool(
        re.search(r"\d{4}|[a-z가-힣%]-[a-z가-힣%]+-", f"{names[-1]}?{parts.query}") or re.search(r"\d{5}", parts.path)
    )
