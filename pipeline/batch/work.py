"""What a worker process does: one file into documents, or the reason why not."""

import faulthandler
import logging
import os
import resource
import signal
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Literal

from pipeline.batch.office import kind_of, modern
from pipeline.errors import ReadError
from schemas.document import Document
from schemas.layout import Layout

if TYPE_CHECKING:
    from extractors.language import Language

Stage = Literal["open", "read", "extract", "store"]

LIMIT_SECONDS = 900
"""A file that takes longer is given up: a scan of 300 pages takes about 600."""

MEMORY = 4 * 2**30
"""Bytes of addresses for each process: the models and a scan of 120 million pixels take about half."""

LARGEST_WRITTEN = 2 * 2**30
"""Bytes of one temporary file."""

GRACE = 1.2
"""Share of the limit after which a worker that does not even notice it ends itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a file; its type as its content tells. The layout is without words: evidence has its boxes."""

    layout: Layout
    documents: tuple[Document, ...]
    media_type: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing was found: where it stopped, and what the user can do, in Russian. A `deadly` file costs too much to
    be tried every night."""

    stage: Stage
    error: str
    seconds: float = 0.0
    deadly: bool = False


Outcome = Reading | Failure

TOO_MUCH = "Файлу нужно слишком много памяти: разделите его на части или уменьшите его страницы"


def read_and_extract(path: Path, limit: float = LIMIT_SECONDS) -> Outcome:
    """One file, from bytes to documents, in `limit` seconds at most. Never raises: this is the edge of a file."""
    start = time.monotonic()
    stage: Stage = "read"
    try:
        with time_limit(limit), modern(path) as readable:
            from extractors.document import extract
            from pipeline.readers import format_of, read

            layout = read(readable)
            stage = "extract"
            documents = tuple(document for document in extract(layout, language()) if says_anything(document))
            if not documents:
                return Failure(stage, "В файле не найдено ни одного документа", time.monotonic() - start)
            bare = layout.model_copy(update={"words": ()})
            return Reading(bare, documents, (kind_of(path) or format_of(path)).media_type, time.monotonic() - start)
    except Exception as error:  # whatever a file does, it ends this file only
        reason = _reason(error)
        deadly = reason == TOO_MUCH or (isinstance(error, ReadError) and error.code == "timeout")
        return Failure(stage, reason, time.monotonic() - start, deadly)


def _reason(error: BaseException) -> str:
    """What the user is told. Want of memory is told even where a library took it for a broken file."""
    causes: list[BaseException] = [error]
    while inner := causes[-1].__cause__ or causes[-1].__context__:
        causes.append(inner)
    if any(isinstance(cause, MemoryError) for cause in causes):
        return TOO_MUCH
    return error.message if isinstance(error, ReadError) else f"Внутренняя ошибка: {type(error).__name__}: {error}"


def says_anything(document: Document) -> bool:
    """Whether anything but a guess at its kind was found: a shopping list is no letter.

    >>> says_anything(Document(kind="letter")), says_anything(Document(kind="letter", number="7"))
    (False, True)
    """
    return any(value for name, value in document if name not in ("kind", "evidence"))


@cache
def language() -> "Language":
    """The models of this process, loaded once."""
    from extractors.language import Language

    return Language()


def start_worker() -> None:
    """Makes this process a worker: one thread, no part in Ctrl+C, an end when its parent ends, models loaded.

    What libraries say of broken files goes nowhere: what became of a file is told once, by its outcome.
    """
    restrain()
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    language()


def restrain(memory: int = MEMORY) -> None:
    """One thread, and no more memory and disk than a file may need; what the process starts is bound by the same."""
    os.environ["OMP_THREAD_LIMIT"] = os.environ["OMP_NUM_THREADS"] = "1"
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, LARGEST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end_with(parent: int) -> None:
    """A worker whose parent was killed would wait for work for ever."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


class _Late(BaseException):
    """Too late. No Exception, because libraries take those for their own and go on."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises ReadError after `seconds`; a process stuck where Python does not run is ended a little later.

    Signals reach the main thread only: in another one there is the hard end alone.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _Late

    in_main = threading.current_thread() is threading.main_thread()
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds * GRACE, exit=True, file=nowhere)
        former = signal.signal(signal.SIGALRM, stop) if in_main else None
        if in_main:
            signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        except _Late as late:
            raise ReadError("timeout", f"Файл читался дольше {seconds:.0f} с: разделите его на части") from late
        finally:
            faulthandler.cancel_dump_traceback_later()
            if in_main:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, former)
