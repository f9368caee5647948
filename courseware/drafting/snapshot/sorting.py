"""Lines of an article become its parts: headline, deck, captions, paragraphs, and beside them what is no text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from courseware import languages
from courseware.drafting.snapshot import credits, stamps
from courseware.drafting.snapshot.addresses import leads_to_article
from courseware.drafting.snapshot.nouns import Byline, Facts, LeftOut, Line, Snapshot
from courseware.errors import N_
from courseware.files import textfile
from courseware.unit.article import ArticleText, Part
from courseware.unit.model import Anchor

_URL = re.compile(r"https?://[^\s<>\"'’”)\]]+")
_ORIGINAL = re.compile(
    r"original korean|korean original|korean version|한국어 원문|원문 ?(?:보기|으로|기사)|국문 ?기사", re.IGNORECASE
)
_MENU = (
    r"(?:로그인|로그아웃|회원\s?가입|마이\s?페이지|전체\s?메뉴|메뉴|홈|검색|구독\s?신청|log\s?in|log\s?out|sign\s?in|sign\s?up|register|"
    r"my\s?page|menu|home|search|english|한국어)"
)
"""Words of a page's own menu; a line of nothing else is not the article's."""
_NOT_TEXT = re.compile(
    rf"^{_MENU}(?:[\s|·/]+{_MENU})*$|"
    r"^(?:please direct questions|all rights reserved|copyright\b|©|ⓒ|\(c\)|<?\s*저작권자|무단\s?전재|\(end\)$|\(끝\)$|"
    r"share( this)?( article| story)?$|(?:facebook|twitter|x|kakao\s?talk|email|print|url|url 복사|공유(?:하기)?|인쇄|"
    r"스크랩|글자\s?크기.*|가|좋아요\s?\d*|댓글\s?\d*|구독(?:하기)?|subscribe.*|sign up for.*|read more.*|more from.*|"
    r"advertisement|광고|listen to this article.*|기사를? 읽어드립니다.*|본문 (?:듣기|바로가기)|skip to .*)$|"
    r".{0,40}무단 ?(?:전재|복제).*재?배포)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^[\[<#▶■●]*\s*(?:related (?:stories|articles|news)|most (?:viewed|read|popular)|recommended|you may also like|"
    r"관련\s?(?:기사|뉴스)|많이 본 (?:기사|뉴스)|추천\s?(?:기사|뉴스)|인기\s?기사|주요\s?뉴스|연재|이슈)\s*[\]>:]*$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…。][\s\"'”’)\]」』]*$|[다요]\.?[\"”’)]*$")


@dataclass
class _Sorted:
    """What has been found so far."""

    facts: Facts
    deck: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    elsewhere: bool = False


def snapshot(lines: Sequence[Line], facts: Facts, title: str | None = None) -> Snapshot:
    """The article in `lines`; `facts` are those that a page gives beside its text. All its texts can be printed.

    `title` is the headline that a teacher gave, whatever the page or the first line says.
    """
    facts = _printable(replace(facts, title=title or facts.title))
    article = _Sorted(facts, seen={facts.title: 0} if facts.title else {})
    for line in _below(title, lines) if title else lines:
        words = _words(line.text, article)
        if words:
            _sort(replace(line, text=words), article)
    head = (article.facts.title or "", "title")
    parts = [Part(Anchor(name), text) for text, name in (head, (" ".join(article.deck), "deck")) if text]
    parts += [Part(Anchor(f"c{n}"), text) for n, text in enumerate(article.captions, 1)]
    parts += [Part(Anchor(f"p{n}"), text) for n, text in enumerate(article.paragraphs, 1)]
    text = ArticleText(tuple(parts))
    return Snapshot(
        text, languages.of_article(" ".join(part.text for part in parts)), article.facts, tuple(article.left_out)
    )


def _below(title: str, lines: Sequence[Line]) -> list[Line]:
    """The lines with that of the headline marked, and those above it; without it, what else would be the headline."""
    at = next((n for n, line in enumerate(lines) if _letters(line.text) == _letters(title)), None)
    if at is not None:
        above = [line if line.hint else replace(line, hint="page") for line in lines[:at]]
        return [*above, replace(lines[at], hint="title", text=title), *lines[at + 1 :]]
    first = next((line for line in lines if not line.hint and _may_be_title(line.text)), None)
    if first is None or SENTENCE_END.search(first.text):
        return list(lines)
    return [replace(line, hint="page") if line is first else line for line in lines]


def _letters(text: str) -> str:
    """A headline without its punctuation and blanks, which are typed in many ways."""
    return "".join(re.findall(r"\w", text)).casefold()


def _words(text: str, article: _Sorted) -> str:
    """The text without what is no word, as the bytes of a picture in letters, or what an entity (&#0;) makes."""
    text = _one_line(text)
    while run := textfile.overlong(text):
        article.left_out.append(LeftOut(run, N_("is no word, but thousands of letters without a blank")))
        text = " ".join(text.replace(run, " ").split())
    return text


def _one_line(text: str) -> str:
    """A text as a file can hold it: `article.parse` reads back what was written, and an id at its beginning is none."""
    return " ".join(textfile.printable(text).split())


def _printable(facts: Facts) -> Facts:
    """The facts as files can hold them; a page's data may spell out what its own text does not hold."""
    writers = (Byline(_name(one.name) or "", _name(one.role)) for one in facts.bylines)
    return replace(
        facts,
        title=_name(facts.title),
        publisher=_name(facts.publisher),
        url=_name(facts.url),
        original_url=_name(facts.original_url),
        bylines=tuple(one for one in writers if one.name),
    )


def _name(text: str | None) -> str | None:
    """A name or an address in one line; None where nothing is left of it, or it has thousands of letters."""
    line = _one_line(text or "")
    return line if line and not textfile.overlong(line) else None


def _sort(line: Line, article: _Sorted) -> None:
    text = line.text
    if text in article.seen and line.hint != "title":
        article.left_out.append(LeftOut(text, N_("stands there twice"), {}))
        return
    article.seen[text] = line.number
    if article.facts.title is None and (line.hint == "title" or _may_be_title(text)):
        article.facts = replace(article.facts, title=text)
    elif line.hint == "title":
        if text != article.facts.title:
            article.left_out.append(LeftOut(text, N_("belongs to the page, not to the article")))
    elif not (_is_time(line, article) or _is_not_text(line, article) or _is_byline(line, article)):
        _keep(line, article)


def _may_be_title(text: str) -> bool:
    """The first line that is neither an address nor a time."""
    return not (_URL.fullmatch(text) or stamps.find(text)[0] or _NOT_TEXT.search(text))


def _is_time(line: Line, article: _Sorted) -> bool:
    """A line of times and nothing else, above the text; one that says posted or modified anywhere."""
    stamped, rest = stamps.find(line.text)
    named = any(stamp.kind for stamp in stamped)
    if not stamped or line.hint in ("caption", "deck") or sum(map(len, rest)) > (80 if named else 3):
        return False
    if article.facts.live and not named:
        return False
    if not named and article.paragraphs:
        return False
    for stamp in stamped:
        kind = stamp.kind or ("modified" if article.facts.posted else "posted")
        if kind == "posted":
            article.facts = replace(article.facts, posted=stamps.exacter(article.facts.posted, stamp.moment))
        else:
            article.facts = replace(article.facts, modified=article.facts.modified or stamp.moment)
    for piece in rest:
        _sort(Line(line.number, piece, line.hint), article)
    return True


def _is_not_text(line: Line, article: _Sorted) -> bool:
    """Buttons, notices, addresses and lists of other articles; the way to a Korean original is noted."""
    if _ELSEWHERE.match(line.text):
        article.elsewhere = True
        article.left_out.append(LeftOut(line.text, N_("leads to other articles")))
    elif len(line.text) < 200 and _ORIGINAL.search(line.text):
        _note_original(line.text, article)
    elif _URL.fullmatch(line.text):
        article.facts = replace(article.facts, url=article.facts.url or line.text)
        article.left_out.append(LeftOut(line.text, N_("is an address, not text")))
    elif len(line.text) < 200 and _NOT_TEXT.search(line.text):
        article.left_out.append(LeftOut(line.text, N_("belongs to the page, not to the article")))
    elif article.elsewhere and not (SENTENCE_END.search(line.text) and len(line.text) > 60):
        article.left_out.append(LeftOut(line.text, N_("leads to other articles")))
    else:
        article.elsewhere = False
        return False
    return True


def _note_original(text: str, article: _Sorted) -> None:
    address = _URL.search(text)
    url = address[0] if address and leads_to_article(address[0]) else None
    article.facts = replace(article.facts, has_original=True, original_url=article.facts.original_url or url)
    article.left_out.append(LeftOut(text, N_("leads to the Korean original")))


def _is_byline(line: Line, article: _Sorted) -> bool:
    if line.hint in ("caption", "deck") or len(line.text) > 200:
        return False
    names = credits.bylines(line.text)
    _add_writers(names, article)
    return bool(names)


def _add_writers(names: Sequence[Byline], article: _Sorted) -> None:
    """Each writer once; a role that is found later is added."""
    known = {byline.name: byline for byline in article.facts.bylines}
    for name in names:
        if name.name not in known or (name.role and not known[name.name].role):
            known[name.name] = name
    article.facts = replace(article.facts, bylines=tuple(known.values()))


def _keep(line: Line, article: _Sorted) -> None:
    """A deck, a caption or a paragraph."""
    text = line.text
    if line.hint == "page":
        article.left_out.append(LeftOut(text, N_("belongs to the page, not to the article")))
    elif line.hint == "caption" or (not line.hint and credits.is_caption(text)):
        article.captions.append(text)
    elif line.hint == "deck" or (not line.hint and _may_be_deck(text, article)):
        article.deck.append(text)
    else:
        if not article.paragraphs:
            agency, writers = credits.dateline(text)
            article.facts = replace(article.facts, agency=agency or article.facts.agency)
            _add_writers(writers, article)
        article.paragraphs.append(text)


def _may_be_deck(text: str, article: _Sorted) -> bool:
    """Short, without a full stop, between headline and text."""
    no_deck_yet = not article.paragraphs and not article.facts.live
    return no_deck_yet and len(text) < 200 and not SENTENCE_END.search(text)
