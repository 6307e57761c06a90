"""Pictures drawn from the facts: ``{region-map} did``, ``{region-maps}`` with a choice of one map, ``{timeline}``."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.docutils import SphinxDirective

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import capitalized
from handbook.findings.phrase import Translate, phrase
from handbook.kits.agencies.fact_nodes import depending_on_facts, linked_name, paragraph
from handbook.kits.agencies.panels import SubjectDirective, SubjectsDirective
from handbook.kits.agencies.region_grid import GRID, MOST_COLUMNS, region_grid
from handbook.pictures.maps import alternative_of, caption_of, load_world, place_of, region_map, regions_of
from handbook.pictures.svg import GREEN, Picture
from handbook.pictures.timeline import COLUMNS, Moment, moments, timeline, timeline_alternative
from handbook.pictures.tones import tone_of
from handbook.project.language_names import is_right_to_left
from handbook.sphinx.doctree import warning
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.fact_rings import BEFORE_RINGS
from handbook.sphinx.fact_sources import mark_of
from handbook.sphinx.panel_sources import PANEL

# With more maps than this, the first is shown and not all of them together.
TOGETHER = 12
# What paper leaves out, since it has the grid.
_BESIDE_GRID = "beside-grid"


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


def offer_choice(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if app.builder.format != "html" or app.builder.name == "brochure":
        return
    boxes = [box for box in doctree.findall(nodes.container) if "region-maps" in box["classes"]]
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


class picture(nodes.General, nodes.Element):
    """A drawing: ``node["picture"]``. It is exchanged for what an output can show, and never written."""


class RegionMap(SubjectDirective):
    """The map of one subject, with what its fact says as the caption; a sentence alone where that lists no regions."""

    def make(self, registry: Registry, subject: str) -> list[nodes.Node]:
        fact = place_of(subject, registry)
        if fact is None:
            message = phrase(
                "no fact of “{subject}” says where; give it a fact of kind region-list, or remove the map",
                subject=subject,
            )
            warning(message, "map-place", self.get_location())
            return []
        return [_map(self, fact, registry)]


class RegionMaps(SubjectsDirective):
    """A map for each subject whose facts list where it is at work; below, who is somewhere without a list."""

    def run(self) -> list[nodes.Node]:
        registry = registry_of(self.config)
        places = {subject: fact for subject in self.subjects(registry.pages) if (fact := place_of(subject, registry))}
        if not places:
            message = phrase("no fact of kind region-list says where anyone is at work; add one, or remove the maps")
            warning(message, "map-place", self.get_location())
            return []
        shown = [_map(self, fact, registry, linked_name(self, subject, registry)) for subject, fact in places.items()]
        figures = [node for node in shown if isinstance(node, nodes.figure)]
        box = [nodes.container("", *figures, classes=["region-maps"])] if figures else []
        sentences = [node for node in shown if not isinstance(node, nodes.figure)]
        grid = [self._grid(places, registry)] if figures and len(places) <= MOST_COLUMNS else []
        drawn: list[nodes.Element] = [*box, *sentences]
        for node in drawn if grid else ():
            node["classes"].append(_BESIDE_GRID)
        return [made for node in [*grid, *drawn] for made in depending_on_facts(self, node)]

    def _grid(self, places: Mapping[str, Fact], registry: Registry) -> nodes.table:
        language, translate, world = edition_of(self.config).language, strings_of(self.config), load_world()
        listing = [fact for fact in places.values() if regions_of(fact)]
        maps = {}
        for code in registry.regions:
            if fact := next((fact for fact in listing if code in regions_of(fact)), None):
                alone = replace(fact, value={"regions": [code]})
                words = alternative_of(alone, registry, language, translate)
                maps[code] = picture("", picture=region_map([code], world, words))
        names = {subject: linked_name(self, subject, registry) for subject in places}
        return region_grid(self.config, places, names, maps)


class Timeline(SphinxDirective):
    """The years of all subjects: a drawing to scale, and a list that tells them."""

    def run(self) -> list[nodes.Node]:
        registry, edition = registry_of(self.config), edition_of(self.config)
        language, translate = edition.language, strings_of(self.config)
        spans = moments(registry, language)
        if not spans:
            message = phrase("no fact of kind year has words (text.en = …) for a timeline; add them, or remove it")
            warning(message, "timeline", self.get_location())
            return []
        turned = is_right_to_left(edition.project, language)
        words = timeline_alternative(spans, registry, language, translate, is_right_to_left=turned)
        drawn = timeline(spans, words, is_right_to_left=turned)
        items = (_moment(self, moment, registry, language) for moment in spans)
        listed = nodes.enumerated_list("", *items, enumtype="arabic", prefix="", suffix=".")
        layout = "columns" if len(spans) <= COLUMNS else "rows"
        box = nodes.container("", picture("", picture=drawn), listed, classes=["timeline", f"timeline-{layout}", PANEL])
        return depending_on_facts(self, box)


def _map(directive: SphinxDirective, fact: Fact, registry: Registry, *name: nodes.Node) -> nodes.Element:
    language, translate = edition_of(directive.config).language, strings_of(directive.config)
    text = caption_of(fact, registry, language, translate)
    if not regions_of(fact):  # a map on which nothing is marked says less than its words
        return paragraph(*name, f" {text}" if name else text, classes=["no-map"])
    caption = nodes.caption("", "", *name, nodes.Text(f" {text}" if name else text), translatable=False)
    return nodes.figure("", drawn_map(directive, fact, registry), caption, classes=["region-map"])


def drawn_map(directive: SphinxDirective, fact: Fact, registry: Registry) -> picture:
    """Return the map of the regions that a fact lists; says of a region without an outline that it has none."""
    language, translate, world = edition_of(directive.config).language, strings_of(directive.config), load_world()
    for code in regions_of(fact):
        if not world.subregions(code):
            message = phrase(
                "no outline is known for region “{code}” of {fact}; the maps know {codes}",
                code=code,
                fact=fact.id,
                codes=", ".join(world.codes),
            )
            warning(message, "map-region", directive.get_location())
    drawn = region_map(regions_of(fact), world, alternative_of(fact, registry, language, translate))
    return picture("", picture=drawn)


def _moment(directive: SphinxDirective, moment: Moment, registry: Registry, language: str) -> nodes.list_item:
    when = capitalized(moment.when(registry, language))
    item = nodes.list_item("", paragraph(when, classes=["when"]))
    item["classes"] += ["decade"] if moment.is_decade else []
    for fact in moment.facts:
        is_named = fact.subject in registry.names
        name = (linked_name(directive, fact.subject, registry), " ") if is_named else ()
        item += paragraph(*name, fact.text[language] + mark_of(fact, registry, language), fact=fact.id)
    return item


def leave_out(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take out what is for paper, or what paper has the grid for."""
    for node in list(doctree.findall(nodes.Element)):
        if (_BESIDE_GRID if app.builder.name == "brochure" else GRID) in node.get("classes", ()):
            node.parent.remove(node)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    on_paper = app.builder.name == "brochure"
    tone = _tone_of(docname, registry_of(app.config)) if on_paper else GREEN
    defined: set[str] = set()
    for node in list(doctree.findall(picture)):
        if app.builder.name == "brochure" and "subject-card" in node.parent["classes"]:
            node.parent.remove(node)  # the portrait of each subject has the map
            continue
        drawn: Picture = node["picture"]
        node.replace_self(shown(drawn, app.builder, has_definitions=drawn.kind not in defined, tone=tone))
        defined.add(drawn.kind)


def _tone_of(docname: str, registry: Registry) -> str:
    """Return the colour of the subject that a page portrays, if it does."""
    subject = registry.portrayed_on(docname)
    return tone_of(subject, registry.colours) if subject else GREEN


def shown(drawn: Picture, builder: Builder, *, has_definitions: bool, tone: str = GREEN) -> nodes.Element:
    """Return what an output makes of a picture: a drawing where it can show one, else its words.

    On paper, what is marked on it has the colour `tone`.
    """
    if builder.format != "html":
        return nodes.paragraph("", drawn.alternative)
    on_paper = builder.name == "brochure"
    markup = drawn.for_paper().replace(GREEN, tone) if on_paper else drawn.for_page(has_definitions=has_definitions)
    return nodes.raw("", markup, format="html")


DIRECTIVES = {"region-map": RegionMap, "region-maps": RegionMaps, "timeline": Timeline}


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", leave_out, priority=BEFORE_RINGS)
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("doctree-resolved", offer_choice)
