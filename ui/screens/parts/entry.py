"""A line that leads somewhere: a title, a line of detail and an arrow, all one button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import BODY, HINT, current_look, px
from ui.widgets.buttons import PaintedButton
from ui.widgets.wrapping import WrappedText, fill_rect_border

_SIDE, _ROOM, _LEAST = 12, 34, 56


class Entry(PaintedButton):
    """A real button as wide as its card; its name is the title, its description the detail."""

    def __init__(
        self,
        title: str,
        detail: str = "",
        icon: str = "file-text",
        parent: QWidget | None = None,
        *,
        tone: str = "secondary",
    ) -> None:
        super().__init__(title, parent)
        self._detail, self._icon, self._tone = detail, icon, tone
        self.setAccessibleDescription(detail)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return a usual width, and the height that it needs."""
        return QSize(px(420), self.heightForWidth(px(420)))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(px(180), px(_LEAST))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words at a width."""
        title, detail = self._laid(width)
        return max(px(_LEAST), round(title.height + (detail.height if detail else 0) + px(18)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the icon, the words and the arrow."""
        look = current_look()
        painter = QPainter(self)
        lifted = self.underMouse() or self.isDown()
        fill = look.colour("accent_soft" if lifted else "surface")
        edge = look.colour("accent" if lifted else "hairline")
        line = look.tokens.line_width
        fill_rect_border(painter, self.rect().toRectF(), fill, edge=edge, line=line, radius=px(8))
        side = float(px(22))
        middle = (self.height() - side) / 2
        paint_icon(painter, self._icon, getattr(look.tokens, self._tone), QRectF(px(_SIDE), middle, side, side))
        arrow = QRectF(self.width() - px(_SIDE) - side, middle, side, side)
        paint_icon(painter, "chevron-right", look.tokens.accent, arrow)
        title, detail = self._laid(self.width())
        height = title.height + (detail.height if detail else 0)
        top = (self.height() - height) / 2
        title.draw(painter, px(_SIDE + _ROOM), top, look.colour("accent"))
        if detail:
            detail.draw(painter, px(_SIDE + _ROOM), top + title.height, look.colour("secondary"))
        painter.end()

    def _laid(self, width: int) -> tuple[WrappedText, WrappedText | None]:
        look = current_look()
        room = width - px(2 * _SIDE + 2 * _ROOM)
        detail = WrappedText(self._detail, look.font(HINT), room) if self._detail else None
        return WrappedText(self.words, look.font(BODY, 600), room), detail
