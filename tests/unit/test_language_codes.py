"""A language of the settings that is none is one line, with what to write; before anything is asked for in it."""

import re
import shutil

import pytest
from conftest import built
from published import read, words
from small_handbook import line_of, replace, write_small_handbook

from handbook.project.language_names import tag_fault

EN_FR = '["en", "fr"]'
PRIVATE = 'native_names = { qaa = "Français (France)" }'

# what is wrong: the languages, other settings, what is said
NO_LANGUAGES = {
    "code-unknown": (
        '["en", "xx"]',
        "",
        'nobody knows the name of “xx”; correct it, or add native_names = { xx = "…" }',
    ),
    "code-private": ('["en", "qaa"]', "", "nobody knows the name of “qaa”; correct it, or add native_names"),
    "code-of-none": ('["en", "und"]', "", "“und” is the code of no language; write that of yours"),
    "code-of-yesterday": ('["en", "fra"]', "", "“fra” is written “fr” today; write that"),
    "name": ('["en", "french"]', "", "“french” is no language; write its two or three letters"),
    "capitals": ('["en", "FR"]', "", "“FR” is no language; write its two or three letters"),
    "tag-as-code": ('["en", "fr-CA"]', "", 'is a tag; write “fr” here, and tags = { fr = "fr-CA" } below it'),
    "locale-as-code": ('["en", "fr_CA"]', "", 'is a tag; write “fr” here, and tags = { fr = "fr-CA" } below it'),
    "one-base": ('["fr", "fr-FR"]', "", "is a tag, and “fr” is there already; write a code for private use, like qaa"),
    "one-base-in-tags": ('["fr-CA", "fr-FR"]', "", 'write “fr” here, and tags = { fr = "fr-CA" } below it'),
    "one-tag": (
        '["en", "fr", "qaa"]',
        f'tags = {{ qaa = "fr-CA" }}\n{PRIVATE}',
        "“fr” and “qaa” have the same tag “fr-CA”",
    ),
    "locale-as-tag": (EN_FR, 'tags = { fr = "fr_CA" }', "the tag “fr_CA” is written “fr-CA”; write that"),
    "tag-in-capitals": (EN_FR, 'tags = { fr = "FR-ca" }', "the tag “FR-ca” is written “fr-CA”; write that"),
    "tag-in-small": (EN_FR, 'tags = { fr = "fr-latn-ca" }', "is written “fr-Latn-CA”; write that"),
    "tag-of-ISO-3166-3": (
        EN_FR,
        'tags = { fr = "fr-CAN" }',
        "“fr-CAN” is no tag of a language; write it like es, es-MX",
    ),
    "tag-with-a-name": (EN_FR, 'tags = { fr = "fr-Canada" }', "“fr-Canada” is no tag of a language"),
    "tag-twice": (EN_FR, 'tags = { fr = "fr-CA-CA" }', "“fr-CA-CA” is no tag of a language"),
    "tag-of-a-province": (EN_FR, 'tags = { fr = "fr-QC" }', "“QC” in the tag “fr-QC” is no script, region or variant"),
    "tag-of-another": (EN_FR, 'tags = { fr = "en-CA" }', "the tag “en-CA” is not one of “fr”"),
    "source-unknown": (EN_FR, 'source_language = "de"', "source_language must be one of languages"),
    "source-without-pages": (EN_FR, 'source_language = "fr"', "yet locales/fr holds translations of them; write"),
    "order-changed": ('["fr", "en"]', "", 'write source_language = "…" with the language that they are written in'),
}


@pytest.mark.parametrize(("languages", "settings", "told"), NO_LANGUAGES.values(), ids=NO_LANGUAGES)
def test_what_is_no_language_is_one_line(tmp_path, run, languages, settings, told):
    """At its line of the settings, whatever command is given."""
    path = write_small_handbook(tmp_path) / "pyproject.toml"
    path.write_text(path.read_text("utf-8").replace(" }\n", ', qaa = "x" }\n'), "utf-8")
    replace(path, EN_FR, languages)
    replace(path, 'outputs = ["html", "pdf"]', settings)
    outcome = run(tmp_path, "po", "status")
    line = line_of(path, settings.partition(" ")[0] if settings else "languages")
    assert (outcome.code, outcome.errors.count("\n")) == (1, 1)
    assert outcome.errors.startswith(f"pyproject.toml:{line}: ")
    assert told in outcome.errors


@pytest.mark.parametrize(
    ("tag", "part"),
    [
        *((tag, None) for tag in ("fr", "fr-CA", "es-419", "zh-Hant-TW", "sr-Latn", "de-1996", "fr-x-quebec")),
        *((tag, None) for tag in ("ca-valencia", "ar-u-nu-latn", "en-a-bbb-x-ccc", "sl-rozaj")),
        *(("fr-QC", "QC"), ("fr-Abcd", "Abcd"), ("fr-quebec", "quebec"), ("fr-Latn-QQ", "QQ"), ("es-999", "999")),
    ],
)
def test_each_part_of_a_tag_stands_for_something(tag, part):
    """After CLDR; what is for private use, or an extension, is nobody’s business."""
    told = tag_fault(tag)
    assert (told and told.values["part"]) == part


def test_two_languages_of_one_base_stand_side_by_side(tmp_path):
    """Each with its own region: one of them under a code for private use, which speaks the language of its tag."""
    root = write_small_handbook(tmp_path)
    settings = root / "pyproject.toml"
    replace(settings, EN_FR, f'["en", "fr", "qaa"]\ntags = {{ qaa = "fr-FR" }}\n{PRIVATE}')
    replace(settings, 'outputs = ["html", "pdf"]', 'outputs = ["html"]')
    for path in (settings, *(root / "source").rglob("*.toml")):
        text = re.sub(r"(?m)^((?:\w+\.)?)fr = (.*)$", r"\g<0>\n\1qaa = \2", path.read_text("utf-8"))
        path.write_text(re.sub(r', fr = ("[^"]*")', r", fr = \1, qaa = \1", text), "utf-8")
    shutil.copytree(root / "locales/fr", root / "locales/qaa")
    for path in (root / "locales/qaa").rglob("*.po"):
        path.write_text(path.read_text("utf-8").replace("Language: fr", "Language: qaa"), "utf-8")
    built(root)
    pages = {language: read(root / "build/site", language, "index") for language in ("fr", "qaa")}
    assert [page.get("lang") for page in pages.values()] == ["fr-CA", "fr-FR"]
    assert all("Aller au contenu principal" in words(page.find("body")) for page in pages.values())
    assert "Français (France)" in words(pages["fr"].find("body"))
