"""Which catalogue a page had under another name: the one that has most of its messages, if that is half of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handbook.catalogs.entries import Entry, fields, header_of, united
from handbook.catalogs.header import canonical_header

Domains = Mapping[str, Sequence[Entry]]


def homes_of(templates: Domains, catalogues: Domains, recorded: Domains) -> dict[str, list[str]]:
    """Return for each page the names it had before, most likely first.

    A page that git knows has had no other. A page that was divided gives its name to all of its parts.
    """
    gone = {
        domain: {
            entry.msgid for entry in [*catalogues.get(domain, ())[1:], *recorded.get(domain, ())[1:]] if entry.is_done
        }
        for domain in sorted({*catalogues, *recorded} - templates.keys())
    }
    found: dict[str, list[str]] = {}
    for domain, template in templates.items():
        wanted = {entry.msgid for entry in template}
        shared = [] if domain in recorded else sorted((-len(wanted & texts), name) for name, texts in gone.items())
        found[domain] = [name for minus, name in shared if -minus * 2 >= min(len(wanted), len(gone[name])) and minus]
    return found


def header_for(homes: Sequence[str], catalogues: Domains, recorded: Domains, new: Entry) -> Entry:
    """Return the header of a page: its own, with the credits of those that it had under other names."""
    if homes[0] in catalogues and len(homes) == 1:
        return catalogues[homes[0]][0]
    found = [
        canonical_header(domains[home][0]) for home in homes for domains in (catalogues, recorded) if home in domains
    ]
    if not found:
        return new
    values: dict[str, str] = {}
    for header in reversed(found):
        values |= fields(header.msgstr)
    comments = united(*(header.comments for header in found))
    return replace(found[0], msgstr=header_of(values), comments=comments)
