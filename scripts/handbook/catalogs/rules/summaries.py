"""What each rule is for, in a sentence that can be translated; the same that begins its docstring."""

from collections.abc import Mapping

from handbook.findings.phrase import phrase


def summaries() -> Mapping[str, str]:
    """Return the sentence of each rule, by its name."""
    return {
        "term": phrase("A term is translated by one of its own words."),
        "avoid": phrase("No calques, and no words that the field has given up."),
        "article": phrase("A name has the article that the facts give it, or none."),
        "elision": phrase(
            "Before a name that begins with a vowel, « de » and « que » lose theirs; before others they keep it."
        ),
        "gender": phrase("What is said of a name agrees with its gender."),
        "name": phrase("A name that the source spells out stands in the translation, in the form of that language."),
        "spelling": phrase("Words are in the dictionary, or among the project’s own."),
        "end": phrase(
            "The translation ends as its source ends: as a sentence, with a colon, a semicolon, or without any mark."
        ),
        "proportion": phrase("A long text is neither half as long in translation nor twice."),
        "msgid": phrase("The msgid is the text of the page: it is changed there, and never in a catalogue."),
        "invisible": phrase("No character that nobody sees."),
        "nesting": phrase("No heap of opening brackets."),
        "block": phrase("A paragraph stays a paragraph, a heading a heading."),
        "empty": phrase("The translation shows something."),
        "link": phrase("Links lead where those of the source lead."),
        "translated-link": phrase(
            "A link to the web leads to the same page, or to that page in the language of the translation."
        ),
        "title": phrase("A link or picture that has a title keeps one."),
        "image": phrase("Pictures are those of the source."),
        "role": phrase("Facts, names and terms are those of the source."),
        "footnote": phrase("Footnotes are those of the source."),
        "code": phrase("What stands between backticks is not translated."),
        "break": phrase("Line breaks are those of the source."),
        "markup": phrase("Braces and other markup are those of the source."),
        "address": phrase("Addresses are those of the source."),
        "number": phrase("Quantities are those of the source, in digits or in words, as the language writes them."),
        "length": phrase("The whole text is translated, and nothing added."),
        "quotation": phrase("A quotation begins and ends, and no quote stands for an apostrophe."),
        "quotes": phrase("Quotes are those of the language: « guillemets » in French."),
        "apostrophe": phrase("The apostrophe is curved."),
        "space-before": phrase("In Canada, no space before a semicolon, an exclamation mark or a question mark."),
        "space-missing": phrase(
            "A space before a colon, a per cent sign or a dollar sign, and inside guillemets; a plain one will do."
        ),
        "spaces": phrase("One space between words, and none before a comma or a full stop."),
        "month": phrase("Months have no capital, where the language writes them small."),
        "capital": phrase("Days of the week and languages have no capital, where the language writes them small."),
        "capital-accent": phrase("Capitals keep their accents."),
        "ordinal": phrase("An ordinal number ends in e, the first in er or re."),
        "etc": phrase("“Etc.” has one full stop, and nothing behind it."),
        "sentence": phrase("A text of several sentences has lost none of them."),
        "negation": phrase("What the source denies, the translation denies."),
        "voice": phrase("A page speaks of its subject, in words that the handbook uses."),
        "acronym": phrase("The title of a page spells out the name that it shortens."),
        "link-text": phrase("A link says where it leads."),
        "long-sentence": phrase("A sentence has 35 words at most."),
        "iso-date": phrase("A date is written as people read it."),
        "bold": phrase("What the source sets in bold, the translation sets in bold."),
        "emphasis": phrase("What the source emphasises, the translation does not leave plain."),
        "bracket": phrase("What is opened is closed: ( ), [ ]."),
        "lost-letter": phrase("No question mark in the place of a letter."),
        "doubled": phrase("No word twice in a row."),
        "keys": phrase("The keys to press are those of the source."),
        "copy": phrase("The translation is no copy of the source, but for names and words that both languages share."),
        "untranslated": phrase("No words of the source are left inside the translation."),
    }


def families() -> Mapping[str, str]:
    """Return the heading of each family of rules."""
    return {
        "structure": phrase("What make refuses as well"),
        "typography": phrase("Typography"),
        "names": phrase("Names"),
        "glossary": phrase("Words of the field"),
        "words": phrase("Words"),
        "spelling": phrase("Spelling"),
        "sentences": phrase("The message as a whole"),
        "voice": phrase("How the handbook speaks: advice, which stops nothing"),
        "marks": phrase("Marks that come in pairs"),
    }
