"""What is wrong with the silencers of an entry: they name a rule, and give the reason why it passes there."""

from collections.abc import Iterable, Iterator

from handbook.catalogs.allowances import WITH_REASON, Silencer
from handbook.catalogs.rules import RULES
from handbook.catalogs.rules.guide import Guide
from handbook.findings.phrase import phrase


def misused(found: Iterable[Silencer], heard: Iterable[str], guide: Guide) -> Iterator[str]:
    """Yield what is wrong with silencers, given the rules that have something to say of their entry."""
    heard = set(heard)
    for each in found:
        if each.rule not in RULES:
            told = phrase("there is no rule “{rule}” to allow; handbook po rules lists them")
        elif RULES[each.rule].is_strict and each.rule not in WITH_REASON:
            told = phrase("“{rule}” cannot be allowed, since make refuses it; correct the translation")
        elif not each.reason:
            told = phrase("“{rule}” is allowed without a reason; write it behind a dash: allow {rule} – …")
        elif each.rule not in heard and not (each.rule == "spelling" and guide.is_word is None):
            told = phrase("“{rule}” has nothing to say here any more; remove the comment that allows it")
        else:
            continue
        yield told.format(rule=each.rule)
