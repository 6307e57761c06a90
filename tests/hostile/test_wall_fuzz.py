"""Whatever a page or a catalogue says: what MyST runs, the wall has seen; what reaches a page, the handbook writes.

50 pages and as many catalogues; 2,000 of each with ``make fuzz``. All are written as HTML, and one in fifty printed.
"""

import time
from collections import Counter
from contextlib import contextmanager, nullcontext

import pytest
import tinyhtml5
from hostile_tree import write_hostile_tree
from hypothesis import settings
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from page_grammar import Writer
from read_pages import DOCNAME, PAGE, Reader
from witness import Witness

from handbook.pictures.maps import load_world
from handbook.print.linking.fragment import Fragment
from handbook.readback.markup import ELEMENTS, VALUES, markup_faults
from handbook.sphinx.stepwise import prepare, read_page, write_page
from handbook.sphinx.wall.pdf_pictures import action_faults
from handbook.sphinx.wall.renderer import WalledRenderer
from handbook.texts.links import address_fault

IS_LONG = settings.default.max_examples >= 1000
PAGES = settings.default.max_examples if IS_LONG else 50
# The same pages in each short run, others in each long one.
FIRST = time.time_ns() if IS_LONG else 0
EVIL_SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
# Each of these texts is put in place of one of a page.
TEXTS = ("A text of the page.", "A cell", "An entry")
ENGLISH = "# Side by side\n\nA text of the page.\n\n| A cell | b |\n| --- | --- |\n| c | d |\n\n- An entry\n"


@pytest.fixture(scope="module")
def fuzzed_pages(tmp_path_factory, request):
    """Return a reader of the hostile handbook in English, with a witness; says at the end what they have seen."""
    yield from _reader(tmp_path_factory.mktemp("fuzz"), "en", request)


@pytest.fixture(scope="module")
def fuzzed_messages(tmp_path_factory, request):
    """Return a reader of the hostile handbook in French, with a witness."""
    yield from _reader(tmp_path_factory.mktemp("fuzz"), "fr", request)


def _reader(folder, language, request):
    root = write_hostile_tree(folder)
    (root / "source/evil.svg").write_text(EVIL_SVG, encoding="utf-8")
    (root / "source/leaf.fr.svg").write_text(EVIL_SVG, encoding="utf-8")
    (root / "source/list.csv").write_text("a,b\n", encoding="utf-8")
    (root / "source/game.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    with Reader.of(root, language) as reader, pytest.MonkeyPatch.context() as patch:
        prepare(reader.app)
        for docname in sorted(reader.app.env.found_docs):  # the menu of a page shows the others
            read_page(reader.app, docname)
        # Whatever else is wrong with what is printed, it is printed.
        patch.setattr("handbook.print.printing.check_input", lambda *arguments: [])
        patch.setattr(Fragment, "is_sound", property(lambda fragment: True, lambda fragment, value: None))
        load_world()  # a file of the program, which the first map of a process reads
        witness = Witness(root=root)
        witness.listen(patch, reader.app)
        reader.meanwhile = witness.watching
        count = Counter()
        yield reader, witness, count
    if terminal := request.config.pluginmanager.getplugin("terminalreporter"):
        seen = ", ".join(f"{number} {kind}" for kind, number in count.items())
        terminal.write_line(f"{language}: {seen}, {witness.constructs} constructs run, escapes 0")


@contextmanager
def named(number):
    """Say in an error of which page it is."""
    try:
        yield
    except Exception as error:
        error.add_note(f"the page that Writer({number}) writes")
        raise


def assert_held(reader, witness, count, text):
    """Read and write a page, and see that nothing of it has got past the wall."""
    read = reader.read(text, title="")
    assert witness.escapes(reader.root / PAGE) == []
    read.assert_harmless()
    write_page(reader.app, DOCNAME)
    page = (reader.app.outdir / f"{DOCNAME}.html").read_bytes()
    assert list(markup_faults(page)) == []
    assert list(as_a_browser_reads(page)) == []
    count["pages"] += 1
    if count["pages"] % 50 == 0:
        for printed in brochure(reader.app):
            assert list(action_faults(printed)) == []
            count["brochures"] += 1


def brochure(app):
    """Print what was read. Returns the PDF, unless WeasyPrint finds no way to divide it into pages."""
    for before in app.outdir.glob("*.pdf"):
        before.unlink()
    html, app.builder = app.builder, app.registry.create_builder(app, "brochure", env=app.env)
    try:
        app.builder.init()
        app.builder.write_brochure(app.outdir)
    finally:
        app.builder = html
    return list(app.outdir.glob("*.pdf"))


def as_a_browser_reads(page):
    """Yield what of a page is not on the lists, read as HTML 5 asks for: another parser than that of the check."""
    for element in tinyhtml5.parse(page, namespace_html_elements=False).iter():
        if not isinstance(element.tag, str):
            yield "a comment"
            continue
        tag = element.tag.rpartition("}")[2]
        if tag not in ELEMENTS:
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            values = VALUES.get((tag, name.lower()))
            is_listed = name.lower() in ELEMENTS.get(tag, ()) or name in ("class", "id", "lang", "xml:lang")
            if not is_listed or (values and not values.fullmatch(value)) or (name == "href" and address_fault(value)):
                yield f"<{tag} {name}={value!r}>"


def test_whatever_a_page_runs_the_wall_has_seen(fuzzed_pages):
    """And its HTML holds nothing but what the handbook writes."""
    reader, witness, count = fuzzed_pages
    for number in range(FIRST, FIRST + PAGES):
        with named(number):
            assert_held(reader, witness, count, Writer(number).page())


def test_what_gets_past_is_seen(fuzzed_pages, monkeypatch):
    """The witness can fail: without the wall, it tells of the directive, of the role and of reStructuredText."""
    reader, witness, _ = fuzzed_pages
    monkeypatch.setattr("handbook.sphinx.wall.renderer.Wall", lambda *arguments: nullcontext())
    monkeypatch.setattr(WalledRenderer, "render_restructuredtext", SphinxRenderer.render_restructuredtext)
    reader.read("# T\n\n```{code}\nx\n```\n\n{code}`x`\n\n```{eval-rst}\nx\n```", title="")
    escapes = witness.escapes(reader.root / PAGE)
    assert {"directive Code", "role code", "interpreter reStructuredText"} <= set(escapes), escapes


def test_whatever_a_catalogue_says_the_wall_has_seen(fuzzed_messages):
    """Were it to pass the review: it is given to the page as it is."""
    reader, witness, count = fuzzed_messages
    for number in range(FIRST, FIRST + PAGES):
        writer = Writer(number)
        reader.app.config.handbook_translations = {DOCNAME: {text: writer.message() for text in TEXTS}}
        with named(number):
            assert_held(reader, witness, count, ENGLISH)
