"""Try the proof on invented units, and print what it refused and what it let through.

    python -m benchmarks.proof [--count 1000] [--seed 1]

Harmless units, made with six templates as DOCX and PDF, must all be printed; of the leaks planted in students' files
none may get through.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from unittest.mock import patch

from benchmarks.proof.plants import (
    DISGUISED,
    DISGUISES,
    LONGEST_PROPERTY,
    OWN,
    PLACES,
    PROPERTIES,
    InBytes,
)
from benchmarks.proof.units import HERE, Made, bank, made
from courseware.build.press import Job, Press
from courseware.course.courses import StopAt
from courseware.document.blocks import Document
from courseware.errors import CoursewareError
from courseware.formats import FORMATS, Written
from courseware.handout import proof
from courseware.look.style import Style
from courseware.unit.model import Unit
from courseware.workspace.layout import Workspace

SMALL = ("plain", "joined", "cards", "small")
SAMPLES = ("ir-seminar", "korean-reading")
LEAK = proof.leak("").message


@dataclass
class Shop(Press):
    """A workshop whose units are invented."""

    workspace: Workspace = field(default_factory=lambda: Workspace(HERE))
    made: dict[str, Made] = field(default_factory=dict)

    def unit(self, name: str, stop_at: StopAt = "error") -> Unit:  # noqa: ARG002 - invented units are not checked
        return self.made[name].unit

    def invent(self, number: int, chance: Random) -> Made:
        """Unit `number`, the only one that is kept."""
        name = f"unit-{number}"
        self.made = {name: made(name, chance, {lang: self.labels(lang) for lang in ("ko", "en")})}
        return self.made[name]


def harmless(count: int, seed: int) -> Iterator[tuple[Job, list[str]]]:
    """Files of `count` units in which nothing leaks, and the texts for which each was refused."""
    chance, shop = Random(seed), Shop()
    for number in range(count):
        shop.invent(number, chance)
        course = SMALL[number % 4] if number % 10 else SAMPLES[number // 10 % 2]
        lang = chance.choice(("ko", "en"))
        for file_format in FORMATS:
            job = Job(f"unit-{number}", course, lang, "student", file_format)
            yield job, _refused(shop, job)


def _refused(shop: Shop, job: Job) -> list[str]:
    try:
        with patch.object(type(shop.workspace), "unit", lambda self, _: self.root):
            shop.write(job)
    except CoursewareError as error:
        if any(problem.message != LEAK for problem in error.problems):
            raise
        return [str(problem.values["text"]) for problem in error.problems]
    return []


@dataclass(frozen=True)
class Planted:
    """A leak: in what format, by which way and disguise, what text; whether it could be made, whether it was caught."""

    job: Job
    way: str
    disguise: str
    text: str
    made: bool
    caught: bool


def planted(count: int, seed: int) -> Iterator[Planted]:
    """`count` leaks, each way as often as any other."""
    chance, shop = Random(seed), Shop()
    ways = list(_ways())
    for number in range(count):
        if number % len(ways) == 0:
            chance.shuffle(ways)
        file_format, way, disguise = ways[number % len(ways)]
        invented = shop.invent(number, chance)
        job = Job(f"unit-{number}", SMALL[number % 4], chance.choice(("ko", "en")), "student", file_format)
        yield plant(shop, job, way, disguise, _secret(invented, job, chance), chance)


def _ways() -> Iterator[tuple[str, str, str]]:
    for file_format in FORMATS:
        ways = [*PLACES, *OWN.get(file_format, ())]
        yield from ((file_format, way, "as it is") for way in ways)
        yield from (
            (file_format, way, disguise) for way in DISGUISED for disguise in DISGUISES if disguise != "as it is"
        )


def _secret(invented: Made, job: Job, chance: Random) -> str:
    """A text of the unit's teacher, or of a box in the template, in either language of the unit."""
    lang = chance.choice((job.lang, job.lang, "ko", "en"))
    texts: list[str] = [text[lang] for text in invented.secrets]
    if job.course in SMALL[:3]:
        texts.append(bank()["boxes"][SMALL.index(job.course)][job.lang])
    return chance.choice(texts)


def plant(shop: Shop, job: Job, way: str, disguise: str, text: str, chance: Random) -> Planted:
    disguised = DISGUISES[disguise](text)

    file_format = FORMATS[job.format]

    def leaking(document: Document, style: Style) -> Written:
        if way in PLACES:
            return file_format.write(PLACES[way](document, disguised, chance), style)
        change: InBytes = OWN[job.format][way]
        return Written(change(file_format.write(document, style).data, disguised, chance), None)

    if way in PROPERTIES and len(disguised) > LONGEST_PROPERTY:
        return Planted(job, way, disguise, text, made=False, caught=False)
    with patch.dict(FORMATS, {job.format: replace(file_format, write=leaking)}):
        try:
            refused = bool(_refused(shop, job))
        except CoursewareError:
            return Planted(job, way, disguise, text, made=False, caught=False)
    return Planted(job, way, disguise, text, made=True, caught=refused)


def table(trials: list[Planted]) -> str:
    """Per format and way: how many were planted, and how many got through."""
    tried: Counter[tuple[str, str]] = Counter()
    through: Counter[tuple[str, str]] = Counter()
    for one in trials:
        name = one.way if one.disguise == "as it is" else f"{one.disguise} (disguise)"
        if one.made:
            tried[one.job.format, name] += 1
            through[one.job.format, name] += not one.caught
    lines = ["| format | way | planted | through |", "|---|---|---|---|"]
    lines += [f"| {form} | {way} | {tried[form, way]} | {through[form, way]} |" for form, way in sorted(tried)]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    files, refused = 0, []
    for job, texts in harmless(chosen.count, chosen.seed):
        files += 1
        if texts:
            refused.append(job.unit)
            print(f"refused: {job.course}, {job.lang}, {job.format}: {texts[0]}")
    trials = list(planted(chosen.count, chosen.seed))
    for one in trials:
        if one.made and not one.caught:
            print(f"through: {one.job.course}, {one.job.format}, {one.way}, {one.disguise}: {one.text}")
    there = [one for one in trials if one.made]
    through = [one for one in there if not one.caught]
    print(table(trials))
    print(f"harmless units: {chosen.count}, files: {files}, units refused: {len(set(refused))}")
    print(f"leaks planted: {len(there)} (not printable: {len(trials) - len(there)}), through: {len(through)}")
    return 1 if refused or through else 0


if __name__ == "__main__":
    sys.exit(main())
