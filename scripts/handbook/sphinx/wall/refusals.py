"""What pages of other places hold and a page here may not, each with its reason; `limits` is the list of what it may.

``docs/constructs.md`` shows both to editors, and a test holds it to them.
"""

from collections.abc import Mapping

from handbook.findings.phrase import Phrase, phrase

_MARKUP = phrase("it would be markup of its own, which is the same in no other output; write it in Markdown")
_RUN = phrase("it runs a program while the page is read; show what comes of it as text or as a picture")
_FRAME = phrase("it loads something of another site, which then knows its readers; link to it with a picture")
_CITATION = phrase("there is no list of references for pages; write a footnote, with a link to the work")
_FORMULA = phrase("formulas cannot be read aloud yet; write it in words, or as code")
_SCRIPT = phrase("it needs a script, or says only how something looks; write its parts one below the other")
_EXTENSION = phrase("an extension has to bring it: switch that on in conf.py, and name it in handbook_directives there")
_CONDITION = phrase("all outputs and readers get the same; take it out, or give it a page of its own")

# Directives and roles by the reason why a page may not hold them.
REASONS: Mapping[str, Phrase] = {
    **dict.fromkeys(("container", "div", "eval-rst", "parsed-literal", "raw", "role"), _MARKUP),
    **dict.fromkeys(("code-cell", "doctest", "exec_code", "plot", "testcode"), _RUN),
    **dict.fromkeys(("iframe", "video", "vimeo", "youtube"), _FRAME),
    **dict.fromkeys(("bibliography", "cite", "citation", "footcite"), _CITATION),
    **dict.fromkeys(("eq", "math"), _FORMULA),
    **dict.fromkeys(
        ("button-link", "button-ref", "card-carousel", "tab-set-code", "tabbed", "tabs", "toggle"), _SCRIPT
    ),
    **dict.fromkeys(("autoclass", "automodule", "graphviz", "inheritance-diagram", "mermaid", "uml"), _EXTENSION),
    **dict.fromkeys(("ifconfig", "only"), _CONDITION),
}


def reason_against(name: str) -> Phrase | None:
    """Return why a page may not hold a directive or role of this name, where there is more to say than that."""
    return REASONS.get(name)
