"""``handbook po check`` and ``handbook po rules``: what they print, in which language, and what they change."""

import json
import re

import pytest
from small_handbook import PO_HEADER, append, replace, write, write_small_handbook

from handbook.catalogs.message_language import message_language
from handbook.catalogs.rules.inspect import inspect
from handbook.facts.registry import load_registry
from handbook.findings.finding import HandbookError
from handbook.project.project import load_project

STRINGS_PO = "locales/fr/LC_MESSAGES/handbook.po"
MAPLE = "locales/fr/LC_MESSAGES/agencies/maple.po"
TERMINOLOGY = '[[fr.term]]\nsource = ["credit union*"]\nuse = ["coopérative* de crédit"]\n'


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Write the small handbook, with a terminology and a semicolon; the locale says nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    write_small_handbook(tmp_path)
    write(tmp_path / "source/terminology.toml", TERMINOLOGY)
    replace(tmp_path / MAPLE, ", et demandé", "; et demandé")
    return tmp_path


def test_a_sound_handbook_is_passed_over_in_silence(run, tree):
    """As by every check."""
    outcome = run(tree, "po", "check")
    assert (outcome.code, outcome.output, outcome.errors) == (0, "", "")
    assert json.loads(run(tree, "po", "check", "--report", "json").output) == []


def test_a_finding_is_one_line_with_its_place_and_remedy(run, tree):
    """In the language asked for, else in that of the locale."""
    line = append(tree / MAPLE, 'msgid "It costs $40."\nmsgstr "C’est cher."\n') + 1
    english = f"{MAPLE}:{line}: the amount 40 $ is missing (source: $40); add it [number]"
    french = f"{MAPLE}:{line}: le montant 40 $ manque (source\u00a0: $40); à ajouter [number]"
    assert english in run(tree, "po", "check").output.splitlines()
    outcome = run(tree, "po", "check", "--language-of-messages", "fr")
    assert outcome.code == 1
    assert french in outcome.output.splitlines()


def test_a_number_that_is_allowed_is_listed(run, tree):
    """With its place and its reason, beside the findings and not among them."""
    comment = "# handbook: allow number – the price of another year\n"
    line = append(tree / MAPLE, f'{comment}msgid "It costs $40."\nmsgstr "Cela coûte 50 $."\n') + 2
    outcome = run(tree, "po", "check")
    assert "[number]" not in outcome.output
    told = "50 $ stands where the source has $40; correct it – allowed: the price of another year [number]"
    assert outcome.errors.splitlines() == ["Allowed with a reason: 1", f"{MAPLE}:{line}: {told}"]


def test_findings_can_annotate_a_pull_request(run, tree):
    """In the form of GitHub, in French."""
    line = replace(tree / MAPLE, "; et demandé", " ; et demandé")
    outcome = run(tree, "po", "check", "--report", "github", "--language-of-messages", "fr")
    told = "espace devant ;, là où la langue n’en met pas; supprimez-la"
    assert outcome.output == f"::error file={MAPLE},line={line},title=space-before::{told}\n"


def test_fix_mends_and_says_how_often(run, tree):
    """The catalogue is as it was before the mistake; what cannot be mended is still told."""
    path = tree / MAPLE
    before = path.read_bytes()
    replace(path, "; et demandé", " ; et demandé")
    outcome = run(tree, "po", "check", "--fix", "--language-of-messages", "fr")
    assert (outcome.code, outcome.output, outcome.errors) == (0, "", "Corrections faites\u00a0: 1\n")
    assert path.read_bytes() == before


def test_a_catalogue_that_cannot_be_read_is_told_and_left_alone(run, tree):
    """The others are judged."""
    line = append(tree / MAPLE, "no catalogue\n")
    replace(tree / "locales/fr/LC_MESSAGES/index.po", "sont présentés", "sont sont présentés")
    before = (tree / MAPLE).read_bytes()
    outcome = run(tree, "po", "check", "--fix")
    assert outcome.code == 1
    assert f"{MAPLE}:{line}: " in outcome.output
    assert "[doubled]" in outcome.output
    assert (tree / MAPLE).read_bytes() == before


def test_messages_are_french_while_a_catalogue_of_the_handbook_cannot_be_read(run, tree):
    """Ours ship with the program."""
    write(tree / STRINGS_PO, f"{PO_HEADER}\nno catalogue\n")
    outcome = run(tree, "po", "check", "--language-of-messages", "fr")
    assert f"{STRINGS_PO}:6: " in outcome.output
    assert "n’est pas une ligne de catalogue" in outcome.output


def test_the_rules_are_listed(run, tree):
    """In either language, with what mends them."""
    english, french = (run(tree, "po", "rules", "--language-of-messages", each).output for each in ("en", "fr"))
    assert re.search(r"  space-before +In Canada, no space before a semicolon", english)
    assert "(--fix s’en charge)" in french
    assert len(english.splitlines()) == len(french.splitlines()) > 35


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("fr", {"LANG": "en_CA.UTF-8"}, "fr"),
        (None, {"LANG": "fr_CA.UTF-8"}, "fr"),
        (None, {"LC_ALL": "en_CA.UTF-8", "LANG": "fr_CA.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "fr.UTF-8", "LANG": "C"}, "fr"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LANG": "de_DE"}, "en"),
        (None, {"LANG": "de_DE.UTF-8", "LANGUAGE": "es:fr_CA:en"}, "fr"),
        (None, {"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        (None, {}, "en"),
    ],
)
def test_the_locale_says_which_language_to_speak(asked, environment, language):
    """As POSIX orders its variables; English where we do not speak the language."""
    assert message_language(asked, environment, ("en", "fr")) == language


def test_a_language_that_is_not_spoken_is_told(run, tree):
    """Not English in silence."""
    outcome = run(tree, "po", "rules", "--language-of-messages", "de")
    told = "pyproject.toml:1: messages are written in en, fr, not in “de”; ask for one of these [language]"
    assert (outcome.code, outcome.errors.strip()) == (1, told)


KINDS_OF_BLOCKS = """---
orphan: true
myst:
  html_meta:
    description: "A page, with “quotes” and a \\"mark\\"."
---
# A heading

A paragraph that goes on
in the next line, with *emphasis* and [a link](index.md).

> A quotation that goes on
> in the next line.

- An item that goes on
  in the next line
  1. An item inside

| Head of | a table |
| --- | --- |
| A cell | Another one |

:::{note}
A note in a directive,
that goes on.
:::

```{glossary}
a term
   What it means, in words
   that go on.
```
"""


def test_a_msgid_of_any_kind_of_block_is_found_on_its_page(run, tree):
    """What `make po` has just taken from a page is never called edited by hand; what was edited is."""
    (tree / "source/kinds.md").write_text(KINDS_OF_BLOCKS, encoding="utf-8")
    assert run(tree, "po", "update").code == 0
    path = tree / "locales/fr/LC_MESSAGES/kinds.po"
    text = (
        path.read_text(encoding="utf-8")
        .replace('msgstr ""\n', 'msgstr "x"\n')
        .replace('msgstr "x"\n"Project', 'msgstr ""\n"Project')
    )
    assert text.count('msgstr "x"') > 10
    path.write_text(text, encoding="utf-8")
    project = load_project(tree)
    assert [each for each in inspect(project)[0] if each.rule == "msgid"] == []
    replace(path, "in the next line.", "in the next line, and further.")
    assert [each.rule for each in inspect(project)[0] if each.rule == "msgid"] == ["msgid"]


@pytest.mark.parametrize(
    ("terminology", "told"),
    [
        ("[de]\nsame = []\n", "terminology.toml:1: the terminology holds a table per language"),
        ("[fr]\nterms = []\n", "terminology.toml:1: the terminology holds a table per language"),
        ('[fr]\n\nsame = "x"\n', "terminology.toml:3: same is a list of words"),
        ("[fr]\nterm = 3\n", "terminology.toml:2: a term has source and use"),
        ('[fr]\n[fr.term]\nsource = ["x"]\nuse = ["y"]\n', "terminology.toml:2: a term has source and use"),
        ('[fr]\n[fr.voice]\navoid = ["x"]\ninstead = "y"\n', "terminology.toml:2: what is not said has avoid and"),
        ('[fr]\n[[fr.term]]\nsource = ["x"]\n', "terminology.toml:2: a term has source and use"),
        ('[fr]\n[[fr.term]]\navoid = ["x"]\n', "terminology.toml:2: a term has source and use"),
        ('[fr]\n[[fr.term]]\nsource = "x"\nuse = ["y"]\n', "terminology.toml:2: a term has source and use"),
        ('[fr]\n[[fr.term]]\nsource = ["x"]\nuse = [" "]\n', "terminology.toml:2: a term has source and use"),
        ("[fr\n", "terminology.toml:1: not valid TOML"),
    ],
)
def test_a_terminology_that_cannot_be_used_is_told_in_a_line(run, tree, terminology, told):
    """With the place, and how to write it."""
    (tree / "source/terminology.toml").write_text(terminology, encoding="utf-8")
    outcome = run(tree, "po", "check")
    assert outcome.code == 1
    assert told in outcome.errors
    assert "Traceback" not in outcome.errors


def test_a_project_may_have_no_terminology(tree):
    """Then no words are asked for."""
    replace(tree / "locales/fr/LC_MESSAGES/glossary.po", "coopérative de crédit", "union de crédit")
    assert "term" in {each.rule for each in inspect(load_project(tree))[0]}
    (tree / "source/terminology.toml").unlink()
    assert "term" not in {each.rule for each in inspect(load_project(tree))[0]}


@pytest.mark.parametrize(("key", "value"), [("article", "les"), ("gender", "n")])
def test_a_name_has_an_article_and_a_gender_that_exist(tree, key, value):
    """The facts say where they do not."""
    line = replace(tree / "source/facts/maple.toml", 'full = "Fonds', f'{key} = "{value}", full = "Fonds')
    with pytest.raises(HandbookError, match=rf"facts/maple.toml:{line}: the name “maple” needs fr .*article one of"):
        load_registry(load_project(tree))
