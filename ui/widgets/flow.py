"""A layout like words in a paragraph: side by side while there is room, then on the next line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import px


class FlowLayout(QLayout):
    """Widgets from the start of the line to its end, wrapping; lines stand on a common foot."""

    def __init__(self, parent: QWidget | None = None, *, gap: float = 10) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = gap
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """Return an item, or nothing past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Take an item out, or nothing past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it does not ask for more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        """Return the size with everything on one line."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + px(self._gap) * max(len(shown) - 1, 0)
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        """Return the width of the widest single widget."""
        shown = self._shown()
        width = max((item.minimumSize().width() for item in shown), default=0)
        return QSize(width, max((item.minimumSize().height() for item in shown), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, area: QRect, *, move: bool) -> int:
        gap, top = px(self._gap), area.y()
        line: list[tuple[QLayoutItem, QSize]] = []
        left = 0
        for item in self._shown():
            width = min(item.sizeHint().width(), area.width())
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if line and left + width > area.width():
                top += self._finish(line, area, top, move=move) + gap
                line, left = [], 0
            line.append((item, QSize(width, height)))
            left += width + gap
        return top + self._finish(line, area, top, move=move) - area.y()

    def _finish(self, line: list[tuple[QLayoutItem, QSize]], area: QRect, top: int, *, move: bool) -> int:
        tallest = max((size.height() for _item, size in line), default=0)
        left = 0
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for item, size in line if move else []:
            at = area.width() - left - size.width() if mirrored else left
            item.setGeometry(QRect(QPoint(area.x() + at, top + tallest - size.height()), size))
            left += size.width() + px(self._gap)
        return tallest
