"""The pages of a generated handbook: every construct that pages may use, and prose that means nothing."""

from collections.abc import Iterator
from random import Random
from textwrap import fill

_TEXT = """
the a of to in and with for by from at its their each some most many few other new old own common local yearly
co-operative agency project member partner village region team fund loan house field market school harvest story
works helps lends builds learns shares begins grows meets asks answers travels gathers keeps lasts matters counts
"""
_WORDS = _TEXT.split()
WIDTH = 100
TERMS = 20


def index(agencies: int) -> str:
    """Return the first page, whose menu lists all others; some have a title of their own there."""
    listed = "\n".join(
        f"Number {n} <agencies/{slug(n)}>" if n % 10 == 0 else f"agencies/{slug(n)}" for n in range(1, agencies + 1)
    )
    prose = _Prose("index")
    return f"""{_front_matter("A handbook that a program has written")}# A generated handbook

{prose.paragraph()} See [the first agency](agencies/{slug(1)}.md) and [the words](words.md).

```{{toctree}}
:hidden:
:titlesonly:
:caption: All pages

{listed}
words
```
"""


def words() -> str:
    """Return the glossary."""
    prose = _Prose("words")
    terms = "\n\n".join(f"{term(n)}\n{_indented(prose.paragraph(), 3)}" for n in range(1, TERMS + 1))
    return (
        f"{_front_matter('The words of the handbook')}# Words\n\n{prose.paragraph()}\n\n```{{glossary}}\n{terms}\n```\n"
    )


def agency(number: int, agencies: int) -> str:
    """Return the page of an agency: 86 messages or so."""
    return "\n\n".join(_agency(number, agencies, _Prose(slug(number)))) + "\n"


def slug(number: int) -> str:
    """Return the key of an agency: its page, its facts file and its name bear it."""
    return f"agency{number:04}"


def name(number: int) -> str:
    """Return the name of an agency, which is the same in both languages."""
    return f"Coop{number:04}"


def term(number: int) -> str:
    """Return a term of the glossary."""
    return f"common {_WORDS[18 + number]}"


def _agency(number: int, agencies: int, prose: "_Prose") -> Iterator[str]:
    key, other = slug(number), slug(number % agencies + 1)
    yield f"{_front_matter(f'{prose.sentence()} {number}')}# About {name(number)}"
    yield prose.paragraph(f"{{name}}`{key}` was created in {{fact}}`{key}.founded`.")
    yield f"```{{key-facts}} {key}\n```"
    yield from _prose_section(key, other, prose)
    yield from _list_section(prose)
    yield from _table_section(prose)
    yield from _box_section(number, prose)
    yield f"## Sources\n\n```{{sources}} {key}\n```"
    yield f"[^first]: {prose.sentence()}\n\n[^second]: {prose.sentence()}\n\n    {prose.sentence()}"
    yield f"[elsewhere]: https://example.org/{key}"


def _prose_section(key: str, other: str, prose: "_Prose") -> Iterator[str]:
    yield "## What it does"
    yield prose.paragraph(f"{{name}}`{key}` has carried out {{fact}}`{key}.projects` projects.")
    word = term(prose.below(TERMS) + 1)
    yield prose.paragraph(f"It works {{fact}}`{key}.regions`, with {{term}}`{word}`.")
    yield prose.paragraph(
        f"{prose.title()}[^first]; *{prose.title()}*, **{prose.title()}** and `{prose.word()}`[^second]."
    )
    yield f"## {prose.title()} with *emphasis* and `code`"
    yield prose.paragraph(f'A [link](https://example.org/{key} "{prose.title()}") and [another one][elsewhere].')
    yield prose.paragraph(f"See [the next page](../agencies/{other}.md#what-it-does) and [the end](#history).")
    for _ in range(3):
        yield "### The same heading"
        yield prose.paragraph()
        yield prose.paragraph()


def _list_section(prose: "_Prose") -> Iterator[str]:
    yield f"(history-{prose.key})=\n## History"
    yield "\n".join(f"- {prose.sentence()}\n  - {prose.sentence()}" for _ in range(5))
    yield "\n".join(f"{n}. {prose.sentence()}" for n in range(1, 6))
    yield f"> {prose.sentence()}\n>\n> {prose.sentence()}"
    yield "\n\n".join(f"{prose.title()}\n: {prose.sentence()}" for _ in range(3))
    yield prose.paragraph(f"A line that is\\\nbroken, with 100 % of 1\\*2 and [a place](#history-{prose.key}).")


def _table_section(prose: "_Prose") -> Iterator[str]:
    yield "## Figures"
    yield _table(prose, rows=5)
    yield f"```{{table}} {prose.title()}\n\n{_table(prose, rows=3)}\n```"
    rows = "\n".join(f"* - {prose.title()}\n  - {prose.sentence()}" for _ in range(3))
    yield f"```{{list-table}} {prose.title()}\n:header-rows: 1\n\n{rows}\n```"


def _box_section(number: int, prose: "_Prose") -> Iterator[str]:
    yield f"## {prose.title()} in {1900 + number}"
    yield f":::{{note}}\n{prose.paragraph()}\n\n- {prose.sentence()}\n- {prose.sentence()}\n:::"
    yield f":::{{admonition}} {prose.title()}\n{prose.paragraph()}\n:::"
    yield f"```{{figure}} /leaf.png\n:alt: {prose.title()}\n\n{prose.sentence()}\n```"
    yield f"```{{epigraph}}\n{prose.sentence()}\n\n-- {prose.title()}\n```"
    yield prose.paragraph(f"A picture ![{prose.title()}](/leaf.png) in a line.")
    yield f"```python\nprint({number})\n```"


def _table(prose: "_Prose", rows: int) -> str:
    lines = [
        [prose.title(), prose.title()],
        ["---", "--:"],
        *([prose.title(), str(prose.below(1000))] for _ in range(rows)),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _front_matter(description: str) -> str:
    return f"---\nmyst:\n  html_meta:\n    description: {description}\n---\n\n"


def _indented(text: str, spaces: int) -> str:
    return "\n".join(" " * spaces + line for line in text.splitlines())


class _Prose:
    """Sentences of words that chance has put together: the same for the same key, on every machine."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._random = Random(key)

    def below(self, limit: int) -> int:
        return self._random.randrange(limit)

    def word(self) -> str:
        return self._random.choice(_WORDS)

    def title(self) -> str:
        return " ".join(self.word() for _ in range(self._random.randint(2, 4))).capitalize()

    def sentence(self) -> str:
        return " ".join(self.word() for _ in range(self._random.randint(7, 14))).capitalize() + "."

    def paragraph(self, first: str = "") -> str:
        """Return `first`, if any, and a few sentences, wrapped as editors wrap them."""
        text = " ".join([*([first] if first else []), *(self.sentence() for _ in range(self._random.randint(1, 3)))])
        return fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)
