"""No module says in English what could be said in the language of whoever reads it."""

import ast
import re
from collections.abc import Iterator

import pytest
from small_handbook import ROOT

PACKAGE = ROOT / "scripts/handbook"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
SAYING = {"phrase", "translate"}
# Whatever is told to somebody: the place, or the name, of the argument that says it.
SINKS = {
    "Finding": "message",
    "GrammarError": 1,
    "SetupError": 0,
    "ArgumentTypeError": 0,
    "print": 0,
    "error": 0,
    "severe": 0,
    "warning": 0,
    "finding": 1,
    "wrong": 1,
    "_wrong": 1,
}
# What stops the program is for whoever mends it.
FOR_ENGINEERS = {"NotImplementedError", "RuntimeError", "ValueError"}
# Two words of prose; and what tells another grammar: tags, patterns.
PROSE = re.compile(r"[A-Za-z’']{2,}[,;:]? [a-z]+\b")
OTHER = re.compile(r"</?\w|\\|\(\?")
# module -> why its sentences stay as they are.
EXCEPT = {
    "sphinx/assets.py": "how the script of the search begins and ends",
    "print/cover.py": "a rule of CSS",
    "print/builder.py": "Sphinx prints them for engineers who run it by hand",
    "print/weasyprint_defaults.py": "a selector of CSS",
    "print/document.py": "a face of a font, in CSS",
    "print/render.py": "a face of a font, in CSS",
    "print/list_numbers.py": "a rule of CSS",
    "print/printing.py": "what WeasyPrint says of a document that is laid out as a whole",
    "print/linking/linker.py": "what Python warns of",
    "catalogs/header.py": "fields of headers that programs know by heart",
    "catalogs/merging/merge.py": "a mark in catalogues, which are the same whoever runs make po",
    "catalogs/merging/conflicts.py": "a mark in catalogues, which are the same whoever runs make po",
    "catalogs/merging/mispaired.py": "a mark in catalogues, which are the same whoever runs make po",
    "catalogs/merging/commits.py": "a mark in catalogues, which are the same whoever runs make po",
    "catalogs/pseudo_language.py": "words of no language",
    "languages/shared.py": "words that two languages share",
    "catalogs/parity.py": "what is to be written into a catalogue",
    "catalogs/web_pages.py": "names of hosts",
    "catalogs/rules/listing.py": "what is to be written into a catalogue",
    "catalogs/rules/same_structure.py": "sentences of rules, extracted as docstrings of rules are",
    "readback/markup.py": "names of elements",
    "languages/english_quantities.py": "what people write, as patterns",
    "languages/french_quantities.py": "what people write, as patterns",
    "founding/answers.py": "the first words of a handbook, in the languages that they are written in",
    "founding/first_files.py": "what is to be written into files",
    "founding/wheel.py": "what a wheel says of itself",
    "machine/environment.py": "both languages, for a Python that cannot read ours",
    "sphinx/message_context.py": "comments in catalogues, which are the same whoever runs make po",
    "kits/agencies/map_directives.py": "classes",
    "sphinx/wall/css.py": "functions of CSS",
    "facts/wording_tables.py": "the English words around values, as examples",
    "languages/denials.py": "what people write, as patterns",
    "languages/english.py": "words of the language itself",
    "languages/french.py": "words of the language itself",
    "languages/lookup.py": "names of algorithms",
    "texts/links.py": "what hosts and files end in",
    "preview/server.py": "a comment in a stream of events, which nobody sees",
    "desk/proof_files.py": "a security policy",
    "findings/finding.py": "a form that GitHub reads",
    "sphinx/complaints.py": "what Sphinx says, to be said otherwise",
    "search/stemming.py": "a script, and the notice of its licence",
    "machine/system.py": "commands",
    "build/hosting.py": "headers that servers send",
    "build/moved_lines.py": "a comment in lines for servers, which are the same whoever builds",
    "desk/renamed_pages.py": "a comment in a file that is the same whoever runs make po",
}


def text_of(node: ast.AST) -> str | None:
    """Return the text of a literal, with a gap for each value; a sum or a quotient of texts is one as well."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(each.value if isinstance(each, ast.Constant) else "{}" for each in values)
        case ast.BinOp(left=left, right=right):
            texts = [text for text in (text_of(left), text_of(right)) if text is not None]
            return "{}".join(texts) if texts else None
    return None


def name_of(call: ast.Call) -> str:
    """Return what is called, without what it is an attribute of."""
    return getattr(call.func, "id", None) or getattr(call.func, "attr", "")


def told(call: ast.Call) -> ast.AST | None:
    """Return the argument of a call that is told to somebody."""
    sink = SINKS.get(name_of(call))
    by_name = {each.arg: each.value for each in call.keywords}
    if isinstance(sink, int):
        return call.args[sink] if len(call.args) > sink else by_name.get("message")
    return by_name.get(sink)


def escapes(source: str) -> Iterator[tuple[int, str, bool]]:
    """Yield (line, text, whether it is told to somebody at once) for each sentence of a module that is no phrase."""
    tree = ast.parse(source)
    documented = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef))
    skipped = {id(node.body[0].value) for node in documented if ast.get_docstring(node)}
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Call):
            argument = told(node)
            if argument is not None and (text := text_of(argument)) and re.search("[A-Za-z]", text.replace("{}", "")):
                yield node.lineno, text, True
            if name_of(node) in SAYING | FOR_ENGINEERS:
                waiting += [*node.args[1:], *(each.value for each in node.keywords)]
                continue
        text = text_of(node)
        if text is not None:
            if PROSE.search(text) and not OTHER.search(text):
                yield node.lineno, text, False
            waiting += [each.value for each in ast.walk(node) if isinstance(each, ast.FormattedValue)]
            continue
        waiting += ast.iter_child_nodes(node)


def test_what_is_told_is_a_phrase():
    """Each sentence that is told to somebody, or that looks like one, goes through `phrase` or `translate`."""
    said = [
        f"{module}:{line}: {text}"
        for module in MODULES
        for line, text, is_told in escapes((PACKAGE / module).read_text(encoding="utf-8"))
        if is_told or module not in EXCEPT
    ]
    assert said == []


@pytest.mark.parametrize("module", EXCEPT)
def test_an_exception_is_needed(module):
    """It goes when its sentences go."""
    assert any(not is_told for *_, is_told in escapes((PACKAGE / module).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('yield "it is broken"', [(1, "it is broken", False)]),
        ('message = f"{name} is broken; mend it"', [(1, "{} is broken; mend it", False)]),
        ('message = f"{what} of {name} is broken" + told', [(1, "{} of {} is broken", False)]),
        ('message = "%s is broken" % name', [(1, "%s is broken", False)]),
        ('Finding(path=path, line=1, message="broken", rule="x")', [(1, "broken", True)]),
        ('print(f"Broken: {name}")', [(1, "Broken: {}", True)]),
        ('parser.error("broken")', [(1, "broken", True)]),
        ('raise self.error("broken" + name)', [(1, "broken", True)]),
        ('raise GrammarError(1, "broken", "po-x")', [(1, "broken", True)]),
        ('phrase("{what} is broken", what="it is broken")', [(1, "it is broken", False)]),
        ('print(f"{phrase(name)}: {spoken(text)}")', []),
        ('print(phrase("it is broken"))', []),
        ('def f():\n    """It is broken."""', []),
        ('raise ValueError("it is broken")', []),
        ('page = "<p>it is broken</p>"', []),
    ],
)
def test_an_escape_is_seen(source, found):
    """So that the test above can fail; what is a phrase, a docstring or a tag does not count."""
    assert list(escapes(source)) == found
