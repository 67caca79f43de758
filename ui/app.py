"""Starts the window.

Qt is loaded by these functions and not with this file: what is wrong on the command line is told at once.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from ui.arguments import Arguments, read_arguments

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from rrn_desktop.clock import Clock
    from ui.main_window import MainWindow

_AFTER_PAINT = 30
"""Milliseconds: what the window can do without until then would hold up its first paint."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the window until it is closed, and return the program's exit code."""
    arguments = read_arguments(words)
    app, window = first_window(arguments)
    from ui.show_error import CrashGuard

    CrashGuard(window).install()
    return app.exec()


def first_window(arguments: Arguments) -> tuple[QApplication, MainWindow]:
    """Return the application in the look that was asked for, and its window, shown on its sign-in screen."""
    # Next to nothing of what is loaded until then is ever thrown away, and to look for it takes a tenth of the start.
    gc.disable()
    app = dress(arguments)
    window = open_window(app, arguments)
    window.show()
    from PySide6.QtCore import QTimer

    QTimer.singleShot(_AFTER_PAINT, window, partial(_settle, window))
    return app, window


def dress(arguments: Arguments) -> QApplication:
    """Return the application in the look that was asked for."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from rrn_desktop.resources import resource_path
    from ui.theme import Look, apply_look, new_application, system_wants_contrast
    from ui.widgets.accessible import install_roles

    install_roles()
    app = QApplication.instance() or new_application(sys.argv[0])
    assert isinstance(app, QApplication)
    app.setApplicationName("RRN Desktop")
    app.setDesktopFileName("rrn-desktop")  # so that a desktop finds the icon and the name of its menu entry
    app.setWindowIcon(QIcon(str(resource_path("app/rrn-desktop.svg"))))
    app.setQuitOnLastWindowClosed(True)
    theme = arguments.theme or ("contrast" if system_wants_contrast(app) else "light")
    apply_look(app, Look(theme, arguments.scale))
    return app


def open_window(app: QApplication, arguments: Arguments, clock: Clock | None = None) -> MainWindow:
    """Return the window on its sign-in screen, not yet shown."""
    from PySide6.QtCore import QTimer

    from ui.idle import IdleWatch
    from ui.main_window import MainWindow
    from ui.rooms import Rooms
    from ui.tasks import Tasks

    tasks, idle = Tasks(), IdleWatch(app)
    window = MainWindow(tasks, idle)
    # What watches every event goes with its window, or each window that was ever open would slow the next one down.
    for one in (tasks, idle):
        one.setParent(window)
    Rooms(window, arguments.store, tasks, clock).open_sign_in()
    window.resize(*arguments.size)
    QTimer.singleShot(_AFTER_PAINT, window, partial(_guard_wheel, app, window))
    return window


def _guard_wheel(app: QApplication, window: MainWindow) -> None:
    from ui.widgets.wheel_guard import WheelGuard

    WheelGuard(app).setParent(window)


def _settle(window: MainWindow) -> None:
    from ui.system_lock.watching import watch_system

    gc.enable()
    watch_system(window)
