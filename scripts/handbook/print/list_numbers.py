"""Has ordered lists begin at their number and count in their signs, which HTML says and no stylesheet can tell.

WORKAROUND for WeasyPrint 70, which reads `start` only together with all else that HTML once said of looks
(`presentational_hints`). It can go when a list that begins at 7 is numbered so by itself.
"""

from xml.etree.ElementTree import Element

# What docutils calls the signs of a list, as the class of its element, and CSS.
_SIGNS = {
    "loweralpha": "lower-alpha",
    "upperalpha": "upper-alpha",
    "lowerroman": "lower-roman",
    "upperroman": "upper-roman",
}


def number_lists(root: Element) -> None:
    """Tell the ordered lists of a document from where and in which signs they count."""
    for element in root.iter("ol"):
        start = element.get("start", "")
        signs = [_SIGNS[name] for name in element.get("class", "").split() if name in _SIGNS]
        rules = [f"list-style-type: {sign}" for sign in signs]
        if start.isascii() and start.isdecimal():
            rules.append(f"counter-reset: list-item {int(start) - 1}")
        if rules:
            element.set("style", "; ".join(rules))
