"""Every window test runs without a display, in our own fonts and look."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from rrn_desktop.clock import FixedClock
from ui.forms.field import DirectoryRow, FieldContext
from ui.theme import Look, apply_look, current_look
from ui.widgets.accessible import install_roles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Overlook what the platform without a display says about itself."""
    for item in items:
        if "ui" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """Return the application in the light look at 100 %."""
    install_roles()
    if not qapp.styleSheet() or current_look() != Look():
        apply_look(qapp, Look())
    return qapp


@pytest.fixture(autouse=True)
def nothing_left_over(qapp: QApplication) -> Iterator[None]:
    """Free what the test discarded: without a running event loop nothing else would, and every look grows slower."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def context() -> FieldContext:
    """Return a small directory and a clock that stands at 14:30 in winter."""
    return FieldContext(
        clock=FixedClock(datetime(2026, 11, 22, 14, 30, tzinfo=UTC)),
        people=(
            DirectoryRow("p1", "Dylan Ŵyn Pryce", "Year 3"),
            DirectoryRow("p2", "Amara Nwosu", "Year 8"),
        ),
        staff=(
            DirectoryRow("s1", "Ms Okafor", role="Teaching assistant"),
            DirectoryRow("s2", "Mr Lewis", role="Teacher"),
        ),
    )


@pytest.fixture
def shown(dressed: QApplication) -> Iterator[Callable[[QWidget], QMainWindow]]:
    """Return a function that shows a widget in an active window of 1000 by 680."""
    windows: list[QMainWindow] = []

    def show(widget: QWidget) -> QMainWindow:
        window = QMainWindow()
        window.setCentralWidget(widget)
        window.resize(1000, 680)
        window.show()
        window.activateWindow()
        for _ in range(3):
            dressed.processEvents()
        windows.append(window)
        return window

    yield show
    for window in windows:
        window.close()
        window.deleteLater()
    # processEvents alone would leave them alive, and slow every later look.
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dressed.processEvents()
