"""Workers on many machines: a `concurrent.futures.Executor` over a scheduler of dask.distributed.

The machines need this program in the same edition. They read an original from the archive where they see its folder
(shared under the same path); where they do not, the file is sent along.
"""

import logging
import tempfile
import warnings
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from pipeline.batch.edition import edition
from pipeline.batch.pool import DIED
from pipeline.batch.work import Failure, Outcome, restrain

PATIENCE = "10s"
"""How long the scheduler may take to answer."""

FETCH_SECONDS = 30.0
"""How long a result may take to come. One that was on its way when the scheduler went never comes."""

OTHER_EDITION = Failure("read", "На одной из машин кластера другая версия программы: обновите её")
LOST = "Связь с планировщиком {} потеряна. Повторный запуск продолжит с этого места"
_CANCELLED = "cancelled"
"""What a task is when the scheduler went away. One lost with its worker is done again, and its answer waited for."""
UNSEEN = "unseen"
"""The answer of a machine that does not see the archive."""


class SchedulerError(Exception):
    """There is no scheduler at the address, or it went away; the message is Russian."""


class Cluster(Executor):
    """Does work on paths wherever the scheduler at `address` has it done. Raises SchedulerError where there is none."""

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise SchedulerError(
                "Для --scheduler установите dask.distributed: pip install 'prikaz[cluster]'"
            ) from error
        _hush()
        self.address, self.sends = address, False
        try:
            client: Any = distributed.Client
            self.client = client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise SchedulerError(f"Планировщик {address} не отвечает: {error}") from error

    @property
    def processes(self) -> int:
        """How many files are read at once."""
        threads: list[int] = [*self.client.nthreads().values()]
        return max(1, sum(threads))

    def submit(self, work: Callable[[Path], Outcome], path: Path) -> "Future[Outcome]":  # type: ignore[override]
        """What becomes of the file. A worker that dies with it is replaced and it is tried again, then given up."""
        answer: Future[Outcome] = Future()
        self._send(answer, work, path.absolute(), self.sends, tries=2)
        return answer

    def _send(
        self, answer: "Future[Outcome]", work: Callable[[Path], Outcome], path: Path, whole: bool, tries: int
    ) -> None:
        """Has the file read; `whole` says whether it is sent along, `tries` how often workers may die of it."""

        def settle(done: Any) -> None:
            try:
                outcome = self._lost() if done.status == _CANCELLED else done.result(timeout=FETCH_SECONDS)
            except Exception as error:
                died, lost = type(error).__name__ == "KilledWorker", done.status != "error"
                if died and tries > 1:
                    self._send(answer, work, path, whole, tries - 1)
                elif died:
                    answer.set_result(DIED)
                else:
                    answer.set_exception(SchedulerError(LOST.format(self.address)) if lost else error)
                return
            if outcome == UNSEEN:
                self.sends = True
                self._send(answer, work, path, True, tries)
            else:
                answer.set_result(outcome)

        content = path.read_bytes() if whole else None
        self.client.submit(read_there, work, path, content, edition(), pure=False).add_done_callback(settle)

    def _lost(self) -> NoReturn:
        """The scheduler went away: nothing more is asked of it."""
        raise SchedulerError(LOST.format(self.address))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leaves the scheduler, which forgets what was not done."""
        self.client.close(timeout=1)


def _hush() -> None:
    """Leaves the loss of a scheduler to the message of a SchedulerError, which tells enough."""
    for logger in ("distributed", "distributed.client", "asyncio"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", r"coroutine '.*' was never awaited", RuntimeWarning)


def read_there(work: Callable[[Path], Outcome], path: Path, content: bytes | None, expected: str) -> Outcome | str:
    """Runs on a machine of the cluster: `work` on the path, or on a copy of what was sent along."""
    if edition() != expected:
        return OTHER_EDITION
    _restrained()
    if content is None:
        return work(path) if path.exists() else UNSEEN
    with tempfile.TemporaryDirectory(prefix="prikaz-") as folder:
        copy = Path(folder, path.name)
        copy.write_bytes(content)
        return work(copy)


@cache
def _restrained() -> None:
    """Binds the process of the worker once."""
    restrain()
