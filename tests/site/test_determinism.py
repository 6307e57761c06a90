"""The same sources and the same libraries give the same bytes, wherever and whenever they are built."""

import os
import shutil
import subprocess
import sys

from small_handbook import ROOT, fingerprint

# The days that pass go by in processes that are forked as well.
BUILD = """
import datetime, sys, time_machine
from handbook.cli import main
with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=int(sys.argv[1]))):
    sys.exit(main(["build"]))
"""


def build(real, root, days, **conditions):
    """Build the real handbook in a folder, in a process of its own, and return the hashes of what is published."""
    for name in ("source", "locales"):
        shutil.copytree(real.root / name, root / name)
    shutil.copy(real.root / "pyproject.toml", root)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")} | conditions
    command = [sys.executable, "-c", BUILD, str(days)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return fingerprint(root / "build" / "site")


def test_every_file_has_the_same_bytes(real, tmp_path_factory):
    """Pages, PDFs and the manifest: in another folder, time zone and locale, with other hashes, a year later.

    Those of the tests are built in a process that has done much before, these in one of their own.
    """
    elsewhere = tmp_path_factory.mktemp("plus tard, « ailleurs »")
    conditions = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": str(elsewhere)}
    here, there = fingerprint(real.site), build(real, elsewhere, 420, **conditions)
    assert len([name for name in here if name.endswith(".pdf")]) == 10
    assert {name for name in here.keys() | there.keys() if here.get(name) != there.get(name)} == set()


def test_another_source_gives_other_bytes(real, tmp_path):
    """So that the test above can fail."""
    page = tmp_path / "page.html"
    page.write_bytes((real.site / "en/index.html").read_bytes() + b" ")
    assert fingerprint(tmp_path)["page.html"] != fingerprint(real.site)["en/index.html"]
