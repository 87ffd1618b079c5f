"""Processor time: what other programs of the machine disturb least."""

import resource


def spent() -> float:
    """Seconds of processors that this process has had, and the programs that it ran to their end."""
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)
