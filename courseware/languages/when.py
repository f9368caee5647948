"""A date as exact as it is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class When:
    """A date as exact as it is known: 1961, 2023-08 or 2024-06-19."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)

    @property
    def key(self) -> tuple[int, int, int]:
        """Sorts a year before its months and a month before its days."""
        return (self.year, self.month or 0, self.day or 0)
