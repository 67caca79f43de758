"""Someone is taken off the list of those who are here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.field import LabelledField, short_text
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import sized
from ui.widgets.pages import Card, Page


class LeavePage(Page):
    """Asks for the last day, which may be left out.

    Signals: ``given`` carries the day as it was typed, ``left`` fires on Cancel.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._day = sized(short_text("person:left_on", limit=40), max_width=320)
        self._field = LabelledField(tell("leave_day"), self._day, tell("leave_day_hint"))
        self.body.addWidget(Heading(tell("leave_title", person=person)))
        self.body.addWidget(PlainLabel(tell("leave_lead")))
        card = Card()
        card.body.addWidget(self._field)
        self.body.addWidget(card)
        self.body.addWidget(self._buttons())
        self.body.addStretch(1)
        self._day.returnPressed.connect(self._try)
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the day."""
        self.begin(self._day)

    def show_problem(self, words: str) -> None:
        """Say what is wrong with the day."""
        self._field.show_error(words)
        self._day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> QWidget:
        ways = WayButtons()
        ways.offer(tell("leave_do"), self._try, "primary")
        ways.offer(tell("cancel"), self.left.emit)
        return ways

    def _try(self) -> None:
        self._field.show_error("")
        self.given.emit(self._day.text().strip())
