"""Today: one large button, my drafts, what is due, what colleagues must know, my records."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rrn_desktop.services.notices import Notice
from ui.screens.parts.due_line import DueLine
from ui.screens.parts.due_list import DueList
from ui.screens.parts.entry import Entry
from ui.screens.parts.facts import FactList
from ui.screens.parts.notice_facts import notice_facts, notice_title
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.screens.today.presenter import Line, TodayPresenter
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import clear, column, row
from ui.widgets.pages import Card, Page


class TodayScreen(Screen):
    """The first screen after signing in.

    Signals: ``incident_wanted`` asks for a new record, ``draft_wanted`` carries a draft's id,
    ``record_wanted`` a record's number, ``register_wanted`` asks for the register.
    """

    incident_wanted = Signal()
    draft_wanted = Signal(str)
    record_wanted = Signal(str)
    register_wanted = Signal()

    def __init__(self, presenter: TodayPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._page = Page(width=860)
        self._day = PlainLabel("", "hint")
        self._record = ActionButton(tell("record_incident"), "primary", "plus")
        self._record.setObjectName("today:record")
        self._record.clicked.connect(self.incident_wanted)
        self._cards = {key: self._card(key) for key in ("drafts", "due", "notices", "my_records")}
        self._lay_out()
        column(self).addWidget(self._page)
        self._show()

    def where(self) -> str:
        """Return what is open."""
        return tell("today")

    def focus_first(self) -> None:
        """Move the focus to the large button."""
        self._record.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_again(self) -> None:
        """Read what is due, the drafts, the notices and the records again."""
        self._presenter.read()
        self._show()

    def _lay_out(self) -> None:
        body = self._page.body
        body.addWidget(Heading(tell("today")))
        body.addWidget(self._day)
        buttons = row(spacing=12, margins=(0, 6, 0, 6))
        buttons.addWidget(self._record)
        if self._presenter.is_lead:
            register = ActionButton(tell("register"), "secondary", "clipboard-list")
            register.setObjectName("today:register")
            register.clicked.connect(self.register_wanted)
            buttons.addWidget(register)
        buttons.addStretch(1)
        body.addLayout(buttons)
        for card, _inside in self._cards.values():
            body.addWidget(card)
        body.addStretch(1)

    def _card(self, key: str) -> tuple[Card, QVBoxLayout]:
        card = Card(tell(key))
        inside = column(spacing=10)
        if key == "notices":
            card.body.addWidget(PlainLabel(tell("notices_lead"), "hint"))
        card.body.addLayout(inside)
        return card, inside

    def _show(self) -> None:
        presenter = self._presenter
        self._day.setText(presenter.day())
        for _card, inside in self._cards.values():
            clear(inside)
        self._show_lines("drafts", presenter.drafts(), "pencil")
        self._show_due(presenter.due())
        self._show_notices(presenter.today.notices)
        self._show_lines("my_records", presenter.records(), "file-text")

    def _show_due(self, due: Sequence[DueLine]) -> None:
        inside = self._cards["due"][1]
        inside.addWidget(DueList(due) if due else PlainLabel(tell("due_none"), "hint"))

    def _show_lines(self, key: str, lines: Sequence[Line], icon: str) -> None:
        inside = self._cards[key][1]
        if not lines:
            inside.addWidget(PlainLabel(tell(f"{key}_none"), "hint"))
        for line in lines:
            entry = Entry(line.title, line.detail, icon)
            entry.setObjectName(f"{key}:{line.key}")
            # The entry owns what it leads to, so that nothing outlives it.
            entry.setProperty("key", line.key)
            entry.setProperty("list", key)
            entry.clicked.connect(self._follow)
            inside.addWidget(entry)

    def _follow(self) -> None:
        entry = self.sender()
        if entry is not None:
            wanted = self.draft_wanted if entry.property("list") == "drafts" else self.record_wanted
            wanted.emit(str(entry.property("key")))

    def _show_notices(self, notices: Sequence[Notice]) -> None:
        inside = self._cards["notices"][1]
        if not notices:
            inside.addWidget(PlainLabel(tell("notices_none"), "hint"))
        for notice in notices:
            inside.addWidget(Heading(notice_title(notice), "strong"))
            inside.addWidget(FactList(notice_facts(notice)))
