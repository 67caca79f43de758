"""Guests: who is let in until when, more time, closing an account, and letting someone in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rrn_desktop.errors import UserFacingError
from ui import dialogs
from ui.screens.guests.let_in_card import LetInCard
from ui.screens.guests.presenter import GuestLine, GuestsPresenter, LetIn
from ui.screens.parts.laid_over import typed_on
from ui.screens.parts.lines import show_lines
from ui.screens.parts.screen import Screen
from ui.screens.parts.tab_order import order_tabs
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Group, Heading, PlainLabel
from ui.widgets.measures import column
from ui.widgets.pages import Card, Page


class GuestsScreen(Screen):
    """For whoever is in charge of a shift.

    Signals: ``left`` fires on Back.
    """

    left = Signal()

    def __init__(self, presenter: GuestsPresenter, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter, self._tasks = presenter, tasks
        self._page = Page()
        self._said = Banner("", "success")
        self._said.hide()
        self._problems = ErrorSummary()
        self._new = LetInCard(presenter.usual_end())
        self._list = Card(tell("guests_here"))
        self._lines = column(spacing=14)
        self._list.body.addLayout(self._lines)
        self._back = ActionButton(tell("back"))
        self._lay_out()
        self._new.wanted.connect(self._let_in)
        self._new.missing.connect(self._complain)
        self._problems.followed.connect(self._new.focus_on)
        self._back.clicked.connect(self.left)
        self._show()

    def where(self) -> str:
        """Return what is open."""
        return tell("guests")

    def focus_first(self) -> None:
        """Move the focus to the name of a new guest."""
        self._page.begin(self._new.first)

    def unsaved(self) -> bool:
        """Return whether someone was typed who is not let in."""
        return any(typed_on(self._new))

    def read_again(self) -> None:
        """Read the guests again."""
        self._presenter.read()
        self._show()

    def _lay_out(self) -> None:
        for part in (Heading(tell("guests")), PlainLabel(tell("guests_lead")), self._said, self._problems):
            self._page.body.addWidget(part)
        self._page.body.addWidget(self._new)
        self._page.body.addWidget(self._list)
        self._page.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._page.body.addStretch(1)
        column(self).addWidget(self._page)

    def _show(self) -> None:
        show_lines(self._lines, [self._guest(guest) for guest in self._presenter.lines()], tell("guests_none"))
        order_tabs(self._page)

    def _guest(self, guest: GuestLine) -> Group:
        held = Group()
        held.setAccessibleName(guest.name)
        held.setObjectName(f"guest:{guest.key}")
        inside = column(held, spacing=4)
        inside.addWidget(PlainLabel(guest.name, "strong"))
        inside.addWidget(PlainLabel(guest.detail, "body" if guest.here else "gap"))
        if guest.note:
            inside.addWidget(PlainLabel(guest.note, "hint"))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        flow.addWidget(self._button(guest, "guest_renew", self._renew))
        flow.addWidget(self._button(guest, "guest_close", self._close))
        inside.addWidget(buttons)
        return held

    def _button(self, guest: GuestLine, key: str, act: Callable[[], None]) -> ActionButton:
        button = ActionButton(tell(key), "secondary" if key == "guest_renew" else "quiet_danger")
        button.setAccessibleDescription(guest.name)
        button.setProperty("key", guest.key)
        button.setProperty("name", guest.name)
        button.clicked.connect(act)
        return button

    def _complain(self, problems: list[tuple[str, str]]) -> None:
        self._new.show_problems(dict(problems))
        self._problems.show_problems(problems)
        order_tabs(self._page)
        if problems:
            self._page.verticalScrollBar().setValue(0)
        self._problems.take_focus()

    def _let_in(self, name: str, job: str, until: str) -> None:
        self._complain([])
        self._said.hide()
        folder = dialogs.folder(self, tell("guest_sheet_title"))
        if folder is None:
            return
        self._new.set_busy(True)
        self._tasks.run(self, partial(self._presenter.let_in, name, job, until, folder), self._came, self._failed)

    def _came(self, came: LetIn) -> None:
        self._new.set_busy(False)
        self._new.empty()
        self._tell(came.words)

    def _failed(self, error: Exception) -> None:
        self._new.set_busy(False)
        if isinstance(error, UserFacingError):
            self._complain([("name", f"{error.what} {error.next_step}")])
        else:
            show_error(self, error)

    def _renew(self) -> None:
        self._do(self._presenter.renew)

    def _close(self) -> None:
        button = self.sender()
        title = tell("guest_close_title", name=button.property("name"))
        if dialogs.ask(self, title, tell("guest_close_words"), yes=tell("guest_close"), danger=True):
            self._do(self._presenter.close, str(button.property("key")))

    def _do(self, act: Callable[[str], str], key: str = "") -> None:
        # One after another with all else that changes the list of members, such as a change of keys behind the lock.
        work = partial(act, key or str(self.sender().property("key")))
        self._tasks.run(self, work, self._tell, partial(show_error, self))

    def _tell(self, words: str) -> None:
        self.read_again()
        self._page.verticalScrollBar().setValue(0)
        self._said.say(words, "success")
        # What comes back while the window is locked must not draw the focus behind the lock.
        if self.isVisible():
            self.focus_first()
