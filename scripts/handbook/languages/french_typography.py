"""Typography of French, as Canada has it: what the rules find, and what they write instead.

After the Office québécois de la langue française: capitals keep their accents, an ordinal number ends in e or re.
"""

import re

from handbook.languages.language import Typography

LACKS_SPACE = re.compile(r"(?<=[^\s:(]):(?=\s|$)|«(?=\S)|(?<=\S)»|(?<=\d)[%$](?!\w)")

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

TYPOGRAPHY = Typography(
    quotes=("« ", " »"),
    mistaken='"“„‹‘<<',
    mistaken_ends="”",
    are_quotes_paired=True,
    # Behind what loses its vowel; « Let's Encrypt » is a name of another language.
    straight=re.compile(rf"(?<![^\W\d_])(?:{_ELIDED})(?P<mark>['‘´`′])(?=[^\s'‘´`′.,;:!?)\]])", re.IGNORECASE),
    unspaced=";!?",
    lacks_space=LACKS_SPACE,
    unaccented=_UNACCENTED,
    shortened={"ordinal": _ORDINALS, "etc": _ETC},
    has_small_months=True,
    capitals=_CAPITALS,
    doubtful_capitals=_DOUBTFUL_CAPITALS,
)
