"""Names and what belongs to them, line by line; side by side where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.theme import px
from ui.widgets.labels import Kind, PlainLabel, line
from ui.widgets.measures import NO_MARGINS, clear, column, row, spaced

_BESIDE = 460
_APART, _BELOW = 14, 2
"""The gap between a name and its words: beside each other, and one below the other."""


class FactList(QWidget):
    """A list of (name, words); both are plain text, and a screen reader meets them as one line."""

    def __init__(self, facts: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self, spacing=8)
        self._rows: list[QHBoxLayout] = []
        self.show_facts(facts)

    def show_facts(self, facts: Sequence[tuple[str, str]], kind: Kind = "body") -> None:
        """Show these facts instead."""
        clear(self._column)
        self._rows = []
        for at, (name, words) in enumerate(facts):
            if at:
                self._column.addWidget(line())
            self._column.addWidget(self._row(name, words, kind))
        self._turn(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words under their name where there is little room."""
        super().resizeEvent(event)
        self._turn(event.size().width())

    def _row(self, name: str, words: str, kind: Kind) -> QWidget:
        holder = QWidget()
        both = row(holder, spacing=_APART)
        key, value = PlainLabel(name, "strong"), PlainLabel(words, kind)
        value.setAccessibleName(f"{name}: {words}")
        value.setAlignment(Qt.AlignmentFlag.AlignTop)
        both.addWidget(key, 2, Qt.AlignmentFlag.AlignTop)
        both.addWidget(value, 5)
        self._rows.append(both)
        return holder

    def _turn(self, width: int) -> None:
        beside = width >= px(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for both in self._rows:
            both.setDirection(direction)
            spaced(both, _APART if beside else _BELOW, NO_MARGINS)
