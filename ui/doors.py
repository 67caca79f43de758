"""Which screen leads to which, for what belongs to the desk and to no record: guests, drafts left behind, the inbox."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.main_window import MainWindow
from ui.screens.parts.screen import Screen
from ui.tasks import Tasks

if TYPE_CHECKING:
    from rrn_desktop.clock import Clock
    from rrn_desktop.services.session import Session

Build = Callable[["Session"], Screen]


class Doors(QObject):
    """Opens these screens in the window; each leads back to Today, or to signing in."""

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        open_screen: Callable[[Build], bool],
        today: Callable[[], None],
        record: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._tasks = window, tasks
        self._open, self._today, self._record = open_screen, today, record

    def open_inbox(self, store: Path, clock: Clock | None, sign_in: Callable[[], None]) -> None:
        """Let someone write who is not signed in."""
        from ui.screens.inbox.view import InboxScreen

        screen = InboxScreen(store, self._tasks, clock)
        screen.guarded.connect(self._window.guard)
        screen.left.connect(sign_in)
        screen.narrow_changed.connect(self._window.bar.show_sections)
        self._window.bar.sections_asked.connect(screen.open_sections)
        self._window.show_screen(screen)

    def open_set_up(
        self, store: Path, clock: Clock | None, sign_in: Callable[[str, bool], None], check: Callable[[], None]
    ) -> None:
        """Let someone set a site up where there is none; signing in also hears whether people are brought in first."""
        from ui.screens.set_up.view import SetUpScreen

        screen = SetUpScreen(store, self._tasks, clock)
        screen.done.connect(sign_in)
        screen.left.connect(partial(sign_in, "", False))
        screen.check_wanted.connect(check)
        screen.narrow_changed.connect(self._window.bar.show_sections)
        self._window.bar.sections_asked.connect(screen.open_sections)
        self._window.show_screen(screen)

    def open_guests(self) -> None:
        """Show who is let in for a shift."""
        self._open(self._guests)

    def open_first_passphrase(self) -> bool:
        """Let whoever has words from a sheet choose their own before anything else; False for all others."""
        from rrn_desktop.services import own_passphrase

        session = self._window.session
        if session is None or not own_passphrase.must_choose(session):
            return False
        self._open(self._first_passphrase)
        return True

    def open_own_passphrase(self) -> None:
        """Let a member change their passphrase."""
        self._open(self._own_passphrase)

    def open_settings(self) -> None:
        """Show what is set on this computer."""
        self._open(self._settings)

    def open_giving_up(self) -> None:
        """Let a member give up a draft of their own."""
        self._open(self._giving_up)

    def open_left_behind(self) -> None:
        """Show what others began and left unfinished."""
        self._open(self._left_behind)

    def open_unconfirmed(self) -> None:
        """Show what was written without signing in and waits to be confirmed."""
        self._open(self._unconfirmed)

    def _first_passphrase(self, session: Session) -> Screen:
        return self._joining(session, first=True)

    def _own_passphrase(self, session: Session) -> Screen:
        return self._joining(session, first=False)

    def _joining(self, session: Session, *, first: bool) -> Screen:
        from ui.screens.joining.presenter import JoiningPresenter
        from ui.screens.joining.view import JoiningScreen

        screen = JoiningScreen(JoiningPresenter(session, first=first), self._tasks)
        screen.left.connect(self._today)
        return screen

    def _giving_up(self, session: Session) -> Screen:
        from ui.screens.giving_up.presenter import GiveUpPresenter
        from ui.screens.giving_up.view import GiveUpScreen

        screen = GiveUpScreen(GiveUpPresenter(session))
        screen.left.connect(self._today)
        return screen

    def _settings(self, session: Session) -> Screen:
        from ui.screens.settings.members_presenter import MembersPresenter
        from ui.screens.settings.place_presenter import PlacePresenter
        from ui.screens.settings.presenter import SettingsPresenter
        from ui.screens.settings.view import Presenters, SettingsScreen

        shown = Presenters(SettingsPresenter(session), MembersPresenter(session), PlacePresenter(session))
        screen = SettingsScreen(shown, self._window.display, self._tasks)
        screen.left.connect(self._today)
        return screen

    def _left_behind(self, session: Session) -> Screen:
        from ui.screens.left_behind.presenter import LeftPresenter
        from ui.screens.left_behind.view import LeftBehindScreen

        screen = LeftBehindScreen(LeftPresenter(session), self._tasks)
        screen.left.connect(self._today)
        return screen

    def _unconfirmed(self, session: Session) -> Screen:
        from ui.screens.confirming.presenter import ConfirmPresenter
        from ui.screens.confirming.view import ConfirmScreen

        screen = ConfirmScreen(ConfirmPresenter(session), self._tasks)
        screen.left.connect(self._today)
        screen.record_wanted.connect(self._record)
        return screen

    def _guests(self, session: Session) -> Screen:
        from ui.screens.guests.presenter import GuestsPresenter
        from ui.screens.guests.view import GuestsScreen

        screen = GuestsScreen(GuestsPresenter(session), self._tasks)
        screen.left.connect(self._today)
        return screen
