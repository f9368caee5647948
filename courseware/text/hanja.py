"""How hanja are read in Korean, and which hanja a Korean word may be written with, by libhangul's table.

The table is a slice (tools/hanja.py cuts it): every character with its readings, and words of two syllables.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from courseware.text import letters

_FOLDER = Path(__file__).parent.parent / "assets" / "hanja"
READINGS = _FOLDER / "readings.txt"
WORDS = _FOLDER / "words.txt.xz"
HANJA = re.compile(f"[{letters.HANJA}]")
_IRREGULAR = {
    "六": "유",
    "十": "시",
    "八": "파",
    "木": "모",
    "初": "초",
    "場": "량",
    "牧": "모",
    "丹": "란",
    "喫": "끽",
}
"""Readings that single words have kept: 유월(六月), 시월(十月), 파일(八日), 모과(木瓜), 도량(道場), 모란(牧丹)."""
_FULL = "라래량려력련렬렴렵령례로록론롱뢰료룡루류륙륜률륭르릉리린림립락란람랍랑랭냐녀년념녕뇨뉴니닉"
_SPOKEN = "나내양여역연열염엽영예노녹논농뇌요용누유육윤율융느능이인임입낙난남납낭냉야여연염영요유이익"
_INITIAL_LAW = dict(zip(_FULL, _SPOKEN, strict=True))
"""두음 법칙: what ㄹ and ㄴ become at the beginning of a word, and 렬, 률 behind a vowel (나열, 비율)."""

_AFFIXES = dict(
    zip(
        "부국장자적성화권력론인회원관법단당군령소실선전탄신비총핵재초반대",
        "部國長者的性化權力論人會員官法團黨軍領所室線戰彈新非總核再超反大",
        strict=True,
    )
)
"""The character that a syllable beside a word mostly is: 외교부, 강대국, 신냉전."""


@lru_cache
def _characters() -> Mapping[str, str]:
    """Syllable -> the characters read so, the usual ones first."""
    return {line[0]: line[2:] for line in READINGS.read_text(encoding="utf-8").splitlines()}


@lru_cache(maxsize=10_000)
def _readings(char: str) -> frozenset[str]:
    """A unit has few of the table's characters: each is looked up when it comes."""
    full = [syllable for syllable, characters in _characters().items() if char in characters]
    return frozenset(full) | {_INITIAL_LAW.get(syllable, syllable) for syllable in full}


@lru_cache
def _table() -> str:
    return lzma.decompress(WORDS.read_bytes()).decode("utf-8")


@lru_cache
def _words() -> Mapping[str, str]:
    """Word of two syllables -> how it may be written, with commas between."""
    return {line[:2]: line[3:] for line in _table().splitlines()}


@lru_cache
def _used() -> frozenset[str]:
    """The characters of the words, and hangul beside them."""
    return frozenset(_table())


def another_word(hangul: str, hanja: str) -> list[str]:
    """How the table writes a word of two syllables, if not as `hanja` does; empty where it cannot tell.

    A character that no word of the table has is passed over: it may be another form of one that has (霸 of 覇).
    """
    known = candidates(hangul, most=20)
    certain = known and len(known[0]) == len(hanja) == 2 and set(hanja) <= _used()
    return known if certain and hanja not in known else []


def readings(char: str) -> frozenset[str]:
    """The syllables that a hanja is read as, at the beginning of a word and within; empty for an unknown one."""
    known = _readings(char)
    return known | {_IRREGULAR[char]} if known and char in _IRREGULAR else known


@lru_cache(maxsize=1000)
def read_last(text: str) -> str:
    """The syllable that the last character of a text is mostly read as (北 북, not 배); "" where it is no hanja.

    By the word of the table that the text ends in, else by the words that end in the character.
    """
    if not HANJA.fullmatch(text[-1:]):
        return ""
    own = _readings(text[-1])
    ends = [word for word, written in _words().items() if text[-1] in written and word[1] in own]
    known = [word[1] for word in ends if text[-2:] in _words()[word].split(",")]
    heard = known or [word[1] for word in ends for one in _words()[word].split(",") if one[1:] == text[-1]]
    return max([*heard, *sorted(own)], key=heard.count, default="")


def reads_as(hanja: str, hangul: str) -> str:
    """The first hanja of `hanja` that is not read as `hangul` has it, or "" where all fit.

    Hangul that has no hanja may stand before, between and behind: 彈道 in 탄도 미사일. Unknown hanja fit anything.
    """
    runs: list[str] = re.findall(rf"{HANJA.pattern}+", hanja)
    syllables = re.sub(r"[^가-힣]", "", hangul)
    start = 0
    for run in runs:
        places = [n for n in range(start, len(syllables) - len(run) + 1) if _misfit(run, syllables[n:]) is None]
        if not places:
            misfits = [_misfit(run, syllables[n:]) for n in range(start, max(start, len(syllables) - len(run)) + 1)]
            worst: int = max((misfit for misfit in misfits if misfit is not None), default=0)
            return run[worst]
        start = places[0] + len(run)
    return ""


def _misfit(run: str, syllables: str) -> int | None:
    """Where the reading of `run` first leaves the syllables."""
    for n, char in enumerate(run):
        known = readings(char)
        if n >= len(syllables) or (known and syllables[n] not in known):
            return n
    return None


def candidates(hangul: str, most: int = 5) -> list[str]:
    """Hanja that a Korean word may be written with, the likelier first; empty where the table has nothing.

    Words of two syllables stand in the table; a longer one is cut into such words and single characters. Guesses all
    of them, for somebody to choose from: 결의 is 決議 or 決意.
    """
    words = re.findall(r"[가-힣]+", re.sub(r"(?:하다|되다|시키다)$", "", hangul.strip()))
    choices = [_of_word(word) for word in words]
    if not choices or not all(choices):
        return []
    return list(dict.fromkeys(_with_one_changed(choices, " ")))[:most]


def _of_word(word: str) -> list[str]:
    if len(word) == 1:
        return list(dict.fromkeys(_AFFIXES.get(word, "") + _characters().get(word, "")))
    if len(word) == 2:
        return _words()[word].split(",") if word in _words() else []
    return list(dict.fromkeys(_composed(word)))


def _composed(word: str) -> Iterable[str]:
    """A longer word as pairs from the left with the odd syllable at the end, then with it at the beginning."""
    cuts = [[word[n : n + 2] for n in range(0, len(word), 2)]]
    if len(word) % 2:
        cuts.append([word[0], *(word[n : n + 2] for n in range(1, len(word), 2))])
        cuts.sort(key=lambda cut: not any(piece in _AFFIXES for piece in cut))
    for cut in cuts:
        choices = [_of_word(piece)[:3] for piece in cut]
        if all(choices):
            yield from _with_one_changed(choices, "")


def _with_one_changed(choices: list[list[str]], between: str) -> Iterable[str]:
    """The first choice everywhere, then with one of the others in one place."""
    firsts = [choice[0] for choice in choices]
    yield between.join(firsts)
    for n, choice in enumerate(choices):
        yield from (between.join([*firsts[:n], other, *firsts[n + 1 :]]) for other in choice[1:])
