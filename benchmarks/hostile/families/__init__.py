"""The families of hostile inputs: name -> how many of a hundred inputs, and the module that makes them."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from random import Random

from benchmarks.hostile import sheets
from benchmarks.hostile.nouns import Case
from benchmarks.hostile.stage import SMALL

_BESIDE = 0.25

FAMILIES: dict[str, int] = {
    "units": 13,
    "courses": 6,
    "reach": 9,
    "budget": 5,
    "secrets": 12,
    "boxes": 6,
    "syntax": 3,
    "pictures": 4,
    "fonts": 1,
    "wordfiles": 5,
    "articles": 6,
    "names": 4,
    "ledgers": 3,
    "catalogues": 3,
    "drafts": 8,
    "starting": 2,
    "links": 3,
    "surroundings": 1,
    "disks": 3,
    "kills": 2,
    "benign": 8,
    "packed": 3,
}


def case(family: str, seed: int, number: int) -> Case:
    """The same case for the same name and numbers, whatever was made before."""
    random = Random(f"{family} {seed} {number}")
    made: Case = import_module(f"{__name__}.{family}").cases(random)
    return _beside_a_good_one(family, made) if random.random() < _BESIDE else made


def _beside_a_good_one(family: str, case: Case) -> Case:
    """With a good unit or a good course beside, whose handout a build of everything makes whatever becomes of the other."""
    if case.commands != (("build",),) or case.twin is not None or case.links or case.must == "accept":
        return case
    if family == "units" and sheets.COURSE_FILE not in case.files:
        files = {name.replace("ferry", "brook"): data for name, data in SMALL.items() if name.startswith("seeds/")}
        return replace(case, files={**files, **case.files}, makes=("output/tiny/brook/brook.en.student.docx",))
    if family in ("reach", "budget", "syntax", "pictures", "fonts", "wordfiles"):
        files = {name.replace("tiny", "plain"): data for name, data in SMALL.items() if name.startswith("templates/")}
        if not any(name.startswith("templates/_shared") for name in case.files):
            return replace(case, files={**files, **case.files}, makes=("output/plain/ferry/ferry.en.student.docx",))
    return case


def usable() -> list[str]:
    """All but those whose command does not exist."""
    return [name for name in FAMILIES if getattr(import_module(f"{__name__}.{name}"), "usable", lambda: True)()]


def shares(count: int, names: list[str]) -> dict[str, int]:
    whole = sum(FAMILIES[name] for name in names)
    return {name: max(1, count * FAMILIES[name] // whole) for name in names}
