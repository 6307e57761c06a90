"""However branches are joined, no page shows a translation of another text unnamed: histories made at random, in git.

An editor and a translator work at once, each on a branch, and git joins the branches by lines: it merges, rebases,
squashes, picks. What people have made or looked at is written down here; `check po` has to name all the rest and no
more, and `make po` has to mark it. 3 of them; 60 with ``make fuzz``.
"""

import random
from dataclasses import replace
from itertools import product

import pytest
from git_by_hand import Repository
from hypothesis import settings
from po_by_hand import entry

from handbook.catalogs.grammar import parse
from handbook.catalogs.merging.memory import MEMORY
from handbook.catalogs.merging.mispaired import find_mispaired
from handbook.catalogs.merging.recorded import current_entries, missing
from handbook.catalogs.writer import write

IS_LONG = settings.default.max_examples > 100
HISTORIES, ROUNDS = (60, 8) if IS_LONG else (3, 4)
# So many that two texts are not like each other by chance.
WORDS = ["".join(letters) for letters in product("bdfglmnprst", "aeiou", "bdfglmnprst")]


class Desks:
    """A handbook in git, what its pages say, and every pair that a person has made or looked at."""

    def __init__(self, project, seed):
        self.dice = random.Random(seed)
        self.repository = Repository(project)
        self.project = project
        self.pages = {name: [self.text() for _ in range(8)] for name in ("index", "agencies/a", "agencies/b")}
        self.made, self.kept, self.count = set(), set(), 0
        self.joined_wrongly = 0
        self.make_po()
        self.translate(0.3)
        self.repository.commit()

    def text(self):
        """Return a text of several lines in a catalogue, so that git joins what happens to its first and its last."""
        return f"{' '.join(self.dice.choices(WORDS, k=40)).capitalize()}."

    def page(self):
        return self.dice.choice(sorted(self.pages))

    # What editors do.

    def edit(self):
        """Change pages."""
        for _ in range(self.dice.randrange(1, 5)):
            texts = self.pages[self.page()]
            number = self.dice.randrange(len(texts))
            match self.dice.randrange(10):
                case 0:
                    texts.insert(number, self.text())
                case 1:
                    texts.append(self.dice.choice(self.pages[self.page()]))
                case 2:
                    self.pages[f"page-{self.dice.randrange(1000)}"] = self.pages.pop(self.page())
                case 3:
                    texts[number] = texts[number].upper()
                case _:
                    words = texts[number].split()
                    words[self.dice.randrange(8)] = self.dice.choice(WORDS)
                    texts[number] = " ".join(words)
        self.pages = {name: list(dict.fromkeys(texts)) for name, texts in self.pages.items()}

    def make_po(self):
        """Bring the catalogues up to date; what is carried over is as good as made."""
        merged = self.repository.update(self.pages)
        carried = {event.msgid for event in merged.events if event.kind == "carried"}
        self.made |= {pair for pair in self.finished() if pair[0] in carried}

    # What translators do.

    def translate(self, chance):
        """Finish some messages, in other words than they have or in the same; and put others better."""
        for path in sorted(self.project.catalogues("fr").rglob("*.po")):
            path.write_bytes(write([self.translated(each, chance) for each in parse(path.read_bytes())]))

    def translated(self, each, chance):
        """Return what a translator makes of an entry."""
        if not each.msgid or each.is_obsolete or self.dice.random() > (chance if not each.is_done else chance / 10):
            return each
        self.kept -= {each.pair, (each.previous, each.msgstr)}  # somebody sees them, and decides
        is_right = each.is_fuzzy and self.dice.random() < 0.5
        self.count += not is_right
        done = replace(
            each,
            msgstr=each.msgstr if is_right else f"Texte {self.count}",
            flags=frozenset(),
            previous=None,
        )
        self.made.add(done.pair)
        self.kept |= set() if is_right else {done.pair}
        return done

    # What git does.

    def join(self):
        """Have both work on branches, and join these in some way; what git leaves in conflict, `make po` joins."""
        git = self.repository.git
        self.repository.branch("translator")
        for _ in range(self.dice.randrange(1, 3)):
            self.translate(0.2)
            self.repository.commit()
        self.repository.branch("editor")
        self.edit()
        self.make_po()
        if self.dice.random() < 0.3:
            self.translate(0.3)
        self.repository.commit()
        ours, theirs = self.dice.sample(["translator", "editor"], 2)
        match self.dice.choice(["merge", "merge", "rebase", "squash", "pick"]):
            case "rebase":
                git("switch", "-q", theirs)
                if not self.succeeds("rebase", "-q", ours):
                    git("rebase", "--abort")
                    self.merge(ours, theirs)
            case "squash":
                git("switch", "-q", ours)
                if self.succeeds("merge", "-q", "--squash", theirs):
                    self.repository.commit()
                else:
                    git("reset", "-q", "--hard")
                    self.merge(ours, theirs)
            case "pick":
                git("switch", "-q", ours)
                if not self.succeeds("cherry-pick", "--keep-redundant-commits", f"main..{theirs}"):
                    git("cherry-pick", "--abort")
                    self.merge(ours, theirs)
            case _:
                self.merge(ours, theirs)
        git("switch", "-qC", "main")
        done = self.finished()
        self.kept -= {pair for pair in self.kept - done if pair[0] in {msgid for msgid, _ in done}}  # put better

    def merge(self, ours, theirs):
        self.repository.git("switch", "-q", ours)
        if not self.succeeds("merge", "-q", theirs):
            self.make_po()
            self.repository.commit()

    def succeeds(self, *arguments):
        """Whether git does what it is asked to by itself."""
        return "CONFLICT" not in self.repository.git(*arguments, check=False)

    # What has to hold.

    def domains(self):
        catalogues, memory = current_entries(self.project, "fr")
        return {**catalogues, MEMORY: memory}

    def finished(self):
        """Return the pairs that readers see."""
        catalogues, _ = current_entries(self.project, "fr")
        return {each.pair for entries in catalogues.values() for each in entries[1:] if each.is_done}

    def named(self):
        return set(find_mispaired(self.project, "fr", self.domains(), lambda _: {}))

    def prove(self):
        """All that nobody has made is named, and nothing else; then it is marked, and what people made is there."""
        wrong = self.finished() - self.made
        self.joined_wrongly += len(wrong)
        named = self.named()
        assert wrong <= named
        assert not named & self.made
        self.make_po()
        assert self.finished() <= self.made
        assert self.named() == set()
        assert self.lost() == []
        before = self.domains()
        self.make_po()
        assert self.domains() == before

    def lost(self):
        """Return what was finished once, has not been put better, and is nowhere now."""
        before = {MEMORY: [None, *(entry(*pair) for pair in sorted(self.kept))]}
        return [each.pair for _, each in missing(before, self.domains())]


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_no_page_shows_the_translation_of_another_text(project, seed):
    """Whether `make po` is run at once, or some changes later."""
    desks = Desks(project, seed)
    for _ in range(ROUNDS):
        desks.join()
        if desks.dice.random() < 0.8:
            desks.prove()
            desks.repository.commit()
    desks.prove()


def test_git_does_harm(project):
    """Else the test above would have nothing to find."""
    desks = Desks(project, 68)
    while not desks.joined_wrongly:
        desks.join()
        desks.joined_wrongly += len(desks.finished() - desks.made)
    assert desks.named()
