"""Starts the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from rrn_desktop.resources import resource_path
from ui.arguments import Arguments, read_arguments
from ui.idle import IdleWatch
from ui.main_window import MainWindow
from ui.rooms import Rooms
from ui.show_error import CrashGuard
from ui.tasks import Tasks
from ui.theme import Look, apply_look, system_wants_contrast
from ui.widgets.accessible import install_roles
from ui.widgets.wheel_guard import WheelGuard

if TYPE_CHECKING:
    from rrn_desktop.clock import Clock


def main(words: Sequence[str] | None = None) -> int:
    """Run the window until it is closed, and return the program's exit code."""
    arguments = read_arguments(words)
    app = dress(arguments)
    window = open_window(app, arguments)
    CrashGuard(window).install()
    window.show()
    # After the first paint: what hears the computer's own lock takes longer to load than nothing.
    QTimer.singleShot(0, window, partial(_watch_system, window))
    return app.exec()


def dress(arguments: Arguments) -> QApplication:
    """Return the application in the look that was asked for."""
    install_roles()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("RRN Desktop")
    app.setDesktopFileName("rrn-desktop")  # so that a desktop finds the icon and the name of its menu entry
    app.setWindowIcon(QIcon(str(resource_path("app/rrn-desktop.svg"))))
    app.setQuitOnLastWindowClosed(True)
    theme = arguments.theme or ("contrast" if system_wants_contrast(app) else "light")
    apply_look(app, Look(theme, arguments.scale))
    return app


def _watch_system(window: MainWindow) -> None:
    from ui.system_lock.watching import watch_system

    watch_system(window)


def open_window(app: QApplication, arguments: Arguments, clock: Clock | None = None) -> MainWindow:
    """Return the window on its sign-in screen, not yet shown."""
    tasks, idle, guard = Tasks(), IdleWatch(app), WheelGuard(app)
    window = MainWindow(tasks, idle)
    # What watches every event goes with its window, or each window that was ever open would slow the next one down.
    for one in (tasks, idle, guard):
        one.setParent(window)
    Rooms(window, arguments.store, tasks, clock).open_sign_in()
    window.resize(*arguments.size)
    return window
