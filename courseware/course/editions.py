"""The editions of a handout: one object says for whom an edition is, and what stands on its pages to say so."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.document.blocks import Audience
from courseware.errors import L_


@dataclass(frozen=True, slots=True)
class Edition:
    """`name` is the word in course.yaml and in file names; `audience` is for whom it is, `mark` a label on its pages.

    An edition that is `usual` is made where a course names none.
    """

    name: str
    audience: Audience
    mark: str = ""
    usual: bool = False

    @property
    def for_students(self) -> bool:
        """Whether nothing of the teacher's may be in it, which is proven on the finished bytes."""
        return self.audience == "student"


EDITIONS: dict[str, Edition] = {
    edition.name: edition
    for edition in (
        Edition("student", "student", usual=True),
        Edition("teacher", "teacher", L_("Teacher’s edition"), usual=True),
    )
}


def usual() -> tuple[str, ...]:
    """The names of those that a course has that names none."""
    return tuple(name for name, edition in EDITIONS.items() if edition.usual)
