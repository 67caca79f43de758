"""Windows: the session's notifications and the power broadcast, as messages to the window.

Source: WTSRegisterSessionNotification and WM_WTSSESSION_CHANGE (wtsapi32), WM_POWERBROADCAST, in the Windows API.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.system_lock.watching import SystemWatch

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND = 0x0004
NOTIFY_FOR_THIS_SESSION = 0
# Another user at the screen, a remote screen that went away, signing out of Windows, and Win+L.
CONSOLE_DISCONNECT, REMOTE_DISCONNECT, SESSION_LOGOFF, SESSION_LOCK = 0x2, 0x4, 0x6, 0x7
_LOCKING = {
    WM_POWERBROADCAST: {PBT_APMSUSPEND},
    WM_WTSSESSION_CHANGE: {CONSOLE_DISCONNECT, REMOTE_DISCONNECT, SESSION_LOGOFF, SESSION_LOCK},
}
_KIND = b"windows_generic_MSG"

Ask = Callable[[int, int], int]
"""Asks Windows for the session's messages: a window's handle and NOTIFY_FOR_THIS_SESSION; 0 says that it refused."""


class MessageFilter(QAbstractNativeEventFilter):
    """Sees each message of Windows before Qt does; never keeps one from anyone."""

    def __init__(self, lock: Callable[[], None]) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        """Look at one message; return that Qt shall handle it."""
        if QByteArray(kind) == _KIND:
            seen = wintypes.MSG.from_address(int(message))
            if int(seen.wParam) in _LOCKING.get(int(seen.message), ()):
                self._lock()
        return False, 0


class WindowsWatch(SystemWatch):
    """Hears Win+L, a switch of user, a remote screen that goes away, and sleep."""

    def __init__(self, window: QWidget, ask: Ask) -> None:
        super().__init__(window)
        self._filter = MessageFilter(self.locked.emit)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)
        self.told_of_session = bool(ask(int(window.winId()), NOTIFY_FOR_THIS_SESSION))

    def stop(self) -> None:
        """Look at no message any more."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self._filter)


def watch(window: QWidget, ask: Ask | None = None) -> SystemWatch | None:
    """Return a watch on this window's messages; None where Windows has no such service."""
    asked = ask or _ask_windows()
    return None if asked is None else WindowsWatch(window, asked)


def _ask_windows() -> Ask | None:
    loader = getattr(ctypes, "WinDLL", None)
    if loader is None:
        return None
    try:
        library = loader("wtsapi32")
    except OSError:
        return None

    def ask(window: int, flags: int) -> int:
        return int(library.WTSRegisterSessionNotification(wintypes.HWND(window), wintypes.DWORD(flags)))

    return ask
