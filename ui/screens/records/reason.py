"""Asks why a record is amended; the reason is kept with the new version."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.field import LabelledField, long_text
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import row
from ui.widgets.pages import Card, Page


class ReasonPage(Page):
    """One question: why.

    Signals: ``given`` carries the reason, ``left`` fires on Cancel.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._box = long_text("reason")
        self._field = LabelledField(tell("reason"), self._box, tell("reason_hint"))
        self._problems = ErrorSummary()
        self._problems.followed.connect(self.focus_first)
        go_on = ActionButton(tell("start_amending"), "primary")
        cancel = ActionButton(tell("cancel"))
        go_on.clicked.connect(self._give)
        cancel.clicked.connect(self.left)
        card = Card()
        card.body.addWidget(self._field)
        buttons = row(spacing=12)
        buttons.addWidget(go_on)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        for part in (self._problems, Heading(tell("amend_title", number=number)), PlainLabel(tell("amend_lead")), card):
            self.body.addWidget(part)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Move the focus to the reason."""
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        reason = self._box.toPlainText().strip()
        message = "" if reason else tell("reason_missing")
        self._field.show_error(message)
        self._problems.show_problems([("reason", message)] if message else [])
        order_tabs(self)
        self._problems.take_focus()
        if reason:
            self.given.emit(reason)
