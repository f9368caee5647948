"""List what `courseware init` of each release copied, from git's history: `python -m tools.former` writes the table.

`courseware upgrade` takes a file that is byte for byte in it for a copy. Units and courses are left out: they are hers.
A release is added here, with its last commit, when the next one begins.
"""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from courseware.workspace.upgrading import FORMER

ROOT = Path(__file__).parent.parent
RELEASES = {
    "0.1.0": "fa84d71ab2c7f990f7aef51a6d26b79807cda947",
    "0.2.0": "840e2d6b46ef1ab02fcbf782e92516ed4ee6eb02",
    "0.3.0": "84657c6378ba93328290377c6d926804a9f8fc81",
}
ABOUT = "courseware/assets/README.txt"
COPIED = ("docs", "locales", "seeds/_schema", "templates/_shared", ABOUT)


def table() -> str:
    """The digests of all releases, by place in a workspace."""
    found = {(place, digest) for commit in RELEASES.values() for place, digest in _copied(commit)}
    return "".join(f"{digest}  {place}\n" for place, digest in sorted(found))


def _copied(commit: str) -> list[tuple[str, str]]:
    paths = _git("ls-tree", "-r", "-z", "--name-only", commit, "--", *COPIED).decode().split("\0")
    return [
        ("README.txt" if path == ABOUT else path, hashlib.sha256(_git("show", f"{commit}:{path}")).hexdigest())
        for path in paths
        if path and not path.endswith("cli.po")
    ]


def _git(*arguments: str) -> bytes:
    return subprocess.run(("git", *arguments), cwd=ROOT, capture_output=True, check=True).stdout


def main() -> None:
    FORMER.write_text(table(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
