"""How French gives quantities, as Canada writes it: data, and nothing that runs."""

from handbook.languages.language import Quantities, Written

# What is written behind a number, each with the unit it is: one that ends in “?” may be much else, as "5 m" may.
_UNITS = r"""
second      secondes?|sec
minute      minutes?|mins?
hour        heures?|h
day         jours?(?! de la)
day?        journées?
day?        j
week        semaines?
month       mois
year        ans?|années?
decade      décennies?
century     siècles?
fortnight   quinzaines?
second?     s
km          kilomètres?|kms?
m           mètres?
cm          centimètres?|cm
mm          millimètres?|mm
mile        milles(?! carr)|mille(?= (?:marins|à l))|miles?(?! carr)
foot        pieds?|pi
inch        pouces?|po
yard        verges?
m?          m
kg          kilogrammes?|kilos?|kg
g           grammes?
g?          g
tonne       tonnes?
tonne?      t
pound       livres?|lb
ounce       onces?|oz
ha          hectares?|ha
acre        acres?
km2         kilomètres? carrés?|km2
m2          mètres? carrés?|m2
foot2       pieds? carrés?|pi2
mile2       mil(?:le|e)s? carrés?
litre       litres?
litre?      l
ml          millilitres?|ml
gallon      gallons?
m3          mètres? cubes?|m3
km/h        km/h|kilomètres?(?: à l'| par |/)heure
mph         mph|mi/h|milles? (?:à l'|par )heure
celsius     degrés? celsius|° ?c\b
fahrenheit  degrés? fahrenheit|° ?f\b
byte        octets?
kilobyte    kilooctets?|kilo-octets?|ko
megabyte    mégaoctets?|mo
gigabyte    gigaoctets?|go
terabyte    téraoctets?|to
bit         bits?
kilobyte    kb
megabyte    mb
gigabyte    gb
terabyte    tb
percent     pour ?cent|%|p\. ?100|points? de pourcentage
dollar      dollars?|\$
dollar      cad|ca\$|c\$
dollar      usd|us\$
euro        euros?|€|eur
sterling    livres sterling|£|gbp
yen         yens?|¥
cent        ¢
cent        centimes?
"""
# Words that say a number without counting, by that number.
_SPARE = {
    0: "aucun aucune nul nulle zéro sans",
    1: "un une unique seul seule premier première chaque uns premiers premières unes seulement",
    2: "double doubles paire paires couple couples second seconde binaire binaires bilingue secondaire bilatéral",
    3: "triple triplet triplets ternaire ternaires tiers tierce tierces trimestriel trimestre",
    4: "quadruplet quadruplets quadruple",
    5: "quintuplet quintuplets",
    10: "décimal décimale",
    18: "mineurs majeurs adultes",
    25: "quart",
    50: "moitié",
    100: "entièrement intégralement totalement complètement",
}

FRENCH_QUANTITIES = Quantities(
    # Behind digits, « cents » are those of a dollar.
    scales={"cent": 0, "mille": 3, "millier": 3, "million": 6, "milliard": 9, "billion": 12},
    letters={"k": 3, "K": 3, "M": 6, "MM": 6, "Md": 9, "Mds": 9, "mds": 9, "G": 9, "B": 9, "T": 12},
    units={pattern: unit for unit, pattern in (line.split(maxsplit=1) for line in _UNITS.strip().splitlines())},
    article=r"une?",
    words={
        r"(?:la |une )?moitié|(?:un |une )?demi(?=-)(?!-(?:heure|million|milliard|douzaine|finale))": "1/2",
        r"(?:une )?demi-heure": "30 minute",
        r"(?:24|vingt-quatre) ?h(?:eures?)?(?: sur |/)(?:24|vingt-quatre)": "24",
        r"(?:7|sept) ?j(?:ours?)?(?: sur |/)(?:7|sept)": "7",
        r"(?:un )?quart d'heure": "15 minute",
        r"(?:le|un) quart(?= (?:de|des|du|d')\b| d')": "1/4",
        r"(?:les )?trois[- ]quarts": "3/4",
        r"(?:le|un) tiers(?= (?:de|des|du)\b| d')": "1/3",
        r"(?:les )?deux[- ]tiers": "2/3",
        r"24/7": "24|7",
        r"dizaines de milliers": "10000",
        r"centaines de milliers": "100000",
        r"dizaines de millions": "10000000",
        r"centaines de millions": "100000000",
        r"demi-million": "500000",
        r"demi-milliard": "500000000",
        r"demi-douzaine": "6",
        r"dizaines": "10|12",
        r"(?:une )?dizaine": "10|12",
        r"douzaines?": "12",
        r"quinzaine(?! de jours)": "15|14",
        r"quinzaine de jours": "14 day",
        r"quinze jours": "15 day|14 day",
        r"(?:une )?vingtaine": "20|24",
        r"trentaine": "30",
        r"quarantaine(?= d)": "40",
        r"cinquantaine": "50",
        r"soixantaine": "60",
        r"centaines?": "100",
        r"(?:(?<=des )|(?<=les )|(?<=de )|(?<=plusieurs )|(?<=quelques ))milliers": "1000",
        r"(?:bisannuel|biennal)(?:le)?s?|biennaux": "2 year",
        r"triennal(?:e|es)?|triennaux|trisannuel(?:le)?s?": "3 year",
        r"quadriennal(?:e|es)?|quadriennaux": "4 year",
        r"quinquennal(?:e|es)?|quinquennaux|quinquennats?": "5 year",
        r"décennal(?:e|es)?|décennaux": "10 year",
        r"cinquantenaires?": "50 year",
        r"centenaires?": "100 year",
        r"bicentenaires?": "200 year",
        r"semestriel(?:le)?s?|semestres?": "6 month",
    },
    spare={word: number for number, words in _SPARE.items() for word in words.split()},
    silent=(
        r"(?:à |en )?neuf(?= *(?:[.,;:!?)]|$))|tout neuf|l'un|d'une part|d'un(?:e)? (?:côté|autre)|les uns"
        r"|un (?:à|par) un"
        r"|tierces? parties?|deux-points|entre-deux|en premier|une fois"
    ),
    fraction_of=r"de\b|des\b|du\b|d'",
    and_half=r"et demie?",
    between=r"premi(?:er|ère)s|derni(?:er|ère)s|autres|petits|grands",
    of=r"de |d'",
    ordinal=r"ers?|res?|ères?|[eè]mes?|ièmes?|es?|nde?s?|°|º",
    century=r"siècles?|s\.",
    decade=r"années",
    up=(
        r"(?<!pas )(?<!non )plus d(?:e |'|es )|(?<!pas )au moins|pas moins d(?:e |'|es )|minimum(?: d(?:e |'))?"
        r"|supérieure?s? à|à partir de plus de|au-delà de|au-dessus de|un minimum de|>=?|≥|dépassant|excédant"
    ),
    down=(
        r"ne dépassant pas|n'excédant pas|(?<!pas )moins d(?:e |'|es )|pas plus d(?:e |'|es )"
        r"|(?<!non )au plus|jusqu'(?:à|en|au)|au maximum"
        r"|(?:un )?maximum (?:d(?:e |'))?|inférieure?s? à|en deçà de|au-dessous de|<=?|≤|tout au plus"
    ),
    more=(
        r"(?:ou|et) (?:plus(?! (?:anc|jeu|bas|pet|tôt|fai|court))|davantage|supérieure?|ultérieure?)|\+"
        r"|au (?:moins|minimum)(?= *(?:[.,;)]|$))"
    ),
    less=r"ou moins|et moins|ou antérieure?|(?:tout )?au (?:plus|maximum)(?= *(?:[.,;)]|$))",
    rise=r"(?:augment|progress|grimp|accr|mont|gagn|grandi|bond)[^\W\d_]* d(?:e|')|hausse de|crû de",
    fall=r"(?:baiss|diminu|recul|chut|rédui|tomb|perd|abaiss|décr)[^\W\d_]* d(?:e|')",
    higher=r"(?:de )?(?:(?!moins\b)[^\W\d_]+ ){0,2}?de plus|supérieure?s?|d'augmentation|de (?:hausse|croissance)"
    r"|plus (?:élevée?s?|grande?s?|gros(?:se)?s?|nombreu[sx]e?s?)",
    lower=r"(?:de )?(?:(?!plus\b)[^\W\d_]+ ){0,2}?de moins|inférieure?s?|de (?:baisse|réduction|rabais|diminution)"
    r"|plus (?:bas(?:se)?s?|petite?s?|faibles?)|moins (?:élevée?s?|grande?s?|nombreu[sx]e?s?)",
    whose={
        "USD": r"(?<![A-Za-z])(?:USD?(?![A-Za-z])|US\$)|É\.-U\.|\baméricain",
        "CAD": r"(?<![A-Za-z])(?:CA[ND]?|can\.|Can\.)(?![A-Za-z])|(?<![A-Za-z])(?:CAN?|C)\$|\bcanadien",
    },
    minus=r"(?<!au )(?<!du )(?<!de )(?<!à )(?<!le )(?<!ou )moins",
    below=r"(?:degrés? )?(?:au-dessous de|en dessous de|sous) zéro",
    range=r"à|et|ou|au|a|jusqu'à",
    times=(
        r"(?P<hour>{n}) ?h(?:eures?)?\b(?: ?(?P<minutes>\d\d\b(?! ?(?:%|\$))"
        r"|\d\b(?![.,:/-]\d| ?(?:%|\$|°|j\b|ans?\b)| (?-i:[a-zà-ÿ]{3})))"
        r"|(?P<half> et demie)\b)?(?: (?:(?P<am>du matin)|(?P<pm>de l'après-midi|du soir)))?",
        r"(?P<hour>\d\d?)h(?P<minutes>\d\d)\b",
    ),
    noon={"midi": "12:00", "minuit": "0:00|24:00"},
    months={
        "janv": 1,
        "févr": 2,
        "fév": 2,
        "avr": 4,
        "juil": 7,
        "juill": 7,
        "sept.": 9,
        "oct": 10,
        "nov": 11,
        "déc": 12,
    },
    doubtful_months=frozenset({"mars"}),
    in_month=r"(?:en|depuis|de|dès|avant|après|fin|début|mi|au|le mois de|et|à|jusqu'en|d'ici)[ -]",
    written=Written(group=" ", decimal=",", hour=" h ", sign=" "),
)
