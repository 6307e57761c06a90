"""What a worker of a cluster does: says what it is, and lays out, if it is as whoever asks.

Imports little: a worker that cannot lay out, or a scheduler that only passes this on, can still take it in.
"""

import gc
import pickle
import platform
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from threading import Lock

from handbook.machine.versions import PACKAGES, PROGRAM, digest_of_tree, system_versions

# WeasyPrint lays out one document at a time; a worker may have several threads.
_ALONE = Lock()
CANNOT = "layout"
_PAGE = "<!DOCTYPE html><html lang=en><title>.</title><p>."
_SHEET = "html { font-family: 'Handbook Sans' }"  # in which every press has a face


class UnlikeError(Exception):
    """What a worker raises that is not as whoever asks: another program, libraries or fonts."""


def make_up(fonts: Sequence[str]) -> dict[str, str]:
    """Return all that decides the bytes of a fragment beside its job: what this process has, by name.

    `fonts` are the files that the stylesheets name. What it lacks is an empty text; under `CANNOT` stands why it cannot
    lay out.
    """
    return {
        "handbook": _program(),
        "Python": platform.python_version().rpartition(".")[0],
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: _or_nothing(partial(version, name)) for name in PACKAGES},
        **system_versions(),
        CANNOT: _complaint(),
        **{name: _font(name) for name in fonts},
    }


def identity(parts: Mapping[str, str]) -> str:
    """Return a hash of what a process is made up of."""
    return sha256(repr(sorted(parts.items())).encode()).hexdigest()


def order(job: object, fonts: Sequence[str], wanted: str) -> bytes:
    """Return a job as it is sent, with the identity that whoever does it has to have."""
    return pickle.dumps((job, tuple(fonts), wanted))


def lay_out_alike(sent: bytes) -> bytes:
    """Return the fragment of a job that was made an `order` of. Raises UnlikeError in a process of another identity."""
    with _ALONE:
        job, fonts, wanted = pickle.loads(sent)
        if _own_identity(fonts) != wanted:
            raise UnlikeError(platform.node())
        from handbook.print.fragment_job import lay_out_fragment

        was_enabled = gc.isenabled()
        gc.disable()  # a quarter of the time would go into looking for garbage; it is collected after each job
        try:
            return lay_out_fragment(job)
        finally:
            if was_enabled:
                gc.enable()


@cache
def _own_identity(fonts: tuple[str, ...]) -> str:
    return identity(make_up(fonts))


@cache
def _program() -> str:
    """Return a hash of the program, as it was when this process was first asked: what it has loaded."""
    return digest_of_tree(PROGRAM)[:16]


def _font(name: str) -> str:
    return _or_nothing(partial(_digest_of_font, name))


def _digest_of_font(name: str) -> str:
    from handbook.print.render import font

    return sha256(font(name)).hexdigest()[:16]


def _complaint() -> str:
    """Return why nothing can be laid out in this process, in the words of whatever refuses; nothing where it can."""
    try:
        from handbook.print.render import Press

        _, complaints = Press(_SHEET).lay_out(_PAGE, {}, {})
    except Exception as error:  # whatever a library or the system raises where something is missing
        return f"{type(error).__name__}: {error}"
    return "; ".join(complaints)


def _or_nothing(call: Callable[[], str]) -> str:
    try:
        return call()
    except (ImportError, OSError, LookupError, ValueError):
        return ""
