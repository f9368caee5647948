"""The Korean particle that fits behind a word, the English word behind a number, and messages filled in with them."""

from __future__ import annotations

import re
import unicodedata

from courseware.text.hanja import read_last

PARTICLES = ("은/는", "이/가", "을/를", "과/와", "으로/로", "아/야", "이라/라", "이나/나", "이란/란")
_LETTERS_CLOSED = "LMNR"
"""Letters whose Korean names end in a consonant: 엘, 엠, 엔, 알."""
_L = "ㄹ"
_END = 200
"""Letters at the end of a text, of which the last sound is one."""
_ENGLISH_CLOSED = re.compile(r"(?:le?|[mn]|ng|me|ne|[aeiou][bckpt]|ck)$", re.IGNORECASE)
_LETTER_BY_LETTER = re.compile(r"(?:^|[^A-Za-z])(?:[A-Z0-9&.]{0,20}[A-Z]|[a-z])$")
_SPOKEN_AS_WORDS = re.compile(r"\b(?:OPEC|APEC|JPEG|ZIP|POSTECH)$")
"""Capitals that are read as a word with a consonant at its end: 오펙, 에이펙."""
_UNITS = {
    **dict.fromkeys("% %p m km cm mm nm μm m2 m3 L l mL ml dL dl kL kl cc ha °C °F ° cal kcal".split(), ""),
    **dict.fromkeys("A mA V kV W kW MW GW Wh kWh B KB MB GB TB Hz kHz MHz GHz km/h m/s $ € £ +".split(), ""),
    **dict.fromkeys("g kg mg μg t h ppm rpm Ω N ₩ ¥ #".split(), "x"),
    **dict.fromkeys("‰ dB hPa mol px".split(), _L),
}
"""Signs and units, and what their Korean names end in: 퍼센트, 제곱미터, 도, 달러; 킬로그램, 톤, 원; 퍼밀, 데시벨."""
_SIGNS = re.escape("%‰°$€£₩¥+#")
_UNIT = re.compile(
    rf"(?:(?<=\d)\s?|(?<![A-Za-z0-9])(?=[A-Za-zμ]{{2}}|[{_SIGNS}]|m[23]))"
    rf"({'|'.join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))})[23]?$"
)
"""A unit behind a figure, or alone where it is no letter: 3 m, but not m."""
_AROUND = re.compile(rf"(?<![^\w{_SIGNS}])(?<!_)(?:[^\w{_SIGNS}]|_)++$")
"""Closing quotes, brackets and stops."""


def particle(word: str, pair: str) -> str:
    """The form of `pair` ("은/는") that fits behind `word`, by the sound that the word ends in.

    Closing quotes and a gloss in brackets are passed over: 나토(NATO)는, ‘대통령’은. Figures, units, hanja and numbers
    in circles are read in Korean: 50%는, 3km를, 北은, ③은.
    """
    closed, open_ = pair.split("/")
    sound = _last_sound(word)
    if pair == "으로/로" and sound == _L:
        return open_
    return closed if sound else open_


def _last_sound(word: str) -> str:
    """ "" for a vowel, ㄹ for that consonant, "x" for any other."""
    text = re.sub(r"(?<=\w)\s?[(\[（［][^(\[（［)\]）］]*[)\]）］]$", "", word.strip()[-_END:])
    text = _AROUND.sub("", _plainly(text))
    if not text:
        return ""
    last = text[-1]
    if "가" <= last <= "힣":
        return _syllable_sound(last)
    if unit := _UNIT.search(text):
        return _UNITS[unit[1]]
    if last.isdigit():
        fraction = re.search(r"(\d)⁄\d{1,9}$", text)
        return _digit_sound(fraction[1] if fraction else last)
    if syllable := read_last(text):
        return _syllable_sound(syllable)
    return _jamo_sound(last) if "ᄀ" <= last <= "ᇿ" else _letter_sound(text)


def _plainly(text: str) -> str:
    """Numbers in circles and Roman ones as figures, ㎞ as km, ½ as 1⁄2: as Unicode explains each."""
    figures = (str(int(n)) if (n := unicodedata.numeric(c, 0.5)) == int(n) and not c.isalpha() else c for c in text)
    return unicodedata.normalize("NFKC", "".join(figures))


def _syllable_sound(syllable: str) -> str:
    final = (ord(syllable) - ord("가")) % 28
    return "" if not final else _L if final == 8 else "x"


def _jamo_sound(letter: str) -> str:
    """기역, 니은, 리을 … all end in a consonant; a vowel is its own name."""
    return _L if letter in "ᄅᆯ" else "" if "ᅡ" <= letter <= "ᆧ" else "x"


def _letter_sound(text: str) -> str:
    """Latin letters: a word in capitals letter by letter, any other as English is heard."""
    last = text[-1].upper()
    if _LETTER_BY_LETTER.search(text) and not _SPOKEN_AS_WORDS.search(text):
        return (_L if last in "LR" else "x") if last in _LETTERS_CLOSED else ""
    if _SPOKEN_AS_WORDS.search(text) or _ENGLISH_CLOSED.search(text):
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
    return {match[1] for match in _PLACE.finditer(template)}


def fill(template: str, **values: object) -> str:
    """`template` with {name} replaced by its value, and {name:은/는} by the value and the particle that fits it.

    {count:page/pages} is the number with the word that fits it, which follows one or any other number.
    Braces around anything else stay: messages about templates are full of them.
    """

    def filled(match: re.Match[str]) -> str:
        name, quoted, pair = match.groups()
        if name not in values:
            return match[0]
        text = repr(values[name]) if quoted else str(values[name])
        return f"{text}{_behind(text, pair)}" if pair else text

    return _PLACE.sub(filled, template)


def _behind(text: str, pair: str) -> str:
    """What `pair` puts behind a value: one of two particles, or of two English words; nothing if it is neither."""
    if pair in PARTICLES:
        return particle(text, pair)
    one, slash, many = pair.partition("/")
    return f" {one if text == '1' else many}" if slash and pair.isascii() else ""
