"""Holds press files to what docs/printing.md tells the shop: what is black or grey is black ink alone.

The colours with which text, lines and areas are painted are read from the files by pikepdf; Ghostscript separates the
inks of each page, and finds no cyan, magenta or yellow where nothing is painted in a colour.
"""

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Object, Page

from conformance.tools import ConformanceError, require
from conformance.verdict import SiteVerdict
from handbook.findings.finding import Finding, shown
from handbook.project.project import Project

# How far red, green and blue may be apart in what people still see as grey: 0 to 1.
_GREYEST = 0.05
_SPACES = {1: "grey", 3: "rgb", 4: "cmyk"}
_SETS = {"g": "grey", "rg": "rgb", "k": "cmyk"}
_SHOWS_TEXT = frozenset(("Tj", "TJ", "'", '"'))
_FILLS, _STROKES = frozenset(("f", "F", "f*", "B", "B*", "b", "b*")), frozenset(("S", "s", "B", "B*", "b", "b*"))
_PLATES = re.compile(r"^\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+) CMYK OK$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Paint:
    """A colour: its space (``grey``, ``rgb``, ``cmyk``, or the name of another) and its parts from 0 to 1."""

    space: str = "grey"
    parts: tuple[float, ...] = (0.0,)

    @property
    def is_black_ink(self) -> bool:
        """Whether a press prints it with its black alone, or not at all."""
        return self.space == "grey" or (self.space == "cmyk" and not any(self.parts[:3]))

    @property
    def is_coloured(self) -> bool:
        """Whether people see that it is no grey; a pattern or a space that is not known counts as a colour."""
        return self.space not in ("grey", "rgb") or max(self.parts) - min(self.parts) > _GREYEST

    def __str__(self) -> str:
        return f"{self.space} {' '.join(f'{part:g}' for part in self.parts)}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class _State:
    fill: Paint = field(default_factory=Paint)
    stroke: Paint = field(default_factory=Paint)
    mode: int = 0  # how text is rendered: ISO 32000-1, table 106


@dataclass(frozen=True, kw_only=True, slots=True)
class Painted:
    """That text, a line or an area (`kind`) is painted so."""

    kind: str
    paint: Paint


def painted(page: Page) -> Iterator[Painted]:
    """Yield all that is painted on a page but pixels; what is drawn in groups and in tiles of patterns with it."""
    return _painted(page, page.get("/Resources", Dictionary()), _State())


def _painted(content: Object | Page, resources: Object, state: _State) -> Iterator[Painted]:
    states = []
    for step in pikepdf.parse_content_stream(content):
        operator, operands = str(step.operator), list(step.operands)
        if operator == "q":
            states.append(state)
        elif operator == "Q":
            state = states.pop()
        elif operator == "Tr":
            state = replace(state, mode=int(operands[0]))
        elif operator == "Do":
            form = resources.XObject[operands[0]]
            if form.Subtype == Name.Form:
                yield from _painted(form, form.get("/Resources", resources), state)
        elif operator in _SHOWS_TEXT:
            yield from (Painted(kind="text", paint=paint) for paint in _of_text(state))
        elif operator in _FILLS | _STROKES:
            yield from [Painted(kind="area", paint=state.fill)] if operator in _FILLS else []
            yield from [Painted(kind="line", paint=state.stroke)] if operator in _STROKES else []
        elif operator.lower() in _SETS or operator.lower() in ("cs", "sc", "scn"):
            is_fill, before = operator.islower(), state.fill if operator.islower() else state.stroke
            paint = _paint(operator.lower(), operands, before, resources)
            state = replace(state, fill=paint) if is_fill else replace(state, stroke=paint)
            if paint.space == "pattern" and operator.lower() == "scn":
                yield from _of_pattern(resources.Pattern[operands[-1]], resources)


def _of_text(state: _State) -> list[Paint]:
    fills, strokes = state.mode in (0, 2, 4, 6), state.mode in (1, 2, 5, 6)
    return [state.fill] * fills + [state.stroke] * strokes


def _of_pattern(pattern: Object, resources: Object) -> Iterator[Painted]:
    if pattern.PatternType == 1:
        yield from _painted(pattern, pattern.get("/Resources", resources), _State())


def _paint(operator: str, operands: Sequence[Object], before: Paint, resources: Object) -> Paint:
    """Return the colour that is set; `operator` in small letters, as it is for what is filled."""
    if operator in _SETS:
        return Paint(space=_SETS[operator], parts=tuple(map(float, operands)))
    if operator == "cs":
        space = _space(operands[0], resources)
        return Paint(space=space, parts=(0.0,) * {"rgb": 3, "cmyk": 4}.get(space, 1))
    return replace(before, parts=tuple(float(part) for part in operands if not isinstance(part, Name)))


def _space(name: Object, resources: Object) -> str:
    spaces = {"/DeviceGray": "grey", "/DeviceRGB": "rgb", "/DeviceCMYK": "cmyk", "/Pattern": "pattern"}
    if str(name) in spaces:
        return spaces[str(name)]
    space = resources.ColorSpace[name]
    if isinstance(space, pikepdf.Array) and space[0] == Name.ICCBased:
        return _SPACES[int(space[1].N)]
    return str(space[0] if isinstance(space, pikepdf.Array) else space)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageInks:
    """What is painted on a page, and whether a picture of pixels stands there."""

    number: int
    painted: frozenset[Painted]
    has_pixels: bool

    @property
    def is_colourless(self) -> bool:
        """Whether all that a press needs for the page is its black."""
        return not self.has_pixels and not any(each.paint.is_coloured for each in self.painted)


def read_inks(path: Path) -> list[PageInks]:
    """Return what is painted on each page of a PDF."""
    with pikepdf.open(path) as pdf:
        return [
            PageInks(number=number, painted=frozenset(painted(page)), has_pixels=bool(page.get_images()))
            for number, page in enumerate(pdf.pages, 1)
        ]


def four_inks(pages: Sequence[PageInks], name: str) -> Iterator[Finding]:
    """Yield what is black or grey on the pages of a press file, called `name`, and not of black ink alone."""
    for page in pages:
        greys = {each for each in page.painted if not each.paint.is_black_ink and not each.paint.is_coloured}
        for each in sorted(greys, key=str):
            what = f"p. {page.number}: {each.kind} that is black or grey, but not of black ink alone: {each.paint}"
            yield Finding(path=name, line=1, message=what, rule="black-ink")


def plates(path: Path) -> list[tuple[float, ...]]:
    """Return what share of each page Ghostscript covers with cyan, magenta, yellow and black."""
    command = ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-r36", "-sDEVICE=inkcov", "-o", "-", str(path))
    answer = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL)
    pages = [tuple(map(float, page.groups())) for page in _PLATES.finditer(answer.stdout.decode(errors="replace"))]
    if answer.returncode or not pages:
        raise ConformanceError(f"Ghostscript cannot read {path.name}: {answer.stderr.decode(errors='replace').strip()}")
    return pages


def check_inks(project: Project, environ: Mapping[str, str]) -> list[SiteVerdict]:
    """Return what is wrong with the inks of the press files. Raises ConformanceError where nobody can tell."""
    require("gs", environ)
    root = project.root.absolute()
    paths = sorted(project.print_edition.absolute().glob("*-print.pdf"))
    if not paths:
        raise ConformanceError(f"there is no PDF in {shown(project.print_edition, root)}; build it first: make print")
    pages = {path: read_inks(path) for path in paths}
    broken = [finding for path in paths for finding in four_inks(pages[path], shown(path, root))]
    plain = {path: [page.number for page in pages[path] if page.is_colourless] for path in paths}
    count = sum(map(len, plain.values()))
    if not count:
        raise ConformanceError("no page of the press files is without a colour: Ghostscript has nothing to say")
    separated = {path: plates(path) for path in paths if plain[path]}
    coloured = [
        Finding(path=shown(path, root), line=1, message=f"p. {number}: cyan, magenta, yellow: {inks[:3]}", rule="inks")
        for path in separated
        for number in plain[path]
        if any((inks := separated[path][number - 1])[:3])
    ]
    pure = len(paths) - len({finding.path for finding in broken})
    return [
        SiteVerdict(
            name="black ink alone", pages=len(paths), passed=pure, unit="files", broken=tuple(broken), kind="PDFs"
        ),
        SiteVerdict(
            name="Ghostscript’s separations",
            pages=len(separated),
            passed=count - len(coloured),
            unit="pages without a colour",
            broken=tuple(coloured),
            kind="PDFs",
        ),
    ]
