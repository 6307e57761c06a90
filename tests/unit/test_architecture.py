"""Imports go one way, from the commands to the model; and modules stay short enough to be read."""

import ast
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import handbook

PACKAGE = Path(handbook.__file__).parent
ENGINEERS = Path(__file__).parents[2] / "docs/engineers.md"
MODULES = {
    ".".join(("handbook", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
    if "__pycache__" not in path.parts
}
# From the bottom to the top; a module imports from its own room and from those before it.
ROOMS = (
    *("findings", "texts", "machine", "languages", "project", "history", "facts"),
    *("catalogs", "catalogs.merging", "catalogs.rules"),
    *("publication", "readback", "pictures", "sphinx", "kits", "search", "print"),
    *("checks", "desk", "importing", "build", "founding", "preview", "commands"),
)
# What a fact, a finding and a project are depends on nothing that has to be installed.
MODEL = (
    *("findings.finding", "findings.phrase", "texts.links", "texts.located_toml", "texts.text_files"),
    *("languages.denials", "languages.english", "languages.english_quantities", "languages.french"),
    *("languages.french_quantities", "languages.language", "languages.lookup"),
    *("languages.typeset", "project.contact", "project.declarations", "project.language_codes", "project.project"),
    *("machine.progress", "project.palette", "project.settings", "project.shapes", "facts.model"),
)


@cache
def imports(module):
    """Return (module, whether it is imported when the file is) for each import of a module."""
    return tuple(_imports(MODULES[module]))


def _imports(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {
        id(node) for function in ast.walk(tree) if isinstance(function, ast.FunctionDef) for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) not in inner
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the package"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module, id(node) not in inner


def room_of(module):
    """Return the place in ROOMS of the room that a module stands in: above all of them, what starts the program."""
    places = [(len(room), place) for place, room in enumerate(ROOMS) if f"{module}.".startswith(f"handbook.{room}.")]
    return max(places)[1] if places else len(ROOMS)


@pytest.mark.parametrize("module", MODEL)
def test_the_model_needs_the_standard_library_only(module):
    """What a fact, a finding and a project are does not depend on Sphinx."""
    ours = {f"handbook.{name}" for name in MODEL}
    for name, _ in imports(f"handbook.{module}"):
        assert name.partition(".")[0] in sys.stdlib_module_names or name in ours


def test_imports_go_one_way():
    """From the commands down to what a finding is; what is imported by a function when it runs may stand higher."""
    upwards = [
        (module, name)
        for module in MODULES
        for name, at_once in imports(module)
        if name in MODULES and at_once and room_of(name) > room_of(module)
    ]
    assert upwards == []


def test_every_module_stands_in_a_room():
    """Only what starts the program stands beside them."""
    assert {module for module in MODULES if room_of(module) == len(ROOMS)} == {"handbook", "handbook.__main__"}


def test_what_reads_back_imports_no_writer():
    """Whoever looks for what a reader gets must not know how it was made."""
    writers = ("sphinx", "print", "search", "kits", "build")
    seen = {name for module in MODULES if module.startswith("handbook.readback") for name, _ in imports(module)}
    assert not [name for name in seen if name.startswith(tuple(f"handbook.{room}" for room in writers))]


def test_no_two_modules_have_one_name():
    """What is called `links` is one thing."""
    names = Counter(path.stem for path in MODULES.values() if path.stem != "__init__")
    assert [name for name, count in names.items() if count > 1] == []


def test_the_drawing_in_the_docs_is_of_these_rooms():
    """From the bottom to the top."""
    drawing = ENGINEERS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z/]+)/` \| (.+) \|$", drawing, re.MULTILINE)
    assert [room.replace("/", ".") for room, _ in rows if room.replace("/", ".") in ROOMS] == list(ROOMS)


def test_a_module_can_be_read_in_one_sitting():
    """Three hundred lines ask for another module."""
    lengths = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: length for module, length in lengths.items() if length > 300} == {}


def test_no_module_imports_the_commands():
    """Words to calls: nobody calls back."""
    callers = {module for module in MODULES if "handbook.commands.cli" in dict(imports(module))}
    assert callers <= {"handbook.commands.starting", "handbook.commands.cli"}


def test_no_module_has_a_name_that_says_nothing():
    """What a module is for stands in its name."""
    assert not {path.stem for path in MODULES.values()} & {"utils", "util", "helpers", "common", "misc"}


def test_every_module_says_what_it_is_for():
    """In its first line."""
    trees = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in MODULES.items()}
    assert [module for module, tree in trees.items() if not ast.get_docstring(tree)] == []
