"""Whether an address in a translation is that of the same page of the web, in the language of the translation.

Sites of two languages say the language in the path (``/en/``, ``/eng/``, ``-fra.html``), behind a question mark
(``?lang=fr``), or in the host; or only in one of the two languages. Whatever else a translation leads to is for a
person to judge.
"""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, urlsplit

from handbook.catalogs.structure import TEXTLESS
from handbook.languages.model import Language, LanguagePair
from handbook.links import address_fault, text_fault

_WEB = ("http", "https")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_PART = re.compile(r"[^\W_]+")


def is_on_web(address: str) -> bool:
    """Whether an address leads out of the handbook, to a page of the web; a link without words leads nobody."""
    return address.partition(":")[0].lower() in _WEB and not address.endswith(TEXTLESS)


def is_same_page(source: str, target: str, pair: LanguagePair) -> bool:
    """Whether `target` may be the address of the page `source` in the language of a translation."""
    if not (is_on_web(source) and is_on_web(target)) or _is_doubtful(target):
        return False
    here, there = urlsplit(source), urlsplit(target)
    if there.scheme == "http" and here.scheme == "https":
        return False
    if _is_counterpart(here, there, pair):
        return True
    if _bare(here) != _bare(there):
        return False
    # The same site: one of the two says that it is in its own language, and neither that it is in the other's.
    says, other = _says(here, pair.source), _says(there, pair.target)
    return (
        (says or other) and not _says(there, pair.source, is_whole=True) and not _says(here, pair.target, is_whole=True)
    )


def _is_doubtful(address: str) -> bool:
    """Whether nobody can say where an address leads, or a reader is misled: no reason makes it right."""
    return bool(address_fault(address) or text_fault(address)) or not _HOST.fullmatch(_bare(urlsplit(address)))


def _is_counterpart(here: SplitResult, there: SplitResult, pair: LanguagePair) -> bool:
    """Whether the hosts of two addresses are one in two languages: named as such, or by a label like ``fr.``."""
    first, second = _bare(here), _bare(there)
    if (first, second) in pair.hosts:
        return True
    labels, others = first.split("."), second.split(".")
    changed = [(a, b) for a, b in zip(labels, others, strict=False) if a != b]
    return (
        len(labels) == len(others)
        and len(changed) == 1
        and labels[-2:] == others[-2:]
        and changed[0][0] in pair.source.codes
        and changed[0][1] in pair.target.codes
    )


def _says(address: SplitResult, language: Language, *, is_whole: bool = False) -> bool:
    """Whether an address names a language in its path or behind a question mark.

    Of the words of a path any may be meant, « en » in French too; `is_whole` asks for what stands between two slashes.
    """
    path = address.path.lower()
    segments = [part.partition(".")[0] for part in path.split("/")]
    values = [value.lower() for _, value in parse_qsl(address.query)]
    words = [*segments, *values] if is_whole else [*segments, *values, *_PART.findall(path)]
    return any(word in language.codes or word.replace("_", "-") == language.tag.lower() for word in words)


def _bare(address: SplitResult) -> str:
    try:
        return (address.hostname or "").removeprefix("www.")
    except ValueError:  # brackets that hold no address
        return ""


def paired(here: Counter[str], there: Counter[str], pair: LanguagePair) -> Iterator[tuple[str, str, bool]]:
    """Yield each address on the web that is another in the translation, with that, and whether it is the same page.

    `here` are the addresses of the source, `there` those of the translation.
    """
    left = [each for each in (here - there).elements() if is_on_web(each)]
    extra = [each for each in (there - here).elements() if is_on_web(each) and not _is_doubtful(each)]
    for source in list(left):
        if found := next((each for each in extra if is_same_page(source, each, pair)), None):
            left.remove(source)
            extra.remove(found)
            yield source, found, True
    yield from ((source, target, False) for source, target in zip(left, extra, strict=False))
