"""The catalogues of this handbook: no finding, nothing lost, in one form, and read by every program of translators."""

import shutil
import subprocess

import pytest
from lxml import etree
from our_sources import copy_sources
from test_po_export import TBX, TMX, complaints, export, finished, read_tmx

from handbook.catalogs.entries import active
from handbook.catalogs.grammar import parse
from handbook.catalogs.merging.recorded import lost
from handbook.catalogs.rules import is_advice
from handbook.catalogs.rules.inspect import inspect
from handbook.checks.input.page_voice import advise_pages
from handbook.desk.one_form import check_forms
from handbook.facts.registry import load_registry


def test_they_have_no_finding(sources):
    """A false alarm there is a mistake of a rule, a true one a mistake of a translation."""
    found, allowed = inspect(sources)
    assert ([each for each in found if not is_advice(each.rule)], allowed) == ([], [])


def test_the_pages_allow_nothing_without_need(sources):
    """Whatever is advised there, no comment allows what nobody says."""
    assert [each for each in advise_pages(sources, load_registry(sources)) if each.rule == "silencer"] == []


def test_they_have_lost_nothing(sources):
    """Since the last commit, whatever was changed since."""
    assert list(lost(sources)) == []


def test_they_are_in_their_form(sources):
    """Else the next edit of a translator would show in a hundred places."""
    assert check_forms(sources) == []


def test_all_of_them_are_exported(run, tmp_path):
    """Every pattern of its terminology that asks for a word has found one."""
    _, memory, glossary = export(run, copy_sources(tmp_path))
    assert complaints(memory, TMX) == complaints(glossary, TBX) == []
    assert set(read_tmx(memory)) == finished(tmp_path)
    concepts = etree.fromstring(glossary)
    words = {each.text for each in concepts.iter("term")}
    assert {"coopérative", "pays en développement", "bailleur de fonds", "savoir-faire"} <= words
    assert not [word for word in words if "*" in word or "`" in word or "{" in word]
    messages = active(parse((tmp_path / "locales/fr/LC_MESSAGES/glossary.po").read_bytes())).values()
    terms = [each for each in messages if each.extracted and each.extracted[0].startswith("term")]
    assert len(concepts.xpath("//langSet[@xml:lang='en-CA']//descrip")) == len(terms) > 0


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed: apt install gettext")
def test_msgfmt_has_nothing_to_say(sources, tmp_path):
    """However strictly it looks."""
    for path in sorted(sources.locales.rglob("*.po")):
        command = ["msgfmt", "--check", "--verbose", "--output-file", tmp_path / "x.mo", path]
        answer = subprocess.run(command, capture_output=True, text=True, check=True, env={"LC_ALL": "C.UTF-8"})
        assert "warning" not in answer.stderr, path
