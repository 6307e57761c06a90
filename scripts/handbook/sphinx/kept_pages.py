"""What the pages of an edition give to each other, as data that one build keeps for the next.

A page shows of others their titles, places in the contents, anchors, terms and pictures. Where an edit leaves those as
they were, the page that was edited is read and written alone. It is JSON and no pickle, and names no file outside the
pages: whoever can write it can make a page say something, but run nothing, and show nothing of the machine.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from handbook.facts.model import Registry
from handbook.findings.finding import shown
from handbook.project.project import Edition
from handbook.publication.manifest import is_publishable
from handbook.sphinx import box_nodes
from handbook.sphinx.editions import other_extensions
from handbook.sphinx.messages import untranslated, wanted_messages
from handbook.sphinx.page_end import last_changed

# What Sphinx 9.0 keeps of the pages, by its names: by docname, or for all of them.
OF_PAGES = ("titles", "longtitles", "tocs", "toc_num_entries", "toctree_includes", "files_to_rebuild")
OF_ALL = ("original_image_uri", "dlfiles")
# Domains of programming languages, which no page can use: see ``handbook.sphinx.wall.directives``.
_UNUSED = {"c", "cpp"}
# Where classes of nodes come from, by the name that stands for the module.
_MODULES = {"docutils": nodes, "sphinx": addnodes, "handbook": box_nodes}

Data = Any


class UnkeepableError(ValueError):
    """There is something among what pages give to each other that we do not know how to keep."""


def shared(env: BuildEnvironment, edition: Edition) -> Data:
    """Return what the pages that were read give to each other. Raises UnkeepableError."""
    if env.numbered_toctrees or env.glob_toctrees or env.reread_always or env.config.numfig:
        raise UnkeepableError("numbers")  # they depend on all pages
    if other_extensions(env.config):
        raise UnkeepableError("extensions")  # what one keeps of pages, or draws of them, is not known
    domains = {name: data for name, data in env.domaindata.items() if name not in _UNUSED}
    root = edition.project.root
    return {
        "environment": {name: _as_data(dict(getattr(env, name))) for name in (*OF_PAGES, *OF_ALL)},
        "metadata": _as_data({docname: _for_others(data) for docname, data in env.metadata.items()}),
        "domains": _as_data(domains),
        "images": _as_data(dict(env.images)),
        "files": _as_data({page: {shown(path, root) for path in paths} for page, paths in env.dependencies.items()}),
        "untranslated": [docname for docname in sorted(env.all_docs) if untranslated(env, docname)],
    }


def state_of(
    env: BuildEnvironment, edition: Edition, registry: Registry, made: Mapping[str, Data], given: Data = None
) -> str | None:
    """Return all that the next build can take over of an edition, as JSON; None where there is no way to keep it.

    `made` is kept beside it, as it is: what was made of the pages. `given` is what they give to each other, where that
    is known already.
    """
    try:
        data = {
            "shared": given or shared(env, edition),
            "messages": wanted_messages(env),
            "changed": last_changes(env.found_docs, edition, registry),
            **made,
        }
    except UnkeepableError:
        return None
    return json.dumps(data, separators=(",", ":"), sort_keys=True)


def last_changes(docnames: Iterable[str], edition: Edition, registry: Registry) -> dict[str, str]:
    """Return what each page says of the day on which it last changed; a draft says nothing, and is known as one."""
    changes = {docname: last_changed(edition, registry, docname) for docname in docnames}
    return {docname: change.words or "draft" for docname, change in changes.items() if change}


def restore(env: BuildEnvironment, root: Path, data: Data, messages: Mapping[str, Any]) -> None:
    """Give an environment that has read nothing what pages gave to each other, and the `messages` that each shows.

    `root` is the folder of the project.

    Raises ValueError, LookupError, TypeError or AttributeError where `data` is not what `shared` returned.
    """
    for name, value in data["environment"].items():
        getattr(env, name).update(_value(value))
    env.metadata.update(_value(data["metadata"]))
    for name, domain in _value(data["domains"]).items():
        env.domaindata[name].update(domain)
    pictures = _value(data["images"])
    refuse_outside({path: name for path, (_, name) in (*pictures.items(), *env.dlfiles.items())})
    for path, (docnames, name) in pictures.items():
        env.images[path] = docnames, name
        env.images._existing.add(name)
    for docname, files in _value(data["files"]).items():
        env.dependencies[docname] |= {root / file for file in files}
    env.all_docs.update(dict.fromkeys(env.titles, 0))
    wanted = wanted_messages(env)
    wanted.update({docname: [(str(text), int(line)) for text, line in pairs] for docname, pairs in messages.items()})


def glossaries(data: Data) -> set[str]:
    """Return the pages that explain terms, by what `shared` returned."""
    objects = next(_value(domain) for name, domain in data["domains"][1:] if name == "std")["objects"]
    return {docname for (kind, _), (docname, _) in objects.items() if kind == "term"}


def refuse_outside(names: Mapping[str, str]) -> None:
    """Raise ValueError where a file that is copied, or the name it gets, leads out of its folder."""
    if odd := [name for pair in names.items() for name in pair if not is_publishable(name)]:
        raise ValueError(odd[0])


def _for_others(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return the metadata of a page without what no other page shows: its length, and the lines of its headings."""
    slugs = {slug: (0, *rest) for slug, (_, *rest) in metadata.get("myst_slugs", {}).items()}
    return {**{key: value for key, value in metadata.items() if key != "wordcount"}, "myst_slugs": slugs}


def _as_data(value: object) -> Data:  # noqa: PLR0911 (a case per kind of value)
    """Return a value for JSON: lists that begin with what the value is. The order in a dictionary or set is lost."""
    match value:
        case None | bool() | int() | float():
            return value
        case nodes.Text():
            return ["text", str(value)]
        case nodes.Element():
            attributes = {name: item for name, item in value.attributes.items() if item != []}
            return ["node", _class_name(value), _as_data(attributes), [_as_data(child) for child in value]]
        case list() | tuple():
            return ["list" if isinstance(value, list) else "tuple", *map(_as_data, value)]
        case set() | frozenset():
            return ["set", *sorted(map(_as_data, value), key=_place)]
        case Mapping():
            pairs = [[_as_data(key), _as_data(item)] for key, item in value.items()]
            return ["dict", *sorted(pairs, key=lambda pair: _place(pair[0]))]
        case str():
            return str(value)
    if type(value).__module__ == "sphinx.locale":  # a word of Sphinx's own, in the language of the edition
        return str(value)
    raise UnkeepableError(f"a {type(value).__name__}")


def _place(key: Data) -> str:
    """Return where a key stands among others; most are texts."""
    return key if isinstance(key, str) else json.dumps(key)


def _class_name(node: nodes.Element) -> str:
    for name, module in _MODULES.items():
        if getattr(module, type(node).__name__, None) is type(node):
            return f"{name}.{type(node).__name__}"
    raise UnkeepableError(f"a node {type(node).__name__}")


def _value(data: Data) -> Any:  # noqa: PLR0911 (a case per kind of value)
    """Return the value that `_as_data` was given."""
    if not isinstance(data, list):
        return data
    match data:
        case ["text", str(text)]:
            return nodes.Text(text)
        case ["node", str(name), attributes, list(children)]:
            return _node(name, _value(attributes), [_value(child) for child in children])
        case ["list", *items]:
            return [_value(item) for item in items]
        case ["tuple", *items]:
            return tuple(_value(item) for item in items)
        case ["set", *items]:
            return {_value(item) for item in items}
        case ["dict", *items]:
            return {_value(key): _value(item) for key, item in items}
    raise ValueError("no data that a build has kept")


def _node(name: str, attributes: Mapping[str, Any], children: list[nodes.Node]) -> nodes.Element:
    module, _, kind = name.partition(".")
    made = getattr(_MODULES[module], kind)
    if not (isinstance(made, type) and issubclass(made, nodes.Element)):
        raise ValueError(f"{name} is no class of nodes")
    node = made()
    node.attributes.update(attributes)
    node.extend(children)
    return node
