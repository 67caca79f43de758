"""One program at a time: the lock that a power cut can not leave behind."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from rrn_desktop.files import problem_of_writing
from rrn_desktop.store import problems
from rrn_desktop.store.holder import in_use_by_holder, remove_holder, write_holder

LOCK_NAME = "lock"


class StoreLock:
    """A held lock on a store; the system drops it when the process ends, however it ends."""

    def __init__(self, lock: FileLock, named_in: Path | None) -> None:
        self._lock, self._named_in = lock, named_in

    def release(self) -> None:
        """Let another program open the store."""
        # Not twice: by then the words beside the lock may be those of another program.
        if self._named_in is not None and self._lock.is_locked:
            remove_holder(self._named_in)
        self._lock.release()

    def __enter__(self) -> StoreLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold(store: Path, *, seconds: float = 0.0, named: bool = True) -> StoreLock:
    """Hold a store, waiting at most so long; raises StoreInUse, StoreMissing or StoreReadOnly.

    ``named`` writes beside the lock which program holds it, for the sentence of whoever comes second; what is held
    for one file only is not worth that.
    """
    if not store.is_dir():
        raise problems.missing(store.name)
    # The window takes the lock on one thread and lets go of it on another.
    lock = FileLock(store / LOCK_NAME, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=seconds, poll_interval=0.05)
    except Timeout:
        raise in_use_by_holder(store) from None
    except OSError as problem:
        raise problem_of_writing(problem) from None
    if named:
        write_holder(store)
    return StoreLock(lock, store if named else None)
