"""Which libraries decide what the bytes of an edition are: packages of Python, and what the system provides."""

import ctypes
from functools import cache
from importlib.metadata import version

from handbook.machine.system import LIBRARIES, load_library

_PACKAGES = (
    "babel",
    "docutils",
    "font-source-sans-pro",
    "font-source-serif-pro",
    "fontpkg-ibm-plex-mono",
    "markdown-it-py",
    "myst-parser",
    "pikepdf",
    "pillow",
    "pydyf",
    "pyphen",
    "segno",
    "sphinx",
    "weasyprint",
)
# The functions that tell a version: as text, or as a number of two digits per part.
_TEXT_VERSIONS = {"Pango": "pango_version_string", "HarfBuzz": "hb_version_string"}
_NUMBER_VERSIONS = {"Fontconfig": "FcGetVersion"}


@cache
def package_versions() -> dict[str, str]:
    """Return the version of each package that has a say in the bytes."""
    return {name: version(name) for name in _PACKAGES}


@cache
def system_versions() -> dict[str, str]:
    """Return the version of each system library that has a say in the bytes of a PDF, as far as it tells it."""
    versions = {}
    for part in LIBRARIES:
        library = load_library(part)
        if library and (name := _TEXT_VERSIONS.get(part.name)):
            tell = getattr(library, name)
            tell.restype = ctypes.c_char_p
            versions[part.name] = tell().decode()
        elif library and (name := _NUMBER_VERSIONS.get(part.name)):
            number = getattr(library, name)()
            versions[part.name] = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return versions
