"""What helps one person, on a screen of its own: to read, to print, to add to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from rrn_desktop.services.drafts import Draft
from ui import dialogs
from ui.screens.after.card_presenter import CardPresenter
from ui.screens.parts.helping_card import HelpingCard
from ui.screens.parts.page_head import begin_page
from ui.screens.parts.screen import Screen
from ui.screens.parts.telling_card import TellingCard
from ui.screens.parts.ways import WayButtons
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.widgets.banner import Banner
from ui.widgets.labels import PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page


class CardScreen(Screen):
    """One person's card.

    Signals: ``draft_started`` carries the draft of a card or of a day that went well, ``left`` fires on Back.
    """

    draft_started = Signal(object)
    left = Signal()

    def __init__(self, presenter: CardPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._page = Page(width=860)
        self._ways = WayButtons()
        self._said = Banner("", "success")
        column(self).addWidget(self._page)
        self._show()

    def where(self) -> str:
        """Return what is open, without a name."""
        return tell("what_helps_short")

    def focus_first(self) -> None:
        """Move the focus to the first thing that can be done."""
        self._ways.focus_first()

    def read_again(self) -> None:
        """Read the card again."""
        self._presenter.read()
        self._show()

    def _show(self) -> None:
        presenter, body = self._presenter, self._page.body
        begin_page(body, tell("what_helps", person=presenter.person)).clicked.connect(self.left)
        self._said = Banner("", "success")
        self._said.hide()
        body.addWidget(self._said)
        self._ways = self._make_ways()
        body.addWidget(self._ways)
        helping = HelpingCard(headed=False)
        body.addWidget(helping)
        helping.show_card(presenter.card, presenter.plan_note(), presenter.person)
        if presenter.card is None:
            body.addWidget(self._nothing())
        body.addWidget(TellingCard(presenter.telling()))
        body.addStretch(1)

    def _make_ways(self) -> WayButtons:
        presenter, ways = self._presenter, WayButtons()
        ways.offer(tell("good_day"), self._good_day, "primary", "plus")
        if presenter.may_publish:
            written = presenter.card is not None and presenter.card.version > 0
            ways.offer(tell("card_change" if written else "card_write"), self._write, icon="pencil")
        if presenter.card is not None:
            ways.offer(tell("card_print"), self._print, icon="printer")
        return ways

    def _nothing(self) -> Card:
        card = Card()
        card.body.addWidget(PlainLabel(tell("card_nothing", person=self._presenter.person), "strong"))
        card.body.addWidget(PlainLabel(tell("card_nothing_hint"), "hint"))
        return card

    def _good_day(self) -> None:
        self._start(self._presenter.begin_good_day)

    def _write(self) -> None:
        self._start(self._presenter.begin_card)

    def _start(self, begin: Callable[[], Draft]) -> None:
        try:
            draft = begin()
        except UserFacingError as error:
            show_error(self, error)
            return
        self.draft_started.emit(draft)

    def _print(self) -> None:
        folder = dialogs.folder(self, tell("card_where"))
        if folder is None:
            return
        try:
            files = self._presenter.print_to(folder)
        except UserFacingError as error:
            show_error(self, error)
            return
        names = " · ".join(one.name for one in files)
        self._said.say(tell("card_printed", folder=folder.name, file=names), "success")
