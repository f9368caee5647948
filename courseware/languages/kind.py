"""What a language of handouts is: one object that says how it is written, broken into lines, and read for facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courseware.languages.facts.making import Maker

Rules = Sequence[tuple[str, "Maker"]]
"""The patterns of dates, times and numbers, each with what makes a fact of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language that units, courses and their handouts may be in. What it leaves out, CLDR says, or nobody asks.

    `tag` is its BCP 47 tag, `region` the one with a country that Word knows; `name` is English, for messages, and in
    small letters the function by which a template marks words of it. One that is `usual` is a unit's that names none.
    """

    tag: str
    name: str
    region: str
    usual: bool = False

    letters: str = ""
    """The ranges of its letters beyond A to Z: such a word in a text of another language is of this one.

    Where they are Latin letters, too, it takes a letter of `script`, and the whole word is of it.
    """
    script: str = ""
    """Those of them that no other language has, by which an article is known to be in it."""
    eastern: bool = False
    """Whether quotation marks and dots are as wide as its letters, and Word takes them from the Eastern font."""
    spaced: bool = True
    """Whether words stand apart; where they do not, a line may end behind any letter."""
    hyphens: str = ""
    """The patterns by which pyphen divides its words at a line's end; without, no word is divided."""

    clock: Callable[[dt.time], str] | None = None
    """An hour as its press writes it."""
    moment: str = "{date} {time} ({zone})"
    comma: str = ""
    """What stands between the things of a list."""

    long_word: int = 0
    """Letters from which on a word counts as long; 0 where a text has no words that could be counted."""
    figures: str = ""
    """The message that tells how hard its texts are to read, where words can be counted."""
    drafted: bool = False
    """Whether a unit can be drafted from an article in it."""
    facts: Callable[[], Rules] | None = None
    """Gives what reads its dates and numbers, imported when asked for; where nothing does, no check can tell."""
