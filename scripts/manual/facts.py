"""The page of the files of facts: each key, and what the program says of how it is written."""

from collections.abc import Iterator
from itertools import groupby
from string import Formatter

from handbook.facts import schema, source_shapes, synonyms, vocabulary, wording_tables
from handbook.findings.phrase import Phrase
from manual.markdown import code, page, table, typed

# Keys that are judged by what stands elsewhere in the fact.
APART = {
    "derived": "`true` where the value follows from other facts",
    "kind": f"one of {', '.join(schema.KINDS)}",
    "evidence": f"per language the phrase that a reader finds on the page, {schema.MIN_EVIDENCE} characters or more",
    "note": "a word to other editors",
    "value": "the value, which no language has a say in; by kind, below",
}
FILE = {
    "colour": 'its colour on paper, like `"#7a1f3d"`; without it, one that the name of the file decides',
    "fact": "the facts, each below its own `[[fact]]`",
    "names": "names of organisations, as in the vocabulary",
    "not_known": "a text per language: what nobody has found of this subject",
    "page": "the page that the facts belong to, like `agencies/did`; needed",
}
# Tables of the vocabulary.
TABLES = {
    "sources": "where facts come from; see below",
    "main_source": "the key of the source of most facts",
    "topics": "rows of panels and of the comparison, a text per language each",
    "regions": "regions by their number of UN M49, a text per language each",
    "fields": "fields of work, a text per language each",
    "hosts": "a site that has another name in another language, a name per language each",
    "names": "names of organisations: `text`, and `full`, `lang`, `article`, `gender` where they differ",
    "wording": "how a language words values, where the program does not know it; see below",
}
_GAPS = {
    "file": "NAME",
    "languages": "the languages of the handbook",
    "codes": "the languages that the handbook knows",
    "words": str(schema.WORDS),
    "letters": str(schema.LETTERS),
    "source": "key",
    "day": '"2026-01-31"',
    "archived": source_shapes.ARCHIVED,
}


def facts() -> str:
    """Return the page of facts, vocabulary and synonyms."""
    declared = schema.keys_of_a_fact("NAME", ())
    keys = sorted({*declared, *schema.JUDGED_APART})
    fact_rows = [(code(key), _mark(key), APART.get(key) or _said(declared[key][1], key=key)) for key in keys]
    return page(
        "Facts",
        "[For editors](../editors.md) shows a fact and says what each part is for. Here are all keys, with what the "
        "program says to somebody who writes something else.",
        "## A file of facts\n\n`source/facts/NAME.toml`, one per subject. `source/facts/required.txt` "
        "lists the ids that must be there.",
        table(("key", "what it holds"), ((code(key), FILE[key]) for key in schema.FILE_KEYS)),
        "## A fact\n",
        table(("key", "needed", "how it is written"), fact_rows),
        "## The value of each kind\n",
        table(("kind", "value"), _kinds()),
        "## The vocabulary\n\n`source/vocabulary.toml`.",
        table(("table", "what it holds"), ((code(key), TABLES[key]) for key in vocabulary.TABLES)),
        "## A source\n",
        table(("key", "needed", "how it is written"), _source_rows()),
        "## The words of a language\n\n`[wording.es]`: {} stands where the value goes.".replace("{}", "`{}`"),
        table(("key", "English"), ((code(key), code(text)) for key, text in wording_tables.ENGLISH.items())),
        table(
            ("key", "what the program says of it"),
            (
                (code(key), _said(how, key=key, gap="{}", example="{} and {}"))
                for key, (_, how) in wording_tables.OTHERS.items()
            ),
        ),
        "## Synonyms\n\n`source/synonyms.toml`, which a handbook may do without.",
        table(
            ("table", "what it holds"),
            ((code(key), _said(how, key=key, **synonyms.EXAMPLES)) for key, (_, how) in synonyms.TABLES.items()),
        ),
    )


def _kinds() -> Iterator[tuple[str, str]]:
    """Yield the kinds of facts whose values are written alike, and how."""
    for how, kinds in groupby(schema.KINDS, key=lambda kind: str(schema.KINDS[kind][1])):
        yield ", ".join(map(code, kinds)), typed(how)


def _source_rows() -> list[tuple[str, str, str]]:
    lines = {key: line.format("en", first="en") for key, line in source_shapes.LINES.items()}
    optional = {"archive": 'archive = "https://…"', "lines": "lines = true"}
    return [
        *((code(key), "yes", code(line)) for key, line in lines.items()),
        *((code(key), "", code(optional[key])) for key in source_shapes.OPTIONAL),
    ]


def _mark(key: str) -> str:
    return "yes" if key in (*schema.NEEDED, "evidence") else ""


def _said(how: Phrase, **values: str) -> str:
    """Return what the program says of a value, with its gaps filled for a page that is about no one file."""
    gaps = {name for _, name, _, _ in Formatter().parse(how.msgid) if name}
    text = str(how.format(**{**how.values, **{name: {**_GAPS, **values}[name] for name in gaps - how.values.keys()}}))
    return typed(text)
