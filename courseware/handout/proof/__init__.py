"""The proof, on the finished bytes, that no word meant for the teacher is in a student's file.

It does not trust templates, blocks or writers: it opens the file as a reader would, in pieces that are read in one go
(a paragraph, a cell, a title, an address), and looks in each for every text that the unit or a teacher's box keeps from
students, and for every sentence of it. Only letters and digits count, whatever their width, case or composition, and
percent signs, entities and escapes are undone, so that line breaks, hyphens and invisible characters hide nothing.

Words that students may read are no leak: those of the unit's public fields, of labels and dates, and what is put
together of nothing else, like a date before an event.

What it cannot see is the first net's, which fills in a student's handout without the teacher's values: answers shorter
than SHORTEST, numbers, halves of sentences, one sentence cut into several pieces, words turned around or enciphered.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from courseware.errors import N_, CoursewareError, Problem
from courseware.unit.model import Unit, strings

SHORTEST = 4
"""Letters and digits of the shortest text that is looked for: one that is all that a paragraph or cell says."""
WITHIN = 6
"""Letters and digits from which on a text is looked for within other words, too."""
LONG = 16
"""Letters and digits from which on it is no chance that a template says the same in words of its own."""
SEAM = "\0"
"""Stands between pieces that are read one by one, so that two of them never make a sentence."""

_NO_LETTERS = re.compile(f"[^\\w{SEAM}]+|[_\u115f\u1160]+")
"""What no reader reads; the two at the end are hangul's invisible fillers."""
_CODED = re.compile(r"%[0-9A-Fa-f]{2}|&#?\w+;|\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")
_SENTENCE_END = re.compile(r"(?<=[.!?…。])[”’)\]]*\s+|\n+|(?<=。)(?=\w)")


@dataclass(frozen=True, slots=True)
class _Secret:
    """What is looked for: its letters, the whole text that it is from, and whether a template's box has it."""

    letters: str
    text: str
    boxed: bool = False


@dataclass(frozen=True)
class Proof:
    """The proof of one unit's files; what the unit keeps from students is gathered once for all of them."""

    unit: Unit

    def prove(
        self, pieces: Iterable[str], withheld: Iterable[str], known: Iterable[str] = (), own: Iterable[str] = ()
    ) -> None:
        """Raise CoursewareError if a student's finished file shows a text that is the teacher's.

        `pieces` are the file's texts as its format reads them back. `withheld` are the texts of the boxes that this
        edition left out. `known` are words that students may read besides the unit's public fields: labels, dates.
        `own` are the template's own words outside the teacher's boxes; they excuse what a box says, too, but of the
        unit's texts those only that are shorter than LONG: a whole answer that a template spells out is a leak. Both
        are asked for only where something was found.
        """
        shown = _shown(pieces)
        secrets = (*self._secrets, *_secrets(withheld, boxed=True))
        suspects = [secret for secret in secrets if _needle(secret.letters) in shown]
        suspects = [secret for secret in suspects if secret.letters not in self._public] if suspects else []
        if suspects:
            right = _Right(self._public, letters(SEAM.join(known)), letters(SEAM.join(own)))
            leaked = dict.fromkeys(secret.text for secret in suspects if not right.excuses(secret, shown))
            if leaked:
                raise CoursewareError([leak(text) for text in leaked])

    @cached_property
    def _secrets(self) -> tuple[_Secret, ...]:
        return tuple(_secrets(strings(self.unit, teacher=True)))

    @cached_property
    def _public(self) -> str:
        """The letters of every field that students may read, with seams."""
        return letters(SEAM.join(strings(self.unit, teacher=False)))


def leak(text: str, file: Path | None = None, line: int | None = None) -> Problem:
    """What a teacher reads when a student's file would show `text`."""
    return Problem(
        N_("a student's file would show what is meant for the teacher: “{text}”"),
        N_("In handout.md, put it between “::: teacher” and “:::”."),
        {"text": text if len(text) < 80 else f"{text[:77]}…"},
        file,
        line,
    )


def letters(text: str) -> str:
    """The letters and digits of `text` in one width, case and composition (UAX 15, NFKC), and its seams."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _shown(pieces: Iterable[str]) -> str:
    """The letters of all pieces, a seam around each; a piece in which something is coded comes decoded, too."""
    text = unicodedata.normalize("NFKC", SEAM.join(piece.replace(SEAM, "") for piece in pieces))
    coded = [_decoded(piece) for piece in text.split(SEAM) if _CODED.search(piece)] if _CODED.search(text) else []
    return letters(SEAM.join(["", text, *coded, ""]))


def _decoded(text: str) -> str:
    """`text` without percent signs, entities and escapes, which may be coded once more; four times is enough."""
    for _ in range(4):
        text = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), html.unescape(unquote(text)))
    return text.replace(SEAM, "")


def _secrets(texts: Iterable[str], boxed: bool = False) -> Iterator[_Secret]:
    """Every text that students must not read, whole and by its sentences."""
    parts = [(part, text) for text in texts for part in dict.fromkeys((text, *_SENTENCE_END.split(text)))]
    plain = letters(SEAM.join(part.replace(SEAM, "") for part, _ in parts)).split(SEAM)
    for part, (_, text) in zip(plain, parts, strict=False):
        if len(part) >= SHORTEST and not part.isdecimal():
            yield _Secret(part, text, boxed)


def _needle(text: str) -> str:
    """What to look for: a short text has to be all that a piece says."""
    return text if len(text) >= WITHIN else f"{SEAM}{text}{SEAM}"


@dataclass(frozen=True, slots=True)
class _Right:
    """What students may read, as letters with seams: the unit's public fields, labels and dates, the template's own."""

    public: str
    known: str
    own: str

    def excuses(self, secret: _Secret, shown: str) -> bool:
        """Whether a text that was found stands there by right, wherever it stands."""
        text = secret.letters
        if text in self.known or ((secret.boxed or len(text) < LONG) and text in self.own):
            return True
        places = [piece for piece in shown.split(SEAM) if (text in piece if len(text) >= WITHIN else text == piece)]
        return all(self._covers(piece, text) for piece in places)

    def _covers(self, piece: str, text: str) -> bool:
        """Whether `text`, each time it stands in `piece`, is put together of words that may stand there by themselves.

        A date before an event is such a text. What the unit's fields say counts from two letters on: a hanja's reading
        has but one, and a few of them would make any Korean word. Digits count as they are.
        """
        free = {at for at, char in enumerate(piece) if char.isdecimal()}
        for tile in self._tiles():
            for start in _places(tile, piece):
                free |= set(range(start, start + len(tile)))
        return all(set(range(start, start + len(text))) <= free for start in _places(text, piece))

    def _tiles(self) -> Iterator[str]:
        yield from (tile for tile in self.public.split(SEAM) if len(tile) > 1)
        yield from (tile for tile in self.known.split(SEAM) if tile)
        yield from (tile for tile in self.own.split(SEAM) if 0 < len(tile) < LONG)


def _places(text: str, piece: str) -> Iterator[int]:
    """Where `text` begins in `piece`."""
    at = piece.find(text)
    while at >= 0:
        yield at
        at = piece.find(text, at + 1)
