"""Canaries: what we use of Sphinx and MyST-Parser though they do not promise it. Each says what to look at."""

import hashlib
import inspect
import io
import os
import signal
import subprocess
import sys
import tempfile
import warnings
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pydyf
import pypdfium2
import pytest
import sphinx.environment
import sphinx.locale
import weasyprint
import weasyprint.images
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from docutils import nodes
from docutils.parsers.rst.directives.images import Figure
from docutils.parsers.rst.languages import RstLanguageImporter
from docutils.utils.smartquotes import educate_tokens, educateQuotes
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.mocking import MockIncludeDirective
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx import builders
from sphinx.addnodes import download_reference
from sphinx.application import Sphinx
from sphinx.builders.gettext import GettextRenderer, Message
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.domains.std import Glossary, make_glossary_term, split_term_classifiers
from sphinx.environment import BuildEnvironment
from sphinx.events import EventManager
from sphinx.transforms import SphinxContentsFilter
from sphinx.util.docutils import CustomReSTDispatcher, docutils_namespace
from sphinx.util.nodes import _clean_extracted_message, extract_messages
from sphinx_intl.basic import update
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page
from weasyprint.pdf import tags as weasyprint_tags

from handbook.print import render, weasyprint_defaults
from handbook.print.linking.page_numbers import noting_numbers
from handbook.sphinx import kept_pages


def fingerprint(function) -> str:
    """Return what changes when the body of a function does."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:12]


BODIES = {
    "MystParser.parse": (
        MystParser.parse,
        "0d71d5731b4a",
        "TranslatingParser in sphinx/translate.py does what it did, with another renderer; bring it in step",
    ),
    "generate_heading_target": (
        DocutilsRenderer.generate_heading_target,
        "2f9f564a6983",
        "TranslatingRenderer in sphinx/translate.py gives it the English heading; see that all anchors are made there",
    ),
    "run_directive": (
        DocutilsRenderer.run_directive,
        "4ac9d039442c",
        "sphinx/wall/directives.py decides where it looks a directive up; see that it still does, before any option",
    ),
    "render_myst_role": (
        DocutilsRenderer.render_myst_role,
        "b9ff16e6b296",
        "sphinx/wall/directives.py decides where it looks a role up; see that it still does",
    ),
    "render_colon_fence": (
        DocutilsRenderer.render_colon_fence,
        "30158f737776",
        "WalledRenderer in sphinx/wall/renderer.py holds the class of a box to the list; see what it takes for one",
    ),
    "render_fence": (
        DocutilsRenderer.render_fence,
        "55c905b3464f",
        "WalledRenderer in sphinx/wall/renderer.py refuses eval-rst, which is not looked up; see what else is not",
    ),
    "MockIncludeDirective.run": (
        MockIncludeDirective.run,
        "bbfdb03ec730",
        "Include in sphinx/wall/page_files.py takes its place; see what it reads, and how it renders that",
    ),
    "make_glossary_term": (
        make_glossary_term,
        "70fdbc856757",
        "TranslatedGlossary in sphinx/terms.py notes translated terms with it; see what it notes now",
    ),
    "Glossary.run": (
        Glossary.run,
        "79e2d9cb5a91",
        "TranslatedGlossary in sphinx/terms.py relies on it: it reads terms with parse_inline, and nothing else",
    ),
    "extract_messages": (
        extract_messages,
        "bac10c09ec20",
        "the keys of sphinx/translate.py and sphinx/leaves.py are the messages that this function yields",
    ),
    "Builder.build": (
        builders.Builder.build,
        "98501f7f3c98",
        "sphinx/stepwise.py does for one page what it does for all; bring it in step",
    ),
    "Builder.read": (
        builders.Builder.read,
        "c937cf30a8a8",
        "sphinx/stepwise.py does for one page what it does for all; bring it in step",
    ),
    "_write_docname": (
        builders._write_docname,
        "b15f93fe8a33",
        "sphinx/stepwise.py writes a page with it",
    ),
    "BuildEnvironment.get_doctree": (
        BuildEnvironment.get_doctree,
        "ca8798b5eca5",
        "sphinx/stepwise.py clears what it keeps of a page that is read again; see what it keeps now",
    ),
    "add_tags": (
        weasyprint_tags.add_tags,
        "f0e74575b0ba",
        "print/tagging/structure_elements.py fills the structure tree that it leaves empty; bring it in step",
    ),
    "_build_box_tree": (
        weasyprint_tags._build_box_tree,
        "f716251a83e7",
        "reading_boxes in print/tagging/finish.py takes its place; see what it reads of boxes now, and what it mends",
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
    "CustomReSTDispatcher.directive": (
        CustomReSTDispatcher.directive,
        ["self", "directive_name", "language_module", "document"],
    ),
    "CustomReSTDispatcher.role": (
        CustomReSTDispatcher.role,
        ["self", "role_name", "language_module", "lineno", "reporter"],
    ),
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
    message = f"upstream has changed the parameters of {function.__qualname__}; bring sphinx/translate.py in step"
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
    assert split_term_classifiers("member : M") == ("member", "M"), "see TranslatedGlossary in sphinx/terms.py"


def test_a_page_with_a_bleed_has_the_negative_origin_that_we_know():
    """Once WeasyPrint starts it at 0, 0 (Kozea/WeasyPrint#2685), there is less to move."""
    page = weasyprint.HTML(string="<style>@page { size: 100pt; margin: 0; bleed: 3mm }</style>").write_pdf()
    with pikepdf.open(io.BytesIO(page)) as pdf:
        box = [float(edge) for edge in pdf.pages[0].mediabox]
    message = "WeasyPrint starts a page with a bleed elsewhere now; see _shift in print/press/sheets.py"
    assert box == pytest.approx([-8.504, -8.504, 108.504, 108.504], abs=0.001), message


def test_weasyprint_has_pillow_accept_truncated_pictures():
    """Once it leaves Pillow alone, _whole_pictures_only in print/preflight.py can go."""
    assert weasyprint.images.ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_boxes_of_a_page_are_those_we_know():
    """What print/laid_out.py reads: pages, lines, their place and their element, and what is placed absolutely."""
    html = '<style>@page { size: 100px; margin: 10px }</style><p id="a">b<i style="position: absolute">c</i></p>'
    [page] = weasyprint.HTML(string=html).render().pages
    [root] = [each for each in page._page_box.children if not isinstance(each, boxes.MarginBox)]
    [body] = root.children
    [paragraph] = body.children
    [line] = paragraph.children
    text, absolute = line.children
    message = "WeasyPrint lays out other boxes now; bring print/laid_out.py in step"
    assert (paragraph.element.get("id"), type(line), type(text)) == ("a", boxes.LineBox, boxes.TextBox), message
    assert (paragraph.content_box_x(), paragraph.width, page._page_box.height) == (18, 64, 80), message
    assert text.position_x + text.width > 18, message
    assert not isinstance(absolute, boxes.Box), message
    assert isinstance(absolute._box, boxes.BlockBox), message
    assert not absolute._box.is_in_normal_flow(), message


def test_a_full_disk_ends_a_process_in_which_pikepdf_writes():
    """Once it raises OSError instead, print/press/sheets.py may let it write files itself."""
    program = (
        "import pikepdf, resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "pdf = pikepdf.new()\n"
        "pdf.Root.Data = pdf.make_stream(bytes(range(256)) * 400)\n"
        "pdf.save('full.pdf', compress_streams=False, deterministic_id=True)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, check=False)
    message = "pikepdf survives a full disk now; see save_pdf in print/press/sheets.py"
    assert done.returncode == -signal.SIGABRT, message


def test_weasyprint_divides_a_paragraph_where_it_divides_a_page():
    """Once it makes one P of it (Kozea/WeasyPrint#2903), much of print/tagging can go."""
    html = '<html lang="en"><title>T</title><style>@page { size: 60px }</style><p>one<br>two<br>three</p></html>'
    with pikepdf.open(io.BytesIO(_printed(html, pdf_variant="pdf/ua-1"))) as pdf:
        tags = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/P"]
        assert len(pdf.pages) > 1
        assert len(tags) == len(pdf.pages), "WeasyPrint tags pages otherwise now; see print/tagging/finish.py"


def test_weasyprint_claims_one_standard_per_file():
    """Once a variant claims PDF/UA and PDF/A (Kozea/WeasyPrint#2467), claim_pdf_ua in print/tagging can go."""
    with pikepdf.open(io.BytesIO(_printed('<html lang="en"><title>T</title></html>', pdf_variant="pdf/a-2a"))) as pdf:
        metadata = pdf.open_metadata()
        assert metadata.pdfa_status == "2A"
        assert "pdfuaid:part" not in metadata, "see claim_pdf_ua in print/tagging/structure_elements.py"


def test_weasyprint_breaks_down_without_any_font():
    """Therefore print/render.py always adds one to its configuration, which has none of the machine."""
    program = "import weasyprint; weasyprint.HTML(string='<p>Text').write_pdf()"
    environ = os.environ | {"FONTCONFIG_FILE": str(Path(render.__file__).with_name("fonts.conf"))}
    answer = subprocess.run([sys.executable, "-c", program], env=environ, check=False, capture_output=True)
    assert answer.returncode == -signal.SIGSEGV


def test_weasyprint_leaves_its_colour_profile_open():
    """Once it closes the file, the filter of warnings in print/linking/linker.py can go."""
    with pytest.warns(ResourceWarning, match="sRGB2014.icc"):
        weasyprint.HTML(string='<html lang="en"><title>T</title></html>').write_pdf(pdf_variant="pdf/a-2a")


def test_weasyprint_has_rules_for_pseudo_elements_of_every_element():
    """Once they are gone from its defaults, print/weasyprint_defaults.py can go; until then it must not show."""
    rules = {rule[1] for rule in weasyprint_defaults.UNIVERSAL.finditer(weasyprint_defaults.default_rules())}
    assert rules == weasyprint_defaults.ELEMENTS.keys(), (
        "WeasyPrint has other default rules now; see print/weasyprint_defaults.py"
    )
    html = '<html lang="en"><title>T</title><ul><li>one</ul><ol><li><p>two</p></ol><q>three</q><details><summary>four'
    ours, theirs = (each(string=html).write_pdf() for each in (weasyprint_defaults.LeanHTML, weasyprint.HTML))
    assert ours == theirs
    assert ours != weasyprint.HTML(string=html.replace("two", "2")).write_pdf()


def test_weasyprint_keeps_the_declarations_of_every_page():
    """Once it forgets them, forgetting_page_styles in print/weasyprint_defaults.py can go."""
    html = "<style>@page { size: 60px; @top-left { content: counter(page) } } @page :left { margin: 9px }</style>"
    html += "<p>one<br>two<br>three<br>four"
    kept = []

    def render():
        original = page.set_page_type_computed_styles
        with pytest.MonkeyPatch.context() as patch:

            def count(page_type, html, style_for):
                original(page_type, html, style_for)
                kept.append(len(style_for.get_cascaded_styles()))

            patch.setattr(page, "set_page_type_computed_styles", count)
            return weasyprint.HTML(string=html).write_pdf()

    theirs = render()
    assert kept[-1] > kept[0], "WeasyPrint forgets the declarations of pages now; see print/weasyprint_defaults.py"
    with weasyprint_defaults.forgetting_page_styles():
        assert render() == theirs
    assert kept[-1] == 0


def test_sphinx_adds_a_language_to_those_of_before():
    """Once it speaks one at a time, and no directive stays registered, build.py can build two in one process."""
    folder = str(Path(sphinx.locale.__file__).parent)
    try:
        sphinx.locale.init([folder], "fr")
        sphinx.locale.init([folder], "en")
        assert sphinx.locale._("Search Page") == "Page de recherche"
    finally:
        sphinx.locale.translators.clear()


def test_sphinx_takes_words_from_catalogues_before_it_loads_extensions():
    """Once an extension can say where catalogues lie, what sphinx/wall/catalogues.py undoes can go."""
    steps = inspect.getsource(Sphinx.__init__)
    assert steps.index("self._init_i18n()") < steps.index("self.setup_extension("), "see sphinx/wall/catalogues.py"


def test_myst_renders_each_token_by_a_rule_of_its_name():
    """The wall in sphinx/wall/renderer.py takes from these rules what no page may hold."""
    made = inspect.getsource(DocutilsRenderer.__init__)
    assert "self.rules = {" in made, (
        "MyST-Parser finds what renders a token in another way; see sphinx/wall/renderer.py"
    )


def test_sphinx_breaks_down_at_a_download_in_a_heading():
    """Once it does not, `_is_in_title` of sphinx/wall/nodes.py can go."""
    assert issubclass(download_reference, nodes.reference)
    assert not hasattr(SphinxContentsFilter, "visit_download_reference"), "see _is_in_title in sphinx/wall/nodes.py"


def test_docutils_takes_for_granted_that_a_figure_with_a_body_has_a_node_in_it():
    """Once it does not, `run_directive` of sphinx/wall/renderer.py is for directives of conf.py alone."""
    assert "if len(node) > i+1:" in inspect.getsource(Figure.run)


def test_myst_asks_the_system_for_a_file_of_any_name():
    """Once it does not, `render_link_unknown` of sphinx/wall/renderer.py can go."""
    assert "potential_path.is_file()" in inspect.getsource(SphinxRenderer.render_link_unknown)


# What is written into Sphinx and MyST-Parser: where it is named upstream, by what name, and where to look here.
WRITTEN = [
    (BuildEnvironment.__init__, "self._write_doc_doctree_cache: dict", "sphinx/stepwise.py"),
    (BuildEnvironment.__init__, "self._pickled_doctree_cache: dict", "sphinx/stepwise.py"),
    (builders.Builder.build, "self.finish_tasks = SerialTasks()", "sphinx/stepwise.py"),
    (StandaloneHTMLBuilder.copy_assets, "self.finish_tasks.add_task(", "sphinx/stepwise.py"),
    (StandaloneHTMLBuilder.prepare_writing, "if self.search:", "sphinx/site.py"),
    (DocutilsRenderer.generate_heading_target, "self._heading_slugs[slug] = (", "sphinx/translate.py"),
]


@pytest.mark.parametrize(("function", "words", "look_at"), WRITTEN, ids=[words for _, words, _ in WRITTEN])
def test_what_is_written_into_upstream_is_there(function, words, look_at):
    """A name that upstream has changed would be written, and read by nobody."""
    assert words in inspect.getsource(function), f"see {look_at}"


def test_sphinx_keeps_the_contents_as_a_property_that_can_be_forgotten():
    """Once it does not, the last line of `_clear` in sphinx/stepwise.py can go."""
    assert isinstance(inspect.getattr_static(BuildEnvironment, "master_doctree"), cached_property)


def test_sphinx_writes_mail_addresses_in_pieces():
    """Once it does not, `cloak_email_addresses` can go from sphinx/site.py."""
    assert sphinx.environment.default_settings["cloak_email_addresses"]


def test_sphinx_reads_the_contents_anew_for_every_page_and_keeps_its_context_for_one_writing():
    """Once `toctree()` costs no more on the next page, sphinx/menu.py can use it; until then it keeps its own."""
    menu = inspect.getsource(StandaloneHTMLBuilder._get_local_toctree)
    assert "global_toctree_for_doc(" in menu, "Sphinx makes menus in another way now; see sphinx/menu.py"
    writing = inspect.getsource(StandaloneHTMLBuilder.prepare_writing)
    assert "self.globalcontext = {" in writing, "the menu kept in it would outlive a writing now; see sphinx/menu.py"
    assert "self.relations = self.env.collect_relations()" in writing
    emitted = inspect.getsource(EventManager.emit)
    assert "repr(args)" in emitted, "repr=False in sphinx/menu.py and project.py can go"


def test_sphinx_sets_no_place_with_spaces_apart(tmp_path):
    """Once it does, `_PLACE_WITH_SPACES` in desk/update.py can go."""
    renderer = GettextRenderer(outdir=tmp_path)
    message = Message("x", [(str(tmp_path / "a b.md"), 1)], [])
    names = ("copyright", "project", "version", "ctime", "last_translator", "language_team")
    context = {**dict.fromkeys(names, ""), "messages": [message], "display_location": True, "display_uuid": False}
    assert "\n#: a b.md:1\n" in renderer.render("message.pot.jinja", context)


def test_babel_takes_roles_for_formats_and_names_nobody():
    """Once it does neither, `_MISTAKEN` of catalogs/writer.py and `_PLACEHOLDER` of header.py have less to do."""
    catalogue = Catalog(locale="fr")
    catalogue.add("Look, {name}", "Regardez, {name}")
    written = io.BytesIO()
    write_po(written, catalogue)
    assert b"#, python-brace-format\n" in written.getvalue(), "see _MISTAKEN in catalogs/writer.py"
    assert b"FULL NAME <EMAIL@ADDRESS>" in written.getvalue(), "see _PLACEHOLDER in catalogs/header.py"


def test_sphinx_intl_forgets_a_page_that_is_renamed_and_what_a_text_was(tmp_path):
    """Once it remembers both, catalogs/merging/merge.py has less to do."""
    templates, locales = tmp_path / "pot", tmp_path / "locales"
    header = b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (locales / "fr/LC_MESSAGES").mkdir(parents=True)
    templates.mkdir()
    (locales / "fr/LC_MESSAGES/old.po").write_bytes(header + b'msgid "One text"\nmsgstr "Un texte"\n')
    (locales / "fr/LC_MESSAGES/page.po").write_bytes(header + b'msgid "Another long text"\nmsgstr "Un autre texte"\n')
    (templates / "new.pot").write_bytes(header + b'msgid "One text"\nmsgstr ""\n')
    (templates / "page.pot").write_bytes(header + b'msgid "Another longer text"\nmsgstr ""\n')
    update(str(locales), str(templates), ["fr"])
    assert b"Un texte" not in (locales / "fr/LC_MESSAGES/new.po").read_bytes(), "it follows a page that is renamed now"
    page = (locales / "fr/LC_MESSAGES/page.po").read_bytes()
    assert b"#, fuzzy" in page
    assert b"#| msgid" not in page, "it shows what a text was now"


def _printed(html: str, **options: str) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        return weasyprint.HTML(string=html).write_pdf(**options)


def test_docutils_takes_an_apostrophe_at_the_end_of_a_piece_for_a_closing_quote():
    """Therefore sphinx/quotes.py looks at the whole sentence, as long as this holds."""
    pieces = [("plain", "Près d'"), ("plain", "Abri")]
    assert list(educate_tokens(pieces, "qDe", "fr")) == ["Près d”", "Abri"]


@pytest.mark.parametrize("text", ["a 'b' \"c\" d's", "'\"a\"'", "\"'a' b\"", "('80s) -'a' \"", "l'« a »"])
def test_docutils_keeps_characters_in_their_places_in_english(text):
    """Therefore sphinx/quotes.py can give each piece of a sentence its own part of the whole."""
    made = educateQuotes(text, "en")
    assert len(made) == len(text)
    assert all(new == old or (old in "'\"" and new in "‘’“”") for new, old in zip(made, text, strict=True))


def test_docutils_complains_once_of_a_language_it_does_not_know():
    """handbook/sphinx/editions.py looks it up first, in silence."""
    importer, said = RstLanguageImporter(), []
    reporter = SimpleNamespace(info=lambda text: None, warning=said.append)
    importer("qps", reporter)
    assert said, "docutils does not complain any more: the look-up in sphinx/editions.py can go"
    importer, said[:] = RstLanguageImporter(), []
    importer("qps")
    importer("qps", reporter)
    assert not said, "docutils forgets what it has looked up; see sphinx/editions.py"


def test_letters_that_have_grown_together_say_a_sign_too():
    """When it does, print/tagging/glyph_texts.py can go: WeasyPrint then knows what each glyph of a letter says."""
    fetcher = render.BundledFetcher({})
    fonts = render.bundled_fonts(fetcher)
    face = "@font-face { font-family: Arabic; src: url(handbook:///fonts/IBMPlexSansArabic-Regular.ttf) }"
    sheet = weasyprint.CSS(string=face, base_url=render.BASE, url_fetcher=fetcher, font_config=fonts)
    page = weasyprint.HTML(string='<html lang="ar" dir="rtl"><p style="font-family: Arabic">\u0644\u064b\u0627')
    data = page.write_pdf(stylesheets=[sheet], font_config=fonts)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        maps = [
            each.ToUnicode.read_bytes()
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each
        ]
    said = b"".join(maps).lower()
    assert b"<0644064b0627>" in said, "a sign between two letters says itself now: print/tagging/glyph_texts.py can go"


def test_weasyprint_turns_the_areas_of_a_page():
    """They take the direction of the document, and so do their logical sides: turned.css turns what they say alone."""
    style = "@page { size: 190px; margin: 30px; @footnote { margin: 0; margin-inline-start: 52px }"
    style += '@bottom-left { content: "a"; padding-inline-start: 7px } } i { float: footnote }'
    for direction, left, right in (("ltr", 52, 0), ("rtl", 0, 52)):
        html = f'<html lang="ar" dir="{direction}"><style>{style}</style><p>a<i>b</i></p>'
        areas = weasyprint.HTML(string=html).render().pages[0]._page_box.children
        footnotes = next(each for each in areas if isinstance(each, boxes.FootnoteAreaBox))
        margin_box = next(each for each in areas if isinstance(each, boxes.MarginBox))
        assert (footnotes.margin_left, footnotes.margin_right) == (left, right)
        assert margin_box.style["direction"] == direction
        assert (margin_box.padding_left > 0) == (direction == "ltr")


def test_weasyprint_prefers_a_logical_side():
    """Once the later of two rules wins, as CSS says, the sheets of the brochure need not keep them in that order."""
    style = "@page { size: 90px; margin: 0 } p { padding-inline-start: 9px; padding-left: 3px; margin: 0 }"
    page_box = weasyprint.HTML(string=f"<style>{style}</style><p>a").render().pages[0]._page_box
    paragraph = next(each for each in page_box.descendants() if each.element_tag == "p")
    assert paragraph.padding_left == 9, "the later side wins now; see docs/explanation/upstream.md"


def test_pydyf_compresses_each_stream_twice(monkeypatch):
    """Once it does it once, `compressing_once` of print/linking/linker.py can go."""
    asked = []
    original = pydyf.Stream.data
    monkeypatch.setattr(pydyf.Stream, "data", property(lambda stream: asked.append(stream) or original.fget(stream)))
    pdf = pydyf.PDF()
    stream = pydyf.Stream([b"q Q"], compress=True)
    pdf.add_object(stream)
    pdf.write(io.BytesIO(), "1.7", True, True)
    assert asked.count(stream) == 2, "pydyf compresses streams once now; see print/linking/linker.py"


def test_pydyf_lists_all_pages_whenever_it_is_asked():
    """Once it keeps the list, the workaround in `_add_bookmarks` of print/linking/linker.py can go."""
    pdf = pydyf.PDF()
    assert list(pdf.page_references) == []
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    assert len(list(pdf.page_references)) == 1
    assert pdf.page_references is not pdf.page_references, "pydyf keeps the list now; see print/linking/linker.py"


def test_weasyprint_shows_text_by_the_glyphs_of_a_whole_face():
    """Where it does otherwise, `noting_numbers` of print/linking/page_numbers.py hears of no number of a page."""
    document = weasyprint.HTML(string="<p>000").render()
    with noting_numbers() as texts:
        document.write_pdf()
    [text] = texts
    assert any(operator.endswith(b"] TJ") for operator in text.stream.stream[text.start : text.stop])


def test_weasyprint_builds_fonts_whenever_it_draws():
    """Once there is an option, `without_fonts` of print/linking/shown_faces.py can go."""
    source = inspect.getsource(weasyprint.pdf.generate_pdf)
    assert "pdf_fonts = build_fonts_dictionary(pdf, document.fonts, compress, subset, options)" in source
    assert not [name for name in weasyprint.DEFAULT_OPTIONS if "font" in name and name != "full_fonts"]


def test_all_that_sphinx_keeps_of_pages_is_known(tmp_path):
    """`sphinx/kept_pages.py` hands on what pages give each other; see whether anything new belongs there."""
    (tmp_path / "conf.py").touch()
    with docutils_namespace():
        app = Sphinx(tmp_path, tmp_path, tmp_path / "out", tmp_path / "doctrees", "html", status=None)
    of_pages = {*kept_pages.OF_PAGES, *kept_pages.OF_ALL, "metadata", "domaindata", "images", "dependencies"}
    # Without them an edition is not kept: they depend on all pages.
    of_pages |= {"numbered_toctrees", "glob_toctrees", "reread_always", "toc_secnumbers", "toc_fignumbers"}
    of_one_page = {"_pickled_doctree_cache", "_write_doc_doctree_cache", "current_document", "ref_context"}
    of_all_docs = {"all_docs", "included", "project", "domains"}
    of_the_build = {"_app", "_doctreedir", "_srcdir", "_builder_cls", "config", "config_status", "config_status_extra"}
    of_the_build |= {"events", "version", "versioning_condition", "versioning_compare", "settings"}
    search = {name for name in vars(app.env) if name.startswith("_search_index_")}  # ours is another
    assert vars(app.env).keys() == of_pages | of_one_page | of_all_docs | of_the_build | search
    assert vars(app.env.images) == {"_existing": set()}
    domains = {"c", "changeset", "citation", "cpp", "index", "js", "math", "py", "rst", "std"}
    assert app.env.domaindata.keys() == domains


def test_a_marker_is_drawn_after_all_other_text():
    """Once it is drawn first, print/tagging/markers_first.py can go."""
    html = '<html lang="en"><title>a</title><ul><li>first</ul><p>after'
    data = weasyprint.HTML(string=html).write_pdf(pdf_tags=True)
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert text.split() == ["first", "after", "•"], "markers come first: print/tagging/markers_first.py can go"


def test_weasyprint_does_not_read_where_a_list_starts():
    """Once it does, print/list_numbers.py can go."""
    data = weasyprint.HTML(string='<html lang="en"><title>a</title><ol start="7"><li>first</ol>').write_pdf()
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert sorted(text.split()) == ["1.", "first"], "lists start where they say: print/list_numbers.py can go"


def test_weasyprint_asks_pyphen_for_each_word():
    """By its name in the module, which print/whole_words.py takes the place of."""
    from weasyprint.text import line_break

    assert "pyphen.Pyphen(" in inspect.getsource(line_break), "WeasyPrint divides otherwise; see print/whole_words.py"
    assert "pyphen.language_fallback(" in inspect.getsource(line_break)


def test_a_configuration_keeps_what_it_was_given_apart():
    """Else `sphinx/defaults.py` would take the place of what `conf.py` says, or of nothing."""
    config = Config({"nitpicky": False}, {"language": "fr"})
    assert (config._raw_config, config._overrides) == ({"nitpicky": False}, {"language": "fr"})
