"""Listens for the lock of the computer itself, where the system tells of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class SystemWatch(QObject):
    """One way in which a system tells.

    Signals: ``locked`` fires when the computer is locked, put to sleep, or given to another user.
    """

    locked = Signal()


def watch_system(window: MainWindow, platform: str = sys.platform) -> SystemWatch | None:
    """Lock a window with its computer; None where nothing tells, and the window locks by itself alone.

    Call it after the first paint: what the rooms load takes longer than nothing.
    """
    watch = _watch(window, platform)
    if watch is not None:
        watch.locked.connect(window.lock_with_system)
    return watch


def _watch(window: MainWindow, platform: str) -> SystemWatch | None:
    if platform == "win32":
        from ui.system_lock import windows

        return windows.watch(window)
    if platform == "darwin":
        from ui.system_lock import macos

        return macos.watch(window)
    return _watch_linux(window) if platform == "linux" else None


def _watch_linux(window: MainWindow) -> SystemWatch | None:
    try:
        from ui.system_lock import logind
    except ImportError:
        # A computer without the libraries of a message bus has no logind to hear either.
        return None
    return logind.watch(window)
