"""How English and French deny, by meaning, and whether a translation denies what its source denies.

The same meanings stand in both languages, so that what is denied in the source by another word of its own (“only”,
“without”, “missing”) is not taken for the answer to a “not”. In a text the first that fits counts, in this order.
"""

import re
import unicodedata
from collections import Counter
from functools import cache

from handbook.languages.language import Denials

ENGLISH_DENIALS = Denials(
    # “Not only”, “whether or not”, “if not”, “why not” say nothing of the kind; “and not” is often left out.
    sure=re.compile(
        r"\b(?:(?:is|are|was|were|do|does|did|has|have|had|could|wo|ca|sha|would|should|must|might|need)n[’']t\b"
        r"(?! (?:only|just|merely))|cannot\b(?! (?:only|but))"
        r"|(?:(?:is|are|was|were|be|do|does|did|has|have|had|can|could|will|would|should|must|might|may|shall|need)"
        r"(?: also| therefore| usually| normally| always| currently)?|[’'](?:s|re|m)) (?<!or may )not\b"
        r"(?! (?:only|just|merely)\b|[ ,.]{0,3}but\b)"
        r"|(?<!or )(?<!why )(?<!whether )not (?:(?!need)\w{2,}ed|given|set|found|met|made|done|used|known|shown|seen"
        r"|taken|written|built|sent|all|already|yet)\b|not to\b(?! (?:be|mention))"
        r"|never\b(?! ?mind|-|ending)|with no\b"
        r"|(?:is|are|was|were|[’']s) no\b(?! (?:doubt|longer|more|need|different)))",
        re.IGNORECASE,
    ),
    ways={
        "not": r"(?:do|does|did|wo|ca|is|are|was|were|has|have|had|could|would|should|must|need)n[’']t",
        "bare_not": r"not|cannot|never|nor|hardly",
        "or_not": r"or not|or may not",
        "none": r"no|null|(?:none|neither)(?= of)|nothing|nobody",
        "until": r"until|till|before|unless|once",
        "no_more": r"no longer|no more",
        "without": r"without|\w+less|lack\w*|-free|unless",
        "only": r"only|just|minim\w+|solely|single|sole|merely|exclusively|alone",
        "except": r"except\w*|unless|but|other than|apart|excluding",
        "less": r"less|fewer|unless|minus|least|under|below",
        "rather": r"not|rather|instead|prefer\w*|better|more of|as opposed",
        "else": r"otherwise|else|or|if not|different\w*",
        "contrary": r"unlike|contrary|contrast|opposite|reverse|conversely|opposed",
        "false": r"false\w*|wrong\w*|mistak\w*",
        "forbid": r"forbid\w*|prohibit\w*|disallow\w*|ban|banned|bans|illegal",
        "missing": r"miss\w*|lack\w*|absen\w*|fail\w*",
        "avoid": r"avoid\w*|prevent\w*|so that",
        "prevent": r"prevent\w*|stop\w*|avoid\w*|block\w*|keep\w*",
        "refuse": r"reject\w*|refus\w*|den(?:y|ie[sd])|declin\w*",
        "exclude": r"skip\w*|exclu\w*|rul\w+ out|except\w*",
        "ignore": r"ignor\w*|skip\w*|unaware",
        "fail": r"fail\w*|error\w*",
        "rare": r"rare\w*|seldom|unlikely|uncommon|unusual\w*|few",
        "hard": r"difficult\w*|hard\w*|trouble|tricky",
        "omit": r"omit\w*|forget\w*|leav\w+ (?:out|off)|skip\w*|left out|missing",
        "stop": r"stop\w*|ceas\w*|end\w*|constantly|continu\w*",
        "lose": r"los[et]\w*|miss\w*|wast\w*|drop\w*",
        "off": r"disabl\w*|deactivat\w*|turn\w* off|off",
        "optional": r"optional\w*",
        "differ": r"differ\w*|distinct\w*|other than|another",
        "dissuade": r"deprecat\w*|discourag\w*|obsolete|out ?dated|empty|blank|exceed\w*|beyond|over\w*|more",
        "un": r"un(?!der|it|til|less|i(?:que|on|c|v|f))\w+|non-?\w+|dis(?!play|k|t|c[ou])\w+|ir\w+|il(?:leg|log)\w*"
        r"|in(?:val|act|corr|compl|dep|exact|suff|acc|eff|vis|sec|exist|appr|adeq)\w*|im(?:poss|prop|mut|pract)\w*"
        r"|abnormal\w*|anomal\w*|mis\w+|wrong\w*|bad\w*|malformed",
        "little": r"little|few\w*|some\w*|bit|small|shortly|less|may|might|maybe|perhaps|slight\w*|soon|brief\w*",
        "badly": r"bad\w*|poor\w*|mis\w+|wrong\w*|ill|mal\w*|hurt\w*",
        "too": r"too|over\w*|excessive\w*",
        "useless": r"useless\w*|unnecessar\w*|needless\w*|redundant\w*|unneeded",
    },
)

# Words between « ne » and what goes with it, up to another « ne ».
_NE = r"(?:ne |n[’'](?!importe|est-ce pas))(?:(?!ne |n[’'])[^\s.?!]+ ){0,5}?"
_NONE = r"(?:aucune?|rien|personne|jamais|nul(?:le)?)(?: [^\s.?!]+){0,4}? (?:ne |n[’'])\w*"

FRENCH_DENIALS = Denials(
    # « Ne » alone may be of courtesy (« plus qu’il ne croit »), « pas » alone a step.
    sure=re.compile(
        r"\b(?:ne |n[’'](?!est-ce pas))(?:[^\W\d_]+[’' -]){1,4}?(?:pas|jamais|aucune?|rien|guère)\b"
        r"|\bne (?:pas|jamais|plus) ",
        re.IGNORECASE,
    ),
    ways={
        "until": r"(?:tant|avant) qu(?:e |[’'])(?:[^\s.?!,;]+ ){0,7}?(?:ne |n[’'])(?:\w+ pas)?",
        "or_not": r"ou (?:non|pas)",
        "none": rf"{_NONE}|{_NE}aucune?|aucune?|nul(?:le)?s?|non(?=,)",
        "not": rf"{_NE}(?:pas|jamais|rien|point|guère|personne|ni)",
        "without": r"sans|dépourvu\w*|faute de|à défaut",
        "only": rf"{_NE}qu(?:e|(?=[’']))|seule?s?|seulement|uniquement",
        "except": r"sauf|hors|hormis|excepté",
        "less": r"(?<!au )moins",
        "rather": r"(?<!mais )plutôt|au lieu|loin de|et (?:non )?pas (?!de )|et non",
        "else": r"sinon|autrement",
        "contrary": r"contraire\w*|contrairement",
        "false": r"faux|fausse\w*",
        "forbid": r"interdi\w*|défen(?:d|se d)\w*",
        "missing": r"manqu\w*|absen\w*",
        "avoid": r"évit\w*",
        "prevent": r"empêch\w*",
        "refuse": r"refus\w*",
        "exclude": r"exclu\w*",
        "ignore": r"ignor\w*",
        "fail": r"échou\w*|échec\w*",
        "rare": r"rare\w*",
        "hard": r"difficil\w*",
        "omit": r"omet\w*|omis\w*|oubli\w*",
        "stop": r"cess\w*|arrêt\w*",
        "lose": r"perd\w*",
        "off": r"désactiv\w*",
        "optional": r"facultati\w*",
        "no_more": rf"{_NE}plus",
        "differ": r"diff[ée]r\w*|distinct\w*|autres? que",
        "dissuade": r"déconseill\w*|désapprouv\w*|désagré\w*|nul besoin|obsolètes?|vides?",
        "un": r"im?possibles?|i[lmnr]\w+[ai]bles?|inactiv\w*|inactifs?|inexact\w*|incorrect\w*|incompl\w*|inconnu\w*"
        r"|invalid\w*|insuffisa\w+|inchangé\w*|inexistant\w*|illégal\w*|irréguli\w*|anorma\w*|indépend\w*|impropre\w*"
        r"|non[- ](?!plus)\w+",
        "little": r"peu\b(?![- ]être)",
        "badly": r"mal",
        "too": r"trop",
        "useless": r"inutil\w*|dispens\w*",
        # English words are quoted as they are.
        "bare_not": r"non(?!-| plus|,)|(?<!-ce )pas|jamais|rien|nullement|guère|personne|(?:ne |n[’'](?!importe|est-ce"
        r" pas))\w*|not|can[’']t|doesn[’']t|never",
    },
)

# These deny whatever else the other text says.
_ALWAYS = frozenset({"not", "bare_not"})
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONG, _BEGINNING = 4, 5


def undenied(source: str, text: str, here: Denials, there: Denials) -> list[str]:
    """Return the words by which a source surely says no, where a text in the other language says so less often.

    A word that is in both texts, or means what another word of the source means, is no answer: « seul » to “only”.
    """
    denied = here.sure.findall(source)
    if not denied:
        return []
    beside = here.sure.sub("", source)
    begins = {_beginning(word) for word in _WORD.findall(beside)}
    shared: set[str] = set()
    answers_by_way: Counter[str] = Counter()
    for match in _pattern(*there.ways.items()).finditer(text):
        way = str(match.lastgroup)
        if way not in _ALWAYS and len(match[0]) > _LONG and _beginning(match[0]) in begins:
            shared.add(_beginning(match[0]))
        else:
            answers_by_way[way] += 1
    beside = _WORD.sub(lambda word: "" if _beginning(word[0]) in shared else word[0], beside)
    answers = 0
    for way, count in answers_by_way.items():
        # The source itself has words of this meaning, to which they answer.
        is_in_source = way in here.ways and way not in _ALWAYS
        spoken_for = len(_pattern((way, here.ways[way])).findall(beside)) if is_in_source else 0
        answers += max(0, count - spoken_for)
    return denied if len(denied) > answers else []


def _beginning(word: str) -> str:
    """Return how a word begins, without case and accents, by which one of the other language is known."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(sign))[
        :_BEGINNING
    ]


@cache
def _pattern(*ways: tuple[str, str]) -> re.Pattern[str]:
    """Return what finds words that deny, as groups by meaning; the first of the given (meaning, pattern) wins."""
    return re.compile("|".join(rf"(?P<{way}>(?<!\w)(?:{pattern})(?!\w))" for way, pattern in ways), re.IGNORECASE)
