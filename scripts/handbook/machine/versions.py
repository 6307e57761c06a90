"""Which libraries decide what the bytes of an edition are: packages of Python, and what the system provides."""

import ctypes
from functools import cache
from importlib.metadata import version

from handbook.machine.system import LIBRARIES

_PACKAGES = (
    *("babel", "docutils", "font-source-sans-pro", "font-source-serif-pro", "fontpkg-ibm-plex-mono", "markdown-it-py"),
    *("myst-parser", "pikepdf", "pillow", "pydyf", "pyphen", "segno", "sphinx", "weasyprint"),
)
# The functions that tell a version: as text, or as a number of two digits per part.
_TOLD_AS_TEXT = {"Pango": "pango_version_string", "HarfBuzz": "hb_version_string"}
_TOLD_AS_NUMBER = {"Fontconfig": "FcGetVersion"}


@cache
def package_versions() -> dict[str, str]:
    """Return the version of each package that has a say in the bytes."""
    return {name: version(name) for name in _PACKAGES}


@cache
def system_versions() -> dict[str, str]:
    """Return the version of each system library that has a say in the bytes of a PDF, as far as it tells it."""
    found = {}
    for part in LIBRARIES:
        library = _open(part.sonames)
        if library and (name := _TOLD_AS_TEXT.get(part.name)):
            tell = getattr(library, name)
            tell.restype = ctypes.c_char_p
            found[part.name] = tell().decode()
        elif library and (name := _TOLD_AS_NUMBER.get(part.name)):
            number = getattr(library, name)()
            found[part.name] = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return found


def _open(sonames: tuple[str, ...]) -> ctypes.CDLL | None:
    for soname in sonames:
        try:
            return ctypes.CDLL(soname)
        except OSError:
            continue
    return None
