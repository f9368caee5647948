"""Who says what: quotations whose speaker the article names beyond doubt, and those whose speaker is a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from courseware.drafting.people import SAYS, meant_by, surname
from courseware.drafting.reading import Person, before, behind, passages, sentences
from courseware.unit.article import ArticleText
from courseware.unit.model import Anchor

_QUOTED = re.compile(r"“([^“”]+)(?:”|$)|\"([^\"]+)(?:\"|$)")
_MOST = 100
"""Quotations of one sentence; what has more is no sentence of anybody's."""
_NAME = r"(?:[A-Z][\w’'-]{0,40}[\w-](?: [A-Z][\w’'-]{0,40}[\w-]){0,9})"
_SOMEBODY = rf"(?:(?:[Aa]n?|[Tt]he|[Oo]ne) [a-z][^,“”\"]{{2,70}}?|{_NAME})"
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey)"
_AFTER = (
    re.compile(
        rf"^,?\s?(?:\w{{1,40}}ly )?{SAYS}\s(?P<who>{_SOMEBODY})(?=[,.;]|\s(?:in|at|on|during|after|who|to|when)\b|$)"
    ),
    re.compile(rf"^,?\s?(?P<who>{_PRONOUN}|{_SOMEBODY})(?:, [^,“”]{{3,80}},)?\s(?:\w{{1,40}}ly )?{SAYS}\b"),
)
_BEFORE = re.compile(
    rf"(?P<who>\b{_PRONOUN}|{_NAME}|\b[Tt]he [\w ]{{2,40}}?|\b[Aa]n? [\w ’-]{{2,60}}?)"
    rf"(?:, [^,]{{3,80}},)?\s(?:(?:\w{{1,40}}ly|also|has|had|later)\s){{0,4}}{SAYS}\b"
)
_STATEMENT = re.compile(rf"(?P<who>{_NAME}(?:’s [a-z]{{1,40}}(?: [a-z]{{1,40}})?)?) (?:released|issued) a statement")
_PASSED_ON = re.compile(
    r"\b(?:quot(?:ed|ing)|as saying|according to|cit(?:ed|ing)|that (?:he|she|they)|[A-Z][\w-]+ had)\b"
)
"""What between “X said” and a quotation makes it another's words."""
_PART_OF_NAME = re.compile(r"(?:\bof|\band|\bfor|&)\s*$")
_SAYS_KO = (
    r"(?:라|이라|다|자|냐)?(?:고|며)\s.{0,40}?"
    r"(?:말|밝|강조|주장|설명|덧붙|지적|경고|답|전|반박|비판|호소|당부|촉구|평가|했다)"
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation; `speaker` is a person's whole name or the article's description, None where it is not certain."""

    text: str
    anchor: Anchor
    speaker: str | None
    is_person: bool = False

    @property
    def words(self) -> int:
        return len(self.text.split())


def sayings(text: ArticleText, language: str, known: Sequence[Person]) -> list[Saying]:
    """Every quotation of more than two words, in order."""
    read = _korean if language == "ko" else _english
    quotations: list[Saying] = []
    for anchor, passage in passages(text):
        if anchor.startswith("p"):
            quotations += read(anchor, passage, known)
    return [saying for saying in quotations if saying.words > 2]


def _english(anchor: Anchor, passage: str, known: Sequence[Person]) -> list[Saying]:
    """The quotations of a paragraph; a sentence that is nothing but a quotation goes on from the one before it."""
    quotations: list[Saying] = []
    start = 0
    last: Saying | None = None
    for sentence in sentences(passage):
        start = passage.find(sentence, start)
        here: list[Saying] = []
        for match in islice(_QUOTED.finditer(sentence), _MOST):
            who = _speaker(before(sentence, match.start()), behind(sentence, match.end()))
            quoted = (match[1] or match[2]).strip().rstrip(",")
            saying = _saying(quoted, anchor, who, before(passage, start + match.start()), known)
            if last and last.speaker and match[0] == sentence:
                saying = replace(saying, speaker=last.speaker, is_person=last.is_person)
            here.append(saying)
        last = here[-1] if here else None
        quotations += here
        start += len(sentence)
    return quotations


def _speaker(before: str, after: str) -> str | None:
    """Who speaks, by the words of the sentence: “…,” said X; “…,” X said; X said, “…”."""
    for pattern in _AFTER:
        match = pattern.match(after)
        if match:
            return str(match["who"])
    matches = [*_BEFORE.finditer(before), *_STATEMENT.finditer(before)]
    if (
        not matches
        or _PASSED_ON.search(before[matches[-1].end() :])
        or _PART_OF_NAME.search(before[: matches[-1].start()])
    ):
        return None
    return str(matches[-1]["who"])


def _saying(quoted: str, anchor: Anchor, who: str | None, before: str, known: Sequence[Person]) -> Saying:
    """The quotation with its speaker: a person known by name, or a description as it stands; a pronoun is nobody."""
    if who is None or re.fullmatch(_PRONOUN, who):
        return Saying(quoted, anchor, None)
    bearers: dict[str, list[str]] = {}
    for person in known:
        bearers.setdefault(surname(person.name), []).append(person.name)
    last = who.split()[-1]
    titled = not re.search(r"\b(?:of|for|to|with|by|and)\b|’s\b", who) and (who == last or who[0].isupper())
    named = [person.name for person in known if titled and who.endswith(person.name)]
    if not named and titled and last in bearers and not re.match(r"[Tt]he |[Aa]n? ", who):
        named = meant_by(last, bearers, before)
        return Saying(quoted, anchor, named[0] if len(named) == 1 else None, True)
    if len(named) == 1:
        return Saying(quoted, anchor, named[0], True)
    return Saying(quoted, anchor, re.sub(r"^The (?=[A-Z])", "", who) if " " in who else None)


def _korean(anchor: Anchor, passage: str, known: Sequence[Person]) -> list[Saying]:
    """“한 시장은 “…”고 말했다”: the one person who is the subject before the quotation."""
    quotations: list[Saying] = []
    for sentence in sentences(passage):
        for match in islice(_QUOTED.finditer(sentence), _MOST):
            quoted = (match[1] or match[2]).strip()
            words = before(sentence, match.start())
            subjects = {
                person.name
                for person in known
                for name in (person.name, *(f"{person.name[0]} {role.split()[-1]}" for role in person.roles))
                if re.search(rf"(?<![가-힣]){name}(?: [가-힣 ]{{0,20}})?[은는이가]\s", words)
            }
            says = re.match(_SAYS_KO, behind(sentence, match.end()))
            alone = sum(person.name in words for person in known) < 2
            speaker = next(iter(subjects)) if len(subjects) == 1 and alone and says else None
            quotations.append(Saying(quoted, anchor, speaker, speaker is not None))
    return quotations
