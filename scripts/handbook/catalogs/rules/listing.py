"""Lists the rules, with their examples, for a terminal and as the page of the documentation."""

from collections.abc import Iterator, Mapping
from textwrap import wrap

from handbook.catalogs.rules import RULES, Rule
from handbook.catalogs.rules.speller import is_installed
from handbook.catalogs.rules.summaries import families, summaries
from handbook.catalogs.strings import Translate

_WIDTH = 120


def as_text(translate: Translate) -> str:
    """Return a line for each rule, by family."""
    told = _sentences(translate)
    width = max(map(len, RULES))
    absent = translate("no dictionary: `pip install '.[spelling]'`")
    lines: list[str] = []
    for family, heading in families(translate).items():
        lack = f" ({absent})" if family == "spelling" and not is_installed() else ""
        lines += ["", heading + lack, *(f"  {rule.name:{width}}  {told[rule.name]}" for rule in _of(family))]
    return "\n".join(lines[1:])


def as_page(translate: Translate) -> str:
    """Return the page of the documentation, in Markdown."""
    told = _sentences(translate)
    title, reason = translate("Rules for translations"), translate("an English title, quoted as it is")
    lines = [f"# {title}", "", *_wrapped(_purpose(translate)), "", f"    # handbook: allow quotes – {reason}", ""]
    lines += _wrapped(_exceptions(translate))
    for family, heading in families(translate).items():
        lines += ["", f"## {heading}"]
        for rule in _of(family):
            lines += ["", f"### `{rule.name}`", "", *_wrapped(told[rule.name]), "", *_examples(rule, translate)]
    return "\n".join(lines) + "\n"


def _purpose(translate: Translate) -> str:
    return translate(
        "`handbook po check` judges each finished translation by these rules; `handbook po rules` lists them. "
        "To allow something once, say why in a translator comment of the entry:"
    )


def _exceptions(translate: Translate) -> str:
    return translate(
        "What make refuses cannot be allowed. A comment without a reason, one for a rule that does not exist, "
        "and one that allows nothing any more are reported themselves."
    )


def _sentences(translate: Translate) -> Mapping[str, str]:
    mends = translate("--fix mends it")
    return {
        name: f"{sentence} ({mends})" if RULES[name].fix else sentence
        for name, sentence in summaries(translate).items()
    }


def _wrapped(text: str) -> list[str]:
    return wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _of(family: str) -> list[Rule]:
    return [rule for rule in RULES.values() if rule.family == family]


def _examples(rule: Rule, translate: Translate) -> Iterator[str]:
    for kind, name in (("Bad", translate("Bad:")), ("Good", translate("Good:"))):
        for source, translation in rule.examples(kind):
            yield f"- {name} ``` {source} ``` → ``` {_visible(translation)} ```"


def _visible(text: str) -> str:
    """Show what nobody sees, since people read the page."""
    return text.replace("\u200b", "[U+200B]").replace("\u00a0", "[U+00A0]")
