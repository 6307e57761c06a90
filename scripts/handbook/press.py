"""The printing press: processes that have WeasyPrint ready before there is anything to print.

Importing WeasyPrint takes as long as importing Sphinx. A fork server does it on another core meanwhile, once for all
languages, and each brochure is printed in a process forked from it.
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import forkserver
from typing import TYPE_CHECKING

from handbook.brochure.job import PrintJob
from handbook.finding import Finding

# The modules that take long to import are imported where they are used, or by the server.
if TYPE_CHECKING:
    from handbook.artefacts.brochure import Brochure

_PRELOAD = ["handbook.brochure.render", "handbook.artefacts.brochure", "handbook.press"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """A printed brochure: what WeasyPrint complained of, and what its readers get."""

    findings: list[Finding]
    brochure: "Brochure | None"


def warm_up() -> None:
    """Start the server; it goes on importing after this returns."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(_PRELOAD)
    forkserver.ensure_running()


def press(workers: int) -> ProcessPoolExecutor:
    """Return a pool of processes that print."""
    return ProcessPoolExecutor(max_workers=workers, mp_context=multiprocessing.get_context("forkserver"))


def print_brochure(job: PrintJob) -> Printed:
    """Print one brochure and read it back."""
    from handbook.artefacts.brochure import read_brochure
    from handbook.brochure.render import render

    findings = render(job)
    return Printed(findings=findings, brochure=read_brochure(job.target) if job.target.is_file() else None)
