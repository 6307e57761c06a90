"""A newer program in a handbook: what it replaces, leaves and refuses; and that half of it does no harm."""

import io
import sys
from dataclasses import replace as changed
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from grounds import unwritable
from small_handbook import replace, write

from handbook.commands import cli
from handbook.findings.finding import HandbookError
from handbook.founding import upgrade
from handbook.founding.replacing import carry_out
from handbook.founding.upgrade import STAGE, planned
from handbook.founding.wheel import Wheel
from handbook.founding.workshop import LOCK, VENDOR, WORKSHOP, program_of_lock, workshop

SETS_UP = WORKSHOP["vendor/set_up.py"]
PIN = "{name}=={version} \\\n    --hash=sha256:{digest}\n    # via handbook\n"


def pin(name, version):
    """Return a package in a lock."""
    return PIN.format(name=name, version=version, digest="a" * 64)


def program(version, words="", *, without=(), python=""):
    """Return a program of a version, in whose files of the workshop some words stand, for a kind of Python."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name in sorted(set(WORKSHOP.values()) - set(without)):
            calls = "run WHEEL\n" if name == SETS_UP else ""
            archive.writestr(f"handbook/founding/specimen/{name}", f"{words or version}\n{calls}")
        archive.writestr(f"handbook/founding/{LOCK}", pin("sphinx", version))
        archive.writestr("handbook/__main__.py", "raise SystemExit(7)\n" if python else "")
        about = f"Metadata-Version: 2.4\nName: handbook\nVersion: {version}\n"
        if python:
            archive.writestr(
                f"handbook-{version}.dist-info/METADATA", f"{about}Requires-Python: {python}\n\nRequires-Python: >99\n"
            )
    return Wheel(name=f"handbook-{version}-py3-none-any.whl", data=data.getvalue())


OLD, NEW = program("1.0"), program("1.1")
FILES = (LOCK, *WORKSHOP)


@pytest.fixture
def root(tmp_path):
    """Write a handbook that was begun by the old program, with a page and a setting that no program knows."""
    write(tmp_path / "pyproject.toml", "[tool.handbook]\nunheard = 1\n")
    write(tmp_path / "source/index.md", "# 1.0\n")
    write(tmp_path / "README.md", "1.0\n")
    put(tmp_path, OLD)
    return tmp_path


def put(root, wheel):
    """Write what a program writes."""
    for path, text in {**workshop(wheel), f"{VENDOR}/{wheel.name}": wheel.data}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text)


def tree(root):
    """Return each file by its path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def upgraded(root, wheel):
    """Upgrade, and return what was done."""
    done = planned(root, wheel)
    carry_out(root, done)
    return done


def refusal(root, wheel=NEW):
    """Return the line by which an upgrade is refused, which changes nothing."""
    before = tree(root)
    with pytest.raises(HandbookError) as error:
        upgraded(root, wheel)
    assert tree(root) == before
    [finding] = error.value.findings
    return str(finding)


def test_only_the_workshop_becomes_that_of_the_newer_program(root):
    """All of it, and the old program goes; what editors write stays byte for byte; then there is nothing to do."""
    editors = {path: text for path, text in tree(root).items() if path not in FILES and not path.startswith(VENDOR)}
    assert len(editors) == 3
    upgraded(root, NEW)
    assert tree(root) == {**editors, **workshop(NEW), f"{VENDOR}/{NEW.name}": NEW.data}
    assert not planned(root, NEW).is_needed


@pytest.mark.parametrize("path", WORKSHOP)
def test_what_somebody_has_changed_stays(root, path):
    """It is named with what the newer program changes in it; a program that is still named in it stays too."""
    mine = (root / path).read_bytes() + b"mine\n"
    (root / path).write_bytes(mine)
    done = upgraded(root, NEW)
    assert [(left.path, left.before, left.after) for left in done.left] == [
        (path, workshop(OLD)[path], workshop(NEW)[path])
    ]
    assert {change.path for change in done.changes} == set(FILES) - {path}
    assert (root / path).read_bytes() == mine
    assert (root / VENDOR / OLD.name).is_file() == (OLD.name.encode() in mine)
    (root / path).write_bytes(mine.replace(OLD.name.encode(), NEW.name.encode()))
    upgraded(root, NEW)
    assert [wheel.name for wheel in (root / VENDOR).glob("*.whl")] == [NEW.name]


def test_what_the_newer_program_does_not_change_is_not_spoken_of(root):
    """Whatever somebody has made of it."""
    (root / "Makefile").write_bytes(b"mine\n")
    done = planned(root, program("1.1", "1.0"))
    assert done.left == ()
    assert {change.path for change in done.changes} == {LOCK, "vendor/set_up.py"}
    assert [left.path for left in planned(root, NEW).left] == ["Makefile"]


@pytest.mark.parametrize("path", WORKSHOP)
def test_what_somebody_has_removed_stays_away(root, path):
    """It was wanted no more."""
    (root / path).unlink()
    upgraded(root, NEW)
    assert not (root / path).exists()


def test_a_file_that_is_new_comes_or_is_named(tmp_path):
    """Where somebody has one of that name, it stays."""
    for name, theirs in (("a", None), ("b", b"mine\n")):
        root = tmp_path / name
        put(root, program("1.0", without=["Makefile"]))
        if theirs:
            (root / "Makefile").write_bytes(theirs)
        done = upgraded(root, NEW)
        assert (root / "Makefile").read_bytes() == (theirs or workshop(NEW)["Makefile"])
        assert [left.before for left in done.left] == ([theirs] if theirs else [])


def test_line_ends_are_no_change(root):
    """Git may write them as a system likes them."""
    for path in FILES:
        (root / path).write_bytes((root / path).read_bytes().replace(b"\n", b"\r\n"))
    assert planned(root, NEW).left == ()
    upgraded(root, NEW)
    assert not planned(root, NEW).is_needed


def test_packages_at_the_end_of_the_lock_are_kept(root):
    """Unless the newer program needs them itself, under any spelling of their names."""
    with (root / LOCK).open("a", encoding="utf-8") as lock:
        lock.write(f"# ours\n{pin('Sphinx', '0.9')}{pin('yapf', '1')}")
    upgraded(root, NEW)
    assert (root / LOCK).read_bytes() == workshop(NEW)[LOCK] + f"# ours\n{pin('yapf', '1')}".encode()
    assert not planned(root, NEW).is_needed


def test_another_program_of_the_same_version_never_stands_in_the_place_of_the_first(root):
    """It has a number of its own, so that the lock is right at any moment."""
    other = program("1.0", "other")
    upgraded(root, other)
    assert [path.name for path in (root / VENDOR).glob("*.whl")] == ["handbook-1.0-1-py3-none-any.whl"]
    assert program_of_lock((root / LOCK).read_text("utf-8")) == ("handbook-1.0-1-py3-none-any.whl", other.digest)
    assert not planned(root, other).is_needed
    upgraded(root, OLD)
    assert [path.name for path in (root / VENDOR).glob("*.whl")] == [OLD.name]


def works(root):
    """Whether the lock and the set-up name programs that are there, unharmed."""
    name, digest = program_of_lock((root / LOCK).read_text("utf-8"))
    setup = (root / "vendor/set_up.py").read_text("utf-8").split()[-1]
    there = Wheel(name=name, data=(root / VENDOR / name).read_bytes())
    return there.digest == digest and (root / VENDOR / setup).is_file()


@pytest.mark.parametrize("newer", [NEW, program("1.0", "other")], ids=["newer", "same version"])
@pytest.mark.parametrize("step", range(len(FILES) + 2))
def test_a_kill_at_any_step_leaves_a_handbook_that_works(root, monkeypatch, newer, step):
    """And the next upgrade ends what was begun, whatever was left lying."""
    steps = []

    def stopped(name):
        act = getattr(Path, name)

        def do(path, *arguments, **options):
            if len(steps) == step:
                raise KeyboardInterrupt
            steps.append(path)
            return act(path, *arguments, **options)

        monkeypatch.setattr(Path, name, do)

    with monkeypatch.context() as context:
        stopped("replace"), stopped("unlink")
        with pytest.raises(KeyboardInterrupt):
            upgraded(root, newer)
        context.undo()
    monkeypatch.undo()
    assert works(root)
    write(root / STAGE / "Makefile", "half")
    upgraded(root, newer)
    wheel = changed(newer, name=planned(root, newer).after.name)
    assert {path: text for path, text in tree(root).items() if path in FILES or path.startswith(VENDOR)} == {
        **workshop(wheel),
        f"{VENDOR}/{wheel.name}": newer.data,
    }


@pytest.mark.parametrize("step", range(len(FILES) + 1))
def test_a_disk_that_takes_no_more_leaves_all_as_it_was(root, monkeypatch, step):
    """Everything is written beside before the first file changes."""
    before, steps, act = tree(root), [], Path.write_bytes

    def do(path, data):
        if len(steps) == step:
            raise OSError(28, "No space left on device")
        steps.append(path)
        return act(path, data)

    monkeypatch.setattr(Path, "write_bytes", do)
    with pytest.raises(OSError, match="No space"):
        upgraded(root, NEW)
    assert tree(root) == before


@pytest.mark.parametrize("folder", [VENDOR, "tests", ".github/workflows", "."])
def test_a_folder_that_is_closed_leaves_all_as_it_was(root, folder):
    """Also one whose turn comes after others have changed."""
    before = tree(root)
    with unwritable(root / folder), pytest.raises(PermissionError):
        upgraded(root, NEW)
    assert tree(root) == before


def test_files_that_change_while_somebody_thinks_are_not_overwritten(root):
    """What was shown is not what would be done."""
    done = planned(root, NEW)
    (root / "Makefile").write_bytes(b"mine\n")
    with pytest.raises(HandbookError, match="run the command again"):
        carry_out(root, done)
    assert (root / "Makefile").read_bytes() == b"mine\n"
    assert not (root / VENDOR / NEW.name).exists()


def broken(root):
    """Have the lock pin a program that is none."""
    wheel = Wheel(name=OLD.name, data=b"x")
    (root / VENDOR / OLD.name).write_bytes(wheel.data)
    write(root / LOCK, f"./vendor/{OLD.name} \\\n    --hash=sha256:{wheel.digest}\n")


def linked(root, path):
    """Move a file or a folder away, and put a link to it in its place."""
    (root / path).rename(root / "elsewhere")
    (root / path).symlink_to(root / "elsewhere")


@pytest.mark.parametrize(
    ("do", "place", "words"),
    [
        (lambda root: (root / LOCK).unlink(), f"{LOCK}:1:", "“handbook init” has begun"),
        (lambda root: write(root / LOCK, pin("sphinx", "1.0")), f"{LOCK}:1:", "“handbook init” has begun"),
        (lambda root: replace(root / LOCK, "sphinx==1.0", "sphinx==1.2"), f"{LOCK}:3:", "restore it from git"),
        (lambda root: (root / VENDOR / OLD.name).unlink(), f"vendor/{OLD.name}:1:", "it is not there"),
        (lambda root: write(root / VENDOR / OLD.name, "x"), f"vendor/{OLD.name}:1:", "restore both from git"),
        (lambda root: put(root, program("1.2")), "vendor/handbook-1.2-py3-none-any.whl:1:", "newer than 1.1"),
        (broken, f"vendor/{OLD.name}:1:", "it is no wheel"),
        (lambda root: (root / LOCK).write_bytes(workshop(OLD)[LOCK] + b"\xff"), f"{LOCK}:1:", "no UTF-8"),
        (lambda root: linked(root, "Makefile"), "Makefile:1:", "a symbolic link"),
        (lambda root: linked(root, VENDOR), "vendor:1:", "a symbolic link"),
        (lambda root: linked(root, ".github"), ".github:1:", "a symbolic link"),
        (lambda root: linked(root, f"vendor/{OLD.name}"), f"vendor/{OLD.name}:1:", "a symbolic link"),
        (lambda root: (root / STAGE).symlink_to(root / "source"), f"{STAGE}:1:", "a symbolic link"),
    ],
)
def test_a_handbook_that_cannot_be_upgraded_is_refused_in_one_line(root, do, place, words):
    """With where and what to do, and nothing is changed."""
    do(root)
    line = refusal(root)
    assert line.startswith(place), line
    assert words in line
    assert line.endswith("[upgrade]")


PYTHONS = [
    (">=3.11", "", ""),
    (">=9.9", "", "it needs Python >=9.9, and this handbook has 3."),
    (
        ">=3.12",
        "home = /usr/bin\nversion = 3.11.2\n",
        "it needs Python >=3.12, and this handbook has 3.11.2; call a newer",
    ),
    (">=9.9", "version = 9.9.0rc1\n", "has 9.9.0rc1"),
    (">=9.9", "version = 10.0.1\n", ""),
    (">=9.9", "version = x\n", "this handbook has 3."),
    ("x", "", ""),
]


@pytest.mark.parametrize(("wanted", "note", "words"), PYTHONS)
def test_a_program_for_another_python_is_refused_before_anything_changes(root, wanted, note, words):
    """By the Python of the environment that the handbook has, or else by the running one."""
    if note:
        write(root / ".venv/pyvenv.cfg", note)
    newer = program("1.1", python=wanted)
    if words:
        assert words in refusal(root, newer)
    else:
        upgraded(root, newer)


def test_a_wheel_for_another_python_is_not_even_begun(root, monkeypatch, capsys):
    """One line that names it."""
    monkeypatch.chdir(root)
    (root / "new.whl").write_bytes(program("1.1", python=">=9.9").data)
    before = tree(root)
    assert cli.main(["upgrade", "--wheel", "new.whl", "--yes"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("new.whl:1: it needs Python >=9.9")
    assert tree(root) == before


@pytest.fixture
def newer(root, monkeypatch):
    """Stand in the handbook with a newer program."""
    monkeypatch.chdir(root)
    monkeypatch.setattr(upgrade, "program_wheel", lambda: NEW)
    return root


def test_the_change_is_shown_before_it_is_made(newer, capsys):
    """Nothing changes, and the code says so; once it is wanted it is made; then there is nothing to do."""
    before = tree(newer)
    replace(newer / ".gitignore", "1.0\n", "1.0\n\x1b[31m\n")
    mine = tree(newer)
    assert cli.main(["upgrade"]) == 1
    assert tree(newer) == mine != before
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert lines[0] == f"vendor/: handbook 1.0 becomes handbook 1.1 ({NEW.name})"
    assert "-sphinx==1.0" in lines
    assert "+sphinx==1.1" in lines
    assert "--hash" not in out
    assert out.index("+++ Makefile") < out.index(".gitignore:1: you have changed it") < out.index("+++ .gitignore")
    assert lines[-1] == "Nothing is changed; with --yes these changes are made."
    assert cli.main(["upgrade", "--yes"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Upgraded; now: make && make test"
    assert cli.main(["upgrade"]) == 0
    assert "The handbook has this program already." in capsys.readouterr().out


def test_a_hostile_program_shows_no_signs_that_a_terminal_obeys(newer, capsys):
    """What it once wrote is shown, escaped."""
    put(newer, program("1.0", "\x1b[31m"))
    assert cli.main(["upgrade"]) == 1
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answer", "language", "code"), [("y", "en", 0), ("oui", "fr", 0), ("o", "fr", 0), ("", "fr", 1), ("n", "en", 1)]
)
def test_who_is_at_a_terminal_is_asked(newer, monkeypatch, capsys, answer, language, code):
    """And nothing changes unless they say yes."""
    stdin = io.StringIO(f"{answer}\n")
    stdin.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", stdin)
    assert cli.main(["upgrade", "--language-of-messages", language]) == code
    assert (newer / VENDOR / NEW.name).exists() is not code
    assert capsys.readouterr().err.startswith({"en": "Make these changes?", "fr": "Faire ces changements"}[language])


def another_program():
    """Return a wheel that has none of our modules."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("other/__init__.py", "")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [(None, "there is no such file"), (b"x", "it is no wheel"), (another_program(), "it is another program")],
)
def test_a_wheel_that_is_none_is_refused(newer, capsys, data, words):
    """In one line that names it."""
    if data:
        (newer / "new.whl").write_bytes(data)
    assert cli.main(["upgrade", "--wheel", "new.whl", "--yes"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"new.whl:1: {words}")
