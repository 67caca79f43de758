"""The help laid over whatever is open: what is typed, the focus and the lock stay as they are below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.screens.parts.laid_over import LaidOver
from ui.screens.parts.screen import Screen


class HelpOver(LaidOver):
    """Holds the screens of the window, and the help over them for as long as it is read.

    Signals: ``asked`` fires on F1, ``changed`` when the help was opened or closed.
    """

    asked = Signal()
    changed = Signal()

    def __init__(self, stays: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(stays, parent)
        self._focus: QWidget | None = None
        self._page: Screen | None = None
        shortcut = QShortcut(QKeySequence("F1"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.asked)

    def page(self) -> Screen | None:
        """Return the help while it is open."""
        return self._page

    def open_help(self, screen: QWidget | None, *, lead: bool) -> None:
        """Open the help at the part that fits a screen; once open, it stays where it is."""
        if self._page is not None:
            self._page.focus_first()
            return
        from ui.screens.help.topics import part_for
        from ui.screens.help.view import HelpScreen

        self._focus = QApplication.focusWidget()
        page = self._page = HelpScreen(part_for(type(screen).__name__, lead=lead))
        page.left.connect(self.close_help)
        self.lay(page)
        page.focus_first()
        self.changed.emit()

    def close_help(self) -> None:
        """Go back to what was open, and to where the focus was in it."""
        if self._page is None:
            return
        self._page = None
        self.take_off()
        focus, self._focus = self._focus, None
        if focus is not None and isValid(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
