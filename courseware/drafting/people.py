"""The people of an article: who bears a title, who is introduced, who speaks, and which paragraphs mean whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from courseware.drafting.reading import Person, before, passages, sentences
from courseware.unit.article import ArticleText
from courseware.unit.model import Anchor

_TITLE = (
    r"(?:[Vv]ice |[Pp]rime |[Ff]oreign |[Dd]efen[sc]e |[Uu]nification |[Ff]inance |[Dd]eputy ){0,4}"
    r"(?:[Pp]resident|[Mm]inister|[Pp]remier|[Aa]mbassador|[Cc]hancellor|[Ss]ecretary|[Ss]pokes(?:person|man|woman)|"
    r"[Ll]eader|[Kk]ing|[Qq]ueen|[Pp]ope|[Pp]rofessor|Prof\.|Dr\.|Mr\.|Ms\.|Mrs\.|[Gg]eneral|Gen\.|[Aa]dmiral|"
    r"[Ll]awmaker|[Ss]enator|Sen\.|Rep\.|[Cc]hair(?:man|woman|person)?|CEO|[Dd]irector|[Jj]ustice|[Jj]udge|[Aa]dviser|"
    r"[Aa]dvisor|[Cc]hief|[Mm]ayor|[Gg]overnor|[Rr]esearcher|[Aa]nalyst|[Cc]aptain|[Pp]rosecutor|[Cc]ouncil(?:or|lor)|"
    r"[Cc]oach|[Aa]ctivist|[Ee]ngineer|[Pp]rincipal|[Tt]eacher|[Rr]esident|[Oo]wner|[Ff]isher(?:man|woman)|[Hh]ead|"
    r"[Cc]ommissioner|[Mm]anager|[Cc]oordinator|[Oo]rganizer|[Hh]istorian|[Aa]rchitect|[Oo]fficer|[Oo]fficial)"
)
_BEFORE_TITLE = (
    r"(?:(?:(?:[A-Z]\.){1,9}|[A-Z][\w’-]{0,40}|"
    r"former|then|acting|deputy|vice|first|second|senior|national|security|presidential|party|"
    r"prime|foreign|harbor|city|county|provincial|research|policy|state) ){0,5}"
)
_KOREAN_NAME = r"[A-Z][a-z]{1,40} [A-Z][a-z]{1,40}-[a-z]{1,40}"
_CAPITAL = r"[A-Z][^\W\d_]{1,40}"
_PARTICLES = r"(?:[A-Z]\. |van |von |de |al-|bin ){0,4}"
_NAME = rf"(?:{_KOREAN_NAME}|{_CAPITAL}(?: {_PARTICLES}{_CAPITAL}(?:-[A-Z][a-z]{{1,40}})?){{1,2}})"
SAYS = (
    r"(?:said|says|say|stated|added|declared|responded|noted|told|asked|explained|argued|wrote|posted|announced|"
    r"went on|called|warned|remarked|insisted|claimed|saying|stating|adding|writes|recalled|concluded|acknowledged|"
    r"admitted|urged|vowed|continued|replied|described|stressed|emphasi[sz]ed|pointed out)"
)
_INTRODUCED = (
    re.compile(rf"(?P<role>{_BEFORE_TITLE}{_TITLE}) (?P<name>{_NAME})"),
    re.compile(rf"(?P<name>{_NAME}), (?:\d\d, )?(?P<role>(?:an? |the )?[^,.;]*?\b{_TITLE}\b[^,.;]*)"),
)
_TOLD = re.compile(
    rf"(?P<name>{_NAME}), (?P<role>an? [a-z][^,.;]{{2,70}}?)(?: (?:who|whose)\b[^,.;]*)?, (?:\w{{1,40}}ly )?{SAYS}\b"
)
_SPEAKING = re.compile(rf"(?P<before>{_NAME}) (?:\w{{1,40}}ly )?{SAYS}\b|\b{SAYS} (?P<after>{_NAME})")
_NOT_A_NAME = re.compile(
    r"\b(?:Korea|War|Council|House|Party|Ministry|Department|University|Street|River|Island|City|Committee|Agency|"
    r"Assembly|Court|Office|Union|Association|Institute|Center|Daily|Times|News|Association|Port|Harbor|Sea|Bay|"
    r"North|South|East|West|New|Korean|The|When|After|In|On|At|President|Minister|Ambassador|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday)\b"
)
_FIRST_WORDS = {
    *("When", "The", "A", "An", "In", "On", "At", "But", "And", "For", "After", "Before", "As", "Meanwhile"),
    *("Regarding", "According", "While", "Since", "Both", "With", "By", "From", "To", "That", "This", "If"),
}
_WEEKDAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}


@lru_cache(maxsize=8)
def people(text: ArticleText, language: str) -> tuple[Person, ...]:
    """Everybody whom the article introduces, in order; pronouns are left alone."""
    parts = list(passages(text))
    return tuple(_korean(parts) if language == "ko" else _english(parts))


def _english(parts: list[tuple[Anchor, str]]) -> list[Person]:
    roles: dict[str, list[str]] = {}
    for _, text in parts:
        for name, role in chain.from_iterable(map(_introductions, sentences(text))):
            roles.setdefault(name, []).extend([role] if role and role not in roles.get(name, []) else [])
    return _with_mentions(roles, parts)


def _introductions(text: str) -> Iterator[tuple[str, str]]:
    """In a sentence: names with titles, names without: of Korean form, or of somebody who speaks."""
    for pattern in (*_INTRODUCED, _TOLD):
        for match in pattern.finditer(text):
            if _is_name(match["name"]):
                yield match["name"], _role(match["role"])
    for match in re.finditer(rf"\b{_KOREAN_NAME}\b", text):
        if _is_name(match[0]):
            yield match[0], ""
    for match in _SPEAKING.finditer(text):
        name = match["before"] or match["after"]
        if _is_name(name):
            yield name, ""


def _is_name(name: str) -> bool:
    first = name.split()[0]
    return not (_NOT_A_NAME.search(name) or first in _FIRST_WORDS or re.fullmatch(_TITLE, first))


def _role(role: str) -> str:
    """Without a sentence's first word, an article, and what is told about the person besides."""
    words = re.split(r"\s(?:who|whose|that|which)\b", role.strip())[0].split()
    while words and (words[0] in _FIRST_WORDS | _WEEKDAYS or words[0] in ("a", "an", "the")):
        words = words[1:]
    return " ".join(words)


def surname(name: str) -> str:
    """The part by which the press names somebody again: the first of a Korean name, else the last."""
    return name.split()[0] if re.fullmatch(_KOREAN_NAME, name) else name.split()[-1]


def _with_mentions(roles: dict[str, list[str]], parts: Iterable[tuple[Anchor, str]]) -> list[Person]:
    """Each person with the paragraphs that mean them; a surname that several bear is nobody's unless it is clear."""
    bearers: dict[str, list[str]] = {}
    for name in roles:
        bearers.setdefault(surname(name), []).append(name)
    words = sorted({*roles, *bearers}, key=len, reverse=True)
    source: dict[str, list[Anchor]] = {name: [] for name in roles}
    unsure: dict[str, list[tuple[Anchor, tuple[str, ...]]]] = {name: [] for name in roles}
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b(?!-)") if words else re.compile(r"(?!)")
    for anchor, text in parts:
        for match in pattern.finditer(text):
            meant = meant_by(match[1], bearers, before(text, match.start()))
            for name in meant:
                if len(meant) == 1 and anchor not in source[name]:
                    source[name].append(anchor)
                elif len(meant) > 1 and (anchor, tuple(meant)) not in unsure[meant[0]]:
                    unsure[meant[0]].append((anchor, tuple(meant)))
    return [
        Person(name, tuple(own_roles), tuple(source[name]), tuple(unsure[name]))
        for name, own_roles in roles.items()
        if source[name]
    ]


def meant_by(word: str, bearers: dict[str, list[str]], words: str) -> list[str]:
    """Whom a name means; among several of a surname the one whose whole name stands in the `words` before it."""
    if word not in bearers:
        return [word]
    here = [name for name in bearers[word] if name in words]
    return here if len(here) == 1 else bearers[word]


# --- Korean

_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도"
    "소석선설위표마길연왕탁"
)
_TITLE_KO = (
    "국무위원장|국가안보실장|대통령|부총리|총리|장관|차관|대사|대변인|위원장|의원|대표|총장|실장|국장|과장|청장|시장|군수|구청장|"
    "도지사|지사|회장|이사장|사장|소장|센터장|연구원|연구위원|교수|교사|교장|감독|선장|이장|위원|판사|검사|변호사|작가|기자|씨"
)
_INTRODUCED_KO = re.compile(
    rf"(?<![가-힣])(?=(?P<name>[{_SURNAMES}][가-힣]{{1,2}}) "
    rf"(?P<role>(?:[가-힣A-Za-z·]{{2,12}} ){{0,2}}?(?:[가-힣]{{0,6}})(?:{_TITLE_KO}))"
    r"(?:[은는이가을를의과와도에,.()]|$))"
)
_AFTER_NAME = re.compile(rf"(?<![가-힣])[{_SURNAMES}][가-힣]{{1,2}} (?:[가-힣]+ )?$")
_A_NAME = 40
"""Letters that a name and a word behind it may take."""
_WORKPLACE = (
    r"(?:서울|연세|고려|서강|한양|성균|강원|전남|전북|조선|원광|인하|명지|국민|경남|성남|고양|안양|구리|안산|남양|여수|"
    r"양주|한성|한신|우석|공주|신라|한림|강남|서초|송파|노원|강동|강서)[대시도구청군당]$"
)


def _korean(parts: list[tuple[Anchor, str]]) -> list[Person]:
    """“한서준 해안시장은”: a Korean name before a title. Names of other form are left to the teacher."""
    roles: dict[str, list[str]] = {}
    for _, text in parts:
        for match in _INTRODUCED_KO.finditer(text):
            role = match["role"]
            if _is_place_of_work(match, text):
                continue
            if len(match["name"]) > 2 or role.split()[-1] == role:
                roles.setdefault(match["name"], [])
                if role not in roles[match["name"]]:
                    roles[match["name"]].append(role)
    persons = []
    within = {name for name in roles if any(name != o and o in role for role in roles[name] for o in roles)}
    for name, own_roles in ((name, own_roles) for name, own_roles in roles.items() if name not in within):
        again = [name, *(rf"(?<![가-힣]){name[0]} ?(?:[가-힣]{{0,6}}){_last_title(role)}" for role in own_roles)]
        source = [anchor for anchor, text in parts if re.search("|".join(again), text)]
        persons.append(Person(name, tuple(role for role in own_roles if role != "씨"), tuple(source)))
    return persons


def _is_place_of_work(match: re.Match[str], text: str) -> bool:
    """Whether what looks like a name is where somebody works: 박지현 서울대 교수, 여당 의원. In doubt it is."""
    word, alone = match["name"], " " not in match["role"]
    if (
        _AFTER_NAME.search(text[max(match.start() - _A_NAME, 0) : match.start()])
        and word[-1] in "대시도구군부청원당사과학교팀실국처"
    ):
        return True
    if re.match(_WORKPLACE, word) or (len(word) == 2 and word[-1] in "부당시청군"):
        return True
    return not alone and word[-1] in "대시청당부과"


def _last_title(role: str) -> str:
    match = re.search(rf"(?:{_TITLE_KO})$", role)
    return match[0] if match else re.escape(role)
