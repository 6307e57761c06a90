"""Each check of what is built finds what it is there to find, and nothing where all is well."""

from dataclasses import replace

import pytest
from artefacts_by_hand import TEXTS, rules, whole, with_brochure, with_leaflet, with_page

from handbook.artefacts.page import Alternate, Link
from handbook.checks import run_checks

FRENCH_LINK = Link(href="../fr/compare.html", text="Français", language="fr-CA")
COMPARE, FRENCH_HTML = "source/compare.md", "build/site/fr/compare.html"
ENGLISH_PDF, FRENCH_PDF = (f"build/site/downloads/brochure-{language}.pdf" for language in ("en", "fr"))
FRENCH_LEAFLET = "build/site/downloads/maple-fr.pdf"
MAPLE_PO = "locales/fr/LC_MESSAGES/agencies/maple.po"


def page_changes(edition, docname, /, **changes):
    """Return the damage done to one page."""
    return lambda artefacts: with_page(artefacts, edition, docname, **changes)


def brochure_changes(edition, /, **changes):
    """Return the damage done to one brochure; a function is given the brochure's old value."""

    def damage(artefacts):
        [old] = [each.brochure for each in artefacts.editions if each.language == edition]
        return with_brochure(
            artefacts, edition, **{k: v(getattr(old, k)) if callable(v) else v for k, v in changes.items()}
        )

    return damage


def leaflet_changes(edition, /, **changes):
    """Return the damage done to the leaflet of the maple, or its loss."""
    return lambda artefacts: with_leaflet(artefacts, edition, "agencies/maple", **changes)


def links(*more):
    """Return the links of compare.html with others beside them."""
    return {"links": (FRENCH_LINK, *more)}


def link(href):
    """Return a link to somewhere."""
    return Link(href=href, text="there", language=None)


def alternates_of_compare(french):
    """Return the damage done to compare.html in French: another address for French readers."""
    named = {"en-CA": "../en/compare.html", "fr-CA": french, "x-default": "../index.html"}
    alternates = tuple(Alternate(href=href, language=tag) for tag, href in named.items())
    return page_changes("fr", "compare", alternates=alternates)


# id -> (damage, group, rule, where the report leads)
DAMAGES = {
    "page-missing": (page_changes("fr", "compare"), "site", "page-missing", COMPARE),
    "no-title": (page_changes("en", "compare", heading=""), "site", "page-empty", COMPARE),
    "no-text": (page_changes("en", "compare", text="\ncompare in en\n"), "site", "page-empty", COMPARE),
    "language-absent": (page_changes("fr", "compare", language=""), "site", "language", FRENCH_HTML),
    "language-wrong": (page_changes("fr", "compare", language="en-CA"), "site", "language", FRENCH_HTML),
    "language-without-region": (page_changes("fr", "compare", language="fr"), "site", "language", FRENCH_HTML),
    "no-language-link": (
        page_changes("en", "compare", links=()),
        "site",
        "language-link",
        "build/site/en/compare.html",
    ),
    "language-link-to-start": (
        page_changes("en", "compare", links=(replace(FRENCH_LINK, href="../fr/index.html"),)),
        "site",
        "language-link",
        "build/site/en/compare.html",
    ),
    "no-alternates": (page_changes("fr", "compare", alternates=()), "site", "alternates", FRENCH_HTML),
    "alternate-of-another-page": (alternates_of_compare("../fr/index.html"), "site", "alternates", FRENCH_HTML),
    "alternate-on-another-host": (alternates_of_compare("https://example.org/"), "site", "alternates", FRENCH_HTML),
    "link-to-no-page": (page_changes("en", "compare", **links(link("oak.html"))), "site", "dead-link", COMPARE),
    "link-to-no-anchor": (
        page_changes("en", "compare", **links(link("agencies/maple.html#end"))),
        "site",
        "dead-link",
        COMPARE,
    ),
    "link-to-no-anchor-here": (page_changes("en", "compare", **links(link("#end"))), "site", "dead-link", COMPARE),
    "link-in-the-translation": (
        page_changes(
            "fr",
            "compare",
            links=(Link(href="../en/compare.html", text="English", language="en-CA"), link("chene.html")),
        ),
        "site",
        "dead-link",
        "locales/fr/LC_MESSAGES/compare.po",
    ),
    "link-out-of-the-site": (
        page_changes("en", "compare", **links(link("../../out.html"))),
        "site",
        "dead-link",
        COMPARE,
    ),
    "link-to-no-download": (
        page_changes("en", "compare", **links(link("../downloads/nothing.pdf"))),
        "site",
        "dead-link",
        COMPARE,
    ),
    "script-from-elsewhere": (
        page_changes("en", "compare", resources=("https://example.org/x.js",)),
        "site",
        "third-party",
        COMPARE,
    ),
    "style-from-elsewhere": (
        page_changes("en", "compare", resources=("//example.org/x.css",)),
        "site",
        "third-party",
        COMPARE,
    ),
    "anchor-missing": (
        page_changes("fr", "agencies/maple", ids=frozenset({"content", "origin"})),
        "site",
        "anchors",
        MAPLE_PO,
    ),
    "anchor-translated": (
        page_changes("fr", "agencies/maple", ids=frozenset({"content", "origine", "sources"})),
        "site",
        "anchors",
        MAPLE_PO,
    ),
    "english-left": (page_changes("fr", "agencies/maple", text=TEXTS["en"]), "site", "english-left", MAPLE_PO),
    "number-wrong": (
        page_changes("fr", "agencies/maple", text=TEXTS["fr"].replace("1970", "1907")),
        "site",
        "number",
        MAPLE_PO,
    ),
    "number-missing": (
        page_changes("fr", "agencies/maple", text="Créé avec plus de 1 200 projets."),
        "site",
        "number",
        MAPLE_PO,
    ),
    "number-too-many": (page_changes("fr", "agencies/maple", text=f"{TEXTS['fr']} Et 3."), "site", "number", MAPLE_PO),
    "pdf-title": (brochure_changes("fr", title="brochure-fr.pdf"), "pdf", "brochure-identity", FRENCH_PDF),
    "pdf-language": (brochure_changes("fr", language="en-CA"), "pdf", "brochure-identity", FRENCH_PDF),
    "pdf-tags": (brochure_changes("en", is_tagged=False), "pdf", "brochure-identity", ENGLISH_PDF),
    "pdf-chapter-missing": (
        brochure_changes("en", chapters=lambda old: old[:-1]),
        "pdf",
        "chapter-missing",
        ENGLISH_PDF,
    ),
    "pdf-chapter-twice": (
        brochure_changes("en", chapters=lambda old: (*old, old[0])),
        "pdf",
        "chapter-missing",
        ENGLISH_PDF,
    ),
    "pdf-page-blank": (brochure_changes("en", texts=lambda old: (*old, " \n")), "pdf", "blank-page", ENGLISH_PDF),
    "pdf-pages-too-few": (brochure_changes("en", texts=lambda old: old[:-1]), "pdf", "page-count", ENGLISH_PDF),
    "pdf-pages-too-many": (brochure_changes("fr", texts=lambda old: old * 4), "pdf", "page-count", FRENCH_PDF),
    "pdf-text-outside": (brochure_changes("fr", outside=((3, "too long"),)), "pdf", "text-outside", FRENCH_PDF),
    "leaflet-missing": (leaflet_changes("fr"), "pdf", "leaflet-missing", FRENCH_PDF),
    "leaflet-title": (leaflet_changes("fr", title="maple-fr.pdf"), "pdf", "brochure-identity", FRENCH_LEAFLET),
    "leaflet-long": (leaflet_changes("fr", texts=("a", "b", "c")), "pdf", "leaflet-length", FRENCH_LEAFLET),
    "leaflet-blank": (leaflet_changes("fr", texts=("a", " ")), "pdf", "blank-page", FRENCH_LEAFLET),
    "leaflet-text-outside": (leaflet_changes("fr", outside=((1, "long"),)), "pdf", "text-outside", FRENCH_LEAFLET),
    "pdf-file-size": (brochure_changes("en", size=1_000_001), "pdf", "file-size", ENGLISH_PDF),
    "fact-missing": (
        page_changes("en", "agencies/maple", text="Nothing."),
        "facts",
        "fact-missing",
        "source/facts/maple.toml",
    ),
}


@pytest.fixture
def artefacts(project):
    """Return artefacts in which nothing is wrong with site and brochure."""
    return whole(project)


@pytest.mark.parametrize("group", ["site", "pdf"])
def test_nothing_is_found_where_all_is_well(artefacts, group):
    """A check that always complains would be switched off."""
    assert run_checks(artefacts, [group]) == []


@pytest.mark.parametrize(("damage", "group", "rule", "path"), DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_found_by_its_check(artefacts, damage, group, rule, path):
    """Its rule, its place and a remedy."""
    found = [each for each in run_checks(damage(artefacts), [group]) if each.rule == rule]
    assert path in {each.path for each in found}
    assert all(";" in each.message and each.line >= 1 for each in found)


def test_every_check_is_shown_damage():
    """A new check comes with its proof that it can fail."""
    assert {rule for found in rules().values() for rule in found} == {rule for _, _, rule, _ in DAMAGES.values()}


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/",
        "mailto:a@example.org",
        "#origin",
        "#content",
        "agencies/maple.html",
        "agencies/maple.html#sources",
        "../downloads/brochure-en.pdf",
        "../downloads/maple-en.pdf",
        "../downloads/handbook-en.zip",
        "../fr/agencies/birch.html#origin",
        "../index.html",
    ],
)
def test_a_link_that_holds_is_not_found(artefacts, href):
    """To other hosts, places, pages, downloads, the other edition and the welcome page."""
    assert run_checks(with_page(artefacts, "en", "compare", **links(link(href))), ["site"]) == []


def test_with_an_address_the_head_names_pages_in_full(artefacts):
    """What holds without an address then does not, and the other way round."""
    project = replace(artefacts.project, base_url="https://example.org/guide/")
    addressed = replace(artefacts, project=project)
    assert {each.rule for each in run_checks(addressed, ["site"])} == {"alternates"}
    for language in project.languages:
        for docname in project.pages():
            paths = {"en-CA": f"en/{docname}.html", "fr-CA": f"fr/{docname}.html", "x-default": "index.html"}
            full = (Alternate(href=f"https://example.org/guide/{path}", language=tag) for tag, path in paths.items())
            addressed = with_page(addressed, language, docname, alternates=tuple(full))
    assert run_checks(addressed, ["site"]) == []


def test_an_edition_alone_is_checked_alone(artefacts):
    """A build of one language asks for no other."""
    alone = replace(artefacts, editions=artefacts.editions[:1])
    assert run_checks(alone, ["site", "pdf"]) == []


def test_a_project_without_leaflets_needs_none(artefacts):
    """The pages of its agencies may be of any length."""
    project = replace(artefacts.project, leaflets=False)
    without = replace(
        artefacts, project=project, editions=tuple(replace(each, leaflets={}) for each in artefacts.editions)
    )
    assert run_checks(without, ["pdf"]) == []


def test_findings_are_sorted_and_told_once(artefacts):
    """However many groups are run."""
    damaged = with_page(with_page(artefacts, "fr", "compare", language=""), "fr", "glossary", language="")
    found = run_checks(damaged, ["site", "site"])
    assert found == sorted(set(found))
    assert len(found) == 2


def test_a_brochure_of_many_pages_may_have_as_many_kilobytes(artefacts):
    """It is no attachment; and a press takes a file of any size."""
    [english, _] = artefacts.editions
    long = with_brochure(artefacts, "en", size=1_500_000, texts=english.brochure.texts * 25)
    assert "file-size" not in {each.rule for each in run_checks(long, ["pdf"])}
    printed = with_brochure(
        artefacts, "en", size=90_000_000, path=english.brochure.path.with_name("brochure-en-print.pdf")
    )
    assert run_checks(printed, ["pdf"]) == []
