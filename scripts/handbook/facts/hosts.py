"""Sites of the web whose name differs by language: ``[hosts.…]`` of the vocabulary, a name for each language."""

from handbook.project.project import Project
from handbook.texts.text_files import TomlError, text_as_far_as_legible, toml_values


def host_pairs(project: Project, language: str) -> frozenset[tuple[str, str]]:
    """Return the hosts that are one site: its name in the language of the pages, and that in `language`.

    What cannot be read is no pair; ``load_registry`` says what is wrong with it.
    """
    try:
        hosts = toml_values(text_as_far_as_legible(project.vocabulary)).get("hosts", {})
    except TomlError:
        return frozenset()
    tables = hosts.values() if isinstance(hosts, dict) else ()
    names = ((table.get(project.source_language), table.get(language)) for table in tables if isinstance(table, dict))
    return frozenset((_bare(here), _bare(there)) for here, there in names if here and there)


def _bare(host: object) -> str:
    return str(host).lower().removeprefix("www.")
