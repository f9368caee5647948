"""Rules on names: ids that other items refer to, and addresses on the web."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courseware.checks.items import problem
from courseware.errors import N_, Problem, instead
from courseware.unit.model import Unit


def references_exist(unit: Unit) -> Iterator[Problem]:
    """Whom a relation or a quotation names is one of the actors."""
    known = list(unit.actor_names)
    named = [
        (f"actors.actors.{actor.id}.relations", relation.to)
        for actor in unit.actors.actors
        for relation in actor.relations
    ]
    named += [(f"quotes.quotes.{quote.id}.actor", quote.actor) for quote in unit.quotes.quotes if quote.actor]
    for place, name in named:
        if name in known:
            continue
        if "actors" in unit.absent:
            message = N_("“{id}” is to be one of the actors, and the unit has no actors.yaml")
            yield problem(unit, place, message, N_("Write actors.yaml, or delete this line."), id=name)
        else:
            remedy, values = instead(name, known)
            yield problem(unit, place, N_("no actor has the id “{id}”"), remedy, "error", id=name, **values)


def addresses(unit: Unit) -> Iterator[Problem]:
    """An address begins with https:// or http://; an unknown one is null, never a guess."""
    article = unit.article
    urls = {"source.article.url": article.url}
    if article.original:
        urls["source.article.original.url"] = article.original.url
    for place, url in urls.items():
        if url is not None and not re.fullmatch(r"https?://[^\s<>/]+(/[^\s<>]*)?", url):
            yield problem(
                unit,
                place,
                N_("“{url}” is no address on the web"),
                N_("Write the whole address, or null if nobody knows it."),
                url=url,
            )


def romanisations_together(unit: Unit) -> Iterator[Problem]:
    """A Korean name has both romanisations or neither: a list of names would show a gap."""
    for actor in unit.actors.actors:
        if bool(actor.rr) != bool(actor.mr):
            yield problem(
                unit,
                f"actors.actors.{actor.id}",
                N_("the name has only one of its two romanizations"),
                N_("Write both rr and mr, or neither."),
            )


def languages_known(unit: Unit) -> Iterator[Problem]:
    """The headline is there in the language that it was published in."""
    article = unit.article
    if article.headline_language not in article.headline:
        yield problem(
            unit,
            "source.article.headline_language",
            N_("the headline has no text in “{lang}”"),
            N_("Write the language that it was published in."),
            lang=article.headline_language,
        )
