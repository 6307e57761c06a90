"""The program ``handbook``, which is ``python -m handbook`` too."""

import sys


def main() -> int:
    """Run the command that the arguments name, and return its exit code."""
    try:
        from handbook.commands.starting import run_program

        return run_program()
    except KeyboardInterrupt:  # before there is anything that could say more
        return 130


if __name__ == "__main__":
    sys.exit(main())
