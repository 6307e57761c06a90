"""Facts and names in running text.

An editor types `` {fact}`socodevi.projects` `` for "more than 700", and `` {name}`did` `` for a name; ``did.full`` is
its full form and ``did.first`` the form of a first mention, "full (short)". The translator keeps both as they are.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from handbook.facts.model import NameForm
from handbook.facts.wording import word
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.writing import script_of
from handbook.sphinx.doctree import warning
from handbook.sphinx.editions import language_of, registry_of

RoleResult = tuple[list[nodes.Node], list[nodes.system_message]]


class FactRole(SphinxRole):
    """The value of a fact, worded in the language of the page."""

    def run(self) -> RoleResult:
        registry = registry_of(self.config)
        fact = registry.facts.get(self.text)
        if fact is None:
            message = phrase("unknown fact “{fact}”; write an id that stands in source/facts", fact=self.text)
            return _refuse(self, message, "fact-unknown")
        self.env.note_dependency(fact.path)
        text = word(fact, registry, language_of(self.env))
        if text is None:
            message = phrase(
                "a {kind} has no wording of its own ({fact}); tell it in prose", kind=fact.kind, fact=fact.id
            )
            return _refuse(self, message, "fact-unworded")
        return [nodes.inline("", text, classes=["fact"], fact=fact.id)], []


class NameRole(SphinxRole):
    """The name of an organisation, marked with the language it is in."""

    def run(self) -> RoleResult:
        key, _, style = self.text.partition(".")
        name = registry_of(self.config).names.get(key)
        if name is None or style not in ("", "full", "first"):
            message = phrase(
                "unknown name “{name}”; write a name of source/facts, alone or with .full or .first", name=self.text
            )
            return _refuse(self, message, "name-unknown")
        form = name.forms[language_of(self.env)]
        return [nodes.inline("", "", *name_nodes(form, style), classes=["name"], subject=key)], []


def name_nodes(form: NameForm, style: str) -> list[nodes.Node]:
    """Return a name as nodes; the full form carries its language where it is not the page's."""
    text = form.styled(style)
    if not form.language or form.full not in text:
        return [nodes.Text(text)]
    rest = text.removeprefix(form.full)
    return [in_language(form.full, form.language), *([nodes.Text(rest)] if rest else [])]


def in_language(text: str, tag: str) -> nodes.inline:
    """Return `text` marked as being in the language `tag` (BCP 47), for voices and hyphenation (WCAG 3.1.2)."""
    # Docutils writers turn a class "language-xx" into the attribute lang="xx".
    upright = [] if script_of(tag).has_italics else ["upright"]
    return nodes.inline("", text, classes=[f"language-{tag}", *upright])


def _refuse(role: SphinxRole, message: Phrase, rule: str) -> RoleResult:
    warning(message, rule, role.get_location())
    return [nodes.problematic("", role.text)], []


def setup(app: Sphinx) -> None:
    app.add_role("fact", FactRole())
    app.add_role("name", NameRole())
