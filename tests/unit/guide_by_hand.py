"""What French translations are held to in the tests of rules: names with article and gender, terms, ways of speaking.

The names are those that the examples of the rules speak of.
"""

from handbook.catalogs.rules.guide import Guide, Term, Voice
from handbook.facts.model import NameForm
from handbook.languages.lookup import pair_of

# key -> the English text and its full form; the French text, its full form, article and gender.
NAMES = {
    "cdf": (
        ("CDF", "Co-operative Development Foundation of Canada"),
        ("CDF", "Co-operative Development Foundation of Canada", "la", "f"),
    ),
    "desjardins": (
        ("Desjardins Group", "Desjardins Group"),
        ("Mouvement Desjardins", "Mouvement Desjardins", "le", "m"),
    ),
    "did": (
        ("DID", "Développement international Desjardins"),
        ("DID", "Développement international Desjardins", "", "m"),
    ),
    "government": (
        ("Government of Canada", "Government of Canada"),
        ("gouvernement du Canada", "gouvernement du Canada", "le", "m"),
    ),
    "rooftops": (
        ("Rooftops Canada", "Rooftops Canada"),
        ("Abri international", "Abri international", "", "m"),
    ),
    "socodevi": (
        ("SOCODEVI", "Société de coopération pour le développement international"),
        ("SOCODEVI", "Société de coopération pour le développement international", "", "f"),
    ),
}
TERMS = (
    Term(source=("South America*",), use=("Amérique du Sud", "sud-américain*")),
    Term(source=("credit union*",), use=("coopérative* de crédit", "caisse*")),
    Term(
        source=("developing countr*",),
        use=("pays en développement", "pays du Sud"),
        avoid=("en voie de développement",),
    ),
    Term(avoid=("développement domestique",), instead="« au pays »"),
    Term(avoid=("livr* * programme*", "livr* programme*"), instead="« exécuter »"),
    Term(avoid=("bailleurs de fonds",), instead="« partenaire financier »"),
)
VOICE = (Voice(avoid=("la source",), instead="dites-le du sujet", pages=frozenset({"about"})),)
# Words that both languages write alike.
SAME = frozenset({"sources"})


def make_guide(is_word=None):
    """Return what is held against a translation from Canadian English; `is_word` is the dictionary, if there is one."""
    names = {
        key: (
            NameForm(text=english[0], full=english[1], language=None),
            NameForm(text=text, full=full, language=None, article=article, gender=gender),
        )
        for key, (english, (text, full, article, gender)) in NAMES.items()
    }
    return Guide(
        language="fr",
        pair=pair_of("en-CA", "fr-CA"),
        names=names,
        terms=TERMS,
        voice=VOICE,
        same=SAME,
        is_word=is_word,
    )
