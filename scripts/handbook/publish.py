"""Publishes a staged site: what was not rebuilt is carried over, all is listed, then swapped in at once."""

import hashlib
import json
import platform
import shutil
from collections.abc import Collection
from pathlib import Path

from handbook.history import History
from handbook.project import Project
from handbook.versions import package_versions, system_versions

# By-products of Sphinx that no reader asks for.
_BY_PRODUCTS = (".buildinfo", ".buildinfo.bak", "_sources")


def carry_over(project: Project, site: Path, languages: Collection[str], outputs: Collection[str]) -> None:
    """Bring into `site` what this build was not asked for: it stays published as it is."""
    for language in project.languages:
        leaflets = (project.leaflet_name(docname, language) for docname in project.pages())
        if language not in languages:
            name = project.offline_name(language)
            _keep(project.site / "downloads" / name, site / "downloads" / name)
        if language not in languages or "html" not in outputs:
            _keep(project.site / language, site / language)
        if language not in languages or "pdf" not in outputs:
            for name in (project.brochure_name(language), *leaflets):
                _keep(project.site / "downloads" / name, site / "downloads" / name)


def carry_over_print(project: Project, folder: Path, languages: Collection[str]) -> None:
    """Bring into `folder` the print editions of the languages that this build was not asked for."""
    for language in (each for each in project.languages if each not in languages):
        for name in (project.print_name(language), project.booklet_name(language)):
            _keep(project.print_edition / name, folder / name)


def _keep(published: Path, staged: Path) -> None:
    """Put what is published in place of what is staged."""
    if staged.is_dir():
        shutil.rmtree(staged)
    if published.is_dir():
        shutil.copytree(published, staged)
    elif published.is_file():
        staged.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(published, staged)


def publish(project: Project, site: Path, history: History) -> None:
    """Write the manifest of the staged `site` and put it in place of the published one."""
    for by_product in (path for name in _BY_PRODUCTS for path in site.glob(f"*/{name}")):
        by_product.rmdir() if by_product.is_dir() else by_product.unlink()
    _put_in_place(site, project.site, history)


def publish_print(project: Project, folder: Path, history: History) -> None:
    """Write the manifest of the staged print edition and put it in place of the standing one."""
    _put_in_place(folder, project.print_edition, history)


def _put_in_place(staged: Path, published: Path, history: History) -> None:
    manifest = json.dumps(make_manifest(staged, history), indent=1, ensure_ascii=False, sort_keys=True)
    (staged / "manifest.json").write_text(f"{manifest}\n", encoding="utf-8")
    _swap(staged, published)


def make_manifest(site: Path, history: History) -> dict[str, object]:
    """Return every file with its sha256 and size in bytes, the commit, and the libraries that made them."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {
        "commit": history.commit,
        "date": history.day.isoformat() if history.day else None,
        "draft": history.is_draft,
        "python": platform.python_version(),
        "libraries": package_versions(),
        "system": system_versions(),
        "files": {
            path.relative_to(site).as_posix(): {
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "size": path.stat().st_size,
            }
            for path in files
        },
    }


def _swap(staged: Path, published: Path) -> None:
    """Put `staged` where `published` is: two renames, and the old one comes back if the second fails."""
    retired = staged.with_name(f"retired-{staged.name}")
    if published.exists():
        published.rename(retired)
    try:
        staged.rename(published)
    except OSError:
        if retired.exists():
            retired.rename(published)
        raise
