"""Rules on where an item was drawn from."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.checks.evidence import Evidence, listed
from courseware.checks.items import items, problem
from courseware.errors import N_, Problem
from courseware.unit.model import Anchor, Article, Unit


def exist(unit: Unit) -> Iterator[Problem]:
    """An anchor names a paragraph that the article has."""
    article = unit.article
    for place, item in items(unit):
        for anchor in item.source:
            if not _counted(article, anchor):
                yield problem(
                    unit,
                    f"{place}.source",
                    N_("the article has no paragraph “{anchor}”"),
                    N_("Paragraphs (p1, p2 …): {paragraphs}. Captions (c1 …): {captions}."),
                    anchor=anchor,
                    paragraphs=article.paragraphs,
                    captions=article.captions,
                )


def _counted(article: Article, anchor: Anchor) -> bool:
    """Whether a part can be there by the counts of source.yaml."""
    count = {"p": article.paragraphs, "c": article.captions}.get(anchor[0])
    return anchor in ("title", "deck") or (count is not None and int(anchor[1:]) <= count)


def every_item_sourced(unit: Unit) -> Iterator[Problem]:
    """An item stands in the article, or says that it is from outside and cites what."""
    for place, item in items(unit):
        if item.outside and item.cite is None:
            yield problem(
                unit,
                place,
                N_("the item is from outside the article, but cites nothing"),
                N_("Add a line “cite:” with the source in each language."),
            )
        if not item.outside and not item.source:
            yield problem(
                unit,
                place,
                N_("the item does not say where it is from"),
                N_("Add “source: [p3]”, or “outside: true” with “cite:”."),
            )


def in_text(evidence: Evidence) -> Iterator[Problem]:
    """Title, deck, captions and paragraphs that items name are there, as far as the counts of source.yaml let them."""
    for place, item in items(evidence.unit) if evidence.parts else ():
        for anchor in item.source:
            if anchor not in evidence.parts and _counted(evidence.unit.article, anchor):
                message, remedy = N_("the article's text has no part “{anchor}”"), N_("It has: {parts}.")
                parts = listed(evidence.parts, 6)
                yield problem(evidence.unit, f"{place}.source", message, remedy, anchor=anchor, parts=parts)


WORDS_OFF = 0.1
"""How far off the number of words may be: some count the captions, some do not."""


def article_unchanged(evidence: Evidence) -> Iterator[Problem]:
    """The text is the one that the anchors were set in: its hash and its counts are those of source.yaml."""
    article, text = evidence.unit.article, evidence.texts.get(evidence.lang)
    if text is None:
        return
    if article.sha256 is None:
        message = N_("nothing says which text of the article the unit was drawn from")
        remedy = N_("Add “sha256: {hash}”.")
        yield problem(evidence.unit, "source.article", message, remedy, level="note", hash=text.sha256)
    elif article.sha256 != text.sha256:
        yield problem(
            evidence.unit,
            "source.article.sha256",
            N_("the article's text is not the one that the unit was drawn from"),
            N_("See whether its parts are numbered as before; if they are, write {hash} here."),
            hash=text.sha256,
        )
    parts = [text.parts, tuple(part for part in text.parts if not part.id.startswith("c"))]
    counts = [sum(len(part.text.split()) for part in some) for some in parts]
    count = min(counts, key=lambda words: abs(words - article.words))
    if abs(count - article.words) > count * WORDS_OFF:
        message = N_("the article's text has {count} words, not {given}: the limit on quotations is counted by them")
        place, remedy = "source.article.words", N_("Write {count} here.")
        yield problem(evidence.unit, place, message, remedy, level="warning", count=count, given=article.words)
    for field, kind, given in (("paragraphs", "p", article.paragraphs), ("captions", "c", article.captions)):
        if text.count(kind) != given:
            yield problem(
                evidence.unit,
                f"source.article.{field}",
                N_("{given} stands here, but the article's text has {count}"),
                N_("Correct the number, and look at every anchor."),
                given=given,
                count=text.count(kind),
            )
