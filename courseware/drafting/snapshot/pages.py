"""The source of a saved page becomes lines with hints, and the facts that it keeps in its data."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from lxml import etree, html

from courseware.drafting.snapshot import credits, stamps
from courseware.drafting.snapshot.addresses import leads_to_article
from courseware.drafting.snapshot.files import COPY
from courseware.drafting.snapshot.nouns import Byline, Facts, Hint, LeftOut, Line
from courseware.errors import N_, CoursewareError, Problem
from courseware.files import foreign, textfile

_SKIPPED = {
    *("script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "iframe"),
    *("svg", "video", "audio", "object", "input", "textarea", "head", "dialog"),
}
_BLOCKS = {
    *("p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl"),
    *("dt", "dd", "blockquote", "figure", "figcaption", "table", "tr", "td", "th", "pre", "address", "time", "hr"),
}
_NOT_BODY = re.compile(
    r"(?:^|[-_ ])(?:related|recommend\w*|share|sharing|sns|social|comments?|repl(?:y|ies)|subscri\w*|newsletter|"
    r"promo\w*|advert\w*|ads?|banner|copyright|breadcrumbs?|tags?|popular|ranking|most-?(?:read|viewed)|toolbar|paywall|"
    r"menu|gnb|lnb)"
    r"(?:$|[-_ ])",
    re.IGNORECASE,
)
_PAGE_HEAD = re.compile(r"(?:(?:site|page|top|main)[-_]?)?(?:header|util|login|member)", re.IGNORECASE)
_BODY = re.compile(
    r"article[-_]?(?:body|text|content|view)|(?:story|news|entry|post|view)[-_]?(?:body|text|content|cont|article)|"
    r"body-?text|live-?blog",
    re.IGNORECASE,
)
_DECK = re.compile(
    r"(?:^|[-_ ])(?:deck|dek|standfirst|sub-?title|sub-?head\w*|summary|lead-?in)(?:$|[-_ ])", re.IGNORECASE
)
_WRITER = re.compile(r"(?:^|[-_ ])(?:by-?lines?|authors?|reporters?|writers?|journalist)(?:$|[-_ ])", re.IGNORECASE)
_KOREAN = re.compile(r"원문|한국어|한글|국문|korean", re.IGNORECASE)
_LIVE = re.compile(r"live-?blog|live-?updates", re.IGNORECASE)
_LOGO = re.compile(r"(?:^|[-_ ])(?:logo|brand|masthead|site-?(?:name|title|head(?:er)?))(?:$|[-_ ])", re.IGNORECASE)
_LARGE = ("main", "article", "section", "div")
_MOSTLY_LINKS = 0.6
_DEEPEST, _MOST_STEPS, _MOST_TAGS = 200, 3_000_000, 30_000
"""How many tags may stand in each other, the sum of it over all tags, there and back, and how many there are.

A long page has a tenth.
"""


@dataclass
class _Walk:
    """The blocks of a body, as they come."""

    lines: list[tuple[str, Hint]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    breaks: int = 0

    def flush(self, hint: Hint = "") -> None:
        text = " ".join("".join(self.words).split())
        self.words.clear()
        self.breaks = 0
        if text:
            self.lines.append((text, hint))


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Line, ...]
    facts: Facts
    left_out: tuple[LeftOut, ...]


def read(text: str, path: Path) -> Page:
    """The article of a page. `lines` is empty where the page holds none. Raises CoursewareError for a maze of tags."""
    tree = foreign.attempt(_tree, text)
    if tree is None:
        return Page((), Facts(), ())
    _refuse_maze(tree, path)
    data = _article_data(tree)
    body = _body(tree)
    walk = _Walk()
    _walk(body, walk, "")
    walk.flush()
    kept = _or_trafilatura(text, body, walk.lines)
    why = N_("belongs to the page, not to the article")
    known = set(kept)
    walk.left_out += [LeftOut(line[0], why) for line in walk.lines if line not in known]
    blocks = [*_above(tree, body), *kept]
    if not any(hint == "paragraph" or len(block) > 80 for block, hint in blocks):
        blocks += [(" ".join(part.split()), "paragraph") for part in str(data.get("articleBody") or "").split("\n")]
    lines = tuple(Line(number, block, hint) for number, (block, hint) in enumerate(blocks, 1))
    return Page(lines, replace(_facts(tree, data), title=_title(tree, data, body)), tuple(walk.left_out))


def has_password(text: str) -> bool:
    return re.search(r"<input[^<>]+type\s*=\s*[\"']?password", text, re.IGNORECASE) is not None


def _tree(text: str) -> Any:
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    return html.document_fromstring(text.encode("utf-8", "ignore"), parser=parser)


def _refuse_maze(tree: Any, path: Path) -> None:
    """No page of a paper comes near these numbers; what does would be read for minutes, or not at all."""
    depth = steps = tags = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        steps, tags = steps + depth, tags + (event == "start")
        if depth > _DEEPEST or steps > _MOST_STEPS or tags > _MOST_TAGS:
            raise CoursewareError(Problem(N_("the page is a maze of tags, not an article"), COPY, {}, path))


# --- the text


def _marks(node: Any) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}"


def _said(node: Any) -> str:
    """What a piece of the page says, its lines with a space between."""
    return " ".join(" ".join(node.itertext()).split())


def _size(node: Any) -> int:
    return sum(len(" ".join(text.split())) for text in node.itertext())


def _body(tree: Any) -> Any:
    """Where the article stands: what the page marks as its text, else its <article>, else all of it."""
    marked = [node for node in tree.iter(*_LARGE, "td") if _BODY.search(_marks(node))]
    articles = list(tree.iter("article"))
    for nodes in (marked, articles, list(tree.iter("main"))):
        largest = max(nodes, key=_size, default=None)
        whole = _around(largest, marked) if nodes is marked and marked else largest
        if whole is not None and _size(whole) > 200:
            return whole
    body = tree.find("body")
    return tree if body is None else body


def _around(largest: Any, marked: Sequence[Any]) -> Any:
    """What holds all nodes that are marked like the largest: some papers mark each paragraph in a node of its own.

    Another <article> is another article, and a menu or a list of links is none.
    """
    mark, article = _mark(largest), _article(largest)
    like = [node for node in marked if _mark(node) == mark and _article(node) is article and not _is_elsewhere(node)]
    lines = [[*reversed([*node.iterancestors()]), node] for node in (largest, *like)]
    return [level[0] for level in zip(*lines, strict=False) if all(node is level[0] for node in level)][-1]


def _mark(node: Any) -> str:
    match = _BODY.search(_marks(node))
    return match[0].lower() if match else ""


def _article(node: Any) -> Any:
    return next((one for one in chain((node,), node.iterancestors()) if one.tag == "article"), None)


def _is_elsewhere(node: Any) -> bool:
    return _is_skipped(node) or sum(_size(link) for link in node.iter("a")) > _MOSTLY_LINKS * _size(node)


def _above(tree: Any, body: Any) -> Iterator[tuple[str, Hint]]:
    """Deck, times and writers that stand outside of the body."""
    inside = set(body.iter())
    for node in tree.iter("h2", "p", "div", "span", "time", "strong", "em", "li", "a", "dd", "figcaption"):
        if node in inside or len(node.text_content()) > 600 or _is_skipped(node):
            continue
        text, marks = _said(node), _marks(node)
        if node.tag == "figcaption":
            yield text, "caption"
        elif node.tag in ("h2", "p", "div", "strong") and _DECK.search(marks):
            yield text, "deck"
        elif (stamps.find(text)[0] and len(text) < 120) or (_WRITER.search(marks) and credits.bylines(text)):
            yield text, ""


def _is_skipped(node: Any) -> bool:
    """Whether it lies in a menu, a list of other articles or the like."""
    around = chain((node,), node.iterancestors())
    return any(
        one.tag in ("nav", "aside", "footer", "form", "script", "style") or _NOT_BODY.search(_marks(one))
        for one in around
        if one.tag not in ("html", "body")
    )


def _walk(node: Any, walk: _Walk, hint: Hint) -> None:
    """Text in document order: a block begins a line, and so do two <br> in a row, which many Korean papers write."""
    hint = _hint(node, hint)
    if node.text:
        walk.words.append(node.text)
    for child in node:
        if not isinstance(child.tag, str):
            pass
        elif child.tag == "br":
            walk.breaks += 1
            walk.words.append(" ")
            if walk.breaks >= 2:
                walk.flush(hint)
        elif _leave_out(child, walk):
            walk.flush(hint)
        elif child.tag in _BLOCKS:
            walk.flush(hint)
            _walk(child, walk, hint)
            walk.flush(_hint(child, hint))
        else:
            _walk(child, walk, hint)
        if child.tail:
            walk.breaks = 0 if child.tail.strip() else walk.breaks
            walk.words.append(child.tail)


def _hint(node: Any, around: Hint) -> Hint:
    if node.tag == "h1":
        return "title"
    if node.tag == "figcaption" or "caption" in _marks(node).lower():
        return "caption"
    if around in ("caption", "title"):
        return around
    if node.tag in ("h2", "p", "div", "strong") and _DECK.search(_marks(node)) and _size(node) < 300:
        return "deck"
    return "paragraph" if node.tag in ("p", "blockquote") else around


def _leave_out(node: Any, walk: _Walk) -> bool:
    """Menus, forms, lists of links and the like; what had words in it is remembered."""
    if node.tag in _SKIPPED - {"aside", "footer", "form", "nav"}:
        return True
    if node.tag not in _BLOCKS | _SKIPPED or node.tag in ("article", "main"):
        return False
    text = _said(node)
    links = sum(_size(link) for link in node.iter("a"))
    to_elsewhere = bool(text) and links > _MOSTLY_LINKS * len(text) and not credits.bylines(text)
    if not (to_elsewhere or node.tag in _SKIPPED or _NOT_BODY.search(_marks(node)) or _is_page_head(node, text)):
        return False
    if to_elsewhere and any(_KOREAN.search(link.text_content()) for link in node.iter("a")):
        return True
    if text:
        why = N_("leads to other articles") if to_elsewhere else N_("belongs to the page, not to the article")
        walk.left_out.append(LeftOut(text, why))
    return True


def _is_page_head(node: Any, text: str) -> bool:
    """A head of the page, not of the article: it has no headline, paragraph, time or writer."""
    marked = any(_PAGE_HEAD.fullmatch(mark) for mark in _marks(node).split())
    bare = marked and not any(True for _ in node.iter("h1", "h2", "h3", "p", "time", "article", "main", "figure"))
    bare = bare and not any(_DECK.search(_marks(one)) for one in node.iter())
    return bare and not (len(text) > 200 or stamps.find(text)[0] or credits.bylines(text))


def _or_trafilatura(text: str, body: Any, lines: list[tuple[str, Hint]]) -> list[tuple[str, Hint]]:
    """Where a page does not mark its body, the extra package [html], if it is installed, tells text from the rest."""
    if body.tag not in ("body", "html"):
        return lines
    try:
        import trafilatura
    except ImportError:
        return lines
    main_text = foreign.attempt(
        trafilatura.extract, text, include_comments=False, include_tables=False, favor_precision=True
    )
    wanted = {" ".join(line.split()) for line in (main_text or "").split("\n") if line.strip()}
    if sum(map(len, wanted)) < 200:
        return lines
    return [
        (line, hint) for line, hint in lines if line in wanted or hint in ("title", "caption") or stamps.find(line)[0]
    ]


# --- the facts


def _article_data(tree: Any) -> dict[str, Any]:
    """What the page says about its article to search engines (schema.org, in JSON-LD)."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        for node in _nodes(foreign.attempt(json.loads, script.text_content(), strict=False)):
            if re.search(r"Article|LiveBlog|BlogPosting", str(node.get("@type"))):
                return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in lists and graphs, in their order, however deep they stand in each other."""
    waiting = [data]
    while waiting:
        data = waiting.pop()
        if isinstance(data, list):
            waiting += reversed(data)
        elif isinstance(data, dict):
            yield data
            waiting.append(data.get("@graph"))


def _facts(tree: Any, data: dict[str, Any]) -> Facts:
    meta = _meta(tree)
    url = _first(*(link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), meta("og:url"))
    has_original, original = _original(tree)
    return Facts(
        posted=stamps.parse(_text(data.get("datePublished")) or meta("article:published_time")),
        modified=stamps.parse(_text(data.get("dateModified")) or meta("article:modified_time")),
        bylines=_writers(data.get("author")) or _writers(meta("author") or meta("article:author")),
        publisher=_name(data.get("publisher")) or meta("og:site_name"),
        url=url if url and leads_to_article(url) else None,
        has_original=has_original,
        original_url=original,
        live="LiveBlog" in str(data.get("@type"))
        or _LIVE.search(" ".join(map(_marks, tree.iter("main", "article", "div", "section")))) is not None,
    )


def _meta(tree: Any) -> Any:
    contents: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        content = " ".join((node.get("content") or "").split())
        if content and not textfile.overlong(content):
            contents.setdefault(name, content)
    return contents.get


def _first(*texts: str | None) -> str | None:
    return next((text for text in texts if text), None)


def _title(tree: Any, data: dict[str, Any], body: Any) -> str | None:
    """The heading that agrees with the page's own title, else an <h1> of the article, else that title.

    A page's own title stands in its data or in a shared link; where neither is, the longest <h1> is it, or the tab's.
    """
    papers = [name for name in (_meta(tree)("og:site_name"), _name(data.get("publisher"))) if name]
    given = (_text(data.get("headline")), _meta(tree)("og:title"))
    own = [title for text in given if text and (title := _without_paper(text, papers)) not in papers]
    heads = [(node, _said(node)) for node in tree.iter("h1", "h2") if _said(node)]
    agreeing = [head for head in heads if any(_agree(head[1], title) for title in own)]
    if agreeing:
        return max(agreeing, key=lambda head: (head[1] in own, head[0].tag == "h1", len(head[1])))[1]
    inside = set(body.iter())
    first = [head for head in heads if head[0].tag == "h1" and head[1] not in papers and not _is_logo(head[0])]
    if own:
        first = [head for head in first if head[0] in inside and body.tag not in ("body", "html")]
    return max(first, key=lambda head: (head[0] in inside, len(head[1])))[1] if first else _first(*own, _tab(tree))


def _without_paper(title: str, papers: Collection[str]) -> str:
    """A page's title without the paper's name behind it."""
    title = " ".join(title.split())
    signs = (f" {sign} {paper}" for paper in papers for sign in ("|", "-", "–", "—", ":", "::"))
    return title.removesuffix(next((end for end in signs if title.endswith(end)), ""))


def _agree(head: str, own: str) -> bool:
    """Whether most words of a heading stand in the page's own title, or the other way round: some change a word."""
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (head, own))
    shared = words & others
    return len(shared) * 2 > len(words) and len(shared) * 2 > len(others)


def _is_logo(node: Any) -> bool:
    """Whether a heading is the paper's name: it, or what is close around it, is marked as its logo."""
    near = chain((node,), islice(node.iterancestors(), 2), node.iterdescendants())
    return any(_LOGO.search(_marks(one)) for one in near if one.tag not in ("html", "body"))


def _tab(tree: Any) -> str | None:
    """The title of the tab, without the paper's name."""
    title = tree.find(".//title")
    text = "" if title is None else _said(title)
    return re.sub(r" (?:[|:–—-]|::) [^|:–—-]+$", "", text) or None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and not textfile.overlong(value) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    text = _text(value.get("name") if isinstance(value, dict) else value)
    return " ".join(text.split()) or None if text else None


def _writers(value: Any) -> tuple[Byline, ...]:
    """The authors of a page's data; an address is no name."""
    writers: list[Byline] = []
    for one in value if isinstance(value, list) else [value]:
        name = _name(one)
        if not name or "://" in name or "@" in name:
            continue
        role = _text(one.get("jobTitle")) if isinstance(one, dict) else None
        writers += credits.bylines(name) or credits.bylines(f"By {name}") or [Byline(name)]
        if role and writers:
            writers[-1] = Byline(writers[-1].name, role)
    return tuple(writers)


def _original(tree: Any) -> tuple[bool, str | None]:
    """Whether the page leads to a Korean original, and its address: a path of its own, or it is a language switch."""
    for link in tree.iter("link", "a"):
        target = link.get("href") or ""
        named = _KOREAN.search(link.text_content()) if link.tag == "a" else link.get("hreflang", "").startswith("ko")
        if named and leads_to_article(target):
            return True, target
    return False, None
