"""Each check of what is built finds what it is there to find, and nothing where all is well."""

import json
from dataclasses import replace

import pytest
from artefacts_by_hand import TEXTS, organization, rules, whole, with_brochure, with_leaflet, with_listed, with_page
from pdfs_by_hand import HARMFUL
from small_handbook import PO_HEADER, write

from handbook.checks import built as checks_of_what_is_built
from handbook.checks.built import run_checks
from handbook.readback.html_page import Link, ShownFact

FRENCH_LINK = Link(href="../fr/compare.html", language="fr-CA")
COMPARE, FRENCH_HTML = "source/compare.md", "build/site/fr/compare.html"
ENGLISH_PDF, FRENCH_PDF = (f"build/site/downloads/brochure-{language}.pdf" for language in ("en", "fr"))
FRENCH_LEAFLET = "build/site/downloads/maple-fr.pdf"
MAPLE_PO = "locales/fr/LC_MESSAGES/agencies/maple.po"
MAPLE_FACTS = "source/facts/maple.toml"
FRENCH_MAPLE = "build/site/fr/agencies/maple.html"


MAPLE_ENTRY = "facts/agencies/maple.html#maple.founded"


def shown_fact(fact, *line):
    """Return a fact that stands without a ring, in a panel whose line leads to these addresses."""
    return ShownFact(id=fact, card="", name="", line=line)


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


def listed_changes(edition, fact_id, /, **changes):
    """Return the damage done to what the pages of facts say of one, or its loss."""
    return lambda artefacts: with_listed(artefacts, edition, fact_id, **changes)


def way(*names):
    """Return the way to a page, as the page tells it to machines."""
    return json.dumps({"@type": "BreadcrumbList", "itemListElement": [{"name": name} for name in names]})


def terms(*pairs, **properties):
    """Return what a page tells machines of its terms, pairs of name and place."""
    told = [{"name": name, "@id": place} for name, place in pairs]
    return json.dumps({"@type": "DefinedTermSet", "hasDefinedTerm": told, **properties})


def told_of(edition, agency, /, **properties):
    """Return the damage done to what a page tells machines of its agency."""
    name = f"agencies/{agency} in {edition}"
    return page_changes(edition, f"agencies/{agency}", data=(organization(**({"name": name} | properties)),))


def shared(language="fr", **metas):
    """Return the damage done to what compare.html shows where it is shared."""
    locale = {"en": "en_CA", "fr": "fr_CA"}[language]
    return page_changes(language, "compare", metas={"og:title": f"compare in {language}", "og:locale": locale} | metas)


def written(edition, docname, content, *loaded):
    """Return the damage of a page that weighs `content` and loads so many files."""

    def damage(artefacts):
        [page] = [each.pages[docname] for each in artefacts.editions if each.language == edition]
        for path in (page.path, *(page.path.parent / name for name in loaded)):
            write(path, content.decode())
        return with_page(artefacts, edition, docname, resources=loaded)

    return damage


def published(name, data):
    """Return the damage of a file that is published beside the others."""

    def damage(artefacts):
        path = artefacts.project.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return replace(artefacts, folders=(artefacts.project.site,))

    return damage


def redirect(line):
    """Return the damage of an old address that leads nowhere."""

    def damage(artefacts):
        artefacts.project.redirects.write_text(f"[moved]\n{line}\n", encoding="utf-8")
        return artefacts

    return damage


def links(*more):
    """Return the links of compare.html with others beside them."""
    return {"links": (FRENCH_LINK, *more)}


def link(href):
    """Return a link to somewhere."""
    return Link(href=href, language=None)


def alternates_of_compare(french):
    """Return the damage done to compare.html in French: another address for French readers."""
    named = {"en-CA": "../en/compare.html", "fr-CA": french, "x-default": "../index.html"}
    alternates = tuple(Link(href=href, language=tag) for tag, href in named.items())
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
    "quote-in-a-word": (page_changes("fr", "compare", words=("d”Abri",)), "site", "typography", FRENCH_HTML),
    "space-that-breaks": (page_changes("fr", "compare", words=("Sources : x",)), "site", "typography", FRENCH_HTML),
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
    "redirect-to-no-anchor": (redirect('old = "compare#end"'), "site", "redirect", "source/redirects.toml"),
    "redirect-of-an-anchor": (redirect('"compare#origin" = "index"'), "site", "redirect", "source/redirects.toml"),
    "link-in-the-translation": (
        page_changes(
            "fr",
            "compare",
            links=(Link(href="../en/compare.html", language="en-CA"), link("chene.html")),
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
    "page-heavy": (written("en", "compare", bytes(61 * 1024)), "site", "page-weight", COMPARE),
    "page-in-many-pieces": (
        written("en", "compare", b"", *(f"piece{number}.js" for number in range(6))),
        "site",
        "page-weight",
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
    "source-left": (page_changes("fr", "agencies/maple", text=TEXTS["en"]), "site", "source-left", MAPLE_PO),
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
        MAPLE_FACTS,
    ),
    "shared-title-of-another-page": (shared(**{"og:title": "compare in en"}), "site", "open-graph", FRENCH_HTML),
    "shared-in-another-language": (shared(**{"og:locale": "en_CA"}), "site", "open-graph", FRENCH_HTML),
    "shared-without-description": (shared(description="A table."), "site", "open-graph", FRENCH_HTML),
    "shared-with-another-number": (
        shared("en", **dict.fromkeys(["description", "og:description"], "More than 1,300 projects.")),
        "site",
        "open-graph",
        "source/compare.md",
    ),
    "organization-missing": (
        page_changes("fr", "agencies/maple", data=()),
        "site",
        "organization",
        FRENCH_MAPLE,
    ),
    "organization-twice": (
        page_changes("fr", "agencies/maple", data=(organization(name="a"), organization(name="b"))),
        "site",
        "organization",
        FRENCH_MAPLE,
    ),
    "organization-garbled": (
        page_changes("fr", "agencies/maple", data=('{"@type": "Organization"',)),
        "site",
        "organization",
        FRENCH_MAPLE,
    ),
    "organization-nameless": (
        page_changes("fr", "agencies/maple", data=(organization(),)),
        "site",
        "organization",
        FRENCH_MAPLE,
    ),
    "organization-unread": (
        told_of("en", "maple", areaServed="in Asia"),
        "site",
        "organization",
        "source/agencies/maple.md",
    ),
    "organization-founded": (
        told_of("en", "birch", foundingDate="1970"),
        "site",
        "organization",
        "source/agencies/birch.md",
    ),
    "organization-described": (told_of("fr", "maple", description="Autre."), "site", "organization", FRENCH_MAPLE),
    "organization-more": (told_of("fr", "maple", telephone="1970"), "site", "organization", FRENCH_MAPLE),
    "place-unread": (
        told_of("en", "maple", areaServed=[{"@type": "Place", "name": "Atlantis"}]),
        "site",
        "organization",
        "source/agencies/maple.md",
    ),
    "data-garbled": (page_changes("fr", "compare", data=("{",)), "site", "data", FRENCH_HTML),
    "data-of-another-kind": (
        page_changes("fr", "compare", data=('{"@type": "Product"}',)),
        "site",
        "data",
        FRENCH_HTML,
    ),
    "way-to-another-page": (
        page_changes("fr", "compare", data=(way("Accueil", "Avant"),), trail=("Accueil", "compare in fr")),
        "site",
        "data",
        FRENCH_HTML,
    ),
    "no-way": (page_changes("fr", "compare", trail=("Accueil", "compare in fr")), "site", "data", FRENCH_HTML),
    "term-unread": (
        page_changes("fr", "compare", data=(terms(("compare in fr", "#content"), ("autre chose", "#content")),)),
        "site",
        "data",
        FRENCH_HTML,
    ),
    "term-elsewhere": (
        page_changes("fr", "compare", data=(terms(("compare in fr", "#ailleurs")),)),
        "site",
        "data",
        FRENCH_HTML,
    ),
    "address-of-elsewhere": (
        page_changes("fr", "compare", data=(terms(url="https://evil.example/"),)),
        "site",
        "data",
        FRENCH_HTML,
    ),
    "fact-not-listed": (listed_changes("fr", "maple.asked"), "site", "fact-listed", MAPLE_FACTS),
    "fact-listed-in-other-words": (
        listed_changes("fr", "maple.asked", evidence="asked for in the 1960s"),
        "site",
        "fact-listed",
        MAPLE_FACTS,
    ),
    "fact-listed-without-source": (
        listed_changes("en", "maple.name", sources=("https://example.org/report",)),
        "site",
        "fact-listed",
        MAPLE_FACTS,
    ),
    "fact-claimed-nowhere": (
        listed_changes("en", "maple.asked", proven=("../../compare.html",)),
        "site",
        "fact-claimed",
        MAPLE_FACTS,
    ),
    "fact-claimed-elsewhere": (
        listed_changes("en", "maple.asked", proven=("../../../downloads/birch-en.pdf",)),
        "site",
        "fact-claimed",
        MAPLE_FACTS,
    ),
    "card-missing": (page_changes("fr", "compare", markers=("fact_source_2",)), "site", "fact-card", FRENCH_HTML),
    "card-without-source": (
        page_changes("fr", "compare", cards={"fact_source_1": (MAPLE_ENTRY,)}),
        "site",
        "fact-card",
        FRENCH_HTML,
    ),
    "card-with-another-source": (
        page_changes("fr", "compare", cards={"fact_source_1": (MAPLE_ENTRY, "https://example.org/annuaire")}),
        "site",
        "fact-card",
        FRENCH_HTML,
    ),
    "card-of-another-fact": (
        page_changes("fr", "compare", cards={"fact_source_1": (f"{MAPLE_ENTRY}-day", "https://example.org/report")}),
        "site",
        "fact-card",
        FRENCH_HTML,
    ),
    "rings-of-one-name": (
        page_changes(
            "fr",
            "compare",
            markers=("source_1", "source_2"),
            cards={
                f"source_{number}": (f"facts/agencies/maple.html#maple.{name}", "https://example.org/report")
                for number, name in enumerate(("founded", "projects"), 1)
            },
            shown=tuple(
                ShownFact(id=f"maple.{name}", card=f"source_{number}", name="Source de ce fait", line=())
                for number, name in enumerate(("founded", "projects"), 1)
            ),
        ),
        "site",
        "fact-card",
        FRENCH_HTML,
    ),
    "fact-without-ring-or-line": (
        page_changes("fr", "compare", markers=(), shown=(shown_fact("maple.founded"),)),
        "site",
        "fact-sourced",
        FRENCH_HTML,
    ),
    "fact-with-the-line-of-another-source": (
        page_changes("fr", "compare", markers=(), shown=(shown_fact("maple.founded", "https://example.org/annuaire"),)),
        "site",
        "fact-sourced",
        FRENCH_HTML,
    ),
    "one-source-of-two-in-the-line": (
        page_changes("fr", "compare", markers=(), shown=(shown_fact("maple.name", "https://example.org/report"),)),
        "site",
        "fact-sourced",
        FRENCH_HTML,
    ),
    "shown-without-being-a-fact": (
        page_changes("fr", "compare", markers=(), shown=(shown_fact("maple.unknown", "https://example.org/report"),)),
        "site",
        "fact-sourced",
        FRENCH_HTML,
    ),
    "page-of-another-kind": (
        published("en/_downloads/0a/game.html", b"x"),
        "site",
        "file-kind",
        "build/site/en/_downloads/0a/game.html",
    ),
    "script-on-a-page": (published("fr/compare.html", b"<script>x</script>"), "site", "markup", FRENCH_HTML),
    "script-in-a-drawing": (
        published("en/_images/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        "site",
        "drawing",
        "build/site/en/_images/a.svg",
    ),
    "style-sheet-that-fetches": (
        published("_static/handbook-e5276734.css", b"@import 'https://example.org';"),
        "site",
        "style-sheet",
        "build/site/_static/handbook-e5276734.css",
    ),
    "script-in-a-pdf": (
        published("downloads/brochure-en.pdf", HARMFUL["script-on-opening"]),
        "pdf",
        "pdf-action",
        ENGLISH_PDF,
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


def test_spaces_of_a_title_are_one_in_a_bookmark(artefacts):
    """As on a screen: “Play 7 -  Learn” is the chapter “Play 7 - Learn”."""
    page = artefacts.editions[0].pages["index"]
    spaced = with_page(artefacts, "en", "index", heading=page.heading.replace(" ", "  "))
    assert not [finding for finding in run_checks(spaced, ["pdf"]) if finding.rule == "chapter-missing"]


def test_no_fact_is_amiss_but_those_that_no_page_tells(artefacts):
    """The pages made by hand tell no fact, and claim none."""
    assert {each.rule for each in run_checks(artefacts, ["facts"])} == {"fact-missing"}


def test_a_fact_that_is_told_may_be_claimed(artefacts):
    """In the output that tells it, and in no other."""
    told = with_page(artefacts, "en", "agencies/maple", text="It was asked for in the 1960s.")
    claimed = with_listed(told, "en", "maple.asked", proven=("../../agencies/maple.html",))
    assert "fact-claimed" not in {each.rule for each in run_checks(claimed, ["site"])}
    more = with_listed(told, "en", "maple.asked", proven=("../../../downloads/birch-en.pdf",))
    assert "fact-claimed" in {each.rule for each in run_checks(more, ["site"])}


def test_a_sentence_that_is_missing_is_said_once(artefacts):
    """In one line for all outputs of a language, though its page of facts claims it; and no line blames the program."""
    claims = ("../../agencies/maple.html", "../../../downloads/brochure-en.pdf")
    claimed = with_listed(artefacts, "en", "maple.asked", proven=claims)
    said = [each for each in run_checks(claimed, ["facts", "site"]) if "maple.asked" in each.message]
    assert [each.rule for each in said] == ["fact-missing", "fact-missing"]  # English and French
    assert not [each for each in said if "ext/" in each.message]


def test_a_description_may_say_the_numbers_of_its_page(artefacts):
    """In the spelling of its language."""
    told = "Plus de 1\u00a0200 projets depuis 1970."
    damage = shared(description=told, **{"og:description": told.replace("\u00a0", " ")})
    assert run_checks(damage(artefacts), ["site"]) == []


@pytest.mark.parametrize(
    ("english", "french", "reads", "is_right"),
    [
        ("It is deleted after 7 days.", "Elle est supprimée après sept jours.", "sept", True),
        ("It is deleted after seven days.", "Elle est supprimée après 7 jours.", "7", True),
        ("It is deleted after 7 days.", "Elle est supprimée après 7 jours.", "sept", False),
        ("It is deleted after 7 days.", "Elle est supprimée après sept jours.", "8", False),
    ],
)
def test_a_page_shows_the_numbers_of_its_messages(artefacts, english, french, reads, is_right):
    """In digits or in words, as the message says them; what is on the page and in no message is found."""
    path = artefacts.project.catalogue("fr", "agencies/maple")
    write(path, f'{PO_HEADER}\nmsgid "{english}"\nmsgstr "{french}"\n')
    there = f"{TEXTS['en']}\n{english}"
    built = with_page(artefacts, "en", "agencies/maple", text=there)
    built = with_page(built, "fr", "agencies/maple", text=f"{TEXTS['fr']}\nElle est supprimée après {reads} jours.")
    found = [each for each in run_checks(built, ["site"]) if each.rule == "number"]
    assert (found == []) == is_right


def test_a_description_in_words_says_the_numbers_of_its_page(artefacts):
    """Seven are 7."""
    told = {"description": "Seven projects.", "og:description": "Seven projects."}
    page = page_changes("en", "compare", text="\ncompare in en\n7 projects.\n")(artefacts)
    assert "open-graph" not in {each.rule for each in run_checks(shared("en", **told)(page), ["site"])}
    told = {"description": "7 projects.", "og:description": "7 projects."}
    page = page_changes("en", "compare", text="\ncompare in en\nSeven projects.\n")(artefacts)
    assert "open-graph" not in {each.rule for each in run_checks(shared("en", **told)(page), ["site"])}


def test_a_page_of_a_title_and_a_picture_is_one(artefacts):
    """The picture has its own words for those who cannot see it."""
    damage = page_changes("en", "compare", text="\ncompare in en\n", has_picture=True)
    assert "page-empty" not in {each.rule for each in run_checks(damage(artefacts), ["site"])}


@pytest.mark.parametrize(("damage", "group", "rule", "path"), DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_found_by_its_check(artefacts, damage, group, rule, path):
    """Its rule, its place and a remedy."""
    found = [each for each in run_checks(damage(artefacts), [group]) if each.rule == rule]
    assert path in {each.path for each in found}
    assert all(";" in each.message and each.line >= 1 for each in found)


def test_every_check_is_shown_damage():
    """A new check comes with its proof that it can fail."""
    elsewhere = {"contrast"}  # what it looks at is the theme: tests/site/test_bad_theme.py
    shown = elsewhere | {rule for _, _, rule, _ in DAMAGES.values()}
    assert {rule for found in rules().values() for rule in found} == shown


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
    assert {each.rule for each in run_checks(addressed, ["site"])} == {"alternates", "open-graph"}
    for language in project.languages:
        for docname in project.pages():
            paths = {"en-CA": f"en/{docname}.html", "fr-CA": f"fr/{docname}.html", "x-default": "index.html"}
            full = (Link(href=f"https://example.org/guide/{path}", language=tag) for tag, path in paths.items())
            picture = {"og:image": f"https://example.org/guide/{language}/share.png"}
            metas = {**addressed.editions[project.languages.index(language)].pages[docname].metas, **picture}
            addressed = with_page(addressed, language, docname, alternates=tuple(full), metas=metas)
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


def test_several_processes_find_the_same(artefacts, monkeypatch):
    """Of pages that miss much."""
    damaged = replace(artefacts, editions=tuple(replace(edition, pages={}) for edition in artefacts.editions))
    one = run_checks(damaged, ["facts", "site", "pdf"], 1)
    monkeypatch.setattr(checks_of_what_is_built, "_MANY_PAGES", -1)
    assert one
    assert run_checks(damaged, ["facts", "site", "pdf"], 3) == one
