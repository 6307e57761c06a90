"""A facts file that does not say what it must is refused, with the line, the key and the remedy."""

import pytest
from small_handbook import line_of, replace, write

from handbook.facts.registry import load_registry
from handbook.facts.schema import KINDS

FACTS = "source/facts/maple.toml"
FOUNDED = """\
id = "maple.founded"
kind = "year"
value = { year = 1970, role = "founded" }
sources = ["report:2"]
topic = "dates"
text.en = "created in 1970"
text.fr = "création en 1970"
evidence.en = "Maple was created in 1970"
evidence.fr = "Érable a été créé en 1970"
"""

# id -> (line of the fact, what stands there instead, rule, remedy)
WRONG = {
    "id-of-another-file": ('id = "maple.founded"', 'id = "oak.founded"', "fact-id", "starts with “maple” and a dot"),
    "id-no-text": ('id = "maple.founded"', "id = 7", "fact-id", "starts with “maple” and a dot"),
    "kind-unknown": ('kind = "year"', 'kind = "date"', "fact-kind", "use one of name, year"),
    "kind-no-text": ('kind = "year"', 'kind = ["year"]', "fact-kind", "use one of name, year"),
    "sources-no-list": ('sources = ["report:2"]', 'sources = "report:2"', "fact-source", 'like ["cmc-page:14"]'),
    "sources-empty": ('sources = ["report:2"]', "sources = []", "fact-source", 'like ["cmc-page:14"]'),
    "sources-no-texts": ('sources = ["report:2"]', "sources = [2]", "fact-source", 'like ["cmc-page:14"]'),
    "topic-no-text": ('topic = "dates"', 'topic = ["dates"]', "fact-topic", "topic"),
    "fields-no-list": ('topic = "dates"', 'fields = "housing"', "fact-field", 'like ["housing"]'),
    "fields-empty": ('topic = "dates"', "fields = []", "fact-field", 'like ["housing"]'),
    **{
        f"passage-{name}": ('topic = "dates"', f"passage{words}", "fact-passage", remedy)
        for name, words, remedy in (
            ("no-table", ' = "created in 1970"', "at most 6 words and 80 letters"),
            ("empty", " = {}", "at most 6 words and 80 letters"),
            ("no-text", ".report = 7", "at most 6 words and 80 letters"),
            ("blank", '.report = " "', "at most 6 words and 80 letters"),
            ("of-seven-words", '.report = "it was in 1970 that somebody created"', "at most 6 words and 80 letters"),
            ("of-one-long-word", f'.report = "{"x" * 81}"', "at most 6 words and 80 letters"),
            ("of-two-lines", '.report = "created\\nin 1970"', "at most 6 words and 80 letters"),
            ("with-spaces-around", '.report = " created in 1970"', "at most 6 words and 80 letters"),
            ("of-no-language", ".report = {}", "at most 6 words and 80 letters"),
            ("of-another-source", '.annuaire = "created in 1970"', "use one of report"),
            ("in-another-language", '.report = { fr = "en 1970" }', "use one of en"),
        )
    },
    "review-by-moment": ('topic = "dates"', "review_by = 2028-01-31T12:00:00", "fact-value", "is a date"),
    "review-by-no-date": ('topic = "dates"', 'review_by = "soon"', "fact-value", "is a date"),
    "evidence-short": (
        'evidence.en = "Maple was created in 1970"',
        'evidence.en = "In 1970"',
        "fact-evidence",
        "quote more of the sentence",
    ),
    "evidence-blank": (
        'evidence.en = "Maple was created in 1970"',
        'evidence.en = " "',
        "fact-evidence",
        "add evidence.en",
    ),
    "evidence-no-text": (
        'evidence.fr = "Érable a été créé en 1970"',
        "evidence.fr = 3",
        "fact-evidence",
        "add evidence.fr",
    ),
    "evidence-other-number": (
        'evidence.fr = "Érable a été créé en 1970"',
        'evidence.fr = "Érable a été créé en 1907"',
        "fact-number",
        "does not show the value's 1970",
    ),
    "value-other-number": (
        "value = { year = 1970,",
        "value = { year = 1907,",
        "fact-number",
        "does not show the value's 1907",
    ),
}

# kind -> values that it must not have
BAD_VALUES = {
    "name": ["7", "{ en = 7 }", '""'],
    "year": [
        "1970",
        '{ year = "1970", role = "x" }',
        "{ year = 1970 }",
        '{ decade = 1965, role = "x" }',
        '{ year = 1, decade = 10, role = "x" }',
    ],
    "count": ["1200", '{ n = 1200, unit = "project" }', '{ n = 1200, op = "<" }', '{ n = "1200", op = "=" }'],
    "duration": ["90", "{ n = 90 }", '{ n = 90, unit = "month" }', '{ n = 90, unit = "year", qualifier = "about" }'],
    "region-list": [
        '["002"]',
        "{ regions = [] }",
        '{ regions = "002" }',
        '{ regions = ["002"], qualifier = "only" }',
        "{ regions = [2] }",
    ],
    **{
        kind: ['"prose"', "{}", "{ n = 7.5 }"]
        for kind in ("legal-form", "form", "mission", "method", "relationship", "scope")
    },
}


def rewrite(tree, old, new):
    """Change one line of the fact FOUNDED, and return its number."""
    assert FOUNDED.count(old) == 1
    start = replace(tree / FACTS, FOUNDED, FOUNDED.replace(old, new))
    return start + FOUNDED[: FOUNDED.index(old)].count("\n")


@pytest.mark.parametrize(("old", "new", "rule", "remedy"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_line_is_named(tree, project, refused, old, new, rule, remedy):
    """The report leads to the line that is to be mended, and says how."""
    line = rewrite(tree, old, new)
    lines = [each for each in refused(load_registry, project) if each.endswith(f"[{rule}]")]
    assert any(remedy in each for each in lines), lines
    if rule != "fact-number":  # evidence and value contradict each other: either may be wrong
        assert lines[0].startswith(f"{FACTS}:{line}: ")


@pytest.mark.parametrize("key", ["kind", "value", "sources", "evidence.en", "evidence.fr"])
def test_a_missing_key_is_named_with_its_fact(tree, project, refused, key):
    """The report leads to the fact, since the line is not there."""
    [old] = [line for line in FOUNDED.splitlines() if line.startswith(f"{key} = ")]
    rewrite(tree, f"{old}\n", "")
    [found] = [each for each in refused(load_registry, project) if key in each]
    path, line, name = found.split(":")[:3]
    start = line_of(tree / FACTS, 'id = "maple.founded"') - 1
    assert (path, name) == (FACTS, " maple.founded")
    assert start <= int(line) <= start + FOUNDED.count("\n")


def test_a_fact_without_id_is_named_by_its_place(tree, project, refused):
    """The second fact of the file is called that."""
    rewrite(tree, 'id = "maple.founded"\n', "")
    assert any("fact 2: key “id” is missing; add it" in each for each in refused(load_registry, project))


@pytest.mark.parametrize(
    ("old", "new"), [('text.fr = "création en 1970"\n', ""), ("text.fr =", "text.de =")], ids=["missing", "unknown"]
)
def test_a_short_text_stands_in_every_language(tree, project, refused, old, new):
    """A panel has no hole in one edition."""
    rewrite(tree, old, new)
    assert any("text needs a wording in each of en, fr [fact-text]" in each for each in refused(load_registry, project))


def test_evidence_in_a_language_that_the_handbook_lacks_is_named(tree, project, refused):
    """A leftover line is not passed over."""
    line = rewrite(tree, 'evidence.fr = "', 'evidence.es = "Maple nació en 1970"\nevidence.fr = "')
    lines = refused(load_registry, project)
    message = "the handbook has no language “es”; begin it with handbook po new es, or remove this line"
    assert lines == [f"{FACTS}:{line}: maple.founded: {message} [fact-key]"]


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in BAD_VALUES.items() for value in values])
def test_a_value_of_another_shape_is_refused(tree, project, refused, kind, value):
    """Each kind of fact has its own value, and the report shows how it is written."""
    rewrite(tree, 'kind = "year"\nvalue = { year = 1970, role = "founded" }', f'kind = "{kind}"\nvalue = {value}')
    line = line_of(tree / FACTS, f"value = {value}")
    _, shape = KINDS[kind]
    expected = f"{FACTS}:{line}: maple.founded: the value of a {kind} is written {shape} [fact-value]"
    assert expected in refused(load_registry, project)


@pytest.mark.parametrize("value", ['{ en = "Maple" }', '{ en = "Maple", es = "Arce" }'])
def test_a_name_in_some_languages_alone_is_refused(tree, project, refused, value):
    """With the languages that it must be in."""
    rewrite(tree, 'kind = "year"\nvalue = { year = 1970, role = "founded" }', f'kind = "name"\nvalue = {value}')
    line = line_of(tree / FACTS, f"value = {value}")
    expected = f"{FACTS}:{line}: maple.founded: the name needs a text in each of en, fr [fact-value]"
    assert expected in refused(load_registry, project)


def test_every_kind_is_shown_a_bad_value():
    """A new kind comes with its bad values."""
    assert BAD_VALUES.keys() == KINDS.keys()


@pytest.mark.parametrize("text", ["fact = 3\n", 'fact = ["a"]\n', "[fact]\nid = 3\n"], ids=["number", "texts", "table"])
def test_facts_that_are_no_list_of_tables_are_refused(tree, project, refused, text):
    """Whoever writes [fact] for [[fact]] is told so."""
    write(tree / "source/facts/oak.toml", f'page = "index"\n{text}')
    assert any("source/facts/oak.toml:2: " in each and "[[fact]]" in each for each in refused(load_registry, project))
