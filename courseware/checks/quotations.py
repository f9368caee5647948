"""Rules on quotations: how much of the article they take, and which language has its own words."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.checks.items import problem
from courseware.errors import N_, Problem
from courseware.unit.model import Quotation, Unit


def words(quote: Quotation) -> int:
    """How many words of the article a quotation takes."""
    return len(str(quote.text[quote.verbatim]).split()) if quote.verbatim in quote.text else 0


def quoted_words(unit: Unit) -> int:
    """How many words of the article all quotations take together."""
    return sum(words(quote) for quote in unit.quotes.quotes)


def within_budget(unit: Unit) -> Iterator[Problem]:
    """Short quotations, and few of them: what fair use and Korea's Copyright Act art. 28 ask for."""
    budget = unit.article.quotation_budget
    for quote in unit.quotes.quotes:
        if words(quote) > budget.words_each:
            yield problem(
                unit,
                f"quotes.quotes.{quote.id}",
                N_("the quotation has {count} words; {limit} are allowed"),
                N_("Shorten it to the clause that matters."),
                count=words(quote),
                limit=budget.words_each,
            )
    total, limit = quoted_words(unit), unit.article.words * budget.share_percent / 100
    if total > limit:
        yield problem(
            unit,
            "quotes.quotes",
            N_("the quotations take {count} words of the article; {limit} are allowed"),
            N_("Leave one out, or shorten some."),
            count=total,
            limit=int(limit),
        )


def wording_named(unit: Unit) -> Iterator[Problem]:
    """`verbatim` is a language that the quotation has."""
    for quote in unit.quotes.quotes:
        if quote.verbatim not in quote.text:
            yield problem(
                unit,
                f"quotes.quotes.{quote.id}.verbatim",
                N_("the quotation has no text in “{lang}”"),
                N_("Write the language that has the article's own words."),
                lang=quote.verbatim,
            )
