"""A school's own Word file as the look of a course: its styles, its page and its logo become a Style.

The steps: the file is opened (package), its theme and its styles are looked up (theme, cascade), each becomes a look
(looks), and what no handout can follow is named (lost).
"""

from __future__ import annotations

from courseware.reference.package import NAME, found
from courseware.reference.reading import Adopted, adopt
from courseware.reference.specimen import specimen

__all__ = ["NAME", "Adopted", "adopt", "found", "specimen"]
