"""Theme and text size, chosen from a menu at any time; what is typed and the focus stay.

Whoever is signed in finds their choice again at the next sign-in on this desk; without them the window looks as it
was started.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from rrn_desktop.errors import UserFacingError
from rrn_desktop.looks import THEME_NAMES, ThemeName
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.text import say
from ui.theme import SCALES, Look, apply_look, current_look

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    # Loading the store takes longer than showing the window, which comes first.
    from rrn_desktop.services.preferences import Preferences
    from rrn_desktop.services.session import Session


class DisplayMenu(QWidget):
    """Two menus that change the look of the whole window.

    Signals: ``changed`` fires after the look was applied.
    """

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._session: Session | None = None
        self._locked = False
        self._start = current_look()
        self._window = window
        # Each menu is made when it is opened for the first time: the window appears sooner without.
        self._themes: QMenu | None = None
        self._sizes: QMenu | None = None

    def ask_theme(self, below: QWidget) -> None:
        """Open the menu of themes below a button."""
        if self._themes is None:
            choices = [(tell(f"theme_{theme}"), theme) for theme in THEME_NAMES]
            self._themes = _filled(QMenu(say("display"), self._window), choices)
            self._themes.triggered.connect(self._take_theme)
        self._open(self._themes, below, current_look().theme)

    def ask_size(self, below: QWidget) -> None:
        """Open the menu of text sizes below a button."""
        if self._sizes is None:
            choices = [(tell("scale", percent=round(scale * 100)), scale) for scale in SCALES]
            self._sizes = _filled(QMenu(say("text_size"), self._window), choices)
            self._sizes.triggered.connect(self._take_size)
        self._open(self._sizes, below, current_look().scale)

    def begin(self, session: Session) -> None:
        """Dress the window as whoever signed in chose on this desk."""
        from rrn_desktop.services import preferences

        self._session, self._start, self._locked = session, current_look(), False
        # What can't be read now is met on the first screen, which says so; the look is not worth staying outside.
        with suppress(UserFacingError):
            self._apply(self._dressed(preferences.chosen(session)))

    def lock(self) -> None:
        """Keep nothing from now on: whoever passes may read the lock in a look of theirs."""
        self._locked = True

    def unlock(self) -> None:
        """Dress the window again as whoever is signed in chose."""
        if self._session is not None and self._locked:
            self._locked = False
            with suppress(UserFacingError):
                self._apply(self._dressed(self.chosen()))

    def end(self) -> None:
        """Dress the window as it was before whoever is leaving signed in."""
        if self._session is not None:
            self._session = None
            self._apply(self._start)

    def chosen(self) -> Preferences:
        """Return what whoever is signed in chose; nothing where nobody is."""
        from rrn_desktop.services import preferences

        return preferences.Preferences() if self._session is None else preferences.chosen(self._session)

    def choose_theme(self, theme: ThemeName) -> None:
        """Change the colours."""
        self._apply(replace(current_look(), theme=theme))
        self._remember(theme=theme)

    def choose_size(self, scale: float) -> None:
        """Change the size of all text."""
        self._apply(replace(current_look(), scale=scale))
        self._remember(text_scale=round(scale * 100))

    def forget(self) -> None:
        """Look as the window was started, now and after each sign-in."""
        self._remember(theme="", text_scale=0)
        self._apply(self._start)

    def _open(self, menu: QMenu, below: QWidget, now: object) -> None:
        for action in menu.actions():
            action.setChecked(action.isCheckable() and action.data() == now)
            if action.isChecked():
                menu.setActiveAction(action)
        menu.actions()[-1].setVisible(self._session is not None)
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def _take_theme(self, action: QAction) -> None:
        theme: ThemeName | None = action.data()
        if theme is None:
            self._remember(theme="")
            self._apply(replace(current_look(), theme=self._start.theme))
        elif theme in get_args(ThemeName):
            self.choose_theme(theme)

    def _take_size(self, action: QAction) -> None:
        scale: float | None = action.data()
        if scale is None:
            self._remember(text_scale=0)
            self._apply(replace(current_look(), scale=self._start.scale))
        else:
            self.choose_size(scale)

    def _dressed(self, chosen: Preferences) -> Look:
        scale = chosen.text_scale / 100 or self._start.scale
        return Look(next((name for name in THEME_NAMES if name == chosen.theme), self._start.theme), scale)

    def _remember(self, *, theme: str | None = None, text_scale: int | None = None) -> None:
        from rrn_desktop.services import preferences

        if self._session is None or self._locked:
            return
        try:
            preferences.choose(self._session, theme=theme, text_scale=text_scale)
        except UserFacingError as error:
            show_error(self.window(), error)

    def _apply(self, look: Look) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and look != current_look():
            apply_look(app, look)
            self.changed.emit()


def _filled(menu: QMenu, entries: Sequence[tuple[str, object]]) -> QMenu:
    from PySide6.QtGui import QAction, QActionGroup

    group = QActionGroup(menu)
    for words, value in entries:
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setData(value)
        group.addAction(action)
        menu.addAction(action)
    menu.addSeparator()
    menu.addAction(tell("look_start"))
    return menu
