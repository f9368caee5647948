"""Rules on words that are the article's own: quotations have them exactly, everything else has few in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from courseware.checks.evidence import Evidence, plain, words
from courseware.checks.items import items, problem, texts
from courseware.errors import N_, Level, Problem
from courseware.unit.model import Anchored, Quotation, Term

LONGEST_RUN = 25
"""Words in a row that any text of a unit may share with the article."""
MIN_QUOTED = 3
"""Words in quotation marks from which on they are taken for somebody's; fewer may be a term or irony."""
_NOT_QUOTING = frozenset({"cite", "meaning", "look_for"})


def quotations(evidence: Evidence) -> Iterator[Problem]:
    """A quotation stands word for word in the paragraphs that it names; … and [ ] may leave out and explain."""
    for quote in evidence.unit.quotes.quotes:
        if quote.verbatim in quote.text and quote.verbatim in evidence.whole:
            place = f"quotes.quotes.{quote.id}.text.{quote.verbatim}"
            yield from _quoted(evidence, place, str(quote.text[quote.verbatim]), quote.verbatim, quote, "error")
    for place, item in items(evidence.unit):
        if isinstance(item, Quotation | Term) or item.outside:
            continue
        for where, text in texts(place, item, _NOT_QUOTING):
            for lang in sorted(evidence.whole.keys() & set(text)):
                for quoted in _in_quotation_marks(str(text[lang])):
                    yield from _quoted(evidence, f"{where}.{lang}", quoted, lang, item, "warning")


def _in_quotation_marks(text: str) -> list[str]:
    """“…”, "…" and ‘…’; ’ before a Latin letter is an apostrophe, and ‘…’ within “…” is that one's part."""
    double: list[str] = re.findall(r"[\"“]([^\"“”]+)[\"”]", text)
    without = re.sub(r"[\"“][^\"“”]+[\"”]", " ", text)
    single: list[str] = re.findall(r"‘((?:[^‘’]|’(?=[A-Za-z]))+)’", without)
    return [quoted for quoted in double + single if len(quoted.split()) >= MIN_QUOTED]


def _quoted(evidence: Evidence, where: str, quoted: str, lang: str, item: Anchored, level: Level) -> Iterator[Problem]:
    pieces = [piece.strip(" ,.;:!?\"'") for piece in re.split(r"…|\[[^\[\]]*\]", plain(quoted))]
    missing = next((piece for piece in pieces if piece not in evidence.whole[lang]), None)
    if missing is not None:
        yield problem(
            evidence.unit,
            where,
            N_("“{quoted}” does not stand in the article; it departs at “{word}”"),
            N_("Copy the words from the article, or take the quotation marks away."),
            level=level,
            quoted=_short(quoted),
            word=_departure(missing, evidence.whole[lang]),
        )
    elif lang == evidence.lang and item.source and not all(piece in evidence.anchored(item.source) for piece in pieces):
        places = [anchor for anchor, text in evidence.parts.items() if any(piece and piece in text for piece in pieces)]
        yield from evidence.elsewhere(where, f"“{_short(quoted)}”", places, item)


def _departure(piece: str, text: str) -> str:
    """The first word that the article does not have behind the ones before it."""
    parts = piece.split()
    ends = (n for n in range(1, len(parts)) if " ".join(parts[:n]) not in text)
    return parts[next(ends, len(parts)) - 1]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def no_long_copies(evidence: Evidence) -> Iterator[Problem]:
    """No text of the unit repeats the article over 25 words and more, quoted or not."""
    runs = {lang: set(_runs(words(text))) for lang, text in evidence.whole.items()}
    for place, item in items(evidence.unit):
        for where, text in texts(place, item):
            for lang in sorted(runs.keys() & set(text)):
                own = words(plain(str(text[lang]).replace("**", "")))
                copied = next((run for run in _runs(own) if run in runs[lang]), None)
                if copied:
                    yield problem(
                        evidence.unit,
                        f"{where}.{lang}",
                        N_("the text repeats the article word for word, {limit} words and more from “{beginning}”"),
                        N_("Say it in words of your own, or quote a clause."),
                        beginning=" ".join(copied[:5]),
                        limit=LONGEST_RUN,
                    )


def _runs(tokens: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(tokens[n : n + LONGEST_RUN]) for n in range(len(tokens) - LONGEST_RUN + 1))
