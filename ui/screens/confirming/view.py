"""Written without signing in: what nobody has confirmed yet, and confirming it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError, WrongPassphrase
from ui.screens.confirming.pages import ConfirmPage, WaitingPage
from ui.screens.confirming.presenter import ConfirmPresenter
from ui.screens.parts.laid_over import LaidOver, may_throw_away
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.measures import column


class ConfirmScreen(Screen):
    """For the writer, from an account of their own, or for a lead.

    Signals: ``record_wanted`` carries the number of a record to read, ``left`` fires on Back.
    """

    record_wanted = Signal(str)
    left = Signal()

    def __init__(self, presenter: ConfirmPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._tasks = presenter, tasks
        self._waiting = WaitingPage(may_read=presenter.is_lead)
        self._page: ConfirmPage | None = None
        self._both = LaidOver(self._waiting)
        column(self).addWidget(self._both)
        self._waiting.show_lines(presenter.lines())
        self._waiting.chosen.connect(self._ask)
        self._waiting.record_wanted.connect(self.record_wanted)
        self._waiting.left.connect(self.left)

    def where(self) -> str:
        """Return what is open."""
        return tell("unconfirmed")

    def number(self) -> str:
        """Return the number of what is being confirmed."""
        return self._page.line.number if self._page is not None else ""

    def focus_first(self) -> None:
        """Move the focus to where one begins on the page at hand."""
        (self._page or self._waiting).focus_first()

    def unsaved(self) -> bool:
        """Return whether a name was typed and nothing confirmed."""
        return self._both.unsaved()

    def read_again(self) -> None:
        """Read what waits again."""
        self._presenter.read()
        self._waiting.show_lines(self._presenter.lines())

    def _ask(self, number: str) -> None:
        line = next(one for one in self._presenter.lines() if one.number == number)
        page = self._page = ConfirmPage(line)
        page.confirmed.connect(self._confirm)
        page.left.connect(self._leave)
        self._both.lay(page)
        page.focus_first()

    def _leave(self) -> None:
        if may_throw_away(self, unsaved=self.unsaved()):
            self._to_list()

    def _to_list(self) -> None:
        self._both.take_off()
        self._page = None
        self._waiting.focus_first()

    def _confirm(self, name: str, passphrase: str) -> None:
        if self._page is None:
            return
        self._page.complain("", "")
        self._page.set_busy(True)
        work = partial(self._presenter.confirm, self._page.line, name, passphrase)
        self._tasks.run(self, work, self._confirmed, self._failed)

    def _confirmed(self, words: str) -> None:
        self._presenter.read()
        self._waiting.show_lines(self._presenter.lines(), words)
        self._to_list()

    def _failed(self, error: Exception) -> None:
        if self._page is None or not isinstance(error, UserFacingError):
            show_error(self, error)
            return
        self._page.set_busy(False)
        words = tell("passphrase_wrong") if isinstance(error, WrongPassphrase) else f"{error.what} {error.next_step}"
        self._page.complain("passphrase", words)
