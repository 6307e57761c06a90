"""Addresses that readers may be sent to, and the names of hosts as readers see them in a text.

Two names that look alike are two hosts: a name is refused that mixes scripts, or that is in another script throughout
and may look like a Latin one (Unicode Technical Standard 39, sections 4 and 5.1).
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from handbook.findings.phrase import Phrase, phrase
from handbook.texts.text_files import SPELLING

# How the address of a link may begin; what has no scheme is a page or a file of ``source/``.
SCHEMES = frozenset(("http", "https", "mailto"))
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")

# Letters that readers take for a Latin one (confusables.txt of Unicode), and signs that browsers take for a full stop.
_TWINS = {
    **dict(zip("аԁеһіјӏорԛѕѵԝхуѡьъпгҽԍԗ", "adehijlopqsvwxywbbnregp", strict=True)),
    **dict(zip("αικνρυωηοτγχ", "aiknpuwnotyx", strict=True)),
    **dict(zip("օոսհյցɑɡıɩʟɪǀ", "onuhjgagiilil", strict=True)),
    **dict.fromkeys("。․", "."),
}
_LOOKS = str.maketrans(_TWINS)
_UNSEEN = dict.fromkeys(map(ord, SPELLING))
# The fields of a mail that name somebody who gets it.
_RECIPIENTS = frozenset(("to", "cc", "bcc"))
# Scripts, by the first word of the names of their letters: those that one word is written in together…
_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}, {"CJK", "BOPOMOFO"}, {"CJK", "HANGUL"})
# … those in which nothing is taken for a Latin name, and those in which only some words are: of twins alone.
_APART = "ARABIC BENGALI BOPOMOFO CJK DEVANAGARI ETHIOPIC GEORGIAN GUJARATI GURMUKHI HANGUL HEBREW HIRAGANA KANNADA "
_APART += "KATAKANA KATAKANA-HIRAGANA KHMER LAO MALAYALAM MYANMAR SINHALA TAMIL TELUGU THAI TIBETAN"
APART, ALIKE = frozenset(_APART.split()), frozenset(("ARMENIAN", "CYRILLIC", "GREEK"))
# Letters of Latin alphabets that are not a plain letter with a mark.
_LATIN = frozenset("æœøłđðþßħŋ")
_ASCII = frozenset(map(chr, range(128)))

# What a host ends in: of many kinds, and of countries, but for what files end in as well, like .md.
_KINDS = "app bank biz blog cloud club com coop dev edu example gov help info int jobs link live mil mobi "
_KINDS += "money museum name net news ngo one online ong org page pro quebec shop site store support tech top "
_KINDS += "travel web website xyz"
_COUNTRIES = "ac ad ae af ag ai al am ao ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by "
_COUNTRIES += "bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu "
_COUNTRIES += "fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gt gu gw gy hk hn hr ht hu id ie il im in "
_COUNTRIES += "io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc "
_COUNTRIES += "me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa "
_COUNTRIES += "pe pf pg ph pk pl pm pn pr ps pt pw qa re ro ru rw sa sb sc sd se sg si sk sl sm sn so sr ss st su "
_COUNTRIES += "sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu "
_COUNTRIES += "wf ws ye yt za zm zw"
ENDINGS = frozenset((*_KINDS.split(), *_COUNTRIES.split()))
# Addresses in a text, and names with full stops in them: Markdown makes no links of them, but PDF viewers do, and
# readers type them. Every repetition is bounded or possessive, so that the search is linear.
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]{0,20}://[^\s<>«»]+|www\.[^\s<>«»]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?P<names>(?<![\w-])[\w-]++(?:\.[\w-]++)++)",
    re.IGNORECASE,
)
# The cheap test first: nearly no text holds an address.
_MAYBE_ADDRESS = re.compile(r"[.。․]\w|://|@")
# The whole text of a link may be a host with any ending, unless it is the name of a file.
_HOST_ALONE = re.compile(r"(?:[\w-]++\.)+(?P<ending>[^\W\d_]{2,18})")
_FILES = (
    "csv docx epub gif html ico ics jpeg jpg js json md mp3 mp4 odt pdf png po pptx py sh svg toml txt tsv vcf wav "
)
_FILES += "webm webp xlsx xml yaml yml zip"
FILES = frozenset(_FILES.split())
# Endings of names of programs that are written like hosts: ASP.NET, ADO.NET.
_PRODUCTS = frozenset(("NET",))
_LABEL = r"[^\W_][\w-]{0,62}"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")


def addresses_in(text: str) -> list[str]:
    """Return the addresses and hosts that a text names, in order, as they are written (in Unicode’s NFKC)."""
    plain = _as_read(text)
    if not _MAYBE_ADDRESS.search(plain):
        return []
    looks = plain.translate(_LOOKS)  # letter by letter, so that places are the same in both
    spans = ((match.start(), _end(match)) for match in _ADDRESS.finditer(looks))
    return [plain[start:end].rstrip(".,;:!?)»”").lstrip("-_") for start, end in spans if end]


def address_fault(address: str) -> Phrase | None:
    """Return what is wrong with the target of a link, read as browsers do: without blanks and control characters."""
    plain = "".join(character for character in address if character > " ")
    scheme = SCHEME.match(plain)
    if scheme is None and not plain.startswith("//") and "\\" not in plain:
        return None
    no_address = phrase(
        "“{address}” is no address that a page may link to; use https:// or mailto:", address=address[:60]
    )
    if scheme is None or scheme[1].lower() not in SCHEMES or "\\" in plain:
        return no_address
    if scheme[1].lower() == "mailto":
        return next(filter(None, map(_host_fault, _hosts(plain))), None)
    try:
        parts = urlsplit(plain)
        host = parts.hostname or ""
    except ValueError:  # brackets that hold no address
        return no_address
    if "@" in parts.netloc:
        return phrase("“{address}” has a name before its host, which readers take for the host; leave that out").format(
            address=address[:60]
        )
    return _host_fault(host) if _HOST.fullmatch(host) else no_address


def web_address_fault(address: str) -> Phrase | None:
    """Return what is wrong with the address of a page of the web, given in full."""
    if not address.startswith(("https://", "http://")):
        return phrase("“{address}” is no address of the web; begin it with https://", address=address[:60])
    return address_fault(address)


def text_fault(text: str) -> Phrase | None:
    """Return what is wrong with a host that a text names."""
    hosts = (host for named in addresses_in(text) for host in _hosts(named))
    return next(filter(None, map(_host_fault, hosts)), None)


def link_fault(text: str, address: str) -> Phrase | None:
    """Return what is wrong with a link that says one host and leads to another."""
    scheme = SCHEME.match(address)
    targets = [_bare(host) for host in _hosts(address)] if scheme and scheme[1].lower() in SCHEMES else []
    named = addresses_in(text) if targets else []
    alone = _HOST_ALONE.fullmatch(_as_read(text).strip())
    if targets and alone and alone[0] not in address and _is_ending(alone["ending"]):
        named.append(alone[0])
    for address_in_text in named:
        for host in map(_bare, _hosts(address_in_text)):
            # A mail may go to several hosts: none of them may be another one.
            if other := next((target for target in targets if not _belongs(host, target)), None):
                return phrase("the link says “{named}” and leads to “{host}”; let it say where it leads").format(
                    named=address_in_text[:60], host=other[:60]
                )
    return None


def _end(match: re.Match[str]) -> int:
    """Return where an address ends in the text, or 0 where dotted names are no host: “so.It”, “ASP.NET”."""
    names = (match["names"] or "").split(".")
    for last in range(len(names) - 1, 0, -1):
        ending = names[last].rstrip("-_")
        if ending.lower() in ENDINGS and (ending.islower() or ending.isupper()) and ending not in _PRODUCTS:
            return match.start() + len(".".join(names[: last + 1]))
    return 0 if match["names"] else match.end()


def _is_ending(ending: str) -> bool:
    """Whether the text of a link that ends so may be a host; “J.P.Morgan” ends in a name, “Node.js” as files do."""
    is_name = ending.istitle() and ending.lower() not in ENDINGS
    return ending.lower() not in FILES and ending not in _PRODUCTS and not is_name


def _hosts(address: str) -> Iterator[str]:
    """Yield the host of an address of the web, those of all recipients of a mail, or a host that stands alone.

    What follows the host is ignored, even where it is another address.
    """
    scheme = SCHEME.match(address)
    if scheme and scheme[1].lower() == "mailto":
        to, _, fields = address[scheme.end() :].partition("?")
        more = (value for key, value in parse_qsl(fields) if key.lower() in _RECIPIENTS)
        for recipients in (unquote(to), *more):
            yield from (mail.rpartition("@")[2] for mail in re.split("[,;]", recipients) if "@" in mail)
    else:
        is_in_full = scheme is not None and address.startswith("//", scheme.end())
        rest = address.partition("//")[2] if is_in_full else address
        authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
        yield authority.rpartition("@")[2].partition(":")[0]


def _as_read(text: str) -> str:
    """Return a text as readers see it: in Unicode’s NFKC, without what only spells words of some languages."""
    return unicodedata.normalize("NFKC", text).translate(_UNSEEN)


def _bare(host: str) -> str:
    """Return a host as it is compared: as it is shown, in small letters, without www."""
    shown = ".".join(_decoded(label).casefold() for label in unicodedata.normalize("NFKC", host).lower().split("."))
    return shown.strip(".").removeprefix("www.")


def _belongs(host: str, other: str) -> bool:
    """Whether two hosts are the same, or one is below the other; “québec.ca” counts as quebec.ca."""
    return any(f".{name}".endswith(f".{other}") or other.endswith(f".{name}") for name in (host, _without_marks(host)))


def _host_fault(host: str) -> Phrase | None:
    shown = _bare(host)
    for label in shown.split(".") if not shown.isascii() else ():
        scripts = {_script(letter) for letter in label if letter not in "-_0123456789"}
        if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
            return phrase("“{host}” mixes letters of several scripts; write the name of the host in one", host=shown)
        plain = _without_marks(label.translate(_LOOKS))
        if set(label) & _TWINS.keys() and plain.isascii():
            twin = _without_marks(shown.translate(_LOOKS))
            return phrase("“{host}” looks like “{twin}”, and is another host; write the one that is meant").format(
                host=shown, twin=twin
            )
        if scripts - APART - ALIKE - {"LATIN"} or ("LATIN" in scripts and set(plain) - _LATIN - _ASCII):
            return phrase(
                "“{host}” is in letters that may be taken for others; write the host that is meant", host=shown
            )
    return None


def _script(letter: str) -> str:
    """Return the script of a letter, a digit or a mark: “MARK” where it could stand on a letter of any script."""
    first = unicodedata.name(letter, "?").split(" ")[0]
    return "MARK" if first == "COMBINING" else first.removesuffix("-INDIC")


def _without_marks(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _decoded(label: str) -> str:
    """Return a part of a host as a browser may show it (RFC 3492)."""
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label
