"""Has the parts of a document laid out, those that are not kept, until all numbers of pages have room enough."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from lxml import html as lxml_html

from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.machine.versions import package_versions, system_versions
from handbook.print.document import PrintedPart, part_html
from handbook.print.fit import check_fit
from handbook.print.fragment_job import FragmentJob, lay_out_fragment, press_of
from handbook.print.kept_fragments import KeptFragments
from handbook.print.linking.fragment import Fragment, read_fragment
from handbook.print.linking.linker import page_numbers
from handbook.print.render import BASE, cover_picture, findings_of, font, hearing_complaints, tag_findings
from handbook.print.source_lines import ATTRIBUTE, Origins
from handbook.print.tagging.finish import draw
from handbook.project.palette import PLAIN
from handbook.project.project import Edition

# A first guess of how long parts are, from the sources alone: every build takes the same way to the same numbers.
_CHARACTERS_PER_PAGE = 1300
# After so many rounds a number keeps the room that it once had, so that there is an end.
_FREE_ROUNDS, _MOST_ROUNDS = 3, 6
_INDIVISIBLE = phrase(
    "WeasyPrint finds no way to divide this into pages; shorten what is taller than a page, or divide it"
)
_NOT_HERE = phrase("what was laid out of this had something wrong that is not wrong here; build it again")
_NO_FRAGMENT = phrase("what was to lay out a chapter of this gave back something else; build it again")
_IMAGES = f"{BASE}images/"
_CODE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """What is laid out: the parts of the document `name` of an edition, its stylesheet, and its pictures by name."""

    name: str
    edition: Edition
    parts: Sequence[PrintedPart]
    css: str
    pictures: Mapping[str, Path]
    least_dpi: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PartContents:
    """What can be read in the HTML of a part: anchors that it refers to, names of pictures, number of characters."""

    anchors: frozenset[str]
    pictures: tuple[str, ...]
    length: int


def contents_of(part: PrintedPart) -> PartContents:
    """Read the HTML of a part."""
    root = lxml_html.fromstring(f"<div>{part.body}</div>")
    values = {value for element in root.iter() if isinstance(element.tag, str) for value in element.values()}
    return PartContents(
        anchors=frozenset(href[1:] for link in root.iter("a") if (href := link.get("href") or "").startswith("#")),
        pictures=tuple(sorted(value.removeprefix(_IMAGES) for value in values if value.startswith(_IMAGES))),
        length=len(" ".join(root.text_content().split())),
    )


class Layout:
    """The layout of a document, part by part: what is kept is not made again."""

    def __init__(self, whole: Parts, kept: KeptFragments, executor: Executor) -> None:
        self._whole, self._kept, self._executor = whole, kept, executor
        self._contents = [contents_of(part) for part in whole.parts]
        self._common = _common(whole.css)
        self._made: dict[str, Fragment] = {}
        self._running: dict[str, Future[bytes]] = {}
        self.slots: set[str] = set()
        self.digits = self._guess()

    def stale(self) -> list[PrintedPart]:
        """Return the parts that have to be laid out."""
        numbered = zip(self._whole.parts, self._contents, self._keys(), strict=True)
        return [part for part, contents, key in numbered if not self._take(part, contents, key)]

    def begin(self) -> None:
        """Hand out all that has to be laid out, as far as numbers are guessed."""
        self._hand_out(self._keys())

    def fragments(self) -> list[Fragment] | None:
        """Return the fragments of all parts; None where there is no way to divide one into pages."""
        for number in range(_MOST_ROUNDS):
            keys = self._keys()
            if not self._make(keys):
                return None
            fragments = [self._made[key] for key in keys]
            pages = page_numbers(fragments)
            right = {anchor: len(str(pages.get(anchor, 1))) for anchor in self.digits}
            if number >= _FREE_ROUNDS:
                right = {anchor: max(digits, self.digits[anchor]) for anchor, digits in right.items()}
            if right == self.digits:
                break
            self.digits = right
        return fragments

    def examine(self, fragments: Sequence[Fragment] | None, origins: Origins) -> list[Finding]:
        """Return what is wrong with the parts that are not sound, with the pages of the whole document."""
        name, least_dpi = self._whole.name, self._whole.least_dpi
        starts = accumulate((len(fragment.pages) for fragment in fragments or ()), initial=1)
        numbered = list(zip(self._whole.parts, self._keys(), strict=True))
        laid: dict[Finding, None] = {}
        drawn: dict[Finding, None] = {}
        for index, (part, key) in enumerate(numbered):
            start = next(starts, 1)
            if key in self._made and self._made[key].is_sound:
                continue
            job = self._job(part, self._contents[index])
            try:
                document, complaints = press_of(job.css).lay_out(job.html, job.pictures, job.digits)
            except AssertionError:
                return [Finding(path=name, line=1, message=_INDIVISIBLE, rule="layout")]
            laid.update(dict.fromkeys(findings_of(complaints, name)))
            laid.update(dict.fromkeys(check_fit(document, name, origins, least_dpi, start)))
            with hearing_complaints() as complaints:
                problems = draw(document, start).problems
            drawn.update(dict.fromkeys([*findings_of(complaints, name), *tag_findings(problems, name)]))
        return list(laid or drawn) or [Finding(path=name, line=1, message=_NOT_HERE, rule="worker")]

    def misfits(self, origins: Origins) -> list[Finding]:
        """Return what does not fit on the pages of parts of which something else is wrong already."""
        fragments = self.fragments()
        if fragments is None or all(fragment.is_sound for fragment in fragments):
            return []
        others = ("weasyprint", "worker", "pdf-tags")
        return [finding for finding in self.examine(fragments, origins) if finding.rule not in others]

    def _keys(self) -> list[str]:
        return [self._key(part, contents) for part, contents in zip(self._whole.parts, self._contents, strict=True)]

    def _key(self, part: PrintedPart, contents: PartContents) -> str:
        """Return a hash of all that decides a fragment: no number of a page, no commit, no date but what it shows."""
        # Where a passage stands in its page decides what a finding names, and no byte; what has findings is not kept.
        html = re.sub(rf' {ATTRIBUTE}="[^"]*"', "", self._html(part))
        digits = sorted(self._digits(contents).items())
        texts = [self._common, html, repr(digits), repr(self._whole.least_dpi)]
        pictures = [(name.encode(), self._whole.pictures[name].read_bytes()) for name in self._pictures(contents)]
        return hashed([*(text.encode() for text in texts), *(part for picture in pictures for part in picture)])

    def _html(self, part: PrintedPart) -> str:
        return part_html(self._whole.edition, part.body)

    def _digits(self, contents: PartContents) -> dict[str, int]:
        return {anchor: self.digits[anchor] for anchor in sorted(contents.anchors)}

    def _pictures(self, contents: PartContents) -> list[str]:
        return [name for name in contents.pictures if name in self._whole.pictures]

    def _job(self, part: PrintedPart, contents: PartContents) -> FragmentJob:
        return FragmentJob(
            html=self._html(part),
            css=self._whole.css,
            pictures={name: self._whole.pictures[name].read_bytes() for name in self._pictures(contents)},
            digits=self._digits(contents),
            docnames=part.docnames,
            least_dpi=self._whole.least_dpi,
        )

    def _slot(self, part: PrintedPart, contents: PartContents) -> str:
        """Return where a part is kept: as first guessed, which every build needs, and with the right digits."""
        slot = f"{part.name} {list(self._digits(contents).values())}"
        self.slots.add(slot)
        return slot

    def _take(self, part: PrintedPart, contents: PartContents, key: str) -> bool:
        if key not in self._made and (fragment := self._kept.take(self._slot(part, contents), key)):
            self._made[key] = fragment
        return key in self._made

    def _hand_out(self, keys: Sequence[str]) -> list[tuple[str, str]]:
        """Have laid out what is not kept. Returns (slot, key) of all that is being laid out."""
        running = []
        for part, contents, key in zip(self._whole.parts, self._contents, keys, strict=True):
            if not self._take(part, contents, key):
                if key not in self._running:
                    job = self._job(part, contents)
                    self._running[key] = self._executor.submit(lay_out_fragment, job)
                running.append((self._slot(part, contents), key))
        return running

    def _make(self, keys: Sequence[str]) -> bool:
        """Make what has to be made. Returns whether all could be."""
        for slot, key in self._hand_out(keys):
            if key in self._made:  # two parts may be the same
                continue
            if not (data := self._running.pop(key).result()):
                return False
            try:
                self._made[key] = read_fragment(data)
            except ValueError:
                finding = Finding(path=self._whole.name, line=1, message=_NO_FRAGMENT, rule="worker")
                raise HandbookError([finding]) from None
            if self._made[key].is_sound:
                self._kept.keep(slot, key, data)
        return True

    def _guess(self) -> dict[str, int]:
        starts: dict[str, int] = {}
        page = 1
        for part, contents in zip(self._whole.parts, self._contents, strict=True):
            starts[part.name] = page
            page += 1 + contents.length // _CHARACTERS_PER_PAGE
        anchors = frozenset().union(*(contents.anchors for contents in self._contents))
        return {anchor: len(str(starts.get(anchor.partition("--")[0], 1))) for anchor in anchors}


def hashed(parts: Sequence[bytes]) -> str:
    """Return a hash of several bytes; the lengths tell apart what is divided otherwise."""
    return sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).hexdigest()


def _common(css: str) -> str:
    """Return a hash of what every fragment depends on: stylesheet, fonts, cover, libraries, and this room."""
    versions = sorted((package_versions() | system_versions()).items())
    parts = [
        css.encode(),
        cover_picture(PLAIN.land).encode(),
        *(f"{name}={version}".encode() for name, version in versions),
    ]
    parts += [font(name) for name in sorted(set(re.findall(r"fonts/([\w-]+\.(?:ttf|otf))", css)))]
    parts += [path.read_bytes() for path in sorted(_CODE.rglob("*.py"))]
    return hashed(parts)
