"""What of a message is prose: the words a reader gets, without the markup around them."""

import re
from functools import lru_cache

from handbook.catalogs.rules.guide import Guide

# Stands for what is no prose: no letter, no space, no mark.
VEIL = "\ue000"
_MARKUP = re.compile(
    r"\{(?:fact|name|doc|ref|download|numref)\}`[^`]*`"  # a role that shows no words of the translator's
    r"|\{[\w:+-]+\}(?=`)"  # the name of a role that does: {term}`words <target>`
    r"|(?<!\})`[^`]*`"  # code
    r"|<[^<>\s][^<>]*>(?=`)|<https?:[^<>]*>"  # the target of a role, an address
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"  # the target of a link, with its title
    r"|(?:https?://|www\.)[^\s)»]*[^\s)».,;:!?]|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|\{[\w.]*\}"  # a place for a value, in our own strings
)
_NAME = re.compile(r"\{name\}`([^`.]+)(\.full|\.first)?`")
_ROLE = re.compile(r"\{[\w:+-]+\}`([^`<]*?)(?:\s*<[^<>`]*>)?`")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@lru_cache(maxsize=4096)
def veiled(text: str) -> str:
    """Return `text`, each character that is no prose replaced by VEIL: places stay the same."""
    return _MARKUP.sub(lambda match: VEIL * len(match[0]), text)


def readable(text: str, guide: Guide, *, is_source: bool = False) -> str:
    """Return `text` as a reader gets it: names read out, other roles by their own words, facts as VEIL."""

    def name(match: re.Match[str]) -> str:
        forms = guide.names.get(match[1])
        return forms[0 if is_source else 1].styled((match[2] or "").lstrip(".")) if forms else VEIL

    plain = _NAME.sub(name, text) if "{name}" in text else text
    plain = _LINK.sub(r"\1", plain.replace("{fact}", f"{VEIL}{{fact}}"))
    plain = re.sub(VEIL + r"\{fact\}`[^`]*`", VEIL, plain)
    plain = _ROLE.sub(r"\1", plain)
    plain = _MARKUP.sub(VEIL, plain).replace("*", "")
    return _SPACES.sub(" ", plain).strip()
