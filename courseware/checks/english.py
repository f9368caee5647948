"""English words by their dictionary form. The dictionary is read when a rule first asks for it."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=8192)
def lemma(word: str) -> str:
    """weapon for weapons, in small letters."""
    from simplemma import lemmatize  # its import costs every command as much as a whole check

    return str(lemmatize(word, lang="en")).lower()


def is_word(word: str) -> bool:
    """Whether the dictionary has a word, given in small letters."""
    from simplemma import is_known  # as above

    return bool(is_known(word, lang="en"))
