"""``python -m handbook``."""

import sys

if __name__ == "__main__":
    try:
        from handbook.cli import main
    except KeyboardInterrupt:  # before there is anything that could say more
        sys.exit(130)
    sys.exit(main())
