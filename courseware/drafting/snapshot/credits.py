"""Who wrote an article, which agency it is from, and whose picture a caption names."""

from __future__ import annotations

import re

from courseware.drafting.snapshot.nouns import Byline

_AGENCIES = "Yonhap|Reuters|AFP|AP|Associated Press|TASS|EPA|Xinhua|Kyodo|KCNA|Bloomberg|Getty|Newsis|News1"
_AGENCIES_KO = "연합뉴스|뉴시스|뉴스1|로이터|AFP|AP|EPA|타스|신화|교도|조선중앙통신"
_ROLE_KO = r"(?:선임|수석|전문|인턴|객원|수습)?\s?(?:기자|특파원|논설위원|에디터|통신원|편집장|편집위원|위원)"
_BYLINE_EN = re.compile(r"(?:Written |Reported )?[Bb]y\s+(?P<who>[A-Z].{2,180})")
_MAIL = re.compile(r"[(\[<]?\s?(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+\s?[)\]>]?")
_MAILED_EN = re.compile(r"(?P<name>[A-Z][\w’'.-]{1,40}(?: [A-Z][\w’'.-]{1,40}){1,3})\s?(?=[(\[<]?\s?[\w.+-]{1,64}@)")
_BYLINE_KO = re.compile(rf"(?:[가-힣]{{2,6}}\s?=\s?|[/·|,]\s*)?(?P<name>[가-힣]{{2,4}})\s(?P<role>{_ROLE_KO})")
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z .,’'-]+(?:, [A-Z][a-z]+\.? \d{{1,2}})? ?\((?P<en>{_AGENCIES})\)\s*[-–—]+"
    rf"|[\[(][^\])=]{{1,15}}=\s*(?P<ko>{_AGENCIES_KO})\s*[\])]\s*(?:(?P<name>[가-힣]{{2,4}})\s(?P<role>{_ROLE_KO})\s*=)?)"
)
_PICTURE = re.compile(
    rf"(?:\((?=[^()]*\))(?:(?=[^()]*\b(?:{_AGENCIES}|[Cc]ourtesy|[Pp]hoto|[Ff]ile)\b)[^()]*"
    r"|[A-Z][\w .&-]*/[A-Z][\w .&-]*)\)"
    r"|[.!?”\"] \([A-Z][\w .,’&/-]{2,60}\)"
    rf"|(?:[.다임음습]|모습)\s?(?:[/(\[<]\s?)?(?:사진\s?(?:[=:]\s?)?)?"
    rf"(?:{_AGENCIES_KO}|[가-힣 ]{{2,14}} 제공|[가-힣]{{2,4}} (?:선임)?기자)"
    r"(?:\s?[^\s@]{1,64}@\S{1,60})?\s?[)\]>]?)$"
)


def bylines(line: str) -> tuple[Byline, ...]:
    """The writers that a line names and nothing else; none where it says more."""
    english = _BYLINE_EN.fullmatch(line)
    if english:
        return tuple(_english(_MAIL.sub("", english["who"])))
    if _MAIL.search(line):
        mailed = _MAILED_EN.match(line)
        if mailed and not re.search(r"\w", _MAIL.sub("", line[mailed.end() :])):
            return (Byline(mailed["name"]),)
    writers = tuple(Byline(match["name"], match["role"].strip()) for match in _BYLINE_KO.finditer(line))
    rest = re.sub(r"글·사진|글|사진|[\s/·|,;=]", "", _MAIL.sub("", _BYLINE_KO.sub("", line)))
    return writers if not rest else ()


def _english(text: str) -> list[Byline]:
    """“A, staff reporter; B”, “A and B”, “A, B and C in Seoul”: what begins with a small letter is a role."""
    writers: list[Byline] = []
    for group in text.split(";"):
        for piece in re.split(r",\s*(?:and\s)?|\sand\s", group.strip()):
            name = re.sub(r"\sin [A-Z].*$", "", piece.strip().rstrip(".,")).rstrip()
            if name[:1].islower() or re.search(r"(?i)reporter|writer|correspondent|editor|columnist", name):
                writers[-1:] = [Byline(writers[-1].name, name)] if writers else []
            elif name:
                writers.append(Byline(name))
    return writers


def dateline(line: str) -> tuple[str | None, tuple[Byline, ...]]:
    """The agency that the first paragraph names at its beginning, and the writer there."""
    match = _DATELINE.match(line)
    if not match:
        return None, ()
    writer = (Byline(match["name"], match["role"].strip()),) if match["name"] else ()
    return match["en"] or match["ko"], writer


def is_caption(line: str) -> bool:
    """Whether a line ends like a picture's caption, with whose picture it is."""
    return _PICTURE.search(line) is not None
