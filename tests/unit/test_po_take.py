"""A catalogue that comes by mail gives what its sender has changed, however old it is, and takes nothing away."""

from dataclasses import replace

import pytest
from by_mail import NAME, commit, now
from damages_of_mail import zipped
from po_by_hand import catalogue, entry, pairs

from handbook.catalogs.grammar import parse
from handbook.catalogs.writer import write
from handbook.desk.mail.take import take
from handbook.findings.finding import HandbookError
from handbook.project.project import load_project

OLD = catalogue(("One", "Un"), ("Two", "Deux"), ("Three", ""), ("Four", "Quatre"))
NOW = catalogue(("One", "Un"), ("Two", "Deux, en mieux"), ("Three", ""), ("Four", "Quatre"))


@pytest.fixture
def project(tree):
    """Return a handbook whose page has been translated twice, and committed each time."""
    for entries in (OLD, NOW):
        (tree / NAME).write_bytes(write(entries))
        commit(tree)
    return load_project(tree)


def test_only_what_the_sender_changed_is_taken(project, mailed):
    """The file was made from the old version, and does not undo what came after."""
    theirs = catalogue(("One", "Un seul"), ("Two", "Deux"), ("Three", "Trois"), ("Four", "Quatre"))
    assert take(project, [mailed(theirs)]) == [
        f"{NAME}: 2 taken",
        f"{NAME}: taken: “One”",
        f"{NAME}: taken: “Three”",
    ]
    assert now(project) == [("One", "Un seul"), ("Two", "Deux, en mieux"), ("Three", "Trois"), ("Four", "Quatre")]


def test_older_words_are_taken_from_a_new_file(project, mailed):
    """Its sender has looked at the new ones, and prefers those before."""
    theirs = catalogue(("One", "Un"), ("Two", "Deux"), ("Three", "Trois"), ("Four", "Et quatre"))
    by_a_colleague = catalogue(("One", "Un"), ("Two", "Deux, en mieux"), ("Three", "Trois"), ("Four", "Et quatre"))
    (project.root / NAME).write_bytes(write(by_a_colleague))
    commit(project.root)
    assert take(project, [mailed(theirs)])[0] == f"{NAME}: 1 taken"
    assert ("Two", "Deux") in now(project)


def test_what_both_have_changed_is_decided_by_somebody(project, mailed):
    """The tree’s translation stays, fuzzy, with the other one in its comment."""
    theirs = catalogue(("One", "Un"), ("Two", "Deux fois"), ("Three", ""), ("Four", "Quatre"))
    assert take(project, [mailed(theirs)])[0] == f"{NAME}: 1 to decide"
    assert ("Two", "? Deux, en mieux") in now(project)
    assert "Deux fois" in (project.root / NAME).read_text(encoding="utf-8")


def test_an_old_copy_changes_nothing(project, mailed):
    """Nor does the same file twice."""
    assert take(project, [mailed(OLD)]) == [f"{NAME}: nothing new in the file"]
    assert now(project) == pairs(NOW)
    theirs = mailed(catalogue(("One", "Un seul"), ("Two", "Deux"), ("Three", ""), ("Four", "Quatre")))
    take(project, [theirs])
    before = (project.root / NAME).read_bytes()
    assert take(project, [theirs]) == [f"{NAME}: nothing new in the file"]
    assert (project.root / NAME).read_bytes() == before


@pytest.mark.parametrize("previous", [None, "Two, before"])
def test_a_draft_takes_nothing_away_that_is_finished(project, mailed, previous):
    """It is kept for the memory, and named; with the same words it is a doubt, and that is taken."""
    (project.root / NAME).write_bytes(write(OLD))
    commit(project.root)
    theirs = catalogue(
        entry("One", "Un", flags=frozenset({"fuzzy"})),
        replace(entry("Two", "Deux?", flags=frozenset({"fuzzy"})), previous=previous),
        entry("Three", "Trois?", flags=frozenset({"fuzzy"})),
        ("Four", "Quatre"),
    )
    assert take(project, [mailed(theirs)]) == [
        f"{NAME}: 2 taken, 1 came back as drafts; kept what was finished",
        f"{NAME}: taken: “One”",
        f"{NAME}: taken: “Three”",
        f"{NAME}: came back as a draft: “Two”",
    ]
    assert now(project) == [("One", "? Un"), ("Two", "Deux"), ("Three", "? Trois?"), ("Four", "Quatre")]
    assert [e.pair for e in parse((project.root / NAME).read_bytes()) if e.is_obsolete] == [("Two", "Deux?")]


def test_a_draft_that_was_sent_comes_back_as_nothing_new(project, mailed):
    """A colleague has finished it since."""
    draft = catalogue(("One", "Un"), entry("Two", "Deux?", flags=frozenset({"fuzzy"})), ("Three", ""), ("Four", "4"))
    (project.root / NAME).write_bytes(write(draft))
    commit(project.root)
    (project.root / NAME).write_bytes(write(NOW))
    commit(project.root)
    assert take(project, [mailed(draft)]) == [f"{NAME}: nothing new in the file"]
    assert now(project) == pairs(NOW)


def test_each_page_gets_its_own_from_a_file_of_several(project, mailed):
    """Somebody has joined the catalogues, or a program has; what is of no page stays with the largest."""
    other = "locales/fr/LC_MESSAGES/compare.po"
    compare = parse((project.root / other).read_bytes())
    mended = [replace(each, msgstr=each.msgstr.replace("Côte", "Dos")) for each in compare if each.msgid]
    theirs = catalogue(("One", "Un seul"), ("Two", "Deux"), ("Three", ""), ("Four", "Quatre"), ("Five", "Cinq"))
    assert take(project, [mailed([*theirs, *mended])]) == [
        f"{NAME}: 1 taken, 1 not on the page any more",
        f"{NAME}: taken: “One”",
        f"{NAME}: not on the page any more: “Five”",
        f"{other}: 1 taken",
        f"{other}: taken: “Side by side”",
    ]
    assert ("One", "Un seul") in now(project)
    assert "Dos à côte" in (project.root / other).read_text("utf-8")


def test_a_message_that_the_page_does_not_have_is_named(project, mailed):
    """Somebody has edited the English, or the page has changed; its translation is kept for the memory."""
    theirs = catalogue(*((each.msgid, each.msgstr) for each in OLD[1:]), ("Five", "Cinq"))
    assert take(project, [mailed(theirs)])[1:] == [f"{NAME}: not on the page any more: “Five”"]
    assert ("Five", "Cinq") in now(project)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (catalogue(("One", "Uno"), msgstr="Language: es\nContent-Type: text/plain; charset=UTF-8\n"), "Language: “es”"),
        (catalogue(("Else", "Autre"), ("More", "Plus"), ("One", "Un")), "no page has its messages"),
        (catalogue(), "no page has its messages"),
    ],
    ids=["another language", "another project", "an empty file"],
)
def test_what_is_not_ours_is_refused(project, mailed, entries, words):
    """In a line that names the file, and nothing is written."""
    with pytest.raises(HandbookError) as refused:
        take(project, [mailed(entries)])
    [finding] = refused.value.findings
    assert (finding.path, finding.rule) == ("about (1).po", "po-take")
    assert words in finding.message
    assert now(project) == pairs(NOW)


def test_a_file_that_is_not_there_is_refused(project, tmp_path):
    """The message says what to give."""
    with pytest.raises(HandbookError) as refused:
        take(project, [tmp_path / "about.po"])
    [finding] = refused.value.findings
    assert (
        str(finding) == "about.po:1: there is no such file; give the path of the catalogue that came by mail [po-take]"
    )


def test_a_folder_is_no_file(project, tmp_path):
    """The message says so."""
    with pytest.raises(HandbookError) as refused:
        take(project, [tmp_path])
    assert refused.value.findings[0].message == "this is a folder; give the files in it, or a .zip of them"


def test_a_file_that_cannot_be_read_is_refused_with_its_line(project, mailed):
    """As strictly as one of the tree."""
    path = mailed(OLD)
    path.write_bytes(path.read_bytes() + b'\nmsgid "Five\n')
    with pytest.raises(HandbookError) as refused:
        take(project, [path])
    [finding] = refused.value.findings
    assert finding.path == "about (1).po"
    assert finding.line > 1


def test_without_git_the_sides_are_still_joined(tree, mailed):
    """Nobody knows then what is newer: where they differ, somebody decides."""
    (tree / NAME).write_bytes(write(NOW))
    theirs = catalogue(("One", "Un"), ("Two", "Deux"), entry("Three", "Trois"), ("Four", "Quatre"))
    told = take(load_project(tree), [mailed(theirs)])
    assert told[0] == f"{NAME}: 1 taken, 1 to decide"


def test_without_a_header_the_page_is_known_by_its_messages(project, mailed):
    """Nor does the language have to be said where there is one only; the tree’s header stays as it is."""
    path = mailed(NOW)
    before = (project.root / NAME).read_bytes()
    entries = b'msgid "One"\nmsgstr "Un seul"\n\nmsgid "Four"\nmsgstr "Quatre"\n'
    header = b'msgid ""\nmsgstr ""\n\n'
    for data in (entries, header + entries, entries + b"\n" + header):
        path.write_bytes(data)
        assert take(project, [path])[1:] == [f"{NAME}: taken: “One”"]
        assert (project.root / NAME).read_bytes() == before.replace(b'"Un"', b'"Un seul"')
        (project.root / NAME).write_bytes(before)


@pytest.fixture
def in_two_languages(tree):
    """Return a handbook with a page in French and in Spanish."""
    settings = tree / "pyproject.toml"
    text = settings.read_text("utf-8").replace('languages = ["en", "fr"]', 'languages = ["en", "fr", "es"]')
    settings.write_text(text.replace('fr = "', 'es = "Un libro", fr = "'), "utf-8")
    for language, words in (("fr", ("Un", "Deux")), ("es", ("Uno", "Dos"))):
        path = tree / f"locales/{language}/LC_MESSAGES/about.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            write(catalogue(*zip(("One", "Two"), words, strict=True), ("Three", ""), msgstr=f"Language: {language}\n"))
        )
    return load_project(tree)


def test_a_language_that_is_not_said_is_told_by_its_translations(in_two_languages, mailed):
    """Where none of them is there to tell it, somebody has to."""
    silent = [replace(NOW[0], msgstr=""), entry("One", "Uno"), entry("Two", "Dos, o más"), entry("Three", "Tres")]
    lines = take(in_two_languages, [mailed(silent)])
    assert lines[0] == "locales/es/LC_MESSAGES/about.po: 1 taken, 1 to decide"
    with pytest.raises(HandbookError) as refused:
        take(in_two_languages, [mailed([silent[0], entry("Three", "Trois"), entry("One", "")])])
    assert "does not say its language" in refused.value.findings[0].message


def test_a_language_that_is_said_is_believed(in_two_languages, mailed):
    """Even where somebody has begun with the words of another one."""
    theirs = catalogue(("One", "Un"), ("Two", "Deux"), ("Three", "Tres"), msgstr="Language: es_MX\n")
    assert take(in_two_languages, [mailed(theirs)])[0].startswith("locales/es/LC_MESSAGES/about.po: 1 taken")


def test_what_came_back_empty_is_named_and_kept(project, mailed):
    """OmegaT and others write nothing where nobody has touched a segment; who wants no words there says so in git."""
    theirs = catalogue(("One", ""), ("Two", ""), ("Three", "Trois"), ("Four", "Quatre"))
    assert take(project, [mailed(theirs)]) == [
        f"{NAME}: 1 taken, 2 came back empty; kept what was there",
        f"{NAME}: taken: “Three”",
        f"{NAME}: came back empty: “One”",
        f"{NAME}: came back empty: “Two”",
    ]
    assert now(project) == [("One", "Un"), ("Two", "Deux, en mieux"), ("Three", "Trois"), ("Four", "Quatre")]


def test_what_was_empty_when_it_was_sent_is_not_named(project, mailed):
    """The sender has not seen what a colleague has translated since."""
    by_a_colleague = catalogue(("One", "Un"), ("Two", "Deux, en mieux"), ("Three", "Trois"), ("Four", "Quatre"))
    (project.root / NAME).write_bytes(write(by_a_colleague))
    assert take(project, [mailed(NOW)]) == [f"{NAME}: nothing new in the file"]
    assert now(project) == pairs(by_a_colleague)


def test_what_is_not_in_the_file_stays(project, mailed):
    """It was filtered, or cut between two entries; what has been retired stays so."""
    assert take(project, [mailed([NOW[0], entry("One", "Un seul"), NOW[4]])]) == [
        f"{NAME}: 1 taken, 1 not in the file; kept what was there",
        f"{NAME}: taken: “One”",
    ]
    assert now(project) == [("One", "Un seul"), ("Two", "Deux, en mieux"), ("Three", ""), ("Four", "Quatre")]


def test_a_file_that_ends_in_the_middle_of_a_translation_is_refused(project, mailed):
    """The parser finds whole lines only; but the string goes on with a space, and the page with other messages."""
    long = "Un texte qui est assez long pour être écrit en deux lignes, ou peut-être en trois, mais pas en une."
    (project.root / NAME).write_bytes(
        write(catalogue(("One", long), ("Two", "Deux"), ("Three", ""), ("Four", "Quatre")))
    )
    commit(project.root)
    data = (project.root / NAME).read_bytes()
    path = mailed(NOW)
    path.write_bytes(data[: data.index(b"\n", data.index(b"Un texte")) + 1])
    before = now(project)
    with pytest.raises(HandbookError) as refused:
        take(project, [path])
    [finding] = refused.value.findings
    assert (finding.rule, finding.line) == ("po-damaged", data[: data.index(b'msgstr ""\n"Un')].count(b"\n") + 1)
    assert now(project) == before


def test_several_files_are_taken_at_once(project, mailed):
    """Two of one page as well, one after the other; what is none is put aside, and said."""
    other = "locales/fr/LC_MESSAGES/compare.po"
    compare = (project.root / other).read_bytes().replace("Côte".encode(), b"Dos")
    first = catalogue(("One", "Un seul"), ("Two", "Deux"), ("Three", ""), ("Four", "Quatre"))
    packed = mailed(NOW, "tout.zip")
    packed.write_bytes(zipped(("a.po", compare), ("lisez-moi.txt", b"x"), ("b.po", write(first))))
    theirs = catalogue(("One", "Un"), ("Two", "Deux"), ("Three", "Trois"), ("Four", "Quatre"))
    assert take(project, [packed, mailed(theirs)]) == [
        "tout.zip/lisez-moi.txt: left aside, since it is no catalogue",
        f"{other}: 1 taken",
        f"{other}: taken: “Side by side”",
        f"{NAME}: 1 taken",
        f"{NAME}: taken: “One”",
        f"{NAME}: 1 taken",
        f"{NAME}: taken: “Three”",
    ]
    assert now(project) == [("One", "Un seul"), ("Two", "Deux, en mieux"), ("Three", "Trois"), ("Four", "Quatre")]
    assert "Dos à côte" in (project.root / other).read_text("utf-8")


def test_one_that_is_refused_keeps_the_others_out(project, mailed):
    """All are named, and nothing is written: whoever has them mended takes all of them again."""
    theirs = mailed(catalogue(("One", "Un seul"), ("Two", "Deux"), ("Three", ""), ("Four", "Quatre")))
    strange, broken = mailed(catalogue(("Else", "Autre")), "b.po"), mailed(NOW, "c.po")
    with pytest.raises(HandbookError) as refused:
        take(project, [theirs, strange, mailed(catalogue(("One", "Uno"), msgstr="Language: es\n"), "d.po")])
    assert [finding.path for finding in refused.value.findings] == ["b.po", "d.po"]
    broken.write_bytes(b"> msgid")
    with pytest.raises(HandbookError):
        take(project, [theirs, broken])
    assert now(project) == pairs(NOW)


def test_a_draft_keeps_what_the_english_was(project, mailed):
    """Programs that know no previous text leave it out."""
    now_too = (("Two", "Deux"), ("Five", "Cinq"))
    draft = entry("One", "Uns", fuzzy=True, previous="Ones")
    (project.root / NAME).write_bytes(write(catalogue(draft, *now_too)))
    commit(project.root)
    take(project, [mailed(catalogue(entry("One", "Un ou uns", fuzzy=True), *now_too))])
    assert '#| msgid "Ones"\nmsgid "One"\nmsgstr "Un ou uns"' in (project.root / NAME).read_text("utf-8")


def test_the_command_takes_several_files(project, mailed, run):
    """And brings the catalogues up to date with the pages."""
    table = ("Two agencies in one table.", "Deux organismes dans un tableau.")
    one = mailed(catalogue(("Side by side", "Dos à dos"), table), "a.po.txt")
    other = mailed(catalogue(("Words", "Des mots"), ("equitable", "équitable")), "b.po")
    done = run(project.root, "po", "take", str(one), str(other))
    assert done.code == 0
    assert "locales/fr/LC_MESSAGES/compare.po: 1 taken\n" in done.output
    assert "locales/fr/LC_MESSAGES/glossary.po: taken: “Words”\n" in done.output
    done = run(project.root, "po", "take", str(one.with_name("none.po")))
    assert (done.code, done.output) == (1, "")
    assert done.errors.startswith("none.po:1: there is no such file")
