"""Theme and text size, chosen from a menu at any time; what is typed and the focus stay."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.screens.parts.words import tell
from ui.text import say
from ui.theme import SCALES, THEME_NAMES, Look, ThemeName, apply_look, current_look


class DisplayMenu(QWidget):
    """Two menus that change the look of the whole window.

    Signals: ``changed`` fires after the look was applied.
    """

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._themes = QMenu(say("display"), window)
        self._sizes = QMenu(say("text_size"), window)
        self._fill(self._themes, [(tell(f"theme_{theme}"), theme) for theme in THEME_NAMES])
        self._fill(self._sizes, [(tell("scale", percent=round(scale * 100)), scale) for scale in SCALES])
        self._themes.triggered.connect(self._take_theme)
        self._sizes.triggered.connect(self._take_size)

    def ask_theme(self, below: QWidget) -> None:
        """Open the menu of themes below a button."""
        self._open(self._themes, below, current_look().theme)

    def ask_size(self, below: QWidget) -> None:
        """Open the menu of text sizes below a button."""
        self._open(self._sizes, below, current_look().scale)

    def _fill(self, menu: QMenu, entries: list[tuple[str, object]]) -> None:
        group = QActionGroup(menu)
        for words, value in entries:
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)
            menu.addAction(action)

    def _open(self, menu: QMenu, below: QWidget, now: object) -> None:
        for action in menu.actions():
            action.setChecked(action.data() == now)
            if action.isChecked():
                menu.setActiveAction(action)
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def choose_theme(self, theme: ThemeName) -> None:
        """Change the colours."""
        self._apply(replace(current_look(), theme=theme))

    def choose_size(self, scale: float) -> None:
        """Change the size of all text."""
        self._apply(replace(current_look(), scale=scale))

    def _take_theme(self, action: QAction) -> None:
        theme: ThemeName = action.data()
        if theme in get_args(ThemeName):
            self.choose_theme(theme)

    def _take_size(self, action: QAction) -> None:
        self.choose_size(float(action.data()))

    def _apply(self, look: Look) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and look != current_look():
            apply_look(app, look)
            self.changed.emit()
