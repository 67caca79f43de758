"""The shell: the bar on top, one screen below it, the lock over both. No words of any form here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QScrollArea, QStackedWidget, QWidget

from rrn_desktop.errors import UserFacingError
from ui.clipboard import Copied
from ui.display_menu import DisplayMenu
from ui.idle import WARN_BEFORE, IdleWatch
from ui.kept import Kept
from ui.leaving import behind_the_lock, on_the_way_out
from ui.screens.help.over import HelpOver
from ui.screens.parts.laid_over import may_throw_away
from ui.screens.parts.own_naming import put_in_place
from ui.screens.parts.screen import Screen
from ui.screens.parts.words import tell
from ui.show_error import show_error
from ui.tasks import Tasks
from ui.theme import px
from ui.widgets.accessible import announce
from ui.widgets.around import around
from ui.widgets.banner import Banner
from ui.widgets.bars import TopBar
from ui.widgets.focus_ring import FocusRing
from ui.widgets.measures import column, discard

if TYPE_CHECKING:
    # Loading the store takes longer than showing the window, which comes first.
    from rrn_desktop.services.session import Session
    from ui.screens.lock.view import LockScreen


class MainWindow(QMainWindow):
    """Holds one screen at a time, and locks.

    - Locking saves first, hides at once, and can't be refused, even when saving fails.
    - Nobody is signed out, and no screen left, with something unsaved; ``kept`` holds what is kept for its writer.

    Signals: ``switch_asked`` fires when somebody else wants to sign in; all is saved by then. ``opened_again`` fires
    when the lock was opened.
    """

    switch_asked = Signal()
    opened_again = Signal()

    def __init__(self, tasks: Tasks, idle: IdleWatch) -> None:
        super().__init__()
        self._tasks, self._idle, self.kept = tasks, idle, Kept()
        self._session: Session | None = None
        self._screen: Screen | None = None
        self._focus: QWidget | None = None
        self._warned_of_loss = False
        self.bar = TopBar()
        self.display = DisplayMenu(self)
        self._notice = Banner("", "warning")
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self._copied = Copied(self)
        self._stage = QStackedWidget()
        self._help = HelpOver(self._stage)
        self._lock: LockScreen | None = None
        self._lay_out()
        self._connect()
        self._ring = FocusRing(self)
        self._show_title()

    @property
    def session(self) -> Session | None:
        """Return the session that is open, also while locked."""
        return self._session

    @property
    def locked(self) -> bool:
        """Return whether the lock hides everything."""
        return self._lock is not None and self._stage.currentWidget() is self._lock

    def screen_shown(self) -> Screen | None:
        """Return the screen at hand, which the lock may be hiding."""
        return self._screen

    def may_leave(self) -> bool:
        """Save the screen at hand; False when that can't be done, or what can't be saved is wanted."""
        shown = self.screen_shown()
        return shown is None or (self._save(shown) and may_throw_away(self, unsaved=shown.unsaved()))

    def show_screen(self, screen: Screen) -> None:
        """Put a screen in place of the one at hand, which is saved by now."""
        self._help.close_help()
        old, self._screen = self._screen, screen
        # Only a form has sections; it says so itself as soon as it is narrow.
        self.bar.show_sections(False)
        self._stage.addWidget(screen)
        self._stage.setCurrentWidget(screen)
        if old is not None:
            self._drop(old)
        self._show_title()
        screen.focus_first()

    def sign_in(self, session: Session) -> None:
        """Take the session of a member who signed in."""
        self._session = session
        self._prepare_lock()
        self.display.begin(session)
        put_in_place(session)
        name = session.member.name
        self.bar.show_signed_in(tell("signed_in_demo", name=name) if session.demo else name)
        self._idle.start()

    def sign_out(self) -> None:
        """Close the session of a screen that is saved by now; another screen takes its place."""
        self._idle.stop()
        self._notice.hide()
        self.bar.show_signed_in("")
        if self._lock is not None:
            self._lock.forget()
        self._copied.forget()
        self.display.end()
        put_in_place(None)
        if self._session is not None:
            self._tasks.run(self, on_the_way_out(self._session), _nothing, self._failed)
            self._session = None

    def lock(self, why: str = "") -> None:
        """Save, hide everything at once, and ask for the same member's passphrase or code; ``why`` is told there."""
        self._help.close_help()
        shown = self.screen_shown()
        if self._session is None or shown is None or self._lock is None or self.locked:
            self._lock_writer()
            return
        saved = self._save(shown) and not shown.unsaved()
        self._focus = QApplication.focusWidget()
        self._idle.stop()
        self._notice.hide()
        self._lock.lock(self._session, saved=saved, why=why)
        self.display.lock()
        self._stage.setCurrentWidget(self._lock)
        _close_what_floats()
        self._copied.forget()
        self.bar.lock.hide()
        self.bar.switch.hide()
        self.bar.show_where("")
        self._show_title()
        self._lock.focus_first()
        announce(self._lock, tell("locked_now" if saved else "locked"), now=True)
        self._tasks.run(self, behind_the_lock(self._session), _nothing, self._failed)

    def guard(self, writer: str) -> None:
        """Lock by itself while someone writes without being signed in; without a name, no longer."""
        self.bar.show_writer(writer)
        if writer:
            self._idle.start()
        else:
            self._idle.stop()
            self._notice.hide()
            self._copied.forget()
        self._show_title()

    def show_where(self) -> None:
        """Say again what is open, after its number is known."""
        self._show_title()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save, stop what is being made and close; a draft that can't be saved keeps the window open once."""
        shown = self.screen_shown()
        if shown is not None and not self._may_close(shown):
            event.ignore()
            return
        if shown is not None:
            shown.release()
        self.sign_out()
        self._tasks.finish()
        event.accept()

    def lock_with_system(self) -> None:
        """Lock because the computer itself was locked, put to sleep or given to another user."""
        self.lock(tell("locked_why_system"))

    def _lock_now(self) -> None:
        self.lock()

    def _lock_idle(self) -> None:
        self.lock(tell("locked_why_idle"))

    def _lock_writer(self) -> None:
        """Let a screen that is open without a session hide itself."""
        shown = self.screen_shown()
        if self._session is None and shown is not None and shown.lock_itself():
            self._idle.stop()
            self._notice.hide()
            _close_what_floats()
            self._copied.forget()
            self.bar.lock.hide()
            self._show_title()

    def _lay_out(self) -> None:
        middle = QWidget()
        whole = column(middle)
        whole.addWidget(self.bar)
        whole.addWidget(self._notice)
        self._notice.hide()
        whole.addWidget(self._help, 1)
        self.setCentralWidget(middle)
        # A press on the bar leaves the focus, and so the place in the text, where it was.
        for button in self.bar.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _connect(self) -> None:
        self.bar.lock_asked.connect(self._lock_now)
        self.bar.switch_asked.connect(self._switch)
        self.bar.display_asked.connect(self._ask_theme)
        self.bar.text_size_asked.connect(self._ask_size)
        self.bar.help_asked.connect(self._open_help)
        self.bar.sections_asked.connect(self._help.close_help)
        self._help.asked.connect(self._open_help)
        self._help.changed.connect(self._show_title)
        self._idle.soon.connect(self._warn)
        self._idle.touched.connect(self._notice.hide)
        self._idle.idle.connect(self._lock_idle)
        self._looking.timeout.connect(self._show_focus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._look_soon)
        shortcut = QShortcut(QKeySequence("Ctrl+L"), self)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shortcut.activated.connect(self._lock_now)

    def _prepare_lock(self) -> None:
        """Make the lock when the first member signs in, so that locking only has to show it."""
        if self._lock is None:
            from ui.screens.lock.view import LockScreen

            self._lock = LockScreen(self._tasks)
            self._lock.unlocked.connect(self._unlock)
            self._lock.switch_asked.connect(self._switch)
            self._stage.addWidget(self._lock)

    def _failed(self, error: Exception) -> None:
        show_error(self, error)

    def _look_soon(self, _old: QWidget | None, _new: QWidget | None) -> None:
        # Where things stand is known only after the layout has had its turn.
        self._looking.start()

    def _show_focus(self) -> None:
        focus = QApplication.focusWidget()
        step = around(focus) if focus is not None and focus.window() is self else None
        while step is not None and focus is not None:
            if isinstance(step, QScrollArea):
                step.ensureWidgetVisible(focus, px(20), px(20))
                return
            step = around(step)

    def _ask_theme(self) -> None:
        self.display.ask_theme(self.bar.display)

    def _ask_size(self) -> None:
        self.display.ask_size(self.bar.text_size)

    def _open_help(self) -> None:
        shown = self._lock if self.locked else self.screen_shown()
        self._help.open_help(shown, lead=self._session is not None and self._session.is_lead)

    def _switch(self) -> None:
        shown = self.screen_shown()
        # What is kept for its writer is not for the next one here to throw away.
        is_kept = shown is not None and shown.typed() is not None and self._save(shown)
        if is_kept or self.may_leave():
            self.switch_asked.emit()

    def _warn(self) -> None:
        self._notice.say(tell("lock_soon", seconds=round(WARN_BEFORE)), "warning")

    def _unlock(self) -> None:
        shown = self.screen_shown()
        if shown is None or self._session is None:
            return
        self._stage.setCurrentWidget(shown)
        self.display.unlock()
        self.bar.lock.show()
        self.bar.switch.show()
        self._show_title()
        self._idle.start()
        if self._focus is not None and self._focus.isVisible() and shown.isAncestorOf(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            shown.focus_first()
        self._focus = None
        announce(shown, tell("unlocked"))
        self.opened_again.emit()

    def _save(self, screen: Screen) -> bool:
        try:
            screen.save_now()
        except UserFacingError as error:
            self._notice.say(f"{tell('saving_failed')}. {error.what} {error.next_step}", "warning")
            return False
        return True

    def _may_close(self, shown: Screen) -> bool:
        from ui import dialogs

        if self.kept.anything and not dialogs.ask(
            self, tell("kept_title"), tell("kept_words"), yes=tell("kept_lose"), no=tell("kept_stay"), danger=True
        ):
            return False
        if not may_throw_away(self, unsaved=shown.unsaved()):
            return False
        if self._save(shown) or self._warned_of_loss:
            return True
        self._warned_of_loss = True
        return False

    def _drop(self, screen: Screen) -> None:
        screen.release()
        self._stage.removeWidget(screen)
        discard(screen)

    def _show_title(self) -> None:
        shown = self._help.page() or (self._lock if self.locked else self.screen_shown())
        where = shown.where() if shown is not None else ""
        demo = self._session is not None and self._session.demo
        title = tell("title_demo" if demo else "title")
        self.setWindowTitle(f"{title} – {where}" if where else title)
        self.bar.show_where(shown.number() or where if shown is not None else "")


def _nothing(_result: object) -> None:
    """Closing brings nothing back."""


def _close_what_floats() -> None:
    """Close menus and sheets."""
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()
    sheet = QApplication.activeModalWidget()
    if sheet is not None:
        sheet.close()
