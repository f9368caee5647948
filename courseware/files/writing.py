"""The only door through which anything is written: whole or not at all, whatever fails on the way."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LITTER = ".courseware-"
"""How the names begin of what is still being made; whatever bears such a name after a crash is rubbish."""


def replace(path: Path, data: bytes) -> None:
    """Write beside `path` and rename: after a crash or on a full disk the old file is whole. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=LITTER, suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `target` when all of it is there; else nothing is. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=LITTER, dir=target.parent) as made:
        inner = Path(made) / target.name
        inner.mkdir()
        yield inner
        inner.rename(target)
