"""``python -m outlines FOLDER``: writes ``scripts/handbook/pictures/world.json``, the same bytes every time.

FOLDER holds ``countries-110m.json`` and ``countries-50m.json`` of the npm package ``world-atlas``, version 2.0.2
(``npm pack world-atlas@2.0.2``, unpacked): Natural Earth 4.1, in the public domain, as TopoJSON.
"""

import argparse
import json
from pathlib import Path

from outlines.drawing import draw
from outlines.topology import read_topology

TARGET = Path(__file__).parent.parent / "handbook" / "pictures" / "world.json"


def main() -> None:
    """Read the two files, and write one."""
    parser = argparse.ArgumentParser(prog="python -m outlines", description=__doc__)
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="where countries-110m.json and countries-50m.json are"
    )
    folder = parser.parse_args().folder
    drawn = draw(read_topology(folder / "countries-110m.json"), read_topology(folder / "countries-50m.json"))
    TARGET.write_text(json.dumps(drawn, indent=1) + "\n", encoding="utf-8")
    size = sum(map(len, drawn["land"].values()))
    print(f"{TARGET}: {len(drawn['land'])} outlines, {size:,} bytes of path data")


if __name__ == "__main__":
    main()
