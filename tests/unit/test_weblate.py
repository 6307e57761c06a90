"""What Weblate is told fits the catalogues: it finds each of them, and its checks are right about them."""

import json
import re

from small_handbook import ROOT

from handbook.catalogs.grammar import parse

FOLDER = ROOT / "docs/weblate"
CATALOGUES = sorted((ROOT / "locales").glob("*/LC_MESSAGES/**/*.po"))


def told(name):
    """Return a file for Weblate."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def languages():
    """Return the folder of each language."""
    return [path for path in (ROOT / "locales").iterdir() if (path / "LC_MESSAGES").is_dir()]


def finished():
    """Return the finished entries of all catalogues."""
    return [entry for path in CATALOGUES for entry in parse(path.read_bytes()) if entry.msgid and entry.is_done]


def placeholders():
    """Return the pattern in the flags; Weblate reads ``name:r"pattern"``, in which nothing but a quote is escaped."""
    [component] = told("components.json")
    return re.compile(re.search(r'placeholders:r"([^"]*)"', component["check_flags"])[1])


def test_the_first_component_is_a_catalogue_in_each_language():
    """The one that no change of pages can take away."""
    [component] = told("components.json")
    assert component["filemask"].count("*") == 1
    assert len(list(ROOT.glob(component["filemask"]))) == len(languages()) >= 1


def test_the_others_are_discovered_and_the_memory_is_not():
    """The expression has to match the whole path, as Weblate does it."""
    match = re.compile(f"^{told('discovery.json')['match']}$")
    every = {path.relative_to(ROOT).as_posix() for path in (ROOT / "locales").rglob("*.po")}
    found = {path: match.match(path) for path in every}
    assert {path for path in every if not found[path]} == {path for path in every if path.endswith("/memory.po")}
    did = found["locales/fr/LC_MESSAGES/agencies/did.po"]
    assert did.groupdict() == {"language": "fr", "component": "agencies/did"}
    assert {each["language"] for each in found.values() if each} == {path.name for path in languages()}


def test_placeholders_stay_in_every_finished_translation():
    """What Weblate would complain about, nobody could put right."""
    pattern = placeholders()
    entries = finished()
    assert sum(1 for entry in entries if pattern.search(entry.msgid)) > 20
    wrong = [e.msgid for e in entries if set(pattern.findall(e.msgid)) != set(pattern.findall(e.msgstr))]
    assert wrong == []


def test_the_checks_that_are_off_would_be_wrong_here():
    """Names are the same in both languages, and one English heading has a translation for each gender."""
    [component] = told("components.json")
    flags = re.split(r", *", component["check_flags"])
    entries = finished()
    translations = {}
    for entry in entries:
        translations.setdefault(entry.msgid, set()).add(entry.msgstr)
    assert any(entry.msgid == entry.msgstr for entry in entries)
    assert "ignore-same" in flags
    assert any(len(each) > 1 for each in translations.values())
    assert "ignore-inconsistent" in flags
    assert component["allow_translation_propagation"] is False


def test_weblate_adds_neither_messages_nor_languages():
    """Both come from the pages, by commands of ours."""
    [component] = told("components.json")
    assert (component["manage_units"], component["new_lang"], component["template"]) == (False, "none", "")
