"""Hangul in Latin letters: Revised Romanization, McCune–Reischauer, and whether a published name fits its hangul.

Each function gives every spelling that the rules allow, since some depend on what a machine does not know: whether ㄴ
slips in (학여울) or not (석유), or whether 인왕리 is a district (Inwang-ri). Rules: Ministry of Culture notice 2000-8
(Revised Romanization); the tables of McCune and Reischauer, 1939, and the Library of Congress's practice with them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, product

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_RR_INITIALS = dict(zip(_INITIALS, "g,kk,n,d,tt,r,m,b,pp,s,ss,,j,jj,ch,k,t,p,h".split(","), strict=True))
_RR_VOWELS = dict(zip(_VOWELS, "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(), strict=True))
_RR_FINALS = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ng"}
_MR_INITIALS = dict(zip(_INITIALS, "k,kk,n,t,tt,r,m,p,pp,s,ss,,ch,tch,ch',k',t',p',h".split(","), strict=True))
_MR_VOWELS = dict(zip(_VOWELS, "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i".split(), strict=True))
_MR_VOICED = {"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"}
_CLUSTERS: dict[str, str] = dict(
    zip(
        "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ",
        ("ㄱㅅ", "ㄴㅈ", "ㄴㅎ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅂㅅ"),
        strict=True,
    )
)
_HEARD = {"ㄲ": "ㄱ", "ㅋ": "ㄱ", "ㅅ": "ㄷ", "ㅆ": "ㄷ", "ㅈ": "ㄷ", "ㅊ": "ㄷ", "ㅌ": "ㄷ", "ㅎ": "ㄷ", "ㅍ": "ㅂ"}
"""A final consonant as it is heard alone."""
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_BREATHED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
_TWO_SYLLABLE_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")


@dataclass(frozen=True, slots=True)
class Syllable:
    initial: str
    vowel: str
    final: str


def syllables(hangul: str) -> list[Syllable]:
    """The letters of each hangul syllable; anything else is passed over."""
    return [_taken_apart(char) for char in hangul if "가" <= char <= "힣"]


def _taken_apart(char: str) -> Syllable:
    number = ord(char) - ord("가")
    return Syllable(_INITIALS[number // 588], _VOWELS[number // 28 % 21], _FINALS[number % 28].strip())


# --- how a word is spoken

MOST = 1024
"""Ways of speaking a word that are looked at; each place where two syllables meet may double them."""
_Junction = tuple[str, str]
"""A final consonant and the initial behind it, as they are heard together."""


def _heard(final: str) -> str:
    """A final alone, of a cluster the one that stays: 값 is 갑, 닭 is 닥, 여덟 is 여덜."""
    if final in _CLUSTERS:
        first, second = tuple(_CLUSTERS[final])
        final = second if final in ("ㄺ", "ㄻ", "ㄿ") else first
    return _HEARD.get(final, final)


def _junctions(final: str, behind: Syllable, noun: bool) -> Iterator[_Junction]:
    """Every way in which a final and the next initial may be heard (표준 발음법 제9–29항)."""
    initial = behind.initial
    first, second = tuple(_CLUSTERS.get(final, "")) or ("", final)
    if not final:
        yield "", initial
    elif initial == "ㅇ":
        yield from _before_vowel(final, first, second, behind)
    elif second == "ㅎ" and initial in _BREATHED:
        yield first, _BREATHED[initial]
    elif second == "ㅎ" and initial in "ㄴㅅ":
        yield from _assimilated(first or ("" if initial == "ㅅ" else "ㄴ"), initial)
    elif initial == "ㅎ":
        yield from _before_h(final, first, second, behind, noun)
    else:
        yield from _assimilated(_heard(final), initial)
        if final in ("ㄺ", "ㄼ"):
            yield from _assimilated("ㄹ" if final == "ㄺ" else "ㅂ", initial)


def _before_h(final: str, first: str, second: str, behind: Syllable, noun: bool) -> Iterator[_Junction]:
    """ㄱ, ㄷ, ㅂ and ㅎ melt into one sound (잡혀 japyeo), but in a noun ㅎ is written behind them (묵호 Mukho).

    국어의 로마자 표기법 제3장 제1항 4와 그 ‘다만’. No noun has 히 or 혀 there but those made of verbs (굳히기, 잡히다).
    """
    stop = "ㅈ" if second == "ㅈ" else _heard(second)
    yield _heard(final), "ㅎ"
    if stop in _BREATHED and (not noun or behind.vowel == "ㅣ" or (behind.vowel, behind.final) in _HYEO):
        yield first, "ㅊ" if stop == "ㄷ" and behind.vowel == "ㅣ" else _BREATHED[stop]


_HYEO = (("ㅕ", ""), ("ㅕ", "ㅆ"))
"""잡혀, 잡혔다; 현, 협 and 형 are of nouns."""


def _before_vowel(final: str, first: str, second: str, behind: Syllable) -> Iterator[_Junction]:
    if final == "ㅇ":
        yield "ㅇ", "ㅇ"
    elif second == "ㅎ":
        yield ("", first) if first else ("", "ㅇ")
    elif second in ("ㄷ", "ㅌ") and behind.vowel == "ㅣ":
        yield first, "ㅈ" if second == "ㄷ" else "ㅊ"
    else:
        yield first, second
    if _heard(final) != second and final != "ㅇ":
        yield "", _heard(final)
    if behind.vowel in "ㅣㅑㅕㅛㅠㅒㅖ":
        yield from _assimilated(_heard(final), "ㄴ")


def _assimilated(final: str, initial: str) -> Iterator[_Junction]:
    """Nasals and liquids: 국립 is 궁닙, 신라 is 실라, 의견란 is 의견난."""
    if initial in "ㄴㅁ" and final in _NASAL:
        yield _NASAL[final], initial
    elif initial == "ㄹ" and final in "ㄱㄷㅂㅁㅇ" and final:
        yield _NASAL.get(final, final), "ㄴ"
    elif (final, initial) in (("ㄴ", "ㄹ"), ("ㄹ", "ㄴ")):
        yield "ㄹ", "ㄹ"
        if initial == "ㄹ":
            yield "ㄴ", "ㄴ"
    else:
        yield final, initial


def _spoken(word: list[Syllable], noun: bool = True) -> Iterator[list[Syllable]]:
    """Every way of speaking a word: a choice at each place where two syllables meet."""
    choices = [list(_junctions(one.final, other, noun)) for one, other in pairwise(word)]
    for chosen in islice(product(*choices), MOST):
        initials = [word[0].initial, *(initial for _, initial in chosen)]
        finals = [*(final for final, _ in chosen), _heard(word[-1].final)]
        yield [
            Syllable(initial, own.vowel, _heard(final))
            for initial, own, final in zip(initials, word, finals, strict=True)
        ]


# --- Revised Romanization


_MELTS = re.compile(r"다$")
_MELTS_WITHIN = re.compile(r"(?<!북)(?:한|할|하는|하게|하고|해)$|다$")
"""Words that are no nouns: the verb of a dictionary, and before another word also 심각한, but not 북한."""
_DISTRICTS = dict(zip("도시군구읍면리동가", "do si gun gu eup myeon ri dong ga".split(), strict=True))


def revised(hangul: str) -> frozenset[str]:
    """The Revised Romanizations of a word or a phrase as it is spoken, in small letters without spaces and hyphens."""
    *within, last = re.findall(r"[가-힣]+", hangul) or [""]
    nouns = [*((word, not _MELTS_WITHIN.search(word)) for word in within), (last, not _MELTS.search(last))]
    return _joined([_rr(spoken) for spoken in _spoken(syllables(word), noun)] for word, noun in nouns if word)


def follows_revised(hangul: str, roman: str) -> bool:
    """Whether `roman` is a Revised Romanization of a word or a phrase, in which districts may be written as such."""
    words, parts = re.findall(r"[가-힣]+", hangul), roman.split()
    apart = len(words) == len(parts) and all(
        folded(part) in revised(word) or _is_district(word, part) for word, part in zip(words, parts, strict=True)
    )
    return apart or folded(roman) in revised(hangul)


def _is_district(word: str, roman: str) -> bool:
    """Whether a word is written as a district: Inwang-ri for 인왕리, Cheongju or Cheongju-si for 청주시.

    국어의 로마자 표기법 제3장 제5항: 도, 시, 군, 구, 읍, 면, 리, 동 and 가 stand behind a hyphen, across which nothing
    assimilates; 시, 군 and 읍 may be left out. 제3항: a proper name begins with a capital letter.
    """
    stem, unit = word[:-1], word[-1]
    name, _, behind = roman.rpartition("-")
    if not stem or not roman[0].isupper():
        return False
    if behind == _DISTRICTS.get(unit):
        return folded(name) in revised(stem)
    return unit in "시군읍" and len(stem) > 1 and folded(roman) in revised(stem)


def district(hangul: str) -> list[str]:
    """How a word is written if it is the name of a district; nothing where it cannot be one."""
    stem, unit = hangul[:-1], _DISTRICTS.get(hangul[-1:])
    return [f"{form.capitalize()}-{unit}" for form in sorted(revised(stem))] if stem and unit else []


def revised_name(hangul: str) -> frozenset[str]:
    """The Revised Romanizations of a Korean's name: syllable by syllable, nothing assimilates (제3장 제4항)."""
    surname, given = _name_parts(hangul)
    apart = "".join(_rr([_alone(syllable)]) for syllable in syllables(given))
    linked = {_rr(_linked(syllables(given)))} if given else {""}
    return frozenset(_rr([*map(_alone, syllables(surname))]) + name for name in {apart, *linked})


def _joined(words: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset("".join(choice) for choice in product(*words))


def _alone(syllable: Syllable) -> Syllable:
    return Syllable(syllable.initial, syllable.vowel, _heard(syllable.final))


def _linked(word: list[Syllable]) -> list[Syllable]:
    """A final before a vowel moves over (석원 as Seogwon); nothing else does."""
    out: list[Syllable] = []
    for own, behind in zip(word, [*word[1:], None], strict=True):
        initial = own.initial
        if out and initial == "ㅇ" and out[-1].final not in ("", "ㅇ"):
            initial = out[-1].final
            out[-1] = Syllable(out[-1].initial, out[-1].vowel, "")
        moves = behind is not None and behind.initial == "ㅇ" and own.final not in _CLUSTERS
        out.append(Syllable(initial, own.vowel, own.final if moves else _heard(own.final)))
    return out


def _rr(spoken: list[Syllable]) -> str:
    text = "".join(_RR_INITIALS[s.initial] + _RR_VOWELS[s.vowel] + _RR_FINALS[_heard(s.final)] for s in spoken)
    return text.replace("lr", "ll")


def _name_parts(hangul: str) -> tuple[str, str]:
    """Surname and given name: 김, 정은."""
    name = re.sub(r"[^가-힣]", "", hangul)
    cut = 2 if name[:2] in _TWO_SYLLABLE_SURNAMES and len(name) > 2 else 1
    return name[:cut], name[cut:]


# --- McCune–Reischauer


def mccune_reischauer_name(hangul: str) -> frozenset[str]:
    """The McCune–Reischauer forms of a Korean's name: surname alone, the given name as it is spoken.

    The surname 이 is I by the tables, and Yi in the catalogues of the Library of Congress.
    """
    surname, given = _name_parts(hangul)
    firsts = [_mr(list(map(_alone, syllables(surname)))), *(["yi"] if surname == "이" else [])]
    rest = [_mr(spoken) for spoken in _spoken(syllables(given))] if given else [""]
    return frozenset(first + behind for first, behind in product(firsts, rest))


def _mr(spoken: list[Syllable]) -> str:
    text = ""
    before = None
    for own in spoken:
        voiced = before is not None and before.final in ("", "ㄴ", "ㄹ", "ㅁ", "ㅇ")
        initial = _MR_VOICED.get(own.initial, "") if voiced else ""
        initial = initial or _MR_INITIALS[own.initial]
        if own.initial == "ㄱ" and before is not None and before.final == "ㄴ":
            initial = "'g"  # Han'guk: no ng
        if own.initial == "ㅅ" and own.vowel == "ㅟ":
            initial = "sh"
        text += initial + _MR_VOWELS[own.vowel] + _RR_FINALS[_heard(own.final)]
        before = own
    return text.replace("lr", "ll").replace("nr", "ll")


def written_name(hangul: str, form: str) -> str:
    """A form of a name as the sets above hold it, written as one writes it: gimtaeho is Gim Taeho."""
    surname = [*map(_alone, syllables(_name_parts(hangul)[0]))]
    cut = next(len(text) for text in (_rr(surname), _mr(surname), "yi") if form.startswith(text))
    return f"{form[:cut].capitalize()} {form[cut:].capitalize()}".strip()


# --- as published

_LOOSE_INITIALS = (
    "g k", "kk gg g k", "n", "d t", "tt dd d t", "r l n", "m", "b p v", "pp bb b p", "s sh", "ss s", "", "j ch z",
    "jj tch j", "ch c", "k kh", "t th", "p f ph", "h",
)  # fmt: skip
_LOOSE_VOWELS = (
    "a ah", "ae ai e eh", "ya ia", "yae", "eo o u uh ur e", "e eh ae", "yeo yo you yu yuh yoo ye yeu", "ye yae ie e",
    "o oh", "wa oa wha ua", "wae oae", "oe oi we wi o", "yo", "u oo ou uh", "wo weo won wu o", "we weh",
    "wi ui ooi wie", "yu yoo you iu yew u", "eu u e ue oo", "ui eui ee uy i", "i ee y yi ih ea",
)  # fmt: skip
_LOOSE_FINALS = (
    "", "k g c", "k kk", "k", "n", "n", "n", "t d", "l r ll", "k lg", "m lm", "l", "l", "l", "l p", "l", "m", "p b",
    "p", "t s", "t", "ng", "t j", "t", "k", "t", "p", "t h",
)  # fmt: skip
_SURNAMES = {
    "이": "lee yi rhee i ri lie rhie", "박": "park pak bak", "최": "choi choe", "정": "jung chung jeong chong cheong",
    "임": "lim im rim yim", "유": "yoo yu ryu you rhyu rhyou", "류": "ryu yoo rhyu you", "노": "roh noh no rho",
    "오": "oh o", "우": "woo u wu", "구": "koo gu ku", "여": "yeo yuh lyuh", "성": "sung seong", "신": "shin sin",
    "심": "shim sim", "전": "jeon chun jun chon", "추": "choo chu", "안": "ahn an", "서": "suh seo so",
    "배": "bae pae", "백": "baek paik paek", "권": "kwon gwon", "황": "hwang whang", "허": "huh heo hur",
    "변": "byun byeon", "손": "son sohn", "조": "cho jo joh", "주": "joo chu ju", "문": "moon mun", "윤": "yoon yun",
}  # fmt: skip
"""How families write their surname, beside what the syllable allows."""


def fits(hangul: str, published: str) -> bool:
    """Whether `published` can be the name `hangul` in Latin letters, by custom; given name first or last."""
    words = published.split()
    orders = [words, [*words[-1:], *words[:-1]]]
    return any(_cuts(re.sub(r"[^가-힣]", "", hangul), _plain("".join(order))) for order in orders)


def _cuts(hangul: str, roman: str) -> bool:
    """Whether `roman` can be cut into readings of the syllables, in order."""
    ends = {0}
    for n, char in enumerate(hangul):
        readings = _loose(char) | (set(_SURNAMES.get(char, "").split()) if n == 0 else set())
        ends = {end + len(reading) for end in ends for reading in readings if roman.startswith(reading, end)}
    return bool(hangul) and len(roman) in ends


def _loose(char: str) -> set[str]:
    number = ord(char) - ord("가")
    parts = (_LOOSE_INITIALS[number // 588], _LOOSE_VOWELS[number // 28 % 21], _LOOSE_FINALS[number % 28])
    readings = {"".join(choice) for choice in product(*((part.split(" ")) for part in parts))}
    if _INITIALS[number // 588] == "ㅇ" and _VOWELS[number // 28 % 21] == "ㅜ":
        readings |= {f"w{reading}" for reading in readings}
    return readings - {""}


def _plain(roman: str) -> str:
    letters = unicodedata.normalize("NFD", roman.lower())
    return re.sub(r"[^a-z]", "", letters)


def folded(roman: str) -> str:
    """A romanisation as the sets above hold it: small letters, no spaces and hyphens, ŏ and ŭ as single characters."""
    letters = unicodedata.normalize("NFC", roman.lower()).replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    return re.sub(r"[\s\-‐–·]", "", letters)
