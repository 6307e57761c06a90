"""What a second person has reviewed: noted on the entry, kept by every program, void as soon as the entry changes."""

import io
import json
import shutil
import subprocess
from dataclasses import replace

import polib
import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st
from po_by_hand import catalogue, entry, merged
from test_po_conflicts import git
from translate.storage.pypo import pofile

from handbook.catalogs.comments import (
    MOST_OF_A_NAME,
    Silencer,
    complaints,
    is_outdated,
    is_reviewed,
    reviewed,
    reviews,
    silencers,
)
from handbook.catalogs.grammar import parse
from handbook.catalogs.merging.conflicts import join
from handbook.catalogs.writer import COMMENT_WIDTH, put, write
from handbook.desk.one_form import check_forms, format_catalogues
from handbook.desk.proof_sheet import pages_of
from handbook.desk.status import as_data, as_text, language_status

MARIE = "handbook: reviewed by Marie Tremblay"
ONE = reviewed(entry("One text", "Un texte", comments="à relire"), "Marie Tremblay", "en")
TEXTS = st.text(min_size=1).filter(str.strip)


def read_again(each):
    """Return an entry as it is once it was written and read."""
    return parse(write(catalogue(each)))[1]


def test_a_review_stands_on_its_entry():
    """Beside the comments of others, with a seal that says of what it is."""
    [note, mark] = ONE.comments
    assert (note, mark.rpartition(" ")[0]) == ("à relire", MARIE)
    assert [review.name for review in reviews(ONE)] == ["Marie Tremblay"]
    assert is_reviewed(read_again(ONE))


@given(TEXTS, TEXTS, TEXTS)
def test_it_is_void_as_soon_as_a_text_changes(msgid, msgstr, other):
    """Either of them, by whatever program; and valid again with the words that were reviewed."""
    marked = reviewed(entry(msgid, msgstr), "Marie", "fr")
    assert is_reviewed(marked)
    assert not is_outdated(marked)
    for changed in (replace(marked, msgstr=other), replace(marked, msgid=other)):
        assert is_reviewed(changed) == (changed.pair == marked.pair)
        assert is_outdated(changed) == (changed.pair != marked.pair)
    assert not is_reviewed(replace(marked, flags=frozenset({"fuzzy"})))
    assert not is_outdated(replace(marked, flags=frozenset({"fuzzy"})))


@given(TEXTS, TEXTS)
def test_what_one_text_loses_to_the_other_is_a_change(one, other):
    """The seal is of two texts, not of their letters in a row."""
    marked = reviewed(entry(one + other, one), "Marie", "fr")
    assert not is_reviewed(replace(marked, msgid=one, msgstr=other + one))


@pytest.mark.parametrize(
    "comment",
    [
        *(
            "handbook: reviewed by Marie",
            "handbook: relu par Marie",
            "handbook: relue par Marie",
            "handbook:relu par Marie",
        ),
        *("Handbook: Reviewed by: Marie", "  handbook:  reviewed  by   Marie "),
    ],
)
def test_it_can_be_written_by_hand_in_either_language(comment):
    """It counts at once, and gets its seal when the catalogue is next written: then a change is seen."""
    by_hand = entry("One", "Un", comments=comment)
    assert is_reviewed(by_hand)
    sealed = read_again(by_hand)
    assert sealed.comments != by_hand.comments
    assert read_again(sealed) == sealed
    assert is_reviewed(sealed)
    assert is_outdated(replace(sealed, msgstr="Une"))


@pytest.mark.parametrize(
    "comment", ["reviewed by Marie", "handbook: allow copy – a name", "handbook: reviewed", "relu"]
)
def test_other_comments_are_none(comment):
    """They stay as they are."""
    other = entry("One", "Un", comments=comment)
    assert reviews(other) == []
    assert read_again(other).comments == (comment,)


def test_a_draft_that_was_marked_by_hand_is_not_reviewed_once_it_is_finished():
    """The mark was of what the draft was made from."""
    draft = read_again(entry("One", "Un", comments=MARIE, fuzzy=True, previous="Once"))
    assert not is_reviewed(replace(draft, flags=frozenset()))
    assert is_reviewed(replace(draft, flags=frozenset(), msgid="Once"))


@pytest.mark.parametrize("name", ["x" * MOST_OF_A_NAME, "x" * 300, "Marie " * 40, "é" * 80])
@pytest.mark.parametrize("words", ["reviewed by", "relu par"])
def test_no_program_divides_a_review(name, words):
    """Its line is as short as any comment of ours, and stays as it is."""
    sealed = read_again(entry("One", "Un", comments=f"handbook: {words} {name}"))
    marks = [line for line in sealed.comments if line.startswith("handbook:")]
    assert len(marks) == 1
    assert len(marks[0]) <= COMMENT_WIDTH
    assert is_reviewed(sealed)


def test_a_long_comment_is_read_in_linear_time():
    """Whoever sends it."""
    assert reviews(entry("One", "Un", comments="handbook: reviewed by" + " (" * 400_000)) != []
    assert reviews(entry("One", "Un", comments="handbook: reviewed by" + " " * 900_000)) == []


def _by_gettext(*command):
    def save(data):
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout

    return pytest.param(save, marks=pytest.mark.skipif(not shutil.which(command[0]), reason=f"no {command[0]}"))


def _by_polib(data):
    return str(polib.pofile(data.decode())).encode()


def _by_babel(data):
    out = io.BytesIO()
    write_po(out, read_po(io.BytesIO(data)))
    return out.getvalue()


def _by_translate_toolkit(data):
    return bytes(pofile.parsestring(data))


PROGRAMS = [
    *(_by_polib, _by_babel, _by_translate_toolkit, lambda data: data.replace(b"\n", b"\r\n")),
    *(_by_gettext("msgcat", "-"), _by_gettext("msgcat", "--width=40", "-"), _by_gettext("msgattrib", "--no-wrap", "-")),
]


@pytest.mark.parametrize("save", PROGRAMS)
def test_every_program_keeps_it(save):
    """Poedit is gettext, Weblate the Translate Toolkit, sphinx-intl Babel."""
    [_, saved] = parse(save(write(catalogue(ONE))))
    assert is_reviewed(saved)
    assert read_again(saved).comments == read_again(ONE).comments


def test_msgmerge_keeps_it_with_the_old_text(tmp_path):
    """On what has changed it is void, and the fuzzy entry is not counted."""
    if not shutil.which("msgmerge"):
        pytest.skip("no msgmerge")
    (tmp_path / "old.po").write_bytes(write(catalogue(ONE)))
    (tmp_path / "new.pot").write_bytes(write(catalogue(entry("One new text"))))
    command = ["msgmerge", "-q", "--previous", tmp_path / "old.po", tmp_path / "new.pot"]
    [_, now] = parse(subprocess.run(command, capture_output=True, check=True).stdout)
    assert now.is_fuzzy
    assert not is_reviewed(now)
    assert is_outdated(replace(now, flags=frozenset()))


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [("One text", True), ("One other text", False), ("One *text*", False), ("one text", False)],
)
def test_our_merge_keeps_it_with_the_text_and_drops_it_with_another(text, is_kept):
    """Moved, it is kept; changed, even in form only, nobody has reviewed it; other comments stay."""
    long = " that is as long as a sentence"
    old = reviewed(entry(f"One text{long}", "Un texte", comments="à relire"), "Marie", "en")
    now = merged({"b": [text + long]}, {"a": catalogue(old)}).catalogues["b"][1]
    assert bool(reviews(now)) == is_kept == is_reviewed(now)
    assert "à relire" in now.comments


def test_what_comes_back_from_the_memory_is_reviewed_still():
    """It is the same pair."""
    gone = merged({"a": []}, {"a": catalogue(ONE)})
    back = merged({"b": ["One text"]}, memory=gone.memory)
    assert is_reviewed(back.catalogues["b"][1])


def test_of_two_sides_of_a_merge_the_review_of_the_words_that_stand_counts():
    """Theirs has changed what ours has had reviewed: that review is void."""
    base = entry("One text", "Un texte")
    theirs = replace(base, msgstr="Un seul texte")
    [_, now] = join(catalogue(base), catalogue(reviewed(base, "Marie", "fr")), catalogue(theirs))
    assert (now.msgstr, is_outdated(now)) == ("Un seul texte", True)
    [_, now] = join(catalogue(base), catalogue(reviewed(base, "Marie", "fr")), catalogue(reviewed(base, "Luc", "fr")))
    assert [review.name for review in reviews(now) if review.is_current] == ["Marie", "Luc"]


def test_who_reviews_again_replaces_what_is_void():
    """And nothing else; the same review twice is one."""
    changed = reviewed(replace(ONE, msgstr="Un seul texte"), "Luc", "fr")
    assert [review.name for review in reviews(changed)] == ["Luc"]
    assert changed.comments[0] == "à relire"
    both = reviewed(reviewed(ONE, "Luc", "fr"), "Marie Tremblay", "en")
    assert [review.name for review in reviews(both)] == ["Marie Tremblay", "Luc"]


def test_what_is_wrong_with_a_review_is_told():
    """A name that is missing, a wording that has changed."""
    assert list(complaints(ONE)) == list(complaints(entry("One", "Un"))) == []
    [told] = complaints(replace(ONE, msgstr="Un seul texte"))
    assert told.startswith("Marie Tremblay: what was reviewed is an earlier wording; have it reviewed again")
    [told] = complaints(entry("One", "Un", comments="handbook: reviewed by"))
    assert told.startswith("a review has no name")


def test_a_review_is_no_reason_to_allow_something():
    """Though it stands in the next line."""
    assert silencers(["handbook: allow quotes –", ONE.comments[1]]) == [Silencer(rule="quotes", reason="")]
    assert silencers(["handbook: allow quotes – a title", ONE.comments[1]]) == [
        Silencer(rule="quotes", reason="a title")
    ]


TEMPLATES = {"index": [entry("One text"), entry("Two words here"), entry("Three"), entry("Four")]}


@pytest.fixture
def desk(project):
    """Return a small handbook in git, with one page: reviewed, finished, fuzzy and new."""
    for path in project.locales.rglob("*.po"):
        path.unlink()
    entries = (ONE, entry("Two words here", "Deux"), entry("Three", "Trois", fuzzy=True), entry("Four"))
    put(project.catalogue("fr", "index"), write(catalogue(*entries)))
    format_catalogues(project)
    git(project.root, "init", "-q")
    git(project.root, "add", "-A")
    git(project.root, "commit", "-qm", "first")
    return project


def change(project, old, new):
    """Edit the catalogue as a text editor does."""
    path = project.catalogue("fr", "index")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_status_counts_it(desk):
    """In messages and words, as text and as JSON; what is void is told."""
    [index] = as_data(language_status(desk, TEMPLATES, "fr"))["pages"].values()
    assert (index["reviewed"], index["outdated"]) == ({"messages": 1, "words": 2}, 0)
    lines = as_text("fr", language_status(desk, TEMPLATES, "fr"), str).splitlines()
    assert lines[0].split().count("reviewed") == 2
    assert lines[1].split() == ["index", "4", "2", "1", "1", "1", "7", "5", "1", "1", "2"]
    change(desk, "Un texte", "Un seul texte")
    data = as_data(language_status(desk, TEMPLATES, "fr"))
    assert (data["total"]["reviewed"]["messages"], data["total"]["outdated"]) == (0, 1)
    assert "fr: Reviewed before they were changed: 1; handbook po check names them" in as_text(
        "fr", language_status(desk, TEMPLATES, "fr"), str
    )


def test_the_proof_shows_it(desk):
    """Who, and whether it is of these words; and not the comment as well."""
    [page] = pages_of(desk, TEMPLATES, "fr")
    assert (page.reviewed, page.rows[0].comments) == (1, ("à relire",))
    assert [(review.name, review.is_current) for review in page.rows[0].reviews] == [("Marie Tremblay", True)]
    change(desk, "Un texte", "Un seul texte")
    [page] = pages_of(desk, TEMPLATES, "fr")
    assert (page.reviewed, page.rows[0].reviews[0].is_current) == (0, False)


def test_a_command_notes_it_for_whole_pages(desk, run):
    """Of what is finished there; the words are those of whoever notes it, and a second time changes nothing."""
    done = run(desk.root, "po", "reviewed", "source/index.md", "--by", " Luc  Roy ", "--language-of-messages", "fr")
    path = desk.catalogue("fr", "index")
    assert (done.code, done.output.count("\n")) == (0, 1)
    entries = {each.msgid: each for each in parse(path.read_bytes())[1:]}
    assert [name for name, each in entries.items() if is_reviewed(each)] == ["One text", "Two words here"]
    assert entries["Two words here"].comments[0].startswith("handbook: relu par Luc Roy (")
    assert entries["Three"].comments == entries["Four"].comments == ()
    before = path.read_bytes()
    assert run(desk.root, "po", "reviewed", "index", "--by", "Luc Roy").code == 0
    assert path.read_bytes() == before
    assert check_forms(desk) == []


def test_it_can_be_of_what_stood_in_a_commit(desk, run):
    """Who has read a proof on paper has not read what was changed since."""
    change(desk, "Deux", "Deux mots")
    done = run(desk.root, "po", "reviewed", "index", "--by", "Luc", "--as-of", "HEAD")
    entries = {each.msgid: each for each in parse(desk.catalogue("fr", "index").read_bytes())[1:]}
    assert [name for name, each in entries.items() if any(r.name == "Luc" for r in reviews(each))] == ["One text"]
    told = "reviewed by Luc: 1; unfinished, or other words by now: 3"
    assert done.output == f"locales/fr/LC_MESSAGES/index.po: {told}\n"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["idnex", "--by", "Luc"], 1, "there is no catalogue of “idnex” in fr; did you mean index?"),
        (["index", "zzz", "--by", "Luc"], 1, "there is no catalogue of “zzz” in fr; run make po first"),
        (["index", "--by", " "], 1, "“” is no name of up to 40 letters"),
        (["index", "--by", "x" * 41], 1, "is no name of up to 40 letters"),
        (["index", "--by", "Luc\x1b[2J"], 1, "is no name of up to 40 letters"),
        (["index", "--by", "Luc (1f3a9c2b)"], 1, "is no name of up to 40 letters"),
        (["index", "--by", "Luc", "--as-of", "nowhere"], 1, "git has no commit “nowhere”"),
        (["index", "--by", "Luc", "--language", "es"], 2, "name the language of the translation with --language"),
    ],
)
def test_what_cannot_be_noted_is_told(desk, run, arguments, code, told):
    """And nothing is written, in no page."""
    before = desk.catalogue("fr", "index").read_bytes()
    done = run(desk.root, "po", "reviewed", *arguments)
    assert (done.code, told in done.errors) == (code, True)
    assert done.errors.rstrip("\n").isprintable()
    assert desk.catalogue("fr", "index").read_bytes() == before


def test_the_check_names_what_is_void(tree, run):
    """At its line; the status says the same in JSON."""
    path = tree / "locales/fr/LC_MESSAGES/compare.po"
    assert run(tree, "po", "reviewed", "compare", "--by", "Marie").code == 0
    assert "[review]" not in run(tree, "po", "check").output
    first = next(each for each in parse(path.read_bytes()) if each.msgid)
    path.write_text(path.read_text(encoding="utf-8").replace(first.msgstr, f"{first.msgstr} !", 1), encoding="utf-8")
    line = next(each for each in parse(path.read_bytes()) if each.msgid).msgstr_line
    lines = [each for each in run(tree, "po", "check").output.splitlines() if each.endswith("[review]")]
    assert [each.partition(" ")[0] for each in lines] == [f"locales/fr/LC_MESSAGES/compare.po:{line}:"]
    told = json.loads(run(tree, "po", "status", "--format", "json").output)
    assert told["fr"]["total"]["outdated"] == 1
