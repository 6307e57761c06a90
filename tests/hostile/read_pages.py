"""Reads one page after the other in this process, as a build does, and notes what MyST runs, behind the wall's back."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath

import pytest
from docutils import nodes
from hostile_tree import SECRET, WATCH
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from handbook.build.edition import sphinx_application
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding
from handbook.project.project import Edition, Project, load_project
from handbook.sphinx.complaints import Complaints, findings
from handbook.sphinx.stepwise import find_pages, read_page
from handbook.sphinx.wall.renderer import WalledRenderer

# The page that is written anew each time.
DOCNAME = "compare"
PAGE = f"source/{DOCNAME}.md"
TITLE = "# Side by side\n\n"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What came of a page: what was found wrong, what it has become, and the directives that MyST was asked to run."""

    findings: list[Finding]
    doctree: nodes.document
    asked: list[str]

    def rules(self) -> list[str]:
        return [each.rule for each in self.findings]

    def assert_harmless(self) -> None:
        """See that nothing of what a page may not say has come through, whatever was found."""
        tree = self.doctree
        assert SECRET not in tree.pformat()
        assert not [each for each in tree.findall(nodes.raw) if each.astext() not in ("<br />\n", "\\\\\n")]
        addresses = [each["refuri"] for each in tree.findall(nodes.Element) if "refuri" in each]
        addresses += [target for each in tree.findall(addnodes.toctree) for _, target in each["entries"]]
        plain = ["".join(each.split()).strip("\0\x01").lower() for each in addresses]
        assert not [each for each in plain if each.startswith(("javascript:", "vbscript:", "data:", "//", "\\\\"))]
        assert not [each for each in tree.findall(nodes.Element) if {"skip", "visually-hidden"} & set(each["classes"])]
        files = [each["uri"] for each in tree.findall(nodes.image)]
        files += [each["reftarget"] for each in tree.findall(addnodes.download_reference)]
        assert not [each for each in files if normpath(each.lstrip("/")).startswith("..") or ":" in each]
        assert {each.get("name") for each in tree.findall(nodes.meta)} <= {"description", "keywords"}
        # Sphinx breaks down at any other link that stands for itself.
        alone = [each for each in tree.findall(nodes.reference) if not isinstance(each.parent, nodes.TextElement)]
        assert all([type(child) for child in each] == [nodes.image] for each in alone)


@dataclass(kw_only=True)
class Reader:
    """A Sphinx application that reads the page again and again."""

    root: Path
    app: Sphinx
    complaints: Complaints
    asked: list[str] = field(default_factory=list)
    # What goes on while a page is read, and at no other time.
    meanwhile: Callable[[], AbstractContextManager] = nullcontext
    project: Project = field(init=False)

    def __post_init__(self) -> None:
        self.project = load_project(self.root)

    @classmethod
    @contextmanager
    def of(cls, root: Path, language: str = "en") -> Iterator["Reader"]:
        """Start to read the handbook in `root`."""
        project, complaints = load_project(root), Complaints()
        siblings = tuple(each for each in project.languages if each != language)
        edition = Edition(project=project, language=language, siblings=siblings)
        with docutils_namespace(), pytest.MonkeyPatch.context() as patch:
            app = sphinx_application(edition, load_registry(project), {}, root / "build/stage", complaints)
            find_pages(app)
            reader = cls(root=root, app=app, complaints=complaints)
            reader._listen(patch)
            yield reader

    def read(self, text: str, above: str = "", title: str = TITLE) -> Reading:
        """Read a page. Its text begins below the title, at line 3."""
        (self.root / PAGE).write_bytes(f"{above}{title}{text}\n".encode())
        self.complaints.records.clear()
        self.asked.clear()
        seen = self.root.parent / "events"
        with WATCH.over(seen), self.meanwhile():
            read_page(self.app, DOCNAME)
        assert seen.read_text("utf-8") == "", "nothing runs, and no file of the neighbour is opened"
        return Reading(
            findings=findings(self.complaints.records, self.project),
            doctree=self.app.env.get_doctree(DOCNAME),
            asked=list(self.asked),
        )

    def _listen(self, patch: pytest.MonkeyPatch) -> None:
        """Note what MyST is asked to run, before any directive is looked up."""
        run, rst = DocutilsRenderer.run_directive, WalledRenderer.render_restructuredtext

        def run_directive(renderer, name, *arguments, **options):
            self.asked.append(name)
            return run(renderer, name, *arguments, **options)

        def render_restructuredtext(renderer, token):
            self.asked.append("eval-rst")
            return rst(renderer, token)

        patch.setattr(DocutilsRenderer, "run_directive", run_directive)
        patch.setattr(WalledRenderer, "render_restructuredtext", render_restructuredtext)
