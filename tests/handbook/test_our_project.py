"""This handbook stays a Sphinx project: stock Sphinx and sphinx-intl work on it, and show what ours shows."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_stock_tools import (
    test_sphinx_build_makes_a_brochure,
    test_sphinx_build_makes_the_french_edition,
    test_sphinx_intl_finds_nothing_untranslated,
)
from test_translation import differences
from two_translations import by_ours, normalised, templates

pytestmark = [
    pytest.mark.whole,
    pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning"),
]

# What the theme shows in one edition only: no brochure is built here.
# Ours are published once for all languages, each named by its content.
ASSET = re.compile(r"(?:\.\./)*_static/([\w-]+?)(?:-[0-9a-f]{8})?\.")
BROCHURE = re.compile(r"<li><a href=\"[./]*downloads/.*?</li>|<span class=\"size\">.*?</span>| download=\"[^\"]*\"")


@pytest.fixture
def tree(real, tmp_path):
    """Copy this handbook, without what it has published."""
    return shutil.copytree(real.root, tmp_path / "guide", ignore=shutil.ignore_patterns("build"))


def test_the_handbook_shows_what_sphinx_shows(real, tree, tmp_path):
    """The handbook in French is what ``sphinx-build -D language=fr`` makes of the same tree."""
    theirs = _by_sphinx_build(tree, tmp_path / "site")
    pages, ours = (
        sorted(path.relative_to(site) for path in site.rglob("*.html")) for site in (theirs, real.site / "fr")
    )
    assert pages == ours
    for page in pages:
        if page.parts[0].startswith("facts"):
            continue  # what they say is proven, nobody has proven in a build by Sphinx alone
        texts = [(folder / page).read_text(encoding="utf-8") for folder in (theirs, real.site / "fr")]
        plain = [ASSET.sub(r"_static/\1.", BROCHURE.sub("", text)) for text in texts]
        assert differences(*map(normalised, plain)) == [], page


def test_the_handbook_looks_up_what_is_extracted(tree):
    """Every message is looked up under the name it has in its catalogue, and no other is."""
    extensions = ("myst_parser", "handbook.sphinx", "handbook.kits.agencies")
    assert by_ours(tree, extensions).wanted == dict(templates(tree, extensions))


def _by_sphinx_build(tree: Path, site: Path) -> Path:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-D", "language=fr", "source", site]
    subprocess.run(command, cwd=tree, check=True)
    return site
