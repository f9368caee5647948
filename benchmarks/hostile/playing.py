"""Plays a case on a stage and judges it: plainly, as twins, or with trouble on the disk and a second try."""

from __future__ import annotations

import os
from collections.abc import Iterator

from benchmarks.hostile import judging, outer, running
from benchmarks.hostile.nouns import Case, Failure, Files, Phrase
from benchmarks.hostile.stage import Snapshot, Stage, snapshot


def play(stage: Stage, case: Case) -> tuple[list[Phrase], list[Failure]]:
    """All that the case's commands said, and all that was wrong."""
    around = stage.around()
    if case.trouble:
        said, failures = _with_trouble(stage, case)
    elif case.twin is not None:
        said, failures = _twins(stage, case)
    else:
        said, failures, _, _ = _once(stage, case, None)
    here = stage.around()
    desk = {name for name in {*around, *here} if name.startswith("desk/")}
    changed = list(judging.of_world(_without(around, desk), _without(here, desk)))
    if changed:
        stage.mend()
    return said, _distinct([*failures, *changed])


def _without(things: Snapshot, names: set[str]) -> Snapshot:
    return {name: thing for name, thing in things.items() if name not in names}


def _distinct(failures: list[Failure]) -> list[Failure]:
    """One failure of a sort and a cause, however many commands and files show it."""
    return list({(one.sort, one.cause or one.detail): one for one in reversed(failures)}.values())[::-1]


def _once(
    stage: Stage, case: Case, overlay: Files | None
) -> tuple[list[Phrase], list[Failure], Snapshot, list[int | None]]:
    """One run of all the commands; with what was found, the handouts, and the exit codes."""
    stage.lay(case, overlay)
    before, desk = snapshot(stage.space), snapshot(stage.root / "desk")
    said: list[Phrase] = []
    failures: list[Failure] = []
    for command in case.commands:
        one = outer.run(stage, case, command) if case.shell else running.run(stage, case, command)
        said.append(one)
        failures += judging.of_command(one, stage, case)
        if not stage.space.is_dir():
            failures.append(Failure("lost", "the workspace is gone"))
            stage.space.mkdir()
    after = snapshot(stage.space)
    if "rm " in case.shell or "mv " in case.shell:
        return said, failures, {}, [one.code for one in said]
    failures += judging.of_disk(case, case.commands, before, after)
    failures += judging.of_world(desk, snapshot(stage.root / "desk"))
    failures += judging.of_draft(before, after)
    made = judging.finished(after)
    ended = [name for name in case.makes if name not in made and said[0].code in (0, 1)]
    failures += [Failure("fault", f"{name} was not made beside a bad one", "one ended the build") for name in ended]
    failures += judging.of_handouts(case, stage, made, before)
    return said, failures, made, [one.code for one in said]


def _twins(stage: Stage, case: Case) -> tuple[list[Phrase], list[Failure]]:
    said, failures, first, codes = _once(stage, case, None)
    said_too, too, second, codes_too = _once(stage, case, case.twin)
    if case.twin == {}:  # the same input twice: what differs comes from a clock, from chance or from an address
        differing = [name for name in {*first, *second} if first.get(name) != second.get(name)]
        odd = [Failure("outside", f"{name} differs from run to run", "chance") for name in differing]
    else:
        odd = list(judging.of_twins(first, second, (codes, codes_too)))
    return [*said, *said_too], [*failures, *too, *odd]


# --- trouble on the disk


def _with_trouble(stage: Stage, case: Case) -> tuple[list[Phrase], list[Failure]]:
    """Undisturbed, to know what is right; then with the trouble; then again, as somebody would who saw it fail."""
    command = case.commands[0]
    assert case.trouble is not None
    stage.lay(case)
    before = snapshot(stage.space)
    right = running.run(stage, case, command)
    wanted = snapshot(stage.space)
    trouble = case.trouble
    if trouble.at:
        at = (trouble.at - 1) % max(1, right.operations) + 1
        trouble = type(trouble)(what=trouble.what, at=at, lasting=trouble.lasting)
    stage.lay(case)
    hit = running.run(stage, case, command, trouble)
    failures = list(judging.of_command(hit, stage, case))
    between = snapshot(stage.space)
    failures += _neither(before, between, wanted)
    failures += [one for one in judging.of_disk(case, (command,), before, between) if one.sort == "outside"]
    _age(stage)
    again = running.run(stage, case, command)
    failures += judging.of_command(again, stage, case)
    failures += _not_mended(again.code, right.code, between, snapshot(stage.space), wanted)
    return [right, hit, again], failures


def _neither(before: Snapshot, now: Snapshot, wanted: Snapshot) -> Iterator[Failure]:
    """Files that are neither as they were nor as they should become."""
    for name in sorted({*before, *now, *wanted}):
        thing = now.get(name)
        if judging.LITTER in name or (thing and thing[0] == "folder"):
            continue
        if name.endswith((".courseware.json", ".gitignore")) and thing is not None:
            continue
        if thing != before.get(name) and thing != wanted.get(name):
            sort = "lost" if name in before else "half-made"
            yield Failure(sort, f"{name} is neither old nor new", "neither")  # type: ignore[arg-type]
    for name in (".gitignore", "output/.courseware.json"):
        was, is_now = before.get(name), now.get(name)
        if was and (is_now is None or (name == ".gitignore" and not is_now[2].startswith(was[2]))):
            yield Failure("lost", f"{name} has lost what stood in it", name)


def _age(stage: Stage) -> None:
    """Make what a crash left look two days old, as it is when somebody comes back to it."""
    for name in snapshot(stage.space):
        path = stage.space / name
        if judging.LITTER in name and not path.is_symlink():
            then = path.stat().st_mtime - 2 * 86_400
            os.utime(path, (then, then))


def _not_mended(
    code: int | None, right: int | None, between: Snapshot, now: Snapshot, wanted: Snapshot
) -> Iterator[Failure]:
    """After the second try all must be as if there had been no trouble: made, whole, and without litter."""
    litter = [name for name in now if judging.LITTER in name]
    if litter:
        yield Failure("half-made", f"{litter[0]} is never swept", "litter")
    missing = [name for name in wanted if now.get(name) != wanted[name] and wanted[name][0] != "folder"]
    missing = [name for name in missing if not name.endswith(".courseware.json")]
    if missing:
        yield Failure("half-made", f"{missing[0]} cannot be made by running it again", "not again")
    elif code != right and between != now:
        yield Failure("half-made", f"the second try ended with {code}", "code")
