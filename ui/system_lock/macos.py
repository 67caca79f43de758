"""macOS: the notification that the screen was locked, from the distributed notification centre.

Source: CFNotificationCenter (Core Foundation). The name of the notification is not in Apple's documentation, though
it has been the same for years: see docs/MANUAL_CHECKS.md.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject

from ui.system_lock.watching import SystemWatch

SCREEN_LOCKED = "com.apple.screenIsLocked"
_PATH = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_UTF_8 = 0x08000100
DELIVER_AT_ONCE = 4

CALLBACK = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)  # centre, observer, name, object, further facts


class Centre(Protocol):
    """Where notifications come from."""

    def add(self, name: str, callback: Any) -> None:
        """Call back on the window's thread whenever a notification of this name is posted."""


class CoreFoundationCentre:
    """The distributed notification centre of macOS, by the C interface of Core Foundation."""

    def __init__(self, library: Any) -> None:
        self._library = library
        library.CFStringCreateWithCString.restype = ctypes.c_void_p
        library.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
        library.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
        library.CFNotificationCenterGetDistributedCenter.argtypes = []
        library.CFNotificationCenterAddObserver.restype = None
        library.CFNotificationCenterAddObserver.argtypes = [
            *(ctypes.c_void_p, ctypes.c_void_p, CALLBACK, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long),
        ]

    def add(self, name: str, callback: Any) -> None:
        """Call back on the window's thread whenever a notification of this name is posted."""
        library = self._library
        words = library.CFStringCreateWithCString(None, name.encode("utf-8"), _UTF_8)
        centre = library.CFNotificationCenterGetDistributedCenter()
        library.CFNotificationCenterAddObserver(centre, id(self), callback, words, None, DELIVER_AT_ONCE)


class MacWatch(SystemWatch):
    """Hears that the screen was locked; a screen that sleeps is locked by macOS where it is set so."""

    def __init__(self, centre: Centre, parent: QObject) -> None:
        super().__init__(parent)
        # macOS calls this for as long as the program runs, so it is never let go of.
        self._callback = CALLBACK(self._posted)
        centre.add(SCREEN_LOCKED, self._callback)

    def _posted(self, *_what: Any) -> None:
        if shiboken6.isValid(self):
            self.locked.emit()


def watch(parent: QObject, load: Callable[[str], Any] = ctypes.CDLL) -> SystemWatch | None:
    """Return a watch on the notification centre; None where there is no Core Foundation."""
    try:
        library = load(_PATH)
    except OSError:
        return None
    return MacWatch(CoreFoundationCentre(library), parent)
