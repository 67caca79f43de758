"""The look of the window: one theme and one text size for everything, changed in one place."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from rrn_desktop.looks import TEXT_SCALES, ThemeName
from rrn_desktop.resources import resource_path
from ui.stylesheet import stylesheet
from ui.tokens import THEMES, Tokens

SCALES: Final = tuple(percent / 100 for percent in TEXT_SCALES)
NARROW: Final = 900
"""Below this width at 100 % the window uses its narrow arrangement."""
FAMILIES: Final = ("Atkinson Hyperlegible Next", "Noto Sans")
BODY, HINT, STATUS, TITLE, SUBTITLE = 17, 16, 14, 30, 21
"""Text sizes in pixels at 100 %."""

_STYLE, _STYLED = "Fusion", "styled"
_FONT_FILES = (
    "AtkinsonHyperlegibleNext-Regular.ttf",
    "AtkinsonHyperlegibleNext-Medium.ttf",
    "AtkinsonHyperlegibleNext-SemiBold.ttf",
    "AtkinsonHyperlegibleNext-Bold.ttf",
    "NotoSans-Regular.ttf",
)


@dataclass(frozen=True)
class Look:
    """A theme and a text size between 1.0 and 2.0."""

    theme: ThemeName = "light"
    scale: float = 1.0

    @property
    def tokens(self) -> Tokens:
        """Return the colours of this look."""
        return THEMES[self.theme]

    def px(self, length: float) -> int:
        """Return a length that was measured at 100 % in pixels of this look."""
        return round(length * self.scale)

    def colour(self, token: str) -> QColor:
        """Return the colour of a token by its name."""
        return QColor(getattr(self.tokens, token))

    def font(self, size: float = BODY, weight: int = 400, *, underline: bool = False) -> QFont:
        """Return a font of this look."""
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        font.setUnderline(underline)
        return font


class _Board(QObject):
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.look = Look()


_board = _Board()


def current_look() -> Look:
    """Return the look that the window has now."""
    return _board.look


def px(length: float) -> int:
    """Return a length measured at 100 % in pixels of the present look."""
    return _board.look.px(length)


def is_narrow(width: int) -> bool:
    """Return whether so many pixels are narrow at the present text size."""
    return width / _board.look.scale < NARROW


def look_changed() -> SignalInstance:
    """Return the signal that the look changed, with the new look; connect methods of QObjects only."""
    return _board.changed


def new_application(name: str) -> QApplication:
    """Return a new application in the style that all looks are painted over.

    Told so at once: to ask for its style from Python, or to set it, loads much that nothing else needs so early.
    """
    app = QApplication([name, "-style", _STYLE])
    app.setProperty(_STYLED, True)
    return app


def load_fonts() -> None:
    """Make the fonts that we carry known to Qt; needed once, before the first window."""
    present = set(QFontDatabase.families())
    if set(FAMILIES) <= present and "Medium" in QFontDatabase.styles(FAMILIES[0]):
        return
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource_path(f"fonts/{name}")))


def apply_look(app: QApplication, look: Look) -> None:
    """Dress every open and coming window in a look; about a third of a second with a whole form open."""
    load_fonts()
    _board.look = look
    with _nothing_collected():
        _dress(app, look)
    _board.changed.emit(look)


def _dress(app: QApplication, look: Look) -> None:
    from ui.widgets.measures import rescale_all

    # Without the old sheet the new one is worked out once a widget, not once a change: three times as fast.
    app.setStyleSheet("")
    if not app.property(_STYLED):
        app.setStyle(_STYLE)
        app.setProperty(_STYLED, True)
    app.setPalette(_palette(look.tokens))
    app.setFont(look.font())
    app.setStyleSheet(stylesheet(look))
    rescale_all(app)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep Python from taking away forgotten widgets while Qt goes through a list of all there are: it would crash."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def system_wants_contrast(app: QApplication) -> bool:
    """Return whether this PC is set to high contrast."""
    accessibility = getattr(app.styleHints(), "accessibility", None)
    preference = getattr(accessibility(), "contrastPreference", None) if accessibility else None
    return bool(preference and str(preference()).endswith("HighContrast"))


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.page,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.page,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.secondary,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
