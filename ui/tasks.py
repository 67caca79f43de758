"""One door to slow work: it runs away from the window, and its result comes back to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor


class _Waiting(NamedTuple):
    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class Tasks(QObject):
    """Runs one piece of slow work at a time, always on the same thread.

    - ``done`` or ``failed`` is called on the window's thread, once.
    - Neither is called when the owner is gone by then.
    - The work must not touch a widget.

    Signals: ``arrived`` is for the worker alone.
    """

    arrived = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: ThreadPoolExecutor | None = None
        self._waiting: dict[int, _Waiting] = {}
        self._last = 0
        self.arrived.connect(self._deliver)

    @property
    def busy(self) -> bool:
        """Return whether some work has not come back yet."""
        return bool(self._waiting)

    def run(
        self,
        owner: QObject,
        work: Callable[[], object],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run work for an owner, and bring back its result or its error."""
        self._last += 1
        self._waiting[self._last] = _Waiting(owner, done, failed)
        if self._worker is None:
            from concurrent.futures import ThreadPoolExecutor

            # One thread that lasts: the lock of a store can only be let go by the thread that took it.
            self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="slow work")
        self._worker.submit(self._work, self._last, work)

    def finish(self) -> None:
        """Wait for the work at hand and forget what it brings; for closing the window."""
        if self._worker is not None:
            self._worker.shutdown(wait=True)
        self._waiting.clear()

    def _work(self, number: int, work: Callable[[], object]) -> None:
        result: object = None
        error: Exception | None = None
        try:
            result = work()
        except Exception as caught:  # noqa: BLE001 - every error travels to the window, which tells it
            error = caught
        self.arrived.emit(number, result, error)

    def _deliver(self, number: int, result: object, error: Exception | None) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None or not shiboken6.isValid(waiting.owner):
            return
        if error is not None:
            waiting.failed(error)
        else:
            waiting.done(result)
