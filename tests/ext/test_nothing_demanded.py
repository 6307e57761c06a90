"""A folder with a first page and four settings is a handbook: nothing else is demanded, and nothing empty is shown."""

import re

import pytest
from conftest import built
from small_handbook import ROOT, append, translate, write

from handbook.checks.input.own_pictures import check_cover
from handbook.project.project import load_project

SETTINGS = """[tool.handbook]
title = {{ {texts} }}
subtitle = {{ {texts} }}
publisher = {{ {texts} }}
languages = [{languages}]
"""
CONFS = {"no conf.py": None, "two lines": 'extensions = ["handbook.sphinx"]\nlocale_dirs = ["../locales"]\n'}


def bare(root, *languages):
    """Write the least handbook that there can be."""
    texts = ", ".join(f'{language} = "Garden"' for language in languages)
    listed = ", ".join(f'"{language}"' for language in languages)
    write(root / "pyproject.toml", SETTINGS.format(texts=texts, languages=listed))
    write(root / "source/index.md", "# Garden\n\nWe dig.\n")
    return root


@pytest.mark.parametrize("conf", CONFS.values(), ids=CONFS)
def test_a_page_and_four_settings_are_a_handbook(tmp_path, conf):
    """No page of facts, and no link to one; the map of the world is on no cover."""
    root = bare(tmp_path, "en")
    if conf:
        write(root / "source/conf.py", conf)
    site = built(root, "--output", "html") / "build/site"
    assert sorted(path.name for path in (site / "en").glob("*.html")) == ["index.html", "search.html"]
    assert "facts.html" not in (site / "en/index.html").read_text("utf-8")


def test_so_are_two_languages(tmp_path):
    """With their translations, and nothing more."""
    root = bare(tmp_path, "en", "fr")
    translate(root, "index", {"Garden": "Le jardin", "We dig.": "Nous bêchons."})
    site = built(root, "--output", "html") / "build/site"
    assert "Nous bêchons." in (site / "fr/index.html").read_text("utf-8")


def test_without_its_kit_there_is_none_of_its_directives(tmp_path, run):
    """They are unknown, and the page names them."""
    root = bare(tmp_path, "en")
    append(root / "source/index.md", "```{compare-agencies}\n```\n")
    refused = run(root, "build", "--output", "html")
    assert refused.code == 1
    assert "compare-agencies" in refused.errors


@pytest.mark.parametrize(
    ("content", "words"),
    [("no picture", "“ground.png” cannot be shown: it is no picture"), (None, "there is no picture “ground.png”")],
)
def test_a_picture_of_the_cover_that_is_none_is_named(tmp_path, content, words):
    """Before anything is laid out."""
    root = bare(tmp_path, "en")
    append(root / "pyproject.toml", 'cover = "ground.png"\n')
    if content:
        write(root / "source/ground.png", content)
    [finding] = check_cover(load_project(root))
    assert words in str(finding.message)


def test_the_kit_of_the_docs_works(tmp_path):
    """As it is written there: its code, its settings, its data, its directive."""
    text = (ROOT / "docs/tutorials/kit.md").read_text("utf-8")
    kit, conf = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    [data] = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    [page] = re.findall(r"^````markdown\n(.*?)^````$", text, re.MULTILINE | re.DOTALL)
    root = bare(tmp_path, "en", "fr")
    for name, content in {"members.py": kit, "conf.py": conf, "members.toml": data}.items():
        write(root / "source" / name, content)
    append(root / "source/index.md", page)
    translate(root, "index", {"Garden": "Le jardin", "We dig.": "Nous bêchons."})
    site = built(root, "--output", "html") / "build/site"
    assert "Ada Roy – garde les clés" in (site / "fr/index.html").read_text("utf-8")
    assert "Ada Roy – keeps the keys" in (site / "en/index.html").read_text("utf-8")
