"""The ring round whatever has the focus, drawn over the window because a style sheet can't draw outside a widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QScrollArea, QWidget
from shiboken6 import isValid

from ui.theme import current_look, px
from ui.widgets.around import around

_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}
_VIEWPORT = "qt_scrollarea_viewport"


class FocusRing(QWidget):
    """A transparent overlay of one window that follows the focus, also while the page scrolls."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._ringed = QRect()
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self._cover()
        # A child made after its window is shown stays hidden until told otherwise.
        self.show()
        self._follow(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw again when the window, the focused widget or anything round it moves."""
        if event.type() in _MOVES:
            if watched is self.parentWidget():
                self._cover()
            self._draw_anew()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the inner and the outer line of the ring."""
        area = self.target_area()
        if area != self._ringed:
            self._draw_anew()
        if area.isEmpty():
            return
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner, outer = px(2), px(3)
        for token, width, grow in (("ring_outer", outer, inner + outer / 2), ("ring_inner", inner, inner / 2)):
            painter.setPen(QPen(look.colour(token), width))
            lines = QRectF(area).adjusted(-grow, -grow, grow, grow)
            painter.drawRoundedRect(lines, px(6) + grow, px(6) + grow)
        painter.end()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        mine = new is not None and new.window() is self.parentWidget()
        self._target = new if mine else None
        step = self._target
        while step is not None and step is not self.parentWidget():
            step.installEventFilter(self)
            self._watched.append(step)
            step = around(step)
        self.raise_()
        self._draw_anew()

    def _draw_anew(self) -> None:
        """Ask for the old place and the new one alone: all that is seen lies under this overlay and would be drawn."""
        room = px(6)
        now = self.target_area()
        for place in (self._ringed, now):
            if not place.isEmpty():
                self.update(place.adjusted(-room, -room, room, room))
        self._ringed = now

    def _cover(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
            self.raise_()

    def target_area(self) -> QRect:
        """Return what is seen of the focused widget, in the window's own places; empty where there is none."""
        target, window = self._target, self.parentWidget()
        if target is None or window is None or not isValid(target) or not target.isVisible():
            return QRect()
        if isinstance(target, QScrollArea):
            return QRect()
        area = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        if isinstance(target, QLabel):
            # Its words begin at its very edge.
            area.adjust(-px(6), 0, px(6), 0)
        room = px(5)
        step = around(target)
        while step is not None and step is not window:
            outside = around(step)
            # Known by Qt's own name for it: asked for as viewport() again and again, PySide 6 takes it and all inside
            # for Python's own after a while, and throws the widgets away that are still shown.
            if isinstance(outside, QAbstractScrollArea) and step.objectName() == _VIEWPORT:
                seen = QRect(step.mapTo(window, QPoint(0, 0)), step.size())
                area = area.intersected(seen.adjusted(-room, -room, room, room))
            step = outside
        return area
