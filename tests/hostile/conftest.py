"""What the hostile tests share: a handbook that is published, and attacked in place; Sphinx never starts meanwhile."""

import shutil
import socket

import polib
import pytest
from hostile_tree import CATALOGUES, GOOD, PAGE_PO, SECRET, write_hostile_tree
from read_pages import Reader

from handbook.build import pipeline
from handbook.commands import cli
from handbook.findings.finding import HandbookError


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """Publish the handbook once, with its good catalogue."""
    root = write_hostile_tree(tmp_path_factory.mktemp("voisinage"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert cli.main(["build", "--output", "html"]) == 0
    site = "".join(path.read_text("utf-8") for path in (root / "build").rglob("*.html"))
    assert "Une page de tout" in site
    assert SECRET not in site
    return root


@pytest.fixture
def no_network(monkeypatch):
    """Let nobody open a socket."""

    def refuse(*arguments, **options):
        raise AssertionError("something opens a socket")

    monkeypatch.setattr(socket, "socket", refuse)


def _refuse_what_is_not_good(editions, request, content, *arguments):
    """Break off in place of Sphinx, which would be given the good translations of the handbook and no others."""
    good = {entry.msgid: entry.msgstr for entry in polib.pofile(GOOD.decode())}
    shown = {domain: messages for language in content.shown.values() for domain, messages in language.items()}
    for entry in shown.get("page", {}).values():
        assert good.get(entry.msgid) == entry.msgstr, "Sphinx would be given a hostile translation"
    assert content.refused.findings, "the catalogue was accepted"
    raise HandbookError(content.refused.findings)


@pytest.fixture
def guarded(published, monkeypatch, no_network):
    """Return the published handbook; what gets past reader and review fails the test, where Sphinx would start."""

    monkeypatch.setattr(pipeline, "build_editions", _refuse_what_is_not_good)
    pages = {path: path.read_bytes() for path in (published / "source").rglob("*.md")}
    yield published
    for path in (published / "source").rglob("*"):
        if path.is_symlink() or (path.suffix in (".md", ".rst") and path not in pages):
            path.unlink()
    for path, data in pages.items():
        path.write_bytes(data)
    (published / PAGE_PO).write_bytes(GOOD)
    assert (published / CATALOGUES).is_dir()


@pytest.fixture(scope="module")
def reading(published, tmp_path_factory):
    """Return a reader of pages of the hostile handbook. While it is at work, no other Sphinx starts in this process."""
    root = shutil.copytree(published, tmp_path_factory.mktemp("lecture") / "guide", symlinks=True)
    for secret in published.parent.glob("secret.*"):
        shutil.copy(secret, root.parent)
    with Reader.of(root) as reader:
        yield reader
