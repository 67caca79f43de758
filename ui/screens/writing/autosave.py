"""Decides when a draft is saved: soon after the last key, and never late while someone keeps typing."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

QUIET = 800
"""Milliseconds after the last key."""
LATEST = 1.2
"""Seconds after which typing on and on is saved as well."""


class Autosave(QObject):
    """Asks for a save.

    Signals: ``due`` fires when the draft must be saved now.
    """

    due = Signal()

    def __init__(self, parent: QObject | None = None, *, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._since: float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET)
        self._timer.timeout.connect(self.now)

    def typed(self) -> None:
        """Take note of a key."""
        now = self._seconds()
        if self._since is None:
            self._since = now
        if now - self._since >= LATEST:
            self.now()
        else:
            self._timer.start()

    def now(self) -> None:
        """Ask for a save at once."""
        self.done()
        self.due.emit()

    def done(self) -> None:
        """Take note that all is saved."""
        self._timer.stop()
        self._since = None
