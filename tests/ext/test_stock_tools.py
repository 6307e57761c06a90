"""The tree stays a Sphinx project: stock Sphinx and sphinx-intl work on the small one and the real one, unwarned."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_handbook import write_small_handbook

BIN = Path(sys.executable).parent


@pytest.fixture(params=["small", pytest.param("real", marks=pytest.mark.whole)])
def tree(request, tmp_path):
    """Copy the sources of the small handbook, and of the real one."""
    if request.param == "small":
        root = write_small_handbook(tmp_path / "guide")
        shutil.copy(root / "locales/fr/LC_MESSAGES/compare.po", root / "locales/memory-fr.po")
        return root
    real = request.getfixturevalue("real")
    return shutil.copytree(real.root, tmp_path / "guide", ignore=shutil.ignore_patterns("build"))


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
    name, words = (
        ("did", "Mouvement Desjardins") if (tree / "source/agencies/did.md").is_file() else ("maple", "Érable")
    )
    page = (tree / f"out/agencies/{name}.html").read_text(encoding="utf-8")
    assert '<html lang="fr-CA">' in page
    assert words in page


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
