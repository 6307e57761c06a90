"""Where a reader is: the list of a page's own sections. Which page stands above which is known to Sphinx."""

from lxml import html

# Fewer sections than that are seen without a list; a longer list leaves out the subsections.
FEWEST, LONGEST = 3, 12


def sections_of(toc: str) -> str:
    """Return the list of links to a page's sections, from the table of its contents that Sphinx gives to templates.

    It is empty where a page has fewer than `FEWEST` sections. Subsections are listed, in lists of their own, where the
    whole has `LONGEST` entries at most; nothing below them is.
    """
    outer = html.fromstring(toc) if toc else None
    sections = outer.find("./li/ul") if outer is not None else None
    if sections is None or len(sections.findall("./li")) < FEWEST:
        return ""
    entries = [*sections.findall("./li"), *sections.findall("./li/ul/li")]
    for each in sections.findall("./li/ul/li/ul" if len(entries) <= LONGEST else "./li/ul"):
        each.drop_tree()
    for link in sections.iter("a"):
        link.attrib.pop("class", None)
    return html.tostring(sections, encoding="unicode", with_tail=False)
