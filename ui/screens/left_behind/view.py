"""Drafts left behind: the list, why one is opened, the draft as it was left, and keeping it so."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError, WrongPassphrase
from ui.screens.left_behind.pages import LeftPage
from ui.screens.left_behind.presenter import LeftPresenter
from ui.screens.parts.ask_page import AskPage, Given
from ui.screens.parts.laid_over import LaidOver, may_throw_away
from ui.screens.parts.list_page import Listed, ListPage
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.measures import column


class LeftBehindScreen(Screen):
    """For leads.

    Signals: ``left`` fires on Back.
    """

    left = Signal()

    def __init__(self, presenter: LeftPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._tasks = presenter, tasks
        self._list = ListPage(Listed("left", tell("left_behind"), tell("left_behind_lead"), tell("left_behind_none")))
        self._page: AskPage | LeftPage | None = None
        self._chosen = ""
        self._both = LaidOver(self._list)
        column(self).addWidget(self._both)
        self._list.show_lines(presenter.lines())
        self._list.chosen.connect(self._ask_why)
        self._list.left.connect(self.left)

    def where(self) -> str:
        """Return what is open."""
        return tell("left_behind")

    def number(self) -> str:
        """Return the number of what is open."""
        opened = self._presenter.opened
        return (opened.number or "") if opened is not None and self._page is not None else ""

    def focus_first(self) -> None:
        """Move the focus to where one begins on the page at hand."""
        (self._page or self._list).focus_first()

    def read_again(self) -> None:
        """Read what was left again."""
        self._presenter.read()
        self._list.show_lines(self._presenter.lines())

    def unsaved(self) -> bool:
        """Return whether a reason was typed and nothing opened."""
        return self._both.unsaved()

    def _ask_why(self, left_id: str) -> None:
        self._chosen = left_id
        page = AskPage(self._presenter.ask_why())
        page.given.connect(self._open_draft)
        page.left.connect(self._leave)
        self._show(page)

    def _open_draft(self, given: Given) -> None:
        try:
            self._presenter.open(self._chosen, given.reason)
        except UserFacingError as error:
            self._complain("reason", error)
            return
        self._show_draft()

    def _show_draft(self) -> None:
        page = LeftPage(self._presenter)
        page.seal_asked.connect(self._ask_seal)
        page.left.connect(self._to_list)
        self._show(page)

    def _ask_seal(self) -> None:
        page = AskPage(self._presenter.ask_seal())
        page.given.connect(self._seal)
        page.left.connect(self._show_draft)
        self._show(page)

    def _seal(self, given: Given) -> None:
        if isinstance(self._page, AskPage):
            self._page.set_busy(True)
            work = partial(self._presenter.seal, given.passphrase)
            self._tasks.run(self, work, self._sealed, self._failed)

    def _sealed(self, words: str) -> None:
        self._presenter.read()
        self._to_list()
        self._list.show_lines(self._presenter.lines(), words)
        self._list.focus_first()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserFacingError):
            show_error(self, error)
        else:
            self._complain("passphrase", error)

    def _complain(self, path: str, error: UserFacingError) -> None:
        if not isinstance(self._page, AskPage):
            return
        self._page.set_busy(False)
        self._page.forget()
        wrong = isinstance(error, WrongPassphrase)
        self._page.show_problem(path, tell("passphrase_wrong") if wrong else f"{error.what} {error.next_step}")

    def _leave(self) -> None:
        if may_throw_away(self, unsaved=self.unsaved()):
            self._to_list()

    def _to_list(self) -> None:
        self._both.take_off()
        self._page = None
        self._list.focus_first()

    def _show(self, page: AskPage | LeftPage) -> None:
        self._both.take_off()
        self._page = page
        self._both.lay(page)
        page.focus_first()
