"""The same sources and the same libraries give the same bytes, wherever and whenever they are built."""

import os
import shutil
import subprocess
import sys

import pytest
from small_handbook import ROOT, fingerprint

# Nearly fourteen months later; processes that are forked live in that time as well.
ELSEWHEN = """
import datetime, sys, time_machine
from handbook.cli import main
with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=420)):
    sys.exit(main(["build"]))
"""


@pytest.fixture(scope="module")
def elsewhere(real, tmp_path_factory):
    """Build the real handbook once more: in another folder, time zone and locale, with other hashes, on another day."""
    root = tmp_path_factory.mktemp("plus tard, « ailleurs »")
    for name in ("source", "locales"):
        shutil.copytree(real.root / name, root / name)
    shutil.copy(real.root / "pyproject.toml", root)
    conditions = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "HOME": str(root)}
    environment = os.environ | conditions | {"PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHEN], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return root / "build" / "site"


def test_every_file_has_the_same_bytes(real, elsewhere):
    """Pages, brochures, leaflets, and the manifest that lists their hashes."""
    here, there = fingerprint(real.site), fingerprint(elsewhere)
    assert len([name for name in here if name.endswith(".pdf")]) >= 4
    assert {name for name in here.keys() | there.keys() if here.get(name) != there.get(name)} == set()


def test_another_source_gives_other_bytes(real, tmp_path):
    """So that the test above can fail."""
    page = tmp_path / "page.html"
    page.write_bytes((real.site / "en/index.html").read_bytes() + b" ")
    assert fingerprint(tmp_path)["page.html"] != fingerprint(real.site)["en/index.html"]
