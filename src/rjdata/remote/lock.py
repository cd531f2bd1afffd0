"""A lock between processes that saves double work and is never relied on: where it cannot be had, work goes on without it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSE = 0.05
"""Seconds between two tries for a lock that another process holds."""

if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def lock(path: Path, *, until: float, clock: Callable[[], float], wait: Callable[[float], object]) -> Iterator[bool]:
    """Hold the lock file `path`, and say whether it is held.

    It is not held where `until` passed before another process let it go, where the folder cannot be written, or where the file system
    knows no locks. The system takes it from a process that dies.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        yield False
        return
    try:
        yield _acquire(descriptor, until, clock, wait)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, until: float, clock: Callable[[], float], wait: Callable[[float], object]) -> bool:
    while True:
        try:
            _try(descriptor)
        except (BlockingIOError, PermissionError):
            # Held by another: POSIX says the first, Windows and some network file systems the second.
            if clock() >= until:
                return False
            wait(PAUSE)
        except OSError:
            return False
        else:
            return True
