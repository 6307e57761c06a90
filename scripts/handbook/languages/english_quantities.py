"""How English gives quantities, as Canada writes it: data, and nothing that runs."""

from handbook.languages.language import Quantities

_SECOND, _MINUTE, _HOUR = r"seconds?|secs?", r"minutes?|mins?", r"hours?|hrs?"

ENGLISH_QUANTITIES = Quantities(
    scales={"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    letters={"k": 3, "K": 3, "m": 6, "M": 6, "mn": 6, "mln": 6, "B": 9, "bn": 9, "G": 9, "T": 12, "tn": 12},
    units={
        # "5 s" and "5 m" may be much else.
        **{_SECOND: "second", _MINUTE: "minute", _HOUR: "hour", r"days?": "day", r"weeks?": "week"},
        **{r"months?": "month", r"years?|yrs?": "year", r"fortnights?": "fortnight"},
        **{r"decades?": "decade", r"centur(?:y|ies)": "century", r"h": "hour?", r"s": "second?"},
        **{r"kilomet(?:re|er)s?|kms?": "km", r"met(?:re|er)s?": "m", r"centimet(?:re|er)s?|cm": "cm"},
        **{
            r"millimet(?:re|er)s?|mm": "mm",
            r"miles?": "mile",
            r"feet|foot|ft\b\.?": "foot",
            r"inch(?:es)?|in\.": "inch",
        },
        **{r"yards?|yds?": "yard", r"m": "m?", r"kilograms?|kgs?|kilos?": "kg", r"grams?": "g", r"g": "g?"},
        **{r"tonnes?|metric tons?": "tonne", r"tons?": "tonne?", r"pounds?|lbs?\b\.?": "pound", r"ounces?|oz": "ounce"},
        **{r"hectares?|ha": "ha", r"acres?": "acre", r"square kilomet(?:re|er)s?|km2": "km2"},
        **{r"square met(?:re|er)s?|m2": "m2", r"square (?:feet|foot)|sq\.? ?ft": "foot2", r"square miles?": "mile2"},
        **{r"lit(?:re|er)s?": "litre", r"l": "litre?", r"millilit(?:re|er)s?|ml": "ml", r"gallons?": "gallon"},
        **{r"cubic met(?:re|er)s?|m3": "m3", r"km/hr?|kph|kilomet(?:re|er)s? (?:per|an) hour": "km/h"},
        **{r"mph|miles? (?:per|an) hour": "mph", r"degrees? celsius|° ?c\b": "celsius"},
        **{r"degrees? fahrenheit|° ?f\b": "fahrenheit"},
        **{r"bytes?": "byte", r"kilobytes?|kb": "kilobyte", r"megabytes?|mb": "megabyte"},
        **{r"gigabytes?|gb": "gigabyte", r"terabytes?|tb": "terabyte", r"bits?": "bit"},
        **{r"per ?cent(?:age points?)?|percentage points?|%(?: points?)?": "percent"},
        **{r"dollars?|\$": "dollar", r"cad|ca\$|c\$": "dollar", r"usd|us\$": "dollar"},
        **{r"euros?|€|eur": "euro", r"pounds sterling|£|gbp": "sterling", r"yen|¥": "yen", r"cents?": "cent"},
    },
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
    spare={
        **{"a": 1, "an": 1, "single": 1, "once": 1, "only": 1, "sole": 1, "unique": 1, "individual": 1, "first": 1},
        **{"twice": 2, "double": 2, "pair": 2, "pairs": 2, "couple": 2, "second": 2, "dual": 2},
        **{"binary": 2, "bilateral": 2, "bilingual": 2, "either": 2, "neither": 2, "two-way": 2, "secondary": 2},
        **{"triple": 3, "thrice": 3, "no": 0, "none": 0, "zero": 0, "null": 0, "nonzero": 0, "without": 0},
        **{
            "every": 1,
            "hourly": 1,
            "quadruple": 4,
            "decimal": 10,
            "ternary": 3,
            "triplet": 3,
            "whole": 100,
            "entirely": 100,
            "fully": 100,
            "all": 100,
        },
        **{"completely": 100, "minors": 18, "adults": 18, "quarterly": 3, "biannual": 2, "half": 50, "quarter": 25},
    },
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
    months={"sept": 9, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "oct": 10, "nov": 11}
    | {"dec": 12},
    doubtful_months=frozenset({"may", "march", "august"}),
    in_month=r"(?:in|since|until|by|from|of|before|after|during|early|late|mid|last|next|this|every|each|to|and)[ -]",
    has_paired_years=True,
)
