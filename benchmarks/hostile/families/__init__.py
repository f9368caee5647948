"""The families of hostile inputs: name -> how many of a hundred inputs, and the module that makes them."""

from __future__ import annotations

import random
from importlib import import_module

from benchmarks.hostile.nouns import Case

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
    return import_module(f"{__name__}.{family}").cases(random.Random(f"{family} {seed} {number}"))


def usable() -> list[str]:
    """All but those whose command does not exist."""
    return [name for name in FAMILIES if getattr(import_module(f"{__name__}.{name}"), "usable", lambda: True)()]


def shares(count: int, names: list[str]) -> dict[str, int]:
    whole = sum(FAMILIES[name] for name in names)
    return {name: max(1, count * FAMILIES[name] // whole) for name in names}
