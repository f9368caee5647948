"""`python -m courseware` is the command line."""

from courseware.cli import main

main()
