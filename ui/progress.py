"""How far long work has come, told from its thread to the window; and the wish to stop it, told the other way."""

from __future__ import annotations

import time
from threading import Event

from PySide6.QtCore import QObject, Signal

_PAUSE = 0.05
"""Seconds between two tellings: more often than anyone sees would only slow the work."""


class Progress(QObject):
    """Call it with how much is done and how much there is; it returns False once someone wants to stop.

    - It may be called from any thread; its signal arrives on the window's.

    Signals: ``moved`` carries what is done and all there is to do.
    """

    moved = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()
        self._told = 0.0

    def __call__(self, done: int, total: int) -> bool:
        """Take note of what is done; returns False once someone wants to stop."""
        now = time.monotonic()
        if done >= total or now - self._told >= _PAUSE:
            self._told = now
            self.moved.emit(done, total)
        return not self._stop.is_set()

    def stop(self) -> None:
        """Let the next call return False."""
        self._stop.set()
