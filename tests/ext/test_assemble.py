"""Parts that are built in different places give what one build gives; a part that is anything else is refused."""

import json
import os
import random
import re
import shutil

import pytest
from small_handbook import append, fingerprint, replace, translate, write, write_small_handbook

from handbook.build import part as parts_of
from handbook.build import side_by_side
from handbook.build.part import PART, read_part, take_part
from handbook.commands import cli
from handbook.findings.finding import HandbookError
from handbook.project.project import load_project
from handbook.publication.release import standing
from handbook.publication.verify import verify

PAGE = "site/fr/agencies/maple.html"


def _run(root, *arguments):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        return cli.main(arguments)


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """Build each language in a copy of its own; tests read them, and harm copies."""
    folder = tmp_path_factory.mktemp("parts")
    for language in ("en", "fr"):
        root = write_small_handbook(tmp_path_factory.mktemp(f"machine {language}") / "guide")
        assert _run(root, "build", "--language", language, "--part", str(folder / language)) == 0
        assert not (root / "build/site").exists()
    before = fingerprint(folder)
    yield folder
    assert fingerprint(folder) == before


@pytest.fixture
def harmed(parts, tmp_path):
    """Return a copy of the parts."""
    return shutil.copytree(parts, tmp_path / "parts")


def _assemble(root, folder, *options):
    return _run(root, "assemble", *options, str(folder / "en"), str(folder / "fr"))


def _rewrite(folder, change):
    """Change what a part says of itself, with a hash that fits."""
    data = json.loads((folder / PART).read_bytes())["part"]
    change(data)
    (folder / PART).write_bytes(parts_of._text(data))


def _rehash(folder, name):
    listed = parts_of.file_list(folder / "site")[name.removeprefix("site/")]
    _rewrite(folder, lambda data: data["files"].update({name: listed}))


def test_parts_give_what_one_build_gives(parts, small_brochures, tmp_path, capsys):
    """Byte for byte, with the proofs of all languages, and nothing is stale afterwards."""
    root = write_small_handbook(tmp_path / "where they are joined")
    assert _assemble(root, parts) == 0
    assert "\nPublished build/site: 66 of 66 proofs, " in capsys.readouterr().out
    for folder in ("build/site/", "build/kept/editions"):
        assert fingerprint(root / folder) == fingerprint(small_brochures / folder)
    assert _run(root, "plan", "--json") == 0
    plan = json.loads(capsys.readouterr().out)
    assert (plan["stale"], plan["reasons"], [part["stale"] for part in plan["parts"]]) == (False, [], [False, False])


def test_the_next_build_takes_over_what_was_assembled(parts, tmp_path, monkeypatch):
    """An edited page is built alone, and all is as if it had been built from nothing."""
    root = write_small_handbook(tmp_path / "guide")
    assert _assemble(root, parts) == 0
    append(root / "source/agencies/maple.md", "It lends to many.")
    translate(root, "agencies/maple", {"It lends to many.": "Il prête à beaucoup de gens."})
    with monkeypatch.context() as patch:
        patch.setattr(side_by_side, "build_edition", lambda *arguments: pytest.fail("it is built whole"))
        assert _run(root, "build") == 0
    edited = standing(root / "build/site")
    assert _run(root, "build", "--force") == 0
    assert standing(root / "build/site") == edited


@pytest.mark.whole
def test_parts_for_a_print_shop_give_what_one_build_gives(tmp_path):
    """The booklet in both languages is bound where they are joined."""
    roots = [write_small_handbook(tmp_path / name / "guide") for name in ("one", "other", "joined", "alone")]
    outputs = ("--output", "html", "--output", "pdf", "--output", "print")
    for root, language in zip(roots, ("en", "fr"), strict=False):
        assert _run(root, "build", *outputs, "--language", language, "--part", str(tmp_path / "parts" / language)) == 0
    assert _assemble(roots[2], tmp_path / "parts", *outputs) == 0
    assert _run(roots[3], "build", *outputs) == 0
    for place in ("site", "print"):
        assert fingerprint(roots[2] / f"build/{place}/") == fingerprint(roots[3] / f"build/{place}/")
    assert (roots[2] / "build/print/brochure-bilingual-booklet.pdf").is_file()


def _flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _link_folder(folder):
    moved = (folder / "site").rename(folder.parent / "elsewhere")
    (folder / "site").symlink_to(moved)


def _link_file(folder):
    moved = (folder / PAGE).rename(folder.parent / "page.html")
    (folder / PAGE).symlink_to(moved)


def _pipe(path):
    path.unlink()
    os.mkfifo(path)


def _text(text):
    return lambda folder: (folder / PART).write_text(text)


def _listing(name, **file):
    return lambda data: data["files"].update({name: {"sha256": "0" * 64, "size": 1} | file})


def _without(name):
    def change(folder):
        (folder / name).unlink()
        _rewrite(folder, lambda data: data["files"].pop(name))

    return change


def _edition(**changes):
    return lambda data: data["editions"]["fr"].update(changes)


def _notice(message):
    return _edition(allowed=[{"path": "a.po", "line": 1, "rule": "r", "message": message}])


# What is done to the files of the French part, and what is said of it.
HARMED = {
    "a byte": (lambda folder: _flip(folder / PAGE), f"missing, or not as it was built; build the part again: {PAGE}"),
    "a page that is gone": (lambda folder: (folder / PAGE).unlink(), f"missing, or not as it was built; .*: {PAGE}"),
    "a page more": (lambda folder: write(folder / "site/fr/more.html", ""), "there is more in the part .*fr/more.html"),
    "a hidden file": (lambda folder: write(folder / ".hidden", ""), r"there is more in the part .*: \.hidden"),
    "a link more": (lambda folder: (folder / "site/fr/etc").symlink_to("/etc"), "there is more in the part .*fr/etc"),
    "a pipe more": (lambda folder: os.mkfifo(folder / "site/pipe"), "there is more in the part .*: site/pipe"),
    "a link for a file": (_link_file, f"missing, or not as it was built; .*: {PAGE}"),
    "a link for a folder": (_link_folder, "there is more in the part than a build has put there: site"),
    "a pipe for a file": (lambda folder: _pipe(folder / PAGE), f"missing, or not as .*: {PAGE}|there is more .*{PAGE}"),
    "no list": (lambda folder: (folder / PART).unlink(), "there is no part here"),
    "no folder": (shutil.rmtree, "there is no part here"),
    "a list that is a link": (
        lambda folder: (folder / PART).rename(folder.parent / PART) and (folder / PART).symlink_to(f"../{PART}"),
        "this cannot be read",
    ),
    "a list that is a pipe": (lambda folder: _pipe(folder / PART), "this cannot be read"),
    "no JSON": (_text("{"), "this is not as a build has written it"),
    "no text": (lambda folder: (folder / PART).write_bytes(b"\xff\xfe"), "this is not as a build has written it"),
    "another JSON": (_text("[1]"), "this is not as a build has written it"),
    "a newer format": (_text('{"format": 2, "part": {}}'), "a newer version of the program"),
    "nested without end": (_text("[" * 100_000), "this is not as a build has written it"),
    "nested in its place": (_text('{"format": 1, "part": ' + "[" * 100_000), "this is not as a build has written it"),
    "a number without end": (_text('{"format": 1, "part": ' + "9" * 9_999 + "}"), "this is not as a build has written"),
    "huge": (lambda folder: os.truncate(folder / PART, 65 * 2**20), "this is larger than any part’s"),
}
# What it says of itself, with a hash that fits.
LIES = {
    "a path that leaves": (_listing("site/fr/../../../evil"), "this lists what no build .*: site/fr/../../../evil"),
    "a path from the root": (
        _listing("/etc/passwd"),
        "this lists what no build of these languages writes: /etc/passwd",
    ),
    "a path of Windows": (_listing("site\\fr"), "this lists what no build of these languages writes"),
    "a path with a line end": (_listing("site/fr/a\nb"), r"this lists what no build .*: site/fr/a\\nb"),
    "another language": (_listing("site/en/index.html"), "this lists what no build .*: site/en/index.html"),
    "what is of all": (_listing("site/index.html"), "this lists what no build .*: site/index.html"),
    "a manifest": (_listing("manifest.json"), "this lists what no build .*: manifest.json"),
    "a release": (_listing("releases/0001"), "this lists what no build .*: releases/0001"),
    "another download": (_listing("site/downloads/brochure-en.pdf"), "this lists what no build .*: site/downloads/"),
    "a size that is none": (_listing(PAGE, size="1"), f"this lists what no build .*: {PAGE}"),
    "a hash that is none": (_listing(PAGE, sha256=3), f"this lists what no build .*: {PAGE}"),
    "more of a file": (_listing(PAGE, mode=0o777), "this is not as a build has written it"),
    "a file that is not there": (_listing("site/fr/more.html"), "missing, or not as it was built; .*fr/more.html"),
    "no files": (lambda data: data.pop("files"), "this is not as a build has written it"),
    "files that are a list": (lambda data: data.update(files=[]), "this is not as a build has written it"),
    "a module elsewhere": (_edition(modules=["../../evil.py"]), "this is not as a build has written it"),
    "modules that are none": (_edition(modules=[3]), "this is not as a build has written it"),
    "a module of its own": (_edition(modules=["evil.py"]), "this was not made of what lies here; other are: evil.py"),
    "a notice that is none": (_edition(allowed=["a"]), "this is not as a build has written it"),
    "a notice that fills the memory": (
        _notice({"msgid": "{a:>999999999}", "values": {"a": "b"}}),
        "this is not as a build has written it",
    ),
    "another page": (
        lambda data: data["inputs"].update({"source/index.md": "0" * 64}),
        "this was not made of what lies here; other are: source/index.md",
    ),
    "a page that is not here": (
        lambda data: data["inputs"].update({"source/more.md": "0" * 64}),
        "this was not made of what lies here; other are: source/more.md",
    ),
    "another commit": (lambda data: data["inputs"].update(git="[]"), "this was not made of .*; other are: git"),
    "another program": (
        lambda data: data["inputs"].update(handbook="0" * 64, python="4"),
        "another version of the program has built this",
    ),
    "other outputs": (
        lambda data: data.update(outputs=["html"]),
        "this holds html, and what is .* html, pdf",
    ),
    "incomplete": (lambda data: data.update(allow_incomplete=True), "this was built with --allow-incomplete"),
    "an unknown language": (
        lambda data: data["editions"].update(es=data["editions"]["fr"]),
        "this lists what no build of these languages writes: es",
    ),
}


def _refused(root, capsys, message, *arguments):
    """Assert that a command says one line of a part, and that what readers get is as it was."""
    before = standing(root / "build/site"), fingerprint(root / "build/releases")
    capsys.readouterr()
    assert _run(root, *arguments) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.endswith(" [part]")
    assert re.search(message, line), line
    assert (standing(root / "build/site"), fingerprint(root / "build/releases")) == before
    assert verify(root / "build/site", root) == []


@pytest.mark.parametrize("harm", HARMED)
def test_a_part_that_was_harmed_is_refused(small, harmed, capsys, harm):
    """In one line, and readers keep what they have."""
    change, message = HARMED[harm]
    change(harmed / "fr")
    _refused(small, capsys, message, "assemble", str(harmed / "en"), str(harmed / "fr"))


@pytest.mark.parametrize("lie", LIES)
def test_a_part_that_no_build_has_written_is_refused(small, harmed, capsys, lie):
    """Though its hash fits."""
    change, message = LIES[lie]
    _rewrite(harmed / "fr", change)
    _refused(small, capsys, message, "assemble", str(harmed / "en"), str(harmed / "fr"))


@pytest.mark.parametrize(
    ("folders", "message"),
    [
        (("en",), "no part holds fr, which is published too"),
        (("fr",), "no part holds en, which is published too"),
        (("en", "fr", "again"), "more than one part holds fr"),
    ],
)
def test_each_language_stands_in_one_part(small, harmed, capsys, folders, message):
    """Neither in none, nor in two."""
    shutil.copytree(harmed / "fr", harmed / "again")
    _refused(small, capsys, message, "assemble", *(str(harmed / folder) for folder in folders))


@pytest.mark.parametrize("name", ["site/downloads/brochure-fr.pdf", "site/fr/index.html"])
def test_a_part_has_what_was_asked_for(small, harmed, capsys, name):
    """A part without its brochure is none, whatever it lists."""
    _without(name)(harmed / "fr")
    _refused(small, capsys, f"missing, or .*: {name}", "assemble", str(harmed / "en"), str(harmed / "fr"))


def test_a_flipped_bit_is_refused_wherever_it_is(parts, tmp_path):
    """In each file of a part: the list, pages, PDFs, what the next build takes over."""
    chance = random.Random(4)
    copy = shutil.copytree(parts / "fr", tmp_path / "fr")
    project = load_project(write_small_handbook(tmp_path / "guide"))
    take_part(copy, read_part(copy, project), project.root, tmp_path / "as it was")
    for path in sorted(path for path in copy.rglob("*") if path.is_file()):
        whole = path.read_bytes()
        for place in {chance.randrange(len(whole)) for _ in range(3)} if whole else ():
            data = bytearray(whole)
            data[place] ^= 1 << chance.randrange(8)
            path.write_bytes(data)
            with pytest.raises(HandbookError) as raised:
                take_part(copy, read_part(copy, project), project.root, tmp_path / "stage")
            [finding] = raised.value.findings
            assert finding.rule == "part", path
        path.write_bytes(whole)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("</main>", "<script>alert(1)</script></main>", "markup"),
        ("demandé dès", "demandé avant", "fact-missing"),
    ],
)
def test_a_page_is_proven_where_it_is_published(small, harmed, capsys, old, new, rule):
    """A part whose hashes fit may say anything: what readers get is judged by itself."""
    page = harmed / "fr" / PAGE
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    _rehash(harmed / "fr", PAGE)
    before = standing(small / "build/site")
    assert _assemble(small, harmed) == 1
    assert f"[{rule}]" in capsys.readouterr().err
    assert standing(small / "build/site") == before


STATE = "states/fr.json"


def _write_state(folder, text):
    (folder / STATE).write_text(text)
    listed = parts_of.file_list(folder / "states")["fr.json"]
    _rewrite(folder, lambda data: data["files"].update({STATE: listed}))


def test_what_pages_say_is_read_where_they_are_published(harmed, small_brochures, tmp_path):
    """Else the next build would believe what a part says of pages that it does not read again."""
    root = write_small_handbook(tmp_path / "guide")
    state = json.loads((harmed / "fr" / STATE).read_bytes())
    state["pages"]["agencies/birch"]["text"] = "something else"
    _write_state(harmed / "fr", json.dumps(state))
    assert _assemble(root, harmed) == 0
    assert fingerprint(root / "build/kept/editions") == fingerprint(small_brochures / "build/kept/editions")


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, "3"])
def test_a_state_that_is_none_is_not_kept(harmed, tmp_path, text):
    """The next build does without."""
    root = write_small_handbook(tmp_path / "guide")
    _write_state(harmed / "fr", text)
    assert _assemble(root, harmed) == 0
    assert [path.stem[-2:] for path in (root / "build/kept/editions").iterdir()] == ["en"]


def test_a_state_shows_nothing_of_the_machine(parts, harmed, tmp_path):
    """It is from elsewhere: a download that it names outside the pages is published by no build."""
    root = write_small_handbook(tmp_path / "guide")
    (tmp_path / "secret.png").write_bytes(b"secret")
    state = json.loads((harmed / "fr" / STATE).read_bytes())
    download = ["../../secret.png", ["tuple", ["set", "agencies/birch"], "0123/secret.png"]]
    state["shared"]["environment"]["dlfiles"].append(download)
    _write_state(harmed / "fr", json.dumps(state))
    assert _assemble(root, harmed) == 0
    replace(root / "locales/fr/LC_MESSAGES/agencies/maple.po", "Un dépliant dit", "Un vieux dépliant dit")
    assert _run(root, "build") == 0
    assert not list((root / "build/site/").rglob("secret*"))


def test_faults_leave_no_part(small, tmp_path, capsys):
    """They are told as by any build."""
    replace(small / "locales/fr/LC_MESSAGES/agencies/maple.po", "D’où il vient", "")
    part = tmp_path / "part"
    assert _run(small, "build", "--output", "html", "--language", "fr", "--part", str(part)) == 1
    assert "[untranslated]" in capsys.readouterr().err
    assert not part.exists()


PLACES = {
    "a folder with something in it": (lambda folder: write(folder / "a", ""), "there is something here"),
    "a file": (lambda folder: write(folder, ""), "there is something here"),
    "a link that leads nowhere": (lambda folder: folder.symlink_to("nowhere"), "there is something here"),
    "below a file": (lambda folder: None, "this folder cannot be made"),
    "among the pages": (None, "a part cannot stand among pages"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_part_has_a_folder_of_its_own(small, tmp_path, capsys, place):
    """Which was not there, or empty: else it is one line, before anything is built."""
    make, message = PLACES[place]
    folder = tmp_path / "part" if make else small / "source/part"
    if place == "below a file":
        write(tmp_path / "file", "")
        folder = tmp_path / "file/part"
    if make:
        make(folder)
    _refused(small, capsys, message, "build", "--part", str(folder))


def test_programs_are_told_by_events(small, harmed, tmp_path, capsys):
    """As of any build: what is wrong, or where the part is."""
    capsys.readouterr()
    _flip(harmed / "fr" / PAGE)
    assert _assemble(small, harmed, "--json") == 1
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["rule"] for event in events if event["event"] == "finding"] == ["part"]
    part = tmp_path / "part"
    assert _run(small, "build", "--output", "html", "--language", "fr", "--part", str(part), "--json") == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (last["event"], last["places"], last["proven"]) == ("built", [str(part)], 11)


def test_a_part_is_not_signed(small, tmp_path, capsys):
    """Nobody publishes it."""
    assert _run(small, "build", "--part", str(tmp_path / "part"), "--sign", "key") == 2
    assert "a part is not published" in capsys.readouterr().err


def test_brochures_do_not_stay_beside_pages_that_do_not_lead_to_them(small_brochures, tmp_path, capsys):
    """A build of pages alone would take them over, and link to them."""
    root = shutil.copytree(small_brochures, tmp_path / "guide", symlinks=True)
    outputs = ("--output", "html")
    assert _run(root, "build", *outputs, "--part", str(tmp_path / "part")) == 0
    _refused(root, capsys, "readers have brochures", "assemble", *outputs, str(tmp_path / "part"))
