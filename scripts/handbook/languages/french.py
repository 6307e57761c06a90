"""French as Canada writes it, and as France does: data, and nothing that runs.

After the Office québécois de la langue française (capitals keep their accents, an ordinal number ends in e or re) and
The Canadian Style (17.07); for France, the Imprimerie nationale.
"""

import re
from dataclasses import replace

from handbook.languages.denials import FRENCH_DENIALS
from handbook.languages.french_quantities import FRENCH_QUANTITIES
from handbook.languages.language import Language, NameGrammar, NoBreakSpaces, Typography, Wording

_STOP_WORDS = """
a ai au aussi aux avec avez avons c ca ce cela ces cette combien comment d dans de des dire dois doit donc du elle
elles en est et etaient etait ete etes etre eux fait faut il ils j je l la le les leur leurs lui m ma mais me mes moi
mon n ne nos notre nous on ont ou par pas peut peuvent peux pour pouvez pu puis qu quand que quel quelle quelles quels
qui quoi s sa se ses si son sont sur t un une veulent veut veux vos votre vous y
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
_SPACES = NoBreakSpaces(plain=(_BEFORE, _AFTER, _NUMBER), joins=re.compile(r" [:%$»]"), counts=re.compile(r" [:%$»\w]"))

# What the rules on typography find, and what they write instead.
_LACKS_SPACE = re.compile(r"(?<=[^\s:(]):(?=\s|$)|«(?=\S)|(?<=\S)»|(?<=\d)[%$](?!\w)")

# Where a sentence or an item begins.
_BEGINS = r"(?:(?<=^)|(?<=[.?!:«(] )|(?<=[«(]))"
# Behind « À » at the beginning: an infinitive, or words that follow « a », the verb, nowhere.
_BEHIND_A = r"l[’']|la |les |partir |propos\b|côté |titre |chaque |cause |travers |défaut |bientôt|demain|peu près"
_BEHIND_A += r"|quelques |qui |quoi |ce |cet |cette |ces |sa |ses |leurs? |nos |notre |vos |votre |tous |toutes |moins "
_BEHIND_A += r"|long terme|[^\W\d_]{2,}(?:er|ir|oir|dre|ttre|ire|vre)\b"
# How words go on that always begin with É; with E, none of them is an English word.
_ACUTE = r"""
tats?\b coles?\b qui qua(?:t|d) conomi(?:e|que|ques|ser)\b tud tape dition glise lectri(?:que|cité|cien) nergi
galement gal(?:e|es|ité)\b gypte thiopie lev(?:er|é|age)\b lèv trang cri(?:re|t|ts|te|tes|ture|tures|vain|vez|vons)\b
cran chang chelle chéan coute coul ducat(?:if|ive|eur|rice) labor(?:er|é) limin(?:er|é) loign lus?\b lues?\b mett
noncé numér pargn poque quilibre quip(?:e|es|é|er|ement|ements)\b rig tabli tant\b tend(?:re|ue|s)?\b tiquet(?:er|age)
toil troit valu(?:er|ez|é) vasion v[èé]nement ventuel vit(?:er|ez)\b volué v[èê]que clair(?:er|age) gard quateur rable
ternel videmment
"""
_CIRCUMFLEX = "tre|tes"

# The capitals that lack an accent, each with what to write.
_UNACCENTED = (
    (re.compile(rf"{_BEGINS}A(?= (?:{_BEHIND_A}))"), "À"),
    (re.compile(rf"\bE(?=(?:{'|'.join(_ACUTE.split())}))"), "É"),
    (re.compile(rf"\bE(?=(?:{_CIRCUMFLEX})\b)"), "Ê"),
    (re.compile(rf"{_BEGINS}C(?=a (?:va|y est|ne|fait|se|peut|permet|vous|dépend|arrive|marche)\b)"), "Ç"),
)
_ORDINALS = (
    (re.compile(r"(?<=\b1)(?:ère|ere|ière)\b"), "re"),
    (re.compile(r"(?<=\b1)(?:ères|eres|ières)\b"), "res"),
    (re.compile(r"(?<=[\dIVXLC])(?:i?[èeê]me|nde?)\b"), "e"),
    (re.compile(r"(?<=[\dIVXLC])i?[èeê]mes\b"), "es"),
)
_ETC = ((re.compile(r"(?<=\betc)(?: ?\.{2,}| ?…| \.(?!\.)|\.…)"), "."),)

_DAYS = "Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche"
_TONGUES = "Anglais|Français|Espagnol|Allemand|Italien|Portugais|Arabe|Chinois|Japonais|Russe|Néerlandais|Polonais"
# Alone a day may be a person, and with a word behind it a feast: « le Vendredi saint ».
_CAPITALS = re.compile(
    rf"((?:(?<=\b[lcd]es )|(?<=\b[lLcC]e )|(?<=\b[dDaA]u ))(?:{_DAYS})s?\b(?! (?:[^\W\d_]*[Ss]aint|gras|noir|de[s ]))"
    rf"|(?<=\b[Ee]n )(?:{_TONGUES})\b)"
)
# « Le Français » may be a man; behind a verb of speech, or before the end, it is hardly one.
_DOUBTFUL_CAPITALS = re.compile(
    rf"(?:(?<=\b[lL]e )|(?<=\b[lL]’)|(?<=\b[dDaA]u ))({_TONGUES})(?=\s*(?:[.,;:!?)»]|$)| (?:et|ou|comme|vers) )"
)

# What has lost its vowel before an apostrophe, and the few words that have one inside.
_ELIDED = "[cdjlmnstp]|(?:lors|puis|quoi|jus|quel|pres)?qu|aujourd|prud|entr|grand"

_TYPOGRAPHY = Typography(
    quotes=("« ", " »"),
    mistaken='"“„‹‘<<',
    mistaken_ends="”",
    are_quotes_paired=True,
    # Behind what loses its vowel; « Let's Encrypt » is a name of another language.
    straight=re.compile(rf"(?<![^\W\d_])(?:{_ELIDED})(?P<mark>['‘´`′])(?=[^\s'‘´`′.,;:!?)\]])", re.IGNORECASE),
    unspaced=";!?",
    lacks_space=_LACKS_SPACE,
    unaccented=_UNACCENTED,
    shortened={"ordinal": _ORDINALS, "etc": _ETC},
    has_small_months=True,
    capitals=_CAPITALS,
    doubtful_capitals=_DOUBTFUL_CAPITALS,
)

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
    spaces=_SPACES,
    typography=_TYPOGRAPHY,
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
    spaces=replace(_SPACES, narrow=(_NARROW,), narrow_joins=re.compile(r" [;!?]")),
    typography=replace(
        FRENCH.typography,
        unspaced="",
        lacks_space=re.compile(rf"{_LACKS_SPACE.pattern}|(?<=[^\s;!?(])[;!?](?=[\s»)]|$)"),
    ),
)
