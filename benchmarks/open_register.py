"""Run as its own process: a lead's window with the register open, which is used; says how much memory it holds.

``python -m benchmarks.open_register STORE`` prints megabytes, as the system counts what is in memory: with Today shown,
with the register open, and after it was gone through, searched and sorted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from benchmarks.site import LEAD, PASSPHRASES
from rrn_desktop.services.signing_in import sign_in
from ui.app import dress, open_window
from ui.arguments import read_arguments
from ui.rooms import Rooms
from ui.screens.register.view import RegisterScreen

_PLACES = 120
"""Where in the list it is looked at; as many pages as are kept at most, and as many again."""

_SEARCHES = ("bow", "bruise gate", "calmed trains", "")


def main(store: str) -> int:
    """Open the window, and use it."""
    arguments = read_arguments(["--store", store])
    app = dress(arguments)
    window = open_window(app, arguments)
    window.show()
    rooms = next(one for one in window.children() if isinstance(one, Rooms))
    rooms.enter(sign_in(Path(store), LEAD, PASSPHRASES[LEAD]))
    app.processEvents()
    said = [held()]
    rooms.open_register()
    app.processEvents()
    said.append(held())
    screen = window.screen_shown()
    assert isinstance(screen, RegisterScreen)
    _use(app, screen)
    said.append(held())
    print(*(f"{one:.1f}" for one in said), flush=True)
    window.close()
    app.processEvents()
    return 0


def held() -> float:
    """Return how many megabytes of this process are in memory now, as Linux tells it."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in status if line.startswith("VmRSS:")).split()[1]) * 1024 / 1_000_000


def _use(app: QApplication, screen: RegisterScreen) -> None:
    table = screen.findChildren(QTableView)[0]
    box = next(one for one in screen.findChildren(QLineEdit) if one.objectName() == "search")
    for words in _SEARCHES:
        box.setText(words)
        screen.read_again()
        _go_through(app, table)
    screen.focus_first()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(table, key)
        app.processEvents()


def _go_through(app: QApplication, table: QTableView) -> None:
    last = max(table.model().rowCount() - 1, 0)
    for step in range(_PLACES + 1):
        table.setCurrentIndex(table.model().index(last * step // _PLACES, 0))
        app.processEvents()
        table.viewport().grab()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
