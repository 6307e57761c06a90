"""Lets a reader of the HTML handbook pick one map of ``{region-maps}``: radio buttons, one before each map.

The stylesheet hides the maps that are not chosen, so that no script is needed. Without it, and on paper, all are shown.
"""

from collections.abc import Sequence
from html import escape

from docutils import nodes
from sphinx.application import Sphinx

from handbook.findings.phrase import Translate
from handbook.sphinx.editions import strings_of

# With more maps than this, the first is shown and not all of them together.
TOGETHER = 12


def choices(names: Sequence[str], group: str, translate: Translate) -> tuple[str, list[str]]:
    """Return the markup that opens the choice, and a radio button for the map of each of `names`.

    `group` is the name that the radio buttons share.
    """
    legend = escape(translate("Map to show"))
    has_all = len(names) <= TOGETHER
    every = _radio(translate("All maps"), group, "map-choice all-maps", is_chosen=True) if has_all else ""
    radios = [_radio(name, group, "map-choice", is_chosen=not has_all and name is names[0]) for name in names]
    return f'<fieldset class="region-maps"><legend>{legend}</legend>{every}', radios


def _radio(name: str, group: str, classes: str, *, is_chosen: bool) -> str:
    checked = " checked" if is_chosen else ""
    return f'<label class="{classes}"><input type="radio" name="{group}"{checked}> {escape(name)}</label>'


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if app.builder.format != "html" or app.builder.name == "brochure":
        return
    boxes = [each for each in doctree.findall(nodes.container) if "region-maps" in each["classes"]]
    for number, box in enumerate(boxes):
        if len(box) > 1:
            names = [" ".join(_name_of(figure).astext().split()) for figure in box]
            opening, radios = choices(names, f"map_{number}", strings_of(app.config))
            shown = [part for radio, figure in zip(radios, box, strict=True) for part in (_raw(radio), figure)]
            place = box.parent.index(box)
            # Not replace_self(), which would hand the classes of the box on to the first part.
            box.parent[place : place + 1] = [_raw(opening), *shown, _raw("</fieldset>")]


def _name_of(figure: nodes.Node) -> nodes.strong:
    return next(next(figure.findall(nodes.caption)).findall(nodes.strong))


def _raw(markup: str) -> nodes.raw:
    return nodes.raw("", markup, format="html")


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", on_doctree_resolved)
