"""Takes a folder of Markdown pages into a handbook: which file becomes what, under which name, below which contents."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath, relpath
from urllib.parse import quote, unquote, urlsplit

from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import Phrase, phrase
from handbook.importing.imported_places import lead_to_places
from handbook.importing.markdown_pages import imported
from handbook.importing.site_addresses import Ways, ways_of
from handbook.machine.disk import reason_of
from handbook.machine.together import Together
from handbook.project.page_names import caseless, safe_name
from handbook.project.project import Project
from handbook.sphinx.wall.limits import DOWNLOADS, MAX_DOWNLOAD, MAX_PAGE
from handbook.texts.text_files import text_as_far_as_legible

_PAGES = (".md", ".markdown")
_INDEX = ("index", "readme")
# By the path of a file in the folder.
Names = Mapping[str, str]


@dataclass(slots=True)
class ImportPlan:
    """What is to be written: `pages` by docname, `copies` of other files by their path in ``source/``; and what became
    of each file, in `findings`.

    By their names in the folder, `names` are the docnames of pages, and `catalogues` the translations that came along.
    By docname, `given` are the names that headings were given there.
    `empty` are the first pages of folders that say nothing: readers see their contents.
    """

    pages: dict[str, str] = field(default_factory=dict)
    copies: dict[str, Path] = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    given: dict[str, set[str]] = field(default_factory=dict)
    catalogues: Mapping[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    empty: set[str] = field(default_factory=set)

    def tell(self, name: str, message: Phrase, line: int = 1) -> None:
        self.findings.append(Finding(path=name, line=line, message=message, rule="import"))


def plan_import(project: Project, folder: Path) -> ImportPlan:
    """Return what becomes of each file of `folder`; nothing is written. Raises HandbookError where there is no page."""
    plan = ImportPlan()
    if folder.resolve().is_relative_to(project.source.resolve()):
        message = phrase("these are pages of this handbook already; name a folder elsewhere")
        raise HandbookError([Finding(path=folder.as_posix(), line=1, message=message, rule="import")])
    files = dict(_files(folder, plan))
    home = safe_name(folder.resolve().name)
    names = _names(home, [name for name in files if name.lower().endswith(_PAGES)])
    others = {name: path for name, path in files.items() if name not in names}
    plan.names, plan.catalogues = names, {name: path for name, path in others.items() if name.endswith(".po")}
    if not names:
        message = phrase("there is no page to import here: a folder with files that end in .md is wanted")
        raise HandbookError([*plan.findings, Finding(path=folder.as_posix(), line=1, message=message, rule="import")])
    places = {name: f"{home}/{_safe_path(name)}" for name in others}
    ways = ways_of(folder, list(names), list(places))
    for name in names:
        _take_page(project, plan, name, folder, (names, places, ways))
    lead_to_places(plan.pages, plan.given, [text_as_far_as_legible(project.page(page)) for page in project.pages()])
    used = set(plan.copies.values())
    for name, path in others.items():
        if path not in used and not name.endswith(".po"):
            plan.tell(name, phrase("left aside: no page shows it"))
    _add_contents(project, plan, home)
    return plan


def write_import(project: Project, plan: ImportPlan, files: Together) -> None:
    """Write what is planned, and lead from the first page of the handbook to it; nothing is ever overwritten."""
    for docname, text in plan.pages.items():
        files.put_new(project.page(docname), text.encode())
    for name, path in plan.copies.items():
        target = project.source / name
        if not target.exists():
            files.put_new(target, path.read_bytes())
    home = next(iter(plan.pages)).partition("/")[0] if plan.pages else ""
    index = project.page("index")
    if f"{home}/index" in plan.pages and index.is_file():
        files.put(index, index.read_bytes() + _contents([f"{home}/index"], ":hidden:").encode())
        plan.tell(
            "source/index.md",
            phrase("its contents lead to “{page}” now; put that where it belongs", page=f"{home}/index"),
        )


def _files(folder: Path, plan: ImportPlan) -> Iterator[tuple[str, Path]]:
    """Yield each file that may be taken, by its path in the folder; hidden ones are passed over."""

    def closed(error: OSError) -> None:
        name = Path(os.fsdecode(error.filename)).relative_to(folder).as_posix()
        plan.tell(name, phrase("left aside: it cannot be read ({reason})", reason=reason_of(error)))

    for place, folders, names in os.walk(folder, onerror=closed):
        for name in sorted(name for name in folders if Path(place, name).is_symlink()):
            plan.tell(Path(place, name).relative_to(folder).as_posix(), phrase("left aside: it is a link"))
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not Path(place, name).is_symlink())
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(place, name)
            shown_name = path.relative_to(folder).as_posix()
            most = MAX_PAGE if name.lower().endswith((*_PAGES, ".po")) else MAX_DOWNLOAD
            if path.is_symlink() or not path.is_file():
                plan.tell(shown_name, phrase("left aside: it is a link, or no file"))
            elif path.stat().st_size > most:
                plan.tell(shown_name, phrase("left aside: it is larger than {most} bytes; divide it", most=most))
            else:
                yield shown_name, path


def _names(home: str, pages: list[str]) -> dict[str, str]:
    """Return the docname of each page below the folder `home`; a README is the first page of its folder."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for page in sorted(pages, key=lambda page: (PurePosixPath(page).stem.lower() != "index", page)):
        path = PurePosixPath(page)
        is_first = path.stem.lower() in _INDEX and caseless(join(home, path.parent.as_posix(), "index")) not in taken
        wanted = path.with_name("index").as_posix() if is_first else path.with_suffix("").as_posix()
        names[page] = safe_name(normpath(f"{home}/{wanted}"), taken)
        taken.add(caseless(names[page]))
    return names


def _safe_path(name: str) -> str:
    path = PurePosixPath(name)
    return safe_name(path.with_suffix("").as_posix()) + path.suffix.lower()


def _take_page(
    project: Project, plan: ImportPlan, name: str, folder: Path, new_names: tuple[Names, Names, Ways]
) -> None:
    """Plan the page of the file `name`; `new_names` are docnames of pages, places of other files, and ways to both."""
    pages, places, ways = new_names
    docname = pages[name]
    if project.page(docname).exists():
        plan.tell(name, phrase("left aside: there is a page “{page}” already; rename one of them", page=docname))
        return
    try:
        text = (folder / name).read_bytes().decode("utf-8")
    except (UnicodeDecodeError, OSError):
        plan.tell(name, phrase("left aside: it cannot be read as UTF-8; save it as such, and import it by itself"))
        return

    def relink(target: str) -> str | None:
        try:
            address = urlsplit(target)
        except ValueError:  # a bracket too many, where a host belongs
            return None
        if address.scheme or address.netloc or not address.path:
            return target
        end = f"#{address.fragment}" if address.fragment else ""
        path = unquote(address.path)
        for aim in _aims(name, path):
            for choice in (aim, f"{aim}.md", f"{aim}/index.md", f"{aim}/README.md", aim.removesuffix(".html") + ".md"):
                if choice in pages:
                    return quote(relpath(f"{pages[choice]}.md", dirname(docname))) + end
        aim = next(_aims(name, path))
        is_of_site = path.startswith("/")
        if is_of_site and (page := ways.page(aim)):
            return quote(relpath(f"{pages[page]}.md", dirname(docname))) + end
        likely = [*_aims(name, path), *([ways.file(aim)] if is_of_site else ())]
        file = next((path for path in likely if path in places), "")
        if file and PurePosixPath(file).suffix.lower() in DOWNLOADS:
            plan.copies[places[file]] = folder / file
            return quote(relpath(places[file], dirname(docname)))
        return None

    page = imported(text, PurePosixPath(docname).name.replace("-", " ").capitalize(), relink)
    if page.is_empty and PurePosixPath(docname).name != "index":
        plan.tell(name, phrase("left aside: it has a title and nothing else"))
        return
    if page.is_empty:
        plan.empty.add(docname)
    for line, message in page.notes:
        plan.tell(name, message, line)
    plan.given[docname] = page.given
    plan.pages[docname] = "\n".join(page.lines).rstrip() + "\n"
    plan.tell(name, phrase("copied to {file}", file=f"source/{docname}.md"))


def _aims(name: str, path: str) -> Iterator[str]:
    """Yield the paths in the folder that a link of the file `name` may mean, the likeliest first.

    One that begins with a slash leads from the root of a site: of the folder, or of one in it that the file stands in.
    """
    if not path.startswith("/"):
        yield normpath(join(dirname(name), path))
        return
    for root in (".", *map(str, reversed(PurePosixPath(name).parents[:-1]))):
        yield normpath(join(root, path.lstrip("/")))


def _add_contents(project: Project, plan: ImportPlan, home: str) -> None:
    """Give each folder a first page, and that the contents of the folder."""
    children: dict[str, list[str]] = defaultdict(list)
    for docname in list(plan.pages):
        folder = dirname(docname)
        if docname != f"{folder}/index":
            children[folder].append(docname)
        while folder != home:
            above = dirname(folder)
            if f"{folder}/index" not in children[above]:
                children[above].append(f"{folder}/index")
            folder = above
    for folder in sorted({home, *children, *map(dirname, plan.pages)} if plan.pages else ()):
        index = f"{folder}/index"
        listed = sorted(relpath(child, folder) for child in children.get(folder, ()))
        if index in plan.pages:
            plan.pages[index] += _contents(listed, *([] if index in plan.empty else [":hidden:"]))
        elif project.page(index).exists():
            message = phrase("add to its contents: {pages}", pages=", ".join(listed))
            plan.tell(f"source/{index}.md", message)
        else:
            title = PurePosixPath(folder).name.replace("-", " ").capitalize()
            plan.pages[index] = f"# {title}\n{_contents(listed, ':maxdepth: 1')}"
            plan.tell(f"source/{index}.md", phrase("made, as the first page of its folder; write what it says"))


def _contents(pages: Sequence[str], *options: str) -> str:
    return "\n".join(["", "```{toctree}", *options, "", *pages, "```", ""]) if pages else ""
