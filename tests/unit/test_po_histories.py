"""Whatever happens to pages, catalogues and branches, no finished translation is lost: histories made at random.

20 of them; 200 with ``make fuzz``. A page is a list of messages here, so that a history takes no time.
"""

import random
import re
from dataclasses import replace

import pytest
from hypothesis import settings
from po_by_hand import HEADER, entry

from handbook.catalogs.grammar import parse
from handbook.catalogs.merging.candidates import Translations
from handbook.catalogs.merging.conflicts import join
from handbook.catalogs.merging.memory import MEMORY
from handbook.catalogs.merging.merge import merge
from handbook.catalogs.merging.recorded import missing
from handbook.catalogs.writer import write

HISTORIES = 200 if settings.default.max_examples > 100 else 20
STEPS = 60
WORDS = ["homes", "people", "credit", "union", "members", "save", "build", "world", "north", "region", "year", "farm"]


class Desk:
    """Pages, their catalogues, git's last commit, and every finished translation there ever was."""

    def __init__(self, seed):
        self.dice = random.Random(seed)
        names = ("index", "about", "agencies/a", "agencies/b")
        self.pages = {name: list({self.text(): None for _ in range(8)}) for name in names}
        self.catalogues, self.memory = {}, []
        self.recorded, self.recorded_memory = {}, []
        self.finished = set()
        self.count = 0

    def text(self):
        words = self.dice.choices(WORDS, k=self.dice.choice([2, 6, 14]))
        target = self.dice.choice(["", "", " [here](index.md)", " in 1974", " *now*"])
        return f"{' '.join(words).capitalize()}{target}."

    def page(self):
        return self.dice.choice(sorted(self.pages))

    # What editors do.

    def rename(self):
        self.pages[f"page-{self.dice.randrange(1000)}"] = self.pages.pop(self.page())

    def divide(self):
        page = self.page()
        half = len(self.pages[page]) // 2
        self.pages[f"part-{self.dice.randrange(1000)}"] = self.pages[page][half:]
        self.pages[page] = self.pages[page][:half]

    def unite(self):
        one, other = self.page(), self.page()
        if one != other:
            self.pages[one] = list(dict.fromkeys(self.pages[one] + self.pages.pop(other)))

    def move(self):
        one, other = self.page(), self.page()
        if self.pages[one]:
            text = self.pages[one].pop(self.dice.randrange(len(self.pages[one])))
            self.pages[other] = list(dict.fromkeys([text, *self.pages[other]]))

    def reword(self):
        texts = self.pages[self.page()]
        for number in range(len(texts)):
            if self.dice.random() < 0.3:
                new = self.dice.choice(
                    [str.upper, str.lower, lambda text: text.replace(" ", " good ", 1), lambda _: self.text()]
                )
                texts[number] = new(texts[number])
        texts[:] = dict.fromkeys(texts)

    def write_more(self):
        page = self.page()
        self.pages[page] = list(dict.fromkeys([*self.pages[page], self.text(), self.text()]))

    def remove(self):
        if len(self.pages) > 2:
            del self.pages[self.page()]

    # What translators do.

    def translate(self, chance=0.7):
        for name, entries in self.catalogues.items():
            self.catalogues[name] = [each if self.dice.random() > chance else self.done(each) for each in entries]

    def done(self, each):
        if not each.msgid or each.is_obsolete or each.is_done:
            return each
        self.count += 1
        kept = re.search(r" \[.*\)| in 1974|", each.msgid)[0]
        self.finished.add((each.msgid, text := f"Texte {self.count}{kept}"))
        return replace(each, msgstr=text, flags=frozenset(), previous=None)

    # What programs do.

    def make_po(self):
        translations = Translations(
            catalogues=self.catalogues,
            recorded=self.recorded,
            memory=self.memory,
            recorded_memory=self.recorded_memory,
            header=HEADER,
        )
        templates = {name: [entry(text) for text in texts] for name, texts in self.pages.items()}
        merged = merge(templates, translations, lambda _: {})
        self.catalogues = {name: self.on_disk(entries) for name, entries in merged.catalogues.items()}
        self.memory = self.on_disk(merged.memory)

    def on_disk(self, entries):
        return parse(write(entries), times=16) if entries else []

    def commit(self):
        assert self.lost() == []
        self.recorded, self.recorded_memory = dict(self.catalogues), list(self.memory)

    def stock_update(self):
        """What sphinx-intl does with ``--no-obsolete``: new pages start empty, what a page does not say is deleted."""
        for name, texts in self.pages.items():
            own = {each.msgid: each for each in self.catalogues.get(name, ())}
            wrong = [each for each in own.values() if each.is_done]
            self.catalogues[name] = [HEADER]
            for text in texts:
                guess = self.dice.choice(wrong) if wrong and self.dice.random() < 0.3 else None
                made = replace(guess, msgid=text, flags=frozenset({"fuzzy"})) if guess else entry(text)
                self.catalogues[name].append(own.get(text, made))

    def delete(self):
        if self.catalogues:
            del self.catalogues[self.dice.choice(sorted(self.catalogues))]

    def branch(self):
        """Two people translate what the other does too, and git's conflicts are joined."""
        base, memory = dict(self.catalogues), list(self.memory)
        sides = []
        for _ in range(2):
            self.catalogues, self.memory = dict(base), list(memory)
            self.dice.choice([self.translate, self.reword, self.rename, self.move])()
            self.translate()
            self.make_po()
            sides.append((self.catalogues, self.memory))
        (ours, here), (theirs, there) = sides
        self.catalogues = {
            name: self.on_disk(join(base.get(name, ()), ours[name], theirs[name]))
            if name in ours and name in theirs
            else ours.get(name, theirs.get(name))
            for name in {**ours, **theirs}
        }
        self.memory = self.on_disk(join((), here or [HEADER], there or [HEADER], is_memory=True))

    def lost(self):
        """Return what was finished once and is nowhere now."""
        before = {MEMORY: [HEADER, *(entry(*pair) for pair in sorted(self.finished))]}
        return [each.pair for _, each in missing(before, {**self.catalogues, MEMORY: self.memory})]

    def harm(self):
        """Do what loses translations, and what brings them back."""
        self.commit()
        self.dice.choice([self.stock_update, self.delete, self.stock_update])()
        self.make_po()
        for name in self.pages.keys() & self.recorded.keys():
            now = {each.pair for each in self.catalogues[name] if each.is_done}
            assert {each.pair for each in self.recorded[name] if each.is_done and each.msgid in self.pages[name]} <= now


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_nothing_is_lost(seed):
    """After every `make po` all that was ever finished is in a catalogue or in the memory."""
    desk = Desk(seed)
    desk.make_po()
    desk.translate(1)
    edits = [desk.rename, desk.divide, desk.unite, desk.move, desk.reword, desk.write_more, desk.remove]
    for _ in range(STEPS // 4):
        desk.dice.choice(edits)()
        desk.dice.choice([desk.make_po, desk.harm, desk.branch])()
        desk.make_po()
        assert desk.lost() == []
        desk.translate()
        desk.dice.choice([desk.commit, desk.make_po])()
    desk.make_po()
    catalogues, memory = desk.catalogues, desk.memory
    desk.make_po()
    assert (desk.catalogues, desk.memory) == (catalogues, memory)
    assert len(desk.finished) > 30


def test_harm_is_done():
    """So that the test above can fail: without the merge, what programs delete stays lost."""
    desk = Desk(1)
    desk.make_po()
    desk.translate(1)
    desk.commit()
    desk.rename()
    desk.stock_update()
    desk.delete()
    assert desk.lost() != []
