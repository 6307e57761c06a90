"""What the hostile tests share: a handbook that is published, and attacked in place; Sphinx never starts meanwhile."""

import socket

import pytest
from hostile_tree import CATALOGUES, GOOD, PAGE_PO, SECRET, write_hostile_tree

from handbook import build, cli


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


@pytest.fixture
def guarded(published, monkeypatch, no_network):
    """Return the published handbook; what gets past the reader and the review fails the test before Sphinx starts."""

    def refuse(*arguments):
        raise AssertionError("the catalogue was accepted, and Sphinx would start")

    monkeypatch.setattr(build, "_build_editions", refuse)
    pages = {path: path.read_bytes() for path in (published / "source").rglob("*.md")}
    yield published
    for path in (published / "source").rglob("*"):
        if path.is_symlink() or (path.suffix in (".md", ".rst") and path not in pages):
            path.unlink()
    for path, data in pages.items():
        path.write_bytes(data)
    (published / PAGE_PO).write_bytes(GOOD)
    assert (published / CATALOGUES).is_dir()
