"""A manifest names what decides the bytes."""

import re

from handbook.machine.system import LIBRARIES
from handbook.machine.versions import package_versions, system_versions


def test_system_libraries_tell_their_versions():
    """Pango lays out, HarfBuzz shapes and subsets, Fontconfig chooses faces."""
    versions = system_versions()
    assert versions.keys() == {"Pango", "HarfBuzz", "Fontconfig"}
    assert versions.keys() <= {part.name for part in LIBRARIES}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())


def test_packages_tell_theirs():
    """With the dictionaries of hyphenation; faces are part of the program."""
    assert {"weasyprint", "pydyf", "pyphen"} <= package_versions().keys()
