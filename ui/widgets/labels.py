"""Labels of plain text that wrap, headings and alerts that screen readers know as such."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import BODY, HINT, STATUS, SUBTITLE, TITLE, current_look, px
from ui.widgets.wrapping import AtWidths, WrappedText, longest_word

Kind = Literal[
    "body", "strong", "label", "part", "hint", "status", "error", "gap", "ok", "title", "subtitle", "bar", "bar_strong"
]


class _Manner(NamedTuple):
    size: int
    weight: int
    colour: str


_MANNERS: dict[str, _Manner] = {
    "body": _Manner(BODY, 400, "text"),
    "strong": _Manner(BODY, 600, "text"),
    "label": _Manner(BODY, 600, "text"),
    "part": _Manner(BODY, 600, "accent"),
    "hint": _Manner(HINT, 400, "secondary"),
    "status": _Manner(STATUS, 400, "secondary"),
    "error": _Manner(BODY, 600, "error"),
    "gap": _Manner(BODY, 600, "warning"),
    "ok": _Manner(BODY, 600, "ok"),
    "title": _Manner(TITLE, 700, "text"),
    "subtitle": _Manner(SUBTITLE, 600, "text"),
    "bar": _Manner(BODY, 400, "on_bar"),
    "bar_strong": _Manner(BODY, 700, "on_bar"),
}


class PlainLabel(QLabel):
    """A label that never reads its text as markup, wraps, and breaks a word that has no room."""

    def __init__(self, text: str = "", kind: Kind = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._manner = _MANNERS[kind]
        self._laid = AtWidths[WrappedText]()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def set_kind(self, kind: Kind) -> None:
        """Change what the text is: body, hint, error and so on."""
        self._manner = _MANNERS[kind]
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the text needs at a width."""
        return round(self._at(width).height + 0.5) if self.text() else 0

    def sizeHint(self) -> QSize:
        """Return the size on one line, or wrapped where one line would be very long."""
        width = min(round(self._at(_WIDE).natural_width + 1.5), px(640))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width that keeps ordinary words whole."""
        width = min(round(longest_word(self.text(), self._font()) + 0.5), px(130))
        return QSize(width, round(self._at(_WIDE).height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the wrapped text in the colour of its kind."""
        painter = QPainter(self)
        laid = self._at(self.width())
        spare = self.height() - laid.height
        top = max(0.0, spare / 2) if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0.0
        laid.draw(painter, 0, top, current_look().colour(self._manner.colour))
        painter.end()

    def _font(self) -> QFont:
        return current_look().font(self._manner.size, self._manner.weight)

    def _at(self, width: float) -> WrappedText:
        return self._laid.at(width, (self.text(), self._manner, current_look()), self._lay_out)

    def _lay_out(self, width: float) -> WrappedText:
        return WrappedText(self.text(), self._font(), width)


_WIDE = 4000


class MarkedLabel(PlainLabel):
    """Words of which some are underlined; the words themselves must say what that means, for whoever sees no line."""

    def __init__(self, text: str, marked: Sequence[tuple[int, int]], parent: QWidget | None = None) -> None:
        self._marked = tuple(marked)
        super().__init__(text, "body", parent)

    def _lay_out(self, width: float) -> WrappedText:
        return WrappedText(self.text(), self._font(), width, underlined=self._marked)


class Heading(PlainLabel):
    """A heading, known to screen readers as one."""

    accessible_role = QAccessible.Role.Heading

    def __init__(self, text: str = "", kind: Kind = "title", parent: QWidget | None = None) -> None:
        super().__init__(text, kind, parent)


class Alert(QFrame):
    """A frame that screen readers read out as an alert; its accessible name is what it says."""

    accessible_role = QAccessible.Role.AlertMessage

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class Group(QWidget):
    """Controls that answer one question together; its accessible name is the question."""

    accessible_role = QAccessible.Role.Grouping


class IconLabel(QWidget):
    """An icon in the colour of its meaning; decoration only, the words beside it say the same."""

    def __init__(self, name: str, colour: str = "text", side: float = 22, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._side = name, colour, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, colour: str) -> None:
        """Change the icon and the meaning of its colour."""
        self._name, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        """Return the side of the icon at the present text size."""
        return QSize(px(self._side), px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        paint_icon(painter, self._name, getattr(current_look().tokens, self._colour), self.rect().toRectF())
        painter.end()


def line(parent: QWidget | None = None) -> QFrame:
    """Return a hairline."""
    frame = QFrame(parent)
    frame.setProperty("kind", "line")
    return frame


def card(parent: QWidget | None = None) -> QFrame:
    """Return an empty card; give it a layout."""
    frame = QFrame(parent)
    frame.setProperty("kind", "card")
    return frame
