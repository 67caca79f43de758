"""Text that wraps at words, and inside a word that is longer than its line, so nothing is ever cut off."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_WIDEST = 100_000


def fill_rect_border(
    painter: QPainter, area: QRectF, fill: QColor, *, edge: QColor, line: float, radius: float
) -> None:
    """Draw a rounded box with its outline wholly inside the area."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    if line > 0:
        pen = painter.pen()
        pen.setColor(edge)
        pen.setWidthF(line)
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    half = line / 2
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)


class WrappedText:
    """A text laid out at a width, to be measured and drawn."""

    def __init__(self, text: str, font: QFont, width: float, *, centred: bool = False) -> None:
        self._layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self.height = 0.0
        self.natural_width = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0, self.height))
            self.height += line.height() * 1.06
            self.natural_width = max(self.natural_width, line.naturalTextWidth())
        self._layout.endLayout()

    def draw(self, painter: QPainter, left: float, top: float, colour: QColor) -> None:
        """Draw the text with its top left corner at a point."""
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(left, top))


def text_height(text: str, font: QFont, width: float) -> float:
    """Return how high a text is at a width."""
    return WrappedText(text, font, width).height if text else 0.0


def natural_width(text: str, font: QFont) -> float:
    """Return how wide a text is with no wrapping but its own line ends."""
    return WrappedText(text, font, _WIDEST).natural_width + 1 if text else 0.0


def longest_word(text: str, font: QFont) -> float:
    """Return the width of the widest word."""
    measure = QFontMetricsF(font)
    return max((measure.horizontalAdvance(word) for word in text.split()), default=0.0) + 1
