"""A fragment: the pages of a chapter, drawn and tagged, for any brochure to take in; data only, written as bytes.

The bytes are a line that names the format, the length of the head, the head in JSON, and the streams one after the
other, whose lengths the head has. Nothing in them is run when they are read.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from handbook.print.linking.pdf_values import Part

_FORMAT = b"handbook fragment 1\n"
_LENGTH = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Hole:
    """A place in the operators of a page for the number of a page, or for the `room` that a shorter number leaves.

    The number is that of the page with `anchor`, or of the page itself; `font` is the face that it is shown in. `room`
    is how many digits there were when it was laid out, where the room is what is written; else 0.
    """

    font: str
    anchor: str | None
    room: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Operators of a page. Those with a `side` are drawn on left-hand or right-hand pages only."""

    side: str | None
    pieces: list[bytes | Hole]


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """A face that is shown: what to ask for to get it, and what of it is shown, by the numbers of its glyphs."""

    style: str
    weight: int
    family: str
    texts: dict[int, str]
    widths: dict[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class FragmentPage:
    """A page: its object, the object of its content, that content, and what its parent tree says of its pieces."""

    number: int
    content: int
    runs: list[Run]
    parents: list[int | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fragment:
    """The pages of a chapter.

    `objects` are by the numbers that they call each other by, `streams` what follows some of them; `shared` are the
    numbers of what a file has once, by what that is. `height` is that of a page in points. `anchors` are places as
    (page from 0, x, y) in points, `bookmarks` those of each page as WeasyPrint has them. `top` are the tags below the
    document, `links` the tags of links and `notes` those of notes, in the order of their blanks, `words` the text of
    each link to an anchor, with that anchor; `faces` are by the name that the operators give them. It `is_sound` where
    there is nothing to mend in it.
    """

    objects: dict[int, list[Part]]
    streams: dict[int, bytes]
    shared: dict[int, str]
    pages: list[FragmentPage]
    height: float
    anchors: dict[str, tuple[int, float, float]]
    bookmarks: list[list[Any]]
    top: list[int]
    links: list[int]
    notes: list[int]
    words: list[tuple[str, str]]
    faces: dict[str, Face]
    is_sound: bool = True


def fragment_bytes(fragment: Fragment) -> bytes:
    """Return a fragment as bytes."""
    streams: list[bytes] = []

    def numbered(value: object) -> object:
        if isinstance(value, bytes):
            streams.append(value)
            return {"bytes": len(value)}
        raise TypeError(type(value))

    # Names of places may be any, and as keys be taken for something else when they are read.
    values = asdict(fragment) | {"anchors": list(fragment.anchors.items())}
    head = json.dumps(values, default=numbered, separators=(",", ":")).encode()
    return b"".join([_FORMAT, len(head).to_bytes(_LENGTH, "big"), head, *streams])


def read_fragment(data: bytes) -> Fragment:
    """Return the fragment that bytes are. Raises ValueError where they are none, or of another format."""
    begin = len(_FORMAT) + _LENGTH
    if not data.startswith(_FORMAT):
        raise ValueError("no fragment of this format")
    place = begin + int.from_bytes(data[len(_FORMAT) : begin], "big")

    def filled(value: dict[str, Any]) -> Any:
        nonlocal place
        if value.keys() == {"bytes"}:
            place += value["bytes"]
            return data[place - value["bytes"] : place]
        return value

    try:
        return _fragment(json.loads(data[begin:place], object_hook=filled), is_whole=lambda: place == len(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no fragment: {error}") from error


def _fragment(head: dict[str, Any], is_whole: Any) -> Fragment:
    if not is_whole():
        raise ValueError("a fragment of another length")
    head["objects"] = _by_number(head["objects"])
    head["streams"] = _by_number(head["streams"])
    head["shared"] = _by_number(head["shared"])
    head["anchors"] = {name: tuple(place) for name, place in head["anchors"]}
    head["words"] = [tuple(words) for words in head["words"]]
    head["faces"] = {name: _face(face) for name, face in head["faces"].items()}
    head["pages"] = [FragmentPage(**{**page, "runs": [_run(run) for run in page["runs"]]}) for page in head["pages"]]
    return Fragment(**head)


def _by_number(values: dict[str, Any]) -> dict[int, Any]:
    return {int(number): value for number, value in values.items()}


def _face(face: dict[str, Any]) -> Face:
    return Face(**{**face, "texts": _by_number(face["texts"]), "widths": _by_number(face["widths"])})


def _run(run: dict[str, Any]) -> Run:
    return Run(
        side=run["side"], pieces=[Hole(**piece) if isinstance(piece, dict) else piece for piece in run["pieces"]]
    )
