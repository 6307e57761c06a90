"""Sphinx that is started by itself stands behind the same wall: ``sphinx-build`` with the handbook's extension."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_tree import CATALOGUES, SECRET
from small_handbook import PO_HEADER, replace, write

SCRIPT = "<script>alert(1)</script>"
EVIL = "coopérative de crédit www.evil.example.org"


@pytest.fixture(scope="module")
def attacked(published, tmp_path_factory):
    """Build a handbook whose pages and catalogues attack it. Returns its root, and what is said."""
    folder = tmp_path_factory.mktemp("tout seul")
    for secret in published.parent.glob("secret.*"):
        shutil.copy(secret, folder)
    root = shutil.copytree(published, folder / "guide", ignore=shutil.ignore_patterns("build"))
    with (root / "source/page.md").open("a", encoding="utf-8") as page:
        page.write(f"\n```\u00a0{{raw}} html\n{SCRIPT}\n```\n\n```\f{{literalinclude}} ../../secret.txt\n```\n")
    replace(root / CATALOGUES / "glossary.po", 'msgstr "coopérative de crédit"', f'msgstr "{EVIL}"')
    fair = 'msgstr "Juste envers tout le monde'
    replace(root / CATALOGUES / "page.po", f'{fair}"', f'{fair} {SCRIPT}"')
    write(root / CATALOGUES / "sphinx.po", f'{PO_HEADER}\nmsgid "Note"\nmsgstr "{EVIL}"\n')
    write(root / CATALOGUES / "sphinx.js", "alert(1)")
    command = [Path(sys.executable).parent / "sphinx-build", "-b", "html", "-q", "-D", "language=fr", "source", "out"]
    environ = {**os.environ, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return root, done.stderr


def test_what_a_build_refuses_is_named(attacked):
    """With its place and its rule."""
    _, said = attacked
    for rule in (
        "handbook.directive",
        "handbook.file-outside",
        "handbook.address",
        "handbook.markup",
        "handbook.po-domain",
    ):
        assert f"[{rule}]" in said, said


def test_nothing_of_it_is_shown(attacked):
    """No script, no secret, no word of a translation that is refused."""
    root, _ = attacked
    for path in (root / "out").rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert SCRIPT.encode() not in data, path
        assert SECRET.encode() not in data, path
        assert b"www.evil.example.org" not in data, path
        assert data != b"alert(1)", path
    assert "Une page de tout" in (root / "out/page.html").read_text("utf-8"), "the rest is translated"
