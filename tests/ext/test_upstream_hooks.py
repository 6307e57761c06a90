"""Canaries: what we use of Sphinx and MyST-Parser though they do not promise it. Each says what to look at."""

import hashlib
import inspect

import pytest
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.domains.std import Glossary, make_glossary_term, split_term_classifiers
from sphinx.util.nodes import _clean_extracted_message, extract_messages


def fingerprint(function) -> str:
    """Return what changes when the body of a function does."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:12]


BODIES = {
    "MystParser.parse": (
        MystParser.parse,
        "0d71d5731b4a",
        "TranslatingParser in ext/translate.py does what it did, with another renderer; bring it in step",
    ),
    "generate_heading_target": (
        DocutilsRenderer.generate_heading_target,
        "2f9f564a6983",
        "TranslatingRenderer in ext/translate.py gives it the English heading; see that all anchors are made there",
    ),
    "make_glossary_term": (
        make_glossary_term,
        "70fdbc856757",
        "TranslatedGlossary in ext/terms.py notes translated terms with it; see what it notes now",
    ),
    "Glossary.run": (
        Glossary.run,
        "79e2d9cb5a91",
        "TranslatedGlossary in ext/terms.py relies on it for reading terms with parse_inline and nothing else with it",
    ),
    "extract_messages": (
        extract_messages,
        "bac10c09ec20",
        "the keys of ext/translate.py and ext/leaves.py are the messages that this function yields",
    ),
}

SIGNATURES = {
    "create_md_parser": (create_md_parser, ["config", "renderer"]),
    "generate_heading_target": (
        SphinxRenderer.generate_heading_target,
        ["self", "token", "level", "node", "title_node"],
    ),
    "nested_render_text": (
        SphinxRenderer.nested_render_text,
        ["self", "text", "lineno", "inline", "temp_root_node", "heading_offset"],
    ),
    "render_myst_role": (SphinxRenderer.render_myst_role, ["self", "token"]),
    "dict_to_fm_field_list": (SphinxRenderer.dict_to_fm_field_list, ["self", "data", "language_code", "line"]),
    "make_glossary_term": (
        make_glossary_term,
        ["env", "textnodes", "index_key", "source", "lineno", "node_id", "document"],
    ),
}


@pytest.mark.parametrize(("function", "known", "look_at"), BODIES.values(), ids=BODIES.keys())
def test_body_is_the_one_we_know(function, known, look_at):
    """A release that rewrites one of these does so in sight of whoever takes it up."""
    assert fingerprint(function) == known, f"upstream has changed {function.__qualname__}: {look_at}"


@pytest.mark.parametrize(("function", "parameters"), SIGNATURES.values(), ids=SIGNATURES.keys())
def test_signature_is_the_one_we_know(function, parameters):
    """What we call or override takes what we give."""
    message = f"upstream has changed the parameters of {function.__qualname__}; bring ext/translate.py in step"
    assert list(inspect.signature(function).parameters) == parameters, message


@pytest.mark.parametrize(
    ("text", "msgid"),
    [
        ("two\nlines", "two lines"),
        ("broken\\\nline", "broken line"),
        ("  spaces  ", "spaces"),
        ("a \\* star", "a \\* star"),
        ("last\\", "last"),
    ],
)
def test_message_is_cleaned_as_we_know(text, msgid):
    """The key under which a text of a page is looked up is the one under which it is extracted."""
    assert _clean_extracted_message(text) == msgid, "Sphinx writes other msgids now; see translate_tokens"


def test_classifier_of_a_term_is_split_as_we_know():
    """The key of a glossary term stands after a colon between spaces."""
    assert split_term_classifiers("member : M") == ("member", "M"), "see TranslatedGlossary in ext/terms.py"
