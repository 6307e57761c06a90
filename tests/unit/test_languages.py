"""What languages are called, and whose customs they follow: data of Unicode CLDR, and the project's word before it."""

from dataclasses import replace

import pytest

from handbook.project.language_names import (
    has_dates,
    is_private,
    is_right_to_left,
    language_name,
    locale_of,
    native_name,
)


@pytest.mark.parametrize(
    ("language", "name"), [("en", "English"), ("fr", "Français"), ("es", "Español"), ("iu", "ᐃᓄᒃᑎᑐᑦ"), ("qps", "Qps")]
)
def test_a_language_has_a_name_of_its_own(project, language, name):
    """As a menu shows it: with a capital, where its script has them."""
    assert native_name(project, language) == name


def test_the_project_may_say_the_name(project):
    """For languages that nobody else knows, or calls otherwise."""
    assert native_name(replace(project, native_names={"crj": "ᐄᔨᔫ ᐊᔨᒨᓐ"}), "crj") == "ᐄᔨᔫ ᐊᔨᒨᓐ"


@pytest.mark.parametrize(
    ("speaks", "name"), [("en-CA", "Spanish"), ("fr", "espagnol"), ("es-MX", "español"), ("qps-ploc", "Spanish")]
)
def test_a_language_has_a_name_in_another(speaks, name):
    """In English where it is not known how that other language says it."""
    assert language_name("es", speaks) == name


@pytest.mark.parametrize(
    ("tag", "locale"),
    [("fr-CA", "fr_CA"), ("fr", "fr_CA"), ("es-MX", "es_MX"), ("es-XX", "es"), ("qps-ploc", "en_CA"), ("x", "en_CA")],
)
def test_a_tag_has_a_locale(tag, locale):
    """The nearest one that dates and numbers can be written by."""
    assert locale_of(tag) == locale


@pytest.mark.parametrize(("language", "is_one"), [("qps", True), ("qaa", True), ("que", False), ("qu", False)])
def test_a_language_may_be_for_private_use(language, is_one):
    """Quechua is not."""
    assert is_private(language) is is_one


@pytest.mark.parametrize(
    ("language", "tag", "name", "is_one"),
    [
        *(("ar", None, None, True), ("ar", "ar-EG", None, True), ("es", None, None, False), ("xx", None, None, False)),
        *(("ku", "ku-Arab", None, True), ("ku", "ku-Latn-TR", None, False), ("pa", "pa-arab-PK", None, True)),
        *(("arc", None, "ܐܪܡܝܐ", True), ("ff", "ff-Adlm", None, True), ("crj", None, "ᐄᔨᔫ ᐊᔨᒨᓐ", False)),
    ],
)
def test_a_language_may_be_written_from_right_to_left(project, language, tag, name, is_one):
    """As its script is, or the name that the project gives it."""
    tags, names = ({language: tag} if tag else {}), ({language: name} if name else {})
    assert is_right_to_left(replace(project, tags=tags, native_names=names), language) is is_one


@pytest.mark.parametrize(
    ("tag", "has"), [("fr-CA", True), ("ja", True), ("moh", False), ("xx", False), ("es-XX", True)]
)
def test_a_date_can_be_written_in_a_language_or_not(tag, has):
    """CLDR knows many languages by name only."""
    assert has_dates(tag) is has
