"""Terms and closures: one more, those that are entered, and taking one away."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services.calendar import CLOSURE, TERM
from ui import dialogs
from ui.screens.parts.lines import show_lines
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.screens.settings.calendar_presenter import CalendarPresenter, DaysLine
from ui.screens.settings.days_card import DaysCard, DaysTyped
from ui.show_error import show_error
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.labels import Group, PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page


class CalendarPage(Page):
    """The days by which time limits are counted.

    Signals: ``left`` fires on Back.
    """

    left = Signal()

    def __init__(self, presenter: CalendarPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._presenter = presenter
        begin_page(self.body, tell("calendar"), tell("calendar_lead")).clicked.connect(self.left)
        self._said, self._problems = Banner("", "success"), ErrorSummary()
        self._new = DaysCard()
        self._lists = {TERM: column(spacing=14), CLOSURE: column(spacing=14)}
        cards = [Card(tell("calendar_terms")), Card(tell("calendar_closures"))]
        for card, inside in zip(cards, self._lists.values(), strict=True):
            card.body.addLayout(inside)
        for part in (self._said, self._problems, self._new, *cards):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._new.typed.connect(self._add)
        self._new.missing.connect(self._complain)
        self._problems.followed.connect(self._new.focus_on)
        self._show()

    def focus_first(self) -> None:
        """Move the focus to what is asked first."""
        self._new.focus_first()

    def _show(self, said: str = "") -> None:
        for kind, inside in self._lists.items():
            lines = [self._held(one) for one in self._presenter.lines() if one.kind == kind]
            show_lines(inside, lines, tell("calendar_list_none"))
        self._said.hide()
        if said:
            self._said.say(said, "success")
            self.verticalScrollBar().setValue(0)
            self.focus_first()
        order_tabs(self)

    def _held(self, one: DaysLine) -> Group:
        held = Group()
        held.setAccessibleName(one.why)
        held.setObjectName(f"days:{one.key}")
        inside = column(held, spacing=4)
        inside.addWidget(PlainLabel(one.why, "strong"))
        inside.addWidget(PlainLabel(one.days))
        button = ActionButton(tell("calendar_remove"), "quiet_danger")
        button.setAccessibleDescription(one.why)
        button.setProperty("key", one.key)
        button.clicked.connect(self._remove)
        inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return held

    def _add(self, typed: DaysTyped) -> None:
        first, last = (date.fromisoformat(day) for day in (typed.first, typed.last))
        try:
            words = self._presenter.add(typed.kind, first, last, typed.why)
        except UserFacingError as error:
            self._new.show_problems([("first", f"{error.what} {error.next_step}")])
            return
        self._complain([])
        self._new.empty()
        self._show(words)

    def _remove(self) -> None:
        key = str(self.sender().property("key"))
        one = next(one for one in self._presenter.lines() if one.key == key)
        title = tell("calendar_remove_title", why=one.why)
        if not dialogs.ask(self, title, tell("calendar_remove_words"), yes=tell("calendar_remove"), danger=True):
            return
        try:
            self._show(self._presenter.remove(one))
        except UserFacingError as error:
            show_error(self, error)

    def _complain(self, problems: list[tuple[str, str]]) -> None:
        self._said.hide()
        self._problems.show_problems(problems)
        order_tabs(self)
        if problems:
            self.verticalScrollBar().setValue(0)
        self._problems.take_focus()
