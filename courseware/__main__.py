"""The command line, as `courseware` and as `python -m courseware`; Ctrl-C ends it quietly while it is being read."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    os.environ["TZ"] = "UTC"  # Babel asks for the computer's zone while it is imported; no handout depends on it
    try:
        from courseware.cli.commands import main as run
    except KeyboardInterrupt:
        sys.exit(1)
    run()


if __name__ == "__main__":
    main()
