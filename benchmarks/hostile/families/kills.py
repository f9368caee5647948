"""Every command that writes is killed at its k-th disk operation, or in the middle of a file, and run again."""

from __future__ import annotations

from random import Random

from benchmarks.hostile.families import disks
from benchmarks.hostile.nouns import Case, Trouble


def cases(random: Random) -> Case:
    command = random.choice([command for command in disks.COMMANDS if command[0] not in ("list", "check")])
    trouble = Trouble(what="kill", at=random.randrange(1, 400))
    if random.random() < 0.25:
        trouble = Trouble(what="kill", bytes=random.choice((1, 100, 900, random.randrange(1, 40_000))))
    bare = command[0] == "init"
    return Case(
        kind=f"{command[0]} killed",
        commands=(command,),
        files={} if bare else disks.setting(random, command),
        bare=bare,
        trouble=trouble,
    )
