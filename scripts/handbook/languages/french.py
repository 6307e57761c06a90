"""French as Canada writes it, and as France does: data, and nothing that runs.

After the Office québécois de la langue française and The Canadian Style (17.07); for France, the Imprimerie nationale.
"""

import re
from dataclasses import replace

from handbook.languages.denials import FRENCH_DENIALS
from handbook.languages.french_quantities import FRENCH_QUANTITIES
from handbook.languages.french_typography import LACKS_SPACE, TYPOGRAPHY
from handbook.languages.language import Language, NameGrammar, NoBreakSpaces, Wording

_STOP_WORDS = """
a au aux avec c ce ces cette comment d dans de des du elle elles en est et eux il ils j l la le les leur
leurs lui m n ne nos notre nous on ont ou par pas pour qu quand que quel quelle quelles quels qui quoi s sa
se ses son sont sur t un une vos votre vous y
"""
_TELLTALES = "le la les des est sont avec dans une cette qui que et ses leurs ont été aux"
# « Nous nous réunissons » is right; these verbs take no such pronoun, and the same word stands there twice.
_NEVER_REFLEXIVE = (
    r"av[ei]\w+|avons\b|ay(?:ons|ez)|aur\w+|pou[rv]\w+|puiss\w+|voul\w+|voud\w+|veuill\w+|sav\w+|saur\w+|sach\w+"
    r"|souhait\w+|désir\w+|espér\w+|utilis\w+|obten\w+|obtiend\w+|rece[vr]\w+|effectu\w+|suppos\w+|suggér\w+|essay\w+"
    r"|recommand\w+|dev(?:r\w+|i?ons|i?ez)(?! (?:de|à|d’)\b)|all(?:i?ons|i?ez)|ir(?:i?ons|i?ez)\b"
)
_REFLEXIVE = re.compile(
    r"(?:nous\s+nous|vous\s+vous)\s+(?:en (?:all|ir)(?:i?ons|i?ez)\b"
    rf"|(?:(?:en|y|les?|la) |l[’'])?(?!{_NEVER_REFLEXIVE})(?:[^\W\d_]+(?:ons|mes|ez|tes|er|ir|re)\b))",
    re.IGNORECASE,
)
_EMPTY_LINKS = """
ici|cliquez ici|cliquer ici|cliquez|voir ici|par ici|ceci|cette page|ce lien|ce site|ce document|lien|page|site
site web|lire la suite|lire plus|en savoir plus|pour en savoir plus|voir plus|plus d’information|plus d’informations
détails|plus|suite|plus de détails|continuer|télécharger
"""
_BEFORE = re.compile(r"(?<=\S) (?=[:$»]|%(?!\())")  # %(name)s is a gap of a message
_AFTER = re.compile(r"(?<=«) ")
_NUMBER = re.compile(r"(?<=\d) (?=[^\W_])")
_NARROW = re.compile(r"(?<=\S) (?=[;!?])")
_JOINS, _COUNTS = re.compile(r" [:%$»]"), re.compile(r" [:%$»\w]")

FRENCH = Language(
    tag="fr-CA",
    wording=Wording(
        locale="fr_CA",
        decade="années\u00a0{}",
        more_than="plus de\u00a0{}",
        equivalent="l’équivalent de\u00a0{}",
        mainly="surtout {}",
        years="{}\u00a0années",
        region_lead="",
        small=("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    ),
    quantities=FRENCH_QUANTITIES,
    spaces=NoBreakSpaces(
        plain=(_BEFORE, _AFTER, _NUMBER),
        joins=_JOINS,
        counts=_COUNTS,
    ),
    typography=TYPOGRAPHY,
    grammar={"article": ("le", "la", ""), "gender": ("m", "f")},
    stop_words=frozenset(_STOP_WORDS.split()),
    stemmer="french",
    reviewed_by="relu par",
    reviewed="relue? par",
    dictionary="fr_FR",
    # Babel 2.18 writes “1 novembre” (Banque de dépannage linguistique, OQLF).
    names=NameGrammar(
        # "" is a name that takes none.
        wrong_articles={
            "": "le|la|les|du|des|au|aux|un|une",
            "la": "le|les|du|des|au|aux|un|de|à",
            "le": "la|les|une|de|à|de le|à le",
        },
        elided="de|que|lorsque|puisque|quoique|jusque",
        elisions=r"\b(?:d|l|n|s|qu|lorsqu|puisqu|quoiqu|jusqu)[’']",
        vowels="aeiouyâàéèêëîïôöûüœ",
        # The names of these letters begin with a vowel (« l’OSBL », « le SME »).
        doubtful="FHLMNRSX",
        verb=(
            r" (?:n’)?(?:est|était|fut|sera|a été|avait été|aurait été)(?: (?:aussi|donc|d’abord|ensuite|\w+ment))?"
            r" \w*é(e?)\b"
        ),
        # Behind a comma, only those that are never nouns.
        apposed=(r", (?:cré|fond|n|lanc|form|bas|situ|appuy|financ|dirig|appel|constitu|install|vou)é(e?)\b"),
    ),
    telltales=frozenset(_TELLTALES.split()),
    doubled=_REFLEXIVE,
    denials=FRENCH_DENIALS,
    nothing=frozenset(("s. o.", "s.o.", "sans objet", "néant", "n. d.", "non disponible")),
    shared="en",
    empty_links=frozenset(_EMPTY_LINKS.strip().replace("\n", "|").split("|")),
    names_on_web=frozenset(("fra", "fre", "french", "francais", "français")),
    # « l’équipe », « qu’elle »: the dictionary has the word behind the apostrophe.
    elision=re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu|quoiqu|jusqu)[’']", re.IGNORECASE),
    first_of_month="1er",
)

# France, and what follows it: a narrow no-break space before ; ! ? as well.
FRENCH_OF_FRANCE = replace(
    FRENCH,
    tag="fr",
    spaces=NoBreakSpaces(
        plain=(_BEFORE, _AFTER, _NUMBER),
        narrow=(_NARROW,),
        joins=_JOINS,
        counts=_COUNTS,
        narrow_joins=re.compile(r" [;!?]"),
    ),
    typography=replace(
        FRENCH.typography,
        unspaced="",
        lacks_space=re.compile(rf"{LACKS_SPACE.pattern}|(?<=[^\s;!?(])[;!?](?=[\s»)]|$)"),
    ),
)
