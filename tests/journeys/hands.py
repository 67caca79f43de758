"""A pair of hands on the keyboard: finds controls by the name a screen reader says, and presses keys."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from ui.main_window import MainWindow
from ui.widgets.labels import Heading

_PATIENCE = 20.0


class Hands:
    """Uses a window with the keyboard alone."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    # What is seen

    def settle(self) -> None:
        """Let the window do what it has to do."""
        for _ in range(4):
            QApplication.processEvents()
        # Where there is no window manager, nobody gives the window back its activity after a list of offers.
        if QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None:
            self.window.activateWindow()
            QApplication.processEvents()

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + _PATIENCE
        while not until():
            assert time.monotonic() < end, f"waited in vain at: {self.heading()}; {self.texts()}"
            QTest.qWait(10)
        self.settle()

    def focus(self) -> QWidget:
        """Return what has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, f"nothing has the focus at: {self.heading()}"
        return widget

    def heading(self) -> str:
        """Return the first heading that is seen below the bar."""
        seen = [one for one in self.window.findChildren(Heading) if one.isVisible()]
        return next((one.text() for one in seen), "")

    def headings(self) -> list[str]:
        """Return every heading that is seen."""
        return [one.text() for one in self.window.findChildren(Heading) if one.isVisible()]

    def texts(self) -> list[str]:
        """Return every label that is seen."""
        return [one.text() for one in self.window.findChildren(QLabel) if one.isVisible() and one.text()]

    def sees(self, words: str) -> bool:
        """Return whether words are on the screen."""
        return any(words in text for text in self.texts())

    def named(self, name: str) -> list[QWidget]:
        """Return what is seen and has this accessible name."""
        return [one for one in self.window.findChildren(QWidget) if one.isVisible() and one.accessibleName() == name]

    def has(self, path: str) -> bool:
        """Return whether something that carries this path is seen."""
        return any(one.isVisible() and one.objectName() == path for one in self.window.findChildren(QWidget))

    # What the fingers do

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the focus is."""
        QTest.keyClick(_keyboard_at(self.focus()), key, modifier)
        self.settle()

    def write(self, words: str) -> None:
        """Type words where the focus is, over what stands there."""
        widget = self.focus()
        assert isinstance(widget, QLineEdit | QPlainTextEdit), f"not a text box: {widget}"
        widget.selectAll()
        for sign in words:
            key = Qt.Key.Key_Return if sign == "\n" else Qt.Key.Key_unknown
            at = _keyboard_at(widget)
            QTest.sendKeyEvent(QTest.KeyAction.Click, at, key, sign, Qt.KeyboardModifier.NoModifier)
        self.settle()

    def tab_to(self, name: str, *, within: str = "", back: bool = False) -> QWidget:
        """Press Tab until something of this name has the focus; ``within`` is the name of a group or path around it."""
        key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
        start = QApplication.focusWidget()
        for _ in range(400):
            now = QApplication.focusWidget()
            if now is not None and now.accessibleName() == name and _inside(now, within):
                return now
            if now is not None and self._arrow_to(now, name, within):
                return self.focus()
            QTest.keyClick(_keyboard_at(now or self.window), key)
            QApplication.processEvents()
        seen = sorted({one.accessibleName() for one in self.window.findChildren(QWidget) if one.isVisible()})
        raise AssertionError(f"Tab never came to {name!r} in {within!r} from {start}; seen: {seen}")

    def _arrow_to(self, now: QWidget, name: str, within: str) -> bool:
        if not isinstance(now, QRadioButton):
            return False
        group = now.parentWidget()
        faces = group.findChildren(QRadioButton) if group else []
        wanted = next((face for face in faces if face.accessibleName() == name and _inside(face, within)), None)
        for _ in faces if wanted else []:
            here = self.focus()
            if here is wanted or wanted is None:
                break
            QTest.keyClick(here, _way(here, wanted))
            QApplication.processEvents()
        return wanted is not None and self.focus() is wanted

    def press(self, name: str, *, within: str = "") -> None:
        """Go to a button, card or switch and press Space."""
        self.tab_to(name, within=within)
        self.key(Qt.Key.Key_Space)

    def fill(self, name: str, words: str, *, within: str = "") -> None:
        """Go to a box and type."""
        self.tab_to(name, within=within)
        self.write(words)


def _way(here: QWidget, there: QWidget) -> Qt.Key:
    """Return the arrow that leads from one card towards another."""
    down, right = there.y() - here.y(), there.x() - here.x()
    if down:
        return Qt.Key.Key_Down if down > 0 else Qt.Key.Key_Up
    return Qt.Key.Key_Right if right > 0 else Qt.Key.Key_Left


def _keyboard_at(widget: QWidget) -> QWidget:
    """Return where the system sends keys: to an open list of offers, which hands them on, else to the widget."""
    return QApplication.activePopupWidget() or widget


def _inside(widget: QWidget, within: str) -> bool:
    step: QObject | None = widget
    while step is not None and within:
        if isinstance(step, QWidget) and within in {step.accessibleName(), step.objectName()}:
            return True
        step = step.parent()
    return not within
