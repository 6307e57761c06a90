"""Whether a language can be printed at all: by its letters and its hyphenation, before anybody translates into it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from babel import Locale
from babel.core import UnknownLocaleError

from handbook.findings.phrase import Phrase, phrase
from handbook.languages.writing import faces_of
from handbook.print.document import HERE, script_faces
from handbook.print.glyphs import covered
from handbook.print.preflight import has_patterns, not_installed
from handbook.project.language_names import native_name
from handbook.project.project import Project

_NAMED = 8


def unprintable(project: Project, language: str) -> Phrase | None:
    """Return why the PDFs that the project asks for cannot be made in a language, or None where they can."""
    if not {"pdf", "print"} & set(project.outputs):
        return None
    if not has_patterns(project.tag(language), language):
        return phrase(
            "no PDF can be made in “{language}”: there are no hyphenation patterns for it; "
            'write outputs = ["html"] first, for a handbook without PDFs',
            language=language,
        )
    if faces := next((family for family in faces_of([project.tag(language)]) if not family.is_installed), None):
        return not_installed(faces)
    joined = replace(project, languages=(*project.languages, language))
    drawable = covered((HERE / "brochure.css").read_text(encoding="utf-8") + script_faces(joined))
    if lacking := sorted(set(_letters(project, language)) - drawable):
        return phrase(
            "no PDF can be made in “{language}”: the brochure’s fonts lack {count} of its letters, like {letters}; "
            'write outputs = ["html"] first, for a handbook without PDFs',
            language=language,
            count=len(lacking),
            letters=" ".join(lacking[:_NAMED]),
        )
    return None


def _letters(project: Project, language: str) -> Iterator[str]:
    """Yield letters of a language: those of its name, and of days, months and countries in Unicode CLDR."""
    texts = [native_name(project, language)]
    try:
        locale = Locale.parse(project.tag(language), sep="-")
        countries = (name for code, name in locale.territories.items() if code.isalpha())
        texts += [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values(), *countries]
    except (UnknownLocaleError, ValueError):
        pass  # its own name has to do
    yield from (sign for sign in unicodedata.normalize("NFC", "".join(texts)) if sign.isalpha())
