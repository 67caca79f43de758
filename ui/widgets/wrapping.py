"""Text that wraps at words, and inside a word that is longer than its line, so nothing is ever cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_WIDEST = 100_000
_WIDTHS = 12
_JOINT = re.compile(r"[_/\\.-](?=\w)")
Found = TypeVar("Found")


def fill_rect_border(
    painter: QPainter, area: QRectF, fill: QColor, *, edge: QColor, line: float, radius: float, dashed: bool = False
) -> None:
    """Draw a rounded box with its outline wholly inside the area; dashed for what can't be pressed now."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    if line > 0:
        pen = painter.pen()
        pen.setColor(edge)
        pen.setWidthF(line)
        pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    half = line / 2
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)


class WrappedText:
    """A text laid out at a width, to be measured and drawn; parts of it, from and before which, may be underlined."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        *,
        centred: bool = False,
        underlined: Sequence[tuple[int, int]] = (),
    ) -> None:
        words = text if underlined else _breakable(text, font, width)
        self._layout = QTextLayout(words.replace("\n", "\u2028"), font)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        if underlined:
            self._layout.setFormats([_underline(text, start, end) for start, end in underlined])
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


class AtWidths(Generic[Found]):
    """What was laid out at a few widths, kept for as long as what it was made of stays the same.

    A layout asks about a few widths by turns, again and again; while a window is resized there are ever new ones.
    """

    def __init__(self) -> None:
        self._of: object = None
        self._found: dict[float, Found] = {}

    def at(self, width: float, of: object, lay_out: Callable[[float], Found]) -> Found:
        """Return what is laid out at a width, of what ``of`` tells apart from anything else."""
        if self._of != of or len(self._found) >= _WIDTHS:
            self._of, self._found = of, {}
        if width not in self._found:
            self._found[width] = lay_out(width)
        return self._found[width]


def _breakable(text: str, font: QFont, width: float) -> str:
    """Return a text in which a word that is longer than its line, such as a file's name, may break after its joints."""
    if _JOINT.search(text) is None or longest_word(text, font) <= width:
        return text
    return _JOINT.sub("\\g<0>\u200b", text)


def _underline(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    """Return how Qt is told to underline a part; it counts in UTF-16, where some letters are two."""
    # Loaded with the first line under words: the sign-in has none.
    from PySide6.QtGui import QTextCharFormat

    part = QTextLayout.FormatRange()
    part.start = _units(text[:start])
    part.length = _units(text[start:end])
    manner = QTextCharFormat()
    manner.setFontUnderline(True)
    manner.setFontWeight(QFont.Weight.DemiBold)
    part.format = manner
    return part


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


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
