"""The edit that each program was used for: what a translator does to the catalogue in one short sitting.

By the place of an entry in the catalogue, what is put at the end of its translation: a sentence that was forgotten in a
finished entry, one that an entry marked fuzzy lacks, and all of a new one.
"""

FINISHED, FUZZY, NEW = 3, 4, 6

EDITS = {
    FINISHED: " Les enfants sont les bienvenus.",
    FUZZY: " Rien n’était prêt.",
    NEW: "Apportez une question par écrit à l’un des {fact}`birch.offices` bureaux; [la comparaison](compare.md) "
    "peut vous inspirer.",
}

# Whom programs are told to work for.
NAME, MAIL = "Jeanne Exemple", "jeanne@example.org"
