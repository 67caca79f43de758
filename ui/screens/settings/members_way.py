"""The way from the list of colleagues to one of them and back, laid over the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from rrn_desktop.errors import UserFacingError
from ui import dialogs
from ui.screens.parts.laid_over import LaidOver, may_throw_away
from ui.screens.parts.words import tell
from ui.screens.settings.member_page import ChangePage, InvitePage
from ui.screens.settings.members_card import MembersCard
from ui.screens.settings.members_presenter import MembersPresenter
from ui.show_error import show_error
from ui.tasks import Tasks


class MembersWay(QObject):
    """Lays the pages over, and lets the work run away from the window."""

    def __init__(self, card: MembersCard, both: LaidOver, presenter: MembersPresenter, tasks: Tasks) -> None:
        super().__init__(both)
        self._card, self._both, self._presenter, self._tasks = card, both, presenter, tasks
        self.page: InvitePage | ChangePage | None = None
        card.invite_wanted.connect(self.ask_new)
        card.chosen.connect(self.ask_change)

    def ask_new(self) -> None:
        """Ask for someone new."""
        page = InvitePage()
        page.given.connect(self._invite)
        self._lay(page)

    def ask_change(self, key: str) -> None:
        """Ask what changes for a colleague."""
        page = ChangePage(self._presenter.line(key), gives_keys=self._presenter.gives_keys)
        page.given.connect(self._change)
        page.closing.connect(self._leave)
        page.locked_out.connect(self._give_new_words)
        self._lay(page)

    def _lay(self, page: InvitePage | ChangePage) -> None:
        self.page = page
        page.left.connect(self._leave_page)
        self._both.lay(page)
        page.focus_first()

    def _invite(self, name: str, job: str, roles: Sequence[str]) -> None:
        folder = dialogs.folder(self.page, tell("guest_sheet_title"))
        if folder is not None:
            self._do(partial(self._presenter.invite, name, job, roles, folder), tell("member_in_busy"))

    def _change(self, key: str, roles: Sequence[str], lead_until: str | None) -> None:
        self._do(partial(self._presenter.change, key, roles, lead_until), tell("member_change_busy"), self._let_out)

    def _give_new_words(self, key: str) -> None:
        folder = dialogs.folder(self.page, tell("guest_sheet_title"))
        if folder is not None:
            self._do(partial(self._presenter.give_new_words, key, folder), tell("member_new_words_busy"))

    def _leave(self, key: str) -> None:
        self._do(partial(self._presenter.leave, key), tell("member_change_busy"), self._let_out)

    def _do(self, work: Callable[[], str], busy: str, done: Callable[[str], None] | None = None) -> None:
        if self.page is not None:
            self.page.set_busy(busy)
        self._tasks.run(self, work, done or self._close, self._failed)

    def _let_out(self, said: str) -> None:
        """Go back, where the keys of who is out are changed at once."""
        self._close(said)
        self._card.keys.start_if_owed()

    def _leave_page(self) -> None:
        if may_throw_away(self._both, unsaved=self._both.unsaved()):
            self._close()

    def _close(self, said: str = "") -> None:
        self._both.take_off()
        self.page = None
        self._card.show_members(said)
        # What comes back while the window is locked must not draw the focus behind the lock.
        if self._card.isVisible():
            self._card.focus_first()

    def _failed(self, error: Exception) -> None:
        page = self.page
        if page is None:
            return
        if isinstance(error, UserFacingError):
            page.show_refused(f"{error.what} {error.next_step}")
        else:
            page.set_busy("")
            show_error(page, error)
