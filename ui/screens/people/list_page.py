"""Who is here, and the ways to add someone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.people.presenter import PeoplePresenter
from ui.screens.people.row_table import Column, RowTable
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import row, sized
from ui.widgets.pages import Page

_COLUMNS = (("people_name", 260), ("people_born", 190), ("people_year_group", 200), ("people_local_id", 210))


class PeoplePage(Page):
    """The people, by name.

    Signals: ``list_wanted`` asks for a list to be taken in, ``one_wanted`` for one person, ``refused_wanted`` to save
    what was left out of a list, ``person_wanted`` carries the id of one to open, ``left`` fires on Back.
    """

    list_wanted = Signal()
    one_wanted = Signal()
    refused_wanted = Signal()
    person_wanted = Signal(str)
    left = Signal()

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(width=2400, parent=parent)
        self._presenter = presenter
        self._said = Banner("", "success")
        self._said.hide()
        self._many = ActionButton(tell("people_import"), "primary", "file-text")
        self._one = ActionButton(tell("people_add"), "secondary", "plus")
        self._open = ActionButton(tell("people_open"), "secondary", "user")
        self._gone = ActionButton(tell("people_gone"), "quiet")
        self._refused = ActionButton(tell("list_save_refused"), "secondary", "download")
        self._back = ActionButton(tell("back"), "secondary", "arrow-left")
        self._busy, self._count = PlainLabel("", "status"), PlainLabel("", "status")
        self._busy.hide()
        self._title, self._lead = Heading(tell("people")), PlainLabel("", "hint")
        self._table = RowTable(
            tell("people"), tell("people_table_hint"), [Column(tell(key), width) for key, width in _COLUMNS]
        )
        self._row = PlainLabel()
        self._row.hide()
        self._first: QWidget = self._many
        self._lay_out()
        self._connect()
        self.show_people()

    def focus_first(self) -> None:
        """Move the focus to the way to add many, or to the person who was at hand for whoever comes back."""
        (self._many if self._first.isHidden() else self._first).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_people(self, said: str = "", *, left_out: bool = False) -> None:
        """Show who is here now, what was just done, and whether rows of a list were left out and not saved."""
        self._refused.setVisible(left_out)
        people = self._presenter.people()
        self._table.show_rows(people)
        self._table.setVisible(bool(people))
        gone = self._presenter.gone
        self._open.setVisible(bool(people))
        self._title.setText(tell("people_gone_title" if gone else "people"))
        self._lead.setText(tell("people_gone_lead" if gone else "people_lead"))
        self._gone.say(tell("people_here" if gone else "people_gone"))
        few = {0: tell("people_gone_none" if gone else "people_count_none"), 1: tell("people_count_one")}
        self._count.setText(few.get(len(people)) or tell("people_count", count=f"{len(people):,}"))
        self._said.hide()
        if said:
            self._said.say(said, "success")
        order_tabs(self)

    def at_hand(self) -> str:
        """Return the id of the person in the row at hand, or nothing where there is none."""
        row = self._table.row_at_hand()
        return self._presenter.person(row) if row >= 0 else ""

    def go_to(self, person: str) -> None:
        """Have a person at hand, and begin there; one who is not in the list is overlooked."""
        shown = [self._presenter.person(row) for row in range(self._table.model().rowCount())]
        if person in shown:
            self._table.go_to(shown.index(person))
            self._first = self._table

    def set_busy(self, busy: bool) -> None:
        """Show that a list is being read."""
        for button in (self._many, self._one, self._open, self._gone, self._back):
            button.setEnabled(not busy)
        self._busy.setText(tell("list_reading") if busy else "")
        self._busy.setVisible(busy)

    def _lay_out(self) -> None:
        self.set_narrow(True)
        head = row(spacing=16)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._lead)
        self.body.addWidget(self._said)
        self.body.addWidget(self._refused, 0, Qt.AlignmentFlag.AlignLeft)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        flow.addWidget(self._many)
        flow.addWidget(self._one)
        self.body.addWidget(buttons)
        self.body.addWidget(PlainLabel(tell("list_lead"), "hint"))
        self.body.addWidget(self._busy)
        self.body.addWidget(sized(self._table, min_height=230), 1)
        self.body.addWidget(self._row)
        self.body.addWidget(self._count)
        below = QWidget()
        ways = FlowLayout(below, gap=12)
        ways.addWidget(self._open)
        ways.addWidget(self._gone)
        self.body.addWidget(below)
        self.body.addStretch()

    def _connect(self) -> None:
        self._many.clicked.connect(self.list_wanted)
        self._one.clicked.connect(self.one_wanted)
        self._refused.clicked.connect(self.refused_wanted)
        self._back.clicked.connect(self.left)
        self._gone.clicked.connect(self._turn)
        self._open.clicked.connect(self._open_at_hand)
        self._table.wanted.connect(self._open_row)
        self._table.moved.connect(self._say_row)
        # Where large letters leave no room for all columns, the row at hand is read in full below.
        self._table.horizontalScrollBar().rangeChanged.connect(self._show_row)

    def _turn(self) -> None:
        self._presenter.gone = not self._presenter.gone
        self.show_people()

    def _say_row(self, row: int) -> None:
        self._row.setText(self._table.says(row))

    def _show_row(self, _least: int, most: int) -> None:
        self._row.setVisible(most > 0 and not self._table.isHidden())

    def _open_at_hand(self) -> None:
        self._open_row(self._table.row_at_hand())

    def _open_row(self, row: int) -> None:
        if row >= 0:
            self._table.go_to(row)
            self.person_wanted.emit(self._presenter.person(row))
