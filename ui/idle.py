"""Notices that nobody has touched the PC for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from rrn_desktop.uptime import seconds_passed

LOCK_AFTER, WARN_BEFORE = 300.0, 30.0
"""Seconds without a touch until the window locks, and how long before that it says so."""

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class IdleWatch(QObject):
    """Watches the whole application for keys, mouse, wheel and touch, for as long as it counts.

    Signals: ``soon`` fires once when the lock is near, ``touched`` when someone comes back after
    that, ``idle`` once when the time is up.
    """

    soon = Signal()
    touched = Signal()
    idle = Signal()

    def __init__(self, app: QApplication, *, seconds: Callable[[], float] = seconds_passed) -> None:
        super().__init__(app)
        self._app = app
        self._seconds = seconds
        self._last = seconds()
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to count from now."""
        self._last = self._seconds()
        self._warned = False
        self._timer.start()
        # Installed once however often it is told: until someone is there, no event is held up by this.
        self._app.installEventFilter(self)

    def stop(self) -> None:
        """Count no longer: the window is locked or nobody is signed in."""
        self._timer.stop()
        self._warned = False
        self._app.removeEventFilter(self)

    def look(self) -> None:
        """Compare the clock that never goes back with the last touch."""
        quiet = self._seconds() - self._last
        if not self._timer.isActive():
            return
        if quiet >= LOCK_AFTER:
            self.stop()
            self.idle.emit()
        elif quiet >= LOCK_AFTER - WARN_BEFORE and not self._warned:
            self._warned = True
            self.soon.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of each touch by a hand; never keep an event from anyone."""
        if event.type() in _TOUCHES and event.spontaneous():
            self._last = self._seconds()
            if self._warned:
                self._warned = False
                self.touched.emit()
        return False
