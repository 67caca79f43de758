"""What is due, line by line: a clock, or a warning with the word "Late"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.screens.parts.due_line import DueLine
from ui.widgets.labels import IconLabel, PlainLabel
from ui.widgets.measures import column, row


class DueList(QWidget):
    """Lines of what is due; the colour says no more than the words."""

    def __init__(self, due: Sequence[DueLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = column(self, spacing=12)
        for item in due:
            line = row(spacing=12)
            icon, token = ("circle-alert", "error") if item.late else ("clock", "secondary")
            line.addWidget(IconLabel(icon, token), 0, Qt.AlignmentFlag.AlignTop)
            words = column(spacing=2)
            words.addWidget(PlainLabel(item.what, "strong"))
            words.addWidget(PlainLabel(item.when, "error" if item.late else "hint"))
            line.addLayout(words, 1)
            whole.addLayout(line)
