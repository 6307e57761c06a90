"""What is published is a release: listed with its hashes, whole, put in place by one rename; the last few stay."""

import hashlib
import json
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from small_handbook import fingerprint, write

from faults.scenes import HISTORY, NAMES, publish_words, stage, unlinked, words_of
from handbook.findings.finding import HandbookError
from handbook.history.last_changes import History
from handbook.publication import trees
from handbook.publication.carry_over import carry_over, carry_over_print, is_named_by_hash
from handbook.publication.manifest import ListedFile, make_manifest
from handbook.publication.publish import publish
from handbook.publication.release import print_place, reading, site_place, standing
from handbook.publication.swap import needs_links, recover


@pytest.fixture(autouse=True)
def without_grace(monkeypatch):
    """Let a release go at once: the tests publish several in a second."""
    monkeypatch.setattr("handbook.publication.publish.GRACE", 0)


def numbers(project):
    """Return the numbers of the releases that stay."""
    return [release.number for release in site_place(project).releases()]


def test_the_manifest_lists_every_file_with_hash_and_size(project):
    """Whoever has a copy can tell whether it is whole."""
    staged = stage(project, "new")
    listed = make_manifest(staged, HISTORY)["files"]
    assert {name: entry["sha256"] for name, entry in listed.items()} == fingerprint(staged)
    assert all(entry["size"] == len((staged / name).read_bytes()) for name, entry in listed.items())
    assert listed["en/index.html"]["sha256"] == hashlib.sha256(b"the new en/index.html").hexdigest()


def test_the_manifest_says_what_it_was_made_from(project):
    """Commit, day, draft, and the versions that decide the bytes."""
    staged = stage(project, "new")
    manifest = make_manifest(staged, HISTORY)
    assert (manifest["commit"], manifest["date"], manifest["draft"]) == ("abc123", "2026-02-03", False)
    assert {"sphinx", "weasyprint", "myst-parser"} <= manifest["libraries"].keys()
    assert {"Pango", "HarfBuzz"} <= manifest["system"].keys()
    assert make_manifest(staged, History(day=None))["date"] is None


@pytest.mark.parametrize(
    ("uncommitted", "draft"), [(frozenset(), False), (frozenset({"source/a.md"}), True), (None, None)]
)
def test_the_manifest_says_whether_the_files_are_those_of_the_commit(project, uncommitted, draft):
    """With SOURCE_DATE_EPOCH as well, by which no reader is told of a draft; and where nobody can tell, that."""
    history = replace(HISTORY, uncommitted=uncommitted)
    assert make_manifest(stage(project, "new"), history)["draft"] is draft


def test_publishing_replaces_the_whole_site(project):
    """No page of the old site stays behind, nor any by-product, nor an empty folder."""
    publish_words(project, "old", (*NAMES, "en/old.html"))
    staged = stage(project, "new")
    write(staged / "en" / ".buildinfo", "by-product")
    (staged / "en/_images").mkdir()
    expected = {name: digest for name, digest in fingerprint(staged).items() if name != "en/.buildinfo"}
    assert publish(site_place(project), staged, HISTORY, 3) == []
    assert not staged.exists()
    published = fingerprint(project.site)
    manifest = json.loads((project.site / "manifest.json").read_text(encoding="utf-8"))
    assert published == expected | {"manifest.json": published["manifest.json"]}
    assert {name: entry["sha256"] for name, entry in manifest["files"].items()} == expected
    assert not (project.site / "en/_images").exists()


def test_the_site_is_a_link_that_moves_with_its_project(project, tmp_path):
    """It leads to a release beside it, wherever both lie."""
    publish_words(project, "new")
    assert project.site.is_symlink()
    assert not project.site.readlink().is_absolute()
    shutil.move(project.build, tmp_path / "elsewhere")
    assert (tmp_path / "elsewhere/site/en/index.html").is_file()


def test_the_last_releases_stay(project):
    """As many as are kept, the published one among them; numbers go on."""
    for words in ("one", "two", "three", "four", "five"):
        publish_words(project, words)
    assert numbers(project) == [3, 4, 5]
    publish_words(project, "six", keep=1)
    assert (numbers(project), words_of(project)) == ([6], "six")


def test_a_release_stays_for_a_while_after_the_next_one(project, monkeypatch):
    """Somebody may be reading it; a clock that was set back is not asked."""
    monkeypatch.setattr("handbook.publication.publish.GRACE", 60)
    for words in ("one", "two", "three", "four"):
        publish_words(project, words)
    assert numbers(project) == [1, 2, 3, 4]
    for release, seconds in zip(site_place(project).releases(), (0, -61, 3600, 0), strict=True):
        at = time.time() + seconds
        os.utime(release.folder / "manifest.json", (at, at))
    publish_words(project, "five")
    assert numbers(project) == [3, 4, 5]


def test_the_same_site_is_not_published_twice(project):
    """However often: what is kept of earlier ones would be pushed out by copies of the last."""
    for words in ("one", "two", "two", "two", "two"):
        publish_words(project, words)
    assert numbers(project) == [1, 2]


def test_what_was_harmed_is_published_anew(project):
    """Though it is the same that is to be published, and whoever publishes is told."""
    publish_words(project, "one")
    write(project.site / "en/index.html", "harmed")
    [notice] = publish_words(project, "one")
    assert "no longer what had been published" in notice.message
    assert "en/index.html" in notice.message
    assert (numbers(project), words_of(project)) == ([1, 2], "one")


def test_a_release_that_is_read_stays_until_it_is_read(project):
    """Whoever asked first can read all of it."""
    publish_words(project, "one")
    with reading(project.site) as folder:
        for words in ("two", "three", "four", "five"):
            publish_words(project, words)
        assert (folder / "en/index.html").read_text(encoding="utf-8").split()[1] == "one"
    assert numbers(project) == [1, 3, 4, 5]
    publish_words(project, "six")
    assert numbers(project) == [4, 5, 6]


def hashed(words):
    """Return the name and the text of a stylesheet that is named by its hash."""
    text = f"/* {words} */"
    return f"en/_static/book.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css", text


def publish_with_sheet(project, words):
    """Publish a site with a stylesheet that is named by its hash, and return that name."""
    name, text = hashed(words)
    staged = stage(project, words)
    write(staged / name, text)
    publish(site_place(project), staged, HISTORY, 3)
    return name


def test_an_open_page_never_loses_its_stylesheet(project):
    """A file that is named by its hash stays as long as a release that has it; then it goes."""
    first, *others = [publish_with_sheet(project, words) for words in ("one", "two")]
    assert all((project.site / name).is_file() for name in (first, *others))
    publish_with_sheet(project, "three")
    assert (project.site / first).is_file()
    publish_with_sheet(project, "four")
    assert not (project.site / first).exists()
    manifest = json.loads((project.site / "manifest.json").read_bytes())
    assert sorted(manifest["earlier"]) == sorted(hashed(words)[0] for words in ("two", "three"))


@pytest.mark.parametrize(
    ("name", "is_so"),
    [
        ("en/a.12345678.css", True),
        ("en/12345678.css", True),
        ("en/a-123456789abc.js", True),
        ("en/a.1234567.css", False),
        ("en/a.12345679.css", False),
        ("12345678/a.css", False),
    ],
)
def test_a_name_is_a_hash_if_it_is_that_of_the_file(name, is_so):
    """The beginning of it, of eight digits or more; a year or a telephone number is none."""
    entry = ListedFile(sha256="123456789abc".ljust(64, "0"), size=1)
    assert is_named_by_hash(name, entry) is is_so


def test_a_language_that_is_not_built_brings_its_assets_along(project):
    """Those that its pages ask for, of another theme than the one that the others have by now; and no more."""
    staged = stage(project, "one", ("en/index.html", "fr/index.html", "fr/deep/page.html"))
    for name, asked in (("a-1.css", "fr/deep/page.html"), ("b-1.js", "en/index.html"), ("c-1.js", "fr/index.html")):
        write(staged / "_static" / name, name)
        write(staged / asked, f'<link href="../_static/{name}">')
    publish(site_place(project), staged, HISTORY, 3)
    staged = stage(project, "two", ("en/index.html",))
    carry_over(project, standing(project.site), staged, ["en"], ["html"])
    assert {path.name for path in (staged / "_static").iterdir()} == {"a-1.css", "c-1.js"}


def test_releases_share_no_file(project):
    """What is written to one on a server changes no other."""
    publish_words(project, "one")
    first = standing(project.site)
    for name in ("en/index.html", "fr/index.html"):
        assert (first / name).stat().st_nlink == 1
    staged = stage(project, "two", ("en/index.html",))
    carry_over(project, first, staged, ["en"], ["html"])
    publish(site_place(project), staged, HISTORY, 3)
    write(project.site / "fr/index.html", "harmed")
    assert (first / "fr/index.html").read_text(encoding="utf-8") == "the one fr/index.html"


# Where the link lies


def test_a_folder_that_a_build_made_becomes_the_first_release(project):
    """As builds left it before there were releases: nothing of it is lost."""
    publish_words(project, "old")
    unlinked(project)
    before = fingerprint(project.site)
    [notice] = publish_words(project, "new")
    assert "was a folder, and is a link to a release" in notice.message
    first, _ = site_place(project).releases()
    assert fingerprint(first.folder) == before
    assert words_of(project) == "new"


def test_a_folder_becomes_a_release_where_two_entries_cannot_be_exchanged(project, monkeypatch):
    """On a kernel that does not know how to."""
    monkeypatch.setattr("handbook.publication.swap.exchange", lambda *_: False)
    test_a_folder_that_a_build_made_becomes_the_first_release(project)


def test_in_an_empty_folder_the_link_lies_inside(project):
    """Somebody made it for a server: it stays, and whoever reads it by its name gets the release."""
    project.site.mkdir(parents=True)
    (project.site / "lost+found").mkdir()
    [notice] = publish_words(project, "one")
    assert "point the server to this link" in notice.message
    assert (project.site / "current/en/index.html").is_file()
    publish_words(project, "two")
    assert not project.site.is_symlink()
    assert standing(project.site) == project.site / (project.site / "current").readlink()
    assert (standing(project.site) / "en/index.html").read_text(encoding="utf-8").split()[1] == "two"
    assert numbers(project) == [1, 2]


def test_a_mount_point_is_never_replaced(project, monkeypatch):
    """Not even where it holds what a build has left."""
    publish_words(project, "old")
    unlinked(project)
    monkeypatch.setattr(Path, "is_mount", lambda path: path == project.site)
    with pytest.raises(HandbookError, match="no build has made what lies in this folder"):
        publish_words(project, "new")


def test_where_the_link_cannot_replace_a_mount_point_it_is_said(project, monkeypatch, refused):
    """The system knows better than we do."""
    publish_words(project, "old")

    def busy(*_):
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr("handbook.publication.swap._swap", busy)
    [line] = refused(publish_words, project, "new")
    assert "in use as a mount point; empty it" in line
    assert (words_of(project), numbers(project)) == ("old", [1])


@pytest.mark.parametrize(
    "made", ["a page of somebody's", "a site with a file of somebody's", "a harmed site", "a link elsewhere", "a file"]
)
def test_what_somebody_made_is_not_replaced(project, tmp_path, made, refused):
    """The build says what to do, before it has built anything."""
    project.build.mkdir()
    if made.startswith(("a site", "a harmed")):
        publish_words(project, "old")
        unlinked(project)
        write(project.site / ("CNAME" if made.startswith("a site") else "en/index.html"), "mine")
    elif made == "a link elsewhere":
        project.site.symlink_to(tmp_path)
    elif made == "a file":
        write(project.site, "mine")
    else:
        write(project.site / "index.html", "mine")
    before = fingerprint(project.site) if project.site.is_dir() else project.site.read_bytes()
    [line] = refused(publish_words, project, "new")
    assert line.endswith("[not-ours]")
    assert ("move it away" in line) or ("take it away" in line)
    assert (fingerprint(project.site) if project.site.is_dir() else project.site.read_bytes()) == before


def test_a_disk_without_links_is_told_before_anything_is_built(project, monkeypatch, refused):
    """As some of those that are shared with another system."""

    def refuse(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    [line] = refused(needs_links, site_place(project))
    assert "this disk has none" in line


@pytest.mark.parametrize("is_real", [True, False])
def test_releases_may_lie_on_another_disk(project, tmp_path, monkeypatch, is_real):
    """They are copied there, and seen when they are whole."""
    other = Path("/dev/shm")
    if is_real and other.is_dir() and other.stat().st_dev != tmp_path.stat().st_dev:
        elsewhere = other / f"handbook-{os.getpid()}"
        elsewhere.mkdir()
        project.build.mkdir()
        project.releases.symlink_to(elsewhere)
    else:
        elsewhere = tmp_path / "nothing"
        rename = Path.rename

        def apart(path, target):
            if path.name == "site" and path.parent.name.startswith("stage-"):
                raise OSError(18, "Invalid cross-device link")
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", apart)
    try:
        publish_words(project, "one")
        publish_words(project, "two")
        assert (words_of(project), numbers(project)) == ("two", [1, 2])
        assert not list(project.releases.glob(f"site/{trees.ARRIVING}*"))
    finally:
        shutil.rmtree(elsewhere, ignore_errors=True)


def test_a_clock_that_goes_back_changes_no_order(project, monkeypatch):
    """Releases are counted, not dated."""
    publish_words(project, "one")
    publish_words(project, "two")
    for release, at in zip(site_place(project).releases(), (2_000_000_000, 1), strict=True):
        os.utime(release.folder, (at, at))
    publish_words(project, "three")
    assert [words_of(project), numbers(project)] == ["three", [1, 2, 3]]


def test_what_was_left_behind_is_cleared_up_and_said(project):
    """Stages, half a copy, half a removal; the next command finds nothing."""
    publish_words(project, "one")
    for name in (
        "stage-x/site/a",
        "kept/stage-y/a",
        "releases/site/.new-0002-0123456789ab/a",
        "releases/site/.old-0000-0123456789ab/a",
    ):
        write(project.build / name, "left")
    [notice] = recover(project)
    assert "a build was stopped before it had cleared up" in notice.message
    assert {path.name for path in project.build.iterdir()} == {"kept", "releases", "site"}
    assert list(project.kept.iterdir()) == []
    assert [path.name for path in (project.releases / "site").iterdir()] == [project.site.readlink().name]
    assert recover(project) == []


# Parts that are not built


@pytest.fixture
def staged(project):
    """Publish an old site, and stage a new one."""
    old = (*NAMES, "en/old.html", "downloads/brochure-fr.pdf", "downloads/handbook-fr.zip")
    publish_words(project, "old", old)
    return stage(project, "new", (*NAMES, "fr/agencies/did.html"))


@pytest.mark.parametrize(
    ("languages", "outputs", "expected"),
    [
        (("en", "fr"), ("html", "pdf"), {"en": "new", "fr": "new", "pdf-en": "new", "pdf-fr": None}),
        (("en",), ("html", "pdf"), {"en": "new", "fr": "old", "pdf-en": "new", "pdf-fr": "old"}),
        (("en", "fr"), ("html",), {"en": "new", "fr": "new", "pdf-en": "old", "pdf-fr": "old"}),
        (("en", "fr"), ("pdf",), {"en": "old", "fr": "old", "pdf-en": "new", "pdf-fr": None}),
        (("fr",), ("pdf",), {"en": "old", "fr": "old", "pdf-en": "old", "pdf-fr": None}),
    ],
    ids=["all", "one-language", "html", "pdf", "one-pdf"],
)
def test_what_was_not_asked_for_stays_as_it_was(project, staged, languages, outputs, expected):
    """A build of one part carries the others over."""
    carry_over(project, standing(project.site), staged, languages, outputs)
    places = {
        "en": "en/index.html",
        "fr": "fr/index.html",
        "pdf-en": "downloads/brochure-en.pdf",
        "pdf-fr": "downloads/brochure-fr.pdf",
    }
    found = {
        key: (staged / name).read_text(encoding="utf-8").split()[1] if (staged / name).is_file() else None
        for key, name in places.items()
    }
    assert found == expected
    assert (staged / "en/old.html").exists() == (expected["en"] == "old")
    # The offline copy of a language that was asked for is written anew.
    assert (staged / "downloads/handbook-fr.zip").exists() == ("fr" not in languages)


def test_what_was_harmed_is_not_published_again(project, staged, refused):
    """A build of the other part names it."""
    write(project.site / "fr/index.html", "harmed")
    (project.site / "downloads/brochure-fr.pdf").unlink()
    lines = refused(carry_over, project, standing(project.site), staged, ["en"], ["html", "pdf"])
    folder = project.site.readlink()
    assert [line.partition(": ")[0] for line in lines] == [
        f"build/{folder}/downloads/brochure-fr.pdf:1",
        f"build/{folder}/fr/index.html:1",
    ]
    assert all(line.endswith("[site-changed]") for line in lines)


def test_the_print_edition_of_another_language_stays_as_it_was(project):
    """Its files come along; what no language has any more does not."""
    names = ("brochure-en-print.pdf", "brochure-fr-print.pdf", "brochure-fr-booklet.pdf", "old.pdf")
    publish(print_place(project), stage(project, "old", names), HISTORY, 3)
    staged = stage(project, "new", ("brochure-en-print.pdf",))
    carry_over_print(project, standing(project.print_edition), staged, ["en"])
    assert {path.name: path.read_text(encoding="utf-8").split()[1] for path in staged.iterdir()} == {
        "brochure-en-print.pdf": "new",
        "brochure-fr-print.pdf": "old",
        "brochure-fr-booklet.pdf": "old",
    }


def test_the_print_edition_is_put_in_place_beside_the_site(project):
    """One after the other, each with releases and a manifest of its own."""
    publish_words(project, "site")
    site = fingerprint(project.site)
    publish(print_place(project), stage(project, "printed", ("brochure-en-print.pdf",)), HISTORY, 3)
    assert fingerprint(project.site) == site
    manifest = json.loads((project.print_edition / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["files"]) == ["brochure-en-print.pdf"]
    assert set(fingerprint(project.print_edition)) == {"brochure-en-print.pdf", "manifest.json"}
    assert "pikepdf" in manifest["libraries"]
