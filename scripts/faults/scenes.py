"""A published site of a few files, a new one staged beside it, and what must be true whatever happens meanwhile."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from faults.readers import read_whole
from handbook.history.last_changes import History
from handbook.project.project import Project, load_project
from handbook.publication.publish import publish
from handbook.publication.release import site_place, standing
from handbook.publication.swap import recover
from handbook.publication.verify import verify

ROOT = Path(__file__).parents[2]
HISTORY = History(day=date(2026, 2, 3), commit="abc123")
NAMES = ("index.html", "en/index.html", "en/agencies/did.html", "fr/index.html", "downloads/brochure-en.pdf")


def small_handbook(folder: Path) -> Project:
    """Write the handbook of the tests into `folder`, which does not exist."""
    shutil.copytree(ROOT / "tests/small", folder)
    shutil.copy(ROOT / "source/conf.py", folder / "source")
    return load_project(folder)


def stage(project: Project, words: str, names: tuple[str, ...] = NAMES) -> Path:
    """Stage a site of a few files, each of which says `words`, and return its folder."""
    folder = project.build / "stage-1" / "site"
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"the {words} {name}", encoding="utf-8")
    return folder


def publish_words(project: Project, words: str, names: tuple[str, ...] = NAMES, keep: int = 3) -> list[object]:
    """Publish a site that says `words`, and return what there is to say of it."""
    return [*publish(site_place(project), stage(project, words, names), HISTORY, keep)]


def publish_staged(project: Project) -> None:
    """Publish what is staged, as a process does that may end in the midst of it."""
    publish(site_place(project), project.build / "stage-1/site", HISTORY, 3)


def words_of(project: Project) -> str | None:
    """Return what the published site says; None where there is none."""
    folder = standing(project.site)
    return (folder / "en/index.html").read_text(encoding="utf-8").split()[1] if folder else None


def unlinked(project: Project) -> None:
    """Leave the site as builds left it before there were releases."""
    folder = standing(project.site)
    assert folder
    project.site.unlink()
    folder.rename(project.site)
    shutil.rmtree(project.releases)


def _old_folder(project: Project) -> None:
    publish_words(project, "old")
    unlinked(project)


# What may stand there before the new site is published.
BEFORE: dict[str, Callable[[Project], object]] = {
    "a release": lambda project: publish_words(project, "old"),
    "three releases": lambda project: [publish_words(project, words) for words in ("a", "b", "old")],
    "a folder": _old_folder,
    "nothing": lambda project: None,
}


def scene(project: Project, before: str) -> Callable[[], None]:
    """Set a scene. Returns the function that sets it again, with a new site staged."""
    BEFORE[before](project)
    project.build.mkdir(exist_ok=True)
    stage(project, "new")
    kept = project.root.with_name(f"{project.root.name} before")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(project.build, kept, symlinks=True)

    def again() -> None:
        shutil.rmtree(project.build)
        shutil.copytree(kept, project.build, symlinks=True)

    return again


def wrongs(project: Project, before: str) -> list[str]:
    """Return what is not as it must be after a publication broke off: for readers, then after the next command."""
    allowed = {"whole"} if before != "nothing" else {"whole", "missing"}
    wrong = [outcome for outcome in [read_whole(project.site)] if outcome not in allowed]
    recover(project)
    wrong += [f"{outcome} after recovery" for outcome in [read_whole(project.site)] if outcome not in allowed]
    if (folder := standing(project.site)) is not None:
        wrong += map(str, verify(folder, project.root))
        wrong += [f"says {words}" for words in [words_of(project)] if words not in ("old", "new")]
    left = sorted(path.name for path in project.build.rglob("*") if path.name.startswith((".", "stage-")))
    wrong += [f"{name} is left" for name in left]
    place = site_place(project)
    wrong += [f"nobody got {release.name}" for release in place.releases()[-1:] if release != place.current()]
    wrong += [f"{notice} is said twice" for notice in recover(project)]
    publish_words(project, "newer")
    return wrong + ([] if (words_of(project), read_whole(project.site)) == ("newer", "whole") else ["stays broken"])
