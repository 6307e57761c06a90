"""Lists the rules, with their examples, for a terminal and as the page of the documentation."""

from collections.abc import Iterator, Mapping
from textwrap import wrap

from handbook.catalogs.rules import RULES, Rule
from handbook.catalogs.rules.spelling import is_installed
from handbook.findings.phrase import Phrase, Translate, phrase, spoken

_WIDTH = 120


def as_text(translate: Translate) -> str:
    """Return a line for each rule, by family, as `translate` says it."""
    sentences = _sentences(translate)
    width = max(map(len, RULES))
    absent = spoken(phrase("no dictionary: `pip install '.[spelling]'`"), translate)
    lines: list[str] = []
    for family, heading in _families().items():
        lack = f" ({absent})" if family == "spelling" and not is_installed() else ""
        rows = (f"  {rule.name:{width}}  {sentences[rule.name]}" for rule in _of(family))
        lines += ["", spoken(heading, translate) + lack, *rows]
    return "\n".join(lines[1:])


def as_page(translate: Translate) -> str:
    """Return the page of the documentation, in Markdown, as `translate` says it."""
    sentences = _sentences(translate)
    title = spoken(phrase("Rules for translations"), translate)
    reason = spoken(phrase("an English title, quoted as it is"), translate)
    lines = [f"# {title}", "", *_wrapped(spoken(_purpose(), translate)), ""]
    lines += [f"    # handbook: allow quotes – {reason}", "", *_wrapped(spoken(_exceptions(), translate))]
    for family, heading in _families().items():
        lines += ["", f"## {spoken(heading, translate)}"]
        for rule in _of(family):
            lines += ["", f"### `{rule.name}`", "", *_wrapped(sentences[rule.name]), "", *_examples(rule, translate)]
    return "\n".join(lines) + "\n"


def _families() -> Mapping[str, Phrase]:
    """Return the heading of each family of rules, by the module that holds it."""
    return {
        "same_structure": phrase("What make refuses as well"),
        "typography": phrase("Typography"),
        "names": phrase("Names, and words of the field"),
        "words": phrase("Words, and marks that come in pairs"),
        "spelling": phrase("Spelling"),
        "sentences": phrase("The message as a whole"),
        "voice": phrase("How the handbook speaks: advice, which stops nothing"),
    }


def _purpose() -> Phrase:
    return phrase(
        "`handbook po check` judges each finished translation by these rules; `handbook po rules` lists them. "
        "To allow something once, say why in a translator comment of the entry:"
    )


def _exceptions() -> Phrase:
    return phrase(
        "Of what make refuses, only `code`, `number`, `quotation` and `translated-link` can be allowed: po check then "
        "lists what is allowed, with its reason. "
        "A comment without a reason, one for a rule that does not exist, and one that allows nothing any more are "
        "reported themselves."
    )


def _sentences(translate: Translate) -> Mapping[str, str]:
    mends = spoken(phrase("--fix mends it"), translate)
    sentences = {name: spoken(rule.sentence, translate) for name, rule in RULES.items()}
    return {name: f"{text} ({mends})" if RULES[name].fix else text for name, text in sentences.items()}


def _wrapped(text: str) -> list[str]:
    return wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _of(family: str) -> list[Rule]:
    return [rule for rule in RULES.values() if rule.family == family]


def _examples(rule: Rule, translate: Translate) -> Iterator[str]:
    for kind, name in (("Bad", phrase("Bad:")), ("Good", phrase("Good:"))):
        for source, translation in rule.examples(kind):
            yield f"- {spoken(name, translate)} ``` {source} ``` → ``` {_visible(translation)} ```"


def _visible(text: str) -> str:
    """Show what nobody sees, since people read the page."""
    return text.replace("\u200b", "[U+200B]").replace("\u00a0", "[U+00A0]")
