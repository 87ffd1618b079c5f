"""How long pages take, asked through Datasette in this process, warm."""

import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

WARMING, TIMES = 5, 20
"""How often a page is asked before it is measured: each of Datasette's threads reads the schema; and measured."""
LIMIT = 100.0
"""Milliseconds that a page may take."""


class Answer(NamedTuple):
    """A page and its times in milliseconds: of the processor (median, 95th percentile), of the clock (95th)."""

    path: str
    status: int
    median: float
    late: float
    waited: float


async def measure(folder: Path, asked: Sequence[str]) -> list[Answer]:
    """The times of each path, asked of the site in `folder`."""
    from datasette.app import Datasette

    site = Datasette([], config_dir=folder)
    found = []
    for path in asked:
        status, spent, waited = 0, [], []
        for _ in range(WARMING + TIMES):
            began, clock = time.process_time(), time.perf_counter()
            status = (await site.client.get(path)).status_code
            spent.append(1000 * (time.process_time() - began))
            waited.append(1000 * (time.perf_counter() - clock))
        warm, passed = sorted(spent[WARMING:]), sorted(waited[WARMING:])
        found.append(Answer(path, status, statistics.median(warm), warm[-2], passed[-2]))
    return found


def table(answers: Sequence[Answer]) -> str:
    """The slowest first; the status stands by what is no page."""
    rows = [
        f"| `{a.path}`{'' if a.status == 200 else f' {a.status}'} | {a.median:.0f} | {a.late:.0f} | {a.waited:.0f} |"
        for a in sorted(answers, key=lambda a: (-a.late, a.path))
    ]
    slow, late = sum(a.late > LIMIT for a in answers), sum(a.waited > LIMIT for a in answers)
    over = f"{slow} of {len(answers)} pages over {LIMIT:.0f} ms of processor time, {late} by the clock."
    return "\n".join((over, "", "| page | median | 95 % | 95 % by the clock |", "| --- | --- | --- | --- |", *rows))
