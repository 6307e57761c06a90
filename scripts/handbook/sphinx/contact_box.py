"""What a page says to readers who want to write: ``:::{contact}`` before it and ``:::`` behind it.

Behind it stands where to write. While ``contact`` is not set in ``[tool.handbook]``, none of it is shown: nobody is
asked to write to an address that is not there. It is translated either way.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from handbook.sphinx.editions import edition_of, strings_of

# Of a passage whose readers could write to nobody.
_UNANSWERED = "unanswered"


class ContactPassage(SphinxDirective):
    """Its content, and the address; nothing while there is no address."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        contact, translate = edition_of(self.config).contact, strings_of(self.config)
        passage = nodes.container(classes=["contact"])
        self.set_source_info(passage)
        # Read even where it is not shown, so that its messages are asked for as those of any text.
        self.state.nested_parse(self.content, self.content_offset, passage)
        if contact is None:
            passage["classes"].append(_UNANSWERED)
            return [passage]
        link = nodes.reference("", contact.words, refuri=contact.href, internal=False)
        label = nodes.Text(f"{translate('Questions and corrections:')} ")
        return [passage, nodes.paragraph("", "", label, link, translatable=False)]


class HideUnanswered(SphinxTransform):
    """Takes out what nobody would answer to; from the pages of readers, not from what is extracted for translators."""

    default_priority = 8  # before anything looks at texts (9, 20)

    def apply(self, **kwargs: object) -> None:
        if self.app.builder.name != "gettext":
            for passage in list(self.document.findall(nodes.container)):
                if _UNANSWERED in passage["classes"]:
                    passage.parent.remove(passage)


def setup(app: Sphinx) -> None:
    app.add_directive("contact", ContactPassage)
    app.add_transform(HideUnanswered)
