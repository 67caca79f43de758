"""Linux: logind on the system bus, and the screen savers of desktops on the session bus.

Source: org.freedesktop.login1(5), "Session Objects" and "Signals"; the inhibitor locks of systemd.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage, QDBusObjectPath, QDBusUnixFileDescriptor

from ui.system_lock.watching import SystemWatch

SERVICE, MANAGER_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
# What logind calls the session of whoever asks; a program started by the desktop is often in none of its own.
_OWN = "auto"
# So long the hidden window has to be painted before the computer may sleep; logind itself waits five seconds at most.
PAINTED = 200
"""Milliseconds."""


class LogindWatch(SystemWatch):
    """Hears the lock of this session, sleep, the switch to another user, and a screen saver that comes on.

    ``listens`` says whether logind has answered which session is this one.
    """

    def __init__(self, system: QDBusConnection, desktop: QDBusConnection, session: str, parent: QObject) -> None:
        super().__init__(parent)
        self._system = system
        self._asked = [name for name in (session, _OWN) if name]
        self._delay: QDBusUnixFileDescriptor | None = None
        self.listens = False
        system.connect(SERVICE, MANAGER_PATH, MANAGER, "PrepareForSleep", self, _slot("sleeps(bool)"))
        for saver in SCREEN_SAVERS:
            desktop.connect("", "", saver, "ActiveChanged", self, _slot("covered(bool)"))
        self._find_session()
        self._ask_for_delay()

    @Slot(bool)
    def sleeps(self, going: bool) -> None:
        """Lock before the computer sleeps, and let it sleep once nothing is to be seen."""
        if going:
            self.locked.emit()
            QTimer.singleShot(PAINTED, self, self._let_sleep)
        else:
            self._ask_for_delay()

    @Slot()
    def told(self) -> None:
        """Lock: logind asks the session to."""
        self.locked.emit()

    @Slot(bool)
    def covered(self, on: bool) -> None:
        """Lock behind a screen saver."""
        if on:
            self.locked.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def changed(self, interface: str, values: Mapping[str, Any], _gone: list[str]) -> None:
        """Lock when the desktop says that it did, or when another user took the screen."""
        if interface == SESSION and (values.get("LockedHint") is True or values.get("Active") is False):
            self.locked.emit()

    @Slot("QDBusObjectPath")
    def found(self, path: QDBusObjectPath) -> None:
        """Listen to the session that this program runs in."""
        self._listen(path.path())

    @Slot("QDBusError", "QDBusMessage")
    def not_found(self, _error: QDBusError, _message: QDBusMessage) -> None:
        """Ask in another way, and in the end listen to every session: rather once too often."""
        if self._asked:
            self._find_session()
        else:
            self._listen("")

    @Slot("QDBusUnixFileDescriptor")
    def delays(self, delay: QDBusUnixFileDescriptor) -> None:
        """Keep what makes the computer wait for the lock; letting go of it lets it sleep."""
        self._delay = QDBusUnixFileDescriptor(delay)

    @Slot("QDBusError", "QDBusMessage")
    def no_delay(self, _error: QDBusError, _message: QDBusMessage) -> None:
        """Do without: the lock comes with sleep, but may be painted only after it."""
        self._delay = None

    def _find_session(self) -> None:
        self._call("GetSession", (self._asked.pop(0),), "found(QDBusObjectPath)", "not_found")

    def _ask_for_delay(self) -> None:
        words = ("sleep", "RRN Desktop", "Saves what was typed, and locks", "delay")
        self._call("Inhibit", words, "delays(QDBusUnixFileDescriptor)", "no_delay")

    def _let_sleep(self) -> None:
        self._delay = None

    def _listen(self, path: str) -> None:
        self._system.connect(SERVICE, path, SESSION, "Lock", self, _slot("told()"))
        heard = _slot("changed(QString,QVariantMap,QStringList)")
        self._system.connect(SERVICE, path, PROPERTIES, "PropertiesChanged", self, heard)
        self.listens = True

    def _call(self, member: str, values: tuple[str, ...], done: str, failed: str) -> None:
        """Call logind without waiting: a bus that hangs must not hold the window."""
        call = QDBusMessage.createMethodCall(SERVICE, MANAGER_PATH, MANAGER, member)
        call.setArguments(list(values))
        self._system.callWithCallback(call, self, _slot(done), _slot(f"{failed}(QDBusError,QDBusMessage)"))


def _slot(signature: str) -> Any:
    # PySide's type hints ask for bytes here, and its calls for text.
    return SLOT(signature)


def watch(
    parent: QObject,
    system: Callable[[], QDBusConnection] = QDBusConnection.systemBus,
    desktop: Callable[[], QDBusConnection] = QDBusConnection.sessionBus,
) -> SystemWatch | None:
    """Return a watch on the buses of this computer; None where there is no system bus."""
    bus = system()
    if not bus.isConnected():
        return None
    return LogindWatch(bus, desktop(), os.environ.get("XDG_SESSION_ID", ""), parent)
