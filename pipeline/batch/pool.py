"""Work in many processes: in order, a bounded part of it at a time, and a worker that dies costs only its file."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

from pipeline.batch.work import Failure, Outcome, start_worker

T = TypeVar("T")
Work = Callable[[Path], Outcome]

WINDOW = 16
"""Files in flight for each process: enough to keep all busy while a long scan is waited for."""

DIED = Failure(
    "read", "Программа чтения аварийно завершилась на этом файле дважды: проверьте, открывается ли он", deadly=True
)


def processes(jobs: int) -> Executor:
    """A pool of `jobs` worker processes on this machine. Each is started afresh (spawn): forks of threads hang."""
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=start_worker)


@dataclass(slots=True)
class _Task(Generic[T]):
    """An item on its way; one without a path needs no work."""

    item: T
    path: Path | None
    future: Future[Outcome] | None = None


class Workers:
    """Does `work` on files by an executor, which `executor` makes anew when it breaks."""

    def __init__(self, jobs: int, work: Work, executor: Callable[[int], Executor] = processes) -> None:
        self.jobs, self.work, self.make = jobs, work, executor
        self.executor: Executor | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        """Waits for the workers; on an exception (Ctrl+C) ends them at once."""
        if self.executor is None:
            return
        if kind is not None:
            for child in multiprocessing.active_children():
                child.terminate()
        self.executor.shutdown(wait=True, cancel_futures=True)

    def outcomes(self, items: Iterable[tuple[T, Path | None]]) -> Iterator[tuple[T, Outcome | None]]:
        """Each item with what became of its file, in order; None for an item without a path."""
        queue: deque[_Task[T]] = deque()
        for item, path in items:
            queue.append(_Task(item, path, self._submit(path)))
            if len(queue) > WINDOW * self.jobs:
                yield self._first(queue)
        while queue:
            yield self._first(queue)

    def _submit(self, path: Path | None) -> Future[Outcome] | None:
        if path is None:
            return None
        self.executor = self.executor or self.make(self.jobs)
        try:
            return self.executor.submit(self.work, path)
        except BrokenExecutor as error:
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken

    def _first(self, queue: deque[_Task[T]]) -> tuple[T, Outcome | None]:
        """What became of the first task. Where the pool died with it, it is tried alone and the others anew."""
        task = queue.popleft()
        if task.future is None:
            return task.item, None
        try:
            return task.item, task.future.result()
        except BrokenExecutor:
            self._discard()
        try:
            alone = self._submit(task.path)
            assert alone is not None
            return task.item, alone.result()
        except BrokenExecutor:
            self._discard()
            return task.item, DIED
        finally:
            for other in queue:
                if other.future and other.future.done() and isinstance(other.future.exception(), BrokenExecutor):
                    other.future = self._submit(other.path)

    def _discard(self) -> None:
        """Leaves a broken executor; when it has shut down, every task it lost knows so."""
        if self.executor:
            self.executor.shutdown(wait=True, cancel_futures=False)
        self.executor = None
