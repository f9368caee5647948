"""Rules on where an item was drawn from."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.checks.items import items, problem
from courseware.errors import N_, Problem
from courseware.model import Unit


def exist(unit: Unit) -> Iterator[Problem]:
    """An anchor names a paragraph that the article has."""
    article = unit.article
    for place, item in items(unit):
        for anchor in item.source:
            count = {"p": article.paragraphs, "c": article.captions}.get(anchor[0])
            if anchor not in ("title", "deck") and (count is None or int(anchor[1:]) > count):
                yield problem(
                    unit,
                    f"{place}.source",
                    N_("the article has no paragraph “{anchor}”"),
                    N_("It has {paragraphs} paragraphs (p1, p2 …) and {captions} captions (c1 …)."),
                    anchor=anchor,
                    paragraphs=article.paragraphs,
                    captions=article.captions,
                )


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
