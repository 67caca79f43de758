"""Choices as cards: real radio buttons and checkboxes whose words wrap and whose whole face can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from ui.theme import BODY, HINT, current_look, px
from ui.widgets.labels import Group
from ui.widgets.measures import grid
from ui.widgets.wrapping import AtWidths, WrappedText, fill_rect_border, longest_word, natural_width

MARK, EDGE, LEAST = 26, 10, 46
"""The side of the mark, the room round it and the least height of a card, at 100 %."""


class Option(NamedTuple):
    """One choice: its code, what it is called and a line that explains it."""

    code: str
    label: str
    hint: str = ""


class _Face:
    """Measures and draws the face of a card; shared by the radio button and the checkbox."""

    def __init__(self, button: QAbstractButton, label: str, hint: str) -> None:
        self.button, self.label, self.hint = button, label, hint
        self._kept = AtWidths[tuple[WrappedText, WrappedText | None]]()
        button.setText(label.replace("&", "&&"))
        button.setAccessibleName(label)
        button.setAccessibleDescription(hint)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)

    def size_hint(self) -> QSize:
        """Return the size with the label on one line."""
        width = round(max(natural_width(self.label, self._font()), natural_width(self.hint, self._hint_font())))
        width = min(width + self._beside() + 1, px(560))
        return QSize(width, self.height_for(width))

    def contains(self, at: QPoint) -> bool:
        """Return whether a point is on the card."""
        return self.button.rect().contains(at)

    def minimum(self) -> QSize:
        """Return the least width that keeps words whole."""
        word = max(longest_word(self.label, self._font()), longest_word(self.hint, self._hint_font()))
        return QSize(round(min(word, px(260))) + self._beside(), px(LEAST))

    def height_for(self, width: int) -> int:
        """Return the height of the wrapped words at a width."""
        label, hint = self._laid(width)
        return max(px(LEAST), round(label.height + (hint.height if hint else 0) + px(2 * EDGE)))

    def paint(self) -> None:
        """Draw the box, the mark and the words, mirrored where the language runs right to left."""
        button, look = self.button, current_look()
        painter = QPainter(button)
        on = button.isChecked()
        edge = "accent" if on else ("border" if button.underMouse() else "hairline")
        fill = look.colour("accent_soft" if on else "surface")
        line = look.tokens.line_width + (0.5 if on else 0)
        fill_rect_border(
            painter,
            button.rect().toRectF(),
            fill,
            edge=look.colour(edge),
            line=line,
            radius=px(8),
            dashed=not button.isEnabled(),
        )
        label, hint = self._laid(button.width())
        mirrored = button.layoutDirection() == Qt.LayoutDirection.RightToLeft
        height = label.height + (hint.height if hint else 0)
        top = (button.height() - height) / 2
        left = px(EDGE) if mirrored else px(EDGE + MARK + 12)
        label.draw(painter, left, top, look.colour("text" if button.isEnabled() else "secondary"))
        if hint:
            hint.draw(painter, left, top + label.height, look.colour("secondary"))
        mark_left = button.width() - px(EDGE + MARK) if mirrored else px(EDGE)
        # The mark stands beside the first line of the label.
        first = min(label.height, QFontMetricsF(self._font()).height())
        mark_top = top + (first - px(MARK)) / 2
        self._paint_mark(painter, QRectF(mark_left, mark_top, px(MARK), px(MARK)))
        painter.end()

    def _paint_mark(self, painter: QPainter, area: QRectF) -> None:
        look = current_look()
        on = self.button.isChecked()
        pen = QPen(look.colour("accent" if on else "border"), max(2.0, px(2)))
        inside = area.adjusted(px(1), px(1), -px(1), -px(1))
        painter.setPen(pen)
        painter.setBrush(look.colour("surface"))
        if isinstance(self.button, QRadioButton):
            painter.drawEllipse(inside)
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent"))
                painter.drawEllipse(area.center(), px(6.5), px(6.5))
            return
        painter.setBrush(look.colour("accent" if on else "surface"))
        painter.drawRoundedRect(inside, px(5), px(5))
        if on:
            draw_tick(painter, area, px(2.6), "on_accent")

    def _laid(self, width: float) -> tuple[WrappedText, WrappedText | None]:
        return self._kept.at(width, current_look(), self._lay_out)

    def _lay_out(self, width: float) -> tuple[WrappedText, WrappedText | None]:
        room = width - self._beside()
        hint = WrappedText(self.hint, self._hint_font(), room) if self.hint else None
        return WrappedText(self.label, self._font(), room), hint

    def _beside(self) -> int:
        return px(EDGE + MARK + 12 + EDGE)

    def _font(self) -> QFont:
        return current_look().font(BODY, 500)

    def _hint_font(self) -> QFont:
        return current_look().font(HINT - 1)


def draw_tick(painter: QPainter, area: QRectF, width: float, token: str) -> None:
    """Draw a tick; our font has no such letter."""
    pen = QPen(current_look().colour(token), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = ((0.28, 0.53), (0.44, 0.68), (0.73, 0.34))
    painter.drawPolyline([QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in points])


class _Card:
    """What both kinds of card do alike: they ask their face."""

    _face: _Face

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words at a width."""
        return self._face.height_for(width)

    def sizeHint(self) -> QSize:
        """Return the size with the label on one line."""
        return self._face.size_hint()

    def minimumSizeHint(self) -> QSize:
        """Return the least width that keeps words whole."""
        return self._face.minimum()

    def hitButton(self, at: QPoint) -> bool:
        """Return that a press anywhere on the card counts."""
        return self._face.contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        self._face.paint()


class RadioCard(_Card, QRadioButton):
    """One of several, of which only one holds."""

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = _Face(self, label, hint)


class CheckCard(_Card, QCheckBox):
    """One of several, of which any number may hold."""

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = _Face(self, label, hint)


class ChoiceCards(Group):
    """Cards for a list of options, in as many columns as the width and the words allow."""

    chosen = Signal()

    def __init__(
        self,
        options: Sequence[Option],
        *,
        many: bool = False,
        columns: int = 0,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._most = columns or (2 if len(options) > 3 else 1)
        self._grid = grid(self, spacing=8)
        self._now = 0
        self._silent = False
        self.last_pressed = ""
        self.cards: dict[str, RadioCard | CheckCard] = {}
        for option in options:
            face = CheckCard(option.label, option.hint) if many else RadioCard(option.label, option.hint)
            face.setObjectName(f"{name}:{option.code}")
            face.toggled.connect(self._toggled)
            self.cards[option.code] = face
        self._arrange(self._most)

    def codes(self) -> tuple[str, ...]:
        """Return the codes that are ticked, in the order shown."""
        return tuple(code for code, face in self.cards.items() if face.isChecked())

    def tick(self, codes: Sequence[str]) -> None:
        """Tick exactly these, without a signal."""
        self._silent = True
        for code, face in self.cards.items():
            # An exclusive radio button refuses to be unticked.
            face.setAutoExclusive(False)
            face.setChecked(code in codes)
            face.setAutoExclusive(isinstance(face, RadioCard))
        self._silent = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column where two would break words."""
        super().resizeEvent(event)
        self._arrange(self._fitting(event.size().width()))

    def minimumSizeHint(self) -> QSize:
        """Return the least width of a single column."""
        widest = max((face.minimumSizeHint().width() for face in self.cards.values()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def _fitting(self, width: int) -> int:
        least = max((face.minimumSizeHint().width() for face in self.cards.values()), default=1)
        # A few that are meant to stand side by side do so, or one below the other: never two and one.
        in_a_row = self._most == len(self.cards)
        least = max(least, px(120 if in_a_row else 170))
        fitting = max(1, min(self._most, (width + px(8)) // (least + px(8))))
        return fitting if not in_a_row or fitting == self._most or self._most % fitting == 0 else 1

    def _arrange(self, columns: int) -> None:
        if columns == self._now:
            return
        for at in range(max(self._now, 1)):
            self._grid.setColumnStretch(at, 0)
        self._now = columns
        for at, face in enumerate(self.cards.values()):
            self._grid.addWidget(face, at // columns, at % columns)
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)

    def _toggled(self, on: bool) -> None:
        # Of two radio buttons that change together only the new one speaks.
        face = self.sender()
        if not self._silent and (on or isinstance(face, CheckCard)):
            self.last_pressed = next((code for code, one in self.cards.items() if one is face), "")
            self.chosen.emit()
