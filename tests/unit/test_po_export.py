"""`handbook po export`: the memory as TMX, the glossary as TBX, for every program that translators have."""

import shutil
import subprocess
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from po_by_hand import catalogue, entry
from small_handbook import append, write
from translate.storage.tbx import tbxfile
from translate.storage.tmx import tmxfile

from handbook.catalogs.comments import reviewed
from handbook.catalogs.entries import active
from handbook.catalogs.grammar import parse
from handbook.catalogs.merging.memory import memory_path
from handbook.catalogs.rules.guide import Term as Rule
from handbook.catalogs.writer import put
from handbook.catalogs.writer import write as written
from handbook.desk.concepts import ADMITTED, DEPRECATED, PREFERRED, Concept, Side, with_terminology
from handbook.desk.interchange import as_tbx, as_tmx, units
from handbook.project.project import load_project

# The content models of the standards, as far as they are used here: TMX 1.4b, and ISO 30042:2008 for TBX-Basic.
TMX = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header EMPTY>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)> <!ELEMENT tu ((note|prop)*, tuv+)> <!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tuv (seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED> <!ELEMENT seg (#PCDATA)>
"""
TBX = """
<!ELEMENT martif (martifHeader, text)> <!ATTLIST martif type CDATA #REQUIRED xml:lang CDATA #REQUIRED>
<!ELEMENT martifHeader (fileDesc, encodingDesc?)> <!ELEMENT fileDesc (titleStmt?, sourceDesc+)>
<!ELEMENT titleStmt (title)> <!ELEMENT title (#PCDATA)> <!ELEMENT sourceDesc (p+)>
<!ELEMENT encodingDesc (p+)> <!ELEMENT p (#PCDATA)> <!ATTLIST p type (XCSURI|DCSName) #IMPLIED>
<!ELEMENT text (body)> <!ELEMENT body (termEntry+)>
<!ELEMENT termEntry ((descripGrp|note)*, langSet+)> <!ATTLIST termEntry id ID #IMPLIED>
<!ELEMENT langSet ((descripGrp|note)*, tig+)> <!ATTLIST langSet xml:lang CDATA #REQUIRED>
<!ELEMENT descripGrp (descrip)> <!ELEMENT descrip (#PCDATA)> <!ATTLIST descrip type (definition|context) #REQUIRED>
<!ELEMENT tig (term, termNote*)> <!ELEMENT term (#PCDATA)> <!ELEMENT note (#PCDATA)>
<!ELEMENT termNote (#PCDATA)> <!ATTLIST termNote type (administrativeStatus|partOfSpeech) #REQUIRED>
"""
STATES = ("preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts")
TAGS = ("en-CA", "fr-CA")


def complaints(data, model):
    """Return what a validating reader says of a document."""
    grammar = etree.DTD(StringIO(model))
    return [] if grammar.validate(etree.fromstring(data)) else grammar.error_log.filter_from_errors()


def read_tmx(data):
    """Return the pairs of a memory as the Translate Toolkit, and so Weblate, reads them."""
    store = tmxfile.parsestring(data, targetlanguage="fr-CA")
    assert store.sourcelanguage == "en-CA"
    return [(str(unit.source), str(unit.target)) for unit in store.units]


def read_tbx(data):
    """Return the units of a terminology as the Translate Toolkit, and so Weblate, reads them."""
    return tbxfile.parsestring(data, sourcelanguage="en-CA", targetlanguage="fr-CA").units


# What a catalogue may hold.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff\u202a\u202e"),
    min_size=1,
).filter(str.strip)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_a_memory_holds_each_pair_as_it_is(pairs):
    """With markup, spaces at either end, and signs of every plane."""
    data = as_tmx(units({"a.po": catalogue(*pairs)[1:]}), *TAGS)
    assert complaints(data, TMX) == []
    segments = [segment.text for segment in etree.fromstring(data).iter("seg")]
    assert list(zip(segments[::2], segments[1::2], strict=True)) == list(dict.fromkeys(pairs))


@pytest.mark.parametrize(
    ("text", "told"),
    [("a\nb\tc", "a\nb\tc"), ("<b>&amp;</b> ]]>", "<b>&amp;</b> ]]>"), ("\uffffx\ufffey", "xy"), ("\x01x", "x")],
)
def test_what_xml_cannot_hold_is_left_out(text, told):
    """Everything else is the same on the other side."""
    [(source, target)] = read_tmx(as_tmx(units({"a.po": [entry(text, text)]}), *TAGS))
    assert source == target == told


def test_a_memory_holds_what_is_finished_once():
    """With every catalogue that has it, and those who have reviewed it as it is."""
    marked = reviewed(entry("One", "Un"), "Marie <Tremblay>", "en")
    found = units(
        {
            "a.po": [marked, entry("Two", "Deux", fuzzy=True), entry("Three"), replace(marked, msgid="Else")],
            "b.po": [entry("One", "Un"), entry("One", "Une")],
        }
    )
    assert [(unit.source, unit.target, unit.files, unit.reviewers) for unit in found] == [
        ("One", "Un", ("a.po", "b.po"), ("Marie <Tremblay>",)),
        ("Else", "Un", ("a.po",), ()),
        ("One", "Une", ("b.po",), ()),
    ]
    properties = [(each.get("type"), each.text) for each in etree.fromstring(as_tmx(found, *TAGS)).iter("prop")][:3]
    assert properties == [("x-file", "a.po"), ("x-file", "b.po"), ("x-reviewed-by", "Marie <Tremblay>")]


GLOSSARY = Concept(
    source=Side(definition="It lends.").with_terms(["credit union"], PREFERRED),
    target=Side(definition="Elle prête.").with_terms(["coopérative de crédit"], PREFERRED),
)
SAID = ["Developing countries and a developing country", "It supports them."]
TRANSLATED = ["Une caisse, des caisses", "Pays en développement"]

# A rule of the terminology with the concepts that come of it: terms of the source, of the target, notes.
RULES = [
    (
        Rule(source=("credit union*", "Credit Union"), use=("caisse*", "coopérative de crédit")),
        [(["credit union"], ["coopérative de crédit", "caisse?"], [])],
    ),
    (
        Rule(source=("developing countr*",), use=("pays en développement",), avoid=("tiers monde", "sous-développé*")),
        [
            (["credit union"], ["coopérative de crédit"], []),
            (
                ["developing country"],
                ["pays en développement"],
                ["use = pays en développement", "avoid = tiers monde, sous-développé*"],
            ),
            ([], ["!tiers monde"], ["use = pays en développement"]),
        ],
    ),
    (
        Rule(avoid=("bailleur de fonds", "bailleur* de fonds"), instead="« partenaire »"),
        [(["credit union"], ["coopérative de crédit"], []), ([], ["!bailleur de fonds"], ["instead = « partenaire »"])],
    ),
    (
        Rule(source=("support*",), avoid=("support*",), instead="« appuyer »"),
        [
            (["credit union"], ["coopérative de crédit"], []),
            (["supports"], [], ["instead = « appuyer »", "avoid = support*"]),
        ],
    ),
    (Rule(avoid=("livr* * programme*",), instead="x"), [(["credit union"], ["coopérative de crédit"], [])]),
    (
        Rule(source=("credit union",), use=("nulle*",)),
        [(["credit union"], ["coopérative de crédit"], ["use = nulle*"])],
    ),
    (Rule(source=("nowhere*",), use=("nulle*",)), [(["credit union"], ["coopérative de crédit"], [])]),
]
_MARKS = {PREFERRED: "{}", ADMITTED: "{}?", DEPRECATED: "!{}"}


@pytest.mark.parametrize(("rule", "told"), RULES, ids=lambda each: str(getattr(each, "source", ""))[:20])
def test_the_terminology_becomes_terms(rule, told):
    """What is spelled out, and of a pattern what the handbook says; nothing that is half a word."""
    found = with_terminology([GLOSSARY], [rule], ["Credit unions", "a credit union", *SAID], TRANSLATED)
    sides = [
        (
            [term.text for term in concept.source.terms],
            [_MARKS[term.status].format(term.text) for term in concept.target.terms],
            list(concept.notes),
        )
        for concept in found
    ]
    assert sides == told


def test_a_terminology_is_read_as_it_is_meant():
    """Definitions by language; no program that heeds no status offers what is to be avoided as a translation."""
    rules = [Rule(source=("credit union",), use=("caisse",), avoid=("union de crédit",))]
    data = as_tbx(with_terminology([GLOSSARY], rules, [], []), "A & B", *TAGS)
    assert complaints(data, TBX) == []
    union, avoided = read_tbx(data)
    assert (union.source, union.target) == ("credit union", "coopérative de crédit")
    assert [(term.text, term.administrative_status) for term in union.get_target_terms()] == [
        ("coopérative de crédit", STATES[0]),
        ("caisse", STATES[1]),
    ]
    assert union.getnotes("definition").splitlines() == ["It lends.", "Elle prête."]
    assert avoided.isobsolete()
    assert not union.isobsolete()
    assert etree.fromstring(data).xpath("string(//termEntry[2]/langSet/@xml:lang)") == "fr-CA"


@pytest.fixture
def tree_with_glossary(tree):
    """Return a small handbook with a terminology, a memory, and a term whose definition has markup."""
    write(
        tree / "source/terminology.toml",
        '[[fr.term]]\nsource = ["credit union*"]\navoid = ["union de crédit"]\ninstead = "x"\n',
    )
    project = load_project(tree)
    put(memory_path(project, "fr"), written(catalogue(("Retired", "Retiré"))))
    return tree


def export(run, tree):
    """Run the command, and return its outcome with both files."""
    done = run(tree, "po", "export")
    folder = tree / "build/export"
    return done, (folder / "memory-fr.tmx").read_bytes(), (folder / "glossary-fr.tbx").read_bytes()


def finished(tree):
    """Return the finished pairs of all catalogues, the memory too."""
    paths = (tree / "locales").rglob("*.po")
    return {each.pair for path in paths for each in parse(path.read_bytes()) if each.msgid and each.is_done}


def test_the_command_writes_both_files(tree_with_glossary, run):
    """All that is finished, of every page and of the memory; the same bytes each time."""
    done, memory, glossary = export(run, tree_with_glossary)
    pairs, concepts = read_tmx(memory), read_tbx(glossary)
    assert (done.code, done.output.splitlines()) == (
        0,
        [
            f"build/export/memory-fr.tmx: translations: {len(pairs)}",
            f"build/export/glossary-fr.tbx: concepts: {len(concepts)}",
        ],
    )
    assert complaints(memory, TMX) == complaints(glossary, TBX) == []
    assert set(pairs) == finished(tree_with_glossary)
    assert ("Retired", "Retiré") in pairs
    assert export(run, tree_with_glossary)[1:] == (memory, glossary)


def test_the_glossary_of_the_page_is_in_it(tree_with_glossary, run):
    """Each term with its translation and both definitions, as readers read them."""
    messages = active(parse((tree_with_glossary / "locales/fr/LC_MESSAGES/glossary.po").read_bytes()))
    terms = [each for each in messages.values() if each.extracted and each.extracted[0].startswith("term")]
    found = {unit.source: unit for unit in read_tbx(export(run, tree_with_glossary)[2])}
    assert {each.msgid: each.msgstr for each in terms}.items() <= {
        name: unit.target for name, unit in found.items()
    }.items()
    assert all("`" not in unit.getnotes("definition") for unit in found.values())
    assert found["credit union"].getnotes("definition").count("\n") == 1


def test_what_cannot_be_read_is_told_and_nothing_written(tree, run):
    """As by every command."""
    path = tree / "locales/fr/LC_MESSAGES/index.po"
    line = append(path, 'msgid "x\n')
    done = run(tree, "po", "export")
    assert (done.code, f"index.po:{line}: " in done.errors) == (1, True)
    assert not (tree / "build/export").exists()


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN-CA</source_lang><target_lang>FR-CA</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>
"""


@pytest.mark.skipif(not shutil.which("omegat"), reason="OmegaT is not installed")
def test_omegat_translates_with_the_memory(tree_with_glossary, run, tmp_path):
    """The program itself: an empty catalogue comes back with every translation."""
    _, memory, glossary = export(run, tree_with_glossary)
    desk = tmp_path / "omegat"
    for folder in ("source", "target", "tm/auto", "glossary", "omegat", "dictionary"):
        (desk / folder).mkdir(parents=True)
    write(desk / "omegat.project", PROJECT)
    (desk / "tm/auto/memory-fr.tmx").write_bytes(memory)
    (desk / "glossary/glossary-fr.tbx").write_bytes(glossary)
    header, *entries = parse((tree_with_glossary / "locales/fr/LC_MESSAGES/compare.po").read_bytes())
    (desk / "source/compare.po").write_bytes(written([header, *(replace(each, msgstr="") for each in entries)]))
    command = ["omegat", desk, "--mode=console-translate", f"--config-dir={tmp_path}/config"]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    assert [each.pair for each in parse((desk / "target/compare.po").read_bytes())[1:]] == [
        each.pair for each in entries
    ]
