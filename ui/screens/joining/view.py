"""Choosing an own passphrase, and that it is done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError, WrongPassphrase
from ui.screens.joining.choose_page import ChoosePage
from ui.screens.joining.presenter import NEW, OLD, JoiningPresenter, Typed
from ui.screens.parts.laid_over import LaidOver
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.accessible import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.labels import Heading, PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page


class JoiningScreen(Screen):
    """For whoever has words from a sheet, and for whoever wants other words.

    Signals: ``left`` fires when it is done, or was not wanted after all.
    """

    left = Signal()

    def __init__(self, presenter: JoiningPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._tasks = presenter, tasks
        self._choose = ChoosePage(presenter)
        self._both = LaidOver(self._choose)
        self._done: DonePage | None = None
        column(self).addWidget(self._both)
        self._choose.given.connect(self._change)
        self._choose.left.connect(self.left)

    def where(self) -> str:
        """Return what is open."""
        return tell("own_where")

    def focus_first(self) -> None:
        """Move the focus to where one begins, or to the way on."""
        if self._done is not None:
            self._done.focus_first()
        else:
            self._choose.focus_first()

    def _change(self, typed: Typed) -> None:
        self._choose.set_busy(True)
        self._tasks.run(self, partial(self._presenter.change, typed), self._changed, self._failed)

    def _changed(self, _nothing: object) -> None:
        # The window may be locked by now: another screen would open it, so the way on is pressed.
        self._choose.forget()
        self._done = DonePage(shred=self._presenter.first)
        self._done.left.connect(self.left)
        self._both.lay(self._done)
        if self._done.isVisible():
            self._done.focus_first()

    def _failed(self, error: Exception) -> None:
        self._choose.set_busy(False)
        if isinstance(error, WrongPassphrase):
            self._choose.show_problems([(OLD, tell("own_old_wrong"))])
        elif isinstance(error, UserFacingError):
            self._choose.show_problems([(NEW, f"{error.what} {error.next_step}")])
        else:
            show_error(self, error)


class DonePage(Page):
    """It is done.

    Signals: ``left`` fires on the way on.
    """

    left = Signal()

    def __init__(self, *, shred: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.addWidget(Heading(tell("own_done_title")))
        self.body.addWidget(Banner(tell("own_done"), "success"))
        card = Card()
        for key in ("own_done_shred", "own_done_forget") if shred else ("own_done_forget",):
            card.body.addWidget(PlainLabel(tell(key)))
        self.body.addWidget(card)
        self._on = ActionButton(tell("own_go_on"), "primary")
        self._on.clicked.connect(self.left)
        self.body.addWidget(self._on, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def focus_first(self) -> None:
        """Move the focus to the way on, and say that it is done."""
        self.begin(self._on)
        announce(self, f"{tell('own_done_title')}. {tell('own_done')}", now=True)
