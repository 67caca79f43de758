"""Buttons in the product's look: they wrap, they are large enough, and each is a real button."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import BODY, HINT, current_look, px
from ui.widgets.wrapping import AtWidths, WrappedText, fill_rect_border, longest_word, natural_width

Manner = Literal["primary", "secondary", "quiet", "danger", "quiet_danger", "link", "error_link", "bar", "bar_box"]
TARGET = 44
"""The least height and width of a control of ours, in pixels at 100 %."""
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
"""Both keys of that name."""


class _Dress(NamedTuple):
    ink: str
    fill: str | None = None
    edge: str | None = None
    padding: float = 22
    weight: int = 600
    underline: bool = False


_DRESSES: dict[Manner, _Dress] = {
    "primary": _Dress("on_accent", "accent", "accent"),
    "secondary": _Dress("text", "surface", "border"),
    "quiet": _Dress("accent", padding=10),
    "danger": _Dress("error", "surface", "error"),
    "quiet_danger": _Dress("error", padding=10),
    "link": _Dress("accent", padding=4, underline=True),
    "error_link": _Dress("error", padding=4, underline=True),
    "bar": _Dress("on_bar", padding=14, weight=500),
    "bar_box": _Dress("on_bar", None, "on_bar", padding=14, weight=500),
}


class PaintedButton(QPushButton):
    """A push button that draws itself and whose height follows from its width."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._words = text
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    @property
    def words(self) -> str:
        """Return the text as it is read."""
        return self._words

    def say(self, text: str) -> None:
        """Change the text, and the accessible name with it."""
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button with Enter as with the space bar; held down, Enter presses it once."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Move the focus on or back; a button that can't be pressed just now lets it go and hands it to nobody.

        So Enter pressed twice presses this button once, and never its neighbour.
        """
        return self.isEnabled() and super().focusNextPrevChild(onwards)

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True


class ActionButton(PaintedButton):
    """A button that does something: primary, secondary, quiet, danger, a link, or one on the top bar."""

    def __init__(
        self, text: str, manner: Manner = "secondary", icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._dress = _DRESSES[manner]
        self._padding = self._dress.padding
        self._icon = icon
        self._size: float = HINT if manner in {"bar", "bar_box"} else BODY
        self._laid = AtWidths[WrappedText]()

    def tighten(self, tight: bool, padding: float = 6) -> None:
        """Spend less room beside the words, or the usual room again."""
        padding = min(padding, self._dress.padding) if tight else self._dress.padding
        if padding != self._padding:
            self._padding = padding
            self.updateGeometry()

    def spared(self) -> int:
        """Return by how many pixels being tight makes it narrower than it usually is."""
        return round(2 * (px(self._dress.padding) - px(self._padding)))

    def sizeHint(self) -> QSize:
        """Return the size with the words on one line."""
        width = round(natural_width(self.words, self._font()) + self._beside() + 0.5)
        return QSize(max(width, px(TARGET)), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the size with the words wrapped as far as whole words allow."""
        width = round(min(longest_word(self.words, self._font()), px(240)) + self._beside() + 0.5)
        return QSize(max(width, px(TARGET)), px(TARGET))

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at a width."""
        return max(px(TARGET), round(self._at(width).height + px(18)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the icon and the words."""
        look = current_look()
        painter = QPainter(self)
        self._paint_box(painter)
        ink = look.colour(self._dress.ink if self.isEnabled() else "secondary")
        left = float(px(self._padding))
        if self._icon:
            side = float(px(20))
            top = (self.height() - side) / 2
            paint_icon(painter, self._icon, ink.name(), QRectF(left, top, side, side))
        laid = self._at(self.width())
        laid.draw(painter, self._beside() - px(self._padding), (self.height() - laid.height) / 2, ink)
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        look, dress = current_look(), self._dress
        lifted = self.isEnabled() and (self.underMouse() or self.isDown())
        fill = look.colour(dress.fill) if dress.fill and self.isEnabled() else QColor(Qt.GlobalColor.transparent)
        if lifted and dress.fill == "accent":
            fill = look.colour("accent_hover")
        elif lifted and not self._is_link():
            fill = QColor(look.colour(dress.ink))
            fill.setAlphaF(0.12)
        edge = look.colour((dress.edge or "border") if self.isEnabled() else "border")
        width = look.tokens.line_width if dress.edge else 0
        if fill.alpha() or width:
            fill_rect_border(
                painter, self.rect().toRectF(), fill, edge=edge, line=width, radius=px(6), dashed=not self.isEnabled()
            )

    def _beside(self) -> float:
        return 2 * px(self._padding) + (px(28) if self._icon else 0)

    def _at(self, width: float) -> WrappedText:
        return self._laid.at(width, (self.words, self._padding, current_look()), self._lay_out)

    def _lay_out(self, width: float) -> WrappedText:
        return WrappedText(self.words, self._font(), width - self._beside(), centred=not self._is_link())

    def _is_link(self) -> bool:
        return self._dress.underline

    def _font(self) -> QFont:
        return current_look().font(self._size, self._dress.weight, underline=self._dress.underline)


class Chip(PaintedButton):
    """A small switch that says something instead of an answer, pressed or not."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self._laid = AtWidths[WrappedText]()

    def sizeHint(self) -> QSize:
        """Return the size with the words on one line."""
        width = round(natural_width(self.words, self._font()) + self._beside() + 0.5)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size that keeps words whole."""
        return QSize(round(longest_word(self.words, self._font()) + self._beside()), px(TARGET))

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at a width."""
        return max(px(TARGET), round(self._at(width).height + px(16)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the switch, with a tick when it is on."""
        look = current_look()
        painter = QPainter(self)
        on = self.isChecked()
        area = self.rect().toRectF().adjusted(0, px(3), 0, -px(3))
        edge = look.colour("accent" if on else "border")
        line_width = look.tokens.line_width + (1 if on else 0)
        fill_rect_border(
            painter, area, look.colour("accent_soft" if on else "surface"), edge=edge, line=line_width, radius=px(18)
        )
        side, left = float(px(18)), float(px(12))
        name, token = ("check", "accent") if on else ("circle", "border")
        colour = getattr(look.tokens, token)
        paint_icon(painter, name, colour, QRectF(left, (self.height() - side) / 2, side, side))
        laid = self._at(self.width())
        laid.draw(painter, left + side + px(8), (self.height() - laid.height) / 2, look.colour("text"))
        painter.end()

    def _at(self, width: float) -> WrappedText:
        return self._laid.at(width, (self.words, current_look()), self._lay_out)

    def _lay_out(self, width: float) -> WrappedText:
        return WrappedText(self.words, self._font(), width - self._beside())

    def _beside(self) -> float:
        return float(px(12 + 18 + 8 + 16))

    def _font(self) -> QFont:
        return current_look().font(HINT, 500)
