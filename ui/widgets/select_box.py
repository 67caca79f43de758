"""A box to choose one of a short list from, with the product's own arrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.text import say
from ui.theme import current_look, px
from ui.widgets.choice_cards import Option


class SelectBox(QComboBox):
    """A closed list; nothing is chosen until the user chooses, and the wheel never does."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(say("choose"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.offer(options)
        self.activated.connect(self._activated)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer other choices, of which none is chosen."""
        self.clear()
        for option in options:
            self.addItem(option.label, option.code)
        self.setCurrentIndex(-1)

    def code(self) -> str:
        """Return the code chosen, or an empty text."""
        return str(self.currentData() or "")

    def show_code(self, code: str) -> None:
        """Show a choice without a signal; an empty code shows none."""
        self.setCurrentIndex(self.findData(code) if code else -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = float(px(20))
        area = QRectF(self.width() - side - px(12), (self.height() - side) / 2, side, side)
        paint_icon(painter, "chevron-down", current_look().tokens.text, area)
        painter.end()

    def _activated(self, _index: int) -> None:
        self.chosen.emit(self.code())
