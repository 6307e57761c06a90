"""What the search knows of a language: the words that tell nothing, and the stemmer that a browser runs."""

import re
from importlib import import_module
from pathlib import Path

import sphinx.search

from handbook.languages.lookup import language_of

_STEMMERS = Path(sphinx.search.__file__).parent / "minified-js"
# The licence asks for its notice wherever the algorithms go.
_NOTICE = """\
// Snowball, Copyright (c) 2001, Dr Martin Porter; (c) 2004, 2005, Richard Boulton; (c) 2013, Yoshiki Shibukawa;
// (c) 2006-2025, Olly Betts. BSD-3-Clause, without any warranty: https://snowballstem.org/license.html
"""


def stop_words(tag: str) -> list[str]:
    """Return the words that are left out of a query that has others: ours, else those that Sphinx has of Snowball."""
    language = language_of(tag)
    if language.stop_words or not language.has_spaces:
        return sorted(language.stop_words)
    search_language = sphinx.search.languages.get(language.base)
    if isinstance(search_language, str):  # named, and imported by whoever needs it
        module, _, name = search_language.rpartition(".")
        search_language = getattr(import_module(module), name)
    return sorted(search_language.stopwords) if search_language else []


def stemmer_script(tag: str, holder: str) -> str:
    """Return the script that gives `holder` a function ``stem``, from a word in small letters to its stem.

    It is the Snowball algorithm of the language as Sphinx ships it, or nothing where there is none. The page gets no
    new names: those that the scripts of Sphinx set are names of the function that they are put into.
    """
    algorithm = language_of(tag).stemmer
    if algorithm is None:
        return ""
    base, own = ((_STEMMERS / f"{name}-stemmer.js").read_text(encoding="utf-8") for name in ("base", algorithm))
    constructor = re.findall(r"\bvar (\w+)=function", own)[0]
    return (
        f"{_NOTICE}{holder}.stem = ((BaseStemmer) => {{\n{base};\n{own};\n"
        f"const stemmer = new {constructor}();\nreturn (word) => stemmer.stemWord(word);\n}})();\n"
    )
