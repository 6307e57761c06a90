"""Has chapters laid out by the workers of a Dask scheduler, if each of them is as this machine; Dask does the rest."""

import logging
import re
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from typing import Any

from handbook.findings.finding import Finding, HandbookError, excerpt
from handbook.findings.phrase import Phrase, phrase
from handbook.print.remote_job import CANNOT, UnlikeError, identity, lay_out_alike, make_up, order

# Seconds: until a scheduler answers and has a worker; without any worker at all; between two looks for that.
_PATIENCE, _WITHOUT_WORKERS, _LOOK = 10, 60, 5


class ClusterError(HandbookError):
    """What keeps a cluster from doing its work."""


def _refusal(*messages: Phrase) -> ClusterError:
    return ClusterError(Finding(path="--scheduler", line=1, message=message, rule="scheduler") for message in messages)


@contextmanager
def cluster(address: str, sheets: Sequence[str]) -> Iterator[Executor]:
    """Give an executor whose work is done by the workers of the scheduler at `address`; `sheets` are its stylesheets.

    Raises ClusterError where the scheduler does not answer, has no workers, or one that is not as this machine.
    """
    fonts = sorted({name for sheet in sheets for name in re.findall(r"fonts/([\w-]+\.(?:ttf|otf))", sheet)})
    ours = make_up(fonts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Dask warns of, we ask about
        client = _client(address)
        try:
            _examine(client, address, fonts, ours)
            yield _ClusterExecutor(client, address, fonts, identity(ours))
        finally:
            client.close(timeout=2)


def _client(address: str) -> Any:  # a Client of Dask, most of whose methods have no types
    import distributed

    _silence()
    connect: Any = distributed.Client
    try:
        return connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ImportError, ValueError, TypeError, KeyError, RuntimeError) as error:  # whatever it did not expect
        raise _refusal(
            phrase(
                "no scheduler of Dask answers at {address} ({reason}); start one there, or build without --scheduler",
                address=address,
                reason=_reason(error),
            )
        ) from None


def _silence() -> None:
    """Have Dask write nothing to the terminal: it gave its loggers handlers when it was imported."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"distributed", "tornado", "asyncio", "bokeh"}:
            logger = logging.getLogger(name)
            logger.handlers = [logging.NullHandler()]
            logger.propagate = False


def _examine(client: Any, address: str, fonts: Sequence[str], ours: Mapping[str, str]) -> None:
    """Ask the scheduler and every worker what they are. Raises ClusterError naming all that do not fit."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        workers = client.scheduler_info()["workers"]
        versions = client.get_versions()
        if complaint := dask_complaint(address, versions):
            raise _refusal(complaint)
        answers = client.run(make_up, fonts, on_error="return")
    except TimeoutError:
        raise _refusal(phrase("the scheduler at {address} has no workers; start some", address=address)) from None
    except (OSError, RuntimeError) as error:
        raise _refusal(_lost(address, error)) from None
    names = {place: _worker_name(place, worker.get("name")) for place, worker in workers.items()}
    complaints = [worker_complaint(names.get(place, place), answer, ours) for place, answer in answers.items()]
    if wrong := [complaint for complaint in complaints if complaint]:
        raise _refusal(*wrong)


def dask_complaint(address: str, versions: Mapping[str, Any]) -> Phrase | None:
    """Return what to say of a scheduler of another version of Dask than ours, given what `get_versions` returns."""
    ours, theirs = (_dask_version(versions[who]) for who in ("client", "scheduler"))
    if ours == theirs:
        return None
    return phrase(
        "the scheduler at {address} has Dask {theirs}, and this machine {ours}; install the same on both",
        address=address,
        theirs=theirs,
        ours=ours,
    )


def _dask_version(machine: Mapping[str, Any] | None) -> str:
    return str(((machine or {}).get("packages") or {}).get("distributed") or "?")


def _worker_name(place: str, name: object) -> str:
    return place if name is None or str(name) == place else f"{name} ({place})"


def worker_complaint(worker: str, answer: object, ours: Mapping[str, str]) -> Phrase | None:
    """Return what to say of a worker that is not as this machine, given what it has answered; None for one that is."""
    if not isinstance(answer, Mapping):  # what was raised there
        return phrase(
            "the worker {worker} cannot say what it is ({reason}); install handbook[cluster] there",
            worker=worker,
            reason=_reason(answer),
        )
    for name in {**ours, **answer}:
        wanted, theirs = ours.get(name), answer.get(name)
        if name == CANNOT and theirs:
            reason = excerpt(str(theirs), 200)
            return phrase("the worker {worker} cannot lay out a page: {reason}", worker=worker, reason=reason)
        if wanted and not theirs:
            return phrase("the worker {worker} lacks {part}; install it there", worker=worker, part=name)
        if wanted != theirs:
            return phrase(
                "the worker {worker} has {part} {theirs}, and this machine {ours}; install the same on both",
                worker=worker,
                part=name,
                theirs=excerpt(str(theirs)),
                ours=wanted or "–",
            )
    return None


def _reason(error: object) -> str:
    return excerpt(str(error) or type(error).__name__, 200)


def _lost(address: str, error: object) -> Phrase:
    return phrase("the cluster at {address} gave up its work ({reason})", address=address, reason=_reason(error))


class _ClusterExecutor(Executor):
    """Sends each job with the identity that whoever does it has to have: workers may come later, or be replaced."""

    def __init__(self, client: Any, address: str, fonts: Sequence[str], wanted: str) -> None:
        self._client, self._address, self._fonts, self._wanted = client, address, fonts, wanted
        self._seen = time.monotonic()
        self._theirs = client.get_executor()

    def submit(self, call: Any, /, *arguments: Any, **named: Any) -> "Future[Any]":
        (job,) = arguments
        sent = order(job, self._fonts, self._wanted)
        theirs = self._theirs.submit(lay_out_alike, sent, key=f"handbook-{sha256(sent).hexdigest()}")
        ours = _Awaited(self)
        theirs.add_done_callback(partial(self._pass_on, ours))
        return ours

    def has_workers(self) -> bool:
        """Return whether there is a worker, or was one a short time ago."""
        with suppress(OSError, RuntimeError):  # a scheduler that is gone cancels what it was given
            if self._client.scheduler_info()["workers"]:
                self._seen = time.monotonic()
        return time.monotonic() - self._seen < _WITHOUT_WORKERS

    def without_workers(self) -> ClusterError:
        """Return what is raised where there are none any more."""
        return _refusal(_lost(self._address, phrase("all workers are gone")))

    def _pass_on(self, ours: "Future[Any]", theirs: "Future[Any]") -> None:
        if theirs.cancelled():
            ours.set_exception(_refusal(_lost(self._address, phrase("the scheduler is gone"))))
        elif isinstance(error := theirs.exception(), UnlikeError):
            message = phrase(
                "a worker of {address} on {host} is not as this machine; install the same on both",
                address=self._address,
                host=str(error),
            )
            ours.set_exception(_refusal(message))
        elif error:
            ours.set_exception(_refusal(_lost(self._address, error)))
        else:
            ours.set_result(theirs.result())


class _Awaited(Future[Any]):
    """A future that does not wait for workers that do not come."""

    def __init__(self, executor: _ClusterExecutor) -> None:
        super().__init__()
        self._executor = executor

    def result(self, timeout: float | None = None) -> Any:
        while timeout is None and not self.done():
            try:
                return super().result(_LOOK)
            except TimeoutError:
                if not self._executor.has_workers():
                    raise self._executor.without_workers() from None
        return super().result(timeout)
