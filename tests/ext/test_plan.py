"""What is stale is known by hashes, with the reason; where nothing is, a build says so and touches nothing."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from small_handbook import append, fingerprint, replace, write

from handbook.build import pipeline, plan
from handbook.commands import cli
from handbook.machine.versions import digest_of_tree

PAGE, CATALOGUE = "source/agencies/maple.md", "locales/fr/LC_MESSAGES/agencies/maple.po"
HTML = ("--output", "html")


@pytest.fixture
def built(small, monkeypatch):
    """Return a copy of the small handbook that is published as HTML, with its record."""
    monkeypatch.chdir(small)
    return small


def _why(capsys, *arguments):
    capsys.readouterr()
    assert cli.main(["plan", "--json", *(arguments or HTML)]) == 0
    return {reason["input"]: reason["message"] for reason in json.loads(capsys.readouterr().out)["reasons"]}


def test_where_nothing_has_changed_nothing_is_done(built, capsys, monkeypatch):
    """It is said at once, with the proofs of the last build."""
    before = fingerprint(built / "build/releases")
    capsys.readouterr()
    monkeypatch.setattr("handbook.build.pipeline.build", lambda *arguments: pytest.fail("it is built again"))
    assert cli.main(["build", *HTML]) == 0
    assert capsys.readouterr().out.startswith("build/site: nothing has changed since the last build, ")
    assert fingerprint(built / "build/releases") == before


def test_what_a_build_had_to_say_is_said_again(built, capsys):
    """Whoever publishes should know it today as well, and in their own language."""
    replace(built / CATALOGUE, "D’où il vient", "")
    assert cli.main(["build", "--allow-incomplete", *HTML]) == 0
    first = capsys.readouterr()
    assert f"note: {CATALOGUE}:1: published; " in first.err
    assert cli.main(["build", "--allow-incomplete", *HTML]) == 0
    again = capsys.readouterr()
    assert (again.err, "nothing has changed" in again.out) == (first.err, True)
    assert cli.main(["build", "--allow-incomplete", *HTML, "--language-of-messages", "fr"]) == 0
    assert f"{CATALOGUE}:1: publié" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "plan"])
def test_nothing_of_sphinx_is_imported_to_say_so(built, command):
    """Nor WeasyPrint, whose libraries take the longest."""
    code = (
        f"import sys; from handbook.commands import cli; code = cli.main(['{command}', '--output', 'html']);"
        "print(code, sorted({'sphinx', 'docutils', 'weasyprint', 'myst_parser'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=built)
    assert done.stdout.endswith("0 []\n")


def test_time_stamps_do_not_count(built, capsys):
    """Neither a file that was touched is stale, nor one that was changed and given its old time up to date."""
    for path in (built / "source").rglob("*"):
        os.utime(path, (0, 0))
    assert _why(capsys) == {}
    status = (built / PAGE).stat()
    append(built / PAGE, "More.")
    os.utime(built / PAGE, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert _why(capsys) == {PAGE: "changed"}


EDITS = {
    "a page": (lambda root: append(root / PAGE, "More."), PAGE, "changed"),
    "a new page": (lambda root: write(root / "source/new.md", "# New"), "source/new.md", "new"),
    "a page that goes": (lambda root: (root / PAGE).unlink(), PAGE, "gone"),
    "a renamed page": (lambda root: (root / PAGE).rename(root / "source/other.md"), "source/other.md", "new"),
    "a message": (
        lambda root: replace(root / CATALOGUE, "D’où il vient", "Ses débuts"),
        CATALOGUE,
        "messages that are not as they were: 1",
    ),
    "a comment of a catalogue": (lambda root: append(root / CATALOGUE, "# A note"), CATALOGUE, "changed"),
    "a link of the file system": (
        lambda root: (root / "source/more").symlink_to("agencies"),
        "source+locales",
        "changed",
    ),
    "a file that no build reads, and each names": (
        lambda root: write(root / "locales/fr/LC_MESSAGES/compare.mo", ""),
        "source+locales",
        "changed",
    ),
    "a fact": (lambda root: append(root / "source/facts/maple.toml", "# A note"), "source/facts/maple.toml", "changed"),
    "the configuration": (lambda root: append(root / "source/conf.py", "# A note"), "source/conf.py", "changed"),
    "a setting": (
        lambda root: replace(root / "pyproject.toml", "[tool.handbook]\n", "[tool.handbook]\nkeep_releases = 5\n"),
        "pyproject.toml",
        "changed",
    ),
    "what is published": (
        lambda root: append(root / "build/site/en/index.html", "<p>Not ours</p>"),
        "build/site",
        "no longer as it was published",
    ),
    "the release": (lambda root: (root / "build/site").unlink(), "build/site", "another release stands here, or none"),
    "the record": (
        lambda root: [path.write_text("{") for path in (root / "build/kept/builds").iterdir()],
        "build/kept",
        "no build of these languages and outputs is on record",
    ),
    "the store": (
        lambda root: shutil.rmtree(root / "build/kept"),
        "build/kept",
        "no build of these languages and outputs is on record",
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_decides_a_byte_makes_a_build_stale(built, capsys, edit):
    """And the plan names it."""
    change, name, message = EDITS[edit]
    change(built)
    assert _why(capsys)[name] == message


def _ahead(capsys):
    """Return what is made again for each reason, and which languages may be others."""
    capsys.readouterr()
    assert cli.main(["plan", "--json", *HTML]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert [(part["language"], part["outputs"]) for part in plan["parts"]] == [("en", ["html"]), ("fr", ["html"])]
    again = {reason["input"]: reason["again"] for reason in plan["reasons"]}
    return again, [part["language"] for part in plan["parts"] if part["stale"]]


GLOSSARY = "locales/fr/LC_MESSAGES/glossary.po"
# What is edited; what a build makes again for it, and in which languages.
AGAIN = {
    "nothing": (lambda root: None, {}, []),
    "a translation": (EDITS["a message"][0], {CATALOGUE: ["agencies/maple"]}, ["fr"]),
    "terms that both languages show": (
        lambda root: append(root / GLOSSARY, "# A note"),
        {GLOSSARY: ["glossary"]},
        ["en", "fr"],
    ),
    "a page": (EDITS["a page"][0], {PAGE: ["agencies/maple"]}, ["en", "fr"]),
    "a fact": (EDITS["a fact"][0], {"source/facts/maple.toml": "everything"}, ["en", "fr"]),
    "what is published": (EDITS["what is published"][0], {"build/site": "everything"}, ["en", "fr"]),
    "the record": (EDITS["the record"][0], {"build/kept": "everything"}, ["en", "fr"]),
}


@pytest.mark.parametrize("edit", AGAIN)
def test_what_is_made_again_is_named(built, capsys, edit):
    """Pages, where nothing but their texts was edited, and everything else; all languages, but for a catalogue."""
    change, again, languages = AGAIN[edit]
    change(built)
    assert _ahead(capsys) == (again, languages)


def test_a_catalogue_beside_a_fact_is_made_again_with_everything(built, capsys):
    """Whatever decides most decides."""
    EDITS["a message"][0](built)
    EDITS["a fact"][0](built)
    assert _ahead(capsys) == ({CATALOGUE: "everything", "source/facts/maple.toml": "everything"}, ["en", "fr"])


def test_git_says_nothing_of_which_pages(built, capsys):
    """Another commit may give pages another day, and editions bear it: all languages are built."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (["init"], ["add", "source", "locales"], [*who, "commit", "-m", "a"]):
        subprocess.run(["git", *arguments], cwd=built, check=True, capture_output=True)
    replace(built / CATALOGUE, "D’où il vient", "Ses débuts")
    assert _ahead(capsys) == ({CATALOGUE: ["agencies/maple"], "git": None, "git HEAD": None}, ["en", "fr"])


def test_a_person_reads_what_is_made_again(built, capsys):
    """Behind the reason."""
    EDITS["a message"][0](built)
    capsys.readouterr()
    assert cli.main(["plan", *HTML]) == 0
    assert "were: 1; made again: agencies/maple, and more only where" in capsys.readouterr().out
    EDITS["a fact"][0](built)
    assert cli.main(["plan", *HTML]) == 0
    assert "source/facts/maple.toml: changed; everything is made again\n" in capsys.readouterr().out


def test_another_request_has_a_record_of_its_own(built, capsys):
    """One language was not asked for before, nor PDFs."""
    for arguments in (("--language", "fr", *HTML), ("--output", "pdf"), ("--allow-incomplete", *HTML)):
        assert list(_why(capsys, *arguments)) == ["build/kept"]
    assert _why(capsys) == {}


@pytest.mark.parametrize("name", ["handbook", "python", "system", "SOURCE_DATE_EPOCH"])
def test_what_builds_is_an_input_too(built, capsys, monkeypatch, name):
    """The program, its libraries, those of the system, the day."""
    changes = {
        "handbook": lambda: monkeypatch.setattr(plan, "_of_program", lambda: "another"),
        "python": lambda: monkeypatch.setattr(plan, "_installed", lambda: ["sphinx-99"]),
        "system": lambda: monkeypatch.setattr(plan, "system_versions", lambda: {"Pango": "99"}),
        "SOURCE_DATE_EPOCH": lambda: monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000"),
    }
    changes[name]()
    assert name in _why(capsys)


def test_each_file_of_a_program_is_seen(tmp_path):
    """By its name and by what is in it, wherever the program lies; what Python compiles of it is not."""
    one, other = tmp_path / "one", tmp_path / "other place"
    for folder in (one, other):
        write(folder / "room/module.py", "1")
        write(folder / "styles.css", "2")
    digests = [digest_of_tree(one)]
    assert digest_of_tree(other) == digests[0]
    write(one / "room/__pycache__/module.pyc", "compiled")
    assert digest_of_tree(one) == digests[0]
    for change in (
        lambda: write(one / "styles.css", "3"),
        lambda: write(one / "room/new.html", ""),
        lambda: (one / "room/new.html").rename(one / "new.html"),
        (one / "room/module.py").unlink,
    ):
        change()
        digests.append(digest_of_tree(one))
    assert len(set(digests)) == len(digests)


def test_a_build_by_force_is_one(built, capsys):
    """Whatever is on record."""
    capsys.readouterr()
    assert cli.main(["build", "--force", *HTML]) == 0
    assert "Published build/site" in capsys.readouterr().out


def test_modules_that_the_configuration_loads_are_inputs(built, capsys, monkeypatch):
    """An extension that lies in the project decides bytes as well."""
    write(built / "extensions/shout.py", "def setup(app):\n    return {'parallel_read_safe': True}\n")
    conf = built / "source/conf.py"
    append(conf, f"import sys\nsys.path.insert(0, {str(built / 'extensions')!r})\nextensions.append('shout')\n")
    assert cli.main(["build", *HTML]) == 0
    assert _why(capsys) == {}
    append(built / "extensions/shout.py", "# louder")
    assert _why(capsys) == {"extensions/shout.py": "changed"}


NOTICE = {"path": "a.md", "line": 1, "rule": "r"}
# Gaps that would fill the memory, look into an object, or have no value.
EVIL = ("{a:>999999999}", "{a.__class__}", "{a!r}", "{b}", "{")


@pytest.mark.parametrize(
    "change",
    [
        {"format": 3},
        {"inputs": []},
        {"inputs": None},
        {"releases": "site"},
        {"messages": {"a.po": 3}},
        {"notices": [{"path": "a"}]},
        *({"notices": [NOTICE | {"message": {"msgid": msgid, "values": {"a": "b"}}}]} for msgid in EVIL),
        {"proofs": [1]},
        {"proofs": "many"},
        {"states": ["en"]},
    ],
)
def test_a_record_that_no_build_has_written_counts_as_none(built, capsys, change):
    """By a newer version, harmed, or from somewhere else: it is no traceback, and nothing in it is run."""
    [path] = (built / "build/kept/builds").iterdir()
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert list(_why(capsys)) == ["build/kept"]


def test_a_record_that_nests_without_end_counts_as_none(built, capsys):
    """Python follows what nests by calls."""
    [path] = (built / "build/kept/builds").iterdir()
    path.write_text("[" * 100_000)
    assert list(_why(capsys)) == ["build/kept"]


def test_a_program_that_is_replaced_during_a_build_has_not_built(built, capsys, monkeypatch):
    """What counts is the program that has begun."""
    program, stage = ["old"], pipeline._stage

    def replaced(*arguments):
        program[0] = "new"
        return stage(*arguments)

    monkeypatch.setattr(plan, "_of_program", lambda: program[0])
    monkeypatch.setattr(pipeline, "_stage", replaced)
    assert cli.main(["build", *HTML]) == 0
    assert _why(capsys) == {"handbook": "changed"}


def test_programs_are_told_of_a_build_as_it_goes(built, capsys):
    """Of each step, of what is wrong, and of what it has come to; nothing else stands on stdout."""

    def events(*more):
        capsys.readouterr()
        code = cli.main(["build", "--json", *HTML, *more])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    code, [notice, unchanged] = events()
    assert (code, unchanged["event"], unchanged["places"]) == (0, "unchanged", ["build/site"])
    assert (notice["event"], notice["rule"]) == ("notice", "base-url")
    append(built / PAGE, "\nA line more, of which nobody has a translation.\n")
    code, shown = events()
    findings = [event for event in shown if event["event"] == "finding"]
    assert code == 1
    assert {finding["rule"] for finding in findings} == {"untranslated"}
    assert {(event["stage"], event["language"]) for event in shown if event["event"] == "step"} >= {("read", "fr")}
    replace(built / PAGE, "\nA line more, of which nobody has a translation.\n", "")
    code, shown = events("--force")
    assert (code, shown[-1]["event"], shown[-1]["proven"]) == (0, "published", shown[-1]["required"])
    assert [event["stage"] for event in shown if event["event"] == "step"][-2:] == ["check", "publish"]
