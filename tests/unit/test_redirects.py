"""Old addresses: what may stand in ``source/redirects.toml``, what `make po` adds to it, and what servers are told."""

import pytest
from artefacts_by_hand import CHECKS, whole
from small_handbook import write
from test_po_conflicts import git

from handbook.build.dropped import dropped_addresses
from handbook.build.moved_lines import write_redirects, write_server_lines
from handbook.desk.renamed_pages import keep_redirects
from handbook.project.redirects import LONGEST_WAY, Redirects, read_redirects
from handbook.readback.markup import markup_faults

HEAD = "[moved]\n"
# What stands in the file, the line that is named, and what is said of it.
WRONG = [
    ("pages = 3", 1, "unknown table “pages”; the table is moved"),
    ("moved = 3", 1, 'moved holds lines like "agencies/old" = "agencies/new"'),
    (f"{HEAD}old = 3", 2, "“old” leads to a page in quotes"),
    (f'{HEAD}old = "compares"', 2, "there is no page “compares”, but “compare”; write that"),
    (f'{HEAD}old = "zzz"', 2, 'there is no page “zzz”; name another, or write ""'),
    (f'{HEAD}old = "../compare"', 2, "there is no page “../compare”"),
    (f'{HEAD}old = "https://example.org/"', 2, "there is no page “https://example.org/”"),
    (f'{HEAD}old = "compare#a b"', 2, "“compare#a b” names no place on a page"),
    (f'{HEAD}old = "old"', 2, "this leads in a circle: old → old"),
    (f'{HEAD}compare = "index"', 2, "“compare” is a page again; remove this line"),
    (f'{HEAD}"../../etc/passwd" = "index"', 2, "no page was ever called “../../etc/passwd”: "),
    (f'{HEAD}"a/../b" = "index"', 2, "no page was ever called “a/../b”: "),
    (f'{HEAD}"/old" = "index"', 2, "“/old” is no page"),
    (f'{HEAD}"old.html" = "index"', 2, "“old.html” is no page"),
    (f'{HEAD}"old#a b" = "index"', 2, "“old#a b” names no place on a page"),
    (f'{HEAD}search = "index"', 2, "no page was ever called “search”: "),
    (f'{HEAD}old = "index"\nOLD = "compare"', 3, "Windows and macOS take “OLD” for “old”"),
]


@pytest.fixture
def keep(project):
    """Return what writes the file."""
    return lambda text: project.redirects.write_text(text, encoding="utf-8")


def test_there_may_be_none(project):
    """A handbook without the file has none."""
    assert read_redirects(project) == Redirects()


@pytest.mark.parametrize(("text", "line", "message"), WRONG)
def test_what_is_wrong_is_named_with_its_line(project, keep, refused, text, line, message):
    """One line each."""
    keep(text)
    [finding] = refused(read_redirects, project)
    assert finding.startswith(f"source/redirects.toml:{line}: {message}")
    assert finding.endswith(" [redirect]")


def test_a_circle_is_named_at_each_of_its_lines(project, keep, refused):
    """Since any of them may be the wrong one."""
    keep(f'{HEAD}a = "b"\nb = "c"\nc = "a"\n')
    assert [finding.split(":")[1] for finding in refused(read_redirects, project)] == ["2", "3", "4"]


def test_chains_lead_to_their_end(project, keep):
    """A place on a page that has moved since is on its new page; what is gone in the end is gone."""
    keep(f'{HEAD}a = "b"\nb = "compare"\n"x#y" = "b#z"\nc = "d"\nd = ""\n"e#f" = "d#g"\n')
    assert read_redirects(project).targets == {
        "a": "compare",
        "b": "compare",
        "x#y": "compare#z",
        "c": "",
        "d": "",
        "e#f": "",
    }


@pytest.mark.parametrize(("length", "refusals"), [(LONGEST_WAY - 1, 0), (LONGEST_WAY, 1), (LONGEST_WAY + 50, 51)])
def test_a_chain_ends_somewhere(project, keep, refused, length, refusals):
    """Each line that leads on too often is named: no file can make the reader follow every line from every other."""
    keep(HEAD + "".join(f'p{n} = "p{n + 1}"\n' for n in range(length - 1)) + f'p{length - 1} = "compare"\n')
    if not refusals:
        assert set(read_redirects(project).targets.values()) == {"compare"}
        return
    findings = refused(read_redirects, project)
    assert len(findings) == refusals
    assert all("leads on more than 99 times; write where it ends" in finding for finding in findings)


def test_places_are_held_to_the_pages_that_are_built(project, keep):
    """One that is not there is named with the nearest, one that is there again as well."""
    keep(f'{HEAD}"old" = "compare#orign"\n"compare#origin" = "index"\n"compare#once" = "index#sources"\n')
    findings = [
        str(finding) for check in CHECKS["site"] for finding in check(whole(project)) if "redirect" in str(finding)
    ]
    assert findings == [
        "source/redirects.toml:2: the page “compare” has no place “orign”, but “origin”; write that [redirect]",
        "source/redirects.toml:3: “compare#origin” is on the page again; remove this line [redirect]",
    ]


OLD = "# Old\n\nA sentence that stands on the old page.\n\n## Beginnings of it\n\nAnother one that stands there.\n"


@pytest.fixture
def committed(project):
    """Return the small handbook in git, with a page more."""
    write(project.page("old"), OLD)
    git(project.root, "init", "-q")
    git(project.root, "add", "-A")
    git(project.root, "commit", "-qm", "first")
    return project


def kept(project, **anchors):
    """Return what `make po` has made of the file."""
    keep_redirects(project, anchors)
    return dict(read_redirects(project).targets)


def test_a_page_that_is_renamed_leads_on(committed):
    """Before the commit and after it; a second time nothing is added, and what an editor wrote stays."""
    committed.page("old").rename(committed.page("new"))
    assert kept(committed, new={"beginnings-of-it"}) == {"old": "new"}
    text = committed.redirects.read_text("utf-8") + "# mine\n"
    committed.redirects.write_text(text, encoding="utf-8")
    assert keep_redirects(committed, {}) == []
    assert committed.redirects.read_text("utf-8") == text


def test_a_page_that_was_renamed_in_a_commit_leads_on(committed):
    """Its catalogue still tells that it was there."""
    write(committed.catalogue("fr", "old"), 'msgid ""\nmsgstr ""\n')
    git(committed.root, "mv", "source/old.md", "source/new.md")
    git(committed.root, "commit", "-qam", "second")
    assert kept(committed) == {"old": "new"}


def test_a_page_that_is_divided_leads_on_with_its_headings(committed):
    """To the page that has most of it, and to the other where that has the heading."""
    first, second = OLD.split("## ")
    committed.page("old").unlink()
    write(committed.page("first"), first + "And more.\n")
    write(committed.page("second"), f"# Second\n\n## {second[:20]}")
    assert kept(committed, first=set(), second={"beginnings-of-it"}) == {
        "old": "first",
        "old#beginnings-of-it": "second#beginnings-of-it",
    }


def test_a_heading_that_moves_leads_on(committed):
    """Its page stays where it is."""
    first, second = OLD.split("## ")
    write(committed.page("old"), first)
    write(committed.page("other"), f"# Other\n\n## {second}")
    assert kept(committed, other={"beginnings-of-it"}) == {"old#beginnings-of-it": "other#beginnings-of-it"}


def test_a_page_that_is_removed_leads_nowhere(committed):
    """Nobody has what it said: the build asks."""
    committed.page("old").unlink()
    write(committed.page("new"), "# Quite another page\n\nIt says what none has said before.\n")
    assert kept(committed) == {}
    assert not committed.redirects.exists()


def test_servers_are_told_of_pages_alone(project):
    """Not of what is gone or whose places lead elsewhere; Caddy not of a name in another case."""
    for language in project.languages:
        for page in ("new page", "facts/new page"):
            write(project.site / language / f"{page}.html", "")
    targets = {"a/old": "new page", "New Page": "new page", "gone": "", "b": "new page", "b#c": "new page#d"}
    redirects = Redirects(targets=targets)
    write_redirects(project, project.site, redirects)
    assert (project.site / "_redirects").read_text("utf-8").splitlines()[:3] == [
        "/en/New%20Page.html /en/new%20page.html 301",
        "/en/a/old.html /en/new%20page.html 301",
        "/en/facts/New%20Page.html /en/facts/new%20page.html 301",
    ]
    write_server_lines(project, project.site, redirects)
    nginx, caddy = ((project.reports / f"redirects.{name}").read_text("utf-8") for name in ("nginx", "caddy"))
    assert 'location = "/fr/a/old.html" { return 301 /fr/new%20page.html; }' in nginx
    assert 'redir "/fr/a/old.html" /fr/new%20page.html permanent' in caddy
    assert "New Page" in nginx
    assert "New Page" not in caddy
    assert "gone" not in nginx
    assert "/en/b.html" not in nginx
    write_server_lines(project, project.site, Redirects())
    assert (project.reports / "redirects.nginx").read_text("utf-8").count("\n") == 1


@pytest.mark.parametrize(
    "address", ["https://example.org/x.html", "//example.org/x.html", "javascript:x.html", "/x.html"]
)
def test_no_page_leads_out_of_the_site_by_itself(address):
    """Whoever has written it."""
    page = '<html><head><meta http-equiv="refresh" content="0; url={}"></head></html>'
    assert list(markup_faults(page.format(address).encode()))
    assert not list(markup_faults(page.format("../a%20b.html#c").encode()))


def test_a_build_without_a_release_drops_nothing(project):
    """It knows of none."""
    assert list(dropped_addresses(project, whole(project).editions, Redirects())) == []
