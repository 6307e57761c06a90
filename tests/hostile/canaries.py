"""A handbook with markup in every text that anybody may write: settings, facts, vocabulary, pages, catalogues.

Each field has a canary of its own, so that a test can say of each where it came out.
"""

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

from hostile_tree import write_hostile_tree
from small_handbook import LEAF, PO_HEADER, replace, write

from handbook.desk.update import extract
from handbook.project.project import DOMAIN, load_project


def plain(label: str) -> str:
    """Return the element that no page may get from a field."""
    return f"<script> alert( {label} ) </script>"  # spaces, where paper divides lines


def canary(label: str) -> str:
    """Return what would end an attribute, an element, or a text of a program, and begin an element."""
    return f'\'"> </title> </main> {plain(label)} <b onclick="x'


PAGE = """\
---
myst:
  html_meta:
    description: 'Told META'
---

# Title PAGETITLE

Text PARAGRAPH and [a link LINK](https://example.org/ "plain LINKTITLE") and ![alt ALT](leaf.png) and *em EMPHASIS*.
Code `x plain CODE` and {abbr}`UN (plain ABBREVIATION)` and {sub}`x SUB`[^n].

## Heading HEADING

| Head CELLHEAD | b |
| --- | --- |
| Cell CELL | d |

Term TERM
: Meaning MEANING

```{note}
Box BOX
```

```{admonition} Called BOXTITLE
x
```

:::{figure} leaf.png
:alt: alt FIGUREALT
Shown CAPTION
:::

```{code-block} text
:caption: Called CODECAPTION

plain BLOCK
```

```{table} Called TABLETITLE
| a | b |
| - | - |
| 1 | 2 |
```

```{epigraph}
Said QUOTE

-- by ATTRIBUTION
```

```{glossary}
word GLOSSARYTERM
  Meaning GLOSSARYMEANING
```

```{region-maps}
```

```{timeline}
```

% hidden COMMENT

[^n]: Note FOOTNOTE
"""
# The labels in the page above; one behind "plain" is the element alone.
_LABEL = re.compile(r"(plain )?\b([A-Z]{3,})\b")
# What stands in options and roles, where no escape is one.
_NO_MARKDOWN = {"FIGUREALT", "SUB"}
# Never shown to readers: a comment, the values that only evidence is held to, a topic of which nobody speaks.
HIDDEN = {"COMMENT", "BIRCHFACTVALUE", "MAPLEFACTVALUEEN", "MAPLEFACTVALUEFR", "MAPLEFACTVALUELENDSTO"}
HIDDEN |= {"VOCABULARYTOPICSSILENTEN", "VOCABULARYTOPICSSILENTFR"}


def write_canaries(folder: Path) -> tuple[Path, set[str]]:
    """Write the handbook below `folder`. Returns its root, and the labels of all canaries that are in it."""
    root = write_hostile_tree(folder)
    labels = {label for _, label in _LABEL.findall(PAGE)}
    text = _LABEL.sub(lambda match: plain(match[2]) if match[1] else _in_markdown(match[2]), PAGE)
    (root / "source/leaf.png").write_bytes(LEAF)
    write(root / "source/canary.md", text)
    caption, title = ("MENUCAPTION", "MENUTITLE")
    replace(root / "source/index.md", "\ncompare\npage\n", f"\ncompare\npage\nCalled {canary(title)} <canary>\n")
    index = root / "source/index.md"
    index.write_text(
        index.read_text("utf-8").replace("```{toctree}\n", f"```{{toctree}}\n:caption: In {canary(caption)}\n", 1),
        "utf-8",
    )
    labels |= {caption, title}
    for path in (root / "pyproject.toml", *sorted((root / "source").rglob("*.toml"))):
        labels |= _in_toml(path)
    shutil.rmtree(root / "locales")
    for domain, entries in extract(load_project(root)).items():
        label = "PO" + "".join(filter(str.isalpha, domain)).upper()
        said = [
            f"msgid {_quoted(each.msgid)}\nmsgstr {_quoted(_told(each.msgid, label, domain))}\n"
            for each in entries
            if each.msgid
        ]
        write(root / f"locales/fr/LC_MESSAGES/{domain}.po", "\n".join([PO_HEADER, *said]))
        labels.add(label)
    return root, labels


def _in_markdown(label: str) -> str:
    if label in _NO_MARKDOWN:
        return canary(label)
    # In YAML's single quotes one is two.
    return canary(label).replace("'", "''") if label == "META" else escaped(canary(label))


def escaped(text: str) -> str:
    """Return a text whose elements Markdown takes for text; as elements they would be refused."""
    return text.replace("<", "\\<")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _told(msgid: str, label: str, domain: str) -> str:
    return f"{msgid} {canary(label) if domain == DOMAIN else escaped(canary(label))}"


def _in_toml(path: Path) -> set[str]:
    """Put a canary into each text of a TOML file that is told to somebody. Returns their labels."""
    data, labels = tomllib.loads(path.read_text("utf-8")), set()
    stem = "SETTINGS" if path.name == "pyproject.toml" else path.stem.upper()
    if path.name == "pyproject.toml":
        handbook = data["tool"]["handbook"]
        handbook |= {
            "base_url": "https://example.org/x",
            "repository_url": "https://github.com/x/y",
            "native_names": {"fr": "Français"},
        }
        handbook |= {"tags": {"fr": "fr-CA"}}

    def told(value, keys):
        if isinstance(value, dict):
            return {key: told(each, (*keys, key)) for key, each in value.items()}
        if isinstance(value, list):
            return [told(each, keys) for each in value]
        if not isinstance(value, str) or not _is_told(keys):
            return value
        name = stem + "".join(filter(str.isalpha, "".join(keys[-3:]))).upper()
        labels.add(name)
        return f"{value}{canary(name)}"

    lines = _lines(told(data, ()))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return labels


def _is_told(keys: tuple[str, ...]) -> bool:
    """Whether a text is told to readers as it is; others are names of things in other files."""
    names = {"title", "subtitle", "publisher", "native_names", "base_url", "repository_url", "address", "as_of", "note"}
    names |= {"evidence", "text", "full", "value", "topics", "regions", "fields"}
    return (
        bool(names & {*keys})
        and not {"kind", "role", "unit", "op", "qualifier", "sources"} & {*keys[-1:]}
        and keys[-2:] != ("value", "regions")
    )


def _lines(data: dict) -> Iterator[str]:
    for key, value in data.items():
        if key in ("tool", "project"):
            for name, table in ((key, value),) if key == "project" else value.items():
                yield f"[{name if key == 'project' else f'tool.{name}'}]"
                yield from (f"{json.dumps(each)} = {_inline(told)}" for each, told in table.items())
        else:
            yield f"{json.dumps(key)} = {_inline(value)}"


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {_inline(each)}" for key, each in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
