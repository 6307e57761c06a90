"""The handbook of ``tests/coast``: an invented coast, in English and in three languages that its authors do not write.

Spanish, Arabic and Japanese have catalogues written by hand, also of the pipeline's own strings; its Sphinx
configuration is that of every handbook here.
"""

import shutil
from pathlib import Path

from small_handbook import CONF

COAST = Path(__file__).parent / "coast"


def write_coast(root: Path) -> Path:
    """Write the whole tree below `root`, and return that."""
    shutil.copytree(COAST, root, dirs_exist_ok=True)
    shutil.copy(CONF, root / "source")
    return root
