"""How the script of a language is written: its direction, what its letters allow, and the fonts that print it.

By script and not by language (ISO 15924, after Unicode CLDR). Of a script that is not named here nothing is out of the
ordinary: it runs from left to right, divides words at line ends, has italics, and is in the fonts of every PDF.
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.util import find_spec


@dataclass(frozen=True, kw_only=True, slots=True)
class Faces:
    """The faces that print a script, regular and bold, as the file of a package each.

    `extra` is the name under which ``pip install 'handbook[…]'`` brings them.
    """

    extra: str
    regular: tuple[str, str]
    bold: tuple[str, str]

    @property
    def is_installed(self) -> bool:
        return all(find_spec(package) for package, _ in (self.regular, self.bold))

    @property
    def files(self) -> Mapping[str, tuple[str, str]]:
        """The font files by name, each as the package and the path in it."""
        return {path.rpartition("/")[2]: (package, path) for package, path in (self.regular, self.bold)}

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages that hold them, as they are installed."""
        return tuple(dict.fromkeys(package.replace("_", "-") for package, _ in (self.regular, self.bold)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Script:
    """What is out of the ordinary in a script.

    Whether it `is_hyphenated` at the end of a line; whether it `has_italics`; the `comma` between two parts of a line,
    with the space behind it, and the `full_stop`.
    """

    is_right_to_left: bool = False
    is_hyphenated: bool = True
    has_italics: bool = True
    faces: Faces | None = None
    comma: str = ", "
    full_stop: str = "."


_ARABIC = Faces(
    extra="arabic",
    regular=("fontpkg_ibm_plex_sans_arabic", "files/IBMPlexSansArabic-Regular.ttf"),
    bold=("fontpkg_ibm_plex_sans_arabic", "files/IBMPlexSansArabic-SemiBold.ttf"),
)
_JAPANESE = Faces(
    extra="japanese",
    regular=("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf"),
    bold=("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf"),
)
_TURNED = Script(is_right_to_left=True, is_hyphenated=False, has_italics=False)
_CURSIVE = Script(is_right_to_left=True, is_hyphenated=False, has_italics=False, comma="، ")
_CHINESE = Script(is_hyphenated=False, has_italics=False, comma="，", full_stop="。")
_UPRIGHT = Script(is_hyphenated=False, has_italics=False)
_ORDINARY = Script()

SCRIPTS: Mapping[str, Script] = {
    **dict.fromkeys(("Adlm", "Armi", "Hebr", "Mand", "Nkoo", "Samr"), _TURNED),
    **dict.fromkeys(("Bopo", "Hang", "Khmr", "Kore", "Laoo", "Mymr", "Thai", "Tibt"), _UPRIGHT),
    **dict.fromkeys(("Aran", "Rohg", "Syrc", "Thaa", "Yezi"), _CURSIVE),
    **dict.fromkeys(("Hans", "Hant"), _CHINESE),
    "Arab": replace(_CURSIVE, faces=_ARABIC),
    "Jpan": replace(_CHINESE, comma="、", faces=_JAPANESE),
    "Armn": Script(full_stop="։"),
    "Beng": Script(full_stop="।"),
    "Deva": Script(full_stop="।"),
    "Ethi": Script(comma="፣ ", full_stop="።"),
}


def runs_left(text: str) -> bool:
    """Whether a text has a letter that is written from right to left (UAX #9)."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def script_code(tag: str) -> str:
    """Return the script of a BCP 47 tag: the one that it names, else that in which CLDR knows the language, else ""."""
    from babel.core import get_global

    language, *others = tag.split("-")
    if named := next((subtag for subtag in others if len(subtag) == 4 and subtag.isalpha()), None):
        return named.title()
    regions = (subtag for subtag in others if len(subtag) == 2)
    likely = get_global("likely_subtags")
    usual = next(
        (likely[key] for subtag in (*regions, "") if (key := f"{language}_{subtag}".rstrip("_")) in likely), ""
    )
    return next((part for part in usual.split("_")[1:] if len(part) == 4), "")


def script_of(tag: str) -> Script:
    """Return how the language of a BCP 47 tag is written."""
    return SCRIPTS.get(script_code(tag), _ORDINARY)


def faces_of(tags: Collection[str]) -> list[Faces]:
    """Return the faces that languages need beside those of every PDF, each once, installed or not."""
    needed = (script_of(tag).faces for tag in tags)
    return list({faces.extra: faces for faces in needed if faces}.values())


def face_file(name: str) -> bytes:
    """Return a font file by its name, like ``IBMPlexSansArabic-Regular.ttf``. Raises KeyError for one of no script."""
    places = {key: place for script in SCRIPTS.values() if script.faces for key, place in script.faces.files.items()}
    package, path = places[name]
    return files(package).joinpath(path).read_bytes()
