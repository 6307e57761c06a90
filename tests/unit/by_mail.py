"""What tests of catalogues that come by mail share: the page that they are of, and what its catalogue says by now."""

import subprocess

from po_by_hand import pairs

from handbook.catalogs.grammar import parse

NAME = "locales/fr/LC_MESSAGES/about.po"


def commit(root):
    """Commit all that is in a tree."""
    for command in ("init -q", "add -A", "-c user.name=A -c user.email=a@example.org commit -q -m A"):
        subprocess.run(["git", *command.split()], cwd=root, check=True)


def now(project):
    """Return the pairs in use of the page's catalogue."""
    return pairs(each for each in parse((project.root / NAME).read_bytes()) if not each.is_obsolete)
