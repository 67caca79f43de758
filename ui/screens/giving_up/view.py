"""Giving up a draft: which one, and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui.screens.giving_up.presenter import GiveUpPresenter
from ui.screens.parts.ask_page import AskPage, Given
from ui.screens.parts.laid_over import LaidOver, may_throw_away
from ui.screens.parts.list_page import Listed, ListPage
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.widgets.measures import column


class GiveUpScreen(Screen):
    """For everyone, about their own drafts.

    Signals: ``left`` fires on Back.
    """

    left = Signal()

    def __init__(self, presenter: GiveUpPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._list = ListPage(Listed("give-up", tell("give_up"), tell("give_up_which"), tell("drafts_none")))
        self._asking: AskPage | None = None
        self._chosen = ""
        self._both = LaidOver(self._list)
        column(self).addWidget(self._both)
        self._list.show_lines(presenter.lines())
        self._list.chosen.connect(self._ask)
        self._list.left.connect(self.left)

    def where(self) -> str:
        """Return what is open."""
        return tell("give_up")

    def focus_first(self) -> None:
        """Move the focus to where one begins on the page at hand."""
        (self._asking or self._list).focus_first()

    def unsaved(self) -> bool:
        """Return whether a reason was typed and nothing given up."""
        return self._both.unsaved()

    def _ask(self, draft_id: str) -> None:
        self._chosen = draft_id
        self._asking = AskPage(self._presenter.ask(draft_id))
        self._asking.given.connect(self._give_up)
        self._asking.left.connect(self._leave)
        self._both.lay(self._asking)
        self._asking.focus_first()

    def _give_up(self, given: Given) -> None:
        try:
            said = self._presenter.give_up(self._chosen, given.reason)
        except UserFacingError as error:
            if self._asking is not None:
                self._asking.show_problem("reason", f"{error.what} {error.next_step}")
            return
        self._to_list(said)

    def _leave(self) -> None:
        if may_throw_away(self, unsaved=self.unsaved()):
            self._to_list()

    def _to_list(self, said: str = "") -> None:
        self._both.take_off()
        self._asking = None
        self._list.show_lines(self._presenter.lines(), said)
        self._list.focus_first()
