"""The cores of the machine."""

import os


def usable_cores() -> int | None:
    """Return how many cores this process may run on, or None if the system does not say it."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
