"""What is due, line by line: a mark, what and by when, the rule behind it, and one button that does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.screens.parts.due_line import DueLine
from ui.theme import px
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Group, IconLabel, PlainLabel, line
from ui.widgets.measures import column, row

_BESIDE = 620
_MARKS = {
    "late": ("circle-alert", "error"),
    "today": ("bell", "warning"),
    "proposed": ("info", "accent"),
    "done_late": ("circle-check", "secondary"),
}


class DueList(QWidget):
    """Lines of what is due; the colour says no more than the words.

    Signals: ``wanted`` carries the form and the incident's number of a line whose button was pressed.
    """

    wanted = Signal(str, str)

    def __init__(self, due: Sequence[DueLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = column(self, spacing=12)
        for at, item in enumerate(due):
            if at:
                whole.addWidget(line())
            shown = DueItem(item)
            shown.wanted.connect(self.wanted)
            whole.addWidget(shown)


class DueItem(Group):
    """One line, a group whose name is what is due.

    Signals: ``wanted`` carries the form and the incident's number.
    """

    wanted = Signal(str, str)

    def __init__(self, item: DueLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        self.setObjectName(f"due:{item.key}")
        self.setAccessibleName(item.what)
        self._both = row(self, spacing=12)
        left = QWidget()
        inside = row(left, spacing=12)
        inside.addWidget(IconLabel(*_MARKS.get(item.state, ("clock", "secondary"))), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=2)
        if item.care:
            words.addWidget(PlainLabel(item.care, "gap"))
        words.addWidget(PlainLabel(item.what, "strong"))
        words.addWidget(PlainLabel(item.when, "error" if item.state == "late" else "body"))
        if item.rule:
            words.addWidget(PlainLabel(item.rule, "hint"))
        inside.addLayout(words, 1)
        self._both.addWidget(left, 1)
        self._add_button()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button under the words where there is little room."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        beside = event.size().width() >= px(_BESIDE)
        self._both.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _add_button(self) -> None:
        words = self._item.button()
        if not words:
            return
        button = ActionButton(words)
        button.setObjectName(f"do:{self._item.key}")
        heed = (self._item.care, self._item.what)
        button.setAccessibleDescription(". ".join(part for part in heed if part))
        button.clicked.connect(self._want)
        self._both.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _want(self) -> None:
        self.wanted.emit(self._item.form, self._item.number)
