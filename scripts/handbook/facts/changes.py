"""What is new since the last edition: two registries compared by the values of their facts."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import short_text


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A fact as it was told before and as it is now; None where it was, or is, not told."""

    before: Fact | None
    now: Fact | None

    @property
    def subject(self) -> str:
        fact = self.now or self.before
        assert fact  # one of the two is there, else nothing has changed
        return fact.subject


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldChange:
    """A change as a reader is told of it: about whom, and a few words for what was and what is."""

    subject: str
    before: str | None
    now: str | None


def changes(before: Registry, now: Registry) -> Iterator[Change]:
    """Yield the facts whose value differs, in the order of today's; another wording of the same value is no change."""
    for key in [*now.facts, *(key for key in before.facts if key not in now.facts)]:
        change = Change(before=before.facts.get(key), now=now.facts.get(key))
        if change.before is None or change.now is None or change.before.value != change.now.value:
            yield change


def told_changes(now: Registry, language: str) -> Iterator[ToldChange]:
    """Yield what has changed since the last edition in the words of a language."""
    before = now.last_edition.registry if now.last_edition else now
    for change in changes(before, now):
        name = now.names.get(change.subject) or before.names.get(change.subject)
        yield ToldChange(
            subject=name.forms[language].text if name else change.subject,
            before=_told(change.before, before, language) if change.before else None,
            now=_told(change.now, now, language) if change.now else None,
        )


def _told(fact: Fact, registry: Registry, language: str) -> str:
    """Return a fact in a few words of `language`: those of the panel, else the phrase that proves it."""
    return short_text(fact, registry, language) or fact.evidence[language]
