"""What reaches readers is in the list of what the handbook writes: pages, drawings, styles, PDFs, kinds of files."""

import pytest
from pdfs_by_hand import HARMFUL, HARMLESS

from handbook.checks.artefacts import Artefacts
from handbook.checks.built import harm
from handbook.readback.markup import markup_faults
from handbook.sphinx.wall.css import reaches_out
from handbook.sphinx.wall.pdf_pictures import action_faults
from handbook.sphinx.wall.svg_pictures import svg_fault

MARKUP = {
    "script": "<script>alert(1)</script>",
    "script-by-name": '<script src="evil.js"></script>',
    "script-of-another-host": '<script src="https://evil.example/_static/reader-1a2b3c4d.js"></script>',
    "module": '<script type="module" src="_static/reader-1a2b3c4d.js"></script>',
    "data-that-ends": '<script type="application/ld+json">{"a":"<!--"}</script>',
    "no-data": '<script type="application/ld+json">alert(1)</script>',
    "handler": '<p onclick="alert(1)">x</p>',
    "handler-in-a-drawing": '<svg><path onload="alert(1)"/></svg>',
    "style": "<style>*{}</style>",
    "style-of-an-element": '<p style="width: 1px">x</p>',
    "style-that-fetches": '<img src="a.png" style="width: 1px; background: url(https://evil.example)">',
    "frame": '<iframe src="x.html"></iframe>',
    "object": '<object data="x"></object>',
    "embed": '<embed src="x">',
    "video": '<video src="x"></video>',
    "base": '<base href="https://evil.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "another-policy": '<meta http-equiv="Content-Security-Policy" content="default-src *">',
    "property": '<meta name="referrer" content="unsafe-url">',
    "import": '<link rel="import" href="x">',
    "prefetch": '<link rel="dns-prefetch" href="https://evil.example">',
    "form-elsewhere": '<form action="https://evil.example/"></form>',
    "form-action": '<button formaction="https://evil.example/">x</button>',
    "password": '<input type="password">',
    "picture-of-another-host": '<img src="//evil.example/p.png" alt="">',
    "picture-in-the-page": '<img src="data:image/svg+xml,x" alt="">',
    "picture-set": '<img srcset="https://evil.example/p.png" alt="">',
    "address-of-a-script": '<a href="javascript:alert(1)">x</a>',
    "address-of-a-script-with-a-tab": '<a href="java\tscript:alert(1)">x</a>',
    "address-of-data": '<a href="data:text/html,x">x</a>',
    "address-without-scheme": '<a href="//evil.example">x</a>',
    "address-with-a-name": '<a href="https://canada.ca@evil.example">x</a>',
    "ping": '<a ping="https://evil.example" href="x.html">x</a>',
    "use-of-another-file": '<svg><use href="x.svg#a"/></svg>',
    "foreign-object": "<svg><foreignObject></foreignObject></svg>",
    "animation": '<svg><animate attributeName="href"/></svg>',
    "mathematics": "<math><mi>x</mi></math>",
    "template": "<template><p>x</p></template>",
    "comment": "<!-- x -->",
    "nothing": "",
}


@pytest.mark.parametrize("name", MARKUP)
def test_what_the_handbook_does_not_write_is_found(name):
    """By element, attribute or value."""
    body = MARKUP[name]
    page = f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>' if body else ""
    assert list(markup_faults(page.encode()))


def test_a_page_that_is_not_utf_8_is_none():
    """A browser would guess."""
    assert list(markup_faults(b"<p>\xff"))


@pytest.mark.parametrize("name", HARMFUL)
def test_what_a_pdf_may_do_is_found(tmp_path, name):
    """Actions, forms, attachments, media."""
    (tmp_path / "a.pdf").write_bytes(HARMFUL[name])
    assert list(action_faults(tmp_path / "a.pdf"))


@pytest.mark.parametrize("name", HARMLESS)
def test_a_pdf_may_link(tmp_path, name):
    """To places and addresses."""
    (tmp_path / "a.pdf").write_bytes(HARMLESS[name])
    assert list(action_faults(tmp_path / "a.pdf")) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def bomb(element, use):
    """Return nine drawings, each of which has the next one in it ten times."""
    return "".join(f'<{element} id="g{n}">{use.format(n + 1) * 10}</{element}>' for n in range(9))


def bomb_below(style):
    """Return patterns whose ten shapes are filled with the next pattern, as what stands around them says."""
    below = "<rect/>" * 10
    parts = "".join(f'<pattern id="g{n}"><g {style.format(n + 1)}>{below}</g></pattern>' for n in range(9))
    return f'{parts}<pattern id="g9">{below}</pattern><g {style.format(0)}>{below}</g>'


def bomb_of_a_sheet(rule):
    """Return patterns whose shapes are filled with the next one by a rule of a style sheet."""
    sheet = "".join(rule.format(n) for n in range(10))
    patterns = bomb("pattern", '<rect class="c{}"/>')
    return f'<style>{sheet}</style>{patterns}<rect class="c0"/>'


DRAWINGS = {
    "script": "<script>alert(1)</script>",
    "script-of-another-space": '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    "page": "<foreignObject><p>x</p></foreignObject>",
    "picture": '<image href="x.png"/>',
    "filter-that-fetches": '<filter><feImage href="#a"/></filter>',
    "link": '<a href="javascript:alert(1)"><text>x</text></a>',
    "animation": '<animate attributeName="href" to="javascript:alert(1)"/>',
    "handler": '<rect OnLoad="alert(1)"/>',
    "use-of-another-file": '<use xlink:href="https://evil.example/x.svg#a"/>',
    "base": '<g xml:base="https://evil.example/"/>',
    "fill": '<rect fill="url(//evil.example#x)"/>',
    "fill-in-quotes": "<rect fill=\"url('//evil.example#x')\"/>",
    "style": '<rect style="fill:url(https://evil.example)"/>',
    "style-in-escapes": '<rect style="fill:u\\72l(https://evil.example)"/>',
    "style-with-a-comment": '<rect style="fill:url(/**/https://evil.example)"/>',
    "sheet-behind-a-comment": "<style><!-- x -->*{fill:url(https://evil.example)}</style>",
    "sheet-that-imports": '<style>@import "https://evil.example";</style>',
    "sheet-that-imports-in-escapes": '<style>@\\69mport "https://evil.example";</style>',
    "sheet-with-a-font": "<style>@font-face{font-family:x;src:url(x)}</style>",
    "sheet-with-a-picture-set": '<style>*{mask:image-set("https://evil.example/x" 1x)}</style>',
    "use-within-itself": '<g id="a"><use href="#a"/></g>',
    "bomb": bomb("g", '<use href="#g{}"/>'),
    "bomb-of-patterns": bomb("pattern", '<rect fill="url(#g{})"/>'),
    "bomb-behind-empty-parts": bomb("g", '<use href="#g{}"/>') + "".join(f'<g id="g{n}"/>' for n in range(10)),
    "bomb-with-escapes": bomb("g", '<use href="#%67{}"/>'),
    "bomb-with-blanks": bomb("pattern", '<rect fill=" url( #g{} )"/>'),
    "bomb-in-styles": bomb("pattern", '<rect style="fill:url(#g{})"/>'),
    "bomb-of-masks": bomb("mask", "<rect style=\"mask:u\\72l('#g{}')\"/>"),
    "bomb-of-symbols": bomb("symbol", '<use href="#g{}"/>'),
    "bomb-of-fills-for-all-below": bomb_below('fill="url(#g{})"'),
    "bomb-of-styles-for-all-below": bomb_below('style="--x:url(#g{})"'),
    "bomb-of-a-sheet": bomb_of_a_sheet(".c{0}{{fill:url(#g{0})}}"),
    "bomb-of-a-sheet-in-a-rule": bomb_of_a_sheet("@media all{{.c{0}{{fill:url(#g{0})}}}}"),
    "bomb-of-a-sheet-with-states": bomb_of_a_sheet(".c{0}:hover{{fill:url(#g{0})}}"),
    "bomb-of-a-sheet-with-rules-in-rules": bomb_of_a_sheet("pattern{{& .c{0}{{fill:url(#g{0})}}}}"),
    "bomb-around-patterns": "".join(f'<g fill="url(#g{n + 1})" stroke="url(#g{n + 1})">' for n in range(40))
    + "".join(f'<pattern id="g{n}"><rect/></pattern>' for n in range(41))
    + "</g>" * 40,
    "bomb-of-markers": f'<marker id="m">{"<rect/>" * 50}</marker><path marker-mid="url(#m)" d="{"L1 2" * 1000}"/>',
    "many-shapes": "<rect/>" * 20_001,
    "depths": "<g>" * 5000 + "</g>" * 5000,
}
FILES = {
    "style-sheet-of-another-host": '<?xml-stylesheet href="https://evil.example/x.css"?>' + SVG.format(""),
    "style-sheet-behind-it": SVG.format("") + '<?xml-stylesheet href="https://evil.example/x.css"?>',
    "attribute-by-default": '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>' + SVG.format(""),
    "entity": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("&a;"),
    "entities": '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + SVG.format("&c;"),
    "another-encoding": '<?xml version="1.0" encoding="iso-8859-1"?>' + SVG.format(""),
    "no-drawing": "<x/>",
    "no-xml": "GIF89a",
    "nothing": "",
}
PLAIN = (
    '<defs><linearGradient id="a"/></defs><style>.a{fill:url(#a)} @media print{.a{fill:rgb(1,2,3)}}</style>',
    '<rect fill="url(#a)" transform="translate(1 2)" style="fill:#fff;stroke:var(--x)"/><use xlink:href="#b"/>',
    '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="A (1)"><i:grid/><path id="f(x)"/></g>',
    '<switch><g systemLanguage="fr"><text>x</text></g><g transform="translate(1)"/></switch>',
    "<style>rect:nth-last-of-type(2){transform:translateZ(0);background:conic-gradient(red,blue)}</style><rect/>",
    "<!-- drawn by hand --><title>A (b)</title><text><tspan>x</tspan></text>",
    # As Illustrator and Inkscape write them.
    '<defs><style>.c{fill:none}.d{clip-path:url(#k)}</style><clipPath id="k"><rect class="c"/></clipPath></defs>'
    f'<g class="d">{"<path/>" * 500}</g>',
    '<linearGradient id="a"><stop/></linearGradient><linearGradient xlink:href="#a" id="b"/>'
    + '<path style="fill:url(#b);fill-opacity:1"/>' * 500,
)


@pytest.mark.parametrize("data", [*map(SVG.format, DRAWINGS.values()), *FILES.values()], ids=[*DRAWINGS, *FILES])
def test_an_svg_that_does_more_than_draw_is_refused(data):
    """Whatever spelling CSS and XML allow for."""
    assert svg_fault(data.encode())


@pytest.mark.parametrize("body", PLAIN)
@pytest.mark.parametrize(
    "head", ["", '<?xml version="1.0" encoding="UTF-8"?>', "<!DOCTYPE svg PUBLIC '-//W3C//DTD' 'x.dtd'>"]
)
def test_an_svg_that_draws_is_accepted(head, body):
    """Such as programs save it."""
    assert svg_fault(f"{head}{SVG.format(body)}".encode()) is None


@pytest.mark.parametrize(
    "sheet", ["@import 'x';", "a{b:url(x)}", "a{b:u\\72l(x)}", "a{b:image-set('x' 1x)}", "a{b:url(x"]
)
def test_a_style_sheet_that_fetches_is_found(sheet):
    """However it is spelled."""
    assert reaches_out(sheet)


@pytest.mark.parametrize(
    ("name", "is_allowed"),
    [
        ("en/page.html", True),
        ("en/_images/leaf.png", True),
        ("en/_images/leaf.html", False),
        ("en/_downloads/0a/list.csv", True),
        ("en/_downloads/0a/game.html", False),
        ("en/_downloads/0a/game.js", False),
        ("en/_downloads/0a/game.svgz", False),
        ("_static/reader-2d711642.js", True),  # named by its hash, as that of any release
        ("_static/reader-12345678.js", False),
        ("_static/reader.js", False),
        ("_static/evil-2d711642.js", False),
        ("_static/deeper/reader-2d711642.js", False),
        ("en/_static/reader-2d711642.js", False),
        ("en/_static/pygments.css", False),
        ("en/search-index.js", True),
        ("en/search-index/0a1b2c3d4e5f/w12.js", True),
        ("en/search-index/0a1b2c3d4e5f/evil.js", False),
        ("en/search-index/w12.js", False),
        ("en/share.png", True),
        ("en/agencies/share.png", False),
        ("_headers", True),
        ("en/_headers", False),
        ("favicon.ico", True),
        ("robots.txt", True),
        ("en/robots.txt", False),
        ("en/evil.js", False),
        ("en/page.xhtml", False),
        ("downloads/brochure-en.pdf", True),
        ("downloads/brochure-en.exe", False),
    ],
)
def test_files_are_published_by_their_kind(project, tmp_path, name, is_allowed):
    """Nothing that a browser would run, but our own programs."""
    path = tmp_path / "published" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    artefacts = Artefacts(project=project, registry=None, editions=(), folders=(tmp_path / "published",))
    assert (list(harm.check_file_kind(artefacts)) == []) is is_allowed
