"""Who lays the chapters of an edition out: this process, a pool of forked ones, or the workers of a cluster."""

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from handbook.findings.finding import Finding
from handbook.machine.pool import forked_pool
from handbook.machine.share import processes_each
from handbook.print.cluster import ClusterError, cluster
from handbook.print.counted import CountedExecutor
from handbook.print.document import press_stylesheet, stylesheet
from handbook.print.fragment_job import HereExecutor, begin_process, press_of
from handbook.project.project import Edition, Request


def laid_out_by(
    edition: Edition, request: Request, write: Callable[[Executor], list[Finding]]
) -> tuple[list[Finding], list[Finding]]:
    """Have `write` use the executor that a request asks for. Returns what it returns, and notices of ours.

    Raises ClusterError where the workers of a scheduler cannot do it, and the request does not allow to do it here.
    """
    notices: list[Finding] = []
    with _temporary_files():
        if request.scheduler:
            try:
                with cluster(request.scheduler, (stylesheet(edition), press_stylesheet(edition))) as executor:
                    return write(_counted(executor, edition, request)), notices
            except ClusterError as error:
                if not request.or_here:
                    raise
                notices = error.findings  # what has come back is kept: only the rest is laid out here
        with _local(edition, request) as executor:
            return write(_counted(executor, edition, request)), notices


def _counted(executor: Executor, edition: Edition, request: Request) -> Executor:
    return CountedExecutor(executor, edition.language, request.progress)


@contextmanager
def _temporary_files() -> Iterator[None]:
    """Remove at the end what WeasyPrint has written for fonts, here and in processes that are forked meanwhile."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="handbook-", ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            press_of.cache_clear()
            tempfile.tempdir = before


@contextmanager
def _local(edition: Edition, request: Request) -> Iterator[Executor]:
    processes = processes_each(len(request.languages), request.jobs)
    if processes > 1:
        with forked_pool(processes, edition.language, begin_process) as pool:
            yield pool
    else:
        with HereExecutor() as executor:  # reads the stylesheet and its fonts once for all of them
            yield executor
