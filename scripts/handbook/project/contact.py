"""Where readers of a handbook write: ``contact`` of ``[tool.handbook]``, a mail address or a form on the web."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from handbook.findings.phrase import Phrase, phrase
from handbook.project.shapes import either, is_address, table_of
from handbook.texts.links import address_fault

# What a mail program takes as it stands (RFC 5321, without its quoted names); the host has a full stop in it.
_MAIL = re.compile(r"[\w.!#$%&'*+/=^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")

# Between lines of a mail (RFC 6068, section 5).
_LINE_END = "\r\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """Where to write, as a link leads there and as it is shown, on paper too."""

    address: str

    @property
    def href(self) -> str:
        return f"mailto:{self.address}" if _MAIL.fullmatch(self.address) else self.address

    def report(self, subject: str, lines: Sequence[str], **asked: str) -> str:
        """Return the link that begins a report: a mail with its subject and lines (RFC 6068), or the form.

        A form is given what is `asked` about as parameters of its address, behind those that it has.
        """
        if self.href != self.address:
            return f"{self.href}?subject={quote(subject, safe='')}&body={quote(_LINE_END.join(lines), safe='')}"
        parts = urlsplit(self.address)
        return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, urlencode(asked)]))))

    @property
    def words(self) -> str:
        """The address as people write it down."""
        return self.address.partition("://")[2].rstrip("/") or self.address


def contact_faults(value: Any, languages: Sequence[str]) -> Iterator[Phrase]:
    """Yield what is wrong with the value of ``contact`` for readers of some languages."""
    if isinstance(value, dict) and (missing := [language for language in languages if language not in value]):
        message = phrase("contact lacks the language “{language}”; add it, or give one address for all of them")
        yield message.format(language=missing[0])
    elif not either(_is_mail_or_form, table_of(_is_mail_or_form, least=1))(value):
        yield phrase(
            "contact must be a mail address, like editors@example.org, or the full address of a form on the web, for "
            "all or per language, or be left out"
        )


def contacts(value: Any, languages: Sequence[str]) -> Mapping[str, Contact]:
    """Return where readers of each language write, of a value that nothing is wrong with."""
    addresses = value if isinstance(value, dict) else dict.fromkeys(languages, value)
    return {language: Contact(address=address) for language, address in addresses.items()}


def _is_mail_or_form(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    return not address_fault(f"mailto:{value}") if _MAIL.fullmatch(value) else is_address(value)
