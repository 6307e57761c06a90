"""An editor and a translator work at once, with real git: no way of joining their work shows a wrong sentence unseen.

The editor makes “one of them” into “two of them”; the translator translates the sentence as it was.
"""

import shlex
import shutil
import sys

import pytest
from small_handbook import line_of, replace, write, write_small_handbook
from test_translators_story import commit, french, git, po, translate

from handbook.catalogs.grammar import parse
from handbook.catalogs.reader import read_catalogue

OLD = (
    "One page sums up one of them, in words that a reader who has little time can take in at once, and a table stands "
    "below it, which names the years, the regions and the sources that its facts come from."
)
NEW = OLD.replace("one of them", "two of them")
TRANSLATED = (
    "Une page en résume un, en des mots que saisit d’un coup qui a peu de temps, et un tableau suit, qui donne les "
    "années, les régions et les sources de ses faits."
)
CORRECTED = TRANSLATED.replace("en résume un", "en résume deux")
CATALOGUE = "locales/fr/LC_MESSAGES/index.po"


@pytest.fixture(scope="module")
def handbook(tmp_path_factory):
    """Return a small handbook in git with the branches of both, and a main branch that has neither."""
    root = write_small_handbook(tmp_path_factory.mktemp("à la fois"))
    write(root / ".gitignore", "/build/\n*.mo\n")
    write(root / ".gitattributes", "*.po merge=handbook-po\n")
    replace(root / "source/index.md", "\n```{toctree}", f"\n{OLD}\n\n```{{toctree}}")
    git(root, "init", "-q")
    po(root)
    commit(root, "first")
    git(root, "checkout", "-qb", "translator")
    translate(root / CATALOGUE, OLD, TRANSLATED)
    po(root)
    commit(root, "French")
    git(root, "checkout", "-q", "main")
    git(root, "checkout", "-qb", "editor")
    replace(root / "source/index.md", "one of them", "two of them")
    po(root)
    commit(root, "English")
    git(root, "checkout", "-q", "main")
    return root


@pytest.fixture
def desk(handbook, tmp_path):
    """Return a copy that a test may change."""
    return shutil.copytree(handbook, tmp_path / "guide", symlinks=True)


def merge(root):
    """As `git pull` does it, and a host."""
    git(root, "merge", "-q", "editor")
    git(root, "merge", "-q", "translator")


def rebase(root):
    """As `git pull --rebase` does it."""
    git(root, "checkout", "-q", "translator")
    git(root, "rebase", "-q", "editor")
    git(root, "checkout", "-qB", "main")


def squash(root):
    """As the button of a host does it."""
    git(root, "merge", "-q", "editor")
    git(root, "merge", "-q", "--squash", "translator")
    commit(root, "squashed")


def squash_the_editor(root):
    """As the button of a host does it, with the other branch."""
    git(root, "merge", "-q", "translator")
    git(root, "merge", "-q", "--squash", "editor")
    commit(root, "squashed")
    git(root, "branch", "-qD", "editor")


def cherry_pick(root):
    """As somebody does it who wants a commit only."""
    git(root, "merge", "-q", "editor")
    git(root, "cherry-pick", "translator")


# A merge, and one of the ways that leave no trace of the other branch; the others with `make whole`.
WAYS = [
    merge,
    squash,
    *(pytest.param(way, marks=pytest.mark.whole) for way in (rebase, squash_the_editor, cherry_pick)),
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_without_our_driver_it_is_named_and_marked(desk, run, way):
    """In the language of whoever asks; `make po` keeps all there is, and a second time changes nothing."""
    before = git(desk, "rev-parse", "main").strip()
    way(desk)
    assert french(desk)["index.po", NEW] == TRANSLATED, "git joins it, and says nothing"
    line = line_of(desk / CATALOGUE, '"One page sums up two') - 1
    for arguments in ([], ["--since", before]):
        done = run(desk, "check", "po", *arguments)
        assert done.code == 1
        assert done.output.startswith(f"{CATALOGUE}:{line}: this translates “… page sums up one of them,")
        assert done.output.count("\n") == 1
    done = run(desk, "check", "po", "--language-of-messages", "fr")
    assert "cette traduction est celle de «\N{NO-BREAK SPACE}… page sums up one of" in done.output
    assert run(desk, "check", "po", "--since", "HEAD").code == 0

    done = run(desk, "po", "update")
    assert "1 wrongly joined by git" in done.output
    [marked] = [entry for entry in parse((desk / CATALOGUE).read_bytes()) if entry.msgid == NEW]
    assert (marked.msgstr, marked.is_fuzzy, marked.previous) == (TRANSLATED, True, OLD)
    for known in (before, "translator"):
        assert run(desk, "check", "po", "--since", known).code == 0, "nothing is lost"
    as_marked = git(desk, "diff")
    assert run(desk, "po", "update").code == 0
    assert git(desk, "diff") == as_marked
    assert run(desk, "po", "format", "--check").code == 0

    translate(desk / CATALOGUE, NEW, CORRECTED)
    assert run(desk, "po", "update").code == 0
    commit(desk, "corrected")
    assert run(desk, "check", "po").code == 0
    assert french(desk)["index.po", NEW] == CORRECTED
    assert run(desk, "check", "po", "--since", "translator").code == 0


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_with_our_driver_it_does_not_happen(desk, run, way):
    """Both messages stand there, each with its own translation, until `make po` has read the page."""
    driver = f"{shlex.quote(sys.executable)} -m handbook po merge-driver %O %A %B %P"
    git(desk, "config", "merge.handbook-po.driver", driver)
    way(desk)
    assert ("index.po", NEW) not in french(desk)
    assert french(desk)["index.po", OLD] == TRANSLATED
    assert run(desk, "check", "po").code == 0
    assert run(desk, "po", "update").code == 0
    message = read_catalogue(desk / CATALOGUE, desk)[NEW]
    assert (message.msgstr, message.is_fuzzy) == (TRANSLATED, True)
    assert run(desk, "check", "po", "--since", "translator").code == 0
