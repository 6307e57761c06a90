"""Which files an edition is made of, and which ones only lie among them: what an editor or Python leaves behind."""

from pathlib import Path, PurePosixPath

from handbook.project.project import Project

# A change elsewhere does not make a new edition.
CONTENT = ("source", "locales", "pyproject.toml")

# What is read wherever it lies, in a hidden folder too.
_READ = (".md", ".po", ".toml")
# Compiled files, catalogues before they are whole, copies that editors keep.
_BY_PRODUCTS = (".pyc", ".mo", ".po.new", "~")


def is_content(name: str) -> bool:
    """Whether a file below `CONTENT`, by its path from the root of the project, can be part of an edition."""
    path = PurePosixPath(name)
    if "__pycache__" in path.parts or name.endswith(_BY_PRODUCTS) or (path.name[0] == path.name[-1] == "#"):
        return False
    return path.suffix in _READ or not any(part.startswith(".") for part in path.parts)


def content_files(project: Project) -> list[Path]:
    """Return every file that an edition can be made of, sorted."""
    settings, folders = project.root / "pyproject.toml", (project.source, project.locales)
    paths = [settings, *(path for folder in folders for path in folder.rglob("*"))]
    return sorted(path for path in paths if is_content(path.relative_to(project.root).as_posix()) and path.is_file())
