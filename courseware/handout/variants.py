"""What a file of a unit is of: its sheet, language, edition, form and text; its name says them, in this order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variant:
    """What is made of a unit for a file.

    The words for sheets, languages, editions, forms and texts are all different, so that a name can be read without a
    mistake. A course's first sheet has no name: a second one renames no file, and an edited one is never lost sight of.
    """

    lang: str
    edition: str
    sheet: str = ""
    form: str = ""
    text: str = ""

    def stem(self, unit: str) -> str:
        """The name of the file of `unit`, without its ending: `<unit>[.<sheet>].<lang>.<edition>[.<form>][.<text>]`."""
        parts = (unit, self.sheet, self.lang, self.edition, self.form, self.text)
        return ".".join(part for part in parts if part)
