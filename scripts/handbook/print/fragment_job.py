"""The one task that a build of PDFs hands out: a chapter is laid out, examined, drawn, and comes back as bytes.

What goes in and what comes out is plain data, so that any `concurrent.futures.Executor` may run it, on any machine that
has this program; nothing is read from a disk but what the program brings along.
"""

import gc
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from handbook.print.fit import fits
from handbook.print.linking.fragment import fragment_bytes
from handbook.print.render import Press, hearing_complaints
from handbook.print.tagging.finish import draw


@dataclass(frozen=True, kw_only=True, slots=True)
class FragmentJob:
    """All that decides a fragment: HTML, stylesheet, the pictures that it shows by their names, and more.

    `digits` are those of the number of each page that it refers to, by anchor; `docnames` the page that it comes from,
    by its anchor; `least_dpi` is what an inch of a picture must have, if anything.
    """

    html: str
    css: str
    pictures: Mapping[str, bytes]
    digits: Mapping[str, int]
    docnames: Mapping[str, str]
    least_dpi: int | None = None


def lay_out_fragment(job: FragmentJob) -> bytes:
    """Return the chapter of a job as a fragment; no bytes where there is no way to divide it into pages.

    Where there is anything to say of it, it is not sound. Whoever asked then looks at it again, with all that it takes
    to say where it was written.
    """
    try:
        document, complaints = press_of(job.css).lay_out(job.html, job.pictures, job.digits)
        has_place = fits(document, job.docnames, job.least_dpi)
        with hearing_complaints() as more:
            drawn = draw(document)
        is_sound = has_place and not (complaints or more or drawn.problems)
        return fragment_bytes(replace(drawn.fragment, is_sound=is_sound))
    except AssertionError:  # what WeasyPrint 70 says where it finds no place to end a page
        return b""
    finally:
        gc.collect()  # boxes hold each other, and a build collects no garbage by itself


@lru_cache(maxsize=1)
def press_of(css: str) -> Press:
    """Return what lays out with a stylesheet. `press_of.cache_clear()` removes the files of its fonts."""
    return Press(css)


def begin_process() -> None:
    """Prepare a process that is forked to lay out chapters: what is there before is no garbage."""
    gc.freeze()


class _Later(Future[Any]):
    """The result of a call that is made when somebody asks for it."""

    def __init__(self, call: Callable[[], Any]) -> None:
        super().__init__()
        self._call = call

    def result(self, timeout: float | None = None) -> Any:
        if not self.done():
            try:
                self.set_result(self._call())
            except BaseException as error:
                self.set_exception(error)
        return super().result(timeout)


class HereExecutor(Executor):
    """Runs what it is given in this process, when its result is asked for; what is there before is no garbage."""

    def __enter__(self) -> "HereExecutor":
        gc.freeze()
        return self

    def submit(self, call: Any, /, *arguments: Any, **named: Any) -> "Future[Any]":
        return _Later(partial(call, *arguments, **named))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        press_of.cache_clear()
        gc.unfreeze()
