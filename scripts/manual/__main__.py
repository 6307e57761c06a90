"""``python -m manual`` builds the documentation; ``python -m manual reference`` writes its reference."""

import sys
from pathlib import Path

from manual.reference import write_reference
from manual.site import build_documentation

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> int:
    """Do what is asked for. Returns 0 when all is well, 1 where the documentation has a fault, 2 on wrong use."""
    if arguments == ["reference"]:
        write_reference(ROOT / "docs")
        return 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    return build_documentation(ROOT, ROOT / "build/docs")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
