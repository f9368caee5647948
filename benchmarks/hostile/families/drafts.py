"""`draft` on files that somebody wrote by hand in any style that YAML has: nothing of hers is lost, or nothing is written."""

from __future__ import annotations

from random import Random

import yaml

from benchmarks.hostile import styles, yamls
from benchmarks.hostile.nouns import Case, Command
from benchmarks.hostile.stage import SMALL, article

LISTS = {
    "actors": "actors",
    "timeline": "events",
    "quotes": "quotes",
    "vocabulary": "terms",
    "questions": "questions",
    "background": "paragraphs",
}


def cases(random: Random) -> Case:
    return random.choice((_styled, _styled, _styled, _styled, _styled, _empty, _empty, _spoilt, _bomb))(random)


def _case(random: Random, kind: str, files: dict[str, bytes | None], **more: object) -> Case:
    term = random.choice(("strike=파업", "trial", "free ferries", "county council=군의회"))
    commands: tuple[Command, ...] = random.choice(
        (
            (("draft", "ferry"),),
            (("draft", "ferry"),),
            (("draft", "ferry", "--term", term),),
            (("draft", "ferry", "-m", "timeline", "-m", "actors", "-m", "quotes"),),
            (("draft", "ferry", "--term", term, "-m", "vocabulary"),),
            (("draft", "ferry"), ("draft", "ferry")),
        )
    )
    return Case(
        kind=kind,
        commands=commands,
        files={"seeds/ferry/article.txt": article(), **files},
        blames=r"\.yaml|seeds/ferry|article",
        **more,
    )  # type: ignore[arg-type]


def _styled(random: Random) -> Case:
    """Each list with some of its items, or none, in a style of its own."""
    files: dict[str, bytes | None] = {}
    modes: dict[str, int] = {}
    habit = styles.style(random)
    for name in random.sample(sorted(LISTS), random.choice((1, 2, 6))):
        path = f"seeds/ferry/{name}.yaml"
        text = habit.dump(_fewer(random, SMALL[path].decode(), LISTS[name]))
        files[path] = styles.wrapped(random, text)
        if random.random() < 0.15:
            modes[path] = random.choice((0o600, 0o444, 0o664, 0o755))
    for name in LISTS:
        path = f"seeds/ferry/{name}.yaml"
        if path not in files and random.random() < 0.5:
            files[path] = _fewer(random, SMALL[path].decode(), LISTS[name]).encode()
    return _case(random, "styled", files, modes=modes)


def _fewer(random: Random, text: str, name: str) -> str:
    data = yaml.load(text, Loader=yaml.BaseLoader)
    kept = random.choice((0, 0, 1, 9))
    del data[name][kept:]
    if random.random() < 0.3 and data[name]:
        data[name] = [*data[name], {**data[name][0], "id": f"own-{random.randrange(99)}"}]
    return yaml.dump(data, allow_unicode=True, sort_keys=False, width=10_000)


_EMPTY = [
    "{0}: []\n",
    "{0}:\n  []\n",
    '"{0}": []\n',
    "'{0}': [ ]\n",
    "{{{0}: []}}\n",
    '{{"{0}": []}}\n',
    "{0}: [ # remark\n]\n",
    "{0}: [\n]\n",
    "{0}: &x []\n",
    "{0}: !!seq []\n",
    "{0}:\n",
    "{0}: null\n",
    "{0}: ~\n",
    "{0}:   []   # remark\n",
    "? {0}\n: []\n",
    "  {0}: []\n",
    "{0} : []\n",
    "{0}:\n\n\n  []\n\n",
    "{0}: []",
    "---\n{0}: []\n...\n",
    "# {0}: []\n{0}: []\n# {0}: []\n",
    "{0}:\n# remark\n  []\n",
    "{0}: &a [ ]  # x\n",
    "{0}: >-\n  []\n",
    "{0}: '[]'\n",
    "{0}: {{}}\n",
    "x: [1]\n{0}: []\n",
    "{0}: []\nx: {{{0}: []}}\n",
    "x:\n  {0}: []\n{0}: []\n",
    "{0}: []\n{0}: []\n",
    "{0}: [,]\n",
    "{0}: [\n\n# inside\n\n]\n",
    "\ufeff{0}: []\n",
    "%YAML 1.1\n---\n{0}: []\n",
    "{0}:\t[]\n",
    "{0}: []\t\n",
    "{0}:\r\n  []\r\n",
    "{0}: *x\n",
    "x: &x []\n{0}: *x\n",
]
_ITEMS = [
    "{0}:\n-\n  {1}\n",
    "{0}:\n  -\n    {1}\n",
    "{0}:\n  - # remark\n    {1}\n",
    "{0}:\n- {1}\n",
    "{0}:\n      - {1}\n",
    "{0}: &x\n- {1}\n",
    "{0}: !!seq\n- {1}\n",
    "{0}:\n# above\n- {1}\n# below\n",
    "{0}:\n  - {1}\n  # below, further in\n# at the margin\n",
    "{0}:\n  - &i {{{1}}}\n",
    "{0}:\n  - !!map\n    {1}\n",
    "{0}:\n  - {1}\n  -\n",
    "{0}:\n  - {1}\n  - null\n",
    "{0}: [{{{1}}}]\n",
    "{0}:\n  [{{{1}}}]\n",
    "{0}: [\n  {{{1}}},\n]\n",
    '"{0}":\n  - {1}\n',
    "? {0}\n:\n  - {1}\n",
    "{0}:\n\n\n  - {1}\n\n\n",
    "{0}:\n  - {1}",
    "{0}:\n  - {1}\n...\n",
    "{0}:\n  - {1}\n---\n{0}: []\n",
    "{0}:\n  - &a\n    {1}\n  - *a\n",
    "{0}:\n  - {1}\nzz: x\n",
    "{0}:\n  - {1}\n    # inside\n\n  # between\n\nzz:\n  - x\n",
    "{0}: # after\n  - {1}\n",
    "{0}:\n  - - {1}\n",
    "{0}:\n  - {1}\n \n  \n",
]


def _empty(random: Random) -> Case:
    """A list that is empty, or has one item, as somebody might write it; a short id is all that the item has, or all."""
    files: dict[str, bytes | None] = {}
    for name in random.sample(sorted(LISTS), random.choice((1, 2, 6))):
        path = f"seeds/ferry/{name}.yaml"
        key = LISTS[name]
        before, _, items = SMALL[path].decode().partition(f"{key}:\n")
        one = _one_line(items)
        part = random.choice(_EMPTY).format(key) if random.random() < 0.5 else random.choice(_ITEMS).format(key, one)
        text = part if part.startswith(("{", "---", "%", "\ufeff")) and random.random() < 0.5 else before + part
        files[path] = styles.wrapped(random, text)
    return _case(random, "empty or one", files)


def _one_line(items: str) -> str:
    """The first item of a list as pairs in one line, as they stand in braces; one pair only, where it stands outside of them."""
    del items
    return "id: mine"


def _spoilt(random: Random) -> Case:
    name = random.choice(sorted(LISTS))
    path = f"seeds/ferry/{name}.yaml"
    _, data = yamls.spoilt(random, _fewer(random, SMALL[path].decode(), LISTS[name]))
    return _case(random, "spoilt", {path: data})


def _bomb(random: Random) -> Case:
    """Aliases of aliases in any of the files that `draft` reads, another unit's too."""
    name = random.choice([*LISTS, "source"])
    unit = random.choice(("ferry", "ferry", "other"))
    files: dict[str, bytes | None] = {}
    if unit == "other":
        files |= {path.replace("ferry", "other"): data for path, data in SMALL.items() if path.startswith("seeds/")}
    text = SMALL[f"seeds/ferry/{name}.yaml"].decode()
    files[f"seeds/{unit}/{name}.yaml"] = random.choice((yamls.bomb, yamls.circle, yamls.deep))(random, text).encode()
    return _case(random, "bomb", files)
