"""Which subregion of the United Nations' M49 standard each country is in, by ISO 3166-1 numeric codes.

Source: United Nations Statistics Division, Standard country or area codes for statistical use (M49). Taiwan (158) is no
entry of it, and stands with its neighbours; so do the three places of Natural Earth that have no code.
"""

SUBREGIONS = {
    "005": "032 068 074 076 152 170 218 238 239 254 328 600 604 740 858 862",
    "011": "132 204 270 288 324 384 430 466 478 562 566 624 654 686 694 768 854",
    "013": "084 188 222 320 340 484 558 591",
    "014": "086 108 174 175 231 232 260 262 404 450 454 480 508 638 646 690 706 716 728 800 834 894",
    "015": "012 434 504 729 732 788 818",
    "017": "024 120 140 148 178 180 226 266 678",
    "018": "072 426 516 710 748",
    "021": "060 124 304 666 840",
    "029": "028 044 052 092 136 192 212 214 308 312 332 388 474 500 531 533 534 535 630 652 659 660 662 663 670 780 "
    "796 850",
    "030": "156 158 344 392 408 410 446 496",
    "034": "004 050 064 144 356 364 462 524 586",
    "035": "096 104 116 360 418 458 608 626 702 704 764",
    "039": "008 020 070 191 292 300 336 380 470 499 620 674 688 705 724 807",
    "053": "036 162 166 334 554 574",
    "054": "090 242 540 548 598",
    "057": "296 316 520 580 581 583 584 585",
    "061": "016 184 258 570 612 772 776 798 876 882",
    "143": "398 417 762 795 860",
    "145": "031 048 051 196 268 275 368 376 400 414 422 512 634 682 760 784 792 887",
    "151": "100 112 203 348 498 616 642 643 703 804",
    "154": "208 233 234 246 248 352 372 428 440 578 744 752 826 831 832 833",
    "155": "040 056 250 276 438 442 492 528 756",
}
OF_COUNTRY = {country: subregion for subregion, countries in SUBREGIONS.items() for country in countries.split()}
OF_NAME = {"Kosovo": "039", "N. Cyprus": "145", "Somaliland": "014"}

# Natural Earth draws the overseas departments as parts of France; M49 has each where it lies: box in degrees, region.
FRANCE = "250"
OVERSEAS = (
    ((-55, 1, -50, 7), "005"),  # French Guiana
    ((-63, 14, -60, 17), "029"),  # Guadeloupe, Martinique
    ((44, -22, 57, -12), "014"),  # Mayotte, Réunion
)

# Antarctica, and islands on which nobody lives but visitors: Bouvet, Heard, South Georgia, British and French lands in
# the Indian Ocean.
NOT_DRAWN = {"010", "074", "086", "239", "260", "334"}
RUSSIA = "643"
# M49 has the whole of Russia in Eastern Europe; a reader's Eastern Europe does not reach the Pacific. Russia is drawn
# as part of it west of the Urals only, about this meridian in degrees; what lies east of it is land of no region.
URALS = 60
EAST_OF_THE_URALS = "rest"
EASTERN_EUROPE = "151"

# The regions above the subregions. 419 is used in its narrow everyday sense, without the Caribbean, as in the facts.
GROUPS = {
    "002": "011 014 015 017 018",
    "003": "013 021 029",
    "009": "053 054 057 061",
    "019": "005 013 021 029",
    "142": "030 034 035 143 145",
    "150": "039 151 154 155",
    "202": "011 014 017 018",
    "419": "005 013",
}


def subregion(code: str | None, name: str, centre: tuple[float, float]) -> str | None:
    """Return the subregion of a part of a country whose centre is (longitude, latitude); None for what is not drawn."""
    longitude, latitude = centre
    if code == FRANCE:
        for (west, south, east, north), overseas in OVERSEAS:
            if west <= longitude <= east and south <= latitude <= north:
                return overseas
    if code in NOT_DRAWN:
        return None
    return OF_COUNTRY.get(code or "", OF_NAME.get(name))
