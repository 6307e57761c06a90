"""The tree stays a Sphinx project: stock Sphinx and sphinx-intl work on it, unwarned."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_handbook import write_small_handbook

BIN = Path(sys.executable).parent


@pytest.fixture
def tree(tmp_path):
    """Write the sources of the small handbook, with a memory."""
    root = write_small_handbook(tmp_path / "guide")
    shutil.copy(root / "locales/fr/LC_MESSAGES/compare.po", root / "locales/memory-fr.po")
    return root


def call(tree, *command):
    """Run a tool in the tree, and return what it printed."""
    environ = {**os.environ, "PYTHONWARNINGS": "ignore"}
    whole = [BIN / command[0], *command[1:]]
    done = subprocess.run(whole, cwd=tree, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.whole
def test_sphinx_build_makes_the_french_edition(tree):
    """With every warning an error, and the catalogues read by Sphinx itself."""
    done = call(
        tree, "sphinx-build", "-b", "html", "-n", "-W", "--keep-going", "-q", "-D", "language=fr", "source", "out"
    )
    assert done.stderr == ""
    titles = []
    for page in (tree / "source/agencies").glob("*.md"):
        text = (tree / f"out/agencies/{page.stem}.html").read_text(encoding="utf-8")
        assert '<html lang="fr-CA">' in text
        titles.append(re.search(r"<h1>(.*?)</h1>", text)[1])
    catalogues = "".join(path.read_text("utf-8") for path in (tree / "locales/fr").rglob("*.po"))
    assert titles and all(f'msgstr "{title}"' in catalogues for title in titles)


def test_sphinx_build_makes_a_brochure(tree):
    """Our builder is one like any other."""
    done = call(tree, "sphinx-build", "-b", "brochure", "-n", "-W", "-q", "-D", "language=fr", "source", "out")
    assert done.stderr == ""
    assert (tree / "out/brochure-fr.pdf").read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.whole
def test_sphinx_intl_finds_nothing_untranslated(tree):
    """Whoever uses it directly sees catalogues that are complete; what no page uses any more is none of them."""
    assert (tree / "locales/memory-fr.po").is_file()
    call(tree, "sphinx-build", "-b", "gettext", "-W", "-q", "source", "build/gettext")
    shutil.copytree(tree / "locales", tree / "before")
    call(tree, "sphinx-intl", "-c", "source/conf.py", "update", "-p", "build/gettext", "-l", "fr", "-d", "locales")
    lines = call(tree, "sphinx-intl", "-c", "source/conf.py", "stat", "-l", "fr", "-d", "locales").stdout.splitlines()
    listed = {line.partition(":")[0] for line in lines}
    assert listed == {path.relative_to(tree).as_posix() for path in (tree / "locales/fr/LC_MESSAGES").rglob("*.po")}
    assert all(line.endswith(" 0 fuzzy, 0 untranslated.") for line in lines)
