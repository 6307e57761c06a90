"""What Weblate is told fits the catalogues of this handbook: it finds each, and its checks are right about them."""

import re
from collections import Counter

from small_handbook import ROOT
from test_weblate import component_name, discovered, first_component, placeholders, slug

from handbook.catalogs.grammar import parse

CATALOGUES = sorted((ROOT / "locales").glob("*/LC_MESSAGES/**/*.po"))


def languages():
    """Return the folder of each language."""
    return [path for path in (ROOT / "locales").iterdir() if (path / "LC_MESSAGES").is_dir()]


def finished():
    """Return the finished entries of all catalogues."""
    return [entry for path in CATALOGUES for entry in parse(path.read_bytes()) if entry.msgid and entry.is_done]


def test_the_first_component_is_a_page_like_the_others():
    """It is the page that every handbook has, in each language, under the name that it would be discovered by."""
    component = first_component()
    assert component["filemask"].count("*") == 1
    catalogues = [path.relative_to(ROOT).as_posix() for path in ROOT.glob(component["filemask"])]
    assert len(catalogues) == len(languages()) >= 1
    assert {component_name(discovered(path)["component"]) for path in catalogues} == {component["name"]}


def test_the_others_are_discovered_and_the_memory_is_not():
    """All that is a page's catalogue, in all languages."""
    paths = {path.relative_to(ROOT).as_posix() for path in (ROOT / "locales").rglob("*.po")}
    groups = {path: discovered(path) for path in paths}
    others = {path for path in paths if path.startswith("locales/memory-")}
    assert {path for path in paths if not groups[path]} == others
    did = groups["locales/fr/LC_MESSAGES/agencies/did.po"]
    assert did.groupdict() == {"language": "fr", "component": "agencies/did"}
    assert {match["language"] for match in groups.values() if match} == {path.name for path in languages()}


def test_pages_of_this_handbook_have_components_of_their_own():
    """No two have one name or one address."""
    pages = {discovered(path.relative_to(ROOT).as_posix())["component"] for path in CATALOGUES}
    names = [component_name(page) for page in pages]
    assert "glossary" in pages
    for taken in (Counter(map(slug, names)), Counter(name.lower() for name in names)):
        assert taken.most_common(1)[0][1] == 1
    assert first_component()["name"] in names


def test_placeholders_stay_in_every_finished_translation():
    """What Weblate would complain about, nobody could put right."""
    pattern = placeholders()
    entries = finished()
    assert sum(1 for entry in entries if pattern.search(entry.msgid)) > 20
    wrong = [e.msgid for e in entries if set(pattern.findall(e.msgid)) != set(pattern.findall(e.msgstr))]
    assert wrong == []


def test_the_checks_that_are_off_would_be_wrong_here():
    """Names are the same in both languages, and one English heading has a translation for each gender."""
    component = first_component()
    flags = re.split(r", *", component["check_flags"])
    entries = finished()
    translations = {}
    for entry in entries:
        translations.setdefault(entry.msgid, set()).add(entry.msgstr)
    assert any(entry.msgid == entry.msgstr for entry in entries)
    assert "ignore-same" in flags
    assert any(len(wordings) > 1 for wordings in translations.values())
    assert "ignore-inconsistent" in flags
    assert component["allow_translation_propagation"] is False
