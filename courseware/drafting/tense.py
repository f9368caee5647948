"""Whether the words around a date speak of what has happened or of what is to come."""

from __future__ import annotations

import re

_PAST_VERB = (
    r"(?:(?!(?:scheduled|planned|expected|slated|delayed|postponed|moved|proposed|needed|required|called)\b)[a-z]+ed|"
    r"said|told|met|held|began|took|made|won|lost|went|came|left|fell|rose|gave|found|spoke|wrote|struck|fought|died)"
)
_PAST = re.compile(rf"\b{_PAST_VERB} (?:on |late |early )*$")
_SAID = re.compile(r"\b(?:said|announced|reported) (?:on )?$")
"""Behind what is reported: “…, the city said Monday.” is past, whatever stands before the comma."""
_OPEN = re.compile(
    r"\b(?:will|would|shall|should|can|could|may|might|must|to|be|if|when|until|unless|plans?|expects?)\b|’ll\b"
)
"""Words that leave it open whether the verb behind them speaks of what has happened."""
_NOT_ITS_VERB = rf"(?:{_PAST_VERB}|that|which|who|from|of|since|after|about|over)\b"
_WILL = re.compile(rf"\bwill (?!have\b)(?:(?!{_NOT_ITS_VERB})[\w’-]+ ){{1,4}}(?:on )?$")
_WILL_KO = re.compile(r"(?:에|에는)? (?:[가-힣]*[은는이가] )?[가-힣]+ (?:예정|계획|방침)이다[.\s]*$")
_VERB_KO = re.compile(r"(?:에|에는)? [가-힣]*(?P<end>[가-힣])다[.\s]*$")

_CLAUSE = re.compile(
    r"[,;:—–“”\"()]|\b(?:that|which|who|when|while|because|if|after|before|since|as|but|and|where|so)\b", re.IGNORECASE
)
_HAPPENED = re.compile(
    rf"\b(?:{_PAST_VERB}|was|were|had|did|saw|got|became|brought|bought|built|caught|chose|drew|drove|felt|flew|froze|"
    r"grew|heard|kept|knew|led|paid|ran|sat|sent|shot|sold|spent|stood|stole|swore|taught|thought|threw|broke|"
    r"withdrew|sank|sought|sued|shrank|bore|blew|hid|rode|sang|slept|woke|wore|called|moved|proposed)\b"
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|can|could|may|might|must|be|if|when|until|unless|plans?|expects?|hopes?|scheduled|"
    r"planned|expected|slated|due|postponed|delayed|to (?!(?:the|an?|its|his|her|their|this)\b)[a-z]+)\b|’ll\b"
)
_WILL_BE = re.compile(
    r"(?:\b(?:will|shall|may)|’ll) (?!have\b)(?:be \w+)?|\bto be \w+|"
    r"\b(?:is|are) (?:scheduled|planned|expected|slated|due|set|to)\b"
)
_OF_SOMETHING = re.compile(
    r"\b(?:of|from|between|and|mid-?|an?|the|its|his|her|their|our) *$|^(?:of|from|between|and|mid)\b", re.IGNORECASE
)
"""Before a date that may belong to a thing, and not to the verb: “the plan of May 3 will …”, “the May 3 plan”."""
_TOWARDS = re.compile(r"\b(?:until|till|by|through|for|to) *$", re.IGNORECASE)
"""Before a date to which something is put off, or up to which it goes on, whatever its verb says."""
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"")
_TO_COME_KO = re.compile(r"예정|계획|방침|전망|겠|[할될릴일갈올칠줄날을] (?:것|수|때)|기로|려고|도록|자고|자며")
_SAID_KO = re.compile(r"([가-힣])다(?:고|며|면서|는)(?![가-힣])")
_END_KO = re.compile(r"([가-힣])(?:다|습니다)[.\s]*$")
_SSANG_SIOS, _NIEUN = 20, 4
"""The numbers of ㅆ and ㄴ among the final consonants: 했다, 열렸다; 한다, 연다."""


def beside(before: str, after: str, language: str) -> int:
    """-1 or 1 where the verb right beside a date speaks of the past or of what is to come, else 0."""
    return _beside_ko(after) if language == "ko" else _beside_en(before)


def around(before: str, date: str, after: str, language: str) -> int:
    """The same for a date anywhere in a sentence: 0 where its clause could mean either."""
    if language == "ko":
        return 0 if after.startswith("까지") else _beside_ko(after) or _around_ko(after)
    if _TOWARDS.search(before) or re.match(r"(?:until|by|through)\b", date, re.IGNORECASE):
        return 0
    return _beside_en(before) or _around_en(before, date, after)


def _beside_en(before: str) -> int:
    """“voted on Friday” is -1, “will vote on Friday” is 1."""
    will = _WILL.search(before)
    if will and not _OPEN.search(before[: will.start()]):
        return 1
    clause = re.split('[,”"]', before)[-1] if _SAID.search(before) else before
    return -1 if _PAST.search(before) and not _OPEN.search(clause) else 0


def _beside_ko(after: str) -> int:
    """“금요일 표결했다” is -1, “금요일 표결할 예정이다” is 1."""
    if _WILL_KO.match(after):
        return 1
    verb = _VERB_KO.match(after)
    return -1 if verb and _is_past(verb["end"]) else 0


def _is_past(syllable: str) -> bool:
    """Whether a verb ends so before 다: 했, 열렸, but not 있, 겠."""
    return _final(syllable) == _SSANG_SIOS and syllable not in "있겠"


def _final(syllable: str) -> int:
    """The number of a syllable's final consonant; 0 where it has none."""
    return (ord(syllable) - ord("가")) % 28


def _around_en(before: str, date: str, after: str) -> int:
    """The clause with the date; where it has no verb, as “On Jan. 21,”, the clauses before it, then those behind."""
    first, *behind = _CLAUSE.split(after)
    *earlier, last = _CLAUSE.split(before)
    for clause in (f"{last} {first}", *reversed(earlier), *behind):
        if _TO_COME.search(clause) or _WILL_BE.search(clause):
            loose = clause in earlier or _OF_SOMETHING.search(before) or _OF_SOMETHING.search(date)
            return 1 if _WILL_BE.search(clause) and not (loose or _HAPPENED.search(_WILL_BE.sub("", clause))) else 0
        if _HAPPENED.search(clause):
            return -1
    return 0


def _around_ko(after: str) -> int:
    """The verb at the end, where nothing between says otherwise: 시작된다고, 열기로, 발의된 (of another thing)."""
    rest = _QUOTED.sub("", after)
    end = _END_KO.search(rest)
    if not end or _TO_COME_KO.search(rest) or not all(map(_is_past, _SAID_KO.findall(rest))):
        return 0
    if _is_past(end[1]):
        return -1
    lasts = [word[-1] for word in rest.split()[:-1]]
    other = any("가" <= last <= "힣" and last != "는" and _final(last) == _NIEUN for last in lasts)
    return 1 if _final(end[1]) == _NIEUN and not other else 0
