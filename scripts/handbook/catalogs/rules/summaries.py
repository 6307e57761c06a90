"""What each rule is for, in a sentence that can be translated; the same that begins its docstring."""

from collections.abc import Mapping

from handbook.catalogs.strings import Translate


def summaries(translate: Translate) -> Mapping[str, str]:
    """Return the sentence of each rule, by its name, as `translate` says it."""
    return {
        "term": translate("A term is translated by one of its own words."),
        "avoid": translate("No calques, and no words that the field has given up."),
        "article": translate("A name has the article that the facts give it, or none."),
        "elision": translate(
            "Before a name that begins with a vowel, « de » and « que » lose theirs; before others they keep it."
        ),
        "gender": translate("What is said of a name agrees with its gender."),
        "name": translate("A name that the source spells out stands in the translation, in the form of that language."),
        "spelling": translate("Words are in the dictionary, or among the project’s own."),
        "end": translate(
            "The translation ends as its source ends: as a sentence, with a colon, a semicolon, or without any mark."
        ),
        "proportion": translate("A long text is neither half as long in translation nor twice."),
        "msgid": translate("The msgid is the English of the page: it is changed there, and never in a catalogue."),
        "invisible": translate("No character that nobody sees."),
        "nesting": translate("No heap of opening brackets."),
        "block": translate("A paragraph stays a paragraph, a heading a heading."),
        "empty": translate("The translation shows something."),
        "link": translate("Links lead where those of the source lead."),
        "title": translate("A link or picture that has a title keeps one."),
        "image": translate("Pictures are those of the source."),
        "role": translate("Facts, names and terms are those of the source."),
        "footnote": translate("Footnotes are those of the source."),
        "code": translate("What stands between backticks is not translated."),
        "break": translate("Line breaks are those of the source."),
        "markup": translate("Braces and other markup are those of the source."),
        "address": translate("Addresses are those of the source."),
        "number": translate(
            "Numbers, amounts, percentages, times and dates are those of the source, in digits or in words."
        ),
        "length": translate("The whole text is translated, and nothing added."),
        "quotes": translate("French quotes are « guillemets »."),
        "apostrophe": translate("The apostrophe is curved."),
        "space-before": translate("In Canada, no space before a semicolon, an exclamation mark or a question mark."),
        "space-missing": translate(
            "A space before a colon, a per cent sign or a dollar sign, and inside guillemets; a plain one will do."
        ),
        "spaces": translate("One space between words, and none before a comma or a full stop."),
        "month": translate("Months have no capital in French."),
        "capital-accent": translate("Capitals keep their accents."),
        "doubled": translate("No word twice in a row."),
        "copy": translate(
            "The translation is no copy of the source, but for names and words that both languages share."
        ),
        "english": translate("No English is left inside the translation."),
    }


def families(translate: Translate) -> Mapping[str, str]:
    """Return the heading of each family of rules."""
    return {
        "structure": translate("What make refuses as well"),
        "typography": translate("Typography"),
        "names": translate("Names"),
        "glossary": translate("Words of the field"),
        "words": translate("Words"),
        "spelling": translate("Spelling"),
        "sentences": translate("The message as a whole"),
    }
