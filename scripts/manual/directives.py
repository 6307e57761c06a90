"""The page of what a page may hold, with each option: the list that the program holds pages to."""

from collections.abc import Iterable, Iterator

from handbook.kits import agencies
from handbook.sphinx import boxes
from handbook.sphinx.wall import limits
from manual.markdown import code, page, table


def directives() -> str:
    """Return the page of directives, roles, kinds of files and limits."""
    sizes = (
        ("a picture", f"{limits.MAX_PICTURE // 1_000_000} MB"),
        ("a download", f"{limits.MAX_DOWNLOAD // 1_000_000} MB"),
        ("a page", f"{limits.MAX_PAGE // 1_000_000} MB"),
        ("parts of a page: paragraphs, cells, links", f"{limits.MAX_PARTS:,}"),
        ("parts of one paragraph or cell", f"{limits.MAX_INLINE:,}"),
        ("how often a page takes in another", str(limits.MAX_INCLUDES)),
        ("how deep blocks stand in one another", str(limits.MAX_NESTING)),
        ("how deep files include one another", str(limits.MAX_INCLUDED)),
    )
    return page(
        "Directives and roles",
        "[What a page may hold](../constructs.md) says what a reader gets of each. Here are all, with options.",
        "## Directives",
        "\n".join(f"- {names}: {options}" for names, options in _directives()),
        f"`:class:` takes one of {_codes(limits.CLASSES)}. These say how a box looks, and are taken "
        f"and count for nothing: {_options(boxes.LOOKS - {'class'})}.",
        "## Directives of the kit `handbook.kits.agencies`",
        f"[For editors](../editors.md#a-page) says what each shows: {_codes(agencies.DIRECTIVES)}.",
        "## Roles",
        _codes(limits.ROLES) + ".",
        "## Above the page",
        "Texts: "
        + _codes(limits.FRONT_TEXTS)
        + ". Switches: "
        + _codes(limits.FRONT_MATTER)
        + ". Below `myst`: "
        + _codes(limits.MYST)
        + ", with "
        + _codes(limits.META)
        + ".",
        "## Files",
        f"Pictures: {_codes(limits.PICTURES)}.",
        f"Downloads: {_codes(limits.DOWNLOADS)}.",
        "## Limits",
        table(("of what", "at most"), sizes),
    )


def _directives() -> Iterator[tuple[str, str]]:
    """Yield the directives that take the same options, and these."""
    alike: dict[frozenset[str], list[str]] = {}
    for name, options in limits.DIRECTIVES.items():
        looks = frozenset() if name in limits.ADMONITIONS or name == "todo" else boxes.LOOKS
        of_boxes = looks if name in boxes.OPTIONS else frozenset()
        alike.setdefault((options or frozenset()) - of_boxes, []).append(name)
    for options, names in sorted(alike.items(), key=lambda pair: sorted(pair[1])):
        yield _codes(names), _options(options)


def _options(options: Iterable[str]) -> str:
    return _codes(f":{option}:" for option in options) or "none"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(map(code, sorted(names)))
