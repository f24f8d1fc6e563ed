"""One writer at a time: two commands that write one plan wait for each other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def locked(root: str) -> Iterator[None]:
    """While it lasts no other command of bcdr writes files of the plan in `root`. Editors do not ask for it.

    The folder itself is locked, so nothing is left behind, whatever happens. A file system that knows no locks is
    written without one: files are still exchanged only when they say what they said when they were read.
    """
    import fcntl

    descriptor = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
