"""Imports go one way, from the commands to the model; and modules stay short enough to be read."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

import handbook

PACKAGE = Path(handbook.__file__).parent
MODULES = {
    "handbook." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
    if "__pycache__" not in path.parts
}
MODEL = (
    "handbook.findings.finding",
    "handbook.findings.phrase",
    "handbook.texts.text_files",
    "handbook.project.contact",
    "handbook.texts.links",
    "handbook.texts.located_toml",
    "handbook.project.settings",
    "handbook.texts.text_files",
    "handbook.languages.language",
    "handbook.languages.denials",
    "handbook.languages.english",
    "handbook.languages.english_quantities",
    "handbook.languages.french",
    "handbook.languages.french_quantities",
    "handbook.languages.french_typography",
    "handbook.languages.lookup",
    "handbook.languages.lookup",
    "handbook.languages.spaces",
    "handbook.languages.lookup",
    "handbook.project.project",
    "handbook.facts.model",
)
# From the bottom to the top; a module imports from its own floor and those below.
FLOORS = (
    (
        *MODEL,
        "handbook.project.addresses",
        "handbook.languages",
        "handbook.languages.dates",
        "handbook.findings.nearest",
        "handbook.texts.markdown",
        "handbook.project.page_names",
        "handbook.texts.text_files",
        "handbook.findings.finding",
        "handbook.project.page_names",
        "handbook.history.git",
        "handbook.machine.disk",
        "handbook.machine.needs",
        "handbook.history.last_changes",
        "handbook.facts",
        "handbook.project.paper",
        "handbook.findings.upstream",
        "handbook.machine.system",
        "handbook.project.unset",
        "handbook.commands.starting",
        "handbook.machine.workers",
    ),
    (
        "handbook.catalogs",
        "handbook.findings.upstream",
        "handbook.machine.environment",
        "handbook.pictures",
        "handbook.facts.last_edition",
        "handbook.machine.versions",
    ),
    (
        "handbook.sphinx",
        "handbook.print",
        "handbook.desk",
        "handbook.export",
        "handbook.readback",
        "handbook.search",
        "handbook.checks",
        "handbook.facts.matrix",
        "handbook.build.offline",
        "handbook.build.root_pages",
        "handbook.build.root_pages",
        "handbook.publication",
        "handbook.checks.external",
    ),
    ("handbook.build.edition", "handbook.build.pipeline"),
    (
        "handbook.commands.arguments",
        "handbook.commands.po",
        "handbook.commands.po_reports",
        "handbook.preview",
        "handbook.commands.releases",
    ),
    ("handbook.commands.cli", "handbook.commands.starting"),
    ("handbook.__main__", "handbook"),
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


def floor(module):
    """Return on which floor a module stands: that of the longest name which it begins with."""
    names = [
        (len(name), height)
        for height, names in enumerate(FLOORS)
        for name in names
        if f"{module}.".startswith(f"{name}.")
    ]
    return max(names)[1]


@pytest.mark.parametrize("module", MODEL)
def test_the_model_needs_the_standard_library_only(module):
    """What a fact, a finding and a project are does not depend on Sphinx."""
    for name, _ in imports(module):
        assert name.partition(".")[0] in sys.stdlib_module_names or name in MODEL


def test_imports_go_one_way():
    """cli, build and edition, then ext, brochure, checks and artefacts, then catalogues and facts, then the model."""
    above = [
        (module, name)
        for module in MODULES
        for name, at_once in imports(module)
        if name in MODULES and at_once and floor(name) > floor(module)
    ]
    assert above == []


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
