"""Which screen leads to which: the only place that knows them all.

Each screen but the first is loaded when it is opened: all of them take longer to load than sign-in takes to appear.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rrn_desktop.errors import UserFacingError
from ui.main_window import MainWindow
from ui.screens.parts.screen import Screen
from ui.screens.sign_in.view import SignInScreen
from ui.show_error import show_error
from ui.tasks import Tasks

if TYPE_CHECKING:
    from rrn_desktop.clock import Clock
    from rrn_desktop.services.drafts import Draft
    from rrn_desktop.services.session import Session


class Rooms(QObject):
    """Opens screens in the window; a screen only says what is wanted."""

    def __init__(self, window: MainWindow, store: Path, tasks: Tasks, clock: Clock | None = None) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._clock = window, store, tasks, clock
        self._from_register = False
        window.switch_asked.connect(self.open_sign_in)

    def open_sign_in(self) -> None:
        """Sign out whoever is in, and ask who is there."""
        self._window.sign_out()
        screen = SignInScreen(self._store, self._tasks, self._clock)
        screen.signed_in.connect(self.enter)
        self._window.show_screen(screen)

    def enter(self, session: Session) -> None:
        """Open Today for a member who signed in."""
        self._window.sign_in(session)
        self.open_today()

    def open_today(self) -> None:
        """Show the first screen."""
        self._from_register = False
        self._open(self._today)

    def open_register(self) -> None:
        """Show all records."""
        self._from_register = True
        self._open(self._register)

    def open_record(self, number: str) -> None:
        """Show a sealed record."""
        self._open(lambda session: self._records(session, number))

    def open_draft(self, draft_id: str) -> None:
        """Carry on with a draft."""
        from rrn_desktop.services import drafts

        self._open(lambda session: self._writing(session, drafts.open_draft(session, draft_id)))

    def write(self, draft: Draft) -> None:
        """Write a draft that was just begun."""
        self._open(lambda session: self._writing(session, draft))

    def begin_incident(self) -> None:
        """Begin a new record."""
        from rrn_desktop.services import drafts

        self._open(lambda session: self._writing(session, drafts.begin(session)))

    def _open(self, build: Callable[[Session], Screen]) -> None:
        session = self._window.session
        if session is None or not self._window.may_leave():
            return
        try:
            screen = build(session)
        except UserFacingError as error:
            show_error(self._window, error)
            return
        self._window.show_screen(screen)

    def _today(self, session: Session) -> Screen:
        from ui.screens.today.presenter import TodayPresenter
        from ui.screens.today.view import TodayScreen

        screen = TodayScreen(TodayPresenter(session))
        screen.incident_wanted.connect(self.begin_incident)
        screen.draft_wanted.connect(self.open_draft)
        screen.record_wanted.connect(self.open_record)
        screen.register_wanted.connect(self.open_register)
        return screen

    def _register(self, session: Session) -> Screen:
        from ui.screens.register.presenter import RegisterPresenter
        from ui.screens.register.view import RegisterScreen

        screen = RegisterScreen(RegisterPresenter(session))
        screen.record_wanted.connect(self.open_record)
        screen.left.connect(self.open_today)
        return screen

    def _records(self, session: Session, number: str) -> Screen:
        from ui.screens.records.presenter import RecordsPresenter
        from ui.screens.records.view import RecordsScreen

        screen = RecordsScreen(RecordsPresenter(session, number))
        screen.draft_started.connect(self.write)
        screen.left.connect(self._back)
        return screen

    def _writing(self, session: Session, draft: Draft) -> Screen:
        from ui.screens.record.presenter import RecordPresenter
        from ui.screens.record.view import RecordScreen

        screen = RecordScreen(RecordPresenter(session, draft), self._tasks)
        screen.renamed.connect(self._window.show_where)
        screen.left.connect(self.open_today)
        self._window.bar.sections_asked.connect(screen.open_sections)
        screen.narrow_changed.connect(self._window.bar.show_sections)
        return screen

    def _back(self) -> None:
        if self._from_register:
            self.open_register()
        else:
            self.open_today()
