"""Each column of a list, a few of its cells, and what it is taken for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.parts.field import LabelledField
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.people.presenter import PeoplePresenter
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.choice_cards import Option
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import sized
from ui.widgets.pages import Card, Page
from ui.widgets.select_box import SelectBox

_OUT = "-"


class ColumnsPage(Page):
    """Asks what each column is.

    Signals: ``given`` carries the headings and what each is taken for, ``left`` fires on Cancel.
    """

    given = Signal(object)
    left = Signal()

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._problems = ErrorSummary()
        self._boxes: dict[str, SelectBox] = {}
        self._look = ActionButton(tell("list_look"), "primary")
        self._cancel = ActionButton(tell("cancel"))
        self._busy = PlainLabel("", "status")
        self._busy.hide()
        self.body.addWidget(Heading(tell("list_columns_title")))
        self.body.addWidget(PlainLabel(presenter.lead()))
        letters = Banner("", "info")
        self.body.addWidget(letters)
        letters.show_words(presenter.letters())
        self.body.addWidget(self._problems)
        self.body.addWidget(self._columns(presenter))
        self.body.addWidget(self._busy)
        self.body.addWidget(self._buttons())
        self.body.addStretch(1)
        self._look.clicked.connect(self._try)
        self._cancel.clicked.connect(self.left)
        self._problems.followed.connect(self._follow)
        order_tabs(self)

    def focus_first(self) -> None:
        """Move the focus to the first column."""
        self.begin(next(iter(self._boxes.values())))

    def _follow(self) -> None:
        next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, words: str) -> None:
        """Say why these columns can't be used."""
        self._problems.show_problems([("column", words)])
        order_tabs(self)
        self.verticalScrollBar().setValue(0)
        self._problems.take_focus()

    def set_busy(self, busy: bool) -> None:
        """Show that the rows are being looked at."""
        for widget in (*self._boxes.values(), self._look, self._cancel):
            widget.setEnabled(not busy)
        self._busy.setText(tell("list_reading") if busy else "")
        self._busy.setVisible(busy)
        if busy:
            announce(self, tell("list_reading"))

    def _columns(self, presenter: PeoplePresenter) -> Card:
        options = [Option(_OUT, tell("list_leave_out")), *(Option(*field) for field in presenter.fields())]
        card = Card(spacing=18)
        for at, one in enumerate(presenter.columns()):
            box = sized(SelectBox(options), max_width=520)
            box.setObjectName(f"column:{at}")
            box.show_code(one.field or _OUT)
            self._boxes[one.heading] = box
            card.body.addWidget(LabelledField(one.heading, box, one.sample))
        return card

    def _buttons(self) -> QWidget:
        held = QWidget()
        flow = FlowLayout(held, gap=12)
        flow.addWidget(self._look)
        flow.addWidget(self._cancel)
        return held

    def _try(self) -> None:
        self._problems.show_problems([])
        codes = {heading: box.code() for heading, box in self._boxes.items()}
        self.given.emit({heading: code for heading, code in codes.items() if code not in {_OUT, ""}})
