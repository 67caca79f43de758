"""The record is signed: its number, and what is due now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.services.sealing import Sealed
from ui.screens.parts.due_line import DueLine
from ui.screens.parts.due_list import DueList
from ui.screens.parts.words import tell
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.pages import Card, Page


class DonePage(Page):
    """Says the number and what follows.

    Signals: ``done`` fires on Done.
    """

    done = Signal()

    def __init__(self, sealed: Sealed, due: Sequence[DueLine], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.addWidget(Heading(tell("done_title", number=sealed.number)))
        words = tell("done_first" if sealed.status == "first" else "done_complete")
        self.body.addWidget(Banner(words, "success"))
        if sealed.warning is not None:
            self.body.addWidget(Banner(f"{sealed.warning.what} {sealed.warning.next_step}", "warning"))
        self._done = ActionButton(tell("done"), "primary")
        self._done.setObjectName("done")
        self._done.clicked.connect(self.done)
        self.body.addWidget(self._done, 0, Qt.AlignmentFlag.AlignLeft)
        card = Card(tell("done_due"))
        card.body.addWidget(DueList(due) if due else PlainLabel(tell("done_nothing_due"), "hint"))
        self.body.addWidget(card)
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Move the focus to Done."""
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)
