"""The fonts that a Word file names, as families that a PDF can embed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from courseware.course.word_look import lost
from courseware.course.word_look.package import w
from courseware.errors import N_, CoursewareError
from courseware.look import fonts as font_files

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from courseware.course.word_look.cascade import Properties
    from courseware.course.word_look.lost import Losses
    from courseware.look.style import Family, Fonts

_REMEDY = N_("Install it, or put its .ttf file into the course's folder.")


@dataclass(frozen=True, slots=True)
class Names:
    """The fonts of Latin and of Korean text."""

    latin: str
    korean: str

    def __str__(self) -> str:
        return self.korean if self.latin == self.korean else f"{self.latin}, {self.korean}"


def names_of(properties: Properties) -> Names | None:
    """None where the file leaves the font to the program."""
    fonts = properties.run.get("rFonts", {})
    latin, korean = fonts.get("ascii"), fonts.get("eastAsia")
    return Names(latin or korean or "", korean or latin or "") if latin or korean else None


@dataclass(frozen=True, slots=True)
class Typefaces:
    """Where a font may be known from: the course's own `fonts`, and the font table of the Word file."""

    fonts: Fonts
    table: Element | None
    losses: Losses

    def family(self, names: Names | None, default: Family) -> Family:
        """`default` where the file names none."""
        if names is None:
            return default
        family = self._family_named(names.korean)
        return family if names.latin == names.korean else replace(family, latin=self._family_named(names.latin))

    def _family_named(self, name: str) -> Family:
        """The family, under the name that the file gives it; where this computer lacks it, the shipped one draws it."""
        own = next((family for family in self.fonts.families if family.name == name), None)
        if own:
            return replace(own, latin=None)
        for known in dict.fromkeys((name, self._other_name(name))):
            try:
                return replace(font_files.find(known, self.losses.file.parent), name=name)
            except CoursewareError:
                continue
        shipped = font_files.shipped()
        self.losses.add(lost.FONT, remedy=_REMEDY, level="warning", font=name, instead=shipped.name)
        return replace(shipped, name=name)

    def _other_name(self, name: str) -> str:
        """What the file would take instead (w:altName, ECMA-376-1 §17.8.3.1)."""
        for font in self.table.iterfind(w("font")) if self.table is not None else ():
            other = font.find(w("altName"))
            if font.get(w("name")) == name and other is not None:
                return other.get(w("val"), name)
        return name
