"""A message bus of a test's own, with something on it that answers like logind."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtDBus import (
    QDBusConnection,
    QDBusError,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

from ui.system_lock.logind import MANAGER, MANAGER_PATH, PROPERTIES, SERVICE, SESSION

OWN, OTHER = f"{MANAGER_PATH}/session/_31", f"{MANAGER_PATH}/session/c2"
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:tmpdir={folder}</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""


@contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """Run a bus that nobody else knows of, and give its address."""
    config = folder / "bus.conf"
    config.write_text(_CONFIG.format(folder=folder), "utf-8")
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


class Logind(QDBusVirtualObject):
    """Knows one session and what delays sleep; says what it is told to say."""

    def __init__(self, bus: QDBusConnection, *, known: tuple[str, ...]) -> None:
        super().__init__()
        self._bus, self._known = bus, known
        self.asked: list[str] = []
        self.delays: list[int] = []
        whole_tree = QDBusConnection.VirtualObjectRegisterOption.SubPath
        assert bus.registerVirtualObject(MANAGER_PATH, self, whole_tree)
        assert bus.registerService(SERVICE)

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802  (Qt's own name)
        values = message.arguments()
        reply = message.createReply()
        self.asked.append(f"{message.member()} {values[0]}")
        if message.member() == "Inhibit":
            mine, theirs = os.pipe()
            reply.setArguments([QDBusUnixFileDescriptor(theirs)])
            os.close(theirs)
            os.set_blocking(mine, False)
            self.delays.append(mine)
        elif values[0] in self._known:
            reply.setArguments([QDBusObjectPath(OWN)])
        else:
            reply = message.createErrorReply(QDBusError.ErrorType.Failed, "no such session")
        return connection.send(reply)

    def sleep(self, going: bool) -> None:
        self._say(MANAGER_PATH, MANAGER, "PrepareForSleep", [going])

    def lock(self, session: str = OWN) -> None:
        self._say(session, SESSION, "Lock", [])

    def change(self, values: dict[str, Any], session: str = OWN) -> None:
        self._say(session, PROPERTIES, "PropertiesChanged", [SESSION, values, ["IdleHint"]])

    def save_screen(self, on: bool) -> None:
        self._say("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [on])

    def delayed(self, at: int = -1) -> bool:
        """Say whether somebody still delays sleep: a pipe ends when its last writer lets go."""
        try:
            return os.read(self.delays[at], 1) != b""
        except BlockingIOError:
            return True

    def _say(self, path: str, interface: str, name: str, values: list[Any]) -> None:
        said = QDBusMessage.createSignal(path, interface, name)
        said.setArguments(values)
        assert self._bus.send(said)
