"""The answers still to come, each line leading to its question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.navigation import ToDo
from ui.screens.parts.entry import Entry
from ui.screens.parts.words import tell
from ui.screens.writing.passing_page import PassingPage
from ui.widgets.banner import Banner
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import column


class TodoPage(PassingPage):
    """A list of what is still to do.

    Signals: ``followed`` carries the path of a question.
    """

    followed = Signal(str)

    def __init__(self, todo: Sequence[ToDo], steps: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._entries: list[Entry] = []
        self.body.addWidget(Heading(tell("todo_title")))
        if not todo:
            self.body.addWidget(Banner(tell("todo_none"), "success"))
        else:
            self.body.addWidget(PlainLabel(tell("todo_lead"), "hint"))
        lines = column(spacing=10)
        for item in todo:
            entry = Entry(item.label, steps.get(item.step_id, ""), "circle")
            entry.setObjectName(f"todo:{item.question}")
            entry.setProperty("path", item.question)
            entry.clicked.connect(self._follow)
            lines.addWidget(entry)
            self._entries.append(entry)
        self.body.addLayout(lines)
        self.body.addStretch(1)

    def focus_first(self) -> bool:
        """Move the focus to the first line; False when there is none."""
        if self._entries:
            self._entries[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self._entries)

    def _follow(self) -> None:
        entry = self.sender()
        if entry is not None:
            self.followed.emit(str(entry.property("path")))
