"""A handbook from nothing: what `init` writes is whole in each language, and a wrong wish is refused at once."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from zipfile import ZipFile

import pytest
from small_handbook import replace, write

from handbook.catalogs.grammar import parse
from handbook.commands import cli
from handbook.founding import wheel
from handbook.founding.answers import answers_of, specimens
from handbook.founding.wheel import program_wheel
from handbook.pictures.tones import TONES, tone_of
from handbook.project.project import load_project


def lines_of_errors(capsys, *arguments):
    """Return what a command that is refused prints."""
    assert cli.main([*map(str, arguments)]) == 1
    return capsys.readouterr().err.splitlines()


@pytest.fixture(scope="module", params=["en,fr", "fr,en,es"])
def begun(request, tmp_path_factory):
    """Begin a handbook in some languages."""
    folder = tmp_path_factory.mktemp("begun") / "guide"
    assert cli.main(["init", str(folder), "--languages", request.param]) == 0
    return folder, request.param.split(",")


def test_readers_get_each_language_that_the_first_pages_are_written_in(begun):
    """Each message is translated; a language that the program has no pages in is begun, and not published."""
    folder, languages = begun
    project = load_project(folder)
    assert set(project.languages) == set(languages) & set(specimens())
    assert set(project.unpublished) == set(languages) - set(specimens())
    for language in project.translations:
        entries = [each for path in project.catalogues(language).rglob("*.po") for each in parse(path.read_bytes())]
        assert len(entries) > 15
        assert all(each.msgstr for each in entries)
    assert not any(
        entry.msgstr for path in project.catalogues("es").rglob("*.po") for entry in parse(path.read_bytes())[1:]
    )


def test_the_lock_pins_the_program_that_lies_beside_it(begun):
    """And each other package by its hash."""
    folder, _ = begun
    [wheel] = (folder / "vendor").glob("*.whl")
    lock = (folder / "requirements.lock").read_text("utf-8")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert lock.startswith(f"./vendor/{wheel.name} \\\n    --hash=sha256:{digest}\n")
    assert "://" not in lock


def test_the_same_program_is_the_same_wheel_wherever_it_runs(tmp_path):
    """Unpacked and run from there, it makes itself again, byte for byte."""
    wheel = program_wheel()
    write(tmp_path / "x", "")
    (tmp_path / wheel.name).write_bytes(wheel.data)
    with ZipFile(tmp_path / wheel.name) as archive:
        archive.extractall(tmp_path / "site")
    code = "from handbook.founding.wheel import program_wheel; print(program_wheel().digest)"
    path = os.pathsep.join([str(tmp_path / "site"), sysconfig.get_path("purelib")])
    command = [sys.executable, "-S", "-c", code]
    run = subprocess.run(command, env={"PYTHONPATH": path}, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == wheel.digest


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path, capsys):
    """One line, and nothing is written."""
    write(tmp_path / "mine.txt", "mine")
    [line] = lines_of_errors(capsys, "init", tmp_path)
    assert line.endswith("the folder is not empty; name one that is, or a new one [init]")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({"languages": "es,pt"}, 1),
        ({"languages": "english"}, 1),
        ({"languages": "en,fr", "source_language": "es"}, 1),
        ({"languages": "en,fr", "titles": ["fr=A\nB"]}, 1),
        ({"languages": "en", "titles": ["es=A"]}, 1),
        ({"languages": "es", "titles": [""], "paper": "a5"}, 3),
        ({"languages": "en", "titles": ["🎉"], "paper": "a5", "kit": "maps"}, 3),
    ],
)
def test_all_that_is_wrong_with_a_wish_is_said_at_once(given, count):
    """A line each."""
    answers, findings = answers_of(given)
    assert answers is None
    assert len(findings) == count


def test_who_is_at_a_terminal_is_asked():
    """And gets the program's own where nothing is answered."""
    replies = iter(["fr,en", "Le guide", "", "a4", "none"])
    answers, _ = answers_of({}, lambda _: next(replies))
    assert (answers.languages, answers.source_language) == (("fr", "en"), "fr")
    assert (answers.paper, answers.kit) == ("a4", "none")
    assert (answers.title("fr"), answers.title("en")) == ("Le guide", "What We Share")


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    """Begin a handbook once for all that only add to it."""
    folder = tmp_path_factory.mktemp("english") / "guide"
    assert cli.main(["init", str(folder), "--languages", "en"]) == 0
    return folder


@pytest.fixture
def fresh(tmp_path, monkeypatch, english):
    """Stand in a handbook that was just begun."""
    folder = shutil.copytree(english, tmp_path / "guide")
    monkeypatch.chdir(folder)
    return folder


def test_what_is_added_is_listed_and_asked_for(fresh, capsys):
    """A page at the end of the contents; of a subject, its name and facts as well."""
    assert cli.main(["new", "page", "house-rules"]) == 0
    assert cli.main(["new", "subject", "seed-library"]) == 0
    listed = (fresh / "source/index.md").read_text("utf-8").partition(":hidden:")[2].split()
    assert listed == ["subjects/tool-library", "about", "house-rules", "subjects/seed-library", "```"]
    assert (
        tomllib.loads((fresh / "source/facts/seed-library.toml").read_text("utf-8"))["page"] == "subjects/seed-library"
    )
    capsys.readouterr()
    lines = lines_of_errors(capsys, "build", "--output", "html")
    assert any(line.startswith("source/facts/seed-library.toml:4: the name “seed-library” needs") for line in lines)


def test_a_new_subject_has_a_colour_of_its_own(fresh):
    """Its name decides it; where that is taken, one that is free is written down, and all others stay as they are."""
    facts = fresh / "source/facts"
    before = (facts / "tool-library.toml").read_text("utf-8")
    (facts / "tool-library.toml").write_text(f'colour = "{tone_of("seed-library", {}).lower()}"\n{before}', "utf-8")
    (facts / "torn.toml").write_text('page = "', "utf-8")
    assert cli.main(["new", "subject", "seed-library"]) == 0
    assert cli.main(["new", "subject", "garden"]) == 0
    given = {name: tomllib.loads((facts / f"{name}.toml").read_text("utf-8")) for name in ("seed-library", "garden")}
    assert given["seed-library"]["colour"] in TONES
    assert given["seed-library"]["colour"].upper() != tone_of("seed-library", {})
    assert "colour" not in given["garden"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["page", "about"], "it is there already"),
        (["page", "a/../b"], "call the page"),
        (["page", "search"], "call the page"),
        (["page", "About"], "Windows and macOS take it for “about.md”"),
        (["subject", "tool-library"], "it is there already"),
    ],
)
def test_what_cannot_be_added_is_refused(fresh, capsys, arguments, words):
    """In one line, and the contents stay as they are."""
    before = (fresh / "source/index.md").read_bytes()
    [line] = lines_of_errors(capsys, "new", *arguments)
    assert words in line
    assert (fresh / "source/index.md").read_bytes() == before


def test_doctor_says_what_readers_miss(fresh, capsys):
    """And that it is no fault; once all is set, that."""
    assert cli.main(["doctor"]) == 0
    rules = [line.rpartition("[")[2] for line in capsys.readouterr().out.splitlines()]
    unset = (
        "base-url] colours] contact] cover] disclaimer] footer] last-edition] licence] logo] repository-url] stand-in]"
    )
    assert sorted(rules) == unset.split()
    text = """
base_url = "https://x.example/"
contact = "a@x.example"
repository_url = "https://github.com/a/b"
cover = "world"
disclaimer.en = "We only mean well."
footer.en = "Founded in 2012"
licence.en = "CC BY 4.0"
last_edition = "v1"
colours.accent = "#7a1f3d"
logo = "logo.svg"
logo_alt.en = "A ladder"
"""
    with (fresh / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(text)
    replace(fresh / "source/vocabulary.toml", "https://your-source.example/minutes", "https://example.org/minutes")
    assert cli.main(["doctor"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


class Lived:
    """A handbook begun by an older program, which lives by what its lock names and this environment has."""

    def __init__(self, home, folder):
        self.folder = folder
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
        [self._packages] = (folder / ".venv/lib").glob("python*/site-packages")
        write(self._packages / "borrowed.pth", f"{sysconfig.get_path('purelib')}\n")
        who = {f"GIT_{role}_{name}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for name in ("NAME", "EMAIL")}
        self._environment = {"PATH": os.environ["PATH"], "HOME": str(home), "SOURCE_DATE_EPOCH": "1700000000", **who}
        self.install()

    def install(self):
        """Do what `make` does with the lock, so that no registry is asked."""
        for path in self._packages.glob("handbook*"):
            shutil.rmtree(path)
        [program] = (self.folder / "vendor").glob("*.whl")
        with ZipFile(program) as archive:
            archive.extractall(self._packages)

    def run(self, *command):
        """Run a command in it."""
        return subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False
        )

    def make(self, *arguments):
        """Run make; there is nothing to set up."""
        return self.run("make", "PYTHON=true", *arguments)

    def handbook(self, *arguments):
        """Run its own program."""
        return self.run(self.folder / ".venv/bin/python", "-m", "handbook", *arguments)

    def is_green(self):
        """Build it. Raises AssertionError with what that says otherwise."""
        made = self.make()
        assert made.returncode == 0, made.stderr
        return True


def add_a_subject(handbook):
    """Add one, and write it in both languages."""
    assert handbook.handbook("new", "subject", "grainotheque").returncode == 0
    assert re.search(r"grainotheque\.toml:\d+: .+ \[name\]", handbook.make().stderr)
    facts = handbook.folder / "source/facts/grainotheque.toml"
    facts.write_text(facts.read_text("utf-8").replace('text = ""', 'text = "G"'), "utf-8")
    assert "grainotheque.po:1: “Grainotheque” has no entry in en" in handbook.make().stderr
    write(handbook.folder / "source/subjects/grainotheque.md", "# Grainotheque\n\nDes graines.\n")
    assert handbook.make("po").returncode == 0
    catalogue = handbook.folder / "locales/en/LC_MESSAGES/subjects/grainotheque.po"
    replace(catalogue, 'msgid "Grainotheque"\nmsgstr ""', 'msgid "Grainotheque"\nmsgstr "Seed library"')
    replace(catalogue, 'msgid "Des graines."\nmsgstr ""', 'msgid "Des graines."\nmsgstr "Seeds are lent."')


def rename_it(handbook):
    """Call its page by another name, as git knows."""
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        assert handbook.run("git", *command).returncode == 0
    assert handbook.run("git", "mv", "source/subjects/grainotheque.md", "source/subjects/graines.md").returncode == 0
    for name in ("index.md", "facts/grainotheque.toml"):
        replace(handbook.folder / "source" / name, "subjects/grainotheque", "subjects/graines")
    assert handbook.make("po").returncode == 0


@pytest.mark.whole
def test_a_handbook_lives_by_its_own_program_alone(tmp_path, monkeypatch):
    """From nothing to green; then a subject, another name for its page, a language, and a newer program."""
    folder = tmp_path / "guide"
    newer = program_wheel()
    with monkeypatch.context() as older:
        files, metadata = wheel.program_files(), wheel.program_metadata().replace("Version: ", "Version: 0.0.")
        makefile = "handbook/founding/specimen/Makefile"
        files[makefile] = b"# of an older program\n" + files[makefile]
        older.setattr(wheel, "program_files", lambda: files)
        older.setattr(wheel, "program_metadata", lambda: metadata)
        assert cli.main(["init", str(folder), "--languages", "fr,en", "--kit", "none"]) == 0
    handbook = Lived(tmp_path, folder)
    assert handbook.is_green()
    assert "OK" in (made := handbook.make("test")).stderr, made
    add_a_subject(handbook)
    assert handbook.is_green()
    rename_it(handbook)
    assert handbook.is_green()
    for language, words in (("fr", "Des graines."), ("en", "Seeds are lent.")):
        site = folder / "build/site" / language / "subjects"
        assert 'href="../subjects/graines.html"' in (site / "grainotheque.html").read_text("utf-8")
        assert words in (site / "graines.html").read_text("utf-8")
    assert handbook.handbook("po", "new", "es").returncode == 0
    (tmp_path / newer.name).write_bytes(newer.data)
    assert "# of an older program" in (folder / "Makefile").read_text("utf-8")
    assert handbook.handbook("upgrade", "--wheel", tmp_path / newer.name).returncode == 1
    made = handbook.handbook("upgrade", "--wheel", tmp_path / newer.name, "--yes")
    assert made.returncode == 0, made.stderr
    assert "-# of an older program" in made.stdout.splitlines()
    assert [path.name for path in (folder / "vendor").glob("*.whl")] == [newer.name]
    assert "# of an older program" not in (folder / "Makefile").read_text("utf-8")
    handbook.install()
    assert "OK" in (made := handbook.make("test")).stderr, made
