"""A line that fills as work goes on, with the same in words, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.text import say
from ui.theme import current_look, px
from ui.widgets.accessible import announce
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column
from ui.widgets.wrapping import fill_rect_border


class FillingBar(QProgressBar):
    """A real progress bar that draws itself; screen readers know how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setRange(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a usual width."""
        return QSize(px(300), px(14))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(px(80), px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line and how much of it is filled; nothing is filled while the end is not known."""
        look, painter = current_look(), QPainter(self)
        area = QRectF(self.rect())
        edge, line = look.colour("border"), look.tokens.line_width
        fill_rect_border(painter, area, look.colour("surface"), edge=edge, line=line, radius=px(7))
        if self.maximum() > 0 and self.value() > 0:
            area.setWidth(max(area.width() * self.value() / self.maximum(), area.height()))
            fill_rect_border(painter, area, look.colour("accent"), edge=edge, line=0, radius=px(7))
        painter.end()


class ProgressLine(QWidget):
    """Says how far work has come.

    Signals: ``stop_asked`` fires on Cancel.
    """

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PlainLabel("", "status")
        self._bar = FillingBar()
        self._stop = ActionButton(say("cancel"))
        self._stop.setObjectName("progress:cancel")
        self._stop.clicked.connect(self._ask)
        self._quarter = 0
        inside = column(self, spacing=8)
        for part in (self._words, self._bar):
            inside.addWidget(part)
        inside.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def begin(self, words: str) -> None:
        """Show that work has begun, and offer to stop it."""
        self._quarter = 0
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words)
        self._words.setText(words)
        self._stop.setEnabled(True)
        self.show()
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words)

    def show_moved(self, done: int, total: int) -> None:
        """Show how much is done; each quarter is said aloud."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(min(done, total))
        words = say("progress", done=f"{done:,}", total=f"{total:,}")
        self._words.setText(words)
        quarter = 4 * done // max(total, 1)
        if quarter > self._quarter:
            self._quarter = quarter
            announce(self, words)

    def _ask(self) -> None:
        self._stop.setEnabled(False)
        self._words.setText(say("stopping"))
        announce(self, say("stopping"))
        self.stop_asked.emit()
