"""`handbook po proof`: paragraph beside paragraph, with states, comments, facts and changes, safe and to be signed."""

import base64
import hashlib
import re
import shutil
from html.parser import HTMLParser

import pikepdf
import pypdfium2
import pytest
from po_by_hand import catalogue, entry
from small_handbook import append, replace, translate, write_small_handbook
from test_po_conflicts import git

from handbook.catalogs.entries import active
from handbook.catalogs.writer import put, write
from handbook.commands import cli
from handbook.desk.passage import changes, passage, plain
from handbook.desk.proof_sheet import pages_of, rows_of
from handbook.facts.registry import load_registry
from handbook.project.project import load_project

MAPLE = "locales/fr/LC_MESSAGES/agencies/maple.po"


@pytest.fixture
def shown(project):
    """Return the function that shows a message of the small handbook."""
    registry = load_registry(project)
    return lambda text, language="fr", references=None: passage(text, references or {}, registry, language, language)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("créé en {fact}`maple.founded`", 'créé en <mark class="fact">1970</mark>'),
        ("{name}`maple`", '<mark class="name">Érable</mark>'),
        ("{fact}`maple.nothing`", "<code>maple.nothing</code>"),
        ("{term}`coopérative <credit union>`", "<u>coopérative</u>"),
        ("*ici* et **là**", "<em>ici</em> et <strong>là</strong>"),
        ("[la page](../compare.md)", "<u>la page</u>"),
        ("![une image](a.png)", "[une image]"),
        ("« oui » : 40 %", "«\u00a0oui\u00a0»\u00a0: 40\u00a0%"),
        ("3 < 4 & 5", "3 &lt; 4 &amp; 5"),
        ("<script>alert(1)</script> & <b>", None),
    ],
)
def test_a_message_is_shown_as_it_is_read(shown, text, html):
    """Facts and names are told and marked, French has its spaces, and nothing of it is markup of the proof."""
    told = shown(text)
    assert told == html if html else "<script" not in told and "<b>" not in told


def test_a_link_by_reference_is_one(shown):
    """As the build reads it, with the definitions of its page."""
    references = {"references": {"PAGE": {"title": "", "href": "https://example.org", "map": [0, 1]}}}
    assert shown("[la page][page]", references=references) == "<u>la page</u>"


def test_our_own_strings_are_no_markdown():
    """What stands in them is shown as it stands."""
    assert plain("*{count}* <b> : oui", "fr") == "*{count}* &lt;b&gt;\u00a0: oui"


@pytest.mark.parametrize(
    ("before", "now", "html"),
    [
        ("It is", "It is", "It is"),
        ("It is old", "It is new", "It is <del>old</del> <ins>new</ins>"),
        ("a b", "a small b", "a <ins>small</ins> b"),
        ("a small b", "a b", "a <del>small</del> b"),
        ("Ce qu’elle est", "Ce qu’est la CDF", "Ce qu’<del>elle</del> est <ins>la CDF</ins>"),
        ("<i>", "<b>", "&lt;<del>i</del> <ins>b</ins>&gt;"),
        ("", "all", "<ins>all</ins>"),
        ("all", "", "<del>all</del>"),
    ],
)
def test_changes_are_marked_word_by_word(before, now, html):
    """And both texts are escaped."""
    assert changes(before, now) == html


def test_rows_are_in_the_order_of_the_page_with_what_is_known():
    """Each has its state, comments, context, and what stood there before."""
    template = [entry("New"), entry("Done", extracted=("heading 2",)), entry("Fuzzy now"), entry("Blank")]
    entries = [
        entry("Done", "Fait", comments="Sûr?", msgstr_line=8),
        entry("Fuzzy now", "Flou", fuzzy=True, previous="Fuzzy"),
        entry("Blank", "  "),
        entry("Orphan", "Orphelin"),
    ]
    new, done, fuzzy, blank = rows_of(template, active(entries), active([entry("Done", "Faite"), entry("Blank", "B")]))
    assert (new.number, new.state, new.msgstr) == (1, "new", "")
    assert (done.state, done.line, done.comments, done.context) == ("done", 8, ("Sûr?",), ("heading 2",))
    assert (done.msgstr_before, done.msgid_before) == ("Faite", None)
    assert (fuzzy.state, fuzzy.msgid_before, fuzzy.msgstr_before) == ("fuzzy", "Fuzzy", None)
    assert (blank.number, blank.state, blank.msgstr, blank.msgstr_before) == (4, "new", "", "B")


class Outline(HTMLParser):
    """Gathers the elements, attributes and rows of a proof."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.rows = set(), set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "tr" and dict(attrs).get("class"):
            self.rows.append(dict(attrs)["class"])


@pytest.fixture(scope="module")
def changed_once(tmp_path_factory):
    """Return the small handbook in git, a text of it changed since, a translation, and a comment with markup."""
    tree = write_small_handbook(tmp_path_factory.mktemp("relecture") / "petit guide")
    update(tree)
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "first")
    replace(tree / "source/agencies/maple.md", "lends to those who build.", "lends to all those who build.")
    update(tree)
    replace(tree / MAPLE, "D’où il vient", "D’où il nous vient")
    path = tree / MAPLE
    text = path.read_text(encoding="utf-8")
    assert "#, fuzzy\n" in text
    path.write_text(text.replace("#, fuzzy\n", "# À voir <script>\n#, fuzzy\n", 1), encoding="utf-8")
    return tree


def update(tree):
    """Run `make po`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tree)
        assert cli.main(["po", "update"]) == 0


@pytest.fixture
def changed(changed_once, tmp_path):
    """Return a copy of it that a test may change."""
    return shutil.copytree(changed_once, tmp_path / "petit guide")


def proof_of(tree):
    """Return the proof that was written last."""
    return (tree / "build/reports/proof-fr.html").read_text(encoding="utf-8")


def test_a_proof_of_all_pages(run, changed):
    """It names states in words, loads and runs nothing, and its policy lets nothing but its own stylesheet pass."""
    outcome = run(changed, "po", "proof", "--language-of-messages", "fr")
    assert (outcome.code, outcome.output) == (0, "build/reports/proof-fr.html\nbuild/reports/proof-fr.pdf\n")
    html = proof_of(changed)
    outline = Outline(html)
    assert not outline.tags & {"script", "link", "img", "iframe", "form"}
    assert not outline.attributes & {"style", "src", "onclick"}
    css = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;" in html
    assert outline.rows.count("fuzzy") == 2  # in the key, and the message
    assert "lends to <ins>all</ins> those who build." in html
    assert '<p class="state" lang="fr-CA">À vérifier</p>' in html
    assert "À voir &lt;script&gt;" in html
    assert html.index("locales/fr/LC_MESSAGES/index.po") < html.index("locales/fr/LC_MESSAGES/agencies/birch.po")


def test_the_changes_since_a_commit_only(run, changed):
    """A text that has changed, and a translation that has, shown beside what they were."""
    assert run(changed, "po", "proof", "--since", "HEAD", "--language-of-messages", "en").code == 0
    html = proof_of(changed)
    assert sorted(Outline(html).rows) == [
        "done",
        "done",
        "fuzzy",
        "fuzzy",
        "new",
        "reviewed",
    ]  # four of them in the key
    assert "D’où il <ins>nous</ins> vient" in html
    assert "Changes since: HEAD" in html
    git(changed, "add", "-A")
    git(changed, "commit", "-qm", "second")
    assert run(changed, "po", "proof", "--since", "HEAD", "--language-of-messages", "en").code == 0
    assert "No message has changed since." in proof_of(changed)


def test_a_translation_that_only_moved_is_no_change(changed):
    """Nobody has to read it again; what is fuzzy on its new page has to be read."""
    project = load_project(changed)
    path = project.catalogue("fr", "agencies/willow")
    put(path, write(catalogue(("Maple Fund", "Fonds de l’Érable"), entry("Sources", "Sources", fuzzy=True))))
    templates = {"agencies/willow": [entry("Maple Fund"), entry("Sources"), entry("What is new")]}
    [page] = pages_of(project, templates, "fr", commit="HEAD")
    assert [(row.number, row.state) for row in page.rows] == [(2, "fuzzy"), (3, "new")]
    [whole] = pages_of(project, templates, "fr")
    assert [whole.count(state) for state in ("done", "fuzzy", "new")] == [1, 1, 1]


def test_one_page_only(run, changed):
    """By its name; one that is not there is told with what may have been meant."""
    assert run(changed, "po", "proof", "--page", "agencies/maple").code == 0
    html = proof_of(changed)
    assert "agencies/maple.po" in html
    assert "compare.po" not in html
    outcome = run(changed, "po", "proof", "--page", "agencies/mapel")
    assert outcome.code == 1
    assert outcome.errors == (
        "source:1: there is no page “agencies/mapel” to make a proof of; did you mean agencies/maple? [page]\n"
    )


def test_what_a_second_person_has_reviewed_is_shown(run, changed):
    """With the name, in the HTML and in the PDF; what has changed since is told apart, once."""
    assert run(changed, "po", "reviewed", "agencies/maple", "--by", "Zoë <b>").code == 0
    replace(changed / MAPLE, "D’où il nous vient", "D’où nous vient-il")
    assert run(changed, "po", "proof", "--page", "agencies/maple", "--language-of-messages", "en").code == 0
    html = proof_of(changed)
    count = int(re.search(r'<tr class="reviewed">.*?<td class="count">(\d+)</td>', html)[1])
    assert html.count(">Reviewed by Zoë &lt;b&gt;</p>") == count > 3
    assert html.count(">Reviewed by Zoë &lt;b&gt;, before it was changed</p>") == 1
    assert "handbook:" not in html
    pages = pypdfium2.PdfDocument(changed / "build/reports/proof-fr.pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert text.count("Reviewed by Zoë <b>") == count + 1


def test_where_readers_are_led_elsewhere_is_shown(run, changed):
    """The address of the source, and the one that readers of the translation get."""
    append(changed / "source/compare.md", "See [it](https://example.ca/en/a).\n")
    translate(changed, "compare", {"See [it](https://example.ca/en/a).": "Voyez [cela](https://example.ca/fr/a)."})
    assert run(changed, "po", "proof", "--page", "compare", "--language-of-messages", "en").code == 0
    led = "<del>https://example.ca/en/a</del> <ins>https://example.ca/fr/a</ins>"
    assert proof_of(changed).count(f">Leads elsewhere:</span> {led}</p>") == 1


def test_the_pdf_to_sign_is_tagged(run, changed):
    """PDF/UA: headings, tables with heads, languages; and the lines to sign on at its end."""
    assert run(changed, "po", "proof", "--page", "agencies/maple", "--language-of-messages", "fr").code == 0
    with pikepdf.open(changed / "build/reports/proof-fr.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr-CA"
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
        kinds = [
            str(element.S) for element in pdf.objects if isinstance(element, pikepdf.Dictionary) and "/S" in element
        ]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= set(kinds)


@pytest.mark.parametrize("command", ["status", "cost", "proof"])
def test_facts_that_are_wrong_are_told_in_a_line(run, changed, command):
    """As any command does."""
    (changed / "source/agencies/birch.md").unlink()
    outcome = run(changed, "po", command)
    assert outcome.code == 1
    assert "source/facts/birch.toml:1: its page source/agencies/birch.md does not exist" in outcome.errors
