"""What would happen, row by row; below it the button that does it, and the way to get back what is left out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.people.presenter import PeoplePresenter
from ui.screens.people.row_table import Column, RowTable
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import sized
from ui.widgets.pages import Page

_COLUMNS = (("list_row", 70), ("people_name", 190), ("list_outcome", 185), ("list_why", 420))


class PlanPage(Page):
    """Shows what a list would change.

    Signals: ``wanted`` asks to do it, ``refused_wanted`` to save what is left out, ``again`` to choose the columns
    again, ``left`` fires on Cancel.
    """

    wanted = Signal()
    refused_wanted = Signal()
    again = Signal()
    left = Signal()

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(width=2400, parent=parent)
        self._presenter = presenter
        self._rows = presenter.rows()
        self._said = Banner("", "info")
        self._said.hide()
        self._says = PlainLabel("", "body")
        self._busy = PlainLabel("", "status")
        self._busy.hide()
        self._table = RowTable(
            tell("list_table"), tell("list_table_hint"), [Column(tell(key), width) for key, width in _COLUMNS]
        )
        self._do = ActionButton(tell("list_do"), "primary", "check")
        self._save = ActionButton(tell("list_save_refused"), "secondary", "download")
        self._again = ActionButton(tell("list_again"))
        self._cancel = ActionButton(tell("cancel"))
        self._lay_out()
        self._connect()
        self._table.show_rows(self._rows)

    def focus_first(self) -> None:
        """Move the focus to the rows, and say what would happen."""
        self.begin(self._table)
        announce(self, f"{tell('list_plan_title')}: {'; '.join(self._presenter.counts())}")

    def set_busy(self, busy: bool) -> None:
        """Show that it is being done."""
        for button in (self._save, self._again, self._cancel):
            button.setEnabled(not busy)
        self._do.setEnabled(not busy and self._presenter.changes())
        self._busy.setText(tell("list_doing") if busy else "")
        self._busy.setVisible(busy)
        if busy:
            announce(self, tell("list_doing"))

    def say_saved(self, words: str) -> None:
        """Say where the rows went that are left out."""
        self._said.say(words, "success")
        self.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        self.set_narrow(True)
        changes = self._presenter.changes()
        self.body.addWidget(Heading(tell("list_plan_title")))
        self.body.addWidget(PlainLabel(tell("list_plan_lead" if changes else "list_do_nothing"), "hint"))
        self.body.addWidget(self._said)
        for words in self._presenter.counts():
            self.body.addWidget(PlainLabel(words, "strong"))
        self.body.addWidget(sized(self._table, min_height=200), 1)
        self.body.addWidget(self._says)
        self.body.addWidget(self._busy)
        held = QWidget()
        flow = FlowLayout(held, gap=12)
        self._do.setEnabled(changes)
        for button in (self._do, self._save, self._again, self._cancel):
            flow.addWidget(button)
        if not self._presenter.has_refused():
            self._save.hide()
        self.body.addWidget(held)
        order_tabs(self)

    def _connect(self) -> None:
        self._table.moved.connect(self._say_row)
        self._do.clicked.connect(self.wanted)
        self._save.clicked.connect(self.refused_wanted)
        self._again.clicked.connect(self.again)
        self._cancel.clicked.connect(self.left)

    def _say_row(self, at: int) -> None:
        row, _name, outcome, why = self._rows[at]
        self._says.setText(tell("list_row_says", row=row, outcome=outcome, why=why).strip())
