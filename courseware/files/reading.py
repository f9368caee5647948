"""The door through which a teacher's files are read: ordinary files of a bounded size, or a sentence why not."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from courseware.errors import N_, CoursewareError, Problem
from courseware.files import names

_MILLION = 1_000_000


def there(path: Path) -> bool:
    """Whether an ordinary file stands at `path`. A name that no disk can hold names none."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long, or with a zero byte
        return False


def whole(path: Path, limit: int, remedy: str = "") -> bytes:
    """The bytes of a file, `limit` at most; `remedy` says what to do about one that cannot be read.

    Raises CoursewareError for a file that is missing, is too large, or is a device or a pipe, which may never end.
    """
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise CoursewareError(Problem(N_("this is a device or a pipe, not a file"), remedy, {}, path))
        data = b"" if status.st_size > limit else path.read_bytes()
    except FileNotFoundError:
        other = names.on_disk(path.parent, path.name)
        missing = N_("Write it, or copy it from another unit or course.")
        renamed = N_("Rename “{other}” beside it so: not every computer takes the two names for one.")
        values = {"other": other.name}
        raise CoursewareError(
            Problem(N_("the file is missing"), missing if other == path else renamed, values, path)
        ) from None
    except (OSError, ValueError) as error:
        values = {"why": getattr(error, "strerror", None) or str(error)}
        raise CoursewareError(Problem(N_("the file cannot be read ({why})"), remedy, values, path)) from error
    refuse_larger(max(status.st_size, len(data)), limit, path, remedy)
    return data


def refuse_larger(size: int, limit: int, path: Path, remedy: str = "") -> None:
    """Raise CoursewareError for more bytes than are read."""
    if size > limit:
        values = {"size": -(-size // _MILLION), "limit": limit // _MILLION}
        message = N_("the file has {size} million bytes; {limit} are read")
        raise CoursewareError(Problem(message, remedy, values, path))


def refused(error: OSError) -> Problem:
    """What the computer does not let us do is no fault of the program."""
    path = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None
    if error.errno == errno.ENAMETOOLONG:
        return Problem(*names.TOO_LONG, {}, path)
    values = {"why": error.strerror or str(error)}
    return Problem(N_("the computer does not allow it ({why})"), N_("Look at this file or folder."), values, path)
