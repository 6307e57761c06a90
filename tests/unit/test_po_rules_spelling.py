"""What a dictionary has said of a word is kept, so that it is read for new words only."""

from handbook.catalogs.rules.spelling import Speller


class Counted:
    """A dictionary that counts how often it is read."""

    def __init__(self, *words):
        self.words, self.readings = words, 0

    def read(self):
        """Read it."""
        self.readings += 1
        return self.words.__contains__


def test_a_word_is_asked_for_once(tmp_path):
    """The dictionary is read for the first new word, and not again in the next run."""
    memory, dictionary = tmp_path / "build" / "spelling-fr.json", Counted("mouvement")
    first = Speller(memory, "1", dictionary.read)
    assert [first(word) for word in ("mouvement", "mouvment", "mouvement")] == [True, False, True]
    assert dictionary.readings == 1
    first.keep()
    second = Speller(memory, "1", dictionary.read)
    assert [second(word) for word in ("mouvement", "mouvment")] == [True, False]
    assert dictionary.readings == 1
    assert not second("autre")
    assert dictionary.readings == 2


def test_another_dictionary_is_asked_again(tmp_path):
    """What the one before it said is forgotten; so is what cannot be read."""
    memory = tmp_path / "spelling-fr.json"
    first = Speller(memory, "1", Counted().read)
    assert not first("mouvement")
    first.keep()
    assert Speller(memory, "2", Counted("mouvement").read)("mouvement")
    memory.write_text("no JSON", encoding="utf-8")
    assert Speller(memory, "1", Counted("mouvement").read)("mouvement")


def test_nothing_is_written_when_nothing_was_learned(tmp_path):
    """A check of an unchanged handbook writes no file."""
    memory = tmp_path / "spelling-fr.json"
    Speller(memory, "1", Counted().read).keep()
    assert not memory.exists()
