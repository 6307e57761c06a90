"""Counts what an executor is given and has done, for whoever is shown how far a build is."""

from concurrent.futures import Executor, Future
from typing import Any

from handbook.machine.progress import Advance, Progress, Stage


class CountedExecutor(Executor):
    """Has `executor` do what it is given, and tells `progress` of each result that is asked for."""

    def __init__(self, executor: Executor, language: str, progress: Progress) -> None:
        self._executor, self._language, self._progress = executor, language, progress
        self._given = self._done = 0

    def submit(self, call: Any, /, *arguments: Any, **named: Any) -> "Future[Any]":
        self._given += 1
        return _Counted(self._executor.submit(call, *arguments, **named), self)

    def count(self) -> None:
        """Tell of one more result."""
        self._done += 1
        self._progress(Advance(stage=Stage.PRINT, language=self._language, done=self._done, total=self._given))


class _Counted(Future[Any]):
    """A future of another executor, whose result is counted when it is asked for."""

    def __init__(self, future: "Future[Any]", counter: CountedExecutor) -> None:
        super().__init__()
        self._future, self._counter = future, counter

    def result(self, timeout: float | None = None) -> Any:
        result = self._future.result(timeout)
        self._counter.count()
        return result
