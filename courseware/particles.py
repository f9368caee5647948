"""The Korean particle that fits behind a word, the English word behind a number, and messages filled in with them."""

from __future__ import annotations

import re

PARTICLES = ("은/는", "이/가", "을/를", "과/와", "으로/로", "아/야", "이라/라", "이나/나", "이란/란")
_LETTERS_CLOSED = "LMNR"
"""Letters whose Korean names end in a consonant: 엘, 엠, 엔, 알."""
_L = "ㄹ"
_END = 200
"""Letters at the end of a text, of which the last sound is one."""
_ENGLISH_CLOSED = re.compile(r"(?:le?|[mn]|ng|me|ne|[aeiou][bckpt]|ck)$", re.IGNORECASE)


def particle(word: str, pair: str) -> str:
    """The form of `pair` ("은/는") that fits behind `word`, by the sound that the word ends in.

    Closing quotes and a gloss in brackets are passed over: 나토(NATO)는, ‘대통령’은.
    """
    closed, open_ = pair.split("/")
    sound = _last_sound(word)
    if pair == "으로/로" and sound == _L:
        return open_
    return closed if sound else open_


def _last_sound(word: str) -> str:
    """ "" for a vowel, ㄹ for that consonant, "x" for any other."""
    text = re.sub(r"(?<=\w)\s?[(\[（［][^(\[（［)\]）］]*[)\]）］]$", "", word.strip()[-_END:])
    text = re.sub(r"(?<![\W_])[\W_]++$", "", text)
    if not text:
        return ""
    last = text[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return "" if not final else _L if final == 8 else "x"
    if last.isdigit():
        return _digit_sound(last)
    if re.search(r"(?:^|[^A-Za-z])[A-Z0-9&.]{0,20}[A-Z]$", text):
        return (_L if last in "LR" else "x") if last in _LETTERS_CLOSED else ""
    if _ENGLISH_CLOSED.search(text):
        return _L if re.search(r"le?$", text, re.IGNORECASE) else "x"
    return ""


def _digit_sound(last: str) -> str:
    """일, 칠, 팔 end in ㄹ; 영 (and 십, 백, 천, 만), 삼, 육 in another consonant."""
    if last in "178":
        return _L
    return "x" if last in "036" else ""


_PLACE = re.compile(r"\{(\w+)(!r)?(?::([^{}]*))?\}")


def places(template: str) -> set[str]:
    """The names that `fill` would replace."""
    return {found[1] for found in _PLACE.finditer(template)}


def fill(template: str, **values: object) -> str:
    """`template` with {name} replaced by its value, and {name:은/는} by the value and the particle that fits it.

    {count:page/pages} is the number with the word that fits it, which follows one or any other number.
    Braces around anything else stay: messages about templates are full of them.
    """

    def filled(found: re.Match[str]) -> str:
        name, quoted, pair = found.groups()
        if name not in values:
            return found[0]
        text = repr(values[name]) if quoted else str(values[name])
        return f"{text}{_behind(text, pair)}" if pair else text

    return _PLACE.sub(filled, template)


def _behind(text: str, pair: str) -> str:
    """What `pair` puts behind a value: one of two particles, or of two English words; nothing if it is neither."""
    if pair in PARTICLES:
        return particle(text, pair)
    one, slash, many = pair.partition("/")
    return f" {one if text == '1' else many}" if slash and pair.isascii() else ""
