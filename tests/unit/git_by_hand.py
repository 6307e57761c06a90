"""A small handbook in real git, whose catalogues a test commits, branches and joins."""

import os
import subprocess

from po_by_hand import catalogue, entry

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.merging.conflicts import settle
from handbook.catalogs.merging.memory import TIMES, memory_path
from handbook.catalogs.merging.mispaired import wrongly_joined
from handbook.catalogs.merging.recorded import current_entries
from handbook.catalogs.writer import write as written
from handbook.desk.update import merge_language
from handbook.facts.registry import load_registry

# Over several lines in a catalogue, so that git joins a change of the first line with one of the translation.
OLDER, OLD, NEW, NEWER = (
    f"One page sums up {what} of them, in words that a reader who has little time can take in at once, and a table "
    "stands below it, which names the years, the regions and the sources that its facts come from."
    for what in ("any", "one", "two", "three")
)
FRENCH, BETTER, CORRECT = (
    f"Une page en résume {what}, en des mots que saisit d’un coup qui a peu de temps, et un tableau suit, qui donne "
    f"les années, les régions et les sources {whose} faits."
    for what, whose in (("un", "de ses"), ("un", "des"), ("deux", "de leurs"))
)
FIRST, LAST = ("A Small Handbook", "Un petit guide"), ("The end of it.", "La fin.")


class Repository:
    """The catalogues of a project in git; its pages are what the catalogues say, so that no Sphinx is needed."""

    def __init__(self, project, folder=None):
        self.project, self.folder = project, folder or project.root
        self.written = {}
        for path in project.locales.rglob("*.po"):
            path.unlink()
        self.git("init", "-q")
        self.git("config", "user.name", "A")
        self.git("config", "user.email", "a@example.org")
        (self.folder / ".gitignore").write_text("build/\n", encoding="utf-8")

    def git(self, *arguments, check=True):
        """Run git, and return what it printed."""
        done = subprocess.run(
            ["git", "-c", "init.defaultBranch=main", *arguments],
            cwd=self.project.root,
            check=check,
            capture_output=True,
            text=True,
            env={**os.environ, **self.written},
        )
        return done.stdout.strip()

    def put(self, *entries, page="index"):
        """Write a catalogue, between two entries that never change; or take it away."""
        path = self.path(page)
        if entries:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(catalogue(FIRST, *entries, LAST)))
        else:
            path.unlink()

    def commit(self, *entries, page="index"):
        """Commit a catalogue, with all that has changed beside it, and return the commit."""
        if entries:
            self.put(*entries, page=page)
        self.git("add", "-A")
        self.git("commit", "-qm", "a change", "--allow-empty")
        self.written = {}
        return self.git("rev-parse", "HEAD")

    def at(self, seconds):
        """Have the next commit made at some time, in seconds since 2020."""
        self.written = {"GIT_AUTHOR_DATE": f"{1_577_836_800 + seconds} +0000"}

    def branch(self, name, start="main"):
        """Begin a branch."""
        self.git("switch", "-qC", name, start)

    def path(self, page="index"):
        """Return where a catalogue lies, or the memory."""
        return memory_path(self.project, "fr") if page == "memory" else self.project.catalogue("fr", page)

    def entries(self, page="index"):
        """Return what a catalogue says in between, or the memory; nothing where there is none."""
        path = self.path(page)
        found = parse(path.read_bytes(), times=TIMES)[1:] if path.is_file() else []
        return [each for each in found if each.pair not in (FIRST, LAST)]

    def named(self, since=None):
        """Return what `check po` says of what git has joined, line by line."""
        return [str(finding) for finding in wrongly_joined(self.project, lambda _: {}, since)]

    def make_po(self, **pages):
        """Bring the catalogues up to date with pages that say what they say now, but for these, lists of texts."""
        texts = {page: [FIRST[0], *own, LAST[0]] for page, own in pages.items()}
        settle(self.project, "fr")
        for page, entries in current_entries(self.project, "fr")[0].items():
            texts.setdefault(page, [each.msgid for each in entries[1:] if not each.is_obsolete])
        return self.update(texts)

    def update(self, pages):
        """Bring the catalogues up to date with these pages, lists of texts by name."""
        settle(self.project, "fr")
        templates = {page: [Entry(msgid=each, msgstr="") for each in own] for page, own in pages.items()}
        return merge_language(self.project, "fr", templates, load_registry(self.project))

    def review(self, page="index", **changes):
        """Finish what is fuzzy, as a translator's program does."""
        done = [
            entry(each.msgid, each.msgstr, **{"comments": each.comments, **changes}) if each.is_fuzzy else each
            for each in self.entries(page)
        ]
        self.put(*done, page=page)
