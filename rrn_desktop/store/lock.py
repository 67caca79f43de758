"""One program at a time: the lock that a power cut can not leave behind."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from rrn_desktop.files import problem_of_writing
from rrn_desktop.store import problems

LOCK_NAME = "lock"


class StoreLock:
    """A held lock on a store; the system drops it when the process ends, however it ends."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def release(self) -> None:
        """Let another program open the store."""
        self._lock.release()

    def __enter__(self) -> StoreLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold(store: Path, *, seconds: float = 0.0) -> StoreLock:
    """Hold a store, waiting at most so long; raises StoreInUse, StoreMissing or StoreReadOnly."""
    if not store.is_dir():
        raise problems.missing(store.name)
    # The window takes the lock on one thread and lets go of it on another.
    lock = FileLock(store / LOCK_NAME, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=seconds, poll_interval=0.05)
    except Timeout:
        raise problems.in_use() from None
    except OSError as problem:
        raise problem_of_writing(problem) from None
    return StoreLock(lock)
