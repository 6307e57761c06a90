"""What a build refuses is what ``po check`` names: by message, line, rule and remedy, whatever a catalogue holds."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_handbook import PO_HEADER

from handbook.catalogs.checking import review
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.reader import read_catalogues
from handbook.catalogs.rules import RULES
from handbook.catalogs.rules.inspect import inspect
from handbook.catalogs.writer import write

STRICT = {rule.name for rule in RULES.values() if rule.is_strict}
# Sources, each with translations that are right, doubtful, or refused for one reason or another.
MESSAGES = {
    "It runs a $2-million fund.": ("Elle gère un fonds de 2 millions de dollars.", "un fonds de 3 M$", "un fonds", "…"),
    "It is deleted after 7 days.": ("Elle est supprimée après sept jours.", "après 8 jours", "après 7 mois", "# Après"),
    "See [the page](agencies/maple.md).": ("Voyez [la page](agencies/maple.md).", "Voyez la page.", "[x](birch.md)"),
    "See [it](https://a.example/en/x).": ("Voyez [ceci](https://a.example/fr/x).", "[ceci](https://b.example/x)"),
    "{name}`maple` in {fact}`maple.founded`": (
        "{name}`maple` en {fact}`maple.founded`",
        "{name}`maple`",
        "d'{name}`maple`",
    ),
    "Run `make po` and *see*.": ("Lancez `make po` et *voyez*.", "Lancez `faire po`.", "Lancez ``", "**Voyez"),
    "The word “mainly”": ("Le mot « surtout »", "Le mot « surtout", 'Le mot "surtout"', "le mot surtout »", "l”mot"),
    "A leaf": (
        "Une feuille",
        "A leaf",
        "Une\u200b feuille",
        "\n\nUne feuille",
        "<b>Une</b> feuille",
        "~~Une~~ feuille",
        " ",
    ),
    "In June 2024, three of them": ("En juin 2024, trois d’entre eux", "En juillet 2024, trois", "En 2024, deux"),
}
COMMENTS = (
    "",
    "handbook: allow number – le texte le dit ainsi",
    "handbook: allow quotation – une citation",
    "handbook: allow link – x",
)


@st.composite
def catalogues(draw):
    """Return the bytes of a catalogue."""
    entries = []
    for msgid, translations in MESSAGES.items():
        msgstr = draw(st.sampled_from(("", *translations)))
        comment = draw(st.sampled_from(COMMENTS))
        flags = draw(st.sampled_from((frozenset(), frozenset(), frozenset({"fuzzy"}))))
        entries.append(Entry(msgid=msgid, msgstr=msgstr, comments=(comment,) if comment else (), flags=flags))
    return write([*parse(PO_HEADER.encode()), *draw(st.permutations(entries))])


@given(data=catalogues())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_build_refuses_what_po_check_names(project, data):
    """Nothing more, and nothing less."""
    project.catalogue("fr", "compare").write_bytes(data)
    read, unread = read_catalogues(project, "fr")
    refused = {*unread, *review(read, project, "fr")}
    named = {each for each in inspect(project)[0] if each.rule in STRICT or each in unread}
    assert {str(each) for each in refused} == {str(each) for each in named}


def test_the_property_can_fail(project):
    """The catalogues above do hold what is refused."""
    faults = [Entry(msgid=msgid, msgstr=each[-1]) for msgid, each in MESSAGES.items()]
    project.catalogue("fr", "compare").write_bytes(write([*parse(PO_HEADER.encode()), *faults]))
    read, _ = read_catalogues(project, "fr")
    assert len({each.rule for each in review(read, project, "fr")}) > 5
