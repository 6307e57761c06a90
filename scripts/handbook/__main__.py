"""``python -m handbook``."""

import sys

from handbook.cli import main

# A process forked from a fork server imports this module again, and has other things to do.
if __name__ == "__main__":
    sys.exit(main())
