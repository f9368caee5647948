"""Rules on how a course looks."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.accessible import LEAST, contrast_ratio
from courseware.courses import Course
from courseware.errors import N_, Problem


def contrast(course: Course) -> Iterator[Problem]:
    """Every colour that text is printed in stands out from white and from the tint of boxes and header rows."""
    colors = course.style.colors
    for name in ("text", "primary", "accent", "muted", "link"):
        ratio = min(contrast_ratio(getattr(colors, name), paper) for paper in ("FFFFFF", colors.tint))
        if ratio < LEAST:
            yield Problem(
                N_("the color “{name}” is too pale to read (contrast {ratio}, {least} is the least)"),
                N_("Choose a darker one."),
                {"name": name, "ratio": f"{ratio:.1f}", "least": LEAST},
                course.chain[-1],
                None,
                f"colors.{name}",
                "warning",
            )
