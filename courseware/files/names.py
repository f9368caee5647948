"""The only place where a name that somebody else chose becomes a path."""

from __future__ import annotations

from pathlib import Path


def inside(folder: Path, name: str) -> Path | None:
    """The file or folder `name` in `folder`, or None where the name or a link would lead out of it."""
    path = folder / name
    try:
        return path if path.resolve().is_relative_to(folder.resolve()) else None
    except (OSError, ValueError, RuntimeError):  # a name with a zero byte, too long, or a link that leads to itself
        return None
