"""The same sources and the same libraries give the same bytes, wherever and whenever they are built."""

import os
import shutil
import subprocess
import sys

import pytest
from small_handbook import ROOT, fingerprint

# The days that pass go by in processes that are forked as well.
BUILD = """
import datetime, sys, time_machine
from handbook.commands.cli import main
with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=int(sys.argv[1]))):
    sys.exit(main(["build"]))
"""


def build(handbook, root, days, **conditions):
    """Build a handbook in a folder, in a process of its own, and return the hashes of what is published."""
    for name in ("source", "locales"):
        shutil.copytree(handbook / name, root / name)
    shutil.copy(handbook / "pyproject.toml", root)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")} | conditions
    command = [sys.executable, "-c", BUILD, str(days)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return fingerprint(root / "build" / "site")


@pytest.mark.whole
def test_every_file_has_the_same_bytes(published, tmp_path_factory):
    """Pages, PDFs and the manifest: in another folder, time zone and locale, with other hashes, a year later.

    Those of the tests are built in a process that has done much before, these in one of their own.
    """
    handbook, elsewhere = published.root, tmp_path_factory.mktemp("plus tard, « ailleurs »")
    conditions = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": str(elsewhere)}
    here, there = fingerprint(handbook / "build/site"), build(handbook, elsewhere, 420, **conditions)
    agencies = list((handbook / "source/agencies").glob("*.md"))
    assert len([name for name in here if name.endswith(".pdf")]) == 2 * (1 + len(agencies)) > 2
    assert {name for name in here.keys() | there.keys() if here.get(name) != there.get(name)} == set()


def test_another_source_gives_other_bytes(small_tree, tmp_path):
    """So that the test above can fail."""
    page = tmp_path / "page.html"
    site = small_tree / "build/site"
    page.write_bytes((site / "en/index.html").read_bytes() + b" ")
    assert fingerprint(tmp_path)["page.html"] != fingerprint(site)["en/index.html"]
