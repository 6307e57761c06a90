"""Whether an address in a translation is that of the same page of the web, in the language of the translation.

Sites of two languages say the language in the path (``/en/``, ``/eng/``, ``-fra.html``), behind a question mark
(``?lang=fr``), or in the host; or only in one of the two languages. Whatever else a translation leads to is for a
person to judge.
"""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from handbook.catalogs.message_structure import TEXTLESS
from handbook.languages.language import Language, LanguagePair
from handbook.texts.links import address_fault, addresses_in, text_fault

_WEB = ("http", "https")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_PART = re.compile(r"[^\W_]+")
# Behind a host, another address: of where the page sends its readers on to.
_ONWARD = re.compile(r"[/\\]{2}|https?:", re.IGNORECASE)
# Hosts where anybody has pages of his own: what leads there is one page in two languages only if nothing else differs.
_SHARED_TEXT = """
archive.org bit.ly box.com dropbox.com eventbrite.ca eventbrite.com facebook.com flickr.com forms.gle forms.office.com
github.com gitlab.com goo.gl google.ca google.com instagram.com issuu.com linkedin.com mailchi.mp medium.com ow.ly
patreon.com paypal.com paypal.me pinterest.com reddit.com scribd.com slideshare.net surveymonkey.com t.co t.ly
threads.net tiktok.com tinyurl.com twitter.com vimeo.com x.com youtu.be youtube.com zoom.us
"""
_SHARED = frozenset(_SHARED_TEXT.split())
# Ends of names under which anybody has a host of his own.
_OPEN_TEXT = """
blogspot.com github.io gitlab.io herokuapp.com netlify.app notion.site pages.dev readthedocs.io sharepoint.com
substack.com tumblr.com vercel.app web.app weebly.com wixsite.com wordpress.com ab.ca bc.ca mb.ca nb.ca nl.ca ns.ca
nt.ca nu.ca on.ca pe.ca qc.ca sk.ca yk.ca ac.uk co.uk gov.uk org.uk com.au org.au com.br co.nz co.za
"""
_OPEN = frozenset(_OPEN_TEXT.split())
_DECODINGS = 3


def is_on_web(address: str) -> bool:
    """Whether an address is that of a page of the web which a reader can follow: a link without words shows nothing."""
    return address.partition(":")[0].lower() in _WEB and not address.endswith(TEXTLESS)


def is_same_page(source: str, target: str, pair: LanguagePair) -> bool:
    """Whether `target` may be the address of the page `source` in the language of a translation."""
    if not (is_on_web(source) and is_on_web(target)) or _is_doubtful(target):
        return False
    here, there = urlsplit(source), urlsplit(target)
    is_downgraded = there.scheme == "http" and here.scheme == "https"
    if is_downgraded or _port(here) != _port(there) or _leads_on(there):
        return False
    if any(_bare(there) == end or _bare(there).endswith(f".{end}") for end in _SHARED):
        return _is_page_of_same_owner(here, there, pair)
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
    changed = [at for at, (a, b) in enumerate(zip(labels, others, strict=False)) if a != b]
    return (
        len(labels) == len(others)
        and len(changed) == 1
        and len(labels) - changed[0] > 2  # what is behind it has an owner
        and ".".join(labels[changed[0] + 1 :]) not in _OPEN
        and labels[changed[0]] in pair.source.codes
        and others[changed[0]] in pair.target.codes
    )


def _port(address: SplitResult) -> int | None:
    """Return the port of an address, if it is another than that of its scheme."""
    try:
        return None if address.port in (80, 443) else address.port
    except ValueError:  # no number
        return -1


def _leads_on(address: SplitResult) -> bool:
    """Whether another address stands behind the host of one, to which it may send its readers on."""
    texts = [f"{address.path}?{address.query}#{address.fragment}"]
    for _ in range(_DECODINGS):
        texts.append(unquote(texts[-1]))
    values = (unquote(value) for _, value in parse_qsl(address.query))
    return any(map(_ONWARD.search, texts)) or any(map(addresses_in, values))


def _is_page_of_same_owner(here: SplitResult, there: SplitResult, pair: LanguagePair) -> bool:
    """Whether two addresses of a host that many share differ in the language only, and not in its first part."""
    first, second = (address.path.split("/")[:2] for address in (here, there))
    return (
        _bare(here) == _bare(there)
        and first == second
        and _without_language(here, pair.source) == _without_language(there, pair.target)
    )


def _without_language(address: SplitResult, language: Language) -> str:
    text = f"{address.path}?{address.query}#{address.fragment}"
    return _PART.sub(lambda word: "" if word[0].lower() in language.codes else word[0], text)


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
    left = [address for address in (here - there).elements() if is_on_web(address)]
    extra = [address for address in (there - here).elements() if is_on_web(address) and not _is_doubtful(address)]
    for source in list(left):
        if counterpart := next((address for address in extra if is_same_page(source, address, pair)), None):
            left.remove(source)
            extra.remove(counterpart)
            yield source, counterpart, True
    yield from ((source, target, False) for source, target in zip(left, extra, strict=False))
