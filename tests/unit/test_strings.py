"""A string of ours that a language does not have is said in English, and noted, so that a build can name it."""

from handbook.catalogs.strings import absent_strings, translator


def test_what_was_asked_for_and_is_not_there_is_noted(project):
    """And nothing else: neither what is there, nor what the source language is asked for."""
    for language in ("en", "fr"):
        for msgid in ("Key facts", "Not a string of ours"):
            translator(project, language)(msgid)
    assert absent_strings(project, "fr") == ["Not a string of ours"]
    assert absent_strings(project, "en") == []


def test_a_catalogue_that_is_brought_up_to_date_begins_anew(tree, project):
    """What was missing before its last change is not held against it."""
    translator(project, "fr")("Not a string of ours")
    path = tree / "locales/fr/LC_MESSAGES/handbook.po"
    path.write_text(
        path.read_text(encoding="utf-8") + '\nmsgid "Not a string of ours"\nmsgstr "À nous"\n', encoding="utf-8"
    )
    assert translator(project, "fr")("Not a string of ours") == "À nous"
    assert absent_strings(project, "fr") == []
