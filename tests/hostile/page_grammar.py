"""Pages that nobody would write: a grammar of Markdown as MyST reads it, with everything in the wrong place.

Each is made of a number, and is another for each number: Hypothesis would repeat itself.
"""

from random import Random

from handbook.kits import agencies
from handbook.sphinx.wall import limits


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split())


BLANKS = ("", "", "", " ", "\t", "\u00a0", "\f", "\u2003", "\u3000", "\v", "\u200b", "\u2028")
SECRETS = (
    "../../secret.txt",
    "../../secret.md",
    "../../secret.png",
    "/../../secret.txt",
    "/etc/passwd",
    "<isonum.txt>",
)
FILES = (
    "leaf.png",
    "plan.svg",
    "evil.svg",
    "glossary.md",
    "page.md",
    "conf.py",
    "list.csv",
    "game.html",
    "leaf.*",
    ".",
)
ADDRESSES = (
    *("https://example.org/", "http://example.org", "mailto:a@example.org", "compare.md", "#top", "glossary", ""),
    *(
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "javascript&#58;alert(1)",
        "\x01javascript:x",
    ),
    *(
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//evil.example/x",
        "\\\\evil.example",
        "/\\evil.example",
    ),
    *(
        "file:///etc/passwd",
        "project:../../secret.md",
        "path:../../secret.txt",
        "inv:#x",
        "tel:1",
        "ftp://example.org/x",
    ),
    *("https://canada.ca@evil.example/", "https://xn--80ak6aa92e.com/", "https://аррӏе.com", "https:evil.example"),
)
MARKUP = (
    *("<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "<!-- x -->", "<!DOCTYPE x>", "<![CDATA[x]]>"),
    *("<?php x ?>", '<a href="javascript:x">y</a>', "<style>*{}</style>", "</main>", '"><script>alert(1)</script>'),
    *("{{ env }}", "{{ cycler.__init__ }}", "{% include 'x' %}", "&lt;script&gt;", "&#60;script&#62;", "$x$", "$$x$$"),
    *("~~x~~", "[ ] x", "- [x] y", "§1.1", "[x]{.skip}", "H~2~O", "| a |\n| - |\n| b |", "\\begin{x}y\\end{x}"),
)
WORDS = (
    "Fair",
    "to all",
    "1974",
    "co-operative",
    "*very*",
    "**bold**",
    "`code`",
    "&amp;",
    "\\*",
    "www.аррӏе.com",
    "a\u202eb",
)
FORBIDDEN = _listed("""
    raw RAW brut include literalinclude csv-table eval-rst math graphviz only role default-role meta
    title class rst-class container compound replace unicode date code parsed-literal line-block
    contents sectnum header footer target-notes pull-quote highlights std:glossary py:function js:module
    c:alias index highlight productionlist centered acks tabularcolumns currentmodule program option
    envvar cmdoption figure-md myst:x x restructuredtext-test-directive versionadded deprecated hlist
    codeauthor object default-domain
""")
ROLES = _listed("""
    raw math eval code any index pep rfc py:func c:expr command kbd guilabel x substitution emphasis
    literal title-reference file samp menuselection token keyword eq myst:x std:ref external:ref
    default-role html ABBR indice sous
""")
OPTIONS = _listed("""
    file url diff parser encoding class name target alt width height scale align figwidth figclass
    language lines pyobject format header-rows delim start-after literal code number-lines
    relative-images relative-docs heading-offset tab-width loading caption glob hidden maxdepth sorted
    linenos emphasize-lines nosuch trim ltrim local depth
""")
VALUES = (
    "",
    "x",
    "skip",
    "note",
    "dropdown",
    "html",
    "python",
    "x skip",
    "rst",
    "restructuredtext",
    "myst_parser.sphinx_",
)
VALUES += ("1", "50%", "left", "text/html", "utf-8", "expression(alert(1))", "url(https://evil.example/)", "image")
_SETTINGS = (
    "enable_extensions: [substitution, html_image, attrs_inline, dollarmath]",
    "url_schemes: [javascript, https]",
)
_SETTINGS += (
    "substitutions: {x: '{{ cycler }}'}",
    "disable_syntax: []",
    "heading_slug_func: this.s",
    "title_to_header: true",
)
_SETTINGS += (
    "html_meta: {description: d}",
    "html_meta: {http-equiv=refresh: '0;url=https://evil.example'}",
    "gfm_only: true",
)
_SETTINGS += ("fence_as_directive: [raw, eval-rst]", 'html_meta: {"description lang=en onload=alert(1)": x}', "x: [1")
_SETTINGS += ("all_links_external: true", "number_code_blocks: [python]", "footnote_sort: false", "ref_domains: [x]")
_CONTAINERS = (("- ", "  "), ("3) ", "   "), ("> ", "> "), ("[^1]: ", "    "), ("Word\n: ", "  "), ("", "    "))


class Writer:
    """Writes pages and messages at random, the same ones for the same number."""

    def __init__(self, number: int) -> None:
        random = Random(number)
        self.pick, self.number = random.choice, random.randint

    def page(self) -> str:
        """Return a whole page, with or without front matter, after an accident or two."""
        settings = [self.pick(_SETTINGS) for _ in range(self.pick((0, 0, 1, 2)))]
        top = self.pick(("", "", "orphan: true\n", "author: x <script>\n", "title: x\n", "substitutions: {x: y}\n"))
        above = f"---\n{top}myst:\n" + "".join(f"  {each}\n" for each in settings) + "---\n\n" if settings else ""
        text = "\n".join(self._blocks(0))
        for _ in range(self.pick((0, 0, 1, 2))):
            place, piece = self.number(0, 400), self.pick((*BLANKS, "\n", "`", ":", "{", "}"))
            text = text[:place] + piece + text[place:]
        return f"{above}# Side by side\n\n{text}\n"

    def message(self) -> str:
        """Return what a catalogue may say in place of a text of a page."""
        return self._text() if self.number(0, 1) else "\n".join(self._blocks(2))

    def _target(self) -> str:
        return self.pick(self.pick((SECRETS, FILES, FILES, ADDRESSES)))

    def _value(self) -> str:
        return self.pick(self.pick((VALUES, SECRETS, ADDRESSES)))

    def _text(self) -> str:
        return " ".join(self._inline(0) for _ in range(self.number(1, 4)))

    def _options(self) -> list[str]:
        given = [(self.pick(OPTIONS), self._value()) for _ in range(self.pick((0, 0, 1, 1, 2, 4)))]
        if self.number(0, 1):
            return [f":{key}:{self.pick(BLANKS)} {value}" for key, value in given]
        lines = [f"{self._spelled(key, block=False)}: {self._spelled(value, block=True)}" for key, value in given]
        return ["---", *"\n".join(lines).split("\n"), "---"] if lines else []

    def _spelled(self, text: str, *, block: bool) -> str:
        """Return the key or the value of an option as YAML may spell it."""
        match self.number(0, 9 if block else 7):
            case 0 | 1:
                return '"' + "".join(f"\\x{ord(each):02x}" if ord(each) < 128 else each for each in text) + '"'
            case 2:
                return "'" + text.replace("'", "''") + "'"
            case 8:
                return f">\n  {text}"
            case 9:
                return f"|\n  {text}"
        return text

    def _inline(self, depth: int) -> str:
        match self.number(0, 9):
            case 0 | 1:
                name = self.pick(self.pick((ROLES, sorted(limits.ROLES))))
                ticks = self.pick(("`", "`", "``"))
                title, target = self.pick(WORDS), self._target()
                content = self.pick((title, target, f"{title} <{target}>", f"!{title} <{target}>"))
                return f"{{{name}}}{ticks}{content}{ticks}"
            case 2 | 3:
                words = self._inline(depth + 1) if depth < 3 else "x"
                mark, title = self.pick(("", "", "!")), self.pick(("", "", ' "a title"', " '\"><script>'"))
                return self.pick(("{}[{}]({}{})", "{}[{}](<{}>{})")).format(mark, words, self._target(), title)
            case 4:
                return f"<{self._target()}>"
            case 5:
                return self.pick(("[^1]", "[^note]", "[x][y]", "![x][y]", "[y]", "![y]", "a\\\nb", "  \n"))
            case 6:
                return self.pick(MARKUP)
        return self.pick(WORDS)

    def _directive(self, depth: int) -> list[str]:
        fence = self.pick("`~:") * self.number(3, 3 + 2 * (4 - depth))
        allowed = sorted({*limits.DIRECTIVES, *agencies.DIRECTIVES})
        name = self.pick(self.pick((FORBIDDEN, allowed, allowed)))
        name = self.pick((*[name] * 6, name.upper(), f" {name}", f"{name} "))
        argument = self.pick((self._target(), self.pick(WORDS), "html", "maple", "", "", "T\n:file: ../../secret.txt"))
        items = self.pick(([], ["x <javascript:x>", "compare"], ["* - a", "  - b"], [".. raw:: html", "", "   <b>"]))
        braces = self.pick(("{{{}}}", "{{{}}}", "{{{}}}", "{{{}}}", "{}"))
        body = self._blocks(depth + 1) if depth < 4 else []
        opening = f"{fence}{self.pick(BLANKS)}{braces.format(name)} {argument}"
        return [opening, *self._options(), *items, *body, self.pick((fence, fence, fence, ""))]

    def _block(self, depth: int) -> list[str]:
        kind = self.number(0, 11)
        if kind <= 4:
            return self._directive(depth)
        if kind <= 6 and depth < 4:
            opening, margin = self.pick(_CONTAINERS)
            inside = [f"{margin}{line}" if line else margin.rstrip() for line in self._blocks(depth + 1)]
            return f"{opening}{chr(10).join(inside)[len(margin) :]}".split("\n")
        return self._leaf(kind)

    def _leaf(self, kind: int) -> list[str]:
        match kind:
            case 7:
                return ["#" * self.number(1, 3) + " " + self._text()]
            case 8:
                made = (f"[y]: {self._target()}", f"[^note]: {self._text()}", f"::: {self._value()}")
                return [self.pick((*made, "(top)=", "% i18n: x <script>", "+++ x", "---")), ""]
            case 9:
                cells = [self._inline(0) for _ in range(3)]
                return [f"| {cells[0]} | b |", "| --- | :-: |", f"| {cells[1]} | {cells[2]} |"]
            case 10:
                return self.pick(MARKUP).split("\n")
        return [self._text()]

    def _blocks(self, depth: int) -> list[str]:
        blocks = [self._block(depth) for _ in range(self.number(1, 4 if depth == 0 else 2))]
        return [line for block in blocks for line in (*block, "")]
