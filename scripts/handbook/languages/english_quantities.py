"""How English gives quantities, as Canada writes it: data, and nothing that runs."""

from handbook.languages.language import Quantities

# What is written behind a number, each with the unit it is: one that ends in “?” may be much else, as "5 m" may.
_UNITS = r"""
second      seconds?|secs?
minute      minutes?|mins?
hour        hours?|hrs?
day         days?
week        weeks?
month       months?
year        years?|yrs?
fortnight   fortnights?
decade      decades?
century     centur(?:y|ies)
hour?       h
second?     s
km          kilomet(?:re|er)s?|kms?
m           met(?:re|er)s?
cm          centimet(?:re|er)s?|cm
mm          millimet(?:re|er)s?|mm
mile        miles?
foot        feet|foot|ft\b\.?
inch        inch(?:es)?|in\.
yard        yards?|yds?
m?          m
kg          kilograms?|kgs?|kilos?
g           grams?
g?          g
tonne       tonnes?|metric tons?
tonne?      tons?
pound       pounds?|lbs?\b\.?
ounce       ounces?|oz
ha          hectares?|ha
acre        acres?
km2         square kilomet(?:re|er)s?|km2
m2          square met(?:re|er)s?|m2
foot2       square (?:feet|foot)|sq\.? ?ft
mile2       square miles?
litre       lit(?:re|er)s?
litre?      l
ml          millilit(?:re|er)s?|ml
gallon      gallons?
m3          cubic met(?:re|er)s?|m3
km/h        km/hr?|kph|kilomet(?:re|er)s? (?:per|an) hour
mph         mph|miles? (?:per|an) hour
celsius     degrees? celsius|° ?c\b
fahrenheit  degrees? fahrenheit|° ?f\b
byte        bytes?
kilobyte    kilobytes?|kb
megabyte    megabytes?|mb
gigabyte    gigabytes?|gb
terabyte    terabytes?|tb
bit         bits?
percent     per ?cent(?:age points?)?|percentage points?|%(?: points?)?
dollar      dollars?|\$
dollar      cad|ca\$|c\$
dollar      usd|us\$
euro        euros?|€|eur
sterling    pounds sterling|£|gbp
yen         yen|¥
cent        cents?
"""
# Words that say a number without counting, by that number.
_SPARE = {
    0: "no none zero null nonzero without",
    1: "a an single once only sole unique individual first every hourly",
    2: "twice double pair pairs couple second dual binary bilateral bilingual either neither two-way "
    "secondary biannual",
    3: "triple thrice ternary triplet quarterly",
    4: "quadruple",
    10: "decimal",
    18: "minors adults",
    25: "quarter",
    50: "half",
    100: "whole entirely fully all completely",
}

ENGLISH_QUANTITIES = Quantities(
    scales={"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    letters={"k": 3, "K": 3, "m": 6, "M": 6, "mn": 6, "mln": 6, "B": 9, "bn": 9, "G": 9, "T": 12, "tn": 12},
    units={pattern: unit for unit, pattern in (line.split(maxsplit=1) for line in _UNITS.strip().splitlines())},
    article=r"an?",
    words={
        r"(?<=the )twenties": "1920 decade-year|1920|20",
        r"(?<=the )thirties": "1930 decade-year|1930|30",
        r"(?<=the )forties": "1940 decade-year|1940|40",
        r"(?<=the )fifties": "1950 decade-year|1950|50",
        r"(?<=the )sixties": "1960 decade-year|1960|60",
        r"(?<=the )seventies": "1970 decade-year|1970|70",
        r"(?<=the )eighties": "1980 decade-year|1980|80",
        r"(?<=the )nineties": "1990 decade-year|1990|90",
        r"half an hour|half[- ]hour": "30 minute",
        r"(?:one|a) quarter(?= of\b)|(?:one|a) fourth(?= of\b)|one[- ]quarter": "1/4",
        r"quarter[- ]hour|quarter of an hour": "15 minute",
        r"three[- ]quarters|three[- ]fourths": "3/4",
        r"two[- ]thirds": "2/3",
        r"one[- ]third|a third(?= of\b)": "1/3",
        r"24/7": "24|7",
        r"once(?= (?:a|per|every|each) (?:day|week|month|quarter|term|season|year|decade))": "1",
        r"twice (?:a year|yearly)": "2|6 month",
        r"twice": "2",
        r"thrice": "3",
        r"both": "2",
        r"tens of thousands": "10000",
        r"hundreds of thousands": "100000",
        r"tens of millions": "10000000",
        r"hundreds of millions": "100000000",
        r"dozens": "12|10",
        r"half[- ]dozen|half a dozen": "6",
        r"(?<!and a )half[- ](?:a )?million": "500000",
        r"(?<!and a )half[- ](?:a )?billion": "500000000",
        r"dozen": "12",
        r"(?:two|2) dozens?": "24",
        r"(?:three|3) dozens?": "36",
        r"score": "20",
        r"biennial(?:ly)?": "2 year",
        r"triennial(?:ly)?": "3 year",
        r"quadrennial(?:ly)?": "4 year",
        r"quinquennial(?:ly)?": "5 year",
        r"decennial(?:ly)?": "10 year",
        r"centennial|centenary": "100 year",
        r"bicentennial": "200 year",
        r"semi-?annual(?:ly)?": "6 month",
        r"fortnight(?:ly)?": "2 week",
        r"(?<!and )(?<!and a )(?:one |a )?half(?! past)": "1/2",
    },
    spare={word: number for number, words in _SPARE.items() for word in words.split()},
    silent=(
        r"(?:third|3rd|second|2nd|first|1st)[- ]?part(?:y|ies)|third world|one another|no one|at one with|one-off"
        r"|first[- ](?:hand|class|aid|name|names|of all)|at first|second[- ](?:hand|class|nature)|split seconds?"
        r"|(?:on the )?one hand|one(?='s)|one by one|one of|ones|one day|at once|a hundred per ?cent|nine to five"
    ),
    fraction_of=r"of\b",
    and_half=r"and a half",
    between=r"Canadian|American|US|business|working|calendar|full|more|additional|consecutive|other",
    of=r"of ",
    ordinal=r"st|nd|rd|th",
    century=r"centur(?:y|ies)",
    decade=r"(?!)",
    plurals=r"'?s",
    up=(
        r"more than|over|at least|no fewer than|not fewer than|no less than|not less than|greater than|above"
        r"|a minimum of|minimum of|upwards of|in excess of|exceeding|>=?|≥"
    ),
    down=(
        r"(?<!no )(?<!not )(?:less|fewer) than|(?:no|not) more than|at most|under|below|up to|at the most"
        r"|a maximum of|maximum of|<=?|≤|not exceeding|as many as"
    ),
    more=(
        r"or (?:more|over|above|later|newer|greater|higher)|and (?:up|over|above|higher)|\+"
        r"|at least(?= *(?:[.,;)]|$))"
    ),
    less=r"or (?:less|fewer|under|below|earlier)|and (?:under|below)|at (?:the )?most(?= *(?:[.,;)]|$))",
    rise=r"(?:grew|grown|grows?|growing|rose|risen|rises?|rising|increas(?:e|es|ed|ing)|gain(?:ed|s)?|climbed) by"
    r"|(?:increase|rise|growth) of",
    fall=r"(?:fell|fallen|falls?|falling|dropped|drops?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)"
    r"|cut|shrank|shrunk|lost|lowered) by|(?:decrease|drop|decline|reduction|cut) of",
    higher=r"more|higher|larger|bigger|greater|increase|rise|growth",
    lower=r"less|fewer|lower|smaller|decrease|drop|decline|reduction|cut|discount",
    # Case tells US from us.
    whose={
        "USD": r"(?<![A-Za-z])U\.?S\.?(?:D|\$|(?![A-Za-z]))|\bAmerican\b",
        "CAD": r"(?<![A-Za-z])(?:CAN?|C|Cdn|CDN)\$|\b(?:CAD|Canadian)\b",
    },
    minus=r"minus|negative",
    below=r"(?:degrees? )?below zero",
    range=r"to|and|or|through|until|till|by",
    times=(
        r"(?P<hour>{n})(?:[:.](?P<minutes>\d\d))? ?(?:(?P<am>a)|(?P<pm>p))\.? ?m\b\.?",
        r"(?P<hour>{n}) (?P<either>o'clock)",
        r"(?P<half>(?P<either>half) past) (?P<hour>{n})",
    ),
    noon={"(?:12 )?noon": "12:00", "midday": "12:00", "(?:12 )?midnight": "0:00|24:00"},
    months=dict(sept=9, jan=1, feb=2, mar=3, apr=4, jun=6, jul=7, aug=8, oct=10, nov=11, dec=12),
    doubtful_months=frozenset({"may", "march", "august"}),
    in_month=r"(?:in|since|until|by|from|of|before|after|during|early|late|mid|last|next|this|every|each|to|and)[ -]",
    has_paired_years=True,
)
