"""Where only the text of pages was edited, they alone are read and written; readers get what a whole build would give.

``HYPOTHESIS_PROFILE=long`` tries longer sequences of edits.
"""

import json
import os
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from small_handbook import append, replace, translate, write

from handbook.build import edited_pages, judging, last_build, side_by_side
from handbook.checks.built import run_checks
from handbook.commands import cli
from handbook.publication.manifest import read_manifest

HTML = ("build", "--output", "html")
PAGE = "source/agencies/maple.md"
# Edits in a row, after each of which a whole build must give the same.
EDITS = 5 if os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick" else 100


@pytest.fixture
def languages(monkeypatch, tmp_path):
    """Return the function that tells which editions of the last build were taken over."""
    log = tmp_path / "taken.txt"
    build_edited = side_by_side.build_edited

    def noted(edition, *arguments):
        built = build_edited(edition, *arguments)
        with log.open("a") as file:
            file.write(f"{edition.language} {built is not None}\n")
        return built

    monkeypatch.setattr(side_by_side, "build_edited", noted)

    def said():
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return {line.split()[0]: line.endswith("True") for line in lines}

    return said


@pytest.fixture
def taken(small, monkeypatch, languages):
    """Return the small handbook, published as HTML, and the function that tells what was taken over."""
    monkeypatch.chdir(small)
    return small, languages


def _more(root):
    append(root / PAGE, "It lends to many.")
    translate(root, "agencies/maple", {"It lends to many.": "Il prête à beaucoup de gens."})


def _another_word(root):
    replace(root / "locales/fr/LC_MESSAGES" / "agencies/maple.po", "Un dépliant dit", "Un vieux dépliant dit")


def _another_term(root):
    replace(root / "locales/fr/LC_MESSAGES/glossary.po", 'msgstr "coopérative', 'msgstr "vraie coopérative')


def _a_link(root):
    append(root / PAGE, "See [the other](birch.md).")
    translate(root, "agencies/maple", {"See [the other](birch.md).": "Voir [l’autre](birch.md)."})


def _a_title(root):
    replace(root / "locales/fr/LC_MESSAGES" / "agencies/maple.po", "Fonds de l’Érable", "Fonds Érable")


def _a_heading(root):
    replace(root / PAGE, "## What it does", "## What it has done")
    replace(root / "locales/fr/LC_MESSAGES" / "agencies/maple.po", "What it does", "What it has done")


def _a_term(root):
    append(root / "source/glossary.md", "Not a term.")
    translate(root, "glossary", {"Not a term.": "Pas un terme."})


def _a_number(root):
    said = {"As {numref}`loans` shows.": "Selon {numref}`loans`.", "Loans": "Prêts", "New": "Neufs", "Ten": "Dix"}
    append(root / PAGE, "As {numref}`loans` shows.\n\n```{table} Loans\n:name: loans\n\n| New |\n| --- |\n| Ten |\n```")
    translate(root, "agencies/maple", said)


def _a_fact(root):
    facts = root / "source/facts/maple.toml"
    facts.write_text(f"{facts.read_text()}\n# A remark.\n")


BOTH, FRENCH, NONE = {"en": True, "fr": True}, {"en": True, "fr": False}, {"en": False, "fr": False}


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(_more, BOTH, id="a paragraph"),
        pytest.param(_another_word, BOTH, id="a translation"),
        pytest.param(_a_link, BOTH, id="a link to another page"),
        pytest.param(_a_term, BOTH, id="the page of terms"),
        pytest.param(_a_title, FRENCH, id="a title, which the menu of each page shows"),
        pytest.param(_a_heading, NONE, id="a heading, which links may lead to"),
        pytest.param(_a_number, NONE, id="a table with a number, which links may show"),
        pytest.param(_a_fact, {}, id="facts"),
    ],
)
def test_what_is_taken_over(taken, edit, expected):
    """An edition is, unless other pages would show the edit, or more than texts of pages was edited."""
    root, languages = taken
    edit(root)
    assert cli.main([*HTML]) == 0
    assert languages() == expected
    assert _published(root) == _published(_whole(root))


@pytest.mark.parametrize(
    ("edit", "started"),
    [
        pytest.param(_another_word, {"fr"}, id="a translation"),
        pytest.param(_another_term, {"en", "fr"}, id="a translation that the other glossary shows"),
        pytest.param(_more, {"en", "fr"}, id="a page"),
    ],
)
def test_sphinx_starts_only_for_editions_that_show_the_edit(taken, monkeypatch, tmp_path, edit, started):
    """All pages of the others are those of the last release."""
    root, _ = taken
    log = tmp_path / "started.txt"
    start = edited_pages.sphinx_application

    def noted(edition, *arguments):
        with log.open("a") as file:
            file.write(f"{edition.language}\n")
        return start(edition, *arguments)

    monkeypatch.setattr(edited_pages, "sphinx_application", noted)
    edit(root)
    assert cli.main([*HTML]) == 0
    assert set(log.read_text().split()) == started
    assert _published(root) == _published(_whole(root))


@pytest.mark.whole
@pytest.mark.parametrize("edit", [_more, _a_title])
def test_on_paper_it_is_the_same(small_brochures, tmp_path, monkeypatch, languages, edit):
    """The brochures and leaflets as well are those of a whole build."""
    root = shutil.copytree(small_brochures, tmp_path / "guide", symlinks=True)
    monkeypatch.chdir(root)
    edit(root)
    assert cli.main(["build"]) == 0
    assert languages() == (FRENCH if edit is _a_title else BOTH)
    assert _published(root) == _published(_whole(root, "build"))


@pytest.mark.parametrize(
    ("harm", "expected"),
    [("an edition", {}), ("a state", {}), ("a page of the release", {"en": True, "fr": False})],
)
def test_what_was_harmed_is_not_taken_over(taken, harm, expected):
    """Whoever changes what is kept, or what is published, has all of it built again."""
    root, languages = taken
    states = sorted((root / "build/kept/editions").glob("*-fr.json"))
    if harm == "an edition":
        for state in states:
            state.unlink()
    elif harm == "a state":
        for state in states:
            state.write_text(state.read_text().replace("Fonds", "Fausse"))
    else:
        page = next((root / "build/releases/site").glob("0*/fr/agencies/birch.html"))
        page.chmod(0o644)
        page.write_text("")
    _more(root)
    assert cli.main([*HTML]) == 0
    assert languages() == expected
    assert _published(root) == _published(_whole(root))


def test_state_that_is_none_is_not_taken_over(taken, monkeypatch):
    """Whatever JSON says, it makes no object of any other class than those of pages, and no traceback."""
    root, languages = taken
    for text in (
        "[]",
        "{}",
        "[" * 100_000,
        '{"shared": {"files": ["node", "docutils.sys.exit", ["dict"], []]}}',
        '{"shared": 1}',
    ):
        monkeypatch.setattr(last_build, "digest_of", lambda state: "same")
        monkeypatch.setattr(last_build, "_states", lambda *a, text=text: [("en", text), ("fr", text)])
        append(root / "source/glossary.md", "% Nobody sees it.")
        assert cli.main([*HTML]) == 0
        assert languages() == NONE


def test_only_pages_that_are_others_are_read_back_and_judged(taken, monkeypatch):
    """What looks at a page alone has looked at those that stand as they are published; what compares pages has all."""
    root, _ = taken
    looked_at = []

    def note(artefacts, groups, jobs):
        fresh = {f"{edition.language}/{page.docname}" for edition, page in artefacts.fresh_pages()}
        judged = {f"{e.language}/{page.docname}" for e, page in artefacts.pages() if artefacts.is_judged(page.path)}
        looked_at.append((fresh, judged | fresh == {f"{e.language}/{page.docname}" for e, page in artefacts.pages()}))
        return run_checks(artefacts, groups, jobs)

    monkeypatch.setattr(judging, "run_checks", note)
    _another_word(root)
    assert cli.main([*HTML]) == 0
    assert cli.main([*HTML, "--force"]) == 0
    [(fresh, is_whole), (all_fresh, _)] = looked_at
    assert (fresh, is_whole) == ({"fr/agencies/maple"}, True)
    assert len(all_fresh) > 10


def test_what_is_wrong_with_an_edited_page_alone_is_seen(taken, monkeypatch, capsys):
    """As a whole build sees it: here, that the page is too heavy by now."""
    root, _ = taken
    for number in range(1, 11):
        words = f"It lends to number {number}. " * 250
        append(root / PAGE, f"\n{words.strip()}")
        translate(root, "agencies/maple", {words.strip(): (f"Il prête au numéro {number}. " * 250).strip()})
    edited = _said(root, capsys, monkeypatch)
    assert "[page-weight]" in edited[2]
    assert edited == _said(_whole(root), capsys, monkeypatch)


def test_edits_of_all_kinds_give_what_a_whole_build_gives(small, monkeypatch, capsys):
    """The same release, or the same findings, whatever was edited before: a sequence at random, always the same one."""
    monkeypatch.chdir(small)
    _git(small, "init", "-q")
    _commit(small, 0)
    numbers = random.Random(18)
    for number in range(1, EDITS + 1):
        kind = numbers.choice(sorted(KINDS))
        KINDS[kind](small, number, numbers)
        edited = _said(small, capsys, monkeypatch)
        whole = _whole(small)
        assert (kind, edited) == (kind, _said(whole, capsys, monkeypatch))
        if edited[0] == 0:
            assert _published(small) == _published(whole), kind
        shutil.rmtree(whole)


def _said(root, capsys, monkeypatch):
    """Build, and return the exit code and all that was said, but for the time that it took."""
    monkeypatch.chdir(root)
    capsys.readouterr()
    code = cli.main([*HTML])
    said = capsys.readouterr()
    return code, said.out.splitlines()[-1:] if code else [], said.err


def _whole(root: Path, *command: str) -> Path:
    """Return a copy of the handbook that no build has left anything in, built."""
    copy = root.with_name("whole")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build"), symlinks=True)
    before = Path.cwd()
    os.chdir(copy)
    try:
        cli.main([*(command or HTML)])
    finally:
        os.chdir(before)
    return copy


def _published(root: Path) -> dict[str, str]:
    """Return the hash of each file that readers of the last release ask for."""
    manifest = read_manifest(root / "build/site", root)
    return {name: file.sha256 for name, file in manifest.own.items()} | {
        key: json.dumps(manifest.data[key]) for key in manifest.data.keys() - {"files", "earlier"}
    }


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def _commit(root: Path, number: int, numbers: random.Random | None = None) -> None:
    ignored = root / ".gitignore"
    ignored.write_text("build/\n")
    _git(root, "add", "-A")
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    _git(root, *author, "commit", "-q", "--allow-empty", "-m", str(number), f"--date=2026-01-{number % 28 + 1:02}")


def _paragraph(root: Path, number: int, numbers: random.Random) -> None:
    docname = numbers.choice(["index", "agencies/maple", "agencies/birch", "compare"])
    append(root / f"source/{docname}.md", f"A line on {'bread ' * (number % 7)}and more.")
    if numbers.random() < 0.8:
        translate(root, docname, {f"A line on {'bread ' * (number % 7)}and more.": "Une ligne, et plus."})


def _title(root: Path, number: int, numbers: random.Random) -> None:
    path = root / "source/compare.md"
    path.write_text(re.sub(r"(?m)^# .*", f"# Compared {number}", path.read_text(), count=1))
    translate(root, "compare", {f"Compared {number}": f"Comparaison {number}"})


def _picture(root: Path, number: int, numbers: random.Random) -> None:
    append(root / PAGE, "![A leaf](/leaf.png)")
    translate(root, "agencies/maple", {"A leaf": "Une feuille"}) if numbers.random() < 0.5 else None


def _new_page(root: Path, number: int, numbers: random.Random) -> None:
    write(root / f"source/new-{number}.md", f"# New {number}\n\nSee [it](agencies/maple.md).\n")
    translate(root, f"new-{number}", {f"New {number}": f"Nouveau {number}", "See [it](agencies/maple.md).": ""})
    if numbers.random() < 0.7:
        replace(root / "source/index.md", "\nglossary\n", f"\nglossary\nnew-{number}\n")


def _rename(root: Path, number: int, numbers: random.Random) -> None:
    new = sorted((root / "source").glob("new-*.md"))
    if new:
        new[0].rename(new[0].with_name(f"new-{number}-again.md"))


def _subtitle(root: Path, number: int, numbers: random.Random) -> None:
    path = root / "pyproject.toml"
    path.write_text(path.read_text().replace("A Small", f"A {'very ' * (number % 3)}Small"))


def _blank(root: Path, number: int, numbers: random.Random) -> None:
    path = root / "locales/fr/LC_MESSAGES" / "index.po"
    path.write_text(re.sub(r'msgstr ".*nouveau.*"', 'msgstr ""', path.read_text()))


def _back(root: Path, number: int, numbers: random.Random) -> None:
    _git(root, "checkout", "-q", "--", ".")


KINDS = {
    function.__name__: function
    for function in (_paragraph, _title, _picture, _new_page, _rename, _subtitle, _blank, _back, _commit)
}
