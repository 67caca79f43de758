"""One person, for leads: what helps first, then their records in time and their file."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui.screens.parts.entry import Entry
from ui.screens.parts.helping_card import HelpingCard
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.screen import Screen
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.screens.person_page.presenter import PersonPresenter
from ui.show_error import show_error
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page


class PersonScreen(Screen):
    """One person's page.

    Signals: ``record_wanted`` carries a number, ``card_wanted`` the person, ``draft_started`` the draft of a day that
    went well, ``left`` fires on Back.
    """

    record_wanted = Signal(str)
    card_wanted = Signal(str)
    draft_started = Signal(object)
    left = Signal()

    def __init__(self, presenter: PersonPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._page = Page(width=860)
        self._ways = WayButtons()
        column(self).addWidget(self._page)
        self._show()

    def where(self) -> str:
        """Return what is open, without a name."""
        return tell("person_page")

    def focus_first(self) -> None:
        """Move the focus to the first thing that can be done."""
        self._ways.focus_first()

    def read_again(self) -> None:
        """Read all of it again."""
        try:
            self._presenter.read()
        except UserFacingError as error:
            show_error(self, error)
            return
        self._show()

    def _show(self) -> None:
        presenter, body = self._presenter, self._page.body
        begin_page(body, presenter.person).clicked.connect(self.left)
        self._ways = WayButtons()
        self._ways.offer(tell("what_helps_short"), self._card, "primary", "hand-heart")
        self._ways.offer(tell("good_day"), self._good_day, icon="plus")
        body.addWidget(self._ways)
        if presenter.card is not None:
            body.addWidget(HelpingCard(presenter.card))
        body.addWidget(self._records())
        body.addWidget(self._file())
        body.addStretch(1)

    def _records(self) -> Card:
        card = Card(tell("person_records"))
        card.setObjectName("person_records")
        card.body.addWidget(PlainLabel(self._presenter.counted(), "hint"))
        for line in self._presenter.records:
            entry = Entry(line.title, line.detail)
            entry.clicked.connect(partial(self._open, line.number))
            card.body.addWidget(entry)
        return card

    def _file(self) -> Card:
        card = Card(tell("person_file"))
        said = self._presenter.file()
        for label, words in said:
            both = column(spacing=2)
            both.addWidget(PlainLabel(label, "strong"))
            both.addWidget(PlainLabel(words))
            card.body.addLayout(both)
        if not said:
            card.body.addWidget(PlainLabel(tell("person_file_none"), "hint"))
        return card

    def _open(self, number: str, _checked: bool = False) -> None:
        self.record_wanted.emit(number)

    def _card(self) -> None:
        self.card_wanted.emit(self._presenter.key)

    def _good_day(self) -> None:
        try:
            draft = self._presenter.begin_good_day()
        except UserFacingError as error:
            show_error(self, error)
            return
        self.draft_started.emit(draft)
