"""What can be added to an incident: one line a kind, each a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.forms.definition import Definition
from ui.screens.parts.entry import Entry
from ui.screens.parts.words import tell
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Page


class AddPage(Page):
    """The kinds of addition by title; what is due for the incident says so on its line.

    Signals: ``chosen`` carries the form of a kind, ``left`` fires on Back.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(
        self, number: str, kinds: Sequence[Definition], due: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(width=860, parent=parent)
        self._entries: list[Entry] = []
        back = ActionButton(tell("back"), "secondary", "arrow-left")
        back.clicked.connect(self.left)
        self.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Heading(tell("add_title")))
        self.body.addWidget(PlainLabel(tell("add_lead", number=number), "hint"))
        lines = column(spacing=10)
        for kind in kinds:
            lines.addWidget(self._entry(kind, due.get(kind.form, "")))
        self.body.addLayout(lines)
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Move the focus to the first kind."""
        if self._entries:
            self._entries[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self, kind: Definition, due: str) -> Entry:
        step = kind.steps[0]
        detail = step.title if step.title != kind.title else step.hint
        if due:
            detail = f"{detail}\n{tell('add_due', what=due)}"
        entry = Entry(kind.title, detail, "clock" if due else "plus")
        entry.setObjectName(f"add:{kind.form}")
        entry.setProperty("form", kind.form)
        entry.clicked.connect(self._choose)
        self._entries.append(entry)
        return entry

    def _choose(self) -> None:
        entry = self.sender()
        if entry is not None:
            self.chosen.emit(str(entry.property("form")))
